/* map.c: longitudes and latitudes onto paper; relative whole numbers keep the paths small. */
#include "html/map.h"

struct box { int64_t west, east, south, north; };
struct paper { struct box box; int width, height; };

static bool
next_point(str *ring, int64_t *lon, int64_t *lat)
{
    str pair, x;
    return str_cut(ring, ' ', &pair) && str_cut(&pair, ',', &x) && str_int(x, lon) && str_int(pair, lat);
}

static void
widen(struct box *b, int64_t lon, int64_t lat)
{
    b->west = lon < b->west ? lon : b->west;
    b->east = lon > b->east ? lon : b->east;
    b->south = lat < b->south ? lat : b->south;
    b->north = lat > b->north ? lat : b->north;
}

static struct box
box_of(const struct map *m)
{
    struct box b = { INT64_MAX, INT64_MIN, INT64_MAX, INT64_MIN };
    for (size_t i = 0; i < m->area_count; i++) {
        str rest = m->areas[i].cincin, ring;
        while (str_cut(&rest, ';', &ring))
            for (int64_t lon, lat; next_point(&ring, &lon, &lat);)
                widen(&b, lon, lat);
    }
    for (size_t i = 0; i < m->pin_count; i++)
        widen(&b, m->pins[i].lon_e6, m->pins[i].lat_e6);
    return b;
}

static struct paper
paper_of(const struct map *m)
{
    struct paper p = { box_of(m), m->width, 0 };
    int64_t wide = p.box.east - p.box.west, high = p.box.north - p.box.south, least = 4000;
    if (wide < least) {
        p.box.west -= (least - wide) / 2;
        p.box.east = p.box.west + least;
        wide = least;
    }
    if (high < wide / 2) {
        p.box.south -= (wide / 2 - high) / 2;
        p.box.north = p.box.south + wide / 2;
        high = wide / 2;
    }
    int64_t edge = wide / 20;
    p.box = (struct box){ p.box.west - edge, p.box.east + edge, p.box.south - edge, p.box.north + edge };
    p.height = (int)((high + 2 * edge) * m->width / (wide + 2 * edge));
    return p;
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

struct centre { int64_t x, y, count; };

static struct centre
put_path(struct buf *b, const struct paper *p, str cincin)
{
    struct centre c = { 0 };
    str ring;
    while (str_cut(&cincin, ';', &ring)) {
        int64_t lon, lat;
        int at_x = 0, at_y = 0;
        for (bool first = true; next_point(&ring, &lon, &lat); first = false) {
            int x = x_of(p, lon), y = y_of(p, lat);
            if (!first && x == at_x && y == at_y)
                continue;
            buf_format(b, first ? "M%d %d" : "l%d %d", x - at_x, y - at_y);
            at_x = x;
            at_y = y;
            c = (struct centre){ c.x + x, c.y + y, c.count + 1 };
        }
        buf_char(b, 'z');
    }
    return c;
}

static void
put_escaped(struct html *h, struct buf *b, str text)
{
    struct html part = html_open(h->out.arena, h->zone, h->lang);
    html_text_str(&part, text);
    buf_str(b, html_view(&part));
}

static void
put_area(struct html *h, struct buf *b, struct buf *labels, const struct paper *p, const struct map_area *a)
{
    if (a->url.len) {
        buf_str(b, S("<a href=\""));
        put_escaped(h, b, a->url);
        buf_str(b, S("\" aria-label=\""));
        put_escaped(h, b, a->nama);
        buf_str(b, S("\">"));
    }
    buf_format(b, "<path class=\"kel t%d\" d=\"", a->shade);
    struct centre c = put_path(b, p, a->cincin);
    buf_str(b, S("\"><title>"));
    put_escaped(h, b, a->nama);
    buf_str(b, S("</title></path>"));
    if (a->url.len)
        buf_str(b, S("</a>"));
    if (!labels || c.count == 0)
        return;
    buf_format(labels, "<text class=\"nama-kel\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">", (int)(c.x / c.count),
        (int)(c.y / c.count));
    put_escaped(h, labels, a->nama);
    buf_str(labels, S("</text>"));
}

static void
put_pin(struct html *h, struct buf *b, const struct paper *p, const struct map_pin *pin)
{
    int x = x_of(p, pin->lon_e6), y = y_of(p, pin->lat_e6);
    buf_format(b, "<g transform=\"translate(%d %d)\"><path class=\"pin-bentuk\" d=\"M0 0c-9-13-14-17-14-25a14 14 0 1 1"
        " 28 0c0 8-5 12-14 25z\"/><circle class=\"pin-isi\" cy=\"-25\" r=\"5\"/><title>", x, y);
    put_escaped(h, b, pin->label);
    buf_str(b, S("</title></g>"));
}

markup
map_svg(struct html *h, const struct map *m)
{
    struct buf b = { .arena = h->out.arena }, labels = { .arena = h->out.arena };
    if (m->area_count + m->pin_count == 0)
        return (markup){ S("") };
    struct paper p = paper_of(m);
    bool links = m->area_count && m->areas[0].url.len;
    buf_format(&b, "<svg viewBox=\"0 0 %d %d\" role=\"%s\" aria-label=\"", p.width, p.height, links ? "group" : "img");
    put_escaped(h, &b, m->title);
    buf_str(&b, S("\">"));
    for (size_t i = 0; i < m->area_count; i++)
        put_area(h, &b, m->labels ? &labels : NULL, &p, &m->areas[i]);
    if (labels.len) {
        buf_str(&b, S("<g aria-hidden=\"true\">"));
        buf_str(&b, buf_view(&labels));
        buf_str(&b, S("</g>"));
    }
    for (size_t i = 0; i < m->pin_count; i++)
        put_pin(h, &b, &p, &m->pins[i]);
    buf_str(&b, S("</svg>"));
    return (markup){ buf_view(&b) };
}
