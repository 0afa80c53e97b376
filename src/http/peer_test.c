/* peer_test.c: where Pamong listens, and that only a proxy is believed in what it says of others. */
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/world.h"
#include "http/server_internal.h"

static bool
is_trusted(const struct trust *t, const char *text)
{
    struct arena *arena = arena_open();
    struct address a;
    CHECK(http_address(arena, str_of(text), &a));
    arena_close(arena);
    struct sockaddr_in four = { .sin_family = AF_INET };
    struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
    memcpy(&four.sin_addr, a.bytes, sizeof four.sin_addr);
    memcpy(&six.sin6_addr, a.bytes, sizeof six.sin6_addr);
    return trusts(t, a.family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six);
}

TEST(only_this_machine_and_the_named_proxies_are_heard)
{
    struct trust none = { 0 }, some = { 0 };
    trust_begin(&some, S("10.0.0.4 fd00::4"));
    static const char *const always[] = { "127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1" };
    static const char *const named[] = { "10.0.0.4", "fd00::4", "::ffff:10.0.0.4" };
    static const char *const never[] = { "10.0.0.5", "0.0.0.0", "::", "fd00::5", "8.8.8.8", "::ffff:10.0.0.5" };
    for (size_t i = 0; i < COUNT(always); i++)
        CHECK(is_trusted(&none, always[i]) && is_trusted(&some, always[i]));
    for (size_t i = 0; i < COUNT(named); i++)
        CHECK(!is_trusted(&none, named[i]) && is_trusted(&some, named[i]));
    for (size_t i = 0; i < COUNT(never); i++)
        CHECK(!is_trusted(&none, never[i]) && !is_trusted(&some, never[i]));
}

/* What is answered there to one request for /healthz; empty when nobody answers. */
static str
healthz(struct arena *arena, const struct sockaddr *at, socklen_t len)
{
    static const char asked[] = "GET /healthz HTTP/1.1\r\nHost: uji.test\r\nConnection: close\r\n\r\n";
    char got[512];
    size_t count = 0;
    int fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool sent = connect(fd, at, len) == 0 && write(fd, asked, sizeof asked - 1) == (ssize_t)sizeof asked - 1;
    for (ssize_t n; sent && count < sizeof got && (n = read(fd, got + count, sizeof got - count)) > 0;)
        count += (size_t)n;
    close(fd);
    return arena_copy(arena, (str){ got, count });
}

static struct http *
listening(struct world *w, str where)
{
    struct http_config c = w->http;
    struct http *h;
    c.listen = where;
    c.port = 0;
    CHECK(http_start(&c, &h) == OK);
    return h;
}

TEST(a_socket_file_is_served_for_its_group_only_and_a_stale_one_is_replaced)
{
    str path = str_format(w->arena, STR "/p.sock", STR_ARG(w->region.folder));
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    memcpy(at.sun_path, path.ptr, path.len);
    for (int again = 0; again < 2; again++) {           /* the second finds the file of the first */
        struct http *h = listening(w, path);
        struct stat s;
        CHECK(stat(at.sun_path, &s) == 0 && (s.st_mode & 0777) == 0660);
        CHECK(str_starts(healthz(w->arena, (struct sockaddr *)&at, sizeof at), S("HTTP/1.1 200")));
        CHECK_INT(peer_listen(&(struct http_config){ .listen = path }), -1);    /* taken */
        http_stop(h);
    }
}

TEST(an_address_of_ipv6_is_served)
{
    struct http *h = listening(w, S("::1"));
    struct sockaddr_in6 at = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)http_port(h)),
        .sin6_addr = in6addr_loopback };
    CHECK(str_starts(healthz(w->arena, (struct sockaddr *)&at, sizeof at), S("HTTP/1.1 200")));
    http_stop(h);
}

TESTS(peer_tests,
    ALONE(only_this_machine_and_the_named_proxies_are_heard),
    LISTED(a_socket_file_is_served_for_its_group_only_and_a_stale_one_is_replaced),
    LISTED(an_address_of_ipv6_is_served));
