/* pribadi.h: personal data at rest: encrypted per column, found by a keyed hash, shown masked (architecture 4). */
#pragma once

#include "http/http.h"

/* Where a value lives: what it is bound to, so that a sealed value copied to another row or column does not open. */
struct kolom_pribadi { const char *kolom; int64_t baris; };     /* { "perkara_pihak.surel", id } */

/* XChaCha20-Poly1305 with a key derived from the region's secret; bytes for a BYTES column. Empty stays empty. */
str pribadi_seal(struct arena *, str secret, struct kolom_pribadi, str plain);
/* FAILED when it was not sealed for this place by this region, or was changed. */
enum outcome pribadi_open(struct arena *, str secret, struct kolom_pribadi, str sealed, str *plain) MUST_CHECK;
/* A keyed hash to find a value by, 32 hex letters; the caller normalises first. Empty stays empty. */
str pribadi_lookup(struct arena *, str secret, const char *kolom, str plain);

/* After the migrations: what they left in plain is sealed where its column is now; nothing to do after that. */
enum outcome pribadi_adopt(struct db *, str secret, const struct module *const *modules) MUST_CHECK;

/* The register of processing: the modules' rows, which a region words itself (daftar.c); idempotent. */
enum outcome pribadi_seed(struct db *, const struct module *const *modules) MUST_CHECK;
enum outcome pribadi_count(struct db *, int64_t *count) MUST_CHECK;
/* Legal bases that the modules' rows begin with. */
#define DASAR_TUGAS  "UU 27/2022 Pasal 20 ayat (2) huruf e: pelayanan publik"
#define DASAR_HUKUM  "UU 27/2022 Pasal 20 ayat (2) huruf c: kewajiban hukum"
#define DASAR_SETUJU "UU 27/2022 Pasal 20 ayat (2) huruf a: persetujuan"

/* As people write them, into one spelling; INVALID when it is none. */
enum outcome telepon_parse(struct arena *, str typed, str *e164) MUST_CHECK;    /* "0812-3456-7890": +6281234567890 */
enum outcome surel_parse(struct arena *, str typed, str *surel) MUST_CHECK;     /* lower case, one @, a dot behind it */

str telepon_mask(struct arena *, str e164);             /* +62812****7890 */
str surel_mask(struct arena *, str surel);              /* s***@contoh.id */

extern const struct permission pribadi_kelola;
extern const struct module pribadi_module;
