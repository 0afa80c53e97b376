/* kalender_page.c: the administrator's page of closed days: by year, with their decrees, and from a CSV. */
#include "core/kalender/kalender_dalam.h"
#include "core/kalender/kalender_html.h"

enum { FILE_MOST = 64 * 1024 };

static enum outcome
calendar(struct req *req)
{
    struct kalender_lihat l = { .form = &req->form };
    date today = date_of(req->now, req->region->zone);
    l.kini = req_arg_int(req, "tahun", today.year);
    TRY(l.kini >= 2000 && l.kini < 2100 ? OK : NOT_FOUND);
    TRY(kalender_years(req->db, &l.tahun));
    TRY(kalender_missing(req->db, today, &l.kurang));
    TRY(libur_of_year(req->db, l.kini, &l.libur));
    kalender_halaman_html(&req->out, &l);
    req->section = S("admin");
    return page(req, req_tr(req, S("Kalender")));
}

static enum outcome
read_file(struct req *req)
{
    const struct upload *u;
    struct libur_baca *b = req_keep(req, sizeof *b);
    TRY(form_file(req, "berkas", &u));
    if (libur_read(req->arena, u->bytes, b) != OK)
        return req_error(req, "berkas", STR, STR_ARG(b->galat));
    return OK;
}

static enum outcome
save(struct req *req)
{
    const struct libur_baca *b = req->kept;
    TRY(libur_replace(req->db, b));
    flash(req, "%zu hari tahun %lld tersimpan.", b->list.count, (long long)b->tahun);
    return redirect(req, "/admin/kalender?tahun=%lld", (long long)b->tahun);
}

const struct route kalender_pages[] = {
    GET("/admin/kalender", calendar, &kalender_kelola, no_place),
    POST_FILES("/admin/kalender/impor", read_file, save, calendar, &kalender_kelola, no_place, FILE_MOST),
    { 0 }
};
