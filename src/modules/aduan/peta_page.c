/* peta_page.c: all public complaints on one map: circles counted by the server, links that go nearer, a list beside. */
#include "modules/aduan/peta_lihat.h"

#include <stdlib.h>

#include "html/map.h"
#include "modules/aduan/aduan_dalam.h"
#include "modules/aduan/peta_html.h"

/* A view is at most COLUMNS x ROWS cells; up to LISTED of its complaints are named one by one. */
enum { COLUMNS = 10, ROWS = 8, LISTED = 200, WIDTH = 480, CIRCLES_MOST = 100 };

struct pandang { struct petak_tanya t; bool semua; };

/* The counters know these three. */
static const char *const filter_names[] = { "kelurahan", "kategori", "keadaan", NULL };

/* ---- which part ------------------------------------------------------------------------------------------ */

static void
look_at_box(struct petak_tanya *t, const struct map_box *b)
{
    t->zoom = PETAK_ZOOM;
    while (t->zoom > 0 && (petak_x(b->east, t->zoom) - petak_x(b->west, t->zoom) >= COLUMNS
            || petak_y(b->north, t->zoom) - petak_y(b->south, t->zoom) >= COLUMNS))
        t->zoom--;
    t->barat = petak_x(b->west, t->zoom);
    t->timur = petak_x(b->east, t->zoom);
    t->selatan = petak_y(b->south, t->zoom);
    t->utara = petak_y(b->north, t->zoom);
}

/* Around a cell. */
static void
look_at_cell(struct petak_tanya *t, int64_t x, int64_t y)
{
    t->barat = x - COLUMNS / 2;
    t->timur = t->barat + COLUMNS - 1;
    t->selatan = y - ROWS / 2;
    t->utara = t->selatan + ROWS - 1;
}

/* A region whose borders nobody brought yet is as wide as its complaints. */
static enum outcome
box_of_counts(struct req *req, const struct petak_tanya *filters, struct map_box *b)
{
    struct petak_list cells;
    struct petak_tanya t = *filters;
    t.timur = petak_x(179999999, 0);
    t.utara = petak_y(89999999, 0);
    TRY(petak_counts(req->db, &t, &cells));
    for (size_t i = 0; i < cells.count; i++) {
        const struct petak *p = &cells.items[i];
        struct map_box c = { petak_lon(p->x, 0), petak_lon(p->x + 1, 0) - 1, petak_lat(p->y, 0),
            petak_lat(p->y + 1, 0) - 1 };
        *b = i == 0 ? c : (struct map_box){ c.west < b->west ? c.west : b->west, c.east > b->east ? c.east : b->east,
            c.south < b->south ? c.south : b->south, c.north > b->north ? c.north : b->north };
    }
    return cells.count ? OK : NOT_FOUND;
}

/* The whole region or kelurahan, or what the address asks for; NOT_FOUND when nothing has a place. */
static enum outcome
view_of(struct req *req, const struct map *areas, struct pandang *v)
{
    struct map_box box;
    struct perkara_saring s = aduan_saring_of(req);
    int64_t z = req_arg_int(req, "z", -1), x = req_arg_int(req, "x", -1), y = req_arg_int(req, "y", -1);
    v->t = (struct petak_tanya){ .jenis = s.jenis, .kelurahan = s.kelurahan, .keadaan = s.keadaan,
        .kategori = s.kategori };
    v->semua = z < 0 || z > PETAK_ZOOM || x < 0 || x > petak_x(179999999, z) || y < 0 || y > petak_y(89999999, z);
    if (!v->semua) {
        v->t.zoom = z;
        look_at_cell(&v->t, x, y);
        return OK;
    }
    if (!map_bounds(areas, &box))
        TRY(box_of_counts(req, &v->t, &box));
    look_at_box(&v->t, &box);
    return OK;
}

/* ---- where it leads -------------------------------------------------------------------------------------- */

static str
url_of(struct req *req, int64_t z, int64_t x, int64_t y)
{
    str query = req_query(req, filter_names, NULL).text;
    return str_format(req->arena, "/aduan/peta?" STR "%sz=%lld&x=%lld&y=%lld#peta", STR_ARG(query),
        query.len ? "&" : "", (long long)z, (long long)(x < 0 ? 0 : x), (long long)(y < 0 ? 0 : y));
}

static void
way(struct aduan_peta *a, str nama, const char *ikon, str url)
{
    a->arah.items[a->arah.count++] = (struct arah_peta){ nama, str_of(ikon), url };
}

static void
ways(struct req *req, const struct pandang *v, struct aduan_peta *a)
{
    const struct petak_tanya *t = &v->t;
    int64_t z = t->zoom, x = t->barat + COLUMNS / 2, y = t->selatan + ROWS / 2;
    if (v->semua) {
        x = (t->barat + t->timur + 1) / 2;
        y = (t->selatan + t->utara + 1) / 2;
    }
    a->arah.items = arena_array(req->arena, struct arah_peta, 8);
    if (z < PETAK_ZOOM)
        way(a, req_tr(req, S("Perbesar peta")), "zoom-in", url_of(req, z + 1, x * 2, y * 2));
    if (z > 0 && !v->semua)
        way(a, req_tr(req, S("Perkecil peta")), "zoom-out", url_of(req, z - 1, x / 2, y / 2));
    if (v->semua)
        return;
    way(a, req_tr(req, S("Geser ke utara")), "arrow-up", url_of(req, z, x, y + ROWS / 2));
    way(a, req_tr(req, S("Geser ke timur")), "arrow-right", url_of(req, z, x + COLUMNS / 2, y));
    way(a, req_tr(req, S("Geser ke selatan")), "arrow-down", url_of(req, z, x, y - ROWS / 2));
    way(a, req_tr(req, S("Geser ke barat")), "arrow-left", url_of(req, z, x - COLUMNS / 2, y));
    a->seluruh = str_format(req->arena, "/aduan/peta?" STR "#peta", STR_ARG(a->d.query.text));
}

/* ---- circles --------------------------------------------------------------------------------------------- */

/* What one cell of the view holds: its cells of the next zoom, the middle of them, the kelurahan that has most. */
struct kelompok { int64_t x, y, jumlah, lat_e6, lon_e6, terbanyak; str kelurahan; bool beberapa; };

static struct kelompok *
group_at(struct kelompok *groups, size_t *count, int64_t x, int64_t y)
{
    for (size_t i = 0; i < *count; i++)
        if (groups[i].x == x && groups[i].y == y)
            return &groups[i];
    if (*count == CIRCLES_MOST)
        return NULL;
    groups[*count] = (struct kelompok){ .x = x, .y = y };
    return &groups[(*count)++];
}

static void
add_to_group(struct kelompok *g, const struct petak *p, int64_t zoom)
{
    int64_t half = petak_side(zoom) / 2;
    g->beberapa |= g->jumlah && !str_eq(g->kelurahan, p->kelurahan);
    if (p->jumlah > g->terbanyak) {
        g->terbanyak = p->jumlah;
        g->kelurahan = p->kelurahan;
    }
    g->jumlah += p->jumlah;
    g->lat_e6 += (petak_lat(p->y, zoom) + half) * p->jumlah;
    g->lon_e6 += (petak_lon(p->x, zoom) + half) * p->jumlah;
}

static str
name_of(const struct aduan_peta *a, str kelurahan)
{
    for (size_t i = 0; i < a->d.kelurahan.count; i++)
        if (str_eq(a->d.kelurahan.items[i].kode, kelurahan))
            return a->d.kelurahan.items[i].nama;
    return kelurahan;
}

/* Half way between the middle of its cell and of what is in it, so that circles keep apart. */
static struct map_cluster
circle_of(struct req *req, const struct aduan_peta *a, const struct kelompok *g, int64_t z)
{
    int64_t half = petak_side(z) / 2, deeper = z + 2 > PETAK_ZOOM ? PETAK_ZOOM - z : 2;
    int64_t middle = deeper ? (int64_t)1 << (deeper - 1) : 0;
    str place = name_of(a, g->kelurahan);
    return (struct map_cluster){ .lat_e6 = (g->lat_e6 / g->jumlah + petak_lat(g->y, z) + half) / 2,
        .lon_e6 = (g->lon_e6 / g->jumlah + petak_lon(g->x, z) + half) / 2,
        .ukuran = g->jumlah < 10 ? 0 : g->jumlah < 100 ? 1 : g->jumlah < 1000 ? 2 : 3,
        .teks = fmt_int(req->arena, g->jumlah),
        .label = g->beberapa ? req_format(req, "%lld laporan di " STR " dan sekitarnya", (long long)g->jumlah,
                STR_ARG(place)) : req_format(req, "%lld laporan di " STR, (long long)g->jumlah, STR_ARG(place)),
        .url = url_of(req, z + deeper, (g->x << deeper) + middle, (g->y << deeper) + middle) };
}

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
    list->items[list->count++] = (struct kelurahan_hitung){ p->kelurahan, name_of(a, p->kelurahan),
        str_format(req->arena, "/aduan/peta?kelurahan=" STR "%s" STR "#peta", STR_ARG(p->kelurahan),
            a->d.query.text.len ? "&" : "", STR_ARG(a->d.query.text)), p->jumlah };
}

static int
by_count(const void *a, const void *b)
{
    const struct kelurahan_hitung *x = a, *y = b;
    return x->jumlah != y->jumlah ? (x->jumlah < y->jumlah ? 1 : -1) : str_compare(x->nama, y->nama);
}

/* Cells of the next zoom, so that each circle stands near what it counts. */
static enum outcome
circles(struct req *req, const struct pandang *v, struct aduan_peta *a, struct map *map)
{
    struct petak_tanya t = v->t;
    struct petak_list cells;
    struct kelompok *groups = arena_array(req->arena, struct kelompok, CIRCLES_MOST);
    struct map_cluster *list = arena_array(req->arena, struct map_cluster, CIRCLES_MOST);
    int finer = t.zoom < PETAK_ZOOM;
    t.zoom += finer;
    t.barat *= 1 + finer;
    t.selatan *= 1 + finer;
    t.timur = t.timur * (1 + finer) + finer;
    t.utara = t.utara * (1 + finer) + finer;
    TRY(petak_counts(req->db, &t, &cells));
    a->hitung.items = arena_array(req->arena, struct kelurahan_hitung, a->d.kelurahan.count + 1);
    for (size_t i = 0; i < cells.count; i++) {
        const struct petak *p = &cells.items[i];
        struct kelompok *g = group_at(groups, &a->kelompok, p->x >> finer, p->y >> finer);
        if (g)
            add_to_group(g, p, t.zoom);
        a->jumlah += p->jumlah;
        count_kelurahan(req, a, p);
    }
    for (size_t i = 0; i < a->kelompok; i++)
        list[i] = circle_of(req, a, &groups[i], v->t.zoom);
    qsort(a->hitung.items, a->hitung.count, sizeof *a->hitung.items, by_count);
    map->clusters = list;
    map->cluster_count = a->kelompok;
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
    enum outcome o = view_of(req, &map, &v);
    if (o == NOT_FOUND)
        return OK;
    TRY(o);
    TRY(circles(req, &v, a, &map));
    struct map_box box = { petak_lon(v.t.barat, v.t.zoom), petak_lon(v.t.timur + 1, v.t.zoom),
        petak_lat(v.t.selatan, v.t.zoom), petak_lat(v.t.utara + 1, v.t.zoom) };
    map.view = &box;
    map.title = req_format(req, "Peta %lld laporan", (long long)a->jumlah);
    a->peta = map_svg(&req->out, &map);
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
    a.d.query = req_query(req, filter_names, NULL);
    TRY(draw(req, &a));
    aduan_peta_halaman_html(&req->out, &a);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Peta pengaduan")));
}

const struct route aduan_peta[] = {
    GET("/aduan/peta", show, &anyone, no_place),
    { 0 }
};
