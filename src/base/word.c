/* word.c: cuts a text into words; letters with marks count as those without, as the engines' indexes have them. */
#include "base/word.h"

/* U+00C0 to U+00FF, as the index of PostgreSQL folds them too (core/cari/schema); '-': no letter of a word. */
static const char latin[] = "aaaaaa-ceeeeiiii-nooooo--uuuuy--aaaaaa-ceeeeiiii-nooooo--uuuuy-y";

/* The letter at `at` as it is compared and how many bytes it takes; 0 when it is none. */
static char
letter_at(str text, size_t at, size_t *bytes)
{
    unsigned char c = (unsigned char)text.ptr[at];
    *bytes = 1;
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    if (c != 0xC3 || at + 1 >= text.len)
        return 0;
    unsigned char next = (unsigned char)text.ptr[at + 1];
    *bytes = 2;
    return next >= 0x80 && next <= 0xBF && latin[next - 0x80] != '-' ? latin[next - 0x80] : 0;
}

bool
word_next(struct arena *arena, str text, size_t *at, struct word *w)
{
    size_t bytes, i = *at;
    while (i < text.len && !letter_at(text, i, &bytes))
        i++;
    struct buf b = { .arena = arena };
    w->from = i;
    for (char c; i < text.len && (c = letter_at(text, i, &bytes)); i += bytes)
        if (b.len < WORD_MOST)
            buf_char(&b, c);
    *at = w->to = i;
    w->plain = buf_view(&b);
    return w->plain.len > 0;
}
