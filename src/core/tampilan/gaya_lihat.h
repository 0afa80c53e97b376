/* gaya_lihat.h: what the component sheet shows. */
#pragma once

#include "core/tampilan/komponen.h"

struct galat_lihat_list { struct galat_lihat *items; size_t count; };
struct lencana_list { struct lencana *items; size_t count; };
struct pesan_list { struct pesan *items; size_t count; };
struct gaya_lihat {
    const struct form *kosong, *salah;          /* the same fields, untouched and with errors */
    struct pilihan_list pilihan, putusan;
    struct unggah foto, dokumen;
    struct lencana_list lencana;
    struct pesan_list pesan;
    struct galat_lihat_list galat;
    struct kosong belum, tidak_cocok;
    struct remah_list remah;
    struct meta_list meta;
    struct angka_kerja_list angka;
    struct halaman halaman, lanjutan;
    struct jejak_langkah_list jejak;
    struct waktu_butir_list waktu;
    struct pagu_lihat pagu, pagu_rencana, pagu_lewat;
    struct konfirmasi konfirmasi;
};
