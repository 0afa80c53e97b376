/* city.h: the region that is broken by powercut.c and nth.c: what it writes, and how what is left of it is judged. */
#pragma once

#include "faults/ledger.h"
#include "http/http.h"
#include "store/store.h"

#define CITY_SEED S("0123456789abcdef0123456789abcdef")

/* Where one stands: below `root` all is watched; `uploads` and `data` lie in it. */
struct city_place { char root[128], data[160], uploads[192], left[160]; };
void city_at(struct city_place *, const char *root);
struct store_config city_store(const struct city_place *);

/* ---- the one that dies: it tells the ledger before it begins and when it was answered ---- */

enum city_what { CITY_ROW, CITY_STEP };
struct city { struct store *store; int pipe; str uploads; };
/* A row with its event; every third brings a file, every ninth is refused. */
enum outcome city_write(const struct city *, struct arena *, int number);
enum outcome city_seal(const struct city *, struct arena *);
/* The tables of every module; then the test's own steps one by one, each acknowledged. */
enum outcome city_modules(const struct city *) MUST_CHECK;
enum outcome city_steps(const struct city *) MUST_CHECK;
const struct module *const *city_all_modules(struct arena *);   /* those of the program, and the test's own steps */

/* ---- the one that looks: opens it as the program would after a crash ---- */

struct tally { long cuts, answered, corrupt, torn_files, half_steps, unproved; struct ledger_sum rows, steps; };
void city_look(const struct city_place *, const struct ledger *, struct tally *);
bool tally_holds(const struct tally *);
