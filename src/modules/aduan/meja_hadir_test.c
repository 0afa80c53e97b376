/* meja_hadir_test.c: officers see who else has a case open or is writing on it, and nobody else does. */
#include <time.h>

#include "http/http_internal.h"
#include "modules/aduan/aduan_dalam.h"
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })
#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

static int64_t
at_office(const struct meja_uji *m, const char *kategori)
{
    int64_t id = aduan_sent(m, kategori, NULL);
    CHECK(aduan_uji_act(m, id, DESK(.aksi = S("disposisi"), .opd = m->opd), NULL) == OK);
    return id;
}

static int64_t
noted(struct world *w, const char *sql)
{
    int64_t count = 0;
    struct query q = query_of(world_db(w), sql);
    if (query_next(&q))
        count = query_int(&q);
    CHECK(query_end(&q) == OK);
    return count;
}

/* It is written beside the answer: what was asked for comes a moment later. */
static void
wait_for(struct world *w, const char *sql, int64_t count)
{
    for (int i = 0; i < 300 && noted(w, sql) != count; i++)
        nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000000L }, NULL);
    CHECK_INT(noted(w, sql), count);
}
#define OPEN_ONES "SELECT count(*) FROM aduan_hadir"
#define WRITING "SELECT count(*) FROM aduan_hadir WHERE menulis = 1"

TEST(who_else_has_a_case_open_or_writes_is_named_and_one_sees_oneself_not)
{
    struct meja_uji m = open_desk(w);
    const char *path = SAID("/meja/aduan/%lld", (long long)at_office(&m, "saluran"));
    CHECK_LACKS(ask(w, "dinas", "GET", path, NULL), "sedang membuka laporan ini");
    wait_for(w, OPEN_ONES, 1);
    CHECK_LACKS(ask(w, "dinas", "GET", path, NULL), "sedang membuka laporan ini");
    struct req *desk = ask(w, "meja", "GET", path, NULL);
    CHECK_HAS(desk, "(DPUTR) sedang membuka laporan ini");
    wait_for(w, OPEN_ONES, 2);
    CHECK_STATUS(ask(w, "meja", "GET", SAID("%s?aksi=alihkan", path), NULL), 200);
    wait_for(w, WRITING, 1);
    CHECK_HAS(ask(w, "dinas", "GET", SAID("%s/hadir", path), NULL), "(Meja pengaduan kota) sedang menulis");
    w->now += 301;
    CHECK_LACKS(ask(w, "dinas", "GET", path, NULL), "sedang menulis");
}

TEST(who_only_looks_at_the_queue_is_not_said_to_have_its_first_case_open)
{
    struct meja_uji m = open_desk(w);
    int64_t id = at_office(&m, "saluran");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), SAID("/meja/aduan/%lld/hadir?awal=1", (long long)id));
    CHECK_STATUS(ask(w, "meja", "GET", SAID("/meja/aduan/%lld/hadir?awal=1", (long long)id), NULL), 200);
    CHECK_STATUS(ask(w, "dinas", "GET", SAID("/meja/aduan/%lld", (long long)id), NULL), 200);
    wait_for(w, OPEN_ONES, 1);
}

TEST(who_may_not_see_a_case_learns_nothing_of_who_has_it_open)
{
    struct meja_uji m = open_desk(w);
    const char *path = SAID("/meja/aduan/%lld/hadir", (long long)at_office(&m, "pungli"));
    CHECK_STATUS(ask(w, "kadis", "GET", path, NULL), 200);
    wait_for(w, OPEN_ONES, 1);
    CHECK_HAS(ask(w, "meja", "GET", path, NULL), "sedang membuka");
    CHECK_STATUS(ask(w, "kasi", "GET", path, NULL), 404);
    CHECK_STATUS(ask(w, "dinas2", "GET", path, NULL), 404);
    wait_for(w, OPEN_ONES, 2);
}

TEST(asking_again_and_again_writes_once_in_two_minutes_and_the_forgotten_go)
{
    struct meja_uji m = open_desk(w);
    const char *path = SAID("/meja/aduan/%lld/hadir", (long long)at_office(&m, "saluran"));
    int64_t began = w->now;
    const char *since = SAID("SELECT count(*) FROM aduan_hadir WHERE terakhir = %lld", (long long)began);
    CHECK_STATUS(ask(w, "dinas", "GET", path, NULL), 200);
    wait_for(w, since, 1);
    w->now = began + 100;
    CHECK_STATUS(ask(w, "dinas", "GET", path, NULL), 200);
    w->now = began + 120;
    CHECK_INT(noted(w, since), 1);
    CHECK_STATUS(ask(w, "dinas", "GET", path, NULL), 200);
    wait_for(w, since, 0);
    w->now += 400;
    CHECK(perkara_uji_job(w, hadir_prune) == OK);
    CHECK_INT(noted(w, OPEN_ONES), 0);
}

TEST(open_pages_of_a_case_hear_that_somebody_came_and_other_offices_do_not)
{
    struct meja_uji m = open_desk(w);
    int64_t id = at_office(&m, "saluran");
    struct streams *all = streams_open(&w->http);
    const char *channel = SAID("aduan-%lld", (long long)id);
    struct stream *office = aduan_uji_listen(w, all, "dinas", SAID("kanal=%s", channel));
    struct stream *other = aduan_uji_listen(w, all, "dinas2", SAID("kanal=%s", channel));
    CHECK_HAS(ask(w, "dinas", "GET", SAID("/meja/aduan/%lld", (long long)id), NULL),
        SAID("data-langsung=\"%s\" data-tanya=\"/meja/aduan/%lld/hadir\"", channel, (long long)id));
    CHECK_STR(aduan_uji_heard(w, office, 300), SAID("event: %s\ndata: hadir \n\n", channel));
    CHECK_STATUS(ask(w, "meja", "GET", SAID("/meja/aduan/%lld", (long long)id), NULL), 200);
    CHECK_STR(aduan_uji_heard(w, office, 300), SAID("event: %s\ndata: hadir \n\n", channel));
    CHECK(aduan_uji_heard(w, other, 3).len == 0);
    stream_leave(office);
    stream_leave(other);
    streams_close(all);
}

TEST(an_act_on_what_another_officer_changed_is_refused_and_says_by_whom)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran"), step = perkara_uji_row(w, id).langkah;
    const char *path = SAID("/meja/aduan/%lld", (long long)id);
    const char *words = SAID("aksi=catat&isi=Sudah+ditelepon+tadi+pagi.&langkah=%lld", (long long)step);
    world_person(w, "meja2", "admin_aduan", NULL);
    CHECK_STATUS(ask(w, "meja", "POST", path, words), 303);
    struct req *late = ask(w, "meja2", "POST", path, words);
    CHECK_STATUS(late, 422);
    CHECK_HAS(late, "sudah berubah sejak halaman ini dibuka (oleh meja, Meja pengaduan kota, 3 Maret 2026");
    CHECK_HAS(late, "Sudah ditelepon tadi pagi.");
}

TESTS(meja_hadir_tests,
    LISTED(who_else_has_a_case_open_or_writes_is_named_and_one_sees_oneself_not),
    LISTED(who_only_looks_at_the_queue_is_not_said_to_have_its_first_case_open),
    LISTED(who_may_not_see_a_case_learns_nothing_of_who_has_it_open),
    LISTED(asking_again_and_again_writes_once_in_two_minutes_and_the_forgotten_go),
    LISTED(open_pages_of_a_case_hear_that_somebody_came_and_other_offices_do_not),
    LISTED(an_act_on_what_another_officer_changed_is_refused_and_says_by_whom));
