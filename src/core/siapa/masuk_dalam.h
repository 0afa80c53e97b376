/* masuk_dalam.h: the second step of logging in, proofs before weighty acts, and the rules of both. */
#pragma once

#include "core/siapa/siapa_dalam.h"
#include "core/tampilan/komponen.h"

enum { CADANGAN = 10, CADANGAN_LETTERS = 10, SEPARUH_LASTS = 5 * MINUTE, RAHASIA_BYTES = 20 };

/* ---- the second step (dua_model.c) ---- */
struct dua { bool ada; str rahasia; int64_t sejak, langkah, cadangan; };      /* sejak 0: not confirmed yet */
enum outcome dua_of(struct db *, const struct region *, int64_t akun, struct dua *) MUST_CHECK;
str dua_seal(struct req *, str rahasia);
enum outcome dua_begin(struct db *, int64_t akun, str sealed) MUST_CHECK;
enum outcome dua_activate(struct db *, int64_t akun, int64_t step, int64_t now) MUST_CHECK;
enum outcome dua_remove(struct db *, int64_t akun) MUST_CHECK;                /* NOT_FOUND when there is none */
enum outcome cadangan_put(struct db *, const struct region *, int64_t akun, const str *codes) MUST_CHECK;
/* A code as typed. NOT_FOUND: wrong, too old, or used already. */
struct second { int64_t akun, now; str typed; };
enum outcome dua_accept(struct db *, const struct region *, const struct second *) MUST_CHECK;

struct separuh { int64_t akun, habis; str ke, masuk; bool kode; };
enum outcome separuh_insert(struct db *, const struct separuh *, str cookie) MUST_CHECK;
enum outcome separuh_of(struct db *, str cookie, int64_t now, struct separuh *) MUST_CHECK;
enum outcome separuh_end(struct db *, int64_t akun) MUST_CHECK;
enum outcome separuh_prune(struct job_run *) MUST_CHECK;

/* ---- forms put aside (tertahan.c) ---- */
enum outcome tertahan_read(struct req *, int64_t id, struct held *) MUST_CHECK;         /* this session's only */
enum outcome tertahan_prune(struct job_run *) MUST_CHECK;

/* ---- what the pages show ---- */
str agen_name(struct arena *, str agent);             /* "Chrome (Android)"; as it came where that is not known */
struct langkah_lihat { const struct form *form; bool cadangan; };
struct bukti_lihat { const struct form *form; int64_t id; bool kode; };
struct dua_lihat { const struct form *form; bool ada, aktif, wajib; int64_t sejak, cadangan; str rahasia, url; };
struct cadangan_lihat { str nama, masuk; struct str_list { str *items; size_t count; } kode; int64_t habis; };
struct aturan_lihat { const struct form *form; struct aturan_baris_list list; struct pilihan_list hal, jabatan; };

extern const struct route dua_pages[], bukti_pages[], lanjut_pages[], aturan_pages[];
