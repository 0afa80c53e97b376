/* cadangan_dalam.h: what the files of core/cadangan share: files with their hash, packed and locked; the manifest. */
#pragma once

#include <sodium.h>
#include <stdio.h>
#include <zstd.h>

#include "core/cadangan/cadangan.h"
#include "store/blob.h"

/* A locked file: magic, the key's id, this backup's own key sealed for the public key, the stream's head, and pieces of
   PIECE bytes, each with PIECE_MORE of its own; the last says that it is. */
#define LOCKED_MAGIC "pamong-kunci 1\n"
enum { KUNCI_ID = 16, KUNCI_SEALED = crypto_box_SEALBYTES + KUNCI_BYTES, PIECE = 64 * 1024,
    PIECE_MORE = crypto_secretstream_xchacha20poly1305_ABYTES };

/* One backup's own key, and how it stands in the files. */
struct kunci_sesi { unsigned char id[KUNCI_ID], terkunci[KUNCI_SEALED], kunci[KUNCI_BYTES]; };
/* What opens locked files: the region's secret key, or the key of the backup that was just made. */
struct pembuka { const struct kunci_cadangan *kunci; bool dikenal; struct kunci_sesi sesi; };

/* ---- writing: a file whose two hashes grow: of what was put, and of what stands on the disk ---- */

struct cara { int tingkat; const struct kunci_sesi *kunci; str nama; };         /* 0: not packed; NULL: not locked */
struct tercap {
    int fd; bool failed; str name;
    crypto_hash_sha256_state state, disk; int64_t bytes, on_disk;
    ZSTD_CCtx *zip;
    const struct kunci_sesi *kunci; crypto_secretstream_xchacha20poly1305_state lock;
    size_t held, in_piece;
    char part[32 * 1024], packed[32 * 1024];
    unsigned char piece[PIECE], locked[PIECE + PIECE_MORE];
};
bool tercap_create(struct tercap *, const char *path, const struct cara *);
void tercap_put(struct tercap *, str bytes);
bool tercap_take(struct tercap *, const char *path);                    /* puts a whole file; false: unreadable */
bool tercap_close(struct tercap *, struct arena *, str *hash, str *on_disk);    /* durable when true */
bool tercap_hash(const char *path, struct arena *, str *hash, int64_t *bytes);
bool file_copy(const char *from, const char *to);       /* a hard link where the disk is the same, else durable bytes */

/* ---- reading: never NULL; what is wrong is told by the first read; closed with its arena ---- */

struct bagian { str nama, jalur; bool terkunci, padat; struct pembuka *pembuka; };
struct baca;
struct baca *baca_open(const struct bagian *, struct arena *);
ssize_t baca_read(struct baca *, char *to, size_t most);                /* 0: the whole was read, -1: baca_wrong */
bool baca_hash(struct baca *, struct arena *, str *hash, int64_t *bytes);
FILE *baca_file(struct baca *);                                         /* the same as a stream */
str  baca_wrong(const struct baca *);                                   /* "tabel/akun.zst: terpotong" */
bool baca_foreign(const struct baca *);                                 /* all that is wrong: no secret key is here */

/* ---- the manifest ---- */

/* One line, cut: "tabel HASH BYTES ROWS NAME", "berkas HASH BYTES [NAME]", and outside "bagian HASH BYTES NAME". */
struct manifes_baris { str jenis, hash, nama; int64_t bytes, baris; };
typedef enum outcome manifes_fn(void *context, const struct manifes_baris *);
enum outcome manifes_walk(str text, struct arena *, struct cadangan *, manifes_fn *, void *context) MUST_CHECK;

/* A backup that is read: `luar` is its manifest, `isi` the list of its tables and files, which may be locked. */
struct arsip { str folder, luar, isi; bool lama, terkunci; struct pembuka pembuka; };
enum outcome arsip_open(struct arsip *, str folder, struct arena *, struct cadangan *) MUST_CHECK;
enum outcome arsip_read(struct arsip *, struct arena *, struct cadangan *) MUST_CHECK;  /* its `isi` */
struct bagian *arsip_part(struct arsip *, const struct manifes_baris *, struct arena *);
enum outcome arsip_each(const struct arsip *, struct arena *, struct cadangan *, manifes_fn *, void *context)
    MUST_CHECK;
enum outcome arsip_check(struct arsip *, struct arena *, struct cadangan *) MUST_CHECK;
enum outcome cadangan_wrong(struct cadangan *, struct arena *, const char *format, ...) PRINTF(3);      /* CONFLICT */

/* The last line of a manifest before its sum: signed by the region's secret. CONFLICT: by another one, or by none. */
str  tanda_line(struct arena *, str secret, const unsigned char *sum);
enum outcome tanda_check(const struct arsip *, str secret, struct arena *, struct cadangan *) MUST_CHECK;

/* The newest backup beside the one that is made, when it is locked for the same key. */
struct terdahulu;
struct terdahulu *terdahulu_find(const struct pencadangan *, const struct kunci_sesi *, struct arena *);
const struct manifes_baris *terdahulu_link(const struct terdahulu *, str file, str to, struct arena *turn);
str terdahulu_name(struct arena *, str secret, str hash);

/* Where a restore goes. Its mark says that what stands here is nobody's yet; in PostgreSQL the schema's comment holds
   the same word. What one that was killed left behind is taken away by the next. */
#define SASARAN_MARK ".pemulihan"
struct sasaran { str folder, mark, token, schema; struct arena *arena; int fd; bool postgres, made, again, taken,
    schema_taken; };
enum outcome sasaran_take(struct sasaran *, const struct pemulihan *, struct arena *, struct cadangan *) MUST_CHECK;
enum outcome sasaran_take_schema(struct sasaran *, struct store *, struct cadangan *) MUST_CHECK;
enum outcome sasaran_finish(struct sasaran *, struct cadangan *) MUST_CHECK;
void sasaran_give_up(struct sasaran *, struct store *, struct cadangan *);      /* closes the store, too */
