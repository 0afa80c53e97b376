/* meja_tampilan_cip.c: kept views as chips above the queue, counted by the same figures as its filters. */
#include "modules/aduan/meja_tampilan_lihat.h"

/* What of the figures a view shows: by office and state. */
static int64_t
figure_of(const struct tampilan *t, const struct antrean_hitung_list *cells)
{
    int64_t sum = 0;
    for (size_t i = 0; i < cells->count; i++) {
        const struct antrean_hitung *h = &cells->items[i];
        if (t->opd && h->opd != t->opd)
            continue;
        sum += str_eqz(t->keadaan, "lewat") ? h->lewat : str_eqz(t->keadaan, "rahasia") ? h->rahasia
            : t->keadaan.len == 0 || str_eq(t->keadaan, h->keadaan) ? h->jumlah : 0;
    }
    return sum;
}

/* By what it is about nothing is added up: the nearest due ones are looked at. */
static enum outcome
count_of_kind(struct req *req, const struct meja *m, const struct tampilan *t, struct antrean_kira *k)
{
    struct meja_lihat view = { .meja = *m, .keadaan = t->keadaan,
        .opd = t->opd ? str_number_in(req->arena, t->opd) : S(""), .kategori = str_number_in(req->arena, t->kategori) };
    struct perkara_antre a = meja_filter(req, &view);
    a.boleh_rahasia = meja_may_read_secret(req, m);
    if (a.rahasia)
        a.keadaan = S("");              /* whatever their state */
    return antrean_near(req->db, &a, k);
}

/* One question for all that are counted by office and state, none when no view is. */
static enum outcome
figures(struct req *req, const struct meja *m, const struct tampilan_list *all, struct antrean_hitung_list *cells)
{
    bool wanted = false;
    for (size_t i = 0; i < all->count; i++)
        wanted |= all->items[i].kategori == 0;
    struct antrean_minta a = meja_wanted(req, m, m->kota ? -1 : m->opd);
    *cells = (struct antrean_hitung_list){ 0 };
    return wanted ? antrean_cells(req->db, &a, cells) : OK;
}

enum outcome
tampilan_chips(struct req *req, struct meja_lihat *m)
{
    struct tampilan_list all;
    struct antrean_hitung_list cells;
    struct tampilan now = tampilan_asked(req);
    TRY(tampilan_of(req, &all));
    TRY(figures(req, &m->meja, &all, &cells));
    bool kept = m->q.len > 0 || (!now.keadaan.len && !now.opd && !now.kategori);
    m->tampilan.items = arena_array(req->arena, struct cip_antre, TAMPILAN_MOST);
    for (size_t i = 0; i < all.count; i++) {
        const struct tampilan *t = &all.items[i];
        struct antrean_kira k = { .jumlah = str_eqz(t->keadaan, "digabung") ? -1 : figure_of(t, &cells) };
        bool same = m->q.len == 0 && tampilan_same(t, &now);
        if (t->kategori)
            TRY(count_of_kind(req, &m->meja, t, &k));
        m->tampilan.items[m->tampilan.count++] = (struct cip_antre){ t->nama, t->url, k.jumlah, same, k.lebih };
        m->utama |= t->pertama;
        kept |= same;
    }
    if (!kept)
        m->simpan = str_format(req->arena, "/meja/aduan/tampilan" STR, STR_ARG(m->query.text));
    return OK;
}

enum outcome
tampilan_first(struct req *req, str *url)
{
    struct tampilan_list all;
    TRY(tampilan_of(req, &all));
    *url = all.count && all.items[0].pertama ? all.items[0].url : S("");
    return OK;
}
