/* pool.c: the page threads: the only place where a request meets the database. */
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "http/server_internal.h"

enum { POOL_THREADS = 4, WAITING_MOST = 2048, SLOW_WAITING_MOST = 64, SLOW_NICE = 15, BULK_FROM = 64 * 1024,
    BULK_WAITING_MOST = 512 };

static bool
put(struct pool *p, struct task *t, bool always)
{
    t->next = NULL;
    pthread_mutex_lock(&p->lock);
    bool room = !p->closing && (p->waiting < p->waiting_most || always);
    if (room) {
        *p->last = t;
        p->last = &t->next;
        p->waiting++;
    }
    pthread_mutex_unlock(&p->lock);
    if (room)
        pthread_cond_signal(&p->filled);        /* not before: who wakes would wait again, for the lock */
    return room;
}

/* A flood of logins fills the slow pool only: who finds it full is told so by the page pool. Files wait for the helper
   that looks into them: that many of them would hold up every page. */
bool
pool_put(struct http *h, struct task *t)
{
    bool runs = t->stage == STAGE_RUN, slow = runs && t->req->route->slow;
    if (slow && put(&h->slow, t, false))
        return true;
    if (runs && t->body.len > BULK_FROM && put(&h->bulk, t, false))
        return true;
    t->req->crowded = slow;
    return put(&h->pool, t, t->stage != STAGE_ADMIT);
}

static struct task *
take(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    while (!p->first && !p->closing)
        pthread_cond_wait(&p->filled, &p->lock);
    struct task *t = p->first;
    if (t) {
        p->first = t->next;
        p->waiting--;
        if (!p->first)
            p->last = &p->first;
    }
    pthread_mutex_unlock(&p->lock);
    return t;
}

static void *
work(void *pool)
{
    struct pool *p = pool;
    if (p->nice && setpriority(PRIO_PROCESS, (id_t)gettid(), p->nice) != 0)
        log_event(LOG_WARN, "http", "cannot lower the priority of the slow threads");
    for (struct task *t; (t = take(p));)
        task_work(t);
    return NULL;
}

static void
start(struct http *h, struct pool *p)
{
    p->http = h;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->filled, NULL);
    p->last = &p->first;
    must(p->count > 0 && p->count <= (int)COUNT(p->threads));
    for (int i = 0; i < p->count; i++)
        must(pthread_create(&p->threads[i], NULL, work, p) == 0);
}

/* One core at least stays free of passwords. */
void
pool_start(struct http *h)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    h->pool.waiting_most = WAITING_MOST;
    h->pool.count = h->config.pool ? h->config.pool : POOL_THREADS;
    h->slow.waiting_most = SLOW_WAITING_MOST;
    h->slow.nice = SLOW_NICE;
    h->slow.count = cores > 8 ? 8 : cores > 2 ? (int)cores - 1 : 1;
    h->bulk.waiting_most = BULK_WAITING_MOST;
    h->bulk.count = BULK_THREADS;
    start(h, &h->pool);
    start(h, &h->bulk);
    start(h, &h->slow);
}

static void
stop(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->filled);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->count; i++)
        pthread_join(p->threads[i], NULL);
}

/* What is in the pool or with the writer comes back here before the threads go. */
void
pool_stop(struct http *h)
{
    for (int tries = 0; tries < 200; tries++) {
        if (atomic_load(&h->in_flight) == 0)
            break;
        nanosleep(&(struct timespec){ .tv_nsec = 25 * 1000000 }, NULL);
    }
    stop(&h->slow);
    stop(&h->bulk);
    stop(&h->pool);
}

/* ---- one stage of one request --------------------------------------------------------------------------- */

/* The reply is whole: keep it if it is for everybody, pack it for whoever takes it packed, and let the connection go
   on. */
static void
ready(struct task *t)
{
    struct req *req = t->req;
    str body = html_view(&req->out);
    bool text = str_starts(req->content_type, S("text/")) || str_starts(req->content_type, S("application/json"))
        || str_starts(req->content_type, S("application/geo+json"));
    bool for_all = t->ask.key.len && all_args_read(req) && req->status == 200 && req->file < 0 && !req->no_store
        && req->header_count == 0 && !req->disposition.len && req->route->may == &anyone;
    if (req->file < 0 && text && (for_all || takes_gzip(t)))
        t->gzip = gzip_of(t->arena, body);
    if (for_all) {
        t->etag = str_format(t->arena, "\"" STR "\"",
            STR_ARG(keyed_hash(t->arena, req->region->secret, "etag", body)));
        cache_put(t->http->cache, &t->ask, page_to_keep(t, body));
    }
    t->phase = READY;
    atomic_fetch_sub(&t->http->in_flight, 1);
    loop_resume(t->loop, t->connection);
}

static void
written(struct write *w, enum outcome o)
{
    struct task *t = w->context_of;
    t->outcome = o;
    t->stage = STAGE_AFTER;
    must(pool_put(t->http, t));
}

static void
admit(struct task *t)
{
    struct req *req = t->req;
    const struct http_config *c = &t->http->config;
    enum outcome o = route_find(c, req);
    if (o != OK) {
        route_fail(c, req, o == INVALID ? 405 : 404);
        ready(t);
        return;
    }
    t->body_max = req->route->body_max ? req->route->body_max : BODY_DEFAULT;
    if (route_admit(c, req) != OK) {
        ready(t);
        return;
    }
    if (req->route->show) {
        route_show(c, req);
        ready(t);
        return;
    }
    if (t->content_length > (int64_t)t->body_max) {
        route_fail(c, req, 413);
        ready(t);
        return;
    }
    t->phase = ADMITTED;                /* only now is the body read */
    atomic_fetch_sub(&t->http->in_flight, 1);
    loop_resume(t->loop, t->connection);
}

static void
run(struct task *t)
{
    struct req *req = t->req;
    const struct http_config *c = &t->http->config;
    if (!body_decode(req, t->content_type, buf_view(&t->body))) {
        route_fail(c, req, 400);
        ready(t);
        return;
    }
    str key = form_value(&req->form, S("_kunci"));
    if (crash_remembers(key, req->now)) {
        route_fail(c, req, CRASHED_BEFORE);
        ready(t);
        return;
    }
    crash_begin(key);
    bool apply = route_read(c, req);
    crash_end();
    if (!apply) {
        ready(t);
        return;
    }
    t->applying = (struct applying){ c, req, false };
    t->write = (struct write){ .apply = apply_in_transaction, .traced = apply_trace, .done = written,
        .context = &t->applying, .context_of = t, .arena = t->arena, .repeatable = true };
    req->db = NULL;
    if (store_write(req->region->store, &t->write))
        return;
    route_fail(c, req, 503);
    ready(t);
}

/* A snapshot around each stage; the writer's stage has its own. */
void
task_work(struct task *t)
{
    struct req *req = t->req;
    struct store *store = req->region->store;
    struct db *db = store_reader(store, t->arena);
    req->db = db;
    enum stage stage = t->stage;
    bool saved = stage == STAGE_AFTER && t->outcome == OK;      /* said so, whatever happened to the database since */
    if (db_begin_read(db) != OK && !saved) {
        route_fail(&t->http->config, req, 503);
        store_reader_done(store, db);
        ready(t);
        return;
    }
    if (stage == STAGE_ADMIT)
        admit(t);
    else if (stage == STAGE_RUN)
        run(t);
    else {
        crash_begin(form_value(&req->form, S("_kunci")));
        route_after(&t->http->config, req, t->outcome);
        crash_end();
        ready(t);
    }
    store_reader_done(store, db);
}

/* ---- without a socket: for tests ------------------------------------------------------------------------ */

static void
serve_post(const struct http_config *c, struct req *req)
{
    struct applying a = { c, req, false };
    struct store *store = req->region->store;
    if (!route_read(c, req))
        return;
    struct db *reader = req->db;
    enum outcome o = store_write_traced(store, apply_in_transaction, apply_trace, &a, req->arena);
    db_end_read(reader);
    req->db = reader;
    if (db_begin_read(reader) != OK)
        o = FAILED;
    route_after(c, req, o);
}

void
http_serve(const struct http_config *c, struct req *req)
{
    struct store *store = req->region->store;
    route_begin(c, req);
    struct db *db = store_reader(store, req->arena);
    req->db = db;
    must(db_begin_read(db) == OK);
    enum outcome o = route_find(c, req);
    if (o != OK)
        route_fail(c, req, o == INVALID ? 405 : 404);
    else if (route_admit(c, req) == OK) {
        if (req->route->show)
            route_show(c, req);
        else
            serve_post(c, req);
    }
    store_reader_done(store, db);
}
