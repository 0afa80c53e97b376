/* musrenbang_seed.c: what every region starts with: reasons, and a year's usual path, windows and criteria. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

/* planning.md 1.3; a region may add, rename or retire them. */
static const struct alasan_awal reasons[] = {
    { "R01", "Bukan kewenangan",                    "tolak alih kembali" },
    { "R02", "Lahan bukan aset pemerintah daerah",  "tolak kembali" },
    { "R03", "Sudah dianggarkan atau ganda",        "tolak ubah" },
    { "R04", "Tidak sesuai rencana tata ruang",     "tolak" },
    { "R05", "Tidak ada di kamus usulan",           "tolak kembali" },
    { "R06", "Data, ukuran, atau foto kurang",      "kembali ubah tolak" },
    { "R07", "Pagu tidak cukup",                    "cadangan ubah tolak" },
    { "R08", "Tidak layak teknis",                  "tolak ubah" },
    { "R09", "Lewat jadwal",                        "tolak cadangan" },
    { "R10", "Tidak prioritas",                     "tolak cadangan" },
    { "R11", "Harga satuan disesuaikan",            "ubah" },
    { 0 }
};

enum outcome
musrenbang_seed(struct db *db, int64_t now)
{
    (void)now;
    return alasan_seed(db, "usulan", reasons);
}

enum outcome
tahun_insert(struct db *db, const struct tahun *t)
{
    struct query q = query_of(db,
        "INSERT INTO tahun_rencana (tahun, nama, keadaan, contoh) VALUES ($1, $2, $3, $4)");
    query_bind(&q, t->tahun);
    query_bind(&q, t->nama);
    query_bind(&q, t->keadaan);
    query_bind(&q, t->contoh);
    return query_end(&q);
}

enum outcome
tahapan_set(struct db *db, int64_t tahun, const struct tahapan *t, str dasar)
{
    struct query q = query_of(db,
        "INSERT INTO tahapan (tahun, kode, urutan, nama, mulai, selesai, dasar)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tahun, kode) DO UPDATE SET"
        " nama = excluded.nama, mulai = excluded.mulai, selesai = excluded.selesai,"
        " dasar = excluded.dasar");
    query_bind(&q, tahun);
    query_bind(&q, t->kode);
    query_bind(&q, t->urutan);
    query_bind(&q, t->nama);
    query_bind(&q, t->mulai);
    query_bind(&q, t->selesai);
    query_bind(&q, dasar);
    return query_end(&q);
}

/* The usual path of a kota or kabupaten; a region that leaves the kelurahan out has no such row. */
static const struct { const char *kode, *nama, *jabatan; int64_t lingkup; bool perlu_ba; } path[] = {
    { "lurah", "Kelurahan",        "lurah",                   TINGKAT_KELURAHAN, true },
    { "camat", "Kecamatan",        "camat",                   TINGKAT_KECAMATAN, true },
    { "pd",    "Perangkat daerah", "verifikator_pd kepala_pd", 0,                false },
    { "mitra", "Bappeda",          "mitra",                   TINGKAT_DAERAH,    false },
    { "tapd",  "TAPD",             "tapd",                    TINGKAT_DAERAH,    false },
};

enum outcome
path_insert(struct db *db, int64_t tahun, bool with_kelurahan)
{
    for (size_t i = 0; i < COUNT(path); i++) {
        if (path[i].lingkup == TINGKAT_KELURAHAN && !with_kelurahan)
            continue;
        str nama = str_of(path[i].nama), head;
        if (path[i].lingkup >= TINGKAT_KECAMATAN)
            TRY(tingkat_names(db, path[i].lingkup, &nama, &head));
        struct query q = query_of(db,
            "INSERT INTO tingkat_putus (tahun, kode, urutan, nama, jabatan, lingkup, perlu_ba)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)");
        query_bind(&q, tahun);
        query_bind(&q, str_of(path[i].kode));
        query_bind(&q, (int64_t)i + 1);
        query_bind(&q, nama);
        query_bind(&q, str_of(path[i].jabatan));
        query_bind(&q, path[i].lingkup);
        query_bind(&q, path[i].perlu_ba);
        TRY(query_end(&q));
    }
    return OK;
}

static const struct { const char *kode, *nama, *petunjuk; int64_t bobot_bp; } criteria[] = {
    { "mendesak", "Mendesak",         "5: membahayakan keselamatan; 1: dapat ditunda", 3000 },
    { "manfaat",  "Penerima manfaat", "5: lebih dari 40 keluarga; 1: kurang dari 10",  2500 },
    { "merata",   "Pemerataan",       "5: wilayah belum pernah dapat; 1: baru tahun lalu", 2000 },
    { "siap",     "Kesiapan lahan",   "5: lahan milik daerah, bersertifikat; 1: belum jelas", 1500 },
    { "swadaya",  "Swadaya warga",    "5: warga ikut membiayai; 1: tidak ada",          1000 },
};

enum outcome
criteria_insert(struct db *db, int64_t tahun)
{
    for (size_t i = 0; i < COUNT(criteria); i++) {
        struct query q = query_of(db,
            "INSERT INTO kriteria (tahun, kode, nama, petunjuk, bobot_bp, urutan)"
            " VALUES ($1, $2, $3, $4, $5, $6)");
        query_bind(&q, tahun);
        query_bind(&q, str_of(criteria[i].kode));
        query_bind(&q, str_of(criteria[i].nama));
        query_bind(&q, str_of(criteria[i].petunjuk));
        query_bind(&q, criteria[i].bobot_bp);
        query_bind(&q, (int64_t)i + 1);
        TRY(query_end(&q));
    }
    return OK;
}
