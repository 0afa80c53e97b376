/* musrenbang_cari.c: words of public proposals, kept beside them so that searching never reads every title. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum { WORD_LEAST = 2, WORD_MOST = 24, WORDS_MOST = 32 };

static bool
is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The next word of `rest` in small letters; empty at the end. */
static str
next_word(struct arena *arena, str *rest)
{
    size_t from = 0, to;
    while (from < rest->len && !is_word(rest->ptr[from]))
        from++;
    for (to = from; to < rest->len && is_word(rest->ptr[to]);)
        to++;
    struct buf b = { .arena = arena };
    for (size_t i = from; i < to && b.len < WORD_MOST; i++)
        buf_char(&b, rest->ptr[i] >= 'A' && rest->ptr[i] <= 'Z' ? (char)(rest->ptr[i] | 0x20) : rest->ptr[i]);
    *rest = str_from(*rest, to);
    return buf_view(&b);
}

static enum outcome
write_words(struct db *db, const struct usulan *u, str text, size_t *written)
{
    for (str word; (word = next_word(db_arena_of(db), &text)).len && *written < WORDS_MOST;) {
        if (word.len < WORD_LEAST)
            continue;
        struct query q = query_of(db, "INSERT INTO usulan_kata (tahun, kata, usulan) VALUES ($1, $2, $3)"
            " ON CONFLICT (tahun, kata, usulan) DO NOTHING");
        query_bind(&q, u->tahun);
        query_bind(&q, word);
        query_bind(&q, u->id);
        TRY(query_end(&q));
        ++*written;
    }
    return OK;
}

enum outcome
kata_write(struct db *db, const struct usulan *u)
{
    struct kamus k;
    struct wilayah w;
    size_t written = 0;
    struct query q = query_of(db, "DELETE FROM usulan_kata WHERE usulan = $1");
    query_bind(&q, u->id);
    TRY(query_end(&q));
    if (!u->publik)
        return OK;
    TRY(kamus_get(db, u->kamus, &k));
    TRY(wilayah_by_kode(db, u->kelurahan, &w));
    TRY(write_words(db, u, k.nama, &written));
    TRY(write_words(db, u, w.nama, &written));
    return u->pribadi ? OK : write_words(db, u, u->judul, &written);
}

struct kata_cari
cari_of(struct arena *arena, str typed)
{
    struct kata_cari k = { 0 };
    for (str word; k.count < COUNT(k.dari) && (word = next_word(arena, &typed)).len;) {
        if (word.len < WORD_LEAST)
            continue;
        k.dari[k.count] = word;
        k.sampai[k.count++] = str_format(arena, STR "{", STR_ARG(word));        /* the sign after z */
    }
    return k;
}
