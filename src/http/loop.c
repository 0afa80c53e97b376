/* loop.c: who waits at the sockets: two threads a loop. The one that leads runs libmicrohttpd and answers a page
   itself, which spares two hand-overs; when a page takes longer than a moment, the other takes the sockets. */
#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "http/server_internal.h"

enum { PATIENCE_MS = 4, WAIT_MS = 250 };

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
    return atomic_exchange(&l->answering, false);
}

static void
lead(struct loop *l)
{
    bool leads = true;
    while (leads && !atomic_load(&l->ending)) {
        MHD_run_wait(l->daemon, WAIT_MS);
        leads = !l->page || answer(l);
    }
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

void
loop_run(struct loop *l)
{
    l->bell = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    must(l->bell >= 0);
    must(pthread_create(&l->threads[0], NULL, first, l) == 0);
    must(pthread_create(&l->threads[1], NULL, second, l) == 0);
}

void
loop_end(struct loop *l)
{
    atomic_store(&l->ending, true);
    ring(l, 1);
    for (size_t i = 0; i < COUNT(l->threads); i++)
        pthread_join(l->threads[i], NULL);
    close(l->bell);
    MHD_stop_daemon(l->daemon);
}
