/* modules.c: the one list: the core, then the domains by the alphabet; their navigation, and whose files are whose. */
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
#include "modules/aduan/aduan_dalam.h"
#include "modules/beranda/beranda.h"
#include "modules/musrenbang/musrenbang_dalam.h"

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

static const struct nav_entry public_nav[] = {
    { "aduan",      "Pengaduan",  "megaphone",    "/aduan",      &anyone },
    { "musrenbang", "Musrenbang", "map",          "/musrenbang", &anyone },
    { "cari",       "Cari",         "search",       "/cari",       &anyone },
    { "wilayah",    "Wilayah",      "map-pin",      "/wilayah",    &anyone },
    { "segel",      "Catatan",    "shield-check", "/segel",      &anyone },
    { 0 }
};

static const struct nav_entry work_nav[] = {
    { "rw",          "Usulan RW",        "file-plus",    "/rw",                       &usulan_ajukan },
    { "pokir",       "Pokok pikiran",    "landmark",     "/pokir",                    &usulan_pokir },
    { "verifikasi",  "Verifikasi usulan", "badge-check", "/verifikasi",               &usulan_putus },
    { "peringkat",   "Peringkat",        "list-ordered", "/verifikasi/peringkat",     &usulan_putus },
    { "ba",          "Berita acara",     "scroll-text",  "/verifikasi/berita-acara",  &usulan_putus },
    { "kertas",      "Usulan kertas",    "clipboard-list", "/kertas",                 &usulan_kertas },
    { "rencana",     "Perencanaan",      "calendar-range", "/rencana",                 &rencana_kelola },
    { "meja",        "Pengaduan",        "inbox",        "/meja/aduan",               &aduan_tangani },
    { "meja-lewat",  "Lewat batas",      "siren",        "/meja/aduan?keadaan=lewat", &aduan_tangani },
    { "meja-gabung", "Duplikat",         "layers",       "/meja/aduan?keadaan=digabung", &aduan_tangani },
    { "aduan_atur",  "Pengaturan pengaduan", "sliders-horizontal", "/meja/aduan/atur",  &aduan_atur },
    { "akun",        "Akun",             "users",        "/admin/akun",               &akun_rw_kelola },
    { "admin",       "Pengaturan",       "settings",     "/admin",                    &akun_kelola },
    { "kabar",       "Pemberitahuan",    "bell",         "/kabar",                    &signed_in },
    { "saya",        "Akun saya",        "circle-user-round", "/saya",                &signed_in },
    { 0 }
};

static const struct berkas_owner file_owners[] = {
    { "usulan", bukti_may },
    { "berita_acara", pindaian_may },
    { "aduan_draf", draf_foto_may },
    { "perkara", aduan_foto_may },
    { 0 }
};

void
modules_assemble(void)
{
    tampilan_nav((struct nav){ public_nav, work_nav, aduan_angka });
    berkas_owners(file_owners);
    berkas_modules(all_modules);
}
