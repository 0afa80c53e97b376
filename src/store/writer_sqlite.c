/* writer_sqlite.c: the one writer of a SQLite region: everything that waits goes into one COMMIT. */
#include "store/store_internal.h"

enum { CHECKPOINT_PAGES = 1000 };

/* One request inside its own savepoint. False when the whole transaction is gone. */
static bool
run_one(struct db *db, struct write *w, enum outcome *o)
{
    db_arena(db, w->arena);
    if (!db_run(db, "SAVEPOINT s")) {
        *o = FAILED;
        return !sqlite3_get_autocommit(db->lite);
    }
    db->away = db->full = false;
    db->said = NULL;
    *o = db_meaning(db, w->apply(db, w->context));
    w->said = *o == OK ? db->said : NULL;
    db_close_open_queries(db);
    if (sqlite3_get_autocommit(db->lite))
        return false;                   /* disk full and interrupts roll back everything */
    if (*o != OK && !db_run(db, "ROLLBACK TO s"))
        return false;
    if (*o != OK && w->traced) {
        enum outcome traced = w->traced(db, w->context);
        if (traced != OK)
            db_run(db, "ROLLBACK TO s");
    }
    return db_run(db, "RELEASE s");
}

static bool is_io(int code) { return (code & 0xFF) == SQLITE_IOERR; }

static bool
commit(struct db *db)
{
    if (sqlite3_get_autocommit(db->lite))
        return false;
    if (db_run(db, "COMMIT"))
        return true;
    store_stop_at(is_io(sqlite3_extended_errcode(db->lite)), "COMMIT");
    if (!sqlite3_get_autocommit(db->lite))
        db_run(db, "ROLLBACK");
    return false;
}

static bool
run_together(struct store *s, struct db *db, struct write *batch, enum outcome *outcomes)
{
    size_t n = 0;
    bool whole = db_run(db, "BEGIN IMMEDIATE");
    for (struct write *w = batch; w && whole; w = w->next)
        whole = run_one(db, w, &outcomes[n++]);
    if (whole && commit(db))
        return true;
    if (!sqlite3_get_autocommit(db->lite))
        db_run(db, "ROLLBACK");
    (void)s;
    return false;
}

/* After a failure of the whole: each alone, so that only the guilty one fails. */
static void
run_alone(struct db *db, struct write *w, enum outcome *o)
{
    db->away = db->full = false;
    bool whole = db_run(db, "BEGIN IMMEDIATE") && run_one(db, w, o);
    if (whole && commit(db))
        return;
    if (!sqlite3_get_autocommit(db->lite))
        db_run(db, "ROLLBACK");
    *o = db_meaning(db, FAILED);
}

static void
checkpoint(struct db *db, int how)
{
    store_stop_at(is_io(sqlite3_wal_checkpoint_v2(db->lite, NULL, how, NULL, NULL)), "a checkpoint");
}

static int
count_pages(void *store, sqlite3 *lite, const char *name, int pages)
{
    (void)lite;
    (void)name;
    ((struct store *)store)->wal_pages = pages;
    return SQLITE_OK;
}

static void
finish(struct store *s, struct write *batch, const enum outcome *outcomes)
{
    bool changed = false;
    size_t n = 0;
    for (struct write *w = batch; w; w = w->next, n++)
        changed |= outcomes[n] == OK;
    if (changed)
        s->generation++;
    n = 0;
    for (struct write *w = batch, *next; w; w = next, n++) {
        next = w->next;                 /* done() may free it */
        for (struct word *said = outcomes[n] == OK ? w->said : NULL; said; said = said->next)
            store_tell(s, said->text);
        w->done(w, outcomes[n]);
    }
}

void *
lite_writer(void *store)
{
    struct store *s = store;
    struct db *db = s->writer_dbs[0];
    struct arena *own = arena_open();
    size_t most = (size_t)(s->config.batch ? s->config.batch : 512);
    sqlite3_wal_hook(db->lite, count_pages, s);
    for (struct write *batch; (batch = queue_take(&s->queue, most));) {
        enum outcome *outcomes = arena_array(own, enum outcome, most);
        db_arena(db, own);
        if (!run_together(s, db, batch, outcomes)) {
            size_t n = 0;
            for (struct write *w = batch; w; w = w->next)
                run_alone(db, w, &outcomes[n++]);
        }
        finish(s, batch, outcomes);
        if (s->wal_pages >= CHECKPOINT_PAGES && !s->config.guest)
            checkpoint(db, SQLITE_CHECKPOINT_PASSIVE);
        arena_reset(own);
    }
    if (s->config.guest)
        sqlite3_db_config(db->lite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    else
        checkpoint(db, SQLITE_CHECKPOINT_TRUNCATE);
    arena_close(own);
    return NULL;
}
