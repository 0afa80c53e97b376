/* page.c: what a page is written into, and the guard that every form carries. */
#include "html/html.h"

struct html
html_open(struct arena *arena, const struct zone *zone, str lang)
{
    return (struct html){ .out = { .arena = arena }, .zone = zone, .lang = lang };
}

str html_view(const struct html *h) { return buf_view(&h->out); }

void
html_form_guard(struct html *h)
{
    h->has_form = true;
    html_put(h, "<input type=\"hidden\" name=\"_token\" value=\"");
    html_attr_str(h, h->csrf_token);
    html_put(h, "\"><input type=\"hidden\" name=\"_kunci\" value=\"");
    html_attr_str(h, h->form_key);
    html_put(h, "\">");
}
