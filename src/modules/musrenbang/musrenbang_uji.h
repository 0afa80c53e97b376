/* musrenbang_uji.h: a small planning year for tests: rw1, rw2, lurah, camat, pd, mitra, tapd, dprd with their places. */
#pragma once

#include "core/world.h"

enum { YEAR = 2028 };
struct rencana { struct world *w; int64_t opd, other, fisik, manusia; int offset; };

/* Windows lie five days around today, moved by `offset` days. */
struct rencana open_year(struct world *, int offset);
/* A draft of WORLD_RW (or user's own RW) with photo and minutes; sent ones wait for the lurah. */
int64_t usulan_draft(const struct rencana *, const char *user, const char *banyak);
int64_t usulan_sent(const struct rencana *, const char *banyak);
