/* tertahan.c: forms that wait for a proof or a new login: kept whole with their files, sealed, for the session or the
   account that sent them. */
#include "core/pribadi/pribadi.h"
#include "core/siapa/masuk_dalam.h"

enum { WAITS = 15 * MINUTE, OF_ONE_SESSION = 3, PAIRS_MOST = 4000, FILES_MOST = 20 };
static const char column[] = "kiriman_tertahan.isi";

/* ---- a form as one text: "5:abcde" after "5:abcde" -------------------------------------------------------------- */

static void
put(struct buf *b, str s)
{
    buf_format(b, "%zu:", s.len);
    buf_str(b, s);
}

static bool
get(str *rest, str *s)
{
    str digits;
    int64_t n;
    if (!str_cut(rest, ':', &digits) || !str_int(digits, &n) || n < 0 || (size_t)n > rest->len)
        return false;
    *s = str_head(*rest, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}

static str
form_text(const struct req *req)
{
    struct buf b = { .arena = req->arena };
    put(&b, req->path);
    put(&b, req->query);
    for (size_t i = 0; i < req->form.pair_count; i++) {
        put(&b, S("isian"));
        put(&b, req->form.pairs[i].name);
        put(&b, req->form.pairs[i].value);
    }
    for (size_t i = 0; i < req->form.upload_count; i++) {
        put(&b, S("berkas"));
        put(&b, req->form.uploads[i].name);
        put(&b, req->form.uploads[i].filename);
        put(&b, req->form.uploads[i].bytes);
    }
    return buf_view(&b);
}

static bool
form_of(struct arena *arena, str text, struct held *h)
{
    struct form *f = &h->form;
    str kind;
    f->pairs = arena_array(arena, struct pair, PAIRS_MOST);
    f->uploads = arena_array(arena, struct upload, FILES_MOST);
    if (!get(&text, &h->path) || !get(&text, &h->query))
        return false;
    while (text.len) {
        struct pair p;
        struct upload u;
        if (!get(&text, &kind))
            return false;
        if (str_eqz(kind, "isian") && f->pair_count < PAIRS_MOST && get(&text, &p.name) && get(&text, &p.value))
            f->pairs[f->pair_count++] = p;
        else if (str_eqz(kind, "berkas") && f->upload_count < FILES_MOST && get(&text, &u.name)
            && get(&text, &u.filename) && get(&text, &u.bytes))
            f->uploads[f->upload_count++] = u;
        else
            return false;
    }
    return true;
}

/* ---- in the database -------------------------------------------------------------------------------------------- */

struct holding { int64_t id, now; str sesi, sealed; };

/* The newest few of a session: nobody fills the disk with what waits. */
static enum outcome
insert(struct db *db, void *context)
{
    const struct holding *h = context;
    struct query old = query_of(db, "DELETE FROM kiriman_tertahan WHERE sesi = $1 AND id NOT IN"
        " (SELECT id FROM kiriman_tertahan WHERE sesi = $1 ORDER BY id DESC LIMIT $2)");
    query_bind(&old, h->sesi);
    query_bind(&old, OF_ONE_SESSION - 1);
    TRY(query_end(&old));
    struct query q = query_of(db, "INSERT INTO kiriman_tertahan (id, sesi, dibuat, habis, isi)"
        " VALUES ($1, $2, $3, $4, $5)");
    query_bind(&q, h->id);
    query_bind(&q, h->sesi);
    query_bind(&q, h->now);
    query_bind(&q, h->now + WAITS);
    query_bind_bytes(&q, h->sealed);
    return query_end(&q);
}

/* Whose form waits after the session has ended. */
static str
of_account(struct arena *arena, int64_t akun)
{
    return str_format(arena, "akun:%lld", (long long)akun);
}

enum outcome
siapa_hold(struct req *req)
{
    bool lapsed = !req->who.akun && req->who.usai;
    if ((!req->who.akun && !lapsed) || req->form.pair_count > PAIRS_MOST || req->form.upload_count > FILES_MOST)
        return FORBIDDEN;
    struct holding h = { req->new_id, req->now, lapsed ? of_account(req->arena, req->who.usai) : req->who.sesi,
        pribadi_seal(req->arena, req->region->secret,
        (struct kolom_pribadi){ column, req->new_id }, form_text(req)) };
    TRY(store_write_wait(req->region->store, insert, &h, req->arena));
    if (!lapsed)
        return redirect(req, "/bukti/%lld", (long long)h.id);
    flash(req, "Anda sudah keluar sendiri karena lama diam. Masuk lagi: isian Anda kembali sesudahnya.");
    return redirect(req, "/masuk?ke=/lanjut/%lld", (long long)h.id);
}

static enum outcome
read_held(struct req *req, int64_t id, str owner, struct held *held)
{
    str sealed = { 0 }, text;
    struct query q = query_of(req->db, "SELECT isi FROM kiriman_tertahan WHERE id = $1 AND sesi = $2 AND habis > $3");
    query_bind(&q, id);
    query_bind(&q, owner);
    query_bind(&q, req->now);
    if (query_next(&q))
        sealed = query_bytes(&q);
    TRY(query_end_one(&q));
    TRY(pribadi_open(req->arena, req->region->secret, (struct kolom_pribadi){ column, id }, sealed, &text));
    return form_of(req->arena, text, held) ? OK : FAILED;
}

enum outcome
tertahan_read(struct req *req, int64_t id, struct held *held)
{
    return read_held(req, id, req->who.sesi, held);
}

/* ---- after the new login ---------------------------------------------------------------------------------------- */

/* The form comes back as it was typed; files cannot be put back into a page. */
static enum outcome
go_on(struct req *req)
{
    int64_t id;
    struct held *held = arena_new(req->arena, struct held);
    TRY(req_id(req, &id));
    enum outcome o = read_held(req, id, of_account(req->arena, req->who.akun), held);
    if (o == NOT_FOUND) {
        flash(req, "Isian itu tidak disimpan lagi, atau ditulis dengan akun lain.");
        return redirect(req, "/kerja");
    }
    TRY(o);
    req->flash_text = held->form.upload_count
        ? req_tr(req, S("Isian Anda kembali. Pilih lagi fotonya, periksa, lalu kirim."))
        : req_tr(req, S("Isian Anda kembali. Periksa, lalu kirim."));
    held->form.upload_count = 0;
    req->held = held;
    return OK;
}

const struct route lanjut_pages[] = {
    GET("/lanjut/{id}", go_on, &signed_in, no_place),
    { 0 }
};

enum outcome
tertahan_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM kiriman_tertahan WHERE id IN"
        " (SELECT id FROM kiriman_tertahan WHERE habis <= $1 ORDER BY habis LIMIT 50)");
    query_bind(&q, run->now);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
