/* warna.h: how a region looks, as rows: colours, motto, coat of arms; and which drawings may be one. */
#pragma once

#include "core/tampilan/tampilan.h"
#include "core/tampilan/tema.h"

struct rupa { int64_t id; struct tema tema; str motto, lambang, css; };
/* NOT_FOUND while nobody has chosen: the configuration holds. */
enum outcome rupa_current(struct db *, struct rupa *) MUST_CHECK;
/* The same for the frame of every page, without the long texts. */
struct rupa_bingkai { int64_t id; str merek_tua, motto; bool lambang; };
enum outcome rupa_frame(struct db *, struct rupa_bingkai *) MUST_CHECK;
enum outcome rupa_insert(struct db *, const struct rupa *, int64_t akun, int64_t now) MUST_CHECK;

/* NULL: a drawing of shapes and colours only, with a viewBox; else why not, and the way out. */
enum { LAMBANG_MOST = 16 * 1024 };
const char *lambang_wrong(str svg);

struct warna_lihat { const struct form *form; const struct region *region; struct rupa kini; bool dipilih; };
extern const struct permission tampilan_kelola;
extern const struct route warna_pages[];
