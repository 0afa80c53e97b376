/* kawat_fuzz.c: what comes over kendali.sock: nonsense is refused; what is read, is written and read as the same. */
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "perintah/kawat.h"

static bool
read_from(const uint8_t *bytes, size_t len, struct arena *arena, struct kawat_isi *isi)
{
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    must(send(ends[0], bytes, len, MSG_NOSIGNAL) == (ssize_t)len && shutdown(ends[0], SHUT_WR) == 0);
    bool taken = kawat_read(ends[1], arena, isi);
    must(close(ends[0]) == 0 && close(ends[1]) == 0);
    return taken;
}

static void
check_round_trip(struct arena *arena, const struct kawat_isi *isi)
{
    int ends[2];
    struct kawat_isi again;
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    must(kawat_write(ends[0], isi->items, isi->count) && kawat_read(ends[1], arena, &again));
    must(close(ends[0]) == 0 && close(ends[1]) == 0 && again.count == isi->count);
    for (size_t i = 0; i < isi->count; i++)
        must(str_eq(again.items[i], isi->items[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    struct kawat_isi isi;
    if (len && len < 64 * 1024 && read_from(bytes, len, arena, &isi))
        check_round_trip(arena, &isi);
    arena_close(arena);
    return 0;
}
