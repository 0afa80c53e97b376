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

TEST(coefficients_are_multiplied_before_they_are_rounded)
{
    volume drain[] = { { 125000 }, { 27500 }, { 800 } }, v;         /* 12,5 x 2,75 x 0,08 */
    CHECK(volume_product(drain, 3, &v) == OK && v.e4 == 27500);
    CHECK(volume_product((volume[]){ { 1 }, { 5000 } }, 2, &v) == OK && v.e4 == 1);         /* 0,00005 */
    CHECK(volume_product((volume[]){ { -1 }, { 5000 } }, 2, &v) == OK && v.e4 == -1);
    CHECK(volume_product((volume[]){ { 1 }, { 4999 } }, 2, &v) == OK && v.e4 == 0);
    CHECK(volume_product((volume[]){ { INT64_MAX }, { 10000 } }, 2, &v) == OK && v.e4 == INT64_MAX);
    CHECK(volume_product(NULL, 0, &v) == OK && v.e4 == 10000);
    volume tens[8];
    for (size_t i = 0; i < COUNT(tens); i++)
        tens[i].e4 = 100000;
    CHECK(volume_product(tens, COUNT(tens), &v) == OK && v.e4 == 1000000000000);
    volume many[] = { { 3260000 }, { 3260000 }, { 3260000 }, { 3260000 } };
    CHECK(volume_product(many, 4, &v) == OK && v.e4 == 112945881760000);
    volume large[] = { { INT64_MAX }, { INT64_MAX }, { INT64_MAX } };
    v.e4 = 7;
    CHECK(volume_product(large, 2, &v) == INVALID && volume_product(large, 3, &v) == INVALID);
    CHECK_INT(v.e4, 7);
}

TEST(an_amount_is_rounded_to_the_step_of_its_region)
{
    money m, thousand = { 100000 };
    CHECK(money_times(money_of_rupiah(1500), (volume){ 10000 }, thousand, &m) == OK && m.sen == 200000);
    CHECK(money_times(money_of_rupiah(-1500), (volume){ 10000 }, thousand, &m) == OK && m.sen == -200000);
    CHECK(money_times(money_of_rupiah(1499), (volume){ 10000 }, thousand, &m) == OK && m.sen == 100000);
    CHECK(money_share((money){ 1 }, (share){ 5000 }, (money){ 1 }, &m) == OK && m.sen == 1);
    CHECK(money_share((money){ -1 }, (share){ 4999 }, (money){ 1 }, &m) == OK && m.sen == 0);
}

TEST(what_does_not_fit_is_refused)
{
    money m;
    CHECK(money_times((money){ INT64_MAX }, (volume){ 20000 }, rupiah, &m) == INVALID);
    CHECK(money_times((money){ INT64_MAX / 2 }, (volume){ 10000 }, rupiah, &m) == OK);
    CHECK(money_times((money){ INT64_MIN }, (volume){ INT64_MIN }, rupiah, &m) == INVALID);
    CHECK(money_share((money){ INT64_MAX }, (share){ 10001 }, (money){ 1 }, &m) == INVALID);
    CHECK(money_add((money){ INT64_MAX }, (money){ 1 }, &m) == INVALID);
    CHECK(money_add((money){ INT64_MIN }, (money){ -1 }, &m) == INVALID);
}

TEST(numbers_are_read_as_indonesians_write_them)
{
    money m;
    volume v;
    int64_t n;
    CHECK(money_parse(S(" Rp1.150.000 "), &m) == OK && m.sen == 115000000);
    CHECK(money_parse(S("1150,5"), &m) == OK && m.sen == 115050);
    CHECK(money_parse(S("RP 25.000,05"), &m) == OK && m.sen == 2500005);
    CHECK(money_parse(S("-7"), &m) == OK && m.sen == -700);
    CHECK(volume_parse(S("1,4"), &v) == OK && v.e4 == 14000);
    CHECK(int_parse(S("4.821"), &n) == OK && n == 4821);
    CHECK(money_parse(S("1.15"), &m) == INVALID);
    CHECK(money_parse(S("12a"), &m) == INVALID);
    const char *const wrong[] = { "", "Rp", ",5", "5,", "1,2,3", "1.150,5.0", "1,234", "1..150", ".150", "1150.000",
        "- 5", "1e3", "0x10", "+5", "92233720368547758,08", "1.150\xC2\xA0" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (money_parse(str_of(wrong[i]), &m) != INVALID)
            fail_msg("'%s' was read as %lld sen", wrong[i], (long long)m.sen);
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
    CHECK_STR(fmt_bytes(a, 1149999), "1,1 MB");
    CHECK_STR(money_input(a, (money){ 115050 }), "1150,50");
    CHECK_STR(money_input(a, (money){ -115000 }), "-1150");
    CHECK_STR(fmt_int(a, INT64_MIN), "\xE2\x88\x92" "9.223.372.036.854.775.808");
    arena_close(a);
}

TEST(rounding_up_carries_into_the_next_unit)
{
    struct arena *a = arena_open();
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(999949999)), "Rp999,9 juta");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(999950000)), "Rp1 miliar");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(-999999999999)), "\xE2\x88\x92Rp1 triliun");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(99999999)), "Rp100 juta");
    CHECK_STR(fmt_rupiah_short(a, money_of_rupiah(999999)), "Rp999.999");
    CHECK_STR(fmt_share(a, (share){ 9996 }), "100%");
    CHECK_STR(fmt_share(a, (share){ -4 }), "0%");
    CHECK_STR(fmt_bytes(a, 999), "999 B");
    CHECK_STR(fmt_bytes(a, 999600), "1 MB");
    arena_close(a);
}

/* Whatever is shown in a field must be read back as what it was. */
TEST(what_goes_into_a_field_comes_back_the_same)
{
    struct arena *a = arena_open();
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        int64_t n = (int64_t)(seed >> (1 + seed % 60)) * (i % 2 ? 1 : -1);
        money m = { 0 };
        volume v = { 0 };
        CHECK(money_parse(money_input(a, (money){ n }), &m) == OK && m.sen == n);
        CHECK(volume_parse(volume_input(a, (volume){ n }), &v) == OK && v.e4 == n);
        if (n >= 0)
            CHECK(money_parse(fmt_rupiah(a, (money){ n }), &m) == OK && m.sen == n);
        arena_reset(a);
    }
    arena_close(a);
}

TESTS(money_tests,
    ALONE(three_at_fifteen_million_with_eleven_percent_is_49_950_000),
    ALONE(tax_of_a_line_is_rounded_half_away_from_zero),
    ALONE(two_and_three_quarter_cubic_metres_cost_3_987_500),
    ALONE(coefficients_are_multiplied_before_they_are_rounded),
    ALONE(an_amount_is_rounded_to_the_step_of_its_region),
    ALONE(what_does_not_fit_is_refused),
    ALONE(numbers_are_read_as_indonesians_write_them),
    ALONE(amounts_are_written_as_indonesians_read_them),
    ALONE(rounding_up_carries_into_the_next_unit),
    ALONE(what_goes_into_a_field_comes_back_the_same));
