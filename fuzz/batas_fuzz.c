/* batas_fuzz.c: borders in GeoJSON: what is accepted is a code and rings of whole numbers; what is not says why. */
#include "core/wilayah/wilayah_dalam.h"
#include "fuzz.h"

static void
check_rings(str rings)
{
    must(rings.len);
    for (size_t i = 0; i < rings.len; i++)
        must(strchr("0123456789-, ;", rings.ptr[i]) && rings.ptr[i]);
    must(rings.ptr[0] != ';' && rings.ptr[rings.len - 1] != ';');
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct batas_baca b;
    int64_t e6;
    str text = { (const char *)bytes, len };
    bool good = batas_read(arena, text, S("kode"), &b) == OK;
    must(good == (b.galat.len == 0) && str_is_text(b.galat));
    for (size_t i = 0; good && i < b.list.count; i++) {
        check_rings(b.list.items[i].cincin);
        must(b.list.items[i].kode.len >= 2 && b.list.items[i].kode.len <= 17);
    }
    if (derajat_parse(text, &e6) == OK)
        must(e6 >= -180000000 && e6 <= 180000000);
    arena_close(arena);
    return 0;
}
