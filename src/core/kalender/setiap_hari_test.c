/* setiap_hari_test.c: every day of 2024 to 2026 against the table of external-services.md 6, typed once more here. */
#include "core/kalender/kalender.h"
#include "core/world.h"

/* By month of the year, a day each: national holidays and cuti bersama; 14 February and 27 November 2024 were election
   days. */
static const struct { int16_t year; const char *months[12]; } closed[] = {
    { 2024, { "1", "8 9 10 14", "11 12 29 31", "8 9 10 11 12 15", "1 9 10 23 24", "1 17 18", "7", "17", "16", "", "27",
        "25 26" } },
    { 2025, { "1 27 28 29", "", "28 29 31", "1 2 3 4 7 18 20", "1 12 13 29 30", "1 6 9 27", "", "17 18", "5", "", "",
        "25 26" } },
    { 2026, { "1 16", "16 17", "18 19 20 21 22 23 24", "3 5", "1 14 15 27 28 31", "1 16", "", "17 25", "", "", "",
        "24 25" } },
};

static bool
is_closed(date d)
{
    str days = str_of(closed[d.year - 2024].months[d.month - 1]), one;
    int64_t day;
    while (str_cut(&days, ' ', &one))
        if (str_int(one, &day) && day == d.day)
            return true;
    return false;
}

static bool
works(int64_t number)
{
    date d = date_from_number(number);
    int weekday = date_weekday(d);
    return weekday != 0 && weekday != 6 && !is_closed(d);
}

static const date first = { 2024, 1, 1 }, last = { 2026, 12, 31 };

TEST(every_day_of_three_years_works_or_not_as_the_decrees_say)
{
    struct kalender k;
    CHECK(kalender_read(world_db(w), first, last, &k) == OK);
    for (int64_t day = date_number(first); day <= date_number(last); day++)
        if (hari_kerja(&k, date_from_number(day)) != works(day))
            fail_msg("%s is told wrong", cstr(w->arena, date_iso(w->arena, date_from_number(day))));
}

/* Each deadline of the rules, from each day that leaves room for it, the plain way. */
TEST(every_deadline_from_every_day_is_the_one_that_counting_by_hand_finds)
{
    static const int64_t deadlines[] = { 1, 3, 5, 7, 10, 14, 30, 60 };
    struct kalender k;
    const int64_t end = date_number(last);
    CHECK(kalender_read(world_db(w), first, last, &k) == OK);
    for (size_t i = 0; i < COUNT(deadlines); i++)
        for (int64_t from = date_number(first); from <= end; from++) {
            int64_t left = deadlines[i], to = from;
            while (left && to < end)
                left -= works(++to);
            if (left)
                break;                  /* runs into a year without its decree */
            date start = date_from_number(from), due = date_from_number(to);
            CHECK_INT(date_number(hari_kerja_after(&k, start, deadlines[i])), to);
            CHECK_INT(hari_kerja_between(&k, start, due), deadlines[i]);
        }
}

TESTS(setiap_hari_tests,
    LISTED(every_day_of_three_years_works_or_not_as_the_decrees_say),
    LISTED(every_deadline_from_every_day_is_the_one_that_counting_by_hand_finds));
