/* permintaan.c: requests of people about their own data, and the clock they are answered by. */
#include "core/kabar/kabar.h"
#include "core/peristiwa/peristiwa.h"
#include "core/pribadi/saya_lihat.h"
#include "core/wilayah/wilayah.h"

#define SELECT_ROWS "SELECT p.id, p.akun, COALESCE(a.nama, ''), p.macam, p.isi, p.keadaan, p.jawaban, p.dibuat," \
    " p.tenggat, p.dijawab FROM pribadi_permintaan p LEFT JOIN akun a ON a.id = p.akun"

static struct permintaan
read_permintaan(struct query *q)        /* in the order of SELECT_ROWS */
{
    struct permintaan p = { .id = query_int(q) };
    p.akun    = query_int(q);
    p.nama    = query_str(q);
    p.macam   = query_str(q);
    p.isi     = query_str(q);
    p.keadaan = query_str(q);
    p.jawaban = query_str(q);
    p.dibuat  = query_int(q);
    p.tenggat = query_int(q);
    p.dijawab = query_int(q);
    return p;
}

static enum outcome
read_all(struct query *q, struct permintaan_list *list)
{
    *list = (struct permintaan_list){ arena_array(db_arena_of(q->db), struct permintaan, PERMINTAAN_MOST), 0 };
    while (list->count < PERMINTAAN_MOST && query_next(q))
        list->items[list->count++] = read_permintaan(q);
    return query_end(q);
}

enum outcome
permintaan_of(struct db *db, int64_t akun, struct permintaan_list *list)
{
    struct query q = query_of(db, SELECT_ROWS " WHERE p.akun = $1 ORDER BY p.id DESC LIMIT 50");
    query_bind(&q, akun);
    return read_all(&q, list);
}

enum outcome
permintaan_waiting(struct db *db, struct permintaan_list *list)
{
    struct query q = query_of(db, SELECT_ROWS " WHERE p.keadaan = 'menunggu' ORDER BY p.tenggat, p.id LIMIT 50");
    return read_all(&q, list);
}

enum outcome
permintaan_by_id(struct db *db, int64_t id, struct permintaan *p)
{
    struct query q = query_of(db, SELECT_ROWS " WHERE p.id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *p = read_permintaan(&q);
    return query_end_one(&q);
}

static enum outcome
note(struct req *req, const char *jenis, int64_t akun, str isi)
{
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = str_of(jenis), .isi = isi,
        .subjek_jenis = S("akun"), .subjek = akun,
        .jabatan = req->who.grant_count ? req->who.grants[0].jabatan : S("") };
    return peristiwa_add(req->db, &p);
}

/* Three times 24 hours, unless the region's row says fewer. */
enum outcome
permintaan_add(struct req *req, str macam, str isi)
{
    str text;
    int64_t lasts;
    TRY(pengaturan_get(req->db, "pribadi.jawab_detik", &text));
    if (!str_int(text, &lasts))
        lasts = 3 * DAY;
    struct query q = query_of(req->db, "INSERT INTO pribadi_permintaan (id, akun, macam, isi, keadaan, jawaban, dibuat,"
        " tenggat, dijawab, oleh) VALUES ($1, $2, $3, $4, 'menunggu', '', $5, $6, 0, 0)");
    query_bind(&q, req->new_id);
    query_bind(&q, req->who.akun);
    query_bind(&q, macam);
    query_bind(&q, isi);
    query_bind(&q, req->now);
    query_bind(&q, req->now + lasts);
    TRY(query_end(&q));
    return note(req, "pribadi.diminta", req->who.akun, str_format(req->arena, "macam=" STR, STR_ARG(macam)));
}

/* What the law keeps stays: name and roles prove decisions. The address goes, and nobody logs in any more. */
static enum outcome
forget(struct req *req, int64_t akun)
{
    struct query q = query_of(req->db, "UPDATE akun SET aktif = 0 WHERE id = $1");
    query_bind(&q, akun);
    TRY(akun_set_surel(req->db, req->region->secret, akun, S("")));
    TRY(query_end_changed(&q));
    TRY(sesi_end_others(req->db, akun, S("")));
    return akun_note(req->db, akun, &(struct peristiwa){ .waktu = req->now, .akun = req->who.akun,
        .jenis = S("akun.nonaktif"), .isi = S("sebab=permintaan pemilik"),
        .jabatan = req->who.grant_count ? req->who.grants[0].jabatan : S("") });
}

enum outcome
permintaan_answer(struct req *req, const struct permintaan *p, str keadaan, str jawaban)
{
    struct query q = query_of(req->db, "UPDATE pribadi_permintaan SET keadaan = $2, jawaban = $3, dijawab = $4,"
        " oleh = $5 WHERE id = $1 AND keadaan = 'menunggu'");
    query_bind(&q, p->id);
    query_bind(&q, keadaan);
    query_bind(&q, jawaban);
    query_bind(&q, req->now);
    query_bind(&q, req->who.akun);
    TRY(query_end_changed(&q));
    struct kabar k = { .id = req->new_id, .akun = p->akun, .jenis = S("pribadi"), .waktu = req->now,
        .judul = S("Permintaan Anda tentang data pribadi dijawab"), .isi = jawaban, .tautan = S("/saya/data") };
    TRY(kabar_send(req->db, &k));
    TRY(note(req, "pribadi.dijawab", p->akun, str_format(req->arena, "macam=" STR "\nkeadaan=" STR,
        STR_ARG(p->macam), STR_ARG(keadaan))));
    return str_eqz(p->macam, "hapus") && str_eqz(keadaan, "dipenuhi") ? forget(req, p->akun) : OK;
}
