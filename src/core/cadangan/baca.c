/* baca.c: a file of a backup while it is read: unlocked, unpacked, and where it is not whole, told. */
#include "core/cadangan/cadangan_dalam.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/random.h"

enum { WINDOW_LOG_MOST = 24 };          /* 16 MiB: more than the highest level ever asks for */

struct baca {
    const struct bagian *bagian;
    struct arena *arena;
    int fd;
    bool locked, last, foreign;         /* last: no more comes from the disk; foreign: its secret key is not here */
    str wrong;
    ZSTD_DCtx *zip;
    size_t wants;                       /* 0: the packed text has come to its end */
    crypto_secretstream_xchacha20poly1305_state lock;
    int64_t piece_number;
    size_t have, used;                  /* in `clear` */
    unsigned char clear[PIECE], raw[PIECE + PIECE_MORE];
};

static bool
fail(struct baca *b, const char *format, ...) PRINTF(2);

static bool
fail(struct baca *b, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    str what = str_formatv(b->arena, format, ap);
    b->wrong = str_format(b->arena, STR ": " STR, STR_ARG(b->bagian->nama), STR_ARG(what));
    va_end(ap);
    return false;
}

/* -1 when the disk refuses; fewer than asked for at the end. */
static ssize_t
read_fully(int fd, void *to, size_t most)
{
    size_t got = 0;
    while (got < most) {
        ssize_t n = read(fd, (char *)to + got, most - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}

/* ---- the lock ----------------------------------------------------------------------------------------------- */

static bool
unseal(struct baca *b, const unsigned char *sealed, str id)
{
    struct pembuka *p = b->bagian->pembuka;
    if (p && p->dikenal && memcmp(sealed, p->sesi.terkunci, KUNCI_SEALED) == 0)
        return true;
    b->foreign = !p || !p->kunci || !p->kunci->punya_rahasia;
    if (b->foreign)
        return fail(b, "terkunci untuk kunci " STR "; berikan kunci rahasianya dengan --kunci BERKAS", STR_ARG(id));
    str own = kunci_id(b->arena, p->kunci);
    if (!str_eq(own, id))
        return fail(b, "terkunci untuk kunci " STR ", bukan untuk kunci Anda (" STR ")", STR_ARG(id), STR_ARG(own));
    if (crypto_box_seal_open(p->sesi.kunci, sealed, KUNCI_SEALED, p->kunci->publik, p->kunci->rahasia) != 0)
        return fail(b, "berubah pada kepalanya");
    memcpy(p->sesi.terkunci, sealed, KUNCI_SEALED);
    return p->dikenal = true;
}

static bool
begin_lock(struct baca *b)
{
    enum { MAGIC = sizeof LOCKED_MAGIC - 1, HEAD = crypto_secretstream_xchacha20poly1305_HEADERBYTES };
    unsigned char head[MAGIC + KUNCI_ID + KUNCI_SEALED + HEAD];
    const unsigned char *sealed = head + MAGIC + KUNCI_ID;
    if (read_fully(b->fd, head, sizeof head) != sizeof head)
        return fail(b, "terpotong");
    if (memcmp(head, LOCKED_MAGIC, MAGIC) != 0)
        return fail(b, "bukan berkas terkunci, atau berubah pada kepalanya");
    if (!unseal(b, sealed, arena_copy(b->arena, (str){ (const char *)head + MAGIC, KUNCI_ID })))
        return false;
    const unsigned char *key = b->bagian->pembuka->sesi.kunci;
    return crypto_secretstream_xchacha20poly1305_init_pull(&b->lock, sealed + KUNCI_SEALED, key) == 0
        || fail(b, "berubah pada kepalanya");
}

static bool
next_locked(struct baca *b)
{
    unsigned char tag = 0, beyond;
    unsigned long long len = 0;
    ssize_t n = read_fully(b->fd, b->raw, sizeof b->raw);
    b->piece_number++;
    if (n < 0)
        return fail(b, "tidak terbaca: %s", strerror(errno));
    if (n < PIECE_MORE)
        return fail(b, "terpotong setelah bagian ke-%lld", (long long)b->piece_number - 1);
    if (crypto_secretstream_xchacha20poly1305_pull(&b->lock, b->clear, &len, &tag, b->raw, (unsigned long long)n,
        (const unsigned char *)b->bagian->nama.ptr, b->bagian->nama.len) != 0)
        return fail(b, "berubah atau terpotong pada bagian ke-%lld", (long long)b->piece_number);
    b->have = (size_t)len;
    b->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (!b->last && n < (ssize_t)sizeof b->raw)
        return fail(b, "terpotong setelah bagian ke-%lld", (long long)b->piece_number);
    return !b->last || read_fully(b->fd, &beyond, 1) == 0 || fail(b, "ada sisa di belakangnya");
}

static bool
next_clear(struct baca *b)
{
    b->have = b->used = 0;
    if (b->last)
        return true;
    if (b->locked)
        return next_locked(b);
    ssize_t n = read_fully(b->fd, b->clear, sizeof b->clear);
    if (n < 0)
        return fail(b, "tidak terbaca: %s", strerror(errno));
    b->have = (size_t)n;
    b->last = b->have < sizeof b->clear;
    return true;
}

/* ---- what is asked for -------------------------------------------------------------------------------------- */

static void
end(void *baca)
{
    struct baca *b = baca;
    if (b->zip)
        ZSTD_freeDCtx(b->zip);
    if (b->fd >= 0)
        close(b->fd);
    sodium_memzero(&b->lock, sizeof b->lock);
}

struct baca *
baca_open(const struct bagian *p, struct arena *arena)
{
    struct baca *b = arena_alloc(arena, sizeof *b);
    b->bagian = p;
    b->arena = arena;
    b->fd = open(p->jalur.ptr, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    b->locked = p->terkunci;
    b->wants = 1;
    if (p->padat) {
        b->zip = ZSTD_createDCtx();
        must(b->zip);
        ZSTD_DCtx_setParameter(b->zip, ZSTD_d_windowLogMax, WINDOW_LOG_MOST);
    }
    arena_on_reset(arena, end, b);
    if (b->fd < 0)
        fail(b, "tidak ada atau tidak terbaca");
    else if (b->locked)
        begin_lock(b);
    return b;
}

/* With nothing left from the disk there may still be text inside the unpacker. */
static ssize_t
unpack(struct baca *b, char *to, size_t most)
{
    ZSTD_outBuffer out = { to, most, 0 };
    while (out.pos == 0) {
        if (b->used == b->have && !next_clear(b))
            return -1;
        if (b->have == 0 && b->wants == 0)
            return 0;
        ZSTD_inBuffer in = { b->clear, b->have, b->used };
        b->wants = ZSTD_decompressStream(b->zip, &out, &in);
        b->used = in.pos;
        if (ZSTD_isError(b->wants) || (b->have == 0 && out.pos == 0)) {
            fail(b, ZSTD_isError(b->wants) ? "berubah: isinya tidak dapat dibuka" : "terpotong");
            return -1;
        }
    }
    return (ssize_t)out.pos;
}

ssize_t
baca_read(struct baca *b, char *to, size_t most)
{
    if (b->wrong.len)
        return -1;
    if (b->zip)
        return unpack(b, to, most);
    if (b->used == b->have && !next_clear(b))
        return -1;
    size_t left = b->have - b->used, n = left < most ? left : most;
    memcpy(to, b->clear + b->used, n);
    b->used += n;
    return (ssize_t)n;
}

str baca_wrong(const struct baca *b) { return b->wrong; }
bool baca_foreign(const struct baca *b) { return b->foreign; }

static ssize_t
read_cookie(void *baca, char *to, size_t most)
{
    return baca_read(baca, to, most);
}

FILE *
baca_file(struct baca *b)
{
    return fopencookie(b, "rb", (cookie_io_functions_t){ .read = read_cookie });
}

bool
baca_hash(struct baca *b, struct arena *arena, str *hash, int64_t *bytes)
{
    char part[16 * 1024];
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    ssize_t n;
    *bytes = 0;
    crypto_hash_sha256_init(&state);
    while ((n = baca_read(b, part, sizeof part)) > 0) {
        crypto_hash_sha256_update(&state, (const unsigned char *)part, (unsigned long long)n);
        *bytes += n;
    }
    crypto_hash_sha256_final(&state, sum);
    *hash = hex_of(arena, sum, sizeof sum);
    return n == 0;
}
