/* saring.c: which system calls remain, by libseccomp: a list of what may be, and of what ends the process. */
#include "core/kurung/kurung.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Nobody who is in his right mind calls these from our processes: the process ends at once. All others that are not
   on its list answer "not permitted" (ENOSYS where libc then takes an older call): a new libc must not stop a city. */
static const char *const deadly[] = {
    "execve", "execveat", "ptrace", "process_vm_readv", "process_vm_writev", "mount", "umount2", "pivot_root", "chroot",
    "unshare", "setns", "bpf", "userfaultfd", "keyctl", "add_key", "request_key", "perf_event_open", "init_module",
    "finit_module", "delete_module", "kexec_load", "io_uring_setup", "memfd_create", "memfd_secret", "personality",
    "open_by_handle_at", "swapon", "reboot", "setuid", "setgid", "setreuid", "setresuid", "setfsuid", "setgroups",
    "capset", "settimeofday", "clock_settime", "iopl", "ioperm", "fork", "vfork", NULL
};

static bool
named(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

static bool
add(scmp_filter_ctx c, uint32_t action, const char *name)
{
    int number = seccomp_syscall_resolve_name(name);
    return number == __NR_SCMP_ERROR || seccomp_rule_add(c, action, number, 0) == 0;
}

static struct scmp_arg_cmp
equal(unsigned argument, uint64_t mask, uint64_t value)
{
    return (struct scmp_arg_cmp){ argument, SCMP_CMP_MASKED_EQ, mask, value };
}

/* Allowed only when one argument, masked, has this value. */
static bool
when(scmp_filter_ctx c, int number, unsigned argument, uint64_t mask, uint64_t value)
{
    return seccomp_rule_add(c, SCMP_ACT_ALLOW, number, 1, equal(argument, mask, value)) == 0;
}

/* Streams by TCP or within this machine; datagrams only to ask for names; never raw, netlink or multipath TCP. */
static bool
add_socket(scmp_filter_ctx c, bool nama_host)
{
    static const struct { int family, type, protocol; bool name; } kinds[] = {
        { AF_UNIX, SOCK_STREAM, 0, false }, { AF_INET, SOCK_STREAM, 0, false }, { AF_INET6, SOCK_STREAM, 0, false },
        { AF_INET, SOCK_STREAM, 6, false }, { AF_INET6, SOCK_STREAM, 6, false },
        { AF_INET, SOCK_DGRAM, 0, true }, { AF_INET6, SOCK_DGRAM, 0, true }, { AF_INET, SOCK_DGRAM, 17, true },
        { AF_INET6, SOCK_DGRAM, 17, true },
    };
    bool held = true;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (nama_host || !kinds[i].name)
            held &= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(socket), 3,
                equal(0, ~0ULL, (uint64_t)kinds[i].family), equal(1, 0xF, (uint64_t)kinds[i].type),
                equal(2, ~0ULL, (uint64_t)kinds[i].protocol)) == 0;
    return held;
}

/* Calls that are harmless with some arguments only. `name` is on the process's list. */
static bool
add_narrow(scmp_filter_ctx c, const struct kurung *k, const char *name, bool *narrow)
{
    *narrow = true;
    if (strcmp(name, "mmap") == 0 || strcmp(name, "mprotect") == 0)     /* nothing becomes a program any more */
        return when(c, seccomp_syscall_resolve_name(name), 2, PROT_EXEC, 0);
    if (strcmp(name, "clone") == 0)                                     /* threads, no processes */
        return when(c, SCMP_SYS(clone), 0, CLONE_THREAD | CLONE_NEWUSER | CLONE_NEWNS, CLONE_THREAD);
    if (strcmp(name, "tgkill") == 0 || strcmp(name, "kill") == 0)       /* abort(), only itself */
        return when(c, seccomp_syscall_resolve_name(name), 0, ~0ULL, (uint64_t)getpid());
    if (strcmp(name, "prctl") == 0)
        return when(c, SCMP_SYS(prctl), 0, ~0ULL, PR_SET_NAME);
    if (strcmp(name, "prlimit64") == 0)                                 /* asked, not set */
        return when(c, SCMP_SYS(prlimit64), 2, ~0ULL, 0);
    if (strcmp(name, "socket") == 0)
        return add_socket(c, k->nama_host);
    *narrow = false;
    return true;
}

/* Sanitizers read their own /proc and map programs: their builds keep the deadly list and allow the rest. */
static uint32_t
otherwise(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return SCMP_ACT_ALLOW;
#else
    return SCMP_ACT_ERRNO(EPERM);
#endif
}

static bool
fill(scmp_filter_ctx c, const struct kurung *k)
{
    bool held = add(c, SCMP_ACT_ERRNO(ENOSYS), "clone3")
        && seccomp_attr_set(c, SCMP_FLTATR_CTL_TSYNC, 1) == 0 && seccomp_attr_set(c, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0;
    for (const char *const *name = deadly; held && *name; name++)
        if (!named(k->panggilan, *name))
            held = add(c, SCMP_ACT_KILL_PROCESS, *name);
    if (otherwise() == SCMP_ACT_ALLOW)
        return held;                    /* allowing once more would be refused */
    for (const char *const *name = k->panggilan; held && *name; name++) {
        bool narrow;
        held = add_narrow(c, k, *name, &narrow) && (narrow || add(c, SCMP_ACT_ALLOW, *name));
    }
    return held;
}

bool
saring_close(const struct kurung *k)
{
    scmp_filter_ctx c = seccomp_init(otherwise());
    bool held = c && fill(c, k) && seccomp_load(c) == 0;
    if (c)
        seccomp_release(c);
    return held;
}

bool
kurung_seccomp(void)
{
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}
