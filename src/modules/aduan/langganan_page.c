/* langganan_page.c: following a place: the form, the question to the address, and its end. */
#include "base/random.h"
#include "core/kabar/kabar.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/langganan.h"
#include "modules/aduan/langganan_html.h"
#include "modules/aduan/lapor_dalam.h"

enum { OFTEN = 10 };                    /* from one address of the net in an hour */

struct langganan_tulis { str kelurahan, lat, lon, cara, surel; int64_t meter, kategori; };
#define PLACE \
    FIELD(struct langganan_tulis, meter, .label = "Seberapa jauh?", .lowest = 0, .highest = 5000), \
    FIELD(struct langganan_tulis, kelurahan, .label = "Kelurahan", .max = 20), \
    FIELD(struct langganan_tulis, lat, .label = "Lintang", .max = 20), \
    FIELD(struct langganan_tulis, lon, .label = "Bujur", .max = 20), \
    FIELD(struct langganan_tulis, kategori, .label = "Jenis laporan", .lowest = 0, .highest = INT64_MAX), \
    FIELD(struct langganan_tulis, cara, .label = "Seberapa sering?", .max = 10, REQUIRED)
static const struct field by_inbox[] = { PLACE, { 0 } };
static const struct field by_mail[] = {
    PLACE,
    FIELD(struct langganan_tulis, surel, .label = "Email", .max = 254, REQUIRED,
        .hint = "Kami bertanya dulu ke alamat ini; tanpa jawaban, tidak ada yang dikirim."),
    { 0 }
};

static const struct field *
fields_of(const struct req *req)
{
    return req->who.akun ? by_inbox : by_mail;
}

static const struct pilihan ways[] = {
    { .kode = { "harian", 6 }, .nama = { "Sekali sehari", 13 }, .bantu = { "Semua yang baru dalam satu surat.", 33 } },
    { .kode = { "langsung", 8 }, .nama = { "Langsung", 8 }, .bantu = { "Satu surat untuk setiap laporan.", 32 } },
};

static str
way_name(str cara)
{
    return str_eqz(cara, "langsung") ? S("Langsung") : S("Sekali sehari");
}

/* ---- the form -------------------------------------------------------------------------------------------- */

static enum outcome
own(struct req *req, struct langganan_isian *l)
{
    struct langganan_list list;
    TRY(langganan_of_akun(req->db, req->region->secret, req->who.akun, &list));
    l->milik.items = arena_array(req->arena, struct langganan_baris, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        struct langganan_baris *b = &l->milik.items[l->milik.count++];
        b->cara = way_name(list.items[i].cara);
        b->url = str_format(req->arena, "/aduan/langganan/" STR, STR_ARG(list.items[i].kata));
        TRY(langganan_label(req->db, &list.items[i], &b->label));
    }
    return OK;
}

static enum outcome
form(struct req *req)
{
    struct langganan_isian l = { .form = &req->form, .akun = req->who.akun != 0,
        .cara = { (struct pilihan *)(uintptr_t)ways, COUNT(ways) } };
    struct aduan_daftar d = { 0 };
    form_show(req, fields_of(req));
    TRY(aduan_saring_choices(req, &d));
    TRY(radius_list(req->db, date_of(req->now, req->region->zone), &l.meter));
    for (size_t i = 1; i < l.meter.count; i++)          /* the first is the whole kelurahan */
        l.meter.items[i].nama = req_format(req, STR " meter di sekitar titik", STR_ARG(l.meter.items[i].kode));
    l.kelurahan = d.kelurahan;
    l.kategori.items = arena_array(req->arena, struct pilihan, d.kategori.count + 1);
    l.kategori.items[l.kategori.count++] = (struct pilihan){ .kode = S("0"), .nama = S("Semua jenis") };
    for (size_t i = 0; i < d.kategori.count; i++)
        l.kategori.items[l.kategori.count++] = d.kategori.items[i];
    form_set(req, "kelurahan", req_arg(req, "kelurahan"));
    form_set(req, "kategori", req_arg(req, "kategori").len ? req_arg(req, "kategori") : S("0"));
    form_set(req, "meter", S("0"));
    form_set(req, "cara", S("harian"));
    TRY(own(req, &l));
    TRY(aduan_pick_map(req, &l.peta));
    langganan_isian_halaman_html(&req->out, &l);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Ikuti sebuah tempat")));
}

/* ---- sending it ------------------------------------------------------------------------------------------ */

static enum outcome
require_area(struct req *req, const struct langganan_tulis *f, struct langganan *l)
{
    struct wilayah w;
    enum outcome o = f->kelurahan.len ? wilayah_by_kode(req->db, f->kelurahan, &w) : NOT_FOUND;
    if (o != OK && o != NOT_FOUND)
        return o;
    l->wilayah = f->kelurahan;
    return o == OK && w.tingkat == TINGKAT_KELURAHAN ? OK : req_error(req, "kelurahan", "Pilih kelurahan yang ingin"
        " diikuti, atau tandai titik di peta dan pilih jaraknya.");
}

/* The point is kept as the middle of its smallest cell: that somebody lives there is nobody's business. */
static enum outcome
require_point(struct req *req, const struct langganan_tulis *f, struct langganan *l)
{
    struct pilihan_list radii;
    bool known = false;
    TRY(radius_list(req->db, date_of(req->now, req->region->zone), &radii));
    for (size_t i = 0; i < radii.count; i++)
        known |= str_eq(radii.items[i].kode, str_format(req->arena, "%lld", (long long)f->meter));
    if (!known)
        return req_error(req, "meter", "Pilih jarak dari daftar.");
    if (titik_parse(f->lat, f->lon, &l->lat_e6, &l->lon_e6) != OK || (!l->lat_e6 && !l->lon_e6))
        return req_error(req, "lat", "Tandai titiknya di peta, atau tulis dalam derajat, misalnya lintang -5,1204 dan"
            " bujur 105,3189.");
    enum outcome o = wilayah_at_point(req->db, l->lat_e6, l->lon_e6, &l->wilayah);
    if (o == NOT_FOUND)
        return req_error(req, "lat", "Titik ini di luar " STR ". Geser titiknya, atau pilih seluruh kelurahan.",
            STR_ARG(req->region->nama));
    TRY(o);
    l->meter = f->meter;
    l->lat_e6 = petak_lat(petak_y(l->lat_e6, PETAK_ZOOM), PETAK_ZOOM) + PETAK_SISI / 2;
    l->lon_e6 = petak_lon(petak_x(l->lon_e6, PETAK_ZOOM), PETAK_ZOOM) + PETAK_SISI / 2;
    return OK;
}

static enum outcome
read(struct req *req)
{
    struct langganan_tulis f = { 0 };
    struct langganan *l = req_keep(req, sizeof *l);
    struct kategori k;
    if (!form_read(req, fields_of(req), &f))
        return INVALID;
    l->akun = req->who.akun;
    l->cara = f.cara;
    l->kategori = f.kategori;
    bool right = true;
    if (!str_eqz(f.cara, "harian") && !str_eqz(f.cara, "langsung"))
        right = req_error(req, "cara", "Pilih seberapa sering Anda ingin dikabari.") == OK;
    if (f.kategori && kategori_by_id(req->db, f.kategori, &k) != OK)
        right = req_error(req, "kategori", "Pilih jenis laporan dari daftar.") == OK;
    if (!l->akun && surel_parse(req->arena, f.surel, &l->surel) != OK)
        right = req_error(req, "surel", "Tulis alamat email yang lengkap, misalnya siti@contoh.id.") == OK;
    TRY(f.meter ? require_point(req, &f, l) : require_area(req, &f, l));
    return right ? OK : INVALID;
}

/* The address is asked; until it says yes it hears nothing else. */
static enum outcome
ask_address(struct req *req, const struct langganan *l)
{
    str label;
    TRY(langganan_label(req->db, l, &label));
    struct surel_antre mail = { .id = id_new(), .kepada = l->surel, .waktu = req->now, .sekali = true,
        .judul = S("Ikuti laporan warga di sebuah tempat?"),
        .tautan = str_format(req->arena, "/aduan/langganan/" STR, STR_ARG(l->kata)),
        .berhenti = str_format(req->arena, "/aduan/langganan/" STR "/berhenti", STR_ARG(l->kata)),
        .isi = str_format(req->arena, "Seseorang, mungkin Anda, meminta kabar laporan warga untuk alamat ini:\n" STR
            "\n\nBuka tautan di bawah dan setujui, paling lambat dua hari lagi. Bila bukan Anda, abaikan surel ini;"
            " alamat Anda kami lupakan.", STR_ARG(label)) };
    return surel_queue(req->db, req->region->secret, &mail);
}

/* Whoever asks learns nothing about whose address is known here. */
static enum outcome
save(struct req *req)
{
    struct langganan *l = req->kept;
    int64_t times = 0;
    bool room = false;
    TRY(laju_count(req, "aduan.langganan", &times));
    if (times > OFTEN)
        return req_error(req, NULL, "Sudah %d permintaan dari jaringan ini dalam satu jam. Coba lagi satu jam lagi.",
            OFTEN);
    TRY(langganan_room(req, l, &room));
    if (!room && l->akun)
        return req_error(req, NULL, "Anda sudah mengikuti 20 tempat. Hentikan salah satunya dulu.");
    if (room)
        TRY(langganan_add(req, l));
    if (l->akun) {
        flash(req, "Anda mengikuti tempat ini. Kabarnya masuk ke pemberitahuan Anda.");
        return redirect(req, "/aduan/langganan");
    }
    if (room)
        TRY(ask_address(req, l));
    return redirect(req, "/aduan/langganan/terkirim");
}

static enum outcome
sent(struct req *req)
{
    langganan_terkirim_halaman_html(&req->out);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Periksa email Anda")));
}

/* ---- one, by the word that only its e-mails name --------------------------------------------------------- */

static enum outcome
gone(struct req *req)
{
    langganan_hilang_halaman_html(&req->out);
    req->section = S("aduan");
    return page_status(req, 404, req_tr(req, S("Langganan tidak ada")));
}

static enum outcome
show(struct req *req)
{
    struct langganan l;
    struct langganan_satu s = { 0 };
    req->no_store = true;
    enum outcome o = langganan_by_kata(req->db, req->region->secret, req_param(req, "kata"), &l);
    if (o == NOT_FOUND)
        return gone(req);
    TRY(o);
    TRY(langganan_label(req->db, &l, &s.label));
    s.cara = way_name(l.cara);
    s.menunggu = str_eqz(l.keadaan, "menunggu");
    s.tujuan = str_format(req->arena, "/aduan/langganan/" STR, STR_ARG(l.kata));
    langganan_satu_halaman_html(&req->out, &s);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Langganan Anda")));
}

static enum outcome
act(struct req *req)
{
    struct langganan l;
    TRY(langganan_by_kata(req->db, req->region->secret, req_param(req, "kata"), &l));
    if (str_eqz(form_value(&req->form, S("aksi")), "setuju")) {
        TRY(langganan_say_yes(req->db, l.id));
        flash(req, "Langganan berjalan. Setiap surel memuat tautan untuk berhenti.");
        return redirect(req, "/aduan/langganan/" STR, STR_ARG(l.kata));
    }
    TRY(langganan_end(req->db, l.id));
    flash(req, "Langganan dihentikan, dan alamat Anda dihapus.");
    return redirect(req, "/aduan/langganan");
}

/* RFC 8058: the mail program of who was written to sends this, without a session and without having seen a form; the
   word in the address is the proof. Sent twice, or of one that is gone, it says the same. */
static enum outcome
stop(struct req *req)
{
    struct langganan l;
    enum outcome o = langganan_by_kata(req->db, req->region->secret, req_param(req, "kata"), &l);
    if (o == OK)
        o = langganan_end(req->db, l.id);
    TRY(o == NOT_FOUND ? OK : o);
    berhenti_selesai_halaman_html(&req->out, req_tr(req, S("Langganan dihentikan")),
        req_tr(req, S("Alamat Anda sudah dihapus; tidak ada surel lagi tentang tempat itu.")));
    req->no_store = true;
    req->section = S("aduan");
    return page(req, req_tr(req, S("Langganan dihentikan")));
}

const struct route aduan_langganan[] = {
    GET ("/aduan/langganan",          form,             &anyone, no_place),
    POST("/aduan/langganan",          read, save, form, &anyone, no_place),
    GET ("/aduan/langganan/terkirim", sent,             &anyone, no_place),
    GET ("/aduan/langganan/{kata}",   show,             &anyone, no_place),
    POST("/aduan/langganan/{kata}",   NULL, act, show,  &anyone, no_place),
    GET ("/aduan/langganan/{kata}/berhenti", show,             &anyone, no_place),
    POST("/aduan/langganan/{kata}/berhenti", NULL, stop, show, &anyone, no_place, .api = true),
    { 0 }
};
