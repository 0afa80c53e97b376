/* pesan_fuzz.c: e-mails: whatever is typed, the headers are ours, no line is too long, and all of it is ASCII. */
#include "fuzz.h"
#include "kirim/kirim.h"

static void
check_lines(str pesan)
{
    static const char *const headers[] = { "Date: ", "From: ", "To: <", "Subject: ", "Message-ID: <",
        "Auto-Submitted: ", "MIME-Version: ", "Content-Language: ", "Content-Type: ", "Content-Transfer-Encoding: " };
    str rest = pesan, line;
    size_t header = 0;
    bool body = false;
    while (str_cut(&rest, '\n', &line) && (line.len || rest.len)) {
        must(line.len && line.len <= 400 && str_ends(line, S("\r")));
        must(!body || line.len <= 77);
        if (!body && line.len == 1)
            body = true;
        else if (!body && line.ptr[0] != ' ')
            must(header < COUNT(headers) && str_starts(line, str_of(headers[header++])));
    }
    must(body && header == COUNT(headers));
    for (size_t i = 0; i < pesan.len; i++)
        must((unsigned char)pesan.ptr[i] < 0x7F && (pesan.ptr[i] >= ' ' || strchr("\r\n\t", pesan.ptr[i])));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct kirim_config c = { .dari = S("pamong@uji.test") };
    struct surel s = { .nomor = S("18.72.1"), .nama_pengirim = S("Pamong") };
    str rest = { (const char *)bytes, len }, pesan;
    str_cut(&rest, '\0', &s.kepada);
    str_cut(&rest, '\0', &s.judul);
    s.isi = rest;
    if (pesan_of(arena, &c, &s, &pesan) == OK)
        check_lines(pesan);
    arena_close(arena);
    return 0;
}
