/* ekspor.h: rows as CSV, JSON, GeoJSON and XLSX: a module names its columns and hands its rows over. */
#pragma once

#include "core/wilayah/wilayah.h"
#include "http/http.h"

/* One column: its name in every format, what stands in it, and whether that is a number with a decimal point. */
struct ekspor_kolom { const char *nama; str (*text)(struct arena *, const void *row); bool angka; };

struct ekspor;
struct ekspor_isi {
    str nama;                                   /* of the file, without its ending */
    const char *lembar;                         /* the sheet's name in XLSX */
    str format;                                 /* csv, json, geojson (with `titik`), xlsx */
    const struct ekspor_kolom *kolom;
    size_t kolom_count;
    enum outcome (*rows)(struct req *, struct ekspor *);        /* calls ekspor_row once a row */
    /* NULL: rows have no place; false: this one has none */
    bool (*titik)(const void *row, int64_t *lat_e6, int64_t *lon_e6);
};

enum outcome ekspor_row(struct ekspor *, const void *row) MUST_CHECK;
/* The whole download; NOT_FOUND when there is no such format. */
enum outcome ekspor_reply(struct req *, const struct ekspor_isi *) MUST_CHECK;

/* 12345 of 100 with 2 digits: "123.45"; a decimal point for machines, whatever people read. */
str ekspor_desimal(struct arena *, int64_t n, int64_t scale, int digits);
void ekspor_json(struct buf *, str);            /* a JSON text with its quotes */
str ekspor_derajat(struct arena *, int64_t e6);         /* -5.120400 */
/* A border as one GeoJSON feature with its name and where it leads; `step`: how fine, in millionths of a degree. */
void ekspor_batas(struct buf *, const struct batas *, str url, int64_t step);
