/* watch.c: connections that only drip, or take their answer in drops, are cut at an absolute deadline. */
#include <linux/tcp.h>
#include <malloc.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "http/server_internal.h"

/* Of connections that rest: how many do as long as they like, and how long any may. */
enum { RESTING = 500, REST_LEAST_SECONDS = 5 };
enum { HEADER_SECONDS = 10, BODY_SECONDS = 30, REPLY_SECONDS = 30, SLOWEST = 64 * 1024, SECOND = 1000000 };
static const uint64_t UNSEEN = UINT64_MAX;

static void
await(struct watched *w, enum awaited what, int64_t seconds)
{
    __atomic_store_n(&w->deadline, clock_steady_us() + seconds * SECOND, __ATOMIC_RELAXED);
    __atomic_store_n(&w->awaited, what, __ATOMIC_RELAXED);
}

/* What the kernel has received so far on this connection: the next request's first byte shows in it. */
static uint64_t
received(int fd)
{
    struct tcp_info info = { 0 };
    socklen_t len = sizeof info;
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 ? info.tcpi_bytes_received : 0;
}

static void
open_watch(struct http *h, int fd, void **context)
{
    struct watched *w = calloc(1, sizeof *w);
    must(w);
    *w = (struct watched){ .fd = fd, .next = h->watched };
    await(w, AWAIT_HEADERS, HEADER_SECONDS);
    if (h->watched)
        h->watched->previous = w;
    h->watched = w;
    *context = w;
}

static void
close_watch(struct http *h, struct watched *w)
{
    if (w->previous)
        w->previous->next = w->next;
    else
        h->watched = w->next;
    if (w->next)
        w->next->previous = w->previous;
    free(w);
}

void
watch_connection(void *http, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode what)
{
    struct http *h = http;
    pthread_mutex_lock(&h->watch_lock);
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        open_watch(h, MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd, context);
    else if (*context) {
        close_watch(h, *context);
        *context = NULL;
    }
    pthread_mutex_unlock(&h->watch_lock);
}

/* libmicrohttpd's own timeout counts idleness only, so that a byte a second would hold a connection for ever. */
void
watch_await(struct MHD_Connection *c, enum awaited what, int64_t bytes)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct watched *w = info ? info->socket_context : NULL;
    if (!w)
        return;
    if (what == AWAIT_REQUEST)
        __atomic_store_n(&w->seen, UNSEEN, __ATOMIC_RELAXED);
    await(w, what, what == AWAIT_REQUEST ? IDLE_SECONDS
        : (what == AWAIT_BODY ? BODY_SECONDS : REPLY_SECONDS) + bytes / SLOWEST);
}

/* Between two requests a connection may be idle as long as libmicrohttpd's timeout allows; once the next one begins,
   its headers must come as quickly as those of the first. The reaper itself notes what came before: a system call for
   each connection that rests, not for each answer. True: nothing came, and the answer before went out whole. */
static bool
rests(struct watched *w)
{
    uint64_t unseen = UNSEEN, now = received(w->fd);
    if (__atomic_compare_exchange_n(&w->seen, &unseen, now, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        return false;
    if (unseen != now)
        await(w, AWAIT_HEADERS, HEADER_SECONDS);
    return unseen == now;
}

/* Each that rests keeps libmicrohttpd's memory for it: the more there are, the shorter each may. */
static int64_t
rest_of(int resting, int most)
{
    int64_t seconds = resting > most && resting > 0 ? (int64_t)IDLE_SECONDS * most / resting : IDLE_SECONDS;
    return seconds < REST_LEAST_SECONDS ? REST_LEAST_SECONDS : seconds;
}

/* The reading side only: a request that is there already, or comes while libmicrohttpd learns of it, is answered; one
   that comes later finds the connection closed, as RFC 9112 9.6 has it. */
static bool
end_rest(struct watched *w, int64_t rest)
{
    int64_t whole = __atomic_load_n(&w->deadline, __ATOMIC_RELAXED);
    if (clock_steady_us() < whole - (IDLE_SECONDS - rest) * SECOND)
        return false;
    shutdown(w->fd, SHUT_RD);
    return true;
}

/* Every two seconds; not more are ended than there are too many. */
static void
look_at_rest(struct http *h)
{
    int resting = 0, ended = 0, most = h->config.resting ? h->config.resting : RESTING;
    pthread_mutex_lock(&h->watch_lock);
    for (struct watched *w = h->watched; w; w = w->next)
        resting += __atomic_load_n(&w->awaited, __ATOMIC_RELAXED) == AWAIT_REQUEST && rests(w);
    int64_t rest = rest_of(resting, most);
    for (struct watched *w = h->watched; w && resting - ended > most; w = w->next)
        ended += __atomic_load_n(&w->awaited, __ATOMIC_RELAXED) == AWAIT_REQUEST && end_rest(w, rest);
    pthread_mutex_unlock(&h->watch_lock);
    if (h->ended_rest)
        malloc_trim(0);                 /* what lay between those that stay */
    h->ended_rest = ended;
}

static void
cut_drips(struct http *h)
{
    int64_t now = clock_steady_us();
    pthread_mutex_lock(&h->watch_lock);
    for (struct watched *w = h->watched; w; w = w->next) {
        enum awaited what = __atomic_load_n(&w->awaited, __ATOMIC_RELAXED);
        if (what != AWAIT_REQUEST && what != AWAIT_NOTHING
            && now > __atomic_load_n(&w->deadline, __ATOMIC_RELAXED))
            shutdown(w->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&h->watch_lock);
}

static void *
reap(void *http)
{
    struct http *h = http;
    for (unsigned turn = 0; !atomic_load(&h->stopping); turn++) {
        cut_drips(h);
        if (turn % 4 == 0)
            look_at_rest(h);
        streams_tick(h->streams, clock_steady_us());
        log_flush();
        nanosleep(&(struct timespec){ .tv_nsec = 500 * 1000000 }, NULL);
    }
    return NULL;
}

void
watch_start(struct http *h)
{
    pthread_mutex_init(&h->watch_lock, NULL);
}

void
watch_stop(struct http *h)
{
    pthread_join(h->reaper, NULL);
    log_flush();                        /* what the last requests said waits for nobody any more */
}

void
watch_run(struct http *h)
{
    must(pthread_create(&h->reaper, NULL, reap, h) == 0);
}
