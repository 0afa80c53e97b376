/* polos.c: what lay in plain before its column was sealed goes to its place, sealed, at the first start after. */
#include "core/pribadi/pribadi.h"

enum { TURN = 500 };

struct polos { int64_t baris; str isi; };

/* One spelling where the text is an address; what people typed before that rule stays as it is. */
static str
spelt(struct arena *arena, str isi)
{
    str surel;
    return surel_parse(arena, isi, &surel) == OK ? surel : str_trim(isi);
}

static enum outcome
seal_one(struct db *db, str secret, const struct data_pribadi *d, const struct polos *p)
{
    struct arena *arena = db_arena_of(db);
    str isi = spelt(arena, p->isi);
    struct query q = query_of(db, d->seal);
    query_bind(&q, p->baris);
    query_bind_bytes(&q, pribadi_seal(arena, secret, (struct kolom_pribadi){ d->kolom, p->baris }, isi));
    if (d->cari)
        query_bind(&q, pribadi_lookup(arena, secret, d->kolom, isi));
    TRY(query_end(&q));
    struct query done = query_of(db, "DELETE FROM pribadi_polos WHERE kolom = $1 AND baris = $2");
    query_bind(&done, str_of(d->kolom));
    query_bind(&done, p->baris);
    return query_end(&done);
}

static enum outcome
seal_some(struct db *db, str secret, const struct data_pribadi *d, size_t *count)
{
    struct polos *items = arena_array(db_arena_of(db), struct polos, TURN);
    *count = 0;
    struct query q = query_of(db, "SELECT baris, isi FROM pribadi_polos WHERE kolom = $1 ORDER BY baris LIMIT 500");
    query_bind(&q, str_of(d->kolom));
    while (*count < TURN && query_next(&q)) {
        items[*count].baris = query_int(&q);
        items[(*count)++].isi = query_str(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < *count; i++)
        TRY(seal_one(db, secret, d, &items[i]));
    return OK;
}

enum outcome
pribadi_adopt(struct db *db, str secret, const struct module *const *modules)
{
    for (; *modules; modules++)
        for (const struct data_pribadi *d = (*modules)->pribadi; d && d->kolom; d++)
            for (size_t count = TURN; d->seal && count == TURN;)
                TRY(seal_some(db, secret, d, &count));
    return OK;
}
