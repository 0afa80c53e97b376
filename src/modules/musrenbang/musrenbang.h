/* musrenbang.h: e-Musrenbang, from the RW's proposal to the city's ranked list. */
#pragma once

#include "core/kalender/kalender.h"
#include "core/opd/opd.h"
#include "core/perkara/alasan.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"
#include "http/http.h"

/* ---- the year: windows, path, dictionary, ceilings (musrenbang_tahun.c) ---------------------------- */

struct tahun { int64_t tahun; str nama, keadaan; bool contoh; };
struct tahun_list { struct tahun *items; size_t count; };
enum outcome tahun_get(struct db *, int64_t tahun, struct tahun *) MUST_CHECK;
enum outcome tahun_list(struct db *, struct tahun_list *) MUST_CHECK;          /* newest first */
enum outcome tahun_current(struct db *, struct tahun *) MUST_CHECK;            /* the newest that is berjalan */

struct tahapan { str kode, nama; int64_t urutan; date mulai, selesai; };
struct tahapan_list { struct tahapan *items; size_t count; };
enum outcome tahapan_list(struct db *, int64_t tahun, struct tahapan_list *) MUST_CHECK;
enum outcome tahapan_get(struct db *, int64_t tahun, str kode, struct tahapan *) MUST_CHECK;
bool tahapan_open(const struct tahapan *, date today);

/* One level of the path. */
struct tingkat { str kode, nama, jabatan; int64_t urutan, lingkup; bool perlu_ba; };
struct tingkat_list { struct tingkat *items; size_t count; };
enum outcome tingkat_list(struct db *, int64_t tahun, struct tingkat_list *) MUST_CHECK;
enum outcome tingkat_get(struct db *, int64_t tahun, str kode, struct tingkat *) MUST_CHECK;
/* The level after `kode` ('' for the first); NOT_FOUND after the last. */
enum outcome tingkat_after(struct db *, int64_t tahun, str kode, struct tingkat *) MUST_CHECK;
/* What a proposal that waits for a level is at: its own kelurahan, kecamatan, or '' with the office. */
struct usulan;
struct place tingkat_place(const struct tingkat *, const struct usulan *);


struct kamus { int64_t id, tahun; str kode, nama, kelompok; bool fisik; int64_t opd; str opd_nama, sub_kegiatan,
    sub_kegiatan_nama, satuan; money harga; volume maks; str pengguna, pembayar; bool aktif; };
struct kamus_list { struct kamus *items; size_t count; };
enum outcome kamus_get(struct db *, int64_t id, struct kamus *) MUST_CHECK;
/* '' for all users */
enum outcome kamus_list(struct db *, int64_t tahun, str pengguna, struct kamus_list *) MUST_CHECK;
enum outcome kamus_insert(struct db *, const struct kamus *) MUST_CHECK;

struct pagu { money jumlah; int64_t kuota; };
/* NOT_FOUND: no ceiling set */
enum outcome pagu_wilayah(struct db *, int64_t tahun, str wilayah, struct pagu *) MUST_CHECK;
/* What the RW has sent: count against its quota, sum against its ceiling (refused and cancelled ones do not count). */
struct terpakai { money jumlah; int64_t kali; };
enum outcome pagu_terpakai(struct db *, int64_t tahun, str wilayah, int64_t tanpa_usulan, struct terpakai *) MUST_CHECK;
/* volume x price, rounded to the region's step (pengaturan uang.langkah_sen). */
enum outcome biaya_of(struct db *, money harga, volume v, money *biaya) MUST_CHECK;

/* ---- the proposal (musrenbang_model.c) -------------------------------------------------------------- */

struct usulan {
    int64_t id;
    str kode;
    int64_t tahun;
    str asal, kanal;
    int64_t pengusul;
    str pengusul_teks, wilayah, kelurahan, kecamatan;
    int64_t kamus;
    str kelompok;
    int64_t opd;
    str judul, masalah, rt, alamat;
    int64_t lat_e6, lon_e6;
    bool pribadi;
    int64_t manfaat, prioritas;
    volume volume_awal;
    money harga, estimasi;
    volume volume_kini;
    money biaya_kini;
    str status, tingkat, lolos;
    bool siap;                                  /* the level may decide: what the one before owes is signed */
    money lewat_pagu;
    date rembuk_tanggal;
    str rembuk_tempat;
    int64_t hadir_laki, hadir_perempuan, ba_berkas, asal_usulan, langkah;
    bool publik;
    int64_t dibuat, diajukan, berubah;
    /* joined, for showing */
    str kamus_nama, satuan, opd_nama, kelurahan_nama, kecamatan_nama;
};
struct usulan_list { struct usulan *items; size_t count; };
enum outcome usulan_by_id(struct db *, int64_t id, struct usulan *) MUST_CHECK;
enum outcome usulan_by_kode(struct db *, str kode, struct usulan *) MUST_CHECK;

/* Public list: newest first, 50 a page, keyset by id. Empty and 0 mean: any. */
struct usulan_saring { int64_t tahun; str kelurahan, kecamatan, wilayah, status, kelompok, asal; int64_t opd,
    kamus; int64_t sebelum; };
enum { USULAN_PAGE = 50 };
enum outcome usulan_public(struct db *, const struct usulan_saring *, struct usulan_list *) MUST_CHECK;
/* All of one RW (its drafts too), by priority. */
enum outcome usulan_of_rw(struct db *, int64_t tahun, str wilayah, struct usulan_list *) MUST_CHECK;
/* What one account entered in a year, drafts too, newest first, at most 200: the pokir lane. */
enum outcome usulan_of_pengusul(struct db *, int64_t tahun, int64_t akun, struct usulan_list *) MUST_CHECK;
/* Where one level sits: a meeting, a desk. */
struct sidang { int64_t tahun; struct tingkat tingkat; struct place tempat; str kelompok, daerah; };
/* The queue of one level: those whose turn it is there, within scope, oldest first, keyset by id. `kelompok` and
   `daerah` (an RW or a kelurahan) narrow it; empty: any. */
enum outcome usulan_queue(struct db *, const struct sidang *, int64_t sesudah, struct usulan_list *) MUST_CHECK;
/* Same dictionary item within 50 m (or in the same RW where a point is missing) and three years; the newest first. */
enum { SIMILAR_MOST = 5 };
enum outcome usulan_similar(struct db *, const struct usulan *, int64_t now, struct usulan_list *) MUST_CHECK;
int64_t metres_between(int64_t lat1_e6, int64_t lon1_e6, int64_t lat2_e6, int64_t lon2_e6);

struct keputusan {
    int64_t id, usulan, urut;
    str tingkat, keputusan;
    volume volume_lama; money biaya_lama;
    volume volume; money harga, biaya;
    str kode_alasan, alasan_nama, penjelasan;
    int64_t opd_lama, opd_baru, akun;
    str jabatan;
    int64_t waktu;
};
struct keputusan_list { struct keputusan *items; size_t count; };
enum outcome keputusan_of(struct db *, int64_t usulan, struct keputusan_list *) MUST_CHECK;    /* oldest first */

/* Counted rows: public statistics, folded counters plus the differences not folded yet. */
struct hitung { str kelurahan, wilayah, status, alasan; int64_t opd, jumlah; money biaya; };
struct hitung_list { struct hitung *items; size_t count; };
enum hitung_by { HITUNG_STATUS, HITUNG_KELURAHAN, HITUNG_RW, HITUNG_OPD, HITUNG_ALASAN };
/* Grouped by one column (and status); `kelurahan` narrows, '' for the whole region. */
enum outcome hitung_grouped(struct db *, int64_t tahun, enum hitung_by, str kelurahan, struct hitung_list *) MUST_CHECK;

/* The flow (musrenbang_alur.c); what its acts do besides, in planning's own words. */
enum {
    UBAH_VOLUME   = EFEK_SENDIRI,               /* another volume, another cost */
    MAJU          = EFEK_SENDIRI << 1,          /* to the next level, from the last to the accepted list */
    ANGKAT        = EFEK_SENDIRI << 2,          /* out of the reserve, to the level after the last that said yes */
    LEPAS_GILIRAN = EFEK_SENDIRI << 3,          /* nobody's turn any more */
};
extern const struct alur usulan_alur;
bool usulan_editable(const struct usulan *);    /* by its proposer, who may send or cancel it then too */

/* ---- acts (musrenbang_aturan.c): each runs in apply, says what is wrong through req_error and returns INVALID ---- */

/* What a proposer types; strings as typed are in req->form. */
struct usulan_isian {
    int64_t kamus;
    volume volume;
    str judul, masalah, rt, alamat, lat, lon, wilayah;
    int64_t manfaat, prioritas;
    bool pribadi, berbeda;                      /* berbeda: similar ones were seen, this one differs */
    date rembuk_tanggal;
    str rembuk_tempat;
    int64_t hadir_laki, hadir_perempuan;
    str aksi;                                   /* simpan, kirim */
};
/* Which lane it comes by (rw, pokir) and how (daring, kertas). */
struct asal_usulan { str asal, kanal; };
/* Saves a draft; id 0 makes a new one with req->new_id. */
enum outcome usulan_save(struct req *, const struct usulan_isian *, int64_t id, struct asal_usulan,
    struct usulan *) MUST_CHECK;
/* Sends a draft or a returned one: every guard of planning.md 1.3. */
enum outcome usulan_send(struct req *, struct usulan *) MUST_CHECK;
enum outcome usulan_cancel(struct req *, struct usulan *, str penjelasan) MUST_CHECK;

struct putusan {
    /* setuju, ubah, kembali, tolak, alih, cadangan, lanjut (out of the reserve) */
    str keputusan;
    volume volume;                              /* ubah */
    money harga;                                /* ubah at the office's level: the new unit price; 0 keeps it */
    str kode_alasan, penjelasan;
    int64_t opd;                                /* alih */
    int64_t langkah;                            /* what the page was showing; another number is refused as stale */
};
enum outcome usulan_decide(struct req *, struct usulan *, const struct putusan *) MUST_CHECK;

/* Ranks of one place at one level; `nomor` must be 1..count without twins, 0 where it has none yet. */
struct peringkat { int64_t usulan, nomor; int64_t skor_bp; str alasan; money biaya; str kode, judul, pengusul,
    kelurahan; };
/* `jumlah`: all that the level agreed to there, also what the list has no place for. */
struct peringkat_list { struct peringkat *items; size_t count; int64_t jumlah; };
/* A list of at most so many is ranked as a whole; a longer one page by page. */
enum { PERINGKAT_PAGE = 200 };
enum outcome peringkat_of(struct db *, int64_t tahun, str tingkat, str wilayah, struct peringkat_list *) MUST_CHECK;
enum outcome peringkat_set(struct req *, const struct sidang *, const struct peringkat_list *typed) MUST_CHECK;

extern const struct permission usulan_ajukan, usulan_pokir, usulan_kertas, usulan_putus, usulan_internal,
    rencana_kelola;
extern const struct route musrenbang_publik[], musrenbang_usulan[], musrenbang_rw[], musrenbang_putus[],
    musrenbang_massal[], musrenbang_peringkat[], musrenbang_ba[], musrenbang_unduh[], musrenbang_sipd[],
    musrenbang_statistik[], musrenbang_peta[], musrenbang_tawaran[], musrenbang_umpan[];
handler musrenbang_home;
extern const struct module musrenbang_module;
place_fn usulan_place;                          /* {id} or {kode}: the proposal's RW and office */

/* Shown words (musrenbang_kata.c). */
str status_label(const struct usulan *);        /* "Menunggu kecamatan", "Perlu Anda perbaiki", "Diterima" */
str status_class_text(const struct usulan *);   /* tunggu kerja selesai tolak ulang ...: app.css's .status modifiers */
str status_icon_text(const struct usulan *);
str keputusan_label(str keputusan);
str kelompok_label(str kelompok);
