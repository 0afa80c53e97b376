/* tercap.c: a file of a backup while it is written: hashed, packed, locked, and hashed as it stands on the disk. */
#include "core/cadangan/cadangan_dalam.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"

enum { BUFFER = 64 * 1024 };

/* ---- down to the disk --------------------------------------------------------------------------------------- */

static void
to_disk(struct tercap *t, const void *bytes, size_t len)
{
    crypto_hash_sha256_update(&t->disk, bytes, len);
    t->on_disk += (int64_t)len;
    for (size_t at = 0; at < len && !t->failed;) {
        ssize_t n = write(t->fd, (const char *)bytes + at, len - at);
        t->failed = n < 0 && errno != EINTR;
        at += n > 0 ? (size_t)n : 0;
    }
}

/* The name is bound to each piece: no part of a backup opens as another one. */
static void
lock_piece(struct tercap *t, unsigned char tag)
{
    unsigned long long len = 0;
    crypto_secretstream_xchacha20poly1305_push(&t->lock, t->locked, &len, t->piece, t->in_piece,
        (const unsigned char *)t->name.ptr, t->name.len, tag);
    to_disk(t, t->locked, (size_t)len);
    t->in_piece = 0;
}

/* A full piece waits until more comes: the last one, full or not, says that it is the last. */
static void
give(struct tercap *t, const void *from, size_t len)
{
    if (!t->kunci) {
        to_disk(t, from, len);
        return;
    }
    for (const char *p = from; len;) {
        if (t->in_piece == PIECE)
            lock_piece(t, 0);
        size_t room = PIECE - t->in_piece, n = len < room ? len : room;
        memcpy(t->piece + t->in_piece, p, n);
        t->in_piece += n;
        p += n;
        len -= n;
    }
}

static void
pack(struct tercap *t, ZSTD_EndDirective how)
{
    ZSTD_inBuffer in = { t->part, t->held, 0 };
    size_t left = 1;
    while (!t->failed && (in.pos < in.size || (how == ZSTD_e_end && left))) {
        ZSTD_outBuffer out = { t->packed, sizeof t->packed, 0 };
        left = ZSTD_compressStream2(t->zip, &out, &in, how);
        t->failed |= ZSTD_isError(left) != 0;
        give(t, t->packed, out.pos);
    }
}

static void
write_held(struct tercap *t, ZSTD_EndDirective how)
{
    if (t->zip)
        pack(t, how);
    else
        give(t, t->part, t->held);
    t->held = 0;
}

/* ---- what is given ------------------------------------------------------------------------------------------ */

static void
begin_lock(struct tercap *t)
{
    unsigned char head[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
    crypto_secretstream_xchacha20poly1305_init_push(&t->lock, head, t->kunci->kunci);
    to_disk(t, LOCKED_MAGIC, sizeof LOCKED_MAGIC - 1);
    to_disk(t, t->kunci->id, KUNCI_ID);
    to_disk(t, t->kunci->terkunci, sizeof t->kunci->terkunci);
    to_disk(t, head, sizeof head);
}

static void
begin_zip(struct tercap *t, int level)
{
    t->zip = ZSTD_createCCtx();
    must(t->zip);
    ZSTD_CCtx_setParameter(t->zip, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(t->zip, ZSTD_c_checksumFlag, 1);
}

bool
tercap_create(struct tercap *t, const char *path, const struct cara *c)
{
    t->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    t->bytes = t->on_disk = 0;
    t->held = t->in_piece = 0;
    t->failed = t->fd < 0;
    t->zip = NULL;
    t->kunci = c->kunci;
    t->name = c->nama;
    crypto_hash_sha256_init(&t->state);
    crypto_hash_sha256_init(&t->disk);
    if (t->failed)
        return false;
    if (t->kunci)
        begin_lock(t);
    if (c->tingkat)
        begin_zip(t, c->tingkat);
    return true;
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
            write_held(t, ZSTD_e_continue);
    }
}

bool
tercap_close(struct tercap *t, struct arena *arena, str *hash, str *on_disk)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    write_held(t, ZSTD_e_end);
    if (t->kunci)
        lock_piece(t, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    if (t->zip)
        ZSTD_freeCCtx(t->zip);
    t->failed |= fsync(t->fd) != 0;
    t->failed |= close(t->fd) != 0;
    crypto_hash_sha256_final(&t->state, sum);
    *hash = hex_of(arena, sum, sizeof sum);
    crypto_hash_sha256_final(&t->disk, sum);
    *on_disk = hex_of(arena, sum, sizeof sum);
    return !t->failed;
}

/* ---- whole files -------------------------------------------------------------------------------------------- */

/* False when `take` says so, or the disk. */
static bool
each_part(const char *path, bool (*take)(void *, str), void *context)
{
    char part[BUFFER];
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t n = -1;
    while (fd >= 0 && (n = read(fd, part, sizeof part)) > 0 && take(context, (str){ part, (size_t)n }))
        ;
    if (fd >= 0)
        close(fd);
    return n == 0;
}

struct counting { crypto_hash_sha256_state state; int64_t bytes; };

static bool
count(void *context, str part)
{
    struct counting *c = context;
    crypto_hash_sha256_update(&c->state, (const unsigned char *)part.ptr, part.len);
    c->bytes += (int64_t)part.len;
    return true;
}

bool
tercap_hash(const char *path, struct arena *arena, str *hash, int64_t *bytes)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    struct counting c = { .bytes = 0 };
    crypto_hash_sha256_init(&c.state);
    bool whole = each_part(path, count, &c);
    crypto_hash_sha256_final(&c.state, sum);
    *hash = hex_of(arena, sum, sizeof sum);
    *bytes = c.bytes;
    return whole;
}

static bool
put(void *context, str part)
{
    struct tercap *t = context;
    tercap_put(t, part);
    return !t->failed;
}

bool
tercap_take(struct tercap *t, const char *path)
{
    return each_part(path, put, t);
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
