/* escape.c: one escape for each place in a page where a value may stand. */
#include "html/html.h"

static const char *
entity(unsigned char c)
{
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&#34;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_raw(struct html *h, const char *p, size_t n) { buf_put(&h->out, p, n); }

void
html_text_str(struct html *h, str s)
{
    static const bool special[256] = { ['<'] = 1, ['>'] = 1, ['&'] = 1, ['"'] = 1, ['\''] = 1 };
    size_t start = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!special[(unsigned char)s.ptr[i]])
            continue;
        buf_put(&h->out, s.ptr + start, i - start);
        buf_str(&h->out, str_of(entity((unsigned char)s.ptr[i])));
        start = i + 1;
    }
    if (start < s.len)
        buf_put(&h->out, s.ptr + start, s.len - start);
}

void html_attr_str(struct html *h, str s) { html_text_str(h, s); }
void html_attr_int(struct html *h, int64_t n) { buf_int(&h->out, n); }
void html_text_markup(struct html *h, markup m) { buf_str(&h->out, m.html); }
static void put_number(struct html *h, str written) { buf_str(&h->out, number_in(h, written)); }
void html_text_money(struct html *h, money m) { put_number(h, fmt_rupiah(h->out.arena, m)); }
void html_text_volume(struct html *h, volume v) { put_number(h, fmt_volume(h->out.arena, v)); }
void html_text_share(struct html *h, share s) { put_number(h, fmt_share(h->out.arena, s)); }

void
html_text_int(struct html *h, int64_t n)
{
    put_number(h, fmt_int(h->out.arena, n));
    h->counted = h->out.len;
    h->one = n == 1;
}

void
html_path_str(struct html *h, str s)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t done = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || c == '~')
            continue;
        buf_put(&h->out, s.ptr + done, i - done);
        buf_put(&h->out, (char[]){ '%', digits[c >> 4], digits[c & 15] }, 3);
        done = i + 1;
    }
    buf_str(&h->out, str_from(s, done));
}

str
url_part(struct arena *arena, str s)
{
    struct html h = { .out = { .arena = arena } };
    html_path_str(&h, s);
    return html_view(&h);
}

void html_path_int(struct html *h, int64_t n) { buf_int(&h->out, n); }
void html_path_query(struct html *h, url_query q) { html_attr_str(h, q.text); }

/* Our own pages, named schemes, and nothing that a browser reads as another host or as a script. */
static bool
is_safe_url(str s)
{
    static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:", "geo:" };
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= 0x20 || s.ptr[i] == '\\' || s.ptr[i] == 0x7F)
            return false;
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (str_starts(s, str_of(schemes[i])))
            return true;
    return s.len > 0 && ((s.ptr[0] == '/' && !str_starts(s, S("//"))) || s.ptr[0] == '#' || s.ptr[0] == '?');
}

void
html_url_str(struct html *h, str s)
{
    html_attr_str(h, is_safe_url(s) ? s : S("#"));
}
