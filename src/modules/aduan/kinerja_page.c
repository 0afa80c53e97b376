/* kinerja_page.c: the monthly league of offices: who settles in time and how fast; too few are not told apart. */
#include <stdlib.h>

#include "modules/aduan/kinerja_html.h"
#include "modules/aduan/kinerja_lihat.h"

enum { FEWEST = 5, OFFICES_MOST = 400 };        /* fewer than five point at persons (architecture 4) */

static struct kinerja_baris *
row_of(struct kinerja *k, int64_t opd)
{
    for (size_t i = 0; i < k->baris.count; i++)
        if (k->baris.items[i].opd == opd)
            return &k->baris.items[i];
    must(k->baris.count < OFFICES_MOST);
    struct kinerja_baris *b = &k->baris.items[k->baris.count++];
    b->opd = opd;
    return b;
}

/* The best share in time first; the fewer days where it is the same. */
static int
better_first(const void *x, const void *y)
{
    const struct kinerja_baris *a = x, *b = y;
    if (a->cukup != b->cukup)
        return a->cukup ? -1 : 1;
    if (a->tepat.bp != b->tepat.bp)
        return a->tepat.bp > b->tepat.bp ? -1 : 1;
    return a->hari_e1 < b->hari_e1 ? -1 : a->hari_e1 > b->hari_e1;
}

static enum outcome
weigh(struct req *req, struct kinerja *k)
{
    for (size_t i = 0; i < k->baris.count; i++) {
        struct kinerja_baris *b = &k->baris.items[i];
        struct opd o = { .nama = S("Meja pengaduan kota") };
        int64_t settled = b->selesai_tepat + b->selesai_lambat;
        if (b->opd)
            TRY(opd_by_id(req->db, b->opd, &o));
        b->nama = o.nama;
        b->cukup = settled >= FEWEST;
        b->selesai = settled;
        b->tepat.bp = settled ? b->selesai_tepat * 10000 / settled : 0;
        b->hari_e1 = settled ? b->hari * 10 / settled : 0;
        b->persen = b->tepat.bp / 100;
    }
    if (k->baris.count)
        qsort(k->baris.items, k->baris.count, sizeof *k->baris.items, better_first);
    return OK;
}

/* The month in the URL, or this one; earlier and later ones as links. */
static void
choose_month(struct req *req, struct kinerja *k)
{
    date today = date_of(req->now, req->region->zone), first;
    str asked = req_arg(req, "bulan");
    str text = str_format(req->arena, STR "-01", STR_ARG(asked));
    if (asked.len != 7 || date_parse(text, &first) != OK)
        first = (date){ today.year, today.month, 1 };
    date before = date_from_number(date_number(first) - 1), after = date_from_number(date_number(first) + 31);
    k->bulan = str_head(date_iso(req->arena, first), 7);
    k->sebelum = str_head(date_iso(req->arena, before), 7);
    if (after.year < today.year || (after.year == today.year && after.month <= today.month))
        k->sesudah = str_head(date_iso(req->arena, after), 7);
    k->nama_bulan = str_from(fmt_date(req->arena, first), 2);
}

static enum outcome
gather(struct req *req, struct kinerja *k)
{
    struct perkara_hitung_list counts;
    choose_month(req, k);
    k->baris.items = arena_array(req->arena, struct kinerja_baris, OFFICES_MOST);
    TRY(perkara_counts(req->db, S("aduan"), PERKARA_OPD, (str[]){ k->bulan, k->bulan }, &counts));
    for (size_t i = 0; i < counts.count; i++) {
        const struct perkara_hitung *h = &counts.items[i];
        struct kinerja_baris *b = row_of(k, h->opd);
        b->jumlah += h->jumlah;
        b->terbuka += alur_keadaan(&aduan_alur, h->keadaan)->terbuka ? h->jumlah : 0;
        b->selesai_tepat += h->tepat;
        b->selesai_lambat += h->lambat;
        b->hari += h->hari;
    }
    return weigh(req, k);
}

static enum outcome
league(struct req *req)
{
    struct kinerja k = { 0 };
    TRY(gather(req, &k));
    kinerja_halaman_html(&req->out, &k);
    req->section = S("aduan");
    return page(req, req_tr(req, S("Kinerja perangkat daerah")));
}

const struct route aduan_kinerja[] = {
    GET("/aduan/kinerja", league, &anyone, no_place),
    { 0 }
};
