/* segel.h: the Merkle tree over events: leaves, the edge that grows, the root. */
#pragma once

#include "base/base.h"
#include "core/peristiwa/peristiwa.h"

enum { SEGEL_HASH = 32, SEGEL_TURN = 512, SEGEL_HEIGHT = 62 };

/* All columns that a leaf's hash covers. */
struct daun {
    int64_t id, waktu, akun;
    str jabatan, jenis, subjek_jenis;
    int64_t subjek;
    bool publik;
    str komitmen;
    str ikatan;                                 /* of the rows it binds; empty when none */
};
str segel_commitment(struct arena *, str salt, str text);       /* sha256 in hex */
str segel_leaf(struct arena *, const struct daun *);            /* sha256(0x00 || fields), in hex */

/* The edge: roots of the perfect subtrees, one for each set bit of `count`; as RFC 6962 builds its tree. */
struct tepi { int64_t count; unsigned char roots[SEGEL_HEIGHT][SEGEL_HASH]; };
bool tepi_append(struct tepi *, str leaf_hex);                  /* false when it is no hash in hex */
str  tepi_root(struct arena *, const struct tepi *);            /* hex; of no leaves: sha256 of nothing */
str  tepi_text(struct arena *, const struct tepi *);
bool tepi_read(str text, int64_t count, struct tepi *);

/* Ed25519 over "pamong-segel:ukuran:akar:waktu"; both answers in hex. */
void segel_sign(struct arena *, str seed, str what, str *signature, str *public_key);
bool segel_signed(str what, str signature, str public_key);
str  segel_public_key(struct arena *, str seed);                /* the key this region signs with */

str  segel_signed_text(struct arena *, int64_t size, str root, int64_t when);

/* Rows bound to an event (ikat.c). The hash over all bindings of one event, for its leaf; empty when it has none. */
enum outcome ikat_of(struct db *, int64_t event, str *ikatan) MUST_CHECK;
/* Before the event's row: hashes the rows as they are now. After it: writes the bindings down. */
struct ikatan { int64_t ke; str garam, sidik; };
enum outcome ikat_read(struct db *, const struct peristiwa *, struct ikatan *, str *ikatan) MUST_CHECK;
enum outcome ikat_insert(struct db *, const struct peristiwa *, const struct ikatan *) MUST_CHECK;
/* Every bound row against its latest binding; CONFLICT: `at`. */
enum outcome ikat_verify(struct db *, const struct bound *, int64_t *rows, str *at) MUST_CHECK;

extern const struct route segel_pages[];
