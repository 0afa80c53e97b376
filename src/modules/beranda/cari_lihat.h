/* cari_lihat.h: what the page of searching shows. */
#pragma once

#include "core/cari/cari.h"

struct temuan { str judul, cuplikan, jawaban, kode, url, jenis, tempat; int64_t waktu; struct search_state tanda; };
struct temuan_list { struct temuan *items; size_t count; };
struct cari_cip { str nama, url; bool kini; };
struct cari_cip_list { struct cari_cip *items; size_t count; };
struct cari_lihat { str q, jenis, kelurahan, kelurahan_nama, tanpa_tempat, berikut, awal; struct cari_kata kata;
    struct cari_cip_list cip; struct temuan_list temuan;
    bool berperingkat; };
