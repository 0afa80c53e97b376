/* batas.c: the border of an area as GeoJSON, as fine as a map needs it. */
#include "core/ekspor/ekspor.h"

static int64_t
rounded(int64_t n, int64_t step)
{
    return (n >= 0 ? n + step / 2 : n - step / 2) / step * step;
}

/* "lon,lat lon,lat" in millionths into [[lon,lat],...]; a point that lies on the one before it adds nothing. */
static void
put_ring(struct buf *b, str ring, int64_t step)
{
    str point, x;
    int64_t was_lon = INT64_MIN, was_lat = 0, lon, lat;
    buf_char(b, '[');
    while (str_cut(&ring, ' ', &point)) {
        if (!str_cut(&point, ',', &x) || !str_int(x, &lon) || !str_int(point, &lat))
            continue;
        lon = rounded(lon, step);
        lat = rounded(lat, step);
        if (lon == was_lon && lat == was_lat)
            continue;
        buf_format(b, "%s[" STR "," STR "]", was_lon == INT64_MIN ? "" : ",", STR_ARG(ekspor_derajat(b->arena, lon)),
            STR_ARG(ekspor_derajat(b->arena, lat)));
        was_lon = lon;
        was_lat = lat;
    }
    buf_char(b, ']');
}

void
ekspor_batas(struct buf *b, const struct batas *a, str url, int64_t step)
{
    str rest = a->cincin, ring;
    const char *between = "";
    buf_str(b, S("{\"type\":\"Feature\",\"properties\":{\"nama\":"));
    ekspor_json(b, a->nama);
    buf_str(b, S(",\"url\":"));
    ekspor_json(b, url);
    buf_str(b, S("},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["));
    while (str_cut(&rest, ';', &ring)) {
        buf_format(b, "%s[", between);
        put_ring(b, ring, step);
        buf_char(b, ']');
        between = ",";
    }
    buf_str(b, S("]}}"));
}
