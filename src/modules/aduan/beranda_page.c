/* beranda_page.c: this module's part of the first page: the figures of a year, the newest reports on a map. */
#include "html/map.h"
#include "modules/aduan/beranda_html.h"

enum { SHOWN = 5 };

/* Those of a sensitive kind, and those without a point, stand in the list only. */
static enum outcome
newest(struct req *req, struct aduan_beranda *b, struct map *map)
{
    struct perkara_list list;
    struct map_pin *pins = arena_array(req->arena, struct map_pin, SHOWN);
    TRY(perkara_publik(req->db, &(struct perkara_saring){ .jenis = S("aduan") }, &list));
    b->baru.items = arena_array(req->arena, struct aduan_baru, SHOWN);
    for (size_t i = 0; i < list.count && i < SHOWN; i++) {
        const struct perkara *p = &list.items[i];
        const struct keadaan_alur *k = alur_keadaan(&aduan_alur, p->keadaan);
        bool placed = (p->lat_e6 || p->lon_e6) && !p->peka;
        if (placed) {
            int number = (int)map->pin_count + 1;
            pins[map->pin_count++] = (struct map_pin){ p->lat_e6, p->lon_e6, p->judul, number, str_of(k->kelas),
                str_format(req->arena, "#lap%d", number) };
        }
        b->baru.items[b->baru.count++] = (struct aduan_baru){ *p, k, placed ? (int64_t)map->pin_count : 0 };
    }
    map->pins = pins;
    return OK;
}

enum outcome
aduan_home(struct req *req)
{
    struct aduan_beranda b = { 0 };
    struct map map = { .width = 600, .title = req_tr(req, S("Tempat laporan terbaru")) };
    struct batas_list borders;
    TRY(aduan_totals(req, &b.d));
    TRY(newest(req, &b, &map));
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
    struct map_area *areas = arena_array(req->arena, struct map_area, borders.count + 1);
    for (size_t i = 0; i < borders.count; i++)
        areas[i] = (struct map_area){ .cincin = borders.items[i].cincin, .nama = borders.items[i].nama, .shade = 1 };
    map.areas = areas;
    map.area_count = borders.count;
    b.peta = map_svg(&req->out, &map);
    aduan_beranda_html(&req->out, &b);
    return OK;
}
