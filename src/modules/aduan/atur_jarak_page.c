/* atur_jarak_page.c: how near is near for complaints, and when a problem counts as recurring. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"

struct jarak_isian { str guna, meter; int64_t kategori, kali, bulan; date mulai; str dasar; };
static const struct field fields[] = {
    FIELD(struct jarak_isian, guna, .label = "Untuk", .max = 10, REQUIRED),
    FIELD(struct jarak_isian, meter, .label = "Jarak (meter)", .max = 60, REQUIRED,
        .hint = "Untuk mengikuti tempat boleh beberapa, dipisah spasi."),
    FIELD(struct jarak_isian, kategori, .label = "Kategori", .highest = INT64_MAX,
        .hint = "Hanya masalah yang berulang; kosong: semua."),
    FIELD(struct jarak_isian, kali, .label = "Jumlah laporan", .highest = 100, .hint = "Hanya masalah yang berulang."),
    FIELD(struct jarak_isian, bulan, .label = "Dalam berapa bulan", .highest = 60,
        .hint = "Hanya masalah yang berulang."),
    FIELD(struct jarak_isian, mulai, .label = "Berlaku mulai", REQUIRED),
    FIELD(struct jarak_isian, dasar, .label = "Dasar", .max = 200, REQUIRED,
        .hint = "Peraturan atau keputusan yang menetapkannya."),
    { 0 }
};

static enum outcome
rules(struct req *req)
{
    date today = date_of(req->now, req->region->zone);
    struct atur_jarak l = { .kepala = atur_kepala(req, "jarak"), .form = &req->form,
        .guna = alur_choices(req, jarak_guna) };
    struct kategori_list kinds;
    TRY(jarak_rows(req->db, S("aduan"), today, &l.semua));
    TRY(kategori_list(req->db, S("aduan"), &kinds));
    l.kategori.items = arena_array(req->arena, struct pilihan, kinds.count + 1);
    for (size_t i = 0; i < kinds.count; i++)
        l.kategori.items[l.kategori.count++] = (struct pilihan){ .nama = kinds.items[i].nama,
            .kode = str_number_in(req->arena, kinds.items[i].id) };
    form_show(req, fields);
    form_set(req, "mulai", date_iso(req->arena, today));
    atur_jarak_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Jarak dan pengulangan")));
}

static enum outcome
read(struct req *req)
{
    struct jarak_isian f = { 0 };
    struct jarak_baris *b = req_keep(req, sizeof *b);
    bool right = form_read(req, fields, &f);
    bool again = str_eqz(f.guna, "ulang");
    *b = (struct jarak_baris){ .guna = f.guna, .meter = str_trim(f.meter), .kategori = again ? f.kategori : 0,
        .kali = again ? f.kali : 0, .bulan = again ? f.bulan : 0, .mulai = f.mulai, .dasar = f.dasar };
    return right ? OK : INVALID;
}

static enum outcome
add(struct req *req)
{
    const struct jarak_baris *b = req->kept;
    TRY(jarak_add(req, S("aduan"), b));
    flash(req, "Aturan tersimpan, berlaku mulai " STR ".", STR_ARG(fmt_date(req->arena, b->mulai)));
    return redirect(req, "/meja/aduan/atur/jarak");
}

static enum outcome
withdraw(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    TRY(jarak_withdraw(req, S("aduan"), id));
    flash(req, "Aturan itu dibatalkan.");
    return redirect(req, "/meja/aduan/atur/jarak");
}

const struct route aduan_atur_jarak[] = {
    GET ("/meja/aduan/atur/jarak",            rules,                 &aduan_atur, no_place),
    POST("/meja/aduan/atur/jarak",            read, add, rules,      &aduan_atur, no_place),
    POST("/meja/aduan/atur/jarak/{id}/batal", NULL, withdraw, rules, &aduan_atur, no_place),
    { 0 }
};
