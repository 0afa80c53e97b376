/* panggilan.c: the system calls that each process may make; tools/panggilan compares them with what it made. */
#include "core/kurung/kurung.h"

/* HTTP, SQLite or PostgreSQL, papers with cairo and pango. */
const char *const panggilan_serve[] = {
    "accept4", "access", "bind", "brk", "chmod", "clock_gettime", "clock_nanosleep", "clone", "close", "connect",
    "dup", "epoll_create1", "epoll_ctl", "epoll_wait", "eventfd2", "exit", "exit_group", "fadvise64", "fchown",
    "fcntl", "fdatasync", "fstat", "fstatfs", "fsync", "ftruncate", "futex", "getcwd", "getdents64", "getegid",
    "geteuid", "getgid", "getpeername", "getpid", "getrandom", "getsockname", "getsockopt", "gettid", "getuid",
    "ioctl", "kill", "listen", "lseek", "madvise", "memfd_create", "mkdir", "mmap", "mprotect", "mremap", "munmap",
    "nanosleep", "newfstatat", "openat", "pipe2", "poll", "ppoll", "prctl", "pread64", "prlimit64", "pwrite64",
    "read", "readlink", "recvfrom", "recvmsg", "rename", "restart_syscall", "rmdir", "rseq", "rt_sigaction",
    "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "sched_getaffinity", "sched_yield", "sendfile", "sendmsg",
    "sendto", "set_robust_list", "setpriority", "setsockopt", "shutdown", "sigaltstack", "socket", "socketpair",
    "statfs", "sysinfo", "tgkill", "timerfd_create", "timerfd_settime", "uname", "unlink", "write", "writev", NULL
};

/* Frames over two pipes, and memory. */
const char *const panggilan_ubah[] = {
    "brk", "clock_gettime", "clone", "close", "exit", "exit_group", "fstat", "futex", "getpid", "getrandom", "gettid",
    "lseek", "madvise", "mmap", "mprotect", "mremap", "munmap", "newfstatat", "poll", "ppoll", "prctl", "read",
    "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield",
    "set_robust_list", "sysinfo", "tgkill", "write", NULL
};

/* libcurl to one server: names, TLS, pipes to the server. */
const char *const panggilan_kirim[] = {
    "brk", "clock_gettime", "clone", "close", "connect", "exit", "exit_group", "fcntl", "fstat", "futex", "getpeername",
    "getpid", "getrandom", "getsockname", "getsockopt", "gettid", "ioctl", "lseek", "madvise", "mmap", "mprotect",
    "mremap", "munmap", "newfstatat", "openat", "poll", "prctl", "read", "recvfrom", "restart_syscall", "rseq",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "sendmmsg", "sendto",
    "set_robust_list", "setsockopt", "socket", "socketpair", "sysinfo", "tgkill", "uname", "write", "writev", NULL
};
