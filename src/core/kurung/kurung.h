/* kurung.h: what a process takes from itself once it has started: rights, files, ports, system calls. */
#pragma once

#include "base/base.h"

/* What one of our processes may still do afterwards. Lists of texts end in NULL, lists of ports in 0. */
struct kurung {
    const char *nama;                           /* serve, ubah, kirim */
    const char *const *panggilan;               /* system calls (panggilan.c); others end with "not permitted" */
    const char *const *tulis, *const *baca;     /* folders and files; one that is not there is left out */
    const int  *sambung;                        /* TCP ports it may connect to */
    int         dengar;                         /* the TCP port it may listen on; -1: none */
    bool        nama_host;                      /* may ask for names: datagrams to the resolver */
    uint64_t    memori;                         /* bytes of address space; 0: no limit of its own */
};

/* Before the first thread: Landlock holds for the calling thread and what it starts. FAILED when `wajib` and
   something is not to be had; otherwise what is missing is logged and the process goes on. */
enum outcome kurung_close(const struct kurung *, bool wajib) MUST_CHECK;
int  kurung_abi(void);                          /* of Landlock in this kernel: 0 none, 4 knows ports, 6 signals */
bool kurung_seccomp(void);                      /* this kernel filters system calls */

extern const char *const panggilan_serve[], *const panggilan_ubah[], *const panggilan_kirim[];

/* kurung.c's own parts */
bool tanah_close(const struct kurung *);        /* landlock.c; false: this kernel cannot */
bool saring_close(const struct kurung *);       /* saring.c */
