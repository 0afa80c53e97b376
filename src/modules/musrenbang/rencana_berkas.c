/* rencana_berkas.c: CSV files between their coming and their being applied: whose they are, and when they go. */
#include "base/letters.h"
#include "modules/musrenbang/kamus.h"

enum { KEPT = DAY };

enum outcome
rencana_berkas_read(struct req *req, const char *jenis, size_t most)
{
    const struct upload *u;
    struct rencana_berkas *b = req_keep(req, sizeof *b);
    TRY(form_file(req, "berkas", &u));
    if (u->bytes.len > most * 1024 || !str_is_text(u->bytes))
        return req_error(req, "berkas", "Berkas ini bukan CSV UTF-8, atau lebih besar dari %zu KB.", most);
    *b = (struct rencana_berkas){ .jenis = str_of(jenis), .nama = u->filename, .isi = u->bytes };
    return OK;
}

enum outcome
rencana_berkas_insert(struct req *req, const struct rencana_berkas *b)
{
    struct query q = query_of(req->db, "INSERT INTO rencana_berkas (id, tahun, jenis, nama, isi, akun, dibuat)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)");
    query_bind(&q, req->new_id);
    query_bind(&q, b->tahun);
    query_bind(&q, b->jenis);
    query_bind(&q, letters_head(b->nama, 120));
    query_bind(&q, b->isi);
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    return query_end(&q);
}

enum outcome
rencana_berkas_of(struct req *req, const char *jenis, struct rencana_berkas *b)
{
    int64_t id, tahun;
    TRY(req_id(req, &id));
    TRY(str_int(req_param(req, "tahun"), &tahun) ? OK : NOT_FOUND);
    struct query q = query_of(req->db, "SELECT id, tahun, jenis, nama, isi, akun, dibuat FROM rencana_berkas"
        " WHERE id = $1 AND tahun = $2 AND jenis = $3 AND akun = $4");
    query_bind(&q, id);
    query_bind(&q, tahun);
    query_bind(&q, str_of(jenis));
    query_bind(&q, req->who.akun);
    if (query_next(&q)) {
        b->id     = query_int(&q);
        b->tahun  = query_int(&q);
        b->jenis  = query_str(&q);
        b->nama   = query_str(&q);
        b->isi    = query_str(&q);
        b->akun   = query_int(&q);
        b->dibuat = query_int(&q);
    }
    return query_end_one(&q);
}

enum outcome
rencana_berkas_drop(struct db *db, int64_t id)
{
    struct query q = query_of(db, "DELETE FROM rencana_berkas WHERE id = $1");
    query_bind(&q, id);
    return query_end(&q);
}

enum outcome
rencana_berkas_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM rencana_berkas WHERE id IN (SELECT id FROM rencana_berkas"
        " WHERE dibuat < $1 ORDER BY dibuat LIMIT 500)");
    query_bind(&q, run->now - KEPT);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
