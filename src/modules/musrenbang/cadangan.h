/* cadangan.h: reserves as pages show them: to their proposers, and to those who keep the year. */
#pragma once

#include "modules/musrenbang/rencana.h"

/* `salinan.id` 0: not carried over yet. */
struct cadangan_baris { struct usulan u; struct salinan salinan; };
struct cadangan_baris_list { struct cadangan_baris *items; size_t count; };
enum outcome cadangan_rows(struct req *, const struct cadangan_ask *, struct cadangan_baris_list *) MUST_CHECK;

struct cadangan_lihat { struct rencana_kepala kepala; struct cadangan_baris_list list; int64_t tujuan; str berikut;
    bool dapat_disalin; };

extern const struct route cadangan_pages[];
