/* siapa_page.c: logging in and out, choosing a password, one's own account. */
#include "base/random.h"
#include "core/siapa/masuk_dalam.h"
#include "core/siapa/siapa_html.h"
#include "core/wilayah/wilayah.h"

struct masuk_isian { str masuk, sandi; };
static const struct field masuk_fields[] = {
    FIELD(struct masuk_isian, masuk, .label = "NIP, email, atau nomor telepon", .max = 120, REQUIRED),
    FIELD(struct masuk_isian, sandi, .label = "Kata sandi atau kode sekali pakai", .max = 200, REQUIRED,
        .secret = true),
    { 0 }
};

struct sandi_isian { str sandi, ulang; };
static const struct field sandi_fields[] = {
    FIELD(struct sandi_isian, sandi, .label = "Kata sandi baru", .max = 200, REQUIRED, .secret = true,
        .hint = "Paling sedikit 12 huruf. Kalimat pendek paling mudah diingat."),
    FIELD(struct sandi_isian, ulang, .label = "Tulis sekali lagi", .max = 200, REQUIRED, .secret = true),
    { 0 }
};

/* What `read` found out, before the transaction. */
struct logging_in { struct masuk_isian typed; struct kunci_masuk key; str cookie; bool fits, by_code; };

/* Browsers read `\` as `/` and drop tabs and line ends, so that "/<tab>/elsewhere" would leave. */
static str
local_path(str path)
{
    bool local = str_starts(path, S("/")) && !str_starts(path, S("//"));
    for (size_t i = 0; i < path.len; i++)
        local &= path.ptr[i] > ' ' && path.ptr[i] != 0x7F && path.ptr[i] != '\\';
    return local ? path : S("/kerja");
}

static enum outcome
login(struct req *req)
{
    str ke = req_arg(req, "ke");
    form_show(req, masuk_fields);
    if (req_arg(req, "gagal").len)
        form_set(req, "masuk", cookie_read(req, "pamong_nama"));
    struct masuk_lihat m = { &req->form, ke.len ? ke : form_value(&req->form, S("ke")) };
    masuk_halaman_html(&req->out, &m);
    return page_status(req, req->status ? req->status : 200, req_tr(req, S("Masuk")));
}

static str
lower(struct arena *arena, str s)
{
    str copy = arena_copy(arena, s);
    char *p = (char *)(uintptr_t)copy.ptr;
    for (size_t i = 0; i < copy.len; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] | 0x20);
    return copy;
}

/* INVALID while this account or this address must wait still. */
enum outcome
masuk_wait(struct req *req, str masuk, const char *field)
{
    int64_t by_account, by_address;
    TRY(tunggu_of(req->db, kunci_akun(req->arena, masuk), req->now, &by_account));
    TRY(tunggu_of(req->db, kunci_alamat(req->arena, req->peer), req->now, &by_address));
    int64_t wait = by_account > by_address ? by_account : by_address;
    if (wait == 0)
        return OK;
    if (wait < 2 * MINUTE)
        return req_error(req, field, "Terlalu banyak percobaan yang salah. Tunggu %lld detik, lalu coba lagi.",
            (long long)wait);
    return req_error(req, field, "Terlalu banyak percobaan yang salah. Tunggu %lld menit, lalu coba lagi.",
        (long long)(wait + MINUTE - 1) / MINUTE);
}

static void
check_secret(struct req *req, struct logging_in *l)
{
    str kode = kode_hash(req->arena, l->key.akun, kode_typed(req->arena, l->typed.sandi));
    l->fits = sandi_fits(l->key.sandi, l->typed.sandi);
    l->by_code = l->key.kode.len && l->key.kode_habis > req->now && bytes_equal(l->key.kode, kode);
    l->fits = (l->fits || l->by_code) && l->key.aktif;
}

/* The slow part, without any lock: the same 50 ms whether or not somebody has that name. */
static enum outcome
read_login(struct req *req)
{
    struct logging_in *l = req_keep(req, sizeof *l);
    if (!form_read(req, masuk_fields, &l->typed))
        return INVALID;
    if (req->crowded)
        return sandi_crowded(req);
    l->typed.masuk = lower(req->arena, l->typed.masuk);
    TRY(masuk_wait(req, l->typed.masuk, "sandi"));
    enum outcome o = kunci_masuk_of(req->db, l->typed.masuk, &l->key);
    if (o != OK && o != NOT_FOUND)
        return o;
    l->cookie = random_hex(req->arena, 32);
    check_secret(req, l);
    return OK;
}

enum outcome
masuk_refused(struct req *req, str masuk)
{
    TRY(gagal_add(req->db, kunci_akun(req->arena, masuk), req->now));
    TRY(gagal_add(req->db, kunci_alamat(req->arena, req->peer), req->now));
    return gagal_add(req->db, S("semua:"), req->now);
}

/* The name comes back after a wrong password: in a cookie of two minutes, never in an address that logs would keep. */
static void
keep_name(struct req *req, str name)
{
    bool plain = name.len < 100;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        plain &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(".@-_+", c);
    }
    if (plain && name.len)
        cookie_set(req, "pamong_nama", name, 2 * (int64_t)MINUTE);
}

/* Committed as any other outcome: the failure itself must not be rolled back with the request. */
static enum outcome
refuse_login(struct req *req, struct logging_in *l)
{
    TRY(masuk_refused(req, l->typed.masuk));
    keep_name(req, l->typed.masuk);
    flash_wrong(req, "Nama masuk atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.");
    return redirect(req, "/masuk?gagal=1&ke=" STR, STR_ARG(url_part(req->arena, form_value(&req->form, S("ke")))));
}

/* A new cookie at every login, and the session before it ends: nobody can plant one. */
enum outcome
masuk_open(struct req *req, const struct masuk_baru *m)
{
    struct who who = { 0 };
    struct aturan rules;
    date today = date_of(req->now, req->region->zone);
    if (req->who.akun) {
        enum outcome o = sesi_end(req->db, req->who.sesi, req->who.akun);
        if (o != OK && o != NOT_FOUND)
            return o;
    }
    TRY(grants_of(req->db, m->akun, today, &who));
    TRY(aturan_of(req->db, today, &who, &rules));
    struct sesi s = { .akun = m->akun, .dibuat = req->now, .habis = req->now + rules.sesi_paling_lama,
        .bukti = req->now, .agen = req->user_agent.len ? req->user_agent : S("peramban") };
    TRY(sesi_insert(req->db, &s, m->cookie));
    TRY(gagal_forget(req->db, kunci_akun(req->arena, m->masuk)));
    session_cookie_set(req, m->cookie, rules.sesi_paling_lama);
    if (m->kode)
        return redirect(req, "/sandi");
    return redirect(req, STR, STR_ARG(local_path(m->ke)));
}

/* Half way in: the cookie opens nothing but the page of the second step. */
static enum outcome
ask_second(struct req *req, const struct logging_in *l)
{
    struct separuh s = { .akun = l->key.akun, .habis = req->now + SEPARUH_LASTS, .kode = l->by_code,
        .ke = form_value(&req->form, S("ke")) };
    TRY(separuh_insert(req->db, &s, l->cookie));
    session_cookie_set(req, l->cookie, SEPARUH_LASTS);
    return redirect(req, "/masuk/langkah-dua");
}

/* The wait is asked for again: many guesses at once, all checked before the first was counted, end here. */
static enum outcome
log_in(struct req *req)
{
    struct logging_in *l = req->kept;
    bool second;
    TRY(masuk_wait(req, l->typed.masuk, "sandi"));
    enum outcome o = l->fits && l->by_code ? akun_use_kode(req->db, l->key.akun, l->key.kode) : OK;
    if (o != OK && o != NOT_FOUND)
        return o;
    if (!l->fits || o == NOT_FOUND)
        return refuse_login(req, l);
    TRY(dua_is_active(req->db, l->key.akun, &second));
    if (second)
        return ask_second(req, l);
    return masuk_open(req, &(struct masuk_baru){ l->key.akun, l->typed.masuk, l->cookie,
        form_value(&req->form, S("ke")), l->by_code });
}

static enum outcome
log_out(struct req *req)
{
    enum outcome o = sesi_end(req->db, req->who.sesi, req->who.akun);
    if (o != OK && o != NOT_FOUND)
        return o;
    session_cookie_clear(req);
    flash(req, "Anda sudah keluar.");
    return redirect(req, "/");
}

/* ---- password ----------------------------------------------------------------------------------------------- */

static enum outcome
password(struct req *req)
{
    form_show(req, sandi_fields);
    struct sandi_lihat s = { &req->form, req->who.nama };
    sandi_halaman_html(&req->out, &s);
    return page(req, req_tr(req, S("Pilih kata sandi")));
}

static enum outcome
read_password(struct req *req)
{
    struct sandi_isian typed = { 0 };
    struct akun a;
    struct aturan rules;
    if (!form_read(req, sandi_fields, &typed))
        return INVALID;
    if (req->crowded)
        return sandi_crowded(req);
    TRY(akun_by_id(req->db, req->who.akun, &a));
    TRY(aturan_of(req->db, date_of(req->now, req->region->zone), &req->who, &rules));
    const char *weak = sandi_weak(req->arena, &rules, &(struct sandi_baru){ typed.sandi, a.masuk, req->region->nama });
    if (weak)
        return req_error(req, "sandi", "%s", weak);
    if (!str_eq(typed.sandi, typed.ulang))
        return req_error(req, "ulang", "Kedua kata sandi belum sama. Tulis lagi yang kedua.");
    str *hash = req_keep(req, sizeof *hash);
    return sandi_hash(req->arena, typed.sandi, hash);
}

static enum outcome
set_password(struct req *req)
{
    const str *hash = req->kept;
    TRY(akun_set_sandi(req->db, req->who.akun, *hash));
    TRY(akun_set_since(req->db, req->who.akun, req->now));
    TRY(sesi_end_others(req->db, req->who.akun, req->who.sesi));
    flash(req, "Kata sandi tersimpan. Perangkat lain sudah dikeluarkan.");
    return redirect(req, "/kerja");
}

static enum outcome
own_account(struct req *req)
{
    struct akun a;
    struct saya_lihat s = { 0 };
    TRY(akun_by_id(req->db, req->who.akun, &a));
    if (req->who.must_do.len)
        return redirect(req, STR, STR_ARG(req->who.must_do));
    TRY(dua_is_active(req->db, req->who.akun, &s.dua));
    TRY(peran_of(req->db, req->who.akun, &s.peran));
    TRY(sesi_of(req->db, req->who.akun, req->now, &s.sesi));
    for (size_t i = 0; i < s.sesi.count; i++)
        s.sesi.items[i].ini = str_eq(s.sesi.items[i].sidik, req->who.sesi);
    s.nama = a.nama;
    s.masuk = a.masuk;
    TRY(akun_surel(req->db, req->region->secret, a.id, &s.surel));
    saya_halaman_html(&req->out, &s);
    req->section = S("saya");
    return page(req, req_tr(req, S("Akun saya")));
}

static enum outcome
end_session(struct req *req)
{
    TRY(sesi_end(req->db, req_param(req, "sidik"), req->who.akun));
    flash(req, "Perangkat itu sudah dikeluarkan.");
    return redirect(req, "/saya");
}

static enum outcome
end_all_sessions(struct req *req)
{
    TRY(sesi_end_others(req->db, req->who.akun, S("")));
    session_cookie_clear(req);
    flash(req, "Anda sudah keluar dari semua perangkat.");
    return redirect(req, "/");
}

const struct route siapa_pages[] = {
    GET ("/masuk",  login,                                 &anyone,    no_place),
    POST("/masuk",  read_login, log_in, login,             &anyone,    no_place, .slow = true),
    POST("/keluar", NULL, log_out, own_account,            &signed_in, no_place),
    GET ("/sandi",  password,                              &signed_in, no_place),
    POST("/sandi",  read_password, set_password, password, &signed_in, no_place, STRONG("*"), .slow = true),
    GET ("/saya",   own_account,                           &signed_in, no_place),
    POST("/saya/sesi/{sidik}/akhiri", NULL, end_session, own_account, &signed_in, no_place),
    POST("/saya/keluar-semua", NULL, end_all_sessions, own_account,   &signed_in, no_place),
    { 0 }
};
