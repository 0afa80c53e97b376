/* peta_pandang.c: which part of the map of complaints an address asks for, and the address of another part. */
#include "modules/aduan/peta_lihat.h"

enum { COLUMNS = PETA_COLUMNS, ROWS = 8 };

/* The counters know these three. */
static const char *const filter_names[] = { "kelurahan", "kategori", "keadaan", NULL };

url_query peta_query(struct req *req) { return req_query(req, filter_names, NULL); }

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

/* "west,south,east,north" in cells of the zoom, as the interactive map asks; what is too wide is seen from afar. */
static bool
look_at_part(struct petak_tanya *t, int64_t zoom, str part)
{
    int64_t *const sides[] = { &t->barat, &t->selatan, &t->timur, &t->utara };
    for (size_t i = 0; i < COUNT(sides); i++) {
        int64_t most = i % 2 ? petak_y(89999999, zoom) : petak_x(179999999, zoom);
        str number;
        if (!str_cut(&part, ',', &number) || !str_int(number, sides[i]) || *sides[i] < 0 || *sides[i] > most)
            return false;
    }
    if (t->timur < t->barat || t->utara < t->selatan)
        return false;
    for (; zoom > 0 && (t->timur - t->barat >= COLUMNS || t->utara - t->selatan >= COLUMNS); zoom--)
        for (size_t i = 0; i < COUNT(sides); i++)
            *sides[i] /= 2;
    t->zoom = zoom;
    t->timur = t->timur - t->barat >= COLUMNS ? t->barat + COLUMNS - 1 : t->timur;
    t->utara = t->utara - t->selatan >= COLUMNS ? t->selatan + COLUMNS - 1 : t->utara;
    return true;
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
enum outcome
peta_view(struct req *req, const struct map *areas, struct pandang *v)
{
    struct map_box box;
    struct perkara_saring s = aduan_saring_of(req);
    int64_t z = req_arg_int(req, "z", -1), x = req_arg_int(req, "x", -1), y = req_arg_int(req, "y", -1);
    v->t = (struct petak_tanya){ .jenis = s.jenis, .kelurahan = s.kelurahan, .keadaan = s.keadaan,
        .kategori = s.kategori };
    v->semua = false;
    if (z >= 0 && z <= PETAK_ZOOM && look_at_part(&v->t, z, req_arg(req, "kotak")))
        return OK;
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

str
peta_url(struct req *req, int64_t z, int64_t x, int64_t y)
{
    str query = peta_query(req).text;
    return str_format(req->arena, "/aduan/peta?" STR "%sz=%lld&x=%lld&y=%lld#peta", STR_ARG(query),
        query.len ? "&" : "", (long long)z, (long long)(x < 0 ? 0 : x), (long long)(y < 0 ? 0 : y));
}
