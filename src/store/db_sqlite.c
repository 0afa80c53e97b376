/* db_sqlite.c: one SQLite connection: how it is opened, asked, and what its errors mean. */
#include <stdlib.h>

#include "store/store_internal.h"

enum { PROGRESS_STEPS = 50000 };

/* memstatus off is the largest free win: -18 % CPU a page (measurements.md B). */
static void
configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    log_event(LOG_INFO, "store", "SQLite %s", sqlite3_libversion());
}

static void
configure_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure);
}

static bool
set_up(struct db *db)
{
    static const char *const reader[] = { "PRAGMA mmap_size = 2147418112", "PRAGMA cache_size = -4096",
        "PRAGMA query_only = 1", NULL };
    static const char *const writer[] = { "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY", "PRAGMA wal_autocheckpoint = 0",
        "PRAGMA cache_size = -8192", NULL };
    for (const char *const *sql = db->writing ? writer : reader; *sql; sql++)
        if (!db_run(db, *sql))
            return false;
    return true;
}

/* 1 ends the statement: a reader whose page nobody waits for any more. */
static int
too_late(void *reader)
{
    const struct db *db = reader;
    return !db->patient && db->in_transaction && clock_steady_us() > db->read_until;
}

struct db *
db_open_lite(const char *path, bool writing)
{
    configure_once();
    struct db *db = calloc(1, sizeof *db);
    must(db);
    db->engine = ENGINE_SQLITE;
    db->writing = writing;
    struct arena *arena = arena_open();
    db->arena = arena;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (writing ? SQLITE_OPEN_CREATE : 0);
    bool opened = sqlite3_open_v2(path, &db->lite, flags, NULL) == SQLITE_OK;
    if (!opened)
        log_event(LOG_ERROR, "store", "cannot open the database: %s", sqlite3_errmsg(db->lite));
    if (opened) {
        sqlite3_busy_timeout(db->lite, 5000);
        sqlite3_extended_result_codes(db->lite, 1);
        /* only the writer checkpoints: SQLite 3.40 has the WAL-reset bug (measurements.md C) */
        sqlite3_db_config(db->lite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !writing, (int *)NULL);
        /* planned once, whatever the values: else a bound that a partial index could mean is planned at every run */
        sqlite3_db_config(db->lite, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)NULL);
        if (!writing)
            sqlite3_progress_handler(db->lite, PROGRESS_STEPS, too_late, db);
        opened = set_up(db);
    }
    db->arena = NULL;
    arena_close(arena);
    if (opened)
        return db;
    db_close(db);
    return NULL;
}

void
db_close(struct db *db)
{
    for (size_t i = 0; i < CACHE_SLOTS; i++)
        sqlite3_finalize(db->cache[i].lite);
    if (db->lite)
        sqlite3_close(db->lite);
    if (db->pg)
        PQfinish(db->pg);
    free(db);
}

static enum outcome
meaning(int code)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return CONFLICT;
    default:
        return FAILED;
    }
}

static bool
fail(struct query *q)
{
    sqlite3 *lite = q->db->lite;
    int code = sqlite3_errcode(lite);
    q->db->full |= code == SQLITE_FULL;
    q->db->away |= code == SQLITE_FULL || code == SQLITE_BUSY || code == SQLITE_INTERRUPT || code == SQLITE_NOMEM;
    return query_failed(q, meaning(sqlite3_extended_errcode(lite)), sqlite3_errmsg(lite));
}

static void
bind(sqlite3_stmt *s, int at, const struct arg *a)
{
    int len = (int)a->text.len;
    switch (a->type) {
    case ARG_INT:
        sqlite3_bind_int64(s, at, a->num);
        break;
    case ARG_TEXT:
        sqlite3_bind_text(s, at, a->text.ptr ? a->text.ptr : "", len, SQLITE_STATIC);
        break;
    case ARG_BYTES:
        sqlite3_bind_blob(s, at, a->text.ptr ? a->text.ptr : "", len, SQLITE_STATIC);
        break;
    case ARG_NULL:
        sqlite3_bind_null(s, at);
        break;
    }
}

/* The connection's own copy, or one just for this query when that is being read already. */
static sqlite3_stmt *
statement(struct query *q)
{
    struct prepared *p = q->once ? NULL : db_prepared(q->db, q->sql);
    if (p && p->lite && !p->in_use) {
        p->in_use = true;
        return p->lite;
    }
    sqlite3_stmt *s = NULL;
    bool keep = p && !p->lite;
    if (sqlite3_prepare_v3(q->db->lite, q->sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &s, NULL)
        != SQLITE_OK)
        return NULL;
    if (keep) {
        p->lite = s;
        p->in_use = true;
    }
    return s;
}

static bool
start(struct query *q)
{
    sqlite3_stmt *s = statement(q);
    if (!s)
        return fail(q);
    q->state = s;
    q->db->open_queries++;
    int count = sqlite3_bind_parameter_count(s);
    for (int i = 1; i <= count; i++) {
        int64_t number = 0;
        must(str_int(str_from(str_of(sqlite3_bind_parameter_name(s, i)), 1), &number));
        must(number >= 1 && number <= q->arg_count);
        bind(s, i, &q->args[number - 1]);
    }
    return true;
}

bool
lite_next(struct query *q)
{
    if (!q->state && !start(q))
        return false;
    if (q->changed < 0)
        return false;                   /* read to its end already: another step would run it again */
    int code = sqlite3_step(q->state);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        return fail(q);
    q->changed = -1;
    return false;
}

void
lite_end(struct query *q)
{
    q->changed = sqlite3_changes64(q->db->lite);
    if (!q->state)
        return;
    struct prepared *p = q->once ? NULL : db_prepared(q->db, q->sql);
    if (p && p->lite == q->state) {
        sqlite3_reset(p->lite);
        sqlite3_clear_bindings(p->lite);
        p->in_use = false;
    } else {
        sqlite3_finalize(q->state);
    }
    q->state = NULL;
    q->db->open_queries--;
}
