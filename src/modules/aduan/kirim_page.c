/* kirim_page.c: the last step of a report: as whom and for whose eyes, what is near already, and the code told once. */
#include "core/perkara/atur.h"
#include "base/random.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/lapor_html.h"
#include "modules/aduan/lapor_lihat.h"

enum { OFTEN = 3, TOO_OFTEN = 20 };

struct pengirim { str tampak, nama, surel, telepon, cap, bukti; bool anonim; };
static const struct field sender[] = {
    FIELD(struct pengirim, tampak, .label = "Siapa yang boleh membaca laporan ini?", .max = 20, REQUIRED),
    FIELD(struct pengirim, anonim, .label = "Sembunyikan nama saya dari semua orang",
        .hint = "Anonim: petugas pun tidak melihat nama Anda. Perkembangan tetap dapat Anda ikuti dengan kode."),
    FIELD(struct pengirim, nama, .label = "Nama", .max = 120),
    FIELD(struct pengirim, surel, .label = "Email", .max = 254, .hint = "Untuk kabar perkembangan."),
    FIELD(struct pengirim, telepon, .label = "Nomor telepon", .max = 30,
        .hint = "Hanya terlihat oleh petugas laporan ini."),
    FIELD(struct pengirim, cap, .label = "Cap waktu", .max = 80),
    FIELD(struct pengirim, bukti, .label = "Bukti kerja", .max = 20),
    { 0 }
};

static const struct pilihan visibility[] = {
    { .kode = { "publik", 6 }, .nama = { "Semua orang", 11 },
        .bantu = { "Nama dan kontak Anda tetap disembunyikan.", 41 } },
    { .kode = { "tertutup", 8 }, .nama = { "Hanya petugas dan saya", 22 }, .bantu = { "Tidak tampil di daftar.", 23 } },
    { .kode = { "rahasia", 7 }, .nama = { "Rahasia", 7 }, .bantu = { "Hanya petugas yang menanganinya.", 32 } },
};

struct pilihan_list
lapor_visibility(void)
{
    return (struct pilihan_list){ (struct pilihan *)(uintptr_t)visibility, COUNT(visibility) };
}

static enum outcome
draft_of(struct req *req, struct draf *d)
{
    TRY(draf_by_kata(req, req_param(req, "kata"), d));
    return OK;
}

static str
next_hour(struct req *req)
{
    return str_from(fmt_moment(req->arena, (req->now / HOUR + 1) * HOUR, req->region->zone), 0);
}

/* Work is asked only of a network that sent much in this hour. */
static enum outcome
ask_work(struct req *req, struct lapor_kirim *l)
{
    int64_t times = 0;
    TRY(laju_peek(req, "aduan.lapor", &times));
    l->tunggu = times >= OFTEN ? next_hour(req) : S("");
    return OK;
}

static enum outcome
confirm(struct req *req)
{
    struct lapor_kirim l = { .form = &req->form, .tampak = lapor_visibility() };
    form_show(req, sender);
    TRY(draft_of(req, &l.d));
    if (l.d.perkara)
        return redirect(req, "/lapor/selesai/" STR, STR_ARG(req_param(req, "kata")));
    TRY(kategori_by_id(req->db, l.d.kategori, &l.k));
    struct jarak j;
    enum outcome o = jarak_of(req->db, S("aduan"), "dekat", date_of(req->now, req->region->zone), &j);
    if (o != OK && o != NOT_FOUND)
        return o;
    struct perkara_dekat near = { .jenis = S("aduan"), .kelurahan = l.d.kelurahan, .lat_e6 = l.d.lat_e6,
        .lon_e6 = l.d.lon_e6, .meter = j.meter[0] };
    if (o == OK && (l.d.lat_e6 || l.d.lon_e6))
        TRY(perkara_near(req->db, &near, &l.dekat));
    TRY(berkas_of(req->db, "aduan_draf", l.d.id, "foto", &l.foto));
    TRY(wilayah_label(req->db, l.d.kelurahan, &l.tempat));
    form_set(req, "tampak", l.k.tampak);
    l.tujuan = str_format(req->arena, "/lapor/kirim/" STR, STR_ARG(req_param(req, "kata")));
    l.cap = lapor_stamp(req);
    TRY(ask_work(req, &l));
    lapor_kirim_halaman_html(&req->out, &l);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Kirim laporan")));
}

struct mengirim { struct pengirim f; struct pihak pelapor; bool worked; };

enum outcome
lapor_contacts(struct req *req, struct pihak *p, str surel, str telepon)
{
    bool right = true;
    if (surel.len && surel_parse(req->arena, surel, &p->surel) != OK)
        right = req_error(req, "surel", "Tulis alamat email yang lengkap, misalnya siti@contoh.id, atau"
            " kosongkan.") == OK;
    if (telepon.len && telepon_parse(req->arena, telepon, &p->telepon) != OK)
        right = req_error(req, "telepon", "Tulis nomor Indonesia, misalnya 0812-3456-7890, atau kosongkan.") == OK;
    p->kabari = p->surel.len > 0;
    return right ? OK : INVALID;
}

static enum outcome
read_sender(struct req *req)
{
    struct mengirim *m = req_keep(req, sizeof *m);
    bool right = form_read(req, sender, &m->f);
    if (right && !kata_tampak(m->f.tampak))
        right = req_error(req, "tampak", "Pilih siapa yang boleh membaca laporan ini.") == OK;
    TRY(lapor_contacts(req, &m->pelapor, m->f.surel, m->f.telepon));
    m->pelapor.nama = m->f.anonim ? S("") : m->f.nama;
    m->worked = lapor_worked(req, m->f.cap, m->f.bukti);
    return right ? OK : INVALID;
}

/* Few reports an hour need nothing; many need the script's work; too many wait for the next hour. */
static enum outcome
require_pace(struct req *req, bool worked)
{
    int64_t times = 0;
    TRY(laju_count(req, "aduan.lapor", &times));
    if (times <= OFTEN || (worked && times <= TOO_OFTEN))
        return OK;
    return req_error(req, NULL, "Sudah %lld laporan dari jaringan ini dalam satu jam. Coba lagi setelah pukul " STR
        ", atau sampaikan lewat kelurahan.", (long long)times - 1, STR_ARG(next_hour(req)));
}

static enum outcome
send(struct req *req)
{
    struct mengirim *m = req->kept;
    struct draf d;
    struct kategori k;
    str kode;
    TRY(draft_of(req, &d));
    if (d.perkara)
        return redirect(req, "/lapor/selesai/" STR, STR_ARG(req_param(req, "kata")));
    TRY(require_pace(req, m->worked));
    TRY(kategori_by_id(req->db, d.kategori, &k));
    struct perkara p = { .golongan = k.golongan, .kategori = k.id, .isi = d.isi,
        .judul = aduan_title(req->arena, d.isi), .wilayah = d.kelurahan, .kelurahan = d.kelurahan,
        .alamat = d.alamat, .lat_e6 = d.lat_e6, .lon_e6 = d.lon_e6,
        .kanal = S("web"), .tampak = m->f.tampak, .anonim = m->f.anonim, .akun = req->who.akun };
    TRY(perkara_open(req, &aduan_alur, &p, &kode));
    TRY(aduan_finish_intake(req, &d, &p, &m->pelapor));
    TRY(draf_sent(req, &d, &p, kode));
    return redirect(req, "/lapor/selesai/" STR, STR_ARG(req_param(req, "kata")));
}

/* ---- told once ----------------------------------------------------------------------------------------------- */

static enum outcome
done(struct req *req)
{
    struct lapor_selesai l = { 0 };
    struct draf d;
    struct jam_list clocks;
    TRY(draf_by_kata(req, req_param(req, "kata"), &d));
    if (d.perkara == 0)
        return redirect(req, "/lapor/kirim/" STR, STR_ARG(req_param(req, "kata")));
    TRY(aduan_by_id(req->db, d.perkara, &l.p));
    TRY(draf_kode(req, &d, &l.kode));
    TRY(jam_of(req->db, req->region->zone, l.p.id, req->now, &clocks));
    for (size_t i = 0; i < clocks.count; i++)
        if (str_eqz(clocks.items[i].jam, "selesai"))
            l.hari = fmt_date_long(req->arena, clocks.items[i].tenggat);
    l.url = str_format(req->arena, "/lacak/" STR, STR_ARG(l.kode));
    l.qr = html_qr(&req->out, str_format(req->arena, "%s://" STR STR, req->https ? "https" : "http", STR_ARG(req->host),
        STR_ARG(l.url)));
    req->no_store = true;
    lapor_selesai_halaman_html(&req->out, &l);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Laporan terkirim")));
}

const struct route aduan_kirim[] = {
    GET ("/lapor/kirim/{kata}",   confirm,                    &anyone, no_place),
    POST("/lapor/kirim/{kata}",   read_sender, send, confirm, &anyone, no_place),
    GET ("/lapor/selesai/{kata}", done,                       &anyone, no_place),
    { 0 }
};
