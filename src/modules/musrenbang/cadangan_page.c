/* cadangan_page.c: the reserves of a year, and carrying one over into the year after. */
#include "modules/musrenbang/cadangan.h"
#include "modules/musrenbang/cadangan_html.h"

/* Of a whole page at once. */
static enum outcome
add_copies(struct db *db, struct cadangan_baris_list *l)
{
    struct query q = query_of(db, "SELECT asal_usulan, id, tahun, kode, status, publik FROM usulan"
        " WHERE asal_usulan >= $1 AND asal_usulan <= $2 AND asal_usulan IS NOT NULL AND status <> 'dibatalkan'");
    query_bind(&q, l->items[0].u.id);
    query_bind(&q, l->items[l->count - 1].u.id);
    while (query_next(&q)) {
        int64_t of = query_int(&q);
        struct salinan s = { .id = query_int(&q) };
        s.tahun  = query_int(&q);
        s.kode   = query_str(&q);
        s.status = query_str(&q);
        s.publik = query_bool(&q);
        for (size_t i = 0; i < l->count; i++)
            if (l->items[i].u.id == of)
                l->items[i].salinan = s;
    }
    return query_end(&q);
}

enum outcome
cadangan_rows(struct req *req, const struct cadangan_ask *ask, struct cadangan_baris_list *l)
{
    struct usulan_list all;
    TRY(usulan_reserves(req->db, ask, &all));
    *l = (struct cadangan_baris_list){ arena_array(req->arena, struct cadangan_baris, all.count + 1), all.count };
    for (size_t i = 0; i < all.count; i++)
        l->items[i].u = all.items[i];
    return all.count ? add_copies(req->db, l) : OK;
}

static enum outcome
reserves(struct req *req)
{
    struct cadangan_lihat l = { 0 };
    struct tahun next;
    TRY(rencana_kepala(req, "cadangan", &l.kepala));
    enum outcome o = tahun_get(req->db, l.kepala.tahun.tahun + 1, &next);
    TRY(o == NOT_FOUND ? OK : o);
    l.tujuan = l.kepala.tahun.tahun + 1;
    l.dapat_disalin = o == OK && !str_eqz(next.keadaan, "selesai");
    struct cadangan_ask ask = { .tahun = l.kepala.tahun.tahun, .sesudah = req_arg_int(req, "sesudah", 0) };
    TRY(cadangan_rows(req, &ask, &l.list));
    if (l.list.count > USULAN_PAGE) {
        l.list.count = USULAN_PAGE;
        l.berikut = str_format(req->arena, "?sesudah=%lld", (long long)l.list.items[USULAN_PAGE - 1].u.id);
    }
    rencana_cadangan_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Cadangan")));
}

static enum outcome
carry_over(struct req *req)
{
    struct rencana_kepala k;
    struct usulan u, draft;
    int64_t id;
    TRY(rencana_kepala(req, "cadangan", &k));
    TRY(req_id(req, &id));
    TRY(usulan_by_id(req->db, id, &u));
    TRY(u.tahun == k.tahun.tahun && u.publik ? OK : NOT_FOUND);
    TRY(usulan_carry_over(req, &u, &draft));
    flash(req, STR " disalin sebagai draf " STR ". Pengusulnya diberi tahu.", STR_ARG(u.kode), STR_ARG(draft.kode));
    return redirect(req, "/rencana/%lld/cadangan", (long long)u.tahun);
}

const struct route cadangan_pages[] = {
    GET ("/rencana/{tahun}/cadangan",            reserves,                   &rencana_kelola, no_place),
    POST("/rencana/{tahun}/cadangan/{id}/salin", NULL, carry_over, reserves, &rencana_kelola, no_place),
    { 0 }
};
