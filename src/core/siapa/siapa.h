/* siapa.h: who a person is, what they hold, and where: accounts, sessions, roles as rows. */
#pragma once

#include "http/http.h"

/* The http hook: reads the session cookie's account and today's roles into req->who. OK for a stranger too. */
enum outcome siapa_who(struct req *, str session_cookie) MUST_CHECK;

/* The http hook: puts a form aside until its sender has proved who they are, and sends them there. */
enum outcome siapa_hold(struct req *);

struct akun_ids { int64_t *items; size_t count; };
struct akun { int64_t id; str masuk, nama; bool aktif, contoh, wajib_ganti; };
enum outcome akun_by_id(struct db *, int64_t id, struct akun *) MUST_CHECK;
enum outcome akun_by_masuk(struct db *, str masuk, struct akun *) MUST_CHECK;
/* CONFLICT when the login name is taken. */
enum outcome akun_insert(struct db *, const struct akun *, int64_t now) MUST_CHECK;
/* argon2id (interactive limits), made outside any transaction, in a pool of its own: at most two at once. */
enum outcome sandi_hash(struct arena *, str sandi, str *hash) MUST_CHECK;
enum outcome akun_set_sandi(struct db *, int64_t akun, str hash) MUST_CHECK;
/* Its e-mail address, empty when none: sealed, and found by the whole address only (akun_surel.c). */
enum outcome akun_surel(struct db *, str secret, int64_t akun, str *surel) MUST_CHECK;
enum outcome akun_set_surel(struct db *, str secret, int64_t akun, str surel) MUST_CHECK;
enum outcome akun_by_surel(struct db *, str secret, str surel, struct akun_ids *) MUST_CHECK;   /* 50 */
/* A printed code that opens the account once, in place of its password; a new one must be chosen then. */
enum outcome akun_set_kode(struct db *, int64_t akun, str kode, int64_t habis) MUST_CHECK;

struct peran { int64_t id, akun; str jabatan, wilayah; int64_t opd; date mulai, selesai; str penetapan, nomor_sk; };
enum outcome peran_insert(struct db *, const struct peran *) MUST_CHECK;
/* After every change of an account or its roles: the event that binds both as they are now. */
struct peristiwa;
extern const struct bound ikat_akun, ikat_peran;
enum outcome akun_note(struct db *, int64_t akun, struct peristiwa *) MUST_CHECK;
enum outcome peran_end(struct db *, int64_t id, date selesai) MUST_CHECK;

/* The accounts that hold a role over a place today: whom to notify. */
enum outcome siapa_holders(struct db *, str jabatan, const struct place *, date today, struct akun_ids *) MUST_CHECK;

/* Roles and the permissions of all modules' tables, as a region starts with them; idempotent. */
enum outcome siapa_seed(struct db *, const struct module *const *modules) MUST_CHECK;
/* The first administrator's one-time code, printed at first start; NOT_FOUND when there is one already. */
enum outcome siapa_first_admin(struct db *, struct arena *, int64_t now, str *kode) MUST_CHECK;
/* Tests only: a session of that login name. */
enum outcome siapa_test_session(struct db *, str masuk, int64_t now, struct arena *, str *cookie) MUST_CHECK;

extern const struct permission akun_kelola, peran_kelola, akun_rw_kelola, aturan_masuk_kelola;
extern const struct module siapa_module;
