/* sambungan_lihat.h: what the pages of connections show. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/aduan/sambungan_dalam.h"
#include "modules/aduan/serah_lihat.h"

struct sambungan_baris { struct sambungan s; struct sambungan_hitung hitung; };
struct sambungan_baris_list { struct sambungan_baris *items; size_t count; };
struct sambungan_lihat { const struct form *form; bool siap; struct sambungan_baris_list daftar;
    struct pilihan_list arah, foto; };

/* One thing that was refused, and why. */
struct berangkat_gagal { int64_t perkara; str nomor, galat; bool langkah; int64_t waktu; };
struct berangkat_gagal_list { struct berangkat_gagal *items; size_t count; };
struct status_baris { struct peta_keadaan k; str kata, pilih; };
struct status_baris_list { struct status_baris *items; size_t count; };
struct sambungan_atur { const struct form *form; struct sambungan s; struct peta_kategori_list kategori;
    struct status_baris_list status; struct pilihan_list aksi; struct berangkat_gagal_list gagal;
    struct sambungan_hitung hitung; };

struct sambungan_ambil { const struct form *form; struct sambungan s; struct tarik tarik;
    struct layanan_luar_list layanan; struct pilihan_list kategori; struct sambungan_hitung hitung; };
