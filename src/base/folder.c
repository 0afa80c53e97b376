/* folder.c: takes a folder away with all that is in it, a file twice, and tells whether its disk has room. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/base.h"

static int
remove_entry(const char *path, const struct stat *s, int kind, struct FTW *at)
{
    (void)s;
    (void)kind;
    (void)at;
    return remove(path);
}

void
folder_remove(const char *path)
{
    nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

bool
folder_is_full(const char *path)
{
    enum { ROOM_MB = 16 };
    struct statvfs disk;
    if (statvfs(path, &disk) != 0 || disk.f_blocks == 0)
        return false;
    return disk.f_bavail * (disk.f_frsize / 512) / 2048 < ROOM_MB || (disk.f_files && disk.f_favail == 0);
}

bool
file_duplicate(const char *from, const char *to)
{
    struct stat s;
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool whole = in >= 0 && out >= 0 && fstat(in, &s) == 0;
    for (off_t at = 0; whole && at < s.st_size;)
        whole = sendfile(out, in, &at, (size_t)(s.st_size - at)) > 0;
    if (in >= 0)
        close(in);
    return (out < 0 || close(out) == 0) && whole;
}
