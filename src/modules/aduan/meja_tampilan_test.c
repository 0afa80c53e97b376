/* meja_tampilan_test.c: kept views of the queue: whose they are, what they count, how many, and the first one. */
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })

#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

/* The newest kept one's address. */
static const char *
kept_path(struct world *w)
{
    struct query q = query_of(world_db(w), "SELECT max(id) FROM aduan_tampilan");
    CHECK(query_next(&q));
    int64_t id = query_int(&q);
    CHECK(query_end(&q) == OK);
    return SAID("/meja/aduan/tampilan/%lld", (long long)id);
}

TEST(filters_are_kept_under_a_name_and_come_back_as_a_chip_with_its_figure)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    aduan_sent(&m, "pungli", NULL);
    const char *query = SAID("keadaan=didisposisikan&opd=%lld", (long long)m.opd);
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Simpan tampilan ini");
    CHECK_HAS(ask(w, "meja", "GET", SAID("/meja/aduan?%s", query), NULL), "Simpan tampilan ini");
    CHECK_HAS(ask(w, "meja", "GET", SAID("/meja/aduan/tampilan?%s", query), NULL), "Diteruskan, DPUTR");
    struct req *kept = ask(w, "meja", "POST", SAID("/meja/aduan/tampilan?%s", query), "nama=Di+PUTR");
    CHECK_STATUS(kept, 303);
    CHECK_STR(kept->location, SAID("/meja/aduan?%s", query));
    struct req *there = ask(w, "meja", "GET", SAID("/meja/aduan?%s", query), NULL);
    CHECK_HAS(there, "aria-current=\"true\">Di PUTR <b>1</b></a>");
    CHECK_LACKS(there, "Simpan tampilan ini");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), ">Di PUTR <b>1</b></a>");
    aduan_sent(&m, "saluran", NULL);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), ">Di PUTR <b>1</b></a>");
}

TEST(a_view_of_one_kind_counts_what_this_officer_may_read)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "pungli", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    const char *query = SAID("kategori=%lld", (long long)perkara_uji_row(w, id).kategori);
    CHECK_STATUS(ask(w, "meja", "POST", SAID("/meja/aduan/tampilan?%s", query), "nama=Pungli"), 303);
    CHECK_STATUS(ask(w, "kasi", "POST", SAID("/meja/aduan/tampilan?%s", query), "nama=Pungli"), 303);
    CHECK_STATUS(ask(w, "dinas2", "POST", SAID("/meja/aduan/tampilan?%s", query), "nama=Pungli"), 303);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), ">Pungli <b>1</b></a>");
    CHECK_HAS(ask(w, "kasi", "GET", "/meja/aduan", NULL), ">Pungli <b>0</b></a>");
    CHECK_HAS(ask(w, "dinas2", "GET", "/meja/aduan", NULL), ">Pungli <b>0</b></a>");
}

TEST(a_kept_view_is_its_owners_alone)
{
    open_desk(w);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=lewat", "nama=Telat"), 303);
    const char *path = kept_path(w);
    CHECK_STATUS(ask(w, "meja", "GET", path, NULL), 200);
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan/tampilan", NULL), "Telat");
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan", NULL), "Telat");
    CHECK_STATUS(ask(w, "dinas", "GET", path, NULL), 404);
    CHECK_STATUS(ask(w, "dinas", "POST", path, "nama=Milik+saya"), 404);
    CHECK_STATUS(ask(w, "dinas", "POST", SAID("%s/hapus", path), ""), 404);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan/tampilan", NULL), "Telat");
}

TEST(it_is_renamed_and_removed_and_a_name_is_used_once)
{
    open_desk(w);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=lewat", "nama=Telat"), 303);
    const char *path = kept_path(w);
    struct req *twice = ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=diproses", "nama=+Telat+");
    CHECK_STATUS(twice, 422);
    CHECK_HAS(twice, "Lewat batas");
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=diproses", "nama=++"), 422);
    CHECK_STATUS(ask(w, "dinas", "POST", "/meja/aduan/tampilan?keadaan=lewat", "nama=Telat"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", path, "nama=Lewat+tenggat"), 303);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), ">Lewat tenggat <b>0</b></a>");
    CHECK_STATUS(ask(w, "meja", "POST", SAID("%s/hapus", path), ""), 303);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan/tampilan", NULL), "Belum ada tampilan tersimpan");
}

TEST(the_queue_opens_with_the_first_view_and_all_that_is_open_stays_one_click_away)
{
    open_desk(w);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=lewat", "nama=Telat&pertama=1"), 303);
    struct req *begun = ask(w, "meja", "GET", "/meja/aduan", NULL);
    CHECK_STATUS(begun, 303);
    CHECK_STR(begun->location, "/meja/aduan?keadaan=lewat");
    struct req *there = ask(w, "meja", "GET", "/meja/aduan?keadaan=lewat", NULL);
    CHECK_HAS(there, "href=\"/meja/aduan?keadaan=terbuka\"");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?keadaan=terbuka", NULL), "aria-current=\"true\">Terbuka");
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=diproses", "nama=Jalan&pertama=1"), 303);
    CHECK_STR(ask(w, "meja", "GET", "/meja/aduan", NULL)->location, "/meja/aduan?keadaan=diproses");
    CHECK_STATUS(ask(w, "meja", "POST", kept_path(w), "nama=Jalan"), 303);
    CHECK_STATUS(ask(w, "meja", "GET", "/meja/aduan", NULL), 200);
    CHECK_STATUS(ask(w, "dinas", "GET", "/meja/aduan", NULL), 200);
}

TEST(eight_are_kept_and_a_ninth_is_refused_with_the_way_out)
{
    open_desk(w);
    for (int i = 0; i < 8; i++)
        CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=lewat", SAID("nama=Tampilan+%d", i)), 303);
    struct req *full = ask(w, "meja", "POST", "/meja/aduan/tampilan?keadaan=lewat", "nama=Satu+lagi");
    CHECK_STATUS(full, 422);
    CHECK_HAS(full, "Paling banyak 8 tampilan dapat disimpan");
    CHECK_HAS(full, "Satu lagi");
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Satu lagi");
}

TESTS(meja_tampilan_tests,
    LISTED(filters_are_kept_under_a_name_and_come_back_as_a_chip_with_its_figure),
    LISTED(a_view_of_one_kind_counts_what_this_officer_may_read),
    LISTED(a_kept_view_is_its_owners_alone),
    LISTED(it_is_renamed_and_removed_and_a_name_is_used_once),
    LISTED(the_queue_opens_with_the_first_view_and_all_that_is_open_stays_one_click_away),
    LISTED(eight_are_kept_and_a_ninth_is_refused_with_the_way_out));
