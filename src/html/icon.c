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
    return (markup){ str_format(h->out.arena,
        "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-" STR "\"/></svg>", STR_ARG(name)) };
}

markup
html_icon_sprite(struct html *h)
{
    struct buf b = { .arena = h->out.arena };
    buf_str(&b, S("<svg hidden xmlns=\"http://www.w3.org/2000/svg\">"));
    for (size_t i = 0; i < icon_symbol_count; i++)
        if (h->icons[i / 64] >> (i % 64) & 1)
            buf_format(&b, "<symbol id=\"i-%s\" viewBox=\"0 0 24 24\">%s</symbol>", icon_symbols[i].name,
                icon_symbols[i].body);
    buf_str(&b, S("</svg>"));
    return (markup){ buf_view(&b) };
}
