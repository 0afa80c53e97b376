/* peristiwa.h: events that are never changed, the tree that seals them, and its verification. */
#pragma once

#include "base/random.h"
#include "http/http.h"

/* What an act leaves behind. `jabatan` is the office held, never a person; `isi` is `name=value` lines. */
struct peristiwa {
    int64_t id, waktu, akun;
    str jabatan, jenis, subjek_jenis;
    int64_t subjek;
    bool publik;
    str isi;
    str sidik;                  /* its leaf's hash; read only */
};
/* In the act's own transaction; `id` is set when it is 0. */
enum outcome peristiwa_add(struct db *, struct peristiwa *) MUST_CHECK;

struct peristiwa_list { struct peristiwa *items; size_t count; };
enum outcome peristiwa_of(struct db *, const char *subjek_jenis, int64_t subjek, bool only_public,
    struct peristiwa_list *) MUST_CHECK;        /* oldest first, at most 500 */

/* Appends at most `most` waiting leaves to the tree and signs a checkpoint. `seed`: 32 bytes of the region. */
enum outcome peristiwa_seal(struct db *, str seed, int64_t now, int64_t most, int64_t *sealed) MUST_CHECK;

struct titik_segel { int64_t ukuran; str akar; int64_t waktu; str tanda, kunci; };
enum outcome segel_latest(struct db *, struct titik_segel *) MUST_CHECK;        /* NOT_FOUND before the first */

/* Recomputes everything; `outside` is a checkpoint kept elsewhere (NULL: none). CONFLICT when something does not
   hold: `at` names the first broken entry in words. */
enum outcome peristiwa_verify(struct db *, const struct titik_segel *outside, str seed, int64_t *events,
    str *at) MUST_CHECK;

extern const struct module peristiwa_module;
