/* atur.h: the settings of a kind of case: categories, deadlines, the line up, templates; rules and rows. */
#pragma once

#include "core/perkara/perkara.h"

/* What an administrator did to the settings, kept as a public event. */
enum outcome atur_event(struct req *, const char *jenis, int64_t subjek, str isi) MUST_CHECK;
/* Roles by their code, as a line's step names one. */
struct jabatan_nama { str kode, nama; bool daerah; };
struct jabatan_nama_list { struct jabatan_nama *items; size_t count; };
enum outcome jabatan_names(struct db *, struct jabatan_nama_list *) MUST_CHECK;

/* ---- categories and their questions (atur_kategori.c); INVALID has told the form -------------------------------- */

enum outcome kategori_rows(struct db *, str jenis, struct kategori_list *) MUST_CHECK;     /* retired ones too */
enum outcome kategori_change(struct req *, const struct kategori *, bool fresh) MUST_CHECK;
struct atribut_baris { struct atribut a; bool aktif; };
struct atribut_baris_list { struct atribut_baris *items; size_t count; };
enum outcome atribut_rows(struct db *, int64_t kategori, struct atribut_baris_list *) MUST_CHECK;
enum outcome atribut_row(struct db *, int64_t kategori, str kode, struct atribut_baris *) MUST_CHECK;
enum outcome atribut_change(struct req *, int64_t kategori, const struct atribut_baris *, bool fresh) MUST_CHECK;
bool kode_is_plain(str);                /* small letters, digits and hyphens, 2 to 40 */

/* ---- deadlines and the line up (atur_jam.c) --------------------------------------------------------------------- */

enum keadaan_aturan { JAM_LALU, JAM_BERLAKU, JAM_NANTI, JAM_BATAL };
/* A dated rule that has not begun never will; any other is refused. `update` sets the last day ($2) of one ($1). */
enum outcome aturan_withdraw(struct req *, const char *update, int64_t id, enum keadaan_aturan, date mulai) MUST_CHECK;

struct jam_baris { int64_t id; str jam, golongan; int64_t hari; str dasar; date mulai, selesai;
    enum keadaan_aturan keadaan; int64_t dipakai; };
struct jam_baris_list { struct jam_baris *items; size_t count; };
/* Every rule, the newest of each clock first, with what it is on a day. */
enum outcome jam_rows(struct db *, str jenis, date on, struct jam_baris_list *) MUST_CHECK;
/* A new row; none is ever changed. */
enum outcome jam_add(struct req *, const struct alur *, const struct jam_baris *) MUST_CHECK;
/* One that has not begun yet is taken back; it stays to be read. */
enum outcome jam_withdraw(struct req *, str jenis, int64_t id) MUST_CHECK;

enum { JENJANG_MOST = 6 };
struct jenjang_baris { str jabatan, nama; bool daerah; int64_t hari; str dasar; };
/* The line that holds on a day: since when, and the day of the next one that waits (none: no day). */
struct jenjang_list { struct jenjang_baris items[JENJANG_MOST]; size_t count; date mulai, berikut; };
enum outcome jenjang_rows(struct db *, str jenis, date on, struct jenjang_list *) MUST_CHECK;
/* From list->mulai on, which is today or later. */
enum outcome jenjang_change(struct req *, str jenis, const struct jenjang_list *) MUST_CHECK;

/* ---- how near is near, what recurs (atur_jarak.c) --------------------------------------------------------------- */

extern const struct kata_alur jarak_guna[];     /* gabung, dekat, ikuti; ulang: what recurs */
/* `meter` as it is written, several of ikuti; kategori, kali and bulan only of ulang. */
struct jarak_baris { int64_t id; str guna; int64_t kategori; str kategori_nama; int64_t kali; str meter; int64_t bulan;
    str dasar; date mulai, selesai; enum keadaan_aturan keadaan; };
struct jarak_baris_list { struct jarak_baris *items; size_t count; };
enum outcome jarak_rows(struct db *, str jenis, date on, struct jarak_baris_list *) MUST_CHECK;
enum outcome jarak_add(struct req *, str jenis, const struct jarak_baris *) MUST_CHECK;
enum outcome jarak_withdraw(struct req *, str jenis, int64_t id) MUST_CHECK;
/* As it holds on a day, rising; NOT_FOUND: no rule holds. */
struct jarak { int64_t meter[10]; size_t count; str dasar; };
enum outcome jarak_of(struct db *, str jenis, const char *guna, date on, struct jarak *) MUST_CHECK;
enum outcome jarak_seed(struct db *) MUST_CHECK;

/* ---- templates of answers (atur_templat.c); reasons stand in alasan.h -------------------------------------------- */

struct templat { int64_t id; str jenis; int64_t opd; str aksi, judul, isi; bool aktif; str opd_nama; };
struct templat_list { struct templat *items; size_t count; };
enum outcome templat_rows(struct db *, str jenis, struct templat_list *) MUST_CHECK;
enum outcome templat_by_id(struct db *, str jenis, int64_t id, struct templat *) MUST_CHECK;
enum outcome templat_save(struct req *, const struct templat *) MUST_CHECK;
/* "{nomor}" and so on in the words of a case; what is in braces and no such word stays as it is. */
str templat_fill(struct req *, str isi, const struct perkara *);
/* The first word in braces that means nothing; empty when all do. */
str templat_unknown(str isi);
