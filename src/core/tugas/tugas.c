/* tugas.c: two threads that give each job its turns; a full turn is followed by another at once. */
#include "core/tugas/tugas.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"

enum { JOBS_MOST = 64, FULL_TURN = 500, TURNS_MOST = 200 };

/* The jobs that run in transactions have one thread, those that talk to the world another. */
struct worker { struct tugas *tugas; bool outside; pthread_t thread; int64_t due[JOBS_MOST]; };

struct tugas {
    const struct region *const *regions;
    const struct module *const *modules;
    struct worker workers[2];
    atomic_bool stopping;
};

struct turn { const struct job *job; struct job_run run; };

static enum outcome
apply(struct db *db, void *context)
{
    struct turn *t = context;
    t->run.db = db;
    t->run.arena = db_arena_of(db);
    t->run.done = 0;
    return t->job->run(&t->run);
}

/* An engine that is away, or that others kept busy (the store says which), is tried again soon: the job is right. */
static void
tell(const struct job *job, enum outcome o)
{
    if (o == UNAVAILABLE || o == NO_ROOM)
        log_event(LOG_WARN, "tugas", "job %s is put off", job->name);
    else if (o != OK)
        log_event(LOG_ERROR, "tugas", "job %s failed", job->name);
}

/* Until a turn comes back less than full. */
static enum outcome
run_job(const struct region *r, const struct job *job, int64_t now)
{
    enum outcome o = OK;
    struct arena *arena = arena_open();
    for (int turns = 0; turns < TURNS_MOST && o == OK; turns++) {
        struct turn t = { job, { .store = r->store, .region = r, .now = now } };
        o = store_write_wait(r->store, apply, &t, arena);
        arena_reset(arena);
        if (t.run.done < FULL_TURN)
            break;
    }
    arena_close(arena);
    tell(job, o);
    return o;
}

/* Until nothing is left, or the program stops. */
static enum outcome
run_outside(struct tugas *t, const struct region *r, const struct job *job, int64_t now)
{
    enum outcome o = OK;
    struct arena *arena = arena_open();
    struct job_run run = { .store = r->store, .arena = arena, .region = r, .now = now, .done = 1 };
    while (o == OK && run.done && !atomic_load(&t->stopping)) {
        run.done = 0;
        run.now = clock_now();
        o = job->run(&run);
        arena_reset(arena);
    }
    arena_close(arena);
    tell(job, o);
    return o;
}

enum outcome
tugas_run_all(const struct region *r, const struct module *const *modules, int64_t now)
{
    for (; *modules; modules++)
        for (const struct job *j = (*modules)->jobs; j && j->name; j++)
            TRY(run_job(r, j, now));
    return OK;
}

/* What failed was logged, and comes again when it is due again. */
static void
run_everywhere(struct tugas *t, bool outside, const struct job *job, int64_t now)
{
    enum outcome o;
    for (const struct region *const *r = t->regions; *r; r++) {
        o = outside ? run_outside(t, *r, job, now) : run_job(*r, job, now);
        (void)o;
    }
}

/* Due by the steady clock: one that is set back a year would let every job rest for a year. */
static void
run_due(struct worker *w)
{
    size_t at = 0;
    int64_t steady = clock_steady_us() / 1000000, now = clock_now();
    for (const struct module *const *m = w->tugas->modules; *m; m++)
        for (const struct job *j = w->outside ? (*m)->outside : (*m)->jobs; j && j->name; j++, at++) {
            must(at < JOBS_MOST);
            if (w->due[at] > steady)
                continue;
            w->due[at] = steady + j->every;
            run_everywhere(w->tugas, w->outside, j, now);
        }
}

static void *
work(void *worker)
{
    struct worker *w = worker;
    while (!atomic_load(&w->tugas->stopping)) {
        run_due(w);
        nanosleep(&(struct timespec){ .tv_nsec = 250 * 1000000 }, NULL);
    }
    return NULL;
}

struct tugas *
tugas_start(const struct region *const *regions, const struct module *const *modules)
{
    struct tugas *t = calloc(1, sizeof *t);
    must(t);
    t->regions = regions;
    t->modules = modules;
    for (size_t i = 0; i < COUNT(t->workers); i++) {
        t->workers[i].tugas = t;
        t->workers[i].outside = i == 1;
        must(pthread_create(&t->workers[i].thread, NULL, work, &t->workers[i]) == 0);
    }
    return t;
}

void
tugas_stop(struct tugas *t)
{
    atomic_store(&t->stopping, true);
    for (size_t i = 0; i < COUNT(t->workers); i++)
        pthread_join(t->workers[i].thread, NULL);
    free(t);
}
