/* alasan.h: coded reasons of acts, of every kind of flow in one table: chosen, kept by an administrator, shown. */
#pragma once

#include "core/perkara/alur.h"
#include "http/http.h"

struct alasan { str kode, nama, untuk; bool aktif; int64_t dipakai; };
struct alasan_list { struct alasan *items; size_t count; };
/* Those that may be chosen for an act; '' for any. */
enum outcome alasan_list(struct db *, str jenis, str aksi, struct alasan_list *) MUST_CHECK;
/* Retired ones too: what they are called stays readable. */
enum outcome alasan_all(struct db *, str jenis, struct alasan_list *) MUST_CHECK;

/* What a region starts with, up to { 0 }; its own rows stay as they are. */
struct alasan_awal { const char *kode, *nama, *untuk; };
enum outcome alasan_seed(struct db *, const char *jenis, const struct alasan_awal *) MUST_CHECK;

/* ---- kept by an administrator: rules in alasan.c, what the pages show in alasan_page.c and alasan.html --------- */

/* What is particular to a kind: the letter of its codes, which no other kind has; its rows with how often each was
   given; the form's fields; what the event of a change is called and who writes it. */
struct alasan_jenis { const struct alur *alur; char huruf; const char *rows; const struct field *fields;
    const char *peristiwa; enum outcome (*catat)(struct req *, const char *jenis, int64_t subjek, str isi); };
/* `rows`: the acts stand in TABLE, with the reason given as kode_alasan. It counts to 1,000. */
#define ALASAN_ROWS(table) "SELECT a.kode, a.nama, a.untuk, a.aktif, (SELECT count(*) FROM (SELECT 1 FROM " table " k" \
    " WHERE k.kode_alasan <> '' AND k.kode_alasan = a.kode LIMIT 1000) u) FROM perkara_alasan a WHERE a.jenis = $1" \
    " ORDER BY a.kode LIMIT 100"

struct alasan_isian { str kode, nama; bool aktif; };
struct alasan_daftar { const struct alur *alur; str url; struct alasan_list alasan; };
struct aksi_pilih { str kode, nama; bool dipilih; };
struct aksi_pilih_list { struct aksi_pilih *items; size_t count; };
struct alasan_satu { const struct form *form; str judul, url, tujuan; struct aksi_pilih_list aksi; bool baru; };

/* `url` is where the list stands; `kode` '' a new one. */
enum outcome alasan_show_all(struct req *, const struct alasan_jenis *, str url, struct alasan_daftar *) MUST_CHECK;
enum outcome alasan_show_one(struct req *, const struct alasan_jenis *, str url, str kode,
    struct alasan_satu *) MUST_CHECK;
/* The two halves of a POST: what was typed is kept as a struct alasan; it is saved as `kode`, or '' as a new one. */
enum outcome alasan_read(struct req *, const struct alasan_jenis *) MUST_CHECK;
enum outcome alasan_save(struct req *, const struct alasan_jenis *, str kode) MUST_CHECK;
str aksi_words_text(struct html *, const struct alur *, str untuk);     /* "Tolak dan arsipkan, Kembalikan ke meja" */
