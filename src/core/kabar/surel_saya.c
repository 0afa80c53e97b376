/* surel_saya.c: in the database: whether a person wants e-mails, and an address that waits for its code. */
#include "core/kabar/surel_dalam.h"

#include "core/pribadi/pribadi.h"

#define KOLOM "surel_ganti.surel"

enum outcome
surel_wanted(struct db *db, int64_t akun, bool *wanted)
{
    struct query q = query_of(db, "SELECT kabar FROM surel_pilihan WHERE akun = $1");
    query_bind(&q, akun);
    *wanted = !query_next(&q) || query_bool(&q);
    return query_end(&q);
}

enum outcome
surel_want(struct db *db, int64_t akun, bool wanted)
{
    struct query q = query_of(db, "INSERT INTO surel_pilihan (akun, kabar) VALUES ($1, $2)"
        " ON CONFLICT (akun) DO UPDATE SET kabar = excluded.kabar");
    query_bind(&q, akun);
    query_bind(&q, wanted);
    return query_end(&q);
}

enum outcome
surel_ganti_of(struct db *db, str secret, int64_t akun, struct surel_ganti *g)
{
    *g = (struct surel_ganti){ .akun = akun };
    struct query q = query_of(db, "SELECT surel, kode, habis, salah, dikirim, sejak, kali FROM surel_ganti"
        " WHERE akun = $1");
    query_bind(&q, akun);
    if (query_next(&q)) {
        g->surel   = query_bytes(&q);
        g->kode    = query_str(&q);
        g->habis   = query_int(&q);
        g->salah   = query_int(&q);
        g->dikirim = query_int(&q);
        g->sejak   = query_int(&q);
        g->kali    = query_int(&q);
    }
    TRY(query_end_one(&q));
    return pribadi_open(db_arena_of(db), secret, (struct kolom_pribadi){ KOLOM, akun }, g->surel, &g->surel);
}

enum outcome
surel_ganti_put(struct db *db, str secret, const struct surel_ganti *g)
{
    struct query q = query_of(db, "INSERT INTO surel_ganti (akun, surel, kode, habis, salah, dikirim, sejak, kali)"
        " VALUES ($1, $2, $3, $4, 0, $5, $6, $7) ON CONFLICT (akun) DO UPDATE SET surel = excluded.surel,"
        " kode = excluded.kode, habis = excluded.habis, salah = 0, dikirim = excluded.dikirim,"
        " sejak = excluded.sejak, kali = excluded.kali");
    query_bind(&q, g->akun);
    query_bind_bytes(&q, pribadi_seal(db_arena_of(db), secret, (struct kolom_pribadi){ KOLOM, g->akun }, g->surel));
    query_bind(&q, g->kode);
    query_bind(&q, g->habis);
    query_bind(&q, g->dikirim);
    query_bind(&q, g->sejak);
    query_bind(&q, g->kali);
    return query_end(&q);
}

enum outcome
surel_ganti_wrong(struct db *db, int64_t akun)
{
    struct query q = query_of(db, "UPDATE surel_ganti SET salah = salah + 1 WHERE akun = $1");
    query_bind(&q, akun);
    return query_end(&q);
}

/* The row stays, without an address: it counts the day's codes. */
enum outcome
surel_ganti_end(struct db *db, int64_t akun)
{
    struct query q = query_of(db, "UPDATE surel_ganti SET surel = NULL, kode = '', habis = 0 WHERE akun = $1");
    query_bind(&q, akun);
    return query_end(&q);
}
