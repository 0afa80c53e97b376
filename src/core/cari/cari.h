/* cari.h: one index of all that can be searched; a module says what of its rows is in it, core finds it again. */
#pragma once

#include "http/http.h"

/* ---- what is in it ----------------------------------------------------------------------------------------------- */

/* Puts a row in, or changes it, as `select` (a literal) gives it for the id $1: id, jenis, kode, publik, rahasia,
   wilayah, opd, judul, isi, lain, waktu. It belongs into the act's own transaction. */
#define CARI_WRITE(select) \
    "INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu) " select \
    " ON CONFLICT (id) DO UPDATE SET jenis = excluded.jenis, publik = excluded.publik, rahasia = excluded.rahasia," \
    " wilayah = excluded.wilayah, opd = excluded.opd, judul = excluded.judul, isi = excluded.isi," \
    " lain = excluded.lain WHERE cari.publik <> excluded.publik OR cari.opd <> excluded.opd" \
    " OR cari.judul <> excluded.judul OR cari.isi <> excluded.isi OR cari.lain <> excluded.lain" \
    " OR cari.rahasia <> excluded.rahasia OR cari.wilayah <> excluded.wilayah OR cari.jenis <> excluded.jenis"
enum outcome cari_write(struct db *, const char *sql, int64_t id) MUST_CHECK;   /* sql: made by CARI_WRITE */
/* The same, where the select also takes the text $2. */
enum outcome cari_write_with(struct db *, const char *sql, int64_t id, str text) MUST_CHECK;
/* Stands in `lain` before each answer that everybody may read: a piece of it is shown (cari_answer). */
enum { CARI_JAWABAN = '\x1e' };
enum outcome cari_forget(struct db *, int64_t id) MUST_CHECK;

/* ---- finding --------------------------------------------------------------------------------------------------- */

/* What somebody typed, as words; the last one may be the beginning of one. */
struct cari_kata { str items[6]; size_t count; };
struct cari_kata cari_words(struct arena *, str typed);

/* `dalam`: also what is not public, and with `rahasia` what is secret. Empty and 0 (opd: -1) mean any. `peringkat`: the
   best first, from the `mulai`-th on, where so few match that all can be looked at; else the newest first. */
struct cari_tanya { struct cari_kata kata; str jenis, wilayah; int64_t opd, sebelum; bool dalam, rahasia, peringkat;
    size_t mulai; };
struct cari_hasil { int64_t id; str jenis, kode, judul, isi, tempat; int64_t waktu, nilai; };
/* `semua`: no more match than these. `lanjut`: what is older was not looked at from there on, 0: it was. */
struct cari_list { struct cari_hasil *items; size_t count; bool berperingkat, semua; int64_t lanjut; };
enum { CARI_PAGE = 20, CARI_RANKED = 200 };
/* One more than a page when there are more; nothing when there are no words. The work is bounded whatever the words. */
enum outcome cari_find(struct db *, const struct cari_tanya *, struct cari_list *) MUST_CHECK;
/* cari_urut.c: both orders. */
void cari_newest_first(struct cari_list *);
void cari_rank(struct arena *, const struct cari_tanya *, struct cari_list *);
/* The piece of a long text that the words stand in. */
str cari_excerpt(struct arena *, const struct cari_kata *, str text);
/* The same of the answer that has a word which neither title nor text has; empty when there is none. */
enum outcome cari_answer(struct db *, const struct cari_kata *, const struct cari_hasil *, str *piece) MUST_CHECK;

extern const struct module cari_module;
