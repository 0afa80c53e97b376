/* atur_page.c: the settings of complaints: their head, the categories, one category. */
#include "modules/aduan/atur_html.h"
#include "modules/aduan/atur_lihat.h"
#include "modules/aduan/lapor_dalam.h"

static const struct { const char *kode, *nama, *ikon, *url; } sections[] = {
    { "kategori", "Kategori",    "layers",              "/meja/aduan/atur" },
    { "jam",      "Batas waktu", "timer",               "/meja/aduan/atur/jam" },
    { "jenjang",  "Jenjang",     "arrow-up",            "/meja/aduan/atur/jenjang" },
    { "jarak",    "Jarak",       "target",              "/meja/aduan/atur/jarak" },
    { "alasan",   "Alasan",      "message-square-text", "/meja/aduan/atur/alasan" },
    { "templat",  "Templat",     "scroll-text",         "/meja/aduan/atur/templat" },
};

struct atur_kepala
atur_kepala(struct req *req, const char *kini)
{
    struct atur_kepala k = { .form = &req->form };
    k.bagian.items = arena_array(req->arena, struct atur_bagian, COUNT(sections));
    for (size_t i = 0; i < COUNT(sections); i++)
        k.bagian.items[k.bagian.count++] = (struct atur_bagian){ str_of(sections[i].nama), str_of(sections[i].ikon),
            str_of(sections[i].url), strcmp(sections[i].kode, kini) == 0 };
    req->section = S("aduan_atur");
    return k;
}

struct pilihan_list
atur_offices(struct req *req)
{
    struct opd_list offices;
    struct pilihan_list l = { 0 };
    if (opd_all(req->db, S(""), &offices) != OK)
        return l;
    l.items = arena_array(req->arena, struct pilihan, offices.count + 1);
    for (size_t i = 0; i < offices.count; i++)
        l.items[l.count++] = (struct pilihan){ .kode = str_number_in(req->arena, offices.items[i].id),
            .nama = offices.items[i].nama };
    return l;
}

str
tampak_label(str tampak)
{
    return str_eqz(tampak, "publik") ? S("Publik") : str_eqz(tampak, "tertutup") ? S("Tertutup") : S("Rahasia");
}

/* ---- the list --------------------------------------------------------------------------------------------------- */

/* Rows come with the active ones first, by group. */
static void
group(struct req *req, struct atur_kategori *l, const struct kategori_list *all)
{
    l->kelompok.items = arena_array(req->arena, struct kategori_kelompok, all->count + 1);
    for (size_t i = 0; i < all->count; i++) {
        struct kategori *k = &all->items[i];
        struct kategori_kelompok *last = l->kelompok.count ? &l->kelompok.items[l->kelompok.count - 1] : NULL;
        if (!k->aktif && l->pensiun.count++ == 0)
            l->pensiun.items = k;
        if (!k->aktif)
            continue;
        if (!last || !str_eq(last->nama, k->kelompok)) {
            last = &l->kelompok.items[l->kelompok.count++];
            *last = (struct kategori_kelompok){ k->kelompok, { k, 0 } };
        }
        last->kategori.count++;
    }
}

static enum outcome
categories(struct req *req)
{
    struct atur_kategori l = { .kepala = atur_kepala(req, "kategori") };
    struct kategori_list all;
    TRY(kategori_rows(req->db, S("aduan"), &all));
    group(req, &l, &all);
    atur_kategori_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Kategori aduan")));
}

/* ---- one -------------------------------------------------------------------------------------------------------- */

struct kategori_isian { str kode, nama, kelompok, keterangan, kata; int64_t opd; str golongan, tampak; int64_t urutan;
    bool peka, aktif; };
static const struct field fields[] = {
    FIELD(struct kategori_isian, kode, .label = "Kode", .max = 40, REQUIRED,
        .hint = "Huruf kecil dan tanda hubung, misalnya lampu-jalan; dipakai Open311 dan tidak dapat diganti."),
    FIELD(struct kategori_isian, nama, .label = "Nama", .max = 80, REQUIRED, .hint = "Seperti dibaca warga."),
    FIELD(struct kategori_isian, kelompok, .label = "Kelompok", .max = 40, REQUIRED,
        .hint = "Judul di atasnya, misalnya Jalan."),
    FIELD(struct kategori_isian, keterangan, .label = "Keterangan", .max = 200),
    FIELD(struct kategori_isian, kata, .label = "Kata pencarian", .max = 200,
        .hint = "Kata lain yang dipakai warga, dipisah spasi."),
    FIELD(struct kategori_isian, opd, .label = "Perangkat daerah", .hint = "Kosong: meja yang menentukan."),
    FIELD(struct kategori_isian, golongan, .label = "Golongan", .max = 20, REQUIRED,
        .hint = "Menentukan batas waktunya."),
    FIELD(struct kategori_isian, tampak, .label = "Tampil sebagai", .max = 20, REQUIRED,
        .hint = "Pilihan awal; pelapor dan meja dapat menutupnya."),
    FIELD(struct kategori_isian, urutan, .label = "Urutan", .lowest = 0, .highest = 999,
        .hint = "Yang kecil lebih dulu dalam kelompoknya."),
    FIELD(struct kategori_isian, peka, .label = "Lokasinya disamarkan",
        .hint = "Peta dan unduhan tidak pernah menunjukkan titiknya."),
    FIELD(struct kategori_isian, aktif, .label = "Dapat dipilih"),
    { 0 }
};

static const char *const sights[] = { "publik", "tertutup", "rahasia" };
static const char *const icons[] = { "construction", "traffic-cone", "landmark", "lamp", "triangle-alert", "car",
    "waves", "droplets", "trash-2", "factory", "tree-pine", "tree-deciduous", "id-card", "building-2", "file-check",
    "school", "hospital", "heart-pulse", "hand-heart", "volume-2", "shield-alert", "gavel", "flame", "house", "store",
    "baby", "wifi-off", "info", "lightbulb", "circle-ellipsis" };

static bool
is_one_of(const char *const *words, size_t count, str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_eqz(word, words[i]))
            return true;
    return false;
}

static void
fill_choices(struct req *req, struct atur_kategori_satu *s)
{
    s->opd = atur_offices(req);
    s->ikon.items = arena_array(req->arena, struct pilihan, COUNT(icons) + 1);
    s->golongan = alur_choices(req, aduan_alur.golongan);
    s->tampak.items = arena_array(req->arena, struct pilihan, COUNT(sights));
    if (s->k.ikon.len && !is_one_of(icons, COUNT(icons), s->k.ikon))
        s->ikon.items[s->ikon.count++] = (struct pilihan){ .kode = s->k.ikon };
    for (size_t i = 0; i < COUNT(icons); i++)
        s->ikon.items[s->ikon.count++] = (struct pilihan){ .kode = str_of(icons[i]) };
    for (size_t i = 0; i < COUNT(sights); i++)
        s->tampak.items[s->tampak.count++] = (struct pilihan){ .kode = str_of(sights[i]),
            .nama = req_tr(req, tampak_label(str_of(sights[i]))) };
}

static enum outcome
show_category(struct req *req, const struct kategori *k, bool fresh)
{
    struct atur_kategori_satu s = { .kepala = atur_kepala(req, "kategori"), .form = &req->form, .k = *k,
        .baru = fresh };
    s.judul = fresh ? req_tr(req, S("Kategori baru")) : k->nama;
    s.tujuan = str_format(req->arena, "/meja/aduan/atur/kategori/" STR, STR_ARG(fresh ? S("baru") : k->kode));
    fill_choices(req, &s);
    if (!fresh)
        TRY(atribut_rows(req->db, k->id, &s.tanya));
    form_show(req, fields);
    form_set(req, "kode", k->kode);
    form_set(req, "nama", k->nama);
    form_set(req, "kelompok", k->kelompok);
    form_set(req, "keterangan", k->keterangan);
    form_set(req, "kata", k->kata);
    form_set(req, "ikon", k->ikon);
    form_set(req, "opd", k->opd ? str_number_in(req->arena, k->opd) : S(""));
    form_set(req, "golongan", k->golongan);
    form_set(req, "tampak", k->tampak);
    form_set(req, "urutan", str_number_in(req->arena, k->urutan));
    form_set(req, "peka", k->peka ? S("1") : S(""));
    form_set(req, "aktif", k->aktif ? S("1") : S(""));
    atur_kategori_satu_halaman_html(&req->out, &s);
    return page(req, s.judul);
}

static enum outcome
new_category(struct req *req)
{
    return show_category(req, &(struct kategori){ .ikon = S("circle-ellipsis"), .golongan = S("biasa"),
        .tampak = S("publik"), .aktif = true }, true);
}

static enum outcome
one_category(struct req *req)
{
    struct kategori k;
    TRY(kategori_by_kode(req->db, S("aduan"), req_param(req, "kategori"), &k));
    return show_category(req, &k, false);
}

static enum outcome
read_category(struct req *req)
{
    struct kategori_isian f = { 0 };
    struct kategori *k = req_keep(req, sizeof *k);
    bool right = form_read(req, fields, &f);
    str icon = form_value(&req->form, S("ikon"));
    if (f.golongan.len && !alur_offers(aduan_alur.golongan, f.golongan))
        right = req_error(req, "golongan", "Pilih golongan dari daftar.") == OK;
    if (f.tampak.len && !kata_tampak(f.tampak))
        right = req_error(req, "tampak", "Pilih publik, tertutup, atau rahasia.") == OK;
    *k = (struct kategori){ .jenis = S("aduan"), .kode = f.kode, .nama = f.nama, .keterangan = f.keterangan,
        .kelompok = f.kelompok, .kata = f.kata, .ikon = icon, .opd = f.opd, .golongan = f.golongan,
        .tampak = f.tampak, .peka = f.peka, .urutan = f.urutan, .aktif = f.aktif };
    return right ? OK : INVALID;
}

static enum outcome
save(struct req *req, struct kategori k, const struct kategori *was)
{
    if (!is_one_of(icons, COUNT(icons), k.ikon) && !(was && str_eq(was->ikon, k.ikon)))
        return req_error(req, "ikon", "Pilih satu gambar.");
    TRY(kategori_change(req, &k, was == NULL));
    flash(req, "Kategori " STR " tersimpan.", STR_ARG(k.nama));
    return redirect(req, "/meja/aduan/atur/kategori/" STR, STR_ARG(k.kode));
}

static enum outcome
create(struct req *req)
{
    struct kategori k = *(const struct kategori *)req->kept;
    k.id = req->new_id;
    return save(req, k, NULL);
}

static enum outcome
change(struct req *req)
{
    struct kategori was, k = *(const struct kategori *)req->kept;
    TRY(kategori_by_kode(req->db, S("aduan"), req_param(req, "kategori"), &was));
    k.id = was.id;
    k.kode = was.kode;
    return save(req, k, &was);
}

const struct route aduan_atur_pages[] = {
    GET ("/meja/aduan/atur",                     categories,                          &aduan_atur, no_place),
    GET ("/meja/aduan/atur/kategori/baru",       new_category,                        &aduan_atur, no_place),
    POST("/meja/aduan/atur/kategori/baru",       read_category, create, new_category, &aduan_atur, no_place),
    GET ("/meja/aduan/atur/kategori/{kategori}", one_category,                        &aduan_atur, no_place),
    POST("/meja/aduan/atur/kategori/{kategori}", read_category, change, one_category, &aduan_atur, no_place),
    { 0 }
};
