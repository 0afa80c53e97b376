/* langsung_test.c: who hears what on an open page, when they hear it, and how it ends; once over real sockets. */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/random.h"
#include "core/kabar/kabar.h"
#include "core/langsung/langsung.h"
#include "core/siapa/siapa.h"
#include "core/world.h"
#include "http/http_internal.h"

static const struct channel uji = { "uji", &akun_rw_kelola, false };
static const struct module uji_module = { .name = "uji", .title = "Uji", .channels = LIST(struct channel, &uji) };

/* The whole program, and a channel of the test's own. */
static struct streams *
open_streams(struct world *w, int listeners)
{
    enum { MOST = 64 };
    const struct module **all = arena_array(w->arena, const struct module *, MOST + 2);
    size_t count = 0;
    for (const struct module *const *m = w->http.modules; *m && count < MOST; m++)
        all[count++] = *m;
    all[count] = &uji_module;
    w->http.modules = all;
    w->http.listeners = listeners;
    return streams_open(&w->http);
}

/* Of two kelurahan; the first one's account. */
static int64_t
two_people(struct world *w)
{
    world_person(w, "lurah2", "lurah", &(struct place){ .wilayah = S("18.72.01.1002") });
    return world_person(w, "lurah", "lurah", &(struct place){ .wilayah = S(WORLD_KELURAHAN) });
}

static struct stream *
join(struct world *w, struct streams *all, const char *user, const char *channels)
{
    struct req *req = ask(w, user, "GET", cstr(w->arena, str_format(w->arena, "/langsung?%s", channels)), NULL);
    CHECK_STATUS(req, 200);
    struct stream *s = stream_join(all, req, NULL);
    char hello[200];
    if (s)
        CHECK(stream_take(s, hello, sizeof hello) > 0);
    return s;
}

/* What came within two seconds: of PostgreSQL it comes by another way; "-" when it has ended. */
static str
heard(struct world *w, struct stream *s, bool expected)
{
    char bytes[4096];
    ptrdiff_t n = 0;
    int tries = expected ? 200 : 3;
    for (int i = 0; i < tries && (n = stream_take(s, bytes, sizeof bytes)) == 0; i++)
        nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000000L }, NULL);
    return n < 0 ? S("-") : arena_copy(w->arena, (str){ bytes, (size_t)n });
}

struct saying { struct signal signal; enum outcome outcome; };

static enum outcome
say(struct db *db, void *context)
{
    const struct saying *s = context;
    TRY(langsung_say(db, &s->signal));
    return s->outcome;
}

static enum outcome
said(struct world *w, struct signal s, enum outcome o)
{
    struct saying saying = { s, o };
    return world_write(w, say, &saying);
}

#define IN(kelurahan) .place = { .wilayah = S(kelurahan) }

TEST(who_holds_the_permission_there_hears_it_and_nobody_else)
{
    two_people(w);
    struct streams *all = open_streams(w, 0);
    struct stream *here = join(w, all, "lurah", "kanal=uji"), *there = join(w, all, "lurah2", "kanal=uji");
    CHECK(here && there);
    CHECK(said(w, (struct signal){ &uji, 0, IN(WORLD_RW), "baru", S("1") }, OK) == OK);
    CHECK_STR(heard(w, here, true), "event: uji\ndata: baru 1\n\n");
    CHECK(heard(w, there, false).len == 0);
    CHECK(said(w, (struct signal){ &uji, 7, IN(WORLD_KELURAHAN), "baru", S("") }, OK) == OK);
    CHECK(heard(w, here, false).len == 0);
    stream_leave(here);
    here = join(w, all, "lurah", "kanal=uji-7");
    CHECK(said(w, (struct signal){ &uji, 7, IN(WORLD_KELURAHAN), "baru", S("") }, OK) == OK);
    CHECK_STR(heard(w, here, true), "event: uji-7\ndata: baru \n\n");
    stream_leave(here);
    stream_leave(there);
    streams_close(all);
}

TEST(what_is_rolled_back_was_never_said)
{
    two_people(w);
    struct streams *all = open_streams(w, 0);
    struct stream *s = join(w, all, "lurah", "kanal=uji");
    CHECK(said(w, (struct signal){ &uji, 0, IN(WORLD_KELURAHAN), "hilang", S("") }, INVALID) == INVALID);
    CHECK(said(w, (struct signal){ &uji, 0, IN(WORLD_KELURAHAN), "ada", S("") }, OK) == OK);
    CHECK_STR(heard(w, s, true), "event: uji\ndata: ada \n\n");
    stream_leave(s);
    streams_close(all);
}

TEST(what_nobody_may_hear_opens_no_stream)
{
    two_people(w);
    world_person(w, "tanpa", "kdh", NULL);
    struct streams *all = open_streams(w, 0);
    CHECK_STATUS(ask(w, "", "GET", "/langsung?kanal=uji", NULL), 303);
    CHECK_STATUS(ask(w, "tanpa", "GET", "/langsung?kanal=uji", NULL), 204);
    CHECK_STATUS(ask(w, "lurah", "GET", "/langsung?kanal=sesi&kanal=tidakada&kanal=uji-x", NULL), 204);
    CHECK_STATUS(ask(w, "lurah", "GET", "/langsung", NULL), 204);
    CHECK_STATUS(ask(w, "lurah", "GET", "/langsung?kanal=sesi&kanal=uji", NULL), 200);
    streams_close(all);
}

struct notice { int64_t akun; };

static enum outcome
send_notice(struct db *db, void *context)
{
    const struct notice *n = context;
    return kabar_send(db, &(struct kabar){ .id = id_new(), .akun = n->akun, .jenis = S("uji"), .judul = S("Rahasia"),
        .isi = S("Isi"), .tautan = S("/"), .waktu = 1 });
}

TEST(a_notice_is_heard_by_its_account_only_and_without_its_words)
{
    int64_t mine = two_people(w);
    struct streams *all = open_streams(w, 0);
    struct stream *own = join(w, all, "lurah", "kanal=kabar");
    struct stream *other = join(w, all, "lurah2",
        cstr(w->arena, str_format(w->arena, "kanal=kabar-%lld", (long long)mine)));
    CHECK(world_write(w, send_notice, &(struct notice){ mine }) == OK);
    CHECK_STR(heard(w, own, true), "event: kabar\ndata: baru \n\n");
    CHECK(heard(w, other, false).len == 0);
    stream_leave(own);
    stream_leave(other);
    streams_close(all);
}

TEST(a_stream_ends_with_its_session_and_with_its_role)
{
    two_people(w);
    struct streams *all = open_streams(w, 0);
    struct stream *s = join(w, all, "lurah", "kanal=uji"), *other = join(w, all, "lurah2", "kanal=uji");
    CHECK_STATUS(ask(w, "lurah", "POST", "/keluar", ""), 303);
    CHECK_STR(heard(w, s, true), "-");
    CHECK(heard(w, other, false).len == 0);
    CHECK_STATUS(ask(w, "lurah", "GET", "/langsung?kanal=uji", NULL), 303);
    streams_tick(all, clock_steady_us() + 601 * 1000000LL);
    CHECK_STR(heard(w, other, true), "-");
    stream_leave(s);
    stream_leave(other);
    streams_close(all);
}

TEST(a_stream_gives_a_sign_now_and_then)
{
    two_people(w);
    struct streams *all = open_streams(w, 0);
    struct stream *s = join(w, all, "lurah", "kanal=uji");
    streams_tick(all, clock_steady_us() + 20 * 1000000LL);
    CHECK(heard(w, s, false).len == 0);
    streams_tick(all, clock_steady_us() + 26 * 1000000LL);
    CHECK_STR(heard(w, s, true), ":\n\n");
    stream_leave(s);
    streams_close(all);
}

TEST(so_many_listen_and_no_more_and_of_one_account_eight)
{
    struct stream *open[10] = { 0 };
    two_people(w);
    struct streams *all = open_streams(w, 9);
    for (size_t i = 0; i < 8; i++)
        CHECK(open[i] = join(w, all, "lurah", "kanal=uji"));
    CHECK(!join(w, all, "lurah", "kanal=uji"));
    CHECK(open[8] = join(w, all, "lurah2", "kanal=uji"));
    CHECK(!join(w, all, "lurah2", "kanal=uji"));
    stream_leave(open[0]);
    CHECK(open[9] = join(w, all, "lurah2", "kanal=uji"));
    for (size_t i = 1; i < 10; i++)
        stream_leave(open[i]);
    streams_close(all);
}

TEST(who_lags_behind_is_told_to_look_again)
{
    char most[SIGNAL_MOST + 1];
    memset(most, 'x', SIGNAL_MOST);
    two_people(w);
    struct streams *all = open_streams(w, 0);
    struct stream *slow = join(w, all, "lurah", "kanal=uji"), *other = join(w, all, "lurah", "kanal=uji");
    for (int i = 0; i < 9; i++) {
        CHECK(said(w, (struct signal){ &uji, 0, IN(WORLD_KELURAHAN), "baru", { most, SIGNAL_MOST } }, OK) == OK);
        CHECK(heard(w, other, true).len > SIGNAL_MOST);
    }
    CHECK(str_starts(heard(w, slow, true), S("event: ulang\ndata:\n\n")));
    stream_leave(slow);
    stream_leave(other);
    streams_close(all);
}

/* ---- over sockets -------------------------------------------------------------------------------------------- */

static int
call(struct world *w, struct http *http, const char *user)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(http)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval limit = { .tv_sec = 3 };
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0);
    CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0);
    str said = str_format(w->arena, "GET /langsung?kanal=uji HTTP/1.1\r\nHost: uji.test\r\nCookie: " STR "\r\n\r\n",
        STR_ARG(world_cookie(w, user)));
    CHECK(send(fd, said.ptr, said.len, MSG_NOSIGNAL) == (ssize_t)said.len);
    return fd;
}

/* All that came until `awaited` did, or the end. */
static str
read_until(struct world *w, int fd, const char *awaited)
{
    struct buf b = { .arena = w->arena };
    char bytes[4096];
    for (ssize_t n; str_find(buf_view(&b), str_of(awaited)) < 0 && (n = recv(fd, bytes, sizeof bytes, 0)) > 0;)
        buf_put(&b, bytes, (size_t)n);
    return buf_view(&b);
}

TEST(over_sockets_a_stream_is_heard_bounded_and_ended_by_the_stop)
{
    struct http *http;
    two_people(w);
    streams_close(open_streams(w, 2));
    w->now = clock_now();
    w->http.threads = w->http.pool = 1;
    CHECK(http_start(&w->http, &http) == OK);
    int first = call(w, http, "lurah"), second = call(w, http, "lurah");
    str head = read_until(w, first, "retry: ");
    CHECK(str_find(head, S("X-Accel-Buffering: no")) > 0 && str_find(head, S("text/event-stream")) > 0);
    CHECK(str_find(read_until(w, second, "retry: "), S("200 OK")) > 0);
    int third = call(w, http, "lurah"), stranger = call(w, http, "");
    str refused = read_until(w, third, "\r\n\r\n");
    CHECK(str_find(refused, S(" 503 ")) > 0 && str_find(refused, S("Retry-After: ")) > 0);
    CHECK(str_find(read_until(w, stranger, "\r\n\r\n"), S(" 303 ")) > 0);
    CHECK(said(w, (struct signal){ &uji, 0, IN(WORLD_RW), "baru", S("3") }, OK) == OK);
    CHECK(str_find(read_until(w, first, "baru 3"), S("event: uji\ndata: baru 3\n\n")) > 0);
    int64_t began = clock_steady_us();
    http_stop(http);
    CHECK(clock_steady_us() - began < 1000000);
    CHECK(str_ends(read_until(w, second, "never"), S("\r\n0\r\n\r\n")));
    for (size_t i = 0; i < 4; i++)
        close(((const int[]){ first, second, third, stranger })[i]);
}

TEST(a_page_that_was_left_makes_room_for_the_next)
{
    struct http *http;
    int open = -1;
    two_people(w);
    streams_close(open_streams(w, 0));
    w->now = clock_now();
    w->http.threads = w->http.pool = 1;
    CHECK(http_start(&w->http, &http) == OK);
    for (int i = 0; i < 12; i++) {
        open = call(w, http, "lurah");
        CHECK(str_find(read_until(w, open, "retry: "), S("200 OK")) > 0);
        if (i < 11)
            close(open);
    }
    http_stop(http);
    close(open);
}

TESTS(langsung_tests,
    LISTED(who_holds_the_permission_there_hears_it_and_nobody_else),
    LISTED(what_is_rolled_back_was_never_said),
    LISTED(what_nobody_may_hear_opens_no_stream),
    LISTED(a_notice_is_heard_by_its_account_only_and_without_its_words),
    LISTED(a_stream_ends_with_its_session_and_with_its_role),
    LISTED(a_stream_gives_a_sign_now_and_then),
    LISTED(so_many_listen_and_no_more_and_of_one_account_eight),
    LISTED(who_lags_behind_is_told_to_look_again),
    LISTED(a_page_that_was_left_makes_room_for_the_next),
    LISTED(over_sockets_a_stream_is_heard_bounded_and_ended_by_the_stop));
