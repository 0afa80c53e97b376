/* store_internal.h: what the files of store/ share; no other floor includes it. */
#pragma once

#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>

#include "base/log.h"
#include "store/store.h"

/* A page that has not been read by then helps nobody any more; a writer holds up others. */
enum { CACHE_SLOTS = 1024, READ_SECONDS = 6, WRITE_SECONDS = 20 };

/* A prepared statement, kept by the address of its text: SQL lives in the program, not on the heap. */
struct prepared { const char *sql; sqlite3_stmt *lite; bool in_use, known; };

/* Said in a transaction, not yet told. */
struct word { str text; struct word *next; };

struct db {
    enum engine engine;
    struct arena *arena;
    sqlite3 *lite;
    PGconn *pg;
    str schema;                         /* PostgreSQL: quoted identifier of the region's schema */
    bool writing, in_transaction;
    bool broken;                        /* the transaction cannot go on; already logged */
    bool again;                         /* a serialization failure: worth running again */
    bool away;                          /* the failure is the engine's: gone, full, frozen, too slow */
    bool full;                          /* and it is its disk */
    bool unsure;                        /* PostgreSQL: a COMMIT was sent and never answered */
    bool patient;                       /* no deadline for this transaction */
    const char *conninfo;
    _Atomic int64_t *down_until;        /* PostgreSQL: the whole store's; nobody tries to connect before */
    int64_t read_until;                 /* SQLite readers: steady clock; what takes longer is given up */
    int open_queries;
    struct word *said;                  /* SQLite: of the request that is being applied */
    struct prepared cache[CACHE_SLOTS];
    struct db *next;                    /* in the pool of free readers */
};

struct db *db_open_lite(const char *path, bool writing);        /* NULL when it cannot be opened; logged */
struct db *db_open_pg(struct store *, bool writing);
void db_close(struct db *);
/* After a failed write or fsync nobody knows what the disk holds, and a second try may claim what is not so:
   the process ends, and the restart recovers from the log. */
void store_stop_at(bool io_error, const char *where);
bool db_run(struct db *, const char *sql);                      /* one statement without parameters or rows */
struct prepared *db_prepared(struct db *, const char *sql);     /* its slot; NULL when the cache is full */
bool query_failed(struct query *, enum outcome, const char *why);       /* false, always */

bool lite_next(struct query *);
void lite_end(struct query *);
bool pg_next(struct query *);
void pg_end(struct query *);
enum outcome pg_begin(struct db *, bool writing);
enum outcome pg_commit(struct db *);
void pg_rollback(struct db *);

/* Who waits to write. */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct write *first, **last;
    size_t count;
    bool closing;
};
void queue_open(struct queue *);
bool queue_put(struct queue *, struct write *);
struct write *queue_take(struct queue *, size_t most);          /* a linked batch; NULL when closing and empty */
void queue_close(struct queue *);

struct store {
    struct store_config config;
    struct arena *arena;
    pthread_mutex_t pool_lock;
    pthread_cond_t pool_freed;
    struct db *free_readers;
    int readers, writers;
    struct queue queue;
    pthread_t *threads;
    struct db **writer_dbs;
    _Atomic uint64_t generation;
    int64_t wal_pages;
    _Atomic int64_t down_until;
    pthread_mutex_t hear_lock;
    hear_fn *hear;
    void *hear_context;
    bool hearing;                       /* PostgreSQL: the thread `hearer` runs */
    _Atomic bool closing;
    pthread_t hearer;
    int hear_wake;                      /* an eventfd: the store closes */
    struct db *ear;                     /* its first connection */
    struct watch *watch;                /* PostgreSQL, after store_join */
};
void store_tell(struct store *, str text);
void pg_hear(struct store *);
void pg_hear_no_more(struct store *);        /* after `closing` */
void watch_end(struct store *);
void *lite_writer(void *store);
struct pg_writer { struct store *store; struct db *db; };
void *pg_writer(void *pg_writer);
