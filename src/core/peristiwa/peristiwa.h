/* peristiwa.h: events that are never changed, the tree that seals them, and its verification. */
#pragma once

#include "base/random.h"
#include "http/http.h"

/* A row, or all rows under one key, as they are when the event is written: whoever changes them writes an event. */
enum { BOUND_MOST = 4 };
struct bound_key { const struct bound *what; int64_t key; };

/* What an act leaves behind. `jabatan` is the office held, never a person; `isi` is `name=value` lines. */
struct peristiwa {
    int64_t id, waktu, akun;
    str jabatan, jenis, subjek_jenis;
    int64_t subjek;
    bool publik;
    str isi;
    struct bound_key bound[BOUND_MOST];         /* ends where `what` is NULL */
    str sidik;                  /* its leaf's hash; read only */
};
/* In the act's own transaction; `id` is set when it is 0. */
enum outcome peristiwa_add(struct db *, struct peristiwa *) MUST_CHECK;

struct peristiwa_list { struct peristiwa *items; size_t count; };
enum outcome peristiwa_of(struct db *, const char *subjek_jenis, int64_t subjek, bool only_public,
    struct peristiwa_list *) MUST_CHECK;        /* oldest first, at most 500 */

/* Appends at most `most` waiting leaves to the tree and signs a checkpoint. `seed`: 32 bytes of the region. */
enum outcome peristiwa_seal(struct db *, str seed, int64_t now, int64_t most, int64_t *sealed) MUST_CHECK;

struct titik_segel { int64_t ukuran; str akar; int64_t waktu; str tanda, kunci, tepi; };        /* tepi: inside only */
enum outcome segel_latest(struct db *, struct titik_segel *) MUST_CHECK;        /* NOT_FOUND before the first */
/* "pamong-segel UKURAN AKAR WAKTU TANDA KUNCI", as /segel.txt gives it and verify takes it. */
str  segel_line(struct arena *, const struct titik_segel *);
bool segel_read(str line, struct titik_segel *);

/* Recomputes everything: the tree, its checkpoints, every bound row, every file. CONFLICT when something does not
   hold: `at` names the first broken entry in words. */
struct pembuktian {
    const struct module *const *modules;
    const struct titik_segel *outside;          /* a checkpoint kept elsewhere; NULL: none */
    str secret, folder;                         /* an empty secret: the key of `outside` counts; no folder: no files */
    int64_t events, rows, files;                /* that were looked at */
    str at;
};
enum outcome peristiwa_verify(struct db *, struct pembuktian *) MUST_CHECK;

extern const struct module peristiwa_module;
