/* send.c: a finished request becomes bytes: headers, compression, files, counters, one log line. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "html/asset.h"
#include "http/server_internal.h"

enum { STREAM_BLOCK = 128 };

#define CSP "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';" \
    " img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self';" \
    " manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
/* What people sent is never a page of ours, however a browser comes to look at it. */
#define CSP_FILE "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none';" \
    " frame-ancestors 'none'; sandbox"

static void
header(struct MHD_Response *r, const char *name, const char *value)
{
    MHD_add_response_header(r, name, value);
}

static void
security(struct MHD_Response *r, const char *csp, bool https)
{
    header(r, "Content-Security-Policy", csp);
    header(r, "X-Content-Type-Options", "nosniff");
    header(r, "Referrer-Policy", "same-origin");
    header(r, "Cross-Origin-Opener-Policy", "same-origin");
    header(r, "Cross-Origin-Resource-Policy", "same-origin");
    header(r, "Permissions-Policy", "geolocation=(self), camera=(self), microphone=()");
    if (https)
        header(r, "Strict-Transport-Security", "max-age=63072000");
}

static enum MHD_Result
queue(struct MHD_Connection *c, int status, struct MHD_Response *r, int64_t bytes)
{
    watch_await(c, AWAIT_REPLY, bytes);
    enum MHD_Result sent = MHD_queue_response(c, (unsigned)status, r);
    MHD_destroy_response(r);
    return sent;
}

static struct MHD_Response *
of_bytes(str bytes, enum MHD_ResponseMemoryMode mode)
{
    return MHD_create_response_from_buffer(bytes.len, (void *)(uintptr_t)(bytes.ptr ? bytes.ptr : ""), mode);
}

enum MHD_Result
reply_plain(struct MHD_Connection *c, int status, const char *text)
{
    struct MHD_Response *r = of_bytes(str_of(text), MHD_RESPMEM_MUST_COPY);
    header(r, "Content-Type", "text/plain; charset=utf-8");
    header(r, "Cache-Control", "no-store");
    if (status != 200)
        header(r, "Connection", "close");
    if (status == 503)
        header(r, "Retry-After", "30");
    security(r, CSP, false);
    return queue(c, status, r, 0);
}

static bool
accepts(const char *accept, const char *coding)
{
    return accept && strstr(accept, coding);
}

enum MHD_Result
reply_asset(struct task *t, const char *accept)
{
    const struct asset *a = asset_at(t->target);
    if (!a)
        return reply_plain(t->connection, 404, "Berkas ini tidak ada.\n");
    const struct asset_bytes *form = accepts(accept, "br") && a->br.from ? &a->br
        : accepts(accept, "gzip") && a->gz.from ? &a->gz : &a->plain;
    str bytes = { (const char *)form->from, (size_t)(form->to - form->from) };
    bool same = str_eqz(t->req->if_none_match, a->etag);
    struct MHD_Response *r = of_bytes(same ? (str){ 0 } : bytes, MHD_RESPMEM_PERSISTENT);
    header(r, "Content-Type", a->type);
    header(r, "Cache-Control", "public, max-age=31536000, immutable");
    header(r, "ETag", a->etag);
    header(r, "Vary", "Accept-Encoding");
    security(r, CSP, t->req->https);
    if (form != &a->plain)
        header(r, "Content-Encoding", form == &a->br ? "br" : "gzip");
    return queue(t->connection, same ? 304 : 200, r, (int64_t)bytes.len);
}

/* ---- pages -------------------------------------------------------------------------------------------------- */

static void
log_request(struct task *t, int status, size_t bytes)
{
    struct req *req = t->req;
    struct counters *c = &t->http->counters;
    atomic_fetch_add(&c->requests, 1);
    atomic_fetch_add(&c->status[status / 100 % 6], 1);
    str fields = str_format(t->arena,
        "\"n\":\"" STR "\",\"rute\":\"%s\",\"metode\":\"" STR
        "\",\"status\":%d,\"us\":%lld,\"bytes\":%zu,\"akun\":\"%lld\"",
        STR_ARG(req->number), req->route ? req->route->path : "-", STR_ARG(req->method), status,
        (long long)(clock_steady_us() - t->began_us), bytes, (long long)req->who.akun);
    if (status == 200 && !str_eqz(req->method, "POST"))
        log_soon(LOG_INFO, "http", fields);     /* a page that was only looked at may wait for the next lines */
    else
        log_fields(LOG_INFO, "http", fields);
}

bool takes_gzip(const struct task *t) { return accepts(t->lines.accept_encoding.ptr, "gzip"); }

static struct MHD_Response *
page_response(struct task *t, struct MHD_Response *r, bool packed)
{
    if (packed)
        header(r, "Content-Encoding", "gzip");
    header(r, "Vary", "Accept-Encoding, Cookie, HX-Request");
    security(r, CSP, t->req->https);
    return r;
}

/* From a nameless file in memory the kernel sends without copying (sendfile). */
static struct MHD_Response *
of_memory(str bytes)
{
    int fd = bytes.len < SENDFILE_FROM ? -1 : memfd_create("halaman", MFD_CLOEXEC);
    if (fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len)
        return MHD_create_response_from_fd64(bytes.len, fd);
    if (fd >= 0)
        close(fd);
    return of_bytes(bytes, MHD_RESPMEM_MUST_COPY);
}

static struct MHD_Response *
kept_response(struct task *t, str bytes, bool packed)
{
    struct MHD_Response *r = page_response(t, of_memory(bytes), packed);
    header(r, "Content-Type", cstr(t->arena, t->req->content_type));
    header(r, "ETag", cstr(t->arena, t->etag));
    header(r, "Cache-Control", "public, no-cache");
    return r;
}

struct cached *
page_to_keep(struct task *t, str body)
{
    struct cached *p = calloc(1, sizeof *p);
    must(p && t->etag.len < sizeof p->etag);
    memcpy(p->etag, t->etag.ptr, t->etag.len);
    p->plain = kept_response(t, body, false);
    p->same = kept_response(t, (str){ 0 }, false);
    p->packed = t->gzip.len ? kept_response(t, t->gzip, true) : NULL;
    p->rute = t->req->route->path;
    p->len = body.len;
    p->bytes = body.len + t->gzip.len + sizeof *p;
    atomic_store(&p->holders, 1);
    return p;
}

static void
own_headers(struct task *t, struct MHD_Response *r)
{
    struct req *req = t->req;
    for (size_t i = 0; i < req->header_count; i++)
        header(r, cstr(t->arena, req->headers[i].name), cstr(t->arena, req->headers[i].value));
    if (req->location.len)
        header(r, "Location", cstr(t->arena, req->location));
    if (req->disposition.len)
        header(r, "Content-Disposition", cstr(t->arena, req->disposition));
    if (req->content_type.len)
        header(r, "Content-Type", cstr(t->arena, req->content_type));
    if (t->etag.len)
        header(r, "ETag", cstr(t->arena, t->etag));
    bool own_cache = false;
    for (size_t i = 0; i < req->header_count; i++)
        own_cache |= str_eqz(req->headers[i].name, "Cache-Control");
    if (!own_cache)
        header(r, "Cache-Control", req->no_store || req->who.akun ? "no-store"
            : t->etag.len ? "public, no-cache" : "no-cache");
}

/* The arena dies with the task, after libmicrohttpd has sent the last byte. */
enum MHD_Result
reply_send(struct task *t)
{
    struct req *req = t->req;
    str body = html_view(&req->out);
    bool packed = t->gzip.len && takes_gzip(t), file = req->file >= 0;
    struct MHD_Response *r = file ? MHD_create_response_from_fd64((uint64_t)req->file_size, req->file)
        : page_response(t, of_bytes(packed ? t->gzip : body, MHD_RESPMEM_PERSISTENT), packed);
    must(r);
    if (file)
        security(r, CSP_FILE, req->https);
    own_headers(t, r);
    log_request(t, req->status, body.len);
    return queue(t->connection, req->status, r, file ? req->file_size : (int64_t)body.len);
}

static ssize_t
more(void *stream, uint64_t at, char *into, size_t most)
{
    (void)at;
    ssize_t n = stream_take(stream, into, most);
    return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

static void leave(void *stream) { stream_leave(stream); }

/* The request's own memory is not kept while it listens: nothing of it is needed any more. */
enum MHD_Result
stream_send(struct task *t)
{
    struct stream *s = stream_join(t->http->streams, t->req, t);
    log_request(t, s ? 200 : 503, 0);
    if (!s)
        return reply_plain(t->connection, 503, "Terlalu banyak halaman yang mendengarkan. Coba lagi sebentar lagi.\n");
    struct MHD_Response *r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, more, s, leave);
    must(r);
    header(r, "Content-Type", "text/event-stream");
    header(r, "Cache-Control", "no-store");
    header(r, "X-Accel-Buffering", "no");
    security(r, CSP, t->req->https);
    enum MHD_Result sent = queue(t->connection, 200, r, 0);
    watch_await(t->connection, AWAIT_NOTHING, 0);
    return sent;
}

void
region_backed_up(const struct region *r, int64_t moment)
{
    if (r->dicadangkan)
        atomic_store(r->dicadangkan, moment ? moment : -1);
}

/* Without any backup it is infinitely old, so that one alarm is enough; 0 before the first look is not told. */
void
metrics_of_region(struct buf *b, const struct region *r, int64_t now)
{
    int64_t moment = r->dicadangkan ? atomic_load(r->dicadangkan) : 0;
    if (moment > 0)
        buf_format(b, "pamong_backup_age_seconds{daerah=\"" STR "\"} %lld\n", STR_ARG(r->kode),
            (long long)(now > moment ? now - moment : 0));
    else if (moment < 0)
        buf_format(b, "pamong_backup_age_seconds{daerah=\"" STR "\"} +Inf\n", STR_ARG(r->kode));
}

str
metrics_text(struct http *h, struct arena *arena)
{
    struct buf b = { .arena = arena };
    struct counters *c = &h->counters;
    buf_format(&b, "pamong_requests_total %llu\npamong_cache_hits_total %llu\npamong_refused_total %llu\n",
        (unsigned long long)atomic_load(&c->requests), (unsigned long long)atomic_load(&c->cached),
        (unsigned long long)atomic_load(&c->refused));
    for (int i = 1; i < 6; i++)
        buf_format(&b, "pamong_replies_total{class=\"%dxx\"} %llu\n", i,
            (unsigned long long)atomic_load(&c->status[i]));
    for (const struct region *const *r = h->config.regions; *r; r++)
        metrics_of_region(&b, *r, clock_now());
    return buf_view(&b);
}
