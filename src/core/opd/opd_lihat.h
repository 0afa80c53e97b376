/* opd_lihat.h: what the pages of offices show. */
#pragma once

#include "core/opd/opd.h"
#include "core/tampilan/komponen.h"

struct opd_kelompok { str nama; struct opd_list list; };
struct opd_kelompok_list { struct opd_kelompok *items; size_t count; };
struct opd_lihat { struct opd_kelompok_list kelompok; size_t jumlah; bool admin; };

extern const struct route opd_pages[];
