/* cache.c: whole pages for strangers, until anything in the region's database changes or a minute has gone. */
#include "http/http_internal.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>

enum { SLOTS = 1024, BYTES_MOST = 32 * 1024 * 1024, SECONDS_MOST = 60 };

/* One page; everything it holds lies in its own arena. */
struct entry { struct arena *arena; str key; uint64_t generation; int64_t made; struct cached page; };
struct cache { pthread_mutex_t lock; struct entry slots[SLOTS]; size_t bytes, next_out; };

struct cache *
cache_open(void)
{
    struct cache *c = calloc(1, sizeof *c);
    must(c);
    pthread_mutex_init(&c->lock, NULL);
    return c;
}

static void
drop(struct cache *c, struct entry *e)
{
    if (!e->arena)
        return;
    c->bytes -= arena_used(e->arena);
    arena_close(e->arena);
    *e = (struct entry){ 0 };
}

void
cache_close(struct cache *c)
{
    for (size_t i = 0; i < SLOTS; i++)
        drop(c, &c->slots[i]);
    free(c);
}

static struct entry *
slot_of(struct cache *c, str key)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.ptr[i]) * 1099511628211u;
    return &c->slots[h % SLOTS];
}

bool
cache_get(struct cache *c, const struct cache_ask *ask, struct arena *arena, struct cached *out)
{
    pthread_mutex_lock(&c->lock);
    const struct entry *e = slot_of(c, ask->key);
    bool fresh = e->arena && str_eq(e->key, ask->key) && e->generation == ask->generation
        && ask->now - e->made < SECONDS_MOST;
    if (fresh)
        *out = (struct cached){ arena_copy(arena, e->page.body), arena_copy(arena, e->page.gzip),
            arena_copy(arena, e->page.etag), arena_copy(arena, e->page.content_type), { 0 } };
    pthread_mutex_unlock(&c->lock);
    return fresh;
}

/* Room is made from one end to the other: older pages are mostly stale by then anyway. */
static void
make_room(struct cache *c, size_t bytes)
{
    for (size_t i = 0; i < SLOTS && c->bytes + bytes > BYTES_MOST; i++)
        drop(c, &c->slots[c->next_out++ % SLOTS]);
}

void
cache_put(struct cache *c, const struct cache_ask *ask, const struct cached *page)
{
    if (page->body.len > BYTES_MOST / 16)
        return;
    struct entry made = { .arena = arena_open(), .generation = ask->generation, .made = ask->now };
    made.key = arena_copy(made.arena, ask->key);
    made.page = (struct cached){ arena_copy(made.arena, page->body), arena_copy(made.arena, page->gzip),
        arena_copy(made.arena, page->etag), arena_copy(made.arena, page->content_type), { 0 } };
    pthread_mutex_lock(&c->lock);
    struct entry *e = slot_of(c, ask->key);
    drop(c, e);
    make_room(c, arena_used(made.arena));
    c->bytes += arena_used(made.arena);
    *e = made;
    pthread_mutex_unlock(&c->lock);
}

static int
by_name(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = str_compare(x->name, y->name);
    return order ? order : str_compare(x->value, y->value);
}

/* Region, path, sorted query, language, fragment, civil day. Any cookie of ours but the language's bypasses. */
str
cache_key(struct req *req)
{
    bool plain = str_eqz(req->method, "GET") || str_eqz(req->method, "HEAD");
    if (!plain || req->session.len || req->guest.len || cookie_get(req->cookie, "pamong_kabar").len)
        return (str){ 0 };
    struct pair *args = arena_array(req->arena, struct pair, req->arg_count + 1);
    if (req->arg_count)
        memcpy(args, req->args, req->arg_count * sizeof *args);
    qsort(args, req->arg_count, sizeof *args, by_name);
    struct buf b = { .arena = req->arena };
    buf_format(&b, STR "\n" STR "\n" STR "\n%d\n%lld\n", STR_ARG(req->region->kode), STR_ARG(req->path),
        STR_ARG(req->out.lang), req->fragment, (long long)date_number(date_of(req->now, req->region->zone)));
    for (size_t i = 0; i < req->arg_count; i++)
        buf_format(&b, STR "=" STR "\n", STR_ARG(args[i].name), STR_ARG(args[i].value));
    return buf_view(&b);
}

/* libdeflate level 1: 33 us for 17 KiB (measurements.md F). One compressor a thread. */
str
gzip_of(struct arena *arena, str bytes)
{
    static _Thread_local struct libdeflate_compressor *compressor;
    if (bytes.len < REPLY_GZIP_FROM)
        return (str){ 0 };
    if (!compressor)
        compressor = libdeflate_alloc_compressor(1);
    must(compressor);
    size_t most = libdeflate_gzip_compress_bound(compressor, bytes.len);
    char *out = arena_alloc(arena, most);
    size_t len = libdeflate_gzip_compress(compressor, bytes.ptr, bytes.len, out, most);
    return len && len < bytes.len ? (str){ out, len } : (str){ 0 };
}
