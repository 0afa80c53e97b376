/* store_test.c: promises of the store that every module rests on, on both engines. */
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/world.h"
#include "store/blob.h"

static enum outcome
make_table(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "CREATE TABLE uji (nama TEXT PRIMARY KEY, nilai BIGINT)");
    TRY(query_end(&q));
    struct query one = query_of(db, "INSERT INTO uji (nama, nilai) VALUES ('pagu', 0)");
    return query_end(&one);
}

/* Reads, looks, writes: what a ceiling does. */
static enum outcome
take_one(struct db *db, void *context)
{
    int64_t used = 0;
    (void)context;
    struct query q = query_of(db, "SELECT nilai FROM uji WHERE nama = 'pagu'");
    if (query_next(&q))
        used = query_int(&q);
    TRY(query_end(&q));
    if (used >= 50)
        return INVALID;
    struct query up = query_of(db, "UPDATE uji SET nilai = $1 WHERE nama = 'pagu'");
    query_bind(&up, used + 1);
    return query_end_changed(&up);
}

struct crowd { struct store *store; atomic_int taken, refused, failed; };

static void *
come(void *context)
{
    struct crowd *c = context;
    struct arena *arena = arena_open();
    for (int i = 0; i < 5; i++) {
        enum outcome o = store_write_wait(c->store, take_one, NULL, arena);
        atomic_fetch_add(o == OK ? &c->taken : o == INVALID ? &c->refused : &c->failed, 1);
    }
    arena_close(arena);
    return NULL;
}

static int64_t
value_of(struct world *w, const char *nama)
{
    int64_t n = -1;
    struct query q = query_of(world_db(w), "SELECT nilai FROM uji WHERE nama = $1");
    query_bind(&q, str_of(nama));
    if (query_next(&q))
        n = query_int(&q);
    CHECK(query_end(&q) == OK);
    return n;
}

TEST(thirty_two_writers_at_one_ceiling_reach_it_exactly)
{
    pthread_t threads[32];
    struct crowd c = { .store = w->region.store };
    CHECK(world_write(w, make_table, NULL) == OK);
    for (size_t i = 0; i < COUNT(threads); i++)
        CHECK(pthread_create(&threads[i], NULL, come, &c) == 0);
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
    CHECK_INT(value_of(w, "pagu"), atomic_load(&c.taken));
    CHECK(atomic_load(&c.taken) <= 50);
    CHECK_INT(atomic_load(&c.taken) + atomic_load(&c.refused) + atomic_load(&c.failed), 160);
    if (world_engine == ENGINE_SQLITE)
        CHECK(atomic_load(&c.taken) == 50 && atomic_load(&c.failed) == 0);
}

static enum outcome
write_then_fail(struct db *db, void *context)
{
    struct query q = query_of(db, "INSERT INTO uji (nama, nilai) VALUES ($1, 1)");
    query_bind(&q, str_of(context));
    TRY(query_end(&q));
    return INVALID;
}

static enum outcome
insert_named(struct db *db, void *context)
{
    struct query q = query_of(db, "INSERT INTO uji (nama, nilai) VALUES ($1, 1)");
    query_bind(&q, str_of(context));
    return query_end(&q);
}

TEST(a_refused_write_leaves_nothing_and_the_next_goes_on)
{
    char gagal[] = "gagal", jadi[] = "jadi";
    CHECK(world_write(w, make_table, NULL) == OK);
    CHECK(world_write(w, write_then_fail, gagal) == INVALID);
    CHECK(world_write(w, insert_named, jadi) == OK);
    CHECK_INT(value_of(w, "gagal"), -1);
    CHECK_INT(value_of(w, "jadi"), 1);
}

TEST(a_second_row_of_one_key_is_a_conflict)
{
    char nama[] = "sama";
    CHECK(world_write(w, make_table, NULL) == OK);
    CHECK(world_write(w, insert_named, nama) == OK);
    CHECK(world_write(w, insert_named, nama) == CONFLICT);
}

static enum outcome
broken(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "SELECT tidak_ada FROM uji");
    return query_end(&q);
}

TEST(a_question_that_is_wrong_fails_and_harms_nobody_else)
{
    char nama[] = "sesudah";
    CHECK(world_write(w, make_table, NULL) == OK);
    CHECK(world_write(w, broken, NULL) == FAILED);
    CHECK(world_write(w, insert_named, nama) == OK);
}

TEST(a_reader_sees_one_moment)
{
    char nama[] = "baru";
    CHECK(world_write(w, make_table, NULL) == OK);
    struct db *db = store_reader(w->region.store, w->arena);
    CHECK(db_begin_read(db) == OK);
    struct query first = query_of(db, "SELECT count(*) FROM uji");
    CHECK(query_next(&first) && query_int(&first) == 1);
    CHECK(query_end(&first) == OK);
    CHECK(world_write(w, insert_named, nama) == OK);
    struct query again = query_of(db, "SELECT count(*) FROM uji");
    CHECK(query_next(&again) && query_int(&again) == 1);
    CHECK(query_end(&again) == OK);
    store_reader_done(w->region.store, db);
    CHECK_INT(value_of(w, "baru"), 1);
}

TEST(the_generation_rises_with_what_was_changed_only)
{
    char gagal[] = "gagal";
    CHECK(world_write(w, make_table, NULL) == OK);
    uint64_t before = store_generation(w->region.store);
    CHECK(world_write(w, write_then_fail, gagal) == INVALID);
    CHECK(store_generation(w->region.store) == before);
    CHECK(world_write(w, insert_named, gagal) == OK);
    CHECK(store_generation(w->region.store) > before);
}

TEST(a_file_is_kept_by_what_it_holds)
{
    str hash, again, bytes, folder = str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder));
    CHECK(blob_put(folder, S("isi"), w->arena, &hash) == OK);
    CHECK(blob_put(folder, S("isi"), w->arena, &again) == OK);
    CHECK(str_eq(hash, again) && blob_exists(folder, hash));
    CHECK(blob_get(folder, hash, w->arena, &bytes) == OK);
    CHECK_STR(bytes, "isi");
    CHECK(blob_get(folder, S("../../etc/passwd"), w->arena, &bytes) == NOT_FOUND);
}

/* ---- who puts and who sweeps ------------------------------------------------------------------------------- */

struct sweeping { str folder; unsigned part; atomic_bool stop; };

static bool
nobody_uses(void *context, str hash)
{
    (void)context;
    (void)hash;
    usleep(2000);                               /* as long as a database may think about it */
    return false;
}

static void *
sweep_on(void *context)
{
    struct sweeping *s = context;
    struct arena *arena = arena_open();
    while (!atomic_load(&s->stop)) {
        struct blob_broom b = { .folder = s->folder, .before = clock_now() - DAY, .used = nobody_uses,
            .arena = arena };
        if (blob_sweep(&b, s->part) != OK)
            abort();
        arena_reset(arena);
    }
    arena_close(arena);
    return NULL;
}

TEST(what_was_put_again_just_now_is_not_swept_as_the_old_one_that_it_was)
{
    enum { TIMES = 60 };
    struct sweeping s = { .folder = str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder)) };
    struct timespec old[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    pthread_t sweeper;
    str hash;
    CHECK(blob_put(s.folder, S("isi"), w->arena, &hash) == OK);
    str path = str_format(w->arena, STR "/%.2s/" STR, STR_ARG(s.folder), hash.ptr, STR_ARG(str_from(hash, 2)));
    s.part = (unsigned)strtoul(cstr(w->arena, str_head(hash, 2)), NULL, 16);
    CHECK(pthread_create(&sweeper, NULL, sweep_on, &s) == 0);
    int lost = 0;
    for (int i = 0; i < TIMES; i++) {
        (void)utimensat(AT_FDCWD, path.ptr, old, 0);
        bool put = blob_put(s.folder, S("isi"), w->arena, &hash) == OK;
        usleep(4000);                           /* the sweeper acts on what it saw before */
        lost += !put || !blob_exists(s.folder, hash);
    }
    atomic_store(&s.stop, true);
    CHECK(pthread_join(sweeper, NULL) == 0);
    CHECK_INT(lost, 0);
}

static enum outcome
make_partial_index(struct db *db, void *context)
{
    TRY(make_table(db, context));
    struct query q = query_of(db, "CREATE INDEX uji_nilai ON uji (nilai) WHERE nilai > 0");
    return query_end(&q);
}

TEST(a_statement_is_planned_once_whatever_its_values)
{
    if (world_engine != ENGINE_SQLITE)
        return;
    CHECK(world_write(w, make_partial_index, NULL) == OK);
    for (int64_t least = 0; least < 3; least++) {
        struct query q = query_of(world_db(w), "SELECT nama FROM uji WHERE nilai > $1");
        query_bind(&q, least);
        CHECK(!query_next(&q));
        CHECK_INT(sqlite3_stmt_status(q.state, SQLITE_STMTSTATUS_REPREPARE, 0), 0);
        CHECK(query_end(&q) == OK);
    }
}

TESTS(store_tests,
    LISTED(a_statement_is_planned_once_whatever_its_values),
    LISTED(thirty_two_writers_at_one_ceiling_reach_it_exactly),
    LISTED(a_refused_write_leaves_nothing_and_the_next_goes_on),
    LISTED(a_second_row_of_one_key_is_a_conflict),
    LISTED(a_question_that_is_wrong_fails_and_harms_nobody_else),
    LISTED(a_reader_sees_one_moment),
    LISTED(the_generation_rises_with_what_was_changed_only),
    LISTED(a_file_is_kept_by_what_it_holds),
    LISTED(what_was_put_again_just_now_is_not_swept_as_the_old_one_that_it_was));
