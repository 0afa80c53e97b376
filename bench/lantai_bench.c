/* lantai_bench.c: lantai-bench FILE PORT: libmicrohttpd alone, answering with one file: the floor below a kept page. */
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

static enum MHD_Result
answer(void *response, struct MHD_Connection *c, const char *url, const char *method, const char *version,
    const char *bytes, size_t *size, void **context)
{
    static int seen;
    (void)url, (void)method, (void)version, (void)bytes, (void)size;
    if (!*context) {
        *context = &seen;               /* an answer to the first call would end the connection */
        return MHD_YES;
    }
    return MHD_queue_response(c, MHD_HTTP_OK, response);
}

/* As many headers, and as long, as a page of ours has. */
static struct MHD_Response *
response_of(const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    must(fd >= 0 && fstat(fd, &about) == 0);
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    must(bytes != MAP_FAILED);
    struct MHD_Response *r = MHD_create_response_from_buffer((size_t)about.st_size, bytes, MHD_RESPMEM_MUST_COPY);
    char name[16];
    for (int i = 0; i < 10; i++) {
        snprintf(name, sizeof name, "X-Header-%d", i);
        MHD_add_response_header(r, name, "as long as the middle of our own headers, about this");
    }
    return r;
}

/* Ends with its standard input. */
int
main(int argc, char **argv)
{
    must(argc == 3);
    char end;
    struct MHD_Response *r = response_of(argv[1]);
    struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME,
        (uint16_t)strtol(argv[2], NULL, 10), NULL, NULL, answer, r, MHD_OPTION_THREAD_POOL_SIZE, 2U,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)24 * 1024, MHD_OPTION_CONNECTION_TIMEOUT, 75U, MHD_OPTION_END);
    must(d);
    while (read(STDIN_FILENO, &end, 1) > 0) { }
    MHD_stop_daemon(d);
    MHD_destroy_response(r);
}
