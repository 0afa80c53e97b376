/* page_test.c: what a page carries besides its text: guard, icons, language, assets. */
#include "base/test.h"
#include "html/asset.h"
#include "html/icon.h"
#include "html/text.h"

#include <sys/wait.h>
#include <unistd.h>

TEST(a_form_guard_holds_token_and_key_and_marks_the_page)
{
    struct arena *a = arena_open();
    struct html h = html_open(a, &zone_wib, S("id"));
    h.csrf_token = S("a\"b");
    h.form_key = S("k1");
    CHECK(!h.has_form);
    html_form_guard(&h);
    CHECK(h.has_form);
    CHECK_STR(html_view(&h), "<input type=\"hidden\" name=\"_token\" value=\"a&#34;b\">"
        "<input type=\"hidden\" name=\"_kunci\" value=\"k1\">");
    arena_close(a);
}

TEST(a_page_prints_the_symbols_it_used_and_no_others)
{
    struct arena *a = arena_open();
    struct html h = html_open(a, &zone_wib, S("id"));
    size_t last = icon_symbol_count - 1;
    str first_name = str_of(icon_symbols[0].name), last_name = str_of(icon_symbols[last].name);
    CHECK_STR(html_icon_sprite(&h).html, "<svg hidden xmlns=\"http://www.w3.org/2000/svg\"></svg>");
    CHECK_STR(html_icon(&h, last_name).html, str_format(a, "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-%s\"/>"
        "</svg>", icon_symbols[last].name).ptr);
    html_icon(&h, last_name);
    html_icon(&h, first_name);
    str sprite = html_icon_sprite(&h).html, rest = sprite;
    size_t symbols = 0;
    for (ptrdiff_t at; (at = str_find(rest, S("<symbol "))) >= 0; symbols++)
        rest = str_from(rest, (size_t)at + 1);
    CHECK_INT(symbols, 2);
    CHECK(str_find(sprite, str_of(icon_symbols[0].body)) >= 0);
    CHECK(str_find(sprite, str_of(icon_symbols[last].body)) >= 0);
    arena_close(a);
}

TEST(the_tables_made_at_build_time_are_sorted_for_bisection)
{
    struct arena *a = arena_open();
    struct html h = html_open(a, &zone_wib, S("id"));
    CHECK(icon_symbol_count > 1 && icon_symbol_count <= 512 && text_en_count > 1 && asset_count > 0);
    for (size_t i = 0; i < icon_symbol_count; i++)
        html_icon(&h, str_of(icon_symbols[i].name));
    for (size_t i = 0; i < text_en_count; i++) {
        const char *bar = strchr(text_en[i].en, '|');
        CHECK_STR(text_in(S("en"), str_of(text_en[i].id)), bar ? bar + 1 : text_en[i].en);
    }
    arena_close(a);
}

static void use_an_unknown_icon(struct html *h) { html_icon(h, S("no-such-icon")); }
static void use_an_unknown_asset(struct html *h) { html_attr_str(h, asset_url("no-such-file.css")); }

static bool
dies(void (*act)(struct html *))
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct html h = html_open(arena_open(), &zone_wib, S("id"));
        close(STDERR_FILENO);
        act(&h);
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status);
}

TEST(a_name_that_was_not_built_is_a_bug)
{
    CHECK(dies(use_an_unknown_icon));
    CHECK(dies(use_an_unknown_asset));
}

TEST(a_text_without_a_translation_stays_indonesian)
{
    CHECK_STR(text_in(S("en"), S("kalimat tanpa padanan")), "kalimat tanpa padanan");
    CHECK_STR(text_in(S("id"), str_of(text_en[0].id)), text_en[0].id);
    CHECK_STR(text_in((str){ 0 }, str_of(text_en[0].id)), text_en[0].id);
}

TEST(one_resident_and_two_residents_are_counted_in_english)
{
    static const struct { int64_t n; const char *between, *id, *en; } cases[] = {
        { 1, " ", "1 warga", "1 resident" }, { 2, " ", "2 warga", "2 residents" }, { 0, " ", "0 warga", "0 residents" },
        { 1, "<span class=\"a\"> ", "1<span class=\"a\"> warga", "1<span class=\"a\"> resident" },
        { 1, " dan ", "1 dan warga", "1 dan residents" } };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int en = 0; en < 2; en++) {
            struct arena *a = arena_open();
            struct html h = html_open(a, &zone_wib, en ? S("en") : S("id"));
            html_text_int(&h, cases[i].n);
            html_raw(&h, cases[i].between, strlen(cases[i].between));
            html_text_str(&h, html_tr(&h, S("warga")));
            CHECK_STR(html_view(&h), en ? cases[i].en : cases[i].id);
            arena_close(a);
        }
}

TEST(numbers_have_the_marks_of_the_pages_language)
{
    struct arena *a = arena_open();
    struct html id = html_open(a, &zone_wib, S("id")), en = html_open(a, &zone_wib, S("en"));
    html_text_share(&id, (share){ 9110 });
    html_text_volume(&id, (volume){ 11505000 });
    html_text_money(&id, money_of_rupiah(-81780000));
    html_text_share(&en, (share){ 9110 });
    html_text_volume(&en, (volume){ 11505000 });
    html_text_money(&en, money_of_rupiah(-81780000));
    CHECK_STR(html_view(&id), "91,1%1.150,5\xe2\x88\x92Rp81.780.000");
    CHECK_STR(html_view(&en), "91.1%1,150.5\xe2\x88\x92Rp81,780,000");
    CHECK_STR(number_in(&en, fmt_rupiah_short(a, money_of_rupiah(1040000000000))), "Rp1.04 trillion");
    CHECK_STR(number_in(&id, fmt_rupiah_short(a, money_of_rupiah(1040000000000))), "Rp1,04 triliun");
    arena_close(a);
}

TEST(dates_and_moments_follow_the_language_of_the_page)
{
    struct arena *a = arena_open();
    struct html id = html_open(a, &zone_wit, S("id")), en = html_open(a, &zone_wit, S("en"));
    html_text(&id, ((date){ 2026, 8, 17 }));
    html_text(&en, ((date){ 2026, 8, 17 }));
    html_text(&en, ((date){ 0 }));
    CHECK_STR(html_view(&id), "17 Agustus 2026");
    CHECK_STR(html_view(&en), "17 August 2026");
    CHECK_STR(html_moment(&id, 1795246320), "21 November 2026, 16.32 WIT");
    CHECK_STR(html_moment(&en, 1795246320), "21 November 2026, 16:32 WIT");
    CHECK_STR(html_moment(&en, 1795186740), "20 November 2026, 23:59 WIT");
    CHECK_STR(html_moment(&en, 1795183200), "20 November 2026, 23:00 WIT");
    arena_close(a);
}

TEST(an_asset_is_found_by_its_name_and_by_the_path_that_names_its_content)
{
    for (size_t i = 0; i < asset_count; i++) {
        str path = asset_url(assets[i].name);
        CHECK(str_starts(path, S("/aset/")) && asset_at(path) == &assets[i]);
        CHECK(assets[i].plain.to > assets[i].plain.from);
        CHECK(assets[i].etag[0] == '"' && assets[i].type[0]);
    }
    CHECK(!asset_at(S("/aset/app.css")) && !asset_at(S("")));
}

TESTS(page_tests,
    ALONE(one_resident_and_two_residents_are_counted_in_english),
    ALONE(numbers_have_the_marks_of_the_pages_language),
    ALONE(a_form_guard_holds_token_and_key_and_marks_the_page),
    ALONE(a_page_prints_the_symbols_it_used_and_no_others),
    ALONE(the_tables_made_at_build_time_are_sorted_for_bisection),
    ALONE(a_name_that_was_not_built_is_a_bug),
    ALONE(a_text_without_a_translation_stays_indonesian),
    ALONE(dates_and_moments_follow_the_language_of_the_page),
    ALONE(an_asset_is_found_by_its_name_and_by_the_path_that_names_its_content));
