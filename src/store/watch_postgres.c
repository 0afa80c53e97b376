/* watch_postgres.c: one of several nodes: its number, held as long as it lives, and what the others commit. */
#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "store/store_internal.h"

/* How old a kept page can be when another node changed what it shows; and the exit code of a node without a number. */
enum { LOOK_MS = 250, EXIT_NUMBER = 75, LOST_LOOKS = 20 };

struct watch {
    struct store *store;
    struct db *db;
    struct arena *arena;                /* of one look */
    pthread_t thread;
    int number, pid, wake;              /* pid: of the backend that holds the lock */
    char seen[2048];                    /* the newest snapshot, as text */
};

/* Session locks end with their backend, so a number comes back when its node dies, however it dies. */
static enum outcome
lock_number(struct watch *w)
{
    bool mine = false;
    if (PQbackendPID(w->db->pg) == w->pid)
        return OK;
    struct query q = query_of(w->db, "SELECT CASE WHEN pg_try_advisory_lock(hashtext($1), $2::INT) THEN 1 ELSE 0 END");
    query_bind(&q, w->db->schema);
    query_bind(&q, (int64_t)w->number);
    if (query_next(&q))
        mine = query_bool(&q);
    TRY(query_end(&q));
    w->pid = mine ? PQbackendPID(w->db->pg) : 0;
    return mine ? OK : CONFLICT;
}

/* Two equal snapshots see the same transactions: something was committed between two that differ, or is under way.
   Readers and refused writes are given no number by PostgreSQL and change nothing here. */
static enum outcome
compare(struct watch *w)
{
    struct query q = query_of(w->db, "SELECT CAST(pg_current_snapshot() AS TEXT)");
    str now = query_next(&q) ? query_str(&q) : S("");
    TRY(query_end(&q));
    now = now.len < sizeof w->seen ? now : S("");
    if (now.len && str_eqz(now, w->seen))
        return OK;
    w->store->generation++;
    snprintf(w->seen, sizeof w->seen, STR, STR_ARG(now));
    return OK;
}

/* While PostgreSQL is away nothing is raised: kept pages end by their age. */
static enum outcome
look(struct watch *w)
{
    db_arena(w->db, w->arena);
    enum outcome o = db_begin_read(w->db);
    if (o == OK)
        o = lock_number(w);
    if (o == OK)
        o = compare(w);
    db_close_open_queries(w->db);
    db_end_read(w->db);
    arena_reset(w->arena);
    return o;
}

static void *
watch(void *argument)
{
    struct watch *w = argument;
    struct pollfd woken = { .fd = w->wake, .events = POLLIN };
    int lost = 0;                       /* looks in a row: our own old backend may be slow to end */
    while (poll(&woken, 1, LOOK_MS) == 0 && lost < LOST_LOOKS)
        lost = look(w) == CONFLICT ? lost + 1 : 0;
    if (lost < LOST_LOOKS)
        return NULL;
    /* two that make the same ids are worse than one that starts again */
    log_event(LOG_ERROR, "store", "node number %d was taken while PostgreSQL was away: stopping", w->number);
    _exit(EXIT_NUMBER);
}

static void
forget(struct watch *w)
{
    if (w->db)
        db_close(w->db);
    arena_close(w->arena);
}

enum outcome
store_join(struct store *s, int node)
{
    if (s->config.engine != ENGINE_POSTGRES)
        return OK;
    struct watch *w = arena_new(s->arena, struct watch);
    must(!s->watch);
    *w = (struct watch){ .store = s, .db = db_open_pg(s, false), .arena = arena_open(), .number = node };
    enum outcome o = w->db ? look(w) : FAILED;
    if (o != OK) {
        forget(w);
        return o;
    }
    w->wake = eventfd(0, EFD_CLOEXEC);
    must(w->wake >= 0 && pthread_create(&w->thread, NULL, watch, w) == 0);
    s->watch = w;
    return OK;
}

void
watch_end(struct store *s)
{
    struct watch *w = s->watch;
    if (!w)
        return;
    must(write(w->wake, &(uint64_t){ 1 }, sizeof(uint64_t)) == sizeof(uint64_t));
    pthread_join(w->thread, NULL);
    close(w->wake);
    forget(w);
    s->watch = NULL;
}
