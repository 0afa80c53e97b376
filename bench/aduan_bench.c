/* aduan_bench.c: fills a data folder with complaints, and asks a page's own SQL again; for aduan.mjs. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"

enum { CHOICES_MOST = 256, VOCABULARY = 20000, TITLE = 4, BODY = 18, STATEMENTS_MOST = 256, TURN = 100000 };

static sqlite3 *db;

static void
run(const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", why, sql);
        exit(1);
    }
}

static sqlite3_stmt *
prepare(const char *sql)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sqlite3_errmsg(db), sql);
        exit(1);
    }
    return s;
}

/* ---- filling: rows as a city would have them, the same at every run ------------------------------------------- */

static uint64_t seed = 88172645463325252u;

static uint64_t
dice(uint64_t sides)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % sides;
}

struct choices { sqlite3_int64 ids[CHOICES_MOST]; char kode[CHOICES_MOST][24]; size_t count; };

static void
read_choices(struct choices *c, const char *sql)
{
    sqlite3_stmt *s = prepare(sql);
    while (c->count < CHOICES_MOST && sqlite3_step(s) == SQLITE_ROW) {
        c->ids[c->count] = sqlite3_column_int64(s, 0);
        snprintf(c->kode[c->count++], sizeof c->kode[0], "%s", (const char *)sqlite3_column_text(s, 1));
    }
    sqlite3_finalize(s);
    must(c->count > 0);
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
        const char *word = rank < COUNT(frequent) ? frequent[rank] : NULL;
        len += (size_t)snprintf(out + len, size - len, word ? "%s%s" : "%s%s%s%s%s", i ? " " : "",
            word ? word : syllables[rank % 16], syllables[rank / 16 % 16], syllables[rank / 256 % 16],
            syllables[rank / 4096 % 16]);
    }
}

struct row { sqlite3_int64 id, opd, kategori, time; const char *kelurahan, *keadaan; bool open, shown;
    char nomor[24], judul[128], isi[512], tenggat[16]; };

static void
make(struct row *r)
{
    static const char *const open[] = { "diterima", "terverifikasi", "didisposisikan", "diproses" };
    r->open = dice(20) == 0;
    r->keadaan = r->open ? open[dice(4)] : dice(12) ? "selesai" : "selesai_otomatis";
    r->shown = strcmp(r->keadaan, "diterima") != 0 && dice(20);
    snprintf(r->nomor, sizeof r->nomor, "UJI-%012llX", (unsigned long long)r->id & 0xFFFFFFFFFFFFu);
    if (r->open)
        snprintf(r->tenggat, sizeof r->tenggat, "2026-%s-%02d", dice(2) ? "11" : "12", 1 + (int)dice(28));
    else
        snprintf(r->tenggat, sizeof r->tenggat, "9999");
    write_words(r->judul, sizeof r->judul, TITLE);
    write_words(r->isi, sizeof r->isi, BODY);
}

static void
bind_row(sqlite3_stmt *s, const struct row *r)
{
    const sqlite3_int64 numbers[] = { r->id, r->opd, r->kategori, r->time, r->open, r->shown };
    const char *const texts[] = { r->kelurahan, r->keadaan, r->nomor, r->judul, r->isi, r->tenggat };
    int most = sqlite3_bind_parameter_count(s);
    for (int i = 0; i < 6; i++) {
        if (i + 1 <= most)
            sqlite3_bind_int64(s, i + 1, numbers[i]);
        if (i + 7 <= most)
            sqlite3_bind_text(s, i + 7, texts[i], -1, SQLITE_STATIC);
    }
    must(sqlite3_step(s) == SQLITE_DONE);
    sqlite3_reset(s);
}

static const char cases[] = "INSERT INTO perkara (id, jenis, nomor, kunci, golongan, kategori, judul, isi, wilayah,"
    " kelurahan, alamat, lat_e6, lon_e6, kanal, luar, tampak, anonim, tayang, opd, keadaan, terbuka, hasil, induk,"
    " nilai, dibuka_kali, dukungan, tenggat, naik, langkah, akun, dibuat, berubah, selesai, ujung, hari)"
    " VALUES (?1, 'aduan', ?9, ?9, 'biasa', ?3, ?10, ?11, ?7, ?7, 'Jl. Uji', -5113000 + ?1 % 9973,"
    " 105307000 + ?1 % 9967, 'web', '', 'publik', 0, ?6, ?2, ?8, ?5, '', NULL, 0, 0, ?1 % 7, ?12, 0, 1, 0, ?4, ?4,"
    " CASE ?5 WHEN 1 THEN 0 ELSE ?4 END, 1 - ?5, 0)";
static const char words[] = "INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu)"
    " VALUES (?1, 'aduan', ?9, ?6, 0, ?7, ?2, ?10, ?11, ?9 || ' Jl. Uji', ?4 + 0 * (?3 + ?5 + length(?8 || ?12)))";

/* What acts would have counted one by one. */
static const char *const counters[] = {
    "DELETE FROM perkara_hitung", "DELETE FROM perkara_beda", "DELETE FROM perkara_bulan",
    "DELETE FROM perkara_antrean", "DELETE FROM perkara_antrean_beda",
    "INSERT INTO perkara_hitung (jenis, bulan, kelurahan, opd, kategori, keadaan, jumlah, tepat, lambat, hari)"
        " SELECT jenis, strftime('%Y-%m', dibuat, 'unixepoch'), kelurahan, opd, kategori, keadaan, count(*),"
        " sum(ujung = 1), sum(ujung = 2), sum(hari) FROM perkara GROUP BY 1, 2, 3, 4, 5, 6",
    "INSERT INTO perkara_bulan (jenis, bulan, keadaan, jumlah, tepat, lambat, hari) SELECT jenis, bulan, keadaan,"
        " sum(jumlah), sum(tepat), sum(lambat), sum(hari) FROM perkara_hitung GROUP BY 1, 2, 3",
    "INSERT INTO perkara_antrean (jenis, opd, keadaan, tampak, tenggat, jumlah) SELECT jenis, opd, keadaan, tampak,"
        " tenggat, count(*) FROM perkara WHERE terbuka = 1 GROUP BY 1, 2, 3, 4, 5",
};

static int
fill(sqlite3_int64 count)
{
    static struct choices areas, offices, kinds;
    read_choices(&areas, "SELECT 0, kode FROM wilayah WHERE tingkat = 4 AND selesai = '' ORDER BY kode");
    read_choices(&offices, "SELECT id, '' FROM opd WHERE jenis = 'dinas' ORDER BY id");
    read_choices(&kinds, "SELECT id, kode FROM perkara_kategori WHERE jenis = 'aduan' AND peka = 0 ORDER BY id");
    sqlite3_stmt *oldest = prepare("SELECT min(id), min(dibuat) FROM perkara");
    must(sqlite3_step(oldest) == SQLITE_ROW);
    sqlite3_int64 first = sqlite3_column_int64(oldest, 0), began = sqlite3_column_int64(oldest, 1);
    sqlite3_finalize(oldest);
    run("PRAGMA journal_mode = OFF");
    run("PRAGMA synchronous = OFF");
    run("PRAGMA cache_size = -400000");
    run("BEGIN");
    sqlite3_stmt *one = prepare(cases), *two = prepare(words);
    for (sqlite3_int64 i = count; i > 0; i--) {
        uint64_t kind = dice(kinds.count);      /* as a rule one office answers for a kind */
        struct row r = { .id = first - i * 64, .time = began - i * 20, .kelurahan = areas.kode[dice(areas.count)],
            .opd = offices.ids[kind % offices.count], .kategori = kinds.ids[kind] };
        make(&r);
        bind_row(one, &r);
        bind_row(two, &r);
        if (i % TURN == 0)
            fprintf(stderr, "%lld left\n", (long long)i);
    }
    sqlite3_finalize(one);
    sqlite3_finalize(two);
    run("COMMIT");
    for (size_t i = 0; i < COUNT(counters); i++)
        run(counters[i]);
    return 0;
}

/* ---- a page's own SQL, prepared once, every column of every row read -------------------------------------------- */

static int64_t read_bytes;

static void
read_all(sqlite3_stmt *s)
{
    int code;
    while ((code = sqlite3_step(s)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++)
            if (sqlite3_column_type(s, i) == SQLITE_INTEGER)
                read_bytes += sqlite3_column_int64(s, i) & 1;
            else if (sqlite3_column_text(s, i))
                read_bytes += sqlite3_column_bytes(s, i);
    if (code != SQLITE_DONE) {
        fprintf(stderr, "%s: %s\n", sqlite3_errmsg(db), sqlite3_sql(s));
        exit(1);
    }
    sqlite3_reset(s);
}

static double
cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The length of the value that an expanded statement begins with here: 'it''s', x'00', NULL or a number. */
static size_t
value_length(const char *p)
{
    const char *quote = *p == 'x' ? p + 1 : p, *end = quote + 1;
    if (*quote != '\'')
        return *p == 'N' ? 4 : strspn(p, "-+.0123456789e");
    while (*end && (*end != '\'' || end[1] == '\''))
        end += *end == '\'' ? 2 : 1;
    return (size_t)(end - p) + 1;
}

/* SQLite itself makes a value of its literal. */
static void
bind_literal(sqlite3_stmt *s, int at, const char *literal, size_t len)
{
    char ask[1 << 12];
    snprintf(ask, sizeof ask, "SELECT %.*s", (int)len, literal);
    sqlite3_stmt *value = prepare(ask);
    must(sqlite3_step(value) == SQLITE_ROW && sqlite3_bind_value(s, at, sqlite3_column_value(value, 0)) == SQLITE_OK);
    sqlite3_finalize(value);
}

/* What the program bound, found where the line that bench/catat.c wrote has its values. Written into the statement they
   would be asked more cheaply than the program can: ('' = '' OR ...) falls away. */
static sqlite3_stmt *
prepare_bound(char *line)
{
    char *with_values = strchr(line, '\t');
    must(with_values);
    *with_values++ = 0;
    sqlite3_stmt *s = prepare(line);
    bool text = false;
    for (const char *p = line; *p; p++) {
        text ^= *p == '\'';
        if (text || *p != '$') {
            must(*p == *with_values++);
            continue;
        }
        char name[8];
        size_t digits = strspn(p + 1, "0123456789"), len = value_length(with_values);
        snprintf(name, sizeof name, "%.*s", (int)digits + 1, p);
        bind_literal(s, sqlite3_bind_parameter_index(s, name), with_values, len);
        with_values += len;
        p += digits;
    }
    return s;
}

static int
ask_again(const char *path, long rounds)
{
    static char line[1 << 20];
    sqlite3_stmt *all[STATEMENTS_MOST];
    size_t count = 0;
    FILE *f = fopen(path, "r");
    must(f != NULL);
    while (count < STATEMENTS_MOST && fgets(line, sizeof line, f))
        all[count++] = prepare_bound(line);
    fclose(f);
    run("PRAGMA mmap_size = 2147418112");
    run("PRAGMA cache_size = -4096");
    double began = 0;
    for (long i = -rounds / 10; i < rounds; i++) {          /* the first tenth only warms up */
        began = i == 0 ? cpu_us() : began;
        run("BEGIN");
        for (size_t j = 0; j < count; j++)
            read_all(all[j]);
        run("COMMIT");
    }
    printf("%.1f %zu %lld\n", (cpu_us() - began) / (double)rounds, count, (long long)read_bytes);
    for (size_t j = 0; j < count; j++)
        sqlite3_finalize(all[j]);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc < 4)
        return fprintf(stderr, "aduan-bench isi DATABASE COUNT | ulang DATABASE FILE ROUNDS\n"), 2;
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);          /* as src/store/db_sqlite.c has it */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    must(sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
    int code = strcmp(argv[1], "isi") == 0 ? fill(atoll(argv[3])) : ask_again(argv[3], atol(argv[4]));
    sqlite3_close(db);
    return code;
}
