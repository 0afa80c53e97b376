/* kalender_test.c: working days by the decrees of 2024 to 2026 (external-services.md 6). */
#include "core/kalender/kalender_dalam.h"
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

TEST(working_days_are_those_that_counting_day_by_day_finds)
{
    struct kalender k;
    const int64_t first = date_number((date){ 2025, 12, 1 });
    CHECK(kalender_read(world_db(w), (date){ 2025, 12, 1 }, (date){ 2026, 4, 30 }, &k) == OK);
    for (int64_t from = first; from < first + 120; from += 7) {
        int64_t counted = 0;
        for (int64_t to = from; to < first + 150; to++) {
            date a = date_from_number(from), b = date_from_number(to);
            counted += to > from && hari_kerja(&k, b);
            CHECK_INT(hari_kerja_between(&k, a, b), counted);
            CHECK_INT(hari_kerja_between(&k, b, a), -counted);
        }
    }
}

TEST(a_holiday_on_a_sunday_takes_no_working_day)
{
    struct kalender k;
    CHECK(kalender_read(world_db(w), (date){ 2025, 4, 1 }, (date){ 2025, 4, 30 }, &k) == OK);
    CHECK(!hari_kerja(&k, (date){ 2025, 4, 20 }) && !hari_kerja(&k, (date){ 2025, 4, 18 }));    /* Paskah; a Friday */
    CHECK_INT(hari_kerja_between(&k, (date){ 2025, 4, 17 }, (date){ 2025, 4, 21 }), 1);
}

TEST(a_year_without_its_decree_is_marked_provisional)
{
    struct kalender k;
    CHECK(kalender_read(world_db(w), (date){ 2026, 1, 1 }, (date){ 2026, 12, 31 }, &k) == OK);
    CHECK(k.lengkap);
    CHECK(kalender_read(world_db(w), (date){ 2027, 1, 1 }, (date){ 2027, 12, 31 }, &k) == OK);
    CHECK(!k.lengkap);
}

TEST(a_year_whose_decree_should_be_out_is_asked_for)
{
    int64_t missing;
    CHECK(kalender_missing(world_db(w), (date){ 2026, 9, 30 }, &missing) == OK && missing == 0);
    CHECK(kalender_missing(w->reader, (date){ 2026, 10, 1 }, &missing) == OK && missing == 2027);
    CHECK(kalender_missing(w->reader, (date){ 2028, 1, 1 }, &missing) == OK && missing == 2028);
    world_person(w, "admin", "admin", NULL);
    w->now += 250 * DAY;
    CHECK_HAS(ask(w, "admin", "GET", "/admin/kalender", NULL), "Kalender tahun");
    CHECK_HAS(ask(w, "admin", "GET", "/admin", NULL), "Kalender tahun 2027 belum ada.");
}

static struct req *
bring(struct world *w, const char *user, str bytes)
{
    struct upload u = { S("berkas"), S("libur.csv"), bytes };
    return ask_files(w, &(struct sent){ .user = user, .path = "/admin/kalender/impor", .form = "x=1", .uploads = &u,
        .upload_count = 1 });
}

TEST(a_decree_takes_the_place_of_the_provisional_days)
{
    struct kalender k;
    int64_t missing;
    world_person(w, "admin", "admin", NULL);
    CHECK_STATUS(bring(w, "admin", S("tanggal;jenis;nama;dasar\n2027-01-01;nasional;Tahun Baru;SKB 1\n"
        "2027-03-10;nasional;Idulfitri;SKB 1\n2027-03-11;cuti_bersama;Idulfitri;SKB 1\n")), 303);
    CHECK(kalender_read(world_db(w), (date){ 2027, 1, 1 }, (date){ 2027, 12, 31 }, &k) == OK);
    CHECK(k.lengkap && k.closed_count == 3);
    CHECK(!hari_kerja(&k, (date){ 2027, 3, 11 }) && hari_kerja(&k, (date){ 2027, 8, 17 }));
    CHECK(kalender_missing(w->reader, (date){ 2026, 12, 1 }, &missing) == OK && missing == 0);
    CHECK(kalender_read(w->reader, (date){ 2026, 1, 1 }, (date){ 2026, 12, 31 }, &k) == OK && k.closed_count == 21);
}

TEST(a_broken_decree_changes_nothing)
{
    static const struct { str text; const char *said; } broken[] = {
        { S("tanggal,jenis,nama,dasar\n2027-02-30,nasional,A,SKB\n"), "Baris 2, kolom tanggal: tanggal ditulis" },
        { S("tanggal,jenis,nama,dasar\n2027-01-01,nasional,A,SKB\n2028-01-01,nasional,A,SKB\n"),
            "Baris 3, kolom tanggal: satu berkas untuk satu tahun" },
        { S("tanggal,jenis,nama,dasar\n2027-01-01,libur,A,SKB\n"), "Baris 2, kolom jenis: isi nasional" },
        { S("tanggal,jenis,nama,dasar\n2027-01-01,nasional,,SKB\n"), "Baris 2, kolom nama: nama diisi" },
        { S("tanggal,jenis,nama,dasar\n2027-01-01,nasional,A,\n"), "Baris 2, kolom dasar: isi nomor" },
        { S("tanggal,jenis,nama,dasar\n2027-01-01,nasional,A,SKB\n2027-01-01,nasional,B,SKB\n"),
            "Baris 3, kolom tanggal: hari ini sudah ada" },
        { S("tanggal,jenis,nama\n"), "Kolom dasar tidak ada" },
        { S("tanggal,jenis,nama,dasar\n"), "Berkas ini hanya berisi judul" },
    };
    struct kalender k;
    world_person(w, "admin", "admin", NULL);
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = bring(w, "admin", broken[i].text);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
    }
    CHECK_STATUS(bring(w, "lurah", S("x")), 403);
    CHECK(kalender_read(world_db(w), (date){ 2027, 1, 1 }, (date){ 2027, 12, 31 }, &k) == OK);
    CHECK(!k.lengkap && k.closed_count == 3);
}

TEST(each_day_has_its_own_name_and_its_decree)
{
    struct libur_list all;
    world_person(w, "admin", "admin", NULL);
    CHECK(libur_of_year(world_db(w), 2026, &all) == OK && all.count == 25);
    for (size_t i = 0; i < all.count; i++) {
        CHECK(all.items[i].nama.len && !str_eqz(all.items[i].nama, "Libur nasional"));
        CHECK_STR(all.items[i].dasar, "SKB 1497/2/5 Tahun 2025");
    }
    struct req *page = ask(w, "admin", "GET", "/admin/kalender?tahun=2025", NULL);
    CHECK_HAS(page, "Cuti bersama Hari Kemerdekaan");
    CHECK_HAS(page, "Hari Suci Nyepi");
    CHECK_HAS(page, "diubah SKB 933/1/3 Tahun 2025");
}

TESTS(kalender_tests,
    LISTED(each_day_has_its_own_name_and_its_decree),
    LISTED(the_years_have_240_237_and_240_working_days),
    LISTED(day_one_is_the_next_working_day),
    LISTED(working_days_are_those_that_counting_day_by_day_finds),
    LISTED(a_holiday_on_a_sunday_takes_no_working_day),
    LISTED(a_year_without_its_decree_is_marked_provisional),
    LISTED(a_year_whose_decree_should_be_out_is_asked_for),
    LISTED(a_decree_takes_the_place_of_the_provisional_days),
    LISTED(a_broken_decree_changes_nothing));
