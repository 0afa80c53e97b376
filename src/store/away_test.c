/* away_test.c: the engine is gone, full, too slow, or dies in a COMMIT: what is said then is true. */
#include <stdatomic.h>
#include <time.h>

#include "core/world.h"
#include "store/store_internal.h"

static enum outcome
run(struct db *db, void *sql)
{
    struct query q = query_of(db, sql);
    q.once = true;
    return query_end(&q);
}

static enum outcome
write_sql(struct world *w, const char *sql)
{
    return world_write(w, run, cstr(w->arena, str_of(sql)));
}

static int64_t
rows(struct world *w)
{
    int64_t n = -1;
    struct query q = query_of(world_db(w), "SELECT count(*) FROM uji");
    if (query_next(&q))
        n = query_int(&q);
    CHECK(query_end(&q) == OK);
    return n;
}

/* The first COMMIT after an INSERT into uji ends its own connection; a sequence does not roll back. */
static void
let_the_first_commit_die(struct world *w)
{
    static const char *const all[] = { "CREATE TABLE uji (nilai BIGINT)", "CREATE SEQUENCE uji_urut",
        "CREATE FUNCTION mati() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN"
        " IF nextval('uji_urut') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $f$",
        "CREATE CONSTRAINT TRIGGER mati AFTER INSERT ON uji DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
        " EXECUTE FUNCTION mati()" };
    for (size_t i = 0; i < COUNT(all); i++)
        CHECK(write_sql(w, all[i]) == OK);
}

struct waited { struct write write; _Atomic int ended; enum outcome outcome; };

static void
ended(struct write *w, enum outcome o)
{
    struct waited *waited = (struct waited *)w;
    waited->outcome = o;
    atomic_store(&waited->ended, 1);
}

static enum outcome
write_repeatable(struct world *w, char *sql)
{
    struct waited it = { .write = { .apply = run, .done = ended, .context = sql, .arena = w->arena,
        .repeatable = true } };
    CHECK(store_write(w->region.store, &it.write));
    for (int tries = 0; tries < 1000 && !atomic_load(&it.ended); tries++)
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    CHECK(atomic_load(&it.ended));
    return it.outcome;
}

TEST(a_commit_whose_answer_is_lost_is_not_called_refused)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    let_the_first_commit_die(w);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (1)") == UNAVAILABLE);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (2)") == OK);
    CHECK(rows(w) >= 1);
}

TEST(a_lost_commit_that_has_a_key_of_its_own_is_run_again_and_done_once)
{
    char sql[] = "INSERT INTO uji (nilai) VALUES (1)";
    if (world_engine != ENGINE_POSTGRES)
        return;
    let_the_first_commit_die(w);
    CHECK(write_repeatable(w, sql) == OK);
    CHECK_INT(rows(w), 1);
}

TEST(after_a_restart_of_postgres_neither_a_page_nor_a_form_fails)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    CHECK(write_sql(w, "CREATE TABLE uji (nilai BIGINT)") == OK);
    store_reader_done(w->region.store, world_db(w));
    w->reader = NULL;
    CHECK(write_sql(w, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        " AND usename = current_user AND backend_type = 'client backend'") == OK);
    for (int i = 0; i < 4; i++) {
        CHECK_INT(rows(w), i);
        CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (1)") == OK);
    }
}

TEST(a_full_disk_refuses_writes_for_now_and_leaves_nothing_half_while_reading_goes_on)
{
    if (world_engine != ENGINE_SQLITE)
        return;
    CHECK(write_sql(w, "CREATE TABLE uji (nilai BIGINT, isi TEXT)") == OK);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (1)") == OK);
    sqlite3 *lite = w->region.store->writer_dbs[0]->lite;
    CHECK(sqlite3_exec(lite, "PRAGMA max_page_count = 1", NULL, NULL, NULL) == SQLITE_OK);
    CHECK(write_sql(w, "INSERT INTO uji WITH RECURSIVE s (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM s"
        " WHERE i < 200) SELECT i, hex(randomblob(4000)) FROM s") == NO_ROOM);
    CHECK_INT(rows(w), 1);
    CHECK(sqlite3_exec(lite, "PRAGMA max_page_count = 1000000", NULL, NULL, NULL) == SQLITE_OK);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (2)") == OK);
    CHECK_INT(rows(w), 2);
}

/* A function stands for the disk; the real one is full in faults/full.mjs. */
TEST(a_full_disk_of_postgres_is_told_as_one_to_forms_and_pages_and_a_full_memory_is_not)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    CHECK(write_sql(w, "CREATE FUNCTION galat(kode TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $f$ BEGIN"
        " RAISE EXCEPTION 'could not extend file' USING ERRCODE = kode; END $f$") == OK);
    CHECK(write_sql(w, "CREATE TABLE uji (nilai BIGINT)") == OK);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (galat('53100'))") == NO_ROOM);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (galat('53200'))") == UNAVAILABLE);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (galat('42501'))") == FAILED);
    CHECK(write_sql(w, "INSERT INTO uji (nilai) VALUES (1)") == OK);
    CHECK_INT(rows(w), 1);
    struct db *db = world_db(w);
    enum outcome o = run(db, cstr(w->arena, S("SELECT galat('53100')")));
    CHECK(db_meaning(db, o) == NO_ROOM);
}

TEST(a_page_that_takes_too_long_to_read_is_given_up)
{
    static const char *const long_one[] = { "WITH RECURSIVE s (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM s"
        " WHERE i < 30000000) SELECT count(*) FROM s", "SELECT pg_sleep(30)" };
    struct db *db = world_db(w);
    if (world_engine == ENGINE_SQLITE)
        db->read_until = 1;
    else
        CHECK(run(db, cstr(w->arena, S("SET LOCAL statement_timeout = '100ms'"))) == OK);
    struct query q = query_of(db, long_one[world_engine]);
    CHECK(db_meaning(db, query_end(&q)) == UNAVAILABLE);
}

TESTS(away_tests,
    LISTED(a_commit_whose_answer_is_lost_is_not_called_refused),
    LISTED(a_lost_commit_that_has_a_key_of_its_own_is_run_again_and_done_once),
    LISTED(after_a_restart_of_postgres_neither_a_page_nor_a_form_fails),
    LISTED(a_full_disk_refuses_writes_for_now_and_leaves_nothing_half_while_reading_goes_on),
    LISTED(a_full_disk_of_postgres_is_told_as_one_to_forms_and_pages_and_a_full_memory_is_not),
    LISTED(a_page_that_takes_too_long_to_read_is_given_up));
