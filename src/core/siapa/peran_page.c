/* peran_page.c: one account as its administrator sees it, and giving and ending its roles. */
#include "base/random.h"
#include "core/opd/opd.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/akun_html.h"

static const struct field fields[] = {
    FIELD(struct peran_isian, jabatan, .label = "Jabatan", .max = 40, REQUIRED),
    FIELD(struct peran_isian, wilayah, .label = "Kode wilayah", .max = 20,
        .hint = "Untuk ketua RW, LPMK, lurah, dan camat, misalnya 18.72.01.1001.004."),
    FIELD(struct peran_isian, opd, .label = "Perangkat daerah", .highest = INT64_MAX),
    FIELD(struct peran_isian, mulai, .label = "Mulai", REQUIRED),
    FIELD(struct peran_isian, selesai, .label = "Sampai", .hint = "Kosong bila belum tahu. Plt dan Plh wajib diisi."),
    FIELD(struct peran_isian, penetapan, .label = "Penetapan", .max = 10, REQUIRED),
    FIELD(struct peran_isian, nomor_sk, .label = "Nomor SK", .max = 120),
    { 0 }
};

static enum outcome
choices(struct req *req, struct akun_lihat *l)
{
    static const struct { const char *kode, *nama; } appointed[] = { { "definitif", "Definitif" },
        { "plt", "Pelaksana tugas (Plt)" }, { "plh", "Pelaksana harian (Plh)" } };
    struct jabatan_list jabatan;
    struct opd_list opd;
    TRY(jabatan_all(req->db, &jabatan));
    TRY(opd_all(req->db, S(""), &opd));
    l->jabatan.items = arena_array(req->arena, struct pilihan, jabatan.count + 1);
    for (size_t i = 0; i < jabatan.count; i++)
        l->jabatan.items[l->jabatan.count++] = (struct pilihan){ .kode = jabatan.items[i].kode,
            .nama = jabatan.items[i].nama };
    l->opd.items = arena_array(req->arena, struct pilihan, opd.count + 1);
    for (size_t i = 0; i < opd.count; i++)
        l->opd.items[l->opd.count++] = (struct pilihan){ .nama = opd.items[i].nama,
            .kode = str_format(req->arena, "%lld", (long long)opd.items[i].id) };
    l->penetapan.items = arena_array(req->arena, struct pilihan, COUNT(appointed));
    for (size_t i = 0; i < COUNT(appointed); i++)
        l->penetapan.items[l->penetapan.count++] = (struct pilihan){ .kode = str_of(appointed[i].kode),
            .nama = str_of(appointed[i].nama) };
    return OK;
}

static enum outcome
show_account(struct req *req, int64_t id)
{
    struct akun_lihat l = { .form = &req->form };
    TRY(akun_by_id(req->db, id, &l.akun));
    TRY(akun_surel(req->db, req->region->secret, id, &l.surel));
    l.surel = surel_mask(req->arena, l.surel);
    TRY(peran_of(req->db, id, &l.peran));
    form_show(req, fields);
    form_set(req, "mulai", date_iso(req->arena, date_of(req->now, req->region->zone)));
    form_set(req, "penetapan", S("definitif"));
    l.boleh_peran = who_may(&req->who, &peran_kelola, NULL);
    l.boleh_akun = who_may(&req->who, &akun_kelola, NULL);
    l.sendiri = id == req->who.akun;
    TRY(dua_is_active(req->db, id, &l.dua));
    if (l.boleh_peran)
        TRY(choices(req, &l));
    akun_halaman_html(&req->out, &l);
    req->section = S("akun");
    return page(req, l.akun.nama);
}

enum outcome
one_account(struct req *req)
{
    int64_t id;
    TRY(req_id(req, &id));
    return show_account(req, id);
}

/* ---- giving ------------------------------------------------------------------------------------------------- */

static enum outcome
read_role(struct req *req)
{
    struct peran_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, fields, typed) ? OK : INVALID;
}

static str
event_text(struct req *req, const struct peran *p)
{
    return str_format(req->arena, "jabatan=" STR "\nwilayah=" STR "\nopd=%lld\nmulai=" STR "\nselesai=" STR
        "\npenetapan=" STR "\nnomor_sk=" STR, STR_ARG(p->jabatan), STR_ARG(p->wilayah), (long long)p->opd,
        STR_ARG(date_iso(req->arena, p->mulai)), STR_ARG(date_is_none(p->selesai) ? S("")
            : date_iso(req->arena, p->selesai)), STR_ARG(p->penetapan), STR_ARG(p->nomor_sk));
}

static enum outcome
give(struct req *req)
{
    int64_t id;
    struct akun a;
    struct peran p = { .id = req->new_id };
    TRY(req_id(req, &id));
    TRY(akun_by_id(req->db, id, &a));
    TRY(peran_checked(req, req->kept, &p));
    p.akun = id;
    TRY(peran_insert(req->db, &p));
    TRY(sesi_renew(req, id));
    TRY(akun_event(req, "peran.diberi", id, event_text(req, &p)));
    flash(req, "Peran tersimpan.");
    return redirect(req, "/admin/akun/%lld", (long long)id);
}

/* ---- ending ------------------------------------------------------------------------------------------------- */

/* Up to and including that day; the day before it began means that it never held. */
static enum outcome
end_role(struct req *req)
{
    int64_t id;
    date last;
    struct peran p;
    TRY(req_id(req, &id));
    TRY(peran_by_id(req->db, id, &p));
    str typed = form_value(&req->form, S("sampai"));
    if (date_parse(typed, &last) != OK)
        return req_error(req, NULL, "Isi tanggal terakhir peran ini berlaku.");
    if (date_number(last) < date_number(p.mulai) - 1)
        return req_error(req, NULL, "Peran ini mulai " STR ". Tanggal terakhirnya tidak dapat mendahuluinya.",
            STR_ARG(fmt_date(req->arena, p.mulai)));
    if (str_eqz(p.jabatan, "admin"))
        TRY(keep_an_admin(req, (struct ending){ .peran = id }));
    TRY(peran_end(req->db, id, last));
    TRY(sesi_renew(req, p.akun));
    p.selesai = last;
    TRY(akun_event(req, "peran.diakhiri", p.akun, event_text(req, &p)));
    flash(req, "Peran berakhir " STR ".", STR_ARG(fmt_date(req->arena, last)));
    return redirect(req, "/admin/akun/%lld", (long long)p.akun);
}

static enum outcome
account_of_role(struct req *req)
{
    int64_t id;
    struct peran p;
    TRY(req_id(req, &id));
    TRY(peran_by_id(req->db, id, &p));
    return show_account(req, p.akun);
}

const struct route peran_pages[] = {
    POST("/admin/akun/{id}/peran",     read_role, give, one_account,    &peran_kelola, akun_place, STRONG("*")),
    POST("/admin/peran/{id}/akhiri",   NULL, end_role, account_of_role, &peran_kelola, no_place, STRONG("*")),
    { 0 }
};
