/* tahun_lihat.c: parts of a year that several public pages show: its calendar, its counts by kelurahan, its map. */
#include "html/map.h"
#include "modules/musrenbang/musrenbang_lihat.h"

enum { KELURAHAN_MOST = 400 };

/* ---- the calendar -------------------------------------------------------------------------------------- */

static str
closing_text(struct req *req, const struct tahapan *t, date today)
{
    int64_t left = date_number(t->selesai) - date_number(today);
    str day = req_date(req, t->selesai);
    return left < 0 ? req_format(req, "Usulan ditutup " STR ".", STR_ARG(day))
        : req_format(req, "Usulan ditutup " STR ", %lld hari lagi.", STR_ARG(day), (long long)left);
}

enum outcome
calendar_of(struct req *req, struct musrenbang_lihat *m)
{
    struct tahapan_list all;
    date today = date_of(req->now, req->region->zone);
    TRY(tahapan_list(req->db, m->tahun.tahun, &all));
    m->tahap = (struct tahap_lihat_list){ arena_array(req->arena, struct tahap_lihat, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++) {
        const struct tahapan *t = &all.items[i];
        if (str_eqz(t->kode, "pokir"))
            continue;
        str from = req_date_short(req, t->mulai), to = req_date_short(req, t->selesai);
        m->tahap.items[m->tahap.count++] = (struct tahap_lihat){ .nama = req_tr(req, t->nama),
            .kini = tahapan_open(t, today), .lewat = date_number(t->selesai) < date_number(today),
            .rentang = str_format(req->arena, STR " – " STR, STR_ARG(from), STR_ARG(to)) };
        if (str_eqz(t->kode, "usulan"))
            m->tutup = closing_text(req, t, today);
    }
    return OK;
}

/* ---- counts -------------------------------------------------------------------------------------------- */

struct daerah_hitung *
daerah_row(struct daerah_hitung_list *list, str kode)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i].kode, kode))
            return &list->items[i];
    return NULL;
}

void
daerah_count(struct daerah_hitung *d, const struct hitung *h)
{
    d->jumlah += h->jumlah;
    d->biaya.sen += h->biaya.sen;
    if (str_eqz(h->status, "diterima"))
        d->diterima += h->jumlah;
}

enum outcome
count_by_kelurahan(struct req *req, struct musrenbang_lihat *m)
{
    struct wilayah_list areas;
    struct hitung_list counts;
    TRY(wilayah_of_level(req->db, TINGKAT_KELURAHAN, S(""), &areas));
    TRY(hitung_grouped(req->db, m->tahun.tahun, HITUNG_KELURAHAN, S(""), &counts));
    m->kelurahan = (struct daerah_hitung_list){ arena_array(req->arena, struct daerah_hitung, areas.count + 1), 0 };
    for (size_t i = 0; i < areas.count && i < KELURAHAN_MOST; i++)
        m->kelurahan.items[m->kelurahan.count++] = (struct daerah_hitung){ .kode = areas.items[i].kode,
            .nama = areas.items[i].nama, .url = str_format(req->arena, "/musrenbang/%lld/wilayah/" STR,
                (long long)m->tahun.tahun, STR_ARG(areas.items[i].kode)) };
    for (size_t i = 0; i < counts.count; i++) {
        const struct hitung *h = &counts.items[i];
        struct daerah_hitung *d = daerah_row(&m->kelurahan, h->kelurahan);
        if (d)
            daerah_count(d, h);
        m->jumlah += h->jumlah;
        m->biaya.sen += h->biaya.sen;
    }
    return OK;
}

/* ---- the map ------------------------------------------------------------------------------------------- */

static void
scale_of(struct musrenbang_lihat *m)
{
    m->terendah = m->kelurahan.count ? INT64_MAX : 0;
    for (size_t i = 0; i < m->kelurahan.count; i++) {
        int64_t n = m->kelurahan.items[i].jumlah;
        m->terendah = n < m->terendah ? n : m->terendah;
        m->tertinggi = n > m->tertinggi ? n : m->tertinggi;
    }
}

enum outcome
draw_year(struct req *req, struct musrenbang_lihat *m)
{
    struct batas_list borders;
    TRY(wilayah_borders(req->db, TINGKAT_KELURAHAN, S(""), &borders));
    struct map_area *areas = arena_array(req->arena, struct map_area, borders.count + 1);
    scale_of(m);
    int64_t span = m->tertinggi > m->terendah ? m->tertinggi - m->terendah : 1;
    for (size_t i = 0; i < borders.count; i++) {
        const struct daerah_hitung *d = daerah_row(&m->kelurahan, borders.items[i].kode);
        int64_t n = d ? d->jumlah : m->terendah;
        areas[i] = (struct map_area){ borders.items[i].cincin, req_format(req, STR ", %lld usulan",
            STR_ARG(borders.items[i].nama), (long long)n), d ? d->url : S(""), (int)((n - m->terendah) * 5 / span) };
    }
    struct map map = { .areas = areas, .area_count = borders.count, .width = 600,
        .title = req_tr(req, S("Usulan per kelurahan")) };
    m->peta = map_svg(&req->out, &map);
    return OK;
}
