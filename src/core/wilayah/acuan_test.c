/* acuan_test.c: the national reference: filled by version, seen only when it is whole, copied for a region. */
#include "core/wilayah/acuan.h"
#include "core/wilayah/wilayah.h"
#include "core/world.h"

static const str lampung = S("code,name\n18,LAMPUNG\n18.71,KOTA BANDAR LAMPUNG\n18.01,KABUPATEN LAMPUNG SELATAN\n"
    "18.71.01,Kedaton\n18.71.02,Sukarame\n18.71.01.1001,Sidodadi\n18.71.01.1002,Surabaya\n18.71.02.1001,\"Way, Dadi\"\n"
    "18.01.01,Natar\n18.01.01.2001,Merak Batin\n");

static enum outcome
bring(struct world *w, str text, struct acuan_hasil *h)
{
    struct acuan_sumber s = { &text, 1, S("uji"), S("ODbL"), S("Kepmendagri uji") };
    return acuan_import(w->region.store, &s, w->now, w->arena, h);
}

static enum outcome
set_up(struct db *db, void *added)
{
    return wilayah_set_up(db, S("18.71"), (date){ 2026, 1, 1 }, added);
}

TEST(an_import_is_seen_by_level_and_copied_for_a_region)
{
    struct acuan_hasil h;
    struct acuan_versi v;
    struct acuan_list below;
    struct wilayah region, village;
    int64_t added = 0;
    CHECK(bring(w, lampung, &h) == OK);
    CHECK(acuan_current(world_db(w), &v) == OK && v.baris == 10);
    CHECK(acuan_below(w->reader, &(struct acuan_ask){ v.id, S("18.71"), S(""), 10 }, &below) == OK);
    CHECK_INT(below.count, 2);
    CHECK_STR(below.items[0].nama, "Kedaton");
    CHECK_INT(below.items[0].bawahan, 2);
    CHECK(acuan_below(w->reader, &(struct acuan_ask){ v.id, S("18.71"), S("18.71.01"), 10 }, &below) == OK);
    CHECK_STR(below.items[0].nama, "Sukarame");
    CHECK(world_write(w, set_up, &added) == OK && added == 6);
    CHECK(wilayah_by_kode(world_db(w), S("18.71"), &region) == OK);
    CHECK_STR(region.nama, "Kota Bandar Lampung");
    CHECK(wilayah_by_kode(w->reader, S("18.71.02.1001"), &village) == OK);
    CHECK_STR(village.nama, "Way, Dadi");
    CHECK_STR(village.jenis, "kelurahan");
    CHECK_STR(village.induk, "18.71.02");
    CHECK(world_write(w, set_up, &added) == OK && added == 0);
}

TEST(a_broken_reference_leaves_the_old_one_in_place)
{
    static const struct { str text; const char *galat; } broken[] = {
        { S("code,name\n18,LAMPUNG\n18.71,\n"), "Baris 3, kolom name: nama wajib diisi." },
        { S("code,name\n18,LAMPUNG\n18.7,X\n"),
            "Baris 3, kolom code: bukan kode wilayah seperti 18, 18.72, 18.72.01, atau 18.72.01.1001." },
        { S("code,name\n18.71,KOTA\n"), "Kode 18.71 tidak punya induk di berkas lainnya." },
        { S("code,name\n18,A\n18,B\n"), "Ada kode yang tertulis dua kali. Bandingkan berkasnya dengan yang asli." },
        { S("code,name\n"), "Tidak ada satu wilayah pun di berkas itu." },
        { S("kode,nama\n18,A\n"), "Kolom code tidak ada di baris judul. Yang terbaca: kode dan lainnya." },
    };
    struct acuan_hasil first, h;
    struct acuan_versi v;
    CHECK(bring(w, lampung, &first) == OK);
    for (size_t i = 0; i < COUNT(broken); i++) {
        CHECK(bring(w, broken[i].text, &h) == INVALID);
        CHECK_STR(h.galat, broken[i].galat);
        CHECK(acuan_current(world_db(w), &v) == OK && v.id == first.versi);
    }
}

/* More than one turn, and not a whole number of them; the last turn's rows are there too. */
TEST(all_turns_arrive)
{
    struct buf b = { .arena = w->arena };
    struct acuan_hasil h;
    struct acuan a;
    buf_str(&b, S("code,name\n18,LAMPUNG\n18.72,KOTA METRO\n18.72.01,Pusat\n"));
    for (int i = 1; i <= 1234; i++)
        buf_format(&b, "18.72.01.%04d,Desa %d\n", 1000 + i, i);
    CHECK(bring(w, buf_view(&b), &h) == OK);
    CHECK_INT(h.baris, 1237);
    CHECK(acuan_by_kode(world_db(w), h.versi, S("18.72.01.2234"), &a) == OK);
    CHECK_STR(a.nama, "Desa 1234");
}

TEST(the_reference_is_public_with_its_source_and_licence)
{
    struct acuan_hasil h;
    CHECK_HAS(ask(w, "", "GET", "/wilayah/acuan", NULL), "Acuan belum diisi");
    CHECK(bring(w, lampung, &h) == OK);
    CHECK_HAS(ask(w, "", "GET", "/wilayah/acuan", NULL), "ODbL");
    CHECK_HAS(ask(w, "", "GET", "/wilayah/acuan?induk=18.71.01", NULL), "Surabaya");
    CHECK_STATUS(ask(w, "", "GET", "/wilayah/acuan?induk=99", NULL), 404);
}

/* The real thing, where the package was fetched. */
TEST(every_village_of_the_country_is_imported)
{
    struct acuan_hasil h;
    struct acuan a;
    FILE *f = fopen("node_modules/idn-area-data/data/villages.csv", "rb");
    if (!f)
        skip();
    fclose(f);
    enum outcome o = acuan_import_folder(w->region.store, "node_modules/idn-area-data/data", w->now, w->arena, &h);
    CHECK_STR(h.galat, "");
    CHECK(o == OK);
    CHECK_INT(h.baris, 38 + 514 + 7277 + 83763);
    CHECK(acuan_by_kode(world_db(w), h.versi, S("18.72.04.1003"), &a) == OK);
    CHECK_STR(a.nama, "Iring Mulyo");
}

TESTS(acuan_tests,
    LISTED(an_import_is_seen_by_level_and_copied_for_a_region),
    LISTED(a_broken_reference_leaves_the_old_one_in_place),
    LISTED(all_turns_arrive),
    LISTED(the_reference_is_public_with_its_source_and_licence),
    LISTED(every_village_of_the_country_is_imported));
