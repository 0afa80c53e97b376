/* perkara_hitung.c: counts by month, area, office, category and state: differences, folded by a job, read together. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

static enum outcome
difference(struct req *req, const struct perkara *p, int64_t sign)
{
    struct query q = query_of(req->db, "INSERT INTO perkara_beda (id, jenis, bulan, kelurahan, opd, kategori, keadaan,"
        " jumlah, tepat, lambat, hari) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    query_bind(&q, id_new());
    query_bind(&q, p->jenis);
    query_bind(&q, str_head(date_iso(req->arena, date_of(p->dibuat, req->region->zone)), 7));
    query_bind(&q, p->kelurahan);
    query_bind(&q, p->opd);
    query_bind(&q, p->kategori);
    query_bind(&q, p->keadaan);
    query_bind(&q, sign);
    query_bind(&q, sign * (p->ujung == 1));
    query_bind(&q, sign * (p->ujung == 2));
    query_bind(&q, sign * p->hari);
    return query_end(&q);
}

enum outcome
perkara_hitung_move(struct req *req, const struct perkara *was, const struct perkara *is)
{
    if (was)
        TRY(difference(req, was, -1));
    return is ? difference(req, is, 1) : OK;
}

#define FOLDED "CAST(sum(jumlah) AS BIGINT), CAST(sum(tepat) AS BIGINT), CAST(sum(lambat) AS BIGINT)," \
    " CAST(sum(hari) AS BIGINT)"

/* At most 500 differences a turn go into the counters; both in one transaction. */
enum outcome
perkara_fold(struct job_run *run)
{
    struct query add = query_of(run->db,
        "INSERT INTO perkara_hitung (jenis, bulan, kelurahan, opd, kategori, keadaan, jumlah, tepat, lambat, hari)"
        " SELECT jenis, bulan, kelurahan, opd, kategori, keadaan, " FOLDED " FROM perkara_beda"
        " WHERE id IN (SELECT id FROM perkara_beda ORDER BY id LIMIT 500)"
        " GROUP BY jenis, bulan, kelurahan, opd, kategori, keadaan"
        " ON CONFLICT (jenis, bulan, kelurahan, opd, kategori, keadaan) DO UPDATE SET"
        " jumlah = perkara_hitung.jumlah + excluded.jumlah, tepat = perkara_hitung.tepat + excluded.tepat,"
        " lambat = perkara_hitung.lambat + excluded.lambat, hari = perkara_hitung.hari + excluded.hari");
    TRY(query_end(&add));
    struct query month = query_of(run->db,
        "INSERT INTO perkara_bulan (jenis, bulan, keadaan, jumlah, tepat, lambat, hari)"
        " SELECT jenis, bulan, keadaan, " FOLDED " FROM perkara_beda"
        " WHERE id IN (SELECT id FROM perkara_beda ORDER BY id LIMIT 500) GROUP BY jenis, bulan, keadaan"
        " ON CONFLICT (jenis, bulan, keadaan) DO UPDATE SET"
        " jumlah = perkara_bulan.jumlah + excluded.jumlah, tepat = perkara_bulan.tepat + excluded.tepat,"
        " lambat = perkara_bulan.lambat + excluded.lambat, hari = perkara_bulan.hari + excluded.hari");
    TRY(query_end(&month));
    struct query drop = query_of(run->db,
        "DELETE FROM perkara_beda WHERE id IN (SELECT id FROM perkara_beda ORDER BY id LIMIT 500)");
    TRY(query_end(&drop));
    run->done = drop.changed;
    return OK;
}

/* Counters and what is not folded yet, as one table. */
#define BOTH \
    " FROM (SELECT bulan, kelurahan, opd, kategori, keadaan, jumlah, tepat, lambat, hari FROM perkara_hitung" \
    " WHERE jenis = $1 AND bulan >= $2 AND bulan <= $3 UNION ALL" \
    " SELECT bulan, kelurahan, opd, kategori, keadaan, jumlah, tepat, lambat, hari FROM perkara_beda" \
    " WHERE jenis = $1 AND bulan >= $2 AND bulan <= $3) h"
/* The same by month and state alone. */
#define MONTHS \
    " FROM (SELECT bulan, keadaan, jumlah, tepat, lambat, hari FROM perkara_bulan" \
    " WHERE jenis = $1 AND bulan >= $2 AND bulan <= $3 UNION ALL" \
    " SELECT bulan, keadaan, jumlah, tepat, lambat, hari FROM perkara_beda" \
    " WHERE jenis = $1 AND bulan >= $2 AND bulan <= $3) h"
#define SUMS "CAST(sum(h.jumlah) AS BIGINT), CAST(sum(h.tepat) AS BIGINT), CAST(sum(h.lambat) AS BIGINT)," \
    " CAST(sum(h.hari) AS BIGINT)"
#define THOSE_THERE " HAVING sum(h.jumlah) <> 0"

static const char *const counts_sql[] = {
    [PERKARA_KEADAAN] = "SELECT '', '', 0, 0, h.keadaan, " SUMS MONTHS " GROUP BY h.keadaan" THOSE_THERE
        " ORDER BY h.keadaan",
    [PERKARA_KELURAHAN] = "SELECT '', h.kelurahan, 0, 0, h.keadaan, " SUMS BOTH
        " GROUP BY h.kelurahan, h.keadaan" THOSE_THERE " ORDER BY h.kelurahan, h.keadaan",
    [PERKARA_OPD] = "SELECT '', '', h.opd, 0, h.keadaan, " SUMS BOTH " GROUP BY h.opd, h.keadaan" THOSE_THERE
        " ORDER BY h.opd, h.keadaan",
    [PERKARA_KATEGORI] = "SELECT '', '', 0, h.kategori, h.keadaan, " SUMS BOTH
        " GROUP BY h.kategori, h.keadaan" THOSE_THERE " ORDER BY h.kategori, h.keadaan",
    [PERKARA_BULAN] = "SELECT h.bulan, '', 0, 0, h.keadaan, " SUMS MONTHS " GROUP BY h.bulan, h.keadaan" THOSE_THERE
        " ORDER BY h.bulan, h.keadaan",
};

enum outcome
perkara_counts(struct db *db, str jenis, enum perkara_hitung_by by, const str rentang[2],
    struct perkara_hitung_list *list)
{
    enum { MOST = 4000 };
    *list = (struct perkara_hitung_list){ 0 };
    struct query q = query_of(db, counts_sql[by]);
    query_bind(&q, jenis);
    query_bind(&q, rentang[0]);
    query_bind(&q, rentang[1]);
    while (list->count < MOST && query_next(&q)) {
        struct perkara_hitung *h = arena_next(db_arena_of(db), list);
        h->bulan     = query_str(&q);
        h->kelurahan = query_str(&q);
        h->opd       = query_int(&q);
        h->kategori  = query_int(&q);
        h->keadaan   = query_str(&q);
        h->jumlah    = query_int(&q);
        h->tepat     = query_int(&q);
        h->lambat    = query_int(&q);
        h->hari      = query_int(&q);
    }
    return query_end(&q);
}

static int64_t
came(const struct perkara_hitung_list *counts, int64_t kategori)
{
    int64_t count = 0;
    for (size_t i = 0; i < counts->count; i++)
        count += counts->items[i].kategori == kategori ? counts->items[i].jumlah : 0;
    return count;
}

enum outcome
kategori_often(struct req *req, str jenis, struct kategori_list *list)
{
    struct kategori_list all;
    struct perkara_hitung_list counts;
    date today = date_of(req->now, req->region->zone);
    str span[2] = { str_head(date_iso(req->arena, date_from_number(date_number(today) - 31)), 7),
        str_head(date_iso(req->arena, today), 7) };
    TRY(kategori_list(req->db, jenis, &all));
    TRY(perkara_counts(req->db, jenis, PERKARA_KATEGORI, span, &counts));
    *list = (struct kategori_list){ arena_array(req->arena, struct kategori, KATEGORI_OFTEN), 0 };
    while (list->count < KATEGORI_OFTEN) {
        struct kategori *best = NULL;
        for (size_t i = 0; i < all.count; i++) {
            struct kategori *k = &all.items[i];
            int64_t more = best ? came(&counts, k->id) - came(&counts, best->id) : 1;
            if (k->aktif && !k->peka && str_eqz(k->tampak, "publik")
                && (more > 0 || (more == 0 && k->urutan < best->urutan)))
                best = k;
        }
        if (!best)
            return OK;
        list->items[list->count++] = *best;
        best->aktif = false;            /* taken */
    }
    return OK;
}
