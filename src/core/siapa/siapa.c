/* siapa.c: all that the rest of the program knows of accounts and roles, and how a region starts with them. */
#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/masuk_dalam.h"
#include "core/siapa/siapa_schema.h"
#include "core/wilayah/wilayah.h"

const struct permission akun_kelola = { "akun.kelola", "Mengatur akun", "admin" };
const struct permission peran_kelola = { "peran.kelola", "Memberi dan mengakhiri peran", "admin" };
const struct permission akun_rw_kelola = { "akun.rw", "Mengatur akun ketua RW di wilayahnya", "lurah admin" };
const struct permission aturan_masuk_kelola = { "aturan_masuk.kelola", "Mengatur cara masuk", "admin" };

/* `tingkat`: the head of that level, who is called as the region's rows say. */
static const struct { const char *kode, *nama, *lingkup; int64_t tingkat; } jabatan[] = {
    { "admin",         "Administrator",            "daerah", 0 },
    { "kdh",           "Kepala daerah",            "daerah", 0 },
    { "tapd",          "TAPD",                     "daerah", 0 },
    { "mitra",         "Mitra Bappeda",            "daerah", 0 },
    { "kepala_pd",     "Kepala",                   "opd", 0 },
    { "verifikator_pd", "Verifikator",             "opd", 0 },
    { "kabid",         "Kepala Bidang",            "opd", 0 },
    { "kasi",          "Kepala Seksi",             "opd", 0 },
    { "penghubung",    "Pejabat Penghubung",       "opd", 0 },
    { "petugas",       "Petugas",                  "opd", 0 },
    { "sekda",         "Sekretaris Daerah",        "daerah", 0 },
    { "admin_aduan",   "Admin Pengaduan",          "daerah", 0 },
    { "camat",         "Camat",                    "wilayah", TINGKAT_KECAMATAN },
    { "lurah",         "Lurah",                    "wilayah", TINGKAT_KELURAHAN },
    { "lpmk",          "Ketua LPMK",               "wilayah", 0 },
    { "rw",            "Ketua",                    "wilayah", 0 },
    { "setwan",        "Sekretariat DPRD",         "daerah", 0 },
    { "dprd",          "Anggota DPRD",             "daerah", 0 },
    { "inspektorat",   "Inspektorat",              "daerah", 0 },
};

static enum outcome
seed_jabatan(struct db *db)
{
    for (size_t i = 0; i < COUNT(jabatan); i++) {
        str nama = str_of(jabatan[i].nama), level;
        enum outcome known = jabatan[i].tingkat ? tingkat_names(db, jabatan[i].tingkat, &level, &nama) : OK;
        if (known != OK && known != NOT_FOUND)
            return known;
        struct query q = query_of(db, "INSERT INTO jabatan (kode, nama, lingkup, urutan)"
            " VALUES ($1, $2, $3, $4) ON CONFLICT (kode) DO NOTHING");
        query_bind(&q, str_of(jabatan[i].kode));
        query_bind(&q, nama);
        query_bind(&q, str_of(jabatan[i].lingkup));
        query_bind(&q, (int64_t)i);
        TRY(query_end(&q));
    }
    return OK;
}

/* Only a permission that no role holds yet: a region's own choice survives the next start. */
static enum outcome
seed_permission(struct db *db, const struct permission *p)
{
    struct query held = query_of(db, "SELECT 1 FROM jabatan_izin WHERE izin = $1 LIMIT 1");
    query_bind(&held, str_of(p->name));
    bool chosen = query_next(&held);
    TRY(query_end(&held));
    str words = str_of(p->jabatan), word;
    while (!chosen && str_cut(&words, ' ', &word)) {
        struct query q = query_of(db, "INSERT INTO jabatan_izin (jabatan, izin) VALUES ($1, $2)");
        query_bind(&q, word);
        query_bind(&q, str_of(p->name));
        TRY(query_end(&q));
    }
    return OK;
}

enum outcome
siapa_seed(struct db *db, const struct module *const *modules)
{
    TRY(seed_jabatan(db));
    for (; *modules; modules++)
        for (const struct permission *const *p = (*modules)->permissions; p && *p; p++)
            TRY(seed_permission(db, *p));
    return OK;
}

enum outcome
siapa_first_admin(struct db *db, struct arena *arena, int64_t now, str *kode)
{
    struct query q = query_of(db, "SELECT 1 FROM peran WHERE jabatan = 'admin' LIMIT 1");
    bool there = query_next(&q);
    TRY(query_end(&q));
    if (there)
        return NOT_FOUND;
    struct akun a = { .id = id_new(), .masuk = S("admin"), .nama = S("Administrator"), .aktif = true };
    struct peran p = { .id = id_new(), .akun = a.id, .jabatan = S("admin"), .mulai = date_of(now, &zone_wib),
        .penetapan = S("definitif") };
    *kode = random_code(arena, 10);
    TRY(akun_insert(db, &a, now));
    TRY(akun_set_kode(db, a.id, *kode, now + 7 * DAY));
    TRY(peran_insert(db, &p));
    return akun_note(db, a.id, &(struct peristiwa){ .waktu = now, .jabatan = S("sistem"), .jenis = S("akun.dibuat") });
}

/* A region's own rows stay as they are. */
static enum outcome
seed_rules(struct db *db, int64_t now)
{
    (void)now;
    return aturan_seed(db);
}

static const struct job jobs[] = {
    { "siapa.sesi",   sesi_prune,   HOUR },
    { "siapa.gagal",  gagal_prune,  HOUR },
    { "siapa.lembar", lembar_prune, 10 * MINUTE },
    { "siapa.separuh", separuh_prune, 10 * MINUTE },
    { "siapa.tertahan", tertahan_prune, 5 * MINUTE },
    { 0 }
};

const struct module siapa_module = {
    .name        = "siapa",
    .title       = "Akun dan peran",
    .schema      = &siapa_schema,
    .permissions = LIST(struct permission, &akun_kelola, &peran_kelola, &akun_rw_kelola, &aturan_masuk_kelola),
    .routes      = LIST(struct route, siapa_pages, dua_pages, bukti_pages, lanjut_pages, aturan_pages, akun_pages,
        buka_pages, akun_impor_pages, peran_pages, admin_pages),
    .bound       = LIST(struct bound, &ikat_akun, &ikat_peran),
    .jobs        = jobs,
    .pribadi     = siapa_pribadi,
    .seed        = seed_rules,
};
