/* segel_model.c: the tree in the database: sealing, the latest checkpoint, and the proof of everything. */
#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "core/peristiwa/segel.h"

static str
signed_text(struct arena *arena, int64_t size, str root, int64_t when)
{
    return str_format(arena, "pamong-segel:%lld:" STR ":%lld", (long long)size, STR_ARG(root),
        (long long)when);
}

static enum outcome
edge(struct db *db, struct tepi *t)
{
    *t = (struct tepi){ 0 };
    struct query q = query_of(db,
        "SELECT ukuran, tepi FROM segel_titik ORDER BY ukuran DESC LIMIT 1");
    bool readable = true;
    if (query_next(&q)) {
        int64_t size = query_int(&q);
        readable = tepi_read(query_str(&q), size, t);
    }
    TRY(query_end(&q));
    return readable ? OK : FAILED;
}

struct waiting { int64_t *events; str *hashes; size_t count; };

static enum outcome
waiting_events(struct db *db, int64_t most, struct waiting *w)
{
    struct arena *arena = db_arena_of(db);
    w->events = arena_array(arena, int64_t, (size_t)most);
    w->hashes = arena_array(arena, str, (size_t)most);
    w->count = 0;
    struct query q = query_of(db,
        "SELECT p.id, p.sidik FROM segel_antre a JOIN peristiwa p ON p.id = a.peristiwa"
        " ORDER BY a.peristiwa LIMIT $1");
    query_bind(&q, most);
    while (w->count < (size_t)most && query_next(&q)) {
        w->events[w->count] = query_int(&q);
        w->hashes[w->count++] = query_str(&q);
    }
    return query_end(&q);
}

static enum outcome
append_leaf(struct db *db, int64_t at, int64_t event, str hash)
{
    struct query leaf = query_of(db,
        "INSERT INTO segel_daun (urut, peristiwa, sidik) VALUES ($1, $2, $3)");
    query_bind(&leaf, at);
    query_bind(&leaf, event);
    query_bind(&leaf, hash);
    TRY(query_end(&leaf));
    struct query done = query_of(db, "DELETE FROM segel_antre WHERE peristiwa = $1");
    query_bind(&done, event);
    return query_end(&done);
}

static enum outcome
insert_checkpoint(struct db *db, const struct tepi *t, str seed, int64_t now)
{
    struct arena *arena = db_arena_of(db);
    str root = tepi_root(arena, t), signature, key;
    segel_sign(arena, seed, signed_text(arena, t->count, root, now), &signature, &key);
    struct query q = query_of(db,
        "INSERT INTO segel_titik (ukuran, akar, tepi, waktu, tanda, kunci)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&q, t->count);
    query_bind(&q, root);
    query_bind(&q, tepi_text(arena, t));
    query_bind(&q, now);
    query_bind(&q, signature);
    query_bind(&q, key);
    return query_end(&q);
}

enum outcome
peristiwa_seal(struct db *db, str seed, int64_t now, int64_t most, int64_t *sealed)
{
    struct tepi t;
    struct waiting w;
    TRY(edge(db, &t));
    TRY(waiting_events(db, most, &w));
    *sealed = (int64_t)w.count;
    if (w.count == 0)
        return OK;
    for (size_t i = 0; i < w.count; i++) {
        TRY(append_leaf(db, t.count, w.events[i], w.hashes[i]));
        if (!tepi_append(&t, w.hashes[i]))
            return FAILED;
    }
    return insert_checkpoint(db, &t, seed, now);
}

enum outcome
segel_latest(struct db *db, struct titik_segel *titik)
{
    struct query q = query_of(db,
        "SELECT ukuran, akar, waktu, tanda, kunci FROM segel_titik ORDER BY ukuran DESC LIMIT 1");
    if (query_next(&q)) {
        titik->ukuran = query_int(&q);
        titik->akar = query_str(&q);
        titik->waktu = query_int(&q);
        titik->tanda = query_str(&q);
        titik->kunci = query_str(&q);
    }
    return query_end_one(&q);
}

/* ---- proof ------------------------------------------------------------------------------------- */

struct proof {
    struct db *db;
    struct arena *arena;
    struct tepi tree;
    const struct titik_segel *outside;
    str key;                            /* what this region signs with */
    str at;                             /* the first thing that does not hold */
};

static bool
broken(struct proof *p, const char *what, int64_t number)
{
    p->at = str_format(p->arena, "%s %lld", what, (long long)number);
    return false;
}

/* One leaf: its event is there, says what its hash covers, and its text is the committed one. */
static bool
leaf_holds(struct proof *p, struct query *q, int64_t expected)
{
    int64_t at = query_int(q);
    str sealed = query_str(q);
    struct daun d = { .id = query_int(q) };
    d.waktu = query_int(q);
    d.akun = query_int(q);
    d.jabatan = query_str(q);
    d.jenis = query_str(q);
    d.subjek_jenis = query_str(q);
    d.subjek = query_int(q);
    d.publik = query_bool(q);
    d.komitmen = query_str(q);
    str own = query_str(q), salt = query_str(q), text = query_str(q);
    if (at != expected)
        return broken(p, "daun hilang:", expected);
    str computed = segel_leaf(p->arena, &d);
    if (!str_eq(computed, sealed) || !str_eq(computed, own))
        return broken(p, "peristiwa berubah:", d.id);
    if (salt.len && !str_eq(segel_commitment(p->arena, salt, text), d.komitmen))
        return broken(p, "isi peristiwa berubah:", d.id);
    return tepi_append(&p->tree, sealed) || broken(p, "sidik rusak:", d.id);
}

static bool
checkpoint_holds(struct proof *p, const struct titik_segel *t)
{
    if (!str_eq(tepi_root(p->arena, &p->tree), t->akar))
        return broken(p, "akar tidak cocok pada ukuran", t->ukuran);
    if (!str_eq(t->kunci, p->key)
        || !segel_signed(signed_text(p->arena, t->ukuran, t->akar, t->waktu), t->tanda, t->kunci))
        return broken(p, "tanda tangan tidak sah pada ukuran", t->ukuran);
    return true;
}

/* The leaves from the tree's edge up to `size`, in their order; a turn bounds memory. */
static enum outcome
grow_to(struct proof *p, int64_t size)
{
    while (p->tree.count < size && !p->at.len) {
        struct query q = query_of(p->db,
            "SELECT d.urut, d.sidik, p.id, p.waktu, p.akun, p.jabatan, p.jenis, p.subjek_jenis,"
            " p.subjek, p.publik, p.komitmen, p.sidik, i.garam, i.isi FROM segel_daun d"
            " JOIN peristiwa p ON p.id = d.peristiwa LEFT JOIN peristiwa_isi i ON i.peristiwa = p.id"
            " WHERE d.urut >= $1 AND d.urut < $2 ORDER BY d.urut LIMIT 512");
        query_bind(&q, p->tree.count);
        query_bind(&q, size);
        int64_t before = p->tree.count;
        while (!p->at.len && query_next(&q))
            leaf_holds(p, &q, p->tree.count);
        TRY(query_end(&q));
        if (p->tree.count == before && !p->at.len)
            broken(p, "daun hilang:", before);
    }
    return OK;
}

static enum outcome
next_checkpoint(struct db *db, int64_t after, struct titik_segel *t)
{
    struct query q = query_of(db,
        "SELECT ukuran, akar, waktu, tanda, kunci FROM segel_titik WHERE ukuran > $1"
        " ORDER BY ukuran LIMIT 1");
    query_bind(&q, after);
    if (query_next(&q)) {
        t->ukuran = query_int(&q);
        t->akar = query_str(&q);
        t->waktu = query_int(&q);
        t->tanda = query_str(&q);
        t->kunci = query_str(&q);
    }
    return query_end_one(&q);
}

/* Events that are neither in the tree nor waiting for it were slipped in behind the program's back. */
static enum outcome
unsealed_strangers(struct proof *p)
{
    struct query q = query_of(p->db,
        "SELECT p.id FROM peristiwa p WHERE NOT EXISTS (SELECT 1 FROM segel_daun d"
        " WHERE d.peristiwa = p.id) AND NOT EXISTS (SELECT 1 FROM segel_antre a"
        " WHERE a.peristiwa = p.id) ORDER BY p.id LIMIT 1");
    if (query_next(&q))
        broken(p, "peristiwa di luar segel:", query_int(&q));
    return query_end(&q);
}

static enum outcome
outside_holds(struct proof *p)
{
    if (!p->outside || p->at.len)
        return OK;
    p->tree = (struct tepi){ 0 };
    TRY(grow_to(p, p->outside->ukuran));
    if (!p->at.len)
        checkpoint_holds(p, p->outside);
    return OK;
}

enum outcome
peristiwa_verify(struct db *db, const struct titik_segel *outside, str seed, int64_t *events, str *at)
{
    struct proof p = { .db = db, .arena = db_arena_of(db), .outside = outside };
    p.key = segel_public_key(p.arena, seed);
    struct titik_segel t = { 0 };
    enum outcome o = OK;
    while (!p.at.len && (o = next_checkpoint(db, p.tree.count, &t)) == OK) {
        TRY(grow_to(&p, t.ukuran));
        if (!p.at.len)
            checkpoint_holds(&p, &t);
    }
    if (!p.at.len && o != NOT_FOUND)
        return o;
    *events = p.tree.count;
    if (!p.at.len) {
        TRY(grow_to(&p, p.tree.count));
        TRY(unsealed_strangers(&p));
    }
    TRY(outside_holds(&p));
    *at = p.at;
    return p.at.len ? CONFLICT : OK;
}
