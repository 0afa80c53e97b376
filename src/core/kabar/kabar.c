/* kabar.c: notices in the database, and the inbox page. */
#include "core/kabar/kabar_html.h"
#include "core/kabar/kabar_schema.h"
#include "core/kabar/surel_dalam.h"
#include "core/langsung/langsung.h"

const struct channel kabar_channel = { "kabar", &signed_in, true };

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
    TRY(langsung_say(db, &(struct signal){ .channel = &kabar_channel, .key = k->akun, .name = "baru" }));
    struct query out = query_of(db,
        "INSERT INTO surel_keluar (id, akun, judul, isi, tautan, waktu, coba, berikut, status, galat, sekali)"
        " SELECT $1, a.id, $3, $4, $5, $6, 0, $6, 'menunggu', '', 0 FROM akun a"
        " LEFT JOIN surel_pilihan p ON p.akun = a.id"
        " WHERE a.id = $2 AND a.surel_cari <> '' AND COALESCE(p.kabar, 1) = 1");
    query_bind(&out, k->id);
    query_bind(&out, k->akun);
    query_bind(&out, k->judul);
    query_bind(&out, k->isi);
    query_bind(&out, k->tautan);
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
    int64_t unread = 0;
    TRY(kabar_of(req->db, req->who.akun, req_arg_int(req, "sebelum", 0), &list));
    TRY(kabar_unread(req->db, req->who.akun, &unread));
    str next = { 0 };
    if (list.count > SHOWN) {
        list.count = SHOWN;
        next = str_format(req->arena, "/kabar?sebelum=%lld", (long long)list.items[SHOWN - 1].id);
    }
    kabar_halaman_html(&req->out, &list, next, unread > 0);
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
    flash(req, "Semua pemberitahuan ditandai sudah dibaca.");
    return redirect(req, "/kabar");
}

static const struct route pages[] = {
    GET ("/kabar",       inbox,                 &signed_in, no_place),
    POST("/kabar/baca",  NULL, read_all, inbox, &signed_in, no_place),
    { 0 }
};

/* A region's own values stay as they are. The pauses between tries end after about a day. */
static enum outcome
seed_settings(struct db *db, int64_t now)
{
    static const struct { const char *kunci, *nilai; } settings[] = {
        { "surel.jeda_detik", "60 300 1800 7200 21600 54000" }, { "surel.paling_lama_detik", "604800" },
        { "surel.simpan_detik", "2592000" }, { "surel.kode_detik", "1800" } };
    (void)now;
    for (size_t i = 0; i < COUNT(settings); i++) {
        struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ($1, $2, '')"
            " ON CONFLICT (kunci) DO NOTHING");
        query_bind(&q, str_of(settings[i].kunci));
        query_bind(&q, str_of(settings[i].nilai));
        TRY(query_end(&q));
    }
    return OK;
}

static const struct milik milik[] = {
    { "Pemberitahuan", "SELECT judul, tautan, waktu FROM kabar WHERE akun = $1 ORDER BY id DESC LIMIT 500" },
    { 0 }
};

const struct module kabar_module = {
    .name        = "kabar",
    .title       = "Pemberitahuan",
    .schema      = &kabar_schema,
    .permissions = LIST(struct permission, &surel_kelola),
    .routes      = LIST(struct route, pages, surel_pages, surel_admin_pages),
    .jobs        = surel_jobs,
    .outside     = surel_outside,
    .channels    = LIST(struct channel, &kabar_channel),
    .pribadi     = kabar_pribadi,
    .milik       = milik,
    .seed        = seed_settings,
};
