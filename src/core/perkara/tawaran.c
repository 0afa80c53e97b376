/* tawaran.c: the table of offers: open ones of a place, their cases, and how each ends. */
#include "core/perkara/tawaran.h"

#include "core/perkara/perkara_dalam.h"

#define OFFERS "SELECT o.id, o.jenis, o.kategori, o.wilayah, o.kelurahan, o.jumlah, o.aturan, o.keadaan, o.tujuan," \
    " o.sebab, o.akun, o.dibuat, o.berubah, k.nama, k.kata FROM tawaran o JOIN perkara_kategori k ON k.id = o.kategori"

static struct tawaran
read_tawaran(struct query *q)           /* in the order of OFFERS */
{
    struct tawaran t = { .id = query_int(q) };
    t.jenis     = query_str(q);
    t.kategori  = query_int(q);
    t.wilayah   = query_str(q);
    t.kelurahan = query_str(q);
    t.jumlah    = query_int(q);
    t.aturan    = query_int(q);
    t.keadaan   = query_str(q);
    t.tujuan    = query_int(q);
    t.sebab     = query_str(q);
    t.akun      = query_int(q);
    t.dibuat    = query_int(q);
    t.berubah   = query_int(q);
    t.kategori_nama = query_str(q);
    t.kategori_kata = query_str(q);
    return t;
}

static enum outcome
one(struct db *db, const char *sql, int64_t key, struct tawaran *t)
{
    struct query q = query_of(db, sql);
    query_bind(&q, key);
    if (query_next(&q))
        *t = read_tawaran(&q);
    return query_end_one(&q);
}

enum outcome
tawaran_by_id(struct db *db, int64_t id, struct tawaran *t)
{
    return one(db, OFFERS " WHERE o.id = $1", id, t);
}

enum outcome
tawaran_of_perkara(struct db *db, int64_t perkara, struct tawaran *t)
{
    return one(db, OFFERS " JOIN tawaran_perkara p ON p.tawaran = o.id WHERE p.perkara = $1", perkara, t);
}

enum outcome
tawaran_of_tujuan(struct db *db, int64_t tujuan, struct tawaran *t)
{
    return one(db, OFFERS " WHERE o.tujuan = $1 AND o.tujuan <> 0", tujuan, t);
}

enum outcome
tawaran_open(struct db *db, str wilayah, struct tawaran_list *list)
{
    *list = (struct tawaran_list){ arena_array(db_arena_of(db), struct tawaran, TAWARAN_SHOWN), 0 };
    struct query q = query_of(db, OFFERS " WHERE o.keadaan = 'terbuka' AND o.wilayah >= $1 AND o.wilayah < $2"
        " ORDER BY o.id DESC LIMIT 5");
    query_bind(&q, wilayah);
    query_bind(&q, str_format(db_arena_of(db), STR "/", STR_ARG(wilayah)));
    while (list->count < TAWARAN_SHOWN && query_next(&q))
        list->items[list->count++] = read_tawaran(&q);
    return query_end(&q);
}

/* ---- how it ends ----------------------------------------------------------------------------------------- */

static enum outcome
end_as(struct req *req, const struct tawaran *t, const struct tawaran *end)
{
    struct query q = query_of(req->db, "UPDATE tawaran SET keadaan = $2, tujuan = $3, sebab = $4, akun = $5,"
        " berubah = $6 WHERE id = $1 AND keadaan = 'terbuka'");
    query_bind(&q, t->id);
    query_bind(&q, end->keadaan);
    query_bind(&q, end->tujuan);
    query_bind(&q, end->sebab);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    enum outcome o = query_end_changed(&q);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Tawaran ini sudah diambil atau ditolak orang lain. Muat ulang halaman ini.");
    TRY(o);
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun,
        .jabatan = req->who.grant_count ? req->who.grants->jabatan_nama : S(""),
        .jenis = str_format(req->arena, "tawaran." STR, STR_ARG(end->keadaan)), .subjek_jenis = S("tawaran"),
        .subjek = t->id, .publik = false, .isi = str_format(req->arena, "tujuan=%lld\nsebab=" STR,
            (long long)end->tujuan, STR_ARG(end->sebab)) };
    return peristiwa_add(req->db, &e);
}

enum outcome
tawaran_take(struct req *req, const struct tawaran *t, int64_t tujuan)
{
    return end_as(req, t, &(struct tawaran){ .keadaan = S("diambil"), .tujuan = tujuan });
}

enum outcome
tawaran_refuse(struct req *req, const struct tawaran *t, str sebab)
{
    if (str_letters(str_trim(sebab)) < 10)
        return req_error(req, "sebab", "Tulis alasannya dalam satu kalimat (paling sedikit 10 huruf).");
    return end_as(req, t, &(struct tawaran){ .keadaan = S("ditolak"), .sebab = str_trim(sebab) });
}

enum outcome
tawaran_release(struct db *db, int64_t tujuan, int64_t now)
{
    struct query q = query_of(db, "UPDATE tawaran SET keadaan = 'terbuka', tujuan = 0, akun = 0, berubah = $2"
        " WHERE tujuan = $1 AND tujuan <> 0");
    query_bind(&q, tujuan);
    query_bind(&q, now);
    return query_end(&q);
}

/* ---- finding --------------------------------------------------------------------------------------------- */

/* Three of one kind within 100 m in twelve months, until a region says otherwise. */
enum outcome
tawaran_seed(struct db *db)
{
    struct query q = query_of(db, "INSERT INTO aturan_ulang (id, jenis, kategori, kali, meter, bulan, dasar, mulai,"
        " selesai) VALUES (1, 'aduan', 0, 3, 100, 12, 'Kebijakan daerah', '2025-01-01', '')"
        " ON CONFLICT (id) DO NOTHING");
    return query_end(&q);
}
