/* stream.c: who listens on an open connection, and what they still have to hear; no thread waits with them. */
#include <stdlib.h>
#include <sys/socket.h>

#include "base/log.h"
#include "base/random.h"
#include "http/server_internal.h"

enum { LISTENERS = 10000, OF_ONE_ACCOUNT = 8, HEARTBEAT_SECONDS = 25, LIFE_SECONDS = 600, WAITING_MOST = 4096,
    EARS_MOST = 64, SECOND = 1000000, HOST_BYTES = 31 };

/* One channel at one place; a listener has one for each that a role of theirs covers. */
struct ear { const struct channel *channel; int64_t key, opd; bool everywhere; unsigned char wilayah_len;
    char wilayah[HOST_BYTES]; };

struct stream {
    struct stream *next, *previous;
    struct streams *all;
    struct loop *loop;
    struct MHD_Connection *connection;          /* NULL in tests */
    const struct region *region;
    int64_t akun, ends_us, spoke_us;
    char sesi[72];
    bool asleep, over;                          /* asleep: suspended, to be resumed by whoever says something */
    char *waiting;                              /* not sent yet; NULL: nothing */
    size_t waiting_len, sent;
    size_t count;
    struct ear ears[];
};

/* Whose store speaks. */
struct mouth { struct streams *all; const struct region *region; };

struct streams {
    pthread_mutex_t lock;
    const struct http_config *config;
    struct stream *first;
    int count, most;
    int64_t heartbeat_us;
    bool closing;
    size_t mouth_count;
    struct mouth mouths[];
};

/* ---- what waits to be sent: under the lock ------------------------------------------------------------------- */

static void
wake(struct stream *s)
{
    if (s->asleep && s->connection)
        loop_resume(s->loop, s->connection);
    s->asleep = false;
}

/* Whoever lags that far behind is told to look for himself. */
static void
put(struct stream *s, str text)
{
    str late = S("event: ulang\ndata:\n\n");
    if (s->waiting_len - s->sent + text.len > WAITING_MOST) {
        free(s->waiting);
        s->waiting = NULL;
        s->waiting_len = s->sent = 0;
        text = late;
    }
    s->waiting = realloc(s->waiting, s->waiting_len + text.len);
    must(s->waiting);
    memcpy(s->waiting + s->waiting_len, text.ptr, text.len);
    s->waiting_len += text.len;
    s->spoke_us = clock_steady_us();
    wake(s);
}

static void
end(struct stream *s)
{
    s->over = true;
    wake(s);
}

static ssize_t
take(struct stream *s, char *into, size_t most)
{
    size_t left = s->waiting_len - s->sent;
    if (left == 0)
        return s->over ? -1 : 0;
    size_t n = left < most ? left : most;
    memcpy(into, s->waiting + s->sent, n);
    s->sent += n;
    if (s->sent == s->waiting_len) {
        free(s->waiting);
        s->waiting = NULL;
        s->waiting_len = s->sent = 0;
    }
    return (ssize_t)n;
}

ptrdiff_t
stream_take(struct stream *s, char *into, size_t most)
{
    pthread_mutex_lock(&s->all->lock);
    ssize_t n = take(s, into, most);
    if (n == 0) {
        s->asleep = true;
        if (s->connection)
            MHD_suspend_connection(s->connection);
    }
    pthread_mutex_unlock(&s->all->lock);
    return n;
}

/* ---- coming and going ------------------------------------------------------------------------------------------ */

static void
add_ear(struct stream *s, const struct hearing *h, const struct place *place)
{
    must(s->count < EARS_MOST && place->wilayah.len <= HOST_BYTES);
    struct ear *e = &s->ears[s->count++];
    *e = (struct ear){ .channel = h->channel, .key = h->key, .opd = place->opd,
        .everywhere = h->scope.all, .wilayah_len = (unsigned char)place->wilayah.len };
    if (place->wilayah.len)
        memcpy(e->wilayah, place->wilayah.ptr, place->wilayah.len);
}

static size_t
ears_of(const struct hearing_list *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].scope.all ? 1 : list->items[i].scope.count;
    return count < EARS_MOST ? count : EARS_MOST;
}

static struct stream *
make(const struct req *req)
{
    const struct hearing_list *list = &req->hears;
    size_t ears = ears_of(list);
    struct stream *s = calloc(1, sizeof *s + ears * sizeof(struct ear));
    must(s && req->who.sesi.len < sizeof s->sesi);
    s->region = req->region;
    s->akun = req->who.akun;
    memcpy(s->sesi, req->who.sesi.ptr, req->who.sesi.len);
    for (size_t i = 0; i < list->count; i++) {
        const struct hearing *h = &list->items[i];
        for (size_t p = 0; s->count < ears && p < (h->scope.all ? 1 : h->scope.count); p++)
            add_ear(s, h, h->scope.all ? &(struct place){ 0 } : &h->scope.places[p]);
    }
    int64_t left = req->who.until - req->now, now = clock_steady_us();
    s->ends_us = now + (left < LIFE_SECONDS ? left : LIFE_SECONDS) * SECOND;
    return s;
}

/* Nobody looks at the socket of a suspended connection: a page that was left would stay until the next sign. */
static bool
is_left(const struct stream *s)
{
    char byte;
    const union MHD_ConnectionInfo *info = s->connection && s->asleep
        ? MHD_get_connection_info(s->connection, MHD_CONNECTION_INFO_CONNECTION_FD) : NULL;
    return info && recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Whoever goes from page to page leaves streams behind. */
static bool
has_room(const struct streams *all, const struct req *req)
{
    int own = 0;
    for (struct stream *s = all->first; s; s = s->next) {
        if (s->akun != req->who.akun || s->region != req->region)
            continue;
        if (is_left(s))
            end(s);
        own += !s->over;
    }
    return !all->closing && all->count < all->most && own < OF_ONE_ACCOUNT;
}

/* When a node starts again its listeners do not all come back in the same second. */
static str
greeting(struct arena *arena)
{
    unsigned char dice;
    random_bytes(&dice, sizeof dice);
    return str_format(arena, "retry: %d\n:\n\n", 3000 + dice * 20);
}

/* NULL: no room. */
struct stream *
stream_join(struct streams *all, const struct req *req, const struct task *t)
{
    str hello = greeting(req->arena);
    struct stream *s = NULL;
    pthread_mutex_lock(&all->lock);
    if (has_room(all, req)) {
        s = make(req);
        s->all = all;
        s->loop = t ? t->loop : NULL;
        s->connection = t ? t->connection : NULL;
        s->next = all->first;
        if (s->next)
            s->next->previous = s;
        all->first = s;
        all->count++;
        put(s, hello);
    }
    pthread_mutex_unlock(&all->lock);
    return s;
}

void
stream_leave(struct stream *s)
{
    struct streams *all = s->all;
    pthread_mutex_lock(&all->lock);
    if (s->previous)
        s->previous->next = s->next;
    else
        all->first = s->next;
    if (s->next)
        s->next->previous = s->previous;
    all->count--;
    pthread_mutex_unlock(&all->lock);
    free(s->waiting);
    free(s);
}

/* ---- saying ------------------------------------------------------------------------------------------------------ */

static bool
hears(const struct stream *s, const struct signal *said)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct ear *e = &s->ears[i];
        struct place here = { { e->wilayah, e->wilayah_len }, e->opd };
        if (e->channel == said->channel && e->key == said->key && (e->everywhere || place_within(&here, &said->place)))
            return true;
    }
    return false;
}

/* event: the channel's name, with the key after it when the page asked for one thing. */
static str
event_of(struct arena *arena, const struct signal *s)
{
    struct buf b = { .arena = arena };
    buf_format(&b, "event: %s", s->channel->name);
    if (s->key && !s->channel->own)
        buf_format(&b, "-%lld", (long long)s->key);
    buf_format(&b, "\ndata: %s " STR "\n\n", s->name, STR_ARG(s->text));
    return buf_view(&b);
}

/* A session that ended, or (without one) all of an account: its roles are others now. */
static bool
is_ended(const struct stream *s, const struct signal *said)
{
    return said->channel == &channel_sesi && s->akun == said->key
        && (!said->text.len || str_eqz(said->text, s->sesi));
}

static void
hear(void *context, str text)
{
    const struct mouth *m = context;
    struct arena *arena = arena_open();
    struct signal said = { 0 };
    bool missed = text.len == 0;
    str event = S("event: ulang\ndata:\n\n");
    if (missed || signal_read(arena, m->all->config->modules, text, &said)) {
        if (!missed)
            event = event_of(arena, &said);
        pthread_mutex_lock(&m->all->lock);
        for (struct stream *s = m->all->first; s; s = s->next) {
            if (s->region != m->region)
                continue;
            if (!missed && is_ended(s, &said))
                end(s);
            else if (missed || hears(s, &said))
                put(s, event);
        }
        pthread_mutex_unlock(&m->all->lock);
    }
    arena_close(arena);
}

/* A comment now and then shows a dead peer, and keeps proxies from closing; what is over ends. */
void
streams_tick(struct streams *all, int64_t now_us)
{
    pthread_mutex_lock(&all->lock);
    for (struct stream *s = all->first; s; s = s->next) {
        if (now_us >= s->ends_us)
            end(s);
        else if (now_us - s->spoke_us >= all->heartbeat_us && !s->waiting)
            put(s, S(":\n\n"));
    }
    pthread_mutex_unlock(&all->lock);
}

/* ---- all of them --------------------------------------------------------------------------------------------- */

struct streams *
streams_open(const struct http_config *c)
{
    size_t regions = 0;
    while (c->regions[regions])
        regions++;
    struct streams *all = calloc(1, sizeof *all + regions * sizeof(struct mouth));
    must(all);
    pthread_mutex_init(&all->lock, NULL);
    all->config = c;
    all->most = c->listeners ? c->listeners : LISTENERS;
    all->heartbeat_us = (c->heartbeat ? c->heartbeat : HEARTBEAT_SECONDS) * (int64_t)SECOND;
    all->mouth_count = regions;
    for (size_t i = 0; i < regions; i++) {
        all->mouths[i] = (struct mouth){ all, c->regions[i] };
        store_hear(c->regions[i]->store, hear, &all->mouths[i]);
    }
    return all;
}

int
streams_count(struct streams *all)
{
    pthread_mutex_lock(&all->lock);
    int count = all->count;
    pthread_mutex_unlock(&all->lock);
    return count;
}

/* Nobody joins any more, and who listens is let go. */
void
streams_end(struct streams *all)
{
    pthread_mutex_lock(&all->lock);
    all->closing = true;
    for (struct stream *s = all->first; s; s = s->next)
        end(s);
    pthread_mutex_unlock(&all->lock);
}

void
streams_close(struct streams *all)
{
    for (size_t i = 0; i < all->mouth_count; i++)
        store_hear(all->mouths[i].region->store, NULL, NULL);
    must(!all->first);
    pthread_mutex_destroy(&all->lock);
    free(all);
}
