/* periksa.c: the proof of everything: the tree, its checkpoints, bound rows and files. */
#include <sodium.h>

#include "base/random.h"
#include "core/peristiwa/segel.h"
#include "store/blob.h"

struct proof {
    struct db *db;
    struct arena *arena;
    struct tepi tree;
    str key;                            /* what this region signs with */
    struct pembuktian *said;
};

static bool
broken(struct proof *p, const char *what, int64_t number)
{
    p->said->at = str_format(p->arena, "%s %lld", what, (long long)number);
    return false;
}

/* An event says what its hash covers, its text is the committed one; `sealed` is the hash in the tree, NULL before. */
static bool
event_holds(struct proof *p, struct query *q, int64_t *id, const str *sealed)
{
    struct arena *turn = db_arena_of(p->db);
    struct daun d = { .id = query_int(q) };
    *id = d.id;
    d.waktu = query_int(q);
    d.akun = query_int(q);
    d.jabatan = query_str(q);
    d.jenis = query_str(q);
    d.subjek_jenis = query_str(q);
    d.subjek = query_int(q);
    d.publik = query_bool(q);
    d.komitmen = query_str(q);
    str own = query_str(q);
    bool erased = query_skip_null(q);   /* only when its row is gone: an empty salt would be no erasure */
    str salt = erased ? (str){ 0 } : query_str(q), text = erased ? (str){ 0 } : query_str(q);
    if (ikat_of(p->db, d.id, &d.ikatan) != OK)
        return broken(p, "ikatan tidak terbaca:", d.id);
    str computed = segel_leaf(turn, &d);
    if ((sealed && !str_eq(computed, *sealed)) || !str_eq(computed, own))
        return broken(p, "peristiwa berubah:", d.id);
    if (!erased && !str_eq(segel_commitment(turn, salt, text), d.komitmen))
        return broken(p, "isi peristiwa berubah:", d.id);
    return true;
}

static bool
leaf_holds(struct proof *p, struct query *q, int64_t expected)
{
    int64_t at = query_int(q), id = 0;
    str sealed = query_str(q);
    if (at != expected)
        return broken(p, "daun hilang:", expected);
    return event_holds(p, q, &id, &sealed) && (tepi_append(&p->tree, sealed) || broken(p, "sidik rusak:", id));
}

static bool
checkpoint_holds(struct proof *p, const struct titik_segel *t)
{
    if (!str_eq(tepi_root(p->arena, &p->tree), t->akar)
        || (t->tepi.len && !str_eq(tepi_text(p->arena, &p->tree), t->tepi)))
        return broken(p, "akar tidak cocok pada ukuran", t->ukuran);
    if (!str_eq(t->kunci, p->key)
        || !segel_signed(segel_signed_text(p->arena, t->ukuran, t->akar, t->waktu), t->tanda, t->kunci))
        return broken(p, "tanda tangan tidak sah pada ukuran", t->ukuran);
    return true;
}

/* What is read in turns is forgotten after each; when a read fails the arena goes with the process. */
static struct arena *
begin_turns(struct proof *p)
{
    struct arena *turn = arena_open();
    db_arena(p->db, turn);
    return turn;
}

static void
end_turns(struct proof *p, struct arena *turn)
{
    db_arena(p->db, p->arena);
    arena_close(turn);
}

/* The leaves from the tree's edge up to `size`, in their order; a turn bounds memory. */
static enum outcome
grow_to(struct proof *p, int64_t size)
{
    struct arena *turn = begin_turns(p);
    while (p->tree.count < size && !p->said->at.len) {
        struct query q = query_of(p->db,
            "SELECT d.urut, d.sidik, p.id, p.waktu, p.akun, p.jabatan, p.jenis, p.subjek_jenis,"
            " p.subjek, p.publik, p.komitmen, p.sidik, i.garam, i.isi FROM segel_daun d"
            " JOIN peristiwa p ON p.id = d.peristiwa LEFT JOIN peristiwa_isi i ON i.peristiwa = p.id"
            " WHERE d.urut >= $1 AND d.urut < $2 ORDER BY d.urut LIMIT 512");
        query_bind(&q, p->tree.count);
        query_bind(&q, size);
        int64_t before = p->tree.count;
        while (!p->said->at.len && query_next(&q))
            leaf_holds(p, &q, p->tree.count);
        TRY(query_end(&q));
        if (p->tree.count == before && !p->said->at.len)
            broken(p, "daun hilang:", before);
        arena_reset(turn);
    }
    end_turns(p, turn);
    return OK;
}

static enum outcome
next_checkpoint(struct db *db, int64_t after, struct titik_segel *t)
{
    struct query q = query_of(db,
        "SELECT ukuran, akar, waktu, tanda, kunci, tepi FROM segel_titik WHERE ukuran > $1"
        " ORDER BY ukuran LIMIT 1");
    query_bind(&q, after);
    if (query_next(&q)) {
        t->ukuran = query_int(&q);
        t->akar = query_str(&q);
        t->waktu = query_int(&q);
        t->tanda = query_str(&q);
        t->kunci = query_str(&q);
        t->tepi = query_str(&q);
    }
    return query_end_one(&q);
}

/* A leaf behind the last checkpoint is nobody's: leaves and their checkpoint come in one transaction. */
static enum outcome
leaves_end(struct proof *p)
{
    struct query q = query_of(p->db, "SELECT urut FROM segel_daun WHERE urut >= $1 OR urut < 0 ORDER BY urut LIMIT 1");
    query_bind(&q, p->tree.count);
    if (query_next(&q))
        broken(p, "daun di luar titik segel:", query_int(&q));
    return query_end(&q);
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
    if (!p->said->outside || p->said->at.len)
        return OK;
    p->tree = (struct tepi){ 0 };
    TRY(grow_to(p, p->said->outside->ukuran));
    if (!p->said->at.len)
        checkpoint_holds(p, p->said->outside);
    return OK;
}

/* What waits for its leaf has its own hash already. */
static enum outcome
waiting_hold(struct proof *p)
{
    int64_t after = 0, rows = 1;
    struct arena *turn = begin_turns(p);
    while (rows && !p->said->at.len) {
        struct query q = query_of(p->db, "SELECT p.id, p.waktu, p.akun, p.jabatan, p.jenis, p.subjek_jenis, p.subjek,"
            " p.publik, p.komitmen, p.sidik, i.garam, i.isi FROM segel_antre a JOIN peristiwa p ON p.id = a.peristiwa"
            " LEFT JOIN peristiwa_isi i ON i.peristiwa = p.id WHERE a.peristiwa > $1 ORDER BY a.peristiwa LIMIT 512");
        query_bind(&q, after);
        while (!p->said->at.len && query_next(&q))
            event_holds(p, &q, &after, NULL);
        rows = q.row_count;
        TRY(query_end(&q));
        arena_reset(turn);
    }
    end_turns(p, turn);
    return OK;
}

static enum outcome
tree_holds(struct proof *p)
{
    struct titik_segel t = { 0 };
    enum outcome o = OK;
    while (!p->said->at.len && (o = next_checkpoint(p->db, p->tree.count, &t)) == OK) {
        TRY(grow_to(p, t.ukuran));
        if (!p->said->at.len)
            checkpoint_holds(p, &t);
    }
    if (!p->said->at.len && o != NOT_FOUND)
        return o;
    p->said->events = p->tree.count;
    if (p->said->at.len)
        return OK;
    TRY(leaves_end(p));
    TRY(unsealed_strangers(p));
    return waiting_hold(p);
}

/* ---- files: each is what its name says ------------------------------------------------------------------------ */

enum { SEEN = 4096 };

static enum outcome
file_holds(struct proof *p, str hash, str *seen)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    str bytes;
    size_t slot = ((size_t)hash.ptr[0] * 31 + (size_t)hash.ptr[1]) * 31 + (size_t)hash.ptr[2];
    if (str_eq(seen[slot % SEEN], hash))
        return OK;
    struct arena *own = arena_open();
    enum outcome o = blob_get(str_format(own, STR "/berkas", STR_ARG(p->said->folder)), hash, own, &bytes);
    if (o == OK)
        crypto_hash_sha256(sum, (const unsigned char *)bytes.ptr, bytes.len);
    bool same = o == OK && str_eq(hex_of(own, sum, sizeof sum), hash);
    arena_close(own);
    p->said->files++;
    if (same)
        seen[slot % SEEN] = arena_copy(p->arena, hash);
    else
        p->said->at = str_format(p->arena, o == OK ? "berkas berubah: " STR : "berkas hilang: " STR, STR_ARG(hash));
    return OK;
}

static enum outcome
files_hold(struct proof *p, const char *sql)
{
    str *seen = arena_array(p->arena, str, SEEN);
    int64_t after = 0;
    for (int64_t rows = 1; rows && !p->said->at.len;) {
        struct query q = query_of(p->db, sql);
        query_bind(&q, after);
        while (!p->said->at.len && query_next(&q)) {
            int width = query_width(&q);
            after = query_int(&q);
            for (int i = 1; i < width && !p->said->at.len; i++) {
                str hash = query_str(&q);
                if (hash.len)
                    TRY(file_holds(p, hash, seen));
            }
        }
        rows = q.row_count;
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
modules_hold(struct proof *p)
{
    for (const struct module *const *m = p->said->modules; m && *m && !p->said->at.len; m++) {
        for (const struct bound *const *b = (*m)->bound; b && *b && !p->said->at.len; b++) {
            enum outcome o = ikat_verify(p->db, *b, &p->said->rows, &p->said->at);
            if (o != OK && o != CONFLICT)
                return o;
        }
        if ((*m)->files && p->said->folder.len && !p->said->at.len)
            TRY(files_hold(p, (*m)->files));
    }
    return OK;
}

enum outcome
peristiwa_verify(struct db *db, struct pembuktian *said)
{
    struct proof p = { .db = db, .arena = db_arena_of(db), .said = said };
    said->at = (str){ 0 };
    said->events = said->rows = said->files = 0;
    p.key = said->secret.len ? segel_public_key(p.arena, said->secret)
        : said->outside ? said->outside->kunci : (str){ 0 };
    TRY(tree_holds(&p));
    TRY(outside_holds(&p));
    if (!said->at.len)
        TRY(modules_hold(&p));
    return said->at.len ? CONFLICT : OK;
}
