/* wilayah_page.c: what everybody reads of areas: the region, each area with its map, the national reference. */
#include "core/ekspor/ekspor.h"
#include "core/wilayah/ubin.h"
#include "html/map.h"
#include "core/wilayah/wilayah_dalam.h"
#include "core/wilayah/wilayah_html.h"

enum { ACUAN_SHOWN = 100, BYTES_MOST = 60 * 1024, FINEST = 10, ROUGHEST = 5000 };

/* ---- an area ------------------------------------------------------------------------------------------------ */

static enum outcome
trail_of(struct req *req, str kode, struct induk_list *trail)
{
    *trail = (struct induk_list){ arena_array(req->arena, struct induk_lihat, TINGKAT_RW), 0 };
    for (int64_t level = TINGKAT_DAERAH; level < wilayah_level(kode); level++) {
        struct wilayah above;
        enum outcome o = wilayah_by_kode(req->db, wilayah_at(kode, level), &above);
        if (o == NOT_FOUND)
            continue;
        TRY(o);
        trail->items[trail->count++] = (struct induk_lihat){ above.nama,
            str_format(req->arena, "/wilayah/" STR, STR_ARG(above.kode)) };
    }
    return OK;
}

/* Borders are kept per kelurahan; a wider area is drawn from those it holds, an RW on its kelurahan. */
static enum outcome
draw_map(struct req *req, struct wilayah_lihat *l)
{
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, wilayah_at(l->w.kode, TINGKAT_KELURAHAN), &borders));
    struct map_area *areas = arena_array(req->arena, struct map_area, borders.count + 1);
    for (size_t i = 0; i < borders.count; i++)
        areas[i] = (struct map_area){ .cincin = borders.items[i].cincin, .nama = borders.items[i].nama, .shade = 2,
            .url = str_format(req->arena, "/wilayah/" STR, STR_ARG(borders.items[i].kode)) };
    struct map_pin pin = { l->w.lat_e6, l->w.lon_e6, .label = l->w.nama };
    bool centre = l->w.tingkat == TINGKAT_RW && l->w.lat_e6;
    struct map map = { .areas = areas, .area_count = borders.count, .pins = &pin, .pin_count = centre, .width = 600,
        .title = l->w.nama, .labels = l->w.tingkat == TINGKAT_KECAMATAN };
    if (!borders.count)
        return OK;
    l->peta = map_svg(&req->out, &map);
    return batas_source(req->db, wilayah_at(l->w.kode, TINGKAT_KELURAHAN), &l->sumber_batas);
}

static enum outcome
show_area(struct req *req, str kode)
{
    struct wilayah_lihat l = { 0 };
    str unused;
    TRY(wilayah_by_kode(req->db, kode, &l.w));
    TRY(tingkat_names(req->db, l.w.tingkat, &l.tingkat, &l.kepala));
    TRY(trail_of(req, kode, &l.remah));
    if (l.w.tingkat < TINGKAT_RW) {
        TRY(tingkat_names(req->db, l.w.tingkat + 1, &l.bawahan_nama, &unused));
        TRY(wilayah_rows(req->db, kode, &l.bawahan));
    }
    TRY(draw_map(req, &l));
    daerah_halaman_html(&req->out, &l);
    req->section = S("wilayah");
    return page(req, l.w.nama);
}

/* Everybody is offered this page from the first day on, also before areas are there. */
static enum outcome
whole_region(struct req *req)
{
    enum outcome o = show_area(req, req->region->kode);
    if (o != NOT_FOUND)
        return o;
    wilayah_kosong_html(&req->out);
    req->section = S("wilayah");
    return page(req, req_tr(req, S("Wilayah")));
}

static enum outcome one_area(struct req *req) { return show_area(req, req_param(req, "kode")); }

/* ---- the national reference --------------------------------------------------------------------------------- */

static str
acuan_url(struct req *req, str induk, str sesudah)
{
    return str_format(req->arena, "/wilayah/acuan?induk=" STR "%s" STR, STR_ARG(url_part(req->arena, induk)),
        sesudah.len ? "&sesudah=" : "", STR_ARG(url_part(req->arena, sesudah)));
}

static enum outcome
acuan_trail(struct req *req, struct acuan_lihat *l, str induk)
{
    l->remah.items = arena_array(req->arena, struct induk_lihat, TINGKAT_RW);
    for (int64_t level = TINGKAT_PROVINSI; induk.len && level <= wilayah_level(induk); level++) {
        struct acuan above;
        TRY(acuan_by_kode(req->db, l->versi.id, wilayah_at(induk, level), &above));
        l->remah.items[l->remah.count++] = (struct induk_lihat){ above.nama, acuan_url(req, above.kode, S("")) };
    }
    return OK;
}

static enum outcome
reference(struct req *req)
{
    struct acuan_lihat l = { 0 };
    str induk = req_arg(req, "induk");
    enum outcome o = acuan_current(req->db, &l.versi);
    if (o != OK && o != NOT_FOUND)
        return o;
    l.ada = o == OK;
    if (l.ada) {
        struct acuan_ask ask = { l.versi.id, induk, req_arg(req, "sesudah"), ACUAN_SHOWN + 1 };
        TRY(wilayah_level(induk) > TINGKAT_KELURAHAN ? NOT_FOUND : OK);
        TRY(acuan_trail(req, &l, induk));
        TRY(acuan_below(req->db, &ask, &l.list));
    }
    if (l.list.count > ACUAN_SHOWN) {
        l.list.count = ACUAN_SHOWN;
        l.berikut = acuan_url(req, induk, l.list.items[ACUAN_SHOWN - 1].kode);
    }
    l.judul = l.remah.count ? l.remah.items[l.remah.count - 1].nama : req_tr(req, S("Acuan wilayah Indonesia"));
    acuan_halaman_html(&req->out, &l);
    req->section = S("wilayah");
    return page(req, l.judul);
}

/* ---- borders for an interactive map -------------------------------------------------------------------------- */

static str
collection(struct req *req, const struct batas_list *list, int64_t step)
{
    struct buf b = { .arena = req->arena };
    ubin_collection(req, &b);
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            buf_char(&b, ',');
        ekspor_batas(&b, &list->items[i], (str){ 0 }, step);
    }
    buf_str(&b, S("]}"));
    return buf_view(&b);
}

/* For a phone on a weak signal; as fine as fits: neighbours are rounded alike, so no gap opens between them. */
static enum outcome
borders(struct req *req)
{
    struct batas_list list;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, req_arg(req, "kelurahan"), &list));
    int64_t step = FINEST;
    str body = collection(req, &list, step);
    for (; body.len > BYTES_MOST && step < ROUGHEST; step *= 2)
        body = collection(req, &list, step * 2);
    return reply_bytes(req, S("application/geo+json"), body);
}

const struct route wilayah_pages[] = {
    GET("/wilayah",        whole_region, &anyone, no_place),
    GET("/wilayah/acuan",  reference,    &anyone, no_place),
    GET("/wilayah/batas",  borders,      &anyone, no_place),
    GET("/wilayah/{kode}", one_area,     &anyone, no_place),
    { 0 }
};
