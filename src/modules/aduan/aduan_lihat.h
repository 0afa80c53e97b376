/* aduan_lihat.h: what everybody reads of complaints, and what a reporter sees with the code. */
#pragma once

#include "core/berkas/berkas.h"
#include "core/tampilan/komponen.h"
#include "modules/aduan/aduan_dalam.h"

struct saring_cip { str teks, url; };
struct saring_cip_list { struct saring_cip *items; size_t count; };
struct aduan_daftar { struct perkara_list aduan; str berikut, awal; url_query query; bool disaring;
    struct pilihan_list kelurahan, kategori, keadaan, opd; struct saring_cip_list cip; str kini[4];
    int64_t jumlah, terbuka, selesai, tepat_bp; };

/* The filters of the public list, as the address has them, for the page, the downloads and the feed. */
struct perkara_saring aduan_saring_of(struct req *);
url_query aduan_saring_query(struct req *);
/* What may be chosen, and what is: each chip leads to `path` without it. */
enum outcome aduan_saring_choices(struct req *, struct aduan_daftar *) MUST_CHECK;
void aduan_saring_chips(struct req *, const char *path, struct aduan_daftar *);

/* Twelve months back: how many came, are open, were settled in time. */
enum outcome aduan_totals(struct req *, struct aduan_daftar *) MUST_CHECK;

/* The region with its kelurahan, on which a point can be chosen; nothing where no border is known. */
enum outcome aduan_pick_map(struct req *, markup *peta) MUST_CHECK;

struct rel_langkah { str nama, kapan; bool lewat, kini; };
struct rel_langkah_list { struct rel_langkah *items; size_t count; };

struct aduan_satu { struct perkara p; const struct keadaan_alur *keadaan; str tempat; struct rel_langkah_list rel;
    struct waktu_butir_list langkah; struct jam_list jam; const struct jam *tenggat; struct berkas_list foto,
    sebelum, sesudah; str foto_awal;           /* where photos are: for everybody, or by the reporter's code */
       struct perkara_list gabungan; struct penugasan_list tugas; markup peta; int64_t pakai_persen; str induk_nomor;
    struct jawaban_list jawaban;                /* to the questions of its category, not for everybody */
    int64_t dukungan;
    str usulan;                 /* the public proposal that it became part of: its address, or empty */ };

/* The reporter's own page: the same, and what may be done. */
struct lacak { struct aduan_satu a; const struct form *form; str kode, tujuan; bool jawab, balas, nilai, buka, cabut;
    struct pilihan_list nilai_pilihan; };

/* Fills all but the form; `all`: also what only the reporter and officers may read. */
enum outcome aduan_gather(struct req *, struct aduan_satu *, bool all) MUST_CHECK;
/* Where it is; one that came by Open311 or a file may not say. */
enum outcome aduan_tempat(struct req *, str kelurahan, str *label) MUST_CHECK;
static inline share share_of_bp(int64_t bp) { return (share){ bp }; }
