/* guard.c: what libmicrohttpd 0.9.75 takes and we refuse, and connections that only drip (architecture 3). */
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include "http/server_internal.h"

enum { HEADER_SECONDS = 10, TARGET_MOST = 8000, HEADERS_MOST = 100 };

struct seen { int hosts, lengths, encodings, headers; bool odd; str host, encoding, length; };

static bool
is_token(const char *name)
{
    if (!*name)
        return false;
    for (const char *p = name; *p; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9')
            || strchr("!#$%&'*+-.^_`|~", *p);
        if (!plain)
            return false;
    }
    return true;
}

static bool
same_name(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

static enum MHD_Result
look(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    struct seen *s = context;
    str v = str_of(value);
    s->headers++;
    s->odd |= !is_token(name);
    for (size_t i = 0; i < v.len; i++)
        s->odd |= ((unsigned char)v.ptr[i] < 0x20 && v.ptr[i] != '\t') || v.ptr[i] == 0x7F;
    if (same_name(name, "Host")) {
        s->hosts++;
        s->host = v;
    } else if (same_name(name, "Content-Length")) {
        s->lengths++;
        s->length = v;
    } else if (same_name(name, "Transfer-Encoding")) {
        s->encodings++;
        s->encoding = v;
    }
    return MHD_YES;
}

static bool
is_listed(const char *method)
{
    static const char *const listed[] = { "GET", "HEAD", "POST" };
    for (size_t i = 0; i < COUNT(listed); i++)
        if (strcmp(method, listed[i]) == 0)
            return true;
    return false;
}

const struct region *
region_of(const struct http_config *c, str host)
{
    str name = host, port;
    if (str_find(host, S("]")) < 0 && str_find(host, S(":")) >= 0) {
        str rest = host;
        str_cut(&rest, ':', &name);
        int64_t number;
        port = rest;
        if (!str_int(port, &number) || number < 1 || number > 65535)
            return NULL;
    }
    for (const struct region *const *r = c->regions; *r; r++)
        for (size_t i = 0; i < (*r)->host_count; i++)
            if (name.len == (*r)->hosts[i].len && strncasecmp(name.ptr, (*r)->hosts[i].ptr, name.len) == 0)
                return *r;
    return NULL;
}

static bool
body_is_plain(struct task *t, const struct seen *s)
{
    t->content_length = 0;
    if (s->encodings) {
        t->content_length = -1;
        return s->encodings == 1 && s->lengths == 0 && s->encoding.len == 7
            && strncasecmp(s->encoding.ptr, "chunked", 7) == 0;
    }
    if (s->lengths == 0)
        return true;
    for (size_t i = 0; i < s->length.len; i++)
        if (s->length.ptr[i] < '0' || s->length.ptr[i] > '9')
            return false;
    return s->lengths == 1 && str_int(s->length, &t->content_length);
}

int
guard_refuses(struct task *t, const char *method, const char *version)
{
    struct seen s = { 0 };
    MHD_get_connection_values(t->connection, MHD_HEADER_KIND, look, &s);
    if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
        return 505;
    if (!is_listed(method))
        return 405;
    if (s.odd || s.headers > HEADERS_MOST || s.hosts != 1 || !body_is_plain(t, &s))
        return 400;
    if (strcmp(version, "HTTP/1.0") == 0 && s.encodings)
        return 400;
    if (t->target.len > TARGET_MOST)
        return 414;
    if (!str_starts(t->target, S("/")))
        return 400;
    if ((s.encodings || t->content_length > 0) && strcmp(method, "POST") != 0)
        return 400;
    t->req->region = region_of(&t->http->config, s.host);
    t->req->host = s.host;
    return t->req->region ? 0 : 421;
}

/* ---- drips ------------------------------------------------------------------------------------------------ */

void
watch_connection(void *http, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode what)
{
    struct http *h = http;
    struct watched *w = *context;
    pthread_mutex_lock(&h->watch_lock);
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        w = calloc(1, sizeof *w);
        must(w);
        *w = (struct watched){ .fd = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
            .since = clock_steady_us(), .in_headers = true, .next = h->watched };
        if (h->watched)
            h->watched->previous = w;
        h->watched = w;
        *context = w;
    } else if (w) {
        if (w->previous)
            w->previous->next = w->next;
        else
            h->watched = w->next;
        if (w->next)
            w->next->previous = w->previous;
        free(w);
        *context = NULL;
    }
    pthread_mutex_unlock(&h->watch_lock);
}

/* libmicrohttpd's own timeout counts idleness only, so that a byte a second holds a connection for ever. */
void
watch_headers(struct MHD_Connection *c, bool coming)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct watched *w = info ? info->socket_context : NULL;
    if (!w)
        return;
    __atomic_store_n(&w->since, clock_steady_us(), __ATOMIC_RELAXED);
    __atomic_store_n(&w->in_headers, coming, __ATOMIC_RELAXED);
}

static void
cut_drips(struct http *h)
{
    int64_t now = clock_steady_us();
    pthread_mutex_lock(&h->watch_lock);
    for (struct watched *w = h->watched; w; w = w->next) {
        int64_t since = __atomic_load_n(&w->since, __ATOMIC_RELAXED);
        bool headers = __atomic_load_n(&w->in_headers, __ATOMIC_RELAXED);
        int64_t most = headers ? HEADER_SECONDS : 6 * HEADER_SECONDS;
        if (now - since > most * 1000000)
            shutdown(w->fd, SHUT_RD);
    }
    pthread_mutex_unlock(&h->watch_lock);
}

static void *
reap(void *http)
{
    struct http *h = http;
    while (!atomic_load(&h->stopping)) {
        cut_drips(h);
        nanosleep(&(struct timespec){ .tv_nsec = 500 * 1000000 }, NULL);
    }
    return NULL;
}

void
watch_start(struct http *h)
{
    pthread_mutex_init(&h->watch_lock, NULL);
}

void
watch_stop(struct http *h)
{
    pthread_join(h->reaper, NULL);
}

void
watch_run(struct http *h)
{
    must(pthread_create(&h->reaper, NULL, reap, h) == 0);
}
