/* atur_lihat.h: what the pages of the settings of complaints show. */
#pragma once

#include "core/perkara/atur.h"
#include "core/tampilan/komponen.h"
#include "modules/aduan/aduan_dalam.h"

/* The head of every page of the settings; `kini` is the section that is shown. */
struct atur_bagian { str nama, ikon, url; bool kini; };
struct atur_bagian_list { struct atur_bagian *items; size_t count; };
struct atur_kepala { struct atur_bagian_list bagian; const struct form *form; };
struct atur_kepala atur_kepala(struct req *, const char *kini);
struct pilihan_list atur_offices(struct req *);         /* those that are there today; empty when it cannot be read */

struct kategori_kelompok { str nama; struct kategori_list kategori; };
struct kategori_kelompok_list { struct kategori_kelompok *items; size_t count; };
struct atur_kategori { struct atur_kepala kepala; struct kategori_kelompok_list kelompok;
    struct kategori_list pensiun; };
struct atur_kategori_satu { struct atur_kepala kepala; const struct form *form; struct kategori k; str judul, tujuan;
    struct pilihan_list ikon, opd, golongan, tampak; struct atribut_baris_list tanya; bool baru; };
struct atur_tanya { struct atur_kepala kepala; const struct form *form; struct kategori k; str judul, tujuan;
    struct pilihan_list tipe; bool baru; };
str tipe_label(str tipe);
str tampak_label(str tampak);

struct atur_jam { struct atur_kepala kepala; const struct form *form; struct jam_baris_list berlaku, semua;
    struct pilihan_list jam, golongan; date pada; bool hari_ini; };
struct atur_jarak { struct atur_kepala kepala; const struct form *form; struct jarak_baris_list semua;
    struct pilihan_list guna, kategori; };
struct jenjang_satu { int64_t nomor; str jabatan, nama, hari; };
struct jenjang_satu_list { struct jenjang_satu *items; size_t count; };
struct atur_jenjang { date mulai, berikut;
    struct atur_kepala kepala; const struct form *form; struct jenjang_satu_list langkah;
    struct pilihan_list jabatan; };

struct atur_alasan { struct atur_kepala kepala; struct alasan_daftar daftar; };
struct atur_alasan_satu { struct atur_kepala kepala; struct alasan_satu satu; };

struct atur_templat { struct atur_kepala kepala; struct templat_list templat; };
struct atur_templat_satu { struct atur_kepala kepala; const struct form *form; str judul, tujuan, pratinjau;
    struct pilihan_list opd, aksi; };

/* The reason that the program itself gives when nobody completed a report (aduan.c). */
#define ALASAN_TAK_LENGKAP "A08"
extern const struct route aduan_atur_pages[], aduan_atur_tanya[], aduan_atur_jam[], aduan_atur_jarak[],
    aduan_atur_alasan[],
    aduan_atur_templat[];
