/* map.c: longitudes and latitudes onto paper; relative whole numbers keep the paths small. */
#include "html/map.h"

/* Degrees are drawn square: at eleven degrees from the equator, the most Indonesia has, that is 2 % too wide. */
enum { LON_MOST = 180000000, LAT_MOST = 90000000, NARROWEST = 4000, SHADES = 6 };

struct paper { struct map_box box; int width, height; };

/* What is being drawn: names lie above all areas, so they are collected apart. */
struct drawing { struct html svg, names; struct paper paper; const struct map *map; };

static bool
on_earth(int64_t lon, int64_t lat)
{
    return lon >= -LON_MOST && lon <= LON_MOST && lat >= -LAT_MOST && lat <= LAT_MOST;
}

/* A ring ends at its last point, or at the first thing that is none. */
static bool
next_point(str *ring, int64_t *lon, int64_t *lat)
{
    str pair, x;
    return str_cut(ring, ' ', &pair) && str_cut(&pair, ',', &x) && str_int(x, lon) && str_int(pair, lat)
        && on_earth(*lon, *lat);
}

static void
widen(struct map_box *b, int64_t lon, int64_t lat)
{
    b->west = lon < b->west ? lon : b->west;
    b->east = lon > b->east ? lon : b->east;
    b->south = lat < b->south ? lat : b->south;
    b->north = lat > b->north ? lat : b->north;
}

static void
widen_by_area(struct map_box *b, str cincin)
{
    str ring;
    while (str_cut(&cincin, ';', &ring))
        for (int64_t lon, lat; next_point(&ring, &lon, &lat);)
            widen(b, lon, lat);
}

static const struct map_box nowhere = { INT64_MAX, INT64_MIN, INT64_MAX, INT64_MIN };

bool
map_bounds(const struct map *m, struct map_box *b)
{
    *b = nowhere;
    for (size_t i = 0; i < m->area_count; i++)
        widen_by_area(b, m->areas[i].cincin);
    for (size_t i = 0; i < m->pin_count; i++)
        if (on_earth(m->pins[i].lon_e6, m->pins[i].lat_e6))
            widen(b, m->pins[i].lon_e6, m->pins[i].lat_e6);
    return b->west <= b->east;
}

static void
stretch(int64_t *from, int64_t *to, int64_t least)
{
    int64_t missing = least - (*to - *from);
    if (missing <= 0)
        return;
    *from -= missing / 2;
    *to += missing - missing / 2;
}

/* With an edge all around, at least as high as half its width and at most three times as high. */
static struct paper
paper_of(struct map_box b, int width)
{
    stretch(&b.west, &b.east, NARROWEST);
    stretch(&b.west, &b.east, (b.north - b.south) / 3);
    stretch(&b.south, &b.north, (b.east - b.west) / 2);
    int64_t edge = (b.east - b.west) / 20;
    b = (struct map_box){ b.west - edge, b.east + edge, b.south - edge, b.north + edge };
    return (struct paper){ b, width, (int)((b.north - b.south) * width / (b.east - b.west)) };
}

/* What lies outside of the part that is shown is not drawn. */
static bool
is_in_view(const struct map *m, str cincin)
{
    struct map_box b = nowhere;
    if (!m->view)
        return true;
    widen_by_area(&b, cincin);
    return b.west < m->view->east && b.east > m->view->west && b.south < m->view->north && b.north > m->view->south;
}

static struct paper
paper_of_view(const struct map_box *v, int width)
{
    must(v->east > v->west && v->north > v->south);
    return (struct paper){ *v, width, (int)((v->north - v->south) * width / (v->east - v->west)) };
}

static int
x_of(const struct paper *p, int64_t lon)
{
    return (int)((lon - p->box.west) * p->width / (p->box.east - p->box.west));
}

static int
y_of(const struct paper *p, int64_t lat)
{
    return (int)((p->box.north - lat) * p->height / (p->box.north - p->box.south));
}

/* Twice a ring's area and its moments, by the cross products of its edges. */
struct shape { int64_t area, x, y; };

static void
add_edge(struct shape *s, int x1, int y1, int x2, int y2)
{
    int64_t cross = (int64_t)x1 * y2 - (int64_t)x2 * y1;
    s->area += cross;
    s->x += (x1 + x2) * cross;
    s->y += (y1 + y2) * cross;
}

static struct shape
put_ring(struct drawing *d, str ring)
{
    struct shape s = { 0 };
    int64_t lon, lat;
    int first_x = 0, first_y = 0, at_x = 0, at_y = 0;
    size_t n = 0;
    while (next_point(&ring, &lon, &lat)) {
        int x = x_of(&d->paper, lon), y = y_of(&d->paper, lat);
        if (n && x == at_x && y == at_y)
            continue;
        buf_format(&d->svg.out, n == 0 ? "M%d %d" : y < at_y ? "l%d%d" : "l%d %d", x - at_x, y - at_y);
        if (n++) {
            add_edge(&s, at_x, at_y, x, y);
        } else {
            first_x = x;
            first_y = y;
        }
        at_x = x;
        at_y = y;
    }
    if (n)
        html_put(&d->svg, "z");
    add_edge(&s, at_x, at_y, first_x, first_y);
    return s;
}

/* All rings of an area; the largest of them carries the name. */
static struct shape
put_rings(struct drawing *d, str cincin)
{
    struct shape largest = { 0 };
    str ring;
    while (str_cut(&cincin, ';', &ring)) {
        struct shape s = put_ring(d, ring);
        int64_t size = s.area < 0 ? -s.area : s.area, most = largest.area < 0 ? -largest.area : largest.area;
        if (size > most)
            largest = s;
    }
    return largest;
}

/* Half a name under a circle says nothing: it is left out. A letter is about six units wide. */
static bool
is_covered(const struct drawing *d, int64_t x, int64_t y, str name)
{
    int64_t wide = (int64_t)str_letters(name) * 3 + 22;
    for (size_t i = 0; i < d->map->cluster_count; i++) {
        int64_t dx = x - x_of(&d->paper, d->map->clusters[i].lon_e6);
        int64_t dy = y - 4 - y_of(&d->paper, d->map->clusters[i].lat_e6);
        if (dx < wide && dx > -wide && dy < 24 && dy > -24)
            return true;
    }
    return false;
}

static void
put_name(struct drawing *d, const struct shape *s, str name)
{
    if (s->area == 0 || is_covered(d, s->x / (3 * s->area), s->y / (3 * s->area), name))
        return;
    buf_format(&d->names.out, "<text class=\"nama-kel\" x=\"%lld\" y=\"%lld\" text-anchor=\"middle\">",
        (long long)(s->x / (3 * s->area)), (long long)(s->y / (3 * s->area)));
    html_text_str(&d->names, name);
    html_put(&d->names, "</text>");
}

static void
put_area(struct drawing *d, const struct map_area *a, bool named)
{
    struct html *h = &d->svg;
    if (a->url.len) {
        html_put(h, "<a href=\"");
        html_url_str(h, a->url);
        html_put(h, "\" aria-label=\"");
        html_attr_str(h, a->nama);
        html_put(h, "\">");
    }
    must(a->shade >= 0 && a->shade < SHADES);
    buf_format(&h->out, "<path class=\"kel t%d\" d=\"", a->shade);
    struct shape s = put_rings(d, a->cincin);
    html_put(h, "\"><title>");
    html_text_str(h, a->nama);
    html_put(h, "</title></path>");
    if (a->url.len)
        html_put(h, "</a>");
    if (named)
        put_name(d, &s, a->nama);
}

static void
put_pin(struct drawing *d, const struct map_pin *pin)
{
    struct html *h = &d->svg;
    if (pin->url.len) {
        html_put(h, "<a href=\"");
        html_url_str(h, pin->url);
        buf_format(&h->out, "\" aria-label=\"%d: ", pin->number);
        html_attr_str(h, pin->label);
        html_put(h, "\">");
    }
    html_put(h, "<g class=\"nada ");
    html_attr_str(h, pin->kelas);
    buf_format(&h->out, "\" transform=\"translate(%d %d)\"><path class=\"pin-bentuk\" d=\"M0 0c-9-13-14-17-14-25a14 14"
        " 0 1 1 28 0c0 8-5 12-14 25z\"/>", x_of(&d->paper, pin->lon_e6), y_of(&d->paper, pin->lat_e6));
    if (pin->number > 0)
        buf_format(&h->out, "<text class=\"pin-isi\" y=\"-20\" text-anchor=\"middle\" font-size=\"14\""
            " font-weight=\"800\">%d</text>", pin->number);
    else
        html_put(h, "<circle class=\"pin-isi\" cy=\"-25\" r=\"5\"/>");
    html_put(h, "<title>");
    html_text_str(h, pin->label);
    html_put(h, "</title></g>");
    if (pin->url.len)
        html_put(h, "</a>");
}

static void
put_cluster(struct drawing *d, const struct map_cluster *c)
{
    static const int radius[] = { 17, 19, 22, 25 };
    struct html *h = &d->svg;
    must(c->ukuran >= 0 && (size_t)c->ukuran < COUNT(radius));
    html_put(h, "<a href=\"");
    html_url_str(h, c->url);
    html_put(h, "\" aria-label=\"");
    html_attr_str(h, c->label);
    int x = x_of(&d->paper, c->lon_e6), y = y_of(&d->paper, c->lat_e6);
    buf_format(&h->out, "\"><circle class=\"klaster cincin\" cx=\"%d\" cy=\"%d\" r=\"%d\"/><text class=\"pin-isi\""
        " x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"14\" font-weight=\"800\">", x, y, radius[c->ukuran], x,
        y + 5);
    html_text_str(h, c->teks);
    html_put(h, "</text><title>");
    html_text_str(h, c->label);
    html_put(h, "</title></a>");
}

static bool
has_links(const struct map *m)
{
    if (m->cluster_count)
        return true;
    for (size_t i = 0; i < m->area_count; i++)
        if (m->areas[i].url.len)
            return true;
    for (size_t i = 0; i < m->pin_count; i++)
        if (m->pins[i].url.len)
            return true;
    return false;
}

static void
put_outline(struct drawing *d, const struct map *m)
{
    buf_format(&d->svg.out, "<svg class=\"kontur\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\"><path d=\"",
        d->paper.width, d->paper.height);
    for (size_t i = 0; i < m->area_count; i++)
        (void)put_rings(d, m->areas[i].cincin);
    html_put(&d->svg, "\"/></svg>");
}

static void
put_things(struct drawing *d, const struct map *m)
{
    for (size_t i = 0; i < m->area_count; i++)
        if (is_in_view(m, m->areas[i].cincin))
            put_area(d, &m->areas[i], m->labels);
    if (d->names.out.len) {
        html_put(&d->svg, "<g aria-hidden=\"true\">");
        buf_str(&d->svg.out, html_view(&d->names));
        html_put(&d->svg, "</g>");
    }
    for (size_t i = 0; i < m->pin_count; i++)
        if (on_earth(m->pins[i].lon_e6, m->pins[i].lat_e6))
            put_pin(d, &m->pins[i]);
    for (size_t i = 0; i < m->cluster_count; i++)
        put_cluster(d, &m->clusters[i]);
}

markup
map_svg(struct html *page, const struct map *m)
{
    struct map_box box;
    must(m->width > 0);
    if (!m->view && !map_bounds(m, &box))
        return (markup){ S("") };
    struct html part = html_open(page->out.arena, page->zone, page->lang);
    struct drawing d = { part, part, m->view ? paper_of_view(m->view, m->width) : paper_of(box, m->width),
        m };
    if (m->outline) {
        put_outline(&d, m);
        return (markup){ html_view(&d.svg) };
    }
    buf_format(&d.svg.out, "<svg viewBox=\"0 0 %d %d\" role=\"%s\" aria-label=\"", d.paper.width, d.paper.height,
        has_links(m) ? "group" : "img");
    html_attr_str(&d.svg, m->title);
    html_put(&d.svg, "\"");
    box = d.paper.box;
    if (m->pick)
        buf_format(&d.svg.out, " data-kotak=\"%lld %lld %lld %lld\"", (long long)box.west, (long long)box.north,
            (long long)box.east, (long long)box.south);
    html_put(&d.svg, ">");
    put_things(&d, m);
    html_put(&d.svg, "</svg>");
    return (markup){ html_view(&d.svg) };
}
