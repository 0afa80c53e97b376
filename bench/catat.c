/* catat.c: writes down every finished SQL statement of a program, as it is and with its values; for sql.mjs, never
   shipped. */
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int reset(sqlite3_stmt *);

/* One line: the statement with $1, a tab, and the same with what stood for it. */
static void
note(int where, const char *sql, const char *with_values)
{
    size_t first = strlen(sql), len = first + strlen(with_values) + 2;
    char *line = malloc(len);
    if (!line)
        abort();
    memcpy(line, sql, first);
    memcpy(line + first + 1, with_values, len - first - 2);
    for (size_t i = 0; i < len; i++)
        line[i] = line[i] == '\n' || line[i] == '\t' ? ' ' : line[i];
    line[first] = '\t';
    line[len - 1] = '\n';
    if (write(where, line, len) < 0)
        abort();
    free(line);
}

/* BENCH_CATAT is a descriptor that was opened before the program closed its cage. */
int
sqlite3_reset(sqlite3_stmt *s)
{
    const char *where = getenv("BENCH_CATAT");
    char *sql = s && where ? sqlite3_expanded_sql(s) : NULL;
    reset *real;
    *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_reset");
    if (sql)
        note((int)strtol(where, NULL, 10), sqlite3_sql(s), sql);
    sqlite3_free(sql);
    return real(s);
}
