/* jejak.h: the trail. A module writes nodes and links in its own transaction; every page shows the same strip. */
#pragma once

#include "base/random.h"
#include "http/http.h"

struct simpul {
    int64_t id;
    str jenis, judul, keterangan, wilayah;
    int64_t opd;
    bool publik;
    str tautan, keadaan;        /* keadaan: selesai, ubah, tunggu, tolak */
    int64_t waktu;
    money jumlah;               /* what it was worth at this step */
};
struct simpul_list { struct simpul *items; size_t count; };

enum outcome simpul_add(struct db *, const struct simpul *) MUST_CHECK;
/* From one node to what it became: how much money, and which share of the source (10,000 = all). */
struct tautan { int64_t dari, ke; money jumlah; int64_t bagian_e4, waktu, peristiwa; };
enum outcome tautan_add(struct db *, const struct tautan *) MUST_CHECK;
/* The whole trail that a node is part of, in the order of time; at most 64 nodes, public ones only unless `all`. */
enum outcome jejak_of(struct db *, int64_t simpul, bool all, struct simpul_list *) MUST_CHECK;
/* The node that the trail of `simpul` ends in now: where the next link starts. */
enum outcome jejak_last(struct db *, int64_t simpul, int64_t *last) MUST_CHECK;

extern const struct module jejak_module;
