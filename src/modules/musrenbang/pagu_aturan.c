/* pagu_aturan.c: ceilings of areas within areas and of offices: rows, and what must not be exceeded. */
#include "modules/musrenbang/pagu.h"

enum { AREAS_MOST = 8000, TOLD_MOST = 8 };

/* What the parts of every area have together; $1 is the year. A part without its own ceiling counts by its parts. */
#define PARTS \
    "WITH isi AS (SELECT w.kode, w.induk, w.tingkat, w.nama, p.jumlah_sen, p.kuota FROM wilayah w" \
    " LEFT JOIN pagu_wilayah p ON p.tahun = $1 AND p.wilayah = w.kode WHERE w.selesai = '' AND w.tingkat >= 2)," \
    " dari_rw AS (SELECT induk AS kode, sum(jumlah_sen) AS jumlah FROM isi WHERE tingkat = 5 GROUP BY induk)," \
    " dari_kel AS (SELECT i.induk AS kode, sum(COALESCE(i.jumlah_sen, b.jumlah, 0)) AS jumlah FROM isi i" \
    "   LEFT JOIN dari_rw b ON b.kode = i.kode WHERE i.tingkat = 4 GROUP BY i.induk)," \
    " dari_kec AS (SELECT i.induk AS kode, sum(COALESCE(i.jumlah_sen, b.jumlah, 0)) AS jumlah FROM isi i" \
    "   LEFT JOIN dari_kel b ON b.kode = i.kode WHERE i.tingkat = 3 GROUP BY i.induk)," \
    " bagian AS (SELECT kode, jumlah FROM dari_rw UNION ALL SELECT kode, jumlah FROM dari_kel" \
    "   UNION ALL SELECT kode, jumlah FROM dari_kec)"
#define ROWS PARTS " SELECT i.kode, i.nama, i.tingkat, CASE WHEN i.jumlah_sen IS NULL THEN 0 ELSE 1 END," \
    " COALESCE(i.jumlah_sen, 0), COALESCE(i.kuota, 0), CAST(COALESCE(b.jumlah, 0) AS BIGINT)" \
    " FROM isi i LEFT JOIN bagian b ON b.kode = i.kode"

static struct pagu_baris
read_row(struct query *q)               /* in the order of ROWS */
{
    struct arena *a = db_arena_of(q->db);
    struct pagu_baris b = { .kode = query_str(q) };
    b.nama    = query_str(q);
    b.tingkat = query_int(q);
    b.ada     = query_bool(q);
    b.jumlah  = query_money(q);
    b.kuota   = query_int(q);
    b.bagian  = query_money(q);
    b.sisa.sen = b.jumlah.sen - b.bagian.sen;
    b.jumlah_teks = b.ada ? money_input(a, b.jumlah) : S("");
    b.kuota_teks = b.kuota ? str_format(a, "%lld", (long long)b.kuota) : S("");
    return b;
}

static enum outcome
read_rows(struct query *q, size_t most, struct pagu_baris_list *l)
{
    *l = (struct pagu_baris_list){ arena_array(db_arena_of(q->db), struct pagu_baris, most), 0 };
    while (l->count < most && query_next(q))
        l->items[l->count++] = read_row(q);
    return query_end(q);
}

enum outcome
pagu_rows(struct db *db, int64_t tahun, str induk, struct pagu_baris_list *l)
{
    enum { MOST = 500 };
    struct query q = query_of(db, ROWS " WHERE i.induk = $2 ORDER BY i.kode LIMIT 500");
    query_bind(&q, tahun);
    query_bind(&q, induk);
    return read_rows(&q, MOST, l);
}

enum outcome
pagu_row(struct db *db, int64_t tahun, str kode, struct pagu_baris *b)
{
    struct query q = query_of(db, ROWS " WHERE i.kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, kode);
    if (query_next(&q))
        *b = read_row(&q);
    return query_end_one(&q);
}

enum outcome
pagu_all(struct db *db, int64_t tahun, struct pagu_baris_list *l)
{
    struct query q = query_of(db, ROWS " WHERE i.tingkat >= 2 ORDER BY i.kode LIMIT 8000");
    query_bind(&q, tahun);
    return read_rows(&q, AREAS_MOST, l);
}

enum outcome
pagu_drop(struct db *db, int64_t tahun, str wilayah)
{
    struct query q = query_of(db, "DELETE FROM pagu_wilayah WHERE tahun = $1 AND wilayah = $2");
    query_bind(&q, tahun);
    query_bind(&q, wilayah);
    return query_end(&q);
}

enum outcome
pagu_fits(struct req *req, int64_t tahun, const char *field)
{
    struct pagu_baris_list over;
    struct arena *a = req->arena;
    struct query q = query_of(req->db, ROWS " WHERE b.jumlah > i.jumlah_sen ORDER BY i.kode LIMIT 8");
    query_bind(&q, tahun);
    TRY(read_rows(&q, TOLD_MOST, &over));
    for (size_t i = 0; i < over.count; i++) {
        const struct pagu_baris *b = &over.items[i];
        str label;
        TRY(wilayah_label(req->db, b->kode, &label));
        (void)req_error(req, field, "Pagu " STR " " STR ", sedangkan jumlah pagu di bawahnya " STR ": lebih " STR
            ". Naikkan pagu itu, atau kurangi yang di bawahnya.", STR_ARG(label), STR_ARG(fmt_rupiah(a, b->jumlah)),
            STR_ARG(fmt_rupiah(a, b->bagian)), STR_ARG(fmt_rupiah(a, (money){ b->bagian.sen - b->jumlah.sen })));
    }
    return over.count ? INVALID : OK;
}

/* ---- offices ----------------------------------------------------------------------------------------------- */

enum outcome
pagu_opd_rows(struct db *db, int64_t tahun, struct pagu_opd_baris_list *l)
{
    enum { MOST = 500 };
    struct arena *a = db_arena_of(db);
    *l = (struct pagu_opd_baris_list){ arena_array(a, struct pagu_opd_baris, MOST), 0 };
    struct query q = query_of(db, "SELECT o.id, o.kode, o.nama, o.singkatan, CASE WHEN p.opd IS NULL THEN 0 ELSE 1 END,"
        " COALESCE(p.jumlah_sen, 0), COALESCE(h.jumlah, 0) FROM opd o LEFT JOIN (SELECT b.opd,"
        " CAST(sum(b.biaya_sen) AS BIGINT) AS jumlah FROM (SELECT opd, biaya_sen FROM hitung WHERE tahun = $1"
        " AND status = 'diterima' UNION ALL SELECT opd, biaya_sen FROM hitung_beda WHERE tahun = $1"
        " AND status = 'diterima') b GROUP BY b.opd) h ON h.opd = o.id"
        " LEFT JOIN pagu_opd p ON p.tahun = $1 AND p.opd = o.id WHERE o.selesai = '' OR p.opd IS NOT NULL"
        " ORDER BY o.nama LIMIT 500");
    query_bind(&q, tahun);
    while (l->count < MOST && query_next(&q)) {
        struct pagu_opd_baris *b = &l->items[l->count++];
        b->opd.id = query_int(&q);
        b->opd.kode = query_str(&q);
        b->opd.nama = query_str(&q);
        b->opd.singkatan = query_str(&q);
        b->ada = query_bool(&q);
        b->jumlah = query_money(&q);
        b->terpakai = query_money(&q);
        b->jumlah_teks = b->ada ? money_input(a, b->jumlah) : S("");
    }
    return query_end(&q);
}

enum outcome
pagu_opd_drop(struct db *db, int64_t tahun, int64_t opd)
{
    struct query q = query_of(db, "DELETE FROM pagu_opd WHERE tahun = $1 AND opd = $2");
    query_bind(&q, tahun);
    query_bind(&q, opd);
    return query_end(&q);
}

enum outcome
pagu_opd_fits(struct req *req, int64_t tahun, const char *field)
{
    struct pagu_opd_baris_list all;
    struct arena *a = req->arena;
    bool fits = true;
    TRY(pagu_opd_rows(req->db, tahun, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct pagu_opd_baris *b = &all.items[i];
        if (b->ada && b->terpakai.sen > b->jumlah.sen)
            fits = req_error(req, field, "Pagu " STR " " STR ", sedangkan usulan yang sudah diterima " STR ":"
                " lebih " STR
                ". Naikkan pagunya.", STR_ARG(b->opd.nama), STR_ARG(fmt_rupiah(a, b->jumlah)),
                STR_ARG(fmt_rupiah(a, b->terpakai)),
                STR_ARG(fmt_rupiah(a, (money){ b->terpakai.sen - b->jumlah.sen }))) == OK;
    }
    return fits ? OK : INVALID;
}

/* ---- as typed ---------------------------------------------------------------------------------------------- */

const char *
pagu_parse(str jumlah, str kuota, struct pagu_isian *p)
{
    *p = (struct pagu_isian){ .ada = jumlah.len > 0 };
    if (jumlah.len && (money_parse(jumlah, &p->pagu.jumlah) != OK || p->pagu.jumlah.sen < 0))
        return "pagu diisi jumlah rupiah, misalnya 350.000.000; kosong berarti tanpa pagu.";
    if (kuota.len && (int_parse(kuota, &p->pagu.kuota) != OK || p->pagu.kuota < 0 || p->pagu.kuota > 1000))
        return "kuota diisi 0 sampai 1.000; 0 atau kosong berarti tanpa batas.";
    if (!p->ada && p->pagu.kuota)
        return "kuota hanya berlaku bersama pagu. Isi pagunya juga.";
    return NULL;
}
