/* penjaga.c: started before the cage closes; starts, ends and starts again the helpers that serve asks for. */
#include "core/pembantu/penjaga.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

enum { HELPERS_MOST = 8 };
enum task { BEGIN = 1, END };
struct order { uint8_t task, which; };

static int to_penjaga = -1;             /* in serve; only the thread that holds the helpers' lock uses it */

/* ---- in penjaga itself: one thread, no memory, two kinds of order ------------------------------------------ */

static struct { const char *const *executables; pid_t pids[HELPERS_MOST]; int orders; } own;

/* In the helper: the socket becomes standard input and output, everything else is closed. */
static _Noreturn void
become_helper(int which, int fd)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(fd, STDIN_FILENO);
    dup2(fd, STDOUT_FILENO);
    for (int other = 3; other < 1024; other++)
        close(other);
    execl(own.executables[which], own.executables[which], (char *)NULL);
    _exit(127);
}

static void
end_helper(int which)
{
    if (own.pids[which] <= 0)
        return;
    kill(own.pids[which], SIGKILL);
    waitpid(own.pids[which], NULL, 0);
    own.pids[which] = 0;
}

/* One byte, and with it the descriptor when there is one. */
static bool
answer(int fd)
{
    char byte = fd >= 0 ? 'y' : 'n';
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr aligned; } control = { { 0 } };
    struct iovec part = { &byte, 1 };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
    if (fd >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        *head = (struct cmsghdr){ .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof fd) };
        memcpy(CMSG_DATA(head), &fd, sizeof fd);
    }
    return sendmsg(own.orders, &message, MSG_NOSIGNAL) == 1;
}

static bool
begin_helper(int which)
{
    int pair[2];
    end_helper(which);
    if (access(own.executables[which], X_OK) != 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return answer(-1);
    own.pids[which] = fork();
    if (own.pids[which] == 0)
        become_helper(which, pair[1]);
    close(pair[1]);
    bool told = answer(own.pids[which] > 0 ? pair[0] : -1);
    close(pair[0]);
    return told;
}

/* Ends with serve: its end of the socket closes however it dies. Ctrl C is serve's to answer. */
static _Noreturn void
be_penjaga(int orders)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_NAME, "pamong-penjaga");
    own.orders = orders;
    size_t count = 0;
    while (own.executables[count])
        count++;
    struct order o;
    while (recv(orders, &o, sizeof o, 0) == (ssize_t)sizeof o && o.which < count) {
        if (o.task == END)
            end_helper(o.which);
        else if (!begin_helper(o.which))
            break;
    }
    for (size_t i = 0; i < count; i++)
        end_helper((int)i);
    _exit(0);
}

/* ---- in serve ---------------------------------------------------------------------------------------------- */

enum outcome
penjaga_start(const char *const *executables)
{
    int pair[2];
    size_t count = 0;
    while (executables[count])
        count++;
    must(count <= HELPERS_MOST && to_penjaga < 0);
    own.executables = executables;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return FAILED;
    pid_t pid = fork();
    if (pid == 0) {
        close(pair[0]);
        be_penjaga(pair[1]);
    }
    close(pair[1]);
    to_penjaga = pair[0];
    if (pid < 0) {
        penjaga_stop();
        return FAILED;
    }
    return OK;
}

static bool
receive(int *fd)
{
    char byte = 0;
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr aligned; } control = { { 0 } };
    struct iovec part = { &byte, 1 };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes };
    ssize_t got;
    do
        got = recvmsg(to_penjaga, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    struct cmsghdr *head = got == 1 && byte == 'y' ? CMSG_FIRSTHDR(&message) : NULL;
    if (!head || head->cmsg_type != SCM_RIGHTS)
        return false;
    memcpy(fd, CMSG_DATA(head), sizeof *fd);
    return true;
}

static bool
order(enum task task, int which)
{
    struct order o = { (uint8_t)task, (uint8_t)which };
    return to_penjaga >= 0 && send(to_penjaga, &o, sizeof o, MSG_NOSIGNAL) == (ssize_t)sizeof o;
}

bool
penjaga_helper(int which, int *fd)
{
    if (order(BEGIN, which) && receive(fd))
        return true;
    log_event(LOG_ERROR, "pembantu", "helper %d could not be started", which);
    return false;
}

void
penjaga_end(int which)
{
    if (!order(END, which))
        log_event(LOG_WARN, "pembantu", "penjaga is gone");
}

void
penjaga_stop(void)
{
    if (to_penjaga >= 0)
        close(to_penjaga);
    to_penjaga = -1;
}
