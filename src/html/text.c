/* text.c: the page's language: Indonesian as written, English where po/en.po has it. */
#include "html/text.h"
#include "html/html.h"

str
text_in(str lang, str indonesian)
{
    if (!str_eqz(lang, "en"))
        return indonesian;
    size_t low = 0, high = text_en_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(indonesian, str_of(text_en[middle].id));
        if (order == 0)
            return str_of(text_en[middle].en);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return indonesian;
}

str html_tr(const struct html *h, str indonesian) { return text_in(h->lang, indonesian); }

static str
date_in(const struct html *h, date d)
{
    static const char *const months[] = { "", "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December" };
    if (!str_eqz(h->lang, "en") || date_is_none(d))
        return fmt_date(h->out.arena, d);
    return str_format(h->out.arena, "%d %s %d", d.day, months[d.month], d.year);
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
