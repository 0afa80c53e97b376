/* htmlc.c: turns a page template (.html) into C functions, at build time.
 *
 *   {% include "aduan.h" %}                  C header with the types used
 *   {% page name(const struct x *v) %}       starts a function: void name_html(struct html *out, v)
 *   {% for T *a in v->list %} .. {% empty %} .. {% end %}     list has .items and .count
 *   {% if C-expression %} {% elif .. %} {% else %} {% end %}
 *   {% let T name = C-expression %}          a constant until the block's end
 *   {% call other(args) %}                   calls other_html(out, args)
 *   {{ C-expression }}                       written, escaped for where it stands
 *   {{ form_guard }}                         token and idempotency key; needed in every <form method="post">
 *   {# remark #}
 *
 * The place of each value is known from the HTML around it, so the author never names an escape. Where no escape
 * is safe (script, on*=, unquoted values) the build stops, with the template's own file:line:column. Elements must
 * balance in each page and branch. Runs of blanks between tags shrink to one, except in pre and textarea.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum place { TEXT, TAG, NAME, AFTER_EQ, VALUE, UNQUOTED, RAW, COMMENT };
enum kind { PLAIN, URL, CODE, STYLE };          /* what an attribute's value is */
enum { DEEPEST = 64, NAME_MOST = 32 };

struct context {
    enum place place;
    enum kind  kind;
    char       quote;                   /* of VALUE */
    bool       started;                 /* VALUE already has bytes */
    bool       closing;                 /* TAG is </x> */
    bool       named;                   /* TAG's own name has ended */
    char       tag[NAME_MOST], name[NAME_MOST];
    char       seen[512];               /* attributes of this tag: " class id " */
    bool       post;                    /* this tag is <form method="post"> */
    int        elements;                /* how many are open */
};

struct block { char word[16]; int line; struct context at; bool counted; };

static const char *shown, *cursor;
static int line = 1, column = 1, loops;
static FILE *code, *head;
static struct context here = { .place = TEXT };
static struct block blocks[DEEPEST];
static int depth;
static char open_tags[DEEPEST][NAME_MOST];
static int guard_missing;               /* line of a post form that has no guard yet */
static char literal[1 << 16];
static size_t literal_len;

static _Noreturn void
stop(const char *why, ...)
{
    va_list ap;
    va_start(ap, why);
    fprintf(stderr, "%s:%d:%d: error: ", shown, line, column);
    vfprintf(stderr, why, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

static bool
is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

static bool
keeps_blanks(void)
{
    for (int i = 0; i < here.elements; i++)
        if (strcmp(open_tags[i], "pre") == 0 || strcmp(open_tags[i], "textarea") == 0)
            return true;
    return false;
}

static void
write_literal(void)
{
    if (literal_len == 0)
        return;
    fputs("    html_put(out, \"", code);
    for (size_t i = 0; i < literal_len; i++) {
        unsigned char c = (unsigned char)literal[i];
        if (c == '\n')
            fputs("\\n", code);
        else if (c == '"' || c == '\\')
            fprintf(code, "\\%c", c);
        else if (c == '?')
            fputs("\\?", code);
        else
            fputc(c, code);
    }
    fputs("\");\n", code);
    literal_len = 0;
}

/* A blank after a blank is not written, nor one at a line's start between tags. */
static void
put_literal(char c)
{
    bool blank = isspace((unsigned char)c);
    bool after_blank = literal_len && isspace((unsigned char)literal[literal_len - 1]);
    bool free_text = here.place == TEXT || here.place == TAG;
    if (blank && after_blank && free_text && !keeps_blanks()) {
        if (c == '\n')
            literal[literal_len - 1] = '\n';
        return;
    }
    if (literal_len + 1 >= sizeof literal)
        write_literal();
    literal[literal_len++] = c;
}

static enum kind
kind_of(const char *name)
{
    static const char *const urls[] = { "href", "src", "action", "formaction", "poster", "cite", "data",
        "srcset", "manifest", "ping", NULL };
    if (strncmp(name, "on", 2) == 0 || strcmp(name, "srcdoc") == 0)
        return CODE;
    if (strcmp(name, "style") == 0)
        return STYLE;
    return is_one_of(name, urls) ? URL : PLAIN;
}

static void
append(char *word, size_t size, char c)
{
    size_t n = strlen(word);
    if (n + 1 < size) {
        word[n] = (char)tolower((unsigned char)c);
        word[n + 1] = 0;
    }
}

/* ---- elements ---------------------------------------------------------------------------------------- */

static bool
has_attribute(const char *name)
{
    char word[NAME_MOST + 3];
    snprintf(word, sizeof word, " %s ", name);
    return strstr(here.seen, word) != NULL;
}

static void
open_element(void)
{
    static const char *const none[] = { "area", "base", "br", "col", "embed", "hr", "img", "input", "link",
        "meta", "source", "track", "wbr", "path", "circle", "rect", "line", "use", "polyline", "polygon", NULL };
    if (strcmp(here.tag, "img") == 0 && !has_attribute("alt"))
        stop("<img> needs alt=\"\"");
    if (strcmp(here.tag, "button") == 0 && !has_attribute("type"))
        stop("<button> needs type=\"\"");
    if (here.post)
        guard_missing = line;
    if (is_one_of(here.tag, none) || here.tag[0] == '!')
        return;
    if (here.elements == DEEPEST)
        stop("elements nest too deep");
    snprintf(open_tags[here.elements++], NAME_MOST, "%s", here.tag);
}

static void
close_element(void)
{
    const char *name = here.tag[0] == '/' ? here.tag + 1 : here.tag;
    int floor = depth ? blocks[depth - 1].at.elements : 0;
    if (here.elements <= floor)
        stop("</%s> closes nothing that was opened in this block", name);
    if (strcmp(open_tags[here.elements - 1], name) != 0)
        stop("</%s> where </%s> is due", name, open_tags[here.elements - 1]);
    here.elements--;
    if (strcmp(name, "form") == 0 && guard_missing)
        stop("the form of line %d has no {{ form_guard }}", guard_missing);
}

static void
end_tag(void)
{
    static const char *const raw[] = { "script", "style", NULL };
    bool is_raw = !here.closing && is_one_of(here.tag, raw);
    if (here.closing)
        close_element();
    else
        open_element();
    here.place = is_raw ? RAW : TEXT;
}

static void
end_attribute_name(void)
{
    size_t n = strlen(here.seen);
    if (has_attribute(here.name))
        stop("attribute %s stands twice", here.name);
    if (n == 0)
        n = (size_t)snprintf(here.seen, sizeof here.seen, " ");
    snprintf(here.seen + n, sizeof here.seen - n, "%s ", here.name);
}

/* ---- where each byte stands ------------------------------------------------------------------------- */

static void
begin_tag(void)
{
    int elements = here.elements;
    here = (struct context){ .place = TAG, .closing = cursor[1] == '/', .elements = elements };
}

static void
step_tag(char c)
{
    if (c == '>') {
        end_tag();
    } else if (!here.named && (isalnum((unsigned char)c) || c == '/' || c == '!')) {
        append(here.tag, sizeof here.tag, c);
    } else if (isspace((unsigned char)c)) {
        here.named = true;
    } else if (isalpha((unsigned char)c) || c == '@' || c == ':' || c == '_') {
        here.place = NAME;
        here.name[0] = 0;
        append(here.name, sizeof here.name, c);
    }
}

static void
step_name(char c)
{
    if (c == '=' || c == '>' || c == '/' || isspace((unsigned char)c))
        end_attribute_name();
    if (c == '=')
        here.place = AFTER_EQ;
    else if (c == '>')
        end_tag();
    else if (isspace((unsigned char)c) || c == '/')
        here.place = TAG;
    else
        append(here.name, sizeof here.name, c);
}

static void
step_value(char c)
{
    if (c == here.quote) {
        here.place = TAG;
        here.named = true;
        return;
    }
    if (!here.started && strcmp(here.tag, "form") == 0 && strcmp(here.name, "method") == 0)
        here.post = tolower((unsigned char)c) == 'p';
    here.started = true;
}

/* Moves the HTML state over one literal byte of the template. */
static void
step(char c)
{
    switch (here.place) {
    case TEXT:
        if (c == '<' && strncmp(cursor, "<!--", 4) == 0)
            here.place = COMMENT;
        else if (c == '<' && (isalpha((unsigned char)cursor[1]) || cursor[1] == '/' || cursor[1] == '!'))
            begin_tag();
        else if (c == '<')
            stop("a lone < may become a tag with what follows it: write &lt;");
        break;
    case COMMENT:
        if (c == '>' && strncmp(cursor - 2, "--", 2) == 0)
            here.place = TEXT;
        break;
    case TAG:
        step_tag(c);
        break;
    case NAME:
        step_name(c);
        break;
    case AFTER_EQ:
        here.place = c == '"' || c == '\'' ? VALUE : UNQUOTED;
        here.quote = c;
        here.kind = kind_of(here.name);
        here.started = false;
        break;
    case VALUE:
        step_value(c);
        break;
    case UNQUOTED:
        if (c == '>')
            end_tag();
        else if (isspace((unsigned char)c))
            here.place = TAG;
        break;
    case RAW:
        if (c == '<' && cursor[1] == '/' && strncmp(cursor + 2, here.tag, strlen(here.tag)) == 0)
            begin_tag();
        break;
    }
}

static void
advance(size_t n)
{
    while (n--) {
        if (*cursor++ == '\n') {
            line++;
            column = 1;
        } else
            column++;
    }
}

/* ---- values ------------------------------------------------------------------------------------------ */

/* A style may only set a custom property of ours to a whole number: style="--p:{{ n }}". */
static const char *
style_escape(void)
{
    size_t n = literal_len;
    while (n && (literal[n - 1] == ' ' || literal[n - 1] == ':'))
        n--;
    size_t end = n;
    while (n && (isalnum((unsigned char)literal[n - 1]) || literal[n - 1] == '-'))
        n--;
    if (end == n || end == literal_len || strncmp(literal + n, "--", 2) != 0)
        stop("a value may stand in style=\"\" only as --name:{{ whole number }}");
    return "html_style";
}

/* The escape for a value standing here, or a stopped build. */
static const char *
escape_here(void)
{
    switch (here.place) {
    case TEXT:     return "html_text";
    case VALUE:
        if (here.kind == CODE)
            stop("a value may not stand in %s=\"\": use a data- attribute", here.name);
        if (here.kind == STYLE)
            return style_escape();
        if (here.kind == URL)
            return here.started ? "html_path" : "html_url";
        return "html_attr";
    case UNQUOTED:
    case AFTER_EQ: stop("quote this attribute: %s=\"{{ ... }}\"", here.name);
    case RAW:      stop("a value may not stand in <%s>: use a data- attribute", here.tag);
    case COMMENT:  stop("a value may not stand in a comment");
    default:       stop("a value may not stand inside a tag");
    }
}

/* Expressions look and compare; they change nothing. */
static void
check_expression(const char *e)
{
    int parens = 0;
    char quote = 0;
    for (const char *p = e; *p; p++) {
        if (quote) {
            if (*p == '\\' && p[1])
                p++;
            else if (*p == quote)
                quote = 0;
        } else if (*p == '"' || *p == '\'')
            quote = *p;
        else if (*p == ';' || *p == '{' || *p == '}')
            stop("'%c' may not stand in an expression", *p);
        else if ((*p == '+' && p[1] == '+') || (*p == '-' && p[1] == '-'))
            stop("an expression may not change anything");
        else if (*p == '=' && p[1] != '=' && (p == e || !strchr("=!<>", p[-1])))
            stop("an expression may not assign");
        else if ((*p == '(' && ++parens) || (*p == ')' && --parens < 0))
            continue;
    }
    if (parens > 0 || quote)
        stop("unbalanced expression: %s", e);
}

static void
value(const char *expr)
{
    if (strcmp(expr, "form_guard") == 0) {
        if (here.place != TEXT)
            stop("form_guard stands between tags");
        write_literal();
        fputs("    html_form_guard(out);\n", code);
        guard_missing = 0;
        return;
    }
    check_expression(expr);
    const char *escape = escape_here();
    write_literal();
    fprintf(code, "#line %d \"%s\"\n    %s(out, (%s));\n", line, shown, escape, expr);
    if (here.place == VALUE)
        here.started = true;
}

/* ---- directives --------------------------------------------------------------------------------------- */

static struct block *
open_block(const char *word)
{
    if (depth == DEEPEST)
        stop("blocks nest too deep");
    struct block *b = &blocks[depth++];
    *b = (struct block){ .line = line, .at = here };
    snprintf(b->word, sizeof b->word, "%s", word);
    return b;
}

static void
same_place(void)
{
    struct context *a = &blocks[depth - 1].at, *b = &here;
    bool inside = a->place == VALUE;
    if (a->place != b->place || (inside && a->quote != b->quote))
        stop("the HTML here is not where it was at {%% %s %%} on line %d", blocks[depth - 1].word,
            blocks[depth - 1].line);
    if (a->elements != b->elements)
        stop("<%s> is still open since {%% %s %%} on line %d", open_tags[b->elements - 1],
            blocks[depth - 1].word, blocks[depth - 1].line);
}

static char *
split_call(char *rest, const char *how)
{
    char *paren = strchr(rest, '(');
    if (!paren)
        stop("write %s", how);
    *paren = 0;
    return strcmp(paren + 1, ")") == 0 ? NULL : paren + 1;
}

static void
do_page(char *rest)
{
    char *args = split_call(rest, "{% page name(type *v) %}");
    if (depth)
        stop("a page may not stand inside another block");
    fprintf(head, "void %s_html(struct html *out%s%s;\n", rest, args ? ", " : "", args ? args : ")");
    fprintf(code, "\nvoid\n%s_html(struct html *out%s%s\n{\n", rest, args ? ", " : "", args ? args : ")");
    here.elements = 0;
    open_block("page");
}

static void
do_for(char *rest)
{
    char *in = strstr(rest, " in ");
    if (!in)
        stop("write {%% for type *x in list %%}");
    *in = 0;
    check_expression(in + 4);
    loops++;
    fprintf(code, "#line %d \"%s\"\n    for (size_t i%d = 0; i%d < (%s).count; i%d++) {\n    %s = (%s).items + i%d;\n",
        line, shown, loops, loops, in + 4, loops, rest, in + 4, loops);
    struct block *b = open_block("for");
    b->counted = true;
    fprintf(code, "    (void)%s;\n", strrchr(rest, '*') ? strrchr(rest, '*') + 1 : rest);
    b->line = line;
    snprintf(b->at.seen, sizeof b->at.seen, "%s", in + 4);
}

static void
do_empty(void)
{
    if (!depth || strcmp(blocks[depth - 1].word, "for") != 0)
        stop("{%% empty %%} without {%% for %%}");
    struct block *b = &blocks[depth - 1];
    same_place();
    fprintf(code, "    }\n#line %d \"%s\"\n    if ((%s).count == 0) {\n", line, shown, b->at.seen);
    snprintf(b->word, sizeof b->word, "empty");
}

static void
do_else(const char *word, const char *rest)
{
    if (!depth || strcmp(blocks[depth - 1].word, "if") != 0)
        stop("{%% %s %%} without {%% if %%}", word);
    same_place();
    here = blocks[depth - 1].at;
    if (word[2] == 'i') {
        check_expression(rest);
        fprintf(code, "#line %d \"%s\"\n    } else if (%s) {\n", line, shown, rest);
    } else
        fprintf(code, "    } else {\n");
}

static void
do_let(char *rest)
{
    char *eq = strstr(rest, " = ");
    if (!eq || !depth)
        stop("write {%% let type name = expression %%} inside a page");
    check_expression(eq + 3);
    fprintf(code, "#line %d \"%s\"\n    const %s;\n", line, shown, rest);
}

static void
do_call(char *rest)
{
    if (here.place != TEXT)
        stop("{%% call %%} stands between tags");
    char *args = split_call(rest, "{% call name(args) %}");
    fprintf(code, "#line %d \"%s\"\n    %s_html(out%s%s;\n", line, shown, rest, args ? ", " : "",
        args ? args : ")");
}

static void
do_end(void)
{
    if (!depth)
        stop("{%% end %%} without a block");
    same_place();
    if (guard_missing && depth == 1)
        stop("the form of line %d has no {{ form_guard }}", guard_missing);
    depth--;
    fprintf(code, depth ? "    }\n" : "}\n");
}

static void
statement(char *s)
{
    char word[16];
    int used = 0;
    if (sscanf(s, "%15s %n", word, &used) < 1)
        stop("empty {%% %%}");
    char *rest = s + used;
    if (here.place == NAME) {
        end_attribute_name();
        here.place = TAG;               /* a directive ends an attribute's name */
    }
    write_literal();
    if (strcmp(word, "include") == 0)
        fprintf(head, "#include %s\n", rest);
    else if (strcmp(word, "page") == 0)
        do_page(rest);
    else if (strcmp(word, "for") == 0)
        do_for(rest);
    else if (strcmp(word, "empty") == 0)
        do_empty();
    else if (strcmp(word, "if") == 0) {
        check_expression(rest);
        fprintf(code, "#line %d \"%s\"\n    if (%s) {\n", line, shown, rest);
        open_block("if");
    } else if (strcmp(word, "elif") == 0 || strcmp(word, "else") == 0)
        do_else(word, rest);
    else if (strcmp(word, "let") == 0)
        do_let(rest);
    else if (strcmp(word, "call") == 0)
        do_call(rest);
    else if (strcmp(word, "end") == 0)
        do_end();
    else
        stop("unknown word '%s'", word);
}

/* Reads up to the closing mark and trims; the marks themselves are skipped. */
static char *
inside(const char *close)
{
    const char *end = strstr(cursor + 2, close);
    if (!end)
        stop("no closing %s", close);
    const char *a = cursor + 2, *b = end;
    while (a < b && isspace((unsigned char)*a))
        a++;
    while (b > a && isspace((unsigned char)b[-1]))
        b--;
    char *s = calloc(1, (size_t)(b - a) + 1);
    if (!s)
        stop("out of memory");
    memcpy(s, a, (size_t)(b - a));
    return s;
}

static void
mark(void)
{
    const char *close = cursor[1] == '{' ? "}}" : cursor[1] == '%' ? "%}" : "#}";
    char kind = cursor[1], *s = inside(close);
    if (kind == '{')
        value(s);
    else if (kind == '%')
        statement(s);
    free(s);
    advance((size_t)(strstr(cursor + 2, close) + 2 - cursor));
    if (kind != '{' && *cursor == '\n')         /* a directive's own line leaves no blank */
        advance(1);
}

static void
translate(void)
{
    while (*cursor) {
        if (cursor[0] == '{' && strchr("{%#", cursor[1])) {
            mark();
            continue;
        }
        if (depth) {
            put_literal(*cursor);
            step(*cursor);
        } else if (!isspace((unsigned char)*cursor))
            stop("text outside {%% page %%}");
        advance(1);
    }
    if (depth)
        stop("{%% %s %%} on line %d has no {%% end %%}", blocks[depth - 1].word, blocks[depth - 1].line);
}

/* ---- files -------------------------------------------------------------------------------------------- */

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

int
main(int argc, char **argv)
{
    static char text[1 << 20];
    const char *include = NULL;
    if (argc > 4 && strncmp(argv[4], "--include=", 10) == 0)
        include = argv[4] + 10;
    if (argc < 4) {
        fprintf(stderr, "usage: htmlc page.html page_html.c page_html.h [--include=path/page_html.h]\n");
        return 2;
    }
    FILE *in = must_open(argv[1], "r");
    text[fread(text, 1, sizeof text - 1, in)] = 0;
    fclose(in);
    cursor = text;
    shown = argv[1];
    while (strncmp(shown, "../", 3) == 0)
        shown += 3;
    code = must_open(argv[2], "w");
    head = must_open(argv[3], "w");
    const char *base = strrchr(argv[3], '/');
    fprintf(head, "#pragma once\n#include \"html/icon.h\"\n");
    fprintf(code, "#include \"%s\"\n", include ? include : base ? base + 1 : argv[3]);
    translate();
    return fclose(code) || fclose(head);
}
