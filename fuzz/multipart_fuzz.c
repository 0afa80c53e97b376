/* multipart_fuzz.c: bodies with files: every part that is accepted lies inside the body, and its names are text. */
#include "fuzz.h"
#include "http/http_internal.h"

static bool
inside(str whole, str part)
{
    return part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    str body = { (const char *)bytes, len };
    struct form f = { 0 };
    if (multipart_decode(arena, body, S("x"), &f)) {
        for (size_t i = 0; i < f.pair_count; i++)
            must(str_is_text(f.pairs[i].name) && str_is_text(f.pairs[i].value));
        for (size_t i = 0; i < f.upload_count; i++) {
            must(inside(body, f.uploads[i].bytes));
            must(str_is_text(f.uploads[i].name) && str_is_text(f.uploads[i].filename));
        }
    }
    arena_close(arena);
    return 0;
}
