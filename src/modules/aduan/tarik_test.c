/* tarik_test.c: cases of another installation that are ours: each once, none to and fro, whatever it says. */
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/o311_dalam.h"
#include "modules/aduan/sambungan_dalam.h"

#define THERE "http://127.0.0.1:8099/open311/v2"
#define PAGE "/meja/aduan/sambungan/7001/ambil"

/* One step of the exchange, in a transaction as the job runs it. */
struct tarik_uji { struct meja_uji *m; struct sambungan s; int64_t saluran; str teks; struct minta_luar_list list;
    struct lembar page; struct berangkat_list out; };

static struct req
request_of(const struct tarik_uji *t, struct db *db)
{
    return (struct req){ .arena = t->m->w->arena, .region = &t->m->w->region, .db = db, .now = t->m->w->now };
}

static enum outcome
connect_there(struct db *db, void *context)
{
    struct tarik_uji *t = context;
    struct kategori k;
    int64_t now = t->m->w->now;
    t->s = (struct sambungan){ .id = 7001, .nama = S("Kota Sebelah"), .alamat = S(THERE), .kunci = S("kunci-mereka"),
        .arah = S("serah"), .dibuat = now - DAY };
    TRY(sambungan_insert(db, t->m->w->region.secret, &t->s));
    TRY(kategori_by_kode(db, S("aduan"), S("saluran"), &k));
    t->saluran = k.id;
    TRY(peta_kategori_put(db, 7001, &(struct peta_kategori){ .kategori = k.id, .kode = S("drain") }));
    TRY(layanan_luar_put(db, 7001, &(struct layanan_luar){ S("drain"), S("Drains"), k.id }));
    return tarik_put(db, 7001, &(struct tarik){ true, 50, now - DAY });
}

static struct tarik_uji
connected(struct world *w)
{
    struct tarik_uji t = { .m = arena_new(w->arena, struct meja_uji) };
    w->region.sambungan = S("http://127.0.0.1:8099");
    *t.m = open_desk(w);
    CHECK(world_write(w, connect_there, &t) == OK);
    return t;
}

static enum outcome
take_requests(struct db *db, void *context)
{
    struct tarik_uji *t = context;
    struct req req = request_of(t, db);
    TRY(sambungan_by_id(db, req.region->secret, 7001, &t->s));
    TRY(minta_luar_read(req.arena, t->teks, &t->list));
    return sambungan_take_requests(&req, &t->s, &t->list, &t->page);
}

static enum outcome
take_updates(struct db *db, void *context)
{
    struct tarik_uji *t = context;
    struct req req = request_of(t, db);
    TRY(sambungan_by_id(db, req.region->secret, 7001, &t->s));
    return sambungan_take(&req, &t->s, t->teks, &t->page);
}

static enum outcome
gather(struct db *db, void *context)
{
    struct tarik_uji *t = context;
    struct req req = request_of(t, db);
    TRY(sambungan_by_id(db, req.region->secret, 7001, &t->s));
    TRY(sambungan_gather(&req, &t->s));
    return sambungan_lease(&req, &t->s, &t->out);
}

/* One of theirs; `more` stands last and wins. */
static str
theirs(struct tarik_uji *t, const char *id, const char *more)
{
    return str_format(t->m->w->arena, "{\"service_request_id\":\"%s\",\"status\":\"open\",\"service_code\":\"drain\","
        "\"service_name\":\"Drains\",\"description\":\"Got mampet di perbatasan\",\"address\":\"Jalan Batas\","
        "\"updated_datetime\":\"2026-03-03T08:00:00+07:00\",\"lat\":null,\"long\":null,\"media_url\":null%s%s}", id,
        *more ? "," : "", more);
}

static void
came(struct tarik_uji *t, str one)
{
    t->page = (struct lembar){ 0 };
    t->teks = str_format(t->m->w->arena, "[" STR "]", STR_ARG(one));
    CHECK(world_write(t->m->w, take_requests, t) == OK);
}

static int64_t
taken(struct tarik_uji *t)
{
    int64_t count = 0;
    struct query q = query_of(world_db(t->m->w), "SELECT count(*) FROM perkara WHERE kanal = 'open311'");
    if (query_next(&q))
        count = query_int(&q);
    CHECK(query_end(&q) == OK);
    return count;
}

static int64_t
id_of(struct tarik_uji *t, const char *luar)
{
    int64_t id = 0;
    struct query q = query_of(world_db(t->m->w), "SELECT perkara FROM sambungan_kirim WHERE luar = $1");
    query_bind(&q, str_of(luar));
    if (query_next(&q))
        id = query_int(&q);
    CHECK(query_end(&q) == OK);
    return id;
}

TEST(a_request_of_a_kind_that_is_ours_becomes_a_case_once)
{
    struct tarik_uji t = connected(w);
    came(&t, theirs(&t, "A-1", ""));
    came(&t, theirs(&t, "A-1", "\"description\":\"diubah di sana\""));
    came(&t, str_format(w->arena, STR "," STR, STR_ARG(theirs(&t, "A-2", "")), STR_ARG(theirs(&t, "A-2", ""))));
    CHECK_INT(taken(&t), 2);
    struct perkara p = perkara_uji_row(w, id_of(&t, "A-1"));
    CHECK_STR(p.isi, "Got mampet di perbatasan");
    CHECK_STR(p.luar, "A-1");
    CHECK_STR(p.keadaan, "diterima");
    CHECK(!p.tayang && p.anonim && p.kategori == t.saluran);
    CHECK_HAS(ask(w, "meja", "GET", cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)p.id)), NULL),
        "Kota Sebelah");
}

static enum outcome
set_border(struct db *db, void *context)
{
    (void)context;
    return wilayah_set_border(db, S("18.72.01.1001"), S("105300000,-5120000 105310000,-5120000 105310000,-5110000"
        " 105300000,-5110000 105300000,-5120000"), S("uji"));
}

static enum outcome
take_any_inside(struct db *db, void *context)
{
    const struct tarik_uji *t = context;
    return layanan_luar_put(db, 7001, &(struct layanan_luar){ S("*"), S(""), t->saluran });
}

TEST(what_lies_outside_our_area_or_is_of_another_kind_stays_there)
{
    struct tarik_uji t = connected(w);
    CHECK(world_write(w, set_border, NULL) == OK);
    came(&t, theirs(&t, "A-1", "\"lat\":-5.9,\"long\":105.9"));
    came(&t, theirs(&t, "A-2", "\"service_code\":\"tree\""));
    came(&t, theirs(&t, "A-3", "\"service_code\":\"tree\",\"lat\":-5.115,\"long\":105.305"));
    CHECK_INT(taken(&t), 0);
    came(&t, theirs(&t, "A-4", "\"lat\":\"-5.1150000000000000001\",\"long\":105.305"));
    CHECK_INT(taken(&t), 1);
    CHECK_STR(perkara_uji_row(w, id_of(&t, "A-4")).kelurahan, "18.72.01.1001");
    CHECK(world_write(w, take_any_inside, &t) == OK);
    came(&t, theirs(&t, "A-2", "\"service_code\":\"tree\""));
    CHECK_INT(taken(&t), 1);
    came(&t, theirs(&t, "A-3", "\"service_code\":\"tree\",\"lat\":-5.115,\"long\":105.305"));
    CHECK_INT(taken(&t), 2);
    CHECK_HAS(ask(w, "meja", "GET", PAGE, NULL), ">tree<");
}

TEST(what_came_from_us_or_from_a_third_is_not_taken_back)
{
    struct tarik_uji t = connected(w);
    int64_t id = aduan_published(t.m, "saluran");
    const char *url = cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld/serah", (long long)id));
    CHECK_STATUS(ask(w, "meja", "POST", url, "sambungan=7001"), 303);
    str words = str_format(w->arena, "\"description\":\"Got mampet\\n\\n(Kota Uji, laporan " STR ")\"",
        STR_ARG(perkara_uji_row(w, id).nomor));
    came(&t, theirs(&t, "A-1", cstr(w->arena, words)));
    CHECK_INT(taken(&t), 0);
    came(&t, theirs(&t, "A-2", "\"extended_attributes\":{\"channel\":\"open311\",\"origin\":\"pamong:18.71:X\"}"));
    CHECK_INT(taken(&t), 0);
    came(&t, theirs(&t, "A-3", "\"description\":\"(Kota Uji, laporan PMG-26-TIDAKADA)\""));
    came(&t, theirs(&t, "A-4", "\"extended_attributes\":{\"channel\":\"open311\",\"origin\":null}"));
    CHECK_INT(taken(&t), 2);
}

TEST(what_is_broken_or_closed_is_passed_over_and_the_rest_is_taken)
{
    struct tarik_uji t = connected(w);
    came(&t, str_format(w->arena, "7, null, [], {}, {\"service_request_id\":[1]}, " STR ", " STR ", " STR ", " STR,
        STR_ARG(theirs(&t, "A-1", "\"status\":\"closed\"")),
        STR_ARG(theirs(&t, "A-2", "\"service_code\":null")),
        STR_ARG(theirs(&t, "x", "\"service_request_id\":12345")),
        STR_ARG(theirs(&t, "A-3", "\"description\":\"<b>Got</b>\\u0007 mampet\\r\\ndi sini\",\"lat\":\"utara\","
            "\"long\":{},\"updated_datetime\":\"kemarin\""))));
    CHECK_INT(taken(&t), 2);
    CHECK_STR(perkara_uji_row(w, id_of(&t, "A-3")).isi, "<b>Got</b> mampet\ndi sini");
    CHECK(id_of(&t, "12345") != 0);
    static const char *const none[] = { "<html>masuk dulu</html>", "", "{\"error\":1}", "[{]", "7", "\"x\"" };
    for (size_t i = 0; i < COUNT(none); i++) {
        t.teks = str_of(none[i]);
        CHECK(world_write(w, take_requests, &t) == INVALID);
    }
}

TEST(no_more_than_agreed_are_taken_in_an_hour_and_the_rest_afterwards)
{
    struct tarik_uji t = connected(w);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE, "aktif=1&per_jam=2"), 303);
    str three = str_format(w->arena, STR "," STR "," STR, STR_ARG(theirs(&t, "A-1", "")),
        STR_ARG(theirs(&t, "A-2", "")), STR_ARG(theirs(&t, "A-3", "")));
    came(&t, three);
    CHECK_INT(taken(&t), 2);
    came(&t, three);
    CHECK_INT(taken(&t), 2);
    w->now += 2 * HOUR;
    came(&t, three);
    CHECK_INT(taken(&t), 3);
}

TEST(a_time_far_ahead_hides_nothing_that_comes_after_it)
{
    struct tarik_uji t = connected(w);
    struct tarik tarik;
    came(&t, theirs(&t, "A-1", "\"updated_datetime\":\"2099-01-01T00:00:00Z\""));
    CHECK(tarik_of(world_db(w), 7001, &tarik) == OK);
    CHECK(tarik.tanda <= w->now);
    t.teks = S("[{\"update_id\":\"1\",\"service_request_id\":\"A-1\",\"status\":\"OPEN\",\"updated_datetime\":"
        "\"2099-01-01T00:00:00Z\",\"description\":\"Kata mereka\"}]");
    CHECK(world_write(w, take_updates, &t) == OK);
    CHECK(t.s.terbaca <= w->now);
    CHECK_INT(taken(&t), 1);
}

TEST(more_than_a_thousand_updates_are_read_by_pages)
{
    struct tarik_uji t = connected(w);
    struct buf b = { .arena = w->arena };
    for (int i = 0; i < 1000; i++)
        buf_format(&b, "%s{\"update_id\":\"%d\",\"service_request_id\":\"lain\",\"status\":\"OPEN\","
            "\"updated_datetime\":\"2026-03-02T%02d:%02d:00Z\",\"description\":\"x\"}", i ? "," : "[", i, 3 + i / 60,
            i % 60);
    buf_str(&b, S("]"));
    t.teks = buf_view(&b);
    t.page = (struct lembar){ 0 };
    CHECK(world_write(w, take_updates, &t) == OK);
    CHECK(t.page.lanjut);
    struct luar_tanya q;
    struct req req = request_of(&t, world_db(w));
    CHECK(sambungan_pull(&req, &t.s, &q) == OK);
    CHECK(str_find(q.url, S("start_date=2026-03-03T02%3A38%3A59%2B07%3A00")) > 0);
}

/* ---- both ways ------------------------------------------------------------------------------------------------- */

TEST(our_answers_go_there_and_its_reporters_words_come_here)
{
    struct tarik_uji t = connected(w);
    came(&t, theirs(&t, "A-1", ""));
    int64_t id = id_of(&t, "A-1");
    CHECK(aduan_uji_act(t.m, id, (struct tindakan){ .aksi = S("lengkapi"), .oleh = MEJA, .jabatan = S("Meja"),
        .isi = S("Di depan rumah nomor berapa?") }, NULL) == OK);
    CHECK(world_write(w, gather, &t) == OK);
    CHECK_INT(t.out.count, 1);                  /* not the note of where it came from */
    CHECK(str_find(t.out.items[0].isi, S("nomor%20berapa")) > 0);
    CHECK(str_find(t.out.items[0].isi, S("service_request_id=A-1&")) >= 0);
    t.teks = S("[{\"update_id\":\"5\",\"service_request_id\":\"A-1\",\"status\":\"OPEN\",\"updated_datetime\":"
        "\"2026-03-03T08:30:00+07:00\",\"description\":\"Depan nomor tujuh belas.\",\"extras\":{\"author\":"
        "\"reporter\"}}]");
    CHECK(world_write(w, take_updates, &t) == OK);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "diterima");
    CHECK(world_write(w, gather, &t) == OK);
    CHECK_INT(t.out.count, 1);                  /* their words are not sent back */
}

TEST(a_reopening_and_a_rating_there_count_here)
{
    struct tarik_uji t = connected(w);
    came(&t, theirs(&t, "A-1", ""));
    int64_t id = id_of(&t, "A-1");
    struct tindakan answer = { .aksi = S("tanggapi"), .oleh = KANTOR, .jabatan = S("PUTR"), .hasil = S("ditangani"),
        .isi = S("Sudah dikeruk pagi ini.") };
    CHECK(aduan_uji_act(t.m, id, (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .jabatan = S("Meja"),
        .opd = t.m->opd }, NULL) == OK);
    CHECK(aduan_uji_act(t.m, id, answer, NULL) == OK);
    t.teks = S("[{\"update_id\":\"6\",\"service_request_id\":\"A-1\",\"status\":\"reopen\",\"updated_datetime\":"
        "\"2026-03-03T08:40:00+07:00\",\"description\":\"Masih mampet juga.\"}]");
    CHECK(world_write(w, take_updates, &t) == OK);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "dibuka_kembali");
    CHECK(aduan_uji_act(t.m, id, answer, NULL) == OK);
    t.teks = S("[{\"update_id\":\"7\",\"service_request_id\":\"A-1\",\"status\":\"CLOSED\",\"updated_datetime\":"
        "\"2026-03-03T08:50:00+07:00\",\"description\":\"Terima kasih.\",\"extras\":{\"author\":\"reporter\","
        "\"rating\":5}}]");
    CHECK(world_write(w, take_updates, &t) == OK);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "selesai");
    CHECK_INT(perkara_uji_row(w, id).nilai, 5);
}

static enum outcome
note_said(struct db *db, void *context)
{
    struct tarik_uji *t = context;
    struct req req = request_of(t, db);
    struct luar_jawab j = { LUAR_DIJAWAB, 200, S("[{\"update_id\":\"900\"}]") };
    enum sambungan_akhir end;
    return sambungan_note(&req, &t->s, &t->out.items[0], &j, &end);
}

TEST(what_we_said_there_is_not_heard_here_again)
{
    struct tarik_uji t = connected(w);
    came(&t, theirs(&t, "A-1", ""));
    int64_t id = id_of(&t, "A-1");
    CHECK(aduan_uji_act(t.m, id, (struct tindakan){ .aksi = S("verifikasi"), .oleh = MEJA, .jabatan = S("Meja") },
        NULL) == OK);
    CHECK(world_write(w, gather, &t) == OK);
    CHECK(world_write(w, note_said, &t) == OK);
    int64_t before = perkara_uji_row(w, id).langkah;
    t.teks = S("[{\"update_id\":\"900\",\"service_request_id\":\"A-1\",\"status\":\"FOR_TRIAGE\",\"updated_datetime\":"
        "\"2026-03-03T09:00:00+07:00\",\"description\":\"Diverifikasi\"}]");
    CHECK(world_write(w, take_updates, &t) == OK);
    CHECK_INT(perkara_uji_row(w, id).langkah, before);
}

TEST(what_is_taken_is_chosen_by_who_sets_up_the_desk)
{
    struct tarik_uji t = connected(w);
    CHECK_STATUS(ask(w, "dinas", "GET", PAGE, NULL), 403);
    CHECK_HAS(ask(w, "meja", "GET", PAGE, NULL), ">drain<");
    CHECK_STATUS(ask(w, "meja", "POST", PAGE, "aktif=1&per_jam=0"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE, "aktif=1&per_jam=5&layanan_drain=987654321"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE, "aktif=1&per_jam=5&layanan_drain=0"), 303);
    came(&t, theirs(&t, "A-1", ""));
    CHECK_INT(taken(&t), 0);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE, cstr(w->arena, str_format(w->arena, "aktif=1&ulang=1&per_jam=5"
        "&layanan_drain=%lld", (long long)t.saluran))), 303);
    struct tarik tarik;
    CHECK(tarik_of(world_db(w), 7001, &tarik) == OK);
    CHECK(tarik.tanda < w->now - 80 * DAY);
    came(&t, theirs(&t, "A-1", ""));
    CHECK_INT(taken(&t), 1);
}

TESTS(tarik_tests,
    LISTED(a_request_of_a_kind_that_is_ours_becomes_a_case_once),
    LISTED(what_lies_outside_our_area_or_is_of_another_kind_stays_there),
    LISTED(what_came_from_us_or_from_a_third_is_not_taken_back),
    LISTED(what_is_broken_or_closed_is_passed_over_and_the_rest_is_taken),
    LISTED(no_more_than_agreed_are_taken_in_an_hour_and_the_rest_afterwards),
    LISTED(a_time_far_ahead_hides_nothing_that_comes_after_it),
    LISTED(more_than_a_thousand_updates_are_read_by_pages),
    LISTED(our_answers_go_there_and_its_reporters_words_come_here),
    LISTED(a_reopening_and_a_rating_there_count_here),
    LISTED(what_we_said_there_is_not_heard_here_again),
    LISTED(what_is_taken_is_chosen_by_who_sets_up_the_desk));
