/* lambat.c: a disk that takes 2 ms longer for each flush; loaded before libc by kirim.mjs, never shipped. */
#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

typedef int flush(int);

static int
slowly(const char *name, int fd)
{
    nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
    flush *real;
    *(void **)&real = dlsym(RTLD_NEXT, name);
    return real(fd);
}

int fsync(int fd) { return slowly("fsync", fd); }
int fdatasync(int fd) { return slowly("fdatasync", fd); }
