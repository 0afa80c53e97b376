/* aduan_page.c: complaints in public: the list with its filters, one complaint, and one more voice for it. */
#include "core/jejak/jejak.h"
#include "core/perkara/tawaran.h"
#include "modules/aduan/aduan_html.h"
#include "modules/aduan/aduan_lihat.h"
#include "modules/aduan/lapor_dalam.h"

/* ---- the list ------------------------------------------------------------------------------------------------ */

static const char *const filter_names[] = { "kelurahan", "kategori", "keadaan", "opd", NULL };

url_query aduan_saring_query(struct req *req) { return req_query(req, filter_names, NULL); }

struct perkara_saring
aduan_saring_of(struct req *req)
{
    return (struct perkara_saring){ .jenis = S("aduan"), .kelurahan = req_arg(req, "kelurahan"),
        .keadaan = req_arg(req, "keadaan"), .kategori = req_arg_int(req, "kategori", 0),
        .opd = req_arg_int(req, "opd", 0), .sebelum = req_arg_int(req, "sebelum", 0) };
}

static void
add(struct req *req, struct pilihan_list *list, int64_t id, str nama)
{
    list->items[list->count++] = (struct pilihan){ .nama = nama,
        .kode = str_format(req->arena, "%lld", (long long)id) };
}

enum outcome
aduan_saring_choices(struct req *req, struct aduan_daftar *d)
{
    struct wilayah_list areas;
    struct kategori_list categories;
    struct opd_list offices;
    TRY(wilayah_of_level(req->db, TINGKAT_KELURAHAN, S(""), &areas));
    TRY(kategori_list(req->db, S("aduan"), &categories));
    TRY(opd_all(req->db, S("dinas"), &offices));
    d->kelurahan.items = arena_array(req->arena, struct pilihan, areas.count + 1);
    d->kategori.items = arena_array(req->arena, struct pilihan, categories.count + 1);
    d->opd.items = arena_array(req->arena, struct pilihan, offices.count + 1);
    d->keadaan.items = arena_array(req->arena, struct pilihan, 20);
    for (size_t i = 0; i < areas.count; i++)
        d->kelurahan.items[d->kelurahan.count++] = (struct pilihan){ .kode = areas.items[i].kode,
            .nama = areas.items[i].nama };
    for (size_t i = 0; i < categories.count; i++)
        add(req, &d->kategori, categories.items[i].id, categories.items[i].nama);
    for (size_t i = 0; i < offices.count; i++)
        add(req, &d->opd, offices.items[i].id, offices.items[i].singkatan);
    for (const struct keadaan_alur *k = aduan_alur.keadaan; k->kode; k++)
        d->keadaan.items[d->keadaan.count++] = (struct pilihan){ .kode = str_of(k->kode), .nama = str_of(k->nama) };
    return OK;
}

void
aduan_saring_chips(struct req *req, const char *path, struct aduan_daftar *d)
{
    const struct pilihan_list *lists[] = { &d->kelurahan, &d->kategori, &d->keadaan, &d->opd };
    d->cip.items = arena_array(req->arena, struct saring_cip, COUNT(lists));
    for (size_t i = 0; i < COUNT(lists); i++) {
        d->kini[i] = req_arg(req, filter_names[i]);
        for (size_t j = 0; j < lists[i]->count; j++)
            if (d->kini[i].len && str_eq(lists[i]->items[j].kode, d->kini[i]))
                d->cip.items[d->cip.count++] = (struct saring_cip){ lists[i]->items[j].nama,
                    str_format(req->arena, "%s?" STR "#daftar", path,
                        STR_ARG(req_query(req, filter_names, filter_names[i]).text)) };
    }
    d->disaring = d->cip.count > 0;
    d->query = aduan_saring_query(req);
}

enum outcome
aduan_totals(struct req *req, struct aduan_daftar *d)
{
    struct perkara_hitung_list counts;
    date today = date_of(req->now, req->region->zone);
    str span[2] = { str_head(date_iso(req->arena, date_from_number(date_number(today) - 365)), 7),
        str_head(date_iso(req->arena, today), 7) };
    int64_t in_time = 0, late = 0;
    TRY(perkara_counts(req->db, S("aduan"), PERKARA_KEADAAN, span, &counts));
    for (size_t i = 0; i < counts.count; i++) {
        const struct perkara_hitung *h = &counts.items[i];
        d->jumlah += h->jumlah;
        d->terbuka += alur_keadaan(&aduan_alur, h->keadaan)->terbuka ? h->jumlah : 0;
        in_time += h->tepat;
        late += h->lambat;
    }
    d->selesai = in_time + late;
    d->tepat_bp = d->selesai ? in_time * 10000 / d->selesai : 0;
    return OK;
}

static enum outcome
list(struct req *req)
{
    struct aduan_daftar d = { 0 };
    TRY(aduan_saring_choices(req, &d));
    aduan_saring_chips(req, "/aduan", &d);
    TRY(aduan_totals(req, &d));
    struct perkara_saring s = aduan_saring_of(req);
    TRY(perkara_publik(req->db, &s, &d.aduan));
    if (d.aduan.count > PERKARA_PAGE) {
        d.aduan.count = PERKARA_PAGE;
        d.berikut = str_format(req->arena, "/aduan?" STR "%ssebelum=%lld#daftar", STR_ARG(d.query.text),
            d.query.text.len ? "&" : "", (long long)d.aduan.items[PERKARA_PAGE - 1].id);
    }
    if (s.sebelum)
        d.awal = str_format(req->arena, "/aduan?" STR "#daftar", STR_ARG(d.query.text));
    aduan_daftar_halaman_html(&req->out, &d);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Pengaduan")));
}

/* ---- one -------------------------------------------------------------------------------------------------------- */

static enum outcome
shown(struct req *req, struct perkara *p)
{
    TRY(aduan_by_nomor(req->db, req_param(req, "nomor"), p));
    return p->tayang && str_eqz(p->jenis, "aduan") ? OK : NOT_FOUND;
}

/* The proposal that it recurred into, once that is on a public trail. */
static enum outcome
proposal_of(struct req *req, struct aduan_satu *a)
{
    struct tawaran t;
    struct simpul_list trail;
    enum outcome o = tawaran_of_perkara(req->db, a->p.id, &t);
    if (o != OK || !t.tujuan)
        return o == NOT_FOUND ? OK : o;
    TRY(jejak_of(req->db, t.id, false, &trail));
    for (size_t i = 0; i < trail.count; i++)
        if (trail.items[i].id == t.tujuan)
            a->usulan = trail.items[i].tautan;
    return OK;
}

static enum outcome
show(struct req *req)
{
    struct aduan_satu a = { 0 };
    TRY(shown(req, &a.p));
    TRY(aduan_gather(req, &a, false));
    TRY(proposal_of(req, &a));
    aduan_satu_halaman_html(&req->out, &a);
    req->section = S("aduan");
    return page(req, a.p.judul);
}

/* A page with a button of its own, so that the complaint itself stays in everybody's cache. */
static enum outcome
ask_support(struct req *req)
{
    struct aduan_satu a = { 0 };
    TRY(shown(req, &a.p));
    struct konfirmasi k = { .judul = req_format(req, "Anda juga mengalami \"" STR "\"?", STR_ARG(a.p.judul)),
        .isi = req_tr(req, S("Satu suara untuk satu orang. Laporan yang banyak dialami naik urutan penanganannya.")),
        .tombol = req_tr(req, S("Ya, saya juga mengalami")), .tujuan = str_format(req->arena, "/aduan/" STR "/dukung",
            STR_ARG(a.p.nomor)), .batal = str_format(req->arena, "/aduan/" STR, STR_ARG(a.p.nomor)) };
    aduan_dukung_halaman_html(&req->out, &a.p, &k, &req->form);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Saya juga mengalami")));
}

static enum outcome
support(struct req *req)
{
    struct perkara p;
    bool first = false;
    TRY(shown(req, &p));
    struct pihak voice = { .akun = req->who.akun, .tamu = draf_tamu(req) };
    TRY(perkara_support(req, &p, &voice, &first));
    flash(req, first ? "Terima kasih. Suara Anda ikut dihitung pada laporan " STR "."
        : "Suara Anda sudah tercatat pada laporan " STR ".", STR_ARG(p.nomor));
    return redirect(req, "/aduan/" STR, STR_ARG(p.nomor));
}

const struct route aduan_pages[] = {
    GET ("/aduan",                list,                       &anyone, no_place),
    GET ("/aduan/{nomor}",        show,                       &anyone, no_place),
    GET ("/aduan/{nomor}/dukung", ask_support,                &anyone, no_place),
    POST("/aduan/{nomor}/dukung", NULL, support, ask_support, &anyone, no_place),
    { 0 }
};
