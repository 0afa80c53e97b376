/* beranda_lihat.h: what the first page shows of its own; the rest each module writes itself. */
#pragma once

#include "core/wilayah/wilayah.h"

struct beranda_kepala { str nama; struct wilayah_list kelurahan; markup kontur; };
