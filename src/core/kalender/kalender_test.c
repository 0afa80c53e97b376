/* kalender_test.c: working days by the decrees of 2024 to 2026 (external-services.md 6). */
#include "core/kalender/kalender.h"
#include "core/world.h"

static int64_t
working_days(struct world *w, int16_t year, bool without_election)
{
    struct kalender k;
    CHECK(kalender_read(world_db(w), (date){ year, 1, 1 }, (date){ year, 12, 31 }, &k) == OK);
    int64_t n = hari_kerja_between(&k, (date){ (int16_t)(year - 1), 12, 31 }, (date){ year, 12, 31 });
    return without_election ? n + 2 : n;
}

TEST(the_years_have_240_237_and_240_working_days)
{
    CHECK_INT(working_days(w, 2024, true), 240);        /* 14 February and 27 November 2024 were election days */
    CHECK_INT(working_days(w, 2025, false), 237);
    CHECK_INT(working_days(w, 2026, false), 240);
}

TEST(day_one_is_the_next_working_day)
{
    struct kalender k;
    struct arena *a = w->arena;
    CHECK(kalender_read(world_db(w), (date){ 2026, 1, 1 }, (date){ 2026, 12, 31 }, &k) == OK);
    /* Tuesday 17 March: 18 cuti bersama, 19 holiday, 20 to 24 closed, so Wednesday 25 */
    CHECK_STR(date_iso(a, hari_kerja_after(&k, (date){ 2026, 3, 17 }, 1)), "2026-03-25");
    CHECK_STR(date_iso(a, hari_kerja_after(&k, (date){ 2026, 11, 20 }, 3)), "2026-11-25");
    CHECK_INT(hari_kerja_between(&k, (date){ 2026, 11, 25 }, (date){ 2026, 11, 20 }), -3);
}

TEST(a_year_without_its_decree_is_marked_provisional)
{
    struct kalender k;
    CHECK(kalender_read(world_db(w), (date){ 2026, 1, 1 }, (date){ 2026, 12, 31 }, &k) == OK);
    CHECK(k.lengkap);
    CHECK(kalender_read(world_db(w), (date){ 2027, 1, 1 }, (date){ 2027, 12, 31 }, &k) == OK);
    CHECK(!k.lengkap);
}

TESTS(kalender_tests,
    LISTED(the_years_have_240_237_and_240_working_days),
    LISTED(day_one_is_the_next_working_day),
    LISTED(a_year_without_its_decree_is_marked_provisional));
