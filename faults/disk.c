/* disk.c: libc's calls on files, defined here: the program and libsqlite3 reach the kernel through these. */
#include "faults/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "faults/disk_internal.h"

enum { FDS = 4096 };

const char *const call_names[CALL_KINDS] = { "open", "read", "write", "fsync", "rename, mkdir, unlink", "memory" };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[512], target[512], lied[64];
static long changes, cut_at;
static unsigned cut_seed;
static struct node *of_fd[FDS];
static char folder_of_fd[FDS][128];

/* ---- faults ------------------------------------------------------------------------------------------- */

static _Atomic int fault_kind = -1;
static atomic_long fault_in;
static int fault_error;
static bool fault_stays;
static atomic_bool fault_met, fault_in_folder;

void
disk_fail(enum call kind, long nth, int error, bool on)
{
    atomic_store(&fault_kind, -1);
    atomic_store(&fault_in, nth);
    atomic_store(&fault_met, false);
    atomic_store(&fault_in_folder, false);
    fault_error = error;
    fault_stays = on;
    if (nth)
        atomic_store(&fault_kind, (int)kind);
}

bool disk_failed(void) { return atomic_load(&fault_met); }
bool disk_failed_a_folder(void) { return atomic_load(&fault_in_folder); }

/* What the model of the disk asks for itself is not the program's. */
static _Thread_local bool own;

static bool
fails(enum call kind)
{
    if (own || atomic_load(&fault_kind) != (int)kind)
        return false;
    long left = atomic_fetch_sub(&fault_in, 1);
    if (left > 1 || (left < 1 && !fault_stays))
        return false;
    atomic_store(&fault_met, true);
    if (fault_error == DISK_KILL)
        kill(getpid(), SIGKILL);
    errno = fault_error;
    return true;
}

/* Only what lies below the watched folder may fail: the rest is the test's own. */
static bool
watched(const char *path)
{
    size_t len = strlen(root);
    return len && strncmp(path, root, len) == 0 && (path[len] == '/' || !path[len]);
}

static bool
watched_fd(int fd)
{
    return fd >= 0 && fd < FDS && root[0] && of_fd[fd];
}

/* ---- the cut ------------------------------------------------------------------------------------------ */

void
disk_watch(const char *path)
{
    image_load(path);
    snprintf(root, sizeof root, "%s", path);
}

void
disk_cut_after(long n, unsigned seed, const char *to)
{
    cut_at = n;
    cut_seed = seed;
    snprintf(target, sizeof target, "%s", to);
}

/* Under the lock: whoever else wants to change something waits until there is nobody any more. */
static _Noreturn void
cut(void)
{
    image_leave(root, target, cut_seed);
    _exit(DISK_CUT);
}

void
disk_cut_now(void)
{
    pthread_mutex_lock(&lock);
    cut();
}

long disk_changes(void) { return changes; }
void disk_lie(const char *part) { snprintf(lied, sizeof lied, "%s", part); }

/* One more change; holds the lock when it returns. */
static void
change_begins(void)
{
    pthread_mutex_lock(&lock);
    own = true;
    changes++;
    if (cut_at && changes >= cut_at)
        cut();
}

static void
change_ends(void)
{
    own = false;
    pthread_mutex_unlock(&lock);
}

/* ---- opening ------------------------------------------------------------------------------------------ */

static void
remember(int fd, const char *path, bool made)
{
    must(fd < FDS);
    of_fd[fd] = image_node(fd, made);
    snprintf(folder_of_fd[fd], sizeof folder_of_fd[fd], "%s", of_fd[fd]->folder ? path : "");
    if (made)
        image_name(path, NULL, of_fd[fd]);
}

static int
open_at(const char *path, int flags, mode_t mode)
{
    if (!watched(path)) {
        int other = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
        if (other >= 0 && other < FDS)
            of_fd[other] = NULL;        /* fclose() closes past close() */
        return other;
    }
    if (fails(CALL_OPEN))
        return -1;
    change_begins();
    bool there = syscall(SYS_access, path, F_OK) == 0;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    int error = errno;
    if (fd >= 0)
        remember(fd, path, !there);
    if (fd >= 0 && there && flags & O_TRUNC)
        image_length(of_fd[fd], 0);
    change_ends();
    errno = error;
    return fd;
}

/* With 64 bits for offsets this is open64, for libsqlite3 too. */
int
open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_at(path, flags, mode);
}

int
close(int fd)
{
    if (fd >= 0 && fd < FDS)
        of_fd[fd] = NULL;
    return (int)syscall(SYS_close, fd);
}

/* ---- reading and writing ------------------------------------------------------------------------------ */

ssize_t
read(int fd, void *to, size_t len)
{
    return watched_fd(fd) && fails(CALL_READ) ? -1 : syscall(SYS_read, fd, to, len);
}

ssize_t
pread64(int fd, void *to, size_t len, off_t at)
{
    return watched_fd(fd) && fails(CALL_READ) ? -1 : syscall(SYS_pread64, fd, to, len, at);
}

ssize_t
pwrite64(int fd, const void *from, size_t len, off_t at)
{
    if (!watched_fd(fd))
        return syscall(SYS_pwrite64, fd, from, len, at);
    if (fails(CALL_WRITE))
        return -1;
    change_begins();
    ssize_t n = syscall(SYS_pwrite64, fd, from, len, at);
    if (n > 0)
        image_write(of_fd[fd], at, from, (size_t)n);
    change_ends();
    return n;
}

ssize_t
write(int fd, const void *from, size_t len)
{
    if (!watched_fd(fd))
        return syscall(SYS_write, fd, from, len);
    if (fails(CALL_WRITE))
        return -1;
    change_begins();
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t n = syscall(SYS_write, fd, from, len);
    if (n > 0)
        image_write(of_fd[fd], at, from, (size_t)n);
    change_ends();
    return n;
}

int
ftruncate64(int fd, off_t len)
{
    if (!watched_fd(fd))
        return (int)syscall(SYS_ftruncate, fd, len);
    if (fails(CALL_WRITE))
        return -1;
    change_begins();
    image_length(of_fd[fd], len);
    int done = (int)syscall(SYS_ftruncate, fd, len);
    change_ends();
    return done;
}

/* ---- making durable ----------------------------------------------------------------------------------- */

int
fsync(int fd)
{
    if (!watched_fd(fd))
        return (int)syscall(SYS_fsync, fd);
    if (fails(CALL_SYNC)) {
        atomic_store(&fault_in_folder, of_fd[fd]->folder);
        return -1;
    }
    change_begins();
    if (!of_fd[fd]->folder)
        image_sync(of_fd[fd]);
    else if (!lied[0] || !strstr(folder_of_fd[fd], lied))
        image_sync_folder(folder_of_fd[fd]);
    change_ends();
    return 0;                           /* the model is the disk: the machine's own need not turn */
}

int fdatasync(int fd) { return fsync(fd); }

/* ---- names -------------------------------------------------------------------------------------------- */

static struct node *
node_at(const char *path, bool fresh)
{
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    struct node *n = image_node(fd, fresh);
    syscall(SYS_close, fd);
    return n;
}

int
rename(const char *old, const char *name)
{
    if (!watched(name))
        return (int)syscall(SYS_rename, old, name);
    if (fails(CALL_NAME))
        return -1;
    change_begins();
    struct node *n = node_at(old, false);
    int done = (int)syscall(SYS_rename, old, name);
    if (done == 0)
        image_name(name, old, n);
    change_ends();
    return done;
}

int
link(const char *old, const char *name)
{
    if (!watched(name))
        return (int)syscall(SYS_link, old, name);
    if (fails(CALL_NAME))
        return -1;
    change_begins();
    int done = (int)syscall(SYS_link, old, name), error = errno;
    if (done == 0)
        image_name(name, NULL, node_at(old, false));
    change_ends();
    errno = error;
    return done;
}

int
unlink(const char *path)
{
    if (!watched(path))
        return (int)syscall(SYS_unlink, path);
    if (fails(CALL_NAME))
        return -1;
    change_begins();
    int done = (int)syscall(SYS_unlink, path);
    int error = errno;
    if (done == 0)
        image_name(path, NULL, NULL);
    change_ends();
    errno = error;
    return done;
}

int
mkdir(const char *path, mode_t mode)
{
    if (!watched(path))
        return (int)syscall(SYS_mkdir, path, mode);
    if (fails(CALL_NAME))
        return -1;
    change_begins();
    int done = (int)syscall(SYS_mkdir, path, mode), error = errno;
    if (done == 0)
        image_name(path, NULL, node_at(path, true));
    change_ends();
    errno = error;
    return done;
}

/* ---- memory ------------------------------------------------------------------------------------------- */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

void *malloc(size_t size) { return fails(CALL_MEMORY) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails(CALL_MEMORY) ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return fails(CALL_MEMORY) ? NULL : __libc_realloc(old, size); }
