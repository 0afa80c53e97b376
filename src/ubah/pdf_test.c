/* pdf_test.c: which PDF of strangers are taken, and that a name in another spelling is the same name. */
#include "base/test.h"
#include "ubah/ubah.h"

#define FILE_OF(inside) "%PDF-1.7\n1 0 obj << " inside " >> endobj\n%%EOF\n"

static enum outcome
outcome_of(str file)
{
    struct arena *arena = arena_open();
    struct kiriman out = { 0 };
    enum outcome o = pdf(arena, file, &out);
    CHECK(o == OK || (out.count == 1 && out.parts[0].len));
    arena_close(arena);
    return o;
}

TEST(a_pdf_that_only_shows_pages_is_taken)
{
    CHECK(outcome_of(S(FILE_OF("/Type /Catalog /Pages 2 0 R"))) == OK);
    CHECK(outcome_of(S(FILE_OF("/BaseFont /ABCDEF+Times#20New#20Roman"))) == OK);
    CHECK(outcome_of(S("")) == INVALID);
    CHECK(outcome_of(S("GIF89a %PDF-1.7 %%EOF")) == INVALID);
    CHECK(outcome_of(S("%PDF-1.7\n1 0 obj << /Type /Catalog >>")) == INVALID);
}

TEST(a_pdf_with_a_program_is_refused_in_every_spelling_of_its_name)
{
    static const str bad[] = { S(FILE_OF("/S /JavaScript")), S(FILE_OF("/S /J#61vaScript")),
        S(FILE_OF("/S /#4A#61#76#61Script")), S(FILE_OF("/S /La#75nch")), S(FILE_OF("/Type /Embedded#46ile")),
        S(FILE_OF("/#45ncrypt 5 0 R")), S(FILE_OF("/#4aS (x)")), S(FILE_OF("/JS(x)")), S(FILE_OF("/JS<78>")) };
    for (size_t i = 0; i < COUNT(bad); i++)
        if (outcome_of(bad[i]) != INVALID)
            fail_msg("%zu is taken", i);
}

TESTS(pdf_tests,
    ALONE(a_pdf_that_only_shows_pages_is_taken),
    ALONE(a_pdf_with_a_program_is_refused_in_every_spelling_of_its_name));
