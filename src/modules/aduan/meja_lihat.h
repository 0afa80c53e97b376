/* meja_lihat.h: what officers see: the queue, one case beside it, and what may be done with it. */
#pragma once

#include "modules/aduan/aduan_lihat.h"

enum sla { SLA_AMAN, SLA_DEKAT, SLA_LEWAT, SLA_HENTI };
struct antre_baris { struct perkara p; enum sla sla; str sla_teks; };
struct antre_baris_list { struct antre_baris *items; size_t count; };

/* Where this person stands: at the city's desk, or in an office. */
struct meja { bool kota; int64_t opd; str nama; };

struct nota { str kelas, ikon, judul, oleh, isi; int64_t waktu; };
struct nota_list { struct nota *items; size_t count; };

struct meja_lihat { struct meja meja; struct antre_baris_list antre; str berikut, keadaan; struct pilihan_list saring;
    int64_t terbuka, lewat;
    bool ada;                           /* one is open beside the queue */
    struct perkara p; const struct keadaan_alur *k; str tempat; struct jam_list jam; struct berkas_list foto;
    struct penugasan_list tugas; struct perkara_list dekat, gabungan; struct nota_list nota; struct pilihan_list aksi,
        alasan, hasil, opd, golongan, templat; const struct form *form; str tujuan, kontak; bool rahasia; };

/* The person's stand; NOT_FOUND when they have none. */
enum outcome meja_of(struct req *, struct meja *) MUST_CHECK;
enum outcome kasus_gather(struct req *, struct meja_lihat *) MUST_CHECK;
str sla_text(struct req *, const struct perkara *, const struct kalender *, enum sla *);

struct catat_lihat { const struct form *form; struct pilihan_list kanal, kategori, kelurahan, tampak; };
struct sunting_lihat { const struct form *form; struct perkara p; struct pilihan_list tampak; str tujuan, kembali; };
struct kontak_lihat { const struct form *form; struct perkara p; struct pihak pelapor; bool terbuka; str tujuan; };
