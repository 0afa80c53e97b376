/* mitra_test.c: the two ends of an exchange: a partner that takes a case of ours, how far a list was read, pauses. */
#include "core/pribadi/pribadi.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/sambungan_dalam.h"

#define KEY "0123456789abcdef0123"

static enum outcome
make_partner(struct db *db, void *context)
{
    const struct world *w = context;
    struct query q = query_of(db, "INSERT INTO o311_kunci (id, nama, sidik, uji, per_jam, aktif, dibuat)"
        " VALUES (1, 'Kota Sebelah', $1, 0, 10, 1, 0)");
    query_bind(&q, pribadi_lookup(db_arena_of(db), w->region.secret, "o311", S(KEY)));
    TRY(query_end(&q));
    struct query partner = query_of(db, "INSERT INTO o311_mitra (kunci) VALUES (1)");
    return query_end(&partner);
}

static struct req *
partner_says(struct world *w, int64_t id, const char *more)
{
    return ask(w, "", "POST", "/open311/v2/servicerequestupdates.json", cstr(w->arena, str_format(w->arena,
        "api_key=" KEY "&service_request_id=" STR "&updated_datetime=2026-03-03T09:00:00%%2B07:00&%s",
        STR_ARG(perkara_uji_row(w, id).nomor), more)));
}

TEST(a_partner_takes_a_case_with_its_first_word_and_hears_its_reporter)
{
    struct meja_uji m = open_desk(w);
    CHECK(world_write(w, make_partner, w) == OK);
    int64_t id = aduan_published(&m, "saluran"), other = aduan_published(&m, "saluran");
    CHECK_STATUS(partner_says(w, id, "update_id=1&status=FOR_TRIAGE&description=Diverifikasi+di+kota+sebelah"), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "didisposisikan");
    CHECK_STATUS(partner_says(w, id, "update_id=2&status=IN_PROGRESS&description=Petugas+berangkat"), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "diproses");
    for (int i = 0; i < 2; i++)
        CHECK(aduan_uji_act(&m, i ? other : id, (struct tindakan){ .aksi = S("balas"), .oleh = PELAPOR,
            .isi = i ? S("Kata orang yang lain.") : S("Masih mampet pagi ini.") }, NULL) == OK);
    const char *feed = "/open311/v2/servicerequestupdates.json?api_key=" KEY;
    CHECK_HAS(ask(w, "", "GET", feed, NULL), "Masih mampet pagi ini.");
    CHECK_LACKS(ask(w, "", "GET", feed, NULL), "Kata orang yang lain.");
    CHECK_LACKS(ask(w, "", "GET", "/open311/v2/servicerequestupdates.json", NULL), "Masih mampet");
    CHECK_STATUS(ask(w, "", "GET", "/open311/v2/servicerequestupdates.json?api_key=salahsalahsalahsalah", NULL), 403);
    CHECK_STATUS(partner_says(w, id, "update_id=3&status=FIXED&description=Sudah+dikeruk"), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "ditanggapi");
}

TEST(what_an_office_of_ours_has_a_partner_only_tells_about)
{
    struct meja_uji m = open_desk(w);
    CHECK(world_write(w, make_partner, w) == OK);
    int64_t id = aduan_published(&m, "saluran"), secret = aduan_published(&m, "pungli");
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .jabatan = S("Meja"),
        .opd = m.opd }, NULL) == OK);
    CHECK_STATUS(partner_says(w, id, "update_id=1&status=FIXED&description=Sudah+kami+keruk"), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "didisposisikan");
    CHECK_INT(perkara_uji_row(w, id).opd, m.opd);
    CHECK_STATUS(partner_says(w, secret, "update_id=2&status=OPEN&description=Apa+kabarnya"), 404);
}

static int64_t
photos_waiting(struct world *w, int64_t perkara)
{
    int64_t count = 0;
    struct query q = query_of(world_db(w), "SELECT count(*) FROM sambungan_foto WHERE perkara = $1 AND langkah <> 0");
    query_bind(&q, perkara);
    if (query_next(&q))
        count = query_int(&q);
    CHECK(query_end(&q) == OK);
    return count;
}

TEST(photos_of_a_partners_word_are_fetched_from_listed_servers_only_and_once)
{
    struct meja_uji m = open_desk(w);
    w->region.sambungan = S("http://127.0.0.1:8099");
    CHECK(world_write(w, make_partner, w) == OK);
    int64_t id = aduan_published(&m, "saluran");
    CHECK_STATUS(partner_says(w, id, "update_id=1&status=FOR_TRIAGE&description=Dicek"
        "&media_url=http://jahat.test/1.jpg"), 200);
    CHECK_INT(photos_waiting(w, id), 0);
    const char *two = "update_id=2&status=IN_PROGRESS&description=Dikeruk&media_url=http://127.0.0.1:8099/berkas/1"
        "&media_url=http://127.0.0.1:8099/berkas/2";
    CHECK_STATUS(partner_says(w, id, two), 200);
    CHECK_STATUS(partner_says(w, id, two), 200);
    CHECK_INT(photos_waiting(w, id), 2);
}

/* ---- how far it was read ---------------------------------------------------------------------------------------- */

static struct lembar
leaf(const char *first, int64_t from, int64_t step)
{
    struct lembar l = { 0 };
    for (int i = 0; i < 100; i++)
        lembar_note(&l, i == 0 ? str_of(first) : S("x"), from + i * step);
    return l;
}

TEST(a_list_sorted_by_change_is_gone_on_from_its_last_one)
{
    struct bacaan b = { .tanda = 100000, .halaman = 1 };
    struct lembar up = leaf("a", 100000, 10), last = leaf("b", 100990, 0);
    CHECK(bacaan_turn(&b, &up, 900000));
    CHECK_INT(bacaan_from(&b), 100989);
    CHECK_INT(b.halaman, 1);
    CHECK(bacaan_turn(&b, &last, 900000));      /* a hundred in one second: by pages */
    CHECK_INT(bacaan_from(&b), 100989);
    CHECK_INT(b.halaman, 2);
    CHECK(!bacaan_turn(&b, &(struct lembar){ .count = 3, .puncak = 100995 }, 900000));
    CHECK_INT(b.tanda, 100995);
    CHECK_INT(b.halaman, 1);
    CHECK(bacaan_from(&b) < b.tanda);
}

TEST(a_list_sorted_otherwise_is_read_by_its_pages_to_its_end)
{
    struct bacaan b = { .tanda = 100000, .halaman = 1 };
    struct lembar down = leaf("a", 200000, -10), same = down;
    int64_t from = bacaan_from(&b);
    CHECK(bacaan_turn(&b, &down, 900000));
    CHECK_INT(bacaan_from(&b), from);
    CHECK_INT(b.halaman, 2);
    CHECK_INT(b.tanda, 100000);
    lembar_compare(&same, &down);               /* it knows no pages */
    CHECK(!bacaan_turn(&b, &same, 900000));
    CHECK_INT(b.tanda, 200000);
}

TEST(pauses_grow_after_each_failure_and_end_at_six_hours)
{
    CHECK_INT(sambungan_wait(0), MINUTE);
    CHECK_INT(sambungan_wait(1), MINUTE);
    CHECK(sambungan_wait(3) > sambungan_wait(2) && sambungan_wait(5) > sambungan_wait(4));
    CHECK_INT(sambungan_wait(6), 6 * HOUR);
    CHECK_INT(sambungan_wait(600), 6 * HOUR);
}

TESTS(mitra_tests,
    LISTED(a_partner_takes_a_case_with_its_first_word_and_hears_its_reporter),
    LISTED(what_an_office_of_ours_has_a_partner_only_tells_about),
    LISTED(photos_of_a_partners_word_are_fetched_from_listed_servers_only_and_once),
    ALONE(a_list_sorted_by_change_is_gone_on_from_its_last_one),
    ALONE(a_list_sorted_otherwise_is_read_by_its_pages_to_its_end),
    ALONE(pauses_grow_after_each_failure_and_end_at_six_hours));
