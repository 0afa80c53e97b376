/* titik_fuzz.c: a place on the map as a page sends it: none, or two whole numbers, written as they were read. */
#include "core/wilayah/wilayah.h"
#include "fuzz.h"

static str
degrees(struct arena *arena, int64_t e6)
{
    int64_t whole = e6 < 0 ? -e6 : e6;
    return str_format(arena, "%s%lld.%06lld", e6 < 0 ? "-" : "", (long long)(whole / 1000000),
        (long long)(whole % 1000000));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open();
    str lon = { (const char *)bytes, len }, lat;
    int64_t lat_e6, lon_e6, lat_again, lon_again;
    str_cut(&lon, '\n', &lat);
    if (titik_parse(lat, lon, &lat_e6, &lon_e6) == OK) {
        must(lat_e6 >= -90000000 && lat_e6 <= 90000000 && lon_e6 >= -180000000 && lon_e6 <= 180000000);
        must(titik_parse(degrees(arena, lat_e6), degrees(arena, lon_e6), &lat_again, &lon_again) == OK);
        must(lat_again == lat_e6 && lon_again == lon_e6);
        must((lat_e6 == 0 && lon_e6 == 0) || (str_trim(lat).len && str_trim(lon).len));
    }
    arena_close(arena);
    return 0;
}
