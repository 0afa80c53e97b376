/* embed_schema.c: five column words and APPEND ONLY into the DDL of SQLite and of PostgreSQL. */
#include "embed.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* One engine's text while it is being written. */
struct ddl { char text[1 << 18]; size_t len; };
static struct ddl lite, pg;

static void
put(struct ddl *d, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(d->text + d->len, sizeof d->text - d->len, format, ap);
    va_end(ap);
    if (n < 0 || (size_t)n >= sizeof d->text - d->len)
        stop("schema too long");
    d->len += (size_t)n;
}

struct type { const char *word, *lite, *pg; };
static const struct type types[] = {
    { "ID",    "INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY" },
    { "INT",   "INTEGER", "BIGINT" },
    { "BOOL",  "INTEGER", "BIGINT" },
    { "TEXT",  "TEXT",    "TEXT" },
    { "BYTES", "BLOB",    "BYTEA" },
};

static const struct type *
type_of(const char *word)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(word, types[i].word) == 0)
            return &types[i];
    stop("unknown column type '%s': use ID INT BOOL TEXT BYTES", word);
}

static bool
is_constraint(const char *word)
{
    static const char *const words[] = { "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static void
put_both(const char *text)
{
    put(&lite, "%s", text);
    put(&pg, "%s", text);
}

/* NOT NULL unless the column says NULL itself, behind its type. */
static void
column(char *c)
{
    char name[64], word[64], third[64], *rest = c;
    stands_at(past_blanks(c));
    take_word(&rest, name, sizeof name);
    if (is_constraint(name)) {
        put_both(c);
        return;
    }
    take_word(&rest, word, sizeof word);
    if (!*name || !*word)
        stop("a column needs a name and a type");
    const struct type *t = type_of(word);
    char *behind = rest;
    take_word(&behind, third, sizeof third);
    bool nullable = strcmp(third, "NULL") == 0;
    if (nullable)
        memset(behind - 4, ' ', 4);
    else if (strcmp(third, "NOT") == 0)
        stop("every column is NOT NULL already: leave it out");
    const char *must = nullable || strcmp(word, "ID") == 0 ? "" : " NOT NULL";
    put(&lite, "%s %s%s%s", name, t->lite, must, rest);
    put(&pg, "%s %s%s%s", name, t->pg, must, rest);
    if (strcmp(word, "BOOL") == 0) {
        put(&lite, " CHECK (%s IN (0, 1))", name);
        put(&pg, " CHECK (%s IN (0, 1))", name);
    }
}

static void
append_only(const char *table)
{
    static const char *const acts[] = { "UPDATE", "DELETE" };
    for (int i = 0; i < 2; i++)
        put(&lite, "\x1e" "CREATE TRIGGER %s_no_%s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT,"
            " '%s is append-only'); END", table, acts[i], acts[i], table, table);
    put(&pg, "\x1e" "CREATE FUNCTION %s_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION '%s is append-only'; END $$", table, table);
    put(&pg, "\x1e" "CREATE TRIGGER %s_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT"
        " EXECUTE FUNCTION %s_append_only()", table, table, table);
}

/* The ) that closes a table, or NULL. */
static char *
closing(char *open)
{
    int parens = 0;
    bool quoted = false;
    for (char *p = open; *p; p++) {
        quoted ^= *p == '\'';
        if (!quoted)
            parens += (*p == '(') - (*p == ')');
        if (!parens)
            return p;
    }
    return NULL;
}

static void
columns(char *p)
{
    int parens = 0;
    bool quoted = false;
    for (char *from = p;; p++) {
        quoted ^= *p == '\'';
        if (!quoted)
            parens += (*p == '(') - (*p == ')');
        if (*p && (*p != ',' || parens || quoted))
            continue;
        bool last = !*p;
        *p = 0;
        column(from);
        put(&lite, last ? ") STRICT" : ", ");
        put(&pg, last ? ")" : ", ");
        if (last)
            return;
        from = p + 1;
    }
}

static void
table(char *s)
{
    char name[64], more[32] = "", most[32] = "", *open = s + strlen("CREATE TABLE");
    take_word(&open, name, sizeof name);
    open = past_blanks(open);
    char *close = *open == '(' ? closing(open) : NULL;
    if (!*name || !close || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(name))
        stop("write CREATE TABLE name (columns)");
    char *tail = close + 1;
    take_word(&tail, more, sizeof more);
    take_word(&tail, most, sizeof most);
    bool only = strcmp(more, "APPEND") == 0 && strcmp(most, "ONLY") == 0;
    stands_at(close);
    if ((*more && !only) || *past_blanks(tail))
        stop("after the columns only APPEND ONLY may stand");
    *close = 0;
    put(&lite, "CREATE TABLE %s (", name);
    put(&pg, "CREATE TABLE %s (", name);
    columns(open + 1);
    if (only)
        append_only(name);
}

/* A new column is written as in a table; other changes of a table pass. */
static void
alter(char *s)
{
    char name[64], act[32], what[32], *p = s + strlen("ALTER TABLE");
    take_word(&p, name, sizeof name);
    take_word(&p, act, sizeof act);
    take_word(&p, what, sizeof what);
    if (strcmp(act, "ADD") != 0) {
        put_both(s);
        return;
    }
    if (strcmp(what, "COLUMN") != 0)
        stop("write ALTER TABLE name ADD COLUMN column; SQLite cannot add anything else");
    put(&lite, "ALTER TABLE %s ADD COLUMN ", name);
    put(&pg, "ALTER TABLE %s ADD COLUMN ", name);
    column(past_blanks(p));
}

static void
statement(char *s)
{
    static const char *const plain[] = { "CREATE INDEX", "CREATE UNIQUE INDEX", "CREATE VIEW", "INSERT INTO", "UPDATE",
        "DELETE FROM", "DROP TABLE", "DROP INDEX", "DROP VIEW" };
    s = past_blanks(s);
    if (!*s)
        return;
    refuse_banned(s);
    stands_at(s);
    if (lite.len)
        put_both("\x1e");
    if (begins(s, "CREATE TABLE")) {
        table(s);
        return;
    }
    if (begins(s, "ALTER TABLE")) {
        alter(s);
        return;
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (begins(s, plain[i])) {
            put_both(s);
            return;
        }
    stop("no statement of ours begins like this: %.20s", s);
}

/* What one engine alone gets stands as it is. A trigger's own statements are indented: the ; behind END ends it. */
static void
verbatim(struct ddl *only, char *s)
{
    s = past_blanks(s);
    if (*s)
        put(only, "%s%s", only->len ? "\x1e" : "", s);
}

static bool
goes_on(char *semicolon)
{
    char *next = past_blanks(semicolon + 1);
    return *next && (next[-1] != '\n' || begins(next, "END"));
}

static void
statements(char *sql, struct ddl *only)
{
    bool quoted = false;
    for (char *p = sql, *from = sql;; p++) {
        quoted ^= *p == '\'';
        if (*p && (*p != ';' || quoted || (only && goes_on(p))))
            continue;
        bool last = !*p;
        *p = 0;
        if (only)
            verbatim(only, from);
        else
            statement(from);
        if (last)
            return;
        from = p + 1;
    }
}

/* Takes the engine's name off *s, which stands behind the mark. */
static struct ddl *
engine_named(char **s)
{
    char name[16];
    stands_at(*s);
    take_word(s, name, sizeof name);
    if (strcmp(name, "sqlite") == 0)
        return &lite;
    if (strcmp(name, "postgres") == 0)
        return &pg;
    if (strcmp(name, "both") != 0)
        stop("write -- engine sqlite, postgres or both");
    return NULL;
}

/* `-- engine sqlite` begins what that engine alone gets, until `-- engine both`: its index of words, say. */
static void
sections(char *sql)
{
    static const char mark[] = "\n-- engine ";
    struct ddl *only = NULL;
    for (char *next; sql; sql = next) {
        next = strstr(sql, mark);
        if (next)
            next[1] = 0;
        clean(sql);
        statements(sql, only);
        if (!next)
            return;
        next += strlen(mark);
        only = engine_named(&next);
    }
}

/* One blank for a run of them: the text of a migration must not change with its layout. */
static void
put_squeezed(FILE *out, struct ddl *d)
{
    size_t n = 0;
    bool quoted = false;
    for (size_t i = 0; i < d->len; i++) {
        char c = isspace((unsigned char)d->text[i]) && !quoted ? ' ' : d->text[i];
        quoted ^= c == '\'';
        if (c == ' ' && !quoted && n && d->text[n - 1] == ' ')
            continue;
        d->text[n++] = c;
    }
    put_c(out, d->text, n);
}

int
do_schema(int argc, char **argv)
{
    const char *name = argv[2];
    FILE *c = make(argv[3]), *h = make(argv[4]);
    fprintf(h, "#pragma once\n#include \"store/store.h\"\nextern const struct schema %s_schema;\n", name);
    fprintf(c, "#include \"store/store.h\"\nextern const struct schema %s_schema;\n"
        "static const struct migration items[] = {\n", name);
    for (int i = 5; i < argc; i++) {
        size_t len;
        const char *base = strrchr(argv[i], '/');
        file_name = argv[i];
        char *sql = read_file(argv[i], &len);
        sql_start = sql;
        if (memchr(sql, 0, len))
            stop("this is no text");
        lite.len = pg.len = 0;
        sections(sql);
        base = base ? base + 1 : argv[i];
        fprintf(c, "    { \"%s/%.*s\",\n    \"", name, (int)strcspn(base, "."), base);
        put_squeezed(c, &lite);
        fprintf(c, "\",\n    \"");
        put_squeezed(c, &pg);
        fprintf(c, "\" },\n");
        free(sql);
    }
    fprintf(c, "};\nconst struct schema %s_schema = { items, sizeof items / sizeof *items };\n", name);
    return finish(c) | finish(h);
}
