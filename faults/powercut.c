/* powercut.c: the power goes while the real store writes: nothing acknowledged is lost, nothing is half there. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "base/log.h"
#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "faults/disk.h"
#include "faults/ledger.h"
#include "modules/modules.h"
#include "store/blob.h"
#include "store/store_internal.h"

enum { CLIENTS = 8, WRITES = 24, FRESH_EVERY = 10, STEPS = 3, STEP_ROWS = 100 };
enum what { ROW, STEP };
enum control { NONE, NORMAL, FOLDER };
#define SEED S("0123456789abcdef0123456789abcdef")

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

struct life { struct store *store; int pipe; str uploads; };
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
    return peristiwa_seal(db, SEED, clock_now(), 100, &sealed);
}

static str
noise(struct arena *arena, size_t len)
{
    char *p = arena_alloc(arena, len + 1);
    random_bytes(p, len);
    return (str){ p, len };
}

static void
one_write(const struct life *l, struct arena *arena, int number)
{
    struct writing w = { .id = id_new(), .refuse = number % 9 == 4 };
    ledger_say(l->pipe, (struct entry){ w.id, ROW, VERDICT_AMBIGUOUS });
    if (number % 3 == 0 && blob_put(l->uploads, noise(arena, 3000), arena, &w.hash) != OK)
        return;
    w.text = hex_of(arena, noise(arena, 6000).ptr, 6000);
    enum outcome o = store_write_wait(l->store, write_row, &w, arena);
    if (o != FAILED)
        ledger_say(l->pipe, (struct entry){ w.id, ROW, o == OK ? VERDICT_ACKNOWLEDGED : VERDICT_REFUSED });
}

static void *
client(void *life)
{
    const struct life *l = life;
    struct arena *arena = arena_open();
    for (int i = 0; i < WRITES; i++) {
        one_write(l, arena, i);
        if (i % 8 == 7)
            must(store_write_wait(l->store, seal, NULL, arena) == OK);
        arena_reset(arena);
    }
    arena_close(arena);
    return NULL;
}

/* The tables of every module, then the test's own steps one by one, each acknowledged. */
static void
migrate(const struct life *l)
{
    const struct schema *schemas[64];
    size_t count = 0;
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->schema)
            schemas[count++] = (*m)->schema;
    must(store_migrate(l->store, schemas, count) == OK);
    for (size_t i = 0; i < COUNT(own_items); i++) {
        struct schema one = { &own_items[i], 1 };
        ledger_say(l->pipe, (struct entry){ (int64_t)i, STEP, VERDICT_AMBIGUOUS });
        must(store_migrate(l->store, (const struct schema *const[]){ &one }, 1) == OK);
        ledger_say(l->pipe, (struct entry){ (int64_t)i, STEP, VERDICT_ACKNOWLEDGED });
    }
}

struct place_of { char root[128], data[160], uploads[192], left[160]; };

static _Noreturn void
live(const struct place_of *at, int pipe, unsigned seed, enum control control)
{
    struct life l = { .pipe = pipe, .uploads = str_of(at->uploads) };
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = str_of(at->data), .readers = 1 };
    pthread_t threads[CLIENTS];
    disk_watch(at->root);
    disk_cut_after(1 + rand_r(&seed) % 3000, seed, at->left);
    if (control == FOLDER)
        disk_lie("/berkas");
    must(store_open(&c, &l.store) == OK);
    if (control == NORMAL)
        must(sqlite3_exec(l.store->writer_dbs[0]->lite, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL) == SQLITE_OK);
    migrate(&l);
    for (size_t i = 0; i < CLIENTS; i++)
        must(pthread_create(&threads[i], NULL, client, &l) == 0);
    for (size_t i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    store_close(l.store);
    disk_cut_now();
    abort();
}

/* ---- the one that looks --------------------------------------------------------------------------------- */

struct tally { long cuts, answered, corrupt, torn_files, half_steps, unproved; struct ledger_sum rows, steps; };

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
look_inside(struct db *db, const struct place_of *at, const struct ledger *l, struct tally *t)
{
    struct pembuktian proof = { .modules = all_modules, .secret = SEED };
    if (!is_whole(db)) {
        t->corrupt++;
        return;
    }
    t->half_steps += half_steps(db);
    ledger_judge(l, STEP, step_done, db, &t->steps);
    if (!has_table(db, "uji"))
        return;
    ledger_judge(l, ROW, rows_of, db, &t->rows);
    t->torn_files += torn_files(db, str_of(at->uploads));
    t->unproved += peristiwa_verify(db, &proof) != OK;
}

/* The store's own way of opening after a crash. */
static void
look(const struct place_of *at, const struct ledger *l, struct tally *t)
{
    struct store *store;
    struct arena *arena = arena_open();
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = str_of(at->data), .readers = 1 };
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

/* ---- round after round ---------------------------------------------------------------------------------- */

static void
one_cut(struct place_of *at, struct ledger *l, unsigned seed, enum control control, struct tally *t)
{
    int ends[2], status;
    must(mkdtemp(strcpy(at->left, "/tmp/pamong-sisa-XXXXXX")) && pipe(ends) == 0);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        close(ends[0]);
        live(at, ends[1], seed, control);
    }
    close(ends[1]);
    size_t before = l->count;
    ledger_hear(l, ends[0]);
    for (size_t i = before; i < l->count; i++)
        t->answered += l->items[i].what == ROW && l->items[i].verdict == VERDICT_ACKNOWLEDGED;
    close(ends[0]);
    must(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != DISK_CUT) {
        fprintf(stderr, "seed %u: ended with %d instead of a cut\n", seed, status);
        t->corrupt++;
    }
    folder_remove(at->root);
    must(rename(at->left, at->root) == 0);
    look(at, l, t);
    t->cuts++;
}

static bool
holds(const struct tally *t)
{
    return t->cuts && !t->corrupt && !t->torn_files && !t->half_steps && !t->unproved && ledger_holds(&t->rows)
        && ledger_holds(&t->steps);
}

static void
print(const struct tally *t, const char *name)
{
    printf("%s: %ld cuts, %ld acknowledged: lost %ld, doubled %ld, undead %ld; corrupt %ld, torn files %ld,"
        " half migrations %ld, lost migrations %ld, unproved %ld\n", name, t->cuts, t->answered, t->rows.lost,
        t->rows.doubled, t->rows.undead, t->corrupt, t->torn_files, t->half_steps, t->steps.lost, t->unproved);
    fflush(stdout);
}

/* The database lives on from cut to cut, and begins anew from time to time. */
static bool
rounds(long cuts, unsigned first, enum control control, struct tally *t)
{
    struct place_of at;
    struct ledger l = { 0 };
    must(mkdtemp(strcpy(at.root, "/tmp/pamong-listrik-XXXXXX")));
    snprintf(at.data, sizeof at.data, "%s/data", at.root);
    snprintf(at.uploads, sizeof at.uploads, "%s/berkas", at.data);
    for (long i = 0; i < cuts; i++) {
        one_cut(&at, &l, first + (unsigned)i, control, t);
        if (!holds(t)) {
            if (control == NONE)
                fprintf(stderr, "seed %u broke it; the disk is left in %s\n", first + (unsigned)i, at.root);
            break;
        }
        if (i % FRESH_EVERY == FRESH_EVERY - 1) {
            folder_remove(at.root);
            must(mkdir(at.root, 0700) == 0);
            ledger_forget(&l);
        }
    }
    if (control != NONE || holds(t))
        folder_remove(at.root);
    ledger_forget(&l);
    return holds(t);
}

int
main(int argc, char **argv)
{
    static const char *const names[] = { "as it is", "synchronous=NORMAL", "upload folder not synced" };
    long cuts = argc > 1 ? strtol(argv[1], NULL, 10) : 50;
    unsigned seed = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1;
    int failed = 0;
    must(sodium_init() >= 0);
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    log_threshold(getenv("FAULTS_LOG") ? LOG_INFO : LOG_ERROR + 1);
    for (enum control c = NONE; c <= FOLDER; c++) {
        struct tally t = { 0 };
        bool held = rounds(c == NONE ? cuts : 200, seed, c, &t), right = held == (c == NONE);
        print(&t, names[c]);
        if (!right)
            printf("FAILED: %s\n", c == NONE ? "a promise was broken" : "this control had to lose something");
        failed += !right;
    }
    printf("%d passed, %d failed\n", 3 - failed, failed);
    return failed != 0;
}
