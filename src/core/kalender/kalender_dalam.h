/* kalender_dalam.h: what this folder's files share among themselves. */
#pragma once

#include "core/kalender/kalender.h"
#include "core/tampilan/komponen.h"

struct libur { date tanggal; str jenis, nama, dasar; bool sementara; };
struct libur_list { struct libur *items; size_t count; };
enum outcome libur_of_year(struct db *, int64_t tahun, struct libur_list *) MUST_CHECK;

/* A CSV with the columns tanggal, jenis, nama, dasar: the days of one year. INVALID: `galat` tells. */
struct libur_baca { struct libur_list list; int64_t tahun; str galat; };
enum outcome libur_read(struct arena *, str text, struct libur_baca *) MUST_CHECK;
/* Takes the place of that year's days of the same kinds; the others stay. */
enum outcome libur_replace(struct db *, const struct libur_baca *) MUST_CHECK;
str libur_jenis_label(str jenis);
str libur_hari_text(struct html *, date);       /* Kamis */

struct kalender_lihat { const struct form *form; struct kalender_tahun_list tahun; struct libur_list libur;
    int64_t kini, kurang; };
extern const struct route kalender_pages[];
