/* modules.c: the one list: the core's parts first, then the domains in the order of the alphabet. */
#include "modules/modules.h"

#include "core/berkas/berkas.h"
#include "core/cadangan/cadangan.h"
#include "core/cari/cari.h"
#include "core/jejak/jejak.h"
#include "core/kabar/kabar.h"
#include "core/kalender/kalender.h"
#include "core/langsung/langsung.h"
#include "core/opd/opd.h"
#include "core/peristiwa/peristiwa.h"
#include "core/perkara/perkara.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "core/wilayah/wilayah.h"
#include "modules/aduan/aduan.h"
#include "modules/beranda/beranda.h"
#include "modules/musrenbang/musrenbang.h"

extern const struct module http_module;
#ifdef PAMONG_FAULTS
extern const struct module fault_module;        /* only in the program that the tests of sockets start */
#endif

const struct module *const all_modules[] = {
    &http_module,
    &wilayah_module,
    &opd_module,
    &pribadi_module,
    &siapa_module,
    &kalender_module,
    &peristiwa_module,
    &cadangan_module,
    &jejak_module,
    &berkas_module,
    &kabar_module,
    &langsung_module,
    &cari_module,
    &perkara_module,
    &tampilan_module,
    &aduan_module,
    &beranda_module,
    &musrenbang_module,
#ifdef PAMONG_FAULTS
    &fault_module,
#endif
    NULL
};
