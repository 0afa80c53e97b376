/* embed.c: turns schemas, icons, translations and assets into C tables, at build time.
 *
 *   embed schema NAME OUT.c OUT.h FILE.sql...     our five column words into both engines' DDL
 *   embed icons OUT.c FOLDER LIST.txt             one name a line, FOLDER/name.svg
 *   embed texts OUT.c en.po                       msgid, msgstr
 *   embed assets OUT.c FOLDER                     every file of FOLDER, with its .br and .gz beside it
 *   embed asset-path FILE                         the path that a file will have, for those that name it
 */
#include <ctype.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 4 << 20, ITEMS_MOST = 4096 };

static const char *file_name = "";
static int line_number;

static _Noreturn void
stop(const char *why, ...)
{
    va_list ap;
    va_start(ap, why);
    fprintf(stderr, "%s:%d: error: ", file_name, line_number);
    vfprintf(stderr, why, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

static FILE *
must_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
}

static char *
read_file(const char *path, size_t *len)
{
    FILE *f = must_open(path, "rb");
    char *text = calloc(1, TEXT_MOST);
    if (!text)
        stop("out of memory");
    *len = fread(text, 1, TEXT_MOST - 1, f);
    fclose(f);
    return text;
}

static void
put_c(FILE *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '\n')
            fputs("\\n\"\n    \"", out);
        else if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c == '?')
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
}

/* ---- schema -------------------------------------------------------------------------------------------- */

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

/* Blanks out comments and refuses what is not common to both engines (style.md 3.5). */
static void
clean(char *sql)
{
    bool quoted = false;
    for (char *p = sql; *p; p++) {
        if (*p == '\'')
            quoted = !quoted;
        if (!quoted && p[0] == '-' && p[1] == '-')
            while (*p && *p != '\n')
                *p++ = ' ';
        if (!*p)
            break;
    }
}

static bool
next_word(const char **p, char *word, size_t size)
{
    while (**p && !isalnum((unsigned char)**p) && **p != '_')
        (*p)++;
    size_t n = 0;
    for (; isalnum((unsigned char)**p) || **p == '_'; (*p)++)
        if (n + 1 < size)
            word[n++] = (char)toupper((unsigned char)**p);
    word[n] = 0;
    return n > 0;
}

static void
refuse_banned(const char *statement)
{
    static const char *const banned[] = { "SERIAL", "BIGSERIAL", "AUTOINCREMENT", "NOW", "LIKE", "ILIKE",
        "DEFERRABLE", "DEFERRED", "VARCHAR", "TIMESTAMP", "REAL", "FLOAT", "JSONB", NULL };
    char word[64];
    for (const char *p = statement; next_word(&p, word, sizeof word);)
        for (const char *const *b = banned; *b; b++)
            if (strcmp(word, *b) == 0)
                stop("%s is not common to both engines", word);
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

/* NOT NULL unless the column says NULL itself. */
static void
column(char *c)
{
    char name[64], word[64];
    int used = 0;
    if (sscanf(c, " %63s %63s%n", name, word, &used) < 2)
        stop("a column needs a name and a type: %s", c);
    if (strcmp(name, "PRIMARY") == 0 || strcmp(name, "UNIQUE") == 0 || strcmp(name, "FOREIGN") == 0
        || strcmp(name, "CHECK") == 0) {
        put(&lite, "%s", c);
        put(&pg, "%s", c);
        return;
    }
    const struct type *t = type_of(word);
    char *rest = c + used, *null = strstr(rest, "NULL");
    bool nullable = null != NULL;
    if (nullable)
        memset(null, ' ', 4);
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
    put(&pg, "\x1e" "CREATE TRIGGER %s_append_only BEFORE UPDATE OR DELETE ON %s FOR EACH STATEMENT"
        " EXECUTE FUNCTION %s_append_only()", table, table, table);
}

static void
table(char *s)
{
    char name[64];
    char *open = strchr(s, '('), *close = strrchr(s, ')');
    if (!open || !close || sscanf(s, "CREATE TABLE %63[a-z0-9_]", name) != 1)
        stop("write CREATE TABLE name (columns)");
    bool only = strstr(close, "APPEND ONLY") != NULL;
    *close = 0;
    put(&lite, "CREATE TABLE %s (", name);
    put(&pg, "CREATE TABLE %s (", name);
    int parens = 0;
    for (char *p = open + 1, *from = p;; p++) {
        parens += (*p == '(') - (*p == ')');
        if (*p && (*p != ',' || parens))
            continue;
        bool last = !*p;
        *p = 0;
        column(from);
        put(&lite, last ? ") STRICT" : ", ");
        put(&pg, last ? ")" : ", ");
        if (last)
            break;
        from = p + 1;
    }
    if (only)
        append_only(name);
}

static void
statement(char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    if (!*s)
        return;
    refuse_banned(s);
    if (lite.len) {
        put(&lite, "\x1e");
        put(&pg, "\x1e");
    }
    if (strncmp(s, "CREATE TABLE", 12) == 0) {
        table(s);
        return;
    }
    put(&lite, "%s", s);
    put(&pg, "%s", s);
}

static void
statements(char *sql)
{
    bool quoted = false;
    line_number = 1;
    for (char *p = sql, *from = sql;; p++) {
        quoted ^= *p == '\'';
        line_number += *p == '\n';
        if (*p && (*p != ';' || quoted))
            continue;
        bool last = !*p;
        *p = 0;
        statement(from);
        if (last)
            return;
        from = p + 1;
    }
}

/* One blank for a run of them: the text of a migration must not change with its layout. */
static void
put_squeezed(FILE *out, struct ddl *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->len; i++) {
        char c = isspace((unsigned char)d->text[i]) ? ' ' : d->text[i];
        if (c == ' ' && n && d->text[n - 1] == ' ')
            continue;
        d->text[n++] = c;
    }
    put_c(out, d->text, n);
}

static int
do_schema(int argc, char **argv)
{
    const char *name = argv[2];
    FILE *c = must_open(argv[3], "w"), *h = must_open(argv[4], "w");
    fprintf(h, "#pragma once\n#include \"store/store.h\"\nextern const struct schema %s_schema;\n", name);
    fprintf(c, "#include \"store/store.h\"\nextern const struct schema %s_schema;\n"
        "static const struct migration items[] = {\n", name);
    for (int i = 5; i < argc; i++) {
        size_t len;
        const char *base = strrchr(argv[i], '/');
        file_name = argv[i];
        char *sql = read_file(argv[i], &len);
        clean(sql);
        lite.len = pg.len = 0;
        statements(sql);
        base = base ? base + 1 : argv[i];
        fprintf(c, "    { \"%s/%.*s\",\n    \"", name, (int)strcspn(base, "."), base);
        put_squeezed(c, &lite);
        fprintf(c, "\",\n    \"");
        put_squeezed(c, &pg);
        fprintf(c, "\" },\n");
        free(sql);
    }
    fprintf(c, "};\nconst struct schema %s_schema = { items, sizeof items / sizeof *items };\n", name);
    return fclose(c) || fclose(h);
}

/* ---- icons --------------------------------------------------------------------------------------------- */

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
lines_of(char *text, char **items)
{
    size_t n = 0;
    for (char *l = strtok(text, "\r\n"); l; l = strtok(NULL, "\r\n"))
        if (*l && *l != '#' && n < ITEMS_MOST)
            items[n++] = l;
    qsort(items, n, sizeof *items, by_text);
    return n;
}

/* What stands inside the outer <svg>, in one line. */
static void
put_svg(FILE *out, char *svg)
{
    char *outer = strstr(svg, "<svg"), *from = outer ? strchr(outer, '>') : NULL, *to = strstr(svg, "</svg>");
    if (!from || !to)
        stop("this is no SVG");
    *to = 0;
    char *n = from + 1;
    for (char *p = n; *p; p++)
        if (!isspace((unsigned char)*p) || (n > from + 1 && n[-1] != '>' && n[-1] != ' '))
            *n++ = isspace((unsigned char)*p) ? ' ' : *p;
    put_c(out, from + 1, (size_t)(n - from - 1));
}

static int
do_icons(char **argv)
{
    static char *names[ITEMS_MOST];
    size_t len;
    FILE *c = must_open(argv[2], "w");
    size_t count = lines_of(read_file(argv[4], &len), names);
    fprintf(c, "#include \"html/icon.h\"\nconst struct icon_symbol icon_symbols[] = {\n");
    for (size_t i = 0; i < count; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s.svg", argv[3], names[i]);
        file_name = path;
        char *svg = read_file(path, &len);
        fprintf(c, "    { \"%s\", \"", names[i]);
        put_svg(c, svg);
        fprintf(c, "\" },\n");
        free(svg);
    }
    fprintf(c, "};\nconst size_t icon_symbol_count = sizeof icon_symbols / sizeof *icon_symbols;\n");
    return fclose(c);
}

/* ---- translations --------------------------------------------------------------------------------------- */

struct pair { char *id, *en; };

static int
by_id(const void *a, const void *b)
{
    return strcmp(((const struct pair *)a)->id, ((const struct pair *)b)->id);
}

static void
append_quoted(char *to, size_t size, const char *l)
{
    const char *p = strchr(l, '"');
    size_t n = strlen(to);
    if (!p)
        stop("a text in quotes is missing");
    for (p++; *p && *p != '"' && n + 1 < size; p++) {
        if (*p == '\\' && p[1] == 'n') {
            to[n++] = '\n';
            p++;
        } else {
            p += *p == '\\' && p[1];
            to[n++] = *p;
        }
    }
    to[n] = 0;
}

static size_t
read_po(char *text, struct pair *pairs)
{
    static char id[8192], en[8192];
    char *now = NULL;
    size_t n = 0;
    for (char *l = text, *next; l; l = next) {
        next = strchr(l, '\n');
        if (next)
            *next++ = 0;
        line_number++;
        bool starts = strncmp(l, "msgid", 5) == 0, ends = starts || !next;
        if (ends && *id && *en && n < ITEMS_MOST)
            pairs[n++] = (struct pair){ strdup(id), strdup(en) };
        if (starts) {
            *id = *en = 0;
            now = id;
        } else if (strncmp(l, "msgstr", 6) == 0)
            now = en;
        if (now && (starts || *l == '"' || strncmp(l, "msgstr", 6) == 0))
            append_quoted(now, sizeof id, l);
    }
    return n;
}

static int
do_texts(char **argv)
{
    static struct pair pairs[ITEMS_MOST];
    size_t len;
    file_name = argv[3];
    FILE *c = must_open(argv[2], "w");
    size_t n = read_po(read_file(argv[3], &len), pairs);
    qsort(pairs, n, sizeof *pairs, by_id);
    fprintf(c, "#include \"html/text.h\"\nconst struct text_pair text_en[] = {\n");
    for (size_t i = 0; i < n; i++) {
        if (i && strcmp(pairs[i].id, pairs[i - 1].id) == 0)
            stop("\"%s\" is translated twice", pairs[i].id);
        fprintf(c, "    { \"");
        put_c(c, pairs[i].id, strlen(pairs[i].id));
        fprintf(c, "\", \"");
        put_c(c, pairs[i].en, strlen(pairs[i].en));
        fprintf(c, "\" },\n");
    }
    fprintf(c, "    { 0, 0 }\n};\nconst unsigned long text_en_count = %zu;\n", n);
    return fclose(c);
}

/* ---- assets --------------------------------------------------------------------------------------------- */

static uint64_t
fingerprint(const char *bytes, size_t len)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)bytes[i]) * 1099511628211u;
    return h ^ (h >> 29);
}

static bool
put_bytes(FILE *c, const char *symbol, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    fclose(f);
    fprintf(c, "__asm__(\".section .rodata\\n%s: .incbin \\\"%s\\\"\\n%s_end: .byte 0\\n.previous\\n\");\n"
        "extern const unsigned char %s[], %s_end[];\n", symbol, path, symbol, symbol, symbol);
    return true;
}

static const char *
type_by_name(const char *name)
{
    static const struct { const char *end, *type; } known[] = { { ".css", "text/css; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" }, { ".woff2", "font/woff2" }, { ".svg", "image/svg+xml" },
        { ".png", "image/png" }, { ".webmanifest", "application/manifest+json" } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].end), len = strlen(name);
        if (len > n && strcmp(name + len - n, known[i].end) == 0)
            return known[i].type;
    }
    return "application/octet-stream";
}

static bool
is_asset(const char *name)
{
    size_t n = strlen(name);
    return name[0] != '.' && !(n > 3 && (strcmp(name + n - 3, ".br") == 0 || strcmp(name + n - 3, ".gz") == 0));
}

static size_t
list_folder(const char *folder, char **names)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    if (!d)
        stop("no folder %s", folder);
    for (struct dirent *e; (e = readdir(d)) && n < ITEMS_MOST;)
        if (is_asset(e->d_name))
            names[n++] = strdup(e->d_name);
    closedir(d);
    qsort(names, n, sizeof *names, by_text);
    return n;
}

/* /aset/name.0123456789.css: another content is another name, so that a browser may keep it for ever. */
static unsigned long long
public_path(const char *folder, const char *name, char *public, size_t size)
{
    char path[1024];
    size_t len;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *bytes = read_file(path, &len);
    unsigned long long print = fingerprint(bytes, len) & 0xFFFFFFFFFFu;
    free(bytes);
    snprintf(public, size, "/aset/%.*s.%010llx%s", (int)strcspn(name, "."), name, print,
        strchr(name, '.') ? strchr(name, '.') : "");
    return print;
}

static int
do_asset_path(char **argv)
{
    char public[512];
    char *slash = strrchr(argv[2], '/');
    if (!slash)
        stop("name the file with its folder");
    *slash = 0;
    public_path(argv[2], slash + 1, public, sizeof public);
    return puts(public) < 0;
}

static void
put_asset(FILE *c, FILE *rows, const char *folder, const char *name)
{
    static int number;
    char path[1024], symbol[3][32];
    bool there[3];
    static const char *const ends[] = { "", ".br", ".gz" };
    number++;
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s%s", folder, name, ends[i]);
        snprintf(symbol[i], sizeof symbol[i], "asset_%d_%d", number, i);
        there[i] = put_bytes(c, symbol[i], path);
    }
    char public[512];
    unsigned long long print = public_path(folder, name, public, sizeof public);
    fprintf(rows, "    { \"%s\", \"%s\", \"%s\", \"\\\"%010llx\\\"\"", name, public, type_by_name(name), print);
    for (int i = 0; i < 3; i++)
        if (there[i])
            fprintf(rows, ", { %s, %s_end }", symbol[i], symbol[i]);
        else
            fprintf(rows, ", { 0, 0 }");
    fprintf(rows, " },\n");
}

static int
do_assets(char **argv)
{
    static char *names[ITEMS_MOST];
    FILE *c = must_open(argv[2], "w"), *rows = tmpfile();
    size_t n = list_folder(argv[3], names);
    if (!rows)
        stop("no temporary file");
    fprintf(c, "#include \"html/asset.h\"\n");
    for (size_t i = 0; i < n; i++)
        put_asset(c, rows, argv[3], names[i]);
    fprintf(c, "const struct asset assets[] = {\n");
    rewind(rows);
    for (int ch; (ch = fgetc(rows)) != EOF;)
        fputc(ch, c);
    fprintf(c, "};\nconst size_t asset_count = %zu;\n", n);
    return fclose(c);
}

int
main(int argc, char **argv)
{
    if (argc >= 6 && strcmp(argv[1], "schema") == 0)
        return do_schema(argc, argv);
    if (argc == 5 && strcmp(argv[1], "icons") == 0)
        return do_icons(argv);
    if (argc == 4 && strcmp(argv[1], "texts") == 0)
        return do_texts(argv);
    if (argc == 3 && strcmp(argv[1], "asset-path") == 0)
        return do_asset_path(argv);
    if (argc == 4 && strcmp(argv[1], "assets") == 0)
        return do_assets(argv);
    fprintf(stderr, "usage: embed schema|icons|texts|assets ...\n");
    return 2;
}
