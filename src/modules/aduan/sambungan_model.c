/* sambungan_model.c: connections, and how what is ours and what is theirs are called on the other side. */
#include "core/pribadi/pribadi.h"
#include "modules/aduan/sambungan_dalam.h"

#define COLUMNS "id, nama, alamat, kunci, yurisdiksi, arah, bernama, aktif, sejak, terkirim, terbaca, berhasil," \
    " gagal, berikut, galat, dibuat, foto, tanpa_kabar"

static struct kolom_pribadi
key_at(int64_t id)
{
    return (struct kolom_pribadi){ "sambungan.kunci", id };
}

static struct sambungan
read_sambungan(struct query *q)         /* in the order of COLUMNS */
{
    struct sambungan s = { .id = query_int(q) };
    s.nama       = query_str(q);
    s.alamat     = query_str(q);
    s.kunci      = query_bytes(q);
    s.yurisdiksi = query_str(q);
    s.arah       = query_str(q);
    s.bernama    = query_bool(q);
    s.aktif      = query_bool(q);
    s.sejak      = query_int(q);
    s.terkirim   = query_int(q);
    s.terbaca    = query_int(q);
    s.berhasil   = query_int(q);
    s.gagal      = query_int(q);
    s.berikut    = query_int(q);
    s.galat      = query_str(q);
    s.dibuat     = query_int(q);
    s.foto       = query_str(q);
    s.tanpa_kabar = query_int(q);
    return s;
}

enum outcome
sambungan_by_id(struct db *db, str secret, int64_t id, struct sambungan *s)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM sambungan WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *s = read_sambungan(&q);
    TRY(query_end_one(&q));
    return pribadi_open(db_arena_of(db), secret, key_at(id), s->kunci, &s->kunci);
}

enum outcome
sambungan_all(struct db *db, str secret, struct sambungan_list *list)
{
    *list = (struct sambungan_list){ arena_array(db_arena_of(db), struct sambungan, SAMBUNGAN_MOST), 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM sambungan ORDER BY aktif DESC, nama, id LIMIT 50");
    while (list->count < SAMBUNGAN_MOST && query_next(&q))
        list->items[list->count++] = read_sambungan(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < list->count; i++) {
        struct sambungan *s = &list->items[i];
        TRY(pribadi_open(db_arena_of(db), secret, key_at(s->id), s->kunci, &s->kunci));
    }
    return OK;
}

/* ---- statuses: those of mySociety's extension, and what they become here at first ---------------------------- */

static const struct { const char *status, *kata, *aksi, *hasil; } statuses[STATUS_COUNT] = {
    { "OPEN", "Diterima", "kabar_luar", "" },
    { "FOR_TRIAGE", "Diperiksa", "kabar_luar", "" },
    { "INVESTIGATING", "Diselidiki", "kerja_luar", "" },
    { "IN_PROGRESS", "Dikerjakan", "kerja_luar", "" },
    { "INTERNAL_REFERRAL", "Diteruskan di sana", "kabar_luar", "" },
    { "ACTION_SCHEDULED", "Dijadwalkan", "jawab_luar", "dijadwalkan" },
    { "FIXED", "Ditangani", "jawab_luar", "ditangani" },
    { "CLOSED", "Ditutup", "kabar_luar", "" },
    { "NO_FURTHER_ACTION", "Tidak dapat ditangani", "jawab_luar", "tidak_dapat" },
    { "NOT_COUNCILS_RESPONSIBILITY", "Bukan wewenang mereka", "kembali_luar", "" },
    { "DUPLICATE", "Digabung dengan laporan lain", "kabar_luar", "" },
    { "CANCELLED", "Dibatalkan", "kabar_luar", "" },
    { "REOPEN", "Dibuka lagi", "kabar_luar", "" },
};

str
status_kata(str status)
{
    for (size_t i = 0; i < STATUS_COUNT; i++)
        if (str_eqz(status, statuses[i].status))
            return str_of(statuses[i].kata);
    return status;
}

void
peta_keadaan_usual(str status, struct peta_keadaan *k)
{
    *k = (struct peta_keadaan){ status, S("kabar_luar"), S("") };
    for (size_t i = 0; i < STATUS_COUNT; i++)
        if (str_eqz(status, statuses[i].status))
            *k = (struct peta_keadaan){ status, str_of(statuses[i].aksi), str_of(statuses[i].hasil) };
}

enum outcome
peta_keadaan(struct db *db, int64_t sambungan, struct peta_keadaan *list)
{
    for (size_t i = 0; i < STATUS_COUNT; i++)
        list[i] = (struct peta_keadaan){ str_of(statuses[i].status), str_of(statuses[i].aksi),
            str_of(statuses[i].hasil) };
    struct query q = query_of(db, "SELECT status, aksi, hasil FROM sambungan_keadaan WHERE sambungan = $1");
    query_bind(&q, sambungan);
    while (query_next(&q)) {
        struct peta_keadaan k = { .status = query_str(&q) };
        k.aksi = query_str(&q);
        k.hasil = query_str(&q);
        for (size_t i = 0; i < STATUS_COUNT; i++)
            if (str_eq(list[i].status, k.status))
                list[i] = k;
    }
    return query_end(&q);
}

enum outcome
peta_keadaan_put(struct db *db, int64_t sambungan, const struct peta_keadaan *k)
{
    struct query q = query_of(db, "INSERT INTO sambungan_keadaan (sambungan, status, aksi, hasil)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (sambungan, status) DO UPDATE SET aksi = excluded.aksi,"
        " hasil = excluded.hasil");
    query_bind(&q, sambungan);
    query_bind(&q, k->status);
    query_bind(&q, k->aksi);
    query_bind(&q, k->hasil);
    return query_end(&q);
}

/* ---- categories ---------------------------------------------------------------------------------------------- */

enum outcome
peta_kategori(struct db *db, int64_t sambungan, struct peta_kategori_list *list)
{
    enum { MOST = 200 };
    *list = (struct peta_kategori_list){ arena_array(db_arena_of(db), struct peta_kategori, MOST), 0 };
    struct query q = query_of(db, "SELECT k.id, k.nama, COALESCE(s.kode, ''), COALESCE(s.otomatis, 0)"
        " FROM perkara_kategori k LEFT JOIN sambungan_kategori s ON s.kategori = k.id AND s.sambungan = $1"
        " WHERE k.jenis = 'aduan' AND k.aktif = 1 AND k.tampak = 'publik' ORDER BY k.urutan, k.nama LIMIT 200");
    query_bind(&q, sambungan);
    while (list->count < MOST && query_next(&q)) {
        struct peta_kategori *k = &list->items[list->count++];
        k->kategori = query_int(&q);
        k->nama     = query_str(&q);
        k->kode     = query_str(&q);
        k->otomatis = query_bool(&q);
    }
    return query_end(&q);
}

enum outcome
peta_kategori_put(struct db *db, int64_t sambungan, const struct peta_kategori *k)
{
    struct query q = query_of(db, "INSERT INTO sambungan_kategori (sambungan, kategori, kode, otomatis)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (sambungan, kategori) DO UPDATE SET kode = excluded.kode,"
        " otomatis = excluded.otomatis");
    query_bind(&q, sambungan);
    query_bind(&q, k->kategori);
    query_bind(&q, k->kode);
    query_bind(&q, k->otomatis && k->kode.len > 0);
    return query_end(&q);
}

enum outcome
sambungan_insert(struct db *db, str secret, const struct sambungan *s)
{
    str sealed = pribadi_seal(db_arena_of(db), secret, key_at(s->id), s->kunci);
    struct query q = query_of(db, "INSERT INTO sambungan (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8,"
        " $9, 0, 0, $8, '', $8, $10, 0)");
    query_bind(&q, s->id);
    query_bind(&q, s->nama);
    query_bind(&q, s->alamat);
    query_bind_bytes(&q, sealed);
    query_bind(&q, s->yurisdiksi);
    query_bind(&q, s->arah);
    query_bind(&q, s->bernama);
    query_bind(&q, s->dibuat);
    query_bind(&q, s->dibuat - DAY);    /* their clock may be behind ours */
    query_bind(&q, s->foto.len ? s->foto : S("alamat"));
    return query_end(&q);
}

enum outcome
sambungan_counts(struct db *db, int64_t sambungan, struct sambungan_hitung *h)
{
    struct query q = query_of(db, "SELECT (SELECT count(*) FROM (SELECT 1 FROM sambungan_kirim WHERE sambungan = $1"
        " AND status = 'menunggu' LIMIT 1000) m), (SELECT count(*) FROM (SELECT 1 FROM sambungan_kirim"
        " WHERE sambungan = $1 AND status = 'gagal' LIMIT 1000) g), (SELECT count(*) FROM (SELECT 1"
        " FROM sambungan_kirim WHERE sambungan = $1 AND status = 'terkirim' LIMIT 1000) t), (SELECT count(*)"
        " FROM (SELECT 1 FROM sambungan_terima WHERE sambungan = $1 LIMIT 1000) d), (SELECT count(*) FROM (SELECT 1"
        " FROM sambungan_kirim WHERE sambungan = $1 AND status = 'asal' LIMIT 1000) a)");
    query_bind(&q, sambungan);
    if (query_next(&q)) {
        h->menunggu = query_int(&q);
        h->gagal    = query_int(&q);
        h->terkirim = query_int(&q);
        h->diterima = query_int(&q);
        h->diambil  = query_int(&q);
    }
    return query_end_one(&q);
}
