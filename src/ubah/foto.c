/* foto.c: photos, re-created from their pixels so that nothing else of the file survives. */
#include <stdlib.h>
#include <vips/vips.h>
#include <vips/vector.h>

#include "ubah/ubah.h"

enum { BYTES_MOST = 20 * 1024 * 1024, PIXELS_MOST = 60 * 1000 * 1000, UNPACKED_MOST = 3 * PIXELS_MOST,
    THUMBNAIL_MOST = 12 * 1024 };
static const int widths[] = { 1600, 800, 320 };         /* of the longer side */

bool
foto_begin(void)
{
    if (VIPS_INIT("pamong-ubah"))
        return false;
    vips_vector_set_enabled(FALSE);     /* it makes programs at run time, which the cage forbids */
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return true;
}

/* By what it holds, never by its name. */
static bool
is_photo(str b)
{
    bool jpeg = str_starts(b, S("\xFF\xD8\xFF")), png = str_starts(b, S("\x89PNG\r\n\x1A\n"));
    bool webp = b.len > 12 && str_starts(b, S("RIFF")) && str_starts(str_from(b, 8), S("WEBP"));
    bool heic = b.len > 12 && str_starts(str_from(b, 4), S("ftyp"));
    return jpeg || png || webp || heic;
}

/* sRGB, nothing behind it. */
static VipsImage *
plain_colours(VipsImage *image)
{
    VipsImage *flat = NULL, *opaque = NULL;
    if (vips_colourspace(image, &flat, VIPS_INTERPRETATION_sRGB, NULL))
        return NULL;
    if (!vips_image_hasalpha(flat))
        return flat;
    if (vips_flatten(flat, &opaque, NULL))
        opaque = NULL;
    g_object_unref(flat);
    return opaque;
}

static void
free_pixels(VipsImage *image, void *pixels)
{
    (void)image;
    g_free(pixels);
}

/* One width, without metadata: a copy through memory drops every field that libvips would carry over. */
static VipsImage *
shrunk(VipsImage *from, int width)
{
    VipsImage *small = NULL, *flat, *plain = NULL;
    int longest = from->Xsize > from->Ysize ? from->Xsize : from->Ysize;
    double scale = longest > width ? (double)width / longest : 1.0;
    size_t len;
    /* cubic: a third less work than the usual one, and nobody sees it where edges are photographed */
    if (vips_resize(from, &small, scale, "kernel", VIPS_KERNEL_CUBIC, NULL))
        return NULL;
    flat = plain_colours(small);
    g_object_unref(small);
    if (!flat)
        return NULL;
    void *pixels = vips_image_write_to_memory(flat, &len);
    if (pixels)
        plain = vips_image_new_from_memory(pixels, len, flat->Xsize, flat->Ysize, flat->Bands, flat->BandFmt);
    if (plain)
        g_signal_connect(plain, "postclose", G_CALLBACK(free_pixels), pixels);
    else
        g_free(pixels);
    g_object_unref(flat);
    return plain;
}

static bool
encode(struct arena *arena, VipsImage *image, int quality, str *out)
{
    void *bytes = NULL;
    size_t len = 0;
    if (vips_jpegsave_buffer(image, &bytes, &len, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL))
        return false;
    *out = arena_copy(arena, (str){ bytes, len });
    g_free(bytes);
    return true;
}

static bool
one_width(struct arena *arena, VipsImage *image, int width, str *out)
{
    int quality = 80;
    bool done = encode(arena, image, quality, out);
    while (done && width == 320 && out->len > THUMBNAIL_MOST && quality > 30)
        done = encode(arena, image, quality -= 10, out);
    return done;
}

/* JPEG is unpacked at a half, a quarter or an eighth where that is still as large as the largest width. */
static VipsImage *
unpacked(str bytes, VipsImage *head)
{
    int longest = head->Xsize > head->Ysize ? head->Xsize : head->Ysize, part = 8;
    VipsImage *small = NULL;
    while (part > 1 && longest / part < widths[0])
        part /= 2;
    if (part == 1 || !str_starts(bytes, S("\xFF\xD8\xFF")))
        return g_object_ref(head);
    if (vips_jpegload_buffer((void *)(uintptr_t)bytes.ptr, bytes.len, &small, "shrink", part, "fail", TRUE, NULL))
        small = NULL;
    return small;
}

VipsImage *
foto_open(str bytes, struct ukuran *u)
{
    VipsImage *head = vips_image_new_from_buffer(bytes.ptr, bytes.len, "", "fail", TRUE, NULL), *upright = NULL;
    if (!head)
        return NULL;
    int64_t pixels = (int64_t)head->Xsize * head->Ysize;
    int64_t bytes_there = pixels * head->Bands * (int64_t)VIPS_IMAGE_SIZEOF_ELEMENT(head);
    bool lies = vips_image_get_orientation_swap(head);
    *u = (struct ukuran){ lies ? head->Ysize : head->Xsize, lies ? head->Xsize : head->Ysize };
    VipsImage *stored = pixels <= PIXELS_MOST && bytes_there <= UNPACKED_MOST ? unpacked(bytes, head) : NULL;
    if (stored && vips_autorot(stored, &upright, NULL))
        upright = NULL;
    if (stored)
        g_object_unref(stored);
    g_object_unref(head);
    return upright;
}

/* One "1344/100" of a position, in millionths. */
static bool
next_fraction(str *text, int64_t *e6)
{
    str piece, above;
    int64_t n, d;
    if (!str_cut(text, ' ', &piece) || !str_cut(&piece, '/', &above) || !str_int(above, &n) || !str_int(piece, &d)
        || d <= 0 || n < 0 || n > 100000000)
        return false;
    *e6 = n * 1000000 / d;
    return true;
}

/* "5/1 7/1 1344/100 (...)" as libvips prints an EXIF position: degrees, minutes, seconds. */
static int64_t
position(VipsImage *image, const char *field, const char *reference, char negative)
{
    const char *text, *side;
    int64_t degrees, minutes, seconds;
    if (vips_image_get_string(image, field, &text) || vips_image_get_string(image, reference, &side))
        return 0;
    str rest = str_of(text);
    if (!next_fraction(&rest, &degrees) || !next_fraction(&rest, &minutes) || !next_fraction(&rest, &seconds))
        return 0;
    int64_t e6 = degrees + minutes / 60 + seconds / 3600;
    return side[0] == negative ? -e6 : e6;
}

/* Each width is made of the one before. */
bool
foto_widths(struct arena *arena, VipsImage *whole, const struct ukuran *u, struct kiriman *out)
{
    VipsImage *from = g_object_ref(whole);
    for (size_t i = 0; i < COUNT(widths) && from; i++) {
        VipsImage *image = shrunk(from, widths[i]);
        g_object_unref(from);
        from = image;
        if (image && !one_width(arena, image, widths[i], &out->parts[i])) {
            g_object_unref(image);
            from = NULL;
        }
    }
    out->parts[COUNT(widths)] = str_format(arena, "%d %d", u->lebar, u->tinggi);
    out->count = COUNT(widths) + 1;
    if (from)
        g_object_unref(from);
    return from != NULL;
}

enum outcome
foto(struct arena *arena, str bytes, struct kiriman *out)
{
    if (bytes.len > BYTES_MOST)
        return tolak(arena, out, "Foto terlalu besar. Kirim foto di bawah 20 MB.");
    if (!is_photo(bytes))
        return tolak(arena, out, "Berkas ini bukan foto. Kirim foto JPEG, PNG, atau WebP.");
    struct ukuran u;
    VipsImage *whole = tanda_is_moderate(bytes) ? foto_open(bytes, &u) : NULL;
    if (!whole)
        return tolak(arena, out, "Foto ini rusak, tidak lengkap, atau terlalu besar. Ambil ulang"
            " fotonya, lalu kirim lagi.");
    int64_t lat = position(whole, "exif-ifd3-GPSLatitude", "exif-ifd3-GPSLatitudeRef", 'S');
    int64_t lon = position(whole, "exif-ifd3-GPSLongitude", "exif-ifd3-GPSLongitudeRef", 'W');
    bool done = foto_widths(arena, whole, &u, out);
    g_object_unref(whole);
    if (!done)
        return tolak(arena, out, "Foto ini tidak dapat dibaca sampai selesai. Ambil ulang fotonya, lalu kirim lagi.");
    str *sizes = &out->parts[out->count - 1];
    *sizes = str_format(arena, STR " %lld %lld", STR_ARG(*sizes), (long long)lat, (long long)lon);
    return OK;
}
