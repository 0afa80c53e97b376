/* perkara_uji.c: cases of any kind for tests. */
#include "core/perkara/perkara_uji.h"

#include "base/random.h"

struct acting { struct world *w; const struct alur *alur; int64_t id; struct perkara *p; str *kode; struct tindakan t;
    str salah; };

static struct req
request_of(struct world *w, struct db *db)
{
    return (struct req){ .arena = w->arena, .region = &w->region, .db = db, .now = w->now, .new_id = id_new() };
}

static enum outcome
open_one(struct db *db, void *context)
{
    struct acting *a = context;
    str kode;
    struct req req = request_of(a->w, db);
    return perkara_open(&req, a->alur, a->p, a->kode ? a->kode : &kode);
}

void
perkara_uji_open(struct world *w, const struct alur *alur, struct perkara *p, str *kode)
{
    must(world_write(w, open_one, &(struct acting){ .w = w, .alur = alur, .p = p, .kode = kode }) == OK);
}

static enum outcome
act(struct db *db, void *context)
{
    struct acting *a = context;
    struct perkara p;
    struct req req = request_of(a->w, db);
    TRY(perkara_by_id(db, a->id, &p));
    enum outcome o = perkara_act(&req, a->alur, &p, &a->t);
    if (req.form.error_count)
        a->salah = req.form.errors[0].message;
    return o;
}

enum outcome
perkara_uji_act(struct world *w, const struct alur *alur, int64_t id, struct tindakan t, str *salah)
{
    t.langkah = -1;
    struct acting a = { .w = w, .alur = alur, .id = id, .t = t };
    enum outcome o = world_write(w, act, &a);
    if (salah)
        *salah = a.salah;
    return o;
}

struct perkara
perkara_uji_row(struct world *w, int64_t id)
{
    struct perkara p = { 0 };
    must(perkara_by_id(world_db(w), id, &p) == OK);
    return p;
}

struct running { struct world *w; enum outcome (*run)(struct job_run *); };

static enum outcome
run_job(struct db *db, void *context)
{
    struct running *r = context;
    struct job_run run = { .store = r->w->region.store, .db = db, .arena = db_arena_of(db), .region = &r->w->region,
        .now = r->w->now };
    return r->run(&run);
}

enum outcome
perkara_uji_job(struct world *w, enum outcome (*run)(struct job_run *))
{
    struct running r = { w, run };
    return world_write(w, run_job, &r);
}
