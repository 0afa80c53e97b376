/* icon.c: a page names the icons it uses; the layout prints only those, once. */
#include "html/icon.h"

/* tools/embed refuses more: struct html has a bit for each. */
enum { ICONS_MOST = 8 * sizeof ((struct html *)0)->icons };

static size_t
index_of(str name)
{
    size_t low = 0, high = icon_symbol_count;
    must(icon_symbol_count <= ICONS_MOST);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(name, str_of(icon_symbols[middle].name));
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    must(!"an icon that is not in ui/icons.txt");
    return 0;
}

markup
html_icon(struct html *h, str name)
{
    size_t at = index_of(name);
    h->icons[at / 64] |= (uint64_t)1 << (at % 64);
    struct buf b = { .arena = h->out.arena };
    buf_room(&b, name.len + 64);
    buf_str(&b, S("<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-"));
    buf_str(&b, name);
    buf_str(&b, S("\"/></svg>"));
    return (markup){ buf_view(&b) };
}

markup
html_icon_sprite(struct html *h)
{
    struct buf b = { .arena = h->out.arena };
    buf_str(&b, S("<svg hidden xmlns=\"http://www.w3.org/2000/svg\">"));
    for (size_t i = 0; i < icon_symbol_count; i++)
        if (h->icons[i / 64] >> (i % 64) & 1) {
            const str parts[] = { S("<symbol id=\"i-"), str_of(icon_symbols[i].name),
                S("\" viewBox=\"0 0 24 24\">"), str_of(icon_symbols[i].body), S("</symbol>") };
            for (size_t p = 0; p < COUNT(parts); p++)
                buf_str(&b, parts[p]);
        }
    buf_str(&b, S("</svg>"));
    return (markup){ buf_view(&b) };
}
