/* akun_model.c: accounts as their administrators see them: lists, where each belongs, what a login name may be. */
#include "core/siapa/akun_dalam.h"

#include "core/peristiwa/peristiwa.h"
#include "core/pribadi/pribadi.h"
#include "core/wilayah/wilayah.h"

enum { AREAS = 4 };

/* ---- lists -------------------------------------------------------------------------------------------------- */

#define HELD "p.mulai <= $1 AND (p.selesai = '' OR p.selesai >= $1)"
/* '.' sorts before '/': the area itself and all that lies in it. */
#define IN_AREA(n) "($" #n " <> '' AND (p.wilayah = $" #n \
    " OR (p.wilayah > $" #n " || '.' AND p.wilayah < $" #n " || '/')))"

/* The areas that a list is kept to; '' where there is none. An office's role holds no RW. */
static void
bind_areas(struct query *q, const struct scope *scope)
{
    size_t bound = 0;
    for (size_t i = 0; i < scope->count && bound < AREAS; i++)
        if (scope->places[i].wilayah.len && !scope->places[i].opd) {
            query_bind(q, scope->places[i].wilayah);
            bound++;
        }
    for (; bound < AREAS; bound++)
        query_bind(q, S(""));
}

enum outcome
akun_find(struct db *db, const struct akun_ask *ask, struct akun_baris_list *list)
{
    *list = (struct akun_baris_list){ arena_array(db_arena_of(db), struct akun_baris, AKUN_SHOWN + 1), 0 };
    struct query q = query_of(db,
        "SELECT a.id, a.masuk, a.nama, a.aktif, a.wajib_ganti,"
        " (SELECT j.nama || ' ' || COALESCE(w.nama, o.singkatan, '')"
        " FROM peran p JOIN jabatan j ON j.kode = p.jabatan LEFT JOIN wilayah w ON w.kode = p.wilayah"
        " LEFT JOIN opd o ON o.id = p.opd WHERE p.akun = a.id AND " HELD " ORDER BY j.urutan, p.id LIMIT 1)"
        " FROM akun a WHERE a.masuk > $2 AND ($3 = '' OR (a.masuk >= $3 AND a.masuk < $3 || '~')"
        " OR (a.nama >= $3 AND a.nama < $3 || '~'))"
        " AND ($4 = '' OR EXISTS (SELECT 1 FROM peran p WHERE p.akun = a.id AND p.jabatan = $4 AND " HELD "))"
        " AND ($5 = '' OR ($5 = 'aktif' AND a.aktif = 1) OR ($5 = 'nonaktif' AND a.aktif = 0)"
        " OR ($5 = 'belum' AND a.wajib_ganti = 1))"
        " AND ($6 = 1 OR (EXISTS (SELECT 1 FROM peran p WHERE p.akun = a.id AND p.jabatan = 'rw' AND " HELD " AND ("
        IN_AREA(7) " OR " IN_AREA(8) " OR " IN_AREA(9) " OR " IN_AREA(10) "))"
        " AND NOT EXISTS (SELECT 1 FROM peran p WHERE p.akun = a.id AND p.jabatan <> 'rw' AND " HELD ")))"
        " ORDER BY a.masuk LIMIT 51");
    query_bind(&q, ask->today);
    query_bind(&q, ask->sesudah);
    query_bind(&q, ask->cari);
    query_bind(&q, ask->jabatan);
    query_bind(&q, ask->keadaan);
    query_bind(&q, (int64_t)ask->scope->all);
    bind_areas(&q, ask->scope);
    while (list->count <= AKUN_SHOWN && query_next(&q)) {
        struct akun_baris *b = &list->items[list->count++];
        b->id = query_int(&q);
        b->masuk = query_str(&q);
        b->nama = query_str(&q);
        b->aktif = query_bool(&q);
        b->belum = query_bool(&q);
        b->peran = str_trim(query_str(&q));
    }
    return query_end(&q);
}

enum outcome
akun_count(struct db *db, int64_t *active)
{
    struct query q = query_of(db, "SELECT count(*) FROM akun WHERE aktif = 1");
    if (query_next(&q))
        *active = query_int(&q);
    return query_end_one(&q);
}

/* ---- where an account belongs ------------------------------------------------------------------------------- */

/* The smallest area that holds both codes. */
static str
common_area(str a, str b)
{
    for (int64_t level = TINGKAT_RW; level >= TINGKAT_DAERAH; level--)
        if (wilayah_level(a) >= level && str_eq(wilayah_at(a, level), wilayah_at(b, level)))
            return wilayah_at(a, level);
    return S("");
}

enum outcome
akun_place_of(struct db *db, int64_t akun, date today, struct place *place)
{
    struct query q = query_of(db, "SELECT count(*), CAST(COALESCE(sum(CASE WHEN p.jabatan = 'rw' THEN 1 ELSE 0 END), 0)"
        " AS BIGINT), COALESCE(min(p.wilayah), ''), COALESCE(max(p.wilayah), '') FROM peran p"
        " WHERE p.akun = $1 AND (p.selesai = '' OR p.selesai >= $2)");
    query_bind(&q, akun);
    query_bind(&q, today);
    int64_t roles = 0, of_rw = 0;
    str first = { 0 }, last = { 0 };
    if (query_next(&q)) {
        roles = query_int(&q);
        of_rw = query_int(&q);
        first = query_str(&q);
        last = query_str(&q);
    }
    TRY(query_end_one(&q));
    *place = (struct place){ .wilayah = roles && roles == of_rw ? common_area(first, last) : S("") };
    return OK;
}

enum outcome
akun_place(struct req *req, struct place *place)
{
    int64_t id;
    struct akun a;
    TRY(req_id(req, &id));
    TRY(akun_by_id(req->db, id, &a));
    return akun_place_of(req->db, id, date_of(req->now, req->region->zone), place);
}

/* Its sessions end with it. */
enum outcome
akun_set_aktif(struct db *db, int64_t akun, bool aktif)
{
    struct query q = query_of(db, "UPDATE akun SET aktif = $2 WHERE id = $1");
    query_bind(&q, akun);
    query_bind(&q, aktif);
    TRY(query_end_changed(&q));
    return aktif ? OK : sesi_end_others(db, akun, S(""));
}

/* ---- what is typed ------------------------------------------------------------------------------------------ */

str
masuk_clean(struct arena *arena, str typed)
{
    struct buf b = { .arena = arena };
    typed = str_trim(typed);
    for (size_t i = 0; i < typed.len; i++)
        buf_char(&b, (char)(typed.ptr[i] >= 'A' && typed.ptr[i] <= 'Z' ? typed.ptr[i] | 0x20 : typed.ptr[i]));
    return buf_view(&b);
}

const char *
masuk_wrong(str masuk)
{
    if (masuk.len < 3 || masuk.len > 120)
        return "diisi 3 sampai 120 huruf.";
    for (size_t i = 0; i < masuk.len; i++) {
        char c = masuk.ptr[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@'
            || c == '+';
        if (!good)
            return "hanya boleh berisi huruf kecil, angka, titik, garis, dan @, tanpa spasi.";
    }
    return NULL;
}

const char *
surel_wrong(struct arena *arena, str *surel)
{
    if (!surel->len || (surel->len <= 200 && surel_parse(arena, *surel, surel) == OK))
        return NULL;
    return "ditulis seperti nama@contoh.go.id, atau dikosongkan.";
}

const struct bound ikat_akun = { "akun", "SELECT id, masuk, nama, aktif, contoh, dibuat FROM akun WHERE id = $1",
    "SELECT id FROM akun WHERE id > $1 ORDER BY id LIMIT 500" };

const struct bound ikat_peran = { "peran akun",
    "SELECT id, jabatan, wilayah, opd, mulai, selesai, penetapan, nomor_sk FROM peran WHERE akun = $1 ORDER BY id",
    "SELECT id FROM akun WHERE id > $1 ORDER BY id LIMIT 500" };

enum outcome
akun_note(struct db *db, int64_t akun, struct peristiwa *p)
{
    p->subjek_jenis = S("akun");
    p->subjek = akun;
    if (akun) {
        p->bound[0] = (struct bound_key){ &ikat_akun, akun };
        p->bound[1] = (struct bound_key){ &ikat_peran, akun };
    }
    return peristiwa_add(db, p);
}

/* Offices held and places only: an event holds no personal text. */
enum outcome
akun_event(struct req *req, const char *jenis, int64_t akun, str isi)
{
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = str_of(jenis), .isi = isi,
        .jabatan = req->who.grant_count ? req->who.grants[0].jabatan : S("") };
    return akun_note(req->db, akun, &p);
}
