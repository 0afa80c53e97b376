/* beranda_lihat.h: what the first page shows of its own; the rest each module writes itself. */
#pragma once

#include "core/perkara/perkara.h"

struct beranda_kepala { str nama; struct kategori_list sering; markup kontur; };
