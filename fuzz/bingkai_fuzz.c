/* bingkai_fuzz.c: frames of the helpers: nonsense is refused; a frame that is read, is written and read as the same. */
#include <sys/mman.h>
#include <unistd.h>

#include "core/pembantu/surel.h"
#include "fuzz.h"

static int
fd_of(const void *bytes, size_t len)
{
    int fd = memfd_create("bingkai", MFD_CLOEXEC);
    must(fd >= 0 && write(fd, bytes, len) == (ssize_t)len && lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

static void
check_round_trip(struct arena *arena, uint32_t kind, const struct kiriman *k)
{
    struct kiriman again;
    uint32_t kind_again;
    int fd = fd_of("", 0);
    must(bingkai_write(fd, kind, k) && lseek(fd, 0, SEEK_SET) == 0);
    must(bingkai_read(fd, arena, 100, &kind_again, &again) && kind_again == kind);
    must(close(fd) == 0 && again.count == k->count);
    for (size_t i = 0; i < k->count; i++)
        must(str_eq(again.parts[i], k->parts[i]));
}

static void
check_mail(struct arena *arena, const struct kiriman *k)
{
    struct surel s, again;
    if (!surel_of(k, &s))
        return;
    struct kiriman frame = surel_frame(arena, &s);
    must(s.isi.len <= SUREL_ISI_MOST && surel_of(&frame, &again) && again.waktu == s.waktu);
    if (alamat_fits(s.kepada))
        must(!memchr(s.kepada.ptr, '\n', s.kepada.len) && !memchr(s.kepada.ptr, '>', s.kepada.len)
            && memchr(s.kepada.ptr, '@', s.kepada.len) == memrchr(s.kepada.ptr, '@', s.kepada.len));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct kiriman k;
    uint32_t kind;
    int fd = fd_of(bytes, len);
    if (bingkai_read(fd, arena, 100, &kind, &k)) {
        check_round_trip(arena, kind, &k);
        check_mail(arena, &k);
    }
    must(close(fd) == 0);
    arena_close(arena);
    return 0;
}
