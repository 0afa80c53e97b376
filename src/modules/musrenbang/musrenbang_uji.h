/* musrenbang_uji.h: a small planning year for tests: people by their role, proposals on their way. */
#pragma once

#include "core/world.h"
#include "modules/musrenbang/musrenbang.h"

enum { YEAR = 2028 };
struct rencana { struct world *w; int64_t opd, other, fisik, manusia; int offset; };

/* Windows lie five days around today, moved by `offset` days; rw1, rw2, lurah, lurah2, camat, pd, pd2,
    mitra, tapd, dprd. */
struct rencana open_year(struct world *, int offset);
/* A draft with photo and minutes; sent ones wait for the lurah. */
int64_t usulan_draft(const struct rencana *, const char *user, const char *banyak);
int64_t usulan_sent(const struct rencana *, const char *banyak);

struct attaching { int64_t usulan; bool photo, minutes; };
enum outcome uji_attach(struct db *, void *attaching);
const char *uji_text(struct world *, str);
const char *uji_isian(const struct rencana *, int64_t kamus, const char *banyak, const char *aksi);
int64_t uji_newest(struct world *);
struct req *uji_send(const struct rencana *, const char *user, int64_t id, const char *banyak);
struct usulan uji_usulan(struct world *, int64_t id);
struct req *uji_decide(const struct rencana *, const char *user, int64_t id, const char *form);
void uji_hand_on(const struct rencana *);       /* as if every berita acara were signed */
