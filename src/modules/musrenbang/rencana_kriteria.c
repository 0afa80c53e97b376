/* rencana_kriteria.c: what a level scores a proposal by; the weights of a year sum to 100 %. */
#include "modules/musrenbang/rencana.h"

enum { WHOLE_BP = 10000 };

enum outcome
kriteria_list(struct db *db, int64_t tahun, struct kriteria_list *l)
{
    *l = (struct kriteria_list){ arena_array(db_arena_of(db), struct kriteria, KRITERIA_MOST), 0 };
    struct query q = query_of(db, "SELECT kode, nama, petunjuk, bobot_bp FROM kriteria WHERE tahun = $1"
        " ORDER BY urutan LIMIT 12");
    query_bind(&q, tahun);
    while (l->count < KRITERIA_MOST && query_next(&q)) {
        struct kriteria *k = &l->items[l->count++];
        k->kode = query_str(&q);
        k->nama = query_str(&q);
        k->petunjuk = query_str(&q);
        k->bobot = query_share(&q);
    }
    return query_end(&q);
}

enum outcome
skor_count(struct db *db, int64_t tahun, int64_t *count)
{
    struct query q = query_of(db, "SELECT count(*) FROM (SELECT DISTINCT s.usulan FROM skor s"
        " JOIN usulan u ON u.id = s.usulan WHERE u.tahun = $1) x");
    query_bind(&q, tahun);
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

static const struct kriteria *
named(const struct kriteria_list *l, str kode)
{
    for (size_t i = 0; i < l->count; i++)
        if (str_eq(l->items[i].kode, kode))
            return &l->items[i];
    return NULL;
}

/* Names and hints may always be mended; what a score was made of may not. */
static bool
weighs_the_same(const struct kriteria_list *a, const struct kriteria_list *b)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct kriteria *other = named(b, a->items[i].kode);
        if (!other || other->bobot.bp != a->items[i].bobot.bp)
            return false;
    }
    return a->count == b->count;
}

static enum outcome
require_whole(struct req *req, const struct kriteria_list *l)
{
    int64_t sum = 0;
    for (size_t i = 0; i < l->count; i++)
        sum += l->items[i].bobot.bp;
    if (l->count == 0)
        return req_error(req, NULL, "Isi paling sedikit satu kriteria.");
    if (sum == WHOLE_BP)
        return OK;
    share off = { sum > WHOLE_BP ? sum - WHOLE_BP : WHOLE_BP - sum };
    return req_error(req, "bobot", "Jumlah bobot " STR ", %s " STR " dari 100%%. Ubah bobotnya sampai pas.",
        STR_ARG(fmt_share(req->arena, (share){ sum })), sum > WHOLE_BP ? "lebih" : "kurang",
        STR_ARG(fmt_share(req->arena, off)));
}

static enum outcome
refuse_when_scored(struct req *req, int64_t tahun, const struct kriteria_list *l)
{
    struct kriteria_list now;
    int64_t scored = 0;
    TRY(kriteria_list(req->db, tahun, &now));
    if (weighs_the_same(&now, l))
        return OK;
    TRY(skor_count(req->db, tahun, &scored));
    return scored == 0 ? OK : req_error(req, NULL, "Sudah %lld usulan dinilai dengan kriteria ini, jadi bobot dan"
        " daftarnya tidak dapat diubah lagi. Nama dan petunjuk masih dapat diperbaiki.", (long long)scored);
}

static enum outcome
insert(struct db *db, int64_t tahun, const struct kriteria *k, int64_t urutan)
{
    struct query q = query_of(db, "INSERT INTO kriteria (tahun, kode, nama, petunjuk, bobot_bp, urutan)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&q, tahun);
    query_bind(&q, k->kode);
    query_bind(&q, k->nama);
    query_bind(&q, k->petunjuk);
    query_bind(&q, k->bobot);
    query_bind(&q, urutan);
    return query_end(&q);
}

enum outcome
kriteria_change(struct req *req, int64_t tahun, const struct kriteria_list *l)
{
    struct buf said = { .arena = req->arena };
    enum outcome whole = require_whole(req, l), scored = refuse_when_scored(req, tahun, l);
    TRY(whole);
    TRY(scored);
    struct query q = query_of(req->db, "DELETE FROM kriteria WHERE tahun = $1");
    query_bind(&q, tahun);
    TRY(query_end(&q));
    for (size_t i = 0; i < l->count; i++) {
        const struct kriteria *k = &l->items[i];
        TRY(insert(req->db, tahun, k, (int64_t)i + 1));
        buf_format(&said, STR "=%lld " STR "\n", STR_ARG(k->kode), (long long)k->bobot.bp, STR_ARG(k->nama));
    }
    return rencana_event(req, "rencana.kriteria", tahun, str_trim(buf_view(&said)));
}
