/* csv.h: reads CSV as people and programs write it (RFC 4180; `,` `;` or tab; a BOM), and says where it is broken. */
#pragma once

#include "base/base.h"

enum { CSV_COLUMNS = 32, CSV_CELL_MOST = 4000 };

/* One record at a time; the cells live in the arena, or point into the text. */
struct csv {
    struct arena *arena;
    str rest;
    char separator;
    int64_t line, next_line;            /* where this record begins, as an editor counts; where the next one does */
    str cells[CSV_COLUMNS];             /* trimmed */
    size_t count, width;                /* of this record; of the heading */
    str names[CSV_COLUMNS];             /* the heading, lower case; empty before csv_heading */
    str error;                          /* in words for the person; empty while all is well */
};

struct csv csv_open(struct arena *, str text);
/* The next record that is not blank. False at the end and when broken: ask `error`. After csv_heading every
   record has as many cells as the heading. */
bool csv_next(struct csv *) MUST_CHECK;
/* Reads the heading and finds these columns in any order (`names` ends in NULL); the others are left alone. */
bool csv_heading(struct csv *, const char *const *names, size_t *at) MUST_CHECK;
/* "Baris 7, kolom masuk: Nama masuk sudah dipakai." of the present record; `column` counts from 0. */
str csv_at(const struct csv *, size_t column, const char *format, ...) PRINTF(3);
/* A cell without the quote that our own downloads put before what a spreadsheet would run as a formula. */
str csv_unguarded(str cell);
