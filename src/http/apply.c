/* apply.c: what surrounds a handler's apply in the transaction: once only, and allowed still. */
#include "http/http_internal.h"

#include "base/random.h"

struct key { str owner, key, hash; };

static struct key
key_of(const struct req *req)
{
    str owner = req->who.akun ? str_format(req->arena, "%lld", (long long)req->who.akun)
        : keyed_hash(req->arena, req->region->secret, "tamu", req->guest);
    return (struct key){ owner, form_value(&req->form, S("_kunci")), body_hash(req->arena, &req->form) };
}

/* Inserted first; CONFLICT means that this form came before. */
static enum outcome
claim(struct req *req, const struct key *k, bool *first)
{
    struct query q = query_of(req->db,
        "INSERT INTO kunci_kirim (pemilik, rute, kunci, sidik, status, lokasi, waktu)"
        " VALUES ($1, $2, $3, $4, 0, '', $5) ON CONFLICT (pemilik, rute, kunci) DO NOTHING");
    query_bind(&q, k->owner);
    query_bind(&q, str_of(req->route->path));
    query_bind(&q, k->key);
    query_bind(&q, k->hash);
    query_bind(&q, req->now);
    TRY(query_end(&q));
    *first = q.changed > 0;
    return OK;
}

static enum outcome
replay(struct req *req, const struct key *k)
{
    struct query q = query_of(req->db,
        "SELECT sidik, status, lokasi FROM kunci_kirim WHERE pemilik = $1 AND rute = $2 AND kunci = $3");
    query_bind(&q, k->owner);
    query_bind(&q, str_of(req->route->path));
    query_bind(&q, k->key);
    bool same = false;
    if (query_next(&q)) {
        same = str_eq(query_str(&q), k->hash);
        req->status = (int)query_int(&q);
        req->location = query_str(&q);
        req->bare = true;
    }
    TRY(query_end_one(&q));
    return same ? OK : CONFLICT;
}

static enum outcome
keep_answer(struct req *req, const struct key *k)
{
    struct query q = query_of(req->db, "UPDATE kunci_kirim SET status = $4, lokasi = $5"
        " WHERE pemilik = $1 AND rute = $2 AND kunci = $3");
    query_bind(&q, k->owner);
    query_bind(&q, str_of(req->route->path));
    query_bind(&q, k->key);
    query_bind(&q, req->status);
    query_bind(&q, req->location);
    return query_end_changed(&q);
}

/* Roles may have ended and things moved since the request was admitted. */
static enum outcome
allowed_still(const struct http_config *c, struct req *req)
{
    struct place place = { 0 };
    if (req->session.len && c->hooks.who)
        TRY(c->hooks.who(req, req->session));
    TRY(req->route->place(req, &place));
    if (req->route->may == &anyone)
        return OK;
    bool here = req->route->place == no_place ? who_may(&req->who, req->route->may, NULL)
        : who_may(&req->who, req->route->may, &place);
    return here ? OK : FORBIDDEN;
}

/* What a run before this one left in the reply. */
static void
forget_reply(struct req *req)
{
    req->form.error_count = 0;
    req->header_count = 0;
    req->status = 0;
    req->location = (str){ 0 };
    req->trace_kind = (str){ 0 };
}

static enum outcome
apply_once(struct applying *a)
{
    struct req *req = a->req;
    forget_reply(req);
    TRY(allowed_still(a->config, req));
    if (req->route->api)
        return req->route->apply(req);
    struct key k = key_of(req);
    bool first;
    TRY(claim(req, &k, &first));
    a->replayed = !first;
    if (!first)
        return replay(req, &k);
    TRY(req->route->apply(req));
    must(req->status);
    return keep_answer(req, &k);
}

enum outcome
apply_in_transaction(struct db *db, void *applying)
{
    struct applying *a = applying;
    a->req->db = db;
    crash_begin(form_value(&a->req->form, S("_kunci")));
    enum outcome o = apply_once(a);
    crash_end();
    return o;
}

enum outcome
apply_trace(struct db *db, void *applying)
{
    const struct req *req = ((struct applying *)applying)->req;
    if (req->trace_kind.len == 0)
        return OK;
    struct query q = query_of(db, "INSERT INTO jejak_tolak (id, waktu, akun, rute, jenis, isi)"
        " VALUES ($1, $2, $3, $4, $5, $6)");
    query_bind(&q, id_new());
    query_bind(&q, req->now);
    query_bind(&q, req->who.akun);
    query_bind(&q, str_of(req->route->path));
    query_bind(&q, req->trace_kind);
    query_bind(&q, req->trace_text);
    return query_end(&q);
}

enum outcome
req_trace_page(struct req *req, str kind, str text)
{
    struct applying a = { .req = req };
    req_trace(req, kind, text);
    return store_write_wait(req->region->store, apply_trace, &a, req->arena);
}

/* A key that old no longer protects anyone; at most 500 a turn. */
static enum outcome
forget_keys(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM kunci_kirim WHERE (pemilik, rute, kunci) IN"
        " (SELECT pemilik, rute, kunci FROM kunci_kirim WHERE waktu < $1 ORDER BY waktu LIMIT 500)");
    query_bind(&q, run->now - KEY_DAYS * DAY);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}

static const struct job jobs[] = {
    { "http.kunci", forget_keys, HOUR },
    { 0 }
};

static const struct data_pribadi pribadi[] = {
    { .kolom = "jejak_tolak.isi", "Catatan tindakan yang ditolak", "Menemukan penyalahgunaan.",
        "UU 27/2022 Pasal 20 ayat (2) huruf c: kewajiban hukum", "Pengelola peladen; tidak ada halamannya.",
        "Menurut jadwal retensi arsip daerah; program tidak menghapusnya sendiri.", "Apa adanya." },
    { 0 }
};

const struct module http_module = {
    .name   = "http",
    .title  = "Permintaan",
    .schema = &http_schema,
    .jobs   = jobs,
    .pribadi = pribadi,
    .channels = LIST(struct channel, &channel_sesi),
};
