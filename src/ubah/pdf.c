/* pdf.c: a PDF from outside is taken when it is whole and only shows pages. */
#include <libdeflate.h>

#include "ubah/ubah.h"

enum { BYTES_MOST = 10 * 1024 * 1024, ROOM = 16 * 1024 * 1024,
    UNPACKED_MOST = 16 * ROOM };

static const struct { str word; const char *why; } refused[] = {
    { { "/JavaScript", 11 }, "PDF ini memuat program. Cetak ulang menjadi PDF biasa, lalu kirim lagi." },
    { { "/JS ", 4 },         "PDF ini memuat program. Cetak ulang menjadi PDF biasa, lalu kirim lagi." },
    { { "/JS(", 4 },         "PDF ini memuat program. Cetak ulang menjadi PDF biasa, lalu kirim lagi." },
    { { "/JS<", 4 },         "PDF ini memuat program. Cetak ulang menjadi PDF biasa, lalu kirim lagi." },
    { { "/Launch", 7 },      "PDF ini membuka program lain. Cetak ulang menjadi PDF biasa, lalu kirim lagi." },
    { { "/EmbeddedFile", 13 },
        "PDF ini memuat berkas lain di dalamnya. Cetak ulang menjadi PDF biasa, lalu kirim lagi." },
    { { "/Encrypt", 8 },     "PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi." },
};

static bool
has(str bytes, str word)
{
    return memmem(bytes.ptr, bytes.len, word.ptr, word.len) != NULL;
}

static int
hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* /J#61vaScript is the same name as /JavaScript (ISO 32000-1 7.3.5). Never longer: `plain` may be where `bytes` are. */
static str
names_plain(char *plain, str bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        bool coded = bytes.ptr[i] == '#' && i + 2 < bytes.len && hex(bytes.ptr[i + 1]) >= 0
            && hex(bytes.ptr[i + 2]) >= 0;
        plain[n++] = coded ? (char)(hex(bytes.ptr[i + 1]) << 4 | hex(bytes.ptr[i + 2])) : bytes.ptr[i];
        i += coded ? 2 : 0;
    }
    return (str){ plain, n };
}

static const char *
why_refused(str bytes, str plain)
{
    for (size_t i = 0; i < COUNT(refused); i++)
        if (has(bytes, refused[i].word) || has(plain, refused[i].word))
            return refused[i].why;
    return NULL;
}

/* ---- objects that are packed together (ISO 32000-1 7.5.7): the names in them count as well --------------------- */

struct unpacking { struct libdeflate_decompressor *zip; char *room; size_t spent; };

static const char unreadable[] = "PDF ini memuat bagian yang tidak dapat diperiksa. Cetak ulang menjadi PDF biasa, lalu"
    " kirim lagi.";

/* Any stream may be one of objects, whatever the words before it say; one that does not unfold must not call itself so.
   Short names are not looked for: a picture's bytes would have them by chance. */
static const char *
why_packed(struct unpacking *u, str before, str packed)
{
    size_t in, len = ROOM;
    enum libdeflate_result r = libdeflate_zlib_decompress_ex(u->zip, packed.ptr, packed.len, u->room, ROOM, &in, &len);
    if (r == LIBDEFLATE_INSUFFICIENT_SPACE)
        len = ROOM;
    if (r != LIBDEFLATE_BAD_DATA)
        u->spent += len;
    if (u->spent > UNPACKED_MOST)
        return unreadable;
    if (r != LIBDEFLATE_SUCCESS)
        return has(names_plain(u->room, before), S("/ObjStm")) ? unreadable : NULL;
    str plain = names_plain(u->room, (str){ u->room, len });
    for (size_t i = 0; i < COUNT(refused); i++)
        if (refused[i].word.len > 4 && has(plain, refused[i].word))
            return refused[i].why;
    return NULL;
}

/* `before` is what stands since the end of the last stream: its dictionary at least. */
static const char *
why_any_packed(struct unpacking *u, str bytes)
{
    const char *why = NULL;
    for (ptrdiff_t at; !why && (at = str_find(bytes, S("stream"))) >= 0;) {
        str before = str_head(bytes, (size_t)at);
        bytes = str_from(bytes, (size_t)at + 6);
        if (str_ends(before, S("end")))
            continue;
        str packed = str_from(bytes, str_starts(bytes, S("\r\n")) ? 2 : bytes.len ? 1 : 0);
        why = why_packed(u, before, packed);
    }
    return why;
}

static const char *
why_inside(struct arena *arena, str bytes)
{
    struct unpacking u = { libdeflate_alloc_decompressor(), arena_alloc(arena, ROOM), 0 };
    must(u.zip);
    const char *why = why_any_packed(&u, bytes);
    libdeflate_free_decompressor(u.zip);
    return why;
}

enum outcome
pdf(struct arena *arena, str bytes, struct kiriman *out)
{
    if (bytes.len > BYTES_MOST)
        return tolak(arena, out, "Dokumen terlalu besar. Kirim PDF di bawah 10 MB.");
    if (!str_starts(bytes, S("%PDF-1.")) && !str_starts(bytes, S("%PDF-2.")))
        return tolak(arena, out, "Berkas ini bukan PDF. Kirim PDF, atau foto halaman-halamannya.");
    str tail = bytes.len > 2048 ? str_from(bytes, bytes.len - 2048) : bytes;
    if (!has(tail, S("%%EOF")))
        return tolak(arena, out, "PDF ini terpotong. Kirim ulang dari berkas aslinya.");
    str plain = names_plain(arena_alloc(arena, bytes.len + 1), bytes);
    const char *why = why_refused(bytes, plain);
    if (!why && has(plain, S("/ObjStm")))
        why = why_inside(arena, bytes);
    return why ? tolak(arena, out, why) : OK;
}
