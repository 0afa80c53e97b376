/* cadangan_dalam.h: what the files of core/cadangan share: hashed files and the lines of the manifest. */
#pragma once

#include <sodium.h>
#include <stdio.h>

#include "core/cadangan/cadangan.h"
#include "store/blob.h"

/* A file that is written, or read, while its hash grows; `bytes` counts. */
struct tercap { int fd; crypto_hash_sha256_state state; int64_t bytes; bool failed; size_t held;
    char part[32 * 1024]; };
bool tercap_create(struct tercap *, const char *path);
void tercap_put(struct tercap *, str bytes);
bool tercap_close(struct tercap *, struct arena *, str *hash);          /* on the disk when true */
bool tercap_hash(const char *path, struct arena *, str *hash, int64_t *bytes);
bool file_copy(const char *from, const char *to);       /* a hard link where the disk is the same, else durable bytes */

/* One line of a manifest, cut: "tabel HASH BYTES ROWS NAME", "berkas HASH BYTES". */
struct manifes_baris { str jenis, hash, nama; int64_t bytes, baris; };
typedef enum outcome manifes_fn(void *context, const struct manifes_baris *);
enum outcome manifes_each(str folder, struct arena *, struct cadangan *, manifes_fn *, void *context) MUST_CHECK;
enum outcome cadangan_wrong(struct cadangan *, struct arena *, const char *format, ...) PRINTF(3);      /* CONFLICT */

/* Where a restore goes. Its mark says that what stands here is nobody's yet; in PostgreSQL the schema's comment holds
   the same word. What one that was killed left behind is taken away by the next. */
#define SASARAN_MARK ".pemulihan"
struct sasaran { str folder, mark, token, schema; struct arena *arena; int fd; bool postgres, made, again, taken,
    schema_taken; };
enum outcome sasaran_take(struct sasaran *, const struct pemulihan *, struct arena *, struct cadangan *) MUST_CHECK;
enum outcome sasaran_take_schema(struct sasaran *, struct store *, struct cadangan *) MUST_CHECK;
enum outcome sasaran_finish(struct sasaran *, struct cadangan *) MUST_CHECK;
void sasaran_give_up(struct sasaran *, struct store *, struct cadangan *);      /* closes the store, too */
