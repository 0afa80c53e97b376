/* musrenbang_ba.h: the berita acara of a level: a frozen list, its document, its signed scan. */
#pragma once

#include "modules/musrenbang/musrenbang_dalam.h"

struct berita_acara {
    int64_t id, tahun;
    str tingkat, wilayah, nomor;
    int64_t ke;
    str sebab;
    date tanggal;
    str tempat;
    int64_t hadir_laki, hadir_perempuan;
    str penandatangan, catatan, sidik_daftar;
    int64_t jumlah;
    money biaya;
    str keadaan, pdf;
    int64_t pindaian, akun, dibuat, disahkan;
};
struct berita_acara_list { struct berita_acara *items; size_t count; };
enum outcome ba_by_id(struct db *, int64_t id, struct berita_acara *) MUST_CHECK;
/* newest first */
enum outcome ba_of(struct db *, int64_t tahun, str tingkat, str wilayah, struct berita_acara_list *) MUST_CHECK;

/* Those of the years before, newest first, at most 40. */
enum outcome ba_before(struct db *, int64_t tahun, str tingkat, str wilayah, struct berita_acara_list *) MUST_CHECK;

/* One line of the frozen list; nomor 0 stands in the list of what was not agreed. */
struct ba_baris { int64_t usulan, nomor; str kode, judul, rw, satuan, keputusan, alasan; volume volume; money biaya; };
/* `jumlah`: all of them, also what a berita acara has no place for. */
enum { BA_LINES_MOST = 5000, BA_PAGE = 200 };
struct ba_baris_list { struct ba_baris *items; size_t count; int64_t jumlah; };
enum outcome ba_lines(struct db *, int64_t berita_acara, struct ba_baris_list *) MUST_CHECK;
/* The list as it stands now, ranked ones first: what the next berita acara would freeze. */
enum outcome ba_draft_lines(struct db *, int64_t tahun, str tingkat, str wilayah, struct ba_baris_list *) MUST_CHECK;
/* sha256 over ids, ranks, volumes and costs, in hex: what the signers sign. */
str ba_fingerprint(struct arena *, const struct ba_baris_list *);

struct ba_isian { date tanggal; str tempat; int64_t hadir_laki, hadir_perempuan; str penandatangan, catatan, sebab; };
/* Freezes the list; refuses while a proposal there is undecided or unranked, and when one would be left out. */
enum outcome ba_create(struct req *, const struct sidang *, const struct ba_isian *, struct berita_acara *) MUST_CHECK;
/* The scan of the signed paper makes it valid and locks the ranks. */
enum outcome ba_sign(struct req *, struct berita_acara *, int64_t pindaian) MUST_CHECK;
