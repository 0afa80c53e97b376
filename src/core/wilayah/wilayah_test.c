/* wilayah_test.c: levels of codes, RW from a CSV, borders from GeoJSON, and who may bring them. */
#include "core/wilayah/wilayah_dalam.h"
#include "core/world.h"

TEST(a_code_tells_its_level_and_what_it_lies_in)
{
    CHECK_INT(wilayah_level(S("")), 0);
    CHECK_INT(wilayah_level(S("18")), TINGKAT_PROVINSI);
    CHECK_INT(wilayah_level(S(WORLD_KELURAHAN)), TINGKAT_KELURAHAN);
    CHECK_INT(wilayah_level(S(WORLD_RW)), TINGKAT_RW);
    CHECK_STR(wilayah_at(S(WORLD_RW), TINGKAT_KECAMATAN), WORLD_KECAMATAN);
    CHECK_STR(wilayah_at(S(WORLD_RW), TINGKAT_DAERAH), "18.72");
    CHECK_STR(wilayah_at(S("18.72"), TINGKAT_RW), "18.72");
}

TEST(a_label_reads_from_the_smallest_area_up)
{
    str label;
    CHECK(wilayah_label(world_db(w), S(WORLD_RW), &label) == OK);
    CHECK_STR(label, "001, Kel. Melati, Kec. Uji Timur");
    CHECK(wilayah_label(w->reader, S("18.72"), &label) == OK);
    CHECK_STR(label, "Uji");
}

TEST(degrees_are_read_with_a_comma_or_a_point)
{
    int64_t e6;
    CHECK(derajat_parse(S("-5.1131"), &e6) == OK && e6 == -5113100);
    CHECK(derajat_parse(S("105,3067129"), &e6) == OK && e6 == 105306712);
    CHECK(derajat_parse(S("105"), &e6) == OK && e6 == 105000000);
    CHECK(derajat_parse(S(""), &e6) == INVALID);
    CHECK(derajat_parse(S("-"), &e6) == INVALID);
    CHECK(derajat_parse(S("5."), &e6) == INVALID);
    CHECK(derajat_parse(S("1.2.3"), &e6) == INVALID);
    CHECK(derajat_parse(S("181"), &e6) == INVALID);
    CHECK(derajat_parse(S("1e5"), &e6) == INVALID);
    CHECK(derajat_parse(S("066666666666662"), &e6) == INVALID);
    CHECK(derajat_parse(S("99999999999999999999"), &e6) == INVALID);
}

TEST(a_point_is_two_numbers_or_none_and_never_beyond_a_pole)
{
    int64_t lat, lon;
    CHECK(titik_parse(S(" -5,1131 "), S("105.3067"), &lat, &lon) == OK && lat == -5113100 && lon == 105306700);
    CHECK(titik_parse(S(""), S(" "), &lat, &lon) == OK && lat == 0 && lon == 0);
    CHECK(titik_parse(S("90"), S("180"), &lat, &lon) == OK);
    CHECK(titik_parse(S("-5"), S(""), &lat, &lon) == INVALID);
    CHECK(titik_parse(S("90.000001"), S("105"), &lat, &lon) == INVALID);
    CHECK(titik_parse(S("-105.3067"), S("5"), &lat, &lon) == INVALID);
}

static struct req *
bring(struct world *w, const char *path, const char *file, str bytes)
{
    struct upload u = { str_of(file), S("berkas"), bytes };
    return ask_files(w, &(struct sent){ .user = "admin", .path = path, .form = "properti=kode&sumber=Peta+uji",
        .uploads = &u, .upload_count = 1 });
}

TEST(rw_of_a_csv_are_added_and_corrected)
{
    struct wilayah rw;
    world_person(w, "admin", "admin", NULL);
    CHECK_STATUS(bring(w, "/admin/wilayah/rw", "berkas_rw", S("kode;nama;lat;lon\r\n"
        WORLD_RW ";RW 01 Melati;-5,1131;105,3067\r\n" WORLD_KELURAHAN ".009;RW 09;;\r\n")), 303);
    CHECK(wilayah_by_kode(world_db(w), S(WORLD_RW), &rw) == OK);
    CHECK_STR(rw.nama, "RW 01 Melati");
    CHECK_INT(rw.lat_e6, -5113100);
    CHECK(wilayah_by_kode(w->reader, S(WORLD_KELURAHAN ".009"), &rw) == OK);
    CHECK_STR(rw.induk, WORLD_KELURAHAN);
}

TEST(a_broken_csv_of_rw_changes_nothing)
{
    static const struct { str text; const char *said; } broken[] = {
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,Baru,,\n18.72.01.1001,Salah,,\n"),
            "Baris 3, kolom kode: kode RW ditulis seperti 18.72.01.1001.004" },
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,Baru,,\n" WORLD_KELURAHAN ".008,Lagi,,\n"),
            "Baris 3, kolom kode: kode ini sudah ada di baris 2." },
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,,,\n"), "Baris 2, kolom nama: nama diisi" },
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,Baru,105.3,-5.1\n"), "Baris 2, kolom lat: lintang diisi" },
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,Baru,-5.1,\n"), "Baris 2, kolom lon: bujur diisi" },
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,Baru,,\n18.72.09.1001.001,Asing,,\n"),
            "Baris 3, kolom kode: kelurahan 18.72.09.1001 belum ada" },
        { S("kode,nama,lat\n"), "Kolom lon tidak ada di baris judul" },
        { S("kode,nama,lat,lon\n"), "Berkas ini hanya berisi judul" },
        { S("kode,nama,lat,lon\n" WORLD_KELURAHAN ".008,\"Baru,,\n"), "tanda kutip dibuka tetapi tidak ditutup" },
        { { "", 0 }, "Berkas ini kosong" },
    };
    struct wilayah rw;
    world_person(w, "admin", "admin", NULL);
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = bring(w, "/admin/wilayah/rw", "berkas_rw", broken[i].text);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
        CHECK(wilayah_by_kode(world_db(w), S(WORLD_KELURAHAN ".008"), &rw) == NOT_FOUND);
    }
    CHECK_HAS(ask(w, "admin", "POST", "/admin/wilayah/rw", "x=1"), "Belum ada berkas yang dipilih.");
}

#define SQUARE "[[105.30,-5.12],[105.32,-5.12],[105.32,-5.10],[105.30,-5.10],[105.30,-5.12]]"
#define HOLE "[[105.306,-5.116],[105.310,-5.116],[105.310,-5.110],[105.306,-5.110],[105.306,-5.116]]"
#define FEATURE(kode, type, coordinates) "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"," \
    "\"properties\":{\"kode\":\"" kode "\"},\"geometry\":{\"type\":\"" type "\",\"coordinates\":" coordinates "}}]}"

TEST(a_border_of_geojson_holds_the_points_inside_and_not_its_holes)
{
    str kode;
    world_person(w, "admin", "admin", NULL);
    CHECK_STATUS(bring(w, "/admin/wilayah/batas", "berkas_batas",
        S(FEATURE(WORLD_KELURAHAN, "Polygon", "[" SQUARE "," HOLE "]"))), 303);
    CHECK(wilayah_at_point(world_db(w), -5105000, 105303000, &kode) == OK);
    CHECK_STR(kode, WORLD_KELURAHAN);
    CHECK(wilayah_at_point(w->reader, -5113000, 105308000, &kode) == NOT_FOUND);
    CHECK(wilayah_at_point(w->reader, -5113000, 105330000, &kode) == NOT_FOUND);
    CHECK_HAS(ask(w, "", "GET", "/wilayah/" WORLD_KELURAHAN, NULL), "Peta uji");
    CHECK_STATUS(bring(w, "/admin/wilayah/batas", "berkas_batas",
        S(FEATURE(WORLD_KELURAHAN, "MultiPolygon", "[[" SQUARE "]]"))), 303);
    CHECK(wilayah_at_point(world_db(w), -5113000, 105308000, &kode) == OK);
}

/* A saw of 20,000 teeth, each about 3 m wide. */
static enum outcome
long_border(struct db *db, void *context)
{
    struct buf b = { .arena = db_arena_of(db) };
    (void)context;
    for (int i = 0; i < 20000; i++)
        buf_format(&b, "%d,%d ", 105000000 + 29 * i, i % 2 ? -5100000 : -5100020);
    buf_str(&b, S("105000000,-5300000 105000000,-5100000"));
    return wilayah_set_border(db, S(WORLD_KELURAHAN), buf_view(&b), S("uji"));
}

TEST(borders_for_the_interactive_map_are_as_fine_as_sixty_kilobytes_allow)
{
    CHECK_STR(body_of(ask(w, "", "GET", "/wilayah/batas", NULL)), "{\"type\":\"FeatureCollection\",\"features\":[]}");
    world_person(w, "admin", "admin", NULL);
    CHECK_STATUS(bring(w, "/admin/wilayah/batas", "berkas_batas",
        S(FEATURE(WORLD_KELURAHAN, "Polygon", "[" SQUARE "]"))), 303);
    struct req *fine = ask(w, "", "GET", "/wilayah/batas", NULL);
    CHECK_STR(fine->content_type, "application/geo+json");
    CHECK_HAS(fine, "\"nama\":\"Melati\"");
    CHECK_HAS(fine, "[105.320000,-5.120000],[105.320000,-5.100000]");
    CHECK_LACKS(ask(w, "", "GET", "/wilayah/batas?kelurahan=18.72.02.1001", NULL), "Melati");
    CHECK(world_write(w, long_border, NULL) == OK);
    struct req *rough = ask(w, "", "GET", "/wilayah/batas", NULL);
    CHECK_HAS(rough, "[105.000000,-5.");
    CHECK(body_of(rough).len > 20 * 1024 && body_of(rough).len <= 60 * 1024);
}

TEST(a_broken_geojson_is_refused_with_the_area_it_is_about)
{
    static const struct { str text; const char *said; } broken[] = {
        { S("{\"type\":"), "bukan JSON yang utuh: salah di baris 1" },
        { S("{}"), "bukan FeatureCollection" },
        { S(FEATURE("18.72.09.1001", "Polygon", "[" SQUARE "]")), "Wilayah 18.72.09.1001 tidak ada di daerah ini." },
        { S(FEATURE("Melati", "Polygon", "[" SQUARE "]")), "tidak berisi kode wilayah" },
        { S(FEATURE(WORLD_KELURAHAN, "Point", "[105.3,-5.1]")), "bukan Polygon atau MultiPolygon" },
        { S(FEATURE(WORLD_KELURAHAN, "Polygon", "[[[-5.1,105.3],[-5.2,105.3],[-5.2,105.4],[-5.1,105.3]]]")),
            "Urutannya bujur dulu" },
        { S(FEATURE(WORLD_KELURAHAN, "Polygon", "[[[105.3,-5.1],[105.3,-5.2],[105.3,-5.1]]]")),
            "kurang dari empat titik" },
        { S(FEATURE(WORLD_KELURAHAN, "Polygon", "[[[105.3],[1,2],[3,4],[5,6]]]")), "bukan sepasang angka" },
        { S(FEATURE(WORLD_KELURAHAN, "Polygon", "[]")), "poligonnya kosong" },
    };
    struct batas_list borders;
    world_person(w, "admin", "admin", NULL);
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = bring(w, "/admin/wilayah/batas", "berkas_batas", broken[i].text);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
    }
    CHECK(wilayah_borders(world_db(w), TINGKAT_KELURAHAN, S(""), &borders) == OK && borders.count == 0);
}

TEST(areas_are_read_by_everybody_and_brought_by_the_administrator)
{
    CHECK_HAS(ask(w, "", "GET", "/wilayah", NULL), "Uji Timur");
    CHECK_HAS(ask(w, "", "GET", "/wilayah/" WORLD_KECAMATAN, NULL), "Melati");
    CHECK_STATUS(ask(w, "", "GET", "/wilayah/" WORLD_RW, NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", "/wilayah/18.72.99", NULL), 404);
    world_person(w, "admin", "admin", NULL);
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    CHECK_HAS(ask(w, "admin", "GET", "/admin/wilayah", NULL), "Kel. Melati");
    CHECK_STATUS(ask(w, "lurah", "GET", "/admin/wilayah", NULL), 403);
    CHECK_STATUS(ask(w, "lurah", "POST", "/admin/wilayah/salin", "x=1"), 403);
    CHECK_HAS(ask(w, "admin", "POST", "/admin/wilayah/salin", "x=1"), "Acuan nasional belum diisi");
}

TEST(before_areas_are_loaded_their_page_says_so)
{
    w->region.kode = S("99.99");
    CHECK_HAS(ask(w, "", "GET", "/wilayah", NULL), "Wilayah belum dimuat");
    CHECK_STATUS(ask(w, "", "GET", "/wilayah/99.99", NULL), 404);
}

TESTS(wilayah_tests,
    ALONE(a_code_tells_its_level_and_what_it_lies_in),
    LISTED(before_areas_are_loaded_their_page_says_so),
    LISTED(a_label_reads_from_the_smallest_area_up),
    ALONE(a_point_is_two_numbers_or_none_and_never_beyond_a_pole),
    ALONE(degrees_are_read_with_a_comma_or_a_point),
    LISTED(rw_of_a_csv_are_added_and_corrected),
    LISTED(a_broken_csv_of_rw_changes_nothing),
    LISTED(a_border_of_geojson_holds_the_points_inside_and_not_its_holes),
    LISTED(borders_for_the_interactive_map_are_as_fine_as_sixty_kilobytes_allow),
    LISTED(a_broken_geojson_is_refused_with_the_area_it_is_about),
    LISTED(areas_are_read_by_everybody_and_brought_by_the_administrator));
