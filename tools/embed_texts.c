/* embed_texts.c: the translations of a .po file into a sorted table. */
#include "embed.h"

#include <stdlib.h>
#include <string.h>

struct pair { char *id, *en; int line; };

static int
by_id(const void *a, const void *b)
{
    const struct pair *one = a, *two = b;
    int order = strcmp(one->id, two->id);
    return order ? order : one->line - two->line;
}

static char
unescaped(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case '"': case '\\': return c;
    default: stop("\\%c is not known here", c);
    }
}

static void
append_quoted(char *to, size_t size, const char *p)
{
    size_t n = strlen(to);
    p += strspn(p, " \t");
    if (*p++ != '"')
        stop("a text stands between quotes");
    for (; *p && *p != '"'; p++) {
        if (n + 1 == size)
            stop("a text of more than %zu bytes", size - 1);
        bool escape = *p == '\\';
        p += escape;
        to[n++] = escape ? unescaped(*p) : *p;
    }
    to[n] = 0;
    if (*p != '"' || p[1 + strspn(p + 1, " \t\r")])
        stop("a text stands between quotes");
}

enum { PO_TEXT_MOST = 8192 };
struct entry { char id[PO_TEXT_MOST], en[PO_TEXT_MOST]; int line; bool fuzzy; };

static size_t
end_entry(struct entry *e, struct pair *pairs, size_t n)
{
    if (*e->id) {                       /* the empty one is the file's head */
        if (n == ITEMS_MOST)
            stop("more than %d texts", ITEMS_MOST);
        pairs[n++] = (struct pair){ strdup(e->id), strdup(e->fuzzy ? "" : e->en), e->line };
    }
    *e = (struct entry){ 0 };
    return n;
}

/* msgid and msgstr of one or more lines; anything else of the format is refused, not skipped. */
static size_t
read_po(char *text, struct pair *pairs)
{
    static struct entry e;
    char *now = NULL;
    size_t n = 0;
    bool fuzzy = false;
    for (char *l = text, *next; l; l = next) {
        next = strchr(l, '\n');
        if (next)
            *next++ = 0;
        line_number++;
        if (strncmp(l, "#,", 2) == 0)
            fuzzy = strstr(l, "fuzzy") != NULL;
        if (*l == '#' || !l[strspn(l, " \t\r")])
            continue;
        if (strncmp(l, "msgid ", 6) == 0) {
            n = end_entry(&e, pairs, n);
            e.line = line_number;
            e.fuzzy = fuzzy;
            fuzzy = false;
            append_quoted(now = e.id, sizeof e.id, l + 6);
        } else if (strncmp(l, "msgstr ", 7) == 0 && now == e.id) {
            append_quoted(now = e.en, sizeof e.en, l + 7);
        } else if (*l == '"' && now) {
            append_quoted(now, sizeof e.id, l);
        } else {
            stop("here should stand msgid, msgstr, or more of a text");
        }
    }
    return end_entry(&e, pairs, n);
}

/* The next directive of a format at *p, or NULL: where it begins; *p goes behind it. */
static const char *
next_directive(const char **p, size_t *length)
{
    const char *from = strchr(*p, '%');
    if (!from)
        return NULL;
    size_t n = 1 + strspn(from + 1, "0123456789.*-+#lhzjt");
    *length = n + (from[n] != 0);
    *p = from + *length;
    return from;
}

/* A text may be a format: what it asks for must be asked for in the same order. "100% of" is none. */
static void
same_directives(const char *id, const char *en)
{
    const char *a = id, *b = en;
    size_t la = 0, lb = 0;
    for (;;) {
        const char *one = next_directive(&a, &la), *two = next_directive(&b, &lb);
        if (!one && !two)
            return;
        if (!one || !two || la != lb || strncmp(one, two, la) != 0)
            stop("\"%s\" asks for other values than its translation, or in another order", id);
    }
}

int
do_texts(char **argv)
{
    static struct pair pairs[ITEMS_MOST];
    size_t len;
    FILE *c = make(argv[2]);
    file_name = argv[3];
    size_t n = read_po(read_file(argv[3], &len), pairs), written = 0;
    qsort(pairs, n, sizeof *pairs, by_id);
    fprintf(c, "#include \"html/text.h\"\nconst struct text_pair text_en[] = {\n");
    for (size_t i = 0; i < n; i++) {
        line_number = pairs[i].line;
        if (i && strcmp(pairs[i].id, pairs[i - 1].id) == 0)
            stop("\"%s\" stands twice", pairs[i].id);
        if (!*pairs[i].en)
            continue;                   /* not translated yet: the page shows the Indonesian */
        same_directives(pairs[i].id, pairs[i].en);
        written++;
        fprintf(c, "    { \"");
        put_c(c, pairs[i].id, strlen(pairs[i].id));
        fprintf(c, "\", \"");
        put_c(c, pairs[i].en, strlen(pairs[i].en));
        fprintf(c, "\" },\n");
    }
    fprintf(c, "    { 0, 0 }\n};\nconst unsigned long text_en_count = %zu;\n", written);
    return finish(c);
}
