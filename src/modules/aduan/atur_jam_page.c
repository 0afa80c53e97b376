/* atur_jam_page.c: the deadlines of complaints, and the line up which a broken one goes. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"

struct jam_isian { str jam, golongan; int64_t hari; date mulai; str dasar; };
static const struct field fields[] = {
    FIELD(struct jam_isian, jam, .label = "Batas waktu", .max = 20, REQUIRED),
    FIELD(struct jam_isian, golongan, .label = "Golongan", .max = 20, .hint = "Kosong: semua golongan."),
    FIELD(struct jam_isian, hari, .label = "Hari kerja", .lowest = 1, .highest = 250, REQUIRED),
    FIELD(struct jam_isian, mulai, .label = "Berlaku mulai", REQUIRED),
    FIELD(struct jam_isian, dasar, .label = "Dasar", .max = 200, REQUIRED,
        .hint = "Peraturan atau keputusan yang menetapkannya."),
    { 0 }
};

static enum outcome
rules(struct req *req)
{
    date today = date_of(req->now, req->region->zone);
    struct atur_jam l = { .kepala = atur_kepala(req, "jam"), .form = &req->form, .pada = today };
    if (req_arg(req, "pada").len && date_parse(req_arg(req, "pada"), &l.pada) != OK)
        return NOT_FOUND;
    l.hari_ini = date_number(l.pada) == date_number(today);
    TRY(jam_rows(req->db, S("aduan"), l.pada, &l.semua));
    l.berlaku.items = arena_array(req->arena, struct jam_baris, l.semua.count + 1);
    for (size_t i = 0; i < l.semua.count; i++)
        if (l.semua.items[i].keadaan == JAM_BERLAKU)
            l.berlaku.items[l.berlaku.count++] = l.semua.items[i];
    l.jam = alur_choices(req, aduan_alur.jam);
    l.golongan = alur_choices(req, aduan_alur.golongan);
    form_show(req, fields);
    form_set(req, "mulai", date_iso(req->arena, today));
    atur_jam_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Batas waktu aduan")));
}

static enum outcome
read_rule(struct req *req)
{
    struct jam_isian f = { 0 };
    struct jam_baris *b = req_keep(req, sizeof *b);
    bool right = form_read(req, fields, &f);
    *b = (struct jam_baris){ .jam = f.jam, .golongan = f.golongan, .hari = f.hari, .mulai = f.mulai,
        .dasar = f.dasar };
    return right ? OK : INVALID;
}

static enum outcome
add(struct req *req)
{
    const struct jam_baris *b = req->kept;
    TRY(jam_add(req, &aduan_alur, b));
    flash(req, "Aturan tersimpan, berlaku mulai " STR ".", STR_ARG(fmt_date(req->arena, b->mulai)));
    return redirect(req, "/meja/aduan/atur/jam");
}

static enum outcome
withdraw(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    TRY(jam_withdraw(req, S("aduan"), id));
    flash(req, "Aturan itu dibatalkan.");
    return redirect(req, "/meja/aduan/atur/jam");
}

/* ---- the line up ------------------------------------------------------------------------------------------------ */

struct jenjang_isian { date mulai; str dasar; };
static const struct field line_fields[] = {
    FIELD(struct jenjang_isian, mulai, .label = "Berlaku mulai", REQUIRED),
    FIELD(struct jenjang_isian, dasar, .label = "Dasar", .max = 200, REQUIRED,
        .hint = "Peraturan atau keputusan yang menetapkannya."),
    { 0 }
};

static enum outcome
line(struct req *req)
{
    struct atur_jenjang l = { .kepala = atur_kepala(req, "jenjang"), .form = &req->form };
    struct jabatan_nama_list roles;
    struct jenjang_list now;
    bool typed = str_eqz(req->method, "POST");
    TRY(jabatan_names(req->db, &roles));
    TRY(jenjang_rows(req->db, S("aduan"), date_of(req->now, req->region->zone), &now));
    l.mulai = now.mulai;
    l.berikut = now.berikut;
    l.jabatan.items = arena_array(req->arena, struct pilihan, roles.count + 1);
    for (size_t i = 0; i < roles.count; i++)
        l.jabatan.items[l.jabatan.count++] = (struct pilihan){ .kode = roles.items[i].kode,
            .nama = roles.items[i].nama };
    l.langkah.items = arena_array(req->arena, struct jenjang_satu, JENJANG_MOST);
    for (size_t i = 0; i < JENJANG_MOST; i++) {
        const struct jenjang_baris *b = i < now.count ? &now.items[i] : &(struct jenjang_baris){ 0 };
        struct jenjang_satu *j = &l.langkah.items[l.langkah.count++];
        j->nomor   = (int64_t)i + 1;
        j->jabatan = typed ? form_value_at(&req->form, S("jabatan"), i) : b->jabatan;
        j->nama    = typed ? form_value_at(&req->form, S("nama"), i) : b->nama;
        j->hari    = typed ? form_value_at(&req->form, S("hari"), i) : b->hari ? str_number_in(req->arena, b->hari)
            : S("");
    }
    form_show(req, line_fields);
    form_set(req, "mulai", date_iso(req->arena, date_of(req->now, req->region->zone)));
    form_set(req, "dasar", now.count ? now.items[0].dasar : S(""));
    atur_jenjang_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Jenjang aduan")));
}

static enum outcome
read_line(struct req *req)
{
    struct jenjang_isian f = { 0 };
    struct jenjang_list *l = req_keep(req, sizeof *l);
    bool right = form_read(req, line_fields, &f);
    l->mulai = f.mulai;
    for (size_t i = 0; i < JENJANG_MOST; i++) {
        struct jenjang_baris b = { .jabatan = form_value_at(&req->form, S("jabatan"), i),
            .nama = str_trim(form_value_at(&req->form, S("nama"), i)), .dasar = f.dasar };
        if (b.jabatan.len == 0)
            continue;
        if (!str_int(str_trim(form_value_at(&req->form, S("hari"), i)), &b.hari))
            b.hari = 0;                 /* said by the rules */
        if (str_letters(b.nama) > 60)
            right = req_error(req, "jabatan", "Sebutan paling panjang 60 huruf.") == OK;
        l->items[l->count++] = b;
    }
    return right ? OK : INVALID;
}

/* What a step is called when nothing was written, and whether it stands over the whole region, its role tells. */
static enum outcome
save_line(struct req *req)
{
    struct jenjang_list l = *(const struct jenjang_list *)req->kept;
    struct jabatan_nama_list roles;
    TRY(jabatan_names(req->db, &roles));
    for (size_t i = 0; i < l.count; i++)
        for (size_t j = 0; j < roles.count; j++) {
            if (!str_eq(roles.items[j].kode, l.items[i].jabatan))
                continue;
            l.items[i].daerah = roles.items[j].daerah;
            l.items[i].nama = l.items[i].nama.len ? l.items[i].nama : roles.items[j].nama;
        }
    TRY(jenjang_change(req, S("aduan"), &l));
    flash(req, "Jenjang tersimpan: %zu langkah, berlaku mulai " STR ".", l.count,
        STR_ARG(fmt_date(req->arena, l.mulai)));
    return redirect(req, "/meja/aduan/atur/jenjang");
}

const struct route aduan_atur_jam[] = {
    GET ("/meja/aduan/atur/jam",            rules,                      &aduan_atur, no_place),
    POST("/meja/aduan/atur/jam",            read_rule, add, rules,      &aduan_atur, no_place),
    POST("/meja/aduan/atur/jam/{id}/batal", NULL, withdraw, rules,      &aduan_atur, no_place),
    GET ("/meja/aduan/atur/jenjang",        line,                       &aduan_atur, no_place),
    POST("/meja/aduan/atur/jenjang",        read_line, save_line, line, &aduan_atur, no_place),
    { 0 }
};
