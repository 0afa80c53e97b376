/* embed.c: turns schemas, icons, translations and assets into C tables, at build time.
 *
 *   embed schema NAME OUT.c OUT.h FILE.sql...     our five column words into both engines' DDL (embed_schema.c)
 *   embed icons OUT.c FOLDER LIST.txt             one name a line, FOLDER/name.svg
 *   embed texts OUT.c en.po                       msgid, msgstr (embed_texts.c)
 *   embed assets OUT.c FOLDER                     every file of FOLDER, with its .br and .gz beside it
 *   embed asset-path FILE                         the path that a file will have, for those that name it
 */
#include "embed.h"

#include <ctype.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 4 << 20, ICONS_MOST = 512 /* bits in struct html */ };

const char *file_name = "";
int line_number;
static const char *made[2];             /* what is being written: half of it must not stay behind */

static _Noreturn void
give_up(void)
{
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        if (made[i])
            remove(made[i]);
    exit(1);
}

_Noreturn void
stop(const char *why, ...)
{
    va_list ap;
    va_start(ap, why);
    fprintf(stderr, "%s:%d: error: ", file_name, line_number);
    vfprintf(stderr, why, ap);
    fputc('\n', stderr);
    va_end(ap);
    give_up();
}

static FILE *
must_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (!f) {
        perror(path);
        give_up();
    }
    return f;
}

FILE *
make(const char *path)
{
    FILE *f = must_open(path, "w");
    made[made[0] != NULL] = path;
    return f;
}

/* A disk may be full: what was not written whole is not written. */
int
finish(FILE *f)
{
    bool bad = ferror(f) != 0;
    if (fclose(f) || bad) {
        perror("embed");
        give_up();
    }
    return 0;
}

char *
read_file(const char *path, size_t *len)
{
    FILE *f = must_open(path, "rb");
    char *text = calloc(1, TEXT_MOST);
    if (!text)
        stop("out of memory");
    *len = fread(text, 1, TEXT_MOST, f);
    if (ferror(f) || *len == TEXT_MOST) {
        file_name = path;
        stop("cannot be read, or is larger than %d bytes", TEXT_MOST - 1);
    }
    fclose(f);
    return text;
}

void
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

/* ---- icons --------------------------------------------------------------------------------------------- */

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
lines_of(char *text, char **items, size_t most)
{
    size_t n = 0;
    for (char *l = text, *end; *l; l = end) {
        line_number++;
        end = l + strcspn(l, "\r\n");
        bool last = !*end;
        *end = 0;
        if (*l && *l != '#') {
            if (n == most)
                stop("more than %zu lines", most);
            items[n++] = l;
        }
        end += !last;
    }
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
    FILE *c = make(argv[2]);
    file_name = argv[4];
    size_t count = lines_of(read_file(argv[4], &len), names, ICONS_MOST);
    fprintf(c, "#include \"html/icon.h\"\nconst struct icon_symbol icon_symbols[] = {\n");
    for (size_t i = 0; i < count; i++) {
        static char path[1024];
        file_name = argv[4];
        if (i && strcmp(names[i], names[i - 1]) == 0)
            stop("%s stands twice", names[i]);
        snprintf(path, sizeof path, "%s/%s.svg", argv[3], names[i]);
        file_name = path;
        char *svg = read_file(path, &len);
        fprintf(c, "    { \"%s\", \"", names[i]);
        put_svg(c, svg);
        fprintf(c, "\" },\n");
        free(svg);
    }
    fprintf(c, "};\nconst size_t icon_symbol_count = sizeof icon_symbols / sizeof *icon_symbols;\n");
    return finish(c);
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
    fprintf(c, "__asm__(\".section .rodata\\n.globl %s, %s_end\\n"
        "%s: .incbin \\\"%s\\\"\\n%s_end: .byte 0\\n.previous\\n\");\n"
        "extern const unsigned char %s[], %s_end[];\n", symbol, symbol, symbol, path, symbol, symbol, symbol);
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
    for (struct dirent *e; (e = readdir(d));) {
        if (!is_asset(e->d_name))
            continue;
        if (n == ITEMS_MOST || strpbrk(e->d_name, "\"\\\n"))
            stop("too many files, or an odd name: %s", e->d_name);
        names[n++] = strdup(e->d_name);
    }
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
    FILE *c = make(argv[2]), *rows = tmpfile();
    file_name = argv[3];
    size_t n = list_folder(argv[3], names);
    if (!rows || !n)
        stop("%s", n ? "no temporary file" : "no assets here");
    fprintf(c, "#include \"html/asset.h\"\n");
    for (size_t i = 0; i < n; i++)
        put_asset(c, rows, argv[3], names[i]);
    fprintf(c, "const struct asset assets[] = {\n");
    rewind(rows);
    for (int ch; (ch = fgetc(rows)) != EOF;)
        fputc(ch, c);
    fprintf(c, "};\nconst size_t asset_count = %zu;\n", n);
    return finish(c);
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
