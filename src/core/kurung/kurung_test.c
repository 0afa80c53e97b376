/* kurung_test.c: breaking out of the cages of serve and ubah; that of kirim is tried in kirim/kurungan_test.c. */
#include <fcntl.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/test.h"
#include "core/kurung/keluar.h"

static struct kurung
cage_of(const char *nama, const char *const *panggilan)
{
    static const char *folders[2];
    static int ports[2];
    folders[0] = bait.folder;
    ports[0] = bait.allowed;
    return (struct kurung){ .nama = nama, .panggilan = panggilan, .tulis = folders, .sambung = ports, .dengar = -1 };
}

TEST(outside_the_cage_the_attempts_work)
{
    bait_lay();
    keluar_all_work();
    bait_take_in();
}

TEST(nothing_gets_out_of_serve)
{
    bait_lay();
    struct kurung k = cage_of("serve", panggilan_serve);
    keluar_all_refused(&k);
    bait_take_in();
}

TEST(nothing_gets_out_of_ubah)
{
    bait_lay();
    struct kurung k = { .nama = "ubah", .panggilan = panggilan_ubah, .dengar = -1 };
    keluar_all_refused(&k);
    bait_take_in();
}

/* ---- what remains ------------------------------------------------------------------------------------------ */

static bool
write_in_its_folder(void)
{
    char path[160], other[160];
    snprintf(path, sizeof path, "%s/baru", bait.folder);
    snprintf(other, sizeof other, "%s/lain", bait.folder);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return fd >= 0 && write(fd, "x", 1) == 1 && fsync(fd) == 0 && rename(path, other) == 0 && unlink(other) == 0;
}
static bool reach_the_allowed_port(void) { return keluar_reach(SOCK_STREAM, 0, bait.allowed); }
static bool listen_where_it_may(void) { return keluar_serve_at(0); }

static void *
nothing(void *argument)
{
    return argument;
}

static bool
start_a_thread(void)
{
    pthread_t thread;
    return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

TEST(serve_can_still_do_its_work)
{
    bait_lay();
    struct kurung k = cage_of("serve", panggilan_serve);
    k.dengar = 0;
    CHECK_INT(keluar_in_child(&k, write_in_its_folder), GOT_OUT);
    CHECK_INT(keluar_in_child(&k, reach_the_allowed_port), GOT_OUT);
    CHECK_INT(keluar_in_child(&k, listen_where_it_may), GOT_OUT);
    if (!SANITIZED)
        CHECK_INT(keluar_in_child(&k, start_a_thread), GOT_OUT);
    bait_take_in();
}

TEST(ubah_reaches_nothing_that_serve_may)
{
    bait_lay();
    struct kurung k = { .nama = "ubah", .panggilan = panggilan_ubah, .dengar = -1 };
    CHECK_INT(keluar_in_child(&k, write_in_its_folder), REFUSED);
    CHECK_INT(keluar_in_child(&k, reach_the_allowed_port), REFUSED);
    CHECK_INT(keluar_in_child(&k, listen_where_it_may), REFUSED);
    bait_take_in();
}

/* A list with a name too many would be a hole that nobody sees. */
TEST(every_listed_call_exists_and_stands_once)
{
    const char *const *const lists[] = { panggilan_serve, panggilan_ubah, panggilan_kirim };
    for (size_t i = 0; i < COUNT(lists); i++)
        for (const char *const *name = lists[i]; name[0] && name[1]; name++)
            if (strcmp(name[0], name[1]) >= 0)
                fail_msg("%s stands before %s", name[0], name[1]);
}

TESTS(kurung_tests,
    ALONE(outside_the_cage_the_attempts_work),
    ALONE(nothing_gets_out_of_serve),
    ALONE(nothing_gets_out_of_ubah),
    ALONE(serve_can_still_do_its_work),
    ALONE(ubah_reaches_nothing_that_serve_may),
    ALONE(every_listed_call_exists_and_stands_once));
