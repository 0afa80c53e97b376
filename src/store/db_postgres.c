/* db_postgres.c: one PostgreSQL connection: prepared once, its path set in each transaction. */
#include <stdlib.h>

#include "store/store_internal.h"

enum { OID_INT8 = 20, OID_TEXT = 25, OID_BYTEA = 17 };

static bool
connect(struct db *db, const char *conninfo)
{
    static const char *const settings[] = { "SET search_path = ''", "SET jit = off",
        "SET plan_cache_mode = force_generic_plan", "SET client_min_messages = warning",
        "SET idle_in_transaction_session_timeout = '60s'", NULL };
    db->pg = PQconnectdb(conninfo);
    for (const char *const *sql = settings; *sql && PQstatus(db->pg) == CONNECTION_OK; sql++)
        PQclear(PQexec(db->pg, *sql));
    if (PQstatus(db->pg) == CONNECTION_OK)
        return true;
    log_event(LOG_ERROR, "store", "cannot reach PostgreSQL: %s", PQerrorMessage(db->pg));
    return false;
}

int
store_port(str conninfo)
{
    struct arena *arena = arena_open();
    PQconninfoOption *all = PQconninfoParse(cstr(arena, conninfo), NULL);
    int64_t port = 5432;
    bool by_file = true;
    for (const PQconninfoOption *o = all; o && o->keyword; o++) {
        if (o->val && strcmp(o->keyword, "port") == 0 && !str_int(str_of(o->val), &port))
            port = 5432;
        if (o->val && (strcmp(o->keyword, "host") == 0 || strcmp(o->keyword, "hostaddr") == 0))
            by_file &= o->val[0] == '/';
    }
    PQconninfoFree(all);
    arena_close(arena);
    return by_file ? 0 : (int)port;
}

struct db *
db_open_pg(const struct store_config *c, bool writing)
{
    struct db *db = calloc(1, sizeof *db);
    must(db);
    db->engine = ENGINE_POSTGRES;
    db->writing = writing;
    db->schema = c->schema;
    struct arena *arena = arena_open();
    bool connected = connect(db, cstr(arena, c->conninfo));
    arena_close(arena);
    if (connected)
        return db;
    db_close(db);
    return NULL;
}

/* After a restart of the server the statements are gone with the old connection. */
bool
pg_alive(struct db *db)
{
    if (PQstatus(db->pg) == CONNECTION_OK)
        return true;
    PQreset(db->pg);
    memset(db->cache, 0, sizeof db->cache);
    if (PQstatus(db->pg) != CONNECTION_OK)
        return false;
    PQclear(PQexec(db->pg, "SET search_path = ''; SET jit = off;"
        " SET plan_cache_mode = force_generic_plan; SET client_min_messages = warning"));
    return true;
}

static bool
command(struct db *db, const char *sql)
{
    PGresult *r = PQexec(db->pg, sql);
    bool done = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    if (!done && state && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0))
        db->again = true;
    else if (!done)
        log_event(LOG_ERROR, "store", "%s: %s", PQresultErrorMessage(r), sql);
    PQclear(r);
    return done;
}

/* A transaction that forgets its region's schema finds no table, instead of another region's. */
enum outcome
pg_begin(struct db *db, bool writing)
{
    if (!pg_alive(db))
        return FAILED;
    char sql[256];
    snprintf(sql, sizeof sql, "BEGIN ISOLATION LEVEL %s; SET LOCAL search_path = " STR,
        writing ? "SERIALIZABLE" : "REPEATABLE READ READ ONLY", STR_ARG(db->schema));
    db->broken = db->again = false;
    db->in_transaction = command(db, sql);
    return db->in_transaction ? OK : FAILED;
}

enum outcome
pg_commit(struct db *db)
{
    db->in_transaction = false;
    return command(db, "COMMIT") ? OK : FAILED;
}

void
pg_rollback(struct db *db)
{
    db->in_transaction = false;
    if (PQstatus(db->pg) == CONNECTION_OK)
        PQclear(PQexec(db->pg, "ROLLBACK"));
}

/* ---- asking ----------------------------------------------------------------------------------------- */

struct values { const char *text[QUERY_ARGS]; int length[QUERY_ARGS], format[QUERY_ARGS]; Oid type[QUERY_ARGS]; };

static void
fill(struct query *q, struct values *v)
{
    for (int i = 0; i < q->arg_count; i++) {
        const struct arg *a = &q->args[i];
        bool text = a->type == ARG_TEXT || (a->type == ARG_NULL && a->num == 't');
        bool bytes = a->type == ARG_BYTES || (a->type == ARG_NULL && a->num == 'b');
        v->type[i] = text ? OID_TEXT : bytes ? OID_BYTEA : OID_INT8;
        v->format[i] = a->type == ARG_BYTES;
        v->length[i] = (int)a->text.len;
        v->text[i] = a->type == ARG_NULL ? NULL
            : a->type == ARG_INT ? str_format(q->db->arena, "%lld", (long long)a->num).ptr
            : cstr(q->db->arena, a->text);
    }
}

static bool
fail(struct query *q, const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    bool conflict = state && (strcmp(state, "23505") == 0 || strcmp(state, "23503") == 0);
    if (state && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0))
        q->db->again = true;
    query_failed(q, conflict ? CONFLICT : FAILED, r ? PQresultErrorMessage(r) : PQerrorMessage(q->db->pg));
    q->db->broken = true;               /* PostgreSQL refuses all that follows in this transaction */
    return false;
}

static PGresult *
run(struct query *q, const struct values *v)
{
    struct prepared *p = q->once ? NULL : db_prepared(q->db, q->sql);
    if (!p)
        return PQexecParams(q->db->pg, q->sql, q->arg_count, v->type, v->text, v->length, v->format, 0);
    char name[32];
    snprintf(name, sizeof name, "s%td", p - q->db->cache);
    if (!p->known) {
        PGresult *r = PQprepare(q->db->pg, name, q->sql, q->arg_count, v->type);
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            return r;
        PQclear(r);
        p->known = true;
    }
    return PQexecPrepared(q->db->pg, name, q->arg_count, v->text, v->length, v->format, 0);
}

static bool
start(struct query *q)
{
    struct values v;
    if (q->db->broken)
        return query_failed(q, FAILED, "after a failure in the same transaction");
    fill(q, &v);
    PGresult *r = run(q, &v);
    q->state = r;
    q->db->open_queries++;
    ExecStatusType s = PQresultStatus(r);
    if (s != PGRES_TUPLES_OK && s != PGRES_COMMAND_OK)
        return fail(q, r);
    return true;
}

bool
pg_next(struct query *q)
{
    if (!q->state && !start(q))
        return false;
    return q->row_count < PQntuples(q->state);
}

void
pg_end(struct query *q)
{
    if (!q->state)
        return;
    int64_t changed = 0;
    if (str_int(str_of(PQcmdTuples(q->state)), &changed))
        q->changed = changed;
    PQclear(q->state);
    q->state = NULL;
    q->db->open_queries--;
}
