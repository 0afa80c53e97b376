/* powercut.c: the power goes while the real store writes: nothing acknowledged is lost, nothing is half there. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "base/log.h"
#include "faults/city.h"
#include "faults/disk.h"
#include "store/store_internal.h"

enum { CLIENTS = 8, WRITES = 24, FRESH_EVERY = 10 };
enum control { NONE, NORMAL, FOLDER };

/* ---- the one that dies ---------------------------------------------------------------------------------- */

static void *
client(void *city)
{
    const struct city *c = city;
    struct arena *arena = arena_open();
    for (int i = 0; i < WRITES; i++) {
        must(city_write(c, arena, i) != UNAVAILABLE);
        if (i % 8 == 7)
            must(city_seal(c, arena) == OK);
        arena_reset(arena);
    }
    arena_close(arena);
    return NULL;
}

static _Noreturn void
live(const struct city_place *at, int pipe, unsigned seed, enum control control)
{
    struct city l = { .pipe = pipe, .uploads = str_of(at->uploads) };
    struct store_config c = city_store(at);
    pthread_t threads[CLIENTS];
    disk_watch(at->root);
    disk_cut_after(1 + rand_r(&seed) % 3000, seed, at->left);
    if (control == FOLDER)
        disk_lie("/berkas");
    must(store_open(&c, &l.store) == OK);
    if (control == NORMAL)
        must(sqlite3_exec(l.store->writer_dbs[0]->lite, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL) == SQLITE_OK);
    must(city_modules(&l) == OK && city_steps(&l) == OK);
    for (size_t i = 0; i < CLIENTS; i++)
        must(pthread_create(&threads[i], NULL, client, &l) == 0);
    for (size_t i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    store_close(l.store);
    disk_cut_now();
    abort();
}

/* ---- round after round ---------------------------------------------------------------------------------- */

static void
one_cut(struct city_place *at, struct ledger *l, unsigned seed, enum control control, struct tally *t)
{
    int ends[2], status;
    must(mkdtemp(strcpy(at->left, "/tmp/pamong-sisa-XXXXXX")) && pipe(ends) == 0);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        close(ends[0]);
        live(at, ends[1], seed, control);
    }
    close(ends[1]);
    size_t before = l->count;
    ledger_hear(l, ends[0]);
    for (size_t i = before; i < l->count; i++)
        t->answered += l->items[i].what == CITY_ROW && l->items[i].verdict == VERDICT_ACKNOWLEDGED;
    close(ends[0]);
    must(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != DISK_CUT) {
        fprintf(stderr, "seed %u: ended with %d instead of a cut\n", seed, status);
        t->corrupt++;
    }
    folder_remove(at->root);
    must(rename(at->left, at->root) == 0);
    city_look(at, l, t);
    t->cuts++;
}

static void
print(const struct tally *t, const char *name)
{
    printf("%s: %ld cuts, %ld acknowledged: lost %ld, doubled %ld, undead %ld; corrupt %ld, torn files %ld,"
        " half migrations %ld, lost migrations %ld, unproved %ld\n", name, t->cuts, t->answered, t->rows.lost,
        t->rows.doubled, t->rows.undead, t->corrupt, t->torn_files, t->half_steps, t->steps.lost, t->unproved);
    fflush(stdout);
}

/* The database lives on from cut to cut, and begins anew from time to time. */
static bool
rounds(long cuts, unsigned first, enum control control, struct tally *t)
{
    struct city_place at;
    struct ledger l = { 0 };
    char root[] = "/tmp/pamong-listrik-XXXXXX";
    must(mkdtemp(root));
    city_at(&at, root);
    for (long i = 0; i < cuts; i++) {
        one_cut(&at, &l, first + (unsigned)i, control, t);
        if (!tally_holds(t)) {
            if (control == NONE)
                fprintf(stderr, "seed %u broke it; the disk is left in %s\n", first + (unsigned)i, at.root);
            break;
        }
        if (i % FRESH_EVERY == FRESH_EVERY - 1) {
            folder_remove(at.root);
            must(mkdir(at.root, 0700) == 0);
            ledger_forget(&l);
        }
    }
    if (control != NONE || tally_holds(t))
        folder_remove(at.root);
    ledger_forget(&l);
    return tally_holds(t);
}

int
main(int argc, char **argv)
{
    static const char *const names[] = { "as it is", "synchronous=NORMAL", "upload folder not synced" };
    long cuts = argc > 1 ? strtol(argv[1], NULL, 10) : 50;
    unsigned seed = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1;
    int failed = 0;
    must(sodium_init() >= 0);
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    log_threshold(getenv("FAULTS_LOG") ? LOG_INFO : LOG_ERROR + 1);
    for (enum control c = NONE; c <= FOLDER; c++) {
        struct tally t = { 0 };
        bool held = rounds(c == NONE ? cuts : 200, seed, c, &t), right = held == (c == NONE);
        print(&t, names[c]);
        if (!right)
            printf("FAILED: %s\n", c == NONE ? "a promise was broken" : "this control had to lose something");
        failed += !right;
    }
    printf("%d passed, %d failed\n", 3 - failed, failed);
    return failed != 0;
}
