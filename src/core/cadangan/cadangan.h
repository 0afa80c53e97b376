/* cadangan.h: a region as a folder of text that either engine can take back: made, checked, restored, kept. */
#pragma once

#include "http/http.h"

/* What stands in a backup's folder: tabel/NAME.zst, berkas/ab/cdef..., `isi.zst` with the hash of each, and `manifes`
   with the hashes of what stands there. Locked for a key, all but `manifes` end in .kunci or are named by a keyed hash.
   Older ones are plain: tabel/NAME, and all hashes in `manifes`. */
struct cadangan {
    str folder;                                 /* .../pamong-18.72-20261127T021500Z */
    str kode, nama;
    int64_t waktu, tabel, baris, berkas, bytes, rusak;  /* rusak: files whose content is not what their name says */
    str titik;                                  /* the latest checkpoint as /segel.txt writes it; '' before the first */
    const str *migrasi; size_t migrasi_count;
    str kunci;                                  /* id of the key it is locked for; '' when anybody can read it */
    str salah;                                  /* why it did not come to an end, in words */
};

/* The region's pair of keys: the public one stands in pamong.conf, the secret one never on the server. As text each
   ends in a sum of itself: one that was mistyped is refused. */
enum { KUNCI_BYTES = 32 };
struct kunci_cadangan { unsigned char publik[KUNCI_BYTES], rahasia[KUNCI_BYTES]; bool punya_rahasia; };
void kunci_make(struct kunci_cadangan *);
str  kunci_public(struct arena *, const struct kunci_cadangan *);       /* pamong-kunci-... */
str  kunci_secret(struct arena *, const struct kunci_cadangan *);       /* pamong-rahasia-... */
str  kunci_id(struct arena *, const struct kunci_cadangan *);           /* 16 hex letters, what people compare */
bool kunci_read_public(struct arena *, str text, struct kunci_cadangan *) MUST_CHECK;
bool kunci_read_secret(struct arena *, str text, struct kunci_cadangan *) MUST_CHECK;  /* the line that holds it */

/* While the region is written to: one snapshot, then the files. Checked before it gets its name in `ke`. Locked files
   of the newest backup there that has the same key are linked, not locked again. */
struct pencadangan { const struct region *region; str ke; int64_t waktu; int tingkat;   /* of zstd; 0: 3 */
    const struct kunci_cadangan *kunci; };      /* NULL: not locked */
enum outcome cadangan_make(const struct pencadangan *, struct arena *, struct cadangan *) MUST_CHECK;
/* Keeps the `most` newest of this region in `into`. */
void cadangan_trim(str into, str kode, int64_t most, struct arena *);
/* Every byte against the manifest; of a locked one without its secret key (NULL), as it stands on the disk. CONFLICT:
   `salah` says what does not fit. */
enum outcome cadangan_check(str folder, const struct kunci_cadangan *, struct arena *, struct cadangan *) MUST_CHECK;

/* Into a place where nothing is yet; says OK only when everything was read back and is the same. `modules` bring the
   schemas. The secret is never in a backup: `secret` may be empty, then signatures are checked by the backup's key, and
   whose backup it is stays unproved. */
struct pemulihan { str from, folder, secret; struct store_config store; const struct module *const *modules;
    const struct kunci_cadangan *kunci; };
enum outcome cadangan_restore(const struct pemulihan *, struct arena *, struct cadangan *) MUST_CHECK;
/* A restore into this folder did not come to its end: nobody may open it, and the same restore begins anew. */
bool cadangan_unfinished(str folder, struct arena *);

/* The last good one, for the page of settings, `doctor`, and the hourly warning. */
struct cadangan_keadaan { int64_t waktu, umur, batas; str tujuan; bool lama; };
enum outcome cadangan_note(struct db *, const struct cadangan *, int64_t now) MUST_CHECK;
enum outcome cadangan_state(struct db *, int64_t now, struct cadangan_keadaan *) MUST_CHECK;

extern const struct module cadangan_module;
