/* server.c: libmicrohttpd's threads: a request arrives, waits without a thread, and is answered. */
#include <signal.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "http/server_internal.h"

/* nginx is one address, with a connection for each open page: none has a limit of its own. */
enum { LOOPS = 2, CONNECTIONS = 12000, CONNECTION_MEMORY = 24 * 1024,
    AGENT_MOST = 120, BODIES_MOST = 64 * 1024 * 1024, DISCARD_MOST = 64 * 1024 * 1024 };

static void *
arrived(void *loop, const char *target, struct MHD_Connection *c)
{
    struct task *t = task_open(((struct loop *)loop)->http, c, target);
    t->loop = loop;
    return t;
}

static void
completed(void *loop, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
    (void)loop;
    (void)code;
    watch_await(c, AWAIT_REQUEST, 0);
    if (*context && ((struct task *)*context)->corked)
        cork(c, 0);
    if (*context)
        task_close(*context);
    *context = NULL;
}

static str
header(struct task *t, const char *name)
{
    return str_of(MHD_lookup_connection_value(t->connection, MHD_HEADER_KIND, name));
}

static str
joined(const struct task *t, str raw)
{
    for (const struct module *const *m = t->http->config.modules; m && *m; m++)
        if ((*m)->joined && str_starts(raw, str_of((*m)->joined)))
            return path_joined(t->arena, raw);
    return raw;
}

/* False when the target is not spelt in the canonical way. */
static bool
fill_request(struct task *t)
{
    struct req *req = t->req = arena_new(t->arena, struct req);
    str query = t->target, raw;
    str_cut(&query, '?', &raw);
    req->arena = t->arena;
    req->region = t->region;
    req->host = arena_copy(t->arena, t->host);
    req->now = t->ask.now ? t->ask.now : clock_now();
    req->method = arena_copy(t->arena, str_of(t->method));
    req->query = query;
    req->peer = peer_of(t);
    req->user_agent = header_text(t->arena, header(t, "User-Agent"), AGENT_MOST);
    req->if_none_match = arena_copy(t->arena, t->lines.if_none_match);
    req->cookie = arena_copy(t->arena, t->lines.cookie);
    req->accept = arena_copy(t->arena, header(t, "Accept"));
    req->fragment = t->lines.fragment;
    req->origin = arena_copy(t->arena, header(t, "Origin"));
    req->fetch_site = arena_copy(t->arena, header(t, "Sec-Fetch-Site"));
    req->https = from_proxy(t) && str_eqz(t->lines.forwarded_proto, "https");
    t->content_type = arena_copy(t->arena, header(t, "Content-Type"));
    return path_decode(t->arena, joined(t, raw), &req->path)
        && pairs_decode(t->arena, query, &req->args, &req->arg_count);
}

static enum MHD_Result
refuse(struct task *t, int status)
{
    atomic_fetch_add(&t->http->counters.refused, 1);
    return reply_plain(t->connection, status, status == 421
        ? "421: alamat ini tidak dilayani di sini. Periksa nama situsnya.\n"
        : status == 405 ? "405: cara ini tidak dilayani.\n"
        : status == 503 ? "503: sedang dimulai ulang. Coba lagi sebentar lagi.\n"
        : "Permintaan ini tidak dapat dibaca.\n");
}

static enum MHD_Result
hand_over(struct task *t, enum stage stage)
{
    t->stage = stage;
    t->phase = WORKING;
    watch_await(t->connection, AWAIT_NOTHING, 0);
    MHD_suspend_connection(t->connection);
    atomic_fetch_add(&t->http->in_flight, 1);
    if ((stage == STAGE_ADMIT && loop_takes(t)) || pool_put(t->http, t))
        return MHD_YES;
    atomic_fetch_sub(&t->http->in_flight, 1);
    route_fail(&t->http->config, t->req, 503);
    t->phase = READY;
    loop_resume(t->loop, t->connection);
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
        *answer = reply_asset(t, t->lines.accept_encoding.ptr);
    else
        return false;
    return true;
}

struct looking { struct guard guard; struct lines *lines; };

/* One pass over what came; the first of several counts, as MHD_lookup_connection_value has it. */
static enum MHD_Result
each_header(void *looking, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct looking *h = looking;
    struct lines *l = h->lines;
    str said = str_of(name), text = str_of(value);
    const struct { const char *name; str *line; } wanted[] = { { "Cookie", &l->cookie },
        { "If-None-Match", &l->if_none_match }, { "Accept-Encoding", &l->accept_encoding },
        { "X-Forwarded-Proto", &l->forwarded_proto } };
    (void)kind;
    guard_header(&h->guard, said, text);
    for (size_t i = 0; i < COUNT(wanted); i++)
        if (!wanted[i].line->ptr && strcasecmp(name, wanted[i].name) == 0)
            *wanted[i].line = text;
    l->fragment |= text.len > 0 && strcasecmp(name, "HX-Request") == 0;
    return MHD_YES;
}

/* Whatever is answered in this first call ends the connection, so that nothing hides behind what was refused.
   A POST is admitted or not before its body comes; the others wait for the second call, and keep the connection. */
static enum MHD_Result
first_look(struct task *t, const char *method, const char *version)
{
    struct looking h = { .lines = &t->lines };
    struct guard *g = &h.guard;
    MHD_get_connection_values(t->connection, MHD_HEADER_KIND, each_header, &h);
    g->raw = MHD_get_connection_info(t->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;
    int status = guard_verdict(g, str_of(method), str_of(version), t->target);
    if (status)
        return refuse(t, status);
    t->method = method;
    t->content_length = g->content_length;
    t->region = region_of(&t->http->config, g->host);
    if (!t->region)
        return refuse(t, 421);
    if (atomic_load(&t->http->stopping))
        return refuse(t, 503);
    t->phase = LOOKED;
    t->host = g->host;
    if (strcmp(method, "POST") != 0)
        return MHD_YES;
    if (!fill_request(t))
        return refuse(t, 400);
    route_begin(&t->http->config, t->req);
    t->early = true;
    return hand_over(t, STAGE_ADMIT);
}

static enum MHD_Result
answer_get(struct task *t)
{
    enum MHD_Result answer;
    if (answer_kept(t, &answer))
        return answer;
    bool readable = fill_request(t);
    if (own_answer(t, &answer))
        return answer;
    if (!readable)
        return refuse(t, 400);
    route_begin(&t->http->config, t->req);
    if (answer_kept_for(t, &answer))
        return answer;
    return hand_over(t, STAGE_ADMIT);
}

/* Answered before its body came: a browser that is still sending would see a broken connection instead of the
   answer, so what it sends is read and forgotten first. Who asked whether to go on is told at once. */
static bool
is_to_be_discarded(struct task *t)
{
    bool early = t->early, asks = header(t, "Expect").len > 0;
    t->early = false;
    return early && t->content_length <= DISCARD_MOST && !(asks && t->content_length);
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
listen_to(struct task *t, void **context)
{
    enum MHD_Result sent = stream_send(t);
    *context = NULL;
    task_close(t);
    return sent;
}

static enum MHD_Result
handle(void *loop, struct MHD_Connection *c, const char *url, const char *method, const char *version,
    const char *bytes, size_t *size, void **context)
{
    struct task *t = *context;
    (void)loop;
    (void)url;
    must(t && t->connection == c);
    switch (atomic_load(&t->phase)) {
    case ARRIVED:
        return first_look(t, method, version);
    case WORKING:
        return MHD_YES;
    case LOOKED:
        return answer_get(t);
    case ADMITTED:                      /* the same first call once more, now that the body may come */
        t->phase = RECEIVING;
        t->early = false;
        t->body.arena = t->arena;
        watch_await(c, AWAIT_BODY, (int64_t)t->body_max);
        return MHD_YES;
    case RECEIVING:
        return *size ? receive(t, bytes, size) : hand_over(t, STAGE_RUN);
    case READY:
        if (is_to_be_discarded(t)) {
            watch_await(c, AWAIT_BODY, t->content_length);
            return MHD_YES;
        }
        if (*size) {
            *size = 0;
            return MHD_YES;
        }
        return t->req->hears.count ? listen_to(t, context) : reply_send(t);
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
start_loop(struct http *h, int fd, int count)
{
    struct loop *l = &h->loops[h->loop_count];
    *l = (struct loop){ .http = h };
    l->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
        0, peer_is_heard, h, handle, l, MHD_OPTION_EXTERNAL_LOGGER, say, h, MHD_OPTION_URI_LOG_CALLBACK,
        arrived, l, MHD_OPTION_NOTIFY_COMPLETED, completed, l, MHD_OPTION_NOTIFY_CONNECTION, watch_connection, h,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)(CONNECTIONS / count),
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (!l->daemon)
        return false;
    h->loop_count++;
    loop_run(l);
    return true;
}

static bool
listen_on(struct http *h)
{
    const struct http_config *c = &h->config;
    int fd = peer_listen(c), count = c->threads ? c->threads : LOOPS;
    if (fd < 0)
        return false;
    h->port = peer_port(fd);
    trust_begin(&h->trust, c->proxies);
    must(count <= (int)COUNT(h->loops));
    while (h->loop_count < count)
        if (!start_loop(h, fd, count))
            return false;
    return true;
}

/* As many connections as we promise, whatever the shell before us allowed. */
static void
raise_limits(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

static void
end_loops(struct http *h)
{
    for (int i = 0; i < h->loop_count; i++)
        loop_end(&h->loops[i]);
}

enum outcome
http_start(const struct http_config *c, struct http **out)
{
    struct http *h = calloc(1, sizeof *h);
    must(h);
    h->config = *c;
    signal(SIGPIPE, SIG_IGN);           /* as start_loop tells libmicrohttpd, which copies files otherwise */
    h->cache = cache_open();
    h->streams = streams_open(&h->config);
    pthread_mutex_init(&h->spares.lock, NULL);
    raise_limits();
    crash_open(c->folder.len ? c->folder : c->regions[0]->folder, clock_now());
    watch_start(h);
    pool_start(h);
    if (!listen_on(h)) {
        log_event(LOG_ERROR, "http", "cannot listen on " STR ", port %d", STR_ARG(c->listen), c->port);
        end_loops(h);
        pool_stop(h);
        streams_close(h->streams);
        cache_close(h->cache);
        spares_close(h);
        crash_close();
        free(h);
        return FAILED;
    }
    watch_run(h);
    *out = h;
    return OK;
}

int http_port(const struct http *h) { return h->port; }

/* The last bytes of what was answered go out, as far as their readers take them. */
static void
let_go(struct http *h)
{
    for (int tries = 0; tries < 80 && (atomic_load(&h->open) || streams_count(h->streams)); tries++)
        nanosleep(&(struct timespec){ .tv_nsec = 25 * 1000000 }, NULL);
}

/* Refuse new work, finish what is in the pool (its writes too), then stop: libmicrohttpd aborts on suspended ones. */
void
http_stop(struct http *h)
{
    atomic_store(&h->stopping, true);
    MHD_socket listening = MHD_INVALID_SOCKET;
    for (int i = 0; i < h->loop_count; i++)
        listening = MHD_quiesce_daemon(h->loops[i].daemon);
    pool_stop(h);
    streams_end(h->streams);
    let_go(h);
    end_loops(h);
    if (listening != MHD_INVALID_SOCKET)
        shutdown(listening, SHUT_RDWR);
    watch_stop(h);
    streams_close(h->streams);
    cache_close(h->cache);
    spares_close(h);
    crash_close();
    free(h);
}
