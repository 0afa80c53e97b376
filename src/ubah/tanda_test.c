/* tanda_test.c: a photo of many scans or packed texts is told by its marks; what a camera writes, is not. */
#include "base/test.h"
#include "ubah/ubah.h"

/* A JPEG of so many scans; `after` stands behind its end. */
static str
scans(struct arena *arena, int count, str after)
{
    struct buf b = { .arena = arena };
    buf_str(&b, S("\xFF\xD8\xFF\xE1\0\x06\xFF\xDA\xFF\xDA"));       /* a thumbnail's marks stand inside a segment */
    for (int i = 0; i < count; i++)
        buf_str(&b, S("\xFF\xDA\0\x08\1\1\0\0\x3F\0" "pixels\xFF\0\xFF\xD0more\xFF\xFF"));
    buf_str(&b, S("\xFF\xD9"));
    buf_str(&b, after);
    return buf_view(&b);
}

TEST(a_jpeg_of_more_scans_than_any_camera_writes_is_refused)
{
    struct arena *arena = arena_open();
    struct kiriman answer = { 0 };
    CHECK(foto_begin());
    CHECK(tanda_is_moderate(scans(arena, 64, S(""))));
    CHECK(!tanda_is_moderate(scans(arena, 65, S(""))));
    CHECK(foto(arena, scans(arena, 65, S("")), &answer) == INVALID);
    CHECK(str_find(answer.parts[0], S("Ambil ulang")) > 0);
    arena_close(arena);
}

TEST(a_film_behind_a_photo_is_not_counted_as_scans)
{
    struct arena *arena = arena_open();
    struct buf film = { .arena = arena };
    for (int i = 0; i < 100; i++)
        buf_str(&film, S("mdat\xFF\xDA\0\2"));
    CHECK(tanda_is_moderate(scans(arena, 10, buf_view(&film))));
    arena_close(arena);
}

static str
texts(struct arena *arena, const char *name, int count)
{
    struct buf b = { .arena = arena };
    buf_str(&b, S("\x89PNG\r\n\x1A\n"));
    for (int i = 0; i < count; i++) {
        buf_str(&b, S("\0\0\0\4"));
        buf_str(&b, str_of(name));
        buf_str(&b, S("textsum."));
    }
    return buf_view(&b);
}

TEST(a_png_with_many_packed_texts_is_refused)
{
    struct arena *arena = arena_open();
    CHECK(tanda_is_moderate(texts(arena, "zTXt", 16)));
    CHECK(!tanda_is_moderate(texts(arena, "zTXt", 17)));
    CHECK(!tanda_is_moderate(texts(arena, "iTXt", 17)));
    CHECK(tanda_is_moderate(texts(arena, "IDAT", 1000)));
    arena_close(arena);
}

TEST(marks_that_are_cut_or_lie_end_the_count)
{
    struct arena *arena = arena_open();
    str whole = scans(arena, 3, S("")), png = texts(arena, "zTXt", 3);
    for (size_t i = 0; i <= whole.len; i++)
        CHECK(tanda_is_moderate(arena_copy(arena, str_head(whole, i))));
    for (size_t i = 0; i <= png.len; i++)
        CHECK(tanda_is_moderate(arena_copy(arena, str_head(png, i))));
    CHECK(tanda_is_moderate(S("\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFzTXt")));
    CHECK(tanda_is_moderate(S("\xFF\xD8\xFF\xE1\xFF\xFF")));
    arena_close(arena);
}

TESTS(tanda_tests,
    ALONE(a_jpeg_of_more_scans_than_any_camera_writes_is_refused),
    ALONE(a_film_behind_a_photo_is_not_counted_as_scans),
    ALONE(a_png_with_many_packed_texts_is_refused),
    ALONE(marks_that_are_cut_or_lie_end_the_count));
