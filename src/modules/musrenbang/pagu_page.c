/* pagu_page.c: ceilings of a year: one area's parts at a time, every RW of a kelurahan at once, offices. */
#include "modules/musrenbang/pagu.h"
#include "modules/musrenbang/pagu_html.h"

enum { PARTS_MOST = 500, BODY_MOST = 256 * 1024 };

/* ---- which area -------------------------------------------------------------------------------------------- */

/* `di` names the area, in the address or in the form; without it the whole region. */
static str
asked_area(const struct req *req)
{
    str kode = str_eqz(req->method, "POST") ? form_value(&req->form, S("di")) : req_arg(req, "di");
    return kode.len ? kode : req->region->kode;
}

/* From the region down to the area that is shown. */
static enum outcome
way_down(struct req *req, const struct pagu_baris *at, struct pagu_atas_list *l)
{
    *l = (struct pagu_atas_list){ arena_array(req->arena, struct pagu_atas, 4), 0 };
    for (int64_t level = TINGKAT_DAERAH; level <= at->tingkat && level <= TINGKAT_KELURAHAN; level++) {
        struct wilayah w;
        TRY(wilayah_by_kode(req->db, wilayah_at(at->kode, level), &w));
        l->items[l->count++] = (struct pagu_atas){ w.kode, w.nama, level == at->tingkat };
    }
    return OK;
}

/* As people read amounts: 350.000.000. */
static str
grouped(struct arena *a, bool there, money m)
{
    return there ? str_from(fmt_rupiah(a, m), 2) : S("");
}

static void
show_typed(const struct form *f, struct pagu_baris *b, size_t at)
{
    b->jumlah_teks = form_value_at(f, S("jumlah"), at);
    b->kuota_teks = form_value_at(f, S("kuota"), at);
}

static enum outcome
ceilings(struct req *req)
{
    struct pagu_wilayah_lihat l = { 0 };
    TRY(rencana_kepala(req, "pagu", &l.kepala));
    int64_t tahun = l.kepala.tahun.tahun;
    TRY(pagu_row(req->db, tahun, asked_area(req), &l.ini));
    TRY(l.ini.tingkat <= TINGKAT_KELURAHAN ? OK : NOT_FOUND);
    TRY(way_down(req, &l.ini, &l.jalan));
    TRY(pagu_rows(req->db, tahun, l.ini.kode, &l.bawah));
    l.ini.jumlah_teks = grouped(req->arena, l.ini.ada, l.ini.jumlah);
    for (size_t i = 0; i < l.bawah.count; i++)
        l.bawah.items[i].jumlah_teks = grouped(req->arena, l.bawah.items[i].ada, l.bawah.items[i].jumlah);
    l.rw = l.ini.tingkat == TINGKAT_KELURAHAN;
    l.puncak = l.ini.tingkat == TINGKAT_DAERAH;
    l.bilah = (struct pagu_lihat){ .judul = req_tr(req, S("Terbagi ke bawah")), .jumlah = l.ini.jumlah,
        .terpakai = l.ini.bagian };
    if (str_eqz(req->method, "POST") && form_value(&req->form, S("kode")).len)
        for (size_t i = 0; i < l.bawah.count; i++)
            show_typed(&req->form, &l.bawah.items[i], i);
    pagu_wilayah_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Pagu dan kuota")));
}

/* ---- saving the parts -------------------------------------------------------------------------------------- */

struct bagian { str kode; struct pagu_isian isian; };
struct bagian_list { struct bagian *items; size_t count; };

static enum outcome
read_parts(struct req *req)
{
    struct bagian_list *l = req_keep(req, sizeof *l);
    const struct form *f = &req->form;
    str kode;
    l->items = arena_array(req->arena, struct bagian, PARTS_MOST);
    for (size_t i = 0; l->count < PARTS_MOST && (kode = form_value_at(f, S("kode"), i)).len; i++) {
        struct bagian *b = &l->items[l->count++];
        b->kode = kode;
        const char *what = pagu_parse(str_trim(form_value_at(f, S("jumlah"), i)),
            str_trim(form_value_at(f, S("kuota"), i)), &b->isian);
        if (what)
            (void)req_error(req, "jumlah", STR ": %s", STR_ARG(kode), what);
    }
    if (!l->count)
        return req_error(req, NULL, "Tidak ada wilayah yang dikirim. Muat ulang halaman ini.");
    return req->form.error_count ? INVALID : OK;
}

static enum outcome
write_part(struct req *req, int64_t tahun, const struct bagian *b)
{
    return b->isian.ada ? pagu_set(req->db, tahun, b->kode, &b->isian.pagu) : pagu_drop(req->db, tahun, b->kode);
}

/* Only the area's own parts, and the region's own ceiling: a form cannot reach elsewhere. */
static enum outcome
require_part(struct req *req, str area, str kode)
{
    struct wilayah w;
    TRY(wilayah_by_kode(req->db, kode, &w));
    return str_eq(w.induk, area) || (str_eq(kode, area) && w.tingkat == TINGKAT_DAERAH) ? OK : NOT_FOUND;
}

static enum outcome
save_parts(struct req *req)
{
    const struct bagian_list *l = req->kept;
    struct rencana_kepala k;
    str area = asked_area(req);
    money sum = { 0 };
    TRY(rencana_kepala(req, "pagu", &k));
    for (size_t i = 0; i < l->count; i++) {
        TRY(require_part(req, area, l->items[i].kode));
        TRY(write_part(req, k.tahun.tahun, &l->items[i]));
        TRY(money_add(sum, l->items[i].isian.pagu.jumlah, &sum));
    }
    TRY(pagu_fits(req, k.tahun.tahun, "jumlah"));
    TRY(rencana_event(req, "rencana.pagu", k.tahun.tahun, str_format(req->arena, "wilayah=" STR "\nbagian=%zu\njumlah="
        STR, STR_ARG(area), l->count, STR_ARG(fmt_rupiah(req->arena, sum)))));
    flash(req, "Pagu tersimpan.");
    return redirect(req, "/rencana/%lld/pagu?di=" STR, (long long)k.tahun.tahun, STR_ARG(area));
}

/* ---- every RW at once -------------------------------------------------------------------------------------- */

static enum outcome
read_even(struct req *req)
{
    struct pagu_isian *p = req_keep(req, sizeof *p);
    const char *what = pagu_parse(str_trim(form_value(&req->form, S("rata_jumlah"))),
        str_trim(form_value(&req->form, S("rata_kuota"))), p);
    if (what)
        return req_error(req, "rata_jumlah", "Periksa lagi: %s", what);
    return p->ada ? OK : req_error(req, "rata_jumlah", "Isi pagu untuk setiap RW.");
}

static enum outcome
save_even(struct req *req)
{
    const struct pagu_isian *p = req->kept;
    struct rencana_kepala k;
    struct wilayah_list parts;
    str area = asked_area(req);
    TRY(rencana_kepala(req, "pagu", &k));
    TRY(wilayah_level(area) == TINGKAT_KELURAHAN ? OK : NOT_FOUND);
    TRY(wilayah_children(req->db, area, &parts));
    for (size_t i = 0; i < parts.count; i++)
        TRY(pagu_set(req->db, k.tahun.tahun, parts.items[i].kode, &p->pagu));
    TRY(pagu_fits(req, k.tahun.tahun, "rata_jumlah"));
    TRY(rencana_event(req, "rencana.pagu", k.tahun.tahun, str_format(req->arena, "wilayah=" STR "\nsetiap_rw=" STR
        "\nkuota=%lld", STR_ARG(area), STR_ARG(fmt_rupiah(req->arena, p->pagu.jumlah)), (long long)p->pagu.kuota)));
    flash(req, "%zu RW diberi pagu " STR ".", parts.count, STR_ARG(fmt_rupiah(req->arena, p->pagu.jumlah)));
    return redirect(req, "/rencana/%lld/pagu?di=" STR, (long long)k.tahun.tahun, STR_ARG(area));
}

/* ---- offices ----------------------------------------------------------------------------------------------- */

static enum outcome
offices(struct req *req)
{
    struct pagu_opd_lihat l = { 0 };
    TRY(rencana_kepala(req, "pagu", &l.kepala));
    TRY(pagu_opd_rows(req->db, l.kepala.tahun.tahun, &l.opd));
    for (size_t i = 0; i < l.opd.count; i++) {
        struct pagu_opd_baris *b = &l.opd.items[i];
        TRY(money_add(l.jumlah, b->jumlah, &l.jumlah));
        TRY(money_add(l.terpakai, b->terpakai, &l.terpakai));
        b->jumlah_teks = grouped(req->arena, b->ada, b->jumlah);
        if (str_eqz(req->method, "POST"))
            b->jumlah_teks = form_value_at(&req->form, S("jumlah"), i);
    }
    pagu_opd_halaman_html(&req->out, &l);
    return page(req, req_tr(req, S("Pagu perangkat daerah")));
}

static enum outcome
save_offices(struct req *req)
{
    const struct bagian_list *l = req->kept;
    struct rencana_kepala k;
    TRY(rencana_kepala(req, "pagu", &k));
    for (size_t i = 0; i < l->count; i++) {
        struct opd office;
        int64_t id;
        TRY(str_int(l->items[i].kode, &id) ? OK : NOT_FOUND);
        TRY(opd_by_id(req->db, id, &office));
        TRY(l->items[i].isian.ada ? pagu_opd_set(req->db, k.tahun.tahun, id, l->items[i].isian.pagu.jumlah)
            : pagu_opd_drop(req->db, k.tahun.tahun, id));
    }
    TRY(pagu_opd_fits(req, k.tahun.tahun, "jumlah"));
    TRY(rencana_event(req, "rencana.pagu", k.tahun.tahun, str_format(req->arena, "perangkat_daerah=%zu", l->count)));
    flash(req, "Pagu perangkat daerah tersimpan.");
    return redirect(req, "/rencana/%lld/pagu/opd", (long long)k.tahun.tahun);
}


const struct route pagu_pages[] = {
    GET ("/rencana/{tahun}/pagu",          ceilings,                           &rencana_kelola, no_place),
    POST_FILES("/rencana/{tahun}/pagu",    read_parts, save_parts, ceilings,   &rencana_kelola, no_place, BODY_MOST),
    POST("/rencana/{tahun}/pagu/rata",     read_even, save_even, ceilings,     &rencana_kelola, no_place),
    GET ("/rencana/{tahun}/pagu/opd",      offices,                            &rencana_kelola, no_place),
    POST_FILES("/rencana/{tahun}/pagu/opd", read_parts, save_offices, offices, &rencana_kelola, no_place, BODY_MOST),
    { 0 }
};
