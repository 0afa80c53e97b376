/* server_internal.h: one connection's request on its way between the network and the page pool. */
#pragma once

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/http_internal.h"

enum phase { ARRIVED, LOOKED, WORKING, ADMITTED, RECEIVING, READY };

/* The headers that a kept page asks for; they live as long as the request. */
struct lines { str cookie, if_none_match, accept_encoding, forwarded_proto; bool fragment; };

struct task {
    struct http *http;
    struct loop *loop;                  /* whose connection it is */
    struct MHD_Connection *connection;
    struct arena *arena;
    const struct region *region;
    const char *method;
    str host;
    struct lines lines;
    struct req *req;                    /* NULL for a GET until it is known that no kept page answers it */
    str target;                         /* as sent */
    str content_type;
    int64_t content_length;             /* -1: chunked */
    bool early;                         /* its body has not come yet */
    size_t body_max;
    struct buf body;
    _Atomic enum phase phase;           /* written last, read first: with it goes all that was written before */
    enum stage stage;
    enum outcome outcome;               /* of apply */
    struct write write;
    struct applying applying;
    struct cache_ask ask;
    bool corked;                        /* the last bytes wait for cork(connection, 0) */
    str gzip, etag;
    int64_t began_us;
    struct task *next;
};

/* The bounded pool that runs handlers; everything that touches the database happens there. */
struct pool {
    struct http *http;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct task *first, **last;
    size_t waiting, waiting_most;
    int nice;                           /* how far its threads step back for the others */
    bool closing;
    pthread_t threads[64];
    int count;
};

/* A part of the connections, and the two threads that take turns with them (loop.c). */
struct loop {
    struct http *http;
    struct MHD_Daemon *daemon;
    struct task *page;                  /* the leading thread's own next work */
    int bell;                           /* a timerfd: rings when a page takes long */
    int watch, call;                    /* what the leader waits at: the daemon's sockets, and an eventfd */
    atomic_bool called;                 /* somebody resumed a connection meanwhile */
    atomic_bool again;                  /* the leader itself did: it must not wait */
    atomic_bool answering;              /* the leading thread is at a page, not at the sockets */
    atomic_bool relief, ending;         /* relief: the other thread stands by */
    pthread_t threads[2];
};
bool loop_takes(struct task *);          /* true: the leading thread works on it next */
void loop_resume(struct loop *, struct MHD_Connection *);        /* from any thread */
void loop_run(struct loop *);            /* its daemon has begun */
void loop_end(struct loop *);

/* Requests that ended, kept for the next: their arenas are warm. */
bool cork(struct MHD_Connection *, int on);
enum { SENDFILE_FROM = 16 * 1024 };     /* below that a kept page is not worth a descriptor */

struct spares { pthread_mutex_t lock; struct task *first; int count; };

struct counters { atomic_ullong requests, status[6], cached, refused; };

/* A socket and what is awaited of its peer, until when: the reaper cuts what drips. */
enum { IDLE_SECONDS = 75 };              /* between two requests, of libmicrohttpd */
enum awaited { AWAIT_HEADERS, AWAIT_BODY, AWAIT_NOTHING, AWAIT_REPLY, AWAIT_REQUEST };
struct watched { int fd; enum awaited awaited; int64_t deadline; uint64_t seen; struct watched *next, *previous; };

struct cache;
/* Who is believed in what it says of others (peer.c). */
struct trust { struct address items[8]; size_t count; };
void trust_begin(struct trust *, str proxies);
struct sockaddr;
bool trusts(const struct trust *, const struct sockaddr *);

struct http {
    struct http_config config;
    struct loop loops[32];
    int loop_count;
    struct pool pool, slow, bulk;       /* slow: what hashes passwords (route.slow); bulk: what brings files */
    struct spares spares;
    struct cache *cache;
    struct streams *streams;
    struct counters counters;
    pthread_mutex_t watch_lock;
    struct watched *watched;
    int ended_rest;                     /* the reaper's own: whose memory is free by now */
    pthread_t reaper;
    atomic_bool stopping;
    atomic_int in_flight;               /* requests in the pool or with the writer */
    atomic_int open;                    /* requests begun and not yet answered to the last byte */
    atomic_llong bodies;                /* bytes of bodies held now, over all requests */
    int port;
    struct trust trust;
};

bool pool_put(struct http *, struct task *);
void pool_start(struct http *);
void pool_stop(struct http *);
void task_work(struct task *);          /* on a page thread: one stage, then the connection goes on */

void watch_start(struct http *);         /* before the daemon */
void watch_run(struct http *);           /* after it */
void watch_stop(struct http *);
void watch_connection(void *http, struct MHD_Connection *, void **context, enum MHD_ConnectionNotificationCode);
/* `bytes`: how many may come or go; a peer has a second more for each 64 KiB. */
void watch_await(struct MHD_Connection *, enum awaited, int64_t bytes);

/* A page for everybody, ready to be sent as often as it is asked for: headers, both codings, and "as you have it". */
struct cached { struct MHD_Response *plain, *packed, *same; const char *rute; size_t len, bytes; atomic_int holders;
    char etag[40]; };
struct cache *cache_open(void);
void cache_close(struct cache *);
struct cached *cache_get(struct cache *, const struct cache_ask *);     /* NULL, or held until cached_release */
void cache_put(struct cache *, const struct cache_ask *, struct cached *);       /* takes it over */
void cached_release(struct cached *);
struct cached *page_to_keep(struct task *, str body);

enum MHD_Result reply_send(struct task *);              /* send.c */
enum MHD_Result stream_send(struct task *);
bool takes_gzip(const struct task *);
enum MHD_Result reply_plain(struct MHD_Connection *, int status, const char *text);
enum MHD_Result reply_asset(struct task *, const char *accept_encoding);
bool answer_kept(struct task *, enum MHD_Result *);     /* hit.c: for a stranger without a cookie */
bool answer_kept_for(struct task *, enum MHD_Result *); /* for a stranger whose cookies were read */
bool from_proxy(const struct task *);
str  peer_of(struct task *);            /* the visitor's address */
enum MHD_Result peer_is_heard(void *http, const struct sockaddr *, socklen_t);
int  peer_listen(const struct http_config *);   /* -1: it cannot be */
int  peer_port(int fd);                 /* 0: a socket file has none */
struct task *task_open(struct http *, struct MHD_Connection *, const char *target);     /* task.c */
void task_close(struct task *);
void spares_close(struct http *);
str metrics_text(struct http *, struct arena *);
