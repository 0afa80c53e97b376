/* ubah.c: pamong-ubah: opens photos and PDF that strangers sent; reads standard input, writes standard output. */
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "ubah/ubah.h"

static void
limit(__rlimit_resource_t what, rlim_t most)
{
    setrlimit(what, &(struct rlimit){ most, most });
}

/* No new rights, little memory and no new files; Landlock and seccomp come with issue 3. */
static void
confine(void)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0);
    limit(RLIMIT_AS, 1536UL * 1024 * 1024);
    limit(RLIMIT_FSIZE, 64UL * 1024 * 1024);
    limit(RLIMIT_CORE, 0);
}

int
main(void)
{
    confine();
    if (!foto_begin())
        return 1;
    struct arena *arena = arena_open();
    for (uint32_t kind;;) {
        struct kiriman in, out = { 0 };
        if (!bingkai_read(STDIN_FILENO, arena, 0, &kind, &in))
            return 0;
        enum outcome o = kind == KERJA_FOTO && in.count == 1 ? foto(arena, in.parts[0], &out)
            : kind == KERJA_PDF && in.count == 1 ? pdf(arena, in.parts[0], &out) : FAILED;
        if (!bingkai_write(STDOUT_FILENO, (uint32_t)o, &out))
            return 1;
        arena_reset(arena);
    }
}
