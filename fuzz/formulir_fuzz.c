/* formulir_fuzz.c: paths, query strings and urlencoded bodies: what is accepted is text, and reads the same again. */
#include "fuzz.h"
#include "http/http_internal.h"

static void
check_path(struct arena *arena, str raw)
{
    str path;
    if (!path_decode(arena, raw, &path))
        return;
    must(path.len && path.ptr[0] == '/' && str_is_text(path) && str_find(path, S("//")) < 0);
    must(str_find(path, S("/../")) < 0 && !str_ends(path, S("/..")));
}

/* url_part writes a value as a browser would: it must come back as it was. */
static void
check_round_trip(struct arena *arena, const struct pair *p)
{
    struct pair *again;
    size_t count;
    str text = str_format(arena, STR "=" STR, STR_ARG(url_part(arena, p->name)), STR_ARG(url_part(arena, p->value)));
    must(pairs_decode(arena, text, &again, &count) && count == 1);
    must(str_eq(again[0].name, p->name) && str_eq(again[0].value, p->value));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    str raw = { (const char *)bytes, len };
    struct pair *pairs = NULL;
    size_t count = 0;
    check_path(arena, raw);
    (void)cookie_get(raw, "pamong_sesi");
    if (pairs_decode(arena, raw, &pairs, &count))
        for (size_t i = 0; i < count; i++) {
            must(str_is_text(pairs[i].name) && str_is_text(pairs[i].value));
            if (pairs[i].name.len)
                check_round_trip(arena, &pairs[i]);
        }
    arena_close(arena);
    return 0;
}
