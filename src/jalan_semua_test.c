/* jalan_semua_test.c: every route for every office, here and elsewhere, in every state, and from another region. */
#include "jalan_uji.h"

#include <stdio.h>

#include "core/siapa/siapa.h"
#include "modules/modules.h"

/* Everybody who may hold anything. `place` is where ours lies, `other` where nothing of ours does. */
struct person { const char *jabatan; struct place place, other; };
#define AREA(own, elsewhere) { { own, sizeof own - 1 }, 0 }, { { elsewhere, sizeof elsewhere - 1 }, 0 }
#define ALL { { 0 }, 0 }, { { 0 }, 0 }
enum { OURS = -1, OTHERS = 999 };       /* the office of the year's works, and one that there is not */
static const struct person people[] = {
    { "rw", AREA(WORLD_RW, "18.72.02.1001.001") }, { "lpmk", AREA(WORLD_KELURAHAN, "18.72.02.1001") },
    { "lurah", AREA(WORLD_KELURAHAN, "18.72.02.1001") }, { "camat", AREA(WORLD_KECAMATAN, "18.72.02") },
    { "verifikator_pd", { { 0 }, OURS }, { { 0 }, OTHERS } }, { "kepala_pd", { { 0 }, OURS }, { { 0 }, OTHERS } },
    { "kabid", { { 0 }, OURS }, { { 0 }, OTHERS } }, { "kasi", { { 0 }, OURS }, { { 0 }, OTHERS } },
    { "penghubung", { { 0 }, OURS }, { { 0 }, OTHERS } }, { "petugas", { { 0 }, OURS }, { { 0 }, OTHERS } },
    { "admin", ALL }, { "kdh", ALL }, { "tapd", ALL }, { "mitra", ALL }, { "sekda", ALL }, { "setwan", ALL },
    { "dprd", ALL }, { "inspektorat", ALL }, { "admin_aduan", ALL },
};
struct user { const char *jabatan, *name; struct place place; };
enum { USERS = 2 * COUNT(people) };
static struct user users[USERS];
static size_t user_count, cells;
static struct arena *scratch;
static const char *foreign;             /* a cookie that is good in another region */

static void
add_user(const struct things *t, const struct person *p, bool here)
{
    struct world *w = t->w;
    struct user *u = &users[user_count++];
    *u = (struct user){ p->jabatan, cstr(w->arena, str_format(w->arena, "semua.%s.%d", p->jabatan, here)),
        here ? p->place : p->other };
    if (u->place.opd == OURS)
        u->place.opd = t->r.opd;
    world_person(w, u->name, u->jabatan, &u->place);
    CHECK_STATUS(ask(w, u->name, "GET", "/saya", NULL), 200);          /* its session is opened outside the walk */
}

/* ---- what must be: told by the permission's own words and the places, not by the program ----------------------- */

static bool
reaches(const struct place *held, const struct place *thing)
{
    if (held->opd)
        return held->opd == thing->opd;
    return held->wilayah.len == 0 || str_eq(held->wilayah, thing->wilayah)
        || str_starts(thing->wilayah, str_format(scratch, STR ".", STR_ARG(held->wilayah)));
}

static bool
holds(const char *jabatan, const struct permission *may)
{
    return str_has_word(str_of(may->jabatan), str_of(jabatan));
}

/* Where the thing of this route lies; false when there is no such thing. */
static bool
place_of(const struct things *t, const struct route *r, struct req *reply, struct place *place)
{
    reply->db = world_db(t->w);
    return r->place == no_place || r->place(reply, place) == OK;
}

enum verdict { ANSWERED, SENT_TO_LOGIN, REFUSED, NOT_THERE };

static enum verdict
expected(const struct things *t, const struct route *r, const struct user *u, struct req *reply)
{
    struct place place = { 0 };
    if (r->may == &anyone)
        return ANSWERED;
    if (!u)
        return SENT_TO_LOGIN;
    if (r->may == &signed_in)
        return ANSWERED;
    if (!place_of(t, r, reply, &place))
        return NOT_THERE;
    if (!holds(u->jabatan, r->may))
        return REFUSED;
    return r->place == no_place || reaches(&u->place, &place) ? ANSWERED : NOT_THERE;
}

static bool
agrees(enum verdict v, const struct req *reply)
{
    bool post = str_eqz(reply->method, "POST");
    switch (v) {
    case ANSWERED:                      /* what the handler then says is its own affair, and its own tests */
        return reply->status < 500;
    case SENT_TO_LOGIN:
        return post ? reply->status == 403 : reply->status == 303 && str_starts(reply->location, S("/masuk?"));
    case REFUSED:
        return reply->status == 403;
    case NOT_THERE:
        return reply->status == 404;
    }
    return false;
}

static void
cell(const struct things *t, const struct route *r, const struct user *u, const char *method)
{
    struct world *w = t->w;
    const char *name = u ? u->name : foreign ? foreign : "", *path = jalan_path(t, r);
    struct req *reply = ask(w, name, method, path, strcmp(method, "POST") == 0 ? "langkah=0" : NULL);
    enum verdict v = expected(t, r, u, reply);
    cells++;
    if (!agrees(v, reply))
        fail_msg("\"%s\" at %s %s: %d, expected verdict %d", name, method, r->path, reply->status, (int)v);
}

/* First all that must be refused, which changes nothing; what is allowed may end things and comes last. */
static bool allowed_now;

static void
each_user(const struct things *t, const struct route *r)
{
    struct world *w = t->w;
    struct arena *kept = w->arena;
    w->arena = scratch;
    for (size_t i = 0; i < user_count; i++) {
        bool may = r->may == &anyone || r->may == &signed_in || holds(users[i].jabatan, r->may);
        bool ends = strcmp(r->path, "/keluar") == 0 || strcmp(r->path, "/saya/keluar-semua") == 0;
        bool elsewhere = may && r->place != no_place && r->may != &anyone && r->may != &signed_in;
        if (ends || (may && !elsewhere) != allowed_now)
            continue;
        cell(t, r, &users[i], r->method);
        if (strcmp(r->method, "GET") == 0)
            cell(t, r, &users[i], "HEAD");
    }
    w->arena = kept;
    arena_reset(scratch);
}

static void
each_stranger(const struct things *t, const struct route *r)
{
    struct arena *kept = t->w->arena;
    t->w->arena = scratch;
    cell(t, r, NULL, r->method);
    t->w->arena = kept;
    arena_reset(scratch);
}

static void
begin(struct world *w, struct things *t)
{
    *t = jalan_things(w);
    scratch = arena_open();
    user_count = cells = 0;
    foreign = NULL;
    for (size_t i = 0; i < COUNT(people); i++) {
        add_user(t, &people[i], true);
        if (people[i].place.opd || people[i].place.wilayah.len)
            add_user(t, &people[i], false);
    }
}

static void
end(struct world *w, const char *what)
{
    (void)world_db(w);                  /* the reader lets go of the scratch arena */
    printf("%s: %zu cells\n", what, cells);
    arena_close(scratch);
}

struct stating { int64_t id; const char *status, *tingkat; bool siap; };

static enum outcome
set_state(struct db *db, void *context)
{
    const struct stating *s = context;
    struct query q = query_of(db, "UPDATE usulan SET status = $2, tingkat = $3, siap = $4, publik = $5 WHERE id = $1");
    query_bind(&q, s->id);
    query_bind(&q, str_of(s->status));
    query_bind(&q, str_of(s->tingkat));
    query_bind(&q, s->siap);
    query_bind(&q, strcmp(s->status, "draf") != 0);
    return query_end_changed(&q);
}

TEST(every_office_gets_what_is_its_own_and_nothing_else_in_every_state)
{
    static const struct stating states[] = { { 0, "draf", "", false }, { 0, "diajukan", "lurah", false },
        { 0, "dikembalikan", "", false }, { 0, "ditolak", "", false }, { 0, "diajukan", "camat", true },
        { 0, "diterima", "", true } };
    struct things t;
    begin(w, &t);
    for (size_t i = 0; i < COUNT(states); i++) {
        int64_t ids[] = { t.sent, t.draft, t.pokir, t.paper };
        for (size_t k = 0; k < COUNT(ids); k++) {
            struct stating s = states[i];
            s.id = ids[k];
            CHECK(world_write(w, set_state, &s) == OK);
        }
        allowed_now = false;
        jalan_walk(&t, each_user);
    }
    allowed_now = true;
    jalan_walk(&t, each_user);
    CHECK(cells > 10000);
    end(w, "offices, places and states");
}

TEST(strangers_and_who_belongs_to_another_region_are_sent_to_log_in)
{
    struct things t;
    void *there;
    begin(w, &t);
    jalan_walk(&t, each_stranger);
    CHECK_INT(world_open(&there), 0);
    struct world *other = there;
    struct things of_other = { .w = other };
    user_count = 0;
    add_user(&of_other, &(struct person){ .jabatan = "admin" }, true);             /* an administrator there */
    foreign = cstr(w->arena, str_from(world_cookie(other, users[0].name), sizeof "pamong_sesi" - 1));
    jalan_walk(&t, each_stranger);
    end(w, "strangers and another region");
    CHECK_INT(world_close(&there), 0);
}

TESTS(jalan_semua_tests,
    LISTED(every_office_gets_what_is_its_own_and_nothing_else_in_every_state),
    LISTED(strangers_and_who_belongs_to_another_region_are_sent_to_log_in));
