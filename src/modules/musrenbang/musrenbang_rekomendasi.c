/* musrenbang_rekomendasi.c: what a seat may spend, and what it has recommended of that. */
#include "modules/musrenbang/pagu.h"

bool
keputusan_agrees(str keputusan)
{
    return str_eqz(keputusan, "setuju") || str_eqz(keputusan, "ubah") || str_eqz(keputusan, "terima");
}

/* The level's word before the newest one, where that agreed; 0 and 0 when it did not. */
static enum outcome
agreed_before(struct db *db, const struct keputusan *k, struct terpakai *before)
{
    *before = (struct terpakai){ 0 };
    struct query q = query_of(db, "SELECT keputusan, biaya_sen FROM usulan_keputusan WHERE usulan = $1 AND tingkat = $2"
        " AND id <> $3 ORDER BY urut DESC LIMIT 1");
    query_bind(&q, k->usulan);
    query_bind(&q, k->tingkat);
    query_bind(&q, k->id);
    if (query_next(&q) && keputusan_agrees(query_str(&q)))
        *before = (struct terpakai){ query_money(&q), 1 };
    return query_end(&q);
}

enum outcome
rekomendasi_move(struct db *db, const struct keputusan *k)
{
    struct terpakai before;
    TRY(agreed_before(db, k, &before));
    int64_t count = keputusan_agrees(k->keputusan) - before.kali;
    int64_t cost = (keputusan_agrees(k->keputusan) ? k->biaya.sen : 0) - before.jumlah.sen;
    if (count == 0 && cost == 0)
        return OK;
    struct query q = query_of(db, "INSERT INTO rekomendasi (tahun, tingkat, wilayah, jumlah, biaya_sen)"
        " SELECT u.tahun, t.kode, CASE t.lingkup WHEN 4 THEN u.kelurahan ELSE u.kecamatan END, $3, $4 FROM usulan u"
        " JOIN tingkat_putus t ON t.tahun = u.tahun AND t.kode = $2 WHERE u.id = $1 AND t.lingkup >= 3"
        " ON CONFLICT (tahun, tingkat, wilayah) DO UPDATE SET jumlah = rekomendasi.jumlah + excluded.jumlah,"
        " biaya_sen = rekomendasi.biaya_sen + excluded.biaya_sen");
    query_bind(&q, k->usulan);
    query_bind(&q, k->tingkat);
    query_bind(&q, count);
    query_bind(&q, cost);
    return query_end(&q);
}

/* ---- what a seat may spend ---------------------------------------------------------------------------------- */

/* An area: its own ceiling, or what its parts have together. */
static enum outcome
area_ceiling(struct db *db, const struct sidang *s, struct rekomendasi *r)
{
    struct pagu_baris b = { 0 };
    enum outcome o = pagu_row(db, s->tahun, s->tempat.wilayah, &b);
    TRY(o == NOT_FOUND ? OK : o);
    r->pagu = b.ada ? b.jumlah : b.bagian;
    struct query q = query_of(db, "SELECT jumlah, biaya_sen FROM rekomendasi WHERE tahun = $1 AND tingkat = $2"
        " AND wilayah = $3");
    query_bind(&q, s->tahun);
    query_bind(&q, s->tingkat.kode);
    query_bind(&q, s->tempat.wilayah);
    if (query_next(&q)) {
        r->kali = query_int(&q);
        r->biaya = query_money(&q);
    }
    return query_end(&q);
}

/* The whole region: what its offices have together, and what was accepted of that. */
static enum outcome
region_ceiling(struct db *db, const struct sidang *s, struct rekomendasi *r)
{
    struct hitung_list states;
    TRY(hitung_grouped(db, s->tahun, HITUNG_STATUS, S(""), &states));
    for (size_t i = 0; i < states.count; i++)
        if (str_eqz(states.items[i].status, "diterima")) {
            r->kali = states.items[i].jumlah;
            r->biaya = states.items[i].biaya;
        }
    struct query q = query_of(db, "SELECT CAST(COALESCE(sum(jumlah_sen), 0) AS BIGINT) FROM pagu_opd WHERE tahun = $1");
    query_bind(&q, s->tahun);
    if (query_next(&q))
        r->pagu = query_money(&q);
    return query_end(&q);
}

enum outcome
rekomendasi_of(struct db *db, const struct sidang *s, struct rekomendasi *r)
{
    *r = (struct rekomendasi){ .kali = -1 };
    if (s->tingkat.lingkup >= TINGKAT_KECAMATAN) {
        r->kali = 0;
        return area_ceiling(db, s, r);
    }
    if (s->tingkat.lingkup == TINGKAT_DAERAH)
        return region_ceiling(db, s, r);
    enum outcome o = pagu_opd(db, s->tahun, s->tempat.opd, &r->pagu, &r->biaya);
    return o == NOT_FOUND ? OK : o;
}
