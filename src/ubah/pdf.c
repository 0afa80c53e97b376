/* pdf.c: a PDF from outside is taken when it is whole and only shows pages. */
#include "ubah/ubah.h"

enum { BYTES_MOST = 10 * 1024 * 1024 };

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

/* /J#61vaScript is the same name as /JavaScript (ISO 32000-1 7.3.5). */
static str
names_plain(struct arena *arena, str bytes)
{
    char *plain = arena_alloc(arena, bytes.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        bool coded = bytes.ptr[i] == '#' && i + 2 < bytes.len && hex(bytes.ptr[i + 1]) >= 0
            && hex(bytes.ptr[i + 2]) >= 0;
        plain[n++] = coded ? (char)(hex(bytes.ptr[i + 1]) << 4 | hex(bytes.ptr[i + 2])) : bytes.ptr[i];
        i += coded ? 2 : 0;
    }
    return (str){ plain, n };
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
    str plain = names_plain(arena, bytes);
    for (size_t i = 0; i < COUNT(refused); i++)
        if (has(bytes, refused[i].word) || has(plain, refused[i].word))
            return tolak(arena, out, refused[i].why);
    return OK;
}
