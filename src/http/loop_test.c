/* loop_test.c: a page that takes long holds up its own connection, and none of the others. */
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/world.h"
#include "http/server_internal.h"

/* Ends when a byte comes by the pipe that ?pipa= names. */
static enum outcome
wait_for_it(struct req *req)
{
    char byte;
    CHECK(read((int)req_arg_int(req, "pipa", -1), &byte, 1) == 1);
    return reply_bytes(req, S("text/plain"), S("akhirnya"));
}

static enum outcome quick(struct req *req) { return reply_bytes(req, S("text/plain"), S("segera")); }

static enum outcome
large(struct req *req)
{
    struct buf b = { .arena = req->arena };
    for (int i = 0; i < 10000; i++)
        buf_str(&b, S("0123456"));
    buf_str(&b, S("ujung"));
    return reply_bytes(req, S("text/plain"), buf_view(&b));
}

static const struct route pages[] = {
    GET("/uji/tunggu", wait_for_it, &anyone, no_place),
    GET("/uji/cepat",  quick,       &anyone, no_place),
    GET("/uji/besar",  large,       &anyone, no_place),
    { 0 }
};
static const struct module waiting = { .name = "uji", .title = "Uji", .routes = LIST(struct route, pages) };

static struct http *
serve(struct world *w)
{
    static const struct module *const modules[] = { &waiting, NULL };
    struct http_config c = w->http;
    struct http *h;
    c.modules = modules;
    c.hooks.layout = NULL;
    c.threads = c.pool = 1;
    c.port = 0;
    CHECK(http_start(&c, &h) == OK);
    return h;
}

/* Nothing waits longer for an answer than 5 s: then the test fails instead of standing still. */
static int
call(struct world *w, const struct http *h, str target)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(h)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct timeval patience = { .tv_sec = 5 };
    str asked = str_format(w->arena, "GET " STR " HTTP/1.1\r\nHost: uji.test\r\nConnection: close\r\n\r\n",
        STR_ARG(target));
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0);
    CHECK(connect(fd, (struct sockaddr *)&at, sizeof at) == 0 && write(fd, asked.ptr, asked.len) == (ssize_t)asked.len);
    return fd;
}

static bool
is_told(struct world *w, int fd, const char *text)
{
    struct buf b = { .arena = w->arena };
    char bytes[4096];
    for (ssize_t n; (n = recv(fd, bytes, sizeof bytes, 0)) > 0;)
        buf_put(&b, bytes, (size_t)n);
    close(fd);
    return str_ends(buf_view(&b), str_of(text));
}

/* Until a page has begun, so that what is asked next finds it at work. */
static void
let_begin(const struct http *h, int count)
{
    for (int tries = 0; tries < 500 && atomic_load(&h->in_flight) < count; tries++)
        usleep(10000);
    CHECK_INT(atomic_load(&h->in_flight), count);
}

TEST(a_page_that_takes_long_holds_up_no_other)
{
    int wait[2];
    CHECK(pipe(wait) == 0);
    struct http *h = serve(w);
    int slow = call(w, h, str_format(w->arena, "/uji/tunggu?pipa=%d", wait[0]));
    let_begin(h, 1);
    for (int i = 0; i < 20; i++)
        CHECK(is_told(w, call(w, h, S("/uji/cepat")), "segera"));
    CHECK(write(wait[1], "x", 1) == 1);
    CHECK(is_told(w, slow, "akhirnya"));
    for (int i = 0; i < 20; i++)                /* and its thread stands by again */
        CHECK(is_told(w, call(w, h, S("/uji/cepat")), "segera"));
    http_stop(h);
    close(wait[0]);
    close(wait[1]);
}

TEST(when_all_page_threads_wait_the_sockets_are_still_served)
{
    int wait[2];
    CHECK(pipe(wait) == 0);
    struct http *h = serve(w);
    str target = str_format(w->arena, "/uji/tunggu?pipa=%d", wait[0]);
    int slow[] = { call(w, h, target), call(w, h, target) };
    let_begin(h, 2);
    int later = call(w, h, S("/uji/cepat"));
    CHECK(is_told(w, call(w, h, S("/healthz")), "ok\n"));
    CHECK(write(wait[1], "xx", 2) == 2);
    CHECK(is_told(w, slow[0], "akhirnya") && is_told(w, slow[1], "akhirnya") && is_told(w, later, "segera"));
    http_stop(h);
    close(wait[0]);
    close(wait[1]);
}

TEST(who_is_answered_by_another_thread_does_not_wait_for_a_timer)
{
    enum { TIMES = 8 };
    int wait[2];
    CHECK(pipe(wait) == 0);
    struct http *h = serve(w);
    int64_t best = INT64_MAX;
    for (int i = 0; i < TIMES; i++) {           /* the quickest: other programs only ever make one slower */
        int slow = call(w, h, str_format(w->arena, "/uji/tunggu?pipa=%d&ke=%d", wait[0], i));
        let_begin(h, 1);
        usleep(20000);                          /* the sockets are the other thread's by now */
        int64_t began = clock_steady_us();
        CHECK(write(wait[1], "x", 1) == 1);
        CHECK(is_told(w, slow, "akhirnya"));
        int64_t took = clock_steady_us() - began;
        best = took < best ? took : best;
    }
    http_stop(h);
    close(wait[0]);
    close(wait[1]);
    CHECK(best < 50000);
}

/* How often this process has read from a file; -1 where the kernel does not count. */
static int64_t
reads(void)
{
    char said[256] = "";
    int fd = open("/proc/self/io", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, said, sizeof said - 1) < 0)
        return -1;
    close(fd);
    const char *at = strstr(said, "syscr: ");
    return at ? strtoll(at + strlen("syscr: "), NULL, 10) : -1;
}

TEST(a_large_kept_page_goes_out_at_once_and_not_in_pieces_that_are_copied)
{
    enum { TIMES = 20, AT_MOST = 6 };           /* in pieces: seventeen of 4 KiB */
    struct http *h = serve(w);
    CHECK(is_told(w, call(w, h, S("/uji/besar")), "ujung"));
    int64_t before = reads();
    for (int i = 0; i < TIMES; i++)
        CHECK(is_told(w, call(w, h, S("/uji/besar")), "ujung"));
    CHECK(before < 0 || reads() - before < TIMES * AT_MOST);
    http_stop(h);
}

TESTS(loop_tests,
    LISTED(a_page_that_takes_long_holds_up_no_other),
    LISTED(when_all_page_threads_wait_the_sockets_are_still_served),
    LISTED(who_is_answered_by_another_thread_does_not_wait_for_a_timer),
    LISTED(a_large_kept_page_goes_out_at_once_and_not_in_pieces_that_are_copied));
