/* kawat.c: what goes over kendali.sock, with every length bounded before anything is allocated. */
#include "perintah/kawat.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { TEXTS_MOST = 16, BYTES_MOST = 96 * 1024 * 1024, ASKING_SECONDS = 10 };

static bool
address(const char *path, struct sockaddr_un *at)
{
    *at = (struct sockaddr_un){ .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof at->sun_path)
        return false;
    memcpy(at->sun_path, path, strlen(path) + 1);
    return true;
}

int
kawat_listen(const char *path)
{
    struct sockaddr_un at;
    int fd = address(path, &at) ? socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;
    if (fd < 0)
        return -1;
    mode_t before = umask(0177);
    bool bound = bind(fd, (struct sockaddr *)&at, sizeof at) == 0;
    umask(before);
    if (bound && listen(fd, 8) == 0)
        return fd;
    close(fd);
    return -1;
}

int
kawat_connect(const char *path)
{
    struct sockaddr_un at;
    int fd = address(path, &at) ? socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;
    if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) == 0)
        return fd;
    close(fd);
    return -1;
}

bool
kawat_peer_is_ours(int fd)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    struct timeval slow = { .tv_sec = ASKING_SECONDS };
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == geteuid() || peer.uid == 0)
        && setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &slow, sizeof slow) == 0;
}

static bool
send_all(int fd, const void *bytes, size_t size)
{
    for (const char *p = bytes; size;) {
        ssize_t sent = send(fd, p, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        p += sent;
        size -= (size_t)sent;
    }
    return true;
}

static bool
receive_all(int fd, void *bytes, size_t size)
{
    for (char *p = bytes; size;) {
        ssize_t got = recv(fd, p, size, 0);
        if (got <= 0)
            return false;
        p += got;
        size -= (size_t)got;
    }
    return true;
}

bool
kawat_write(int fd, const str *items, size_t count)
{
    uint32_t head[TEXTS_MOST + 1] = { (uint32_t)count };
    must(count <= TEXTS_MOST);
    for (size_t i = 0; i < count; i++)
        head[i + 1] = (uint32_t)items[i].len;
    bool sent = send_all(fd, head, sizeof head);
    for (size_t i = 0; i < count && sent; i++)
        sent = send_all(fd, items[i].ptr, items[i].len);
    return sent;
}

bool
kawat_read(int fd, struct arena *arena, struct kawat_isi *isi)
{
    uint32_t head[TEXTS_MOST + 1];
    size_t all = 0;
    if (!receive_all(fd, head, sizeof head) || head[0] > TEXTS_MOST)
        return false;
    for (size_t i = 0; i < head[0]; i++)
        all += head[i + 1];
    if (all > BYTES_MOST)
        return false;
    char *bytes = arena_alloc(arena, all + 1);
    str *items = arena_array(arena, str, head[0] + 1);
    if (!receive_all(fd, bytes, all))
        return false;
    for (size_t i = 0; i < head[0]; i++) {
        items[i] = (str){ bytes, head[i + 1] };
        bytes += head[i + 1];
    }
    *isi = (struct kawat_isi){ items, head[0] };
    return true;
}
