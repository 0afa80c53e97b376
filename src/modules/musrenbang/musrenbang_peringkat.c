/* musrenbang_peringkat.c: the order in which a place wants its proposals, by score and by hand. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum { RANKED_MOST = 5000 };

/* What a level agreed to and ranks, by its own last word, whatever a later level said; with its score (weight x mark,
   0..10,000) and what that word made it cost. */
#define AGREED(usulan) "k.usulan = " usulan " AND k.tingkat = $2 AND k.keputusan IN ('setuju', 'ubah', 'terima')" \
    " AND k.urut = (SELECT max(e.urut) FROM usulan_keputusan e WHERE e.usulan = " usulan " AND e.tingkat = $2)"
#define RANKED \
    "SELECT u.id, COALESCE(r.nomor, 0), COALESCE((SELECT CAST(sum(s.nilai * c.bobot_bp) AS BIGINT) / 5" \
    " FROM skor s JOIN kriteria c ON c.tahun = u.tahun AND c.kode = s.kriteria" \
    " WHERE s.usulan = u.id AND s.tingkat = $2), 0), COALESCE(r.alasan, ''), k.biaya_sen, u.kode, u.judul," \
    " u.pengusul_teks, COALESCE(w.nama, ''), count(*) OVER ()" \
    " FROM usulan u JOIN usulan_keputusan k ON " AGREED("u.id") \
    " LEFT JOIN peringkat r ON r.tahun = $1 AND r.tingkat = $2 AND r.wilayah = $3 AND r.usulan = u.id" \
    " LEFT JOIN wilayah w ON w.kode = u.kelurahan" \
    " WHERE u.tahun = $1 AND u.publik = 1"
#define BY_RANK " ORDER BY CASE WHEN r.nomor IS NULL THEN 1 ELSE 0 END, r.nomor, 3 DESC, u.id LIMIT 5000"

enum outcome
peringkat_of(struct db *db, int64_t tahun, str tingkat, str wilayah, struct peringkat_list *list)
{
    struct peringkat_list found = { 0 };
    bool kelurahan = wilayah_level(wilayah) == TINGKAT_KELURAHAN;
    struct query q = query_of(db, kelurahan ? RANKED " AND u.kelurahan = $3" BY_RANK
        : RANKED " AND u.kecamatan = $3" BY_RANK);
    query_bind(&q, tahun);
    query_bind(&q, tingkat);
    query_bind(&q, wilayah);
    while (found.count < RANKED_MOST && query_next(&q)) {
        struct peringkat *p = arena_next(db_arena_of(db), &found);
        p->usulan    = query_int(&q);
        p->nomor     = query_int(&q);
        p->skor_bp   = query_int(&q);
        p->alasan    = query_str(&q);
        p->biaya     = query_money(&q);
        p->kode      = query_str(&q);
        p->judul     = query_str(&q);
        p->pengusul  = query_str(&q);
        p->kelurahan = query_str(&q);
        found.jumlah = query_int(&q);
    }
    TRY(query_end(&q));
    *list = found;
    return OK;
}

/* What was typed, beside the whole list as it stands. */
struct ranking { struct req *req; const struct peringkat_list *typed, *now; };

static const struct peringkat *
ranked_as(const struct peringkat_list *list, int64_t usulan)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].usulan == usulan)
            return &list->items[i];
    return NULL;
}

/* Who stands at a number: what was typed counts before what the other pages hold. */
static const struct peringkat *
holder_of(const struct ranking *r, int64_t nomor, int64_t but)
{
    for (size_t i = 0; i < r->typed->count; i++)
        if (r->typed->items[i].nomor == nomor && r->typed->items[i].usulan != but)
            return &r->typed->items[i];
    for (size_t i = 0; i < r->now->count; i++)
        if (r->now->items[i].nomor == nomor && !ranked_as(r->typed, r->now->items[i].usulan))
            return &r->now->items[i];
    return NULL;
}

static int64_t
first_free(const struct ranking *r)
{
    int64_t n = 1;
    while (holder_of(r, n, 0))
        n++;
    return n;
}

static const char *
field_of(const struct ranking *r, const char *what, const struct peringkat *p)
{
    return cstr(r->req->arena, str_format(r->req->arena, "%s_%lld", what, (long long)p->usulan));
}

/* Each number once, 1 to the number of proposals; on a list of several pages a number may be left out for now. */
static enum outcome
require_unique(const struct ranking *r)
{
    bool right = true;
    for (size_t i = 0; i < r->typed->count; i++) {
        const struct peringkat *p = &r->typed->items[i], *twin;
        if (p->nomor == 0 && r->now->count > PERINGKAT_PAGE)
            continue;
        if (p->nomor < 1 || p->nomor > (int64_t)r->now->count)
            right = req_error(r->req, field_of(r, "nomor", p), "Isi nomor 1 sampai %zu.", r->now->count) == OK;
        else if ((twin = holder_of(r, p->nomor, p->usulan)) && (!ranked_as(r->typed, twin->usulan)
            || twin < p))
            right = req_error(r->req, field_of(r, "nomor", p), "Nomor %lld sudah dipakai \"" STR "\". Pilih nomor"
                " lain, yang kosong: %lld.", (long long)p->nomor, STR_ARG(ranked_as(r->now, twin->usulan)->judul),
                (long long)first_free(r)) == OK;
    }
    return right ? OK : INVALID;
}

/* A place by hand that differs from the score's place says why. */
static enum outcome
require_reasons(const struct ranking *r)
{
    bool right = true;
    for (size_t i = 0; i < r->typed->count; i++) {
        const struct peringkat *p = &r->typed->items[i], *own = ranked_as(r->now, p->usulan);
        int64_t by_score = 1;
        for (size_t j = 0; own && j < r->now->count; j++)
            by_score += r->now->items[j].skor_bp > own->skor_bp;
        bool scored = own && own->skor_bp > 0 && p->nomor > 0;
        if (!scored || p->nomor >= by_score || str_letters(str_trim(p->alasan)) >= 10)
            continue;
        right = req_error(r->req, field_of(r, "alasan", p),
            "Skor menempatkannya di nomor %lld. Tulis alasan musyawarah menaikkannya ke nomor %lld.",
            (long long)by_score, (long long)p->nomor) == OK;
    }
    return right ? OK : INVALID;
}

static void
bind_seat(struct query *q, const struct sidang *s)      /* $1 to $3 */
{
    query_bind(q, s->tahun);
    query_bind(q, s->tingkat.kode);
    query_bind(q, s->tempat.wilayah);
}

/* Numbers are given anew: those on the page are free first, and so are those of what is no longer agreed to. */
static enum outcome
drop_ranks(struct db *db, const struct sidang *s, const struct peringkat_list *list)
{
    struct query old = query_of(db, "DELETE FROM peringkat WHERE tahun = $1 AND tingkat = $2 AND wilayah = $3"
        " AND NOT EXISTS (SELECT 1 FROM usulan_keputusan k WHERE " AGREED("peringkat.usulan") ")");
    bind_seat(&old, s);
    TRY(query_end(&old));
    for (size_t i = 0; i < list->count; i++) {
        struct query q = query_of(db, "DELETE FROM peringkat WHERE tahun = $1 AND tingkat = $2 AND wilayah = $3"
            " AND usulan = $4");
        bind_seat(&q, s);
        query_bind(&q, list->items[i].usulan);
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
write_ranks(struct db *db, const struct sidang *s, const struct peringkat_list *list)
{
    TRY(drop_ranks(db, s, list));
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].nomor == 0)
            continue;
        struct query q = query_of(db, "INSERT INTO peringkat (tahun, tingkat, wilayah, usulan, nomor, alasan)"
            " VALUES ($1, $2, $3, $4, $5, $6)");
        bind_seat(&q, s);
        query_bind(&q, list->items[i].usulan);
        query_bind(&q, list->items[i].nomor);
        query_bind(&q, list->items[i].alasan);
        TRY(query_end(&q));
    }
    return OK;
}

enum outcome
peringkat_set(struct req *req, const struct sidang *s, const struct peringkat_list *list)
{
    bool locked;
    struct peringkat_list now;
    struct ranking r = { req, list, &now };
    const struct tingkat *t = &s->tingkat;
    TRY(ba_signed(req->db, s->tahun, t->kode, s->tempat.wilayah, &locked));
    if (locked && req_arg(req, "perubahan").len == 0 && !form_has(&req->form, S("perubahan"), S("1")))
        return req_error(req, NULL, "Berita acara " STR " sudah sah, jadi urutannya terkunci. Buat berita acara"
            " perubahan untuk mengubahnya.", STR_ARG(t->nama));
    TRY(peringkat_of(req->db, s->tahun, t->kode, s->tempat.wilayah, &now));
    for (size_t i = 0; i < list->count; i++)
        if (!ranked_as(&now, list->items[i].usulan))
            return req_error(req, NULL, "Daftar usulan sudah berubah sejak halaman ini dibuka. Muat ulang"
                " halaman, lalu urutkan lagi.");
    if (list->count != now.count && now.count <= PERINGKAT_PAGE)
        return req_error(req, NULL, "Beri nomor untuk semua %zu usulan yang disetujui.", now.count);
    TRY(require_unique(&r));
    TRY(require_reasons(&r));
    return write_ranks(req->db, s, list);
}
