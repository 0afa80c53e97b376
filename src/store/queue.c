/* queue.c: who waits to write: any thread puts, a writer takes all that is there. */
#include "store/store_internal.h"

enum { WAITING_MOST = 4096 };

void
queue_open(struct queue *q)
{
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->filled, NULL);
    q->last = &q->first;
}

bool
queue_put(struct queue *q, struct write *w)
{
    w->next = NULL;
    pthread_mutex_lock(&q->lock);
    bool room = !q->closing && q->count < WAITING_MOST;
    if (room) {
        *q->last = w;
        q->last = &w->next;
        q->count++;
        pthread_cond_signal(&q->filled);
    }
    pthread_mutex_unlock(&q->lock);
    return room;
}

struct write *
queue_take(struct queue *q, size_t most)
{
    pthread_mutex_lock(&q->lock);
    while (!q->first && !q->closing)
        pthread_cond_wait(&q->filled, &q->lock);
    struct write *batch = q->first, **end = &q->first;
    for (size_t n = 0; n < most && *end; n++) {
        end = &(*end)->next;
        q->count--;
    }
    struct write *rest = *end;
    *end = NULL;
    q->first = rest;
    if (!rest)
        q->last = &q->first;
    pthread_mutex_unlock(&q->lock);
    return batch;
}

void
queue_close(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->closing = true;
    pthread_cond_broadcast(&q->filled);
    pthread_mutex_unlock(&q->lock);
}
