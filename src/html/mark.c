/* mark.c: a text in which the words that somebody looked for are marked. */
#include "base/word.h"
#include "html/html.h"

static bool
is_wanted(str word, const str *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count ? str_starts(word, wanted[i]) : str_eq(word, wanted[i]))
            return true;
    return false;
}

markup
html_marked(const struct html *h, str text, const str *wanted, size_t count)
{
    struct html out = { .out = { .arena = h->out.arena } };
    size_t done = 0, at = 0;
    for (struct word w; word_next(h->out.arena, text, &at, &w);) {
        if (!is_wanted(w.plain, wanted, count))
            continue;
        html_text_str(&out, str_head(str_from(text, done), w.from - done));
        html_put(&out, "<mark>");
        html_text_str(&out, str_head(str_from(text, w.from), w.to - w.from));
        html_put(&out, "</mark>");
        done = w.to;
    }
    html_text_str(&out, str_from(text, done));
    return (markup){ buf_view(&out.out) };
}
