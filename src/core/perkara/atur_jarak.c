/* atur_jarak.c: how near is near, what counts as recurring: rows with a first day and a source, none ever changed. */
#include "core/perkara/atur.h"
#include "core/perkara/perkara_dalam.h"

enum { ROWS_MOST = 200, JARAK_LEAST = 10, JARAK_FARTHEST = 10000 };

const struct kata_alur jarak_guna[] = { { "gabung", "Menggabungkan laporan", true },
    { "dekat", "Laporan serupa sebelum mengirim", true }, { "ikuti", "Mengikuti sebuah tempat", true },
    { "ulang", "Masalah yang berulang", true }, { 0 } };

static bool
same_rule(const struct jarak_baris *a, const struct jarak_baris *b)
{
    return str_eq(a->guna, b->guna) && a->kategori == b->kategori;
}

/* Rows come with the newest of each rule first: the first that has begun and is not over holds. */
static void
tell_states(struct jarak_baris_list *list, date on)
{
    const struct jarak_baris *holds = NULL;
    for (size_t i = 0; i < list->count; i++) {
        struct jarak_baris *b = &list->items[i];
        bool ends = !date_is_none(b->selesai);
        if (ends && date_number(b->selesai) < date_number(b->mulai))
            b->keadaan = JAM_BATAL;
        else if (date_number(b->mulai) > date_number(on))
            b->keadaan = JAM_NANTI;
        else if ((ends && date_number(b->selesai) < date_number(on)) || (holds && same_rule(holds, b)))
            b->keadaan = JAM_LALU;
        else {
            b->keadaan = JAM_BERLAKU;
            holds = b;
        }
    }
}

enum outcome
jarak_rows(struct db *db, str jenis, date on, struct jarak_baris_list *list)
{
    *list = (struct jarak_baris_list){ 0 };
    struct query q = query_of(db, "SELECT r.id, r.guna, r.kategori, COALESCE(k.nama, ''), r.kali, r.meter, r.bulan,"
        " r.dasar, r.mulai, r.selesai FROM (SELECT id, guna, 0 AS kategori, 0 AS kali, meter, 0 AS bulan, dasar, mulai,"
        " selesai FROM aturan_jarak WHERE jenis = $1 UNION ALL SELECT id, 'ulang', kategori, kali,"
        " CAST(meter AS TEXT), bulan, dasar, mulai, selesai FROM aturan_ulang WHERE jenis = $1) r"
        " LEFT JOIN perkara_kategori k ON k.id = r.kategori ORDER BY r.guna, r.kategori, r.mulai DESC, r.id DESC"
        " LIMIT 200");
    query_bind(&q, jenis);
    while (list->count < ROWS_MOST && query_next(&q)) {
        struct jarak_baris *b = arena_next(db_arena_of(db), list);
        b->id       = query_int(&q);
        b->guna     = query_str(&q);
        b->kategori = query_int(&q);
        b->kategori_nama = query_str(&q);
        b->kali     = query_int(&q);
        b->meter    = query_str(&q);
        b->bulan    = query_int(&q);
        b->dasar    = query_str(&q);
        b->mulai    = query_date(&q);
        b->selesai  = query_date(&q);
    }
    TRY(query_end(&q));
    tell_states(list, on);
    return OK;
}

/* "250 500 1000": rising, within what makes sense; false: it is something else. */
static bool
read_metres(str text, struct jarak *j)
{
    str rest = str_trim(text), word;
    *j = (struct jarak){ 0 };
    while (str_cut(&rest, ' ', &word)) {
        int64_t m;
        if (word.len == 0)
            continue;
        if (j->count == COUNT(j->meter) || !str_int(word, &m) || m < JARAK_LEAST || m > JARAK_FARTHEST)
            return false;
        if (j->count && m <= j->meter[j->count - 1])
            return false;
        j->meter[j->count++] = m;
    }
    return j->count > 0;
}

enum outcome
jarak_of(struct db *db, str jenis, const char *guna, date on, struct jarak *j)
{
    *j = (struct jarak){ 0 };
    struct query q = query_of(db, "SELECT meter, dasar FROM aturan_jarak WHERE jenis = $1 AND guna = $2 AND mulai <= $3"
        " AND (selesai = '' OR selesai >= $3) ORDER BY mulai DESC, id DESC LIMIT 1");
    query_bind(&q, jenis);
    query_bind(&q, str_of(guna));
    query_bind(&q, on);
    if (query_next(&q)) {
        must(read_metres(query_str(&q), j));
        j->dasar = query_str(&q);
    }
    return query_end_one(&q);
}

/* ---- rules ------------------------------------------------------------------------------------------------------ */

static bool
require_known(struct req *req, const struct jarak_baris *b)
{
    bool right = true, again = str_eqz(b->guna, "ulang");
    struct jarak j;
    struct kategori k;
    if (!alur_offers(jarak_guna, b->guna))
        right = req_error(req, "guna", "Pilih jarak ini untuk apa.") == OK;
    if (!read_metres(b->meter, &j))
        right = req_error(req, "meter", "Tulis jarak dalam meter, %d sampai %d; beberapa pilihan dipisah spasi dari"
            " yang terkecil, misalnya 250 500 1000.", JARAK_LEAST, JARAK_FARTHEST) == OK;
    else if (j.count > 1 && !str_eqz(b->guna, "ikuti"))
        right = req_error(req, "meter", "Hanya untuk mengikuti tempat boleh beberapa jarak; Anda menulis %zu. Tulis"
            " satu angka saja.", j.count) == OK;
    if (again && (b->kali < 2 || b->bulan < 1))
        right = req_error(req, b->kali < 2 ? "kali" : "bulan", "Masalah yang berulang memerlukan jumlah laporan (paling"
            " sedikit 2) dan rentang bulan (paling sedikit 1).") == OK;
    if (again && b->kategori && kategori_by_id(req->db, b->kategori, &k) != OK)
        right = req_error(req, "kategori", "Pilih kategori dari daftar, atau kosongkan untuk semua.") == OK;
    if (date_number(b->mulai) < date_number(date_of(req->now, req->region->zone)))
        right = req_error(req, "mulai", "Jarak tidak berlaku surut. Isi hari ini atau sesudahnya.") == OK;
    return right;
}

static enum outcome
insert(struct req *req, str jenis, const struct jarak_baris *b)
{
    bool again = str_eqz(b->guna, "ulang");
    struct jarak j;
    must(read_metres(b->meter, &j));
    struct query q = query_of(req->db, again ? "INSERT INTO aturan_ulang (id, jenis, dasar, mulai, selesai, kategori,"
        " kali, meter, bulan) VALUES ($1, $2, $3, $4, '', $5, $6, $7, $8)" : "INSERT INTO aturan_jarak (id, jenis,"
        " dasar, mulai, selesai, guna, meter) VALUES ($1, $2, $3, $4, '', $5, $6)");
    query_bind(&q, req->new_id);
    query_bind(&q, jenis);
    query_bind(&q, b->dasar);
    query_bind(&q, b->mulai);
    if (again) {
        query_bind(&q, b->kategori);
        query_bind(&q, b->kali);
        query_bind(&q, j.meter[0]);
        query_bind(&q, b->bulan);
    } else {
        query_bind(&q, b->guna);
        query_bind(&q, b->meter);
    }
    return query_end(&q);
}

enum outcome
jarak_add(struct req *req, str jenis, const struct jarak_baris *b)
{
    struct jarak_baris_list all;
    if (!require_known(req, b))
        return INVALID;
    TRY(jarak_rows(req->db, jenis, b->mulai, &all));
    for (size_t i = 0; i < all.count; i++)
        if (same_rule(&all.items[i], b) && all.items[i].keadaan != JAM_BATAL
            && date_number(all.items[i].mulai) == date_number(b->mulai))
            return req_error(req, "mulai", "Sudah ada aturan yang mulai " STR ": " STR " meter. Batalkan aturan itu"
                " bila belum berlaku, atau pilih hari lain.", STR_ARG(req_date(req, b->mulai)),
                STR_ARG(all.items[i].meter));
    TRY(insert(req, jenis, b));
    return atur_event(req, "perkara.jarak", req->new_id, str_format(req->arena, "guna=" STR "\nkategori=%lld\nkali=%lld"
        "\nmeter=" STR "\nbulan=%lld\nmulai=" STR "\ndasar=" STR, STR_ARG(b->guna), (long long)b->kategori,
        (long long)b->kali, STR_ARG(b->meter), (long long)b->bulan, STR_ARG(date_iso(req->arena, b->mulai)),
        STR_ARG(b->dasar)));
}

enum outcome
jarak_withdraw(struct req *req, str jenis, int64_t id)
{
    struct jarak_baris_list all;
    const struct jarak_baris *b = NULL;
    TRY(jarak_rows(req->db, jenis, date_of(req->now, req->region->zone), &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id == id)
            b = &all.items[i];
    if (!b)
        return NOT_FOUND;
    TRY(aturan_withdraw(req, str_eqz(b->guna, "ulang") ? "UPDATE aturan_ulang SET selesai = $2 WHERE id = $1"
        : "UPDATE aturan_jarak SET selesai = $2 WHERE id = $1", id, b->keadaan, b->mulai));
    return atur_event(req, "perkara.jarak_batal", id, str_format(req->arena, "guna=" STR "\nmulai=" STR,
        STR_ARG(b->guna), STR_ARG(date_iso(req->arena, b->mulai))));
}

enum outcome
jarak_seed(struct db *db)
{
    static const struct { int64_t id; const char *guna, *meter; } first[] = { { 1, "gabung", "100" },
        { 2, "dekat", "250" }, { 3, "ikuti", "250 500 1000 2000" } };
    for (size_t i = 0; i < COUNT(first); i++) {
        struct query q = query_of(db, "INSERT INTO aturan_jarak (id, jenis, guna, meter, dasar, mulai, selesai)"
            " VALUES ($1, 'aduan', $2, $3, 'Kebijakan daerah', '2025-01-01', '') ON CONFLICT (id) DO NOTHING");
        query_bind(&q, first[i].id);
        query_bind(&q, str_of(first[i].guna));
        query_bind(&q, str_of(first[i].meter));
        TRY(query_end(&q));
    }
    return OK;
}
