/* contoh.h: a sample city: real names of places, invented people, offices' codes and figures; marked as such. */
#pragma once

#include "http/http.h"

/* Fills an empty region; does nothing when a planning year is there already. */
enum outcome contoh_fill(const struct region *) MUST_CHECK;
void contoh_print_accounts(void);
#define CONTOH_SANDI "contoh metro 2026"
