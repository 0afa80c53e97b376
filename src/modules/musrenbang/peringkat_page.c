/* peringkat_page.c: the order that a meeting gives its proposals. */
#include "modules/musrenbang/putus_html.h"
#include "modules/musrenbang/putus_lihat.h"

static str
field(struct req *req, const char *what, int64_t usulan)
{
    return str_format(req->arena, "%s_%lld", what, (long long)usulan);
}

static str
typed_or(struct req *req, str name, str otherwise)
{
    str typed = form_value(&req->form, name);
    return typed.len ? typed : otherwise;
}

static enum outcome
show(struct req *req)
{
    struct peringkat_lihat p = { .form = &req->form };
    struct peringkat_list ranks;
    TRY(kursi_of(req, &p.kursi));
    TRY(ba_signed(req->db, p.kursi.tahun.tahun, p.kursi.tingkat.kode, p.kursi.tempat.wilayah, &p.terkunci));
    TRY(peringkat_of(req->db, p.kursi.tahun.tahun, p.kursi.tingkat.kode, p.kursi.tempat.wilayah, &ranks));
    p.baris.items = arena_array(req->arena, struct peringkat_baris, ranks.count + 1);
    for (size_t i = 0; i < ranks.count; i++) {
        struct peringkat_baris *b = &p.baris.items[p.baris.count++];
        const struct peringkat *r = &ranks.items[i];
        TRY(usulan_by_id(req->db, r->usulan, &b->u));
        b->field_nomor = field(req, "nomor", r->usulan);
        b->field_alasan = field(req, "alasan", r->usulan);
        b->skor = r->skor_bp / 100;
        int64_t number = r->nomor ? r->nomor : (int64_t)i + 1;
        b->nomor = typed_or(req, b->field_nomor, str_format(req->arena, "%lld", (long long)number));
        b->alasan = typed_or(req, b->field_alasan, r->alasan);
        b->galat_nomor = form_error_of(&req->form, b->field_nomor);
        b->galat_alasan = form_error_of(&req->form, b->field_alasan);
        p.jumlah.sen += b->u.biaya_kini.sen;
    }
    peringkat_halaman_html(&req->out, &p);
    req->section = S("peringkat");
    return page(req, req_tr(req, S("Peringkat")));
}

static enum outcome
save(struct req *req)
{
    struct kursi k;
    struct peringkat_list now, typed;
    TRY(kursi_of(req, &k));
    TRY(peringkat_of(req->db, k.tahun.tahun, k.tingkat.kode, k.tempat.wilayah, &now));
    typed = (struct peringkat_list){ arena_array(req->arena, struct peringkat, now.count + 1), now.count };
    for (size_t i = 0; i < now.count; i++) {
        struct peringkat *p = &typed.items[i];
        p->usulan = now.items[i].usulan;
        p->alasan = str_head(form_value(&req->form, field(req, "alasan", p->usulan)), 400);
        if (int_parse(form_value(&req->form, field(req, "nomor", p->usulan)), &p->nomor) != OK)
            p->nomor = 0;
    }
    TRY(peringkat_set(req, k.tahun.tahun, &k.tingkat, k.tempat.wilayah, &typed));
    flash(req, "Urutan %zu usulan tersimpan.", typed.count);
    return redirect(req, "/verifikasi/berita-acara");
}

const struct route musrenbang_peringkat[] = {
    GET ("/verifikasi/peringkat", show,             &usulan_putus, no_place),
    POST("/verifikasi/peringkat", NULL, save, show, &usulan_putus, no_place),
    { 0 }
};
