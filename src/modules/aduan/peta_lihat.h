/* peta_lihat.h: the map of complaints: one view of it, where it leads, and the same in words. */
#pragma once

#include "modules/aduan/aduan_lihat.h"

struct kelurahan_hitung { str kode, nama, url; int64_t jumlah; };
struct kelurahan_hitung_list { struct kelurahan_hitung *items; size_t count; };
struct arah_peta { str nama, ikon, url; };
struct arah_peta_list { struct arah_peta *items; size_t count; };

/* `rinci`: few enough to be listed one by one; else they are counted by kelurahan. */
struct aduan_peta { struct aduan_daftar d; markup peta; int64_t jumlah; size_t kelompok; bool rinci, sebagian;
    struct kelurahan_hitung_list hitung; struct arah_peta_list arah; str seluruh; };
