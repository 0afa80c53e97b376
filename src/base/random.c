/* random.c: unguessable bytes from the kernel, and ids that only go up. */
#include "base/random.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/random.h>

#include "base/clock.h"

void
random_bytes(void *out, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = getrandom((char *)out + done, len - done, 0);
        if (n < 0 && errno == EINTR)
            continue;                   /* a signal may cut a long read short */
        must(n > 0);
        done += (size_t)n;
    }
}

str
hex_of(struct arena *a, const void *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    char *p = arena_alloc(a, 2 * len + 1);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = ((const unsigned char *)bytes)[i];
        p[2 * i] = digits[c >> 4];
        p[2 * i + 1] = digits[c & 15];
    }
    return (str){ p, 2 * len };
}

str
random_hex(struct arena *a, size_t len)
{
    unsigned char *bytes = arena_alloc(a, len);
    random_bytes(bytes, len);
    return hex_of(a, bytes, len);
}

str
random_code(struct arena *a, size_t letters)
{
    static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";    /* 32: no bias */
    unsigned char *bytes = arena_alloc(a, letters + 1);
    random_bytes(bytes, letters);
    char *p = (char *)bytes;
    for (size_t i = 0; i < letters; i++)
        p[i] = alphabet[bytes[i] & 31];
    p[letters] = 0;
    return (str){ p, letters };
}

bool
bytes_equal(str a, str b)
{
    unsigned char differs = 0;
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        differs |= (unsigned char)(a.ptr[i] ^ b.ptr[i]);
    return differs == 0;
}

enum { COUNTER_BITS = 16, NODE_BITS = 6 };
static atomic_int_least64_t last_tick;  /* milliseconds << 16 | counter: the clock may go back, this does not */
static atomic_int node_number;

void
id_node(int node)
{
    must(node >= 0 && node < 1 << NODE_BITS);
    atomic_store(&node_number, node);
}

static const int64_t epoch_ms = 1577836800000;

int64_t
id_lowest(int64_t ms)
{
    return ms <= epoch_ms ? 0 : (ms - epoch_ms) << (COUNTER_BITS + NODE_BITS);
}

/* Milliseconds since 2020: 41 bits of them last until 2089. */
int64_t
id_at(int64_t now_ms)
{
    int64_t now = (now_ms - epoch_ms) * (1 << COUNTER_BITS);
    int64_t last = atomic_load(&last_tick), tick;
    do
        tick = now > last ? now : last + 1;
    while (!atomic_compare_exchange_weak(&last_tick, &last, tick));
    int64_t ms = tick >> COUNTER_BITS, counter = tick & ((1 << COUNTER_BITS) - 1);
    return ms << (COUNTER_BITS + NODE_BITS) | (int64_t)atomic_load(&node_number) << COUNTER_BITS | counter;
}

int64_t id_new(void) { return id_at(clock_ms()); }
