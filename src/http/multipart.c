/* multipart.c: the parts of a multipart/form-data body (RFC 7578), whole in memory and strictly. */
#include "http/http_internal.h"

enum { PARTS_MOST = 200 };

struct parts { struct pair pairs[PARTS_MOST]; struct upload uploads[PARTS_MOST]; };

/* name="..." or filename="..." of a Content-Disposition line; browsers write quotes as %22. */
static bool
parameter(str line, str key, str *value)
{
    ptrdiff_t at = str_find(line, key);
    if (at < 0)
        return false;
    str rest = str_from(line, (size_t)at + key.len);
    return str_cut(&rest, '"', value) && rest.ptr;
}

static bool
disposition(str headers, str *line)
{
    static const char wanted[] = "content-disposition:";
    for (str piece; str_cut(&headers, '\n', &piece);) {
        bool same = piece.len > sizeof wanted - 1;
        for (size_t i = 0; same && i < sizeof wanted - 1; i++)
            same = (piece.ptr[i] | 0x20) == wanted[i] || piece.ptr[i] == wanted[i];
        if (same) {
            *line = str_trim(piece);
            return true;
        }
    }
    return false;
}

static bool
take_part(struct form *f, str headers, str content)
{
    str line, name, filename;
    if (!disposition(headers, &line) || !parameter(line, S(" name=\""), &name) || !str_is_text(name))
        return false;
    if (parameter(line, S(" filename=\""), &filename)) {
        if (f->upload_count == PARTS_MOST || !str_is_text(filename))
            return false;
        if (filename.len || content.len)        /* an empty file field is no upload */
            f->uploads[f->upload_count++] = (struct upload){ name, filename, content };
        return true;
    }
    if (f->pair_count == PARTS_MOST || !str_is_text(content))
        return false;
    f->pairs[f->pair_count++] = (struct pair){ name, content };
    return true;
}

bool
multipart_decode(struct arena *arena, str body, str boundary, struct form *f)
{
    struct parts *room = arena_new(arena, struct parts);
    str mark = str_format(arena, "\r\n--" STR, STR_ARG(boundary));
    f->pairs = room->pairs;
    f->uploads = room->uploads;
    if (!str_starts(body, str_from(mark, 2)))
        return false;
    body = str_from(body, mark.len - 2);
    for (;;) {
        if (str_starts(body, S("--")))
            return true;
        if (!str_starts(body, S("\r\n")))
            return false;
        body = str_from(body, 2);
        ptrdiff_t blank = str_find(str_head(body, 4096), S("\r\n\r\n"));
        if (blank < 0)
            return false;
        str headers = str_head(body, (size_t)blank);
        body = str_from(body, (size_t)blank + 4);
        const char *end = body.len ? memmem(body.ptr, body.len, mark.ptr, mark.len) : NULL;
        if (!end || !take_part(f, headers, str_head(body, (size_t)(end - body.ptr))))
            return false;
        body = str_from(body, (size_t)(end - body.ptr) + mark.len);
    }
}
