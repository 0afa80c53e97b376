/* meja_draf.c: words begun on a case and kept for the officer who wrote them, until an act of theirs is done. */
#include "modules/aduan/meja_lihat.h"

enum { KEPT_DAYS = 30 };

enum outcome
draf_balasan_of(struct req *req, int64_t perkara, struct draf_balasan *d)
{
    struct query q = query_of(req->db, "SELECT aksi, isi, waktu FROM aduan_draf_balasan WHERE perkara = $1"
        " AND akun = $2");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    if (query_next(&q)) {
        d->aksi  = query_str(&q);
        d->isi   = query_str(&q);
        d->waktu = query_int(&q);
    }
    enum outcome o = query_end_one(&q);
    return o == NOT_FOUND ? OK : o;
}

enum outcome
draf_balasan_forget(struct req *req, int64_t perkara)
{
    struct query q = query_of(req->db, "DELETE FROM aduan_draf_balasan WHERE perkara = $1 AND akun = $2");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    return query_end(&q);
}

enum outcome
draf_balasan_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM aduan_draf_balasan WHERE (perkara, akun) IN"
        " (SELECT perkara, akun FROM aduan_draf_balasan WHERE waktu < $1 ORDER BY waktu LIMIT 500)");
    query_bind(&q, run->now - KEPT_DAYS * DAY);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}

/* In place of what was kept before; an empty text takes it away. */
enum outcome
draf_balasan_keep(struct req *req, int64_t perkara, str aksi, str isi)
{
    if (str_trim(isi).len == 0)
        return draf_balasan_forget(req, perkara);
    struct query q = query_of(req->db, "INSERT INTO aduan_draf_balasan (perkara, akun, aksi, isi, waktu)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (perkara, akun) DO UPDATE SET aksi = excluded.aksi,"
        " isi = excluded.isi, waktu = excluded.waktu");
    query_bind(&q, perkara);
    query_bind(&q, req->who.akun);
    query_bind(&q, aksi);
    query_bind(&q, isi);
    query_bind(&q, req->now);
    return query_end(&q);
}
