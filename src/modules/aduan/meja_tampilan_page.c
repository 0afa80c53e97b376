/* meja_tampilan_page.c: an officer's kept views: their list, keeping the filters at hand, renaming and removing. */
#include "modules/aduan/meja_tampilan_html.h"
#include "modules/aduan/meja_tampilan_lihat.h"

struct tampilan_isian { str nama; bool pertama; };
static const struct field fields[] = {
    FIELD(struct tampilan_isian, nama, .label = "Nama tampilan", .max = 40, REQUIRED,
        .hint = "Misalnya: Lampu jalan yang lewat batas."),
    FIELD(struct tampilan_isian, pertama, .label = "Tampilkan pertama",
        .hint = "Antrean dibuka dengan saringan ini."),
    { 0 }
};

static const char *const keys[] = { "keadaan", "opd", "kategori", NULL };

static enum outcome
list(struct req *req)
{
    struct tampilan_daftar l = { .form = &req->form, .baru = tampilan_asked(req) };
    str query = req_query(req, keys, NULL).text;
    form_show(req, fields);
    TRY(tampilan_of(req, &l.semua));
    l.ada = query.len > 0;
    l.tujuan = str_format(req->arena, "/meja/aduan/tampilan%s" STR, query.len ? "?" : "", STR_ARG(query));
    tampilan_daftar_halaman_html(&req->out, &l);
    req->section = S("meja");
    return page(req, req_tr(req, S("Tampilan tersimpan")));
}

static enum outcome
read(struct req *req)
{
    struct tampilan_isian *f = req_keep(req, sizeof *f);
    bool right = form_read(req, fields, f);
    f->nama = str_trim(f->nama);
    return right ? OK : INVALID;
}

static enum outcome
create(struct req *req)
{
    const struct tampilan_isian *f = req->kept;
    struct tampilan t = tampilan_asked(req);
    t.nama = f->nama;
    t.pertama = f->pertama;
    TRY(tampilan_save(req, &t));
    flash(req, "Tampilan \"" STR "\" tersimpan. Hanya Anda yang melihatnya.", STR_ARG(t.nama));
    return redirect(req, STR, STR_ARG(t.url));
}

/* ---- one ---------------------------------------------------------------------------------------------------- */

static enum outcome
show(struct req *req)
{
    struct tampilan_satu s = { .form = &req->form };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(tampilan_by_id(req, id, &s.t));
    form_show(req, fields);
    form_set(req, "nama", s.t.nama);
    if (s.t.pertama)
        form_set(req, "pertama", S("1"));
    s.tujuan = str_format(req->arena, "/meja/aduan/tampilan/%lld", (long long)id);
    tampilan_satu_halaman_html(&req->out, &s);
    req->section = S("meja");
    return page(req, s.t.nama);
}

static enum outcome
save(struct req *req)
{
    const struct tampilan_isian *f = req->kept;
    struct tampilan t;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(tampilan_by_id(req, id, &t));
    t.nama = f->nama;
    t.pertama = f->pertama;
    TRY(tampilan_save(req, &t));
    flash(req, "Tampilan \"" STR "\" diperbarui.", STR_ARG(t.nama));
    return redirect(req, "/meja/aduan/tampilan");
}

static enum outcome
drop(struct req *req)
{
    struct tampilan t;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(tampilan_by_id(req, id, &t));
    TRY(tampilan_remove(req, id));
    flash(req, "Tampilan \"" STR "\" dihapus. Laporannya tidak berubah.", STR_ARG(t.nama));
    return redirect(req, "/meja/aduan/tampilan");
}

const struct route aduan_tampilan[] = {
    GET ("/meja/aduan/tampilan",            list,               &aduan_tangani, no_place),
    POST("/meja/aduan/tampilan",            read, create, list, &aduan_tangani, no_place),
    GET ("/meja/aduan/tampilan/{id}",       show,               &aduan_tangani, no_place),
    POST("/meja/aduan/tampilan/{id}",       read, save, show,   &aduan_tangani, no_place),
    POST("/meja/aduan/tampilan/{id}/hapus", NULL, drop, show,   &aduan_tangani, no_place),
    { 0 }
};
