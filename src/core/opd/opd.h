/* opd.h: the region's offices. */
#pragma once

#include "http/http.h"

struct opd { int64_t id; str kode, nama, singkatan, jenis, wilayah; int64_t induk; };
struct opd_list { struct opd *items; size_t count; };
enum outcome opd_by_id(struct db *, int64_t id, struct opd *) MUST_CHECK;
enum outcome opd_all(struct db *, str jenis, struct opd_list *) MUST_CHECK;     /* '' for every kind; by name */
enum outcome opd_insert(struct db *, const struct opd *, date mulai) MUST_CHECK;

extern const struct permission opd_kelola;
extern const struct module opd_module;
