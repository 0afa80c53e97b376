/* segel_lihat.h: what the page of the seal shows. */
#pragma once

#include "core/peristiwa/peristiwa.h"

struct segel_lihat { bool ada; struct titik_segel titik; };
