/* peta_page.c: what the interactive map is drawn from: borders and proposals of a year or of one kelurahan. */
#include "core/ekspor/ekspor.h"
#include "core/wilayah/ubin.h"
#include "modules/musrenbang/musrenbang_lihat.h"

enum { PINS_MOST = 1000 };

static void
put_pin(struct req *req, struct buf *b, const struct usulan *u)
{
    buf_str(b, S("{\"type\":\"Feature\",\"properties\":{\"judul\":"));
    ekspor_json(b, u->judul);
    buf_str(b, S(",\"keadaan\":"));
    ekspor_json(b, req_tr(req, status_label(u)));
    buf_str(b, S(",\"kelas\":"));
    ekspor_json(b, status_class_text(u));
    buf_str(b, S(",\"url\":"));
    ekspor_json(b, str_format(req->arena, "/usulan/" STR, STR_ARG(u->kode)));
    buf_str(b, S("},\"geometry\":{\"type\":\"Point\",\"coordinates\":["));
    buf_str(b, ekspor_derajat(b->arena, u->lon_e6));
    buf_char(b, ',');
    buf_str(b, ekspor_derajat(b->arena, u->lat_e6));
    buf_str(b, S("]}}"));
}

/* Newest first; a private house stands at its RW's centre, as on every other page. */
static enum outcome
put_pins(struct req *req, struct buf *b, struct usulan_saring *s)
{
    for (size_t rows = 0; rows < PINS_MOST;) {
        struct usulan_list list;
        TRY(usulan_public(req->db, s, &list));
        size_t count = list.count > USULAN_PAGE ? USULAN_PAGE : list.count;
        for (size_t i = 0; i < count; i++, rows++) {
            struct usulan *u = &list.items[i];
            TRY(hide_private(req->db, u));
            if (u->lat_e6 == 0 && u->lon_e6 == 0)
                continue;
            put_pin(req, b, u);
            buf_char(b, ',');
        }
        if (list.count <= USULAN_PAGE)
            break;
        s->sebelum = list.items[count - 1].id;
    }
    return OK;
}

static enum outcome
geojson(struct req *req)
{
    struct tahun t;
    struct batas_list borders;
    struct buf b = { .arena = req->arena };
    TRY(tahun_of(req, &t));
    struct usulan_saring s = saring_of(req, t.tahun);
    s.sebelum = 0;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, s.kelurahan, &borders));
    ubin_collection(req, &b);
    for (size_t i = 0; i < borders.count; i++) {
        ekspor_batas(&b, &borders.items[i], str_format(req->arena, "/musrenbang/%lld/wilayah/" STR, (long long)t.tahun,
            STR_ARG(borders.items[i].kode)), 1);
        buf_char(&b, ',');
    }
    TRY(put_pins(req, &b, &s));
    if (b.ptr[b.len - 1] == ',')
        b.len--;
    buf_str(&b, S("]}"));
    return reply_bytes(req, S("application/geo+json"), buf_view(&b));
}

const struct route musrenbang_peta[] = {
    GET("/musrenbang/{tahun}/peta", geojson, &anyone, no_place),
    { 0 }
};
