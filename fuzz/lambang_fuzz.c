/* lambang_fuzz.c: a coat of arms: what is taken is one drawing that leads nowhere and runs nothing. */
#include <strings.h>

#include "core/tampilan/warna.h"
#include "fuzz.h"

static bool
has(str svg, str word)
{
    for (size_t i = 0; i + word.len <= svg.len; i++)
        if (strncasecmp(svg.ptr + i, word.ptr, word.len) == 0)
            return true;
    return false;
}

/* No attribute leads anywhere, and none holds what a browser would run. */
static void
check_attribute(str svg, size_t equals)
{
    static const str never[] = { { "on", 2 }, { "href", 4 }, { "style", 5 }, { "src", 3 }, { "id", 2 },
        { "class", 5 } };
    size_t from = equals;
    while (from && svg.ptr[from - 1] != ' ' && svg.ptr[from - 1] != '"' && svg.ptr[from - 1] != '\'')
        from--;
    for (size_t i = 0; i < COUNT(never); i++)
        must(strncasecmp(svg.ptr + from, never[i].ptr, never[i].len) != 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const str never[] = { { "&", 1 }, { "<!", 2 }, { "<?", 2 }, { "url", 3 }, { "<script", 7 }, { "<a", 2 },
        { "<use", 4 }, { "<image", 6 }, { "script:", 7 } };
    str svg = { (const char *)bytes, len };
    if (lambang_wrong(svg))
        return 0;
    must(str_starts(str_trim(svg), S("<svg")) && str_ends(str_trim(svg), S(">")) && len <= LAMBANG_MOST);
    must(!memchr(bytes, 0, len));
    for (size_t i = 0; i < COUNT(never); i++)
        must(!has(svg, never[i]));
    for (size_t i = 0; i < len; i++)
        if (bytes[i] == '=')
            check_attribute(svg, i);
    return 0;
}
