/* db.h: one way to ask SQLite or PostgreSQL; SQL is written once, for both (style.md 3.5). */
#pragma once

#include "base/base.h"
#include "base/clock.h"
#include "base/money.h"

/* One connection, used by one thread at a time. Rows and texts read from it live in its arena. */
struct db;

struct arg { enum { ARG_INT, ARG_TEXT, ARG_BYTES, ARG_NULL } type; int64_t num; str text; };
enum { QUERY_ARGS = 64 };

/* A running question. A failure sticks to it, and query_end() tells. */
struct query {
    struct db   *db;
    const char  *sql;
    struct arg   args[QUERY_ARGS];
    int          arg_count, column;
    bool         once;                          /* its text was made at run time: not kept prepared */
    int64_t      row_count;                     /* rows read so far */
    int64_t      changed;                       /* rows an INSERT, UPDATE or DELETE touched; set by query_end */
    void        *state;
    enum outcome outcome;
};

struct query query_of(struct db *, const char *sql);
void    query_bind_int(struct query *, int64_t);        /* $1, $2, ... in the order of the calls */
void    query_bind_text(struct query *, str);
void    query_bind_bool(struct query *, bool);
void    query_bind_money(struct query *, money);
void    query_bind_volume(struct query *, volume);
void    query_bind_share(struct query *, share);
void    query_bind_date(struct query *, date);          /* TEXT YYYY-MM-DD, '' for no date */
void    query_bind_bytes(struct query *, str);
void    query_bind_id(struct query *, int64_t);         /* NULL when 0 */
void    query_bind_null_kind(struct query *, char kind);        /* NULL of a column of i, t or b (dump.h) */
bool    query_next(struct query *);                     /* false: no more rows, or failed */
bool    query_skip_null(struct query *);                /* the next column is NULL: true, and past it */
int     query_width(struct query *);                    /* columns of this row */
int64_t query_int(struct query *);                      /* the next column of this row; NULL reads as 0 */
bool    query_bool(struct query *);
str     query_str(struct query *);                      /* copied into the db's arena; NULL reads as empty */
str     query_bytes(struct query *);
money   query_money(struct query *);
volume  query_volume(struct query *);
share   query_share(struct query *);
date    query_date(struct query *);
enum outcome query_end(struct query *) MUST_CHECK;      /* OK, CONFLICT (unique or foreign key) or FAILED */
enum outcome query_end_one(struct query *) MUST_CHECK;  /* and NOT_FOUND if no row came */
enum outcome query_end_changed(struct query *) MUST_CHECK;      /* and NOT_FOUND if nothing was changed */

#define query_bind(q, x) _Generic((x), str: query_bind_text, money: query_bind_money, \
    volume: query_bind_volume, share: query_bind_share, date: query_bind_date, bool: query_bind_bool, \
    int: query_bind_int, int64_t: query_bind_int)(q, x)

/* For the whole of one reading: a snapshot. The router and the writer call these, handlers do not. */
enum outcome db_begin_read(struct db *) MUST_CHECK;
void         db_end_read(struct db *);
void         db_be_patient(struct db *);        /* in a transaction: commands and migrations may take their time */
/* FAILED as it is meant: UNAVAILABLE or NO_ROOM when the last failure was the engine's. */
enum outcome db_meaning(const struct db *, enum outcome);
void         db_arena(struct db *, struct arena *);     /* where texts go from now on */
struct arena *db_arena_of(struct db *);
bool         db_is_writing(const struct db *);
enum engine { ENGINE_SQLITE, ENGINE_POSTGRES };
enum engine  db_engine(const struct db *);
/* Statements left open by a handler are closed here and counted as a bug. */
int          db_close_open_queries(struct db *);
