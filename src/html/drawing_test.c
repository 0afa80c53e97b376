/* drawing_test.c: maps and charts are well-formed, in their paper, and say in words what they show. */
#include "base/test.h"
#include "html/chart.h"
#include "html/map.h"

static struct html
page_of(struct arena *a)
{
    return html_open(a, &zone_wib, S("id"));
}

static bool
has(markup m, const char *part)
{
    return str_find(m.html, str_of(part)) >= 0;
}

static size_t
count_of(markup m, const char *part)
{
    size_t n = 0;
    str rest = m.html;
    for (ptrdiff_t at; (at = str_find(rest, str_of(part))) >= 0; n++)
        rest = str_from(rest, (size_t)at + 1);
    return n;
}

static str
name_of(str tag)
{
    size_t n = 0;
    while (n < tag.len && ((tag.ptr[n] >= 'a' && tag.ptr[n] <= 'z') || (tag.ptr[n] >= 'A' && tag.ptr[n] <= 'Z')))
        n++;
    return str_head(tag, n);
}

/* Tags in balance, attributes in quotes, one outer <svg>. */
static void
check_well_formed(markup m)
{
    str open[16], rest = m.html, before, tag;
    size_t depth = 0;
    CHECK(str_starts(m.html, S("<svg ")) && str_ends(m.html, S("</svg>")));
    while (str_cut(&rest, '<', &before) && rest.ptr) {
        CHECK(str_find(before, S(">")) < 0);
        CHECK(str_cut(&rest, '>', &tag) && tag.len && rest.ptr);
        size_t quotes = 0;
        for (size_t i = 0; i < tag.len; i++)
            quotes += tag.ptr[i] == '"';
        CHECK(quotes % 2 == 0);
        if (tag.ptr[0] == '/') {
            CHECK(depth > 0 && str_eq(open[--depth], str_from(tag, 1)));
        } else if (!str_ends(tag, S("/"))) {
            CHECK(depth < COUNT(open));
            open[depth++] = name_of(tag);
        }
        if (depth == 0)
            break;
    }
    CHECK(depth == 0 && str_trim(rest).len == 0);
}

/* ---- maps -------------------------------------------------------------------------------------------- */

#define SQUARE "105000000,-5000000 105100000,-5000000 105100000,-5100000 105000000,-5100000 105000000,-5000000"

static markup
draw(struct arena *a, struct map m)
{
    struct html h = page_of(a);
    if (!m.width)
        m.width = 220;
    if (!m.title.len)
        m.title = S("Peta <uji>");
    return map_svg(&h, &m);
}

TEST(an_area_is_drawn_with_relative_whole_numbers_north_up)
{
    struct arena *a = arena_open();
    struct map_area area = { .cincin = S(SQUARE), .nama = S("Kel. \"A\" & B"), .shade = 4 };
    markup m = draw(a, (struct map){ .areas = &area, .area_count = 1, .labels = true });
    check_well_formed(m);
    CHECK(has(m, "<svg viewBox=\"0 0 220 220\" role=\"img\" aria-label=\"Peta &lt;uji&gt;\">"));
    CHECK(has(m, "<path class=\"kel t4\" d=\"M10 10l200 0l0 200l-200 0l0-200z\">"));
    CHECK(has(m, "<title>Kel. &#34;A&#34; &amp; B</title>") && !has(m, "<a "));
    CHECK(has(m, "<g aria-hidden=\"true\"><text class=\"nama-kel\" x=\"110\" y=\"110\" text-anchor=\"middle\">Kel."));
    arena_close(a);
}

TEST(an_area_with_a_url_is_a_link_and_a_bad_url_leads_nowhere)
{
    struct arena *a = arena_open();
    struct map_area areas[] = { { .cincin = S(SQUARE), .nama = S("A") },
        { .cincin = S(SQUARE), .nama = S("B"), .url = S("/wilayah/18.72?a=1&b=2") },
        { .cincin = S(SQUARE), .nama = S("C"), .url = S("javascript:alert(1)") } };
    markup m = draw(a, (struct map){ .areas = areas, .area_count = 3 });
    check_well_formed(m);
    CHECK(has(m, "role=\"group\"") && count_of(m, "<a ") == 2);
    CHECK(has(m, "<a href=\"/wilayah/18.72?a=1&amp;b=2\" aria-label=\"B\">"));
    CHECK(has(m, "<a href=\"#\" aria-label=\"C\">") && !has(m, "javascript"));
    arena_close(a);
}

TEST(pins_stand_at_their_place_with_their_number)
{
    struct arena *a = arena_open();
    struct map_area area = { .cincin = S(SQUARE), .nama = S("A") };
    struct map_pin pins[] = { { -5100000, 105100000, .label = S("Lubang <jalan>") },
        { -5050000, 105050000, .label = S("Dua"), .number = 2, .kelas = S("kerja"), .url = S("#dua") },
        { INT64_MAX, INT64_MIN, .label = S("nowhere"), .number = 1 } };
    markup m = draw(a, (struct map){ .areas = &area, .area_count = 1, .pins = pins, .pin_count = 3 });
    check_well_formed(m);
    CHECK(has(m, "translate(210 210)") && has(m, "<circle class=\"pin-isi\""));
    CHECK(has(m, "<title>Lubang &lt;jalan&gt;</title>"));
    CHECK(has(m, "translate(110 110)") && has(m, "font-weight=\"800\">2</text>"));
    CHECK(has(m, "<a href=\"#dua\" aria-label=\"2: Dua\"><g class=\"nada kerja\"") && count_of(m, "<a ") == 1);
    CHECK(!has(m, "nowhere") && count_of(m, "pin-bentuk") == 2);
    arena_close(a);
}

TEST(a_circle_leads_on_and_covers_no_half_name_and_a_view_leaves_the_rest_out)
{
    struct arena *a = arena_open();
    struct map_box view = { 105000000, 105100000, -5100000, -5000000 };
    struct map_area areas[] = { { .cincin = S(SQUARE), .nama = S("Dekat") },
        { .cincin = S("106000000,-5000000 106100000,-5000000 106100000,-5100000"), .nama = S("Jauh") } };
    struct map_cluster circles[] = { { -5050000, 105050000, S("1.234"), S("<1.234> laporan"), S("/aduan/peta?z=3"),
        3 } };
    struct map m = { .areas = areas, .area_count = 2, .labels = true, .view = &view };
    CHECK(has(draw(a, m), ">Dekat</text>") && !has(draw(a, m), "Jauh"));
    m.clusters = circles;
    m.cluster_count = 1;
    markup drawn = draw(a, m);
    check_well_formed(drawn);
    CHECK(has(drawn, "role=\"group\"") && !has(drawn, ">Dekat</text>"));
    CHECK(has(drawn, "<a href=\"/aduan/peta?z=3\" aria-label=\"&lt;1.234&gt; laporan\"><circle"));
    CHECK(has(drawn, ">1.234</text>"));
    arena_close(a);
}

TEST(a_map_without_a_place_is_empty_and_odd_rings_do_no_harm)
{
    struct arena *a = arena_open();
    static const char *const rings[] = { "", ";", "x", "1", "1,", ",1", ";;x,y", "999999999999,0", "1,1,1" };
    for (size_t i = 0; i < COUNT(rings); i++) {
        struct map_area area = { .cincin = str_of(rings[i]), .nama = S("A") };
        CHECK_INT(draw(a, (struct map){ .areas = &area, .area_count = 1, .labels = true }).html.len, 0);
    }
    CHECK_INT(draw(a, (struct map){ 0 }).html.len, 0);
    static const char *const lines[] = { "1,1", "1,1 1,1", "0,0 180000000,0", "0,-90000000 0,90000000",
        "-180000000,-90000000 180000000,90000000", "5,5 6,6;;7,7;x", "0,0 9000000,0 0,900000;0,0 9,0 0,9" };
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct map_area area = { .cincin = str_of(lines[i]), .nama = S("A") };
        markup m = draw(a, (struct map){ .areas = &area, .area_count = 1, .labels = true });
        check_well_formed(m);
        CHECK(!has(m, "d=\"z") && !has(m, "zz") && !has(m, "NaN"));
    }
    arena_close(a);
}

TEST(the_paper_is_neither_a_strip_nor_a_tower)
{
    struct arena *a = arena_open();
    struct map_area flat = { .cincin = S("0,0 9000000,0"), .nama = S("A") }, tall = { .cincin = S("0,0 0,9000000") };
    CHECK(has(draw(a, (struct map){ .areas = &flat, .area_count = 1 }), "viewBox=\"0 0 220 120\""));
    CHECK(has(draw(a, (struct map){ .areas = &tall, .area_count = 1 }), "viewBox=\"0 0 220 620\""));
    struct map_pin pin = { -5100000, 105100000, .label = S("A") };
    markup m = draw(a, (struct map){ .pins = &pin, .pin_count = 1 });
    CHECK(has(m, "viewBox=\"0 0 220 120\"") && has(m, "translate(110 60)"));
    arena_close(a);
}

TEST(the_name_stands_in_the_middle_of_the_largest_part)
{
    struct arena *a = arena_open();
    /* many points on one edge do not pull the name towards it, and the island in the corner does not carry it */
    struct map_area area = { .cincin = S("0,0 100000,0 200000,0 300000,0 400000,0 1000000,0 1000000,-1000000"
        " 0,-1000000;0,0 1000,0 1000,-1000 0,-1000"), .nama = S("A") };
    markup m = draw(a, (struct map){ .areas = &area, .area_count = 1, .labels = true });
    CHECK(has(m, "x=\"110\" y=\"110\"") && count_of(m, "<text") == 1);
    arena_close(a);
}

/* ---- charts ------------------------------------------------------------------------------------------ */

TEST(bars_start_at_zero_and_are_as_long_as_their_value)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    struct chart_bar items[] = { { S("Dinas <PU>"), S("Rp3 juta"), 300 }, { S("B"), S("\xE2\x88\x92" "1"), -100 },
        { S("C"), S("0"), 0 } };
    markup m = chart_bar(&h, &(struct chart_bars){ items, 3, S("Tiga <dinas>"), 340 });
    check_well_formed(m);
    CHECK(has(m, "<svg class=\"kurva\" viewBox=\"0 0 340 114\" role=\"img\"><title>Tiga &lt;dinas&gt;</title>"));
    CHECK(has(m, "<rect class=\"kel t5\" y=\"20\" height=\"12\" x=\"85\" width=\"255\"/>"));
    CHECK(has(m, "<rect class=\"kel t3\" y=\"58\" height=\"12\" x=\"0\" width=\"85\"/>"));
    CHECK(count_of(m, "<rect") == 2 && has(m, "<path class=\"alas\" d=\"M85 18v16\"/>"));
    CHECK(has(m, ">Dinas &lt;PU&gt;</text>") && has(m, "text-anchor=\"end\">Rp3 juta</text>"));
    CHECK_INT(chart_bar(&h, &(struct chart_bars){ .width = 340 }).html.len, 0);
    arena_close(a);
}

TEST(values_at_the_edge_of_the_integers_stay_on_the_paper)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    struct chart_bar items[] = { { S("A"), S("a"), INT64_MAX }, { S("B"), S("b"), INT64_MIN } };
    markup m = chart_bar(&h, &(struct chart_bars){ items, 2, S("t"), 340 });
    check_well_formed(m);
    CHECK(has(m, "x=\"170\" width=\"170\"") && has(m, "x=\"0\" width=\"170\""));
    const int64_t large[] = { INT64_MAX, INT64_MAX }, none[] = { -5, 0 };
    struct chart_pile piles[] = { { S("A"), S("a"), large }, { S("B"), S("b"), none } };
    m = chart_stack(&h, &(struct chart_stacks){ piles, 2, (str[]){ S("x"), S("y") }, 2, S("t"), 340 });
    check_well_formed(m);
    CHECK_INT(count_of(m, "<rect"), 1 + 2);
    arena_close(a);
}

TEST(a_long_name_is_cut_between_two_letters)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    struct chart_bar item = { S("\xC3\x97\xC3\x97\xC3\x97\xC3\x97\xC3\x97\xC3\x97\xC3\x97\xC3\x97"), S("1"), 1 };
    markup m = chart_bar(&h, &(struct chart_bars){ &item, 1, S("t"), 21 + 35 });
    CHECK(has(m, ">\xC3\x97\xC3\x97\xC3\x97\xC3\x97\xE2\x80\xA6</text>") && str_is_text(m.html));
    item.label = S("abcde");
    CHECK(has(chart_bar(&h, &(struct chart_bars){ &item, 1, S("t"), 21 + 35 }), ">abcde</text>"));
    arena_close(a);
}

TEST(stacks_share_one_scale_and_name_their_parts)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    const int64_t first[] = { 50, 30, 20 }, second[] = { 25, 0, 25 };
    struct chart_pile piles[] = { { S("2026"), S("100"), first }, { S("2027"), S("50"), second } };
    str keys[] = { S("Pegawai"), S("Barang"), S("Modal") };
    markup m = chart_stack(&h, &(struct chart_stacks){ piles, 2, keys, 3, S("Belanja"), 300 });
    check_well_formed(m);
    CHECK(has(m, "viewBox=\"0 0 300 136\""));
    CHECK(has(m, "t5\" y=\"20\" height=\"12\" x=\"0\" width=\"149\""));
    CHECK(has(m, "t3\" y=\"20\" height=\"12\" x=\"150\" width=\"89\""));
    CHECK(has(m, "t1\" y=\"20\" height=\"12\" x=\"240\" width=\"59\""));
    CHECK(has(m, "t5\" y=\"58\" height=\"12\" x=\"0\" width=\"74\""));
    CHECK(has(m, ">Pegawai</text>") && has(m, ">Modal</text>"));
    CHECK_INT(count_of(m, "<rect"), 3 + 2 + 3);
    arena_close(a);
}

TEST(plan_and_fact_are_two_lines_with_what_lies_between)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    const int64_t plan[] = { 0, 50, 100 }, fact[] = { 0, 25, CHART_NOTHING };
    struct chart_tick y[] = { { 0, S("0") }, { 100, S("100") } }, x[] = { { 2, S("mgg <3>") } };
    markup m = chart_line(&h, &(struct chart_lines){ fact, plan, 3, x, y, 1, 2, S("Kurva S"), 265, 146, true });
    check_well_formed(m);
    CHECK(has(m, "<svg class=\"kurva kritis\" viewBox=\"0 0 265 146\" role=\"img\"><title>Kurva S</title>"));
    CHECK(has(m, "<path class=\"rencana\" d=\"M35 116L135 66L235 16\"/>"));
    CHECK(has(m, "<path class=\"nyata\" d=\"M35 116L135 91\"/>"));
    CHECK(has(m, "<path class=\"selisih\" d=\"M35 116L135 91L135 66L35 116z\"/>"));
    CHECK(has(m, "<circle class=\"ujung\" r=\"4\" cx=\"135\" cy=\"91\"/>"));
    CHECK(has(m, "<path class=\"alas\" d=\"M35 116H235\"/>") && has(m, "<path class=\"kisi\" d=\"M35 16H235\"/>"));
    CHECK(has(m, ">mgg &lt;3&gt;</text>"));
    arena_close(a);
}

TEST(a_week_without_a_measure_is_a_gap_and_not_a_zero)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    const int64_t fact[] = { 0, CHART_NOTHING, 50, 100 }, none[] = { CHART_NOTHING, CHART_NOTHING };
    struct chart_lines lines = { .nyata = fact, .steps = 4, .title = S("t"), .width = 200, .height = 84 };
    markup m = chart_line(&h, &lines);
    check_well_formed(m);
    CHECK(has(m, "class=\"kurva mini\"") && has(m, "<path class=\"nyata\" d=\"M4 80M132 43L196 6\"/>"));
    CHECK(!has(m, "selisih") && !has(m, "rencana"));
    lines.steps = 2;
    CHECK(has(chart_line(&h, &lines), "<circle class=\"ujung\" r=\"4\" cx=\"4\" cy=\"80\"/>"));
    lines.nyata = none;
    lines.rencana = none;
    m = chart_line(&h, &lines);
    check_well_formed(m);
    CHECK(has(m, "<path class=\"nyata\" d=\"\"/>") && !has(m, "ujung"));
    lines.steps = 0;
    CHECK_INT(chart_line(&h, &lines).html.len, 0);
    arena_close(a);
}

TEST(a_spark_is_silent_unless_it_has_a_title)
{
    struct arena *a = arena_open();
    struct html h = page_of(a);
    const int64_t values[] = { 3, 9, 6 }, none[] = { CHART_NOTHING };
    markup m = chart_spark(&h, &(struct chart_sparks){ values, 3, S("") });
    check_well_formed(m);
    CHECK(has(m, "aria-hidden=\"true\"") && !has(m, "role=") && has(m, "d=\"M2 29L60 3L118 16\""));
    m = chart_spark(&h, &(struct chart_sparks){ values, 3, S("naik") });
    check_well_formed(m);
    CHECK(has(m, "role=\"img\"><title>naik</title>") && !has(m, "aria-hidden"));
    CHECK_INT(chart_spark(&h, &(struct chart_sparks){ none, 1, S("") }).html.len, 0);
    CHECK_INT(chart_spark(&h, &(struct chart_sparks){ none, 0, S("") }).html.len, 0);
    arena_close(a);
}

TESTS(drawing_tests,
    ALONE(an_area_is_drawn_with_relative_whole_numbers_north_up),
    ALONE(an_area_with_a_url_is_a_link_and_a_bad_url_leads_nowhere),
    ALONE(pins_stand_at_their_place_with_their_number),
    ALONE(a_circle_leads_on_and_covers_no_half_name_and_a_view_leaves_the_rest_out),
    ALONE(a_map_without_a_place_is_empty_and_odd_rings_do_no_harm),
    ALONE(the_paper_is_neither_a_strip_nor_a_tower),
    ALONE(the_name_stands_in_the_middle_of_the_largest_part),
    ALONE(bars_start_at_zero_and_are_as_long_as_their_value),
    ALONE(values_at_the_edge_of_the_integers_stay_on_the_paper),
    ALONE(a_long_name_is_cut_between_two_letters),
    ALONE(stacks_share_one_scale_and_name_their_parts),
    ALONE(plan_and_fact_are_two_lines_with_what_lies_between),
    ALONE(a_week_without_a_measure_is_a_gap_and_not_a_zero),
    ALONE(a_spark_is_silent_unless_it_has_a_title));
