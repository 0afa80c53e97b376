/* wilayah.h: the region's areas, their names by level, borders, and the national reference. */
#pragma once

#include "http/http.h"

enum { TINGKAT_PROVINSI = 1, TINGKAT_DAERAH, TINGKAT_KECAMATAN, TINGKAT_KELURAHAN, TINGKAT_RW };

struct wilayah { str kode, induk; int64_t tingkat; str jenis, nama; int64_t lat_e6, lon_e6; };
struct wilayah_list { struct wilayah *items; size_t count; };
enum outcome wilayah_by_kode(struct db *, str kode, struct wilayah *) MUST_CHECK;
/* by kode; today's only */
enum outcome wilayah_children(struct db *, str induk, struct wilayah_list *) MUST_CHECK;
enum outcome wilayah_of_level(struct db *, int64_t tingkat, str within, struct wilayah_list *) MUST_CHECK;
enum outcome wilayah_insert(struct db *, const struct wilayah *, date mulai) MUST_CHECK;       /* CONFLICT when there */
/* "RW 04, Kel. Iring Mulyo, Kec. Metro Timur": names from the level's rows. */
enum outcome wilayah_label(struct db *, str kode, str *label) MUST_CHECK;
/* The code's ancestor at a level, by the code's own shape: "18.72.01.1001.004" at TINGKAT_KECAMATAN is "18.72.01". */
str wilayah_at(str kode, int64_t tingkat);
int64_t wilayah_level(str kode);
/* "Kelurahan", "Lurah": what a level and its head are called here. */
enum outcome tingkat_names(struct db *, int64_t tingkat, str *nama, str *kepala) MUST_CHECK;

struct batas { str kode, nama; str cincin; };
struct batas_list { struct batas *items; size_t count; };
enum outcome wilayah_borders(struct db *, int64_t tingkat, str within, struct batas_list *) MUST_CHECK;
enum outcome wilayah_set_border(struct db *, str kode, str cincin, str sumber) MUST_CHECK;
/* Point in the kelurahan's rings (even-odd); NOT_FOUND when no border holds it, FAILED never for missing borders. */
enum outcome wilayah_at_point(struct db *, int64_t lat_e6, int64_t lon_e6, str *kode) MUST_CHECK;

/* Degrees as a phone or a person writes them: "-5.120400", "-5,1204". INVALID when it is none. */
enum outcome derajat_parse(str typed, int64_t *e6) MUST_CHECK;
/* A point from two of them; 0,0 when neither was written, INVALID when one is missing. */
enum outcome titik_parse(str lat, str lon, int64_t *lat_e6, int64_t *lon_e6) MUST_CHECK;

/* Settings of the region as rows. */
enum outcome pengaturan_get(struct db *, const char *kunci, str *nilai) MUST_CHECK;             /* NOT_FOUND */

/* Level names as rows, by the region's kind: kota, kabupaten, provinsi, distrik, kota-distrik (Papua). */
enum outcome wilayah_seed_levels(struct db *, str jenis) MUST_CHECK;
/* What the rows say now, for page texts; `usual`: they say what the texts say anyway. */
enum outcome wilayah_sebutan(struct db *, struct arena *, struct sebutan *, bool *usual) MUST_CHECK;

extern const struct permission wilayah_kelola;
extern const struct module wilayah_module;
