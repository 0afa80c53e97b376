/* situs_test.c: search engines are shown what everybody sees, and nothing else. */
#include "base/clock.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/musrenbang/musrenbang_uji.h"

static const char *
this_month(struct world *w)
{
    date d = date_of(clock_now(), &zone_wib);
    return cstr(w->arena, str_format(w->arena, "/sitemap/aduan-%04d-%02d.xml", d.year, d.month));
}

TEST(robots_are_told_where_the_map_is_and_what_is_nobodys)
{
    struct req *r = ask(w, "", "GET", "/robots.txt", NULL);
    CHECK_STATUS(r, 200);
    CHECK_HAS(r, "Sitemap: http://uji.test/sitemap.xml");
    CHECK_HAS(r, "Disallow: /lacak/");
}

TEST(the_map_names_public_pages_by_month_and_no_secret_one)
{
    struct meja_uji m = open_desk(w);
    CHECK_LACKS(ask(w, "", "GET", "/sitemap.xml", NULL), "/sitemap/aduan-");
    struct perkara shown = perkara_uji_row(w, aduan_published(&m, "saluran"));
    struct perkara waiting = perkara_uji_row(w, aduan_sent(&m, "saluran", NULL));
    struct perkara secret = perkara_uji_row(w, aduan_published(&m, "pungli"));
    CHECK_HAS(ask(w, "", "GET", "/sitemap.xml", NULL), this_month(w));
    struct req *r = ask(w, "", "GET", this_month(w), NULL);
    CHECK_HAS(r, cstr(w->arena, str_format(w->arena, "<loc>http://uji.test/aduan/" STR "</loc>",
        STR_ARG(shown.nomor))));
    CHECK_LACKS(r, cstr(w->arena, waiting.nomor));
    CHECK_LACKS(r, cstr(w->arena, secret.nomor));
    CHECK_LACKS(ask(w, "", "GET", "/sitemap/aduan-2021-01.xml", NULL), "<loc>");
    CHECK_STATUS(ask(w, "", "GET", "/sitemap/aduan-2021-13.xml", NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", "/sitemap/lain-2021-01.xml", NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", "/sitemap/umum.txt", NULL), 404);
}

/* A map that leads to a page that is none would be believed by nobody. */
TEST(every_page_that_the_map_names_opens)
{
    open_year(w, 0);
    str all = body_of(ask(w, "", "GET", "/sitemap/umum.xml", NULL));
    size_t count = 0;
    for (ptrdiff_t at; (at = str_find(all, S("<loc>http://uji.test"))) >= 0; count++) {
        all = str_from(all, (size_t)at + sizeof "<loc>http://uji.test" - 1);
        int status = ask(w, "", "GET", cstr(w->arena, str_head(all, (size_t)str_find(all, S("</loc>")))), NULL)->status;
        CHECK(status == 200 || status == 303);
    }
    CHECK(count >= 8);
}

TESTS(situs_tests,
    LISTED(robots_are_told_where_the_map_is_and_what_is_nobodys),
    LISTED(the_map_names_public_pages_by_month_and_no_secret_one),
    LISTED(every_page_that_the_map_names_opens));
