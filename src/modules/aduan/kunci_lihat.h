/* kunci_lihat.h: what the page of Open311 keys shows. */
#pragma once

#include "core/tampilan/komponen.h"
#include "modules/aduan/aduan_dalam.h"

struct kunci_baris { int64_t id; str nama; bool uji; int64_t per_jam; bool aktif; int64_t dibuat; bool mitra; };
struct kunci_baris_list { struct kunci_baris *items; size_t count; };
struct kunci_lihat { const struct form *form; struct kunci_baris_list kunci; str baru; };
