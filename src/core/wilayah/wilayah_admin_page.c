/* wilayah_admin_page.c: the administrator's page of areas: RW from a CSV, borders from GeoJSON, the reference. */
#include "core/wilayah/wilayah_dalam.h"
#include "core/wilayah/wilayah_html.h"

enum { RW_FILE_MOST = 256 * 1024, BORDER_FILE_MOST = 4 * 1024 * 1024 };

static const char rw_file[] = "berkas_rw", border_file[] = "berkas_batas";

struct batas_isian { str properti, sumber; };
static const struct field fields[] = {
    FIELD(struct batas_isian, properti, .label = "Properti yang berisi kode wilayah", .max = 40, REQUIRED,
        .hint = "Nama properti di GeoJSON, misalnya kode."),
    FIELD(struct batas_isian, sumber, .label = "Sumber batas", .max = 200, REQUIRED,
        .hint = "Ditulis di bawah peta. Batas ini petunjuk saja, bukan batas menurut hukum."),
    { 0 }
};

static enum outcome
areas(struct req *req)
{
    struct wilayah_admin a = { .form = &req->form, .daerah = req->region->kode };
    form_show(req, fields);
    form_set(req, "properti", S("kode"));
    TRY(wilayah_counts(req->db, &a.tingkat));
    TRY(wilayah_tree(req->db, &a.pohon));
    enum outcome o = acuan_current(req->db, &a.acuan);
    if (o != OK && o != NOT_FOUND)
        return o;
    a.ada_acuan = o == OK;
    wilayah_admin_halaman_html(&req->out, &a);
    req->section = S("admin");
    return page(req, req_tr(req, S("Wilayah")));
}

/* ---- RW ----------------------------------------------------------------------------------------------------- */

static enum outcome
read_rws(struct req *req)
{
    const struct upload *u;
    struct rw_baris_list *l = req_keep(req, sizeof *l);
    TRY(form_file(req, rw_file, &u));
    if (rw_read(req->arena, u->bytes, l) != OK)
        return req_error(req, rw_file, STR, STR_ARG(l->galat));
    return OK;
}

static enum outcome
save_rws(struct req *req)
{
    struct rw_baris_list *l = req->kept;
    enum outcome o = rw_save(req->db, l, date_of(req->now, req->region->zone));
    if (o == INVALID)
        return req_error(req, rw_file, STR, STR_ARG(l->galat));
    TRY(o);
    flash(req, "%zu RW tersimpan.", l->count);
    return redirect(req, "/admin/wilayah");
}

/* ---- borders ------------------------------------------------------------------------------------------------ */

struct bringing { struct batas_isian typed; struct batas_baca batas; };

static enum outcome
read_borders(struct req *req)
{
    const struct upload *u;
    struct bringing *b = req_keep(req, sizeof *b);
    enum outcome o = form_file(req, border_file, &u);
    if (!form_read(req, fields, &b->typed) || o != OK)
        return INVALID;
    if (batas_read(req->arena, u->bytes, b->typed.properti, &b->batas) != OK)
        return req_error(req, border_file, STR, STR_ARG(b->batas.galat));
    return OK;
}

static enum outcome
save_borders(struct req *req)
{
    struct bringing *b = req->kept;
    enum outcome o = batas_save(req->db, &b->batas, b->typed.sumber);
    if (o == INVALID)
        return req_error(req, border_file, STR, STR_ARG(b->batas.galat));
    TRY(o);
    flash(req, "Batas %zu wilayah tersimpan.", b->batas.list.count);
    return redirect(req, "/admin/wilayah");
}

/* ---- from the reference ------------------------------------------------------------------------------------- */

static enum outcome
copy_region(struct req *req)
{
    int64_t added;
    enum outcome o = wilayah_set_up(req->db, req->region->kode, date_of(req->now, req->region->zone), &added);
    if (o == NOT_FOUND)
        return req_error(req, NULL, "Acuan nasional belum diisi, atau tidak memuat daerah " STR ". Isi dulu dengan"
            " perintah: pamong import acuan FOLDER.", STR_ARG(req->region->kode));
    TRY(o);
    flash(req, "%lld wilayah disalin dari acuan. Yang sudah ada tidak diubah.", (long long)added);
    return redirect(req, "/admin/wilayah");
}

const struct route wilayah_admin_pages[] = {
    GET ("/admin/wilayah",             areas,                               &wilayah_kelola, no_place),
    POST("/admin/wilayah/salin",       NULL, copy_region, areas,            &wilayah_kelola, no_place),
    POST_FILES("/admin/wilayah/rw",    read_rws, save_rws, areas,           &wilayah_kelola, no_place, RW_FILE_MOST),
    POST_FILES("/admin/wilayah/batas", read_borders, save_borders, areas,   &wilayah_kelola, no_place,
        BORDER_FILE_MOST),
    { 0 }
};
