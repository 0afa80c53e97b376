/* ekspor.h: lists of a region as CSV files in a folder. */
#pragma once

#include "perintah/daerah.h"

struct ekspor_hasil { int64_t berkas, baris; str salah; };
/* `jenis`: acuan, rw, kalender, akun, usulan, aduan or semua (NOT_FOUND: none of them); of one snapshot, into a folder
   that is made when it is missing. FAILED: `salah` tells; what was written until then stays. */
enum outcome ekspor_tulis(struct db *, str jenis, const char *folder, struct ekspor_hasil *) MUST_CHECK;
