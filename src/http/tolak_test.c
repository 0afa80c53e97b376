/* tolak_test.c: what is refused on the way in: bodies that are no form, bytes that are no text, planted cookies. */
#include "core/world.h"
#include "http/http_internal.h"

#define HEAD(more) "--x\r\nContent-Disposition: form-data; " more "\r\n\r\n"
#define END "\r\n--x--\r\n"

static bool
taken(struct world *w, str type, str body)
{
    struct req req = { .arena = w->arena };
    return body_decode(&req, type, body);
}

TEST(a_multipart_body_that_is_not_whole_is_refused)
{
    static const str type = S("multipart/form-data; boundary=x");
    static const str bad[] = { S(""), S("--x"), S("--y\r\n"), S("--x\r\n\r\n1" END),
        S(HEAD("a=1") "1" END), S(HEAD("name=\"a\"")),
        S("\r\n" HEAD("name=\"a\"") "1" END), S(HEAD("name=\"a\"") "1\r\n--x\r\n"),
        S(HEAD("name=\"a\"") "1\r\n--xy\r\n"),
        S(HEAD("name=\"\xFF\"") "1" END), S(HEAD("name=\"a\"") "\xC3" END), S(HEAD("name=\"a\"") "a\0b" END),
        S(HEAD("name=\"a\"; filename=\"\xED\xA0\x80\"") "1" END) };
    for (size_t i = 0; i < COUNT(bad); i++)
        if (taken(w, type, bad[i]))
            fail_msg("%zu is taken", i);
    CHECK(taken(w, type, S(HEAD("name=\"a\"") "\xC3\x97" END)));
    CHECK(taken(w, type, S(HEAD("name=\"a\"; filename=\"b\"") "\xFF\xD8" END)));
    CHECK(!taken(w, S("multipart/form-data"), S(HEAD("name=\"a\"") "1" END)));
}

TEST(a_form_that_is_no_text_is_refused)
{
    static const str type = S("application/x-www-form-urlencoded");
    static const str bad[] = { S("a=%ff"), S("a=%C3"), S("a=%00"), S("%C0%AF=1"), S("a=\xFF"), S("a=\xC3%97"),
        S("a=%4"), S("a=1\0b"), S("a=got%07"), S("a=%1b[31m"), S("a=b%7f%08"), S("a=%c2%80%01") };
    for (size_t i = 0; i < COUNT(bad); i++)
        if (taken(w, type, bad[i]))
            fail_msg("%zu is taken", i);
    CHECK(taken(w, type, S("a=%C3%97&b=+&c")) && taken(w, S(""), S("")));
    CHECK(!taken(w, S(""), S("a=1")) && !taken(w, S("application/json"), S("{}")));
    CHECK(!taken(w, S("text/plain"), S("a=1")));
}

TEST(a_header_that_is_kept_is_text_and_ends_with_a_whole_letter)
{
    CHECK_STR(header_text(w->arena, S("Mozilla/5.0"), 120), "Mozilla/5.0");
    CHECK_STR(header_text(w->arena, S("Peramban\xFF"), 120), "");
    CHECK_STR(header_text(w->arena, S("a\xC3\x97z"), 2), "a");
    CHECK_STR(header_text(w->arena, S("a\xC3\x97z"), 3), "a\xC3\x97");
}

/* The value that a reply gives a cookie; empty when it gives none. */
static str
given(const struct req *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++) {
        str rest = r->headers[i].value, key, value;
        if (str_eqz(r->headers[i].name, "Set-Cookie") && str_cut(&rest, '=', &key) && str_eqz(key, name)
            && str_cut(&rest, ';', &value))
            return value;
    }
    return (str){ 0 };
}

TEST(a_guests_cookie_that_we_did_not_make_is_exchanged)
{
#define EIGHT "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
    static const char *const planted[] = { "", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", (EIGHT EIGHT EIGHT EIGHT),
        "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeeff0" };
    for (size_t i = 0; i < COUNT(planted); i++) {
        str user = str_format(w->arena, "=x; pamong_tamu=%s", planted[i]);
        str got = given(ask(w, cstr(w->arena, user), "GET", "/masuk", NULL), "pamong_tamu");
        if (!guest_fits(got) || str_eqz(got, planted[i]))
            fail_msg("%zu: " STR, i, STR_ARG(got));
    }
    CHECK_STR(given(ask(w, "", "GET", "/masuk", NULL), "pamong_tamu"), "00112233445566778899aabbccddeeff");
}

static int64_t
sessions(struct world *w)
{
    int64_t n = -1;
    struct query q = query_of(world_db(w), "SELECT count(*) FROM sesi");
    if (query_next(&q))
        n = query_int(&q);
    CHECK(query_end(&q) == OK);
    return n;
}

TEST(a_session_that_nobody_opened_is_nobody_whatever_its_bytes)
{
    static const char *const planted[] = { "=ditanam", "=\xFF\xFE", "=", "=' OR 1=1 --", "=%00", "=a\tb",
        "=0000000000000000000000000000000000000000000000000000000000000000" };
    for (size_t i = 0; i < COUNT(planted); i++) {
        CHECK_STATUS(ask(w, planted[i], "GET", "/saya", NULL), 303);
        CHECK_STATUS(ask(w, planted[i], "GET", "/masuk", NULL), 200);
        CHECK_STATUS(ask(w, planted[i], "POST", "/saya/keluar-semua", "x=1"), 403);
    }
    CHECK_INT(sessions(w), 0);
}

TESTS(tolak_tests,
    LISTED(a_multipart_body_that_is_not_whole_is_refused),
    LISTED(a_form_that_is_no_text_is_refused),
    LISTED(a_header_that_is_kept_is_text_and_ends_with_a_whole_letter),
    LISTED(a_guests_cookie_that_we_did_not_make_is_exchanged),
    LISTED(a_session_that_nobody_opened_is_nobody_whatever_its_bytes));
