/* pembantu.c: keeps the helper processes alive and gives each one job at a time; photos to whichever is free. */
#include "core/pembantu/pembantu.h"

#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "core/pembantu/penjaga.h"

/* `lock` is held for a whole job; `fd_lock` only where `fd` changes, so that a cut reaches a job under way. */
struct helper {
    pthread_mutex_t lock, fd_lock;
    const struct kiriman *config;
    int fd;
    bool started, cut;
};
#define ASLEEP { .lock = PTHREAD_MUTEX_INITIALIZER, .fd_lock = PTHREAD_MUTEX_INITIALIZER, .fd = -1 }
static struct helper helpers[PEMBANTU_COUNT] = { ASLEEP, ASLEEP, ASLEEP, ASLEEP, ASLEEP, ASLEEP };
static int ubah_count = 1;              /* of them that are used */
static pthread_mutex_t penjaga_lock = PTHREAD_MUTEX_INITIALIZER;       /* penjaga takes one order at a time */

/* Whose job it is, and how long it may take: kirim itself gives a mail server 30 s. */
static const struct { enum pembantu helper; int deadline_ms; } jobs[] = {
    [KERJA_FOTO]  = { PEMBANTU_UBAH,  20000 },
    [KERJA_PDF]   = { PEMBANTU_UBAH,  20000 },
    [KERJA_ATUR]  = { PEMBANTU_KIRIM, 5000 },
    [KERJA_SUREL] = { PEMBANTU_KIRIM, 45000 },
    [KERJA_LUAR]  = { PEMBANTU_LUAR,  30000 },
    [KERJA_SENSOR] = { PEMBANTU_UBAH, 20000 },
};

/* False when it was cut off meanwhile. */
static bool
set_fd(struct helper *h, int fd)
{
    pthread_mutex_lock(&h->fd_lock);
    bool cut = h->cut;
    if (h->fd >= 0)
        close(h->fd);
    h->fd = fd;
    pthread_mutex_unlock(&h->fd_lock);
    return !cut;
}

/* One frame there and one back; `outcome` is what the helper says of the job. */
struct asking { enum pekerjaan kind; const struct kiriman *question; struct arena *arena; struct kiriman *answer;
    uint32_t outcome; };

static bool
answered(struct helper *h, struct asking *a)
{
    return bingkai_write(h->fd, (uint32_t)a->kind, a->question)
        && bingkai_read(h->fd, a->arena, jobs[a->kind].deadline_ms, &a->outcome, a->answer);
}

static bool
configured(struct helper *h, struct arena *arena)
{
    struct kiriman answer = { 0 };
    struct asking a = { KERJA_ATUR, h->config, arena, &answer, FAILED };
    if (!h->config)
        return true;
    if (answered(h, &a) && a.outcome == OK)
        return true;
    str why = a.outcome == INVALID && answer.count ? answer.parts[0] : S("no answer");
    log_event(LOG_ERROR, "pembantu", "helper %d does not take its configuration: " STR, (int)(h - helpers),
        STR_ARG(why));
    return false;
}

static void
end(struct helper *h)
{
    if (h->fd < 0)
        return;
    set_fd(h, -1);
    pthread_mutex_lock(&penjaga_lock);
    penjaga_end((int)(h - helpers));
    pthread_mutex_unlock(&penjaga_lock);
}

static bool
begin(struct helper *h, struct arena *arena)
{
    int fd;
    pthread_mutex_lock(&penjaga_lock);
    bool begun = penjaga_helper((int)(h - helpers), &fd);
    pthread_mutex_unlock(&penjaga_lock);
    if (begun && set_fd(h, fd) && configured(h, arena))
        return true;
    end(h);
    return false;
}

static bool
begin_first(struct helper *h, const struct kiriman *config)
{
    struct arena *arena = arena_open();
    pthread_mutex_lock(&h->lock);
    h->config = config;
    h->started = true;
    bool begun = begin(h, arena);
    pthread_mutex_unlock(&h->lock);
    arena_close(arena);
    return begun;
}

/* Those beside the first one begin with the first job that finds the others busy. */
static void
allow_more(const char **executables)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    ubah_count = processors < 1 ? 1 : processors > UBAH_MOST ? UBAH_MOST : (int)processors;
    for (int i = 1; i < UBAH_MOST; i++) {
        executables[i] = executables[PEMBANTU_UBAH];
        helpers[i].started = i < ubah_count;
    }
}

enum outcome
pembantu_start(const char *ubah, const char *kirim, const struct pembantu_atur *config)
{
    static const char *executables[PEMBANTU_COUNT + 1];
    executables[PEMBANTU_UBAH] = ubah;
    executables[PEMBANTU_KIRIM] = executables[PEMBANTU_LUAR] = kirim;
    allow_more(executables);
    signal(SIGPIPE, SIG_IGN);
    if (penjaga_start(executables) != OK || !begin_first(&helpers[PEMBANTU_UBAH], NULL)) {
        log_event(LOG_ERROR, "pembantu", "cannot start %s", ubah);
        return FAILED;
    }
    if (config->surel && !begin_first(&helpers[PEMBANTU_KIRIM], config->surel))
        log_event(LOG_ERROR, "pembantu", "cannot start %s: e-mails wait", kirim);
    if (config->luar && !begin_first(&helpers[PEMBANTU_LUAR], config->luar))
        log_event(LOG_ERROR, "pembantu", "cannot start %s: connections to other servers wait", kirim);
    return OK;
}

void
pembantu_cut(enum pembantu which)
{
    struct helper *h = &helpers[which];
    pthread_mutex_lock(&h->fd_lock);
    h->cut = true;
    if (h->fd >= 0)
        shutdown(h->fd, SHUT_RDWR);
    pthread_mutex_unlock(&h->fd_lock);
    pthread_mutex_lock(&h->lock);
    h->started = false;
    end(h);
    pthread_mutex_unlock(&h->lock);
}

void
pembantu_stop(void)
{
    for (int i = 0; i < PEMBANTU_COUNT; i++)
        pembantu_cut((enum pembantu)i);
    penjaga_stop();
}

/* Locked: the first that is free, or else one of them in turn. */
static struct helper *
helper_for(enum pekerjaan kind)
{
    static _Atomic unsigned turn;
    struct helper *h = &helpers[jobs[kind].helper];
    if (jobs[kind].helper == PEMBANTU_UBAH) {
        for (int i = 0; i < ubah_count; i++)
            if (pthread_mutex_trylock(&helpers[i].lock) == 0)
                return &helpers[i];
        h = &helpers[turn++ % (unsigned)ubah_count];
    }
    pthread_mutex_lock(&h->lock);
    return h;
}

enum outcome
pembantu_ask(enum pekerjaan kind, const struct kiriman *question, struct arena *arena, struct kiriman *answer)
{
    struct helper *h = helper_for(kind);
    struct asking a = { kind, question, arena, answer, FAILED };
    bool there = h->started && (h->fd >= 0 || begin(h, arena));
    bool ended = there && answered(h, &a);
    if (there && !ended) {
        log_event(LOG_WARN, "pembantu", "a job of kind %d ended the helper", (int)kind);
        end(h);
    }
    pthread_mutex_unlock(&h->lock);
    if (!ended)
        return FAILED;
    return a.outcome == OK ? OK : a.outcome == INVALID ? INVALID : FAILED;
}
