/* city.c: rows, events, files and migrations of a region that is about to be broken, and the judge of what is left. */
#include "faults/city.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "modules/modules.h"
#include "store/blob.h"

enum { STEPS = 3, STEP_ROWS = 100 };

void
city_at(struct city_place *at, const char *root)
{
    snprintf(at->root, sizeof at->root, "%s", root);
    snprintf(at->data, sizeof at->data, "%s/data", root);
    snprintf(at->uploads, sizeof at->uploads, "%s/berkas", at->data);
}

struct store_config
city_store(const struct city_place *at)
{
    return (struct store_config){ .engine = ENGINE_SQLITE, .folder = str_of(at->data), .readers = 1 };
}

/* Migrations of the test's own: each makes a table and fills it. */
#define STEP_SQL(n) "CREATE TABLE langkah" #n " (id INTEGER PRIMARY KEY, isi TEXT NOT NULL) STRICT\x1e" \
    "INSERT INTO langkah" #n " WITH RECURSIVE s (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM s WHERE i < 100)" \
    " SELECT i, printf('%.*c', 500, 'x') FROM s"
static const struct migration own_items[] = {
    { "uji/0000", "CREATE TABLE uji (nomor INTEGER PRIMARY KEY, id INTEGER NOT NULL, berkas TEXT NOT NULL,"
        " isi TEXT NOT NULL) STRICT\x1e" "CREATE INDEX uji_id ON uji (id)", "" },
    { "uji/0001", STEP_SQL(1), "" },
    { "uji/0002", STEP_SQL(2), "" },
    { "uji/0003", STEP_SQL(3), "" },
};

/* ---- the one that dies ---------------------------------------------------------------------------------- */

struct writing { int64_t id; str hash, text; bool refuse; };

static enum outcome
write_row(struct db *db, void *context)
{
    const struct writing *w = context;
    struct query q = query_of(db, "INSERT INTO uji (nomor, id, berkas, isi) VALUES ($1, $2, $3, $4)");
    query_bind(&q, id_new());
    query_bind(&q, w->id);
    query_bind(&q, w->hash);
    query_bind(&q, w->text);
    TRY(query_end(&q));
    struct peristiwa p = { .waktu = clock_now(), .jabatan = S("rw"), .jenis = S("uji"), .subjek_jenis = S("uji"),
        .subjek = w->id, .isi = w->hash };
    TRY(peristiwa_add(db, &p));
    return w->refuse ? INVALID : OK;
}

static enum outcome
seal(struct db *db, void *context)
{
    int64_t sealed;
    (void)context;
    return peristiwa_seal(db, CITY_SEED, clock_now(), 100, &sealed);
}

enum outcome
city_seal(const struct city *c, struct arena *arena)
{
    return store_write_wait(c->store, seal, NULL, arena);
}

static str
noise(struct arena *arena, size_t len)
{
    char *p = arena_alloc(arena, len + 1);
    random_bytes(p, len);
    return (str){ p, len };
}

enum outcome
city_write(const struct city *c, struct arena *arena, int number)
{
    struct writing w = { .id = id_new(), .refuse = number % 9 == 4 };
    ledger_say(c->pipe, (struct entry){ w.id, CITY_ROW, VERDICT_AMBIGUOUS });
    enum outcome kept = number % 3 == 0 ? blob_put(c->uploads, noise(arena, 3000), arena, &w.hash) : OK;
    if (kept != OK)
        return kept;
    w.text = hex_of(arena, noise(arena, 6000).ptr, 6000);
    enum outcome o = store_write_wait(c->store, write_row, &w, arena);
    if (o != UNAVAILABLE)                   /* that one may be there: nobody called it refused */
        ledger_say(c->pipe, (struct entry){ w.id, CITY_ROW, o == OK ? VERDICT_ACKNOWLEDGED : VERDICT_REFUSED });
    return o;
}

enum outcome
city_modules(const struct city *c)
{
    const struct schema *schemas[64];
    size_t count = 0;
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->schema)
            schemas[count++] = (*m)->schema;
    return store_migrate(c->store, schemas, count);
}

enum outcome
city_steps(const struct city *c)
{
    for (size_t i = 0; i < COUNT(own_items); i++) {
        struct schema one = { &own_items[i], 1 };
        ledger_say(c->pipe, (struct entry){ (int64_t)i, CITY_STEP, VERDICT_AMBIGUOUS });
        TRY(store_migrate(c->store, (const struct schema *const[]){ &one }, 1));
        ledger_say(c->pipe, (struct entry){ (int64_t)i, CITY_STEP, VERDICT_ACKNOWLEDGED });
    }
    return OK;
}

const struct module *const *
city_all_modules(struct arena *arena)
{
    static const struct schema own_steps = { own_items, COUNT(own_items) };
    static const struct module own = { .name = "uji", .schema = &own_steps };
    size_t count = 0;
    while (all_modules[count])
        count++;
    const struct module **list = arena_array(arena, const struct module *, count + 2);
    memcpy(list, all_modules, count * sizeof *list);
    list[count] = &own;
    return list;
}

/* ---- the one that looks --------------------------------------------------------------------------------- */

static int64_t
number_of(struct db *db, const char *sql, int64_t id)
{
    int64_t n = -1;
    struct query q = query_of(db, sql);
    q.once = true;
    query_bind(&q, id);
    if (query_next(&q))
        n = query_int(&q);
    return query_end(&q) == OK ? n : -1;
}

static long
rows_of(void *db, int64_t id)
{
    return (long)number_of(db, "SELECT count(*) FROM uji WHERE id = $1", id);
}

static bool
has_table(struct db *db, const char *name)
{
    struct query q = query_of(db, "SELECT 1 FROM sqlite_master WHERE name = $1");
    query_bind(&q, str_of(name));
    return query_end_one(&q) == OK;
}

static long
step_done(void *db, int64_t step)
{
    struct query q = query_of(db, "SELECT 1 FROM migrasi WHERE nama = $1");
    query_bind(&q, str_of(own_items[step].name));
    return has_table(db, "migrasi") && query_end_one(&q) == OK;
}

/* Noted if and only if its table is there and full. */
static long
half_steps(struct db *db)
{
    long half = 0;
    for (int i = 1; i <= STEPS; i++) {
        char name[16], sql[64];
        snprintf(name, sizeof name, "langkah%d", i);
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE id > $1", name);
        int64_t rows = has_table(db, name) ? number_of(db, sql, 0) : 0;
        half += rows != (step_done(db, i) ? STEP_ROWS : 0);
    }
    return half;
}

static bool
is_whole(struct db *db)
{
    struct query q = query_of(db, "PRAGMA integrity_check");
    bool whole = query_next(&q) && str_eqz(query_str(&q), "ok");
    return query_end(&q) == OK && whole;
}

/* Every row's file is there and is what its name says. */
static long
torn_files(struct db *db, str uploads)
{
    long torn = 0;
    struct query q = query_of(db, "SELECT berkas FROM uji WHERE berkas <> ''");
    while (query_next(&q)) {
        unsigned char sum[crypto_hash_sha256_BYTES];
        str hash = query_str(&q), bytes = { 0 };
        bool there = blob_get(uploads, hash, db_arena_of(db), &bytes) == OK;
        if (there)
            crypto_hash_sha256(sum, (const unsigned char *)bytes.ptr, bytes.len);
        torn += !there || !str_eq(hash, hex_of(db_arena_of(db), sum, sizeof sum));
    }
    must(query_end(&q) == OK);
    return torn;
}

static void
look_inside(struct db *db, const struct city_place *at, const struct ledger *l, struct tally *t)
{
    struct pembuktian proof = { .modules = all_modules, .secret = CITY_SEED };
    if (!is_whole(db)) {
        t->corrupt++;
        return;
    }
    t->half_steps += half_steps(db);
    ledger_judge(l, CITY_STEP, step_done, db, &t->steps);
    if (!has_table(db, "uji"))
        return;
    ledger_judge(l, CITY_ROW, rows_of, db, &t->rows);
    t->torn_files += torn_files(db, str_of(at->uploads));
    t->unproved += peristiwa_verify(db, &proof) != OK;
}

/* The store's own way of opening after a crash. */
void
city_look(const struct city_place *at, const struct ledger *l, struct tally *t)
{
    struct store *store;
    struct arena *arena = arena_open();
    struct store_config c = city_store(at);
    if (store_open(&c, &store) == OK) {
        struct db *db = store_reader(store, arena);
        must(db_begin_read(db) == OK);
        look_inside(db, at, l, t);
        store_reader_done(store, db);
        store_close(store);
    } else {
        t->corrupt++;
    }
    arena_close(arena);
}

bool
tally_holds(const struct tally *t)
{
    return !t->corrupt && !t->torn_files && !t->half_steps && !t->unproved && ledger_holds(&t->rows)
        && ledger_holds(&t->steps);
}
