/* tema_test.c: which colours a region may have, and what becomes of them. */
#include "base/test.h"
#include "core/tampilan/tema.h"

static const struct tema metro = { { "#0b5a54", 7 }, { "#073f3b", 7 }, { "#e2f0ed", 7 }, { "#e0a72e", 7 } };
static const struct tema sumbawa = { { "#9b1c1c", 7 }, { "#5c0f14", 7 }, { "#fbe9e7", 7 }, { "#e0a72e", 7 } };
static const struct tema sorong = { { "#14538f", 7 }, { "#0b2f57", 7 }, { "#e3eefa", 7 }, { "#f2b33d", 7 } };

TEST(contrast_is_that_of_the_wcag_formula)
{
    CHECK(tema_kontras_e2(0x000000, 0xffffff) == 2100);
    CHECK(tema_kontras_e2(0xffffff, 0xffffff) == 100);
    CHECK(tema_kontras_e2(0x0b5a54, 0xffffff) == 806);
    CHECK(tema_kontras_e2(0xffffff, 0x073f3b) == 1177);
    CHECK(tema_kontras_e2(0x777777, 0xffffff) == 447);          /* famously just short of 4.5 */
    CHECK(tema_kontras_e2(0x767676, 0xffffff) == 454);
}

TEST(the_derived_tokens_are_mixed_as_the_drawn_pages_have_them)
{
    struct arena *arena = arena_open();
    static const char *const drawn[] = { "--brand:#0b5a54;", "--brand-hover:#094c47;", "--on-strong:#d8e5e4;",
        "--t0:#eef3f3;", "--t1:#dae6e5;", "--t2:#acc7c5;", "--t3:#79a4a1;", "--t4:#43807b;",
        /* drawn as #438580, which is not 77 % in green and blue */ "--t5:#0b5a54;" };
    struct tema_salah_list wrong;
    str css;
    CHECK(tema_css(arena, &metro, &css, &wrong) == OK);
    for (size_t i = 0; i < COUNT(drawn); i++)
        if (str_find(css, str_of(drawn[i])) < 0)
            fail_msg("%s is missing in " STR, drawn[i], STR_ARG(css));
    arena_close(arena);
}

TEST(three_regions_are_legible_from_configuration_only)
{
    struct arena *arena = arena_open();
    const struct tema *all[] = { &metro, &sumbawa, &sorong };
    struct tema_salah_list wrong;
    str css;
    for (size_t i = 0; i < COUNT(all); i++)
        CHECK(tema_css(arena, all[i], &css, &wrong) == OK);
    arena_close(arena);
}

TEST(a_pale_brand_is_refused_and_the_darker_one_proposed_is_accepted)
{
    struct arena *arena = arena_open();
    struct tema pale = metro;
    struct tema_salah_list wrong;
    str css = S("untouched");
    pale.brand = S("#3fb8ab");
    CHECK(tema_css(arena, &pale, &css, &wrong) == INVALID);
    CHECK(str_eqz(css, "untouched"));
    CHECK(wrong.count == 4);
    CHECK(strcmp(wrong.items[0].warna, "merek") == 0 && strcmp(wrong.items[0].di_atas, "putih") == 0);
    CHECK(wrong.items[0].kontras_e2 < 450 && wrong.items[0].paling_sedikit_e2 == 450);
    pale.brand = wrong.items[0].usul;
    CHECK(tema_css(arena, &pale, &css, &wrong) == OK);
    arena_close(arena);
}

TEST(the_proposal_is_the_nearest_that_holds)
{
    struct arena *arena = arena_open();
    struct tema pale = metro;
    struct tema_salah_list wrong;
    str css;
    pale.brand = S("#808080");
    CHECK(tema_css(arena, &pale, &css, &wrong) == INVALID);
    CHECK(wrong.items[0].usul.len == 7);
    pale.brand = wrong.items[0].usul;
    CHECK(tema_css(arena, &pale, &css, &wrong) == OK);
    pale.brand = S("#6c6c6c");                                  /* a shade lighter: 4.5 fails on brand_soft or sunken */
    CHECK(tema_css(arena, &pale, &css, &wrong) == INVALID);
    arena_close(arena);
}

TEST(an_accent_that_drowns_in_the_dark_brand_asks_for_a_darker_one)
{
    struct arena *arena = arena_open();
    struct tema t = metro;
    struct tema_salah_list wrong;
    str css;
    t.accent = S("#6b5a1f");
    CHECK(tema_css(arena, &t, &css, &wrong) == INVALID);
    CHECK(wrong.count == 1 && strcmp(wrong.items[0].di_atas, "aksen") == 0);
    t.accent = S("#000000");
    CHECK(tema_css(arena, &t, &css, &wrong) == INVALID);
    CHECK(wrong.items[0].usul.len == 0);                        /* black under black: darkening cannot help */
    arena_close(arena);
}

TEST(what_is_not_a_colour_never_reaches_a_stylesheet)
{
    struct arena *arena = arena_open();
    static const char *const odd[] = { "", "#fff", "0b5a54", "#0b5a5g", "#0b5a54;", "red", "#0b5a5\x80" };
    struct tema_salah_list wrong;
    str css = S("untouched");
    for (size_t i = 0; i < COUNT(odd); i++) {
        struct tema t = metro;
        t.accent = str_of(odd[i]);
        CHECK(tema_css(arena, &t, &css, &wrong) == INVALID);
        CHECK(wrong.count == 1 && strcmp(wrong.items[0].warna, "aksen") == 0);
    }
    CHECK(str_eqz(css, "untouched"));
    arena_close(arena);
}

TESTS(tema_tests,
    ALONE(contrast_is_that_of_the_wcag_formula),
    ALONE(the_derived_tokens_are_mixed_as_the_drawn_pages_have_them),
    ALONE(three_regions_are_legible_from_configuration_only),
    ALONE(a_pale_brand_is_refused_and_the_darker_one_proposed_is_accepted),
    ALONE(the_proposal_is_the_nearest_that_holds),
    ALONE(an_accent_that_drowns_in_the_dark_brand_asks_for_a_darker_one),
    ALONE(what_is_not_a_colour_never_reaches_a_stylesheet));
