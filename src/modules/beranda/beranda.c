/* beranda.c: the first page, and where a person lands after logging in. */
#include "modules/beranda/beranda.h"
#include "html/map.h"
#include "modules/beranda/beranda_html.h"
#include "modules/modules.h"

/* The region's outline behind the title. */
static enum outcome
outline(struct req *req, struct beranda_kepala *b)
{
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
    struct map_area *areas = arena_array(req->arena, struct map_area, borders.count + 1);
    for (size_t i = 0; i < borders.count; i++)
        areas[i] = (struct map_area){ .cincin = borders.items[i].cincin };
    struct map map = { .areas = areas, .area_count = borders.count, .width = 600, .outline = true };
    b->kontur = map_svg(&req->out, &map);
    return OK;
}

/* What a module shows here it writes itself; one that has nothing yet says NOT_FOUND. */
static enum outcome
home(struct req *req)
{
    struct beranda_kepala b = { .nama = req->region->nama };
    TRY(kategori_often(req, S("aduan"), &b.sering));
    TRY(outline(req, &b));
    beranda_kepala_html(&req->out, &b);
    for (const struct module *const *m = all_modules; *m; m++) {
        enum outcome o = (*m)->home ? (*m)->home(req) : OK;
        if (o != OK && o != NOT_FOUND)
            return o;
    }
    beranda_cara_html(&req->out);
    req->section = S("beranda");
    return page(req, req_tr(req, S("Beranda")));
}

/* Each role has one first task; who has several lands at the first of them. */
static enum outcome
work(struct req *req)
{
    static const struct { const char *jabatan, *url; } first[] = { { "rw", "/rw" }, { "lurah", "/verifikasi" },
        { "camat", "/verifikasi" }, { "verifikator_pd", "/verifikasi" }, { "kepala_pd", "/verifikasi" },
        { "mitra", "/verifikasi" }, { "tapd", "/verifikasi" }, { "dprd", "/pokir" }, { "setwan", "/pokir" },
        { "admin_aduan", "/meja/aduan" }, { "penghubung", "/meja/aduan" },
        { "petugas", "/meja/aduan" }, { "kasi", "/meja/aduan" }, { "kabid", "/meja/aduan" }, { "sekda", "/meja/aduan" },
        { "admin", "/admin" } };
    for (size_t i = 0; i < COUNT(first); i++)
        if (who_is(&req->who, first[i].jabatan))
            return redirect(req, "%s", first[i].url);
    return redirect(req, "/saya");
}

static const struct route pages[] = {
    GET("/",      home, &anyone,    no_place),
    GET("/kerja", work, &signed_in, no_place),
    { 0 }
};

const struct module beranda_module = {
    .name   = "beranda",
    .title  = "Beranda",
    .routes = LIST(struct route, pages, cari_pages, beranda_situs),
};
