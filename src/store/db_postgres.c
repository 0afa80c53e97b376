/* db_postgres.c: one PostgreSQL connection: prepared once, its path set in each transaction. */
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "store/store_internal.h"

enum { OID_INT8 = 20, OID_TEXT = 25, OID_BYTEA = 17 };
/* The server gives up first; who connects is given as long as connect_timeout. */
enum { GRACE_SECONDS = 2, AGAIN_US = 1000000, CONNECT_US = 5000000 };

/* ---- the wire: every answer has a deadline, or a frozen server would hold every page thread ----------------- */

static bool
wait_for_socket(struct db *db, short events, int64_t until)
{
    struct pollfd p = { .fd = PQsocket(db->pg), .events = events };
    int64_t left = (until - clock_steady_us()) / 1000;
    return left > 0 && poll(&p, 1, (int)left) >= 0;
}

/* All is sent and a result can be taken without waiting; false when the time is over. */
static bool
wait_for_answer(struct db *db, int64_t until)
{
    int unsent;
    while ((unsent = PQflush(db->pg)) > 0 || PQisBusy(db->pg)) {
        if (unsent < 0 || !PQconsumeInput(db->pg))
            return true;                /* lost: PQgetResult tells */
        if ((unsent > 0 || PQisBusy(db->pg))
            && !wait_for_socket(db, (short)(unsent > 0 ? POLLIN | POLLOUT : POLLIN), until))
            return false;
    }
    return true;
}

/* Nobody else tries for a while. */
static void
mark_down(struct db *db, int64_t us)
{
    atomic_store(db->down_until, clock_steady_us() + us);
}

/* The last result of what was sent, as PQexec gives it; NULL when the server is gone or says nothing. */
static PGresult *
answer(struct db *db, int sent)
{
    PGresult *last = NULL, *r = NULL;
    int seconds = (db->writing ? WRITE_SECONDS : READ_SECONDS) + GRACE_SECONDS;
    int64_t until = db->patient ? INT64_MAX / 2 : clock_steady_us() + seconds * 1000000LL;
    bool in_time = sent;
    while (in_time && (in_time = wait_for_answer(db, until)) && (r = PQgetResult(db->pg))) {
        PQclear(last);
        last = r;
    }
    if (sent && !in_time) {
        log_event(LOG_ERROR, "store", "PostgreSQL says nothing: the connection is given up");
        mark_down(db, AGAIN_US);
        PQclear(last);
        PQfinish(db->pg);
        db->pg = NULL;
        last = NULL;
    }
    if (PQstatus(db->pg) != CONNECTION_OK)
        db->away = true;
    return last;
}

static PGresult *ask(struct db *db, const char *sql) { return answer(db, PQsendQuery(db->pg, sql)); }

static bool
set_up(struct db *db)
{
    char sql[400];
    snprintf(sql, sizeof sql, "SET search_path = ''; SET jit = off; SET plan_cache_mode = force_generic_plan;"
        " SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '60s';"
        " SET statement_timeout = '%ds'", db->writing ? WRITE_SECONDS : READ_SECONDS);
    PGresult *r = PQsetnonblocking(db->pg, 1) == 0 ? ask(db, sql) : NULL;
    bool done = PQresultStatus(r) == PGRES_COMMAND_OK;
    PQclear(r);
    return done;
}

/* What the conninfo says goes before these: it stands last. */
static bool
connect(struct db *db)
{
    static const char *const names[] = { "connect_timeout", "keepalives_idle", "keepalives_interval",
        "keepalives_count", "tcp_user_timeout", "dbname", NULL };
    const char *const values[] = { "3", "10", "3", "3", "15000", db->conninfo, NULL };
    PQfinish(db->pg);
    db->pg = PQconnectdbParams(names, values, 1);
    memset(db->cache, 0, sizeof db->cache);     /* the statements went with the old connection */
    if (PQstatus(db->pg) == CONNECTION_OK && set_up(db)) {
        atomic_store(db->down_until, 0);
        return true;
    }
    log_event(LOG_ERROR, "store", "cannot reach PostgreSQL: %s", PQerrorMessage(db->pg));
    mark_down(db, AGAIN_US);
    return false;
}

struct db *
db_open_pg(struct store *s, bool writing)
{
    struct db *db = calloc(1, sizeof *db);
    must(db);
    db->engine = ENGINE_POSTGRES;
    db->writing = writing;
    db->schema = s->config.schema;
    db->conninfo = s->config.conninfo.ptr;
    db->down_until = &s->down_until;
    if (connect(db))
        return db;
    db_close(db);
    return NULL;
}

/* While the server is away one of all connections looks for it, and the others say so at once. */
static bool
is_there(struct db *db)
{
    int64_t now = clock_steady_us(), down = atomic_load(db->down_until);
    if (down == 0)
        return PQstatus(db->pg) == CONNECTION_OK || connect(db);
    bool mine = now >= down && atomic_compare_exchange_strong(db->down_until, &down, now + CONNECT_US);
    return mine && connect(db);
}

/* "5432" or "5432,5433": one for each host. */
static void
add_ports(struct store_reach *r, str ports)
{
    str one;
    int64_t port;
    while (str_cut(&ports, ',', &one))
        if (r->port_count + 1 < COUNT(r->ports))
            r->ports[r->port_count++] = one.len && str_int(one, &port) ? (int)port : 5432;
}

struct store_reach
store_reach(struct arena *arena, str conninfo)
{
    static const char *const files[] = { "sslrootcert", "sslcert", "sslkey", "sslcrl", "sslcrldir", "passfile" };
    struct store_reach r = { 0 };
    str ports = S("5432");
    bool by_file = true;
    PQconninfoOption *all = PQconninfoParse(cstr(arena, conninfo), NULL);
    for (const PQconninfoOption *o = all; o && o->keyword; o++) {
        if (!o->val || !o->val[0])
            continue;
        if (strcmp(o->keyword, "port") == 0)
            ports = arena_copy(arena, str_of(o->val));
        if (strcmp(o->keyword, "host") == 0 || strcmp(o->keyword, "hostaddr") == 0)
            by_file &= o->val[0] == '/';
        for (size_t i = 0; i < COUNT(files); i++)
            if (strcmp(o->keyword, files[i]) == 0 && o->val[0] == '/')
                r.files[r.file_count++] = cstr(arena, str_of(o->val));
    }
    PQconninfoFree(all);
    if (!by_file)
        add_ports(&r, ports);
    return r;
}

static bool
is_again(const char *state)
{
    return state && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0);
}

/* The server's own trouble: connections (08), resources (53), an operator or a deadline (57), input and output (58). */
static bool
is_away(const char *state)
{
    static const char *const classes[] = { "08", "53", "57", "58" };
    for (size_t i = 0; state && i < COUNT(classes); i++)
        if (strncmp(state, classes[i], 2) == 0)
            return true;
    return false;
}

static bool is_full(const char *state) { return state && strcmp(state, "53100") == 0; }

static bool
command(struct db *db, const char *sql, const char *tag)
{
    PGresult *r = ask(db, sql);
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    bool done = PQresultStatus(r) == PGRES_COMMAND_OK && (!tag || strcmp(PQcmdStatus(r), tag) == 0);
    db->again |= !done && is_again(state);
    db->away |= !done && is_away(state);
    db->full |= !done && is_full(state);
    if (!done && !db->again)
        log_event(LOG_ERROR, "store", "%s: %s", r ? PQresultErrorMessage(r) : "no answer", sql);
    PQclear(r);
    return done;
}

/* A transaction that forgets its region's schema finds no table, instead of another region's. */
enum outcome
pg_begin(struct db *db, bool writing)
{
    char sql[256];
    snprintf(sql, sizeof sql, "BEGIN ISOLATION LEVEL %s; SET LOCAL search_path = " STR,
        writing ? "SERIALIZABLE" : "REPEATABLE READ READ ONLY", STR_ARG(db->schema));
    db->broken = db->again = db->away = db->full = db->unsure = db->patient = false;
    /* after a restart each connection learns of it by its first question: that one is asked twice */
    bool begun = is_there(db) && (command(db, sql, NULL) || (db->away && is_there(db) && command(db, sql, NULL)));
    db->in_transaction = begun;
    db->broken = !begun;                /* whoever asks all the same hears so at once */
    db->away = !begun;
    return begun ? OK : FAILED;
}

/* Without an answer nobody knows whether it is done. */
enum outcome
pg_commit(struct db *db)
{
    db->in_transaction = false;
    bool done = command(db, "COMMIT", "COMMIT");
    db->unsure = !done && PQstatus(db->pg) != CONNECTION_OK;
    return done ? OK : FAILED;
}

void
pg_rollback(struct db *db)
{
    db->in_transaction = false;
    if (PQstatus(db->pg) == CONNECTION_OK)
        PQclear(ask(db, "ROLLBACK"));
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
    q->db->again |= is_again(state);
    q->db->away |= is_away(state) || !r;
    q->db->full |= is_full(state);
    query_failed(q, conflict ? CONFLICT : FAILED, r ? PQresultErrorMessage(r) : PQerrorMessage(q->db->pg));
    q->db->broken = true;               /* PostgreSQL refuses all that follows in this transaction */
    return false;
}

static PGresult *
run(struct query *q, const struct values *v)
{
    struct prepared *p = q->once ? NULL : db_prepared(q->db, q->sql);
    if (!p)
        return answer(q->db, PQsendQueryParams(q->db->pg, q->sql, q->arg_count, v->type, v->text, v->length,
            v->format, 0));
    char name[32];
    snprintf(name, sizeof name, "s%td", p - q->db->cache);
    if (!p->known) {
        PGresult *r = answer(q->db, PQsendPrepare(q->db->pg, name, q->sql, q->arg_count, v->type));
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            return r;
        PQclear(r);
        p->known = true;
    }
    return answer(q->db, PQsendQueryPrepared(q->db->pg, name, q->arg_count, v->text, v->length, v->format, 0));
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
