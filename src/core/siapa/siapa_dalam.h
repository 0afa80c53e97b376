/* siapa_dalam.h: what this folder's files share among themselves. */
#pragma once

#include "core/siapa/siapa.h"

/* What a login is checked against. */
struct kunci_masuk { int64_t akun; str nama, sandi, kode; int64_t kode_habis; bool aktif; };
enum outcome kunci_masuk_of(struct db *, str masuk, struct kunci_masuk *) MUST_CHECK;
str token_hash(struct arena *, str token);              /* of a cookie: what the database keeps */
str kode_hash(struct arena *, int64_t akun, str kode);
str kode_typed(struct arena *, str typed);              /* without blanks and dashes, in capitals */
enum outcome akun_use_kode(struct db *, int64_t akun, str hash) MUST_CHECK;

/* A place in the queue of those whose password is being checked; false when too many are there already. */
bool sandi_queue(void) MUST_CHECK;
void sandi_unqueue(void);
/* True when it fits; takes about 50 ms, and the same time for a name that nobody has (hash empty). */
bool sandi_fits(str hash, str typed);
/* NULL, or why this password will not do, in words for the person. */
const char *sandi_weak(str typed, str masuk);

/* The settings sesi.diam_detik and sesi.paling_lama_detik, and what holds without them. */
enum { SESI_DIAM = 8 * HOUR, SESI_PALING_LAMA = 7 * DAY };
int64_t sesi_limit(str nilai, int64_t otherwise);
struct sesi { str sidik; int64_t akun, dibuat, habis; str agen; bool ini; };
struct sesi_list { struct sesi *items; size_t count; };
enum outcome sesi_insert(struct db *, const struct sesi *, str cookie) MUST_CHECK;
enum outcome sesi_end(struct db *, str sidik, int64_t akun) MUST_CHECK;
enum outcome sesi_end_others(struct db *, int64_t akun, str keep) MUST_CHECK;
enum outcome sesi_of(struct db *, int64_t akun, int64_t now, struct sesi_list *) MUST_CHECK;

struct peran_lihat { int64_t id; str jabatan, wilayah, opd; date mulai, selesai; str penetapan, nomor_sk; };
struct peran_list { struct peran_lihat *items; size_t count; };
enum outcome peran_of(struct db *, int64_t akun, struct peran_list *) MUST_CHECK;

/* Failed logins: how long this account or this address must wait still, and one more failure. */
enum outcome tunggu_of(struct db *, str kunci, int64_t now, int64_t *seconds) MUST_CHECK;
enum outcome gagal_add(struct db *, str kunci, int64_t now) MUST_CHECK;
str kunci_akun(struct arena *, str masuk);
str kunci_alamat(struct arena *, str peer);
enum outcome gagal_prune(struct job_run *) MUST_CHECK;
enum outcome sesi_prune(struct job_run *) MUST_CHECK;
enum outcome gagal_forget(struct db *, str kunci) MUST_CHECK;

struct masuk_lihat { const struct form *form; str ke; };
struct sandi_lihat { const struct form *form; str nama; };
struct saya_lihat { str nama, masuk, surel; struct peran_list peran; struct sesi_list sesi; };
extern const struct route siapa_pages[];
