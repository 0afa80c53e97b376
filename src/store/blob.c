/* blob.c: files named by what they hold: written once, durably, never changed. */
#include "store/blob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "store/store_internal.h"

static bool
is_hash(str hash)
{
    for (size_t i = 0; i < hash.len; i++)
        if (!((hash.ptr[i] >= '0' && hash.ptr[i] <= '9') || (hash.ptr[i] >= 'a' && hash.ptr[i] <= 'f')))
            return false;
    return hash.len == 64;
}

/* folder/ab/cdef...; a name that is no hash names nothing. */
static bool
path_of(char *path, size_t size, str folder, str hash)
{
    if (!is_hash(hash))
        return false;
    int len = snprintf(path, size, STR "/%.2s/%.62s", STR_ARG(folder), hash.ptr, hash.ptr + 2);
    return len > 0 && (size_t)len < size;
}

static bool
write_all(int fd, str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

bool
folder_sync(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return synced;
}

bool
folder_sync_above(const char *path)
{
    char above[4096];
    const char *slash = strrchr(path, '/');
    int len = slash && slash > path ? (int)(slash - path) : 1;
    snprintf(above, sizeof above, "%.*s", len, slash ? path : ".");
    return folder_sync(above);
}

static bool
write_file(const char *temporary, const char *path, str bytes)
{
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd < 0)
        return false;
    bool written = write_all(fd, bytes) && fsync(fd) == 0;
    written &= close(fd) == 0;
    if (written && rename(temporary, path) == 0)
        return true;
    unlink(temporary);
    return false;
}

/* errno of what failed is what tells a full disk from a broken one. */
static bool
have_folder(const char *path)
{
    return mkdir(path, 0750) == 0 || errno == EEXIST;
}

/* The names above a file: an earlier run may have made them without living long enough to sync them. */
static bool
sync_above(const char *inner, const char *folder)
{
    return folder_sync(inner) && folder_sync(folder) && folder_sync_above(folder);
}

/* Who puts or keeps a file shares the folder with others who do, and never with who sweeps it. -1: not locked. */
static int
hold(str folder, short kind, struct arena *arena)
{
    str path = str_format(arena, STR "/.kunci", STR_ARG(folder));
    struct flock whole = { .l_type = kind, .l_whence = SEEK_SET };
    int fd = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0)
        return -1;
    while (fcntl(fd, F_OFD_SETLKW, &whole) != 0)
        if (errno != EINTR) {
            close(fd);
            return -1;
        }
    return fd;
}

/* Was it put so lately that it needs no new time? Sweeping spares what is younger than a day in any case. */
static bool
is_young(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && clock_now() - (int64_t)about.st_mtime < BLOB_YOUNG / 2;
}

/* What is there already but old is written once more: it begins to wait for its row anew. */
static bool
put_held(str folder, str name, str bytes, struct arena *arena)
{
    char path[4096];
    must(path_of(path, sizeof path, folder, name));
    str inner = str_format(arena, STR "/%.2s", STR_ARG(folder), name.ptr);
    if (is_young(path) && access(path, R_OK) == 0)
        return true;
    str temporary = str_format(arena, STR "/." STR, STR_ARG(inner), STR_ARG(random_hex(arena, 8)));
    return have_folder(inner.ptr) && write_file(temporary.ptr, path, bytes);
}

enum outcome
blob_put(str folder, str bytes, struct arena *arena, str *hash)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(sum, (const unsigned char *)(bytes.ptr ? bytes.ptr : ""), bytes.len);
    str name = hex_of(arena, sum, sizeof sum);
    str inner = str_format(arena, STR "/%.2s", STR_ARG(folder), name.ptr);
    int lock = have_folder(cstr(arena, folder)) ? hold(folder, F_RDLCK, arena) : -1;
    bool there = lock >= 0 && put_held(folder, name, bytes, arena);
    int why = errno;
    if (lock >= 0)
        close(lock);
    errno = why;
    if (!there || !sync_above(inner.ptr, cstr(arena, folder))) {
        store_stop_at(errno == EIO, "keeping a file");
        log_event(LOG_ERROR, "store", "a file could not be kept: errno %d", errno);
        return errno == ENOSPC || errno == EDQUOT ? NO_ROOM : FAILED;
    }
    *hash = name;
    return OK;
}

int
blob_open(str folder, str hash, int64_t *size)
{
    char path[4096];
    struct stat about;
    if (!path_of(path, sizeof path, folder, hash))
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &about) != 0) {
        close(fd);
        return -1;
    }
    if (fd >= 0)
        *size = about.st_size;
    return fd;
}

bool
blob_exists(str folder, str hash)
{
    int64_t size;
    int fd = blob_open(folder, hash, &size);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

enum outcome
blob_get(str folder, str hash, struct arena *arena, str *bytes)
{
    int64_t size = 0;
    int fd = blob_open(folder, hash, &size);
    if (fd < 0)
        return NOT_FOUND;
    char *p = arena_alloc(arena, (size_t)size + 1);
    int64_t got = 0;
    for (ssize_t n = 1; got < size && n > 0; got += n > 0 ? n : 0)
        n = read(fd, p + got, (size_t)(size - got));
    close(fd);
    if (got < size)
        return FAILED;
    *bytes = (str){ p, (size_t)size };
    return OK;
}

bool
blob_keep(str folder, str hash, struct arena *arena)
{
    char path[4096];
    str bytes;
    if (!path_of(path, sizeof path, folder, hash))
        return false;
    int lock = hold(folder, F_RDLCK, arena);
    bool kept = lock >= 0 && (is_young(path) || (blob_get(folder, hash, arena, &bytes) == OK
        && put_held(folder, hash, bytes, arena)));
    if (lock >= 0)
        close(lock);
    return kept;
}

/* ---- sweeping ------------------------------------------------------------------------------------------------ */

/* Half written by a run that ended is nobody's; a whole file is asked for. */
static bool
is_orphan(const struct blob_broom *b, const char *first, const char *rest)
{
    char name[65];
    if (rest[0] == '.')
        return strlen(rest) == 17;
    int len = snprintf(name, sizeof name, "%s%s", first, rest);
    return len == 64 && is_hash((str){ name, 64 }) && !b->used(b->context, (str){ name, 64 });
}

/* All under the lock: who puts the same file waits, finds it gone, and writes it. */
static enum outcome
sweep_one(struct blob_broom *b, const char *first, const char *rest)
{
    struct stat about;
    str path = str_format(b->arena, STR "/%s/%s", STR_ARG(b->folder), first, rest);
    if (stat(path.ptr, &about) != 0 || !S_ISREG(about.st_mode) || (int64_t)about.st_mtime >= b->before)
        return OK;
    int lock = hold(b->folder, F_WRLCK, b->arena);
    if (lock < 0)
        return FAILED;
    bool old = stat(path.ptr, &about) == 0 && (int64_t)about.st_mtime < b->before;
    bool gone = old && is_orphan(b, first, rest) && unlink(path.ptr) == 0;
    close(lock);
    b->removed += gone;
    return OK;
}

enum outcome
blob_sweep(struct blob_broom *b, unsigned part)
{
    char first[3];
    enum outcome o = OK;
    snprintf(first, sizeof first, "%02x", part & 0xFF);
    DIR *inner = opendir(str_format(b->arena, STR "/%s", STR_ARG(b->folder), first).ptr);
    if (!inner)
        return errno == ENOENT ? OK : FAILED;
    for (struct dirent *e; o == OK && (e = readdir(inner));)
        o = sweep_one(b, first, e->d_name);
    closedir(inner);
    return o;
}
