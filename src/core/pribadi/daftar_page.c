/* daftar_page.c: the register of personal data for the administrator: all of it, and one row in the region's words. */
#include "core/peristiwa/peristiwa.h"
#include "core/pribadi/daftar_html.h"
#include "core/pribadi/daftar_lihat.h"

struct daftar_isian { str tujuan, dasar, penerima, simpan; };
static const struct field fields[] = {
    FIELD(struct daftar_isian, tujuan, .label = "Untuk apa", .max = 300, REQUIRED),
    FIELD(struct daftar_isian, dasar, .label = "Dasar hukum", .max = 200, REQUIRED,
        .hint = "Pasal yang membolehkan, misalnya UU 27/2022 Pasal 20 ayat (2) huruf e."),
    FIELD(struct daftar_isian, penerima, .label = "Siapa yang dapat melihat", .max = 300, REQUIRED),
    FIELD(struct daftar_isian, simpan, .label = "Disimpan sampai", .max = 300, REQUIRED),
    { 0 }
};

/* The rows of one table stand under one heading: `awal` where it begins. */
static enum outcome
show_all(struct req *req)
{
    struct daftar_list list;
    str before = { 0 };
    TRY(daftar_all(req->db, &list));
    for (size_t i = 0; i < list.count; i++) {
        str rest = list.items[i].kolom, table;
        (void)str_cut(&rest, '.', &table);
        list.items[i].awal = !str_eq(table, before);
        before = table;
    }
    daftar_halaman_html(&req->out, &list);
    req->section = S("admin");
    return page(req, req_tr(req, S("Data pribadi")));
}

static enum outcome
show_one(struct req *req)
{
    struct daftar_ubah u = { .form = &req->form };
    TRY(daftar_of(req->db, req_param(req, "kolom"), &u.baris));
    form_show(req, fields);
    form_set(req, "tujuan", u.baris.tujuan);
    form_set(req, "dasar", u.baris.dasar);
    form_set(req, "penerima", u.baris.penerima);
    form_set(req, "simpan", u.baris.simpan);
    daftar_ubah_halaman_html(&req->out, &u);
    req->section = S("admin");
    return page(req, u.baris.isi);
}

static enum outcome
read(struct req *req)
{
    struct daftar_isian *f = req_keep(req, sizeof *f);
    return form_read(req, fields, f) ? OK : INVALID;
}

static enum outcome
save(struct req *req)
{
    const struct daftar_isian *f = req->kept;
    struct daftar_baris b = { 0 };
    TRY(daftar_of(req->db, req_param(req, "kolom"), &b));
    b.tujuan = f->tujuan;
    b.dasar = f->dasar;
    b.penerima = f->penerima;
    b.simpan = f->simpan;
    b.diubah = req->now;
    TRY(daftar_put(req->db, &b));
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = S("pribadi.daftar_diubah"),
        .subjek_jenis = S("pribadi"), .jabatan = req->who.grant_count ? req->who.grants[0].jabatan : S(""),
        .isi = str_format(req->arena, "kolom=" STR "\ntujuan=" STR "\ndasar=" STR "\npenerima=" STR "\nsimpan=" STR,
            STR_ARG(b.kolom), STR_ARG(b.tujuan), STR_ARG(b.dasar), STR_ARG(b.penerima), STR_ARG(b.simpan)) };
    TRY(peristiwa_add(req->db, &p));
    flash(req, "Register diperbarui.");
    return redirect(req, "/admin/data-pribadi");
}

#define SATU "/admin/data-pribadi/{kolom}"
const struct route daftar_pages[] = {
    GET ("/admin/data-pribadi", show_all, &pribadi_kelola, no_place),
    GET (SATU, show_one,                  &pribadi_kelola, no_place),
    POST(SATU, read, save, show_one,      &pribadi_kelola, no_place),
    { 0 }
};
