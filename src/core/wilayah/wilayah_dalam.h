/* wilayah_dalam.h: what this folder's files share among themselves. */
#pragma once

#include "core/tampilan/komponen.h"
#include "core/wilayah/acuan.h"
#include "core/wilayah/wilayah.h"


/* ---- bringing areas and borders (wilayah_impor.c): `galat` says what is wrong, when INVALID ---- */
enum { RW_MOST = 500 };                 /* of one file: it is saved in one turn, whole or not at all */
struct rw_baris { int64_t baris; struct wilayah w; };
struct rw_baris_list { struct rw_baris *items; size_t count; str galat; };
/* A CSV with the columns kode, nama, lat, lon. */
enum outcome rw_read(struct arena *, str text, struct rw_baris_list *) MUST_CHECK;
enum outcome rw_save(struct db *, struct rw_baris_list *, date mulai) MUST_CHECK;

struct batas_baca { struct batas_list list; str galat; };
/* A GeoJSON FeatureCollection of polygons; `properti` is the property that holds an area's code. */
enum outcome batas_read(struct arena *, str json, str properti, struct batas_baca *) MUST_CHECK;
enum outcome batas_save(struct db *, struct batas_baca *, str sumber) MUST_CHECK;

/* ---- what the pages show ---- */
struct wilayah_baris { str kode, nama, label; int64_t bawahan, rw; };
struct wilayah_baris_list { struct wilayah_baris *items; size_t count; };
struct induk_lihat { str nama, url; };
struct induk_list { struct induk_lihat *items; size_t count; };
struct wilayah_lihat {
    struct wilayah w;
    str tingkat, kepala, bawahan_nama, sumber_batas;
    struct induk_list remah;
    struct wilayah_baris_list bawahan;
    markup peta;
};
struct acuan_lihat { struct acuan_versi versi; struct induk_list remah; struct acuan_list list; str judul, berikut;
    bool ada; };
struct wilayah_hitung { str nama; int64_t tingkat, jumlah, batas; };
struct wilayah_hitung_list { struct wilayah_hitung *items; size_t count; };
struct wilayah_admin { const struct form *form; struct wilayah_hitung_list tingkat; struct wilayah_baris_list pohon;
    struct acuan_versi acuan; bool ada_acuan; str daerah; };

enum outcome wilayah_counts(struct db *, struct wilayah_hitung_list *) MUST_CHECK;
enum outcome wilayah_rows(struct db *, str induk, struct wilayah_baris_list *) MUST_CHECK;      /* with their numbers */
enum outcome wilayah_tree(struct db *, struct wilayah_baris_list *) MUST_CHECK;  /* kecamatan and kelurahan */
enum outcome batas_source(struct db *, str within, str *sumber) MUST_CHECK;

extern const struct route wilayah_pages[], wilayah_admin_pages[], ubin_pages[];
