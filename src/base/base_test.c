/* base_test.c: texts, dates and ids. */
#include "base/base.h"
#include "base/clock.h"
#include "base/letters.h"
#include "base/random.h"
#include "base/test.h"

#include <pthread.h>
#include <stdlib.h>

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

TEST(a_word_is_whole_or_is_not_there)
{
    CHECK(str_has_word(S("lurah camat"), S("camat")) && str_has_word(S("lurah camat"), S("lurah")));
    CHECK(!str_has_word(S("lurah camat"), S("lura")) && !str_has_word(S("lurah camat"), S("lurah camat")));
    CHECK(!str_has_word(S("lurah camat"), S("")) && !str_has_word((str){ 0 }, S("lurah")));
}

TEST(an_empty_text_that_points_nowhere_is_still_a_text)
{
    str none = { 0 }, piece;
    CHECK(str_eq(none, S("")) && str_eqz(none, "") && str_starts(none, none) && str_ends(S("a"), none));
    CHECK(str_trim(none).len == 0 && str_head(none, 3).len == 0 && str_from(S("a"), 9).len == 0);
    CHECK(!str_cut(&none, ',', &piece) && str_compare(none, S("a")) < 0 && str_is_text(none));
    CHECK_INT(str_find(none, S("a")), -1);
    CHECK(str_of(NULL).len == 0);
}

TEST(texts_are_found_trimmed_counted_and_ordered)
{
    CHECK_INT(str_find(S("saluran air"), S("air")), 8);
    CHECK_INT(str_find(S("air"), S("airs")), -1);
    CHECK_STR(str_trim(S(" \t\r\n a b \f\v")), "a b");
    CHECK_STR(str_from(S("abc"), 1), "bc");
    CHECK_STR(str_head(S("abc"), 2), "ab");
    CHECK(str_starts(S("abc"), S("ab")) && !str_starts(S("ab"), S("abc")) && str_ends(S("abc"), S("bc")));
    CHECK_INT(str_letters(S("1,4 \xC3\x97 0,9")), 9);
    CHECK(str_compare(S("ab"), S("b")) < 0 && str_compare(S("ab"), S("a")) > 0 && str_compare(S("a"), S("a")) == 0);
    CHECK(str_compare(S("\xC3\xA9"), S("z")) > 0);       /* by bytes without sign, as the C collation */
}

TEST(a_text_is_cut_where_a_letter_ends)
{
    CHECK_STR(letters_head(S("abc"), 2), "ab");
    CHECK_STR(letters_head(S("abc"), 9), "abc");
    CHECK_STR(letters_head(S("a\xC3\xA9z"), 2), "a");
    CHECK_STR(letters_head(S("a\xC3\xA9z"), 3), "a\xC3\xA9");
    CHECK_STR(letters_head(S("\xF0\x9F\x8C\x8A"), 3), "");
    CHECK_STR(letters_head((str){ 0 }, 3), "");
}

TEST(a_buffer_takes_numbers_bytes_and_nothing)
{
    struct arena *a = arena_open();
    struct buf b = { .arena = a };
    CHECK_INT(buf_view(&b).len, 0);
    buf_str(&b, (str){ 0 });
    buf_int(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_int(&b, 0);
    buf_put(&b, "\0x", 2);
    CHECK_INT(b.len, 24);
    CHECK(memcmp(b.ptr, "-9223372036854775808 0\0x", 25) == 0);
    for (int i = 0; i < 5; i++)
        buf_str(&b, buf_view(&b));      /* a buffer may take itself */
    CHECK_INT(b.len, 24 * 32);
    CHECK(memcmp(b.ptr, b.ptr + 24 * 31, 24) == 0);
    arena_close(a);
}

TEST(every_day_of_two_centuries_comes_back)
{
    for (int64_t n = -20000; n < 60000; n++)
        if (date_number(date_from_number(n)) != n)
            fail_msg("day %lld", (long long)n);
    CHECK_INT(date_weekday((date){ 2026, 11, 21 }), 6);
    CHECK_INT(date_weekdays((date){ 2026, 11, 20 }, (date){ 2026, 11, 30 }), 6);
    CHECK_INT(date_weekdays((date){ 1969, 12, 31 }, (date){ 1969, 12, 1 }), -22);
    CHECK_INT(date_number((date){ 1970, 1, 1 }), 0);
}

TEST(dates_that_do_not_exist_are_refused)
{
    date d;
    CHECK(date_parse(S("2024-02-29"), &d) == OK);
    CHECK(date_parse(S("2023-02-29"), &d) == INVALID);
    CHECK(date_parse(S("2026-04-31"), &d) == INVALID);
    CHECK(date_parse(S("2026-4-3"), &d) == INVALID);
    const char *const wrong[] = { "", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "1899-12-31",
        "2026/01/01", "2026-01-0x", "2100-02-29", "2026-01-011", "-026-01-01", "2026--1-01" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (date_parse(str_of(wrong[i]), &d) != INVALID)
            fail_msg("'%s' is no date", wrong[i]);
}

TEST(dates_are_written_as_indonesians_read_them)
{
    struct arena *a = arena_open();
    date d = { 2026, 8, 17 };
    CHECK_STR(fmt_date(a, d), "17 Agustus 2026");
    CHECK_STR(fmt_date_short(a, d), "17 Agu 2026");
    CHECK_STR(fmt_date_long(a, d), "Senin, 17 Agustus 2026");
    CHECK_STR(date_iso(a, d), "2026-08-17");
    date none = { 0 };
    CHECK(date_is_none(none) && fmt_date(a, none).len == 0 && fmt_date_long(a, none).len == 0);
    CHECK(fmt_date_short(a, none).len == 0 && date_iso(a, none).len == 0);
    CHECK(zone_named(S("WITA")) == &zone_wita && !zone_named(S("wita")) && !zone_named(S("")));
    arena_close(a);
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
    date before = date_of(1795194000 - 1, &zone_wib), after = date_of(1795194000, &zone_wib);
    CHECK(before.day == 20 && after.day == 21);
    CHECK_STR(fmt_moment_iso(a, -1), "1969-12-31T23:59:59Z");
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

TEST(an_id_goes_up_even_when_the_clock_goes_back)
{
    int64_t now = clock_ms() + 60000, first = id_at(now), second = id_at(now - 50000), third = id_at(now - 3600000);
    CHECK(first < second && second < third && third < id_at(now + 1));
    CHECK_INT(second - first, 1);       /* the counter goes on; it does not wait for the clock */
    CHECK(id_at(0) > 0);
    id_node(63);
    CHECK_INT(id_new() >> 16 & 63, 63);
    id_node(0);
}

enum { RUNNERS = 4, IDS_EACH = 20000 };

static void *
take_ids(void *ids)
{
    for (int i = 0; i < IDS_EACH; i++)
        ((int64_t *)ids)[i] = id_new();
    return NULL;
}

static int
by_value(const void *a, const void *b)
{
    return (*(const int64_t *)a > *(const int64_t *)b) - (*(const int64_t *)a < *(const int64_t *)b);
}

TEST(threads_never_get_the_same_id)
{
    static int64_t ids[RUNNERS * IDS_EACH];
    pthread_t runners[RUNNERS];
    for (int i = 0; i < RUNNERS; i++)
        CHECK(pthread_create(&runners[i], NULL, take_ids, ids + i * IDS_EACH) == 0);
    for (int i = 0; i < RUNNERS; i++)
        pthread_join(runners[i], NULL);
    qsort(ids, COUNT(ids), sizeof *ids, by_value);
    for (size_t i = 1; i < COUNT(ids); i++)
        if (ids[i] == ids[i - 1])
            fail_msg("%lld twice", (long long)ids[i]);
}

TEST(codes_have_no_letters_that_look_alike)
{
    struct arena *a = arena_open();
    str code = random_code(a, 4000);
    CHECK_INT(code.len, 4000);
    bool seen[256] = { 0 };
    int kinds = 0;
    for (size_t i = 0; i < code.len; i++) {
        unsigned char c = (unsigned char)code.ptr[i];
        kinds += !seen[c];
        seen[c] = true;
    }
    CHECK_INT(kinds, 32);
    CHECK(!seen['I'] && !seen['O'] && !seen['0'] && !seen['1']);
    CHECK_STR(hex_of(a, "\x00\xAB\xFF", 3), "00abff");
    CHECK(random_hex(a, 16).len == 32 && !str_eq(random_hex(a, 16), random_hex(a, 16)));
    CHECK(bytes_equal(S("abc"), S("abc")) && !bytes_equal(S("abc"), S("abd")) && !bytes_equal(S("abc"), S("ab")));
    arena_close(a);
}

TEST(a_folder_whose_disk_has_room_is_not_full_nor_is_one_that_has_no_disk)
{
    CHECK(!folder_is_full("/tmp"));
    CHECK(!folder_is_full("/proc"));
    CHECK(!folder_is_full("/tidak/ada"));
}

TESTS(base_tests,
    ALONE(only_well_formed_utf8_without_controls_is_text),
    ALONE(a_number_that_does_not_fit_is_no_number),
    ALONE(a_text_is_cut_into_all_its_pieces),
    ALONE(a_word_is_whole_or_is_not_there),
    ALONE(an_empty_text_that_points_nowhere_is_still_a_text),
    ALONE(texts_are_found_trimmed_counted_and_ordered),
    ALONE(a_text_is_cut_where_a_letter_ends),
    ALONE(a_buffer_takes_numbers_bytes_and_nothing),
    ALONE(every_day_of_two_centuries_comes_back),
    ALONE(dates_that_do_not_exist_are_refused),
    ALONE(dates_are_written_as_indonesians_read_them),
    ALONE(a_moment_is_told_on_the_clock_of_its_zone),
    ALONE(ids_only_go_up),
    ALONE(an_id_goes_up_even_when_the_clock_goes_back),
    ALONE(threads_never_get_the_same_id),
    ALONE(codes_have_no_letters_that_look_alike),
    ALONE(a_folder_whose_disk_has_room_is_not_full_nor_is_one_that_has_no_disk));
