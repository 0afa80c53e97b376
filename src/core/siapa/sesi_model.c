/* sesi_model.c: sessions, and who asks: today's roles of the session's account. */
#include "base/random.h"
#include "core/siapa/siapa_dalam.h"

enum { TOUCH_EVERY = 30 * MINUTE };

int64_t
sesi_limit(str nilai, int64_t otherwise)
{
    int64_t n;
    return str_int(nilai, &n) && n > 0 ? n : otherwise;
}

/* ---- who asks ----------------------------------------------------------------------------------------------- */

struct touching { str sidik; int64_t now; };

static enum outcome
touch(struct db *db, void *context)
{
    const struct touching *t = context;
    struct query q = query_of(db, "UPDATE sesi SET terakhir = $2 WHERE sidik = $1 AND terakhir < $2");
    query_bind(&q, t->sidik);
    query_bind(&q, t->now);
    return query_end(&q);
}

/* Now and then, on the writer; a full disk must not end sessions. */
static void
keep_awake(struct req *req, str sidik, int64_t terakhir)
{
    struct touching t = { sidik, req->now };
    if (db_is_writing(req->db) || req->now - terakhir < TOUCH_EVERY)
        return;
    struct arena *arena = arena_open();
    enum outcome kept = store_write_wait(req->region->store, touch, &t, arena);
    (void)kept;
    arena_close(arena);
}

static enum outcome
session_account(struct req *req, str sidik, bool *must_choose)
{
    struct query q = query_of(req->db,
        "SELECT a.id, a.nama, a.wajib_ganti, s.terakhir, p.nilai FROM sesi s JOIN akun a ON a.id = s.akun"
        " LEFT JOIN pengaturan p ON p.kunci = 'sesi.diam_detik'"
        " WHERE s.sidik = $1 AND s.habis > $2 AND a.aktif = 1");
    query_bind(&q, sidik);
    query_bind(&q, req->now);
    bool there = query_next(&q);
    int64_t akun = there ? query_int(&q) : 0;
    str nama = there ? query_str(&q) : S("");
    *must_choose = there && query_bool(&q);
    int64_t terakhir = there ? query_int(&q) : 0, idle = there ? sesi_limit(query_str(&q), SESI_DIAM) : 0;
    TRY(query_end(&q));
    if (!there || terakhir + idle <= req->now)
        return OK;
    req->who = (struct who){ .akun = akun, .nama = nama, .sesi = sidik };
    keep_awake(req, sidik, terakhir);
    return OK;
}

/* One row a permission; consecutive rows of one role become one grant. */
static enum outcome
todays_grants(struct req *req)
{
    enum { GRANTS = 32, IZIN = 64 };
    struct grant *grants = arena_array(req->arena, struct grant, GRANTS);
    size_t count = 0;
    int64_t last = 0;
    struct query q = query_of(req->db,
        "SELECT p.id, p.jabatan, j.nama, p.wilayah, p.opd, p.penetapan, i.izin FROM peran p"
        " JOIN jabatan j ON j.kode = p.jabatan LEFT JOIN jabatan_izin i ON i.jabatan = p.jabatan"
        " WHERE p.akun = $1 AND p.mulai <= $2 AND (p.selesai = '' OR p.selesai >= $2)"
        " ORDER BY j.urutan, p.id, i.izin");
    query_bind(&q, req->who.akun);
    query_bind(&q, date_of(req->now, req->region->zone));
    while (query_next(&q)) {
        int64_t id = query_int(&q);
        if (id != last && count < GRANTS) {
            struct grant *g = &grants[count++];
            g->jabatan = query_str(&q);
            g->jabatan_nama = query_str(&q);
            g->wilayah = query_str(&q);
            g->opd = query_int(&q);
            g->penetapan = query_str(&q);
            g->izin = arena_array(req->arena, str, IZIN);
            last = id;
        }
        q.column = 6;
        struct grant *g = count ? &grants[count - 1] : NULL;
        str izin = query_str(&q);
        if (g && id == last && izin.len && g->izin_count < IZIN)
            ((str *)(uintptr_t)g->izin)[g->izin_count++] = izin;
    }
    req->who.grants = grants;
    req->who.grant_count = count;
    return query_end(&q);
}

enum outcome
siapa_who(struct req *req, str session_cookie)
{
    bool must_choose = false;
    req->who = (struct who){ 0 };
    TRY(session_account(req, token_hash(req->arena, session_cookie), &must_choose));
    /* who came by a printed code holds nothing before there is a password */
    return req->who.akun && !must_choose ? todays_grants(req) : OK;
}

/* ---- sessions ----------------------------------------------------------------------------------------------- */

enum outcome
sesi_insert(struct db *db, const struct sesi *s, str cookie)
{
    struct query q = query_of(db, "INSERT INTO sesi (sidik, akun, dibuat, terakhir, habis, agen)"
        " VALUES ($1, $2, $3, $3, $4, $5)");
    query_bind(&q, token_hash(db_arena_of(db), cookie));
    query_bind(&q, s->akun);
    query_bind(&q, s->dibuat);
    query_bind(&q, s->habis);
    query_bind(&q, s->agen);
    return query_end(&q);
}

enum outcome
sesi_end(struct db *db, str sidik, int64_t akun)
{
    struct query q = query_of(db, "DELETE FROM sesi WHERE sidik = $1 AND akun = $2");
    query_bind(&q, sidik);
    query_bind(&q, akun);
    return query_end_changed(&q);
}

enum outcome
sesi_end_others(struct db *db, int64_t akun, str keep)
{
    struct query q = query_of(db, "DELETE FROM sesi WHERE akun = $1 AND sidik <> $2");
    query_bind(&q, akun);
    query_bind(&q, keep);
    return query_end(&q);
}

enum outcome
sesi_of(struct db *db, int64_t akun, int64_t now, struct sesi_list *list)
{
    enum { MOST = 50 };
    *list = (struct sesi_list){ arena_array(db_arena_of(db), struct sesi, MOST), 0 };
    struct query q = query_of(db, "SELECT sidik, dibuat, habis, agen FROM sesi WHERE akun = $1 AND habis > $2"
        " ORDER BY dibuat DESC LIMIT 50");
    query_bind(&q, akun);
    query_bind(&q, now);
    while (list->count < MOST && query_next(&q)) {
        struct sesi *s = &list->items[list->count++];
        s->sidik = query_str(&q);
        s->dibuat = query_int(&q);
        s->habis = query_int(&q);
        s->agen = query_str(&q);
        s->akun = akun;
    }
    return query_end(&q);
}

enum outcome
siapa_test_session(struct db *db, str masuk, int64_t now, struct arena *arena, str *cookie)
{
    struct akun a = { 0 };
    TRY(akun_by_masuk(db, masuk, &a));
    *cookie = random_hex(arena, 32);
    struct sesi s = { .akun = a.id, .dibuat = now, .habis = now + DAY, .agen = S("uji") };
    return sesi_insert(db, &s, *cookie);
}

/* What has ended is forgotten, at most 500 a turn. */
enum outcome
sesi_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM sesi WHERE sidik IN"
        " (SELECT sidik FROM sesi WHERE habis <= $1 ORDER BY habis LIMIT 500)");
    query_bind(&q, run->now);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
