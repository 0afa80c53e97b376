/* status_luar_test.c: an installation without updates is not broken: its statuses are read, nothing is sent in vain. */
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/sambungan_dalam.h"

#define CONNECTION "/meja/aduan/sambungan/7001"

struct status_uji { struct meja_uji m; struct sambungan s; int64_t id; str teks; struct luar_tanya ask; bool any;
    struct berangkat_list list; };

static struct req
request_of(struct status_uji *t, struct db *db)
{
    return (struct req){ .arena = t->m.w->arena, .region = &t->m.w->region, .db = db, .now = t->m.w->now };
}

/* A case of ours is there as L-1. */
static enum outcome
hand_over(struct db *db, void *context)
{
    struct status_uji *t = context;
    struct req req = request_of(t, db);
    struct perkara p;
    struct kategori k;
    str why;
    t->s = (struct sambungan){ .id = 7001, .nama = S("Kota Sebelah"), .alamat = S("http://127.0.0.1:8099/o311"),
        .kunci = S("kunci"), .arah = S("serah"), .dibuat = req.now };
    TRY(sambungan_insert(db, req.region->secret, &t->s));
    TRY(kategori_by_kode(db, S("aduan"), S("saluran"), &k));
    TRY(peta_kategori_put(db, 7001, &(struct peta_kategori){ .kategori = k.id, .kode = S("drain") }));
    TRY(aduan_by_id(db, t->id, &p));
    TRY(sambungan_queue(&req, &t->s, &p, &why));
    TRY(sambungan_lease(&req, &t->s, &t->list));
    struct luar_jawab j = { LUAR_DIJAWAB, 200, S("[{\"service_request_id\":\"L-1\"}]") };
    enum sambungan_akhir end;
    return sambungan_note(&req, &t->s, &t->list.items[0], &j, &end);
}

static struct status_uji
handed(struct world *w)
{
    struct status_uji t = { .m = open_desk(w) };
    t.id = aduan_published(&t.m, "saluran");
    CHECK(world_write(w, hand_over, &t) == OK);
    return t;
}

static enum outcome
set_silent(struct db *db, void *context)
{
    struct status_uji *t = context;
    return sambungan_set_silent(db, &t->s, t->m.w->now);
}

static enum outcome
look(struct db *db, void *context)
{
    struct status_uji *t = context;
    struct req req = request_of(t, db);
    return sambungan_ask_statuses(&req, &t->s, &t->ask, &t->any);
}

static enum outcome
take(struct db *db, void *context)
{
    struct status_uji *t = context;
    struct req req = request_of(t, db);
    struct minta_luar_list list;
    TRY(minta_luar_read(req.arena, t->teks, &list));
    return sambungan_take_statuses(&req, &t->s, &list);
}

static enum outcome
mean(struct db *db, void *context)
{
    (void)context;
    return peta_keadaan_put(db, 7001, &(struct peta_keadaan){ S("CLOSED"), S("jawab_luar"), S("ditangani") });
}

/* A quarter of an hour later they say this of L-1. */
static void
said(struct status_uji *t, const char *status, const char *notes)
{
    struct world *w = t->m.w;
    w->now += 15 * MINUTE;
    t->teks = str_format(w->arena, "[{\"service_request_id\":\"L-1\",\"status\":\"%s\",\"status_notes\":\"%s\"}]",
        status, notes);
    CHECK(world_write(w, take, t) == OK);
}

static size_t
steps(struct status_uji *t)
{
    struct langkah_list list;
    CHECK(langkah_of(world_db(t->m.w), t->id, false, &list) == OK);
    return list.count;
}

TEST(no_such_list_is_no_failure_and_everything_else_is)
{
    (void)w;
    static const int none[] = { 404, 405, 501 }, broken[] = { 200, 302, 400, 403, 429, 500, 503 };
    for (size_t i = 0; i < COUNT(none); i++)
        CHECK(kabar_is_unknown(&(struct luar_jawab){ LUAR_DIJAWAB, none[i], S("") }));
    for (size_t i = 0; i < COUNT(broken); i++)
        CHECK(!kabar_is_unknown(&(struct luar_jawab){ LUAR_DIJAWAB, broken[i], S("") }));
    CHECK(!kabar_is_unknown(&(struct luar_jawab){ LUAR_PUTUS, 404, S("") }));
}

TEST(the_page_of_a_connection_says_that_no_updates_come)
{
    struct status_uji t = handed(w);
    CHECK_LACKS(ask(w, "meja", "GET", CONNECTION, NULL), "tidak memberi kabar");
    CHECK(world_write(w, set_silent, &t) == OK);
    CHECK_HAS(ask(w, "meja", "GET", CONNECTION, NULL), "tidak memberi kabar");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan/sambungan", NULL), "tanpa kabar");
    CHECK(sambungan_is_silent(&t.s, w->now + DAY - 1) && !sambungan_is_silent(&t.s, w->now + DAY));
}

TEST(statuses_are_read_from_their_requests_and_each_change_counts_once)
{
    struct status_uji t = handed(w);
    CHECK(world_write(w, mean, &t) == OK);
    CHECK(world_write(w, look, &t) == OK);
    CHECK(t.any);
    CHECK_STR(t.ask.url, "http://127.0.0.1:8099/o311/requests.json?service_request_id=L-1");
    size_t before = steps(&t);
    said(&t, "open", "");
    CHECK_INT(steps(&t), before);
    CHECK(world_write(w, look, &t) == OK);
    CHECK(!t.any);                                      /* asked a moment ago */
    said(&t, "open", "Petugas berangkat");
    said(&t, "open", "Petugas berangkat");
    CHECK_INT(steps(&t), before + 1);
    said(&t, "closed", "Sudah dikeruk");
    CHECK_STR(perkara_uji_row(w, t.id).keadaan, "ditanggapi");
    CHECK_HAS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(perkara_uji_row(w,
        t.id).nomor))), NULL), "Sudah dikeruk");
    CHECK_INT(steps(&t), before + 2);
}

TEST(closed_and_open_again_are_words_until_the_desk_says_what_they_mean)
{
    struct status_uji t = handed(w);
    size_t before = steps(&t);
    said(&t, "closed", "");
    said(&t, "open", "");
    CHECK_INT(steps(&t), before + 2);
    CHECK_STR(perkara_uji_row(w, t.id).keadaan, "didisposisikan");
    struct req *page = ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/" STR,
        STR_ARG(perkara_uji_row(w, t.id).nomor))), NULL);
    CHECK_HAS(page, "Ditutup");
    CHECK_HAS(page, "Dibuka lagi");
}

TEST(a_case_that_has_ended_here_is_not_asked_for_any_more)
{
    struct status_uji t = handed(w);
    CHECK(aduan_uji_act(&t.m, t.id, (struct tindakan){ .aksi = S("cabut"), .oleh = PELAPOR, .isi = S("Sudah baik.") },
        NULL) == OK);
    said(&t, "open", "");
    w->now += DAY;
    CHECK(world_write(w, look, &t) == OK);
    CHECK(!t.any);
}

TEST(a_case_that_is_open_again_is_asked_for_again)
{
    struct status_uji t = handed(w);
    struct tindakan close = { .aksi = S("tutup_otomatis"), .oleh = SISTEM };
    CHECK(world_write(w, mean, &t) == OK);
    said(&t, "closed", "Sudah dikeruk");
    CHECK(aduan_uji_act(&t.m, t.id, close, NULL) == OK);
    said(&t, "closed", "Sudah dikeruk");
    w->now += DAY;
    CHECK(world_write(w, look, &t) == OK);
    CHECK(!t.any);
    CHECK(aduan_uji_act(&t.m, t.id, (struct tindakan){ .aksi = S("buka"), .oleh = PELAPOR,
        .isi = S("Masih tersumbat juga.") }, NULL) == OK);
    CHECK(world_write(w, look, &t) == OK);
    CHECK(t.any);
    CHECK_STR(t.ask.url, "http://127.0.0.1:8099/o311/requests.json?service_request_id=L-1");
}

static enum outcome
gather(struct db *db, void *context)
{
    struct status_uji *t = context;
    struct req req = request_of(t, db);
    TRY(sambungan_by_id(db, req.region->secret, 7001, &t->s));
    TRY(sambungan_gather(&req, &t->s));
    return sambungan_lease(&req, &t->s, &t->list);
}

TEST(no_update_is_sent_to_who_knows_none)
{
    struct status_uji t = handed(w);
    struct tindakan word = { .aksi = S("balas"), .oleh = PELAPOR, .isi = S("Masih mampet pagi ini.") };
    CHECK(aduan_uji_act(&t.m, t.id, word, NULL) == OK);
    CHECK(world_write(w, gather, &t) == OK);
    CHECK_INT(t.list.count, 1);
    CHECK(world_write(w, set_silent, &t) == OK);
    CHECK(world_write(w, gather, &t) == OK);
    CHECK_INT(t.list.count, 0);
    CHECK_HAS(ask(w, "meja", "GET", cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)t.id)), NULL),
        "Kota Sebelah");
}

TESTS(status_luar_tests,
    LISTED(no_such_list_is_no_failure_and_everything_else_is),
    LISTED(the_page_of_a_connection_says_that_no_updates_come),
    LISTED(statuses_are_read_from_their_requests_and_each_change_counts_once),
    LISTED(closed_and_open_again_are_words_until_the_desk_says_what_they_mean),
    LISTED(a_case_that_has_ended_here_is_not_asked_for_any_more),
    LISTED(a_case_that_is_open_again_is_asked_for_again),
    LISTED(no_update_is_sent_to_who_knows_none));
