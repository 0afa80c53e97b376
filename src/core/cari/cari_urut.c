/* cari_urut.c: in which order results stand: the newest first, or those that fit best; the same on both engines. */
#include <stdlib.h>

#include "base/word.h"
#include "core/cari/cari.h"

/* Where a word stands tells how much it weighs: in the title, in the text, else in its place, number or answers; the
   last one that was typed may be the beginning of a word, which weighs less. */
enum { TITLE = 12, TITLE_BEGINS = 8, TEXT = 4, TEXT_BEGINS = 3, ELSEWHERE = 1 };

static int
newest(const void *a, const void *b)
{
    int64_t x = ((const struct cari_hasil *)a)->id, y = ((const struct cari_hasil *)b)->id;
    return (x < y) - (x > y);
}

static int
best(const void *a, const void *b)
{
    int64_t x = ((const struct cari_hasil *)a)->nilai, y = ((const struct cari_hasil *)b)->nilai;
    return x == y ? newest(a, b) : (x < y) - (x > y);
}

void
cari_newest_first(struct cari_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, newest);
}

/* What each word weighs by this text, where it weighed less so far. */
static void
weigh(struct arena *arena, const struct cari_kata *k, str text, const int64_t weights[2], int64_t *worth)
{
    struct word w;
    for (size_t at = 0; word_next(arena, text, &at, &w);)
        for (size_t i = 0; i < k->count; i++) {
            bool same = str_eq(w.plain, k->items[i]);
            bool begins = i + 1 == k->count && str_starts(w.plain, k->items[i]);
            int64_t weight = same ? weights[0] : begins ? weights[1] : 0;
            worth[i] = weight > worth[i] ? weight : worth[i];
        }
}

void
cari_rank(struct arena *arena, const struct cari_tanya *t, struct cari_list *list)
{
    static const int64_t title[2] = { TITLE, TITLE_BEGINS }, text[2] = { TEXT, TEXT_BEGINS };
    for (size_t i = 0; i < list->count; i++) {
        struct cari_hasil *h = &list->items[i];
        int64_t worth[COUNT(t->kata.items)] = { ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE };
        weigh(arena, &t->kata, h->isi, text, worth);
        weigh(arena, &t->kata, h->judul, title, worth);
        h->nilai = 0;
        for (size_t k = 0; k < t->kata.count; k++)
            h->nilai += worth[k];
    }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, best);
    size_t from = t->mulai < list->count ? t->mulai : list->count;
    list->items += from;
    list->count -= from;
    list->count = list->count > CARI_PAGE + 1 ? CARI_PAGE + 1 : list->count;
}
