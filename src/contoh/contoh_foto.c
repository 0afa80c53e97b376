/* contoh_foto.c: drawn pictures in place of photos, through the same helper that opens real ones. */
#include <cairo.h>

#include "base/random.h"
#include "contoh/contoh_dalam.h"

static cairo_status_t
append(void *buf, const unsigned char *bytes, unsigned len)
{
    buf_put(buf, (const char *)bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

struct box { double x, y, w, h; };

static void
fill(cairo_t *c, struct box b, const double rgb[3])
{
    cairo_set_source_rgb(c, rgb[0], rgb[1], rgb[2]);
    cairo_rectangle(c, b.x, b.y, b.w, b.h);
    cairo_fill(c);
}

/* A street with houses; the variant moves the houses and puts water, a lamp or a field on the road. */
static str
draw(struct arena *arena, int variant)
{
    static const double sky[4][3] = { { .74, .85, .93 }, { .80, .82, .86 }, { .93, .86, .74 }, { .70, .84, .90 } };
    static const double roof[3] = { .70, .33, .24 }, wall[3] = { .93, .88, .78 }, road[3] = { .45, .45, .46 };
    static const double grass[3] = { .45, .62, .38 }, water[3] = { .42, .62, .75 }, lamp[3] = { .2, .2, .22 };
    struct buf png = { .arena = arena };
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 960);
    cairo_t *c = cairo_create(s);
    fill(c, (struct box){ 0, 0, 1280, 960 }, sky[variant % 4]);
    fill(c, (struct box){ 0, 520, 1280, 440 }, grass);
    for (int i = 0; i < 5; i++) {
        double x = 40 + i * 250 + variant * 17 % 60;
        fill(c, (struct box){ x, 360, 190, 200 }, wall);
        fill(c, (struct box){ x - 15, 320, 220, 60 }, roof);
    }
    fill(c, (struct box){ 0, 640, 1280, 200 }, road);
    if (variant == 1)
        fill(c, (struct box){ 200, 680, 760, 110 }, water);
    if (variant == 2)
        fill(c, (struct box){ 620, 180, 18, 480 }, lamp);
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_set_font_size(c, 46);
    cairo_move_to(c, 40, 920);
    cairo_show_text(c, "GAMBAR CONTOH, BUKAN FOTO");
    cairo_surface_write_to_png_stream(s, append, &png);
    cairo_destroy(c);
    cairo_surface_destroy(s);
    return buf_view(&png);
}

enum outcome
isi_foto(struct isi *isi, struct arena *arena)
{
    for (int i = 0; i < (int)COUNT(isi->foto); i++) {
        struct req req = { .arena = arena, .region = isi->region, .now = isi->now };
        struct upload u = { S("foto"), S("contoh.png"), draw(arena, i) };
        TRY(berkas_take_photo(&req, "foto", &u, &isi->foto[i]));
    }
    return OK;
}
