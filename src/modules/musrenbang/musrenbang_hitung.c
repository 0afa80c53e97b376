/* musrenbang_hitung.c: public statistics: differences written with each act, folded by a job, read together. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

bool
counts_publicly(const struct usulan *u)
{
    return u && u->publik;
}

static enum outcome
difference(struct db *db, const struct usulan *u, str alasan, int64_t sign)
{
    struct query q = query_of(db,
        "INSERT INTO hitung_beda (id, tahun, kelurahan, wilayah, opd, status, alasan, jumlah, biaya_sen)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    query_bind(&q, id_new());
    query_bind(&q, u->tahun);
    query_bind(&q, u->kelurahan);
    query_bind(&q, u->wilayah);
    query_bind(&q, u->opd);
    query_bind(&q, u->status);
    query_bind(&q, alasan);
    query_bind(&q, sign);
    query_bind(&q, sign * u->biaya_kini.sen);
    return query_end(&q);
}

enum outcome
hitung_move(struct db *db, const struct usulan *was, const struct usulan *is, str alasan)
{
    if (counts_publicly(was))
        TRY(difference(db, was, S(""), -1));
    if (counts_publicly(is))
        TRY(difference(db, is, alasan, 1));
    return ukuran_move(db, was, is);
}

/* At most 500 differences a turn go into the counters; both in one transaction. */
enum outcome
hitung_fold(struct job_run *run)
{
    struct query add = query_of(run->db,
        "INSERT INTO hitung (tahun, kelurahan, wilayah, opd, status, alasan, jumlah, biaya_sen)"
        " SELECT tahun, kelurahan, wilayah, opd, status, alasan, CAST(sum(jumlah) AS BIGINT),"
        " CAST(sum(biaya_sen) AS BIGINT) FROM hitung_beda"
        " WHERE id IN (SELECT id FROM hitung_beda ORDER BY id LIMIT 500)"
        " GROUP BY tahun, kelurahan, wilayah, opd, status, alasan"
        " ON CONFLICT (tahun, kelurahan, wilayah, opd, status, alasan) DO UPDATE SET"
        " jumlah = hitung.jumlah + excluded.jumlah, biaya_sen = hitung.biaya_sen + excluded.biaya_sen");
    TRY(query_end(&add));
    struct query drop = query_of(run->db,
        "DELETE FROM hitung_beda WHERE id IN (SELECT id FROM hitung_beda ORDER BY id LIMIT 500)");
    TRY(query_end(&drop));
    run->done = drop.changed;
    return OK;
}

/* Counters and what is not folded yet, as one table; `kelurahan` narrows. */
#define BOTH \
    " FROM (SELECT kelurahan, wilayah, opd, status, alasan, jumlah, biaya_sen FROM hitung" \
    " WHERE tahun = $1 AND ($2 = '' OR kelurahan = $2) UNION ALL" \
    " SELECT kelurahan, wilayah, opd, status, alasan, jumlah, biaya_sen FROM hitung_beda" \
    " WHERE tahun = $1 AND ($2 = '' OR kelurahan = $2)) h"
#define SUMS "CAST(sum(h.jumlah) AS BIGINT), CAST(sum(h.biaya_sen) AS BIGINT)"

static const char *const grouped_sql[] = {
    [HITUNG_STATUS] = "SELECT '', '', h.status, '', 0, " SUMS BOTH
        " GROUP BY h.status HAVING sum(h.jumlah) <> 0 ORDER BY h.status",
    [HITUNG_KELURAHAN] = "SELECT h.kelurahan, '', h.status, '', 0, " SUMS BOTH
        " GROUP BY h.kelurahan, h.status HAVING sum(h.jumlah) <> 0 ORDER BY h.kelurahan, h.status",
    [HITUNG_RW] = "SELECT h.kelurahan, h.wilayah, h.status, '', 0, " SUMS BOTH
        " GROUP BY h.kelurahan, h.wilayah, h.status HAVING sum(h.jumlah) <> 0"
        " ORDER BY h.wilayah, h.status",
    [HITUNG_OPD] = "SELECT '', '', h.status, '', h.opd, " SUMS BOTH
        " GROUP BY h.opd, h.status HAVING sum(h.jumlah) <> 0 ORDER BY h.opd, h.status",
    [HITUNG_ALASAN] = "SELECT '', '', h.status, h.alasan, h.opd, " SUMS BOTH
        " WHERE h.status = 'ditolak' GROUP BY h.status, h.alasan, h.opd HAVING sum(h.jumlah) <> 0"
        " ORDER BY h.alasan, h.opd",
};

enum outcome
hitung_grouped(struct db *db, int64_t tahun, enum hitung_by by, str kelurahan, struct hitung_list *list)
{
    enum { MOST = 4000 };
    *list = (struct hitung_list){ 0 };
    struct query q = query_of(db, grouped_sql[by]);
    query_bind(&q, tahun);
    query_bind(&q, kelurahan);
    while (list->count < MOST && query_next(&q)) {
        struct hitung *h = arena_next(db_arena_of(db), list);
        h->kelurahan = query_str(&q);
        h->wilayah = query_str(&q);
        h->status = query_str(&q);
        h->alasan = query_str(&q);
        h->opd = query_int(&q);
        h->jumlah = query_int(&q);
        h->biaya = query_money(&q);
    }
    return query_end(&q);
}
