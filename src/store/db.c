/* db.c: the part of asking that is the same for both engines. */
#include "store/store_internal.h"

struct query
query_of(struct db *db, const char *sql)
{
    return (struct query){ .db = db, .sql = sql };
}

static struct arg *
next_arg(struct query *q)
{
    must(q->arg_count < QUERY_ARGS);
    return &q->args[q->arg_count++];
}

void query_bind_int(struct query *q, int64_t n) { *next_arg(q) = (struct arg){ ARG_INT, n, { 0 } }; }
void query_bind_text(struct query *q, str s) { *next_arg(q) = (struct arg){ ARG_TEXT, 0, s }; }
void query_bind_bytes(struct query *q, str s) { *next_arg(q) = (struct arg){ ARG_BYTES, 0, s }; }
void query_bind_bool(struct query *q, bool b) { query_bind_int(q, b); }
void query_bind_money(struct query *q, money m) { query_bind_int(q, m.sen); }
void query_bind_volume(struct query *q, volume v) { query_bind_int(q, v.e4); }
void query_bind_share(struct query *q, share s) { query_bind_int(q, s.bp); }

void
query_bind_null_kind(struct query *q, char kind)
{
    *next_arg(q) = (struct arg){ .type = ARG_NULL, .num = kind };
}

void
query_bind_date(struct query *q, date d)
{
    query_bind_text(q, date_iso(q->db->arena, d));
}

void
query_bind_id(struct query *q, int64_t id)
{
    query_bind_int(q, id);
    if (id == 0)
        q->args[q->arg_count - 1].type = ARG_NULL;
}

bool
query_failed(struct query *q, enum outcome o, const char *why)
{
    if (o == FAILED && !q->db->broken && !q->db->again)
        log_event(LOG_ERROR, "store", "%s: %s", why, q->sql);
    q->outcome = o;
    return false;
}

bool
query_next(struct query *q)
{
    if (q->outcome != OK)
        return false;
    q->column = 0;
    bool row = q->db->engine == ENGINE_SQLITE ? lite_next(q) : pg_next(q);
    q->row_count += row;
    return row;
}

static str
raw_column(struct query *q)
{
    int at = q->column++;
    if (q->db->engine == ENGINE_POSTGRES)
        return (str){ PQgetvalue(q->state, (int)q->row_count - 1, at),
            (size_t)PQgetlength(q->state, (int)q->row_count - 1, at) };
    const char *text = (const char *)sqlite3_column_text(q->state, at);
    return (str){ text, (size_t)sqlite3_column_bytes(q->state, at) };
}

bool
query_skip_null(struct query *q)
{
    bool null = q->db->engine == ENGINE_SQLITE ? sqlite3_column_type(q->state, q->column) == SQLITE_NULL
        : PQgetisnull(q->state, (int)q->row_count - 1, q->column) != 0;
    q->column += null;
    return null;
}

int
query_width(struct query *q)
{
    return q->db->engine == ENGINE_SQLITE ? sqlite3_column_count(q->state) : PQnfields(q->state);
}

int64_t
query_int(struct query *q)
{
    if (q->db->engine == ENGINE_SQLITE)
        return sqlite3_column_int64(q->state, q->column++);
    int64_t n = 0;
    str text = raw_column(q);
    must(text.len == 0 || str_int(text, &n));
    return n;
}

str query_str(struct query *q) { return arena_copy(q->db->arena, raw_column(q)); }
bool query_bool(struct query *q) { return query_int(q) != 0; }
money query_money(struct query *q) { return (money){ query_int(q) }; }
volume query_volume(struct query *q) { return (volume){ query_int(q) }; }
share query_share(struct query *q) { return (share){ query_int(q) }; }

date
query_date(struct query *q)
{
    date d = { 0 };
    str text = raw_column(q);
    must(text.len == 0 || date_parse(text, &d) == OK);
    return d;
}

str
query_bytes(struct query *q)
{
    if (q->db->engine == ENGINE_SQLITE) {
        const char *blob = sqlite3_column_blob(q->state, q->column);
        str bytes = { blob, (size_t)sqlite3_column_bytes(q->state, q->column++) };
        return arena_copy(q->db->arena, bytes);
    }
    size_t len = 0;
    str text = raw_column(q);
    unsigned char *plain = PQunescapeBytea((const unsigned char *)text.ptr, &len);
    must(plain);
    str bytes = arena_copy(q->db->arena, (str){ (const char *)plain, len });
    PQfreemem(plain);
    return bytes;
}

enum outcome
query_end(struct query *q)
{
    while (query_next(q))
        ;
    if (q->db->engine == ENGINE_SQLITE)
        lite_end(q);
    else
        pg_end(q);
    return q->outcome;
}

enum outcome
query_end_one(struct query *q)
{
    enum outcome o = query_end(q);
    return o == OK && q->row_count == 0 ? NOT_FOUND : o;
}

enum outcome
query_end_changed(struct query *q)
{
    enum outcome o = query_end(q);
    return o == OK && q->changed == 0 ? NOT_FOUND : o;
}

/* ---- connections ------------------------------------------------------------------------------------ */

struct prepared *
db_prepared(struct db *db, const char *sql)
{
    size_t at = ((uintptr_t)sql >> 3) * 2654435761u % CACHE_SLOTS;
    for (size_t tries = 0; tries < 16; tries++, at = (at + 1) % CACHE_SLOTS) {
        struct prepared *p = &db->cache[at];
        if (p->sql == sql || !p->sql) {
            p->sql = sql;
            return p;
        }
    }
    return NULL;
}

bool
db_run(struct db *db, const char *sql)
{
    struct query q = query_of(db, sql);
    return query_end(&q) == OK;
}

enum outcome
db_begin_read(struct db *db)
{
    db->broken = db->again = db->away = db->full = db->patient = false;
    if (db->engine == ENGINE_POSTGRES)
        return pg_begin(db, false);
    db->read_until = clock_steady_us() + READ_SECONDS * 1000000LL;
    db->in_transaction = db_run(db, "BEGIN");
    return db->in_transaction ? OK : FAILED;
}

void
db_end_read(struct db *db)
{
    if (!db->in_transaction)
        return;
    if (db->engine == ENGINE_POSTGRES)
        pg_rollback(db);
    else if (!sqlite3_get_autocommit(db->lite))
        db_run(db, "COMMIT");
    db->in_transaction = false;
}

enum outcome
db_meaning(const struct db *db, enum outcome o)
{
    if (o != FAILED || !db->away)
        return o;
    return db->full ? NO_ROOM : UNAVAILABLE;
}

void
db_be_patient(struct db *db)
{
    db->patient = true;
    if (db->engine == ENGINE_POSTGRES)
        db_run(db, "SET LOCAL statement_timeout = 0");
}

void db_arena(struct db *db, struct arena *arena) { db->arena = arena; }
struct arena *db_arena_of(struct db *db) { return db->arena; }
bool db_is_writing(const struct db *db) { return db->writing; }
enum engine db_engine(const struct db *db) { return db->engine; }

int
db_close_open_queries(struct db *db)
{
    int open = db->open_queries;
    if (open == 0)
        return 0;
    log_event(LOG_ERROR, "store", "%d statements were left open", open);
    for (size_t i = 0; i < CACHE_SLOTS && db->engine == ENGINE_SQLITE; i++)
        if (db->cache[i].in_use) {
            sqlite3_reset(db->cache[i].lite);
            db->cache[i].in_use = false;
        }
    db->open_queries = 0;
    return open;
}
