/* map.h: maps drawn by the server: areas, pins, and the links they carry; no script, prints well. */
#pragma once

#include "html/html.h"

/* Rings as in core/wilayah: "lon,lat lon,lat;..." in millionths of a degree. `shade` is a step of the ramp, 0..5. */
struct map_area { str cincin, nama, url; int shade; };
/* number 0: a plain pin; `kelas` colours it as a status is coloured, `url` is what a numbered one leads to. */
struct map_pin { int64_t lat_e6, lon_e6; str label; int number; str kelas, url; };
/* Many things in one circle, which leads to them; `ukuran` is a step of its size, 0..3. */
struct map_cluster { int64_t lat_e6, lon_e6; str teks, label, url; int ukuran; };
struct map_box { int64_t west, east, south, north; };
struct map {
    const struct map_area *areas; size_t area_count;
    const struct map_pin *pins;   size_t pin_count;
    const struct map_cluster *clusters; size_t cluster_count;
    const struct map_box *view;                 /* a part of it, edge to edge; NULL: all that has a place */
    int width;                                  /* of the drawing, in units; the height follows */
    str title;
    bool labels;                                /* each area's name, in its middle */
    bool pick;                                  /* a point may be set on it: its corners stand in data-kotak */
    bool outline;                               /* a decoration: lines only, said to nobody */
};
/* Around all areas and pins; false when nothing has a place. */
bool map_bounds(const struct map *, struct map_box *);
/* Empty when nothing in it has a place. */
markup map_svg(struct html *, const struct map *);
