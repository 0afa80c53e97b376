/* peta_lihat.h: the map of complaints: one view of it, where it leads, and the same in words. */
#pragma once

#include "html/map.h"
#include "modules/aduan/aduan_lihat.h"

struct kelurahan_hitung { str kode, nama, url; int64_t jumlah; };
struct kelurahan_hitung_list { struct kelurahan_hitung *items; size_t count; };
struct arah_peta { str nama, ikon, url; };
struct arah_peta_list { struct arah_peta *items; size_t count; };

/* `rinci`: few enough to be listed one by one; else they are counted by kelurahan. */
struct aduan_peta { struct aduan_daftar d; markup peta; int64_t jumlah; bool rinci, sebagian;
    struct kelurahan_hitung_list hitung; struct arah_peta_list arah; str seluruh; struct peta_hidup hidup; };

/* A view: at most PETA_COLUMNS cells wide and high. `semua`: the whole region or kelurahan. */
enum { PETA_COLUMNS = 10 };
struct pandang { struct petak_tanya t; bool semua; };
/* The whole region or kelurahan, or what the address asks for; NOT_FOUND when nothing has a place. */
enum outcome peta_view(struct req *, const struct map *areas, struct pandang *) MUST_CHECK;
url_query peta_query(struct req *);             /* the filters that the counters know, as a query string */
str peta_url(struct req *, int64_t z, int64_t x, int64_t y);

/* What one cell of the view holds: its cells of the next zoom, the middle of them, the kelurahan that has most. */
struct kelompok { int64_t x, y, jumlah, lat_e6, lon_e6, terbanyak; str kelurahan; bool beberapa; };
struct kelompok_list { struct kelompok *items; size_t count; int64_t jumlah; };
enum outcome peta_groups(struct db *, const struct petak_tanya *, struct petak_list *cells,
    struct kelompok_list *) MUST_CHECK;
struct map_cluster peta_circle(struct req *, const struct pilihan_list *names, const struct kelompok *, int64_t zoom);
str peta_kelurahan_name(const struct pilihan_list *, str kelurahan);
