/* rencana_lihat.h: what the pages of a planning year show. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/musrenbang/rencana.h"

struct rencana_daftar { const struct form *form; struct rencana_baris_list tahun; struct pilihan_list dari; };

struct tumpang_lihat { const struct form *form; bool boleh; str dasar; };

struct jadwal_baris { struct jadwal j; struct lencana keadaan; };
struct jadwal_baris_list { struct jadwal_baris *items; size_t count; };
struct jadwal_lihat { struct rencana_kepala kepala; struct jadwal_baris_list tahap; struct tahun_jumlah jumlah;
    struct peristiwa_list riwayat; };
struct jadwal_satu { struct rencana_kepala kepala; const struct form *form; struct jadwal j; bool berjalan; };
struct tutup_lihat { struct rencana_kepala kepala; const struct form *form; struct konfirmasi tanya; };

struct jalur_lihat { struct rencana_kepala kepala; struct jalur_list jalur; struct tahun_jumlah jumlah; };
struct kriteria_lihat { struct rencana_kepala kepala; struct kriteria_list kriteria; int64_t dinilai; };

struct alasan_lihat { struct rencana_kepala kepala; struct alasan_daftar daftar; };
struct alasan_satu_lihat { struct rencana_kepala kepala; struct alasan_satu satu; };
str rencana_isi_text(struct html *, str isi);           /* what it changed, for people */
str rencana_kata_text(struct html *, str jenis);        /* what an event's kind is called */
