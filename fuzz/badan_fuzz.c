/* badan_fuzz.c: a body by its Content-Type: what is kept is text, and the same form in the other coding is the same. */
#include "fuzz.h"
#include "http/http_internal.h"

static bool
has(str s, str word)
{
    return str_find(s, word) >= 0;
}

/* Empty when a part could be taken for something else. */
static str
multipart_of(struct arena *arena, const struct form *f)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < f->pair_count && f->pair_count <= 200; i++) {
        str name = f->pairs[i].name, value = f->pairs[i].value;
        if (name.len > 1000 || has(name, S("\"")) || has(name, S("\n")) || has(value, S("--batas")))
            return (str){ 0 };
        buf_format(&b, "--batas\r\nContent-Disposition: form-data; name=\"" STR "\"\r\n\r\n" STR "\r\n",
            STR_ARG(name), STR_ARG(value));
    }
    buf_str(&b, b.len ? S("--batas--\r\n") : S(""));
    return buf_view(&b);
}

static void
check_again(struct arena *arena, const struct form *f)
{
    struct req again = { .arena = arena };
    str body = multipart_of(arena, f);
    if (!body.len)
        return;
    must(body_decode(&again, S("multipart/form-data; boundary=\"batas\""), body));
    must(again.form.pair_count == f->pair_count && again.form.upload_count == 0);
    for (size_t i = 0; i < f->pair_count; i++)
        must(str_eq(again.form.pairs[i].name, f->pairs[i].name)
            && str_eq(again.form.pairs[i].value, f->pairs[i].value));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct req req = { .arena = arena };
    str body = { (const char *)bytes, len }, type;
    str_cut(&body, '\n', &type);
    if (body_decode(&req, type, body)) {
        must(!body.len || has(type, S("multipart/form-data")) || has(type, S("application/x-www-form-urlencoded")));
        for (size_t i = 0; i < req.form.pair_count; i++)
            must(str_is_text(req.form.pairs[i].name) && str_is_text(req.form.pairs[i].value));
        for (size_t i = 0; i < req.form.upload_count; i++)
            must(str_is_text(req.form.uploads[i].name) && str_is_text(req.form.uploads[i].filename));
        check_again(arena, &req.form);
    }
    arena_close(arena);
    return 0;
}
