/* tugas.h: background work: each module's jobs, one turn at a time on the writer, and those that talk to the world. */
#pragma once

#include "http/http.h"

struct tugas;
struct tugas *tugas_start(const struct region *const *regions, const struct module *const *modules);
void tugas_stop(struct tugas *);
/* Every job once, now, but those `outside`: for tests and for the sample city. */
enum outcome tugas_run_all(const struct region *, const struct module *const *modules, int64_t now) MUST_CHECK;
