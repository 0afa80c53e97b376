/* hit.c: a kept page goes out before more is made of the request than its target and a few of its headers. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "base/log.h"
#include "http/server_internal.h"

/* Its own line: nothing of it needs snprintf, and it may wait for the next ones (log_soon). No number is drawn for what
   shows no error page. */
static void
log_hit(struct task *t, const struct cached *p, int status)
{
    struct counters *c = &t->http->counters;
    atomic_fetch_add(&c->requests, 1);
    atomic_fetch_add(&c->status[status / 100 % 6], 1);
    atomic_fetch_add(&c->cached, 1);
    struct buf b = { .arena = t->arena };
    const str head[] = { S("\"n\":\"-\",\"rute\":\""), str_of(p->rute), S("\",\"metode\":\""), str_of(t->method),
        S("\",\"status\":") };
    for (size_t i = 0; i < COUNT(head); i++)
        buf_str(&b, head[i]);
    buf_int(&b, status);
    buf_str(&b, S(",\"us\":"));
    buf_int(&b, clock_steady_us() - t->began_us);
    buf_str(&b, S(",\"bytes\":"));
    buf_int(&b, status == 200 ? (int64_t)p->len : 0);
    buf_str(&b, S(",\"akun\":\"0\""));
    log_soon(LOG_INFO, "http", buf_view(&b));
}

/* Header and page of what sendfile sends leave as one: libmicrohttpd alone would push the header by itself. */
bool
cork(struct MHD_Connection *c, int on)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info && setsockopt(info->connect_fd, IPPROTO_TCP, TCP_CORK, &on, sizeof on) == 0;
}

static enum MHD_Result
send_kept(struct task *t, struct cached *p)
{
    bool same = str_eqz(t->lines.if_none_match, p->etag);
    struct MHD_Response *r = same ? p->same : p->packed && takes_gzip(t) ? p->packed : p->plain;
    log_hit(t, p, same ? 304 : 200);
    t->corked = r == p->plain && p->len >= SENDFILE_FROM && cork(t->connection, 1);
    watch_await(t->connection, AWAIT_REPLY, (int64_t)p->bytes);
    enum MHD_Result sent = MHD_queue_response(t->connection, same ? 304u : 200u, r);
    cached_release(p);
    return sent;
}

static bool
answer(struct task *t, bool english, int64_t now, enum MHD_Result *sent)
{
    bool https = str_eqz(t->lines.forwarded_proto, "https") && from_proxy(t);
    struct kept_for f = { t->target, english, t->lines.fragment, https, now };
    t->ask = (struct cache_ask){ cache_key(t->arena, t->region, &f), store_generation(t->region->store), now };
    struct cached *page = cache_get(t->http->cache, &t->ask);
    if (page)
        *sent = send_kept(t, page);
    return page != NULL;
}

bool
answer_kept(struct task *t, enum MHD_Result *sent)
{
    return !t->lines.cookie.len && answer(t, false, clock_now(), sent);
}

/* Any cookie of ours but the language's goes past the cache. */
bool
answer_kept_for(struct task *t, enum MHD_Result *sent)
{
    struct req *req = t->req;
    if (!t->lines.cookie.len || req->session.len || req->guest.len || cookie_read(req, "pamong_kabar").len)
        return false;
    return answer(t, str_eqz(req->out.lang, "en"), req->now, sent);
}
