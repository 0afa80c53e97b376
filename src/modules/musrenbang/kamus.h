/* kamus.h: the administration of the dictionary: its list, its rules, its CSV. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/musrenbang/rencana.h"

enum { KAMUS_SHOWN = 50, KAMUS_FILE_MOST = 500 };

/* One page of a year's items, retired ones too, by code after `sesudah`; empty and 0 mean: any. */
struct kamus_ask { int64_t tahun; str cari, kelompok, keadaan; int64_t opd; str sesudah; };
enum outcome kamus_find(struct db *, const struct kamus_ask *, struct kamus_list *) MUST_CHECK; /* KAMUS_SHOWN + 1 */
enum outcome kamus_by_kode(struct db *, int64_t tahun, str kode, struct kamus *) MUST_CHECK;
enum outcome kamus_update(struct db *, const struct kamus *) MUST_CHECK;
bool sub_kegiatan_wrong(str kode);                      /* not of the form U.BB.PP.W.KK.SSSS */
/* The dictionary is locked from the day that proposing begins: a change then needs a reason. */
enum outcome kamus_locked(struct req *, int64_t tahun, bool *locked) MUST_CHECK;
/* What a row of a form or a file must hold; NULL, or what is wrong with `*field`. */
const char *kamus_wrong(const struct kamus *, const char **field);
bool kamus_same(const struct kamus *, const struct kamus *);
enum outcome kamus_event(struct req *, const struct kamus *was, const struct kamus *is, str sebab) MUST_CHECK;

/* ---- a file that waits (rencana_berkas.c) ------------------------------------------------------------------ */

struct rencana_berkas { int64_t id, tahun; str jenis, nama, isi; int64_t akun, dibuat; };
/* In read: keeps the CSV of a form, at most `most` KB, as of this kind; INVALID beside `berkas`. */
enum outcome rencana_berkas_read(struct req *, const char *jenis, size_t most) MUST_CHECK;
enum outcome rencana_berkas_insert(struct req *, const struct rencana_berkas *) MUST_CHECK;     /* as req->new_id */
/* {id}: the file of this account and this kind; others find nothing. */
enum outcome rencana_berkas_of(struct req *, const char *jenis, struct rencana_berkas *) MUST_CHECK;
enum outcome rencana_berkas_drop(struct db *, int64_t id) MUST_CHECK;
enum outcome rencana_berkas_prune(struct job_run *) MUST_CHECK;

/* ---- CSV (kamus_impor.c) ----------------------------------------------------------------------------------- */

struct kamus_baris { int64_t baris; struct kamus k; str opd_kode, perubahan; bool baru, sama; money harga_lama; };
struct kamus_baris_list { struct kamus_baris *items; size_t count, baru, ubah, sama; };
/* Reads and compares; what is wrong is told by line beside `berkas` (INVALID). */
enum outcome kamus_read(struct req *, int64_t tahun, str text, struct kamus_baris_list *) MUST_CHECK;

/* ---- what the pages show ----------------------------------------------------------------------------------- */

struct kamus_daftar { struct rencana_kepala kepala; struct kamus_list list; struct kamus_ask ask;
    struct pilihan_list opd; str opd_kini, berikut; bool disaring, terkunci; };
struct kamus_satu { struct rencana_kepala kepala; const struct form *form; struct kamus k; struct pilihan_list opd,
    kelompok, pembayar; struct peristiwa_list riwayat; str tujuan; bool baru, terkunci; };
struct kamus_impor { struct rencana_kepala kepala; const struct form *form; struct kamus_baris_list list; int64_t id;
    str nama; bool pratinjau, terkunci, rusak; };

str kamus_pengguna_text(struct html *, str pengguna);   /* "RW, DPRD" of "rw dprd" */

extern const struct route kamus_pages[], kamus_impor_pages[];
