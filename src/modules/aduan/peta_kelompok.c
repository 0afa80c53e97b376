/* peta_kelompok.c: what stands near one another on the map of complaints, as one circle that says how many. */
#include "modules/aduan/peta_lihat.h"

enum { CIRCLES_MOST = PETA_COLUMNS * PETA_COLUMNS };

static struct kelompok *
group_at(struct kelompok_list *list, int64_t x, int64_t y)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].x == x && list->items[i].y == y)
            return &list->items[i];
    if (list->count == CIRCLES_MOST)
        return NULL;
    list->items[list->count] = (struct kelompok){ .x = x, .y = y };
    return &list->items[list->count++];
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

str
peta_kelurahan_name(const struct pilihan_list *names, str kelurahan)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_eq(names->items[i].kode, kelurahan))
            return names->items[i].nama;
    return kelurahan;
}

/* Half way between the middle of its cell and of what is in it, so that circles keep apart. */
struct map_cluster
peta_circle(struct req *req, const struct pilihan_list *names, const struct kelompok *g, int64_t z)
{
    int64_t half = petak_side(z) / 2, deeper = z + 2 > PETAK_ZOOM ? PETAK_ZOOM - z : 2;
    int64_t middle = deeper ? (int64_t)1 << (deeper - 1) : 0;
    str place = peta_kelurahan_name(names, g->kelurahan);
    return (struct map_cluster){ .lat_e6 = (g->lat_e6 / g->jumlah + petak_lat(g->y, z) + half) / 2,
        .lon_e6 = (g->lon_e6 / g->jumlah + petak_lon(g->x, z) + half) / 2,
        .ukuran = g->jumlah < 10 ? 0 : g->jumlah < 100 ? 1 : g->jumlah < 1000 ? 2 : 3,
        .teks = req_fmt(req, int, g->jumlah),
        .label = g->beberapa ? req_format(req, "%lld laporan di " STR " dan sekitarnya", (long long)g->jumlah,
                STR_ARG(place)) : req_format(req, "%lld laporan di " STR, (long long)g->jumlah, STR_ARG(place)),
        .url = peta_url(req, z + deeper, (g->x << deeper) + middle, (g->y << deeper) + middle) };
}

/* Cells of the next zoom, so that each circle stands near what it counts. */
enum outcome
peta_groups(struct db *db, const struct petak_tanya *view, struct petak_list *cells, struct kelompok_list *list)
{
    struct petak_tanya t = *view;
    int finer = t.zoom < PETAK_ZOOM;
    t.zoom += finer;
    t.barat *= 1 + finer;
    t.selatan *= 1 + finer;
    t.timur = t.timur * (1 + finer) + finer;
    t.utara = t.utara * (1 + finer) + finer;
    TRY(petak_counts(db, &t, cells));
    *list = (struct kelompok_list){ .items = arena_array(db_arena_of(db), struct kelompok, CIRCLES_MOST) };
    for (size_t i = 0; i < cells->count; i++) {
        const struct petak *p = &cells->items[i];
        struct kelompok *g = group_at(list, p->x >> finer, p->y >> finer);
        if (g)
            add_to_group(g, p, t.zoom);
        list->jumlah += p->jumlah;
    }
    return OK;
}
