/* peringkat_page.c: the order that a meeting gives its proposals. */
#include <stdlib.h>

#include "base/letters.h"
#include "modules/musrenbang/putus_html.h"
#include "modules/musrenbang/putus_lihat.h"

static str
field(struct req *req, const char *what, int64_t usulan)
{
    return str_format(req->arena, "%s_%lld", what, (long long)usulan);
}

static str
typed_or(struct req *req, str name, str otherwise)
{
    str typed = form_value(&req->form, name);
    return typed.len ? typed : otherwise;
}

static enum outcome
ranks_of(struct req *req, const struct kursi *k, struct peringkat_list *ranks)
{
    return peringkat_of(req->db, k->tahun.tahun, k->tingkat.kode, k->tempat.wilayah, ranks);
}

static struct halaman
pages_of(struct req *req, const struct peringkat_list *ranks)
{
    return halaman_of(req->arena, S("/verifikasi/peringkat?hal="), req_arg_int(req, "hal", 1), PERINGKAT_PAGE,
        (int64_t)ranks->count);
}

/* What has no number yet is offered the lowest ones that are free, in the order of the scores. */
static void
offer_numbers(struct req *req, struct peringkat_lihat *p, struct peringkat_list *ranks)
{
    bool *used = arena_array(req->arena, bool, ranks->count + 2);
    int64_t next = 1;
    for (size_t i = 0; i < ranks->count; i++)
        if (ranks->items[i].nomor > 0 && ranks->items[i].nomor <= (int64_t)ranks->count)
            used[ranks->items[i].nomor] = true;
    for (size_t i = 0; i < ranks->count; i++) {
        struct peringkat *r = &ranks->items[i];
        p->jumlah.sen += r->biaya.sen;
        p->dinilai |= r->skor_bp > 0;
        p->tanpa_nomor += r->nomor == 0;
        while (r->nomor == 0 && used[next])
            next++;
        if (r->nomor == 0)
            r->nomor = next++;
    }
}

static int
by_number(const void *a, const void *b)
{
    const struct peringkat *x = a, *y = b;
    return (x->nomor > y->nomor) - (x->nomor < y->nomor);
}

static int
by_score(const void *a, const void *b)
{
    const struct peringkat *x = a, *y = b;
    return x->skor_bp != y->skor_bp ? (x->skor_bp < y->skor_bp) - (x->skor_bp > y->skor_bp)
        : (x->usulan > y->usulan) - (x->usulan < y->usulan);
}

/* As if nobody had numbered yet; what is saved stays until the form is sent. */
static void
forget_numbers(struct peringkat_list *ranks)
{
    if (ranks->count)
        qsort(ranks->items, ranks->count, sizeof *ranks->items, by_score);
    for (size_t i = 0; i < ranks->count; i++)
        ranks->items[i].nomor = 0;
}

/* In the order of the numbers; the line stands before the first one that the ceiling has no money for. */
static void
draw_line(struct peringkat_lihat *p, struct peringkat_list *ranks)
{
    if (ranks->count)
        qsort(ranks->items, ranks->count, sizeof *ranks->items, by_number);
    while (p->garis < ranks->count && p->muat.sen + ranks->items[p->garis].biaya.sen <= p->pagu.sen)
        p->muat.sen += ranks->items[p->garis++].biaya.sen;
}

static struct peringkat_baris *
show_row(struct req *req, struct peringkat_lihat *p, const struct peringkat *r)
{
    struct peringkat_baris *b = &p->baris.items[p->baris.count++];
    b->p = *r;
    b->field_nomor = field(req, "nomor", r->usulan);
    b->field_alasan = field(req, "alasan", r->usulan);
    b->nomor = typed_or(req, b->field_nomor, str_format(req->arena, "%lld", (long long)r->nomor));
    b->alasan = typed_or(req, b->field_alasan, r->alasan);
    b->galat_nomor = form_error_of(&req->form, b->field_nomor);
    b->galat_alasan = form_error_of(&req->form, b->field_alasan);
    return b;
}

static enum outcome
show(struct req *req)
{
    struct peringkat_lihat p = { .form = &req->form };
    struct peringkat_list ranks;
    struct rekomendasi r;
    TRY(kursi_of(req, &p.kursi));
    if (!p.kursi.tingkat.perlu_ba)
        return redirect(req, "/verifikasi");
    TRY(ba_signed(req->db, p.kursi.tahun.tahun, p.kursi.tingkat.kode, p.kursi.tempat.wilayah, &p.terkunci));
    TRY(ranks_of(req, &p.kursi, &ranks));
    struct sidang s = sidang_of(&p.kursi);
    TRY(rekomendasi_of(req->db, &s, &r));
    p.pagu = r.pagu;
    if (str_eqz(req_arg(req, "urut"), "skor"))
        forget_numbers(&ranks);
    offer_numbers(req, &p, &ranks);
    draw_line(&p, &ranks);
    p.semua = ranks.jumlah;
    p.lebih = ranks.jumlah - (int64_t)ranks.count;
    p.halaman = pages_of(req, &ranks);
    p.tujuan = req_arg(req, "hal").len ? str_format(req->arena, "/verifikasi/peringkat?hal=%lld",
        (long long)req_arg_int(req, "hal", 1)) : S("/verifikasi/peringkat");
    p.baris.items = arena_array(req->arena, struct peringkat_baris, PERINGKAT_PAGE);
    for (int64_t i = p.halaman.dari; ranks.count && i <= p.halaman.sampai; i++)
        show_row(req, &p, &ranks.items[i - 1])->garis = p.pagu.sen && i == (int64_t)p.garis + 1;
    peringkat_halaman_html(&req->out, &p);
    req->section = S("peringkat");
    return page(req, req_tr(req, S("Peringkat")));
}

/* What the page that was sent holds; a number that was left out is 0. */
static struct peringkat_list
typed_ranks(struct req *req, const struct peringkat_list *now)
{
    struct peringkat_list typed = { arena_array(req->arena, struct peringkat, now->count + 1), 0, 0 };
    for (size_t i = 0; i < now->count; i++) {
        struct peringkat p = { .usulan = now->items[i].usulan };
        str name = field(req, "nomor", p.usulan);
        if (!form_sent(&req->form, name))
            continue;
        p.alasan = letters_head(form_value(&req->form, field(req, "alasan", p.usulan)), 400);
        str number = str_trim(form_value(&req->form, name));
        if (number.len && int_parse(number, &p.nomor) != OK)
            p.nomor = -1;
        typed.items[typed.count++] = p;
    }
    return typed;
}

static enum outcome
save(struct req *req)
{
    struct kursi k;
    struct peringkat_list now, typed;
    TRY(kursi_of(req, &k));
    TRY(ranks_of(req, &k, &now));
    typed = typed_ranks(req, &now);
    struct sidang s = sidang_of(&k);
    TRY(peringkat_set(req, &s, &typed));
    flash(req, "Urutan %zu usulan tersimpan.", typed.count);
    str next = pages_of(req, &now).berikut;
    return redirect(req, STR, STR_ARG(next.len ? next : S("/verifikasi/berita-acara")));
}

const struct route musrenbang_peringkat[] = {
    GET ("/verifikasi/peringkat", show,             &usulan_putus, no_place),
    POST("/verifikasi/peringkat", NULL, save, show, &usulan_putus, no_place),
    { 0 }
};
