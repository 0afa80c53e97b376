/* musrenbang_pagu.c: ceilings: how much and how many a place may ask for, and what is left. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

enum outcome
pagu_wilayah(struct db *db, int64_t tahun, str wilayah, struct pagu *p)
{
    struct query q = query_of(db,
        "SELECT jumlah_sen, kuota FROM pagu_wilayah WHERE tahun = $1 AND wilayah = $2");
    query_bind(&q, tahun);
    query_bind(&q, wilayah);
    if (query_next(&q)) {
        p->jumlah = query_money(&q);
        p->kuota = query_int(&q);
    }
    return query_end_one(&q);
}

/* Reserves hold a place in the quota but no money: they are over the ceiling already. */
enum outcome
pagu_terpakai(struct db *db, int64_t tahun, str wilayah, int64_t tanpa_usulan, struct terpakai *t)
{
    struct query q = query_of(db,
        "SELECT CAST(COALESCE(sum(CASE WHEN status = 'cadangan' THEN 0 ELSE biaya_kini_sen END), 0)"
        " AS BIGINT), count(*) FROM usulan WHERE tahun = $1 AND wilayah = $2 AND id <> $3"
        " AND status IN ('diajukan', 'dikembalikan', 'cadangan', 'diterima')");
    query_bind(&q, tahun);
    query_bind(&q, wilayah);
    query_bind(&q, tanpa_usulan);
    if (query_next(&q)) {
        t->jumlah = query_money(&q);
        t->kali = query_int(&q);
    }
    return query_end_one(&q);
}

enum outcome
pagu_opd(struct db *db, int64_t tahun, int64_t opd, money *pagu, money *terpakai)
{
    struct query q = query_of(db,
        "SELECT p.jumlah_sen, CAST(COALESCE((SELECT sum(u.biaya_kini_sen) FROM usulan u"
        " WHERE u.publik = 1 AND u.tahun = $1 AND u.opd = $2 AND u.status = 'diterima'), 0) AS BIGINT)"
        " FROM pagu_opd p WHERE p.tahun = $1 AND p.opd = $2");
    query_bind(&q, tahun);
    query_bind(&q, opd);
    if (query_next(&q)) {
        *pagu = query_money(&q);
        *terpakai = query_money(&q);
    }
    return query_end_one(&q);
}

/* The rounding step is a row of the region (planning.md 2.3); whole rupiah when it says nothing. */
static enum outcome
rounding_step(struct db *db, money *step)
{
    str text;
    enum outcome o = pengaturan_get(db, "uang.langkah_sen", &text);
    if (o != OK && o != NOT_FOUND)
        return o;
    if (o == NOT_FOUND || !str_int(text, &step->sen) || step->sen <= 0)
        step->sen = 100;
    return OK;
}

enum outcome
biaya_of(struct db *db, money harga, volume v, money *biaya)
{
    money step;
    TRY(rounding_step(db, &step));
    return money_times(harga, v, step, biaya);
}

enum outcome
pagu_set(struct db *db, int64_t tahun, str wilayah, const struct pagu *p)
{
    struct query q = query_of(db,
        "INSERT INTO pagu_wilayah (tahun, wilayah, jumlah_sen, kuota) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (tahun, wilayah) DO UPDATE SET jumlah_sen = excluded.jumlah_sen,"
        " kuota = excluded.kuota");
    query_bind(&q, tahun);
    query_bind(&q, wilayah);
    query_bind(&q, p->jumlah);
    query_bind(&q, p->kuota);
    return query_end(&q);
}

enum outcome
pagu_opd_set(struct db *db, int64_t tahun, int64_t opd, money jumlah)
{
    struct query q = query_of(db,
        "INSERT INTO pagu_opd (tahun, opd, jumlah_sen) VALUES ($1, $2, $3)"
        " ON CONFLICT (tahun, opd) DO UPDATE SET jumlah_sen = excluded.jumlah_sen");
    query_bind(&q, tahun);
    query_bind(&q, opd);
    query_bind(&q, jumlah);
    return query_end(&q);
}
