/* meja_lihat.h: what officers see: the queue, one case beside it, and what may be done with it. */
#pragma once

#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/foto_lihat.h"
#include "modules/aduan/serah_lihat.h"

/* kembar: how many open ones lie near it. */
struct antre_baris { struct perkara p; struct sla_lihat sla; int64_t kembar; };
struct antre_baris_list { struct antre_baris *items; size_t count; };

/* Where this person stands: at the city's desk, or in an office. `urus`: runs the desk; the Sekda only reads along. */
struct meja { bool kota, urus; int64_t opd; str nama; };

/* Another officer who has the case open. */
struct hadir { str nama, kantor; bool menulis; };
struct hadir_list { struct hadir *items; size_t count; };

struct nota { int64_t id; str kelas, ikon, judul, oleh, isi; int64_t waktu; };
struct nota_list { struct nota *items; size_t count; };

/* A button that opens the small form of one act; `tombol`: its key. */
struct tombol_aksi { str url, nama, ikon, tombol; bool kini; };
struct tombol_aksi_list { struct tombol_aksi *items; size_t count; };
/* What may be done, and the form of the act chosen (`l`, NULL: none is possible). `balas`: words for the reporter, with
   what the state may be afterwards in `sesudah`. */
/* What this officer has begun to write on a case (meja_draf.c); `waktu` 0: nothing. */
struct draf_balasan { str aksi, isi, pilihan; int64_t waktu; };
enum outcome draf_balasan_of(struct req *, int64_t perkara, struct draf_balasan *) MUST_CHECK;
void draf_balasan_show(struct req *, const struct draf_balasan *);      /* into the form, unless one was sent */
enum outcome draf_balasan_photos(struct req *, int64_t perkara, struct foto_token_list *) MUST_CHECK;
/* With its photos. */
struct draf_isi { str aksi, isi; const struct foto_masuk *foto; };
enum outcome draf_balasan_keep(struct req *, int64_t perkara, const struct draf_isi *) MUST_CHECK;
enum outcome draf_balasan_forget(struct req *, int64_t perkara) MUST_CHECK;

struct tulis_lihat { const struct langkah_alur *l; struct draf_balasan draf; bool balas, dalam, teks, perlu_teks, foto;
    str judul, untuk, isi, kirim; struct tombol_aksi_list utama, lain;
    struct pilihan_list sesudah, alasan, hasil, opd, golongan, templat, saat; };

struct meja_lihat { struct meja meja; struct antre_baris_list antre; url_query query; str berikut, keadaan, q, opd,
        kategori, tanpa_opd, tanpa_kategori, tanya;
    struct cip_antre_list saring, opd_pilih, kategori_pilih, tampilan;
    bool utama; str simpan;             /* one of the kept views comes first; where this one is kept, '' when it is */
    int64_t jumlah;                     /* how many wait behind the filter that is on, -1: not counted */
    bool ada, awal;                     /* one is open beside the queue; nobody asked for it, it is the first */
    struct perkara p, induk; const struct keadaan_alur *k; str tempat; struct jam_list jam;
    struct foto_kasus_list foto; struct foto_token_list foto_ada; str catatan;
    struct penugasan_list tugas; struct perkara_list dekat, gabungan; struct nota_list nota; struct tulis_lihat tulis;
    struct jawaban_list jawaban;        /* to the questions of its category */
    struct serah_lihat serah; const struct form *form; str tujuan, kontak; bool rahasia;
    int64_t dekat_meter; struct hadir_list hadir; str hadir_kanal, hadir_tanya; };

/* Officers who have the case open beside this one (meja_hadir.c). */
enum outcome hadir_gather(struct req *, struct meja_lihat *) MUST_CHECK;
/* The person's stand; NOT_FOUND when they have none. */
enum outcome meja_of(struct req *, struct meja *) MUST_CHECK;
enum outcome kasus_gather(struct req *, struct meja_lihat *) MUST_CHECK;
/* The acts that are possible and the form of the one chosen (meja_tulis.c). */
enum outcome tulis_gather(struct req *, struct meja_lihat *) MUST_CHECK;
/* What is said of a case's nearest due date, and how much of its days is used. */
void sla_of(struct req *, const struct kalender *, struct antre_baris *);
enum outcome meja_came(struct req *) MUST_CHECK;
/* The queue with its chips, as the address asks for it (meja_antre.c); `meja_asked` only reads what that is. */
enum outcome meja_queue(struct req *, struct meja_lihat *) MUST_CHECK;
enum outcome meja_asked(struct req *, struct meja_lihat *) MUST_CHECK;
struct perkara_antre meja_filter(struct req *, const struct meja_lihat *);
/* Whose figures (-1: every office's), and whether secret ones are among them. */
struct antrean_minta meja_wanted(struct req *, const struct meja *, int64_t opd);
bool meja_may_read_secret(struct req *, const struct meja *);
bool meja_may_list(struct req *, const struct perkara *);       /* a secret one only for who may read it */
/* How near a report is offered for joining today; 0: no rule holds, none is. */
enum outcome meja_near(struct req *, int64_t *metres) MUST_CHECK;

/* One act on many: the list to confirm, and what became of each. */
struct massal_baris { struct perkara p; bool jadi; str sebab; };
struct massal_baris_list { struct massal_baris *items; size_t count; };
struct massal_lihat { const struct form *form; struct meja meja; str aksi, nama; struct massal_baris_list baris;
    struct pilihan_list opd, alasan; size_t jadi; bool selesai; };
enum outcome meja_offices(struct req *, struct pilihan_list *) MUST_CHECK;

struct catat_lihat { const struct form *form; struct pilihan_list kanal, kategori, kelurahan, tampak; };
struct sunting_lihat { const struct form *form; struct perkara p; struct pilihan_list tampak; str tujuan, kembali; };
struct kontak_lihat { const struct form *form; struct perkara p; struct pihak pelapor; bool terbuka; str tujuan; };
