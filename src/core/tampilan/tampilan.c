/* tampilan.c: fills the frame: which navigation, whose name, what was said by the page before. */
#include "core/tampilan/tampilan.h"
#include "core/kabar/kabar.h"
#include "core/wilayah/wilayah.h"
#include "core/tampilan/tampilan_html.h"
#include "core/tampilan/tampilan_schema.h"
#include "core/tampilan/warna.h"

static struct nav nav;

void tampilan_nav(struct nav all) { nav = all; }

static struct nav_lihat_list
visible(struct req *req, const struct nav_entry *entries, const struct nav_angka_list *figures)
{
    enum { MOST = 40 };
    struct nav_lihat_list list = { arena_array(req->arena, struct nav_lihat, MOST), 0 };
    for (const struct nav_entry *e = entries; e && e->label && list.count < MOST; e++) {
        if (!who_may(&req->who, e->may, NULL))
            continue;
        struct nav_lihat *n = &list.items[list.count++];
        *n = (struct nav_lihat){ req_tr(req, str_of(e->label)), str_of(e->icon), str_of(e->url),
            str_eqz(req->section, e->section), 0, false };
        for (size_t i = 0; i < figures->count; i++)
            if (strcmp(figures->items[i].section, e->section) == 0) {
                n->jumlah = figures->items[i].jumlah;
                n->penting = figures->items[i].penting;
            }
    }
    return list;
}

static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

static str
initials(struct arena *arena, str name)
{
    struct buf b = { .arena = arena };
    str word;
    while (b.len < 2 && str_cut(&name, ' ', &word))
        if (word.len && is_letter(word.ptr[0]))
            buf_char(&b, word.ptr[0]);
    return buf_view(&b);
}

/* The dark brand stands in the theme that tema_css wrote; without one it is app.css's own. */
static str
theme_colour(const struct region *r)
{
    str key = S("--brand-strong:");
    ptrdiff_t at = str_find(r->theme_css, key);
    return at < 0 ? S("#073f3b") : str_head(str_from(r->theme_css, (size_t)at + key.len), 7);
}

/* What the administrator chose stands over the configuration; its number makes browsers ask anew. */
static void
fill_look(struct req *req, struct bingkai *b)
{
    struct rupa_bingkai r = { 0 };
    b->motto = req->region->motto;
    b->warna = theme_colour(req->region);
    b->tema_url = req->region->theme_css.len ? S("/tema.css") : S("");
    if (!req->db || rupa_frame(req->db, &r) != OK)
        return;
    b->motto = r.motto;
    b->warna = r.merek_tua;
    b->tema_url = str_format(req->arena, "/tema.css?v=%lld", (long long)r.id);
    if (r.lambang)
        b->lambang_url = str_format(req->arena, "/lambang.svg?v=%lld", (long long)r.id);
}

static struct bingkai
frame_of(struct req *req, markup content)
{
    const struct region *r = req->region;
    str here = url_part(req->arena, req->path);
    struct bingkai b = {
        .judul = req->title, .nama = r->nama,
        .provinsi = str_eqz(r->jenis, "provinsi") ? S("") : r->provinsi, .lang = req->out.lang,
        .kabar_singkat = req->flash_text, .kabar_gagal = req->flash_failed, .contoh = r->sample, .isi = content,
        .nomor = req->number,
        .url_id = str_format(req->arena, "/bahasa/id?ke=" STR, STR_ARG(here)),
        .url_en = str_format(req->arena, "/bahasa/en?ke=" STR, STR_ARG(here)),
    };
    fill_look(req, &b);
    req->flash_shown = req->flash_text.len > 0;
    return b;
}

static void
fill_person(struct req *req, struct bingkai *b)
{
    b->akun = req->who.akun;
    b->orang = req->who.nama;
    b->inisial = initials(req->arena, req->who.nama);
    if (req->who.grant_count) {
        b->jabatan = req->who.grants[0].jabatan_nama;
        str wilayah = req->who.grants[0].wilayah;
        if (wilayah.len == 0 || !req->db || wilayah_label(req->db, wilayah, &b->tempat) != OK)
            b->tempat = S("");
    }
    if (req->db && kabar_unread(req->db, req->who.akun, &b->belum_dibaca) != OK)
        b->belum_dibaca = 0;
}

/* Public pages keep the public frame for everybody; what has a section of the workspace gets that one. */
static bool
is_workspace(const struct req *req)
{
    for (const struct nav_entry *e = nav.kerja; e && e->label; e++)
        if (str_eqz(req->section, e->section))
            return req->who.akun != 0;
    return false;
}

void
tampilan_layout(struct req *req, markup content)
{
    struct nav_angka_list figures = { .count = 0 };
    struct bingkai b = frame_of(req, content);
    if (req->who.akun)
        fill_person(req, &b);
    if (is_workspace(req)) {
        if (nav.angka && req->db)
            nav.angka(req, &figures);
        b.nav = visible(req, nav.kerja, &figures);
        bingkai_kerja_html(&req->out, &b);
    } else {
        b.nav = visible(req, nav.publik, &figures);
        bingkai_publik_html(&req->out, &b);
    }
}

/* ---- errors: what happened and the way out ---------------------------------------------------------------- */

/* The first one stands for every status that is not listed. */
static const struct { int status; const char *judul, *isi; } errors[] = {
    { 404, "Halaman tidak ditemukan", "Alamatnya mungkin salah ketik, sudah dipindah, atau bukan untuk Anda."
        " Kode usulan dimulai dengan USL; nomor laporan tertulis di halaman laporannya." },
    { 400, "Isian tidak dapat dibaca", "Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi." },
    { 403, "Halaman ini bukan untuk akun Anda", "Anda sudah masuk, tetapi peran Anda tidak mencakup halaman ini."
        " Bila seharusnya mencakup, minta administrator memeriksa peran Anda." },
    { 405, "Cara membuka ini tidak dilayani", "Buka halamannya lewat tautan, bukan dengan mengirim formulir." },
    { 409, "Formulir ini sudah pernah dikirim", "Kiriman sebelumnya sudah tersimpan dengan isi yang lain. Buka"
        " formulirnya lagi bila masih ada yang ingin dikirim." },
    { 413, "Kiriman terlalu besar", "Tulisan Anda masih ada: tekan Kembali, pilih foto paling besar 20 MB atau"
        " dokumen paling besar 10 MB, lalu kirim lagi." },
    { 421, "Alamat situs ini tidak dilayani di sini", "Periksa nama situsnya, lalu buka lagi." },
    { 422, "Isian belum lengkap", "Kembali ke formulirnya, perbaiki yang ditandai, lalu kirim lagi." },
    { 429, "Terlalu banyak permintaan", "Tunggu satu menit, lalu coba lagi. Isian Anda belum terkirim." },
    { FORM_TOO_OLD, "Formulir ini sudah terlalu lama terbuka", "Demi keamanan isian tidak disimpan. Kembali, muat"
        " ulang halaman, lalu kirim lagi." },
    { FORM_FOREIGN, "Formulir ini dikirim dari situs lain", "Demi keamanan isian tidak disimpan. Buka formulirnya"
        " di situs ini, lalu kirim dari sana." },
    { CRASHED_BEFORE, "Kiriman ini membuat sistem berhenti", "Karena itu tidak kami kerjakan lagi selama satu jam."
        " Sebutkan kode di bawah ini kepada kami, atau buka formulirnya lagi dan tulis dengan cara lain." },
    { 500, "Ada yang rusak di pihak kami", "Tidak ada yang tersimpan setengah. Coba lagi beberapa menit lagi." },
    { 503, "Sedang ramai", "Coba lagi sebentar lagi. Bila ini kiriman: tekan Kembali dan kirim formulir yang"
        " sama. Yang sudah tersimpan tidak akan tersimpan dua kali." },
    { 507, "Penyimpanan kami sedang penuh", "Kiriman ini tidak tersimpan; yang sudah ada tetap aman dan dapat dibaca."
        " Tulisan Anda masih ada: tekan Kembali, dan kirim lagi nanti, setelah pengelola memberi ruang." },
};

struct galat_lihat
galat_of(struct req *req, int status)
{
    size_t at = 0;
    for (size_t i = 0; i < COUNT(errors); i++)
        if (errors[i].status == status)
            at = i;
    return (struct galat_lihat){
        .status = status_shown(status), .kode = req->number,
        .judul = req_tr(req, str_of(errors[at].judul)), .isi = req_tr(req, str_of(errors[at].isi)),
        .masuk = status == 403 && !req->who.akun, .kerja = status == 403 && req->who.akun,
    };
}

void
tampilan_error(struct req *req, int status)
{
    struct galat_lihat g = galat_of(req, status);
    req->title = g.judul;
    req->section = S("");
    galat_halaman_html(&req->out, &g);
}

const struct module tampilan_module = {
    .name   = "tampilan",
    .title  = "Tampilan",
    .schema = &tampilan_schema,
    .permissions = LIST(struct permission, &tampilan_kelola),
    .routes = LIST(struct route, tampilan_pages, gaya_pages, warna_pages),
};
