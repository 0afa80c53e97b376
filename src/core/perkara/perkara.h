/* perkara.h: a case: complaint, application or request for information, from report to answer, with its clocks. */
#pragma once

#include "core/kalender/kalender.h"
#include "core/opd/opd.h"
#include "core/perkara/alasan.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"
#include "http/http.h"

/* ---- what may be asked for (kategori.c) ----------------------------------------------------------------- */

struct kategori { int64_t id; str jenis, kode, nama, keterangan, kelompok, kata, ikon; int64_t opd;
    str golongan, tampak; bool peka; int64_t urutan; bool aktif; };
struct kategori_list { struct kategori *items; size_t count; };
enum outcome kategori_by_id(struct db *, int64_t id, struct kategori *) MUST_CHECK;
enum outcome kategori_by_kode(struct db *, str jenis, str kode, struct kategori *) MUST_CHECK;
/* Active ones by group and order; at most 200. */
enum outcome kategori_list(struct db *, str jenis, struct kategori_list *) MUST_CHECK;
enum outcome kategori_save(struct db *, const struct kategori *) MUST_CHECK;    /* by id: new or changed */

/* A question of a category; `pilihan` only for the two list types. */
struct pilihan_atribut { str kunci, nama; };
struct atribut { str kode; int64_t urutan; str tipe, tanya, petunjuk; bool wajib, variabel;
    struct pilihan_atribut *pilihan; size_t pilihan_count; };
struct atribut_list { struct atribut *items; size_t count; };
enum outcome atribut_of(struct db *, int64_t kategori, struct atribut_list *) MUST_CHECK;
enum outcome atribut_save(struct db *, int64_t kategori, const struct atribut *) MUST_CHECK;
struct jawaban { str kode, nilai, tanya; };     /* tanya: its question, when it is read */
struct jawaban_list { struct jawaban *items; size_t count; };
/* In words, for officers and whoever reported; also of questions that were retired since. */
enum outcome jawaban_of(struct db *, int64_t perkara, struct jawaban_list *) MUST_CHECK;
enum outcome jawaban_set(struct db *, int64_t perkara, const struct jawaban_list *) MUST_CHECK;

/* ---- the case (perkara_model.c) ------------------------------------------------------------------------- */

struct perkara {
    int64_t id;
    str jenis, nomor, kunci, golongan;
    int64_t kategori;
    str judul, isi, wilayah, kelurahan, alamat;
    int64_t lat_e6, lon_e6;
    str kanal, luar, tampak;
    bool anonim, tayang;
    int64_t opd;
    str keadaan;
    bool terbuka;
    str hasil;
    int64_t induk, nilai, dibuka_kali, dukungan;
    str tenggat;                /* YYYY-MM-DD of the nearest running clock, '9999' when none runs */
    int64_t naik, langkah, akun, dibuat, berubah, selesai;
    int64_t ujung, hari;        /* 0 open, 1 settled within its deadline, 2 after it; working days it took */
    /* joined, for showing */
    str kategori_nama, kategori_kode, kategori_ikon, opd_nama, kelurahan_nama;
    bool peka;
};
struct perkara_list { struct perkara *items; size_t count; };
enum outcome perkara_by_id(struct db *, int64_t id, struct perkara *) MUST_CHECK;
enum outcome perkara_by_nomor(struct db *, str nomor, struct perkara *) MUST_CHECK;
enum outcome perkara_by_kunci(struct db *, str secret, str kode, struct perkara *) MUST_CHECK;
enum outcome perkara_update(struct db *, const struct perkara *) MUST_CHECK;
/* Those merged into it, oldest first, at most 50. */
enum outcome perkara_gabungan(struct db *, int64_t induk, struct perkara_list *) MUST_CHECK;

/* The public list: newest first; empty and 0 mean any. */
struct perkara_saring { str jenis, kelurahan, keadaan; int64_t kategori, opd, sebelum, dari, sampai; };
enum { PERKARA_PAGE = 50 };
enum outcome perkara_publik(struct db *, const struct perkara_saring *, struct perkara_list *) MUST_CHECK;
/* Shown ones in the order of their last change, after (sejak, sejak_id): for who keeps a copy; PERKARA_PAGE + 1. */
struct perkara_ubah { str jenis; int64_t sejak, sejak_id; };
enum outcome perkara_changed(struct db *, const struct perkara_ubah *, struct perkara_list *) MUST_CHECK;
/* A desk's queue: open ones, the nearest due date first, after (sejak_tenggat, sejak_id). opd -1: every office.
   hingga: only what is due before this day; empty: all. rahasia: only secret ones. kategori 0: any.
   boleh_rahasia: secret ones count too (antrean_near). */
struct perkara_antre { str jenis, keadaan; int64_t opd; str sejak_tenggat; int64_t sejak_id; str hingga;
    bool rahasia; int64_t kategori; bool boleh_rahasia; };
enum outcome perkara_queue(struct db *, const struct perkara_antre *, struct perkara_list *) MUST_CHECK;
/* How many came into the queue of `opd` (-1: the city's) after `sejak_id`, among the newest 500; 100: or more. */
enum outcome perkara_came(struct db *, const struct perkara_antre *, int64_t *count) MUST_CHECK;
/* Those that were joined to another, the newest first, before `sebelum` (0: from the newest). */
enum outcome perkara_joined(struct db *, str jenis, int64_t opd, int64_t sebelum, struct perkara_list *) MUST_CHECK;
/* Open ones within `meter`, newest first, at most 5: offered before sending, and for merging. */
struct perkara_dekat { str jenis, kelurahan; int64_t lat_e6, lon_e6, kecuali; int64_t meter; bool semua; };
enum outcome perkara_near(struct db *, const struct perkara_dekat *, struct perkara_list *) MUST_CHECK;

/* How many wait (perkara_antrean.c): of one office (-1: all), late before `hari_ini`; secret ones only if asked. What
   is late is counted whatever its state: mostly by a row of its own, whose state is ''. */
struct antrean_minta { str jenis; int64_t opd; date hari_ini; bool rahasia; };
struct antrean_hitung { int64_t opd; str keadaan; int64_t jumlah, lewat, rahasia; };
struct antrean_hitung_list { struct antrean_hitung *items; size_t count; int64_t jumlah, lewat, rahasia; };
enum outcome antrean_counts(struct db *, const struct antrean_minta *, struct antrean_hitung_list *) MUST_CHECK;
/* The same, office by office. */
enum outcome antrean_cells(struct db *, const struct antrean_minta *, struct antrean_hitung_list *) MUST_CHECK;
/* Of one kind (a->kategori): how many of its first 200 the queue `a` would show; `lebih`: there are more of it. */
struct antrean_kira { int64_t jumlah; bool lebih; };
enum outcome antrean_near(struct db *, const struct perkara_antre *, struct antrean_kira *) MUST_CHECK;
enum outcome antrean_fold(struct job_run *) MUST_CHECK;
/* The offices at which something waits, those with the most first; at most 100. */
struct antrean_opd { int64_t opd; str nama; int64_t jumlah; };
struct antrean_opd_list { struct antrean_opd *items; size_t count; };
enum outcome antrean_offices(struct db *, const struct antrean_minta *, struct antrean_opd_list *) MUST_CHECK;
/* For each of a page's cases (at most PERKARA_PAGE): how many perkara_near finds within `meter`; 0 without a point. */
enum outcome antrean_twins(struct db *, const struct perkara_list *, int64_t meter, int64_t *counts) MUST_CHECK;

/* ---- acts (tindak.c) by the kind's table (alur.h) ------------------------------------------------------- */

/* One act on one case. The caller has checked who may (route and place); here stand the rules. */
struct tindakan {
    str aksi;
    enum pelaku oleh;
    str isi, kode_alasan, hasil, perintah, golongan, jabatan;
    int64_t opd, induk, nilai, petugas, kantor; /* opd: to whom; kantor: of whom */
    int64_t langkah;                            /* what the page was showing; -1: not asked */
    int64_t id;                                 /* of the step it leaves, 0: given here */
    bool sunyi;                                 /* no notice: an internal note */
};
/* In apply: moves the case on, or says what is wrong beside the field and returns INVALID. */
enum outcome perkara_act(struct req *, const struct alur *, struct perkara *, const struct tindakan *) MUST_CHECK;

/* A new case: number, tracking code, clocks, first step. `kode` is told once and kept nowhere. */
enum outcome perkara_open(struct req *, const struct alur *, struct perkara *, str *kode) MUST_CHECK;

struct langkah { int64_t id, perkara, urut; str aksi, dari, ke, hasil, kode_alasan, alasan_nama, isi; bool publik;
    str oleh; int64_t akun; str jabatan; int64_t opd; str opd_nama; int64_t waktu; };
struct langkah_list { struct langkah *items; size_t count; };
/* What the events of a case bind: itself, without what is folded or follows from the clocks, and its steps. */
extern const struct bound ikat_perkara, ikat_langkah;
#define PERKARA_BOUND(perkara) .bound = { { &ikat_perkara, (perkara) }, { &ikat_langkah, (perkara) } }
/* Oldest first, at most 200, with moderated words in place of the written ones. */
enum outcome langkah_of(struct db *, int64_t perkara, bool only_public, struct langkah_list *) MUST_CHECK;

/* In words (langkah_lihat.c): what one is called; all of them, the newest first, or without what the reporter wrote
   after the first. */
str langkah_judul(struct arena *, const struct alur *, const struct langkah *);
str langkah_kantor(const struct alur *, const struct langkah *);        /* the office that did it, '' for the desk */
void langkah_timeline(struct req *, const struct alur *, const struct langkah_list *, bool all,
    struct waktu_butir_list *);

/* Moderation: the desk's words stand in place of the written ones, which stay. langkah 0: the report itself. */
struct sunting { int64_t langkah; str bidang, baru, sebab; };
enum outcome perkara_moderate(struct req *, struct perkara *, const struct sunting *) MUST_CHECK;

/* ---- offices at work (penugasan.c) ---------------------------------------------------------------------- */

struct penugasan { int64_t id, perkara, opd; str opd_nama, peran; int64_t petugas; str perintah, keadaan;
    int64_t sejak, sampai; };
struct penugasan_list { struct penugasan *items; size_t count; };
enum outcome penugasan_of(struct db *, int64_t perkara, struct penugasan_list *) MUST_CHECK;
enum outcome penugasan_lead(struct db *, const struct perkara *, const struct tindakan *, int64_t now) MUST_CHECK;
enum outcome penugasan_support(struct db *, const struct perkara *, const struct tindakan *, int64_t now) MUST_CHECK;
/* Ends what is under way: of one office, or (0) of all. */
enum outcome penugasan_end(struct db *, int64_t perkara, int64_t opd, str keadaan, int64_t now) MUST_CHECK;
/* The place of a case for who asks: the office of theirs that works on it, else the lead and the area. */
enum outcome perkara_place(struct req *, const struct perkara *, struct place *) MUST_CHECK;

/* ---- clocks (jam.c) ------------------------------------------------------------------------------------- */

struct jam { int64_t id, perkara; str jam; int64_t aturan; date mulai; int64_t hari; date tenggat; int64_t tercapai;
    bool gugur; int64_t naik; date naik_tenggat; str dasar;
    int64_t pakai;              /* working days used, pauses left out; set by jam_of */
    int64_t sisa; };            /* until its due date; negative when it is over */
struct jam_list { struct jam *items; size_t count; bool jeda; };
/* With the days used and left as of now, or of the day it was met. */
enum outcome jam_of(struct db *, const struct zone *, int64_t perkara, int64_t now, struct jam_list *) MUST_CHECK;
enum outcome jam_start(struct db *, struct perkara *, const char *jam, date today) MUST_CHECK;
enum outcome jam_meet(struct db *, struct perkara *, const char *jam, int64_t now) MUST_CHECK;
enum outcome jam_drop_all(struct db *, struct perkara *, int64_t now) MUST_CHECK;
enum outcome jam_pause(struct db *, struct perkara *, date today, str sebab) MUST_CHECK;
enum outcome jam_resume(struct db *, struct perkara *, date today, int64_t now) MUST_CHECK;
/* Another class: that clock, while it runs, gets its days, counted from where it began; what was added stays added. */
enum outcome jam_class(struct db *, struct perkara *, const char *jam, int64_t now) MUST_CHECK;
/* The days of the rule "perpanjangan" on top of a running clock; NOT_FOUND: the kind has no such rule. */
enum outcome jam_extend(struct db *, struct perkara *, const char *jam, date today, int64_t now) MUST_CHECK;
/* Days of a rule that holds on a day; NOT_FOUND when there is none. */
struct aturan_jam { int64_t id, hari; str dasar; };
enum outcome aturan_jam(struct db *, const struct perkara *, const char *jam, date, struct aturan_jam *) MUST_CHECK;
/* Jobs: up the line when a day is over; anew when a decree changed the calendar; closed after the silence. */
enum outcome jam_escalate(struct job_run *, const struct alur *) MUST_CHECK;
enum outcome jam_recompute(struct job_run *) MUST_CHECK;
/* What a state ends in when its rule's working days pass without a word. */
struct tutup { const char *jam, *keadaan, *aksi, *alasan; };
enum outcome jam_close_silent(struct job_run *, const struct alur *, const struct tutup *) MUST_CHECK;

/* ---- who has to do with it (pihak.c) -------------------------------------------------------------------- */

struct pihak { int64_t id, perkara; str peran; int64_t akun; str tamu, nama, surel, telepon; bool kabari;
    str berhenti; int64_t waktu; };         /* berhenti: the word in the address that ends the e-mails */
struct pihak_list { struct pihak *items; size_t count; };
/* Sealed as it is written; CONFLICT when that voice is there already. */
enum outcome pihak_add(struct db *, str secret, struct pihak *) MUST_CHECK;
/* Opened: for who handles the case, after an event says so. */
enum outcome pihak_of(struct db *, str secret, int64_t perkara, str peran, struct pihak_list *) MUST_CHECK;
enum outcome pihak_by_berhenti(struct db *, str berhenti) MUST_CHECK;      /* whether somebody was given that word */
/* Ends the e-mails of the party that the word names; NOT_FOUND when there is none. */
enum outcome pihak_quiet(struct db *, str berhenti) MUST_CHECK;
enum outcome pihak_count(struct db *, int64_t perkara, str peran, int64_t *count) MUST_CHECK;
/* "Saya juga mengalami": one voice of one account or guest; false when it was there. */
enum outcome perkara_support(struct req *, struct perkara *, const struct pihak *, bool *first) MUST_CHECK;
enum outcome dukungan_fold(struct job_run *) MUST_CHECK;

/* ---- counters (perkara_hitung.c) ------------------------------------------------------------------------ */

struct perkara_hitung { str bulan, kelurahan; int64_t opd, kategori; str keadaan;
    int64_t jumlah, tepat, lambat, hari; };
struct perkara_hitung_list { struct perkara_hitung *items; size_t count; };
enum perkara_hitung_by { PERKARA_KEADAAN, PERKARA_KELURAHAN, PERKARA_OPD, PERKARA_KATEGORI, PERKARA_BULAN };
/* `dari` and `sampai` are months (YYYY-MM), both included. */
enum outcome perkara_counts(struct db *, str jenis, enum perkara_hitung_by, const str rentang[2],
    struct perkara_hitung_list *) MUST_CHECK;
/* Those that everybody may see and that came most this month and the one before, at most KATEGORI_OFTEN; where few
   came, in the region's order. */
enum { KATEGORI_OFTEN = 6 };
enum outcome kategori_often(struct req *, str jenis, struct kategori_list *) MUST_CHECK;
enum outcome perkara_hitung_move(struct req *, const struct perkara *was, const struct perkara *is) MUST_CHECK;
enum outcome perkara_fold(struct job_run *) MUST_CHECK;

/* ---- the map of what everybody may read (petak.c) ------------------------------------------------------- */

/* Cells of a square grid over the earth: at PETAK_ZOOM their side is PETAK_SISI millionths of a degree (55 m), at each
   zoom before it twice as much. A sensitive kind stands in the middle of a square of about 900 m. */
enum { PETAK_ZOOM = 8, PETAK_SISI = 500 };
int64_t petak_side(int64_t zoom);
int64_t petak_x(int64_t lon_e6, int64_t zoom);
int64_t petak_y(int64_t lat_e6, int64_t zoom);
int64_t petak_lon(int64_t x, int64_t zoom);     /* its western edge */
int64_t petak_lat(int64_t y, int64_t zoom);     /* its southern edge */
/* Cells barat..timur and selatan..utara, both included; empty and 0 mean any. */
struct petak_tanya { str jenis, kelurahan, keadaan; int64_t kategori, zoom, barat, timur, selatan, utara; };
struct petak { int64_t x, y; str kelurahan; int64_t jumlah; };
struct petak_list { struct petak *items; size_t count; };
/* A row for each cell and kelurahan that has one, from the north down; at most 4,000. */
enum outcome petak_counts(struct db *, const struct petak_tanya *, struct petak_list *) MUST_CHECK;
/* The cases themselves, newest first before `sebelum` (0: all), PERKARA_PAGE + 1. */
enum outcome perkara_in_petak(struct db *, const struct petak_tanya *, int64_t sebelum,
    struct perkara_list *) MUST_CHECK;
/* Those shown that a job did not look at yet, 500 a turn (tampil.c); x below 0: without a point. */
enum tampil_guna { TAMPIL_KABAR, TAMPIL_ULANG };
struct tampil { int64_t perkara; str kelurahan; int64_t kategori, x, y; bool peka; int64_t lat_e6, lon_e6; };
struct tampil_list { struct tampil *items; size_t count; };
enum outcome tampil_next(struct db *, str jenis, enum tampil_guna, struct tampil_list *) MUST_CHECK;
enum outcome tampil_done(struct db *, enum tampil_guna, int64_t perkara) MUST_CHECK;
enum outcome petak_fold(struct job_run *) MUST_CHECK;
enum outcome petak_regroup(struct job_run *) MUST_CHECK;

/* ---- what a kind starts with (perkara_seed.c) ----------------------------------------------------------- */

/* Each list ends with { 0 }; rows that a region has already stay as they are. Ids are the kind's own. */
struct aturan_awal { int64_t id; const char *jam, *golongan; int64_t hari; const char *dasar; };
struct jenjang_awal { const char *jabatan, *nama; bool daerah; int64_t hari; };
struct perkara_awal { const struct aturan_awal *aturan; const struct jenjang_awal *jenjang;
    const struct alasan_awal *alasan; };
enum outcome perkara_seed_kind(struct db *, const char *jenis, const struct perkara_awal *) MUST_CHECK;

extern const struct module perkara_module;
