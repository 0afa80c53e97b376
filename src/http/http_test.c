/* http_test.c: what the router promises without a module: which addresses a page is kept under, how paths are spelt. */
#include "core/world.h"
#include "http/http_internal.h"

TEST(a_key_in_the_query_that_no_page_reads_keeps_it_out_of_the_cache)
{
    CHECK(!all_args_read(ask(w, "", "GET", "/masuk?x=1", NULL)));
    CHECK(!all_args_read(ask(w, "", "GET", "/masuk?ke=%2Fkerja&acak=7", NULL)));
    CHECK(all_args_read(ask(w, "", "GET", "/masuk?ke=%2Fkerja", NULL)));
    CHECK(all_args_read(ask(w, "", "GET", "/segel", NULL)));
}

TEST(a_page_is_kept_apart_for_whatever_its_reply_depends_on)
{
    static const struct kept_for all[] = { { S("/a"), false, false, false, 60 }, { S("/b"), false, false, false, 60 },
        { S("/a?x=1"), false, false, false, 60 }, { S("/a"), true, false, false, 60 },
        { S("/a"), false, true, false, 60 }, { S("/a"), false, false, true, 60 },
        { S("/a"), false, false, false, 2 * DAY } };
    str keys[COUNT(all)];
    for (size_t i = 0; i < COUNT(all); i++)
        keys[i] = cache_key(w->arena, &w->region, &all[i]);
    for (size_t i = 0; i < COUNT(all); i++)
        for (size_t j = 0; j < COUNT(all); j++)
            CHECK((i == j) == str_eq(keys[i], keys[j]));
}

TEST(a_path_has_one_spelling)
{
    str path;
    static const char *const wrong[] = { "", "x", "//", "/a//b", "/a/", "/./a", "/a/../b", "/a/%2e%2e/b", "/%zz",
        "/a%0ab", "/a%00", "/%ff", "/a\\b", "/a%2", "/a%2Fb", "/a%2f", "/&/&F%2F%2F" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (path_decode(w->arena, str_of(wrong[i]), &path))
            fail_msg("%s is taken", wrong[i]);
    CHECK(path_decode(w->arena, S("/usulan/USL-28-A%20B"), &path) && str_eqz(path, "/usulan/USL-28-A B"));
    CHECK(path_decode(w->arena, S("/"), &path));
    CHECK_STR(path_joined(w->arena, S("/open311/v2//requests.json")), "/open311/v2/requests.json");
    CHECK_STR(path_joined(w->arena, S("/open311///v2/services/kode.xml//")), "/open311/v2/services/kode.xml");
    CHECK_STR(path_joined(w->arena, S("/open311/v2/%2f/x")), "/open311/v2/%2f/x");
}

TEST(an_unknown_address_and_a_wrong_method_are_told_apart)
{
    CHECK_STATUS(ask(w, "", "GET", "/tidak/ada", NULL), 404);
    CHECK_STATUS(ask(w, "", "POST", "/segel", "x=1"), 405);
}

TEST(a_form_without_our_token_is_refused)
{
    w->http.trust_forms = false;
    struct req *reply = ask(w, "", "POST", "/masuk", "masuk=a&sandi=b");
    CHECK_STATUS(reply, 403);
    CHECK_HAS(reply, "terlalu lama terbuka");
}

TEST(a_multipart_body_that_lies_about_its_end_is_refused)
{
#define PART "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1"
    struct form f = { 0 }, g = { 0 };
    CHECK(!multipart_decode(w->arena, S(PART), S("x"), &f));
    CHECK(multipart_decode(w->arena, S(PART "\r\n--x--\r\n"), S("x"), &g));
    CHECK_STR(form_value(&g, S("a")), "1");
}

struct lines { const char *names[4], *values[4]; };

static int
verdict(const struct lines *l, const char *method, const char *target)
{
    struct guard g = { 0 };
    for (size_t i = 0; i < COUNT(l->names) && l->names[i]; i++)
        guard_header(&g, str_of(l->names[i]), str_of(l->values[i]));
    return guard_verdict(&g, str_of(method), S("HTTP/1.1"), str_of(target));
}

TEST(where_a_body_ends_must_be_said_once_and_in_one_way)
{
    static const struct lines good[] = {
        { { "Host", "Content-Length" }, { "a", "3" } }, { { "host", "transfer-encoding" }, { "a", "CHUNKED" } } };
    static const struct lines bad[] = {
        { { "Host", "Content-Length" }, { "a", "+3" } }, { { "Host", "Content-Length" }, { "a", "" } },
        { { "Host", "Content-Length" }, { "a", "3, 3" } },
        { { "Host", "Content-Length" }, { "a", "99999999999999999999" } },
        { { "Host", "Content-Length", "Content-Length" }, { "a", "3", "3" } },
        { { "Host", "Content-Length", "Transfer-Encoding" }, { "a", "3", "chunked" } },
        { { "Host", "Transfer-Encoding" }, { "a", "gzip, chunked" } },
        { { "Host", "Host" }, { "a", "a" } }, { { "Host", "X Y" }, { "a", "1" } }, { { "Host", "" }, { "a", "1" } },
        { { "Host", "X" }, { "a", "a\rb" } }, { { "X" }, { "a" } } };
    for (size_t i = 0; i < COUNT(good); i++)
        CHECK(verdict(&good[i], "POST", "/") == 0);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (verdict(&bad[i], "POST", "/") != 400)
            fail_msg("%zu is taken", i);
    CHECK(verdict(&good[0], "GET", "/") == 400);
    CHECK(verdict(&good[0], "PUT", "/") == 405);
    CHECK(verdict(&good[0], "POST", "http://a/") == 400);
}

TEST(a_header_with_more_bytes_than_its_lines_hides_something)
{
    struct guard g = { .raw = sizeof "GET / HTTP/1.1\r\nHost: a\r\n\r\n" - 1 }, folded = { .raw = g.raw + 1 };
    guard_header(&g, S("Host"), S("a"));
    guard_header(&folded, S("Host"), S("a"));
    CHECK(guard_verdict(&g, S("GET"), S("HTTP/1.1"), S("/")) == 0);
    CHECK(guard_verdict(&folded, S("GET"), S("HTTP/1.1"), S("/")) == 400);
}

TEST(a_host_is_a_name_and_perhaps_a_port)
{
    static const char *const bad[] = { "", "a@uji.test", "uji.test:", "uji.test:0", "uji.test:65536", "uji.test:80:80",
        "uji.test:+80", "[uji.test]", "lain.test", "uji.test.", " uji.test" };
    CHECK(region_of(&w->http, S("UJI.test")) == &w->region);
    CHECK(region_of(&w->http, S("uji.test:8080")) == &w->region);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (region_of(&w->http, str_of(bad[i])))
            fail_msg("\"%s\" is taken", bad[i]);
}

TEST(a_form_from_another_site_is_refused)
{
    static const struct { const char *site, *origin; bool https, holds; } cases[] = {
        { "same-origin", "", false, true }, { "none", "", false, true }, { "cross-site", "", false, false },
        { "same-site", "https://uji.test", true, false }, { "", "http://uji.test", false, true },
        { "", "", false, true }, { "", "null", false, false },
        { "", "http://uji.test", true, false }, { "", "https://uji.test.jahat.test", true, false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct req req = { .arena = w->arena, .host = S("uji.test"), .https = cases[i].https,
            .fetch_site = str_of(cases[i].site), .origin = str_of(cases[i].origin) };
        if (origin_holds(&req) != cases[i].holds)
            fail_msg("%zu: \"%s\" \"%s\"", i, cases[i].site, cases[i].origin);
    }
}

TEST(with_tls_a_cookie_is_bound_to_this_host)
{
    struct req req = { .arena = w->arena, .https = true, .cookie = S("pamong_sesi=palsu; __Host-pamong_sesi=asli") };
    session_cookie_set(&req, S("x"), 60);
    CHECK_STR(req.headers[0].value, "__Host-pamong_sesi=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    CHECK_STR(cookie_read(&req, "pamong_sesi"), "asli");
    req.https = false;
    session_cookie_set(&req, S("x"), 60);
    CHECK_STR(req.headers[1].value, "pamong_sesi=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
}

TESTS(http_tests,
    LISTED(where_a_body_ends_must_be_said_once_and_in_one_way),
    LISTED(a_header_with_more_bytes_than_its_lines_hides_something),
    LISTED(a_host_is_a_name_and_perhaps_a_port),
    LISTED(a_form_from_another_site_is_refused),
    LISTED(with_tls_a_cookie_is_bound_to_this_host),
    LISTED(a_key_in_the_query_that_no_page_reads_keeps_it_out_of_the_cache),
    LISTED(a_page_is_kept_apart_for_whatever_its_reply_depends_on),
    LISTED(a_path_has_one_spelling),
    LISTED(an_unknown_address_and_a_wrong_method_are_told_apart),
    LISTED(a_form_without_our_token_is_refused),
    LISTED(a_multipart_body_that_lies_about_its_end_is_refused));
