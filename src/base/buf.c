/* buf.c: text that grows in an arena. */
#include "base/base.h"

#include <stdio.h>

/* Apart from `reserve`, which stays small enough to be laid into whoever writes. */
static __attribute__((noinline)) void
move(struct buf *b, size_t more)
{
    must(more < SIZE_MAX / 4);
    size_t cap = b->cap ? b->cap * 2 : 512;
    while (cap - b->len <= more)
        cap *= 2;
    char *bigger = arena_bare(b->arena, cap);
    if (b->len)
        memcpy(bigger, b->ptr, b->len);
    b->ptr = bigger;
    b->cap = cap;
}

static inline void
reserve(struct buf *b, size_t more)
{
    if (b->cap - b->len <= more)
        move(b, more);
}

/* From here on `more` bytes need no copying: who knows how much is to come says so. */
void
buf_room(struct buf *b, size_t more)
{
    must(more < SIZE_MAX / 4);
    if (b->cap - b->len > more)
        return;
    char *bigger = arena_bare(b->arena, b->len + more + 1);
    if (b->len)
        memcpy(bigger, b->ptr, b->len);
    bigger[b->len] = 0;
    b->ptr = bigger;
    b->cap = b->len + more + 1;
}

void
buf_put(struct buf *b, const char *p, size_t n)
{
    if (n == 0)
        return;
    reserve(b, n);
    memcpy(b->ptr + b->len, p, n);
    b->len += n;
    b->ptr[b->len] = 0;
}

void buf_str(struct buf *b, str s) { buf_put(b, s.ptr, s.len); }
void buf_char(struct buf *b, char c) { buf_put(b, &c, 1); }

void
buf_int(struct buf *b, int64_t n)
{
    char digits[24], *p = digits + sizeof digits;
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        *--p = (char)('0' + u % 10);
    while (u /= 10);
    if (n < 0)
        *--p = '-';
    buf_put(b, p, (size_t)(digits + sizeof digits - p));
}

void
buf_format(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    reserve(b, 64);
    int len = vsnprintf(b->ptr + b->len, b->cap - b->len, format, args);
    must(len >= 0);
    if ((size_t)len >= b->cap - b->len) {
        reserve(b, (size_t)len);
        vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again);
    }
    b->len += (size_t)len;
    va_end(again);
    va_end(args);
}

str buf_view(const struct buf *b) { return (str){ b->ptr, b->len }; }
