/* pdf_test.c: which PDF of strangers are taken, and that a name in another spelling is the same name. */
#include <libdeflate.h>

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

/* A PDF whose objects stand packed in one stream. */
static str
packed(struct arena *arena, const char *dictionary, str objects)
{
    enum { MOST = 32 * 1024 };
    char zip[MOST];
    struct buf b = { .arena = arena };
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t len = libdeflate_zlib_compress(c, objects.ptr, objects.len, zip, MOST);
    libdeflate_free_compressor(c);
    CHECK(len);
    buf_format(&b, "%%PDF-1.7\n1 0 obj << %s >>\nstream\r\n", dictionary);
    buf_put(&b, zip, len);
    buf_str(&b, S("\nendstream endobj\n%%EOF\n"));
    return buf_view(&b);
}

TEST(a_program_that_stands_packed_among_other_objects_is_found)
{
    struct arena *arena = arena_open();
    const char *usual = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length 99";
    str good = S("1 0 << /Type /Catalog /Pages 2 0 R >>"), bad = S("1 0 << /S /J#61vaScript /JS 5 0 R >>");
    CHECK(outcome_of(packed(arena, usual, good)) == OK);
    CHECK(outcome_of(packed(arena, usual, bad)) == INVALID);
    CHECK(outcome_of(packed(arena, "/Type /Obj#53tm /Filter [ /Flate#44ecode ]", bad)) == INVALID);
    CHECK(outcome_of(packed(arena, "/Type /ObjStm /X (stream) /Filter /FlateDecode", bad)) == INVALID);
    CHECK(outcome_of(packed(arena, "/Filter /FlateDecode /X (1 0 obj stream) /Type /ObjStm", bad)) == INVALID);
    CHECK(outcome_of(packed(arena, "/Type /XObject /Filter /FlateDecode", bad)) == OK);      /* a picture's bytes */
    arena_close(arena);
}

TEST(packed_objects_that_cannot_be_looked_at_are_refused)
{
    struct arena *arena = arena_open();
    str good = S("1 0 << /Type /Catalog /Pages 2 0 R >>");
    str whole = packed(arena, "/Type /ObjStm /Filter /FlateDecode", good);
    CHECK(outcome_of(whole) == OK);
    CHECK(outcome_of(S("%PDF-1.7\n<< /Type /ObjStm /Filter /ASCIIHexDecode >> stream\n789c>\nendstream\n%%EOF\n"))
        == INVALID);
    CHECK(outcome_of(S("%PDF-1.7\n<< /Type /Obj#53tm >>\nstream\n1 0 << >>\nendstream\n%%EOF\n")) == INVALID);
    str broken = arena_copy(arena, whole);
    memset((char *)broken.ptr + str_find(broken, S("stream")) + 8, 'x', 8);
    CHECK(outcome_of(broken) == INVALID);
    enum { FITS = 16 * 1024 * 1024 };
    char *zeros = arena_alloc(arena, FITS + 1);
    CHECK(outcome_of(packed(arena, "/Type /ObjStm /Filter /FlateDecode", (str){ zeros, FITS })) == OK);
    CHECK(outcome_of(packed(arena, "/Type /ObjStm /Filter /FlateDecode", (str){ zeros, FITS + 1 })) == INVALID);
    arena_close(arena);
}

TESTS(pdf_tests,
    ALONE(a_pdf_that_only_shows_pages_is_taken),
    ALONE(a_pdf_with_a_program_is_refused_in_every_spelling_of_its_name),
    ALONE(a_program_that_stands_packed_among_other_objects_is_found),
    ALONE(packed_objects_that_cannot_be_looked_at_are_refused));
