/* dua_model.c: the second step in the database: its secret, its codes in reserve, and who is half way in. */
#include "base/random.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/masuk_dalam.h"

static const char column[] = "dua_langkah.rahasia";

str
dua_seal(struct req *req, str rahasia)
{
    return pribadi_seal(req->arena, req->region->secret, (struct kolom_pribadi){ column, req->who.akun }, rahasia);
}

enum outcome
dua_of(struct db *db, const struct region *region, int64_t akun, struct dua *d)
{
    str sealed = { 0 };
    *d = (struct dua){ 0 };
    struct query q = query_of(db, "SELECT rahasia, sejak, langkah, (SELECT count(*) FROM kode_cadangan k"
        " WHERE k.akun = d.akun AND k.dipakai = 0) FROM dua_langkah d WHERE akun = $1");
    query_bind(&q, akun);
    if (query_next(&q)) {
        sealed = query_bytes(&q);
        d->sejak = query_int(&q);
        d->langkah = query_int(&q);
        d->cadangan = query_int(&q);
        d->ada = true;
    }
    TRY(query_end(&q));
    return pribadi_open(db_arena_of(db), region->secret, (struct kolom_pribadi){ column, akun }, sealed, &d->rahasia);
}

enum outcome
dua_is_active(struct db *db, int64_t akun, bool *active)
{
    struct query q = query_of(db, "SELECT 1 FROM dua_langkah WHERE akun = $1 AND sejak > 0");
    query_bind(&q, akun);
    *active = query_next(&q);
    return query_end(&q);
}

/* CONFLICT when there is one that works already. */
enum outcome
dua_begin(struct db *db, int64_t akun, str sealed)
{
    bool active;
    TRY(dua_is_active(db, akun, &active));
    if (active)
        return CONFLICT;
    struct query q = query_of(db, "INSERT INTO dua_langkah (akun, rahasia, sejak, langkah) VALUES ($1, $2, 0, 0)"
        " ON CONFLICT (akun) DO UPDATE SET rahasia = excluded.rahasia");
    query_bind(&q, akun);
    query_bind_bytes(&q, sealed);
    return query_end(&q);
}

enum outcome
dua_activate(struct db *db, int64_t akun, int64_t step, int64_t now)
{
    struct query q = query_of(db, "UPDATE dua_langkah SET sejak = $3, langkah = $2 WHERE akun = $1 AND sejak = 0");
    query_bind(&q, akun);
    query_bind(&q, step);
    query_bind(&q, now);
    return query_end_changed(&q);
}

enum outcome
dua_remove(struct db *db, int64_t akun)
{
    struct query codes = query_of(db, "DELETE FROM kode_cadangan WHERE akun = $1");
    query_bind(&codes, akun);
    TRY(query_end(&codes));
    struct query q = query_of(db, "DELETE FROM dua_langkah WHERE akun = $1");
    query_bind(&q, akun);
    return query_end_changed(&q);
}

/* ---- codes in reserve ------------------------------------------------------------------------------------------- */

static str
reserve_hash(struct arena *arena, const struct region *region, int64_t akun, str kode)
{
    return pribadi_lookup(arena, region->secret, "kode_cadangan",
        str_format(arena, "%lld:" STR, (long long)akun, STR_ARG(kode)));
}

/* The ones before are worth nothing from now on. */
enum outcome
cadangan_put(struct db *db, const struct region *region, int64_t akun, const str *codes)
{
    struct query old = query_of(db, "DELETE FROM kode_cadangan WHERE akun = $1");
    query_bind(&old, akun);
    TRY(query_end(&old));
    for (size_t i = 0; i < CADANGAN; i++) {
        struct query q = query_of(db, "INSERT INTO kode_cadangan (akun, sidik, dipakai) VALUES ($1, $2, 0)");
        query_bind(&q, akun);
        query_bind(&q, reserve_hash(db_arena_of(db), region, akun, codes[i]));
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
use_reserve(struct db *db, const struct region *region, const struct second *s)
{
    struct arena *arena = db_arena_of(db);
    struct query q = query_of(db, "UPDATE kode_cadangan SET dipakai = $3 WHERE akun = $1 AND sidik = $2"
        " AND dipakai = 0");
    query_bind(&q, s->akun);
    query_bind(&q, reserve_hash(arena, region, s->akun, kode_typed(arena, s->typed)));
    query_bind(&q, s->now);
    return query_end_changed(&q);
}

/* Six digits are a code of the moment, anything else one in reserve. Each opens once. */
enum outcome
dua_accept(struct db *db, const struct region *region, const struct second *s)
{
    struct dua d;
    str typed = kode_typed(db_arena_of(db), s->typed);
    if (typed.len != TOTP_DIGITS)
        return use_reserve(db, region, s);
    TRY(dua_of(db, region, s->akun, &d));
    int64_t step = d.sejak ? totp_match(d.rahasia, typed, s->now, d.langkah) : 0;
    if (!step)
        return NOT_FOUND;
    struct query q = query_of(db, "UPDATE dua_langkah SET langkah = $2 WHERE akun = $1 AND langkah < $2");
    query_bind(&q, s->akun);
    query_bind(&q, step);
    return query_end_changed(&q);
}

/* ---- half way in ------------------------------------------------------------------------------------------------ */

enum outcome
separuh_insert(struct db *db, const struct separuh *s, str cookie)
{
    struct query q = query_of(db, "INSERT INTO sesi_separuh (sidik, akun, dibuat, habis, ke, kode)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&q, token_hash(db_arena_of(db), cookie));
    query_bind(&q, s->akun);
    query_bind(&q, s->habis - SEPARUH_LASTS);
    query_bind(&q, s->habis);
    query_bind(&q, s->ke);
    query_bind(&q, s->kode);
    return query_end(&q);
}

enum outcome
separuh_of(struct db *db, str cookie, int64_t now, struct separuh *s)
{
    struct query q = query_of(db, "SELECT s.akun, s.habis, s.ke, s.kode, a.masuk FROM sesi_separuh s"
        " JOIN akun a ON a.id = s.akun WHERE s.sidik = $1 AND s.habis > $2 AND a.aktif = 1");
    query_bind(&q, token_hash(db_arena_of(db), cookie));
    query_bind(&q, now);
    if (query_next(&q)) {
        s->akun = query_int(&q);
        s->habis = query_int(&q);
        s->ke = query_str(&q);
        s->kode = query_bool(&q);
        s->masuk = query_str(&q);
    }
    return query_end_one(&q);
}

enum outcome
separuh_end(struct db *db, int64_t akun)
{
    struct query q = query_of(db, "DELETE FROM sesi_separuh WHERE akun = $1");
    query_bind(&q, akun);
    return query_end(&q);
}

enum outcome
separuh_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM sesi_separuh WHERE sidik IN"
        " (SELECT sidik FROM sesi_separuh WHERE habis <= $1 ORDER BY habis LIMIT 500)");
    query_bind(&q, run->now);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
