/* surel_page.c: one's own e-mail: wanted or not, and a new address that a code confirms. */
#include "base/random.h"
#include "core/kabar/surel_dalam.h"
#include "core/kabar/surel_html.h"
#include "core/peristiwa/peristiwa.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"

struct surel_isian { str surel, kode; };
#define ALAMAT FIELD(struct surel_isian, surel, .label = "Alamat surel baru", .max = 200, REQUIRED, \
    .hint = "Kami mengirim kode ke alamat ini. Alamat lama tetap dipakai sampai kodenya Anda tulis.")
#define KODE FIELD(struct surel_isian, kode, .label = "Kode dari surel", .max = 20, REQUIRED, \
    .hint = "Delapan huruf dan angka.")
static const struct field fields[] = { ALAMAT, KODE, { 0 } };          /* the page shows both forms */
static const struct field address_fields[] = { ALAMAT, { 0 } }, code_fields[] = { KODE, { 0 } };

/* What `read` fixed before the transaction. */
struct changing { str surel, kode, hash; int64_t lasts; };

static enum outcome
own_mail(struct req *req)
{
    struct surel_ganti g;
    struct surel_saya s = { &req->form, .siap = req->region->surel };
    form_show(req, fields);
    TRY(akun_surel(req->db, req->region->secret, req->who.akun, &s.surel));
    TRY(surel_wanted(req->db, req->who.akun, &s.mau));
    enum outcome o = surel_ganti_of(req->db, req->region->secret, req->who.akun, &g);
    if (o != OK && o != NOT_FOUND)
        return o;
    s.baru = g.habis > req->now ? g.surel : S("");
    surel_saya_halaman_html(&req->out, &s);
    req->section = S("saya");
    return page(req, req_tr(req, S("Surel pemberitahuan")));
}

static enum outcome
choose(struct req *req)
{
    bool on = form_has(&req->form, S("kabar"), S("1"));
    TRY(surel_want(req->db, req->who.akun, on));
    flash(req, on ? "Pemberitahuan juga dikirim lewat surel."
        : "Pemberitahuan tidak lagi dikirim lewat surel. Di Pamong tetap ada.");
    return redirect(req, "/saya/surel");
}

/* ---- a new address ---------------------------------------------------------------------------------------------- */

static str
hash_of(const struct req *req, str surel, str kode)
{
    return req_seal(req, "surel.kode", str_format(req->arena, STR " " STR, STR_ARG(surel), STR_ARG(kode)));
}

static enum outcome
read_address(struct req *req)
{
    struct surel_isian typed = { 0 };
    str lasts;
    struct changing *c = req_keep(req, sizeof *c);
    if (!form_read(req, address_fields, &typed))
        return INVALID;
    if (!req->region->surel)
        return req_error(req, "surel", "Alamat belum dapat diganti: server surel daerah ini belum diatur. Mintalah"
            " administrator mengaturnya.");
    if (surel_parse(req->arena, typed.surel, &c->surel) != OK || !alamat_fits(c->surel))
        return req_error(req, "surel", "Tulis alamat seperti nama@contoh.go.id.");
    TRY(pengaturan_get(req->db, "surel.kode_detik", &lasts));
    c->lasts = str_int(lasts, &c->lasts) ? c->lasts : HOUR / 2;
    c->kode = random_code(req->arena, 8);
    c->hash = hash_of(req, c->surel, c->kode);
    return OK;
}

/* INVALID has told the form how long to wait: nobody floods a stranger with codes. */
static enum outcome
check_pace(struct req *req, struct surel_ganti *g)
{
    enum outcome o = surel_ganti_of(req->db, req->region->secret, req->who.akun, g);
    if (o != OK && o != NOT_FOUND)
        return o;
    if (req->now - g->dikirim < KODE_JEDA)
        return req_error(req, "surel", "Kode baru saja dikirim. Tunggu %lld detik sebelum meminta lagi.",
            (long long)(KODE_JEDA - (req->now - g->dikirim)));
    if (req->now - g->sejak >= DAY) {
        g->sejak = req->now;
        g->kali = 0;
    }
    if (g->kali >= KODE_SEHARI_MOST)
        return req_error(req, "surel", "Sudah %d kode diminta dalam sehari. Coba lagi besok.", KODE_SEHARI_MOST);
    return OK;
}

static enum outcome
send_code(struct req *req)
{
    const struct changing *c = req->kept;
    struct surel_ganti g;
    TRY(check_pace(req, &g));
    g.surel = c->surel;
    g.kode = c->hash;
    g.habis = req->now + c->lasts;
    g.dikirim = req->now;
    g.kali++;
    TRY(surel_ganti_put(req->db, req->region->secret, &g));
    struct surel_antre mail = { .id = req->new_id, .akun = req->who.akun, .kepada = c->surel, .waktu = req->now,
        .sekali = true, .judul = S("Kode untuk alamat surel Anda"), .tautan = S("/saya/surel"),
        .isi = str_format(req->arena, "Kode Anda: " STR "\n\nTulis kode ini di halaman Surel pemberitahuan. Kode"
            " berlaku %lld menit.\nBila bukan Anda yang meminta, abaikan surel ini.", STR_ARG(c->kode),
            (long long)(c->lasts / MINUTE)) };
    TRY(surel_queue(req->db, req->region->secret, &mail));
    flash(req, "Kode dikirim ke " STR ". Periksa juga folder spam.", STR_ARG(c->surel));
    return redirect(req, "/saya/surel");
}

/* ---- the code comes back ---------------------------------------------------------------------------------------- */

static str
code_typed(struct arena *arena, str typed)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < typed.len; i++)
        if (typed.ptr[i] != ' ' && typed.ptr[i] != '-')
            buf_char(&b, (char)(typed.ptr[i] >= 'a' && typed.ptr[i] <= 'z' ? typed.ptr[i] & ~0x20 : typed.ptr[i]));
    return buf_view(&b);
}

static enum outcome
read_code(struct req *req)
{
    struct surel_isian *typed = req_keep(req, sizeof *typed);
    if (!form_read(req, code_fields, typed))
        return INVALID;
    typed->kode = code_typed(req->arena, typed->kode);
    return typed->kode.len ? OK : req_error(req, "kode", "Tulis kode dari surel itu.");
}

/* The address before hears of it: whoever lost the account to somebody else can still call for help. */
static enum outcome
tell_old_address(struct req *req)
{
    str old;
    TRY(akun_surel(req->db, req->region->secret, req->who.akun, &old));
    struct surel_antre mail = { .id = req->new_id, .akun = req->who.akun, .kepada = old, .waktu = req->now,
        .judul = S("Alamat surel akun Anda diganti"),
        .isi = S("Pemberitahuan untuk akun Anda kini dikirim ke alamat lain. Bila bukan Anda yang menggantinya, segera"
            " ganti kata sandi dan hubungi administrator.") };
    return old.len ? surel_queue(req->db, req->region->secret, &mail) : OK;
}

static enum outcome
take_address(struct req *req, const struct surel_ganti *g)
{
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = S("akun.surel_diganti"),
        .subjek_jenis = S("akun"), .subjek = req->who.akun,
        .jabatan = req->who.grant_count ? req->who.grants[0].jabatan : S("") };
    TRY(tell_old_address(req));
    TRY(akun_set_surel(req->db, req->region->secret, req->who.akun, g->surel));
    TRY(surel_ganti_end(req->db, req->who.akun));
    TRY(peristiwa_add(req->db, &p));
    flash(req, "Alamat surel Anda sekarang " STR ".", STR_ARG(g->surel));
    return redirect(req, "/saya/surel");
}

/* A wrong code is committed like any other outcome, or it would not be counted. */
static enum outcome
confirm(struct req *req)
{
    const struct surel_isian *typed = req->kept;
    struct surel_ganti g;
    enum outcome o = surel_ganti_of(req->db, req->region->secret, req->who.akun, &g);
    if (o != OK && o != NOT_FOUND)
        return o;
    if (!g.kode.len || g.habis <= req->now || g.salah >= KODE_SALAH_MOST)
        return req_error(req, "kode", "Kode itu tidak berlaku lagi. Mintalah kode baru dengan menulis alamatnya.");
    if (bytes_equal(g.kode, hash_of(req, g.surel, typed->kode)))
        return take_address(req, &g);
    TRY(surel_ganti_wrong(req->db, req->who.akun));
    flash_wrong(req, "Kodenya tidak cocok. Periksa lagi surel yang terakhir, lalu tulis kodenya.");
    return redirect(req, "/saya/surel");
}

const struct route surel_pages[] = {
    GET ("/saya/surel",       own_mail,                          &signed_in, no_place),
    POST("/saya/surel",       read_address, send_code, own_mail, &signed_in, no_place),
    POST("/saya/surel/kode",  read_code, confirm, own_mail,      &signed_in, no_place),
    POST("/saya/surel/kabar", NULL, choose, own_mail,            &signed_in, no_place),
    { 0 }
};
