/* kendali.h: one writer of files: who holds the data folder does the work, asked over kendali.sock by the others. */
#pragma once

#include "perintah/daerah.h"

/* The work of a command on one region; it writes what the person reads to `out` and returns the exit code. */
struct kerja {
    struct arena *arena;
    const struct region *region;
    const str *words; size_t count;             /* the first one names the work */
    int64_t now;
    struct buf out;
};
typedef int kerja_fn(struct kerja *);
struct kerja_kind { const char *name; kerja_fn *run; };
extern const struct kerja_kind kerja_kinds[];   /* perintah.c; ends in { 0 } */
int kerja_said(struct kerja *, int code, const char *format, ...) PRINTF(3);    /* appends, and gives the code back */

/* By the server when it runs, else here, under the same lock; prints the answer. */
int kendali_ask(struct arena *, const struct opsi *, const str *words, size_t count);

/* serve's side. `hold` takes the lock and binds the socket, before the cage is closed; FAILED was explained. */
struct kendali;
enum outcome kendali_hold(struct arena *, const struct konfigurasi *, struct kendali **) MUST_CHECK;
void kendali_serve(struct kendali *, const struct daerah_list *);
void kendali_stop(struct kendali *);
