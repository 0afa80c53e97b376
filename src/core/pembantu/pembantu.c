/* pembantu.c: keeps the helper process alive and gives it one job at a time. */
#include "core/pembantu/pembantu.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

enum { DEADLINE_MS = 20000 };

static struct { pthread_mutex_t lock; const char *executable; pid_t pid; int fd; } helper = {
    .lock = PTHREAD_MUTEX_INITIALIZER, .fd = -1 };

/* In the child: the socket becomes standard input and output, everything else is closed. */
static _Noreturn void
become_helper(int fd)
{
    dup2(fd, STDIN_FILENO);
    dup2(fd, STDOUT_FILENO);
    for (int other = 3; other < 1024; other++)
        close(other);
    execl(helper.executable, helper.executable, (char *)NULL);
    _exit(127);
}

static bool
begin(void)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0)
        become_helper(pair[1]);
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return false;
    }
    helper.pid = pid;
    helper.fd = pair[0];
    return true;
}

static void
end(void)
{
    if (helper.fd < 0)
        return;
    close(helper.fd);
    kill(helper.pid, SIGKILL);
    waitpid(helper.pid, NULL, 0);
    helper.fd = -1;
}

enum outcome
pembantu_start(const char *executable)
{
    signal(SIGPIPE, SIG_IGN);
    pthread_mutex_lock(&helper.lock);
    helper.executable = executable;
    bool begun = access(executable, X_OK) == 0 && begin();
    pthread_mutex_unlock(&helper.lock);
    if (!begun)
        log_event(LOG_ERROR, "pembantu", "cannot start %s", executable);
    return begun ? OK : FAILED;
}

void
pembantu_stop(void)
{
    pthread_mutex_lock(&helper.lock);
    end();
    pthread_mutex_unlock(&helper.lock);
}

enum outcome
pembantu_ask(enum pekerjaan kind, const struct kiriman *question, struct arena *arena, struct kiriman *answer)
{
    uint32_t outcome = FAILED;
    pthread_mutex_lock(&helper.lock);
    bool answered = helper.executable && (helper.fd >= 0 || begin())
        && bingkai_write(helper.fd, (uint32_t)kind, question)
        && bingkai_read(helper.fd, arena, DEADLINE_MS, &outcome, answer);
    if (!answered) {
        log_event(LOG_WARN, "pembantu", "a job of kind %d ended the helper", (int)kind);
        end();
    }
    pthread_mutex_unlock(&helper.lock);
    if (!answered)
        return FAILED;
    return outcome == OK ? OK : outcome == INVALID ? INVALID : FAILED;
}
