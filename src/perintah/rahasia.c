/* rahasia.c: a region's secret: where it lies, and when a new one may be made. */
#include "perintah/daerah.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/random.h"
#include "store/blob.h"

enum { SECRET = 32 };

static bool
read_secret(struct arena *arena, str path, str *secret)
{
    char bytes[SECRET + 1];
    int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);
    if (fd >= 0)
        close(fd);
    if (got != SECRET)
        return false;
    *secret = arena_copy(arena, (str){ bytes, SECRET });
    return true;
}

/* Never over an old one: who asks has looked, and holds the folder. Never half of one, as a full disk would leave it,
   and on the disk before anything is derived from it. */
static bool
make_secret(struct arena *arena, str path, str *secret)
{
    char bytes[SECRET];
    str begun = str_format(arena, STR ".baru", STR_ARG(path));
    random_bytes(bytes, sizeof bytes);
    int fd = open(begun.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool made = fd >= 0 && write(fd, bytes, sizeof bytes) == SECRET && fsync(fd) == 0;
    if (fd >= 0)
        made = close(fd) == 0 && made;
    made = made && rename(begun.ptr, path.ptr) == 0 && folder_sync_above(path.ptr);
    int why = errno;
    if (!made)
        unlink(begun.ptr);
    errno = why;
    *secret = arena_copy(arena, (str){ bytes, SECRET });
    return made;
}

/* systemd gives it to the service as a credential; a command of root reads the same file itself. */
void
rahasia_preload(struct arena *arena, struct konfigurasi_daerah *d)
{
    (void)!read_secret(arena, str_format(arena, RAHASIA_FOLDER "/" STR, STR_ARG(d->bagian)), &d->rahasia);
}

enum outcome
rahasia_of(struct arena *arena, const struct konfigurasi_daerah *d, str *secret)
{
    if (d->rahasia.len) {
        *secret = d->rahasia;
        return OK;
    }
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    str beside = str_format(arena, STR "/rahasia", STR_ARG(d->folder));
    str given = str_format(arena, "%s/rahasia_" STR, credentials ? credentials : "", STR_ARG(d->bagian));
    str database = str_format(arena, STR "/pamong.db", STR_ARG(d->folder));
    if ((credentials && read_secret(arena, given, secret)) || read_secret(arena, beside, secret))
        return OK;
    if (access(beside.ptr, F_OK) == 0 || (credentials && access(given.ptr, F_OK) == 0)) {
        log_event(LOG_ERROR, "perintah", "the secret of " STR " is not 32 bytes or cannot be read", STR_ARG(d->bagian));
        return FAILED;
    }
    if (access(database.ptr, F_OK) == 0) {
        log_event(LOG_ERROR, "perintah", "region " STR " has a database but no secret: put " STR " back from its copy",
            STR_ARG(d->bagian), STR_ARG(beside));
        return FAILED;
    }
    if (make_secret(arena, beside, secret))
        return OK;
    log_event(LOG_ERROR, "perintah", "cannot write " STR ": %s", STR_ARG(beside), strerror(errno));
    return FAILED;
}

enum outcome
rahasia_prepare(struct arena *arena, const struct konfigurasi_daerah *d, bool *made)
{
    str kept = str_format(arena, RAHASIA_FOLDER "/" STR, STR_ARG(d->bagian)), unused;
    str beside = str_format(arena, STR "/rahasia", STR_ARG(d->folder));
    str database = str_format(arena, STR "/pamong.db", STR_ARG(d->folder));
    if (access(kept.ptr, F_OK) == 0 || access(beside.ptr, F_OK) == 0)
        return OK;
    if (access(database.ptr, F_OK) == 0) {
        log_event(LOG_ERROR, "perintah", "region " STR " has a database but no secret: put " STR " back from its copy",
            STR_ARG(d->bagian), STR_ARG(kept));
        return FAILED;
    }
    *made = make_secret(arena, kept, &unused);
    if (!*made)
        log_event(LOG_ERROR, "perintah", "cannot write " STR ": %s", STR_ARG(kept), strerror(errno));
    return *made ? OK : FAILED;
}
