/* folder.c: takes a folder away with all that is in it. */
#include <ftw.h>
#include <stdio.h>

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
