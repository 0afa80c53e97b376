/* ubah.c: pamong-ubah: opens photos and PDF that strangers sent; reads standard input, writes standard output. */
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/kurung/kurung.h"
#include "ubah/ubah.h"

/* Two pipes and memory: libvips has opened what it needs. */
static enum outcome
confine(void)
{
    static const struct kurung k = { .nama = "ubah", .panggilan = panggilan_ubah, .dengar = -1,
        .memori = 1536UL * 1024 * 1024 };
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    return kurung_close(&k, getenv("PAMONG_KURUNG_WAJIB") != NULL);
}

/* A photo's memory serves the next one; when none comes for a second it goes back: the next may be hours away. */
static void
rest(void)
{
    struct pollfd next = { .fd = STDIN_FILENO, .events = POLLIN };
    if (poll(&next, 1, 1000) == 0)
        malloc_trim(0);
}

int
main(void)
{
    mallopt(M_MMAP_THRESHOLD, 512 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 512 * 1024 * 1024);
    mallopt(M_ARENA_MAX, 1);
    if (!foto_begin() || confine() != OK)
        return 1;
    struct arena *arena = arena_open();
    for (uint32_t kind;;) {
        struct kiriman in, out = { 0 };
        if (!bingkai_read(STDIN_FILENO, arena, 0, &kind, &in))
            return 0;
        enum outcome o = kind == KERJA_FOTO && in.count == 1 ? foto(arena, in.parts[0], &out)
            : kind == KERJA_SENSOR && in.count == 2 ? sensor(arena, in.parts[0], in.parts[1], &out)
            : kind == KERJA_PDF && in.count == 1 ? pdf(arena, in.parts[0], &out) : FAILED;
        if (!bingkai_write(STDOUT_FILENO, (uint32_t)o, &out))
            return 1;
        arena_reset(arena);
        rest();
    }
}
