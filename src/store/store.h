/* store.h: one region's database: pooled readers, one writer that commits for all who wait. */
#pragma once

#include "store/db.h"

struct store;

struct store_config {
    enum engine engine;
    str  folder;                                /* the region's data folder; SQLite's file is folder/pamong.db */
    str  conninfo, schema;                      /* PostgreSQL: libpq conninfo, and the region's schema */
    int  readers;                               /* read connections; 0 means 4 */
    int  writers;                               /* PostgreSQL only: writing connections; 0 means 8 */
    bool guest;                                 /* SQLite: another process serves this file; never checkpoint it */
    int  batch;                                 /* SQLite: requests a COMMIT; 0 means 512, 1 for comparisons */
};

enum outcome store_open(const struct store_config *, struct store **) MUST_CHECK;
void store_close(struct store *);               /* finishes what waits, checkpoints, closes */
/* What a cage must let through for that PostgreSQL: TCP ports (none: by a socket file), files of certificates. */
struct store_reach { int ports[8]; size_t port_count; const char *files[8]; size_t file_count; };
struct store_reach store_reach(struct arena *, str conninfo);
enum engine store_engine(const struct store *);

/* A reading connection from the pool; waits for a free one. */
struct db *store_reader(struct store *, struct arena *);
void       store_reader_done(struct store *, struct db *);
/* Another SQLite file that somebody brought, only to be read, until the arena ends; NULL: it cannot be opened. */
struct db   *store_file(struct arena *, str path);

/* Work inside one transaction of the writer. `apply` may run more than once and must be a pure function of
   its context and the database; OK commits, anything else rolls this request back and only this one.
   `traced` runs in its own committed transaction after a rollback (may be NULL): what must be kept
   of a refused action. `done` is called on the writer's thread after the COMMIT is durable. */
typedef enum outcome apply_fn(struct db *, void *context);
struct write {
    apply_fn *apply, *traced;
    void (*done)(struct write *, enum outcome);
    void *context;
    void *context_of;                           /* done()'s own, untouched here */
    /* the request's; only what apply itself allocated is forgotten before a rerun */
    struct arena *arena;
    struct word *said;                          /* the store's own: what apply said (store_say) */
    bool repeatable;                    /* has a key of its own: after a COMMIT without an answer it runs again */
    struct write *next;
};
/* `done` hears UNAVAILABLE when the engine is gone or frozen: then it may even be done, and is never refused;
   NO_ROOM when its disk is full: then it is not done.
   Returns at once; false when 4,096 writes wait already (the caller answers 503). */
bool store_write(struct store *, struct write *);
/* The same, waiting for the end: for jobs, commands and tests. */
enum outcome store_write_wait(struct store *, apply_fn *, void *context, struct arena *) MUST_CHECK;
enum outcome store_write_traced(struct store *, apply_fn *apply, apply_fn *traced, void *context,
    struct arena *) MUST_CHECK;

/* Nobody waits for it: a copy of these bytes (no pointers in them) is written when its turn comes. False: too many
   wait, and it is never done. For what a page notes beside its answer, and may be lost. */
bool store_write_later(struct store *, apply_fn *, const void *context, size_t len);

/* Inside apply: whoever hears learns of it after the COMMIT, and never of what was rolled back; on PostgreSQL on every
   node. `hear` is called on a thread of the store's own and returns at once; an empty text: something may have been
   missed. One hearer a store; NULL: nobody any more, and none is being called when it returns. */
enum { STORE_SAY_MOST = 2000 };
enum outcome store_say(struct db *, str text) MUST_CHECK;
typedef void hear_fn(void *context, str text);
void store_hear(struct store *, hear_fn *, void *context);

/* PostgreSQL, where several nodes may serve one region: takes the number `node` (0..63, for id_node) until store_close,
   and looks every 250 ms whether another node committed something. CONFLICT: another process has that number. If it is
   lost later, when PostgreSQL was away, the process ends. On SQLite there is one node, and nothing is done. */
enum outcome store_join(struct store *, int node) MUST_CHECK;

/* Rises with every commit that changed something, also another node's after store_join; the page cache compares it. */
uint64_t store_generation(const struct store *);

/* Migrations: every module brings numbered files; a released one never changes (its checksum is kept). */
struct migration { const char *name, *sqlite, *postgres; };     /* "musrenbang/0001_awal"; made by tools/embed */
struct schema { const struct migration *items; size_t count; };
enum outcome store_migrate(struct store *, const struct schema *const *schemas, size_t count) MUST_CHECK;
