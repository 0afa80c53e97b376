/* base_test.c: texts, arenas, dates and ids. */
#include "base/base.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/test.h"

TEST(only_well_formed_utf8_without_controls_is_text)
{
    CHECK(str_is_text(S("Jalan Melati, 1,4 × 0,9 m\n")));
    CHECK(!str_is_text(S("\xC0\xAF")));
    CHECK(!str_is_text(S("\xED\xA0\x80")));
    CHECK(!str_is_text(S("\xF4\x90\x80\x80")));
    CHECK(!str_is_text(S("a\x01")));
    CHECK(!str_is_text(S("\xC2\x80")));
    CHECK(!str_is_text(S("\xE2\x82")));
}

TEST(a_number_that_does_not_fit_is_no_number)
{
    int64_t n;
    CHECK(str_int(S("-9223372036854775808"), &n) && n == INT64_MIN);
    CHECK(!str_int(S("9223372036854775808"), &n));
    CHECK(!str_int(S("-"), &n) && !str_int(S("1 "), &n) && !str_int(S(""), &n));
}

TEST(a_text_is_cut_into_all_its_pieces)
{
    str rest = S("a,,b"), piece;
    CHECK(str_cut(&rest, ',', &piece) && str_eqz(piece, "a"));
    CHECK(str_cut(&rest, ',', &piece) && piece.len == 0);
    CHECK(str_cut(&rest, ',', &piece) && str_eqz(piece, "b"));
    CHECK(!str_cut(&rest, ',', &piece));
}

static int closed;
static void note_closing(void *n) { closed = closed * 10 + *(int *)n; }

TEST(an_arena_closes_what_it_was_given_last_first)
{
    struct arena *a = arena_open();
    int one = 1, two = 2;
    closed = 0;
    arena_on_reset(a, note_closing, &one);
    arena_on_reset(a, note_closing, &two);
    arena_reset(a);
    CHECK_INT(closed, 21);
    for (int i = 0; i < 100; i++)
        memset(arena_alloc(a, 5000), 1, 5000);
    struct buf b = { .arena = a };
    for (int i = 0; i < 1000; i++)
        buf_format(&b, "%d,", i);
    CHECK(str_ends(buf_view(&b), S("998,999,")));
    arena_close(a);
}

TEST(every_day_of_two_centuries_comes_back)
{
    for (int64_t n = -20000; n < 60000; n++)
        if (date_number(date_from_number(n)) != n)
            fail_msg("day %lld", (long long)n);
    CHECK_INT(date_weekday((date){ 2026, 11, 21 }), 6);
    CHECK_INT(date_number((date){ 1970, 1, 1 }), 0);
}

TEST(dates_that_do_not_exist_are_refused)
{
    date d;
    CHECK(date_parse(S("2024-02-29"), &d) == OK);
    CHECK(date_parse(S("2023-02-29"), &d) == INVALID);
    CHECK(date_parse(S("2026-04-31"), &d) == INVALID);
    CHECK(date_parse(S("2026-4-3"), &d) == INVALID);
}

TEST(a_moment_is_told_on_the_clock_of_its_zone)
{
    struct arena *a = arena_open();
    int64_t t = 1795246320;             /* 2026-11-21T07:32:00Z */
    CHECK_STR(fmt_moment_long(a, t, &zone_wib), "Sabtu, 21 November 2026, 14.32 WIB");
    CHECK_STR(fmt_moment(a, t, &zone_wit), "21 November 2026, 16.32 WIT");
    CHECK_STR(fmt_moment_iso(a, t), "2026-11-21T07:32:00Z");
    CHECK_STR(fmt_moment_http(a, t), "Sat, 21 Nov 2026 07:32:00 GMT");
    CHECK(date_start((date){ 2026, 11, 21 }, &zone_wib) == 1795194000);
    arena_close(a);
}

TEST(ids_only_go_up)
{
    int64_t last = id_new();
    for (int i = 0; i < 200000; i++) {
        int64_t id = id_new();
        if (id <= last)
            fail_msg("%lld after %lld", (long long)id, (long long)last);
        last = id;
    }
}

TESTS(base_tests,
    ALONE(only_well_formed_utf8_without_controls_is_text),
    ALONE(a_number_that_does_not_fit_is_no_number),
    ALONE(a_text_is_cut_into_all_its_pieces),
    ALONE(an_arena_closes_what_it_was_given_last_first),
    ALONE(every_day_of_two_centuries_comes_back),
    ALONE(dates_that_do_not_exist_are_refused),
    ALONE(a_moment_is_told_on_the_clock_of_its_zone),
    ALONE(ids_only_go_up));
