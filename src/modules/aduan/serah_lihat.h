/* serah_lihat.h: on a case: where it may be handed to, and where it went. */
#pragma once

#include "core/tampilan/komponen.h"
#include "core/perkara/perkara.h"

struct serah_baris { str nama, luar, status, galat; };
struct serah_baris_list { struct serah_baris *items; size_t count; };
struct serah_lihat { int64_t perkara; struct pilihan_list ke; struct serah_baris_list sudah; };
enum outcome serah_gather(struct req *, const struct perkara *, struct serah_lihat *) MUST_CHECK;
