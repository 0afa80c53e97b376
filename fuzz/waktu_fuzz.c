/* waktu_fuzz.c: moments and names as Open311 programs send them: refused, or the one moment that they say. */
#include "fuzz.h"
#include "modules/aduan/o311_dalam.h"

/* Without its zone and written in UTC again, it is the same moment. */
static void
check_moment(struct arena *arena, str typed)
{
    int64_t moment, again;
    if (o311_moment_parse(typed, &moment) != OK)
        return;
    must(typed.len == 20 || typed.len == 25);
    for (size_t i = 0; i < typed.len; i++)
        must(typed.ptr[i] && strchr("0123456789-+:TZ", typed.ptr[i]));
    str utc = fmt_moment_iso(arena, moment);
    must(o311_moment_parse(utc, &again) == OK && again == moment);
}

static void
check_name(struct arena *arena, str typed)
{
    struct req req = { .arena = arena, .params = { { S("apa"), typed } }, .param_count = 1 };
    str name;
    bool json;
    if (o311_format(&req, "apa", &name, &json) == OK)
        must(name.len && str_eq(typed, str_format(arena, STR "%s", STR_ARG(name), json ? ".json" : ".xml")));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    str rest = { (const char *)bytes, len }, line;
    while (str_cut(&rest, '\n', &line)) {
        check_moment(arena, line);
        if (str_is_text(line))
            check_name(arena, line);
    }
    arena_close(arena);
    return 0;
}
