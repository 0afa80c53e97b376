/* cadangan_fuzz.c: backups as they are read: manifests, packed files, and locked ones of which a byte is changed. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "core/cadangan/cadangan_dalam.h"
#include "fuzz.h"

static char path[64];

static enum outcome
look(void *context, const struct manifes_baris *b)
{
    (void)context;
    must(b->hash.len == 64 && b->bytes >= 0 && b->baris >= 0 && str_find(b->nama, S("..")) < 0);
    must(b->nama.len == 0 || b->nama.ptr[0] != '/');
    return OK;
}

static void
write_file(str bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    must(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len && close(fd) == 0);
}

/* What anybody may put there: it ends, in the text or in words why not. */
static void
check_packed(struct arena *arena, str bytes)
{
    struct bagian part = { .nama = S("satu"), .jalur = str_of(path), .padat = true };
    char out[4096];
    ssize_t n = 1;
    int64_t all = 0;
    write_file(bytes);
    struct baca *b = baca_open(&part, arena);
    while (all < 1024 * 1024 && (n = baca_read(b, out, sizeof out)) > 0)
        all += n;
    must((n < 0) == (baca_wrong(b).len > 0));
}

static bool
comes_back(const struct bagian *part, str bytes)
{
    struct arena *own = arena_open();
    struct buf all = { .arena = own };
    char out[4096];
    ssize_t n;
    struct baca *b = baca_open(part, own);
    while ((n = baca_read(b, out, sizeof out)) > 0)
        buf_put(&all, out, (size_t)n);
    bool same = n == 0 && str_eq(buf_view(&all), bytes);
    must(same || n < 0);                /* never other bytes */
    arena_close(own);
    return same;
}

/* Written and read as the same; with any one byte changed it is refused. */
static void
check_locked(struct arena *arena, str bytes, size_t at)
{
    static struct kunci_sesi sesi = { .id = "0123456789abcde", .terkunci = "kunci", .kunci = "rahasia" };
    struct pembuka p = { .dikenal = true, .sesi = sesi };
    struct bagian part = { .nama = S("satu"), .jalur = str_of(path), .terkunci = true, .padat = at & 1, .pembuka = &p };
    struct cara how = { at & 1 ? 1 : 0, &sesi, S("satu") };
    struct tercap *t = arena_new(arena, struct tercap);
    str hash, on_disk;
    (void)unlink(path);
    must(tercap_create(t, path, &how));
    tercap_put(t, bytes);
    must(tercap_close(t, arena, &hash, &on_disk) && comes_back(&part, bytes));
    off_t place = (off_t)(at % (size_t)t->on_disk);
    char byte = 0;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    must(fd >= 0 && pread(fd, &byte, 1, place) == 1);
    byte ^= 1;
    must(pwrite(fd, &byte, 1, place) == 1 && close(fd) == 0);
    bool in_id = place >= (off_t)sizeof LOCKED_MAGIC - 1 && place < (off_t)sizeof LOCKED_MAGIC - 1 + KUNCI_ID;
    must(in_id || !comes_back(&part, bytes));           /* the id is for people: the key itself stands behind it */
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct cadangan c = { 0 };
    str text = { (const char *)bytes, len };
    if (!path[0])
        snprintf(path, sizeof path, "/dev/shm/pamong-fuzz-%d", (int)getpid());
    if (manifes_walk(text, arena, &c, look, NULL) != OK)
        must(c.salah.len > 0);
    check_packed(arena, text);
    if (len > 2)
        check_locked(arena, str_from(text, 2), (size_t)bytes[0] << 8 | bytes[1]);
    arena_close(arena);
    (void)unlink(path);
    return 0;
}
