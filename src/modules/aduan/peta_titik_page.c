/* peta_titik_page.c: what the interactive map asks for whenever it is moved: the circles and cases of one view. */
#include "core/ekspor/ekspor.h"
#include "modules/aduan/peta_lihat.h"

static void
put_point(struct buf *b, int64_t lat_e6, int64_t lon_e6, str url)
{
    buf_format(b, "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[" STR "," STR "]},"
        "\"properties\":{\"url\":", STR_ARG(ekspor_derajat(b->arena, lon_e6)),
        STR_ARG(ekspor_derajat(b->arena, lat_e6)));
    ekspor_json(b, url);
}

static void
put_circle(struct buf *b, const struct map_cluster *c)
{
    put_point(b, c->lat_e6, c->lon_e6, c->url);
    buf_format(b, ",\"ukuran\":%d,\"jumlah\":", c->ukuran);
    ekspor_json(b, c->teks);
    buf_str(b, S(",\"judul\":"));
    ekspor_json(b, c->label);
    buf_str(b, S("}}"));
}

static void
put_case(struct req *req, struct buf *b, const struct perkara *p)
{
    const struct keadaan_alur *k = alur_keadaan(&aduan_alur, p->keadaan);
    put_point(b, p->lat_e6, p->lon_e6, str_format(req->arena, "/aduan/" STR, STR_ARG(p->nomor)));
    buf_str(b, S(",\"judul\":"));
    ekspor_json(b, p->judul);
    buf_format(b, ",\"kelas\":\"%s\",\"keadaan\":", k->kelas);
    ekspor_json(b, str_format(req->arena, STR ", " STR, STR_ARG(req_tr(req, str_of(k->nama))),
        STR_ARG(p->kelurahan_nama)));
    buf_str(b, S("}}"));
}

/* The one case of a circle that counts one; never one of a sensitive kind, whose point nobody is shown. */
static const struct perkara *
only_one(const struct kelompok *g, const struct perkara_list *list, int64_t zoom)
{
    for (size_t i = 0; g->jumlah == 1 && i < list->count; i++) {
        const struct perkara *p = &list->items[i];
        if (!p->peka && petak_x(p->lon_e6, zoom) == g->x && petak_y(p->lat_e6, zoom) == g->y)
            return p;
    }
    return NULL;
}

static enum outcome
put_view(struct req *req, struct buf *b, const struct petak_tanya *t)
{
    struct aduan_daftar d = { 0 };
    struct petak_list cells;
    struct kelompok_list groups;
    struct perkara_list singles = { 0 };
    TRY(aduan_saring_choices(req, &d));
    TRY(peta_groups(req->db, t, &cells, &groups));
    if (groups.jumlah <= PERKARA_PAGE)
        TRY(perkara_in_petak(req->db, t, 0, &singles));
    for (size_t i = 0; i < groups.count; i++) {
        const struct perkara *p = only_one(&groups.items[i], &singles, t->zoom);
        struct map_cluster circle = peta_circle(req, &d.kelurahan, &groups.items[i], t->zoom);
        if (i)
            buf_char(b, ',');
        if (p)
            put_case(req, b, p);
        else
            put_circle(b, &circle);
    }
    return OK;
}

/* ?z=5&kotak=71320,21215,71329,21224 and the filters of the map; without a part: the whole region. */
static enum outcome
points(struct req *req)
{
    struct map map = { 0 };
    struct pandang v;
    struct buf b = { .arena = req->arena };
    buf_str(&b, S("{\"type\":\"FeatureCollection\",\"features\":["));
    enum outcome o = peta_view(req, &map, &v);
    if (o == OK)
        TRY(put_view(req, &b, &v.t));
    else if (o != NOT_FOUND)
        return o;
    buf_str(&b, S("]}"));
    return reply_bytes(req, S("application/geo+json"), buf_view(&b));
}

const struct route aduan_peta_titik[] = {
    GET("/aduan/peta/titik", points, &anyone, no_place),
    { 0 }
};
