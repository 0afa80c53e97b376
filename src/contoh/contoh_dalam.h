/* contoh_dalam.h: what the files of the sample city share. */
#pragma once

#include "contoh/contoh.h"
#include "core/berkas/berkas.h"
#include "core/kabar/kabar.h"
#include "core/opd/opd.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"
#include "modules/musrenbang/musrenbang_ba.h"

enum { KELURAHAN = 22, RW_MOST = 10 };
struct kelurahan_contoh { const char *kode, *nama; int lat_e3, lon_e3; };
extern const struct kelurahan_contoh kelurahan_contoh[KELURAHAN];
int rw_count(int kelurahan);            /* 8 or 9 */
str rw_kode(struct arena *, int kelurahan, int rw);

/* One transaction of the filling: `step` counts up. */
struct isi { const struct region *region; int64_t now; int step; struct berkas foto[4]; bool ada; };
/* A row of pengaturan from the first transaction to the last. */
#define ISI_MENGISI "contoh.mengisi"
enum outcome isi_kota(struct db *, void *isi);
enum outcome isi_akun(struct db *, void *isi);
/* Addresses that lead nowhere (contoh.example), given last: the years before are not sent to anybody. */
enum outcome isi_surel(struct db *, void *isi);
enum outcome isi_tahun(struct db *, void *isi);
enum outcome isi_musrenbang(const struct isi *) MUST_CHECK;
enum outcome isi_aduan(const struct isi *) MUST_CHECK;
enum outcome isi_foto(struct isi *, struct arena *) MUST_CHECK;

/* A request as that office would send it; `izin` is its one permission. */
struct req *sebagai(struct db *, const struct isi *, int64_t now, struct grant);
/* That moment, or the next one at which an office works (a resident is awake). */
int64_t jam_kantor(const struct isi *, int64_t);
int64_t jam_warga(const struct isi *, int64_t);
int64_t hari_kantor(const struct isi *, int64_t);        /* midnight of that day, or of the Friday before */
int random_upto(int n);                 /* 0..n-1, the same in every filling */
