/* cadangan.h: a region as a folder of text that either engine can take back: made, checked, restored, kept. */
#pragma once

#include "http/http.h"

/* What stands in a backup's folder: tabel/NAME, berkas/ab/cdef..., and `manifes`, which holds the hash of all. */
struct cadangan {
    str folder;                                 /* .../pamong-18.72-20261127T021500Z */
    str kode, nama;
    int64_t waktu, tabel, baris, berkas, bytes, rusak;  /* rusak: files whose content is not their name's any more */
    str titik;                                  /* the latest checkpoint as /segel.txt writes it; '' before the first */
    const str *migrasi; size_t migrasi_count;
    str salah;                                  /* why it did not come to an end, in words */
};

/* While the region is written to: one snapshot, then the files. Checked before it gets its name in `into`. */
enum outcome cadangan_make(const struct region *, str into, int64_t now, struct arena *, struct cadangan *) MUST_CHECK;
/* Keeps the `most` newest of this region in `into`. */
void cadangan_trim(str into, str kode, int64_t most, struct arena *);
/* Every byte against the manifest. CONFLICT: `salah` says what does not fit. */
enum outcome cadangan_check(str folder, struct arena *, struct cadangan *) MUST_CHECK;

/* Into a place where nothing is yet; says OK only when everything was read back and is the same. `modules` bring the
   schemas. The secret is never in a backup: `secret` may be empty, then signatures are checked by the backup's key. */
struct pemulihan { str from, folder, secret; struct store_config store; const struct module *const *modules; };
enum outcome cadangan_restore(const struct pemulihan *, struct arena *, struct cadangan *) MUST_CHECK;
/* A restore into this folder did not come to its end: nobody may open it, and the same restore begins anew. */
bool cadangan_unfinished(str folder, struct arena *);

/* The last good one, for the page of settings, `doctor`, and the hourly warning. */
struct cadangan_keadaan { int64_t waktu, umur, batas; str tujuan; bool lama; };
enum outcome cadangan_note(struct db *, const struct cadangan *, int64_t now) MUST_CHECK;
enum outcome cadangan_state(struct db *, int64_t now, struct cadangan_keadaan *) MUST_CHECK;

extern const struct module cadangan_module;
