/* rencana_tahun.c: a planning year as a row: made, copied from an earlier one, opened and closed. */
#include "base/random.h"
#include "modules/musrenbang/kamus.h"
#include "modules/musrenbang/rencana.h"

enum outcome
tahun_counts(struct db *db, int64_t tahun, struct tahun_jumlah *j)
{
    struct hitung_list sent;
    struct query q = query_of(db, "SELECT (SELECT count(*) FROM usulan WHERE tahun = $1 AND status = 'draf'),"
        " (SELECT count(*) FROM kamus WHERE tahun = $1 AND aktif = 1)");
    query_bind(&q, tahun);
    *j = (struct tahun_jumlah){ 0 };
    if (query_next(&q)) {
        j->belum_selesai = query_int(&q);
        j->kamus = query_int(&q);
    }
    TRY(query_end_one(&q));
    TRY(hitung_grouped(db, tahun, HITUNG_STATUS, S(""), &sent));
    for (size_t i = 0; i < sent.count; i++) {
        const struct hitung *h = &sent.items[i];
        j->usulan += h->jumlah;
        j->diperiksa += str_eqz(h->status, "diajukan") ? h->jumlah : 0;
        j->belum_selesai += str_eqz(h->status, "dikembalikan") || str_eqz(h->status, "cadangan") ? h->jumlah : 0;
    }
    return OK;
}

enum outcome
tahun_set_keadaan(struct db *db, int64_t tahun, str keadaan)
{
    struct query q = query_of(db, "UPDATE tahun_rencana SET keadaan = $2 WHERE tahun = $1");
    query_bind(&q, tahun);
    query_bind(&q, keadaan);
    return query_end_changed(&q);
}

enum outcome
rencana_event(struct req *req, const char *jenis, int64_t tahun, str isi)
{
    const struct grant *g = req->who.grants;
    struct peristiwa p = { .waktu = req->now, .akun = req->who.akun, .jenis = str_of(jenis), .publik = true,
        .jabatan = req->who.grant_count ? g->jabatan_nama : S(""), .subjek_jenis = S("tahun_rencana"),
        .subjek = tahun, .isi = isi };
    return peristiwa_add(req->db, &p);
}

/* ---- as a copy --------------------------------------------------------------------------------------------------- */

/* The same day so many years later; 29 February becomes the 28th where there is none. */
static date
years_later(date d, int64_t years)
{
    date then = { (int16_t)(d.year + years), d.month, d.day };
    date exists = date_from_number(date_number(then));
    return exists.month == d.month ? then : (date){ then.year, 2, 28 };
}

static enum outcome
copy_windows(struct db *db, int64_t from, int64_t to)
{
    struct jadwal_list all;
    TRY(jadwal_list(db, from, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct jadwal *j = &all.items[i];
        if (!j->ada)
            continue;
        struct tahapan t = { .kode = j->kode, .nama = j->nama, .urutan = j->urutan,
            .mulai = years_later(j->mulai, to - from), .selesai = years_later(j->selesai, to - from) };
        TRY(tahapan_set(db, to, &t, S("")));
    }
    return OK;
}

/* Rows that differ from those of the other year in nothing but the year. */
static enum outcome
copy_rows(struct db *db, int64_t from, int64_t to)
{
    static const char *const copies[] = {
        "INSERT INTO tingkat_putus (tahun, kode, urutan, nama, jabatan, lingkup, perlu_ba)"
        " SELECT $2, kode, urutan, nama, jabatan, lingkup, perlu_ba FROM tingkat_putus WHERE tahun = $1",
        "INSERT INTO kriteria (tahun, kode, nama, petunjuk, bobot_bp, urutan)"
        " SELECT $2, kode, nama, petunjuk, bobot_bp, urutan FROM kriteria WHERE tahun = $1",
        "INSERT INTO pagu_wilayah (tahun, wilayah, jumlah_sen, kuota)"
        " SELECT $2, wilayah, jumlah_sen, kuota FROM pagu_wilayah WHERE tahun = $1",
        "INSERT INTO pagu_opd (tahun, opd, jumlah_sen) SELECT $2, p.opd, p.jumlah_sen FROM pagu_opd p"
        " JOIN opd o ON o.id = p.opd WHERE p.tahun = $1 AND o.selesai = ''",
    };
    for (size_t i = 0; i < COUNT(copies); i++) {
        struct query q = query_of(db, copies[i]);
        query_bind(&q, from);
        query_bind(&q, to);
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
copy_kamus(struct db *db, int64_t from, int64_t to)
{
    struct kamus_ask ask = { .tahun = from };
    struct kamus_list all;
    do {
        TRY(kamus_find(db, &ask, &all));
        for (size_t i = 0; i < all.count; i++) {
            struct kamus k = all.items[i];
            ask.sesudah = k.kode;
            k.id = id_new();
            k.tahun = to;
            TRY(kamus_insert(db, &k));
        }
    } while (all.count > KAMUS_SHOWN);
    return OK;
}

enum outcome
tahun_copy(struct db *db, int64_t from, int64_t to)
{
    TRY(copy_windows(db, from, to));
    TRY(copy_rows(db, from, to));
    return copy_kamus(db, from, to);
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static enum outcome
lacks_windows(struct req *req, int64_t tahun, bool *ready)
{
    struct jadwal_list windows;
    TRY(jadwal_list(req->db, tahun, &windows));
    for (size_t i = 0; i < windows.count; i++) {
        const struct jadwal *j = &windows.items[i];
        if (!j->dipakai || j->ada || str_eqz(j->kode, "pokir") || str_eqz(j->kode, "penetapan"))
            continue;
        *ready = false;
        (void)req_error(req, NULL, "Jadwal tahap \"" STR "\" belum ada. Isi dulu tanggalnya.", STR_ARG(j->nama));
    }
    return OK;
}

enum outcome
tahun_is_ready(struct req *req, int64_t tahun)
{
    struct tahun_jumlah j = { 0 };
    struct kriteria_list criteria;
    bool ready = true;
    TRY(tahun_counts(req->db, tahun, &j));
    TRY(kriteria_list(req->db, tahun, &criteria));
    TRY(lacks_windows(req, tahun, &ready));
    if (j.kamus == 0)
        ready = req_error(req, NULL, "Kamus usulan %lld masih kosong. Isi atau muat dulu, supaya RW punya pilihan"
            " pekerjaan.", (long long)tahun) == OK;
    if (criteria.count == 0)
        ready = req_error(req, NULL, "Kriteria peringkat belum ada. Isi dulu, bobotnya berjumlah 100%%.") == OK;
    return ready ? OK : INVALID;
}
