/* tugas.c: a thread that gives each job its turns; a full turn is followed by another at once. */
#include "core/tugas/tugas.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"

enum { JOBS_MOST = 64, FULL_TURN = 500, TURNS_MOST = 200 };

struct tugas {
    const struct region *const *regions;
    const struct module *const *modules;
    pthread_t thread;
    atomic_bool stopping;
    int64_t due[JOBS_MOST];
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
    if (o != OK)
        log_event(LOG_ERROR, "tugas", "job %s failed", job->name);
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

static void
run_due(struct tugas *t, int64_t now)
{
    size_t at = 0;
    for (const struct module *const *m = t->modules; *m; m++)
        for (const struct job *j = (*m)->jobs; j && j->name; j++, at++) {
            must(at < JOBS_MOST);
            if (t->due[at] > now)
                continue;
            t->due[at] = now + j->every;
            for (const struct region *const *r = t->regions; *r; r++)
                if (run_job(*r, j, now) != OK)
                    continue;
        }
}

static void *
work(void *tugas)
{
    struct tugas *t = tugas;
    while (!atomic_load(&t->stopping)) {
        run_due(t, clock_now());
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
    must(pthread_create(&t->thread, NULL, work, t) == 0);
    return t;
}

void
tugas_stop(struct tugas *t)
{
    atomic_store(&t->stopping, true);
    pthread_join(t->thread, NULL);
    free(t);
}
