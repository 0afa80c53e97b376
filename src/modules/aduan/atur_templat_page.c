/* atur_templat_page.c: templates of answers: the list, one with its preview, a new one. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"

struct templat_isian { str judul, isi; int64_t opd; str aksi; bool aktif; };
static const struct field fields[] = {
    FIELD(struct templat_isian, judul, .label = "Nama templat", .max = 80, REQUIRED,
        .hint = "Hanya dibaca petugas, misalnya Petugas dijadwalkan."),
    FIELD(struct templat_isian, isi, .label = "Isi", .max = 1000, .lines = true, REQUIRED,
        .hint = "Dapat memakai {nomor}, {judul}, {kelurahan}, {opd}, {tenggat}."),
    FIELD(struct templat_isian, opd, .label = "Perangkat daerah", .hint = "Kosong: semua perangkat daerah."),
    FIELD(struct templat_isian, aksi, .label = "Untuk tindakan", .max = 20, .hint = "Kosong: semua tindakan."),
    FIELD(struct templat_isian, aktif, .label = "Dapat dipilih"),
    { 0 }
};

static enum outcome
templates(struct req *req)
{
    struct atur_templat l = { .kepala = atur_kepala(req, "templat") };
    TRY(templat_rows(req->db, S("aduan"), &l.templat));
    atur_templat_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Templat jawaban")));
}

/* What it would say on a report that nobody sent. */
static str
preview(struct req *req, str isi)
{
    struct perkara sample = { .nomor = S("MTR-26-CONTOH"), .judul = S("Lampu jalan padam di depan pasar"),
        .kelurahan_nama = S("Kelurahan Contoh"), .opd_nama = S("Dinas Perhubungan"),
        .tenggat = date_iso(req->arena, date_from_number(date_number(date_of(req->now, req->region->zone)) + 14)) };
    return templat_fill(req, isi, &sample);
}

static enum outcome
show_template(struct req *req, const struct templat *t, bool fresh)
{
    enum { MOST = 40 };
    struct atur_templat_satu s = { .kepala = atur_kepala(req, "templat"), .form = &req->form,
        .opd = atur_offices(req) };
    s.judul = fresh ? req_tr(req, S("Templat baru")) : t->judul;
    s.tujuan = fresh ? S("/meja/aduan/atur/templat/baru") : str_format(req->arena, "/meja/aduan/atur/templat/%lld",
        (long long)t->id);
    s.aksi.items = arena_array(req->arena, struct pilihan, MOST);
    for (const struct langkah_alur *l = aduan_alur.langkah; l->aksi && s.aksi.count < MOST; l++)
        if ((l->efek & PERLU_ISI) && (l->oleh & (MEJA | KANTOR)))
            s.aksi.items[s.aksi.count++] = (struct pilihan){ .kode = str_of(l->aksi),
                .nama = req_tr(req, str_of(l->nama)) };
    form_show(req, fields);
    form_set(req, "judul", t->judul);
    form_set(req, "isi", t->isi);
    form_set(req, "opd", t->opd ? str_number_in(req->arena, t->opd) : S(""));
    form_set(req, "aksi", t->aksi);
    form_set(req, "aktif", t->aktif ? S("1") : S(""));
    s.pratinjau = preview(req, form_value(&req->form, S("isi")));
    atur_templat_satu_halaman_html(&req->out, &s);
    return page(req, s.judul);
}

static enum outcome
new_template(struct req *req)
{
    return show_template(req, &(struct templat){ .aktif = true }, true);
}

static enum outcome
one_template(struct req *req)
{
    int64_t id;
    struct templat t;
    TRY(req_id(req, &id));
    TRY(templat_by_id(req->db, S("aduan"), id, &t));
    return show_template(req, &t, false);
}

static enum outcome
read_template(struct req *req)
{
    struct templat_isian f = { 0 };
    struct templat *t = req_keep(req, sizeof *t);
    bool right = form_read(req, fields, &f);
    const struct langkah_alur *act = f.aksi.len ? alur_find(&aduan_alur, f.aksi) : NULL;
    if (f.aksi.len && !(act && (act->oleh & (MEJA | KANTOR))))
        right = req_error(req, "aksi", "Pilih tindakan dari daftar, atau kosongkan untuk semua.") == OK;
    *t = (struct templat){ .jenis = S("aduan"), .opd = f.opd, .aksi = f.aksi, .judul = f.judul, .isi = f.isi,
        .aktif = f.aktif };
    if (form_value(&req->form, S("lihat")).len)
        return INVALID;                 /* the form again, with the preview of what was typed */
    return right ? OK : INVALID;
}

static enum outcome
save(struct req *req, struct templat *t)
{
    struct opd o;
    if (t->opd && opd_by_id(req->db, t->opd, &o) != OK)
        return req_error(req, "opd", "Pilih perangkat daerah dari daftar, atau kosongkan untuk semua.");
    TRY(templat_save(req, t));
    flash(req, "Templat \"" STR "\" tersimpan.", STR_ARG(t->judul));
    return redirect(req, "/meja/aduan/atur/templat/%lld", (long long)t->id);
}

static enum outcome
create(struct req *req)
{
    struct templat t = *(const struct templat *)req->kept;
    t.id = req->new_id;
    return save(req, &t);
}

static enum outcome
change(struct req *req)
{
    struct templat was, t = *(const struct templat *)req->kept;
    TRY(req_id(req, &t.id));
    TRY(templat_by_id(req->db, S("aduan"), t.id, &was));
    return save(req, &t);
}

const struct route aduan_atur_templat[] = {
    GET ("/meja/aduan/atur/templat",      templates,                           &aduan_atur, no_place),
    GET ("/meja/aduan/atur/templat/baru", new_template,                        &aduan_atur, no_place),
    POST("/meja/aduan/atur/templat/baru", read_template, create, new_template, &aduan_atur, no_place),
    GET ("/meja/aduan/atur/templat/{id}", one_template,                        &aduan_atur, no_place),
    POST("/meja/aduan/atur/templat/{id}", read_template, change, one_template, &aduan_atur, no_place),
    { 0 }
};
