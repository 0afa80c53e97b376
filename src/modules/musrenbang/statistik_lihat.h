/* statistik_lihat.h: what the statistics page shows: blocks of a chart and the table that says the same. */
#pragma once

#include "modules/musrenbang/musrenbang_lihat.h"

/* `nilai` is what people read, `besar` what is drawn; `catatan` a second column, empty when there is none. */
struct stat_baris { str nama, url, nilai, catatan; int64_t besar; };
struct stat_blok { str id, judul, isi, kolom, kolom_catatan; struct stat_baris *items; size_t count;
    markup lebar, sempit; };
struct stat_blok_list { struct stat_blok *items; size_t count; };
struct statistik_lihat { struct tahun tahun; int64_t jumlah; struct stat_blok_list blok; };
