/* hear_postgres.c: a thread with a connection of its own that hears what any node's transactions said (LISTEN). */
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "store/store_internal.h"

enum { LOOK_AGAIN_MS = 1000 };

static bool
listen_on(struct db *db)
{
    char sql[200];
    snprintf(sql, sizeof sql, "LISTEN " STR, STR_ARG(db->schema));
    PGresult *r = PQexec(db->pg, sql);
    bool done = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (!done)
        log_event(LOG_ERROR, "store", "%s: %s", sql, PQerrorMessage(db->pg));
    PQclear(r);
    return done;
}

static void
tell_all(struct store *s, struct db *db)
{
    for (PGnotify *n; (n = PQnotifies(db->pg)); PQfreemem(n))
        store_tell(s, str_of(n->extra));
}

/* Until the connection is lost or the store closes. */
static void
hear_on(struct store *s, struct db *db)
{
    while (!s->closing && PQstatus(db->pg) == CONNECTION_OK) {
        struct pollfd p[] = { { .fd = PQsocket(db->pg), .events = POLLIN }, { .fd = s->hear_wake, .events = POLLIN } };
        if (poll(p, COUNT(p), -1) > 0 && p[0].revents && !PQconsumeInput(db->pg))
            return;
        tell_all(s, db);
    }
}

static void
wait_a_while(struct store *s)
{
    poll(&(struct pollfd){ .fd = s->hear_wake, .events = POLLIN }, 1, LOOK_AGAIN_MS);
}

static struct db *
open_ear(struct store *s)
{
    struct db *db = db_open_pg(s, false);
    if (!db || listen_on(db))
        return db;
    db_close(db);
    return NULL;
}

/* What was said while nobody heard is lost: those who listen are told so, and look for themselves. */
static void *
hear(void *store)
{
    struct store *s = store;
    struct db *db = s->ear;
    for (;;) {
        if (db) {
            hear_on(s, db);
            db_close(db);
        }
        if (s->closing)
            return NULL;
        wait_a_while(s);
        db = s->closing ? NULL : open_ear(s);
        if (db)
            store_tell(s, (str){ 0 });
    }
}

/* It hears before this returns, when PostgreSQL can be reached at all. */
void
pg_hear(struct store *s)
{
    s->ear = open_ear(s);
    s->hear_wake = eventfd(0, EFD_CLOEXEC);
    must(s->hear_wake >= 0);
    must(pthread_create(&s->hearer, NULL, hear, s) == 0);
}

void
pg_hear_no_more(struct store *s)
{
    must(write(s->hear_wake, &(uint64_t){ 1 }, sizeof(uint64_t)) == sizeof(uint64_t));
    pthread_join(s->hearer, NULL);
    close(s->hear_wake);
}
