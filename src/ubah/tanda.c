/* tanda.c: what a photo would unfold to, told by its marks before any of it is unfolded. */
#include "ubah/ubah.h"

/* Cameras write a dozen scans and a text or two. */
enum { SCANS_MOST = 64, PACKED_MOST = 16 };

/* JPEG: where the next segment begins behind packed pixels; a 0xFF in them is followed by 0 or by a restart mark. */
static size_t
after_pixels(str b, size_t at)
{
    for (; at + 1 < b.len; at++) {
        unsigned char next = (unsigned char)b.ptr[at + 1];
        if ((unsigned char)b.ptr[at] == 0xFF && next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7))
            break;
    }
    return at;
}

/* Each scan may touch every pixel again: many of them take minutes. What is no segment is the decoder's matter. */
static bool
jpeg_is_moderate(str b)
{
    enum { SOS = 0xDA, EOI = 0xD9 };
    int scans = 0;
    for (size_t at = 2; at + 4 <= b.len && (unsigned char)b.ptr[at] == 0xFF;) {
        unsigned char mark = (unsigned char)b.ptr[at + 1];
        if (mark == 0xFF) {
            at++;
            continue;
        }
        if (mark == EOI)
            break;
        at += 2 + ((size_t)(unsigned char)b.ptr[at + 2] << 8 | (unsigned char)b.ptr[at + 3]);
        if (mark == SOS)
            at = after_pixels(b, at);
        scans += mark == SOS;
    }
    return scans <= SCANS_MOST;
}

/* PNG: each packed text or profile may unfold to megabytes, and is thrown away. */
static bool
png_is_moderate(str b)
{
    static const char *const packed[] = { "zTXt", "iTXt", "iCCP" };
    int count = 0;
    for (size_t at = 8; at + 8 <= b.len;) {
        const unsigned char *p = (const unsigned char *)b.ptr + at;
        for (size_t i = 0; i < COUNT(packed); i++)
            count += memcmp(p + 4, packed[i], 4) == 0;
        at += 12 + ((size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3]);
    }
    return count <= PACKED_MOST;
}

bool
tanda_is_moderate(str b)
{
    return str_starts(b, S("\xFF\xD8\xFF")) ? jpeg_is_moderate(b)
        : str_starts(b, S("\x89PNG")) ? png_is_moderate(b) : true;
}
