/* sambungan_foto.c: photos between installations: theirs are fetched and made anew, ours only when public. */
#include "base/letters.h"
#include "base/random.h"
#include "core/pribadi/pribadi.h"
#include "modules/aduan/foto_lihat.h"
#include "modules/aduan/sambungan_dalam.h"
#include "store/blob.h"

/* LEASE: longer than one fetch may take. */
enum { LEASE = 5 * MINUTE, PHOTOS_MOST = 4, BYTES_MOST = 7 * 1024 * 1024 };

/* ---- theirs, in ------------------------------------------------------------------------------------------------ */

enum outcome
foto_luar_queue(struct req *req, int64_t perkara, int64_t langkah, str url)
{
    struct luar_asal origin;
    int64_t count = 0;
    if (url.len == 0 || url.len > 1000 || !luar_asal_of(url, &origin))
        return OK;
    struct query many = query_of(req->db, "SELECT count(*) FROM sambungan_foto WHERE perkara = $1");
    query_bind(&many, perkara);
    count = query_next(&many) ? query_int(&many) : 0;
    TRY(query_end(&many));
    if (count >= 5 * PHOTOS_MOST)
        return OK;
    struct query q = query_of(req->db, "INSERT INTO sambungan_foto (id, perkara, langkah, url, coba, berikut, galat)"
        " VALUES ($1, $2, $3, $4, 0, $5, '') ON CONFLICT (perkara, langkah, url) DO NOTHING");
    query_bind(&q, id_new());
    query_bind(&q, perkara);
    query_bind(&q, langkah);
    query_bind(&q, url);
    query_bind(&q, req->now);
    return query_end(&q);
}

/* One photo on its way in. */
struct ambilan { struct job_run *run; int64_t id, perkara, langkah, coba; str url, galat; struct berkas b;
    bool found; };

static struct req
request_of(const struct ambilan *a, struct db *db)
{
    return (struct req){ .arena = a->run->arena, .region = a->run->region, .db = db, .now = clock_now() };
}

/* A look, so that nothing is written while there is nothing to fetch. */
static enum outcome
is_due(struct ambilan *a)
{
    struct db *db = store_reader(a->run->store, a->run->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK) {
        struct query q = query_of(db, "SELECT 1 FROM sambungan_foto WHERE coba < 6 AND berikut <= $1 LIMIT 1");
        query_bind(&q, clock_now());
        a->found = query_next(&q);
        o = query_end(&q);
    }
    store_reader_done(a->run->store, db);
    return o;
}

static enum outcome
lease(struct db *db, void *ambilan)
{
    struct ambilan *a = ambilan;
    int64_t now = clock_now();
    struct query q = query_of(db, "UPDATE sambungan_foto SET berikut = $2, coba = coba + 1 WHERE id = (SELECT id"
        " FROM sambungan_foto WHERE coba < 6 AND berikut <= $1 ORDER BY berikut, id LIMIT 1)"
        " RETURNING id, perkara, langkah, coba, url");
    query_bind(&q, now);
    query_bind(&q, now + LEASE);
    a->found = query_next(&q);
    if (a->found) {
        a->id      = query_int(&q);
        a->perkara = query_int(&q);
        a->langkah = query_int(&q);
        a->coba    = query_int(&q);
        a->url     = arena_copy(a->run->arena, query_str(&q));
    }
    return query_end(&q);
}

/* Nothing of theirs is stored as it came: pamong-ubah makes a picture of it, without what was hidden in it. */
static enum outcome
fetch(struct ambilan *a)
{
    struct req req = request_of(a, NULL);
    struct luar_tanya question = { .cara = S("GET"), .url = a->url, .foto = true };
    struct luar_jawab j;
    luar_ask(&question, a->run->arena, &j);
    if (j.hasil != LUAR_DIJAWAB || j.status != 200) {
        a->galat = jawaban_galat(a->run->arena, &j);
        return OK;
    }
    struct upload u = { S("media_url"), S(""), j.isi };
    enum outcome o = berkas_take_photo(&req, NULL, &u, &a->b);
    if (o == INVALID)
        a->galat = req.form.error_count ? req.form.errors[0].message : S("bukan foto");
    return o == INVALID ? OK : o;
}

enum outcome
foto_luar_keep(struct db *db, const struct perkara *p, int64_t langkah, const struct berkas *photo)
{
    struct berkas b = *photo;
    b.milik_jenis = S("perkara");
    b.milik_id = p->id;
    b.peran = langkah ? S("sesudah") : S("foto");
    b.publik = p->tayang && !p->peka;
    struct foto_masuk one = { .items[0] = b, .count = 1 };
    return foto_of_step(db, &one, &b, langkah);
}

static enum outcome
keep(struct db *db, void *ambilan)
{
    struct ambilan *a = ambilan;
    struct perkara p;
    bool well = a->galat.len == 0;
    if (well) {
        TRY(aduan_by_id(db, a->perkara, &p));
        TRY(foto_luar_keep(db, &p, a->langkah, &a->b));
    }
    struct query q = query_of(db, "UPDATE sambungan_foto SET coba = CASE WHEN $2 = 1 THEN 9 ELSE coba END, galat = $3,"
        " berikut = $4 WHERE id = $1");
    query_bind(&q, a->id);
    query_bind(&q, well);
    query_bind(&q, letters_head(a->galat, 300));
    query_bind(&q, clock_now() + sambungan_wait(a->coba));
    return query_end(&q);
}

static enum outcome
fetch_one(struct job_run *run)
{
    struct ambilan a = { .run = run };
    if (run->region->sambungan.len == 0)
        return OK;
    TRY(is_due(&a));
    if (!a.found)
        return OK;
    TRY(store_write_wait(run->store, lease, &a, run->arena));
    if (!a.found)
        return OK;
    TRY(fetch(&a));
    run->done = 1;
    return store_write_wait(run->store, keep, &a, run->arena);
}

/* ---- ours, out ------------------------------------------------------------------------------------------------- */

/* Public ones of a case as it was reported (`langkah` 0), or of one of its steps: never those of officers only, never
   what was covered since. */
static enum outcome
public_photos(struct db *db, const struct perkara *p, int64_t langkah, struct berkas_list *list)
{
    struct foto_kasus_list all;
    TRY(foto_of_case(db, p->id, &all));
    *list = (struct berkas_list){ arena_array(db_arena_of(db), struct berkas, PHOTOS_MOST), 0 };
    for (size_t i = 0; i < all.count && list->count < PHOTOS_MOST; i++) {
        const struct foto_kasus *f = &all.items[i];
        bool of_it = langkah ? f->langkah == langkah : str_eqz(f->b.peran, "foto");
        if (of_it && f->b.publik && p->tayang && !p->peka)
            list->items[list->count++] = f->b;
    }
    return OK;
}

/* A request has one media_url, an update as many as it has photos (1.6). */
enum outcome
foto_luar_words(struct req *req, const struct sambungan *s, const struct perkara *p, int64_t langkah, struct buf *b)
{
    struct berkas_list list;
    if (!str_eqz(s->foto, "alamat"))
        return OK;
    TRY(public_photos(req->db, p, langkah, &list));
    for (size_t i = 0; i < list.count && (langkah || i < 1); i++)
        sambungan_pair(b, "media_url", str_format(req->arena, STR "/berkas/%lld", STR_ARG(req->region->alamat),
            (long long)list.items[i].id));
    return OK;
}

static int
nibble(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 0;
}

/* What sambungan_pair wrote, back into words, each as a part of its own. */
static void
put_parts(struct buf *b, str words, str boundary)
{
    str pair, name;
    while (str_cut(&words, '&', &pair)) {
        str_cut(&pair, '=', &name);
        buf_format(b, "--" STR "\r\nContent-Disposition: form-data; name=\"" STR "\"\r\n\r\n", STR_ARG(boundary),
            STR_ARG(name));
        for (size_t i = 0; i < pair.len; i++)
            if (pair.ptr[i] == '%' && i + 2 < pair.len) {
                buf_char(b, (char)(nibble(pair.ptr[i + 1]) * 16 + nibble(pair.ptr[i + 2])));
                i += 2;
            } else
                buf_char(b, pair.ptr[i]);
        buf_str(b, S("\r\n"));
    }
}

static enum outcome
put_files(struct req *req, struct buf *b, const struct berkas_list *list, str boundary)
{
    str folder = str_format(req->arena, STR "/berkas", STR_ARG(req->region->folder));
    for (size_t i = 0; i < list->count; i++) {
        str bytes;
        TRY(blob_get(folder, list->items[i].sidik, req->arena, &bytes));
        if (b->len + bytes.len > BYTES_MOST)
            break;
        buf_format(b, "--" STR "\r\nContent-Disposition: form-data; name=\"media[]\"; filename=\"%zu.jpg\"\r\n"
            "Content-Type: image/jpeg\r\n\r\n", STR_ARG(boundary), i + 1);
        buf_str(b, bytes);
        buf_str(b, S("\r\n"));
    }
    buf_format(b, "--" STR "--\r\n", STR_ARG(boundary));
    return OK;
}

/* What goes with its photos goes as multipart/form-data (the media extension of v2.1). */
enum outcome
foto_luar_attach(struct req *req, const struct sambungan *s, const struct berangkat *r, struct luar_tanya *t)
{
    struct perkara p;
    struct berkas_list list;
    struct buf b = { .arena = req->arena };
    if (!str_eqz(s->foto, "berkas") || r->tanda.len)
        return OK;
    TRY(aduan_by_id(req->db, r->perkara, &p));
    TRY(public_photos(req->db, &p, r->langkah, &list));
    if (list.count == 0)
        return OK;
    str boundary = random_hex(req->arena, 16);
    put_parts(&b, t->isi, boundary);
    TRY(put_files(req, &b, &list, boundary));
    t->isi = buf_view(&b);
    t->jenis = str_format(req->arena, "multipart/form-data; boundary=" STR, STR_ARG(boundary));
    return OK;
}

const struct job sambungan_outside[] = {
    { "aduan.sambungan",  sambungan_exchange, 1 },
    { "aduan.foto_luar",  fetch_one,          1 },
    { 0 }
};
