/* perkara_uji.h: cases of any kind for tests: opened, acted upon as the router would, looked at. */
#pragma once

#include "core/perkara/perkara.h"
#include "core/world.h"

/* Opens what `p` holds at the stopped moment; fills its id and number, and `kode` when not NULL. */
void perkara_uji_open(struct world *, const struct alur *, struct perkara *p, str *kode);
/* One act as whom it belongs to; the outcome, and what was wrong in `salah` when not NULL. */
enum outcome perkara_uji_act(struct world *, const struct alur *, int64_t id, struct tindakan, str *salah);
struct perkara perkara_uji_row(struct world *, int64_t id);
enum outcome perkara_uji_job(struct world *, enum outcome (*run)(struct job_run *));
