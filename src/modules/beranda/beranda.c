/* beranda.c: the first page, and where a person lands after logging in. */
#include "modules/beranda/beranda.h"
#include "modules/beranda/beranda_html.h"

static enum outcome
home(struct req *req)
{
    beranda_halaman_html(&req->out, req->region->nama);
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
    .routes = LIST(struct route, pages),
};
