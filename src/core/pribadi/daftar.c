/* daftar.c: the register of personal data: what the modules declare, as rows that a region words itself. */
#include "core/pribadi/saya_lihat.h"
#include "core/pribadi/pribadi_schema.h"

#define COLUMNS "kolom, isi, tujuan, dasar, penerima, simpan, samar, diubah"

const struct permission pribadi_kelola = { "pribadi.kelola", "Mengatur register data pribadi", "admin" };

static struct daftar_baris
read_baris(struct query *q)             /* in the order of COLUMNS */
{
    struct daftar_baris b = { .kolom = query_str(q) };
    b.isi      = query_str(q);
    b.tujuan   = query_str(q);
    b.dasar    = query_str(q);
    b.penerima = query_str(q);
    b.simpan   = query_str(q);
    b.samar    = query_str(q);
    b.diubah   = query_int(q);
    return b;
}

enum outcome
daftar_all(struct db *db, struct daftar_list *list)
{
    *list = (struct daftar_list){ arena_array(db_arena_of(db), struct daftar_baris, DAFTAR_MOST), 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM pribadi_daftar ORDER BY urutan, kolom LIMIT 200");
    while (list->count < DAFTAR_MOST && query_next(&q))
        list->items[list->count++] = read_baris(&q);
    return query_end(&q);
}

enum outcome
daftar_of(struct db *db, str kolom, struct daftar_baris *b)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM pribadi_daftar WHERE kolom = $1");
    query_bind(&q, kolom);
    if (query_next(&q))
        *b = read_baris(&q);
    return query_end_one(&q);
}

enum outcome
daftar_put(struct db *db, const struct daftar_baris *b)
{
    struct query q = query_of(db, "UPDATE pribadi_daftar SET tujuan = $2, dasar = $3, penerima = $4, simpan = $5,"
        " diubah = $6 WHERE kolom = $1");
    query_bind(&q, b->kolom);
    query_bind(&q, b->tujuan);
    query_bind(&q, b->dasar);
    query_bind(&q, b->penerima);
    query_bind(&q, b->simpan);
    query_bind(&q, b->diubah);
    return query_end_changed(&q);
}

/* A region's own words stay; what the program does with the column is always as it is now. */
static enum outcome
seed_one(struct db *db, const struct data_pribadi *d, int64_t urutan)
{
    const char *const texts[] = { d->kolom, d->isi, d->tujuan, d->dasar, d->penerima, d->simpan, d->samar };
    struct query q = query_of(db, "INSERT INTO pribadi_daftar (urutan, " COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7,"
        " $8, 0) ON CONFLICT (kolom) DO UPDATE SET urutan = excluded.urutan, isi = excluded.isi,"
        " samar = excluded.samar");
    query_bind(&q, urutan);
    for (size_t i = 0; i < COUNT(texts); i++)
        query_bind(&q, str_of(texts[i]));
    return query_end(&q);
}

enum outcome
pribadi_seed(struct db *db, const struct module *const *modules)
{
    int64_t urutan = 0;
    for (; *modules; modules++)
        for (const struct data_pribadi *d = (*modules)->pribadi; d && d->kolom; d++)
            TRY(seed_one(db, d, ++urutan));
    return OK;
}

enum outcome
pribadi_count(struct db *db, int64_t *count)
{
    struct query q = query_of(db, "SELECT count(*) FROM pribadi_daftar");
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

static const struct data_pribadi own[] = {
    { .kolom = "pribadi_permintaan.isi", "Permintaan perbaikan atau penghapusan data", "Memenuhi hak pemilik data.",
        DASAR_HUKUM, "Pemilik akun; administrator.", "Selama akunnya ada: bukti bahwa haknya dipenuhi.",
        "Tampil apa adanya bagi yang berwenang." },
    { 0 }
};

/* The time that the law gives for an answer; a region's own row stays. */
static enum outcome
seed_settings(struct db *db, int64_t now)
{
    (void)now;
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('pribadi.jawab_detik',"
        " '259200', 'UU 27/2022 Pasal 30-34: tiga kali 24 jam') ON CONFLICT (kunci) DO NOTHING");
    return query_end(&q);
}

const struct module pribadi_module = {
    .name        = "pribadi",
    .title       = "Data pribadi",
    .schema      = &pribadi_schema,
    .permissions = LIST(struct permission, &pribadi_kelola),
    .routes      = LIST(struct route, daftar_pages, data_saya_pages, permintaan_pages),
    .pribadi     = own,
    .seed        = seed_settings,
};
