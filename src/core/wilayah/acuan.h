/* acuan.h: the national reference of areas (kode wilayah Kemendagri), kept by version. */
#pragma once

#include "http/http.h"

struct acuan_versi { int64_t id; str sumber, lisensi, dasar; int64_t baris, dibuat; };
struct acuan { str kode, nama; int64_t bawahan; };
struct acuan_list { struct acuan *items; size_t count; };

/* The version that everybody sees; NOT_FOUND before the first import. */
enum outcome acuan_current(struct db *, struct acuan_versi *) MUST_CHECK;
enum outcome acuan_by_kode(struct db *, int64_t versi, str kode, struct acuan *) MUST_CHECK;
/* What lies directly below `induk` ('' for the provinces), by code, after `sesudah`; at most `most` and at most 500. */
struct acuan_ask { int64_t versi; str induk, sesudah; int64_t most; };
enum outcome acuan_below(struct db *, const struct acuan_ask *, struct acuan_list *) MUST_CHECK;

/* What to import: CSV texts with the columns code and name, as in npm idn-area-data; a parent is found in the code. */
struct acuan_sumber { const str *texts; size_t count; str sumber, lisensi, dasar; };
struct acuan_hasil { int64_t versi, baris; str galat; };        /* `galat`: what is wrong, when INVALID */
/* Fills a new version in turns of at most 500 rows and makes it current at the very end; what is wrong leaves the
   version that was current in place. Not for handlers: it waits for the writer many times. */
enum outcome acuan_import(struct store *, const struct acuan_sumber *, int64_t now, struct arena *,
    struct acuan_hasil *) MUST_CHECK;
/* The four files of npm idn-area-data, by name in this order, as texts. */
enum { ACUAN_FILES = 4 };
extern const char *const acuan_files[ACUAN_FILES];
enum outcome acuan_import_idn(struct store *, const str *texts, int64_t now, struct arena *,
    struct acuan_hasil *) MUST_CHECK;
/* provinces.csv, regencies.csv, districts.csv and villages.csv of a folder; a missing one is INVALID. */
enum outcome acuan_import_folder(struct store *, const char *folder, int64_t now, struct arena *,
    struct acuan_hasil *) MUST_CHECK;

/* Copies a region with its kecamatan and kelurahan from the current version; what is there already stays as it is.
   NOT_FOUND when the reference has no such region. */
enum outcome wilayah_set_up(struct db *, str kode, date mulai, int64_t *added) MUST_CHECK;
