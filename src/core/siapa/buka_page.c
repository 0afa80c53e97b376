/* buka_page.c: an account's e-mail address is masked; opening it is an act with a reason that its owner hears of. */
#include "core/kabar/kabar.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/akun_html.h"

struct buka_isian { str sebab; };
static const struct field fields[] = {
    FIELD(struct buka_isian, sebab, .label = "Untuk apa alamat ini dibuka?", .max = 200, REQUIRED,
        .hint = "Pemilik akun melihat siapa yang membuka, kapan, dan alasannya."),
    { 0 }
};

static enum outcome
form(struct req *req)
{
    struct buka_lihat b = { .form = &req->form };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(akun_by_id(req->db, id, &b.akun));
    form_show(req, fields);
    akun_buka_halaman_html(&req->out, &b);
    req->section = S("akun");
    return page(req, req_tr(req, S("Buka alamat surel")));
}

static enum outcome
read(struct req *req)
{
    struct buka_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, fields, f))
        return INVALID;
    return str_letters(f->sebab) >= 10 ? OK : req_error(req, "sebab", "Tulis keperluannya dalam satu kalimat (paling"
        " sedikit 10 huruf). Pembukaan tercatat.");
}

static enum outcome
tell_owner(struct req *req, int64_t akun, str sebab)
{
    struct kabar k = { .id = req->new_id, .akun = akun, .jenis = S("akun"), .waktu = req->now,
        .judul = S("Alamat surel Anda dibuka"), .tautan = S("/saya/data"),
        .isi = str_format(req->arena, "Oleh " STR ". Alasan: " STR, STR_ARG(req->who.nama), STR_ARG(sebab)) };
    return akun != req->who.akun ? kabar_send(req->db, &k) : OK;
}

/* The event first; then the address, on this one page and in no cache. */
static enum outcome
open_address(struct req *req)
{
    const struct buka_isian *f = req->kept;
    struct buka_lihat b = { .form = &req->form, .terbuka = true };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(akun_by_id(req->db, id, &b.akun));
    TRY(akun_surel(req->db, req->region->secret, id, &b.surel));
    if (!b.surel.len)
        return req_error(req, NULL, "Akun ini tidak punya alamat surel. Pemiliknya mengisinya di halaman Akun saya.");
    TRY(akun_event(req, "akun.surel_dibuka", id, str_format(req->arena, "sebab=" STR, STR_ARG(f->sebab))));
    TRY(tell_owner(req, id, f->sebab));
    akun_buka_halaman_html(&req->out, &b);
    req->no_store = true;
    req->section = S("akun");
    return page(req, req_tr(req, S("Buka alamat surel")));
}

#define BUKA "/admin/akun/{id}/buka"
const struct route buka_pages[] = {
    GET (BUKA, form,                     &akun_rw_kelola, akun_place),
    POST(BUKA, read, open_address, form, &akun_rw_kelola, akun_place, STRONG("*")),
    { 0 }
};
