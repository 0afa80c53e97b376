/* akun_page.c: accounts for those who administer them: the list, one account, a new one, its one-time code. */
#include "base/letters.h"
#include "base/random.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/akun_dalam.h"
#include "core/siapa/akun_html.h"
#include "core/wilayah/wilayah.h"

struct akun_isian { str masuk, nama, surel; };
static const struct field akun_fields[] = {
    FIELD(struct akun_isian, masuk, .label = "Nama masuk", .max = 120, REQUIRED,
        .hint = "NIP, email, atau nomor telepon. Tidak dapat diganti kemudian."),
    FIELD(struct akun_isian, nama, .label = "Nama lengkap", .max = 120, REQUIRED),
    FIELD(struct akun_isian, surel, .label = "Email", .max = 200, .hint = "Untuk pemberitahuan."),
    { 0 }
};

struct cari_isian { str surel; };
static const struct field cari_fields[] = {
    FIELD(struct cari_isian, surel, .label = "Alamat surel lengkap", .max = 254, REQUIRED),
    { 0 }
};

/* ---- the list ----------------------------------------------------------------------------------------------- */

static enum outcome
choices_of_jabatan(struct req *req, struct pilihan_list *list)
{
    struct jabatan_list all;
    TRY(jabatan_all(req->db, &all));
    *list = (struct pilihan_list){ arena_array(req->arena, struct pilihan, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++)
        list->items[list->count++] = (struct pilihan){ .kode = all.items[i].kode, .nama = all.items[i].nama };
    return OK;
}

static str
list_url(struct req *req, const struct akun_daftar *d, str sesudah)
{
    struct arena *a = req->arena;
    return str_format(a, "/admin/akun?cari=" STR "&jabatan=" STR "&keadaan=" STR "&sesudah=" STR,
        STR_ARG(url_part(a, d->cari)), STR_ARG(url_part(a, d->jabatan_kini)), STR_ARG(url_part(a, d->keadaan)),
        STR_ARG(url_part(a, sesudah)));
}

static enum outcome
accounts(struct req *req)
{
    struct akun_daftar d = { .form = &req->form, .cari = letters_head(req_arg(req, "cari"), 120),
        .jabatan_kini = req_arg(req, "jabatan"), .keadaan = req_arg(req, "keadaan"), .semua = req->scope.all };
    struct akun_ask ask = { &req->scope, d.cari, d.jabatan_kini, d.keadaan, req_arg(req, "sesudah"),
        date_of(req->now, req->region->zone) };
    form_show(req, cari_fields);
    TRY(akun_find(req->db, &ask, &d.list));
    TRY(choices_of_jabatan(req, &d.jabatan));
    d.disaring = d.cari.len || d.jabatan_kini.len || d.keadaan.len;
    if (d.list.count > AKUN_SHOWN) {
        d.list.count = AKUN_SHOWN;
        d.berikut = list_url(req, &d, d.list.items[AKUN_SHOWN - 1].masuk);
    }
    akun_daftar_halaman_html(&req->out, &d);
    req->section = S("akun");
    return page(req, req_tr(req, S("Akun")));
}

/* ---- by its whole address, which no URL and no log may hold -------------------------------------------------- */

static enum outcome
read_address(struct req *req)
{
    struct cari_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, cari_fields, f))
        return INVALID;
    return surel_parse(req->arena, f->surel, &f->surel) == OK ? OK
        : req_error(req, "surel", "Tulis alamat yang lengkap, misalnya nama@contoh.go.id.");
}

/* An account elsewhere is spoken of like one that does not exist. */
static enum outcome
find_address(struct req *req)
{
    const struct cari_isian *f = req->kept;
    struct akun_ids ids;
    date today = date_of(req->now, req->region->zone);
    TRY(akun_by_surel(req->db, req->region->secret, f->surel, &ids));
    for (size_t i = 0; i < ids.count; i++) {
        struct place place;
        TRY(akun_place_of(req->db, ids.items[i], today, &place));
        if (who_may(&req->who, &akun_rw_kelola, &place))
            return redirect(req, "/admin/akun/%lld", (long long)ids.items[i]);
    }
    return req_error(req, "surel", "Tidak ada akun dengan alamat itu di wilayah Anda. Periksa ejaannya.");
}

/* ---- a new account ------------------------------------------------------------------------------------------ */

static enum outcome
new_account(struct req *req)
{
    form_show(req, akun_fields);
    akun_baru_halaman_html(&req->out, &req->form);
    req->section = S("akun");
    return page(req, req_tr(req, S("Akun baru")));
}

/* The code is made here, so that a rerun writes the same one. */
struct making { struct akun_isian typed; str kode; };

static enum outcome
read_account(struct req *req)
{
    struct making *m = req_keep(req, sizeof *m);
    if (!form_read(req, akun_fields, &m->typed))
        return INVALID;
    m->typed.masuk = masuk_clean(req->arena, m->typed.masuk);
    const char *masuk = masuk_wrong(m->typed.masuk), *surel = surel_wrong(req->arena, &m->typed.surel);
    if (masuk)
        (void)req_error(req, "masuk", "Nama masuk %s", masuk);
    if (surel)
        (void)req_error(req, "surel", "Email %s", surel);
    m->kode = random_code(req->arena, KODE_LETTERS);
    return req->form.error_count ? INVALID : OK;
}

static enum outcome
one_slip(struct req *req, const struct akun *a, str kode)
{
    struct slip s = { a->masuk, a->nama, S(""), kode_printed(req->arena, kode) };
    struct place place;
    TRY(akun_place_of(req->db, a->id, date_of(req->now, req->region->zone), &place));
    enum outcome o = place.wilayah.len ? wilayah_label(req->db, place.wilayah, &s.tempat) : OK;
    if (o != OK && o != NOT_FOUND)
        return o;
    TRY(lembar_insert(req, &(struct slip_list){ &s, 1 }));
    return redirect(req, "/admin/lembar/%lld", (long long)req->new_id);
}

static enum outcome
create(struct req *req)
{
    const struct making *m = req->kept;
    struct akun a = { .id = req->new_id, .masuk = m->typed.masuk, .nama = m->typed.nama,
        .aktif = true }, there;
    enum outcome o = akun_by_masuk(req->db, a.masuk, &there);
    if (o == OK)
        return req_error(req, "masuk", "Nama masuk ini sudah dipakai " STR ". Cari akunnya, atau pakai nama lain.",
            STR_ARG(there.nama));
    if (o != NOT_FOUND)
        return o;
    TRY(akun_insert(req->db, &a, req->now));
    TRY(akun_set_surel(req->db, req->region->secret, a.id, m->typed.surel));
    TRY(akun_set_kode(req->db, a.id, m->kode, req->now + KODE_LASTS));
    TRY(akun_event(req, "akun.dibuat", a.id, S("")));
    return one_slip(req, &a, m->kode);
}

/* ---- its code ----------------------------------------------------------------------------------------------- */

static enum outcome
make_code(struct req *req)
{
    str *kode = req_keep(req, sizeof *kode);
    *kode = random_code(req->arena, KODE_LETTERS);
    return OK;
}

/* The old password and every session end at once: whoever has them may not be the owner. */
static enum outcome
reset(struct req *req)
{
    int64_t id;
    struct akun a;
    const str *kode = req->kept;
    TRY(req_id(req, &id));
    TRY(akun_by_id(req->db, id, &a));
    TRY(akun_set_kode(req->db, id, *kode, req->now + KODE_LASTS));
    TRY(sesi_end_others(req->db, id, S("")));
    TRY(akun_event(req, "akun.kode", id, S("")));
    return one_slip(req, &a, *kode);
}

static enum outcome
sheet(struct req *req)
{
    struct lembar_lihat l = { .region = req->region };
    int64_t id;
    TRY(req_id(req, &id));
    TRY(lembar_read(req, id, &l.lembar));
    l.alamat = str_format(req->arena, "%s://" STR "/masuk", req->https ? "https" : "http", STR_ARG(req->host));
    lembar_halaman_html(&req->out, &l);
    req->section = S("akun");
    req->no_store = true;
    return page(req, req_tr(req, S("Kode sekali pakai")));
}

/* ---- on and off --------------------------------------------------------------------------------------------- */

static enum outcome
set_active(struct req *req)
{
    int64_t id;
    bool aktif = str_eqz(form_value(&req->form, S("aktif")), "1");
    TRY(req_id(req, &id));
    if (!aktif)
        TRY(keep_an_admin(req, (struct ending){ .akun = id }));
    TRY(akun_set_aktif(req->db, id, aktif));
    TRY(akun_event(req, aktif ? "akun.aktif" : "akun.nonaktif", id, S("")));
    flash(req, aktif ? "Akun aktif lagi." : "Akun dinonaktifkan dan semua perangkatnya dikeluarkan.");
    return redirect(req, "/admin/akun/%lld", (long long)id);
}

const struct route akun_pages[] = {
    GET ("/admin/akun",            accounts,                                &akun_rw_kelola, no_place),
    POST("/admin/akun/surel",      read_address, find_address, accounts,    &akun_rw_kelola, no_place),
    GET ("/admin/akun/baru",       new_account,                             &akun_kelola,    no_place),
    POST("/admin/akun/baru",       read_account, create, new_account,       &akun_kelola,    no_place),
    GET ("/admin/akun/{id}",       one_account,                             &akun_rw_kelola, akun_place),
    POST("/admin/akun/{id}/kode",  make_code, reset, one_account,           &akun_rw_kelola, akun_place, STRONG("*")),
    POST("/admin/akun/{id}/aktif", NULL, set_active, one_account,           &akun_kelola,    akun_place, STRONG("*")),
    GET ("/admin/lembar/{id}",     sheet,                                   &akun_rw_kelola, no_place),
    { 0 }
};
