/* bingkai.c: one frame over a socket, whole or not at all, within its time. */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/clock.h"
#include "core/pembantu/pembantu.h"

enum { BYTES_MOST = 32 * 1024 * 1024 };

static bool
write_all(int fd, const void *bytes, size_t len)
{
    const char *p = bytes;
    while (len) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        len -= (size_t)n;
    }
    return true;
}

static bool
read_all(int fd, void *bytes, size_t len, int64_t until_us)
{
    char *p = bytes;
    while (len) {
        int64_t left = (until_us - clock_steady_us()) / 1000;
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        if (until_us && (left <= 0 || poll(&ready, 1, (int)left) <= 0))
            return false;
        ssize_t n = read(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        len -= (size_t)n;
    }
    return true;
}

bool
bingkai_write(int fd, uint32_t kind, const struct kiriman *k)
{
    struct bingkai_kerja head = { .kind = kind, .count = (uint32_t)k->count };
    must(k->count <= PEMBANTU_PARTS);
    for (size_t i = 0; i < k->count; i++)
        head.length[i] = (uint32_t)k->parts[i].len;
    if (!write_all(fd, &head, sizeof head))
        return false;
    for (size_t i = 0; i < k->count; i++)
        if (!write_all(fd, k->parts[i].ptr, k->parts[i].len))
            return false;
    return true;
}

bool
bingkai_read(int fd, struct arena *arena, int milliseconds, uint32_t *kind, struct kiriman *k)
{
    struct bingkai_kerja head;
    int64_t until = milliseconds ? clock_steady_us() + (int64_t)milliseconds * 1000 : 0;
    if (!read_all(fd, &head, sizeof head, until) || head.count > PEMBANTU_PARTS)
        return false;
    *k = (struct kiriman){ .count = head.count };
    for (size_t i = 0; i < head.count; i++) {
        if (head.length[i] > BYTES_MOST)
            return false;
        char *bytes = arena_alloc(arena, (size_t)head.length[i] + 1);
        if (!read_all(fd, bytes, head.length[i], until))
            return false;
        k->parts[i] = (str){ bytes, head.length[i] };
    }
    *kind = head.kind;
    return true;
}
