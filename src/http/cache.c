/* cache.c: whole pages for strangers, until anything in the region's database changes or a minute has gone. */
#include <libdeflate.h>
#include <stdlib.h>

#include "http/server_internal.h"

enum { SLOTS = 1024, BYTES_MOST = 32 * 1024 * 1024, SECONDS_MOST = 60 };

struct entry { char *key; size_t key_len; uint64_t generation; int64_t made; struct cached *page; };
struct cache { pthread_mutex_t lock; struct entry slots[SLOTS]; size_t bytes, next_out; };

struct cache *
cache_open(void)
{
    struct cache *c = calloc(1, sizeof *c);
    must(c);
    pthread_mutex_init(&c->lock, NULL);
    return c;
}

/* libmicrohttpd counts for itself who still sends one of the responses. */
void
cached_release(struct cached *p)
{
    if (atomic_fetch_sub(&p->holders, 1) > 1)
        return;
    MHD_destroy_response(p->plain);
    MHD_destroy_response(p->same);
    if (p->packed)
        MHD_destroy_response(p->packed);
    free(p);
}

static void
drop(struct cache *c, struct entry *e)
{
    if (!e->page)
        return;
    c->bytes -= e->page->bytes;
    cached_release(e->page);
    free(e->key);
    *e = (struct entry){ 0 };
}

void
cache_close(struct cache *c)
{
    for (size_t i = 0; i < SLOTS; i++)
        drop(c, &c->slots[i]);
    pthread_mutex_destroy(&c->lock);
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

struct cached *
cache_get(struct cache *c, const struct cache_ask *ask)
{
    struct cached *page = NULL;
    pthread_mutex_lock(&c->lock);
    const struct entry *e = slot_of(c, ask->key);
    if (e->page && str_eq((str){ e->key, e->key_len }, ask->key) && e->generation == ask->generation
        && ask->now >= e->made && ask->now - e->made < SECONDS_MOST) {
        page = e->page;
        atomic_fetch_add(&page->holders, 1);
    }
    pthread_mutex_unlock(&c->lock);
    return page;
}

/* Room is made from one end to the other: older pages are mostly stale by then anyway. */
static void
make_room(struct cache *c, size_t bytes)
{
    for (size_t i = 0; i < SLOTS && c->bytes + bytes > BYTES_MOST; i++)
        drop(c, &c->slots[c->next_out++ % SLOTS]);
}

void
cache_put(struct cache *c, const struct cache_ask *ask, struct cached *page)
{
    if (page->bytes > BYTES_MOST / 16) {
        cached_release(page);
        return;
    }
    struct entry made = { .key = malloc(ask->key.len), .key_len = ask->key.len, .generation = ask->generation,
        .made = ask->now, .page = page };
    must(made.key);
    memcpy(made.key, ask->key.ptr, ask->key.len);
    pthread_mutex_lock(&c->lock);
    struct entry *e = slot_of(c, ask->key);
    drop(c, e);
    make_room(c, page->bytes);
    c->bytes += page->bytes;
    *e = made;
    pthread_mutex_unlock(&c->lock);
}

/* Region, language, what the reply depends on besides, civil day, and the target as it was sent: another spelling of
   the same page is kept beside it, and nothing has to be decoded to find it. */
str
cache_key(struct arena *arena, const struct region *r, const struct kept_for *f)
{
    struct buf b = { .arena = arena };
    buf_str(&b, r->kode);
    buf_str(&b, f->english ? S("\nen") : S("\nid"));
    buf_str(&b, f->fragment ? S("f") : S(""));
    buf_str(&b, f->https ? S("s\n") : S("\n"));
    buf_int(&b, (f->now + r->zone->offset) / DAY);
    buf_char(&b, '\n');
    buf_str(&b, f->target);
    return buf_view(&b);
}

/* One compressor a thread, which ends with it. */
static pthread_key_t compressors;

static void free_compressor(void *c) { libdeflate_free_compressor(c); }
static void make_key(void) { must(pthread_key_create(&compressors, free_compressor) == 0); }

static struct libdeflate_compressor *
own_compressor(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    struct libdeflate_compressor *c = pthread_getspecific(compressors);
    if (!c) {
        c = libdeflate_alloc_compressor(1);
        must(c && pthread_setspecific(compressors, c) == 0);
    }
    return c;
}

/* libdeflate level 1: 33 us for 17 KiB (measurements.md F). */
str
gzip_of(struct arena *arena, str bytes)
{
    if (bytes.len < REPLY_GZIP_FROM)
        return (str){ 0 };
    struct libdeflate_compressor *compressor = own_compressor();
    size_t most = libdeflate_gzip_compress_bound(compressor, bytes.len);
    char *out = arena_alloc(arena, most);
    size_t len = libdeflate_gzip_compress(compressor, bytes.ptr, bytes.len, out, most);
    return len && len < bytes.len ? (str){ out, len } : (str){ 0 };
}
