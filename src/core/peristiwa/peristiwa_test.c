/* peristiwa_test.c: sealing, and that a change behind the program's back is named. */
#include "core/peristiwa/peristiwa.h"
#include "core/peristiwa/segel.h"
#include "core/world.h"

struct making { int count; struct world *w; int64_t first; };

static enum outcome
make_events(struct db *db, void *context)
{
    struct making *m = context;
    for (int i = 0; i < m->count; i++) {
        struct peristiwa p = { .waktu = m->w->now + i, .jenis = S("uji.dibuat"), .subjek_jenis = S("uji"), .subjek = 7,
            .publik = true, .isi = str_format(db_arena_of(db), "nomor=%d", i) };
        TRY(peristiwa_add(db, &p));
        m->first = m->first ? m->first : p.id;
    }
    return OK;
}

static enum outcome
seal_now(struct db *db, void *context)
{
    struct world *w = context;
    int64_t sealed;
    return peristiwa_seal(db, w->region.secret, w->now, SEGEL_TURN, &sealed);
}

static int64_t
sealed_events(struct world *w, int count)
{
    struct making m = { count, w, 0 };
    CHECK(world_write(w, make_events, &m) == OK);
    CHECK(world_write(w, seal_now, w) == OK);
    return m.first;
}

static enum outcome
verify(struct world *w, const struct titik_segel *outside, str *at)
{
    struct pembuktian p = { .outside = outside, .secret = w->region.secret };
    enum outcome o = peristiwa_verify(world_db(w), &p);
    *at = p.at;
    return o;
}

TEST(what_was_sealed_verifies)
{
    struct pembuktian p = { .secret = w->region.secret };
    for (int i = 1; i < 6; i++)
        sealed_events(w, i * 3);
    CHECK(peristiwa_verify(world_db(w), &p) == OK);
    CHECK_INT(p.events, 45);
}

/* As root would: the trigger that refuses changes is taken away first. */
static enum outcome
tamper(struct db *db, void *sql)
{
    struct query drop = query_of(db, db_engine(db) == ENGINE_SQLITE ? "DROP TRIGGER peristiwa_no_UPDATE"
        : "DROP TRIGGER peristiwa_append_only ON peristiwa");
    TRY(query_end(&drop));
    struct query q = query_of(db, sql);
    return query_end(&q);
}

TEST(a_changed_event_is_named)
{
    str at;
    int64_t first = sealed_events(w, 5);
    char sql[] = "UPDATE peristiwa SET waktu = waktu + 1 WHERE id = (SELECT min(id) FROM peristiwa)";
    CHECK(world_write(w, tamper, sql) == OK);
    CHECK(verify(w, NULL, &at) == CONFLICT);
    CHECK(str_find(at, str_format(w->arena, "%lld", (long long)first)) >= 0);
}

static enum outcome
rewrite_text(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE peristiwa_isi SET isi = 'nomor=99'");
    return query_end(&q);
}

TEST(a_changed_text_is_found_by_its_commitment)
{
    str at;
    sealed_events(w, 2);
    CHECK(world_write(w, rewrite_text, NULL) == OK);
    CHECK(verify(w, NULL, &at) == CONFLICT);
}

static enum outcome
erase_text(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "DELETE FROM peristiwa_isi");
    return query_end(&q);
}

TEST(an_erased_text_leaves_the_tree_whole)
{
    str at;
    sealed_events(w, 3);
    CHECK(world_write(w, erase_text, NULL) == OK);
    CHECK(verify(w, NULL, &at) == OK);
}

TEST(a_clock_that_jumps_a_year_breaks_no_seal)
{
    static const int64_t jumps[] = { 365 * DAY, -2 * 365 * DAY, DAY, -DAY };
    struct titik_segel kept;
    str at;
    sealed_events(w, 3);
    CHECK(segel_latest(world_db(w), &kept) == OK);
    for (size_t i = 0; i < COUNT(jumps); i++) {
        w->now += jumps[i];
        sealed_events(w, 3);
        CHECK(verify(w, &kept, &at) == OK);
    }
}

TEST(a_checkpoint_kept_outside_must_fit)
{
    struct titik_segel kept;
    str at;
    sealed_events(w, 4);
    CHECK(segel_latest(world_db(w), &kept) == OK);
    sealed_events(w, 4);
    CHECK(verify(w, &kept, &at) == OK);
    kept.akar = S("0000000000000000000000000000000000000000000000000000000000000000");
    CHECK(verify(w, &kept, &at) == CONFLICT);
}

static enum outcome
update_event(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE peristiwa SET jabatan = 'lain'");
    return query_end(&q);
}

TEST(the_database_itself_refuses_to_change_an_event)
{
    sealed_events(w, 1);
    CHECK(world_write(w, update_event, NULL) == FAILED);
}

TESTS(peristiwa_tests,
    LISTED(what_was_sealed_verifies),
    LISTED(a_changed_event_is_named),
    LISTED(a_changed_text_is_found_by_its_commitment),
    LISTED(an_erased_text_leaves_the_tree_whole),
    LISTED(a_clock_that_jumps_a_year_breaks_no_seal),
    LISTED(a_checkpoint_kept_outside_must_fit),
    LISTED(the_database_itself_refuses_to_change_an_event));
