/* sesi_model.c: sessions, and who asks: today's roles of the session's account. */
#include "base/random.h"
#include "core/langsung/langsung.h"
#include "core/siapa/siapa_dalam.h"

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
keep_awake(struct req *req, const struct sesi *s, int64_t idle)
{
    struct touching t = { s->sidik, req->now };
    if (db_is_writing(req->db) || (req->route && req->route->quiet) || req->now - s->terakhir < idle / 6)
        return;
    struct arena *arena = arena_open();
    enum outcome kept = store_write_wait(req->region->store, touch, &t, arena);
    (void)kept;
    arena_close(arena);
}

/* What a session's row and its account's say; akun 0 when there is no such session. */
struct found { struct sesi s; bool must_choose; int64_t sandi_sejak; };

static enum outcome
session_row(struct req *req, str sidik, struct found *f)
{
    struct query q = query_of(req->db,
        "SELECT a.id, a.nama, a.wajib_ganti, a.sandi_sejak, s.dibuat, s.terakhir, s.bukti, s.habis FROM sesi s"
        " JOIN akun a ON a.id = s.akun WHERE s.sidik = $1 AND a.aktif = 1");
    query_bind(&q, sidik);
    if (query_next(&q)) {
        f->s.sidik = sidik;
        f->s.akun = query_int(&q);
        req->who = (struct who){ .akun = f->s.akun, .nama = query_str(&q), .sesi = sidik };
        f->must_choose = query_bool(&q);
        f->sandi_sejak = query_int(&q);
        f->s.dibuat = query_int(&q);
        f->s.terakhir = query_int(&q);
        f->s.bukti = query_int(&q);
        f->s.habis = query_int(&q);
    }
    return query_end(&q);
}

/* One row a permission; consecutive rows of one role become one grant. */
enum outcome
grants_of(struct db *db, int64_t akun, date today, struct who *who)
{
    enum { GRANTS = 32, IZIN = 64 };
    struct arena *arena = db_arena_of(db);
    struct grant *grants = arena_array(arena, struct grant, GRANTS);
    size_t count = 0;
    int64_t last = 0;
    struct query q = query_of(db,
        "SELECT p.id, p.jabatan, j.nama, p.wilayah, p.opd, p.penetapan, i.izin FROM peran p"
        " JOIN jabatan j ON j.kode = p.jabatan LEFT JOIN jabatan_izin i ON i.jabatan = p.jabatan"
        " WHERE p.akun = $1 AND p.mulai <= $2 AND (p.selesai = '' OR p.selesai >= $2)"
        " ORDER BY j.urutan, p.id, i.izin");
    query_bind(&q, akun);
    query_bind(&q, today);
    while (query_next(&q)) {
        int64_t id = query_int(&q);
        if (id != last && count < GRANTS) {
            struct grant *g = &grants[count++];
            g->jabatan = query_str(&q);
            g->jabatan_nama = query_str(&q);
            g->wilayah = query_str(&q);
            g->opd = query_int(&q);
            g->penetapan = query_str(&q);
            g->izin = arena_array(arena, str, IZIN);
            last = id;
        }
        q.column = 6;
        struct grant *g = count ? &grants[count - 1] : NULL;
        str izin = query_str(&q);
        if (g && id == last && izin.len && g->izin_count < IZIN)
            ((str *)(uintptr_t)g->izin)[g->izin_count++] = izin;
    }
    who->grants = grants;
    who->grant_count = count;
    return query_end(&q);
}

/* Who came by a printed code, whose password is too old, or who lacks a second step that the office asks for,
   holds nothing until that is mended. */
static enum outcome
what_comes_first(struct req *req, const struct found *f, const struct aturan *rules)
{
    bool second = true;
    if (rules->dua_langkah)
        TRY(dua_is_active(req->db, req->who.akun, &second));
    if (f->must_choose || (rules->sandi_umur && f->sandi_sejak
        && f->sandi_sejak + rules->sandi_umur * DAY <= req->now))
        req->who.must_do = S("/sandi");
    else if (!second)
        req->who.must_do = S("/saya/dua-langkah");
    if (req->who.must_do.len)
        req->who.grant_count = 0;
    /* without a password there is nothing to prove oneself with */
    req->who.proven_until = f->must_choose ? INT64_MAX : f->s.bukti + rules->bukti;
    return OK;
}

static int64_t
session_end(const struct sesi *s, const struct aturan *rules)
{
    const int64_t ends[] = { s->habis, s->terakhir + rules->sesi_diam, s->dibuat + rules->sesi_paling_lama };
    int64_t first = ends[0];
    for (size_t i = 1; i < COUNT(ends); i++)
        if (ends[i] < first)
            first = ends[i];
    return first;
}

enum outcome
siapa_who(struct req *req, str session_cookie)
{
    struct found f = { 0 };
    struct aturan rules;
    date today = date_of(req->now, req->region->zone);
    req->who = (struct who){ 0 };
    TRY(session_row(req, token_hash(req->arena, session_cookie), &f));
    if (!req->who.akun)
        return OK;
    TRY(grants_of(req->db, req->who.akun, today, &req->who));
    TRY(aturan_of(req->db, today, &req->who, &rules));
    /* one from the future: the clock was set back, and it would outlive every rule */
    int64_t until = session_end(&f.s, &rules);
    if (until <= req->now || f.s.dibuat > req->now + HOUR) {
        req->who = (struct who){ .usai = f.s.akun };
        return OK;
    }
    req->who.until = until;
    keep_awake(req, &f.s, rules.sesi_diam);
    return what_comes_first(req, &f, &rules);
}

/* ---- sessions ----------------------------------------------------------------------------------------------- */

enum outcome
sesi_insert(struct db *db, const struct sesi *s, str cookie)
{
    struct query q = query_of(db, "INSERT INTO sesi (sidik, akun, dibuat, terakhir, habis, agen, bukti)"
        " VALUES ($1, $2, $3, $3, $4, $5, $6)");
    query_bind(&q, token_hash(db_arena_of(db), cookie));
    query_bind(&q, s->akun);
    query_bind(&q, s->dibuat);
    query_bind(&q, s->habis);
    query_bind(&q, s->agen);
    query_bind(&q, s->bukti);
    return query_end(&q);
}

enum outcome
sesi_prove(struct db *db, str sidik, int64_t now)
{
    struct query q = query_of(db, "UPDATE sesi SET bukti = $2 WHERE sidik = $1 AND bukti < $2");
    query_bind(&q, sidik);
    query_bind(&q, now);
    return query_end(&q);
}

/* The new cookie follows from the old one and the region's secret, so that a rerun makes the same. */
enum outcome
sesi_renew(struct req *req, int64_t akun)
{
    if (akun != req->who.akun)
        return sesi_end_others(req->db, akun, S(""));
    str seed = str_format(req->arena, STR ":%lld", STR_ARG(req->session), (long long)req->new_id);
    str cookie = str_format(req->arena, STR STR, STR_ARG(req_seal(req, "sesi.1", seed)),
        STR_ARG(req_seal(req, "sesi.2", seed)));
    int64_t habis = 0;
    struct query q = query_of(req->db, "UPDATE sesi SET sidik = $2 WHERE sidik = $1");
    query_bind(&q, req->who.sesi);
    query_bind(&q, token_hash(req->arena, cookie));
    TRY(query_end_changed(&q));
    struct query until = query_of(req->db, "SELECT habis FROM sesi WHERE sidik = $1");
    query_bind(&until, token_hash(req->arena, cookie));
    if (query_next(&until))
        habis = query_int(&until);
    TRY(query_end_one(&until));
    session_cookie_set(req, cookie, habis - req->now);
    return sesi_end_others(req->db, akun, token_hash(req->arena, cookie));
}

enum outcome
sesi_end(struct db *db, str sidik, int64_t akun)
{
    struct query q = query_of(db, "DELETE FROM sesi WHERE sidik = $1 AND akun = $2");
    query_bind(&q, sidik);
    query_bind(&q, akun);
    TRY(query_end_changed(&q));
    return langsung_end(db, akun, sidik);
}

enum outcome
sesi_end_others(struct db *db, int64_t akun, str keep)
{
    struct query q = query_of(db, "DELETE FROM sesi WHERE akun = $1 AND sidik <> $2");
    query_bind(&q, akun);
    query_bind(&q, keep);
    TRY(query_end(&q));
    return langsung_end(db, akun, S(""));
}

enum outcome
sesi_of(struct db *db, int64_t akun, int64_t now, struct sesi_list *list)
{
    enum { MOST = 50 };
    *list = (struct sesi_list){ arena_array(db_arena_of(db), struct sesi, MOST), 0 };
    struct query q = query_of(db, "SELECT sidik, dibuat, terakhir, habis, agen FROM sesi WHERE akun = $1 AND habis > $2"
        " ORDER BY dibuat DESC LIMIT 50");
    query_bind(&q, akun);
    query_bind(&q, now);
    while (list->count < MOST && query_next(&q)) {
        struct sesi *s = &list->items[list->count++];
        s->sidik = query_str(&q);
        s->dibuat = query_int(&q);
        s->terakhir = query_int(&q);
        s->habis = query_int(&q);
        s->agen = query_str(&q);
        s->akun = akun;
    }
    return query_end(&q);
}

/* Neither idle nor without a proof as long as it lasts. */
enum outcome
siapa_test_session(struct db *db, str masuk, int64_t now, struct arena *arena, str *cookie)
{
    struct akun a = { 0 };
    TRY(akun_by_masuk(db, masuk, &a));
    *cookie = random_hex(arena, 32);
    struct sesi s = { .akun = a.id, .dibuat = now, .habis = now + DAY, .bukti = now + DAY, .agen = S("uji") };
    TRY(sesi_insert(db, &s, *cookie));
    struct query q = query_of(db, "UPDATE sesi SET terakhir = habis WHERE sidik = $1");
    query_bind(&q, token_hash(arena, *cookie));
    return query_end(&q);
}

/* What ended an hour ago is forgotten, at most 500 a turn: until then a form of that session finds its account. */
enum outcome
sesi_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM sesi WHERE sidik IN"
        " (SELECT sidik FROM sesi WHERE habis <= $1 ORDER BY habis LIMIT 500)");
    query_bind(&q, run->now - HOUR);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}
