/* isi_bench.c: fills a region with so many complaints and all that is counted and indexed of them, on either engine. */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"

enum { CHOICES_MOST = 256, INDEXES_MOST = 64, VOCABULARY = 20000, TITLE = 4, BODY = 18, TURN = 1000000, LINE = 1024,
    ID_STEP = 64, SECONDS_STEP = 20, REACH = 50000 };

static sqlite3 *lite;
static PGconn *pg;

static void
fail(const char *why, const char *sql)
{
    fprintf(stderr, "%s: %.300s\n", why, sql);
    exit(1);
}

/* ---- both engines: commands, and small tables of texts ---------------------------------------------------------- */

typedef void row_fn(void *context, const char *const *values);
struct told { row_fn *each; void *context; };

static int
tell(void *told, int count, char **values, char **names)
{
    const struct told *t = told;
    (void)count;
    (void)names;
    t->each(t->context, (const char *const *)values);
    return 0;
}

static void
read_rows(const char *sql, row_fn *each, void *context)
{
    struct told t = { each, context };
    if (lite) {
        if (sqlite3_exec(lite, sql, tell, &t, NULL) != SQLITE_OK)
            fail(sqlite3_errmsg(lite), sql);
        return;
    }
    PGresult *r = PQexec(pg, sql);
    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        fail(PQresultErrorMessage(r), sql);
    for (int i = 0; i < PQntuples(r); i++) {
        const char *values[4] = { 0 };
        for (int k = 0; k < PQnfields(r) && k < 4; k++)
            values[k] = PQgetvalue(r, i, k);
        each(context, values);
    }
    PQclear(r);
}

static void
run(const char *sql)
{
    time_t began = time(NULL);
    if (lite && sqlite3_exec(lite, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(lite), sql);
    if (pg) {
        PGresult *r = PQexec(pg, sql);
        if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
            fail(PQresultErrorMessage(r), sql);
        PQclear(r);
    }
    if (time(NULL) - began >= 5)
        fprintf(stderr, "%4ld s: %.60s\n", (long)(time(NULL) - began), sql);
}

/* ---- rows as a city would have them, the same at every run and on both engines ---------------------------------- */

static uint64_t seed = 88172645463325252u;

static uint64_t
dice(uint64_t sides)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % sides;
}

struct choices { long long ids[CHOICES_MOST]; char kode[CHOICES_MOST][24]; size_t count; };
static struct choices areas, offices, kinds;

static void
keep(void *choices, const char *const *values)
{
    struct choices *c = choices;
    must(c->count < CHOICES_MOST && values[0] && values[1]);
    c->ids[c->count] = atoll(values[0]);
    snprintf(c->kode[c->count++], sizeof c->kode[0], "%s", values[1]);
}

/* Few words are frequent and most are rare, as in any language. */
static void
write_words(char *out, size_t size, int count)
{
    static const char *const frequent[] = { "jalan", "rusak", "lampu", "sampah", "depan", "rumah", "air", "padam",
        "warga", "banjir", "drainase", "saluran", "lubang", "malam", "pohon", "pasar", "sekolah", "mohon", "segera",
        "diperbaiki" };
    static const char *const syllables[] = { "ba", "ci", "du", "ga", "hi", "ju", "ka", "li", "mu", "na", "pe", "ra",
        "si", "tu", "wa", "ya" };
    size_t len = 0;
    for (int i = 0; i < count; i++) {
        uint64_t rank = dice(VOCABULARY) * dice(VOCABULARY) / VOCABULARY * dice(VOCABULARY) / VOCABULARY;
        const char *const parts[] = { i ? " " : "", rank < COUNT(frequent) ? frequent[rank] : syllables[rank % 16],
            rank < COUNT(frequent) ? "" : syllables[rank / 16 % 16],
            rank < COUNT(frequent) ? "" : syllables[rank / 256 % 16],
            rank < COUNT(frequent) ? "" : syllables[rank / 4096 % 16] };
        for (size_t p = 0; p < COUNT(parts); p++)
            for (const char *c = parts[p]; *c && len + 1 < size; c++)
                out[len++] = *c;
    }
    out[len] = '\0';
}

struct row { long long id, opd, kategori, waktu, lat, lon; const char *kelurahan, *keadaan; bool open, shown;
    char nomor[24], judul[128], isi[512], tenggat[16]; };

/* A city of squares, each a kelurahan; more is reported from its middle. */
static void
place(struct row *r)
{
    long long x = (long long)(dice(REACH) + dice(REACH)), y = (long long)(dice(REACH) + dice(REACH));
    size_t across = 1;
    while (across * across < areas.count)
        across++;
    size_t at = (size_t)(y * (long long)across / (2 * REACH)) * across + (size_t)(x * (long long)across / (2 * REACH));
    r->lat = -5113000 - REACH + y;
    r->lon = 105307000 - REACH + x;
    r->kelurahan = areas.kode[at % areas.count];
}

static void
make(struct row *r)
{
    static const char *const open[] = { "diterima", "terverifikasi", "didisposisikan", "diproses" };
    uint64_t kind = dice(kinds.count);          /* as a rule one office answers for a kind */
    r->kategori = kinds.ids[kind];
    r->opd = offices.ids[kind % offices.count];
    r->open = dice(20) == 0;
    r->keadaan = r->open ? open[dice(4)] : dice(12) ? "selesai" : "selesai_otomatis";
    r->shown = strcmp(r->keadaan, "diterima") != 0 && dice(20);
    snprintf(r->nomor, sizeof r->nomor, "UJI-%012llX", (unsigned long long)r->id & 0xFFFFFFFFFFFFu);
    if (r->open)
        snprintf(r->tenggat, sizeof r->tenggat, "2026-%s-%02d", dice(2) ? "11" : "12", 1 + (int)dice(28));
    else
        snprintf(r->tenggat, sizeof r->tenggat, "9999");
    place(r);
    write_words(r->judul, sizeof r->judul, TITLE);
    write_words(r->isi, sizeof r->isi, BODY);
}

/* ---- putting them in -------------------------------------------------------------------------------------------- */

#define CASES "perkara (id, jenis, nomor, kunci, golongan, kategori, judul, isi, wilayah, kelurahan, alamat, lat_e6," \
    " lon_e6, kanal, luar, tampak, anonim, tayang, opd, keadaan, terbuka, hasil, induk, nilai, dibuka_kali, dukungan," \
    " tenggat, naik, langkah, akun, dibuat, berubah, selesai, ujung, hari)"

static void
put_lite(sqlite3_stmt *s, const struct row *r)
{
    const long long numbers[] = { r->id, r->opd, r->kategori, r->waktu, r->open, r->shown, r->lat, r->lon };
    const char *const texts[] = { r->kelurahan, r->keadaan, r->nomor, r->judul, r->isi, r->tenggat };
    int at = 1;
    for (size_t i = 0; i < COUNT(numbers); i++)
        sqlite3_bind_int64(s, at++, numbers[i]);
    for (size_t i = 0; i < COUNT(texts); i++)
        sqlite3_bind_text(s, at++, texts[i], -1, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_DONE)
        fail(sqlite3_errmsg(lite), "INSERT");
    sqlite3_reset(s);
}

static void
put_pg(const struct row *r)
{
    char line[LINE];
    int n = snprintf(line, sizeof line, "%lld\taduan\t%s\t%s\tbiasa\t%lld\t%s\t%s\t%s\t%s\tJl. Uji\t%lld\t%lld\tweb\t\t"
        "publik\t0\t%d\t%lld\t%s\t%d\t\t\\N\t0\t0\t%lld\t%s\t0\t1\t0\t%lld\t%lld\t%lld\t%d\t0\n", r->id, r->nomor,
        r->nomor, r->kategori, r->judul, r->isi, r->kelurahan, r->kelurahan, r->lat, r->lon, r->shown, r->opd,
        r->keadaan, r->open, r->id % 7, r->tenggat, r->waktu, r->waktu, r->open ? 0 : r->waktu, !r->open);
    must(n > 0 && n < LINE && PQputCopyData(pg, line, n) == 1);
}

static void
put_cases(long long count, long long first, long long began)
{
    static const char insert[] = "INSERT INTO " CASES " VALUES (?1, 'aduan', ?11, ?11, 'biasa', ?3, ?12, ?13, ?9, ?9,"
        " 'Jl. Uji', ?7, ?8, 'web', '', 'publik', 0, ?6, ?2, ?10, ?5, '', NULL, 0, 0, ?1 % 7, ?14, 0, 1, 0, ?4, ?4,"
        " CASE ?5 WHEN 1 THEN 0 ELSE ?4 END, 1 - ?5, 0)";
    sqlite3_stmt *s = NULL;
    if (lite && sqlite3_prepare_v3(lite, insert, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(lite), insert);
    if (pg)
        PQclear(PQexec(pg, "COPY " CASES " FROM STDIN"));
    for (long long i = count; i > 0; i--) {
        struct row r = { .id = first - i * ID_STEP, .waktu = began - i * SECONDS_STEP };
        make(&r);
        if (lite)
            put_lite(s, &r);
        else
            put_pg(&r);
        if (i % TURN == 0)
            fprintf(stderr, "%lld left\n", i);
    }
    sqlite3_finalize(s);
    if (pg) {
        must(PQputCopyEnd(pg, NULL) == 1);
        PGresult *r = PQgetResult(pg);
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            fail(PQresultErrorMessage(r), "COPY");
        PQclear(r);
        must(!PQgetResult(pg));
    }
}

/* ---- what acts would have written and counted one by one -------------------------------------------------------- */

/* What was put in here, not the sample's. */
#define OURS "nomor >= 'UJI-' AND nomor < 'UJI.'"

static const char *const derived[] = {
    "INSERT INTO perkara_tampil (perkara, jenis, x, y, kelurahan, kategori, keadaan, peka, terbit, dikabarkan, diulang)"
        " SELECT id, jenis, (lon_e6 + 180000000) / 500, (lat_e6 + 90000000) / 500, kelurahan, kategori, keadaan, 0,"
        " dibuat, 1, 1 FROM perkara WHERE tayang = 1 AND " OURS " ORDER BY id",
    "INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu) SELECT p.id, p.jenis,"
        " p.nomor, p.tayang, 0, p.kelurahan, p.opd, p.judul, p.isi, p.nomor || ' ' || k.nama || ' '"
        " || COALESCE(w.nama, '') || ' ' || p.alamat, p.dibuat FROM perkara p JOIN perkara_kategori k"
        " ON k.id = p.kategori LEFT JOIN wilayah w ON w.kode = p.kelurahan AND w.selesai = '' WHERE p." OURS
        " ORDER BY p.id",
    "DELETE FROM perkara_hitung", "DELETE FROM perkara_beda", "DELETE FROM perkara_bulan",
    "DELETE FROM perkara_antrean_keadaan", "DELETE FROM perkara_antrean_tenggat", "DELETE FROM perkara_antrean_beda",
    "DELETE FROM perkara_petak", "DELETE FROM perkara_petak_beda", "DELETE FROM perkara_petak_kategori",
};
static const char months[] = "INSERT INTO perkara_hitung (jenis, bulan, kelurahan, opd, kategori, keadaan, jumlah,"
    " tepat, lambat, hari) SELECT jenis, %s, kelurahan, opd, kategori, keadaan, count(*), sum(CASE ujung WHEN 1 THEN 1"
    " ELSE 0 END), sum(CASE ujung WHEN 2 THEN 1 ELSE 0 END), sum(hari) FROM perkara GROUP BY 1, 2, 3, 4, 5, 6";
static const char *const counted[] = {
    "INSERT INTO perkara_bulan (jenis, bulan, keadaan, jumlah, tepat, lambat, hari) SELECT jenis, bulan, keadaan,"
        " sum(jumlah), sum(tepat), sum(lambat), sum(hari) FROM perkara_hitung GROUP BY 1, 2, 3",
    "INSERT INTO perkara_antrean_keadaan (jenis, opd, keadaan, tampak, jumlah) SELECT jenis, opd, keadaan, tampak,"
        " count(*) FROM perkara WHERE terbuka = 1 GROUP BY 1, 2, 3, 4",
    "INSERT INTO perkara_antrean_tenggat (jenis, opd, tenggat, tampak, jumlah) SELECT jenis, opd, tenggat, tampak,"
        " count(*) FROM perkara WHERE terbuka = 1 GROUP BY 1, 2, 3, 4",
    "INSERT INTO perkara_antrean_tenggat (jenis, opd, tenggat, tampak, jumlah) SELECT jenis, -1, tenggat, tampak,"
        " CAST(sum(jumlah) AS BIGINT) FROM perkara_antrean_tenggat GROUP BY 1, 3, 4",
    "INSERT INTO perkara_petak (jenis, zoom, x, y, kelurahan, kategori, keadaan, jumlah) SELECT jenis, 8, x, y,"
        " kelurahan, kategori, keadaan, count(*) FROM perkara_tampil WHERE x >= 0 GROUP BY 1, 3, 4, 5, 6, 7",
};
static const char coarser[] = "INSERT INTO perkara_petak (jenis, zoom, x, y, kelurahan, kategori, keadaan, jumlah)"
    " SELECT jenis, %d, x / 2, y / 2, kelurahan, kategori, keadaan, sum(jumlah) FROM perkara_petak WHERE zoom = %d"
    " GROUP BY jenis, x / 2, y / 2, kelurahan, kategori, keadaan";

static const char *const kind_counts[] = {
    "INSERT INTO perkara_petak_kategori (jenis, zoom, kategori, x, y, kelurahan, jumlah) SELECT jenis, zoom, kategori,"
        " x, y, kelurahan, sum(jumlah) FROM perkara_petak GROUP BY jenis, zoom, kategori, x, y, kelurahan",
    "INSERT INTO perkara_petak_kategori (jenis, zoom, kategori, x, y, kelurahan, jumlah) SELECT jenis, zoom, 0, x, y,"
        " kelurahan, sum(jumlah) FROM perkara_petak GROUP BY jenis, zoom, x, y, kelurahan",
};

static void
derive(void)
{
    char sql[1024];
    for (size_t i = 0; i < COUNT(derived); i++)
        run(derived[i]);
    snprintf(sql, sizeof sql, months, lite ? "strftime('%Y-%m', dibuat, 'unixepoch')"
        : "to_char(to_timestamp(dibuat), 'YYYY-MM')");
    run(sql);
    for (size_t i = 0; i < COUNT(counted); i++)
        run(counted[i]);
    for (int zoom = 7; zoom >= 0; zoom--) {
        snprintf(sql, sizeof sql, coarser, zoom, zoom + 1);
        run(sql);
    }
    for (size_t i = 0; i < COUNT(kind_counts); i++)
        run(kind_counts[i]);
}

/* SQLite's text index, with much memory instead of many small merges; then as it was. */
static void
index_words(long long first)
{
    static const char *const tables[] = { "cari_umum", "cari_dalam" };
    char sql[400];
    for (int i = 0; i < 2; i++) {
        snprintf(sql, sizeof sql, "INSERT INTO %s (%s, rank) VALUES ('hashsize', 268435456)", tables[i], tables[i]);
        run(sql);
        snprintf(sql, sizeof sql, "INSERT INTO %s (rowid, judul, isi, lain, tanda) SELECT id, judul, isi, lain, tanda"
            " FROM cari WHERE publik = %d AND id < %lld ORDER BY id", tables[i], 1 - i, first);
        run(sql);
        snprintf(sql, sizeof sql, "INSERT INTO %s (%s, rank) VALUES ('hashsize', 1048576)", tables[i], tables[i]);
        run(sql);
    }
}

/* ---- all of it -------------------------------------------------------------------------------------------------- */

struct made { char *drop[INDEXES_MOST], *make[INDEXES_MOST]; size_t count; };

static void
remember(void *made, const char *const *values)
{
    struct made *m = made;
    must(m->count < INDEXES_MOST && values[0] && values[1]);
    m->drop[m->count] = strdup(values[0]);
    m->make[m->count++] = strdup(values[1]);
}

/* Indexes are made anew when the rows are there: as they were, and in a tenth of the time. */
static void
indexes_of(struct made *m)
{
#define FILLED "('perkara', 'cari', 'perkara_tampil')"
    read_rows(lite ? "SELECT 'DROP ' || type || ' ' || name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
        " AND sql IS NOT NULL AND tbl_name IN " FILLED
        : "SELECT 'DROP INDEX ' || indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
        " AND tablename IN " FILLED " AND indexdef NOT LIKE '%_pkey%'", remember, m);
}

struct oldest { long long id, dibuat; };

static void
note(void *oldest, const char *const *values)
{
    struct oldest *o = oldest;
    must(values[0] && values[1]);
    *o = (struct oldest){ atoll(values[0]), atoll(values[1]) };
}

static void
fill(long long count)
{
    static struct made made;
    struct oldest oldest = { 0 };
    read_rows("SELECT 0, kode FROM wilayah WHERE tingkat = 4 AND selesai = '' ORDER BY kode", keep, &areas);
    read_rows("SELECT id, '' FROM opd WHERE jenis = 'dinas' ORDER BY id", keep, &offices);
    read_rows("SELECT id, kode FROM perkara_kategori WHERE jenis = 'aduan' AND peka = 0 ORDER BY id", keep, &kinds);
    /* Ours are older than every row of `cari`, of whatever kind: the proposals that come after are newer. */
    read_rows("SELECT min(id), (SELECT min(dibuat) FROM perkara) FROM cari", note, &oldest);
    must(areas.count && offices.count && kinds.count);
    indexes_of(&made);
    run("BEGIN");
    for (size_t i = 0; i < made.count; i++)
        run(made.drop[i]);
    put_cases(count, oldest.id, oldest.dibuat);
    derive();
    if (lite)
        index_words(oldest.id);
    for (size_t i = 0; i < made.count; i++)
        run(made.make[i]);
    run("COMMIT");
    if (pg)
        run("VACUUM ANALYZE");
}

int
main(int argc, char **argv)
{
    static const char *const sqlite_setup[] = { "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -1000000", "PRAGMA locking_mode = EXCLUSIVE" };
    char sql[100];
    if (argc != 4 && argc != 5)
        return fprintf(stderr, "isi-bench sqlite DATABASE COUNT | postgres CONNINFO SCHEMA COUNT\n"), 2;
    if (argc == 4) {
        must(sqlite3_open_v2(argv[2], &lite, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
        for (size_t i = 0; i < COUNT(sqlite_setup); i++)
            run(sqlite_setup[i]);
    } else {
        pg = PQconnectdb(argv[2]);
        if (PQstatus(pg) != CONNECTION_OK)
            fail(PQerrorMessage(pg), argv[2]);
        snprintf(sql, sizeof sql, "SET search_path = \"%s\"", argv[3]);
        run(sql);
        run("SET session_replication_role = replica");          /* each row's foreign keys are there: we chose them */
        run("SET maintenance_work_mem = '1GB'");
        run("SET work_mem = '512MB'");
    }
    fill(atoll(argv[argc - 1]));
    sqlite3_close(lite);
    if (pg)
        PQfinish(pg);
    return 0;
}
