/* jalan_uji.h: one thing of every kind that routes name, and a walk over all routes (jalan_test.c). */
#pragma once

#include "core/world.h"
#include "modules/musrenbang/musrenbang_uji.h"

/* What stands for {id} in the routes; `none`: nothing of ours. */
struct things { struct world *w; struct rencana r; int64_t draft, sent, pokir, paper, minutes, akun, peran,
    kamus_file, pagu_file, surel, mitra, aduan, sambungan, tawaran, none; };
struct things jalan_things(struct world *);
str jalan_plain(struct arena *, str);        /* what a page wrote, as it was before it was escaped (tautan_test.c) */
const char *jalan_path(const struct things *, const struct route *);
typedef void visit(const struct things *, const struct route *);
void jalan_walk(const struct things *, visit *);
