/* sensor.c: black boxes burnt into a photo: what was under them is in none of its widths. */
#include <vips/vips.h>

#include "ubah/ubah.h"

enum { BOXES_MOST = 12, PER = 1000 };

struct kotak { int64_t kiri, atas, lebar, tinggi; };

/* "100 200 50 40;..." per mille of the photo. */
static size_t
read_boxes(str text, struct kotak *boxes)
{
    size_t count = 0;
    str one, piece;
    while (count < BOXES_MOST && str_cut(&text, ';', &one)) {
        int64_t n[4] = { 0 };
        bool right = true;
        for (size_t i = 0; i < COUNT(n); i++)
            right &= str_cut(&one, ' ', &piece) && str_int(piece, &n[i]) && n[i] >= 0 && n[i] <= PER;
        if (right && n[2] > 0 && n[3] > 0)
            boxes[count++] = (struct kotak){ n[0], n[1], n[2], n[3] };
    }
    return count;
}

/* Outwards to whole pixels, and one more: a width that is made of this one blends neighbours. */
static bool
blacken(VipsImage *image, const struct kotak *k)
{
    double black[4] = { 0 };
    int wide = image->Xsize, high = image->Ysize;
    int x = (int)(k->kiri * wide / PER) - 1, y = (int)(k->atas * high / PER) - 1;
    int right = (int)(((k->kiri + k->lebar) * wide + PER - 1) / PER) + 1;
    int bottom = (int)(((k->atas + k->tinggi) * high + PER - 1) / PER) + 1;
    x = x < 0 ? 0 : x;
    y = y < 0 ? 0 : y;
    right = right > wide ? wide : right;
    bottom = bottom > high ? high : bottom;
    if (right <= x || bottom <= y)
        return true;
    return vips_draw_rect(image, black, image->Bands, x, y, right - x, bottom - y, "fill", TRUE, NULL) == 0;
}

enum outcome
sensor(struct arena *arena, str bytes, str text, struct kiriman *out)
{
    struct kotak boxes[BOXES_MOST];
    size_t count = read_boxes(text, boxes);
    if (count == 0)
        return tolak(arena, out, "Belum ada bagian yang ditutup. Tulis letak paling sedikit satu kotak.");
    struct ukuran u;
    VipsImage *stored = foto_open(bytes, &u), *whole = stored ? vips_image_copy_memory(stored) : NULL;
    if (stored)
        g_object_unref(stored);
    bool done = whole != NULL;
    for (size_t i = 0; i < count && done; i++)
        done = blacken(whole, &boxes[i]);
    done = done && foto_widths(arena, whole, &u, out);
    if (whole)
        g_object_unref(whole);
    return done ? OK : tolak(arena, out, "Foto ini tidak dapat dibuka lagi. Unggah ulang fotonya, lalu tutup"
        " bagiannya.");
}
