/* dump.h: every table of a region as text, the same bytes from both engines, and back into either. */
#pragma once

#include "store/db.h"

struct dump_column { str name; char kind; };            /* i: integer, t: text, b: bytes */
struct dump_table { str name, order; struct dump_column *columns; size_t count; };      /* order: its primary key */
struct dump_tables { struct dump_table *items; size_t count; };

/* All but `migrasi` and what an engine keeps for itself (full text), by name. */
enum outcome dump_tables(struct db *, struct dump_tables *) MUST_CHECK;
/* "id:i\tjudul:t\n", what a table's text begins with. */
str dump_head(struct arena *, const struct dump_table *);
/* One line a row in the order of the primary key: columns parted by tabs, \N for NULL, bytes in hex. */
typedef bool dump_sink(void *context, str line);        /* false ends it: FAILED */
enum outcome dump_rows(struct db *, const struct dump_table *, dump_sink *, void *context, int64_t *rows) MUST_CHECK;

/* In one transaction: foreign keys wait for load_end, so tables come in any order. INVALID: this line does not fit. */
enum outcome load_begin(struct db *) MUST_CHECK;
enum outcome load_clear(struct db *, const struct dump_table *) MUST_CHECK;
/* `sql`: of load_sql, kept as long as the connection lives. */
const char *load_sql(struct arena *, const struct dump_table *);
enum outcome load_row(struct db *, const struct dump_table *, const char *sql, str line) MUST_CHECK;
enum outcome load_end(struct db *) MUST_CHECK;

/* What the engine itself can tell: pages, indexes, foreign keys. CONFLICT: `wrong` says what it found. */
enum outcome store_check(struct db *, str *wrong) MUST_CHECK;
