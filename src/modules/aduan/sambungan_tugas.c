/* sambungan_tugas.c: the exchange with other installations: in no transaction, tried again after growing pauses. */
#include "modules/aduan/sambungan_dalam.h"

enum { LEASE = 15 * MINUTE, EVERY = MINUTE };

/* What one turn carries from one short transaction to the next. */
struct giliran { struct job_run *run; int64_t id; struct sambungan s; struct berangkat_list list;
    const struct berangkat *row; struct luar_jawab jawab; enum sambungan_akhir akhir; str galat; bool found; };

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
    return sambungan_take(&req, &g->s, g->jawab.isi);
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

static enum outcome
send_all(struct giliran *g)
{
    struct job_run *run = g->run;
    for (size_t i = 0; i < g->list.count && g->galat.len == 0; i++) {
        g->row = &g->list.items[i];
        struct luar_tanya question = sambungan_question(run->arena, &g->s, g->row);
        luar_ask(&question, run->arena, &g->jawab);
        TRY(store_write_wait(run->store, note, g, run->arena));
        if (g->akhir == BERHENTI)
            g->galat = jawaban_galat(run->arena, &g->jawab);
    }
    return OK;
}

static enum outcome
pull(struct giliran *g)
{
    struct job_run *run = g->run;
    struct luar_tanya question = sambungan_pull(run->arena, run->region, &g->s, clock_now());
    luar_ask(&question, run->arena, &g->jawab);
    if (g->jawab.hasil != LUAR_DIJAWAB || g->jawab.status != 200) {
        g->galat = jawaban_galat(run->arena, &g->jawab);
        return OK;
    }
    enum outcome o = store_write_wait(run->store, take, g, run->arena);
    if (o == INVALID)
        g->galat = S("jawabannya bukan daftar kabar GeoReport v2");
    return o == INVALID ? OK : o;
}

static enum outcome
exchange(struct job_run *run)
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
    if (g.galat.len == 0 && str_eqz(g.s.arah, "serah"))
        TRY(pull(&g));
    run->done = 1;
    return store_write_wait(run->store, finish, &g, run->arena);
}

const struct job sambungan_outside[] = {
    { "aduan.sambungan", exchange, 2 },
    { 0 }
};
