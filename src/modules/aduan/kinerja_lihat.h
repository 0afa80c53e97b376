/* kinerja_lihat.h: what the league of offices shows. */
#pragma once

#include "modules/aduan/aduan_lihat.h"

struct kinerja_baris { int64_t opd; str nama; int64_t jumlah, terbuka, selesai_tepat, selesai_lambat, hari, selesai;
    share tepat; int64_t hari_e1, persen; bool cukup; };        /* hari_e1: mean working days x 10 */
struct kinerja_baris_list { struct kinerja_baris *items; size_t count; };
struct kinerja { str bulan, nama_bulan, sebelum, sesudah; struct kinerja_baris_list baris; };
static inline volume hari_value(int64_t e1) { return (volume){ e1 * 1000 }; }
