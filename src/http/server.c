/* server.c: libmicrohttpd's threads: a request arrives, waits without a thread, and is answered. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/log.h"
#include "http/server_internal.h"

enum { THREADS = 2, CONNECTIONS = 12000, PER_ADDRESS = 4000, CONNECTION_MEMORY = 24 * 1024,
    BODIES_MOST = 64 * 1024 * 1024 };

static void *
arrived(void *http, const char *target, struct MHD_Connection *c)
{
    struct task *t = calloc(1, sizeof *t);
    must(t);
    t->http = http;
    t->connection = c;
    t->arena = arena_open();
    t->target = arena_copy(t->arena, str_of(target));
    t->began_us = clock_steady_us();
    return t;
}

static void
completed(void *http, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
    struct task *t = *context;
    (void)code;
    watch_headers(c, true);
    if (!t)
        return;
    atomic_fetch_sub(&((struct http *)http)->bodies, (long long)t->body.cap);
    arena_close(t->arena);
    free(t);
    *context = NULL;
}

static str
header(struct task *t, const char *name)
{
    return str_of(MHD_lookup_connection_value(t->connection, MHD_HEADER_KIND, name));
}

static str
peer_of(struct task *t)
{
    char text[INET6_ADDRSTRLEN] = "";
    const struct sockaddr *a = MHD_get_connection_info(t->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
    if (a->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)a)->sin_addr, text, sizeof text);
    else if (a->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr, text, sizeof text);
    str forwarded = header(t, "X-Forwarded-For"), last = { 0 }, piece;
    if (t->http->config.behind_proxy && (strcmp(text, "127.0.0.1") == 0 || strcmp(text, "::1") == 0))
        while (str_cut(&forwarded, ',', &piece))
            last = str_trim(piece);
    return arena_copy(t->arena, last.len ? last : str_of(text));
}

/* False when the target is not spelt in the canonical way. */
static bool
fill_request(struct task *t, const char *method)
{
    struct req *req = t->req;
    str query = t->target, raw;
    str_cut(&query, '?', &raw);
    req->arena = t->arena;
    req->now = clock_now();
    req->method = arena_copy(t->arena, str_of(method));
    req->query = query;
    req->peer = peer_of(t);
    req->user_agent = arena_copy(t->arena, str_head(header(t, "User-Agent"), 200));
    req->if_none_match = arena_copy(t->arena, header(t, "If-None-Match"));
    req->cookie = arena_copy(t->arena, header(t, "Cookie"));
    req->accept = arena_copy(t->arena, header(t, "Accept"));
    req->fragment = header(t, "HX-Request").len > 0;
    req->https = t->http->config.behind_proxy && str_eqz(header(t, "X-Forwarded-Proto"), "https");
    t->content_type = arena_copy(t->arena, header(t, "Content-Type"));
    return path_decode(t->arena, raw, &req->path)
        && pairs_decode(t->arena, query, &req->args, &req->arg_count);
}

static enum MHD_Result
refuse(struct task *t, int status)
{
    atomic_fetch_add(&t->http->counters.refused, 1);
    return reply_plain(t->connection, status, status == 421
        ? "421: alamat ini tidak dilayani di sini. Periksa nama situsnya.\n"
        : status == 405 ? "405: cara ini tidak dilayani.\n" : "Permintaan ini tidak dapat dibaca.\n");
}

static enum MHD_Result
hand_over(struct task *t, enum stage stage)
{
    t->stage = stage;
    t->phase = WORKING;
    MHD_suspend_connection(t->connection);
    atomic_fetch_add(&t->http->in_flight, 1);
    if (pool_put(t->http, t))
        return MHD_YES;
    atomic_fetch_sub(&t->http->in_flight, 1);
    route_fail(&t->http->config, t->req, 503);
    t->phase = READY;
    MHD_resume_connection(t->connection);
    return MHD_YES;
}

static bool
own_answer(struct task *t, enum MHD_Result *answer)
{
    if (str_eqz(t->target, "/healthz"))
        *answer = reply_plain(t->connection, 200, "ok\n");
    else if (str_eqz(t->target, "/metrics"))
        *answer = reply_plain(t->connection, 200, cstr(t->arena, metrics_text(t->http, t->arena)));
    else if (str_starts(t->target, S("/aset/")))
        *answer = reply_asset(t, header(t, "Accept-Encoding").ptr);
    else
        return false;
    return true;
}

static enum MHD_Result
first_look(struct task *t, const char *method, const char *version)
{
    enum MHD_Result answer;
    t->req = arena_new(t->arena, struct req);
    watch_headers(t->connection, false);
    int status = guard_refuses(t, method, version);
    if (status)
        return refuse(t, status);
    bool readable = fill_request(t, method);
    if (own_answer(t, &answer))
        return answer;
    if (!readable)
        return refuse(t, 400);
    if (atomic_load(&t->http->stopping))
        return refuse(t, 503);
    route_begin(&t->http->config, t->req);
    t->ask = (struct cache_ask){ cache_key(t->req), store_generation(t->req->region->store), t->req->now };
    struct cached page;
    if (t->ask.key.len && cache_get(t->http->cache, &t->ask, t->arena, &page))
        return reply_cached(t, &page);
    return hand_over(t, STAGE_ADMIT);
}

/* Too long, or too much of it from everybody at once: told at once, and the rest is not read. */
static enum MHD_Result
receive(struct task *t, const char *bytes, size_t *size)
{
    size_t before = t->body.cap;
    if (t->body.len + *size > t->body_max)
        route_fail(&t->http->config, t->req, 413);
    else if (atomic_load(&t->http->bodies) + (long long)*size > BODIES_MOST)
        route_fail(&t->http->config, t->req, 503);
    else {
        buf_put(&t->body, bytes, *size);
        atomic_fetch_add(&t->http->bodies, (long long)(t->body.cap - before));
        *size = 0;
        return MHD_YES;
    }
    t->phase = READY;
    *size = 0;
    return MHD_YES;
}

static enum MHD_Result
handle(void *http, struct MHD_Connection *c, const char *url, const char *method, const char *version,
    const char *bytes, size_t *size, void **context)
{
    struct task *t = *context;
    (void)http;
    (void)url;
    must(t && t->connection == c);
    switch (t->phase) {
    case ARRIVED:
        return first_look(t, method, version);
    case WORKING:
        return MHD_YES;
    case ADMITTED:                      /* the same first call once more, now that the body may come */
        t->phase = RECEIVING;
        t->body.arena = t->arena;
        return MHD_YES;
    case RECEIVING:
        return *size ? receive(t, bytes, size) : hand_over(t, STAGE_RUN);
    case READY:
        if (*size) {
            *size = 0;
            return MHD_YES;
        }
        return reply_send(t);
    }
    return MHD_NO;
}

static void
say(void *http, const char *format, va_list args)
{
    (void)http;
    struct arena *arena = arena_open();
    str text = str_formatv(arena, format, args);
    log_event(LOG_WARN, "http", STR, STR_ARG(str_trim(text)));
    arena_close(arena);
}

static bool
listen_on(struct http *h)
{
    const struct http_config *c = &h->config;
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)c->port) };
    struct arena *arena = arena_open();
    bool known = inet_pton(AF_INET, c->listen.len ? cstr(arena, c->listen) : "127.0.0.1", &at.sin_addr) == 1;
    arena_close(arena);
    if (!known)
        return false;
    h->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
        (uint16_t)c->port, NULL, NULL, handle, h, MHD_OPTION_EXTERNAL_LOGGER, say, h, MHD_OPTION_URI_LOG_CALLBACK,
        arrived, h, MHD_OPTION_NOTIFY_COMPLETED, completed, h, MHD_OPTION_NOTIFY_CONNECTION, watch_connection, h,
        MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)(c->threads ? c->threads : THREADS),
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        (unsigned)PER_ADDRESS, MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    return h->daemon != NULL;
}

enum outcome
http_start(const struct http_config *c, struct http **out)
{
    struct http *h = calloc(1, sizeof *h);
    must(h);
    h->config = *c;
    h->cache = cache_open();
    watch_start(h);
    pool_start(h);
    if (!listen_on(h)) {
        log_event(LOG_ERROR, "http", "cannot listen on port %d", c->port);
        pool_stop(h);
        cache_close(h->cache);
        free(h);
        return FAILED;
    }
    watch_run(h);
    h->port = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    *out = h;
    return OK;
}

int http_port(const struct http *h) { return h->port; }

/* Refuse new work, finish what is in the pool (its writes too), then stop: libmicrohttpd aborts on suspended ones. */
void
http_stop(struct http *h)
{
    atomic_store(&h->stopping, true);
    MHD_socket listening = MHD_quiesce_daemon(h->daemon);
    pool_stop(h);
    MHD_stop_daemon(h->daemon);
    if (listening != MHD_INVALID_SOCKET)
        shutdown(listening, SHUT_RDWR);
    watch_stop(h);
    cache_close(h->cache);
    free(h);
}
