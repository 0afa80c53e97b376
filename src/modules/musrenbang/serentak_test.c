/* serentak_test.c: many who send at one moment, against one quota. */
#include <pthread.h>

#include "base/random.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_uji.h"

enum { SENDERS = 32, QUOTA = 4, TRIES = 200 };
struct sender { const struct world *w; int64_t usulan; enum outcome end; pthread_t thread; };

static enum outcome
send_draft(struct db *db, void *context)
{
    const struct sender *s = context;
    static const struct route as_rw = { .may = &usulan_ajukan };
    struct req *req = arena_new(db_arena_of(db), struct req);
    struct usulan u;
    *req = (struct req){ .arena = db_arena_of(db), .region = &s->w->region, .db = db, .now = s->w->now,
        .new_id = id_new(), .route = &as_rw, .who = { .akun = 1 } };
    TRY(usulan_by_id(db, s->usulan, &u));
    return usulan_send(req, &u);
}

/* FAILED is a turn that others took; whoever gets it comes again, as a person would. */
static void *
send_one(void *context)
{
    struct sender *s = context;
    struct arena *arena = arena_open();
    s->end = FAILED;
    for (int i = 0; i < TRIES && s->end == FAILED; i++)
        s->end = store_write_wait(s->w->region.store, send_draft, s, arena);
    arena_close(arena);
    return NULL;
}

TEST(of_thirty_two_who_send_at_once_exactly_the_quota_gets_in)
{
    static struct sender senders[SENDERS];
    struct rencana r = open_year(w, 0);
    int64_t taken = 0, refused = 0;
    for (size_t i = 0; i < SENDERS; i++)
        senders[i] = (struct sender){ .w = w, .usulan = usulan_draft(&r, "rw1", "1") };
    for (size_t i = 0; i < SENDERS; i++)
        CHECK(pthread_create(&senders[i].thread, NULL, send_one, &senders[i]) == 0);
    for (size_t i = 0; i < SENDERS; i++) {
        pthread_join(senders[i].thread, NULL);
        taken += senders[i].end == OK;
        refused += senders[i].end == INVALID;
    }
    CHECK_INT(taken, QUOTA);
    CHECK_INT(refused, SENDERS - QUOTA);
    struct terpakai used;
    CHECK(pagu_terpakai(world_db(w), YEAR, S(WORLD_RW), 0, &used) == OK && used.kali == QUOTA);
}

TESTS(serentak_tests,
    LISTED(of_thirty_two_who_send_at_once_exactly_the_quota_gets_in));
