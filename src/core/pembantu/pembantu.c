/* pembantu.c: keeps the helper process alive and gives it one job at a time. */
#include "core/pembantu/pembantu.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "base/log.h"
#include "core/pembantu/penjaga.h"

enum { DEADLINE_MS = 20000 };

static struct { pthread_mutex_t lock; bool started; int fd; } helper = {
    .lock = PTHREAD_MUTEX_INITIALIZER, .fd = -1 };

static bool
begin(void)
{
    return penjaga_helper(0, &helper.fd);
}

static void
end(void)
{
    if (helper.fd < 0)
        return;
    close(helper.fd);
    penjaga_end(0);
    helper.fd = -1;
}

enum outcome
pembantu_start(const char *executable)
{
    static const char *executables[2];
    executables[0] = executable;
    signal(SIGPIPE, SIG_IGN);
    pthread_mutex_lock(&helper.lock);
    helper.started = penjaga_start(executables) == OK && begin();
    pthread_mutex_unlock(&helper.lock);
    if (!helper.started)
        log_event(LOG_ERROR, "pembantu", "cannot start %s", executable);
    return helper.started ? OK : FAILED;
}

void
pembantu_stop(void)
{
    pthread_mutex_lock(&helper.lock);
    end();
    penjaga_stop();
    pthread_mutex_unlock(&helper.lock);
}

enum outcome
pembantu_ask(enum pekerjaan kind, const struct kiriman *question, struct arena *arena, struct kiriman *answer)
{
    uint32_t outcome = FAILED;
    pthread_mutex_lock(&helper.lock);
    bool answered = helper.started && (helper.fd >= 0 || begin())
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
