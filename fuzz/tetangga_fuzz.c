/* tetangga_fuzz.c: answers of other installations in JSON: what is read is text within its bounds, and a place. */
#include "fuzz.h"
#include "modules/aduan/sambungan_dalam.h"

/* On pages and in files of ours: whole letters, no sign that no page shows. */
static void
check_text(str s, size_t letters)
{
    must(str_is_text(s) && s.len <= 4 * letters);
    for (size_t i = 0; i < s.len; i++)
        must((unsigned char)s.ptr[i] >= 32 || s.ptr[i] == '\n' || s.ptr[i] == '\t');
}

static void
check_request(const struct minta_luar *m)
{
    check_text(m->layanan, 200);
    check_text(m->alamat, 200);
    must(str_is_text(m->isi) && str_is_text(m->catatan));
    must(m->lat_e6 >= -90000000 && m->lat_e6 <= 90000000 && m->lon_e6 >= -180000000 && m->lon_e6 <= 180000000);
    must((m->lat_e6 == 0) == (m->lon_e6 == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct minta_luar_list list;
    str json = { (const char *)bytes, len };
    if (minta_luar_read(arena, json, &list) == OK)
        for (size_t i = 0; i < list.count; i++)
            check_request(&list.items[i]);
    struct luar_jawab answer = { .hasil = LUAR_DIJAWAB, .status = 400, .isi = json };
    str why = jawaban_galat(arena, &answer);
    must(why.len <= 300 && str_is_text(why));
    arena_close(arena);
    return 0;
}
