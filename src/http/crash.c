/* crash.c: which form ended the program, so that a phone's outbox cannot end it again with the same one. */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "http/http_internal.h"

/* A page in memory that the system keeps when the program dies; never flushed, since a power cut is nobody's fault. */
enum { RUNNING = 128, REMEMBERED = 256, KEY = 32, STRIKES = 2, ALTERNATE_STACK = 16 * 1024 };
enum state { IDLE, WORKED_ON, GUILTY };

struct running { atomic_int state; char key[KEY]; };
struct remembered { int64_t at, strikes; char key[KEY]; };
struct memory { char magic[8]; struct running running[RUNNING]; struct remembered list[REMEMBERED]; };

static const char magic[8] = "pamong1";
static struct memory *memory;                   /* NULL: nothing is remembered */
static _Thread_local struct running *mine;      /* what this thread works on now */
static _Thread_local char stack[ALTERNATE_STACK];

/* ---- when it happens -------------------------------------------------------------------------------------- */

/* Only what a signal handler may do; then the signal comes once more and ends the program. */
static void
blame(int number)
{
    if (mine)
        atomic_store(&mine->state, GUILTY);
    raise(number);
}

static void
catch_crashes(void)
{
    static const int numbers[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct sigaction before, ours = { .sa_handler = blame, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK };
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(numbers[i], &ours, NULL);         /* a sanitizer's own handler stays */
    }
}

/* A stack that overflowed has no room for a handler. */
static void
lend_stack(void)
{
    stack_t before, ours = { .ss_sp = stack, .ss_size = sizeof stack };
    if (sigaltstack(NULL, &before) == 0 && before.ss_flags & SS_DISABLE)
        sigaltstack(&ours, NULL);
}

/* ---- what is remembered ------------------------------------------------------------------------------------ */

static struct remembered *
find(const char *key)
{
    for (size_t i = 0; i < REMEMBERED; i++)
        if (memory->list[i].at && memcmp(memory->list[i].key, key, KEY) == 0)
            return &memory->list[i];
    return NULL;
}

static struct remembered *
oldest(void)
{
    struct remembered *old = memory->list;
    for (size_t i = 1; i < REMEMBERED; i++)
        if (memory->list[i].at < old->at)
            old = &memory->list[i];
    return old;
}

/* Who was caught in the act is not let in again; who was there when the program was killed is, once. */
static void
remember(const struct running *r, int64_t now)
{
    struct remembered *m = find(r->key);
    if (!m || now - m->at >= CRASH_SECONDS) {
        m = m ? m : oldest();
        m->strikes = 0;
        memcpy(m->key, r->key, KEY);
    }
    m->at = now;
    m->strikes += atomic_load(&r->state) == GUILTY ? STRIKES : 1;
    log_event(LOG_ERROR, "http", "the program ended while it worked on form %.8s (%lld)", r->key,
        (long long)m->strikes);
}

/* Every byte is written: a page that a full disk could not give later would end the program (SIGBUS) within a form. */
static bool
takes_room(int fd)
{
    char page[4096];
    for (size_t at = 0; at < sizeof *memory; at += sizeof page) {
        memset(page, 0, sizeof page);
        if (pread(fd, page, sizeof page, (off_t)at) < 0 || pwrite(fd, page, sizeof page, (off_t)at) != sizeof page)
            return false;
    }
    return true;
}

void
crash_open(str folder, int64_t now)
{
    char path[4096];
    must(folder.len < sizeof path - 16);
    memcpy(path, folder.ptr, folder.len);
    memcpy(path + folder.len, "/jatuh", sizeof "/jatuh");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    bool sized = fd >= 0 && takes_room(fd);
    void *map = sized ? mmap(NULL, sizeof *memory, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (fd >= 0)
        close(fd);
    if (map == MAP_FAILED) {
        log_event(LOG_WARN, "http", "no memory of crashes: the data folder cannot hold it");
        return;
    }
    memory = map;
    if (memcmp(memory->magic, magic, sizeof magic) != 0) {
        memset(memory, 0, sizeof *memory);
        memcpy(memory->magic, magic, sizeof magic);
    }
    for (size_t i = 0; i < RUNNING; i++)
        if (atomic_load(&memory->running[i].state) != IDLE) {
            remember(&memory->running[i], now);
            atomic_store(&memory->running[i].state, IDLE);
        }
    catch_crashes();
}

void
crash_close(void)
{
    if (memory)
        munmap(memory, sizeof *memory);
    memory = NULL;
}

bool
crash_remembers(str key, int64_t now)
{
    if (!memory || key.len != KEY)
        return false;
    const struct remembered *m = find(key.ptr);
    return m && m->strikes >= STRIKES && now - m->at < CRASH_SECONDS;
}

/* ---- around the work on one form ------------------------------------------------------------------------------ */

void
crash_begin(str key)
{
    must(!mine);
    if (!memory || key.len != KEY)
        return;
    lend_stack();
    for (size_t i = 0; i < RUNNING; i++) {
        int idle = IDLE;
        struct running *r = &memory->running[i];
        /* the key before the state would need the slot already: another thread may have it */
        if (atomic_compare_exchange_strong(&r->state, &idle, WORKED_ON)) {
            memcpy(r->key, key.ptr, KEY);
            mine = r;
            return;
        }
    }
}

void
crash_end(void)
{
    if (mine)
        atomic_store(&mine->state, IDLE);
    mine = NULL;
}
