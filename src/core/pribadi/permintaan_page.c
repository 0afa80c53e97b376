/* permintaan_page.c: the administrator answers what people ask about their own data, the next deadline first. */
#include "core/pribadi/data_saya_html.h"
#include "core/pribadi/saya_lihat.h"

struct jawab_isian { str keadaan, jawaban; };
static const struct field fields[] = {
    FIELD(struct jawab_isian, keadaan, .label = "Keputusan", .max = 20, REQUIRED),
    FIELD(struct jawab_isian, jawaban, .label = "Jawaban kepada pemilik data", .max = 1000, REQUIRED, .lines = true,
        .hint = "Bila ditolak, sebut apa yang wajib disimpan dan pasalnya."),
    { 0 }
};

static enum outcome
waiting(struct req *req)
{
    struct permintaan_lihat l = { .form = &req->form };
    form_show(req, fields);
    TRY(permintaan_waiting(req->db, &l.list));
    for (size_t i = 0; i < l.list.count; i++)
        l.list.items[i].lewat = l.list.items[i].tenggat < req->now;
    permintaan_halaman_html(&req->out, &l);
    req->section = S("admin");
    return page(req, req_tr(req, S("Permintaan data pribadi")));
}

static enum outcome
read(struct req *req)
{
    struct jawab_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, fields, f))
        return INVALID;
    bool known = str_eqz(f->keadaan, "dipenuhi") || str_eqz(f->keadaan, "ditolak");
    return known ? OK : req_error(req, "keadaan", "Pilih dipenuhi atau ditolak.");
}

static enum outcome
holds_a_role(struct req *req, int64_t akun, bool *holds)
{
    struct query q = query_of(req->db, "SELECT 1 FROM peran WHERE akun = $1 AND (selesai = '' OR selesai >= $2)"
        " LIMIT 1");
    query_bind(&q, akun);
    query_bind(&q, date_of(req->now, req->region->zone));
    *holds = query_next(&q);
    return query_end(&q);
}

static enum outcome
answer(struct req *req)
{
    const struct jawab_isian *f = req->kept;
    struct permintaan p;
    int64_t id;
    bool holds = false;
    TRY(req_id(req, &id));
    TRY(permintaan_by_id(req->db, id, &p));
    if (!str_eqz(p.keadaan, "menunggu"))
        return req_error(req, NULL, "Permintaan ini sudah dijawab.");
    if (str_eqz(p.macam, "hapus") && str_eqz(f->keadaan, "dipenuhi"))
        TRY(holds_a_role(req, p.akun, &holds));
    if (holds)
        return req_error(req, "keadaan", "Akun " STR " masih memegang peran. Akhiri dulu perannya di halaman Akun, lalu"
            " penuhi.", STR_ARG(p.nama));
    TRY(permintaan_answer(req, &p, f->keadaan, f->jawaban));
    flash(req, "Jawaban terkirim kepada " STR ".", STR_ARG(p.nama));
    return redirect(req, "/admin/permintaan-data");
}

const struct route permintaan_pages[] = {
    GET ("/admin/permintaan-data",      waiting,               &pribadi_kelola, no_place),
    POST("/admin/permintaan-data/{id}", read, answer, waiting, &pribadi_kelola, no_place, STRONG("*")),
    { 0 }
};
