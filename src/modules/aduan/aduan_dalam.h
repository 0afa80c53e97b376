/* aduan_dalam.h: what this module's files share among themselves; nobody else includes it. */
#pragma once

#include "modules/aduan/aduan.h"

enum outcome aduan_seed(struct db *, int64_t now) MUST_CHECK;
