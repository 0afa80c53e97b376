/* money_test.c: the worked numbers of planning.md 7.C, and what people type and read. */
#include "base/money.h"
#include "base/test.h"

static const money rupiah = { 100 };

static money
times(int64_t price, const char *typed)
{
    money m = { 0 };
    volume v = { 0 };
    CHECK(volume_parse(str_of(typed), &v) == OK);
    CHECK(money_times(money_of_rupiah(price), v, rupiah, &m) == OK);
    return m;
}

TEST(three_at_fifteen_million_with_eleven_percent_is_49_950_000)
{
    money amount = times(15000000, "3"), tax, total;
    CHECK(money_share(amount, (share){ 1100 }, rupiah, &tax) == OK);
    CHECK(money_add(amount, tax, &total) == OK);
    CHECK_INT(total.sen, 4995000000);
}

TEST(tax_of_a_line_is_rounded_half_away_from_zero)
{
    money amount = times(12345, "7"), tax, total;
    CHECK_INT(amount.sen, 8641500);
    CHECK(money_share(amount, (share){ 1100 }, rupiah, &tax) == OK);
    CHECK_INT(tax.sen, 950600);
    CHECK(money_add(amount, tax, &total) == OK);
    CHECK_INT(total.sen, 9592100);
}

TEST(two_and_three_quarter_cubic_metres_cost_3_987_500)
{
    CHECK_INT(times(1450000, "2,75").sen, 398750000);
}

TEST(what_does_not_fit_is_refused)
{
    money m;
    CHECK(money_times((money){ INT64_MAX }, (volume){ 20000 }, rupiah, &m) == INVALID);
    CHECK(money_times((money){ INT64_MAX / 2 }, (volume){ 10000 }, rupiah, &m) == OK);
    CHECK(money_add((money){ INT64_MAX }, (money){ 1 }, &m) == INVALID);
}

TEST(numbers_are_read_as_indonesians_write_them)
{
    money m;
    volume v;
    int64_t n;
    CHECK(money_parse(S(" Rp1.150.000 "), &m) == OK && m.sen == 115000000);
    CHECK(money_parse(S("1150,5"), &m) == OK && m.sen == 115050);
    CHECK(volume_parse(S("1,4"), &v) == OK && v.e4 == 14000);
    CHECK(int_parse(S("4.821"), &n) == OK && n == 4821);
    CHECK(money_parse(S("1.15"), &m) == INVALID);
    CHECK(money_parse(S("12a"), &m) == INVALID);
    CHECK(money_parse(S(""), &m) == INVALID);
    CHECK(volume_parse(S("1,23456"), &v) == INVALID);
    CHECK(int_parse(S("99999999999999999999"), &n) == INVALID);
}

TEST(amounts_are_written_as_indonesians_read_them)
{
    struct arena *a = arena_open();
    CHECK_STR(fmt_rupiah(a, money_of_rupiah(700000000)), "Rp700.000.000");
    CHECK_STR(fmt_rupiah(a, money_of_rupiah(-81780000)), "\xE2\x88\x92Rp81.780.000");
    CHECK_STR(fmt_rupiah(a, (money){ 950565 }), "Rp9.505,65");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(1040000000000)), "Rp1,04 triliun");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(148300000000)), "Rp148,3 miliar");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(25000000)), "Rp25 juta");
    CHECK_STR(fmt_volume(a, (volume){ 11505000 }), "1.150,5");
    CHECK_STR(fmt_share(a, (share){ 7180 }), "71,8%");
    CHECK_STR(fmt_int(a, 4821), "4.821");
    CHECK_STR(volume_input(a, (volume){ 11505000 }), "1150,5");
    CHECK_STR(fmt_bytes(a, 412000), "412 KB");
    arena_close(a);
}

TESTS(money_tests,
    ALONE(three_at_fifteen_million_with_eleven_percent_is_49_950_000),
    ALONE(tax_of_a_line_is_rounded_half_away_from_zero),
    ALONE(two_and_three_quarter_cubic_metres_cost_3_987_500),
    ALONE(what_does_not_fit_is_refused),
    ALONE(numbers_are_read_as_indonesians_write_them),
    ALONE(amounts_are_written_as_indonesians_read_them));
