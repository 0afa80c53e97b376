/* opd_kelola_page.c: one office by hand: a new one, its names, the day it is closed. */
#include "core/opd/opd_html.h"
#include "core/opd/opd_lihat.h"
#include "core/peristiwa/peristiwa.h"

static const struct field fields[] = {
    FIELD(struct opd_isian, kode, .label = "Kode", .max = 30, REQUIRED,
        .hint = "Seperti 1.03.0.00.0.00.01.0000; tidak dapat diganti kemudian."),
    FIELD(struct opd_isian, nama, .label = "Nama", .max = 120, REQUIRED),
    FIELD(struct opd_isian, singkatan, .label = "Singkatan", .max = 30, REQUIRED),
    FIELD(struct opd_isian, jenis, .label = "Jenis", .max = 20, REQUIRED),
    FIELD(struct opd_isian, mulai, .label = "Berlaku mulai", REQUIRED),
    FIELD(struct opd_isian, selesai, .label = "Ditutup tanggal",
        .hint = "Kosong selama masih ada. Yang ditutup tidak dapat dipilih lagi; catatan lamanya tetap."),
    { 0 }
};

static enum outcome
show_form(struct req *req, const struct opd_isian *o, int64_t id)
{
    struct opd_satu s = { .form = &req->form, .jenis = opd_jenis_choices(req->arena), .baru = id == 0 };
    s.tujuan = id ? str_format(req->arena, "/admin/opd/%lld", (long long)id) : S("/admin/opd/baru");
    s.judul = id ? o->nama : req_tr(req, S("Perangkat daerah baru"));
    form_show(req, fields);
    form_set(req, "kode", o->kode);
    form_set(req, "nama", o->nama);
    form_set(req, "singkatan", o->singkatan);
    form_set(req, "jenis", o->jenis);
    form_set(req, "mulai", date_is_none(o->mulai) ? S("") : date_iso(req->arena, o->mulai));
    form_set(req, "selesai", date_is_none(o->selesai) ? S("") : date_iso(req->arena, o->selesai));
    opd_satu_halaman_html(&req->out, &s);
    req->section = S("admin");
    return page(req, s.judul);
}

static enum outcome
new_office(struct req *req)
{
    return show_form(req, &(struct opd_isian){ .mulai = date_of(req->now, req->region->zone) }, 0);
}

static enum outcome
one_office(struct req *req)
{
    int64_t id;
    struct opd_isian o;
    TRY(req_id(req, &id));
    TRY(opd_row(req->db, id, &o));
    return show_form(req, &o, id);
}

static enum outcome
read_office(struct req *req)
{
    struct opd_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, fields, typed) ? OK : INVALID;
}

static bool
is_code(str kode)
{
    for (size_t i = 0; i < kode.len; i++)
        if (kode.ptr[i] != '.' && (kode.ptr[i] < '0' || kode.ptr[i] > '9'))
            return false;
    return kode.len > 0;
}

static enum outcome
checked(struct req *req, const struct opd_isian *o)
{
    struct pilihan_list kinds = opd_jenis_choices(req->arena);
    bool known = false, right = true;
    for (size_t i = 0; i < kinds.count; i++)
        known |= str_eq(kinds.items[i].kode, o->jenis);
    if (!known)
        right = req_error(req, "jenis", "Pilih jenis perangkat daerah.") == OK;
    if (!date_is_none(o->selesai) && date_number(o->selesai) < date_number(o->mulai))
        right = req_error(req, "selesai", "Perangkat daerah ini berlaku mulai " STR ". Penutupannya tidak dapat"
            " mendahului tanggal itu.", STR_ARG(fmt_date(req->arena, o->mulai))) == OK;
    if (!date_is_none(o->selesai) && date_number(o->selesai) > date_number(date_of(req->now, req->region->zone)))
        right = req_error(req, "selesai", "Tanggal tutup belum tiba. Isi pada harinya: yang ditutup langsung"
            " tidak dapat"
            " dipilih lagi.") == OK;
    return right ? OK : INVALID;
}

static enum outcome
note(struct req *req, const char *jenis, int64_t id, const struct opd_isian *o)
{
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .publik = true, .subjek_jenis = S("opd"),
        .jabatan = req->who.grant_count ? req->who.grants->jabatan_nama : S(""), .subjek = id, .jenis = str_of(jenis),
        .isi = str_format(req->arena, "kode=" STR "\nnama=" STR "\nsingkatan=" STR "\nselesai=" STR, STR_ARG(o->kode),
            STR_ARG(o->nama), STR_ARG(o->singkatan), STR_ARG(date_is_none(o->selesai) ? S("")
            : date_iso(req->arena, o->selesai))) };
    return peristiwa_add(req->db, &p);
}

static enum outcome
create(struct req *req)
{
    const struct opd_isian *o = req->kept;
    struct opd fresh = { .id = req->new_id, .kode = o->kode, .nama = o->nama, .singkatan = o->singkatan,
        .jenis = o->jenis };
    str holder;
    if (!is_code(o->kode))
        return req_error(req, "kode", "Kode ditulis dengan angka dan titik, misalnya 1.03.0.00.0.00.01.0000.");
    TRY(checked(req, o));
    enum outcome there = opd_named(req->db, o->kode, &holder);
    if (there == OK)
        return req_error(req, "kode", "Kode ini sudah dipakai " STR ". Periksa lagi kodenya.", STR_ARG(holder));
    TRY(there == NOT_FOUND ? OK : there);
    TRY(opd_insert(req->db, &fresh, o->mulai));
    TRY(opd_change(req->db, fresh.id, o));
    TRY(note(req, "opd.dibuat", fresh.id, o));
    flash(req, STR " tersimpan.", STR_ARG(o->nama));
    return redirect(req, "/admin/opd");
}

static enum outcome
change(struct req *req)
{
    int64_t id;
    struct opd_isian was, o = *(const struct opd_isian *)req->kept;
    TRY(req_id(req, &id));
    TRY(opd_row(req->db, id, &was));
    TRY(checked(req, &o));
    o.kode = was.kode;
    TRY(opd_change(req->db, id, &o));
    TRY(note(req, "opd.diubah", id, &o));
    flash(req, STR " tersimpan.", STR_ARG(o.nama));
    return redirect(req, "/admin/opd");
}

const struct route opd_kelola_pages[] = {
    GET ("/admin/opd/baru", new_office,                      &opd_kelola, no_place),
    POST("/admin/opd/baru", read_office, create, new_office, &opd_kelola, no_place),
    GET ("/admin/opd/{id}", one_office,                      &opd_kelola, no_place),
    POST("/admin/opd/{id}", read_office, change, one_office, &opd_kelola, no_place),
    { 0 }
};
