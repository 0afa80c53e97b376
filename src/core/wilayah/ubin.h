/* ubin.h: the region's own base map: tiles from the file peta.mbtiles in its folder; without the file there is none. */
#pragma once

#include "http/http.h"

/* `versi` changes with the file, so that browsers may keep tiles for ever. */
struct ubin { str versi, kredit; int64_t terjauh, terdekat; };
enum outcome ubin_of(struct req *, struct ubin *) MUST_CHECK;   /* NOT_FOUND: no such file, or none that can be read */
/* Where GeoJSON for the interactive map begins: with `ubin` when there are tiles. */
void ubin_collection(struct req *, struct buf *);
