/* kabar.c: notices in the database, the inbox page, and the outbox's job. */
#include "core/kabar/kabar.h"
#include "core/kabar/kabar_html.h"
#include "core/kabar/kabar_schema.h"

enum { SHOWN = 50 };

enum outcome
kabar_send(struct db *db, const struct kabar *k)
{
    struct query in = query_of(db, "INSERT INTO kabar (id, akun, jenis, judul, isi, tautan, waktu, dibaca)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 0)");
    query_bind(&in, k->id);
    query_bind(&in, k->akun);
    query_bind(&in, k->jenis);
    query_bind(&in, k->judul);
    query_bind(&in, k->isi);
    query_bind(&in, k->tautan);
    query_bind(&in, k->waktu);
    TRY(query_end(&in));
    struct query out = query_of(db,
        "INSERT INTO surel_keluar (id, akun, kepada, judul, isi, waktu, coba, berikut, status, galat)"
        " SELECT $1, a.id, a.surel, $3, $4, $5, 0, $5, 'menunggu', '' FROM akun a"
        " WHERE a.id = $2 AND a.surel <> ''");
    query_bind(&out, k->id);
    query_bind(&out, k->akun);
    query_bind(&out, k->judul);
    query_bind(&out, k->isi);
    query_bind(&out, k->waktu);
    return query_end(&out);
}

enum outcome
kabar_unread(struct db *db, int64_t akun, int64_t *count)
{
    struct query q = query_of(db, "SELECT count(*) FROM (SELECT 1 FROM kabar WHERE akun = $1 AND dibaca = 0"
        " LIMIT 100) k");
    query_bind(&q, akun);
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

static enum outcome
kabar_of(struct db *db, int64_t akun, int64_t sebelum, struct kabar_list *list)
{
    *list = (struct kabar_list){ arena_array(db_arena_of(db), struct kabar, SHOWN + 1), 0 };
    struct query q = query_of(db, "SELECT id, jenis, judul, isi, tautan, waktu, dibaca FROM kabar"
        " WHERE akun = $1 AND id < $2 ORDER BY id DESC LIMIT 51");
    query_bind(&q, akun);
    query_bind(&q, sebelum ? sebelum : INT64_MAX);
    while (list->count <= SHOWN && query_next(&q)) {
        struct kabar *k = &list->items[list->count++];
        k->id = query_int(&q);
        k->jenis = query_str(&q);
        k->judul = query_str(&q);
        k->isi = query_str(&q);
        k->tautan = query_str(&q);
        k->waktu = query_int(&q);
        k->dibaca = query_int(&q);
    }
    return query_end(&q);
}

static enum outcome
inbox(struct req *req)
{
    struct kabar_list list;
    TRY(kabar_of(req->db, req->who.akun, req_arg_int(req, "sebelum", 0), &list));
    str next = { 0 };
    if (list.count > SHOWN) {
        list.count = SHOWN;
        next = str_format(req->arena, "/kabar?sebelum=%lld", (long long)list.items[SHOWN - 1].id);
    }
    kabar_halaman_html(&req->out, &list, next);
    req->section = S("kabar");
    return page(req, S("Pemberitahuan"));
}

static enum outcome
read_all(struct req *req)
{
    struct query q = query_of(req->db, "UPDATE kabar SET dibaca = $2 WHERE akun = $1 AND dibaca = 0");
    query_bind(&q, req->who.akun);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    return redirect(req, "/kabar");
}

static const struct route pages[] = {
    GET ("/kabar",       inbox,                 &signed_in, no_place),
    POST("/kabar/baca",  NULL, read_all, inbox, &signed_in, no_place),
    { 0 }
};

const struct module kabar_module = {
    .name   = "kabar",
    .title  = "Pemberitahuan",
    .schema = &kabar_schema,
    .routes = LIST(struct route, pages),
};
