/* umpan.h: what is newest as an Atom feed (RFC 4287), and texts inside XML. */
#pragma once

#include "http/http.h"

/* `path`: of ours; the entry's id is its address, so it stays the same one when it moves on. */
struct umpan_butir { str path, judul, isi, kategori; int64_t terbit, berubah; };
struct umpan { str judul, sendiri, halaman; const struct umpan_butir *items; size_t count; };
enum outcome umpan_reply(struct req *, const struct umpan *) MUST_CHECK;

void ekspor_xml(struct buf *, str);             /* between tags and inside "..." */
/* The whole address of a path of ours, as the reader's browser knows this server. */
str ekspor_alamat(struct req *, str path);
