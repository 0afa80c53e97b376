/* dua_page.c: the second step of logging in, and one's own page to set it up, renew its reserve or give it up. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/masuk_dalam.h"
#include "core/siapa/siapa_html.h"

struct kode_isian { str kode; };
static const struct field code_fields[] = {
    FIELD(struct kode_isian, kode, .label = "Kode enam angka", .max = 20, REQUIRED),
    { 0 }
};
static const struct field reserve_fields[] = {
    FIELD(struct kode_isian, kode, .label = "Kode cadangan", .max = 20, REQUIRED,
        .hint = "Sepuluh huruf dari lembar yang Anda cetak. Setiap kode hanya sekali."),
    { 0 }
};

/* ---- logging in: the second step -------------------------------------------------------------------------------- */

static enum outcome
second_step(struct req *req)
{
    struct separuh s;
    struct langkah_lihat l = { &req->form, req_arg(req, "cadangan").len || form_value(&req->form, S("cadangan")).len };
    enum outcome o = separuh_of(req->db, req->session, req->now, &s);
    if (o == NOT_FOUND)
        return redirect(req, "/masuk");
    TRY(o);
    form_show(req, l.cadangan ? reserve_fields : code_fields);
    langkah_halaman_html(&req->out, &l);
    req->no_store = true;
    return page(req, req_tr(req, S("Langkah kedua")));
}

struct entering { struct kode_isian typed; str cookie; };

static enum outcome
read_second(struct req *req)
{
    struct entering *e = req_keep(req, sizeof *e);
    e->cookie = random_hex(req->arena, 32);
    bool reserve = form_value(&req->form, S("cadangan")).len > 0;
    return form_read(req, reserve ? reserve_fields : code_fields, &e->typed) ? OK : INVALID;
}

/* Committed as any other outcome: a failure counts against the account and the address, like a wrong password. */
static enum outcome
refuse(struct req *req, const struct separuh *s)
{
    TRY(masuk_refused(req, s->masuk));
    flash_wrong(req, "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu tulis lagi.");
    return redirect(req, "/masuk/langkah-dua%s", form_value(&req->form, S("cadangan")).len ? "?cadangan=1" : "");
}

static enum outcome
enter(struct req *req)
{
    const struct entering *e = req->kept;
    struct separuh s;
    enum outcome o = separuh_of(req->db, req->session, req->now, &s);
    if (o == NOT_FOUND) {
        flash(req, "Waktu untuk langkah kedua sudah lewat. Masuk sekali lagi.");
        return redirect(req, "/masuk");
    }
    TRY(o);
    TRY(masuk_wait(req, s.masuk, "kode"));
    o = dua_accept(req->db, req->region, &(struct second){ s.akun, req->now, e->typed.kode });
    if (o == NOT_FOUND)
        return refuse(req, &s);
    TRY(o);
    TRY(separuh_end(req->db, s.akun));
    return masuk_open(req, &(struct masuk_baru){ s.akun, s.masuk, e->cookie, s.ke, s.kode });
}

/* ---- one's own page --------------------------------------------------------------------------------------------- */

static enum outcome
own(struct req *req)
{
    struct dua d;
    struct akun a;
    struct aturan rules;
    TRY(dua_of(req->db, req->region, req->who.akun, &d));
    TRY(akun_by_id(req->db, req->who.akun, &a));
    TRY(aturan_of(req->db, date_of(req->now, req->region->zone), &req->who, &rules));
    struct dua_lihat l = { .form = &req->form, .ada = d.ada, .aktif = d.sejak > 0, .sejak = d.sejak,
        .cadangan = d.cadangan, .wajib = rules.dua_langkah > 0 || str_eqz(req->who.must_do, "/saya/dua-langkah") };
    if (d.ada && !d.sejak) {
        l.rahasia = in_fours(req->arena, base32(req->arena, d.rahasia));
        l.url = totp_url(req->arena, d.rahasia, req->region->nama, a.masuk);
    }
    form_show(req, code_fields);
    dua_halaman_html(&req->out, &l);
    req->section = S("saya");
    req->no_store = true;
    return page(req, req_tr(req, S("Masuk dua langkah")));
}

/* The sealed text is made here, so that a rerun writes the same one. */
static enum outcome
read_begin(struct req *req)
{
    str *sealed = req_keep(req, sizeof *sealed);
    char bytes[RAHASIA_BYTES];
    random_bytes(bytes, sizeof bytes);
    *sealed = dua_seal(req, (str){ bytes, sizeof bytes });
    return OK;
}

static enum outcome
begin(struct req *req)
{
    enum outcome o = dua_begin(req->db, req->who.akun, *(const str *)req->kept);
    if (o == CONFLICT)
        return req_error(req, NULL, "Masuk dua langkah sudah aktif. Lepaskan dulu bila ingin mengganti aplikasi.");
    TRY(o);
    return redirect(req, "/saya/dua-langkah");
}

struct confirming { struct kode_isian typed; str codes[CADANGAN]; };

static enum outcome
make_codes(struct req *req)
{
    struct confirming *c = req_keep(req, sizeof *c);
    for (size_t i = 0; i < CADANGAN; i++)
        c->codes[i] = random_code(req->arena, CADANGAN_LETTERS);
    return OK;
}

static enum outcome
read_confirm(struct req *req)
{
    TRY(make_codes(req));
    struct confirming *c = req->kept;
    return form_read(req, code_fields, &c->typed) ? OK : INVALID;
}

/* Shown for an hour to nobody but their owner, as every sheet of codes: a paper jam loses none. */
static enum outcome
give_codes(struct req *req)
{
    const struct confirming *c = req->kept;
    struct akun a;
    struct slip slips[CADANGAN];
    TRY(akun_by_id(req->db, req->who.akun, &a));
    for (size_t i = 0; i < CADANGAN; i++)
        slips[i] = (struct slip){ a.masuk, a.nama, S("cadangan"), kode_printed(req->arena, c->codes[i]) };
    TRY(cadangan_put(req->db, req->region, req->who.akun, c->codes));
    TRY(lembar_insert(req, &(struct slip_list){ slips, CADANGAN }));
    return redirect(req, "/saya/cadangan/%lld", (long long)req->new_id);
}

static enum outcome
tell(struct req *req, int64_t akun, const char *jenis, str judul)
{
    struct kabar k = { .id = req->new_id, .akun = akun, .jenis = S("akun"), .judul = judul,
        .isi = S("Bila ini bukan Anda, segera ganti kata sandi dan hubungi administrator."),
        .tautan = S("/saya/dua-langkah"), .waktu = req->now };
    TRY(akun_event(req, jenis, akun, S("")));
    return kabar_send(req->db, &k);
}

static enum outcome
confirm(struct req *req)
{
    const struct confirming *c = req->kept;
    struct dua d;
    TRY(dua_of(req->db, req->region, req->who.akun, &d));
    if (!d.ada || d.sejak)
        return req_error(req, NULL, "Tidak ada penyiapan yang menunggu kode. Mulai dari tombol di halaman ini.");
    int64_t step = totp_match(d.rahasia, kode_typed(req->arena, c->typed.kode), req->now, d.langkah);
    if (!step)
        return req_error(req, "kode", "Kode ini tidak cocok. Periksa jam telepon Anda, lalu tulis kode yang sedang"
            " tampil.");
    TRY(dua_activate(req->db, req->who.akun, step, req->now));
    TRY(tell(req, req->who.akun, "akun.dua_langkah.aktif", S("Masuk dua langkah aktif di akun Anda")));
    flash(req, "Masuk dua langkah aktif. Cetak kode cadangan ini sekarang.");
    return give_codes(req);
}

static enum outcome
renew(struct req *req)
{
    bool active;
    TRY(dua_is_active(req->db, req->who.akun, &active));
    if (!active)
        return req_error(req, NULL, "Kode cadangan dibuat sesudah masuk dua langkah aktif.");
    return give_codes(req);
}

static enum outcome
give_up(struct req *req)
{
    struct aturan rules;
    TRY(aturan_of(req->db, date_of(req->now, req->region->zone), &req->who, &rules));
    if (rules.dua_langkah)
        return req_error(req, NULL, "Jabatan Anda wajib masuk dua langkah, jadi tidak dapat dilepas. Bila telepon"
            " berganti, minta administrator melepaskannya.");
    enum outcome o = dua_remove(req->db, req->who.akun);
    if (o != OK && o != NOT_FOUND)
        return o;
    TRY(tell(req, req->who.akun, "akun.dua_langkah.lepas", S("Masuk dua langkah dilepas dari akun Anda")));
    flash(req, "Masuk dua langkah dilepas.");
    return redirect(req, "/saya/dua-langkah");
}

static enum outcome
reserve_sheet(struct req *req)
{
    int64_t id;
    struct lembar sheet;
    struct cadangan_lihat l = { 0 };
    TRY(req_id(req, &id));
    TRY(lembar_read(req, id, &sheet));
    if (!sheet.slips.count || !str_eqz(sheet.slips.items[0].tempat, "cadangan"))
        return NOT_FOUND;
    l.masuk = sheet.slips.items[0].masuk;
    l.nama = sheet.slips.items[0].nama;
    l.habis = sheet.habis;
    l.kode.items = arena_array(req->arena, str, sheet.slips.count);
    for (size_t i = 0; i < sheet.slips.count; i++)
        l.kode.items[l.kode.count++] = sheet.slips.items[i].kode;
    cadangan_halaman_html(&req->out, &l);
    req->section = S("saya");
    req->no_store = true;
    return page(req, req_tr(req, S("Kode cadangan")));
}

/* ---- by an administrator, for who lost the telephone ------------------------------------------------------------ */

struct lepas_isian { str alasan; };
static const struct field reset_fields[] = {
    FIELD(struct lepas_isian, alasan, .label = "Alasan", .max = 300, REQUIRED,
        .hint = "Misalnya: telepon hilang, sudah diperiksa lewat tatap muka."),
    { 0 }
};

static enum outcome
read_reset(struct req *req)
{
    struct lepas_isian *typed = req_keep(req, sizeof *typed);
    return form_read(req, reset_fields, typed) ? OK : INVALID;
}

static enum outcome
reset(struct req *req)
{
    const struct lepas_isian *typed = req->kept;
    int64_t id;
    TRY(req_id(req, &id));
    if (id == req->who.akun)
        return req_error(req, "alasan", "Milik sendiri dilepas di halaman Akun saya.");
    enum outcome o = dua_remove(req->db, id);
    if (o == NOT_FOUND)
        return req_error(req, "alasan", "Akun ini tidak memakai masuk dua langkah.");
    TRY(o);
    TRY(sesi_end_others(req->db, id, S("")));
    TRY(separuh_end(req->db, id));
    TRY(akun_event(req, "akun.dua_langkah.lepas_admin", id, str_format(req->arena, "alasan=" STR,
        STR_ARG(typed->alasan))));
    struct kabar k = { .id = req->new_id, .akun = id, .jenis = S("akun"), .waktu = req->now,
        .judul = S("Administrator melepas masuk dua langkah dari akun Anda"), .tautan = S("/saya/dua-langkah"),
        .isi = str_format(req->arena, "Alasan: " STR "\nSiapkan lagi di halaman Akun saya.", STR_ARG(typed->alasan)) };
    TRY(kabar_send(req->db, &k));
    flash(req, "Masuk dua langkah dilepas, perangkatnya dikeluarkan, dan pemiliknya diberi tahu.");
    return redirect(req, "/admin/akun/%lld", (long long)id);
}

#define DUA "/saya/dua-langkah"
const struct route dua_pages[] = {
    GET ("/masuk/langkah-dua",  second_step,                     &anyone,    no_place),
    POST("/masuk/langkah-dua",  read_second, enter, second_step, &anyone,    no_place),
    GET (DUA,                   own,                             &signed_in, no_place),
    POST(DUA,                   read_confirm, confirm, own,      &signed_in, no_place, STRONG("*")),
    POST(DUA "/mulai",          read_begin, begin, own,          &signed_in, no_place, STRONG("*")),
    POST(DUA "/cadangan",       make_codes, renew, own,          &signed_in, no_place, STRONG("*")),
    POST(DUA "/lepas",          NULL, give_up, own,              &signed_in, no_place, STRONG("*")),
    GET ("/saya/cadangan/{id}", reserve_sheet,                   &signed_in, no_place),
    POST("/admin/akun/{id}/dua-langkah", read_reset, reset, one_account, &akun_kelola, akun_place, STRONG("*")),
    { 0 }
};
