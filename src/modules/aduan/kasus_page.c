/* kasus_page.c: beside the flow: a report by word of mouth, moderation, visibility, opening a contact. */
#include "core/peristiwa/peristiwa.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/lapor_dalam.h"
#include "modules/aduan/meja_html.h"
#include "modules/aduan/meja_lihat.h"

/* ---- a report that somebody brings, calls or writes ----------------------------------------------------- */

struct catat { int64_t kategori; str kanal, isi, alamat, kelurahan, nama, telepon, surel, tampak; bool anonim; };
/* As residents choose it (lapor_visibility), in an officer's words. */
static struct pilihan_list
desk_visibility(void)
{
    static struct pilihan list[] = {
        { .kode = { "publik", 6 }, .nama = { "Semua orang", 11 },
            .bantu = { "Nama dan kontak pelapor tetap disembunyikan.", 44 } },
        { .kode = { "tertutup", 8 }, .nama = { "Hanya petugas dan pelapor", 25 },
            .bantu = { "Tidak tampil di daftar.", 23 } },
        { .kode = { "rahasia", 7 }, .nama = { "Rahasia", 7 }, .bantu = { "Hanya petugas yang menanganinya.", 32 } } };
    return (struct pilihan_list){ list, COUNT(list) };
}

static const struct field fields[] = {
    FIELD(struct catat, kanal, .label = "Diterima lewat", .max = 10, REQUIRED),
    FIELD(struct catat, kategori, .label = "Jenis laporan", .highest = INT64_MAX, REQUIRED),
    FIELD(struct catat, isi, .label = "Isi laporan", .max = 4000, .lines = true, REQUIRED,
        .hint = "Tulis seperti yang disampaikan pelapor; salinan percakapan WhatsApp boleh ditempel."),
    FIELD(struct catat, alamat, .label = "Alamat atau patokan", .max = 200, REQUIRED),
    FIELD(struct catat, kelurahan, .label = "Kelurahan", .max = 20, REQUIRED),
    FIELD(struct catat, nama, .label = "Nama pelapor", .max = 120),
    FIELD(struct catat, telepon, .label = "Nomor telepon", .max = 30),
    FIELD(struct catat, surel, .label = "Email", .max = 254),
    FIELD(struct catat, tampak, .label = "Siapa yang boleh membaca laporan ini?", .max = 20, REQUIRED),
    FIELD(struct catat, anonim, .label = "Pelapor minta namanya disembunyikan"),
    { 0 }
};

static const struct pilihan channels[] = {
    { .kode = { "loket", 5 }, .nama = { "Datang ke loket", 15 } },
    { .kode = { "telepon", 7 }, .nama = { "Telepon", 7 } },
    { .kode = { "wa", 2 }, .nama = { "WhatsApp", 8 } }, { .kode = { "surat", 5 }, .nama = { "Surat", 5 } },
};

static enum outcome
catat_form(struct req *req)
{
    struct catat_lihat c = { .form = &req->form, .kanal = { (struct pilihan *)(uintptr_t)channels, COUNT(channels) },
        .tampak = desk_visibility() };
    struct kategori_list all;
    struct wilayah_list areas;
    form_show(req, fields);
    TRY(kategori_list(req->db, S("aduan"), &all));
    TRY(wilayah_of_level(req->db, TINGKAT_KELURAHAN, S(""), &areas));
    c.kategori.items = arena_array(req->arena, struct pilihan, all.count + 1);
    c.kelurahan.items = arena_array(req->arena, struct pilihan, areas.count + 1);
    for (size_t i = 0; i < all.count; i++)
        c.kategori.items[c.kategori.count++] = (struct pilihan){ .nama = all.items[i].nama,
            .kode = str_format(req->arena, "%lld", (long long)all.items[i].id) };
    for (size_t i = 0; i < areas.count; i++)
        c.kelurahan.items[c.kelurahan.count++] = (struct pilihan){ .kode = areas.items[i].kode,
            .nama = areas.items[i].nama };
    form_set(req, "tampak", S("publik"));
    catat_halaman_html(&req->out, &c);
    req->section = S("meja");
    return page(req, req_tr(req, S("Catat laporan")));
}

struct mencatat { struct catat f; struct pihak pelapor; struct kategori k; };

static bool
is_channel(str kanal)
{
    bool known = false;
    for (size_t i = 0; i < COUNT(channels); i++)
        known |= str_eq(channels[i].kode, kanal);
    return known;
}

static enum outcome
catat_read(struct req *req)
{
    struct mencatat *m = req_keep(req, sizeof *m);
    struct wilayah w;
    bool right = form_read(req, fields, &m->f);
    if (right && !is_channel(m->f.kanal))
        right = req_error(req, "kanal", "Pilih lewat mana laporan ini diterima.") == OK;
    if (right && !kata_tampak(m->f.tampak))
        right = req_error(req, "tampak", "Pilih siapa yang boleh membaca laporan ini.") == OK;
    if (right && kategori_by_id(req->db, m->f.kategori, &m->k) != OK)
        right = req_error(req, "kategori", "Pilih jenis laporan dari daftar.") == OK;
    if (right && (wilayah_by_kode(req->db, m->f.kelurahan, &w) != OK || w.tingkat != TINGKAT_KELURAHAN))
        right = req_error(req, "kelurahan", "Pilih kelurahan tempat kejadiannya.") == OK;
    TRY(lapor_contacts(req, &m->pelapor, m->f.surel, m->f.telepon));
    m->pelapor.nama = m->f.anonim ? S("") : m->f.nama;
    return right ? OK : INVALID;
}

static enum outcome
catat_save(struct req *req)
{
    struct mencatat *m = req->kept;
    str kode;
    struct perkara p = { .golongan = m->k.golongan, .kategori = m->k.id, .judul = aduan_title(req->arena, m->f.isi),
        .isi = m->f.isi, .wilayah = m->f.kelurahan, .kelurahan = m->f.kelurahan, .alamat = m->f.alamat,
        .kanal = m->f.kanal, .tampak = m->f.tampak, .anonim = m->f.anonim };
    TRY(perkara_open(req, &aduan_alur, &p, &kode));
    struct pihak *who = &m->pelapor;
    who->perkara = p.id;
    who->peran = S("pelapor");
    who->tamu = p.nomor;
    who->waktu = req->now;
    TRY(pihak_add(req->db, req->region->secret, who));
    flash(req, "Laporan " STR " tercatat. Kode pelacakan untuk pelapor: " STR ". Tuliskan atau bacakan sekarang; kode"
        " ini tidak ditampilkan lagi.", STR_ARG(p.nomor), STR_ARG(kode));
    return redirect(req, "/meja/aduan/%lld", (long long)p.id);
}

/* ---- words and visibility ------------------------------------------------------------------------------- */

struct sunting_isian { str bidang, baru, sebab, tampak; };
static const struct field edit_fields[] = {
    FIELD(struct sunting_isian, bidang, .label = "Yang disunting", .max = 10),
    FIELD(struct sunting_isian, baru, .label = "Naskah yang ditampilkan", .max = 4000, .lines = true),
    FIELD(struct sunting_isian, tampak, .label = "Siapa yang boleh membaca laporan ini?", .max = 20),
    FIELD(struct sunting_isian, sebab, .label = "Alasan", .max = 400, .lines = true, REQUIRED),
    { 0 }
};

static enum outcome
edit_form(struct req *req)
{
    struct sunting_lihat s = { .form = &req->form, .tampak = desk_visibility() };
    int64_t id;
    form_show(req, edit_fields);
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &s.p));
    form_set(req, "baru", s.p.isi);
    form_set(req, "tampak", s.p.tampak);
    s.tujuan = str_format(req->arena, "/meja/aduan/%lld/sunting", (long long)id);
    s.kembali = str_format(req->arena, "/meja/aduan/%lld", (long long)id);
    sunting_halaman_html(&req->out, &s);
    req->section = S("meja");
    return page(req, req_tr(req, S("Sunting tampilan")));
}

static enum outcome
edit_read(struct req *req)
{
    struct sunting_isian *f = req_keep(req, sizeof *f);
    return form_read(req, edit_fields, f) ? OK : INVALID;
}

/* Whether everybody may read it; what was shown and must not be any more takes its photos along. */
static enum outcome
change_visibility(struct req *req, struct perkara *p, const struct sunting_isian *f)
{
    str was = p->tampak;
    if (!kata_tampak(f->tampak) || str_eq(f->tampak, was))
        return OK;
    if (str_letters(str_trim(f->sebab)) < 10)
        return req_error(req, "sebab", "Tulis alasannya dalam satu kalimat (paling sedikit 10 huruf).");
    p->tampak = f->tampak;
    p->tayang = str_eqz(f->tampak, "publik") && !str_eqz(p->keadaan, "diterima") && !str_eqz(p->keadaan, "diarsipkan");
    p->langkah++;
    p->berubah = req->now;
    TRY(perkara_update(req->db, p));
    TRY(aduan_publish_photos(req->db, p));
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = S("meja"), .jenis = S("perkara.tampak"),
        .subjek_jenis = S("perkara"), .subjek = p->id, PERKARA_BOUND(p->id),
        .isi = str_format(req->arena, "dari=" STR "\nke=" STR
            "\nsebab=" STR, STR_ARG(was), STR_ARG(f->tampak), STR_ARG(f->sebab)) };
    return peristiwa_add(req->db, &e);
}

static enum outcome
edit_save(struct req *req)
{
    const struct sunting_isian *f = req->kept;
    struct perkara p;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &p));
    str shown = str_eqz(f->bidang, "judul") ? p.judul : p.isi;
    bool moved = kata_tampak(f->tampak) && !str_eq(f->tampak, p.tampak);
    if (f->baru.len && !str_eq(f->baru, shown)) {
        struct sunting s = { .bidang = str_eqz(f->bidang, "judul") ? S("judul") : S("isi"), .baru = f->baru,
            .sebab = f->sebab };
        TRY(perkara_moderate(req, &p, &s));
    } else if (!moved)
        return req_error(req, "baru", "Belum ada yang diubah.");
    TRY(change_visibility(req, &p, f));
    flash(req, "Tampilan laporan " STR " diperbarui. Naskah aslinya tetap disimpan.", STR_ARG(p.nomor));
    return redirect(req, "/meja/aduan/%lld", (long long)id);
}

/* ---- the reporter's contact: an act with a reason ------------------------------------------------------- */

struct kontak_isian { str sebab; };
static const struct field contact_fields[] = {
    FIELD(struct kontak_isian, sebab, .label = "Untuk apa kontak pelapor dibuka?", .max = 200, REQUIRED),
    { 0 }
};

static enum outcome
contact_form(struct req *req)
{
    struct kontak_lihat k = { .form = &req->form };
    int64_t id;
    form_show(req, contact_fields);
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &k.p));
    k.tujuan = str_format(req->arena, "/meja/aduan/%lld/kontak", (long long)id);
    kontak_halaman_html(&req->out, &k);
    req->section = S("meja");
    return page(req, req_tr(req, S("Kontak pelapor")));
}

static enum outcome
contact_read(struct req *req)
{
    struct kontak_isian *f = req_keep(req, sizeof *f);
    if (!form_read(req, contact_fields, f))
        return INVALID;
    return str_letters(f->sebab) >= 10 ? OK : req_error(req, "sebab", "Tulis keperluannya dalam satu kalimat (paling"
        " sedikit 10 huruf). Pembukaan kontak tercatat.");
}

/* The event first; then the words, on this one page and in no cache. */
static enum outcome
contact_open(struct req *req)
{
    const struct kontak_isian *f = req->kept;
    struct kontak_lihat k = { .form = &req->form, .terbuka = true };
    struct pihak_list list;
    int64_t id;
    TRY(req_id(req, &id));
    TRY(aduan_by_id(req->db, id, &k.p));
    if (k.p.anonim)
        return req_error(req, NULL, "Pelapor memilih anonim, jadi tidak ada kontak yang dapat dibuka.");
    struct peristiwa e = { .waktu = req->now, .akun = req->who.akun, .jabatan = S("petugas"),
        .jenis = S("perkara.kontak_dibuka"), .subjek_jenis = S("perkara"), .subjek = id,
        .isi = str_format(req->arena, "sebab=" STR, STR_ARG(f->sebab)) };
    TRY(peristiwa_add(req->db, &e));
    TRY(pihak_of(req->db, req->region->secret, id, S("pelapor"), &list));
    if (list.count)
        k.pelapor = list.items[0];
    kontak_halaman_html(&req->out, &k);
    req->no_store = true;
    req->section = S("meja");
    return page(req, req_tr(req, S("Kontak pelapor")));
}

const struct route aduan_kasus[] = {
    GET ("/meja/aduan/baru",         catat_form,                               &aduan_meja,    no_place),
    POST("/meja/aduan/baru",         catat_read, catat_save, catat_form,       &aduan_meja,    no_place),
    GET ("/meja/aduan/{id}/sunting", edit_form,                                &aduan_meja,    aduan_place),
    POST("/meja/aduan/{id}/sunting", edit_read, edit_save, edit_form,          &aduan_meja,    aduan_place),
    GET ("/meja/aduan/{id}/kontak",  contact_form,                             &aduan_tangani, aduan_place),
    POST("/meja/aduan/{id}/kontak",  contact_read, contact_open, contact_form, &aduan_tangani, aduan_place),
    { 0 }
};
