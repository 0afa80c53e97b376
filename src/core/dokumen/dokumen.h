/* dokumen.h: A4 pages as PDF: letterhead, text, tables with repeated heads, signatures, a QR that leads back. */
#pragma once

#include "base/base.h"

struct dokumen;
struct dokumen_kolom { const char *judul; double lebar; /* points */ bool kanan; };

/* `dibuat` is the document's own time, so that the same input gives the same bytes. */
struct dokumen *dokumen_open(struct arena *, str judul, int64_t dibuat);
struct arena *dokumen_arena(struct dokumen *);
void dokumen_letterhead(struct dokumen *, str pemerintah, str unit);
void dokumen_title(struct dokumen *, str judul, str nomor);
void dokumen_text(struct dokumen *, str paragraph);
void dokumen_table_begin(struct dokumen *, const struct dokumen_kolom *, size_t count);
void dokumen_table_row(struct dokumen *, const str *cells);
void dokumen_table_end(struct dokumen *);
void dokumen_signatures(struct dokumen *, str names);   /* parted by commas, side by side */
/* the frozen hash, and the QR of the page that proves it */
void dokumen_proof(struct dokumen *, str line, str url);
enum outcome dokumen_close(struct dokumen *, str *pdf) MUST_CHECK;
