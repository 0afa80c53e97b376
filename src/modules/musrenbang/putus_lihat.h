/* putus_lihat.h: what those who decide see: the queue, one proposal beside it, ranks, berita acara. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/musrenbang/musrenbang_lihat.h"

/* The seat that a person sits on: a level of the running year over one place. */
struct kursi { struct tahun tahun; struct tingkat tingkat; struct place tempat; str label; const struct grant *grant; };
struct sidang sidang_of(const struct kursi *);
enum outcome kursi_of(struct req *, struct kursi *) MUST_CHECK;        /* NOT_FOUND: holds none in the running year */

struct putus_baris { struct usulan u; struct sla_lihat sla; };
struct putus_baris_list { struct putus_baris *items; size_t count; };

struct putus_lihat {
    struct kursi kursi;
    str jadwal;
    bool buka, lewat;                   /* the window is open; it is over */
    struct angka_kerja_list angka;
    int64_t menunggu;                   /* all of this level, and what they would cost */
    money nilai;
    bool menunggu_lebih;                /* more than those wait; then what they cost is not known */
    str jenis, daerah;                  /* the filters that are on */
    url_query query;                    /* as the address has them */
    struct cip_antre_list saring, daerah_pilih;
    str semua_daerah;
    struct putus_baris_list antre;
    str berikut;
    bool ada, awal;                     /* one is open beside the queue; nobody asked for it, it is the first */
    struct usulan u;
    str tempat;
    markup peta;
    struct berkas_list foto, dokumen;
    struct usulan_list mirip;
    struct keputusan_list keputusan;
    const struct form *form;
    struct pilihan_list pilihan, alasan, opd;
    bool boleh_harga, boleh_alih;
    str tujuan;
    struct kriteria_list { struct kriteria_nilai { str kode, nama, petunjuk, field; int64_t bobot_bp, nilai;
        } *items; size_t count; } kriteria;
};

struct massal_baris { struct usulan u; };
struct massal_baris_list { struct massal_baris *items; size_t count; };
struct massal_lihat { struct kursi kursi; const struct form *form; struct massal_baris_list baris;
    struct pilihan_list alasan; bool kembali; str judul, aksi; };

struct peringkat_baris { struct peringkat p; str nomor, alasan, field_nomor, field_alasan, galat_nomor, galat_alasan;
    bool garis; };
struct peringkat_baris_list { struct peringkat_baris *items; size_t count; };
/* `halaman`: of a list that is longer than a page; `lebih`: so many have no place in the list at all. */
struct peringkat_lihat { struct kursi kursi; const struct form *form; struct peringkat_baris_list baris;
    bool terkunci, dinilai; int64_t semua, lebih, tanpa_nomor; struct halaman halaman; str tujuan;
    /* all of it, its ceiling (0: not set), and how many fit into that with what they cost */
    money jumlah, pagu, muat; size_t garis; };

struct ba_lihat { struct kursi kursi; const struct form *form; struct berita_acara_list ba, dulu;
    struct ba_baris_list draf; bool perubahan, menunggu_lebih; int64_t menunggu, lebih;
    struct halaman halaman; };
struct ba_satu { struct kursi kursi; const struct form *form; struct berita_acara b;
    struct ba_baris_list baris; str label, tujuan; bool boleh; struct halaman halaman; };

/* What stands above the queue, and when each that waits is due (putus_kepala.c). */
enum outcome putus_head(struct req *, struct putus_lihat *, const struct usulan_list *waiting) MUST_CHECK;
/* The queue of this seat with its filters, as the address asks for it (putus_antre.c). */
enum outcome putus_queue(struct req *, struct putus_lihat *) MUST_CHECK;
url_query putus_filter(struct req *);           /* the filters of this address, "?jenis=ekonomi", or empty */
