/* lapor_test.c: reporting without an account: how often a network may, and what it proves when it sends more. */
#include <sodium.h>

#include "modules/aduan/aduan_uji.h"

#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

/* What stands between two marks of a page. */
static str
between(const struct req *page, const char *from, const char *to)
{
    str all = body_of(page);
    ptrdiff_t at = str_find(all, str_of(from));
    must(at >= 0);
    all = str_from(all, (size_t)at + strlen(from));
    ptrdiff_t end = str_find(all, str_of(to));
    must(end >= 0);
    return str_head(all, (size_t)end);
}

/* The second step of a report, a while after its form was shown; where the third one is. */
static const char *
written(struct world *w)
{
    str stamp = between(ask(w, "", "GET", "/lapor/saluran", NULL), "name=\"cap\" value=\"", "\"");
    w->now += 10;
    struct req *sent = ask(w, "", "POST", "/lapor/saluran", SAID("isi=Air+masuk+ke+rumah+setiap+hujan&alamat=Gang+1"
        "&kelurahan=" WORLD_KELURAHAN "&cap=" STR, STR_ARG(stamp)));
    CHECK_STATUS(sent, 303);
    return cstr(w->arena, sent->location);
}

/* The same step with a place as it is typed. */
static struct req *
placed(struct world *w, const char *place)
{
    str stamp = between(ask(w, "", "GET", "/lapor/saluran", NULL), "name=\"cap\" value=\"", "\"");
    w->now += 10;
    return ask(w, "", "POST", "/lapor/saluran", SAID("isi=Air+masuk+ke+rumah+setiap+hujan&%s&cap=" STR, place,
        STR_ARG(stamp)));
}

static enum outcome
draw_border(struct db *db, void *context)
{
    (void)context;
    return wilayah_set_border(db, S(WORLD_KELURAHAN),
        S("105300000,-5120000 105310000,-5120000 105310000,-5100000 105300000,-5100000"), S("uji"));
}

TEST(a_point_on_the_map_is_place_enough_and_nothing_at_all_is_not)
{
    open_desk(w);
    CHECK_LACKS(ask(w, "", "GET", "/lapor/saluran", NULL), "data-titik");       /* no border is known */
    CHECK(world_write(w, draw_border, NULL) == OK);
    CHECK_HAS(ask(w, "", "GET", "/lapor/saluran", NULL), "data-titik");
    struct req *sent = placed(w, "lat=-5,1131&lon=105,3050");
    CHECK_STATUS(sent, 303);
    CHECK_HAS(ask(w, "", "GET", cstr(w->arena, sent->location), NULL), "Kel. Melati");
    CHECK_HAS(placed(w, "kelurahan=" WORLD_KELURAHAN), "Tulis alamat atau patokannya, atau tandai titiknya di peta.");
    CHECK_STATUS(placed(w, "alamat=Gang+1&kelurahan=" WORLD_KELURAHAN), 303);
    CHECK_STATUS(placed(w, "lat=-5,2&lon=105,3050"), 422);
}

static const char *
worked_out(struct world *w, str stamp)
{
    for (int64_t n = 0;; n++) {
        unsigned char hash[crypto_hash_sha256_BYTES];
        char text[200];
        int len = snprintf(text, sizeof text, STR ":%lld", STR_ARG(stamp), (long long)n);
        crypto_hash_sha256(hash, (const unsigned char *)text, (unsigned long long)len);
        if (hash[0] == 0 && hash[1] == 0)
            return SAID("%lld", (long long)n);
    }
}

TEST(few_reports_of_a_network_need_nothing_and_more_need_work)
{
    open_desk(w);
    for (int i = 0; i < 3; i++) {
        const char *last = written(w);
        CHECK_LACKS(ask(w, "", "GET", last, NULL), "data-kerja");
        CHECK_STATUS(ask(w, "", "POST", last, "tampak=publik"), 303);
    }
    const char *last = written(w);
    struct req *page = ask(w, "", "GET", last, NULL);
    CHECK_HAS(page, "tanpa skrip, kirim lagi setelah pukul");
    str stamp = between(page, "data-kerja=\"", "\"");
    CHECK_HAS(ask(w, "", "POST", last, "tampak=publik"), "Coba lagi setelah pukul");
    CHECK_STATUS(ask(w, "", "POST", last, SAID("tampak=publik&cap=" STR "&bukti=1", STR_ARG(stamp))), 422);
    const char *proof = worked_out(w, stamp);
    CHECK_STATUS(ask(w, "", "POST", last, SAID("tampak=publik&cap=1" STR "&bukti=%s", STR_ARG(stamp), proof)), 422);
    CHECK_STATUS(ask(w, "", "POST", last, SAID("tampak=publik&cap=" STR "&bukti=%s", STR_ARG(stamp), proof)), 303);
}

TEST(after_the_hour_nothing_is_asked_again)
{
    open_desk(w);
    for (int i = 0; i < 3; i++)
        CHECK_STATUS(ask(w, "", "POST", written(w), "tampak=publik"), 303);
    const char *last = written(w);
    CHECK_STATUS(ask(w, "", "POST", last, "tampak=publik"), 422);
    w->now += HOUR;
    CHECK_STATUS(ask(w, "", "POST", last, "tampak=publik"), 303);
}

/* Where two kinds stand on the page that asks what it is about. */
static bool
stands_before(struct world *w, const char *kode, const char *other)
{
    str page = body_of(ask(w, "", "GET", "/lapor", NULL));
    ptrdiff_t one = str_find(page, str_format(w->arena, "\"/lapor/%s\"", kode));
    ptrdiff_t two = str_find(page, str_format(w->arena, "\"/lapor/%s\"", other));
    must(one >= 0 && two >= 0);
    return one < two;
}

TEST(what_is_reported_most_stands_first_at_the_door)
{
    struct meja_uji m = open_desk(w);
    CHECK(stands_before(w, "jalan-lubang", "pohon"));
    aduan_published(&m, "pohon");
    CHECK(stands_before(w, "pohon", "jalan-lubang"));
    CHECK_HAS(ask(w, "", "GET", "/", NULL), "href=\"/lapor/pohon\"");
}

TEST(a_sensitive_kind_never_stands_at_the_door)
{
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "kekerasan");
    CHECK_LACKS(ask(w, "", "GET", "/", NULL), "/lapor/kekerasan");
    CHECK_HAS(ask(w, "", "GET", "/lapor", NULL), "/lapor/kekerasan");
}

TEST(the_first_page_shows_the_newest_reports_and_says_when_there_is_none)
{
    struct meja_uji m = open_desk(w);
    CHECK_HAS(ask(w, "", "GET", "/", NULL), "Belum ada laporan");
    struct perkara shown = perkara_uji_row(w, aduan_published(&m, "saluran"));
    struct perkara waiting = perkara_uji_row(w, aduan_sent(&m, "saluran", NULL));
    struct req *home = ask(w, "", "GET", "/", NULL);
    CHECK_HAS(home, cstr(w->arena, str_format(w->arena, "href=\"/aduan/" STR "\"", STR_ARG(shown.nomor))));
    CHECK_LACKS(home, cstr(w->arena, waiting.nomor));
    CHECK_LACKS(home, "Belum ada laporan");
}

TEST(a_report_without_blanks_gets_a_title_that_ends_with_a_whole_letter)
{
    struct buf b = { .arena = w->arena };
    for (int i = 0; i < 100; i++)
        buf_str(&b, S("\xE8\xAA\x9E"));
    buf_char(&b, 'x');
    str stamp = between(ask(w, "", "GET", "/lapor/saluran", NULL), "name=\"cap\" value=\"", "\"");
    w->now += 10;
    struct req *sent = ask(w, "", "POST", "/lapor/saluran", SAID("isi=x" STR "&alamat=Gang+1&kelurahan=" WORLD_KELURAHAN
        "&cap=" STR, STR_ARG(buf_view(&b)), STR_ARG(stamp)));
    CHECK_STATUS(sent, 303);
    CHECK_STATUS(ask(w, "", "POST", cstr(w->arena, sent->location), "tampak=publik"), 303);
}

TEST(a_number_typed_for_the_code_leads_to_the_public_page_or_nowhere)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    str nomor = perkara_uji_row(w, id).nomor;
    const char *form = cstr(w->arena, str_format(w->arena, "kode=%%20" STR, STR_ARG(str_lower(w->arena, nomor))));
    CHECK_STR(ask(w, "", "POST", "/lacak", form)->location, "/lacak?gagal=1");
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), .aksi = S("verifikasi") },
        NULL) == OK);
    CHECK_STR(ask(w, "", "POST", "/lacak", form)->location,
        cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(nomor))));
}

TESTS(lapor_tests,
    LISTED(a_number_typed_for_the_code_leads_to_the_public_page_or_nowhere),
    LISTED(a_point_on_the_map_is_place_enough_and_nothing_at_all_is_not),
    LISTED(few_reports_of_a_network_need_nothing_and_more_need_work),
    LISTED(after_the_hour_nothing_is_asked_again),
    LISTED(what_is_reported_most_stands_first_at_the_door),
    LISTED(a_report_without_blanks_gets_a_title_that_ends_with_a_whole_letter),
    LISTED(a_sensitive_kind_never_stands_at_the_door),
    LISTED(the_first_page_shows_the_newest_reports_and_says_when_there_is_none));
