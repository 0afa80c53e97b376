/* main.c: what the whole program is made of: the navigation, whose files are whose; and the command line. */
#include <malloc.h>

#include <sodium.h>

#include "core/berkas/berkas.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "modules/aduan/aduan_dalam.h"
#include "modules/modules.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "perintah/perintah.h"

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

int
main(int argc, char **argv)
{
    /* what is large goes back to the system at once, instead of staying with each thread; but SQLite's tables for one
       question (88 KiB each) come and go with every page */
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    mallopt(M_TRIM_THRESHOLD, 512 * 1024);
    must(sodium_init() >= 0);
    tampilan_nav((struct nav){ public_nav, work_nav, aduan_angka });
    berkas_owners(file_owners);
    berkas_modules(all_modules);
    return perintah_run(argc, argv);
}
