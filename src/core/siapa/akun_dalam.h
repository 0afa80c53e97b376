/* akun_dalam.h: what the administration of accounts and roles shares among its files. */
#pragma once

#include "core/siapa/siapa_dalam.h"
#include "core/tampilan/komponen.h"

enum { KODE_LETTERS = 10, KODE_LASTS = 14 * DAY, AKUN_SHOWN = 50, AKUN_FILE_MOST = 500 };

/* ---- accounts in a list (akun_model.c) ---- */
/* `keadaan`: '', aktif, nonaktif, belum (never chose a password). Only what lies in `scope` is given. */
struct akun_ask { const struct scope *scope; str cari, jabatan, keadaan, sesudah; date today; };
struct akun_baris { int64_t id; str masuk, nama, peran; bool aktif, belum; };
struct akun_baris_list { struct akun_baris *items; size_t count; };
enum outcome akun_find(struct db *, const struct akun_ask *, struct akun_baris_list *) MUST_CHECK;  /* AKUN_SHOWN + 1 */
enum outcome akun_count(struct db *, int64_t *active) MUST_CHECK;
enum outcome akun_set_aktif(struct db *, int64_t akun, bool aktif) MUST_CHECK;
/* Where an account is administered: the area of its RW roles, or the whole region when it holds any other role. */
enum outcome akun_place(struct req *, struct place *) MUST_CHECK;
enum outcome akun_place_of(struct db *, int64_t akun, date today, struct place *) MUST_CHECK;
str masuk_clean(struct arena *, str typed);             /* trimmed, in small letters */
const char *masuk_wrong(str masuk);                     /* NULL, or why it cannot be a login name */
const char *surel_wrong(struct arena *, str *surel);     /* put into its one spelling; NULL also for '' */

/* ---- rules of roles (peran_aturan.c): INVALID has told the form ---- */
struct jabatan { str kode, nama, lingkup; };
struct jabatan_list { struct jabatan *items; size_t count; };
enum outcome jabatan_all(struct db *, struct jabatan_list *) MUST_CHECK;
struct peran_isian { str jabatan, wilayah; int64_t opd; date mulai, selesai; str penetapan, nomor_sk; };
enum outcome peran_checked(struct req *, const struct peran_isian *, struct peran *) MUST_CHECK;
/* Who holds it for good over that span; NOT_FOUND when nobody does. */
enum outcome peran_holder(struct db *, const struct peran *, str *nama) MUST_CHECK;
enum outcome peran_by_id(struct db *, int64_t id, struct peran *) MUST_CHECK;
/* INVALID when the region would be left without an administrator: `peran` or, when it is 0, all of `akun` ends. */
struct ending { int64_t peran, akun; };
enum outcome keep_an_admin(struct req *, struct ending) MUST_CHECK;

/* ---- sheets of codes (lembar.c) ---- */
struct slip { str masuk, nama, tempat, kode; };
struct slip_list { struct slip *items; size_t count; };
struct lembar { int64_t id, pembuat, dibuat, habis; struct slip_list slips; };
str kode_printed(struct arena *, str kode);             /* K7PXM-Q2WER */
enum outcome lembar_insert(struct req *, const struct slip_list *) MUST_CHECK;          /* as req->new_id */
enum outcome lembar_read(struct req *, int64_t id, struct lembar *) MUST_CHECK; /* its maker's, and not too old */
enum outcome lembar_prune(struct job_run *) MUST_CHECK;

/* ---- RW accounts from a CSV (akun_impor.c) ---- */
struct csv;
struct akun_baru { int64_t baris, id, peran; str wilayah, nama, masuk, surel, kode; };
struct akun_baru_list { struct akun_baru *items; size_t count; struct csv *csv; size_t at[4]; };

/* ---- what the pages show ---- */
struct akun_daftar { const struct form *form; struct akun_baris_list list; struct pilihan_list jabatan;
    str cari, jabatan_kini, keadaan, berikut; bool semua, disaring; };
struct akun_lihat { const struct form *form; struct akun akun; str surel; struct peran_list peran;
    struct pilihan_list jabatan, opd, penetapan; bool boleh_peran, boleh_akun, sendiri, dua; };
struct lembar_lihat { const struct region *region; struct lembar lembar; str alamat; };
struct admin_kartu { str judul, isi, url, ikon; int64_t jumlah; bool awas; };
struct admin_kartu_list { struct admin_kartu *items; size_t count; };

enum outcome one_account(struct req *) MUST_CHECK;      /* the page of the account {id} */
enum outcome akun_event(struct req *, const char *jenis, int64_t akun, str isi) MUST_CHECK;
struct buka_lihat { const struct form *form; struct akun akun; str surel; bool terbuka; };
extern const struct route buka_pages[], akun_pages[], akun_impor_pages[], peran_pages[], admin_pages[];
