/* keluar.c: ways out of a cage, each tried by a child of its own; for the tests of every cage. */
#include "core/kurung/keluar.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/test.h"

/* What the parent holds open for the children to reach for. */
struct bait bait;
static struct sockaddr_un abstract_name;

static int
listener(int *port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof a) == 0 && listen(fd, 8) == 0);
    must(getsockname(fd, (struct sockaddr *)&a, &size) == 0);
    *port = ntohs(a.sin_port);
    return fd;
}

bool
keluar_reach(int type, int protocol, int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, type, protocol);
    return fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof a) == 0;
}

bool
keluar_serve_at(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof a) == 0;
}

static bool
opens(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC, 0600) >= 0;
}

/* ---- attempts: true when it got out ----------------------------------------------------------------------- */

static bool run_a_program(void) { return execl("/bin/true", "true", (char *)NULL) == 0; }
static bool read_accounts(void) { return opens("/etc/passwd", O_RDONLY); }
static bool read_own_environment(void) { return opens("/proc/self/environ", O_RDONLY); }
static bool write_beside_its_folder(void) { return opens(bait.beside, O_WRONLY | O_CREAT); }

static bool
go_up_from_its_folder(void)
{
    char path[160];
    snprintf(path, sizeof path, "%s/../../etc/shadow", bait.folder);
    return opens(path, O_RDONLY);
}
static bool follow_a_link_out(void) { return opens(bait.inside, O_RDONLY); }

static bool
link_a_file_in(void)
{
    char path[160];
    snprintf(path, sizeof path, "%s/keras", bait.folder);
    return link("/etc/passwd", path) == 0 || linkat(AT_FDCWD, "/etc/passwd", AT_FDCWD, path, 0) == 0;
}
static bool list_a_folder(void) { return opens("/etc", O_RDONLY | O_DIRECTORY); }
static bool reach_another_port(void) { return keluar_reach(SOCK_STREAM, 0, bait.other); }
static bool listen_elsewhere(void) { return keluar_serve_at(bait.other - 1 > 1024 ? bait.other - 1 : bait.other + 1); }
static bool raw_socket(void) { return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) >= 0; }
static bool packet_socket(void) { return socket(AF_PACKET, SOCK_RAW, 0) >= 0; }
static bool ask_the_kernel_for_routes(void) { return socket(AF_NETLINK, SOCK_RAW, 0) >= 0; }
static bool multipath_tcp(void) { return keluar_reach(SOCK_STREAM, 262, bait.other); }

static bool
abstract_socket(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(abstract_name.sun_path + 1));
    return fd >= 0 && connect(fd, (struct sockaddr *)&abstract_name, size) == 0;
}
static bool trace_its_parent(void) { return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0; }

static bool
read_its_parents_memory(void)
{
    char here[8];
    struct iovec mine = { here, sizeof here }, theirs = { &bait, sizeof here };
    return process_vm_readv(getppid(), &mine, 1, &theirs, 1, 0) == sizeof here;
}
static bool signal_its_parent(void) { return kill(getppid(), 0) == 0; }
static bool mount_something(void) { return mount("none", bait.folder, "tmpfs", 0, NULL) == 0; }
static bool new_namespace(void) { return unshare(CLONE_NEWUSER) == 0; }
static bool become_somebody(void) { return setuid(65534) == 0; }

static bool
start_a_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child > 0;
}

static bool
ring_of_calls(void)
{
    char parameters[256] = { 0 };
    return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static bool
program_in_memory(void)
{
    int fd = memfd_create("x", 0);
    return fd >= 0 && ftruncate(fd, 4096) == 0
        && mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, fd, 0) != MAP_FAILED;
}

static bool
memory_to_run(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool
memory_made_to_run(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}
static bool can_be_dumped(void) { return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0; }

static bool
raise_its_limits(void)
{
    struct rlimit r = { 0, 0 };
    return setrlimit(RLIMIT_FSIZE, &r) == 0;
}

static bool
old_door_of_mount_handles(void)
{
    char handle[64] = { 0 };
    return syscall(SYS_open_by_handle_at, AT_FDCWD, handle, 0) >= 0 || errno == EINVAL || errno == ESTALE;
}

static bool
shared_memory(void)
{
    return opens("/dev/shm/pamong-uji", O_CREAT | O_RDWR) && unlink("/dev/shm/pamong-uji") == 0;
}

/* `sure`: outside the cage it works here for root, which the control checks. `wide`: the sanitizers' filter lets it. */
struct attempt { const char *name; bool (*out)(void); bool sure, wide; };
#define TRY_TO(what, sure, wide) { #what, what, sure, wide }
static const struct attempt attempts[] = {
    TRY_TO(run_a_program, true, false), TRY_TO(read_accounts, true, false), TRY_TO(read_own_environment, true, false),
    TRY_TO(write_beside_its_folder, true, false), TRY_TO(go_up_from_its_folder, true, false),
    TRY_TO(follow_a_link_out, true, false), TRY_TO(link_a_file_in, false, true), TRY_TO(list_a_folder, true, false),
    TRY_TO(reach_another_port, true, false), TRY_TO(listen_elsewhere, true, false), TRY_TO(raw_socket, false, true),
    TRY_TO(packet_socket, false, true), TRY_TO(ask_the_kernel_for_routes, true, true),
    TRY_TO(multipath_tcp, false, true), TRY_TO(abstract_socket, true, false), TRY_TO(trace_its_parent, false, false),
    TRY_TO(read_its_parents_memory, false, false), TRY_TO(signal_its_parent, true, false),
    TRY_TO(mount_something, false, false), TRY_TO(new_namespace, false, false), TRY_TO(become_somebody, false, false),
    TRY_TO(start_a_process, true, true), TRY_TO(ring_of_calls, false, false), TRY_TO(program_in_memory, true, true),
    TRY_TO(memory_to_run, true, true), TRY_TO(memory_made_to_run, true, true), TRY_TO(can_be_dumped, true, true),
    TRY_TO(raise_its_limits, true, true), TRY_TO(old_door_of_mount_handles, false, false),
    TRY_TO(shared_memory, true, false),
};

/* ---- children --------------------------------------------------------------------------------------------- */

enum { DEADLINE_S = 5 };

int
keluar_in_child(const struct kurung *k, bool (*act)(void))
{
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        alarm(DEADLINE_S);
        if (k && kurung_close(k, true) != OK)
            _exit(NO_CAGE);
        _exit(act() ? GOT_OUT : REFUSED);
    }
    int status = 0;
    must(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status) == SIGSYS ? REFUSED : 100 + WTERMSIG(status);
}

static void
lay_ports(void)
{
    listener(&bait.allowed);
    listener(&bait.other);
    abstract_name.sun_family = AF_UNIX;
    snprintf(abstract_name.sun_path + 1, sizeof abstract_name.sun_path - 1, "pamong-uji-%d", (int)getpid());
    bait.abstract = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(abstract_name.sun_path + 1));
    must(bind(bait.abstract, (struct sockaddr *)&abstract_name, size) == 0 && listen(bait.abstract, 8) == 0);
}

void
bait_lay(void)
{
    log_threshold(LOG_ERROR);
    if (!bait.allowed)
        lay_ports();
    snprintf(bait.folder, sizeof bait.folder, "/tmp/pamong-kurung-XXXXXX");
    must(mkdtemp(bait.folder));
    snprintf(bait.beside, sizeof bait.beside, "%s-luar", bait.folder);
    snprintf(bait.inside, sizeof bait.inside, "%s/tautan", bait.folder);
    must(symlink("/etc/passwd", bait.inside) == 0);
}

void
bait_take_in(void)
{
    unlink(bait.inside);
    unlink(bait.beside);
    rmdir(bait.folder);
    bait.folder[0] = '\0';
}

void
keluar_all_refused(const struct kurung *k)
{
    for (size_t i = 0; i < COUNT(attempts); i++) {
        if (SANITIZED && attempts[i].wide)
            continue;
        int came = keluar_in_child(k, attempts[i].out);
        if (came != REFUSED)
            fail_msg("%s: %s came to %d", k->nama, attempts[i].name, came);
    }
}

void
keluar_all_work(void)
{
    for (size_t i = 0; i < COUNT(attempts); i++)
        if (attempts[i].sure && geteuid() == 0 && keluar_in_child(NULL, attempts[i].out) != GOT_OUT)
            fail_msg("%s does not even work outside", attempts[i].name);
}
