/* writer_postgres.c: writers of a PostgreSQL region: SERIALIZABLE, and again when it says so. */
#include <time.h>

#include "base/random.h"
#include "store/store_internal.h"

/* WIDEST: of a pause, in ms; in all at most two seconds, then the sender hears 503. */
enum { TRIES = 16, LOST_TRIES = 2, WIDEST = 128 };

/* Anywhere within a growing span: who failed together must not come back together. */
static void
wait_a_little(int attempt)
{
    unsigned char chance;
    random_bytes(&chance, sizeof chance);
    long span = attempt < 7 ? 2L << attempt : WIDEST, ms = 1 + chance % (span < WIDEST ? span : WIDEST);
    nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
}

static enum outcome
run_once(struct db *db, apply_fn *apply, void *context)
{
    if (pg_begin(db, true) != OK)
        return FAILED;
    enum outcome o = apply(db, context);
    db_close_open_queries(db);
    if (o == OK && !db->again && !db->broken)
        return pg_commit(db);
    pg_rollback(db);
    return o == OK ? FAILED : o;
}

/* A serialization failure or a deadlock left nothing behind; a lost connection may have, in its COMMIT. */
static bool
may_run_again(const struct db *db, bool repeatable, int attempt)
{
    return db->again || (db->away && attempt < LOST_TRIES && (!db->unsure || repeatable));
}

static enum outcome
run(struct db *db, apply_fn *apply, void *context, bool repeatable)
{
    enum outcome o = FAILED;
    for (int attempt = 0; attempt < TRIES; attempt++) {
        o = run_once(db, apply, context);
        if (o == OK || !may_run_again(db, repeatable, attempt))
            return db->unsure && o == FAILED ? UNAVAILABLE : db_meaning(db, o);
        wait_a_little(attempt);
    }
    log_event(LOG_WARN, "store", "gave up after %d serialization failures", TRIES);
    return UNAVAILABLE;
}

void *
pg_writer(void *argument)
{
    struct pg_writer *me = argument;
    for (struct write *w; (w = queue_take(&me->store->queue, 1));) {
        db_arena(me->db, w->arena);
        enum outcome o = run(me->db, w->apply, w->context, w->repeatable);
        if (o != OK && o != UNAVAILABLE && o != NO_ROOM && w->traced && run(me->db, w->traced, w->context, false) != OK)
            log_event(LOG_ERROR, "store", "a trace of a refused request could not be kept");
        if (o == OK)
            me->store->generation++;
        w->done(w, o);
    }
    return NULL;
}
