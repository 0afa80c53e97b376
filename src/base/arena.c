/* arena.c: memory that lives as long as one request, and the only place that asks the system for it. */
#include "base/base.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISONS 1
#endif
#endif
#ifdef POISONS
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define SPOIL(p, n) memset(p, 0xA5, n)  /* who counts on zeros without asking for them fails in every test */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define SPOIL(p, n) ((void)(p), (void)(n))
#endif

#ifdef POISONS
enum { RED_ZONE = 16 };                 /* between two things, so that ASan sees the first step too far */
#else
enum { RED_ZONE = 0 };
#endif
/* WARM_BLOCK: with its head and malloc's own a whole number of pages. */
enum { FIRST_BLOCK = 16 * 1024, WARM_BLOCK = 256 * 1024 - 64, LARGEST_BLOCK = 1024 * 1024, ALIGN = 16, WARM_MOST = 8 };

struct block { struct block *next; size_t used, cap; _Alignas(16) char bytes[]; };
struct closer { struct closer *next; void (*close)(void *); void *thing; };
/* Second blocks of requests that ended, kept for the next: to hand them back and fault them in again costs more than
   all that a page writes into them. */
static struct { pthread_mutex_t lock; struct block *first; int count; } warm = { .lock = PTHREAD_MUTEX_INITIALIZER };

struct arena { struct block *top; struct closer *closers; size_t handed_out; };

_Noreturn void
must_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "{\"l\":\"fatal\",\"m\":\"%s:%d: not so: ", file, line);
    for (const char *p = condition; *p; p++)        /* C source: it has quotes, but no control characters */
        fprintf(stderr, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
    fputs("\"}\n", stderr);
    abort();
}

struct arena *
arena_open(void)
{
    struct arena *a = calloc(1, sizeof *a);
    must(a);
    return a;
}

static struct block *
warm_block(void)
{
    pthread_mutex_lock(&warm.lock);
    struct block *b = warm.first;
    if (b) {
        warm.first = b->next;
        warm.count--;
    }
    pthread_mutex_unlock(&warm.lock);
    return b;
}

size_t
arena_kept(void)
{
    pthread_mutex_lock(&warm.lock);
    size_t count = (size_t)warm.count;
    pthread_mutex_unlock(&warm.lock);
    return count;
}

static bool
keep_warm(struct block *b)
{
    pthread_mutex_lock(&warm.lock);
    bool room = b->cap == WARM_BLOCK && warm.count < WARM_MOST;
    if (room) {
        b->next = warm.first;
        warm.first = b;
        warm.count++;
    }
    pthread_mutex_unlock(&warm.lock);
    return room;
}

static struct block *
block_new(size_t cap)
{
    struct block *b = cap == WARM_BLOCK ? warm_block() : NULL;
    if (!b)
        b = malloc(sizeof *b + cap);
    must(b);
    *b = (struct block){ .cap = cap };
    POISON(b->bytes, cap);
    return b;
}

static void
block_free(struct block *b)
{
    POISON(b->bytes, b->cap);
    if (keep_warm(b))
        return;
    UNPOISON(b->bytes, b->cap);
    free(b);
}

static void
run_closers(struct arena *a)
{
    while (a->closers) {
        struct closer *c = a->closers;
        a->closers = c->next;
        c->close(c->thing);
    }
}

static void
drop_top(struct arena *a)
{
    struct block *b = a->top;
    a->top = b->next;
    block_free(b);
}

/* The first block stays, so that the next request begins in warm memory; not one that a request made large. */
void
arena_reset(struct arena *a)
{
    run_closers(a);
    while (a->top && (a->top->next || a->top->cap > LARGEST_BLOCK))
        drop_top(a);
    if (a->top) {
        a->top->used = 0;
        POISON(a->top->bytes, a->top->cap);
    }
    a->handed_out = 0;
}

void
arena_close(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    if (a->top)
        drop_top(a);
    free(a);
}

static void
grow(struct arena *a, size_t least)
{
    size_t cap = !a->top ? FIRST_BLOCK : a->handed_out < LARGEST_BLOCK ? WARM_BLOCK : LARGEST_BLOCK;
    struct block *b = block_new(cap < least ? least : cap);
    b->next = a->top;
    a->top = b;
}

void *
arena_bare(struct arena *a, size_t n)
{
    must(n < SIZE_MAX / 2);
    size_t whole = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!a->top || a->top->cap - a->top->used < whole + RED_ZONE)
        grow(a, whole + RED_ZONE);
    void *p = a->top->bytes + a->top->used;
    a->top->used += whole + RED_ZONE;
    a->handed_out += whole;
    UNPOISON(p, n);
    SPOIL(p, n);
    return p;
}

void *arena_alloc(struct arena *a, size_t n) { return memset(arena_bare(a, n), 0, n); }

void *
arena_alloc_many(struct arena *a, size_t size, size_t count)
{
    size_t n;
    must(!__builtin_mul_overflow(size, count, &n));
    return arena_alloc(a, n);
}

enum { FEW = 8 };

/* Twice the room when it is used up: at 8, 16, 32 ... items. */
void *
arena_grown(struct arena *a, void *items, size_t size, size_t count)
{
    if (count && (count < FEW || (count & (count - 1))))
        return items;
    size_t room = count ? 2 * count : FEW, used = size * count;
    must(size && room <= SIZE_MAX / 4 / size);
    char *more = arena_bare(a, size * room);
    if (count)
        memcpy(more, items, used);
    memset(more + used, 0, size * room - used);
    return more;
}

size_t arena_used(const struct arena *a) { return a->handed_out; }

void
arena_on_reset(struct arena *a, void (*close)(void *), void *thing)
{
    struct closer *c = arena_new(a, struct closer);
    *c = (struct closer){ a->closers, close, thing };
    a->closers = c;
}

static char *
copy(struct arena *a, str s)
{
    char *p = arena_bare(a, s.len + 1);
    if (s.len)
        memcpy(p, s.ptr, s.len);
    p[s.len] = 0;
    return p;
}

str arena_copy(struct arena *a, str s) { return s.len ? (str){ copy(a, s), s.len } : S(""); }
char *cstr(struct arena *a, str s) { return copy(a, s); }

str
str_formatv(struct arena *a, const char *format, va_list args)
{
    char few[256];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(few, sizeof few, format, args);
    must(len >= 0);
    char *p = arena_bare(a, (size_t)len + 1);
    if ((size_t)len < sizeof few)
        memcpy(p, few, (size_t)len + 1);
    else
        vsnprintf(p, (size_t)len + 1, format, again);
    va_end(again);
    return (str){ p, (size_t)len };
}

str
str_format(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str s = str_formatv(a, format, args);
    va_end(args);
    return s;
}
