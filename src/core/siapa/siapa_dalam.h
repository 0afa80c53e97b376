/* siapa_dalam.h: what this folder's files share among themselves. */
#pragma once

#include "core/siapa/siapa.h"

/* What a login is checked against. */
struct kunci_masuk { int64_t akun; str nama, sandi, kode; int64_t kode_habis; bool aktif; };
enum outcome kunci_masuk_of(struct db *, str masuk, struct kunci_masuk *) MUST_CHECK;
str token_hash(struct arena *, str token);              /* of a cookie: what the database keeps */
str kode_hash(struct arena *, int64_t akun, str kode);
str kode_typed(struct arena *, str typed);              /* without blanks and dashes, in capitals */
enum outcome akun_set_since(struct db *, int64_t akun, int64_t now) MUST_CHECK;  /* the password's age */
enum outcome akun_use_kode(struct db *, int64_t akun, str hash) MUST_CHECK;

/* True when it fits; takes about 50 ms, and the same time for a name that nobody has (hash empty). */
bool sandi_fits(str hash, str typed);
/* 503 on the form itself, so that the name typed is still there. */
enum outcome sandi_crowded(struct req *);
/* NULL, or why this password will not do, in words for the person. */
struct sandi_baru { str typed, masuk, daerah; };
struct aturan;
const char *sandi_weak(struct arena *, const struct aturan *, const struct sandi_baru *);
/* Is it what people in this country choose first? Made of rules, not of a list (sandi_mudah.c). */
bool sandi_is_common(str typed, str daerah);
size_t sandi_common_count(str daerah);

/* ---- rules as rows with a day and a source (aturan.c); seconds, days, counts; 0: none ---- */
struct aturan { int64_t dua_langkah, sesi_diam, sesi_paling_lama, bukti, sandi_huruf, sandi_macam, sandi_umur,
    gagal_akun, gagal_alamat, gagal_semua; };
struct aturan_baris { str hal, jabatan, jabatan_nama; date mulai; int64_t nilai; str dasar; };
struct aturan_baris_list { struct aturan_baris *items; size_t count; };
/* For the offices that `who` holds, the strictest; NULL: what holds for everybody. */
enum outcome aturan_of(struct db *, date today, const struct who *, struct aturan *) MUST_CHECK;
enum outcome aturan_rows(struct db *, struct aturan_baris_list *) MUST_CHECK;
enum outcome aturan_put(struct db *, const struct aturan_baris *) MUST_CHECK;
enum outcome aturan_seed(struct db *) MUST_CHECK;

/* ---- codes of half a minute (totp.c, RFC 6238) ---- */
enum { TOTP_PERIOD = 30, TOTP_DIGITS = 6 };
int64_t totp_step(int64_t now);
uint32_t totp_code(str secret, int64_t step, int digits);
int64_t totp_match(str secret, str typed, int64_t now, int64_t used);
str base32(struct arena *, str bytes);
str in_fours(struct arena *, str text);
str totp_url(struct arena *, str secret, str region, str masuk);
enum outcome dua_is_active(struct db *, int64_t akun, bool *active) MUST_CHECK;

/* ---- logging in, whichever step is the last (siapa_page.c) ---- */
struct masuk_baru { int64_t akun; str masuk, cookie, ke; bool kode; };
enum outcome masuk_open(struct req *, const struct masuk_baru *) MUST_CHECK;
enum outcome masuk_refused(struct req *, str masuk) MUST_CHECK;
enum outcome masuk_wait(struct req *, str masuk, const char *field) MUST_CHECK;

struct sesi { str sidik; int64_t akun, dibuat, terakhir, habis, bukti; str agen; bool ini; };
struct sesi_list { struct sesi *items; size_t count; };
enum outcome sesi_insert(struct db *, const struct sesi *, str cookie) MUST_CHECK;
enum outcome sesi_end(struct db *, str sidik, int64_t akun) MUST_CHECK;
enum outcome sesi_end_others(struct db *, int64_t akun, str keep) MUST_CHECK;
enum outcome sesi_prove(struct db *, str sidik, int64_t now) MUST_CHECK;
/* The roles of an account changed: its sessions end, and one's own goes on under a new cookie. */
enum outcome sesi_renew(struct req *, int64_t akun) MUST_CHECK;
enum outcome grants_of(struct db *, int64_t akun, date today, struct who *) MUST_CHECK;
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
struct saya_lihat { str nama, masuk, surel; bool dua, wajib_dua; struct peran_list peran; struct sesi_list sesi; };
extern const struct route siapa_pages[];

extern const struct data_pribadi siapa_pribadi[];
