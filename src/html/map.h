/* map.h: maps drawn by the server: areas, pins, and the links they carry; no script, prints well. */
#pragma once

#include "html/html.h"

/* Rings as in core/wilayah: "lon,lat lon,lat;..." in millionths of a degree. `shade` is a step of the ramp, 0..5. */
struct map_area { str cincin, nama, url; int shade; };
struct map_pin { int64_t lat_e6, lon_e6; str label; int number; };      /* number 0: a plain pin */
struct map {
    const struct map_area *areas; size_t area_count;
    const struct map_pin *pins;   size_t pin_count;
    int width;                                  /* of the drawing, in units; the height follows */
    str title;
    bool labels;                                /* each area's name, in its middle */
    bool pick;                                  /* a point may be set on it: its corners stand in data-kotak */
    bool outline;                               /* a decoration: lines only, said to nobody */
};
/* Empty when nothing in it has a place. */
markup map_svg(struct html *, const struct map *);
