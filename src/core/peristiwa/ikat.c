/* ikat.c: rows of legal weight bound to events: their salted hash stands in the event's leaf. */
#include <sodium.h>

#include "base/random.h"
#include "core/peristiwa/segel.h"

static void
add(crypto_hash_sha256_state *state, str s)
{
    char length[32];
    int n = snprintf(length, sizeof length, "%zu:", s.len);
    crypto_hash_sha256_update(state, (const unsigned char *)length, (unsigned long long)n);
    if (s.len)
        crypto_hash_sha256_update(state, (const unsigned char *)s.ptr, s.len);
}

/* Each value with its length before it, each row with its number of values: no two sets of rows share their bytes. */
static enum outcome
hash_rows(struct db *db, const struct bound *what, const struct ikatan *i, int64_t key, str *sidik)
{
    struct arena *arena = db_arena_of(db);
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    add(&state, i->garam);
    add(&state, str_format(arena, "%s/%lld/%lld", what->name, (long long)key, (long long)i->ke));
    struct query q = query_of(db, what->rows);
    query_bind(&q, key);
    while (query_next(&q)) {
        int width = query_width(&q);
        add(&state, str_format(arena, "%d", width));
        for (int at = 0; at < width; at++) {
            bool null = query_skip_null(&q);
            add(&state, null ? S("-") : S("="));
            add(&state, null ? (str){ 0 } : query_str(&q));
        }
    }
    crypto_hash_sha256_final(&state, sum);
    *sidik = hex_of(arena, sum, sizeof sum);
    return query_end(&q);
}

static str
line_of(struct arena *arena, str name, int64_t key, int64_t ke, str sidik)
{
    return str_format(arena, STR " %lld %lld " STR "\n", STR_ARG(name), (long long)key, (long long)ke, STR_ARG(sidik));
}

static enum outcome
next_version(struct db *db, const struct bound_key *b, int64_t *ke)
{
    struct query q = query_of(db, "SELECT COALESCE(max(ke), 0) + 1 FROM peristiwa_ikat WHERE nama = $1 AND kunci = $2");
    query_bind(&q, str_of(b->what->name));
    query_bind(&q, b->key);
    if (query_next(&q))
        *ke = query_int(&q);
    return query_end_one(&q);
}

enum outcome
ikat_read(struct db *db, const struct peristiwa *p, struct ikatan *list, str *ikatan)
{
    struct arena *arena = db_arena_of(db);
    struct buf b = { .arena = arena };
    for (size_t n = 0; n < BOUND_MOST && p->bound[n].what; n++) {
        struct ikatan *i = &list[n];
        *i = (struct ikatan){ .garam = random_hex(arena, 16) };
        TRY(next_version(db, &p->bound[n], &i->ke));
        TRY(hash_rows(db, p->bound[n].what, i, p->bound[n].key, &i->sidik));
        buf_str(&b, line_of(arena, str_of(p->bound[n].what->name), p->bound[n].key, i->ke, i->sidik));
    }
    *ikatan = b.len ? segel_commitment(arena, S("ikatan"), buf_view(&b)) : (str){ 0 };
    return OK;
}

enum outcome
ikat_insert(struct db *db, const struct peristiwa *p, const struct ikatan *list)
{
    for (size_t n = 0; n < BOUND_MOST && p->bound[n].what; n++) {
        struct query q = query_of(db, "INSERT INTO peristiwa_ikat (peristiwa, urut, nama, kunci, ke, garam, sidik)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)");
        query_bind(&q, p->id);
        query_bind(&q, (int64_t)n);
        query_bind(&q, str_of(p->bound[n].what->name));
        query_bind(&q, p->bound[n].key);
        query_bind(&q, list[n].ke);
        query_bind(&q, list[n].garam);
        query_bind(&q, list[n].sidik);
        TRY(query_end(&q));
    }
    return OK;
}

enum outcome
ikat_of(struct db *db, int64_t event, str *ikatan)
{
    struct arena *arena = db_arena_of(db);
    struct buf b = { .arena = arena };
    struct query q = query_of(db, "SELECT nama, kunci, ke, sidik FROM peristiwa_ikat WHERE peristiwa = $1"
        " ORDER BY urut");
    query_bind(&q, event);
    while (query_next(&q)) {
        str name = query_str(&q);
        int64_t key = query_int(&q), ke = query_int(&q);
        buf_str(&b, line_of(arena, name, key, ke, query_str(&q)));
    }
    *ikatan = b.len ? segel_commitment(arena, S("ikatan"), buf_view(&b)) : (str){ 0 };
    return query_end(&q);
}

/* ---- proof --------------------------------------------------------------------------------------------------- */

struct checking { struct db *db; struct arena *arena; const struct bound *what; int64_t after, rows; str at; };

static enum outcome
check_one(struct checking *c, int64_t key, const struct ikatan *i)
{
    str now;
    TRY(hash_rows(c->db, c->what, i, key, &now));
    if (!str_eq(now, i->sidik))
        c->at = str_format(c->arena, "%s berubah di luar peristiwa: %lld", c->what->name, (long long)key);
    c->rows++;
    return OK;
}

/* The latest binding of each key; what it bound must be there unchanged, and must not have gone. */
static enum outcome
check_bindings(struct checking *c)
{
    for (int64_t rows = 1; rows && !c->at.len;) {
        struct query q = query_of(c->db, "SELECT a.kunci, a.ke, a.garam, a.sidik FROM peristiwa_ikat a"
            " WHERE a.nama = $1 AND a.kunci > $2 AND NOT EXISTS (SELECT 1 FROM peristiwa_ikat b WHERE b.nama = a.nama"
            " AND b.kunci = a.kunci AND b.ke > a.ke) ORDER BY a.kunci LIMIT 500");
        query_bind(&q, str_of(c->what->name));
        query_bind(&q, c->after);
        while (!c->at.len && query_next(&q)) {
            c->after = query_int(&q);
            struct ikatan i = { .ke = query_int(&q) };
            i.garam = query_str(&q);
            i.sidik = query_str(&q);
            TRY(check_one(c, c->after, &i));
        }
        rows = q.row_count;
        TRY(query_end(&q));
        arena_reset(db_arena_of(c->db));
    }
    return OK;
}

static enum outcome
is_bound(struct checking *c, int64_t key)
{
    struct query q = query_of(c->db, "SELECT 1 FROM peristiwa_ikat WHERE nama = $1 AND kunci = $2 LIMIT 1");
    query_bind(&q, str_of(c->what->name));
    query_bind(&q, key);
    enum outcome o = query_end_one(&q);
    if (o == NOT_FOUND)
        c->at = str_format(c->arena, "%s tanpa peristiwa: %lld", c->what->name, (long long)key);
    return o == NOT_FOUND ? OK : o;
}

/* Rows that must be bound and are not were slipped in. */
static enum outcome
check_keys(struct checking *c)
{
    int64_t after = 0;
    for (int64_t rows = 1; rows && !c->at.len;) {
        struct query q = query_of(c->db, c->what->keys);
        query_bind(&q, after);
        while (!c->at.len && query_next(&q)) {
            after = query_int(&q);
            TRY(is_bound(c, after));
        }
        rows = q.row_count;
        TRY(query_end(&q));
        arena_reset(db_arena_of(c->db));
    }
    return OK;
}

enum outcome
ikat_verify(struct db *db, const struct bound *what, int64_t *rows, str *at)
{
    struct checking c = { .db = db, .arena = db_arena_of(db), .what = what };
    struct arena *turn = arena_open();
    db_arena(db, turn);
    enum outcome o = check_bindings(&c);
    if (o == OK && !c.at.len)
        o = check_keys(&c);
    db_arena(db, c.arena);
    arena_close(turn);
    TRY(o);
    *rows += c.rows;
    *at = c.at;
    return c.at.len ? CONFLICT : OK;
}
