/* akun_surel.c: the e-mail address of an account: the one place that seals, opens and finds it. */
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"

#define KOLOM "akun.surel"

enum outcome
akun_surel(struct db *db, str secret, int64_t akun, str *surel)
{
    str sealed = { 0 };
    *surel = (str){ 0 };
    struct query q = query_of(db, "SELECT surel FROM akun WHERE id = $1");
    query_bind(&q, akun);
    if (query_next(&q))
        sealed = query_bytes(&q);
    TRY(query_end_one(&q));
    return pribadi_open(db_arena_of(db), secret, (struct kolom_pribadi){ KOLOM, akun }, sealed, surel);
}

enum outcome
akun_set_surel(struct db *db, str secret, int64_t akun, str surel)
{
    struct arena *arena = db_arena_of(db);
    struct query q = query_of(db, "UPDATE akun SET surel = $2, surel_cari = $3 WHERE id = $1");
    query_bind(&q, akun);
    if (surel.len)
        query_bind_bytes(&q, pribadi_seal(arena, secret, (struct kolom_pribadi){ KOLOM, akun }, surel));
    else
        query_bind_null_kind(&q, 'b');
    query_bind(&q, pribadi_lookup(arena, secret, KOLOM, surel));
    return query_end_changed(&q);
}

enum outcome
akun_by_surel(struct db *db, str secret, str surel, struct akun_ids *ids)
{
    enum { MOST = 50 };
    *ids = (struct akun_ids){ arena_array(db_arena_of(db), int64_t, MOST), 0 };
    struct query q = query_of(db, "SELECT id FROM akun WHERE surel_cari = $1 AND surel_cari <> '' ORDER BY id"
        " LIMIT 50");
    query_bind(&q, pribadi_lookup(db_arena_of(db), secret, KOLOM, surel));
    while (ids->count < MOST && query_next(&q))
        ids->items[ids->count++] = query_int(&q);
    return query_end(&q);
}
