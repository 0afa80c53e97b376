/* peer.c: where we listen, and whom at the other end we believe in what it says of others. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "http/server_internal.h"

enum { SOCKET_MODE = 0660 };

/* ---- addresses ------------------------------------------------------------------------------------------- */

bool
http_address(struct arena *arena, str text, struct address *a)
{
    const char *z = text.len && text.len < INET6_ADDRSTRLEN ? cstr(arena, text) : "";
    *a = (struct address){ 0 };
    a->family = inet_pton(AF_INET, z, a->bytes) == 1 ? AF_INET : inet_pton(AF_INET6, z, a->bytes) == 1 ? AF_INET6 : 0;
    return a->family != 0;
}

bool
http_is_loopback(const struct address *a)
{
    return a->family == AF_INET ? a->bytes[0] == 127 : memcmp(a->bytes, &in6addr_loopback, sizeof a->bytes) == 0;
}

/* An IPv4 address that came to an IPv6 socket is the IPv4 address. */
static struct address
address_of(const struct sockaddr *s)
{
    struct address a = { .family = s->sa_family };
    if (s->sa_family == AF_INET)
        memcpy(a.bytes, &((const struct sockaddr_in *)(const void *)s)->sin_addr, sizeof(struct in_addr));
    else if (s->sa_family == AF_INET6)
        memcpy(a.bytes, &((const struct sockaddr_in6 *)(const void *)s)->sin6_addr, sizeof a.bytes);
    static const unsigned char mapped[12] = { [10] = 0xFF, [11] = 0xFF };
    if (a.family == AF_INET6 && memcmp(a.bytes, mapped, sizeof mapped) == 0) {
        struct address four = { .family = AF_INET };
        memcpy(four.bytes, a.bytes + sizeof mapped, sizeof(struct in_addr));
        return four;
    }
    return a;
}

void
trust_begin(struct trust *t, str proxies)
{
    struct arena *arena = arena_open();
    str word;
    while (str_cut(&proxies, ' ', &word))
        if (t->count < COUNT(t->items) && http_address(arena, word, &t->items[t->count]))
            t->count++;
    arena_close(arena);
}

/* This machine, who may open our socket file, and the proxies that the configuration lists. */
bool
trusts(const struct trust *t, const struct sockaddr *s)
{
    struct address a = address_of(s);
    bool known = a.family == AF_UNIX || ((a.family == AF_INET || a.family == AF_INET6) && http_is_loopback(&a));
    for (size_t i = 0; i < t->count && !known; i++)
        known = t->items[i].family == a.family && memcmp(t->items[i].bytes, a.bytes, sizeof a.bytes) == 0;
    return known;
}

/* ---- a request's peer ------------------------------------------------------------------------------------ */

static const struct sockaddr *
other_end(const struct task *t)
{
    return MHD_get_connection_info(t->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
}

bool
from_proxy(const struct task *t)
{
    return t->http->config.behind_proxy && trusts(&t->http->trust, other_end(t));
}

str
peer_of(struct task *t)
{
    char text[INET6_ADDRSTRLEN] = "";
    struct address a = address_of(other_end(t)), named;
    if (a.family == AF_INET || a.family == AF_INET6)
        inet_ntop(a.family, a.bytes, text, sizeof text);
    str forwarded = str_of(MHD_lookup_connection_value(t->connection, MHD_HEADER_KIND, "X-Forwarded-For"));
    str last = { 0 }, piece;
    if (from_proxy(t))
        while (str_cut(&forwarded, ',', &piece))
            last = str_trim(piece);
    return arena_copy(t->arena, http_address(t->arena, last, &named) ? last : str_of(text));
}

/* Where others can reach us at all, only those we believe are heard: TLS, limits and names are theirs to see to. */
enum MHD_Result
peer_is_heard(void *http, const struct sockaddr *s, socklen_t len)
{
    (void)len;
    return trusts(&((struct http *)http)->trust, s) ? MHD_YES : MHD_NO;
}

/* ---- listening ------------------------------------------------------------------------------------------- */

static int
listen_at(const struct sockaddr *at, socklen_t len)
{
    int on = 1, fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && at->sa_family != AF_UNIX)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (fd >= 0 && bind(fd, at, len) == 0 && listen(fd, SOMAXCONN) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* A file that nobody answers at is left from a process that was killed. */
static bool
is_free(const struct sockaddr_un *at)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool taken = fd >= 0 && connect(fd, (const struct sockaddr *)at, sizeof *at) == 0;
    struct stat s;
    if (fd >= 0)
        close(fd);
    if (!taken && lstat(at->sun_path, &s) == 0 && S_ISSOCK(s.st_mode))
        unlink(at->sun_path);
    return !taken;
}

/* For its owner and its group: the folder's, when that has the setgid bit (packaging/systemd/pamong.tmpfiles). */
static int
listen_at_file(str path)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    if (path.len >= sizeof at.sun_path)
        return -1;
    memcpy(at.sun_path, path.ptr, path.len);
    int fd = is_free(&at) ? listen_at((struct sockaddr *)&at, sizeof at) : -1;
    if (fd >= 0 && chmod(at.sun_path, SOCKET_MODE) != 0)
        log_event(LOG_WARN, "http", "%s stays closed to its group", at.sun_path);
    return fd;
}

int
peer_listen(const struct http_config *c)
{
    struct arena *arena = arena_open();
    struct address a = { 0 };
    int fd = -1;
    if (str_starts(c->listen, S("/")))
        fd = listen_at_file(c->listen);
    else if (http_address(arena, c->listen.len ? c->listen : S("127.0.0.1"), &a) && a.family == AF_INET) {
        struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)c->port) };
        memcpy(&at.sin_addr, a.bytes, sizeof at.sin_addr);
        fd = listen_at((struct sockaddr *)&at, sizeof at);
    } else if (a.family == AF_INET6) {
        struct sockaddr_in6 at = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)c->port) };
        memcpy(&at.sin6_addr, a.bytes, sizeof at.sin6_addr);
        fd = listen_at((struct sockaddr *)&at, sizeof at);
    }
    arena_close(arena);
    return fd;
}

int
peer_port(int fd)
{
    union { struct sockaddr any; struct sockaddr_in four; struct sockaddr_in6 six; struct sockaddr_un file; } at
        = { 0 };
    socklen_t len = sizeof at;
    if (getsockname(fd, &at.any, &len) != 0 || at.any.sa_family == AF_UNIX)
        return 0;
    return ntohs(at.any.sa_family == AF_INET ? at.four.sin_port : at.six.sin6_port);
}
