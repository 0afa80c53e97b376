/* langganan_test.c: who follows a place hears of what is public there, after saying yes, until they stop. */
#include "modules/aduan/langganan.h"

#include "modules/aduan/aduan_uji.h"

#define FOLLOW "/aduan/langganan"
#define AREA "kelurahan=18.72.01.1001&meter=0&kategori=0&surel=siti%40uji.test&cara="

static bool
says(str text, const char *words)
{
    return str_find(text, str_of(words)) >= 0;
}

static void
jobs(struct world *w)
{
    CHECK(perkara_uji_job(w, langganan_match) == OK);
    CHECK(perkara_uji_job(w, langganan_tell) == OK);
}

/* Asks for it, and gives the address of the page that the e-mail names. */
static const char *
asked(struct world *w, const char *form)
{
    int count;
    struct req *r = ask(w, "", "POST", FOLLOW, form);
    CHECK_STATUS(r, 303);
    CHECK_STR(r->location, FOLLOW "/terkirim");
    str text = aduan_uji_mail(w, "siti@uji.test", &count);
    ptrdiff_t at = str_find(text, S(FOLLOW "/"));
    CHECK(at >= 0);
    return cstr(w->arena, str_head(str_from(text, (size_t)at), sizeof FOLLOW + 32));
}

static const char *
agreed(struct world *w, const char *form)
{
    const char *page = asked(w, form);
    CHECK_STATUS(ask(w, "", "POST", page, "aksi=setuju"), 303);
    return page;
}

static enum outcome
add_border(struct db *db, void *context)
{
    (void)context;
    return wilayah_set_border(db, S("18.72.01.1001"), S("105300000,-5120000 105320000,-5120000 105320000,-5100000"
        " 105300000,-5100000"), S("uji"));
}

static enum outcome
put_out_of_sight(struct db *db, void *context)
{
    struct perkara p;
    TRY(perkara_by_id(db, *(const int64_t *)context, &p));
    p.tayang = false;
    return perkara_update(db, &p);
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

TEST(an_address_hears_nothing_before_it_says_yes)
{
    int count;
    struct meja_uji m = open_desk(w);
    const char *page = asked(w, AREA "langsung");
    aduan_published(&m, "saluran");
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 1);                                        /* the question alone */
    CHECK_HAS(ask(w, "", "GET", page, NULL), "Setujui langganan ini?");
    CHECK_STATUS(ask(w, "", "POST", page, "aksi=setuju"), 303);
    aduan_published(&m, "saluran");
    jobs(w);
    str all = aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 2);
    CHECK(says(all, "1 laporan baru") && says(all, "Saluran tersumbat") && says(all, "Berhenti berlangganan: "));
}

TEST(a_complaint_leads_to_following_its_place)
{
    struct meja_uji m = open_desk(w);
    CHECK(world_write(w, add_border, NULL) == OK);
    struct perkara p = perkara_uji_row(w, aduan_published(&m, "saluran"));
    CHECK_HAS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(p.nomor))), NULL),
        "href=\"" FOLLOW "?kelurahan=18.72.01.1001\"");
    CHECK_HAS(ask(w, "", "GET", FOLLOW "?kelurahan=18.72.01.1001", NULL), "value=\"18.72.01.1001\" selected");
}

TEST(who_never_says_yes_is_forgotten)
{
    const char *page = asked(w, AREA "langsung");
    w->now += 3 * DAY;
    CHECK(perkara_uji_job(w, langganan_prune) == OK);
    CHECK_STATUS(ask(w, "", "GET", page, NULL), 404);
    CHECK_HAS(ask(w, "", "GET", page, NULL), "Langganan ini tidak ada");
}

TEST(what_is_not_public_is_told_to_nobody_who_follows)
{
    int count;
    struct meja_uji m = open_desk(w);
    agreed(w, AREA "langsung");
    aduan_sent(&m, "saluran", NULL);                            /* not verified */
    aduan_published(&m, "pungli");                                    /* secret by its kind */
    int64_t id = aduan_published(&m, "saluran");
    CHECK(perkara_uji_job(w, langganan_match) == OK);
    CHECK(world_write(w, put_out_of_sight, &id) == OK);         /* after it was matched, before it was told */
    CHECK(perkara_uji_job(w, langganan_tell) == OK);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 1);
}

TEST(a_bundle_waits_for_the_morning_and_is_one_letter)
{
    int count;
    struct meja_uji m = open_desk(w);
    agreed(w, AREA "harian");
    aduan_published(&m, "saluran");
    aduan_published(&m, "lampu-jalan");
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 1);
    w->now += 20 * HOUR;                                        /* 05.00 */
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 1);
    w->now += 2 * HOUR;
    jobs(w);
    CHECK(says(aduan_uji_mail(w, "siti@uji.test", &count), "2 laporan baru"));
    CHECK_INT(count, 2);
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 2);                                        /* once */
}

TEST(around_a_point_only_what_is_near_and_may_be_pinned)
{
    int count;
    struct meja_uji m = open_desk(w);
    CHECK(world_write(w, add_border, NULL) == OK);
    CHECK_HAS(ask(w, "", "POST", FOLLOW, "meter=500&lat=-5,113&lon=120&kategori=0&surel=a%40uji.test&cara=harian"),
        "Titik ini di luar");
    CHECK_HAS(ask(w, "", "POST", FOLLOW, "meter=777&lat=-5,113&lon=105,307&kategori=0&surel=a%40uji.test&cara=harian"),
        "Pilih jarak dari daftar.");
    agreed(w, "meter=250&lat=-5,1132&lon=105,3072&kategori=0&surel=siti%40uji.test&cara=langsung");
    CHECK_STATUS(ask(w, "", "POST", FOLLOW, "meter=250&lat=-5,105&lon=105,307&kategori=0&surel=jauh%40uji.test"
        "&cara=langsung"), 303);
    aduan_published(&m, "saluran");
    jobs(w);
    CHECK(says(aduan_uji_mail(w, "siti@uji.test", &count), "Saluran tersumbat"));
    CHECK_INT(count, 2);
    CHECK(world_write(w, make_sensitive, NULL) == OK);
    aduan_published(&m, "saluran");
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 2);                                        /* a distance would give its place away */
}

TEST(only_the_kind_that_was_asked_for)
{
    int count;
    struct meja_uji m = open_desk(w);
    struct kategori k;
    CHECK(kategori_by_kode(world_db(w), S("aduan"), S("sampah"), &k) == OK);
    agreed(w, cstr(w->arena, str_format(w->arena, "kelurahan=18.72.01.1001&meter=0&kategori=%lld&surel=siti%%40uji.test"
        "&cara=langsung", (long long)k.id)));
    aduan_published(&m, "saluran");
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 1);
    aduan_published(&m, "sampah");
    jobs(w);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 2);
}

TEST(who_stops_hears_no_more_and_leaves_no_address)
{
    int count;
    struct meja_uji m = open_desk(w);
    const char *page = agreed(w, AREA "langsung");
    aduan_published(&m, "saluran");
    CHECK(perkara_uji_job(w, langganan_match) == OK);
    CHECK_HAS(ask(w, "", "GET", page, NULL), "Berhenti mengikuti");
    CHECK_STATUS(ask(w, "", "POST", page, "aksi=berhenti"), 303);
    CHECK(perkara_uji_job(w, langganan_tell) == OK);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 1);
    CHECK_STATUS(ask(w, "", "GET", page, NULL), 404);
    struct query q = query_of(world_db(w), "SELECT 1 FROM aduan_langganan");
    CHECK(!query_next(&q) && query_end(&q) == OK);
}

TEST(an_account_hears_in_its_inbox_without_an_address)
{
    struct meja_uji m = open_desk(w);
    world_person(w, "warga", "rw", &(struct place){ S(WORLD_RW), 0 });
    CHECK_STATUS(ask(w, "warga", "POST", FOLLOW, "kelurahan=18.72.01.1001&meter=0&kategori=0&cara=langsung"), 303);
    CHECK_HAS(ask(w, "warga", "GET", FOLLOW, NULL), "Yang Anda ikuti");
    CHECK_LACKS(ask(w, "", "GET", FOLLOW, NULL), "Yang Anda ikuti");
    aduan_published(&m, "saluran");
    jobs(w);
    CHECK_HAS(ask(w, "warga", "GET", "/kabar", NULL), "1 laporan baru");
}

TEST(an_address_is_asked_three_times_and_a_network_ten_times_an_hour)
{
    int count;
    for (int i = 0; i < 5; i++)
        CHECK_STATUS(ask(w, "", "POST", FOLLOW, AREA "harian"), 303);
    aduan_uji_mail(w, "siti@uji.test", &count);
    CHECK_INT(count, 3);
    for (int i = 0; i < 5; i++)
        CHECK_STATUS(ask(w, "", "POST", FOLLOW, AREA "harian"), 303);
    CHECK_HAS(ask(w, "", "POST", FOLLOW, AREA "harian"), "Sudah 10 permintaan");
    CHECK_HAS(ask(w, "", "POST", FOLLOW, "meter=0&kategori=0&cara=harian&surel=x"), "Pilih kelurahan yang ingin");
    CHECK_HAS(ask(w, "", "POST", FOLLOW, "meter=0&kategori=0&cara=harian&surel=x"), "Tulis alamat email yang lengkap");
}

TEST(one_click_of_a_mail_program_ends_it_without_a_session_a_form_or_a_second_answer)
{
    const char *page = agreed(w, AREA "langsung"), *click = "List-Unsubscribe=One-Click";
    const char *url = cstr(w->arena, str_format(w->arena, "%s/berhenti", page));
    w->http.trust_forms = false;                /* what keeps foreign forms out does not keep this out */
    CHECK_HAS(ask(w, "", "GET", url, NULL), "berhenti");
    CHECK_STATUS(ask(w, "", "GET", page, NULL), 200);       /* looking ends nothing */
    CHECK(ask(w, "", "POST", page, "aksi=berhenti")->status != 303);
    CHECK_HAS(ask(w, "", "POST", url, click), "Langganan dihentikan");
    CHECK_STATUS(ask(w, "", "GET", page, NULL), 404);
    CHECK_STATUS(ask(w, "", "POST", url, click), 200);
    CHECK_STATUS(ask(w, "", "POST", FOLLOW "/00000000000000000000000000000000/berhenti", click), 200);
}

TESTS(langganan_tests,
    LISTED(an_address_hears_nothing_before_it_says_yes),
    LISTED(a_complaint_leads_to_following_its_place),
    LISTED(who_never_says_yes_is_forgotten),
    LISTED(what_is_not_public_is_told_to_nobody_who_follows),
    LISTED(a_bundle_waits_for_the_morning_and_is_one_letter),
    LISTED(around_a_point_only_what_is_near_and_may_be_pinned),
    LISTED(only_the_kind_that_was_asked_for),
    LISTED(who_stops_hears_no_more_and_leaves_no_address),
    LISTED(an_account_hears_in_its_inbox_without_an_address),
    LISTED(an_address_is_asked_three_times_and_a_network_ten_times_an_hour),
    LISTED(one_click_of_a_mail_program_ends_it_without_a_session_a_form_or_a_second_answer));
