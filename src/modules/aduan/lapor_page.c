/* lapor_page.c: the first two steps of a report, without an account: what it is about, then where and how. */
#include "base/letters.h"
#include "base/random.h"
#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/lapor_html.h"
#include "modules/aduan/lapor_lihat.h"

enum { BODY_MOST = 24 * 1024 * 1024 };

/* ---- step 1: what about ------------------------------------------------------------------------------------ */

static bool
matches(struct arena *arena, const struct kategori *k, str cari)
{
    str all = str_format(arena, STR " " STR " " STR, STR_ARG(k->nama), STR_ARG(k->kata), STR_ARG(k->kelompok));
    return strcasestr(all.ptr, cstr(arena, cari)) != NULL;
}

static enum outcome
choose(struct req *req)
{
    struct lapor_pilih l = { .cari = letters_head(str_trim(req_arg(req, "cari")), 60) };
    struct kategori_list all;
    TRY(kategori_list(req->db, S("aduan"), &all));
    l.kelompok.items = arena_array(req->arena, struct kelompok_kategori, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        struct kelompok_kategori *g = l.kelompok.count ? &l.kelompok.items[l.kelompok.count - 1] : NULL;
        if (l.cari.len && !matches(req->arena, &all.items[i], l.cari))
            continue;
        if (!g || !str_eq(g->nama, all.items[i].kelompok)) {
            g = &l.kelompok.items[l.kelompok.count++];
            g->nama = all.items[i].kelompok;
            g->kategori.items = arena_array(req->arena, struct kategori, all.count);
        }
        g->kategori.items[g->kategori.count++] = all.items[i];
        l.jumlah++;
    }
    if (l.cari.len == 0)
        TRY(kategori_often(req, S("aduan"), &l.sering));
    lapor_pilih_halaman_html(&req->out, &l);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Lapor")));
}

/* ---- step 2: where and how ------------------------------------------------------------------------------------ */

struct isian { str isi, kelurahan, alamat, lat, lon, cap, situs; };
static const struct field fields[] = {
    FIELD(struct isian, isi, .label = "Apa yang terjadi?", .max = 4000, .lines = true, REQUIRED,
        .hint = "Tulis apa, sejak kapan, dan akibatnya. Jangan tulis nama orang atau nomor telepon."),
    FIELD(struct isian, kelurahan, .label = "Kelurahan", .max = 20),
    FIELD(struct isian, alamat, .label = "Alamat atau patokan", .max = 200,
        .hint = "Misalnya: depan SDN 3, Jl. Imam Bonjol. Boleh kosong bila titiknya ditandai."),
    FIELD(struct isian, lat, .label = "Lintang", .max = 20),
    FIELD(struct isian, lon, .label = "Bujur", .max = 20),
    FIELD(struct isian, cap, .label = "Cap waktu", .max = 80),
    FIELD(struct isian, situs, .label = "Situs web", .max = 200),
    { 0 }
};

struct mengisi { struct isian f; struct draf d; struct foto_masuk foto; str kata; };

static enum outcome
questions_of(struct req *req, int64_t kategori, struct tanya_list *list)
{
    struct atribut_list all;
    TRY(atribut_of(req->db, kategori, &all));
    *list = (struct tanya_list){ arena_array(req->arena, struct tanya, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++) {
        struct tanya *t = &list->items[list->count++];
        t->a = all.items[i];
        t->nama = str_format(req->arena, "tanya_" STR, STR_ARG(t->a.kode));
        t->nilai = form_value(&req->form, t->nama);
    }
    return OK;
}

static enum outcome
areas(struct req *req, struct pilihan_list *list)
{
    struct wilayah_list all;
    TRY(wilayah_of_level(req->db, TINGKAT_KELURAHAN, S(""), &all));
    list->items = arena_array(req->arena, struct pilihan, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        list->items[list->count++] = (struct pilihan){ .kode = all.items[i].kode, .nama = all.items[i].nama };
    return OK;
}

static enum outcome
category_of(struct req *req, struct kategori *k)
{
    TRY(kategori_by_kode(req->db, S("aduan"), req_param(req, "kategori"), k));
    return k->aktif ? OK : NOT_FOUND;
}

static enum outcome
form(struct req *req)
{
    const struct mengisi *sent = req->kept;
    struct lapor_isi l = { .form = &req->form, .foto_ada = foto_tokens(req, sent ? &sent->foto : NULL) };
    form_show(req, fields);
    TRY(category_of(req, &l.k));
    TRY(questions_of(req, l.k.id, &l.tanya));
    TRY(areas(req, &l.kelurahan));
    TRY(aduan_pick_map(req, &l.peta));
    l.tujuan = str_format(req->arena, "/lapor/" STR, STR_ARG(l.k.kode));
    str typed = form_value(&req->form, S("cap"));
    l.cap = typed.len ? typed : lapor_stamp(req);
    lapor_isi_halaman_html(&req->out, &l);
    req->section = S("aduan");
    return page(req, req_tr(req, l.k.nama));
}

/* A point tells the kelurahan; without one the list does. */
static enum outcome
place_report(struct req *req, struct mengisi *m)
{
    struct wilayah w;
    if (titik_parse(m->f.lat, m->f.lon, &m->d.lat_e6, &m->d.lon_e6) != OK)
        return req_error(req, "lat", "Tulis titik dalam derajat, misalnya lintang -5,1204 dan bujur 105,3189, atau"
            " kosongkan.");
    if (m->d.lat_e6 || m->d.lon_e6) {
        enum outcome o = wilayah_at_point(req->db, m->d.lat_e6, m->d.lon_e6, &m->d.kelurahan);
        if (o == OK)
            return OK;
        if (o != NOT_FOUND)
            return o;
        struct batas_list borders;
        TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
        if (borders.count)
            return req_error(req, "lat", "Titik ini di luar " STR ". Periksa titiknya, atau kosongkan dan pilih"
                " kelurahannya.", STR_ARG(req->region->nama));
    }
    if (m->f.alamat.len == 0)
        return req_error(req, "alamat", "Tulis alamat atau patokannya, atau tandai titiknya di peta.");
    enum outcome o = wilayah_by_kode(req->db, m->f.kelurahan, &w);
    if (o == NOT_FOUND || (o == OK && w.tingkat != TINGKAT_KELURAHAN))
        return req_error(req, "kelurahan", "Pilih kelurahan tempat kejadiannya.");
    m->d.kelurahan = m->f.kelurahan;
    return o;
}

static bool
is_choice(const struct atribut *a, str nilai)
{
    bool known = a->pilihan_count == 0;
    for (size_t i = 0; i < a->pilihan_count; i++)
        known |= str_eq(a->pilihan[i].kunci, nilai);
    return known;
}

static enum outcome
read_answers(struct req *req, int64_t kategori, struct draf *d)
{
    struct tanya_list list;
    struct buf b = { .arena = req->arena };
    bool right = true;
    TRY(questions_of(req, kategori, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct tanya *t = &list.items[i];
        const char *name = cstr(req->arena, t->nama);
        str one = { 0 };
        for (size_t n = 0; (one = form_value_at(&req->form, t->nama, n)).len; n++) {
            if (!is_choice(&t->a, one) || one.len > 400 || str_find(one, S("\n")) >= 0)
                right = req_error(req, name, "Pilih atau tulis jawaban yang tersedia.") == OK;
            else
                buf_format(&b, STR "=" STR "\n", STR_ARG(t->a.kode), STR_ARG(one));
        }
        if (t->a.wajib && t->a.variabel && form_value(&req->form, t->nama).len == 0)
            right = req_error(req, name, "\"" STR "\" wajib dijawab.", STR_ARG(t->a.tanya)) == OK;
    }
    d->jawaban = buf_view(&b);
    return right ? OK : INVALID;
}

/* Photos first: a form that comes back for another reason keeps them. */
static enum outcome
read(struct req *req)
{
    struct mengisi *m = req_keep(req, sizeof *m);
    struct kategori k;
    TRY(category_of(req, &k));
    enum outcome photos = foto_take(req, &m->foto);
    if (photos != OK && photos != INVALID)
        return photos;
    bool right = form_read(req, fields, &m->f) && photos == OK;
    if (m->f.situs.len || lapor_too_quick(req, m->f.cap))
        return req_error(req, NULL, "Formulir dikirim terlalu cepat atau sudah lama terbuka. Periksa isinya, lalu kirim"
            " lagi.");
    if (right && str_letters(m->f.isi) < 10)
        right = req_error(req, "isi", "Ceritakan sedikit lebih banyak: apa yang terjadi dan di mana.") == OK;
    TRY(place_report(req, m));
    TRY(read_answers(req, k.id, &m->d));
    m->d.kategori = k.id;
    m->d.isi = m->f.isi;
    m->d.alamat = m->f.alamat;
    m->kata = random_hex(req->arena, 16);
    return right ? OK : INVALID;
}

static enum outcome
keep_draft(struct req *req)
{
    struct mengisi *m = req->kept;
    TRY(draf_save(req, &m->d, m->kata));
    TRY(foto_attach(req->db, &m->foto, &(struct berkas){ .milik_jenis = S("aduan_draf"), .milik_id = m->d.id,
        .peran = S("foto") }));
    return redirect(req, "/lapor/kirim/" STR, STR_ARG(m->kata));
}

const struct route aduan_lapor[] = {
    GET ("/lapor",                  choose,                 &anyone, no_place),
    GET ("/lapor/{kategori}",       form,                   &anyone, no_place),
    POST_FILES("/lapor/{kategori}", read, keep_draft, form, &anyone, no_place, BODY_MOST),
    { 0 }
};
