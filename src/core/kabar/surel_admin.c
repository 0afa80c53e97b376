/* surel_admin.c: the administrator's page of the outbox: what waits, what failed and why, and once more. */
#include "core/kabar/surel_dalam.h"
#include "core/kabar/surel_html.h"
#include "core/pribadi/pribadi.h"

const struct permission surel_kelola = { "surel.kelola", "Melihat surel yang menunggu atau gagal, dan mengirimnya lagi",
    "admin" };

/* Whom it was for, as far as an administrator needs it. */
static enum outcome
show_addresses(struct req *req, struct surel_baris_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        str kepada;
        enum outcome o = surel_address(req->db, req->region->secret, &list->items[i], &kepada);
        if (o != OK && o != NOT_FOUND)
            return o;
        list->items[i].kepada = o == OK ? surel_mask(req->arena, kepada) : S("");
    }
    return OK;
}

static enum outcome
outbox(struct req *req)
{
    struct surel_atur a = { 0 };
    TRY(surel_state(req->db, req->region, &a.keadaan));
    TRY(surel_failed(req->db, req_arg_int(req, "sebelum", 0), &a.gagal));
    if (a.gagal.count > SUREL_SHOWN) {
        a.gagal.count = SUREL_SHOWN;
        a.berikut = str_format(req->arena, "/admin/surel?sebelum=%lld",
            (long long)a.gagal.items[SUREL_SHOWN - 1].id);
    }
    TRY(show_addresses(req, &a.gagal));
    surel_admin_halaman_html(&req->out, &a);
    req->section = S("admin");
    return page(req, req_tr(req, S("Surel keluar")));
}

/* NOT_FOUND when it did not fail, or held a code whose text is gone. */
static enum outcome
send_again(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    struct query q = query_of(req->db, "UPDATE surel_keluar SET status = 'menunggu', coba = 0, berikut = $2"
        " WHERE id = $1 AND status = 'gagal' AND sekali = 0");
    query_bind(&q, id);
    query_bind(&q, req->now);
    TRY(query_end_changed(&q));
    flash(req, "Surel itu masuk antrean lagi.");
    return redirect(req, "/admin/surel");
}

/* What a lease holds is under way and has no `galat`: it stays. */
static enum outcome
try_now(struct req *req)
{
    struct query q = query_of(req->db, "UPDATE surel_keluar SET berikut = $1 WHERE id IN (SELECT id FROM surel_keluar"
        " WHERE status = 'menunggu' AND galat <> '' AND berikut > $1 ORDER BY berikut LIMIT 500)");
    query_bind(&q, req->now);
    TRY(query_end(&q));
    flash(req, "%lld surel dicoba lagi sekarang.", (long long)q.changed);
    return redirect(req, "/admin/surel");
}

const struct route surel_admin_pages[] = {
    GET ("/admin/surel",            outbox,                   &surel_kelola, no_place),
    POST("/admin/surel/coba",       NULL, try_now, outbox,    &surel_kelola, no_place),
    POST("/admin/surel/{id}/kirim", NULL, send_again, outbox, &surel_kelola, no_place),
    { 0 }
};
