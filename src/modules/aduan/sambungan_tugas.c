/* sambungan_tugas.c: the exchange with other installations: in no transaction, tried again after growing pauses. */
#include "modules/aduan/sambungan_dalam.h"

enum { LEASE = 15 * MINUTE, EVERY = MINUTE };

/* What one turn carries from one short transaction to the next. */
struct giliran { struct job_run *run; int64_t id; struct sambungan s; struct berangkat_list list;
    const struct berangkat *row; struct luar_tanya tanya; struct luar_jawab jawab; enum sambungan_akhir akhir;
    struct tarik tarik; struct minta_luar_list minta; struct lembar lembar; bool baru, ada; str galat; bool found; };

int64_t
sambungan_wait(int64_t failures)
{
    static const int64_t pauses[] = { MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR };
    return failures < 1 ? EVERY : pauses[failures > (int64_t)COUNT(pauses) ? COUNT(pauses) - 1 : (size_t)failures - 1];
}

/* The acts' rules want a request; a job has none, so it brings what they ask of one. */
static struct req
request_of(const struct giliran *g, struct db *db)
{
    return (struct req){ .arena = db_arena_of(db), .region = g->run->region, .db = db, .now = clock_now() };
}

static enum outcome
next_due(struct giliran *g)
{
    struct db *db = store_reader(g->run->store, g->run->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK) {
        struct query q = query_of(db, "SELECT id FROM sambungan WHERE aktif = 1 AND berikut <= $1"
            " ORDER BY berikut, id LIMIT 1");
        query_bind(&q, g->run->now);
        g->found = query_next(&q);
        g->id = g->found ? query_int(&q) : 0;
        o = query_end(&q);
    }
    store_reader_done(g->run->store, db);
    return o;
}

/* This node's until the lease ends; what is to leave is gathered and its words are fixed. */
static enum outcome
begin(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    struct req req = request_of(g, db);
    struct query q = query_of(db, "UPDATE sambungan SET berikut = $2 WHERE id = $1 AND aktif = 1 AND berikut <= $3");
    query_bind(&q, g->id);
    query_bind(&q, req.now + LEASE);
    query_bind(&q, req.now);
    enum outcome o = query_end_changed(&q);
    g->found = o == OK;
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    TRY(sambungan_by_id(db, req.region->secret, g->id, &g->s));
    TRY(sambungan_gather(&req, &g->s));
    return sambungan_lease(&req, &g->s, &g->list);
}

static enum outcome
note(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    struct req req = request_of(g, db);
    TRY(sambungan_note(&req, &g->s, g->row, &g->jawab, &g->akhir));
    return sambungan_by_id(db, req.region->secret, g->id, &g->s);       /* its marks may have moved back */
}

static enum outcome
take(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    struct req req = request_of(g, db);
    return sambungan_take(&req, &g->s, g->jawab.isi, &g->lembar);
}

static enum outcome
take_requests(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    struct req req = request_of(g, db);
    return sambungan_take_requests(&req, &g->s, &g->minta, &g->lembar);
}

static enum outcome
take_services(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    struct req req = request_of(g, db);
    return layanan_luar_take(&req, &g->s, g->jawab.isi);
}

static enum outcome
finish(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    bool well = g->galat.len == 0, full = g->list.count == BERANGKAT_MOST;
    int64_t now = clock_now(), failures = well ? 0 : g->s.gagal + 1;
    struct query q = query_of(db, "UPDATE sambungan SET berhasil = CASE WHEN $2 = 1 THEN $3 ELSE berhasil END,"
        " gagal = $4, galat = $5, berikut = $6 WHERE id = $1");
    query_bind(&q, g->id);
    query_bind(&q, well);
    query_bind(&q, now);
    query_bind(&q, failures);
    query_bind(&q, g->galat);
    query_bind(&q, well && full ? now : now + sambungan_wait(failures));
    return query_end(&q);
}

/* ---- asking ---------------------------------------------------------------------------------------------------- */

typedef enum outcome reading_fn(struct req *, struct giliran *);

/* A look into the database on a reading connection. */
static enum outcome
look(struct giliran *g, reading_fn *at)
{
    struct db *db = store_reader(g->run->store, g->run->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK) {
        struct req req = request_of(g, db);
        o = at(&req, g);
    }
    store_reader_done(g->run->store, db);
    return o;
}

static enum outcome
updates_question(struct req *req, struct giliran *g)
{
    return sambungan_pull(req, &g->s, &g->tanya);
}

/* Photos may have been covered since it was queued: those that are public now go along. */
static enum outcome
sending_question(struct req *req, struct giliran *g)
{
    g->tanya = sambungan_question(req->arena, &g->s, g->row);
    return foto_luar_attach(req, &g->s, g->row, &g->tanya);
}

static enum outcome
requests_question(struct req *req, struct giliran *g)
{
    return sambungan_ask_requests(req, &g->s, &g->tanya);
}

static enum outcome
send_all(struct giliran *g)
{
    struct job_run *run = g->run;
    for (size_t i = 0; i < g->list.count && g->galat.len == 0; i++) {
        g->row = &g->list.items[i];
        TRY(look(g, sending_question));
        luar_ask(&g->tanya, run->arena, &g->jawab);
        TRY(store_write_wait(run->store, note, g, run->arena));
        if (g->akhir == BERHENTI)
            g->galat = jawaban_galat(run->arena, &g->jawab);
    }
    return OK;
}

static enum outcome
what_is_pulled(struct req *req, struct giliran *g)
{
    struct layanan_luar_list known;
    TRY(tarik_of(req->db, g->s.id, &g->tarik));
    TRY(layanan_luar(req->db, g->s.id, &known));
    g->baru = known.count <= 1;         /* nothing but '*' */
    return OK;
}

/* False when no answer came that can be read; then `galat` says why. */
static bool
answered(struct giliran *g)
{
    luar_ask(&g->tanya, g->run->arena, &g->jawab);
    if (g->jawab.hasil == LUAR_DIJAWAB && g->jawab.status == 200)
        return true;
    g->galat = jawaban_galat(g->run->arena, &g->jawab);
    return false;
}

static enum outcome
note_silent(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    return sambungan_set_silent(db, &g->s, kabar_is_unknown(&g->jawab) ? clock_now() : 0);
}

static enum outcome
statuses_question(struct req *req, struct giliran *g)
{
    return sambungan_ask_statuses(req, &g->s, &g->tanya, &g->ada);
}

static enum outcome
take_statuses(struct db *db, void *giliran)
{
    struct giliran *g = giliran;
    struct req req = request_of(g, db);
    return sambungan_take_statuses(&req, &g->s, &g->minta);
}

/* Of cases that they handle, while they tell no updates. */
static enum outcome
pull_statuses(struct giliran *g)
{
    if (!str_eqz(g->s.arah, "serah"))
        return OK;
    TRY(look(g, statuses_question));
    if (!g->ada || !answered(g))
        return OK;
    if (minta_luar_read(g->run->arena, g->jawab.isi, &g->minta) != OK) {
        g->galat = S("jawabannya bukan daftar laporan GeoReport v2");
        return OK;
    }
    return store_write_wait(g->run->store, take_statuses, g, g->run->arena);
}

/* They know no updates, which breaks nothing; or they do now. */
static enum outcome
silence(struct giliran *g)
{
    g->galat = S("");
    TRY(store_write_wait(g->run->store, note_silent, g, g->run->arena));
    return sambungan_is_silent(&g->s, clock_now()) ? pull_statuses(g) : OK;
}

/* At most so many pages a turn; the rest comes in the next one. */
enum { PAGES_A_TURN = 5 };

static enum outcome
pull_updates(struct giliran *g)
{
    struct job_run *run = g->run;
    if (sambungan_is_silent(&g->s, clock_now()))
        return pull_statuses(g);
    g->lembar = (struct lembar){ .lanjut = true };
    for (int page = 0; page < PAGES_A_TURN && g->lembar.lanjut && g->galat.len == 0; page++) {
        TRY(look(g, updates_question));
        if (!answered(g))
            return kabar_is_unknown(&g->jawab) ? silence(g) : OK;
        if (g->s.tanpa_kabar)
            TRY(silence(g));
        enum outcome o = store_write_wait(run->store, take, g, run->arena);
        if (o == INVALID)
            g->galat = S("jawabannya bukan daftar kabar GeoReport v2");
        TRY(o == INVALID ? OK : o);
    }
    return OK;
}

/* Once, so that the page of the connection can list them; those that come later are noted as they are seen. */
static enum outcome
pull_services(struct giliran *g)
{
    g->tanya = layanan_luar_question(g->run->arena, &g->s);
    if (!answered(g))
        return OK;
    enum outcome o = store_write_wait(g->run->store, take_services, g, g->run->arena);
    if (o == INVALID)
        g->galat = S("jawabannya bukan daftar layanan GeoReport v2");
    return o == INVALID ? OK : o;
}

static enum outcome
pull_requests(struct giliran *g)
{
    struct job_run *run = g->run;
    g->lembar = (struct lembar){ .lanjut = true };
    for (int page = 0; page < PAGES_A_TURN && g->lembar.lanjut; page++) {
        TRY(look(g, requests_question));
        if (!answered(g))
            return OK;
        if (minta_luar_read(run->arena, g->jawab.isi, &g->minta) != OK) {
            g->galat = S("jawabannya bukan daftar laporan GeoReport v2");
            return OK;
        }
        TRY(store_write_wait(run->store, take_requests, g, run->arena));
    }
    return OK;
}

static enum outcome
pull(struct giliran *g)
{
    TRY(look(g, what_is_pulled));
    if (str_eqz(g->s.arah, "serah") || g->tarik.aktif)
        TRY(pull_updates(g));
    if (g->galat.len || !g->tarik.aktif)
        return OK;
    if (g->baru)
        TRY(pull_services(g));
    return g->galat.len ? OK : pull_requests(g);
}

enum outcome
sambungan_exchange(struct job_run *run)
{
    struct giliran g = { .run = run };
    if (run->region->sambungan.len == 0)
        return OK;
    TRY(next_due(&g));
    if (!g.found)
        return OK;
    TRY(store_write_wait(run->store, begin, &g, run->arena));
    if (!g.found)
        return OK;
    TRY(send_all(&g));
    if (g.galat.len == 0)
        TRY(pull(&g));
    run->done = 1;
    return store_write_wait(run->store, finish, &g, run->arena);
}
