/* foto_ubah_test.c: what strangers call a photo: made anew without what was hidden in it, or refused. */
#include <vips/vips.h>

#include "base/test.h"
#include "ubah/ubah.h"

/* A JPEG of a phone: where it was taken and whose it is stand in its EXIF. */
static str
phone_photo(struct arena *arena)
{
    VipsImage *black = NULL, *image = NULL;
    void *bytes = NULL;
    size_t len = 0;
    must(vips_black(&black, 640, 480, "bands", 3, NULL) == 0);
    must(vips_copy(black, &image, NULL) == 0);
    vips_image_set_string(image, "exif-ifd3-GPSLatitudeRef", "S (S, ASCII, 2 components, 2 bytes)");
    vips_image_set_string(image, "exif-ifd3-GPSLatitude", "5/1 7/1 1344/100 (5, 7, 13.44, Rational, 3 components,"
        " 24 bytes)");
    vips_image_set_string(image, "exif-ifd3-GPSLongitudeRef", "E (E, ASCII, 2 components, 2 bytes)");
    vips_image_set_string(image, "exif-ifd3-GPSLongitude", "105/1 18/1 2520/100 (105, 18, 25.20, Rational,"
        " 3 components, 24 bytes)");
    vips_image_set_string(image, "exif-ifd0-Artist", "RAHASIA PEMILIK (RAHASIA PEMILIK, ASCII, 16 components,"
        " 16 bytes)");
    must(vips_jpegsave_buffer(image, &bytes, &len, NULL) == 0);
    str photo = arena_copy(arena, (str){ bytes, len });
    g_free(bytes);
    g_object_unref(image);
    g_object_unref(black);
    return photo;
}

TEST(where_a_photo_was_taken_and_whose_it_is_do_not_survive)
{
    struct arena *arena = arena_open();
    struct kiriman made = { 0 };
    CHECK(foto_begin());
    str photo = phone_photo(arena);
    CHECK(str_find(photo, S("RAHASIA PEMILIK")) > 0 && str_find(photo, S("Exif")) > 0);
    CHECK(foto(arena, photo, &made) == OK);
    CHECK_INT(made.count, 4);
    for (size_t i = 0; i < 3; i++) {
        CHECK(str_starts(made.parts[i], S("\xFF\xD8\xFF")));
        CHECK(str_find(made.parts[i], S("RAHASIA")) < 0 && str_find(made.parts[i], S("Exif")) < 0);
    }
    CHECK_STR(made.parts[3], "640 480 -5120399 105307000");      /* offered to the sender, never kept */
    arena_close(arena);
}

/* As a camera holds it: many more pixels than the largest width, lying (EXIF 6) or upright (1). */
static str
camera_photo(struct arena *arena, int wide, int high, int orientation)
{
    VipsImage *grey = NULL, *image = NULL;
    void *bytes = NULL;
    size_t len = 0;
    must(vips_grey(&grey, wide, high, "uchar", TRUE, NULL) == 0);
    must(vips_copy(grey, &image, NULL) == 0);
    vips_image_set_int(image, "orientation", orientation);
    must(vips_jpegsave_buffer(image, &bytes, &len, NULL) == 0);
    str photo = arena_copy(arena, (str){ bytes, len });
    g_free(bytes);
    g_object_unref(image);
    g_object_unref(grey);
    return photo;
}

static void
made_as(struct arena *arena, str photo, const int (*sizes)[2], const char *sent)
{
    struct kiriman made = { 0 };
    CHECK(foto(arena, photo, &made) == OK);
    CHECK_STR(made.parts[3], sent);
    for (size_t i = 0; i < 3; i++) {
        VipsImage *image = vips_image_new_from_buffer(made.parts[i].ptr, made.parts[i].len, "", NULL);
        must(image);
        CHECK_INT(image->Xsize, sizes[i][0]);
        CHECK_INT(image->Ysize, sizes[i][1]);
        g_object_unref(image);
    }
}

TEST(a_large_photo_is_unpacked_smaller_and_keeps_the_size_that_was_sent)
{
    static const int upright[][2] = { { 1600, 900 }, { 800, 450 }, { 320, 180 } },
        turned[][2] = { { 900, 1600 }, { 450, 800 }, { 180, 320 } }, small[][2] = { { 500, 300 }, { 500, 300 },
        { 320, 192 } };
    struct arena *arena = arena_open();
    CHECK(foto_begin());
    made_as(arena, camera_photo(arena, 3200, 1800, 1), upright, "3200 1800 0 0");
    made_as(arena, camera_photo(arena, 3200, 1800, 6), turned, "1800 3200 0 0");
    made_as(arena, camera_photo(arena, 1920, 1080, 1), upright, "1920 1080 0 0");
    made_as(arena, camera_photo(arena, 500, 300, 1), small, "500 300 0 0");
    arena_close(arena);
}

/* Grey grows from left to right in every width, whichever it was made of. */
TEST(what_a_width_shows_is_what_the_photo_showed)
{
    struct arena *arena = arena_open();
    struct kiriman made = { 0 };
    CHECK(foto_begin());
    CHECK(foto(arena, camera_photo(arena, 3200, 1800, 1), &made) == OK);
    for (size_t i = 0; i < 3; i++) {
        VipsImage *image = vips_image_new_from_buffer(made.parts[i].ptr, made.parts[i].len, "", NULL);
        must(image);
        for (int tenth = 1; tenth < 10; tenth += 4) {
            double *pixel = NULL;
            int bands = 0;
            must(vips_getpoint(image, &pixel, &bands, image->Xsize * tenth / 10, image->Ysize / 2, NULL) == 0);
            CHECK(bands == 3 && pixel[0] > 25.5 * tenth - 6 && pixel[0] < 25.5 * tenth + 6);
            g_free(pixel);
        }
        g_object_unref(image);
    }
    arena_close(arena);
}

static void
refused(const char *what, str bytes, const char *why)
{
    struct arena *arena = arena_open();
    struct kiriman answer = { 0 };
    if (foto(arena, bytes, &answer) != INVALID || str_find(answer.parts[0], str_of(why)) < 0)
        fail_msg("%s: " STR, what, STR_ARG(answer.parts[0]));
    arena_close(arena);
}

TEST(what_only_calls_itself_a_photo_is_refused_by_what_it_holds)
{
    struct arena *arena = arena_open();
    CHECK(foto_begin());
    str photo = phone_photo(arena);
    refused("a PDF named .jpg", S("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), "bukan foto");
    refused("HTML", S("<html><script>alert(1)</script>"), "bukan foto");
    refused("SVG", S("<svg xmlns='http://www.w3.org/2000/svg'/>"), "bukan foto");
    refused("GIF", S("GIF89a\1\0\1\0"), "bukan foto");
    refused("nothing", S(""), "bukan foto");
    refused("half a photo", str_head(photo, photo.len / 2), "Ambil ulang");
    str large = camera_photo(arena, 3200, 1800, 1);
    refused("half a large photo", str_head(large, large.len / 2), "Ambil ulang");
    refused("a HEIC that cannot be opened", S("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"), "rusak, tidak lengkap");
    arena_close(arena);
}

/* Where libvips can write one, it is read as any other photo. */
TEST(a_heic_photo_becomes_a_jpeg_where_it_can_be_made_at_all)
{
    struct arena *arena = arena_open();
    VipsImage *black = NULL;
    void *bytes = NULL;
    size_t len = 0;
    struct kiriman made = { 0 };
    CHECK(foto_begin());
    must(vips_black(&black, 64, 48, "bands", 3, NULL) == 0);
    if (vips_heifsave_buffer(black, &bytes, &len, NULL) == 0) {
        CHECK(foto(arena, (str){ bytes, len }, &made) == OK);
        CHECK(str_starts(made.parts[0], S("\xFF\xD8\xFF")));
        g_free(bytes);
    } else
        print_message("libvips writes no HEIC here\n");
    g_object_unref(black);
    arena_close(arena);
}

TESTS(foto_ubah_tests,
    ALONE(where_a_photo_was_taken_and_whose_it_is_do_not_survive),
    ALONE(a_large_photo_is_unpacked_smaller_and_keeps_the_size_that_was_sent),
    ALONE(what_a_width_shows_is_what_the_photo_showed),
    ALONE(what_only_calls_itself_a_photo_is_refused_by_what_it_holds),
    ALONE(a_heic_photo_becomes_a_jpeg_where_it_can_be_made_at_all));
