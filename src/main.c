/* main.c: the process as it begins, and its command line. */
#include <malloc.h>

#include <sodium.h>

#include "modules/modules.h"
#include "perintah/perintah.h"

int
main(int argc, char **argv)
{
    /* what is large goes back to the system at once, instead of staying with each thread; but SQLite's tables for one
       question (88 KiB each) come and go with every page */
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    mallopt(M_TRIM_THRESHOLD, 512 * 1024);
    must(sodium_init() >= 0);
    modules_assemble();
    return perintah_run(argc, argv);
}
