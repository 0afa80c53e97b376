/* kurungan_test.c: breaking out of the cage that pamong-kirim closes around itself, and what must still work in it. */
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/test.h"
#include "core/kurung/keluar.h"
#include "kirim/kirim.h"

/* The real one, for a mail server at bait.allowed; a sanitizer's shadow is larger than its memory. */
static struct kurung
real_cage(void)
{
    static int ports[3];
    ports[0] = bait.allowed;
    ports[1] = 53;
    struct kurung k = kirim_cage(ports, "");
    k.memori = SANITIZED ? 0 : k.memori;
    return k;
}

static void
check_in_cage(bool (*act)(void), int comes_to)
{
    bait_lay();
    struct kurung k = real_cage();
    CHECK_INT(keluar_in_child(&k, act), comes_to);
    bait_take_in();
}

static bool opens(const char *path, int flags) { return open(path, flags | O_CLOEXEC, 0600) >= 0; }

TEST(nothing_gets_out_of_kirim)
{
    bait_lay();
    struct kurung k = real_cage();
    keluar_all_refused(&k);
    bait_take_in();
}

/* ---- its own doors: what it may read is not to be written or run, and holds no secret of others ---------------- */

static bool
write_where_it_reads(void)
{
    return opens("/etc/ssl/pamong-uji", O_WRONLY | O_CREAT) || opens("/etc/resolv.conf", O_RDWR)
        || opens("/usr/lib/pamong-uji", O_WRONLY | O_CREAT) || opens("/tmp/pamong-uji", O_WRONLY | O_CREAT)
        || opens("/dev/shm/pamong-uji", O_WRONLY | O_CREAT);
}

static bool
read_what_is_not_for_it(void)
{
    static const char *const paths[] = { "/etc/shadow", "/etc/pamong/pamong.conf", "/var/lib/pamong", "/root", "/proc",
        "/sys", "/dev/null", "/etc/passwd", "/etc" };
    for (size_t i = 0; i < COUNT(paths); i++)
        if (opens(paths[i], O_RDONLY))
            return true;
    return false;
}

static bool
run_a_library(void)
{
    return execl("/lib64/ld-linux-x86-64.so.2", "ld", "/bin/true", (char *)NULL) == 0
        || execl("/usr/lib/git-core/git", "git", (char *)NULL) == 0;
}

/* Whatever a mail server sends, there is an end to what it can fill. */
static bool
take_a_gibibyte(void)
{
    return mmap(NULL, 1UL << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

TEST(what_kirim_may_read_it_may_neither_write_nor_run)
{
    check_in_cage(write_where_it_reads, REFUSED);
    check_in_cage(run_a_library, REFUSED);
}

TEST(kirim_reads_nothing_of_ours_and_no_accounts) { check_in_cage(read_what_is_not_for_it, REFUSED); }

TEST(kirim_cannot_fill_the_memory)
{
    if (!SANITIZED)
        check_in_cage(take_a_gibibyte, REFUSED);
}

/* ---- what remains ----------------------------------------------------------------------------------------------- */

static bool reach_the_mail_server(void) { return keluar_reach(SOCK_STREAM, 0, bait.allowed); }

static bool
find_a_name(void)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *found;
    return getaddrinfo("localhost", "25", &hints, &found) == 0 && found;
}

static bool read_whom_to_believe(void) { return opens("/etc/ssl/certs/ca-certificates.crt", O_RDONLY); }

static void *nothing(void *argument) { return argument; }

static bool
start_a_thread(void)                    /* curl asks for names on one */
{
    pthread_t thread;
    return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

TEST(kirim_can_still_do_its_work)
{
    check_in_cage(reach_the_mail_server, GOT_OUT);
    check_in_cage(find_a_name, GOT_OUT);
    check_in_cage(read_whom_to_believe, GOT_OUT);
    if (!SANITIZED)
        check_in_cage(start_a_thread, GOT_OUT);
}

TESTS(kurungan_tests,
    ALONE(nothing_gets_out_of_kirim),
    ALONE(what_kirim_may_read_it_may_neither_write_nor_run),
    ALONE(kirim_reads_nothing_of_ours_and_no_accounts),
    ALONE(kirim_cannot_fill_the_memory),
    ALONE(kirim_can_still_do_its_work));
