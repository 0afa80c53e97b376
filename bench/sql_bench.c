/* sql_bench.c: asks a page's own SQL again, prepared once, every column of every row read; for sql.mjs. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"

enum { STATEMENTS_MOST = 256 };

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
    if (argc != 4)
        return fprintf(stderr, "sql-bench DATABASE FILE ROUNDS\n"), 2;
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);          /* as src/store/db_sqlite.c has it */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    must(sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
    int code = ask_again(argv[2], atol(argv[3]));
    sqlite3_close(db);
    return code;
}
