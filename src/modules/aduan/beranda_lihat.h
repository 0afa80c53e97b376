/* beranda_lihat.h: what this module shows on the first page. */
#pragma once

#include "modules/aduan/aduan_lihat.h"

/* `no` is the pin on the map, 0: none. */
struct aduan_baru { struct perkara p; const struct keadaan_alur *keadaan; int64_t no; };
struct aduan_baru_list { struct aduan_baru *items; size_t count; };

struct aduan_beranda { struct aduan_daftar d; struct aduan_baru_list baru; markup peta; };
