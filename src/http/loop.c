/* loop.c: who waits at the sockets: two threads a loop. The one that leads runs libmicrohttpd and answers a page
   itself, which spares two hand-overs; when a page takes longer than a moment, the other takes the sockets. */
#include <errno.h>
#include <limits.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "http/server_internal.h"

enum { PATIENCE_MS = 4 };

/* The loop whose sockets this thread has, or had when it began its page. */
static _Thread_local const struct loop *led;

/* Wakes who waits at the sockets: libmicrohttpd cannot, in this mode it knows of no threads. */
static void
call(struct loop *l)
{
    uint64_t one = 1;
    if (!atomic_exchange(&l->called, true))
        must(write(l->call, &one, sizeof one) == sizeof one);
}

void
loop_resume(struct loop *l, struct MHD_Connection *c)
{
    MHD_resume_connection(c);
    if (led == l)
        atomic_store(&l->again, true);
    else
        call(l);
}

/* Rings once after so long; 0: not at all. */
static void
ring(const struct loop *l, long ms)
{
    struct itimerspec when = { .it_value.tv_nsec = ms * 1000000 };
    must(timerfd_settime(l->bell, 0, &when, NULL) == 0);
}

/* Called by libmicrohttpd on the leading thread: one page at a time, and only while somebody stands by. */
bool
loop_takes(struct task *t)
{
    struct loop *l = t->loop;
    if (l->page || !atomic_load(&l->relief))
        return false;
    l->page = t;
    return true;
}

/* False when the sockets were taken over meanwhile. */
static bool
answer(struct loop *l)
{
    struct task *t = l->page;
    l->page = NULL;
    atomic_store(&l->answering, true);
    ring(l, PATIENCE_MS);
    task_work(t);
    ring(l, 0);
    if (atomic_exchange(&l->answering, false))
        return true;
    call(l);
    return false;
}

/* Until something happens at a socket, a connection times out, or somebody calls. */
static void
wait_for_news(struct loop *l, int most)
{
    struct epoll_event events[2];
    uint64_t calls;
    int count = epoll_wait(l->watch, events, COUNT(events), most);
    must(count >= 0 || errno == EINTR);
    for (int i = 0; i < count; i++)
        if (events[i].data.fd == l->call)
            must(read(l->call, &calls, sizeof calls) == sizeof calls);
    atomic_store(&l->called, false);
}

/* libmicrohttpd itself looks at its sockets: with something to go on with it is not waited before. */
static void
serve(struct loop *l)
{
    MHD_UNSIGNED_LONG_LONG ms;
    bool again = atomic_exchange(&l->again, false);
    int most = MHD_get_timeout(l->daemon, &ms) != MHD_YES ? -1 : ms > INT_MAX ? INT_MAX : (int)ms;
    if (!again && most)
        wait_for_news(l, most);
    MHD_run(l->daemon);
}

static void
lead(struct loop *l)
{
    bool leads = true;
    led = l;
    while (leads && !atomic_load(&l->ending)) {
        serve(l);
        leads = !l->page || answer(l);
    }
    led = NULL;
}

/* Whoever claims `answering` has the sockets: the thread whose page it is, or this one. */
static void
stand_by(struct loop *l)
{
    uint64_t rings;
    bool leads = false;
    atomic_store(&l->relief, true);
    while (!leads && !atomic_load(&l->ending)) {
        must(read(l->bell, &rings, sizeof rings) == sizeof rings || errno == EINTR);
        leads = atomic_exchange(&l->answering, false);
    }
    atomic_store(&l->relief, false);
}

static void *
first(void *loop)
{
    for (struct loop *l = loop; !atomic_load(&l->ending); stand_by(l))
        lead(l);
    return NULL;
}

static void *
second(void *loop)
{
    for (struct loop *l = loop; !atomic_load(&l->ending); lead(l))
        stand_by(l);
    return NULL;
}

static void
watch(const struct loop *l, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    must(epoll_ctl(l->watch, EPOLL_CTL_ADD, fd, &event) == 0);
}

void
loop_run(struct loop *l)
{
    l->bell = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    l->call = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    l->watch = epoll_create1(EPOLL_CLOEXEC);
    must(l->bell >= 0 && l->call >= 0 && l->watch >= 0);
    watch(l, l->call);
    watch(l, MHD_get_daemon_info(l->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd);
    must(pthread_create(&l->threads[0], NULL, first, l) == 0);
    must(pthread_create(&l->threads[1], NULL, second, l) == 0);
}

void
loop_end(struct loop *l)
{
    atomic_store(&l->ending, true);
    ring(l, 1);
    call(l);
    for (size_t i = 0; i < COUNT(l->threads); i++)
        pthread_join(l->threads[i], NULL);
    close(l->bell);
    close(l->watch);
    close(l->call);
    MHD_stop_daemon(l->daemon);
}
