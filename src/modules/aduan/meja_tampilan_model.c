/* meja_tampilan_model.c: the table of kept views, their filters in words, and how many wait behind each. */
#include "modules/aduan/meja_tampilan_lihat.h"

static const struct { const char *kode, *nama; } others[] = { { "", "Terbuka" }, { "lewat", "Lewat batas" },
    { "rahasia", "Rahasia" }, { "digabung", "Digabung" } };

/* NULL: the queue has no such filter. */
static const char *
state_name(str keadaan)
{
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_eqz(keadaan, others[i].kode))
            return others[i].nama;
    for (const struct keadaan_alur *k = aduan_alur.keadaan; k->kode; k++)
        if (k->terbuka && str_eqz(keadaan, k->kode))
            return k->nama;
    return NULL;
}

static void
put_words(struct req *req, struct tampilan *t)
{
    struct buf words = { .arena = req->arena }, url = { .arena = req->arena };
    const char *state = state_name(t->keadaan);
    buf_str(&words, req_tr(req, str_of(state ? state : others[0].nama)));
    if (t->opd_nama.len)
        buf_format(&words, ", " STR, STR_ARG(t->opd_nama));
    if (t->kategori_nama.len)
        buf_format(&words, ", " STR, STR_ARG(t->kategori_nama));
    buf_format(&url, "/meja/aduan?keadaan=" STR, STR_ARG(t->keadaan.len ? t->keadaan : S("terbuka")));
    if (t->opd)
        buf_format(&url, "&opd=%lld", (long long)t->opd);
    if (t->kategori)
        buf_format(&url, "&kategori=%lld", (long long)t->kategori);
    t->saring = buf_view(&words);
    t->url = buf_view(&url);
}

#define COLUMNS "SELECT t.id, t.nama, t.keadaan, t.opd, t.kategori, t.pertama, COALESCE(o.singkatan, '')," \
    " COALESCE(k.nama, '') FROM aduan_tampilan t LEFT JOIN opd o ON o.id = t.opd" \
    " LEFT JOIN perkara_kategori k ON k.id = t.kategori WHERE t.akun = $1"

static struct tampilan
read_tampilan(struct req *req, struct query *q)         /* in the order of COLUMNS */
{
    struct tampilan t = { .id = query_int(q) };
    t.nama     = query_str(q);
    t.keadaan  = query_str(q);
    t.opd      = query_int(q);
    t.kategori = query_int(q);
    t.pertama  = query_bool(q);
    t.opd_nama = query_str(q);
    t.kategori_nama = query_str(q);
    put_words(req, &t);
    return t;
}

enum outcome
tampilan_of(struct req *req, struct tampilan_list *list)
{
    *list = (struct tampilan_list){ arena_array(req->arena, struct tampilan, TAMPILAN_MOST), 0 };
    struct query q = query_of(req->db, COLUMNS " ORDER BY t.pertama DESC, t.nama LIMIT 8");
    query_bind(&q, req->who.akun);
    while (list->count < TAMPILAN_MOST && query_next(&q))
        list->items[list->count++] = read_tampilan(req, &q);
    return query_end(&q);
}

enum outcome
tampilan_by_id(struct req *req, int64_t id, struct tampilan *t)
{
    struct query q = query_of(req->db, COLUMNS " AND t.id = $2");
    query_bind(&q, req->who.akun);
    query_bind(&q, id);
    if (query_next(&q))
        *t = read_tampilan(req, &q);
    return query_end_one(&q);
}

/* What is no number, no filter or no office or kind of ours falls away. */
struct tampilan
tampilan_asked(struct req *req)
{
    struct tampilan t = { .keadaan = req_arg(req, "keadaan"), .opd = req_arg_int(req, "opd", 0),
        .kategori = req_arg_int(req, "kategori", 0) };
    struct opd o;
    struct kategori k;
    if (!state_name(t.keadaan))
        t.keadaan = S("");
    if (t.opd && opd_by_id(req->db, t.opd, &o) == OK)
        t.opd_nama = o.singkatan;
    if (t.kategori && kategori_by_id(req->db, t.kategori, &k) == OK)
        t.kategori_nama = k.nama;
    t.opd = t.opd_nama.len ? t.opd : 0;
    t.kategori = t.kategori_nama.len && !str_eqz(t.keadaan, "digabung") ? t.kategori : 0;
    put_words(req, &t);
    return t;
}

bool
tampilan_same(const struct tampilan *a, const struct tampilan *b)
{
    return str_eq(a->keadaan, b->keadaan) && a->opd == b->opd && a->kategori == b->kategori;
}

/* ---- rules ------------------------------------------------------------------------------------------------ */

static enum outcome
require_room(struct req *req, const struct tampilan *t)
{
    struct tampilan_list all;
    TRY(tampilan_of(req, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct tampilan *other = &all.items[i];
        if (other->id != t->id && str_eq(other->nama, t->nama))
            return req_error(req, "nama", "Anda sudah menyimpan tampilan bernama \"" STR "\" (" STR "). Pilih nama"
                " lain, atau hapus yang itu dulu.", STR_ARG(other->nama), STR_ARG(other->saring));
    }
    if (!t->id && all.count == TAMPILAN_MOST)
        return req_error(req, NULL, "Paling banyak %d tampilan dapat disimpan, dan semuanya sudah terpakai. Hapus satu"
            " yang jarang dipakai di daftar ini, lalu simpan lagi.", TAMPILAN_MOST);
    return OK;
}

/* One at most is the first. */
static enum outcome
make_room_for_first(struct req *req, const struct tampilan *t)
{
    if (!t->pertama)
        return OK;
    struct query q = query_of(req->db, "UPDATE aduan_tampilan SET pertama = 0 WHERE akun = $1 AND pertama = 1");
    query_bind(&q, req->who.akun);
    return query_end(&q);
}

static enum outcome
insert(struct req *req, const struct tampilan *t)
{
    struct query q = query_of(req->db, "INSERT INTO aduan_tampilan (id, akun, nama, keadaan, opd, kategori, pertama,"
        " dibuat) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    query_bind(&q, req->new_id);
    query_bind(&q, req->who.akun);
    query_bind(&q, t->nama);
    query_bind(&q, t->keadaan);
    query_bind(&q, t->opd);
    query_bind(&q, t->kategori);
    query_bind(&q, t->pertama);
    query_bind(&q, req->now);
    return query_end(&q);
}

enum outcome
tampilan_save(struct req *req, const struct tampilan *t)
{
    TRY(require_room(req, t));
    TRY(make_room_for_first(req, t));
    if (!t->id)
        return insert(req, t);
    struct query q = query_of(req->db, "UPDATE aduan_tampilan SET nama = $3, pertama = $4 WHERE id = $1 AND akun = $2");
    query_bind(&q, t->id);
    query_bind(&q, req->who.akun);
    query_bind(&q, t->nama);
    query_bind(&q, t->pertama);
    return query_end_changed(&q);
}

enum outcome
tampilan_remove(struct req *req, int64_t id)
{
    struct query q = query_of(req->db, "DELETE FROM aduan_tampilan WHERE id = $1 AND akun = $2");
    query_bind(&q, id);
    query_bind(&q, req->who.akun);
    return query_end_changed(&q);
}
