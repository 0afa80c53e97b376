/* warna_test.c: which colours and drawings an administrator may choose, and that the choice shows at once. */
#include "core/tampilan/warna.h"
#include "core/world.h"

#define GOOD "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">" \
    "<path d=\"M0 0h8v8z\" fill=\"#9b1c1c\"/></svg>"
#define METRO "merek=%230b5a54&merek_tua=%23073f3b&merek_lembut=%23e2f0ed&aksen=%23e0a72e&motto=Bumi+Sai+Wawai"

TEST(a_choice_of_colours_shows_at_once_on_every_page)
{
    world_person(w, "admin", "admin", NULL);
    CHECK_LACKS(ask(w, "", "GET", "/masuk", NULL), "/tema.css");
    CHECK_STATUS(ask(w, "", "GET", "/tema.css", NULL), 404);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/tampilan", "merek=%239b1c1c&merek_tua=%235c0f14&merek_lembut=%23fbe9e7"
        "&aksen=%23e0a72e&motto=Sabalong+Samalewa"), 303);
    struct req *page = ask(w, "", "GET", "/masuk", NULL);
    CHECK_HAS(page, "/tema.css?v=");
    CHECK_HAS(page, "content=\"#5c0f14\"");
    CHECK_HAS(page, "Sabalong Samalewa");
    CHECK_HAS(ask(w, "", "GET", "/tema.css", NULL), "--brand:#9b1c1c;");
    CHECK_HAS(ask(w, "admin", "GET", "/admin/tampilan", NULL), "value=\"#9b1c1c\"");
}

TEST(a_pale_brand_is_refused_beside_its_field_with_a_darker_one)
{
    world_person(w, "admin", "admin", NULL);
    struct req *page = ask(w, "admin", "POST", "/admin/tampilan", "merek=%233fb8ab&merek_tua=%23073f3b"
        "&merek_lembut=%23e2f0ed&aksen=%23e0a72e&motto=");
    CHECK_STATUS(page, 422);
    CHECK_HAS(page, "di atas putih, paling sedikit 4,50. Coba #");
    CHECK_HAS(page, "value=\"#3fb8ab\"");
    CHECK_STATUS(ask(w, "", "GET", "/tema.css", NULL), 404);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/tampilan", "merek=red&merek_tua=%23073f3b&merek_lembut=%23e2f0ed"
        "&aksen=%23e0a72e"), 422);
}

TEST(a_coat_of_arms_is_shown_kept_and_taken_away)
{
    const struct upload logo = { S("lambang"), S("lambang.svg"), S(GOOD) };
    world_person(w, "admin", "admin", NULL);
    struct sent sent = { "admin", "/admin/tampilan", METRO, &logo, 1 };
    CHECK_STATUS(ask_files(w, &sent), 303);
    CHECK_HAS(ask(w, "", "GET", "/masuk", NULL), "/lambang.svg?v=");
    CHECK_STR(body_of(ask(w, "", "GET", "/lambang.svg", NULL)), GOOD);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/tampilan", METRO), 303);
    CHECK_STATUS(ask(w, "", "GET", "/lambang.svg", NULL), 200);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/tampilan", METRO "&tanpa_lambang=1"), 303);
    CHECK_STATUS(ask(w, "", "GET", "/lambang.svg", NULL), 404);
}

TEST(only_the_administrator_may_choose)
{
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    CHECK_STATUS(ask(w, "lurah", "GET", "/admin/tampilan", NULL), 403);
    CHECK_STATUS(ask(w, "", "POST", "/admin/tampilan", METRO), 403);
}

#define SVG(inside) "<svg viewBox=\"0 0 1 1\">" inside "</svg>"

TEST(a_drawing_of_anything_but_shapes_is_refused)
{
    static const char *const bad[] = { "", "x", "<svg/>", "<svg viewBox=\"0 0 1 1\">", SVG("<script>1</script>"),
        SVG("<path onload=\"x\"/>"), SVG("<a href=\"x\"/>"), SVG("<path style=\"fill:red\"/>"),
        SVG("<path fill=\"url(#a)\"/>"), SVG("<g fill=\"URL(#a)\"/>"),
        SVG("<path fill=\"&#x75;rl(a)\"/>"), SVG("<use href=\"#a\"/>"), SVG("tulisan"),
        SVG("<image href=\"x\"/>"), SVG("<!-- x -->"), "<?xml version=\"1.0\"?>" SVG(""), "<!DOCTYPE svg>" SVG(""),
        SVG("<g>"), SVG("</g>"), SVG("") SVG(""), SVG("<svg viewBox=\"0 0 1 1\"/>"), SVG("<path d=\"M0"),
        "<svg viewBox=\"0 0 1 1\" xmlns=\"http://www.w3.org/1999/xhtml\"/>", SVG("<path d=M0/>"), SVG("<path d/>"),
        SVG("<foreignObject/>"), SVG("<animate/>"), SVG("<path d=\"javascript:1\"/>"), "<g viewBox=\"0 0 1 1\"/>" };
    for (size_t i = 0; i < COUNT(bad); i++)
        if (!lambang_wrong(str_of(bad[i])))
            fail_msg("taken: %s", bad[i]);
    CHECK(!lambang_wrong(S(GOOD)));
    CHECK(!lambang_wrong(S(SVG("<g transform=\"rotate(4)\">\n<circle cx='1' cy='1' r='1'/></g>") "\n")));
    CHECK(!lambang_wrong(S("<svg viewBox=\"0 0 1 1\"/>")));
}

TESTS(warna_tests,
    LISTED(a_choice_of_colours_shows_at_once_on_every_page),
    LISTED(a_pale_brand_is_refused_beside_its_field_with_a_darker_one),
    LISTED(a_coat_of_arms_is_shown_kept_and_taken_away),
    LISTED(only_the_administrator_may_choose),
    ALONE(a_drawing_of_anything_but_shapes_is_refused));
