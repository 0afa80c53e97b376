/* rw_lokasi.c: the map of the proposal form, on which its place is set. */
#include "html/map.h"
#include "modules/musrenbang/rw_lihat.h"

/* One's own kelurahan, or all of them where the lane is wider; the point that was set before, if any. */
enum outcome
draw_place(struct req *req, const struct usulan *u, struct rw_isian *r)
{
    struct batas_list borders;
    str within = req->scope.count == 1 ? req->scope.places[0].wilayah : S("");
    if (wilayah_level(within) > TINGKAT_KELURAHAN)
        within = wilayah_at(within, TINGKAT_KELURAHAN);
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, within, &borders));
    struct map_area *areas = arena_array(req->arena, struct map_area, borders.count + 1);
    for (size_t i = 0; i < borders.count; i++)
        areas[i] = (struct map_area){ .cincin = borders.items[i].cincin, .nama = borders.items[i].nama, .shade = 1 };
    struct map_pin pin = { u ? u->lat_e6 : 0, u ? u->lon_e6 : 0, .label = S("") };
    struct map map = { .areas = areas, .area_count = borders.count, .pins = &pin, .width = 600, .pick = true,
        .pin_count = pin.lat_e6 || pin.lon_e6, .labels = borders.count > 1, .title = req_tr(req, S("Peta lokasi")) };
    if (borders.count)
        r->peta = map_svg(&req->out, &map);
    r->batas = str_format(req->arena, "/wilayah/batas?kelurahan=" STR, STR_ARG(within));
    return OK;
}
