/* tercap.c: files with their hash, folders on the disk: what a backup is made of. */
#include "core/cadangan/cadangan_dalam.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"

enum { BUFFER = 64 * 1024 };

bool
tercap_create(struct tercap *t, const char *path)
{
    t->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    t->bytes = 0;
    t->held = 0;
    t->failed = t->fd < 0;
    crypto_hash_sha256_init(&t->state);
    return !t->failed;
}

static void
write_held(struct tercap *t)
{
    for (size_t at = 0; at < t->held && !t->failed;) {
        ssize_t n = write(t->fd, t->part + at, t->held - at);
        t->failed = n < 0 && errno != EINTR;
        at += n > 0 ? (size_t)n : 0;
    }
    t->held = 0;
}

void
tercap_put(struct tercap *t, str bytes)
{
    if (bytes.len == 0)
        return;
    crypto_hash_sha256_update(&t->state, (const unsigned char *)bytes.ptr, bytes.len);
    t->bytes += (int64_t)bytes.len;
    while (bytes.len && !t->failed) {
        size_t room = sizeof t->part - t->held, n = bytes.len < room ? bytes.len : room;
        memcpy(t->part + t->held, bytes.ptr, n);
        t->held += n;
        bytes = str_from(bytes, n);
        if (t->held == sizeof t->part)
            write_held(t);
    }
}

bool
tercap_close(struct tercap *t, struct arena *arena, str *hash)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    write_held(t);
    t->failed |= fsync(t->fd) != 0;
    t->failed |= close(t->fd) != 0;
    crypto_hash_sha256_final(&t->state, sum);
    *hash = hex_of(arena, sum, sizeof sum);
    return !t->failed;
}

bool
tercap_hash(const char *path, struct arena *arena, str *hash, int64_t *bytes)
{
    char part[BUFFER];
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t n = -1;
    *bytes = 0;
    while (fd >= 0 && (n = read(fd, part, sizeof part)) > 0) {
        crypto_hash_sha256_update(&state, (const unsigned char *)part, (unsigned long long)n);
        *bytes += n;
    }
    if (fd >= 0)
        close(fd);
    crypto_hash_sha256_final(&state, sum);
    *hash = hex_of(arena, sum, sizeof sum);
    return n == 0;
}

bool
file_copy(const char *from, const char *to)
{
    char part[BUFFER];
    if (link(from, to) == 0)
        return true;
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ssize_t n = in >= 0 && out >= 0 ? 1 : -1;
    while (n > 0) {
        n = read(in, part, sizeof part);
        if (n > 0 && write(out, part, (size_t)n) != n)
            n = -1;
    }
    bool copied = n == 0 && fsync(out) == 0;
    if (in >= 0)
        close(in);
    if (out >= 0)
        copied = close(out) == 0 && copied;
    return copied;
}
