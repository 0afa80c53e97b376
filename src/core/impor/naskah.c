/* naskah.c: UTF-16 of either order and Windows-1252 into UTF-8; what is UTF-8 already stays as it is. */
#include "core/impor/naskah.h"

static void
put_letter(struct buf *b, uint32_t c)
{
    if (c < 0x80)
        buf_char(b, (char)c);
    else if (c < 0x800) {
        buf_char(b, (char)(0xC0 | c >> 6));
        buf_char(b, (char)(0x80 | (c & 0x3F)));
    } else {
        if (c < 0x10000)
            buf_char(b, (char)(0xE0 | c >> 12));
        else {
            buf_char(b, (char)(0xF0 | c >> 18));
            buf_char(b, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        buf_char(b, (char)(0x80 | (c >> 6 & 0x3F)));
        buf_char(b, (char)(0x80 | (c & 0x3F)));
    }
}

static enum outcome
from_utf16(struct arena *arena, str bytes, bool big, str *text)
{
    struct buf b = { .arena = arena };
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    uint32_t high = 0;
    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t c = big ? (uint32_t)p[i] << 8 | p[i + 1] : (uint32_t)p[i + 1] << 8 | p[i];
        bool low = c >= 0xDC00 && c < 0xE000;
        if (low != (high != 0))
            return INVALID;             /* half of a letter */
        if (c >= 0xD800 && c < 0xDC00) {
            high = c;
            continue;
        }
        put_letter(&b, low ? 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00) : c);
        high = 0;
    }
    *text = buf_view(&b);
    return high || bytes.len % 2 ? INVALID : OK;
}

/* 0x80 to 0x9F of Windows-1252; 0: no letter. */
static const uint16_t upper[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A, 0x0153, 0, 0x017E, 0x0178 };

static enum outcome
from_windows(struct arena *arena, str bytes, str *text)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        uint32_t letter = c >= 0x80 && c < 0xA0 ? upper[c - 0x80] : c;
        if (letter == 0)
            return INVALID;
        put_letter(&b, letter);
    }
    *text = buf_view(&b);
    return OK;
}

enum outcome
naskah_utf8(struct arena *arena, str bytes, str *text)
{
    *text = bytes;
    if (str_starts(bytes, S("\xFF\xFE")))
        return from_utf16(arena, str_from(bytes, 2), false, text);
    if (str_starts(bytes, S("\xFE\xFF")))
        return from_utf16(arena, str_from(bytes, 2), true, text);
    return str_is_text(bytes) ? OK : from_windows(arena, bytes, text);
}
