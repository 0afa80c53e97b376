/* gagal_test.c: guessing is slow for everybody, tells nothing, and is counted over the whole region. */
#include <time.h>

#include "core/siapa/masuk_uji.h"

static struct req *
wrong(struct world *w, const char *masuk)
{
    return ask(w, "", "POST", "/masuk", cstr(w->arena, str_format(w->arena, "masuk=%s&sandi=salah+sekali", masuk)));
}

/* What this process computed, not what others let it wait for. */
static int64_t
computed_us(void)
{
    struct timespec t;
    must(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t
time_of(struct world *w, const char *masuk)
{
    int64_t began = computed_us();
    CHECK_STATUS(wrong(w, masuk), 303);
    return computed_us() - began;
}

/* In turn, and the quickest of each: other programs only ever make one slower. */
TEST(a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has)
{
    enum { TRIES = 15 };
    int64_t known = INT64_MAX, unknown = INT64_MAX;
    masuk_person(w, "rw1", "rw", false);
    (void)time_of(w, "tak.ada");
    for (int i = 0; i < TRIES; i++) {
        int64_t one = time_of(w, "rw1"), other = time_of(w, "tak.ada");
        known = one < known ? one : known;
        unknown = other < unknown ? other : unknown;
        w->now += DAY;                  /* no wait */
    }
    if (known > unknown * 5 / 4 || unknown > known * 5 / 4)
        fail_msg("known %lld us, unknown %lld us", (long long)known, (long long)unknown);
}

TEST(addresses_of_one_subscriber_count_as_one)
{
    struct arena *a = w->arena;
    CHECK(str_eq(kunci_alamat(a, S("2001:db8:1:2::1")), kunci_alamat(a, S("2001:db8:1:2:ffff::9"))));
    CHECK(!str_eq(kunci_alamat(a, S("2001:db8:1:2::1")), kunci_alamat(a, S("2001:db8:1:3::1"))));
    CHECK(!str_eq(kunci_alamat(a, S("10.0.0.1")), kunci_alamat(a, S("10.0.0.2"))));
}

static enum outcome
many_failures(struct db *db, void *world)
{
    const struct world *w = world;
    for (int i = 0; i < 1001; i++)
        TRY(gagal_add(db, S("semua:"), w->now));
    return OK;
}

TEST(when_the_whole_region_is_attacked_an_address_gets_fewer_tries)
{
    masuk_person(w, "rw1", "rw", false);
    CHECK(world_write(w, many_failures, w) == OK);
    for (int i = 0; i < 4; i++)
        CHECK_STATUS(wrong(w, cstr(w->arena, str_format(w->arena, "orang%d", i))), 303);
    CHECK_STATUS(masuk_first(w, "rw1"), 422);
    w->now += 2 * HOUR;
    CHECK_STATUS(masuk_first(w, "rw1"), 303);
}

TESTS(gagal_tests,
    LISTED(a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has),
    LISTED(addresses_of_one_subscriber_count_as_one),
    LISTED(when_the_whole_region_is_attacked_an_address_gets_fewer_tries));
