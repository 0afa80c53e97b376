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

TEST(a_path_has_one_spelling)
{
    str path;
    static const char *const wrong[] = { "", "x", "//", "/a//b", "/a/", "/./a", "/a/../b", "/a/%2e%2e/b", "/%zz",
        "/a%0ab", "/a%00", "/%ff", "/a\\b", "/a%2" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (path_decode(w->arena, str_of(wrong[i]), &path))
            fail_msg("%s is taken", wrong[i]);
    CHECK(path_decode(w->arena, S("/usulan/USL-28-A%20B"), &path) && str_eqz(path, "/usulan/USL-28-A B"));
    CHECK(path_decode(w->arena, S("/"), &path));
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

TESTS(http_tests,
    LISTED(a_key_in_the_query_that_no_page_reads_keeps_it_out_of_the_cache),
    LISTED(a_path_has_one_spelling),
    LISTED(an_unknown_address_and_a_wrong_method_are_told_apart),
    LISTED(a_form_without_our_token_is_refused),
    LISTED(a_multipart_body_that_lies_about_its_end_is_refused));
