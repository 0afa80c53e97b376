/* konfigurasi_fuzz.c: pamong.conf: any text is a configuration, or it is told in words what is wrong with it. */
#include "fuzz.h"
#include "perintah/konfigurasi.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct konfigurasi_salah_list wrong = { 0 };
    enum outcome o = konfigurasi_parse(arena, (str){ (const char *)bytes, len }, k, &wrong);
    must(o == OK || wrong.count > 0);
    must(o != OK || k->count > 0);
    for (size_t i = 0; i < wrong.count; i++)
        must(wrong.items[i].isi.len > 0 && str_is_text(wrong.items[i].isi));
    arena_close(arena);
    return 0;
}
