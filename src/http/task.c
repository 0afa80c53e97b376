/* task.c: a request's own memory, taken from the request before it. */
#include <stdlib.h>

#include "http/server_internal.h"

enum { SPARES_MOST = 32 };

static struct task *
spare(struct spares *s)
{
    pthread_mutex_lock(&s->lock);
    struct task *t = s->first;
    if (t) {
        s->first = t->next;
        s->count--;
    }
    pthread_mutex_unlock(&s->lock);
    return t;
}

struct task *
task_open(struct http *h, struct MHD_Connection *c, const char *target)
{
    struct task *t = spare(&h->spares);
    struct arena *arena = t ? t->arena : arena_open();
    if (!t)
        t = malloc(sizeof *t);
    must(t);
    *t = (struct task){ .http = h, .connection = c, .arena = arena, .began_us = clock_steady_us() };
    t->target = arena_copy(arena, str_of(target));
    atomic_fetch_add(&h->open, 1);
    return t;
}

static void
forget(struct task *t)
{
    arena_close(t->arena);
    free(t);
}

void
task_close(struct task *t)
{
    struct spares *s = &t->http->spares;
    atomic_fetch_sub(&t->http->open, 1);
    if (t->body.cap)
        atomic_fetch_sub(&t->http->bodies, (long long)t->body.cap);
    arena_reset(t->arena);
    pthread_mutex_lock(&s->lock);
    bool kept = s->count < SPARES_MOST;
    if (kept) {
        t->next = s->first;
        s->first = t;
        s->count++;
    }
    pthread_mutex_unlock(&s->lock);
    if (!kept)
        forget(t);
}

void
spares_close(struct http *h)
{
    for (struct task *t; (t = spare(&h->spares));)
        forget(t);
    pthread_mutex_destroy(&h->spares.lock);
}
