/* watch_test.c: two nodes on one PostgreSQL: each has a number of its own, and hears of what the other commits. */
#include <time.h>

#include "core/world.h"
#include "store/store_internal.h"

/* Another process would open it so. */
static struct store *
second_node(struct world *w)
{
    struct store *other;
    struct store_config c = w->region.store->config;
    c.schema = str_from(str_head(c.schema, c.schema.len - 1), 1);       /* without its quotes */
    c.readers = c.writers = 1;
    CHECK(store_open(&c, &other) == OK);
    return other;
}

static enum outcome
run(struct db *db, void *sql)
{
    struct query q = query_of(db, sql);
    q.once = true;
    return query_end(&q);
}

/* Slow enough that the other comes meanwhile. */
static const struct migration slow[] = {
    { "uji/0001", "SELECT 1", "SELECT pg_sleep(0.5)\x1e" "CREATE TABLE uji_satu (x BIGINT)" },
    { "uji/0002", "SELECT 1", "CREATE TABLE uji_dua (x BIGINT)" },
};
static const struct schema slow_schema = { slow, COUNT(slow) };

static void *
migrate(void *store)
{
    static enum outcome failed = FAILED;
    return store_migrate(store, (const struct schema *const[]){ &slow_schema }, 1) == OK ? NULL : &failed;
}

TEST(two_nodes_that_start_at_once_migrate_once)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    pthread_t thread;
    void *first;
    struct store *other = second_node(w);
    CHECK(pthread_create(&thread, NULL, migrate, w->region.store) == 0);
    void *second = migrate(other);
    CHECK(pthread_join(thread, &first) == 0);
    CHECK(!first && !second);
    store_close(other);
}

/* Within two seconds, of which a quarter of one is meant. */
static bool
rises(struct store *s, uint64_t before)
{
    for (int tries = 0; tries < 200 && store_generation(s) == before; tries++)
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    return store_generation(s) > before;
}

static int64_t
holders(struct world *w, const char *sql)
{
    int64_t n = -1;
    struct query q = query_of(world_db(w), sql);
    if (query_next(&q))
        n = query_int(&q);
    CHECK(query_end(&q) == OK);
    return n;
}

TEST(what_one_node_commits_makes_the_other_forget_its_pages)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    struct store *other = second_node(w);
    char sql[] = "CREATE TABLE uji (nilai BIGINT)";
    CHECK(store_join(w->region.store, 1) == OK && store_join(other, 2) == OK);
    uint64_t before = store_generation(w->region.store);
    CHECK(store_write_wait(other, run, sql, w->arena) == OK);
    CHECK(rises(w->region.store, before));
    store_close(other);
}

TEST(while_nobody_commits_pages_are_kept)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    struct store *other = second_node(w);
    char sql[] = "SELECT nilai FROM uji", make[] = "CREATE TABLE uji (nilai BIGINT)", none[] = "DELETE FROM uji";
    CHECK(store_write_wait(other, run, make, w->arena) == OK);
    CHECK(store_join(w->region.store, 1) == OK);
    bool kept = false;                  /* once in four: the server's own housekeeping commits too */
    for (int tries = 0; tries < 4 && !kept; tries++) {
        uint64_t before = store_generation(w->region.store);
        CHECK(store_write_wait(other, run, sql, w->arena) == OK && store_write_wait(other, run, none, w->arena) == OK);
        nanosleep(&(struct timespec){ .tv_nsec = 400000000 }, NULL);
        kept = store_generation(w->region.store) == before;
    }
    CHECK(kept);
    store_close(other);
}

TEST(a_node_number_is_had_by_one_and_free_again_after_it)
{
    struct store *other = world_engine == ENGINE_POSTGRES ? second_node(w) : NULL;
    CHECK(store_join(w->region.store, 7) == OK);
    if (!other)
        return;
    CHECK(store_join(other, 7) == CONFLICT);
    CHECK(store_join(other, 8) == OK);
    store_close(other);
    other = second_node(w);
    CHECK(store_join(other, 8) == OK);
    store_close(other);
}

TEST(a_node_keeps_its_number_over_a_restart_of_its_connection)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    struct store *other = second_node(w);
    char note[] = "CREATE TABLE uji_lama AS SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 9";
    char sql[] = "SELECT pg_terminate_backend(pid) FROM uji_lama";
    CHECK(store_join(w->region.store, 9) == OK);
    CHECK(store_write_wait(other, run, note, w->arena) == OK);
    uint64_t before = store_generation(w->region.store);
    CHECK(store_write_wait(other, run, sql, w->arena) == OK);
    const char *anew = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 9 AND granted"
        " AND pid NOT IN (SELECT pid FROM uji_lama)";
    for (int tries = 0; tries < 500 && holders(w, anew) != 1; tries++)
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    CHECK(store_join(other, 9) == CONFLICT);
    char make[] = "CREATE TABLE uji (nilai BIGINT)";
    CHECK(store_write_wait(other, run, make, w->arena) == OK);
    CHECK(rises(w->region.store, before));
    store_close(other);
}

static void
check_reach(const char *conninfo, size_t ports, int last, const char *file)
{
    struct arena *a = arena_open();
    struct store_reach r = store_reach(a, str_of(conninfo));
    if (r.port_count != ports || (ports && r.ports[ports - 1] != last) || (r.file_count > 0) != (file != NULL))
        fail_msg("%s: %zu ports, %zu files", conninfo, r.port_count, r.file_count);
    if (file)
        CHECK_STR(str_of(r.files[0]), file);
    arena_close(a);
}

TEST(a_cage_lets_through_what_the_conninfo_names_and_nothing_else)
{
    check_reach("host=/run/postgresql dbname=pamong port=5433", 0, 0, NULL);
    check_reach("dbname=pamong", 0, 0, NULL);
    check_reach("host=db.kota.example dbname=pamong", 1, 5432, NULL);
    check_reach("host=10.0.0.20,10.0.0.21 port=5432,6432 target_session_attrs=read-write", 2, 6432, NULL);
    check_reach("postgresql://pamong@db.kota.example:5433/pamong?sslmode=verify-full&sslrootcert=/etc/pamong/pg.pem", 1,
        5433, "/etc/pamong/pg.pem");
    check_reach("host=db passfile=sandi", 1, 5432, NULL);       /* a path from somewhere is no path */
}

TESTS(watch_tests,
    LISTED(two_nodes_that_start_at_once_migrate_once),
    LISTED(what_one_node_commits_makes_the_other_forget_its_pages),
    LISTED(while_nobody_commits_pages_are_kept),
    LISTED(a_node_number_is_had_by_one_and_free_again_after_it),
    LISTED(a_node_keeps_its_number_over_a_restart_of_its_connection),
    ALONE(a_cage_lets_through_what_the_conninfo_names_and_nothing_else));
