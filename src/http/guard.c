/* guard.c: what libmicrohttpd 0.9.75 takes and we refuse (architecture 3); pure, so that it can be fuzzed. */
#include <strings.h>

#include "http/http_internal.h"

enum { TARGET_MOST = 8000, HEADERS_MOST = 100, LENGTH_DIGITS = 18 };

static bool
is_token(str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || (c && strchr("!#$%&'*+-.^_`|~", c));
        if (!plain)
            return false;
    }
    return name.len > 0;
}

static bool
same_name(str a, const char *b)
{
    return a.len == strlen(b) && strncasecmp(a.ptr, b, a.len) == 0;
}

void
guard_header(struct guard *g, str name, str value)
{
    g->headers++;
    g->bytes += name.len + 2 + value.len + 2;
    g->odd |= !is_token(name);
    for (size_t i = 0; i < value.len; i++)
        g->odd |= ((unsigned char)value.ptr[i] < 0x20 && value.ptr[i] != '\t') || value.ptr[i] == 0x7F;
    if (same_name(name, "Host")) {
        g->hosts++;
        g->host = value;
    } else if (same_name(name, "Content-Length")) {
        g->lengths++;
        g->length = value;
    } else if (same_name(name, "Transfer-Encoding")) {
        g->encodings++;
        g->encoding = value;
    }
}

static bool
is_listed(str method)
{
    static const char *const listed[] = { "GET", "HEAD", "POST" };
    for (size_t i = 0; i < COUNT(listed); i++)
        if (str_eqz(method, listed[i]))
            return true;
    return false;
}

/* "kota.go.id" or "kota.go.id:8080", and nothing else: no user, no second port. */
const struct region *
region_of(const struct http_config *c, str host)
{
    str name = host;
    if (str_find(host, S("]")) < 0 && str_find(host, S(":")) >= 0) {
        str port = host;
        int64_t number;
        str_cut(&port, ':', &name);
        if (port.len > 5 || !str_int(port, &number) || number < 1 || number > 65535)
            return NULL;
    }
    for (const struct region *const *r = c->regions; *r; r++)
        for (size_t i = 0; i < (*r)->host_count; i++)
            if (name.len == (*r)->hosts[i].len && strncasecmp(name.ptr, (*r)->hosts[i].ptr, name.len) == 0)
                return *r;
    return NULL;
}

/* Where the body ends must be said once and in one way (RFC 9112 6.3). */
static bool
body_is_plain(struct guard *g)
{
    g->content_length = g->encodings ? -1 : 0;
    if (g->encodings)
        return g->encodings == 1 && g->lengths == 0 && same_name(g->encoding, "chunked");
    if (g->lengths == 0)
        return true;
    for (size_t i = 0; i < g->length.len; i++)
        if (g->length.ptr[i] < '0' || g->length.ptr[i] > '9')
            return false;
    return g->lengths == 1 && g->length.len <= LENGTH_DIGITS && str_int(g->length, &g->content_length);
}

/* More bytes came than the lines we were shown have: a folded line, a NUL, a name that was dropped. What libmicrohttpd
   made of it is not what others would. */
static bool
hides_something(const struct guard *g, str method, str version, str target)
{
    enum { BLANKS_AND_ENDS = 6 };
    return g->raw > method.len + target.len + version.len + BLANKS_AND_ENDS + g->bytes;
}

int
guard_verdict(struct guard *g, str method, str version, str target)
{
    bool old = str_eqz(version, "HTTP/1.0");
    if (!old && !str_eqz(version, "HTTP/1.1"))
        return 505;
    if (!is_listed(method))
        return 405;
    if (g->odd || hides_something(g, method, version, target) || g->headers > HEADERS_MOST || g->hosts != 1
        || !body_is_plain(g) || (old && g->encodings))
        return 400;
    if (target.len > TARGET_MOST)
        return 414;
    if (!str_starts(target, S("/")))
        return 400;
    return g->content_length != 0 && !str_eqz(method, "POST") ? 400 : 0;
}
