/* text.c: the page's language: Indonesian as written, English where po/en.po has it. */
#include "html/text.h"
#include "html/html.h"

/* NULL when there is no translation. */
static const char *
english(str indonesian)
{
    size_t low = 0, high = text_en_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(indonesian, str_of(text_en[middle].id));
        if (order == 0)
            return text_en[middle].en;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* "resident|residents": the first part after the number 1, else the second. */
static str
form_of(str en, bool one)
{
    ptrdiff_t bar = str_find(en, S("|"));
    return bar < 0 ? en : one ? str_head(en, (size_t)bar) : str_from(en, (size_t)bar + 1);
}

/* Nothing but tags and blanks stands between the last number and here. */
static bool
follows_one(const struct html *h)
{
    bool tag = false;
    if (!h->one)
        return false;
    for (size_t i = h->counted; i < h->out.len; i++) {
        char c = h->out.ptr[i];
        if (!tag && c != '<' && c != ' ' && c != '\n')
            return false;
        tag = c == '<' || (tag && c != '>');
    }
    return true;
}

str
text_in(str lang, str indonesian)
{
    const char *en = str_eqz(lang, "en") ? english(indonesian) : NULL;
    return en ? form_of(str_of(en), false) : indonesian;
}

str
number_in(const struct html *h, str written)
{
    static const struct { str id, en; } words[] = { { S(" triliun"), S(" trillion") }, { S(" miliar"), S(" billion") },
        { S(" juta"), S(" million") } };
    if (!str_eqz(h->lang, "en"))
        return written;
    struct buf b = { .arena = h->out.arena };
    for (size_t i = 0; i < written.len; i++) {
        char c = written.ptr[i];
        for (size_t w = 0; w < COUNT(words); w++)
            if (str_starts(str_from(written, i), words[w].id)) {
                buf_str(&b, words[w].en);
                return buf_view(&b);
            }
        buf_char(&b, (char)(c == '.' ? ',' : c == ',' ? '.' : c));
    }
    return buf_view(&b);
}

static bool
is_letter(str s, size_t at)
{
    return at < s.len && ((s.ptr[at] >= 'a' && s.ptr[at] <= 'z') || (s.ptr[at] >= 'A' && s.ptr[at] <= 'Z'));
}

/* The length of `word` at `at`, as a whole word or before -nya; 0 when it does not stand there. */
static size_t
stands(str text, size_t at, str word)
{
    str rest = str_from(text, at);
    if ((at && is_letter(text, at - 1)) || rest.len < word.len || (rest.ptr[0] | 0x20) != word.ptr[0]
        || memcmp(rest.ptr + 1, word.ptr + 1, word.len - 1) != 0)
        return 0;
    str after = str_from(rest, word.len);
    return is_letter(after, 0) && !str_starts(after, S("nya")) ? 0 : word.len;
}

static void
put_named(struct buf *b, str name, bool capital)
{
    for (size_t i = 0; i < name.len; i++) {
        bool first = i == 0 || name.ptr[i - 1] == ' ';
        buf_char(b, (char)(capital && first && is_letter(name, i) ? name.ptr[i] & ~0x20 : name.ptr[i]));
    }
}

/* Page texts speak of kelurahan and kecamatan; a kabupaten reads desa there, Papua distrik and kampung. */
str
text_named(struct arena *arena, const struct sebutan *s, str text)
{
    if (!s)
        return text;
    const struct { str word, name; } words[] = { { S("kelurahan"), s->kelurahan }, { S("lurah"), s->lurah },
        { S("kecamatan"), s->kecamatan }, { S("camat"), s->camat } };
    struct buf b = { .arena = arena };
    for (size_t at = 0; at < text.len;) {
        size_t length = 0;
        for (size_t i = 0; i < COUNT(words) && !length; i++)
            if ((length = stands(text, at, words[i].word)))
                put_named(&b, words[i].name, text.ptr[at] < 'a');
        if (!length)
            buf_char(&b, text.ptr[at]);
        at += length ? length : 1;
    }
    return buf_view(&b);
}

str
html_tr(const struct html *h, str indonesian)
{
    const char *en = str_eqz(h->lang, "en") ? english(indonesian) : NULL;
    return text_named(h->out.arena, h->sebutan, en ? form_of(str_of(en), follows_one(h)) : indonesian);
}

const char *
html_format(const struct html *h, const char *indonesian)
{
    const char *en = str_eqz(h->lang, "en") ? english(str_of(indonesian)) : NULL, *text = en ? en : indonesian;
    return h->sebutan ? cstr(h->out.arena, text_named(h->out.arena, h->sebutan, str_of(text))) : text;
}

static const char *const month_names[] = { "", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December" };

str
date_in(const struct html *h, date d)
{
    if (!str_eqz(h->lang, "en") || date_is_none(d))
        return fmt_date(h->out.arena, d);
    return str_format(h->out.arena, "%d %s %d", d.day, month_names[d.month], d.year);
}

str
date_short_in(const struct html *h, date d)
{
    if (!str_eqz(h->lang, "en") || date_is_none(d))
        return fmt_date_short(h->out.arena, d);
    return str_format(h->out.arena, "%d %.3s %d", d.day, month_names[d.month], d.year);
}

void html_text_date(struct html *h, date d) { buf_str(&h->out, date_in(h, d)); }

str
html_moment(const struct html *h, int64_t moment_utc)
{
    struct arena *a = h->out.arena;
    if (!str_eqz(h->lang, "en"))
        return fmt_moment(a, moment_utc, h->zone);
    date day = date_of(moment_utc, h->zone);
    int64_t minute = (moment_utc - date_start(day, h->zone)) / MINUTE;
    return str_format(a, STR ", %02d:%02d %s", STR_ARG(date_in(h, day)), (int)(minute / 60), (int)(minute % 60),
        h->zone->name);
}
