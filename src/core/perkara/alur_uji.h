/* alur_uji.h: that a kind's tables agree with one another, for tests. */
#pragma once

#include "base/test.h"
#include "core/perkara/alur.h"

/* Every state, clock and result that an act names is there; every state is reached; every name can be read. */
void alur_uji_whole(const struct alur *);
