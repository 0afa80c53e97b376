/* sensor_test.c: what is under a box is black in every width, what is beside it is not. */
#include <vips/vips.h>

#include "base/test.h"
#include "ubah/ubah.h"

static str
white_photo(struct arena *arena)
{
    VipsImage *black = NULL, *white = NULL;
    void *bytes = NULL;
    size_t len = 0;
    double one[3] = { 1, 1, 1 }, light[3] = { 255, 255, 255 };
    must(vips_black(&black, 2000, 1500, "bands", 3, NULL) == 0);
    must(vips_linear(black, &white, one, light, 3, "uchar", TRUE, NULL) == 0);
    must(vips_jpegsave_buffer(white, &bytes, &len, NULL) == 0);
    str photo = arena_copy(arena, (str){ bytes, len });
    g_free(bytes);
    g_object_unref(white);
    g_object_unref(black);
    return photo;
}

/* Brightness at a point per mille. */
static int
light_at(str jpeg, int x, int y)
{
    double *pixel = NULL;
    int bands = 0;
    VipsImage *image = vips_image_new_from_buffer(jpeg.ptr, jpeg.len, "", NULL);
    must(image);
    must(vips_getpoint(image, &pixel, &bands, x * image->Xsize / 1000, y * image->Ysize / 1000, NULL) == 0);
    int light = (int)pixel[0];
    g_free(pixel);
    g_object_unref(image);
    return light;
}

TEST(what_is_under_a_box_is_black_in_every_width)
{
    struct arena *arena = arena_open();
    struct kiriman made = { 0 };
    CHECK(foto_begin());
    CHECK(sensor(arena, white_photo(arena), S("100 100 200 150;700 600 300 400"), &made) == OK);
    CHECK_INT(made.count, 4);
    for (size_t i = 0; i < 3; i++) {
        static const int dark[][2] = { { 101, 101 }, { 200, 170 }, { 299, 249 }, { 702, 602 }, { 998, 998 } };
        static const int light[][2] = { { 50, 50 }, { 350, 170 }, { 500, 500 }, { 200, 300 } };
        for (size_t j = 0; j < COUNT(dark); j++)
            if (light_at(made.parts[i], dark[j][0], dark[j][1]) > 24)
                fail_msg("width %zu shows %d,%d", i, dark[j][0], dark[j][1]);
        for (size_t j = 0; j < COUNT(light); j++)
            if (light_at(made.parts[i], light[j][0], light[j][1]) < 200)
                fail_msg("width %zu hides %d,%d", i, light[j][0], light[j][1]);
    }
    arena_close(arena);
}

TEST(without_a_box_or_a_photo_it_says_so)
{
    struct arena *arena = arena_open();
    struct kiriman made = { 0 };
    CHECK(foto_begin());
    CHECK(sensor(arena, white_photo(arena), S(""), &made) == INVALID && made.parts[0].len);
    CHECK(sensor(arena, white_photo(arena), S("10 10 0 5;a b c d;1 2 3;2000 1 1 1"), &made) == INVALID);
    CHECK(sensor(arena, S("GIF89a"), S("1 1 5 5"), &made) == INVALID);
    arena_close(arena);
}

TESTS(sensor_tests,
    ALONE(what_is_under_a_box_is_black_in_every_width),
    ALONE(without_a_box_or_a_photo_it_says_so));
