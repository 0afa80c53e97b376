/* escape_test.c: no value leaves the place in a page where it was put. */
#include "base/test.h"
#include "html/html.h"

typedef void put_fn(struct html *, str);

static str
put_in(struct arena *a, put_fn *put, str value)
{
    struct html h = html_open(a, &zone_wib, S("id"));
    put(&h, value);
    return html_view(&h);
}

/* Every byte, NUL among them. */
static str
all_bytes(struct arena *a)
{
    char *p = arena_alloc(a, 256);
    for (int i = 0; i < 256; i++)
        p[i] = (char)i;
    return (str){ p, 256 };
}

TEST(a_text_cannot_open_a_tag_an_entity_or_end_an_attribute)
{
    struct arena *a = arena_open();
    CHECK_STR(put_in(a, html_text_str, S("<b a=\"1\" c='2'>&amp;")),
        "&lt;b a=&#34;1&#34; c=&#39;2&#39;&gt;&amp;amp;");
    CHECK_STR(put_in(a, html_attr_str, S("\" onclick='x")), "&#34; onclick=&#39;x");
    CHECK_INT(put_in(a, html_text_str, S("")).len, 0);
    CHECK_INT(put_in(a, html_text_str, (str){ 0 }).len, 0);
    str safe = put_in(a, html_attr_str, all_bytes(a));
    for (size_t i = 0; i < safe.len; i++)
        CHECK(safe.ptr[i] != '<' && safe.ptr[i] != '>' && safe.ptr[i] != '"' && safe.ptr[i] != '\'');
    CHECK_INT(safe.len, 256 - 5 + 2 * 4 + 3 * 5);
    arena_close(a);
}

TEST(a_piece_of_a_path_has_no_letter_with_a_meaning)
{
    struct arena *a = arena_open();
    CHECK_STR(put_in(a, html_path_str, S("a/b?c#d&e=f %+\"<")), "a%2Fb%3Fc%23d%26e%3Df%20%25%2B%22%3C");
    CHECK_STR(put_in(a, html_path_str, S("-._~Zz09")), "-._~Zz09");
    CHECK_STR(put_in(a, html_path_str, S("\xC3\x97")), "%C3%97");
    CHECK_STR(url_part(a, S("RW 05")), "RW%2005");
    struct html h = { .out = { .arena = a } };
    html_path(&h, ((url_query){ S("a=b%20c&d=\"") }));
    CHECK_STR(html_view(&h), "a=b%20c&amp;d=&#34;");
    CHECK_INT(put_in(a, html_path_str, all_bytes(a)).len, 66 + 3 * (256 - 66));
    arena_close(a);
}

TEST(only_urls_that_lead_where_they_seem_to_are_written)
{
    static const char *const good[] = { "/", "/usulan/1?a=b&c=d#e", "#isi", "?halaman=2", "https://metrokota.go.id/",
        "http://localhost:8080/", "mailto:a@b.id", "tel:112", "geo:-5.1,105.3", "/a//b", "/kelurahan/\xC3\xA9" };
    static const char *const bad[] = { "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "//jahat.example", "/\\jahat.example", "\\\\jahat.example", "/\t/jahat.example", "/\n/jahat.example",
        "usulan/1", "../x", "https:jahat.example", "HTTPS://jahat.example", "/a b", "/a\x7F" };
    struct arena *a = arena_open();
    for (size_t i = 0; i < COUNT(good); i++)
        if (str_eqz(put_in(a, html_url_str, str_of(good[i])), "#"))
            fail_msg("%s was refused", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        CHECK_STR(put_in(a, html_url_str, str_of(bad[i])), "#");
    CHECK_STR(put_in(a, html_url_str, (str){ "/a\0b", 4 }), "#");
    CHECK_STR(put_in(a, html_url_str, S("/a?b=\"><b>&c=1")), "/a?b=&#34;&gt;&lt;b&gt;&amp;c=1");
    arena_close(a);
}

TEST(a_number_is_grouped_for_people_and_plain_for_machines)
{
    struct arena *a = arena_open();
    struct html h = html_open(a, &zone_wib, S("id"));
    html_text(&h, (int64_t)-4821);
    html_put(&h, "|");
    html_attr(&h, (int64_t)-4821);
    html_put(&h, "|");
    html_path(&h, 4821);
    html_put(&h, "|");
    html_style(&h, 71);
    html_put(&h, "|");
    html_text(&h, money_of_rupiah(700000000));
    html_put(&h, "|");
    html_text(&h, ((volume){ 14000 }));
    html_put(&h, "|");
    html_text(&h, ((share){ 7180 }));
    html_put(&h, "|");
    html_text(&h, ((markup){ S("<b>") }));
    CHECK_STR(html_view(&h), "\xE2\x88\x92" "4.821|-4821|4821|71|Rp700.000.000|1,4|71,8%|<b>");
    arena_close(a);
}

TESTS(escape_tests,
    ALONE(a_text_cannot_open_a_tag_an_entity_or_end_an_attribute),
    ALONE(a_piece_of_a_path_has_no_letter_with_a_meaning),
    ALONE(only_urls_that_lead_where_they_seem_to_are_written),
    ALONE(a_number_is_grouped_for_people_and_plain_for_machines));
