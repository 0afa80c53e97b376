/* kamus_model.c: the dictionary's rows: read, found and written. */
#include "modules/musrenbang/kamus.h"

/* Proposers read the office's name, administrators its short one. */
#define SELECTED(office) "SELECT k.id, k.tahun, k.kode, k.nama, k.kelompok, k.fisik, k.opd, " office \
    ", k.sub_kegiatan, k.sub_kegiatan_nama, k.satuan, k.harga_sen, k.maks_e4, k.pengguna, k.pembayar, k.aktif" \
    " FROM kamus k JOIN opd o ON o.id = k.opd"

static struct kamus
read_kamus(struct query *q)             /* in the order of SELECTED */
{
    struct kamus k = { .id = query_int(q) };
    k.tahun             = query_int(q);
    k.kode              = query_str(q);
    k.nama              = query_str(q);
    k.kelompok          = query_str(q);
    k.fisik             = query_bool(q);
    k.opd               = query_int(q);
    k.opd_nama          = query_str(q);
    k.sub_kegiatan      = query_str(q);
    k.sub_kegiatan_nama = query_str(q);
    k.satuan            = query_str(q);
    k.harga             = query_money(q);
    k.maks              = query_volume(q);
    k.pengguna          = query_str(q);
    k.pembayar          = query_str(q);
    k.aktif             = query_bool(q);
    return k;
}

enum outcome
kamus_get(struct db *db, int64_t id, struct kamus *k)
{
    struct query q = query_of(db,
        SELECTED("o.nama") " WHERE k.id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *k = read_kamus(&q);
    return query_end_one(&q);
}

bool
kamus_usable_by(const struct kamus *k, str pengguna)
{
    return str_has_word(k->pengguna, pengguna);
}

enum outcome
kamus_list(struct db *db, int64_t tahun, str pengguna, struct kamus_list *list)
{
    enum { MOST = 400 };
    *list = (struct kamus_list){ 0 };
    struct query q = query_of(db,
        SELECTED("o.nama")
        " WHERE k.tahun = $1 AND k.aktif = 1 ORDER BY k.kelompok, k.nama LIMIT 400");
    query_bind(&q, tahun);
    while (list->count < MOST && query_next(&q)) {
        struct kamus k = read_kamus(&q);
        if (pengguna.len == 0 || kamus_usable_by(&k, pengguna))
            *arena_next(db_arena_of(db), list) = k;
    }
    return query_end(&q);
}

enum outcome
kamus_find(struct db *db, const struct kamus_ask *ask, struct kamus_list *list)
{
    *list = (struct kamus_list){ arena_array(db_arena_of(db), struct kamus, KAMUS_SHOWN + 1), 0 };
    struct query q = query_of(db, SELECTED("o.singkatan") " WHERE k.tahun = $1 AND k.kode > $2"
        " AND ($3 = '' OR (k.kode >= $3 AND k.kode < $3 || '~') OR (k.nama >= $3 AND k.nama < $3 || '~'))"
        " AND ($4 = '' OR k.kelompok = $4) AND ($5 = 0 OR k.opd = $5)"
        " AND ($6 = '' OR ($6 = 'aktif' AND k.aktif = 1) OR ($6 = 'nonaktif' AND k.aktif = 0)"
        " OR ($6 = 'belum' AND k.sub_kegiatan = '')) ORDER BY k.kode LIMIT 51");
    query_bind(&q, ask->tahun);
    query_bind(&q, ask->sesudah);
    query_bind(&q, ask->cari);
    query_bind(&q, ask->kelompok);
    query_bind(&q, ask->opd);
    query_bind(&q, ask->keadaan);
    while (list->count <= KAMUS_SHOWN && query_next(&q))
        list->items[list->count++] = read_kamus(&q);
    return query_end(&q);
}

enum outcome
kamus_by_kode(struct db *db, int64_t tahun, str kode, struct kamus *k)
{
    struct query q = query_of(db, SELECTED("o.singkatan") " WHERE k.tahun = $1 AND k.kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, kode);
    if (query_next(&q))
        *k = read_kamus(&q);
    return query_end_one(&q);
}

enum outcome
kamus_insert(struct db *db, const struct kamus *k)
{
    struct query q = query_of(db,
        "INSERT INTO kamus (id, tahun, kode, nama, kelompok, fisik, opd, sub_kegiatan,"
        " sub_kegiatan_nama, satuan, harga_sen, maks_e4, pengguna, pembayar, aktif)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    query_bind(&q, k->id);
    query_bind(&q, k->tahun);
    query_bind(&q, k->kode);
    query_bind(&q, k->nama);
    query_bind(&q, k->kelompok);
    query_bind(&q, k->fisik);
    query_bind(&q, k->opd);
    query_bind(&q, k->sub_kegiatan);
    query_bind(&q, k->sub_kegiatan_nama);
    query_bind(&q, k->satuan);
    query_bind(&q, k->harga);
    query_bind(&q, k->maks);
    query_bind(&q, k->pengguna);
    query_bind(&q, k->pembayar);
    query_bind(&q, k->aktif);
    return query_end(&q);
}

/* Year and code stay: they are what proposals and other years know it by. */
enum outcome
kamus_update(struct db *db, const struct kamus *k)
{
    struct query q = query_of(db, "UPDATE kamus SET nama = $2, kelompok = $3, fisik = $4, opd = $5, sub_kegiatan = $6,"
        " sub_kegiatan_nama = $7, satuan = $8, harga_sen = $9, maks_e4 = $10, pengguna = $11, pembayar = $12,"
        " aktif = $13 WHERE id = $1");
    query_bind(&q, k->id);
    query_bind(&q, k->nama);
    query_bind(&q, k->kelompok);
    query_bind(&q, k->fisik);
    query_bind(&q, k->opd);
    query_bind(&q, k->sub_kegiatan);
    query_bind(&q, k->sub_kegiatan_nama);
    query_bind(&q, k->satuan);
    query_bind(&q, k->harga);
    query_bind(&q, k->maks);
    query_bind(&q, k->pengguna);
    query_bind(&q, k->pembayar);
    query_bind(&q, k->aktif);
    return query_end_changed(&q);
}
