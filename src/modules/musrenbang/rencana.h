/* rencana.h: the administration of planning: years, windows, the path, criteria; rules and rows. */
#pragma once

#include "modules/musrenbang/musrenbang_dalam.h"

/* ---- years (rencana_tahun.c): disiapkan (being set up), berjalan, selesai ---------------------------------------- */

struct tahun_jumlah { int64_t usulan, diperiksa, belum_selesai, kamus; };
enum outcome tahun_counts(struct db *, int64_t tahun, struct tahun_jumlah *) MUST_CHECK;
enum outcome tahun_set_keadaan(struct db *, int64_t tahun, str keadaan) MUST_CHECK;
/* Windows shifted by the difference, path, criteria, kamus with prices, ceilings; `to` must be there and empty. */
enum outcome tahun_copy(struct db *, int64_t from, int64_t to) MUST_CHECK;
/* INVALID has told the form what the year still lacks. */
enum outcome tahun_is_ready(struct req *, int64_t tahun) MUST_CHECK;
/* What an administrator did to a year: kept as an event, public. */
enum outcome rencana_event(struct req *, const char *jenis, int64_t tahun, str isi) MUST_CHECK;

/* ---- windows (rencana_jadwal.c) ---------------------------------------------------------------------------------- */

struct jadwal { str kode, nama; int64_t urutan; date mulai, selesai; str dasar; bool ada, dipakai; };
struct jadwal_list { struct jadwal *items; size_t count; };
/* Every step of a year in its order, set or not; `dipakai` is false for a level that the path leaves out. */
enum outcome jadwal_list(struct db *, int64_t tahun, struct jadwal_list *) MUST_CHECK;
struct jadwal_isian { date mulai, selesai; str dasar; };
enum outcome jadwal_change(struct req *, int64_t tahun, str kode, const struct jadwal_isian *) MUST_CHECK;

/* ---- path and criteria (rencana_jalur.c, rencana_kriteria.c) ----------------------------------------------------- */

struct jalur { str kode, nama; int64_t urutan; bool dipakai, wajib, perlu_ba, boleh_ba; };
struct jalur_list { struct jalur *items; size_t count; };
enum outcome jalur_list(struct db *, int64_t tahun, struct jalur_list *) MUST_CHECK;
enum outcome jalur_change(struct req *, int64_t tahun, const struct jalur_list *) MUST_CHECK;

struct kriteria { str kode, nama, petunjuk, bobot_teks; share bobot; };
struct kriteria_list { struct kriteria *items; size_t count; };
enum { KRITERIA_MOST = 12 };
enum outcome kriteria_list(struct db *, int64_t tahun, struct kriteria_list *) MUST_CHECK;
enum outcome kriteria_change(struct req *, int64_t tahun, const struct kriteria_list *) MUST_CHECK;
/* How many proposals of the year have a score already. */
enum outcome skor_count(struct db *, int64_t tahun, int64_t *count) MUST_CHECK;

/* ---- what the pages show ----------------------------------------------------------------------------------------- */

/* The head of every page of one year; `kini` is the section that is shown. */
struct rencana_bagian { str kode, nama, ikon, url; bool kini; };
struct rencana_bagian_list { struct rencana_bagian *items; size_t count; };
struct rencana_kepala { struct tahun tahun; struct rencana_bagian_list bagian; const struct form *form; };
enum outcome rencana_kepala(struct req *, const char *kini, struct rencana_kepala *) MUST_CHECK;        /* {tahun} */
str keadaan_tahun_label(str keadaan);

struct rencana_baris { struct tahun tahun; struct tahun_jumlah jumlah; };
struct rencana_baris_list { struct rencana_baris *items; size_t count; };

extern const struct route rencana_pages[], rencana_jalur_pages[], rencana_alasan_pages[], rencana_tumpang_pages[];
