/* cari_jawaban.c: the piece of an answer that a word was found in, where neither title nor text has the word. */
#include "base/word.h"
#include "core/cari/cari.h"

static bool
has_word(struct arena *arena, str text, str wanted, bool beginning)
{
    struct word w;
    for (size_t at = 0; word_next(arena, text, &at, &w);)
        if (beginning ? str_starts(w.plain, wanted) : str_eq(w.plain, wanted))
            return true;
    return false;
}

static struct cari_kata
not_in(struct arena *arena, const struct cari_kata *k, const struct cari_hasil *h)
{
    struct cari_kata rest = { 0 };
    for (size_t i = 0; i < k->count; i++) {
        bool last = i + 1 == k->count;
        if (!has_word(arena, h->judul, k->items[i], last) && !has_word(arena, h->isi, k->items[i], last))
            rest.items[rest.count++] = k->items[i];
    }
    return rest;
}

enum outcome
cari_answer(struct db *db, const struct cari_kata *k, const struct cari_hasil *h, str *piece)
{
    struct arena *arena = db_arena_of(db);
    struct cari_kata rest = not_in(arena, k, h);
    str lain = S(""), answer;
    *piece = S("");
    if (rest.count == 0)
        return OK;
    struct query q = query_of(db, "SELECT lain FROM cari WHERE id = $1 AND publik = 1");
    query_bind(&q, h->id);
    if (query_next(&q))
        lain = query_str(&q);
    TRY(query_end(&q));
    (void)str_cut(&lain, CARI_JAWABAN, &answer);            /* before the first: place, number, kind */
    while (piece->len == 0 && str_cut(&lain, CARI_JAWABAN, &answer))
        for (size_t i = 0; i < rest.count; i++)
            if (has_word(arena, answer, rest.items[i], true)) {
                *piece = cari_excerpt(arena, &rest, answer);
                break;
            }
    return OK;
}
