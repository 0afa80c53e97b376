/* segel_fuzz.c: a checkpoint's line and the edge of the tree: what is read is written the same again. */
#include "core/peristiwa/segel.h"
#include "fuzz.h"

static void
check_line(struct arena *arena, str line)
{
    struct titik_segel t, again;
    if (!segel_read(line, &t))
        return;
    str written = segel_line(arena, &t);
    must(segel_read(written, &again) && again.ukuran == t.ukuran && again.waktu == t.waktu && str_eq(again.akar, t.akar)
        && str_eq(again.tanda, t.tanda) && str_eq(again.kunci, t.kunci));
    (void)segel_signed(segel_signed_text(arena, t.ukuran, t.akar, t.waktu), t.tanda, t.kunci);
}

/* The first byte says how many leaves there are meant to be. */
static void
check_edge(struct arena *arena, str text, int64_t count)
{
    struct tepi t, again;
    if (!tepi_read(text, count, &t))
        return;
    must(t.count == count && tepi_read(tepi_text(arena, &t), count, &again));
    must(str_eq(tepi_root(arena, &t), tepi_root(arena, &again)));
    must(!tepi_append(&t, S("zz")) && t.count == count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    str text = { (const char *)bytes, len };
    check_line(arena, text);
    if (len)
        check_edge(arena, str_from(text, 1), bytes[0]);
    arena_close(arena);
    return 0;
}
