/* publik_page.c: what everybody reads without logging in: the year, its list, one place, refusals, the dictionary. */
#include "core/tampilan/komponen.h"
#include "modules/musrenbang/musrenbang_lihat.h"
#include "modules/musrenbang/publik_html.h"
#include "modules/musrenbang/usulan_html.h"

enum outcome
tahun_of(struct req *req, struct tahun *t)
{
    int64_t tahun;
    if (!str_int(req_param(req, "tahun"), &tahun))
        return NOT_FOUND;
    return tahun_get(req->db, tahun, t);
}

/* ---- filters in the URL ------------------------------------------------------------------------------------ */

static const char *const filter_names[] = { "kelurahan", "status", "kelompok", "opd", "asal", NULL };

struct usulan_saring
saring_of(struct req *req, int64_t tahun)
{
    return (struct usulan_saring){ .tahun = tahun, .kelurahan = req_arg(req, "kelurahan"),
        .status = req_arg(req, "status"), .kelompok = req_arg(req, "kelompok"), .asal = req_arg(req, "asal"),
        .opd = req_arg_int(req, "opd", 0), .sebelum = req_arg_int(req, "sebelum", 0) };
}

static void
add_option(struct req *req, struct opsi_list *list, const char *filter, str kode, str nama)
{
    bool chosen = str_eq(req_arg(req, filter), kode);
    list->items[list->count++] = (struct opsi){ kode, nama, chosen };
}

static void
add_chip(struct req *req, struct musrenbang_lihat *m, const char *filter, const struct opsi_list *options)
{
    for (size_t i = 0; i < options->count; i++) {
        if (!options->items[i].dipilih)
            continue;
        str rest = req_query(req, filter_names, filter).text;
        m->saring.items[m->saring.count++] = (struct cip){ options->items[i].nama,
            str_format(req->arena, "/musrenbang/%lld%s" STR "#daftar", (long long)m->tahun.tahun,
                rest.len ? "?" : "", STR_ARG(rest)) };
    }
}

static enum outcome
filters(struct req *req, struct musrenbang_lihat *m)
{
    static const char *const statuses[] = { "diajukan", "dikembalikan", "cadangan", "diterima", "ditolak" };
    static const char *const groups[] = { "infrastruktur", "manusia", "ekonomi" };
    struct opd_list offices;
    TRY(opd_all(req->db, S("dinas"), &offices));
    m->kelurahan_opsi.items = arena_array(req->arena, struct opsi, m->kelurahan.count + 1);
    m->status_opsi.items = arena_array(req->arena, struct opsi, COUNT(statuses));
    m->kelompok_opsi.items = arena_array(req->arena, struct opsi, COUNT(groups));
    m->opd_opsi.items = arena_array(req->arena, struct opsi, offices.count + 1);
    m->saring.items = arena_array(req->arena, struct cip, 8);
    for (size_t i = 0; i < m->kelurahan.count; i++)
        add_option(req, &m->kelurahan_opsi, "kelurahan", m->kelurahan.items[i].kode, m->kelurahan.items[i].nama);
    for (size_t i = 0; i < COUNT(statuses); i++)
        add_option(req, &m->status_opsi, "status", str_of(statuses[i]), status_name_label(str_of(statuses[i])));
    for (size_t i = 0; i < COUNT(groups); i++)
        add_option(req, &m->kelompok_opsi, "kelompok", str_of(groups[i]), kelompok_label(str_of(groups[i])));
    for (size_t i = 0; i < offices.count; i++)
        add_option(req, &m->opd_opsi, "opd", str_format(req->arena, "%lld", (long long)offices.items[i].id),
            offices.items[i].singkatan);
    add_chip(req, m, "kelurahan", &m->kelurahan_opsi);
    add_chip(req, m, "status", &m->status_opsi);
    add_chip(req, m, "kelompok", &m->kelompok_opsi);
    add_chip(req, m, "opd", &m->opd_opsi);
    m->disaring = m->saring.count > 0;
    m->query = req_query(req, filter_names, NULL);
    m->hidup.batas = str_format(req->arena, "/musrenbang/%lld/peta?" STR, (long long)m->tahun.tahun,
        STR_ARG(m->query.text));
    return OK;
}

/* ---- privacy ----------------------------------------------------------------------------------------------- */

enum outcome
hide_private(struct db *db, struct usulan *u)
{
    struct wilayah rw;
    if (!u->pribadi)
        return OK;
    TRY(wilayah_by_kode(db, u->wilayah, &rw));
    u->lat_e6 = rw.lat_e6;
    u->lon_e6 = rw.lon_e6;
    u->alamat = u->rt = S("");
    u->judul = u->kamus_nama;
    u->masalah = S("Usulan untuk rumah pribadi. Alamat dan nama tidak ditampilkan.");
    return OK;
}

static enum outcome
hide_private_ones(struct db *db, struct usulan_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        TRY(hide_private(db, &list->items[i]));
    return OK;
}

/* ---- pages --------------------------------------------------------------------------------------------------- */

/* Links from before there was one search for everything. */
static enum outcome
to_search(struct req *req, str words)
{
    str area = req_arg(req, "kelurahan");
    return redirect(req, "/cari?jenis=usulan&q=" STR "%s" STR, STR_ARG(url_part(req->arena, words)),
        area.len ? "&kelurahan=" : "", STR_ARG(url_part(req->arena, area)));
}

/* Everybody is offered this page from the first day on. */
static enum outcome
before_any(struct req *req)
{
    musrenbang_belum_html(&req->out);
    req->section = S("musrenbang");
    return page(req, S("Musrenbang"));
}

static enum outcome
latest(struct req *req)
{
    struct tahun t;
    if (req_arg(req, "cari").len)
        return to_search(req, req_arg(req, "cari"));
    enum outcome o = tahun_current(req->db, &t);
    if (o != OK)
        return o == NOT_FOUND ? before_any(req) : o;
    str query = req_query(req, filter_names, NULL).text;
    return redirect(req, "/musrenbang/%lld%s" STR "%s", (long long)t.tahun, query.len ? "?" : "", STR_ARG(query),
        query.len ? "#daftar" : "");
}

static enum outcome
fill_list(struct req *req, struct musrenbang_lihat *m)
{
    struct usulan_saring s = saring_of(req, m->tahun.tahun);
    const char *more = m->query.text.len ? "&" : "";
    TRY(usulan_public(req->db, &s, &m->usulan));
    TRY(hide_private_ones(req->db, &m->usulan));
    if (m->usulan.count > USULAN_PAGE) {
        m->usulan.count = USULAN_PAGE;
        m->berikut = str_format(req->arena, "/musrenbang/%lld?" STR "%ssebelum=%lld#daftar",
            (long long)m->tahun.tahun, STR_ARG(m->query.text), more, (long long)m->usulan.items[USULAN_PAGE - 1].id);
    }
    if (s.sebelum)
        m->awal = str_format(req->arena, "/musrenbang/%lld?" STR "#daftar", (long long)m->tahun.tahun,
            STR_ARG(m->query.text));
    return OK;
}

static enum outcome
year(struct req *req)
{
    struct musrenbang_lihat m = { 0 };
    struct hitung_list by_rw;
    TRY(tahun_of(req, &m.tahun));
    if (req_arg(req, "cari").len)
        return to_search(req, req_arg(req, "cari"));
    TRY(calendar_of(req, &m));
    TRY(count_by_kelurahan(req, &m));
    TRY(hitung_grouped(req->db, m.tahun.tahun, HITUNG_RW, S(""), &by_rw));
    for (size_t i = 0; i < by_rw.count; i++)
        m.jumlah_rw += i == 0 || !str_eq(by_rw.items[i].wilayah, by_rw.items[i - 1].wilayah);
    TRY(draw_year(req, &m));
    TRY(filters(req, &m));
    TRY(fill_list(req, &m));
    musrenbang_halaman_html(&req->out, &m);
    req->section = S("musrenbang");
    return page(req, m.tahun.nama);
}

static enum outcome
refusals(struct req *req)
{
    struct penolakan_lihat p = { 0 };
    struct hitung_list counts, all;
    struct alasan_list reasons;
    TRY(tahun_of(req, &p.tahun));
    TRY(hitung_grouped(req->db, p.tahun.tahun, HITUNG_ALASAN, S(""), &counts));
    TRY(hitung_grouped(req->db, p.tahun.tahun, HITUNG_STATUS, S(""), &all));
    TRY(alasan_all(req->db, S("usulan"), &reasons));
    p.alasan.items = arena_array(req->arena, struct penolakan, reasons.count + 1);
    for (size_t i = 0; i < all.count; i++)
        p.diusulkan += all.items[i].jumlah;
    for (size_t i = 0; i < counts.count; i++) {
        const struct hitung *h = &counts.items[i];
        struct penolakan *a = p.alasan.count ? &p.alasan.items[p.alasan.count - 1] : NULL;
        if (!a || !str_eq(a->kode, h->alasan)) {
            a = &p.alasan.items[p.alasan.count++];
            a->kode = h->alasan;
            a->opd.items = arena_array(req->arena, struct daerah_hitung, counts.count);
            for (size_t j = 0; j < reasons.count; j++)
                if (str_eq(reasons.items[j].kode, h->alasan))
                    a->alasan = reasons.items[j].nama;
        }
        struct opd o = { 0 };
        TRY(opd_by_id(req->db, h->opd, &o));
        a->opd.items[a->opd.count++] = (struct daerah_hitung){ .nama = o.singkatan, .jumlah = h->jumlah };
        a->jumlah += h->jumlah;
        p.jumlah += h->jumlah;
    }
    penolakan_halaman_html(&req->out, &p);
    req->section = S("musrenbang");
    return page(req, req_tr(req, S("Penolakan")));
}

static enum outcome
dictionary(struct req *req)
{
    struct kamus_lihat k = { 0 };
    struct kamus_list all;
    TRY(tahun_of(req, &k.tahun));
    TRY(kamus_list(req->db, k.tahun.tahun, S(""), &all));
    k.kelompok.items = arena_array(req->arena, struct kamus_kelompok, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        if (i == 0 || !str_eq(all.items[i].kelompok, all.items[i - 1].kelompok))
            k.kelompok.items[k.kelompok.count++] = (struct kamus_kelompok){ kelompok_label(all.items[i].kelompok),
                kelompok_icon_text(all.items[i].kelompok), { &all.items[i], 0 } };
        k.kelompok.items[k.kelompok.count - 1].kamus.count++;
    }
    k.jumlah = all.count;
    kamus_halaman_html(&req->out, &k);
    req->section = S("musrenbang");
    return page(req, req_tr(req, S("Kamus usulan")));
}

static enum outcome
area_counts(struct req *req, struct wilayah_lihat *w)
{
    struct wilayah_list rws;
    struct hitung_list counts;
    if (w->w.tingkat != TINGKAT_KELURAHAN)
        return OK;
    TRY(wilayah_children(req->db, w->w.kode, &rws));
    TRY(hitung_grouped(req->db, w->tahun.tahun, HITUNG_RW, w->w.kode, &counts));
    w->rw.items = arena_array(req->arena, struct daerah_hitung, rws.count + 1);
    for (size_t i = 0; i < rws.count; i++)
        w->rw.items[w->rw.count++] = (struct daerah_hitung){ .kode = rws.items[i].kode, .nama = rws.items[i].nama,
            .url = str_format(req->arena, "/musrenbang/%lld/wilayah/" STR, (long long)w->tahun.tahun,
                STR_ARG(rws.items[i].kode)) };
    for (size_t i = 0; i < counts.count; i++) {
        struct daerah_hitung *d = daerah_row(&w->rw, counts.items[i].wilayah);
        if (d)
            daerah_count(d, &counts.items[i]);
    }
    return OK;
}

static enum outcome
area_ceiling(struct req *req, struct wilayah_lihat *w)
{
    enum outcome o = pagu_wilayah(req->db, w->tahun.tahun, w->w.kode, &w->pagu);
    if (o == NOT_FOUND || w->w.tingkat != TINGKAT_RW)
        return o == NOT_FOUND ? OK : o;
    TRY(o);
    w->ada_pagu = true;
    TRY(pagu_terpakai(req->db, w->tahun.tahun, w->w.kode, 0, &w->terpakai));
    if (w->pagu.jumlah.sen > 0)
        w->bagian.bp = (int64_t)((__int128)w->terpakai.jumlah.sen * 10000 / w->pagu.jumlah.sen);
    return OK;
}

static enum outcome
area(struct req *req)
{
    struct wilayah_lihat w = { 0 };
    TRY(tahun_of(req, &w.tahun));
    TRY(wilayah_by_kode(req->db, req_param(req, "kode"), &w.w));
    TRY(wilayah_label(req->db, w.w.kode, &w.label));
    TRY(area_counts(req, &w));
    TRY(area_ceiling(req, &w));
    struct usulan_saring s = { .tahun = w.tahun.tahun, .sebelum = req_arg_int(req, "sebelum", 0),
        .kelurahan = w.w.tingkat >= TINGKAT_KELURAHAN ? wilayah_at(w.w.kode, TINGKAT_KELURAHAN) : S(""),
        .wilayah = w.w.tingkat == TINGKAT_RW ? w.w.kode : S(""),
        .kecamatan = w.w.tingkat == TINGKAT_KECAMATAN ? w.w.kode : S("") };
    TRY(usulan_public(req->db, &s, &w.usulan));
    TRY(hide_private_ones(req->db, &w.usulan));
    if (w.usulan.count > USULAN_PAGE) {
        w.usulan.count = USULAN_PAGE;
        w.berikut = str_format(req->arena, "?sebelum=%lld", (long long)w.usulan.items[USULAN_PAGE - 1].id);
    }
    wilayah_halaman_html(&req->out, &w);
    req->section = S("musrenbang");
    return page(req, w.w.nama);
}

const struct route musrenbang_publik[] = {
    GET("/musrenbang",                        latest,     &anyone, no_place),
    GET("/musrenbang/{tahun}",                year,       &anyone, no_place),
    GET("/musrenbang/{tahun}/kamus",          dictionary, &anyone, no_place),
    GET("/musrenbang/{tahun}/penolakan",      refusals,   &anyone, no_place),
    GET("/musrenbang/{tahun}/wilayah/{kode}", area,       &anyone, no_place),
    { 0 }
};
