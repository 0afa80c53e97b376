/* dokumen_fuzz.c: PDF of strangers: what is taken says so, is whole, and names no program; marks of photos. */
#include "fuzz.h"
#include "ubah/ubah.h"

/* Every second letter written as #xx. */
static str
coded(struct arena *arena, str name)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < name.len; i++)
        buf_format(&b, i % 2 ? "%c" : i ? "#%02x" : "%c", name.ptr[i]);
    return buf_view(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct kiriman out = { 0 };
    str file = { (const char *)bytes, len };
    (void)tanda_is_moderate(file);
    if (pdf(arena, file, &out) != OK)
        must(out.count == 1 && out.parts[0].len && str_is_text(out.parts[0]));
    else {
        static const char *const words[] = { "/JavaScript", "/Launch", "/EmbeddedFile", "/Encrypt" };
        must(str_starts(file, S("%PDF-")) && memmem(file.ptr, file.len, "%%EOF", 5));
        for (size_t i = 0; i < COUNT(words); i++) {
            must(!memmem(file.ptr, file.len, words[i], strlen(words[i])));
            str bad = str_format(arena, "%%PDF-1.7\n" STR "\n%%%%EOF", STR_ARG(coded(arena, str_of(words[i]))));
            must(pdf(arena, bad, &out) == INVALID);
        }
    }
    arena_close(arena);
    return 0;
}
