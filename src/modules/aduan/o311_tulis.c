/* o311_tulis.c: the writer behind every Open311 answer: escaping, commas and nulls in one place. */
#include "modules/aduan/o311_tulis.h"

#include <stdlib.h>

#include "core/ekspor/ekspor.h"
#include "core/ekspor/umpan.h"

struct tulis311
tulis_open(struct arena *arena, bool json)
{
    struct tulis311 t = { .out = { .arena = arena }, .json = json, .first = { true } };
    if (!json)
        buf_str(&t.out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
    return t;
}

static void
comma(struct tulis311 *t)
{
    if (!t->first[t->depth])
        buf_char(&t->out, ',');
    t->first[t->depth] = false;
}

static void
deeper(struct tulis311 *t, char open)
{
    buf_char(&t->out, open);
    must(t->depth + 1 < (int)COUNT(t->first));
    t->first[++t->depth] = true;
}

static void
up(struct tulis311 *t, char shut)
{
    must(t->depth > 0);
    t->depth--;
    buf_char(&t->out, shut);
}

static void
tag(struct tulis311 *t, const char *name, bool shut)
{
    buf_format(&t->out, shut ? "</%s>\n" : "<%s>", name);
}

void
tulis_list(struct tulis311 *t, const char *name)
{
    if (!t->json) {
        tag(t, name, false);
        return;
    }
    comma(t);
    deeper(t, '[');
}

void
tulis_list_end(struct tulis311 *t, const char *name)
{
    if (t->json)
        up(t, ']');
    else
        tag(t, name, true);
}

void
tulis_member_list(struct tulis311 *t, const char *name)
{
    if (!t->json) {
        tag(t, name, false);
        return;
    }
    comma(t);
    buf_format(&t->out, "\"%s\":", name);
    deeper(t, '[');
}

void tulis_member_list_end(struct tulis311 *t, const char *name) { tulis_list_end(t, name); }

void
tulis_object(struct tulis311 *t, const char *name)
{
    if (!t->json) {
        tag(t, name, false);
        return;
    }
    comma(t);
    deeper(t, '{');
}

void
tulis_member_object(struct tulis311 *t, const char *name)
{
    if (!t->json) {
        tag(t, name, false);
        return;
    }
    comma(t);
    buf_format(&t->out, "\"%s\":", name);
    deeper(t, '{');
}

void
tulis_object_end(struct tulis311 *t, const char *name)
{
    if (t->json)
        up(t, '}');
    else
        tag(t, name, true);
}

static void
key(struct tulis311 *t, const char *name)
{
    comma(t);
    buf_format(&t->out, "\"%s\":", name);
}

void
tulis_text(struct tulis311 *t, const char *name, str s)
{
    if (t->json) {
        key(t, name);
        if (s.len)
            ekspor_json(&t->out, s);
        else
            buf_str(&t->out, S("null"));
        return;
    }
    if (s.len == 0) {
        buf_format(&t->out, "<%s/>", name);
        return;
    }
    tag(t, name, false);
    ekspor_xml(&t->out, s);
    tag(t, name, true);
}

/* Bare in JSON: true, 403, -5.113000. */
static void
plain(struct tulis311 *t, const char *name, str s)
{
    if (!t->json) {
        tulis_text(t, name, s);
        return;
    }
    key(t, name);
    buf_str(&t->out, s.len ? s : S("null"));
}

void tulis_bool(struct tulis311 *t, const char *name, bool b) { plain(t, name, b ? S("true") : S("false")); }

void
tulis_int(struct tulis311 *t, const char *name, int64_t n)
{
    plain(t, name, str_format(t->out.arena, "%lld", (long long)n));
}

void
tulis_degrees(struct tulis311 *t, const char *name, int64_t e6, bool known)
{
    plain(t, name, known ? ekspor_derajat(t->out.arena, e6) : (str){ 0 });
}

void
tulis_item(struct tulis311 *t, const char *name, str s)
{
    if (!t->json) {
        tulis_text(t, name, s);
        return;
    }
    comma(t);
    ekspor_json(&t->out, s);
}

str tulis_view(struct tulis311 *t) { return buf_view(&t->out); }
