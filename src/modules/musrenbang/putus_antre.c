/* putus_antre.c: a level's queue: how many wait, and the filters above it. */
#include "modules/musrenbang/putus_html.h"
#include "modules/musrenbang/putus_lihat.h"

static const char *const keys[] = { "jenis", "daerah", NULL };

/* ---- filters --------------------------------------------------------------------------------------------- */

/* A meeting of a kelurahan narrows by RW, everybody above it by kelurahan. Counted to a thousand: the page must not
   cost more where everybody waits. */
enum { COUNTED_MOST = 1000 };
#define COUNTED(place, scope) "SELECT g.kelompok, g.tempat, w.nama, g.jumlah, g.biaya FROM" \
    " (SELECT t.kelompok, t.tempat, count(*) AS jumlah, CAST(sum(t.biaya) AS BIGINT) AS biaya FROM" \
    " (SELECT u.kelompok, " place " AS tempat, u.biaya_kini_sen AS biaya FROM usulan u WHERE u.tahun = $1" \
    " AND u.tingkat = $2 AND u.status = 'diajukan' AND u.siap = 1" scope " LIMIT 1001) AS t" \
    " GROUP BY t.kelompok, t.tempat) AS g JOIN wilayah w ON w.kode = g.tempat ORDER BY w.nama, g.tempat"

static struct query
count_query(struct req *req, const struct kursi *k)
{
    int64_t level = k->tingkat.lingkup;
    struct query q = query_of(req->db, level == 0 ? COUNTED("u.kelurahan", " AND u.opd = $3")
        : level == TINGKAT_KELURAHAN ? COUNTED("u.wilayah", " AND u.kelurahan = $3")
        : level == TINGKAT_KECAMATAN ? COUNTED("u.kelurahan", " AND u.kecamatan = $3") : COUNTED("u.kelurahan", ""));
    query_bind(&q, k->tahun.tahun);
    query_bind(&q, k->tingkat.kode);
    if (level == 0)
        query_bind(&q, k->tempat.opd);
    else if (level >= TINGKAT_KECAMATAN)
        query_bind(&q, k->tempat.wilayah);
    return q;
}

/* The queue with one of its filters put otherwise; an empty value takes it away. */
static str
url_with(struct req *req, const char *key, str value)
{
    str rest = req_query(req, keys, key).text;
    bool both = rest.len && value.len;
    return str_format(req->arena, "/verifikasi%s" STR "%s%s%s" STR, rest.len || value.len ? "?" : "", STR_ARG(rest),
        both ? "&" : "", value.len ? key : "", value.len ? "=" : "", STR_ARG(url_part(req->arena, value)));
}

/* The chip of that name goes up by so many; it is made when it is not there yet. */
static void
add_to(struct req *req, struct cip_antre_list *list, const struct cip_antre *c)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i].url, c->url)) {
            list->items[i].jumlah += c->jumlah;
            return;
        }
    *arena_next(req->arena, list) = *c;
}

/* How many wait of one group at one place, and what they would cost. */
struct cell { str kelompok, tempat, nama; int64_t jumlah; money nilai; };

/* Each filter counts what the other one leaves. */
static void
count_cell(struct req *req, struct putus_lihat *p, const struct cell *c)
{
    struct cip_antre group = { req_tr(req, kelompok_label(c->kelompok)), url_with(req, "jenis", c->kelompok),
        c->jumlah, str_eq(p->jenis, c->kelompok), false };
    struct cip_antre place = { c->nama, url_with(req, "daerah", c->tempat), c->jumlah,
        str_eq(p->daerah, c->tempat), false };
    p->menunggu += c->jumlah;
    p->nilai.sen += c->nilai.sen;
    if (p->daerah.len == 0 || place.kini) {
        p->saring.items[0].jumlah += c->jumlah;
        add_to(req, &p->saring, &group);
    }
    if (p->jenis.len == 0 || group.kini)
        add_to(req, &p->daerah_pilih, &place);
}

static enum outcome
read_counts(struct req *req, struct putus_lihat *p)
{
    struct query q = count_query(req, &p->kursi);
    *arena_next(req->arena, &p->saring) = (struct cip_antre){ req_tr(req, S("Semua")),
        url_with(req, "jenis", S("")), 0, p->jenis.len == 0, false };
    while (query_next(&q)) {
        struct cell c = { .kelompok = query_str(&q) };
        c.tempat = query_str(&q);
        c.nama = query_str(&q);
        c.jumlah = query_int(&q);
        c.nilai = query_money(&q);
        count_cell(req, p, &c);
    }
    p->menunggu_lebih = p->menunggu > COUNTED_MOST;
    p->menunggu = p->menunggu_lebih ? COUNTED_MOST : p->menunggu;
    for (size_t i = 0; p->menunggu_lebih && i < p->saring.count; i++)
        p->saring.items[i].lebih = true;
    return query_end(&q);
}

url_query
putus_filter(struct req *req)
{
    url_query q = req_query(req, keys, NULL);
    return q.text.len ? (url_query){ str_format(req->arena, "?" STR, STR_ARG(q.text)) } : q;
}

enum outcome
putus_queue(struct req *req, struct putus_lihat *p)
{
    struct usulan_list waiting;
    TRY(kursi_of(req, &p->kursi));
    p->jenis = req_arg(req, "jenis");
    p->daerah = req_arg(req, "daerah");
    p->query = putus_filter(req);
    p->semua_daerah = url_with(req, "daerah", S(""));
    TRY(read_counts(req, p));
    struct sidang s = sidang_of(&p->kursi);
    s.kelompok = p->jenis;
    s.daerah = p->daerah;
    TRY(usulan_queue(req->db, &s, req_arg_int(req, "sesudah", 0), &waiting));
    if (waiting.count > USULAN_PAGE) {
        waiting.count = USULAN_PAGE;
        p->berikut = str_format(req->arena, "/verifikasi" STR "%csesudah=%lld", STR_ARG(p->query.text),
            p->query.text.len ? '&' : '?', (long long)waiting.items[USULAN_PAGE - 1].id);
    }
    return putus_head(req, p, &waiting);
}
