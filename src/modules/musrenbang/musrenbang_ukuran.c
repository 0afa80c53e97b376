/* musrenbang_ukuran.c: counters of the statistics page: groups, ways in, who came, how long each level takes. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

struct change { const char *ukuran; str butir; int64_t jumlah, nilai; };

static enum outcome
add(struct db *db, int64_t tahun, struct change c)
{
    if (c.jumlah == 0 && c.nilai == 0)
        return OK;
    struct query q = query_of(db, "INSERT INTO ukuran_beda (id, tahun, ukuran, butir, jumlah, nilai)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&q, id_new());
    query_bind(&q, tahun);
    query_bind(&q, str_of(c.ukuran));
    query_bind(&q, c.butir);
    query_bind(&q, c.jumlah);
    query_bind(&q, c.nilai);
    return query_end(&q);
}

static enum outcome
add_proposal(struct db *db, const struct usulan *u, int64_t sign)
{
    TRY(add(db, u->tahun, (struct change){ "kelompok", u->kelompok, sign, 0 }));
    TRY(add(db, u->tahun, (struct change){ "kanal", u->kanal, sign, 0 }));
    TRY(add(db, u->tahun, (struct change){ "hadir", S("laki"), 0, sign * u->hadir_laki }));
    return add(db, u->tahun, (struct change){ "hadir", S("perempuan"), 0, sign * u->hadir_perempuan });
}

static bool
counts_alike(const struct usulan *a, const struct usulan *b)
{
    return a->publik && b->publik && str_eq(a->kelompok, b->kelompok) && a->hadir_laki == b->hadir_laki
        && a->hadir_perempuan == b->hadir_perempuan;
}

/* A level's time runs from the act before to its own; what the proposer takes to mend is nobody's. */
static enum outcome
add_duration(struct db *db, const struct usulan *was, const struct usulan *is)
{
    if (!counts_publicly(was) || !str_eqz(was->status, "diajukan") || is->langkah == was->langkah)
        return OK;
    return add(db, is->tahun, (struct change){ "lama", was->tingkat, 1, is->berubah - was->berubah });
}

enum outcome
ukuran_move(struct db *db, const struct usulan *was, const struct usulan *is)
{
    TRY(add_duration(db, was, is));
    if (was && is && counts_alike(was, is))
        return OK;
    if (was && counts_publicly(was))
        TRY(add_proposal(db, was, -1));
    return is && counts_publicly(is) ? add_proposal(db, is, 1) : OK;
}

/* At most 500 differences a turn, as hitung_fold. */
enum outcome
ukuran_fold(struct job_run *run)
{
    struct query sum = query_of(run->db, "INSERT INTO ukuran (tahun, ukuran, butir, jumlah, nilai)"
        " SELECT tahun, ukuran, butir, CAST(sum(jumlah) AS BIGINT), CAST(sum(nilai) AS BIGINT) FROM ukuran_beda"
        " WHERE id IN (SELECT id FROM ukuran_beda ORDER BY id LIMIT 500) GROUP BY tahun, ukuran, butir"
        " ON CONFLICT (tahun, ukuran, butir) DO UPDATE SET jumlah = ukuran.jumlah + excluded.jumlah,"
        " nilai = ukuran.nilai + excluded.nilai");
    TRY(query_end(&sum));
    struct query drop = query_of(run->db,
        "DELETE FROM ukuran_beda WHERE id IN (SELECT id FROM ukuran_beda ORDER BY id LIMIT 500)");
    TRY(query_end(&drop));
    run->done = drop.changed;
    return OK;
}

enum outcome
ukuran_all(struct db *db, int64_t tahun, struct ukuran_list *list)
{
    enum { MOST = 100 };
    *list = (struct ukuran_list){ 0 };
    struct query q = query_of(db, "SELECT x.ukuran, x.butir, CAST(sum(x.jumlah) AS BIGINT),"
        " CAST(sum(x.nilai) AS BIGINT)"
        " FROM (SELECT ukuran, butir, jumlah, nilai FROM ukuran WHERE tahun = $1 UNION ALL"
        " SELECT ukuran, butir, jumlah, nilai FROM ukuran_beda WHERE tahun = $1) x"
        " GROUP BY x.ukuran, x.butir ORDER BY x.ukuran, x.butir LIMIT 100");
    query_bind(&q, tahun);
    while (list->count < MOST && query_next(&q)) {
        struct ukuran *u = arena_next(db_arena_of(db), list);
        u->ukuran = query_str(&q);
        u->butir = query_str(&q);
        u->jumlah = query_int(&q);
        u->nilai = query_int(&q);
    }
    return query_end(&q);
}
