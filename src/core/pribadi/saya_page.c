/* saya_page.c: /saya/data: what is kept about me, as a page and as a file, and a request to mend or end it. */
#include "core/pribadi/data_saya_html.h"
#include "core/pribadi/saya_lihat.h"

struct minta_isian { str macam, isi; };
static const struct field fields[] = {
    FIELD(struct minta_isian, macam, .label = "Yang diminta", .max = 20, REQUIRED),
    FIELD(struct minta_isian, isi, .label = "Jelaskan", .max = 1000, REQUIRED, .lines = true,
        .hint = "Apa yang keliru dan apa yang benar, atau apa yang ingin dihapus."),
    { 0 }
};

static const struct pilihan kinds[] = {
    { .kode = { "perbaikan", 9 }, .nama = { "Perbaikan data", 14 } },
    { .kode = { "hapus", 5 }, .nama = { "Penghapusan data", 16 },
        .bantu = { "Yang wajib disimpan tetap ada, dengan alasannya.", 48 } },
};

static enum outcome
own_data(struct req *req)
{
    struct data_saya d = { .form = &req->form, .macam = { (struct pilihan *)(uintptr_t)kinds, COUNT(kinds) } };
    form_show(req, fields);
    TRY(data_saya_of(req, MILIK_SHOWN, &d));
    data_saya_halaman_html(&req->out, &d);
    req->no_store = true;
    req->section = S("saya");
    return page(req, req_tr(req, S("Data saya")));
}

static enum outcome
take_along(struct req *req)
{
    struct data_saya d = { 0 };
    TRY(data_saya_of(req, MILIK_MOST, &d));
    reply_as(req, S("data-saya.json"));
    req->no_store = true;
    return reply_bytes(req, S("application/json"), data_saya_json(req, &d));
}

static enum outcome
read(struct req *req)
{
    struct minta_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, fields, f))
        return INVALID;
    bool known = str_eqz(f->macam, "perbaikan") || str_eqz(f->macam, "hapus");
    return known ? OK : req_error(req, "macam", "Pilih yang diminta dari daftar.");
}

/* One at a time: whoever waits for an answer need not ask again. */
static enum outcome
request(struct req *req)
{
    const struct minta_isian *f = req->kept;
    struct permintaan_list own;
    TRY(permintaan_of(req->db, req->who.akun, &own));
    for (size_t i = 0; i < own.count; i++)
        if (str_eqz(own.items[i].keadaan, "menunggu") && str_eq(own.items[i].macam, f->macam))
            return req_error(req, "macam", "Permintaan yang sama masih menunggu jawaban. Jawabannya datang paling"
                " lambat tiga kali 24 jam setelah diminta.");
    TRY(permintaan_add(req, f->macam, f->isi));
    flash(req, "Permintaan terkirim. Jawabannya datang paling lambat tiga kali 24 jam lagi.");
    return redirect(req, "/saya/data");
}

const struct route data_saya_pages[] = {
    GET ("/saya/data",      own_data,                &signed_in, no_place),
    GET ("/saya/data.json", take_along,              &signed_in, no_place),
    POST("/saya/data",      read, request, own_data, &signed_in, no_place),
    { 0 }
};
