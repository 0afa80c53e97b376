/* segel_page.c: the latest checkpoint, for everybody to keep a copy of. */
#include "core/peristiwa/segel.h"
#include "core/peristiwa/segel_html.h"

static enum outcome
show(struct req *req)
{
    struct segel_lihat s = { 0 };
    enum outcome o = segel_latest(req->db, &s.titik);
    if (o != OK && o != NOT_FOUND)
        return o;
    s.ada = o == OK;
    segel_halaman_html(&req->out, &s);
    return page(req, req_tr(req, S("Catatan yang tidak bisa diubah")));
}

/* The same as one line for machines, as `pamong verify --titik` reads it. */
static enum outcome
line(struct req *req)
{
    struct titik_segel t;
    TRY(segel_latest(req->db, &t));
    return reply_bytes(req, S("text/plain; charset=utf-8"), str_format(req->arena, STR "\n",
        STR_ARG(segel_line(req->arena, &t))));
}

const struct route segel_pages[] = {
    GET("/segel",     show, &anyone, no_place),
    GET("/segel.txt", line, &anyone, no_place),
    { 0 }
};
