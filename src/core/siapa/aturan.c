/* aturan.c: the rules of logging in, as rows with a day and a source: which of them hold for a person today. */
#include "core/siapa/siapa_dalam.h"

enum { ROWS_MOST = 400 };

/* `longer`: the larger value is the stricter one, when a person holds several offices. */
static const struct { const char *hal; size_t at; bool longer; int64_t otherwise; } known[] = {
    { "dua_langkah",      offsetof(struct aturan, dua_langkah),     true,  0 },
    { "sesi_diam",        offsetof(struct aturan, sesi_diam),       false, 8 * HOUR },
    { "sesi_paling_lama", offsetof(struct aturan, sesi_paling_lama), false, 7 * DAY },
    { "bukti",            offsetof(struct aturan, bukti),           false, 5 * MINUTE },
    { "sandi_huruf",      offsetof(struct aturan, sandi_huruf),     true,  12 },
    { "sandi_macam",      offsetof(struct aturan, sandi_macam),     true,  0 },
    { "sandi_umur",       offsetof(struct aturan, sandi_umur),      false, 0 },
    { "gagal_akun",       offsetof(struct aturan, gagal_akun),      false, 5 },
    { "gagal_alamat",     offsetof(struct aturan, gagal_alamat),    false, 30 },
    { "gagal_semua",      offsetof(struct aturan, gagal_semua),     false, 1000 },
};

static int64_t *
value_at(struct aturan *a, size_t i)
{
    return (int64_t *)(void *)((char *)a + known[i].at);
}

static bool
is_held(const struct who *who, str jabatan)
{
    for (size_t i = 0; who && i < who->grant_count; i++)
        if (str_eq(who->grants[i].jabatan, jabatan))
            return true;
    return false;
}

/* One rule of one office, settled: 0 means "none" where a smaller value is the stricter one. */
static void
take(struct aturan *a, bool *by_office, const struct who *who, const struct aturan_baris *b)
{
    for (size_t i = 0; i < COUNT(known); i++) {
        int64_t *value = value_at(a, i);
        if (!str_eqz(b->hal, known[i].hal) || (b->jabatan.len && !is_held(who, b->jabatan)))
            continue;
        bool stricter = known[i].longer ? b->nilai > *value : b->nilai && (!*value || b->nilai < *value);
        if (!b->jabatan.len || !by_office[i] || stricter)
            *value = b->nilai;
        by_office[i] |= b->jabatan.len > 0;
    }
}

/* What has begun, in the order of aturan_rows, and of each only what decides: every request asks this. */
static enum outcome
begun_rows(struct db *db, date today, struct aturan_baris_list *list)
{
    *list = (struct aturan_baris_list){ 0 };
    struct query q = query_of(db, "SELECT hal, jabatan, nilai FROM aturan_masuk WHERE mulai <= $1"
        " ORDER BY hal, jabatan, mulai LIMIT 400");
    query_bind(&q, today);
    while (list->count < ROWS_MOST && query_next(&q)) {
        struct aturan_baris *b = arena_next(db_arena_of(db), list);
        b->hal = query_str(&q);
        b->jabatan = query_str(&q);
        b->nilai = query_int(&q);
    }
    return query_end(&q);
}

enum outcome
aturan_of(struct db *db, date today, const struct who *who, struct aturan *a)
{
    bool by_office[COUNT(known)] = { 0 };
    struct aturan_baris_list rows;
    for (size_t i = 0; i < COUNT(known); i++)
        *value_at(a, i) = known[i].otherwise;
    TRY(begun_rows(db, today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct aturan_baris *b = &rows.items[i], *next = i + 1 < rows.count ? b + 1 : NULL;
        if (!next || !str_eq(next->hal, b->hal) || !str_eq(next->jabatan, b->jabatan))
            take(a, by_office, who, b);         /* no newer one has begun */
    }
    return OK;
}

/* Everybody's row of a rule comes before those of its offices, and an older one before a newer. */
enum outcome
aturan_rows(struct db *db, struct aturan_baris_list *list)
{
    *list = (struct aturan_baris_list){ 0 };
    struct query q = query_of(db, "SELECT a.hal, a.jabatan, a.mulai, a.nilai, a.dasar, COALESCE(j.nama, '')"
        " FROM aturan_masuk a LEFT JOIN jabatan j ON j.kode = a.jabatan ORDER BY a.hal, a.jabatan, a.mulai LIMIT 400");
    while (list->count < ROWS_MOST && query_next(&q)) {
        struct aturan_baris *b = arena_next(db_arena_of(db), list);
        b->hal = query_str(&q);
        b->jabatan = query_str(&q);
        b->mulai = query_date(&q);
        b->nilai = query_int(&q);
        b->dasar = query_str(&q);
        b->jabatan_nama = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
aturan_put(struct db *db, const struct aturan_baris *b)
{
    struct query q = query_of(db, "INSERT INTO aturan_masuk (hal, jabatan, mulai, nilai, dasar)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hal, jabatan, mulai) DO UPDATE SET nilai = excluded.nilai,"
        " dasar = excluded.dasar");
    query_bind(&q, b->hal);
    query_bind(&q, b->jabatan);
    query_bind(&q, b->mulai);
    query_bind(&q, b->nilai);
    query_bind(&q, b->dasar);
    return query_end(&q);
}

/* ---- what a region starts with: its own rows stay as they are --------------------------------------------------- */

/* The regulation asks that these be regulated; how much is our choice, and said so: a region writes its own decree. */
#define OURS "Nilai awal Pamong, bukan angka peraturan"
#define ASKED OURS "; Peraturan BSSN 4/2021 meminta hal ini diatur"
static const struct { const char *hal; int64_t nilai; const char *dasar; } for_all[] = {
    { "sesi_diam",        8 * HOUR,   ASKED },
    { "sesi_paling_lama", 7 * DAY,    ASKED },
    { "bukti",            5 * MINUTE, OURS },
    { "sandi_huruf",      12,         ASKED },
    { "sandi_macam",      0,          ASKED },
    { "sandi_umur",       0,          ASKED },
    { "dua_langkah",      0,          OURS },
    { "gagal_akun",       5,          OURS },
    { "gagal_alamat",     30,         OURS },
    { "gagal_semua",      1000,       OURS },
};
static const char staff[] = "admin kdh tapd mitra kepala_pd verifikator_pd kabid kasi penghubung petugas sekda"
    " admin_aduan camat lurah setwan inspektorat";

static enum outcome
seed_one(struct db *db, const char *hal, str jabatan, int64_t nilai, const char *dasar)
{
    struct query q = query_of(db, "INSERT INTO aturan_masuk (hal, jabatan, mulai, nilai, dasar)"
        " SELECT $1, $2, '2026-01-01', $3, $4 WHERE NOT EXISTS (SELECT 1 FROM aturan_masuk WHERE hal = $1"
        " AND jabatan = $2)");
    query_bind(&q, str_of(hal));
    query_bind(&q, jabatan);
    query_bind(&q, nilai);
    query_bind(&q, str_of(dasar));
    return query_end(&q);
}

enum outcome
aturan_seed(struct db *db)
{
    str words = str_of(staff), word;
    for (size_t i = 0; i < COUNT(for_all); i++)
        TRY(seed_one(db, for_all[i].hal, S(""), for_all[i].nilai, for_all[i].dasar));
    while (str_cut(&words, ' ', &word)) {
        TRY(seed_one(db, "sesi_diam", word, 30 * MINUTE, ASKED));
        TRY(seed_one(db, "sesi_paling_lama", word, 10 * HOUR, ASKED));
    }
    return OK;
}
