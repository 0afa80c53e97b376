/* peta_page.c: all public complaints on one map: circles counted by the server, links that go nearer, a list beside. */
#include <stdlib.h>

#include "modules/aduan/peta_html.h"
#include "modules/aduan/peta_lihat.h"

enum { LISTED = 200, WIDTH = 480 };             /* up to LISTED of a view's complaints are named one by one */

/* ---- where it leads -------------------------------------------------------------------------------------- */

static void
way(struct aduan_peta *a, str nama, const char *ikon, str url)
{
    a->arah.items[a->arah.count++] = (struct arah_peta){ nama, str_of(ikon), url };
}

static void
ways(struct req *req, const struct pandang *v, struct aduan_peta *a)
{
    const struct petak_tanya *t = &v->t;
    int64_t z = t->zoom, x = (t->barat + t->timur + 1) / 2, y = (t->selatan + t->utara + 1) / 2;
    int64_t aside = (t->timur - t->barat + 1) / 2, up = (t->utara - t->selatan + 1) / 2;
    a->arah.items = arena_array(req->arena, struct arah_peta, 8);
    if (z < PETAK_ZOOM)
        way(a, req_tr(req, S("Perbesar peta")), "zoom-in", peta_url(req, z + 1, x * 2, y * 2));
    if (z > 0 && !v->semua)
        way(a, req_tr(req, S("Perkecil peta")), "zoom-out", peta_url(req, z - 1, x / 2, y / 2));
    if (v->semua)
        return;
    way(a, req_tr(req, S("Geser ke utara")), "arrow-up", peta_url(req, z, x, y + up));
    way(a, req_tr(req, S("Geser ke timur")), "arrow-right", peta_url(req, z, x + aside, y));
    way(a, req_tr(req, S("Geser ke selatan")), "arrow-down", peta_url(req, z, x, y - up));
    way(a, req_tr(req, S("Geser ke barat")), "arrow-left", peta_url(req, z, x - aside, y));
    a->seluruh = str_format(req->arena, "/aduan/peta?" STR "#peta", STR_ARG(a->d.query.text));
}

/* ---- circles --------------------------------------------------------------------------------------------- */

static void
count_kelurahan(struct req *req, struct aduan_peta *a, const struct petak *p)
{
    struct kelurahan_hitung_list *list = &a->hitung;
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i].kode, p->kelurahan)) {
            list->items[i].jumlah += p->jumlah;
            return;
        }
    if (list->count == a->d.kelurahan.count + 1)
        return;
    list->items[list->count++] = (struct kelurahan_hitung){ p->kelurahan,
        peta_kelurahan_name(&a->d.kelurahan, p->kelurahan),
        str_format(req->arena, "/aduan/peta?kelurahan=" STR "%s" STR "#peta", STR_ARG(p->kelurahan),
            a->d.query.text.len ? "&" : "", STR_ARG(a->d.query.text)), p->jumlah };
}

static int
by_count(const void *a, const void *b)
{
    const struct kelurahan_hitung *x = a, *y = b;
    return x->jumlah != y->jumlah ? (x->jumlah < y->jumlah ? 1 : -1) : str_compare(x->nama, y->nama);
}

static enum outcome
circles(struct req *req, const struct pandang *v, struct aduan_peta *a, struct map *map)
{
    struct petak_list cells;
    struct kelompok_list groups;
    TRY(peta_groups(req->db, &v->t, &cells, &groups));
    struct map_cluster *list = arena_array(req->arena, struct map_cluster, groups.count + 1);
    a->jumlah = groups.jumlah;
    a->hitung.items = arena_array(req->arena, struct kelurahan_hitung, a->d.kelurahan.count + 1);
    for (size_t i = 0; i < cells.count; i++)
        count_kelurahan(req, a, &cells.items[i]);
    for (size_t i = 0; i < groups.count; i++)
        list[i] = peta_circle(req, &a->d.kelurahan, &groups.items[i], v->t.zoom);
    qsort(a->hitung.items, a->hitung.count, sizeof *a->hitung.items, by_count);
    map->clusters = list;
    map->cluster_count = groups.count;
    return OK;
}

/* ---- the page -------------------------------------------------------------------------------------------- */

static enum outcome
borders(struct req *req, struct map *map)
{
    struct batas_list list;
    str only = req_arg(req, "kelurahan");
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, only, &list));
    struct map_area *areas = arena_array(req->arena, struct map_area, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        areas[i] = (struct map_area){ .cincin = list.items[i].cincin, .nama = list.items[i].nama, .shade = 1 };
    map->areas = areas;
    map->area_count = list.count;
    map->labels = true;
    return OK;
}

static enum outcome
list_view(struct req *req, const struct pandang *v, struct aduan_peta *a)
{
    a->rinci = a->jumlah <= LISTED || v->t.zoom == PETAK_ZOOM;
    if (!a->rinci)
        return OK;
    TRY(perkara_in_petak(req->db, &v->t, 0, &a->d.aduan));
    a->sebagian = a->d.aduan.count > PERKARA_PAGE;
    a->d.aduan.count = a->sebagian ? PERKARA_PAGE : a->d.aduan.count;
    return OK;
}

static enum outcome
draw(struct req *req, struct aduan_peta *a)
{
    struct map map = { .width = WIDTH };
    struct pandang v;
    TRY(borders(req, &map));
    enum outcome o = peta_view(req, &map, &v);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    TRY(circles(req, &v, a, &map));
    struct map_box box = { petak_lon(v.t.barat, v.t.zoom), petak_lon(v.t.timur + 1, v.t.zoom),
        petak_lat(v.t.selatan, v.t.zoom), petak_lat(v.t.utara + 1, v.t.zoom) };
    map.view = &box;
    map.title = req_format(req, "Peta %lld laporan", (long long)a->jumlah);
    a->peta = map_svg(&req->out, &map);
    a->hidup = (struct peta_hidup){ .batas = str_format(req->arena, "/wilayah/batas?kelurahan=" STR,
            STR_ARG(v.t.kelurahan)),
        .pandang = str_format(req->arena, "/aduan/peta/titik?" STR, STR_ARG(a->d.query.text)),
        .kotak = str_format(req->arena, "%lld %lld %lld %lld", (long long)box.west, (long long)box.south,
            (long long)box.east, (long long)box.north) };
    ways(req, &v, a);
    return list_view(req, &v, a);
}

static enum outcome
show(struct req *req)
{
    struct aduan_peta a = { 0 };
    TRY(aduan_saring_choices(req, &a.d));
    a.d.opd.count = 0;
    aduan_saring_chips(req, "/aduan/peta", &a.d);
    a.d.query = peta_query(req);
    TRY(draw(req, &a));
    aduan_peta_halaman_html(&req->out, &a);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Peta pengaduan")));
}

const struct route aduan_peta[] = {
    GET("/aduan/peta", show, &anyone, no_place),
    { 0 }
};
