/* beranda_lihat.h: what this module shows on the first page. */
#pragma once

#include "modules/musrenbang/musrenbang_lihat.h"

struct putusan_baru { str kode, judul, kelurahan, keputusan, jabatan; money biaya, biaya_lama; int64_t waktu; };
struct putusan_baru_list { struct putusan_baru *items; size_t count; };

/* `bagian` is % of the largest row. */
struct uang_baris { str kode, nama; int64_t jumlah, bagian; money biaya; };
struct uang_baris_list { struct uang_baris *items; size_t count; };

struct beranda_lihat {
    struct musrenbang_lihat m;
    struct putusan_baru_list putusan;
    struct uang_baris_list uang;
    int64_t diterima, ditolak;
};

enum outcome keputusan_latest(struct db *, int64_t tahun, struct putusan_baru_list *) MUST_CHECK;
enum outcome money_by_status(struct req *, int64_t tahun, struct uang_baris_list *) MUST_CHECK;
