/* musrenbang_dalam.h: what this module's files share among themselves; nobody else includes it. */
#pragma once

#include "core/jejak/jejak.h"
#include "core/peristiwa/peristiwa.h"
#include "modules/musrenbang/musrenbang.h"

/* NULL: does not sit there */
const struct grant *seat_of(const struct who *, const struct tingkat *, const struct place *);
unsigned tingkat_pelaku(const struct tingkat *);        /* who it is in the flow's table: the office, or over an area */
bool kamus_usable_by(const struct kamus *, str pengguna);
enum outcome pagu_opd(struct db *, int64_t tahun, int64_t opd, money *pagu, money *terpakai) MUST_CHECK;
str usulan_make_kode(struct arena *, int64_t tahun);
str jabatan_text(struct db *, const struct grant *);
str keputusan_class_text(str);
str keputusan_icon_text(str);
str kelompok_icon_text(str);
str status_name_label(str);

/* Writing (musrenbang_tulis.c): each takes the proposal as it shall be. */
enum outcome usulan_insert(struct db *, const struct usulan *) MUST_CHECK;
enum outcome usulan_update(struct db *, const struct usulan *) MUST_CHECK;      /* FAILED when the row is gone */
bool keputusan_agrees(str keputusan);
/* What a seat may spend (pagu 0: not set) and what it recommended of that; kali -1: not counted. */
struct rekomendasi { money pagu, biaya; int64_t kali; };
enum outcome rekomendasi_of(struct db *, const struct sidang *, struct rekomendasi *) MUST_CHECK;
enum outcome rekomendasi_move(struct db *, const struct keputusan *) MUST_CHECK;        /* after its insert */
enum outcome keputusan_insert(struct db *, const struct keputusan *) MUST_CHECK;
/* The counters' differences from what it was (NULL: nothing) to what it is (NULL: nothing). */
enum outcome hitung_move(struct db *, const struct usulan *was, const struct usulan *is, str alasan) MUST_CHECK;
enum outcome hitung_fold(struct job_run *) MUST_CHECK;
bool counts_publicly(const struct usulan *);

/* Searching (musrenbang_cari.c): what of a proposal can be found, and what is shown of one that was. */
enum outcome usulan_searchable(struct db *, const struct usulan *) MUST_CHECK;
extern const struct search usulan_search;

/* Counters of the statistics page (musrenbang_ukuran.c), moved by hitung_move and folded by its job. */
struct ukuran { str ukuran, butir; int64_t jumlah, nilai; };
struct ukuran_list { struct ukuran *items; size_t count; };
enum outcome ukuran_move(struct db *, const struct usulan *was, const struct usulan *is) MUST_CHECK;
enum outcome ukuran_fold(struct job_run *) MUST_CHECK;
enum outcome ukuran_all(struct db *, int64_t tahun, struct ukuran_list *) MUST_CHECK;

/* All of a year that were ever sent, the cancelled too, newest first; USULAN_PAGE + 1 before `sebelum`. */
enum outcome usulan_ever_sent(struct db *, int64_t tahun, int64_t sebelum, struct usulan_list *) MUST_CHECK;

/* ---- reserves and the end of a year (musrenbang_cadangan.c) ------------------------------------------------ */
enum { UNFINISHED_TURN = 500 };
/* Of closed years: what is neither accepted nor refused. */
enum outcome usulan_unfinished(struct db *, struct usulan_list *) MUST_CHECK;
/* Reserves of a year, and what were reserves when it closed, by id after `sesudah`; '' and 0: of anybody. */
struct cadangan_ask { int64_t tahun, sesudah; str wilayah; int64_t pengusul; };
enum outcome usulan_reserves(struct db *, const struct cadangan_ask *, struct usulan_list *) MUST_CHECK;
enum outcome usulan_was_reserve(struct db *, const struct usulan *, bool *was) MUST_CHECK;
/* The proposal that `id` was copied into; NOT_FOUND when there is none. */
struct salinan { int64_t id, tahun; str kode, status; bool publik; };
enum outcome salinan_of(struct db *, int64_t id, struct salinan *) MUST_CHECK;
/* A draft of the year after, once; says what is in the way. */
enum outcome usulan_carry_over(struct req *, const struct usulan *, struct usulan *draft) MUST_CHECK;
enum outcome usulan_expire(struct job_run *) MUST_CHECK;

/* What an act leaves behind: event, trail, notice to the proposer (musrenbang_jejak.c). */
enum outcome note_event(struct req *, const struct usulan *, const char *jenis, str isi, str jabatan) MUST_CHECK;
enum outcome note_sent(struct req *, const struct usulan *, bool first) MUST_CHECK;
enum outcome note_decided(struct req *, const struct usulan *, const struct keputusan *,
    const struct tingkat *) MUST_CHECK;

/* What is attached to a proposal: photos of the state now, and the minutes of the RW's meeting. */
struct bukti { int64_t foto, berita_acara; };
enum outcome bukti_of(struct db *, int64_t usulan, struct bukti *) MUST_CHECK;

/* Berita acara guards (musrenbang_ba.c). */
enum outcome ba_signed(struct db *, int64_t tahun, str tingkat, str wilayah, bool *is_signed) MUST_CHECK;

/* Setting a year up (musrenbang_seed.c). */
enum outcome musrenbang_seed(struct db *, int64_t now) MUST_CHECK;
enum outcome tahun_insert(struct db *, const struct tahun *) MUST_CHECK;
enum outcome tahapan_set(struct db *, int64_t tahun, const struct tahapan *, str dasar) MUST_CHECK;
enum outcome path_insert(struct db *, int64_t tahun, bool with_kelurahan) MUST_CHECK;
enum outcome criteria_insert(struct db *, int64_t tahun) MUST_CHECK;
enum outcome pagu_set(struct db *, int64_t tahun, str wilayah, const struct pagu *) MUST_CHECK;
enum outcome pagu_opd_set(struct db *, int64_t tahun, int64_t opd, money) MUST_CHECK;

/* Files (musrenbang_bukti.c): registered with core/berkas by main.c. */
enum outcome publish_photos(struct db *, const struct usulan *) MUST_CHECK;
enum outcome bukti_may(struct req *, int64_t usulan, bool *may) MUST_CHECK;
enum outcome pindaian_may(struct req *, int64_t berita_acara, bool *may) MUST_CHECK;

/* Rows with legal weight (musrenbang_ikat.c): every event about them binds them anew. */
extern const struct bound ikat_usulan, ikat_keputusan, ikat_bukti, ikat_ba, ikat_ba_baris, ikat_pindaian;

extern const struct data_pribadi musrenbang_pribadi[];
