/* clock.c: the wall clock jumps a year back and forth under the jobs' thread: jobs keep coming, ids keep rising. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "base/log.h"
#include "base/random.h"
#include "core/tugas/tugas.h"

enum { WAIT_MS = 3000 };

static _Atomic int64_t jumped;                  /* seconds that the wall clock is off */

/* Stands where libc's stood. */
int
clock_gettime(clockid_t which, struct timespec *t)
{
    int done = (int)syscall(SYS_clock_gettime, which, t);
    if (which == CLOCK_REALTIME)
        t->tv_sec += atomic_load(&jumped);
    return done;
}

static atomic_int turns;

static enum outcome
count_turn(struct job_run *run)
{
    (void)run;
    atomic_fetch_add(&turns, 1);
    return OK;
}

static const struct job jobs[] = { { "uji.hitung", count_turn, 1 }, { 0 } };
static const struct module counting = { .name = "uji", .jobs = jobs };

/* Two more turns: the one that was due already proves nothing. */
static bool
keeps_coming(int64_t jump)
{
    int64_t id = id_new();
    atomic_fetch_add(&jumped, jump);
    int before = atomic_load(&turns);
    for (int ms = 0; ms < WAIT_MS && atomic_load(&turns) < before + 2; ms += 20)
        nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000000 }, NULL);
    bool came = atomic_load(&turns) >= before + 2, rises = id_new() > id;
    printf("%s the clock jumps by %lld s\n", came && rises ? "ok    " : "FAILED", (long long)jump);
    return came && rises;
}

int
main(void)
{
    static const int64_t jumps[] = { -365 * DAY, 365 * DAY, -DAY };
    char folder[] = "/tmp/pamong-jam-XXXXXX";
    struct store *store;
    int passed = 0;
    must(sodium_init() >= 0 && mkdtemp(folder));
    log_threshold(LOG_ERROR);
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = str_of(folder), .readers = 1 };
    must(store_open(&c, &store) == OK);
    struct region region = { .store = store, .folder = str_of(folder) };
    struct tugas *t = tugas_start(LIST(struct region, &region), LIST(struct module, &counting));
    for (size_t i = 0; i < COUNT(jumps); i++)
        passed += keeps_coming(jumps[i]);
    tugas_stop(t);
    store_close(store);
    folder_remove(folder);
    printf("%d passed, %d failed\n", passed, (int)COUNT(jumps) - passed);
    return passed != (int)COUNT(jumps);
}
