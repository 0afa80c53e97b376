/* peta_test.c: the map counts what everybody may read, where it may be seen to stand, and stays light. */
#include "modules/aduan/aduan_uji.h"

/* The smallest cell of the point that aduan_sent gives. */
#define CELL "z=8&x=570614&y=169774"

static enum outcome
add_borders(struct db *db, void *context)
{
    (void)context;
    TRY(wilayah_set_border(db, S("18.72.01.1001"), S("105300000,-5120000 105310000,-5120000 105310000,-5110000"
        " 105300000,-5110000"), S("uji")));
    return wilayah_set_border(db, S("18.72.01.1002"), S("105310000,-5120000 105330000,-5120000 105330000,-5110000"
        " 105310000,-5110000"), S("uji"));
}

static enum outcome
make_sensitive(struct db *db, void *context)
{
    struct kategori k;
    (void)context;
    TRY(kategori_by_kode(db, S("aduan"), S("saluran"), &k));
    k.peka = true;
    return kategori_save(db, &k);
}

struct hiding { int64_t id; bool tayang; };

static enum outcome
set_shown(struct db *db, void *context)
{
    const struct hiding *h = context;
    struct perkara p;
    TRY(perkara_by_id(db, h->id, &p));
    p.tayang = h->tayang;
    return perkara_update(db, &p);
}

/* 100,000 cases in 22 kinds of cells, kelurahan, kinds and states, as if each had been shown by itself. */
static enum outcome
crowd(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 100000) INSERT INTO perkara_petak_beda (id, jenis, x, y, kelurahan, kategori, keadaan, jumlah)"
        " SELECT i, 'aduan', 570600 + i * 7 % 60, 169760 + i * 11 % 20, CASE WHEN i % 3 = 0 THEN '18.72.01.1002'"
        " ELSE '18.72.01.1001' END, 1 + i % 13, CASE WHEN i % 2 = 0 THEN 'diproses' ELSE 'selesai' END, 1 FROM n");
    return query_end(&q);
}

TEST(the_map_counts_what_is_shown_and_nothing_else)
{
    struct meja_uji m = open_desk(w);
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta", NULL), "Tidak ada laporan di sini");
    int64_t id = aduan_published(&m, "saluran");
    aduan_published(&m, "saluran");
    aduan_sent(&m, "saluran", NULL);                            /* nobody looked at it yet */
    aduan_published(&m, "pungli");                                    /* secret by its kind */
    CHECK(world_write(w, add_borders, NULL) == OK);
    struct req *map = ask(w, "", "GET", "/aduan/peta", NULL);
    CHECK_HAS(map, "aria-label=\"Peta 2 laporan\"");
    CHECK_HAS(map, "aria-label=\"2 laporan di ");
    CHECK_HAS(map, "Saluran tersumbat");
    CHECK(world_write(w, set_shown, &(struct hiding){ id, false }) == OK);
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta", NULL), "aria-label=\"Peta 1 laporan\"");
    CHECK(world_write(w, set_shown, &(struct hiding){ id, true }) == OK);
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta", NULL), "aria-label=\"Peta 2 laporan\"");
}

TEST(folded_or_not_the_map_says_the_same)
{
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "saluran");
    str before = body_of(ask(w, "", "GET", "/aduan/peta?z=5&x=71326&y=21221", NULL));
    CHECK(str_find(before, S("Peta 1 laporan")) >= 0);
    CHECK(perkara_uji_job(w, petak_fold) == OK);
    CHECK_STR(body_of(ask(w, "", "GET", "/aduan/peta?z=5&x=71326&y=21221", NULL)), cstr(w->arena, before));
}

TEST(the_map_follows_its_filters_and_leads_nearer)
{
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "saluran");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?" CELL, NULL), "Peta 1 laporan");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?keadaan=terverifikasi&" CELL, NULL), "Peta 1 laporan");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?keadaan=selesai&" CELL, NULL), "Peta 0 laporan");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?kelurahan=18.72.02.1001&" CELL, NULL), "Peta 0 laporan");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?keadaan=terverifikasi&z=3&x=17831&y=5305", NULL),
        "href=\"/aduan/peta?keadaan=terverifikasi&amp;z=5&amp;x=");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?z=99&x=-4&y=9223372036854775807", NULL), "Peta 1 laporan");
}

static int64_t
counted(struct world *w, int64_t kategori, const char *keadaan)
{
    struct petak_list list;
    struct petak_tanya t = { .jenis = S("aduan"), .zoom = PETAK_ZOOM, .barat = petak_x(105307000, PETAK_ZOOM),
        .selatan = petak_y(-5113000, PETAK_ZOOM), .kategori = kategori, .keadaan = str_of(keadaan) };
    t.timur = t.barat;
    t.utara = t.selatan;
    CHECK(petak_counts(world_db(w), &t, &list) == OK);
    return list.count ? list.items[0].jumlah : 0;
}

TEST(without_a_state_the_map_counts_what_all_states_have_together)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran"), kategori = perkara_uji_row(w, id).kategori;
    aduan_published(&m, "saluran");
    CHECK(perkara_uji_job(w, petak_fold) == OK);
    aduan_published(&m, "sampah");
    for (int fold = 0; fold < 2; fold++) {
        CHECK_INT(counted(w, 0, ""), 3);
        CHECK_INT(counted(w, kategori, ""), 2);
        CHECK_INT(counted(w, 0, "terverifikasi"), 3);
        CHECK_INT(counted(w, kategori, "terverifikasi"), 2);
        CHECK_INT(counted(w, kategori + 1, ""), counted(w, kategori + 1, "terverifikasi"));
        CHECK(perkara_uji_job(w, petak_fold) == OK);
    }
    struct hiding h = { id, false };
    CHECK(world_write(w, set_shown, &h) == OK);
    CHECK_INT(counted(w, 0, ""), 2);
    CHECK(perkara_uji_job(w, petak_fold) == OK);
    CHECK_INT(counted(w, 0, ""), 2);
    CHECK_INT(counted(w, kategori, ""), 1);
}

TEST(what_is_sensitive_stands_in_a_round_place_only)
{
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "saluran");
    CHECK(world_write(w, make_sensitive, NULL) == OK);
    CHECK(perkara_uji_job(w, petak_regroup) == OK);
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?" CELL, NULL), "Peta 0 laporan");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?z=8&x=570616&y=169768", NULL), "Tempat dibulatkan");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?z=4&x=35663&y=10610", NULL), "Peta 1 laporan");
}

TEST(a_view_of_a_hundred_thousand_stays_below_sixty_kilobytes)
{
    open_desk(w);
    CHECK(world_write(w, add_borders, NULL) == OK && world_write(w, crowd, NULL) == OK);
    for (int z = 3; z <= PETAK_ZOOM; z++) {
        struct req *view = ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/peta?z=%d&x=%lld&y=%lld", z,
            (long long)petak_x(105315000, z), (long long)petak_y(-5115000, z))), NULL);
        CHECK_STATUS(view, 200);
        CHECK(body_of(view).len <= 60 * 1024);
    }
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta", NULL), "aria-label=\"Peta 100000 laporan\"");
    CHECK(body_of(ask(w, "", "GET", "/aduan/peta", NULL)).len <= 60 * 1024);
}

TEST(the_interactive_map_gets_circles_for_its_view_and_single_cases_by_name)
{
    struct meja_uji m = open_desk(w);
    CHECK(world_write(w, add_borders, NULL) == OK);
    aduan_published(&m, "saluran");
    struct req *one = ask(w, "", "GET", "/aduan/peta/titik?z=8&kotak=570610,169770,570619,169779", NULL);
    CHECK_STR(one->content_type, "application/geo+json");
    CHECK_HAS(one, "\"judul\":\"Saluran tersumbat");
    CHECK_HAS(one, "\"url\":\"/aduan/PMG-26-");
    aduan_published(&m, "saluran");
    struct req *two = ask(w, "", "GET", "/aduan/peta/titik?z=8&kotak=570610,169770,570619,169779", NULL);
    CHECK_HAS(two, "\"jumlah\":\"2\"");
    CHECK_LACKS(two, "/aduan/PMG-26-");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta/titik", NULL), "\"jumlah\":\"2\"");
    CHECK_LACKS(ask(w, "", "GET", "/aduan/peta/titik?z=8&kotak=570620,169770,570629,169779", NULL), "\"jumlah\"");
    CHECK_LACKS(ask(w, "", "GET", "/aduan/peta/titik?keadaan=selesai", NULL), "\"jumlah\"");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?z=8&kotak=570610,169770,570619,169779", NULL), "Peta 2 laporan");
}

TEST(a_sensitive_case_is_no_sign_on_the_interactive_map_but_a_circle_in_its_round_place)
{
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "saluran");
    CHECK(world_write(w, make_sensitive, NULL) == OK);
    CHECK_LACKS(ask(w, "", "GET", "/aduan/peta/titik?z=8&kotak=570610,169770,570619,169779", NULL), "/aduan/PMG-26-");
    CHECK(perkara_uji_job(w, petak_regroup) == OK);
    CHECK_LACKS(ask(w, "", "GET", "/aduan/peta/titik?z=8&kotak=570614,169774,570615,169775", NULL), "\"Point\"");
    struct req *round = ask(w, "", "GET", "/aduan/peta/titik?z=8&kotak=570616,169768,570616,169768", NULL);
    CHECK_HAS(round, "\"jumlah\":\"1\"");
    CHECK_LACKS(round, "/aduan/PMG-26-");
}

TEST(a_part_that_makes_no_sense_or_is_too_wide_is_seen_from_afar)
{
    static const char *const parts[] = { "z=8&kotak=570000,169000,571000,170000", "z=8&kotak=9,8,7,6",
        "z=8&kotak=1,2,3", "z=8&kotak=-1,0,1,1", "z=99&kotak=0,0,1,1", "z=8&kotak=a,b,c,d",
        "z=0&kotak=0,0,9999999999,5", "kotak=1,1,2,2" };
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "saluran");
    for (size_t i = 0; i < COUNT(parts); i++)
        CHECK_HAS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/peta/titik?%s", parts[i])), NULL),
            "Saluran tersumbat");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta/titik?z=0&kotak=0,0,2812,1405", NULL), "\"features\":[]}");
}

TEST(the_interactive_map_of_a_hundred_thousand_stays_below_sixty_kilobytes)
{
    open_desk(w);
    CHECK(world_write(w, crowd, NULL) == OK);
    for (int z = 3; z <= PETAK_ZOOM; z++) {
        int64_t x = petak_x(105315000, z), y = petak_y(-5115000, z);
        struct req *view = ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/peta/titik?z=%d&kotak=%lld,"
            "%lld,%lld,%lld", z, (long long)x - 5, (long long)y - 5, (long long)x + 4, (long long)y + 4)), NULL);
        CHECK_HAS(view, "\"jumlah\"");
        CHECK(body_of(view).len <= 60 * 1024);
    }
}

TESTS(peta_tests,
    LISTED(the_map_counts_what_is_shown_and_nothing_else),
    LISTED(folded_or_not_the_map_says_the_same),
    LISTED(the_map_follows_its_filters_and_leads_nearer),
    LISTED(without_a_state_the_map_counts_what_all_states_have_together),
    LISTED(what_is_sensitive_stands_in_a_round_place_only),
    LISTED(a_view_of_a_hundred_thousand_stays_below_sixty_kilobytes),
    LISTED(the_interactive_map_gets_circles_for_its_view_and_single_cases_by_name),
    LISTED(a_sensitive_case_is_no_sign_on_the_interactive_map_but_a_circle_in_its_round_place),
    LISTED(a_part_that_makes_no_sense_or_is_too_wide_is_seen_from_afar),
    LISTED(the_interactive_map_of_a_hundred_thousand_stays_below_sixty_kilobytes));
