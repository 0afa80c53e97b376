/* parse.c: paths, query strings, form bodies and cookies, strictly. */
#include "base/letters.h"
#include "http/http_internal.h"

enum { PAIRS_MOST = 2000 };

static int
hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
        : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
percent_decode(struct arena *arena, str s, bool plus, str *out)
{
    char *p = arena_alloc(arena, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '%') {
            p[n++] = plus && s.ptr[i] == '+' ? ' ' : s.ptr[i];
            continue;
        }
        int high = i + 2 < s.len ? hex_digit(s.ptr[i + 1]) : -1;
        int low = i + 2 < s.len ? hex_digit(s.ptr[i + 2]) : -1;
        if (high < 0 || low < 0)
            return false;
        p[n++] = (char)(high << 4 | low);
        i += 2;
    }
    *out = (str){ p, n };
    return str_is_text(*out);
}

static size_t
slashes(str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += s.ptr[i] == '/';
    return count;
}

/* Without empty segments and without a slash at its end: a program joins its base and a name as they come. */
str
path_joined(struct arena *arena, str raw)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < raw.len; i++)
        if (raw.ptr[i] != '/' || (i + 1 < raw.len && raw.ptr[i + 1] != '/'))
            buf_char(&b, raw.ptr[i]);
    return buf_view(&b);
}

/* One spelling for each page: no empty, dot or encoded-dot segments, no encoded slash, none at the end. */
bool
path_decode(struct arena *arena, str raw, str *path)
{
    if (raw.len == 0 || raw.ptr[0] != '/' || (raw.len > 1 && str_ends(raw, S("/"))))
        return false;
    if (!percent_decode(arena, raw, false, path) || slashes(*path) != slashes(raw))
        return false;
    str rest = str_from(*path, 1), piece;
    while (str_cut(&rest, '/', &piece))
        if ((piece.len == 0 && raw.len > 1) || str_eqz(piece, ".") || str_eqz(piece, "..")
            || str_find(piece, S("\\")) >= 0)
            return false;
    return str_find(*path, S("\n")) < 0;
}

bool
pairs_decode(struct arena *arena, str encoded, struct pair **pairs, size_t *count)
{
    size_t most = 1;
    for (size_t i = 0; i < encoded.len; i++)
        most += encoded.ptr[i] == '&';
    if (most > PAIRS_MOST || !str_is_text(encoded))
        return false;
    *pairs = arena_array(arena, struct pair, most);
    *count = 0;
    str piece;
    while (str_cut(&encoded, '&', &piece)) {
        struct pair p = { 0 };
        str name;
        if (piece.len == 0)
            continue;
        if (!str_cut(&piece, '=', &name) || !percent_decode(arena, name, true, &p.name)
            || !percent_decode(arena, piece, true, &p.value))
            return false;
        (*pairs)[(*count)++] = p;
    }
    return true;
}

str
cookie_get(str header, const char *name)
{
    str piece, key;
    while (str_cut(&header, ';', &piece)) {
        piece = str_trim(piece);
        if (str_cut(&piece, '=', &key) && str_eqz(key, name))
            return piece;
    }
    return (str){ 0 };
}

str
header_text(struct arena *arena, str value, size_t most)
{
    return str_is_text(value) ? arena_copy(arena, letters_head(value, most)) : (str){ 0 };
}

/* "multipart/form-data; boundary=xyz" gives xyz, at most 70 bytes (RFC 2046 5.1.1). */
static str
boundary_of(str content_type)
{
    ptrdiff_t at = str_find(content_type, S("boundary="));
    str b = at < 0 ? (str){ 0 } : str_from(content_type, (size_t)at + 9), piece;
    if (str_starts(b, S("\""))) {
        b = str_from(b, 1);
        return str_cut(&b, '"', &piece) && piece.len <= 70 ? piece : (str){ 0 };
    }
    return str_cut(&b, ';', &piece) && piece.len <= 70 ? str_trim(piece) : (str){ 0 };
}

bool
body_decode(struct req *req, str content_type, str body)
{
    struct form *f = &req->form;
    if (str_starts(content_type, S("multipart/form-data"))) {
        str boundary = boundary_of(content_type);
        return boundary.len && multipart_decode(req->arena, body, boundary, f);
    }
    if (body.len && !str_starts(content_type, S("application/x-www-form-urlencoded")))
        return false;
    return pairs_decode(req->arena, body, &f->pairs, &f->pair_count);
}
