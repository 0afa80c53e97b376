/* landlock.c: files and ports by Landlock; the headers of Debian 12 are older than its ports, so it stands here. */
#include "core/kurung/kurung.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };     /* the same on every architecture */
enum { RULE_PATH = 1, RULE_PORT = 2, ASK_VERSION = 1, NET_BIND = 1, NET_CONNECT = 2, SCOPE_BOTH = 3 };
#define RIGHT(n) (1ULL << (n))
enum { EXECUTE = 0, WRITE_FILE = 1, READ_FILE = 2, READ_FOLDER = 3, REFER = 13, TRUNCATE = 14, IOCTL_DEVICE = 15 };

struct ruleset { uint64_t files, net, scope; };
struct path_rule { uint64_t allowed; int32_t below; } __attribute__((packed));
struct port_rule { uint64_t allowed, port; };

int
kurung_abi(void)
{
    long abi = syscall(CREATE_RULESET, NULL, 0L, (long)ASK_VERSION);
    return abi > 0 ? (int)abi : 0;
}

/* Everything that this kernel can refuse. */
static uint64_t
all_rights(int abi)
{
    uint64_t rights = RIGHT(13) - 1;
    rights |= abi >= 2 ? RIGHT(REFER) : 0;
    rights |= abi >= 3 ? RIGHT(TRUNCATE) : 0;
    return rights | (abi >= 5 ? RIGHT(IOCTL_DEVICE) : 0);
}

static bool
allow_path(int ruleset, const char *path, uint64_t rights)
{
    struct stat about;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true;                    /* what is not there needs no rule */
    if (fstat(fd, &about) == 0 && !S_ISDIR(about.st_mode))
        rights &= RIGHT(WRITE_FILE) | RIGHT(READ_FILE) | RIGHT(TRUNCATE);
    struct path_rule rule = { rights, fd };
    bool added = syscall(ADD_RULE, ruleset, RULE_PATH, &rule, 0) == 0;
    close(fd);
    return added;
}

static bool
allow_port(int ruleset, uint64_t what, int port)
{
    struct port_rule rule = { what, (uint64_t)port };
    return syscall(ADD_RULE, ruleset, RULE_PORT, &rule, 0) == 0;
}

/* Never the right to execute, whatever lies there. */
static bool
allow_all(int ruleset, const struct kurung *k, int abi)
{
    bool held = true;
    uint64_t whole = all_rights(abi) & ~RIGHT(EXECUTE);
    for (const char *const *path = k->tulis; path && *path; path++)
        held &= allow_path(ruleset, *path, whole);
    for (const char *const *path = k->baca; path && *path; path++)
        held &= allow_path(ruleset, *path, RIGHT(READ_FILE) | RIGHT(READ_FOLDER));
    if (abi < 4)
        return held;
    if (k->dengar >= 0)
        held &= allow_port(ruleset, NET_BIND, k->dengar);
    for (const int *port = k->sambung; port && *port; port++)
        held &= allow_port(ruleset, NET_CONNECT, *port);
    return held;
}

/* From ABI 4 on TCP ports, from 6 on signals and abstract sockets out of the cage are refused too. */
bool
tanah_close(const struct kurung *k)
{
    int abi = kurung_abi();
    if (abi < 1)
        return false;
    struct ruleset rules = { all_rights(abi), abi >= 4 ? NET_BIND | NET_CONNECT : 0, abi >= 6 ? SCOPE_BOTH : 0 };
    size_t size = abi >= 6 ? sizeof rules : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    int ruleset = (int)syscall(CREATE_RULESET, &rules, size, 0L);
    if (ruleset < 0)
        return false;
    bool held = allow_all(ruleset, k, abi) && syscall(RESTRICT_SELF, ruleset, 0) == 0;
    close(ruleset);
    return held;
}
