/* umum_test.c: what everybody finds: by words, by code, on the first page, in the statistics. */
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_uji.h"

static int64_t
private_house(const struct rencana *r)
{
    int64_t id = usulan_draft(r, "rw1", "10");
    struct world *w = r->w;
    CHECK_STATUS(ask(w, "rw1", "POST", uji_text(w, str_format(w->arena, "/rw/%lld", (long long)id)),
        uji_text(w, str_format(w->arena, "%s&pribadi=1", uji_isian(r, r->fisik, "10", "kirim")))), 303);
    return id;
}

#define FIND "/cari?jenis=usulan&q="
TEST(a_word_of_the_title_finds_a_proposal_and_another_word_does_not)
{
    struct rencana r = open_year(w, 0);
    struct usulan u = uji_usulan(w, usulan_sent(&r, "10"));
    const char *kode = uji_text(w, u.kode);
    CHECK_HAS(ask(w, "", "GET", FIND "gang", NULL), kode);
    CHECK_HAS(ask(w, "", "GET", FIND "GANG+drain", NULL), kode);
    CHECK_LACKS(ask(w, "", "GET", FIND "gang+kenanga", NULL), kode);
    CHECK_LACKS(ask(w, "", "GET", FIND "ang", NULL), kode);
    CHECK_LACKS(ask(w, "", "GET", FIND "!!", NULL), kode);
}

TEST(a_draft_and_a_private_house_are_not_found_by_their_words)
{
    struct rencana r = open_year(w, 0);
    struct usulan draft = uji_usulan(w, usulan_draft(&r, "rw1", "10"));
    CHECK_LACKS(ask(w, "", "GET", FIND "gang", NULL), uji_text(w, draft.kode));
    struct usulan house = uji_usulan(w, private_house(&r));
    CHECK(house.publik && house.pribadi);
    CHECK_LACKS(ask(w, "", "GET", FIND "gang", NULL), uji_text(w, house.kode));
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028", NULL), uji_text(w, house.kode));
}

TEST(a_whole_code_leads_to_its_proposal_but_not_to_a_draft)
{
    struct rencana r = open_year(w, 0);
    struct usulan draft = uji_usulan(w, usulan_draft(&r, "rw1", "10"));
    CHECK_STATUS(ask(w, "", "GET", uji_text(w, str_format(w->arena, FIND STR,
        STR_ARG(draft.kode))), NULL), 200);
    struct usulan sent = uji_usulan(w, usulan_sent(&r, "10"));
    struct req *reply = ask(w, "", "GET", uji_text(w, str_format(w->arena, FIND STR,
        STR_ARG(sent.kode))), NULL);
    CHECK_STATUS(reply, 303);
    CHECK(str_ends(reply->location, sent.kode));
}

TEST(an_old_address_of_a_search_leads_to_the_one_search)
{
    (void)open_year(w, 0);
    struct req *reply = ask(w, "", "GET", "/musrenbang?cari=lampu+jalan&kelurahan=" WORLD_KELURAHAN, NULL);
    CHECK_STATUS(reply, 303);
    CHECK_STR(reply->location, "/cari?jenis=usulan&q=lampu%20jalan&kelurahan=" WORLD_KELURAHAN);
    CHECK_STR(ask(w, "", "GET", "/musrenbang/2028?cari=got", NULL)->location, "/cari?jenis=usulan&q=got");
}

TEST(why_a_proposal_was_refused_stands_at_the_top_of_its_page)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    const char *url = uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(uji_usulan(w, id).kode)));
    CHECK_LACKS(ask(w, "", "GET", url, NULL), "pesan galat");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"), 303);
    struct req *page = ask(w, "", "GET", url, NULL);
    CHECK(str_find(body_of(page), S("Lahan milik pribadi")) < str_find(body_of(page), S("Jejak anggaran")));
    CHECK_HAS(page, "pesan galat");
}

TEST(the_first_page_shows_the_latest_decision_and_keeps_a_private_title)
{
    struct rencana r = open_year(w, 0);
    int64_t id = private_house(&r);
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"), 303);
    struct req *page = ask(w, "", "GET", "/", NULL);
    CHECK_HAS(page, uji_text(w, uji_usulan(w, id).kode));
    CHECK_LACKS(page, "Drainase Gang Melati");
}

TEST(the_first_page_opens_before_there_is_any_year)
{
    CHECK_STATUS(ask(w, "", "GET", "/", NULL), 200);
    CHECK_HAS(ask(w, "", "GET", "/musrenbang", NULL), "Belum ada tahun perencanaan");
    CHECK_STATUS(ask(w, "", "GET", "/musrenbang/2028/statistik", NULL), 404);
}

static struct ukuran
measured(struct world *w, const char *ukuran, const char *butir)
{
    struct ukuran_list all;
    CHECK(ukuran_all(world_db(w), YEAR, &all) == OK);
    for (size_t i = 0; i < all.count; i++)
        if (str_eqz(all.items[i].ukuran, ukuran) && str_eqz(all.items[i].butir, butir))
            return all.items[i];
    return (struct ukuran){ 0 };
}

static enum outcome
fold(struct db *db, void *context)
{
    struct job_run run = { .db = db, .arena = db_arena_of(db) };
    (void)context;
    return ukuran_fold(&run);
}

TEST(attendance_and_ways_in_are_counted_once_and_folding_changes_nothing)
{
    struct rencana r = open_year(w, 0);
    (void)usulan_draft(&r, "rw1", "10");
    CHECK_INT(measured(w, "kanal", "daring").jumlah, 0);
    (void)usulan_sent(&r, "10");
    for (int round = 0; round < 2; round++) {
        CHECK_INT(measured(w, "kanal", "daring").jumlah, 1);
        CHECK_INT(measured(w, "hadir", "laki").nilai, 20);
        CHECK_INT(measured(w, "hadir", "perempuan").nilai, 21);
        CHECK(world_write(w, fold, NULL) == OK);
    }
    struct req *page = ask(w, "", "GET", "/musrenbang/2028/statistik", NULL);
    CHECK_STATUS(page, 200);
    CHECK_HAS(page, "51,2%");
}

TEST(a_levels_time_runs_until_its_decision)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    w->now += 2 * DAY;
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    CHECK_INT(measured(w, "lama", "lurah").jumlah, 1);
    CHECK_INT(measured(w, "lama", "lurah").nilai, 2 * DAY);
    CHECK_INT(measured(w, "lama", "camat").jumlah, 0);
}

TEST(the_map_of_proposals_tells_no_draft_and_no_private_title)
{
    struct rencana r = open_year(w, 0);
    struct usulan draft = uji_usulan(w, usulan_draft(&r, "rw1", "10"));
    (void)private_house(&r);
    struct req *map = ask(w, "", "GET", "/musrenbang/2028/peta", NULL);
    CHECK_STATUS(map, 200);
    CHECK_STR(map->content_type, "application/geo+json");
    CHECK_LACKS(map, uji_text(w, draft.kode));
    CHECK_LACKS(map, "Gang Melati");
}

static enum outcome
set_borders(struct db *db, void *context)
{
    (void)context;
    TRY(wilayah_set_border(db, S(WORLD_KELURAHAN), S("105300000,-5100000 105310000,-5100000 105310000,-5110000"),
        S("uji")));
    return wilayah_set_border(db, S("18.72.01.1002"), S("105320000,-5100000 105330000,-5100000 105330000,-5110000"),
        S("uji"));
}

TEST(the_form_draws_the_own_kelurahan_to_set_a_point_on)
{
    (void)open_year(w, 0);
    CHECK_LACKS(ask(w, "rw1", "GET", "/rw/baru", NULL), "data-kotak=");
    CHECK(world_write(w, set_borders, NULL) == OK);
    struct req *form = ask(w, "rw1", "GET", "/rw/baru", NULL);
    CHECK_HAS(form, "data-kotak=");
    CHECK_HAS(form, "<title>Melati</title>");
    CHECK_LACKS(form, "<title>Kenanga</title>");
    CHECK_HAS(form, "name=\"lat\"");
    CHECK_HAS(ask(w, "rw1", "GET", "/rw/baru", NULL), "Tanggal rembuk <span class=\"redup\">(wajib saat dikirim)");
}

TEST(each_decision_of_a_public_proposal_is_an_entry_of_the_feed_of_decisions)
{
    struct rencana r = open_year(w, 0);
    const char *feed = "/musrenbang/2028/keputusan/umpan";
    int64_t id = usulan_sent(&r, "10");
    struct usulan u = uji_usulan(w, id);
    CHECK_LACKS(ask(w, "", "GET", feed, NULL), "<entry>");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R10&penjelasan=Sudah+dikerjakan"), 303);
    struct req *now = ask(w, "", "GET", feed, NULL);
    CHECK_STATUS(now, 200);
    CHECK_HAS(now, cstr(w->arena, str_format(w->arena, "<id>http://uji.test/usulan/" STR "#k1</id>",
        STR_ARG(u.kode))));
    CHECK_HAS(now, "<title>Ditolak: ");
    CHECK_HAS(now, "Sudah dikerjakan");
}

TEST(the_feed_is_the_public_list_of_a_year)
{
    struct rencana r = open_year(w, 0);
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028/umpan", NULL), "<entry>");
    int64_t id = usulan_sent(&r, "10");
    struct usulan u = uji_usulan(w, id);
    struct req *feed = ask(w, "", "GET", "/musrenbang/2028/umpan", NULL);
    CHECK_STATUS(feed, 200);
    CHECK(str_starts(feed->content_type, S("application/atom+xml")));
    CHECK_HAS(feed, cstr(w->arena, str_format(w->arena, "<id>http://uji.test/usulan/" STR "</id>", STR_ARG(u.kode))));
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028/umpan?status=ditolak", NULL), "<entry>");
    usulan_draft(&r, "rw1", "10");
    CHECK_STR(body_of(ask(w, "", "GET", "/musrenbang/2028/umpan", NULL)), cstr(w->arena, body_of(feed)));
}

TEST(the_list_hands_its_filters_on_to_its_downloads)
{
    (void)open_year(w, 0);
    struct req *list = ask(w, "", "GET", "/musrenbang/2028?kelurahan=" WORLD_KELURAHAN "&status=diterima", NULL);
    CHECK_HAS(list, "href=\"/musrenbang/2028/unduh/csv?kelurahan=" WORLD_KELURAHAN "&amp;status=diterima\"");
    CHECK_HAS(list, "href=\"/musrenbang/2028/umpan?kelurahan=" WORLD_KELURAHAN "&amp;status=diterima\"");
}

TEST(the_strip_of_a_proposal_is_english_in_english)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id,
        "keputusan=ubah&volume=7,5&kode_alasan=R06&penjelasan=Diukur+bersama+ketua+RT"), 303);
    const char *page = uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(uji_usulan(w, id).kode)));
    struct req *indonesian = ask(w, "", "GET", page, NULL);
    struct req *english = ask(w, "=x; pamong_bahasa=en", "GET", page, NULL);
    CHECK_HAS(indonesian, "41 warga hadir");
    CHECK_HAS(indonesian, "Setuju, diubah: 10 menjadi 7,5 meter");
    CHECK_HAS(english, "41 residents came");
    CHECK_HAS(english, "Approved, changed: 10 to 7.5 meter");
    CHECK_HAS(english, "Rp7,500,000");
    CHECK_LACKS(english, "menjadi");
}

TESTS(umum_tests,
    LISTED(the_strip_of_a_proposal_is_english_in_english),
    LISTED(the_list_hands_its_filters_on_to_its_downloads),
    LISTED(the_map_of_proposals_tells_no_draft_and_no_private_title),
    LISTED(the_form_draws_the_own_kelurahan_to_set_a_point_on),
    LISTED(a_word_of_the_title_finds_a_proposal_and_another_word_does_not),
    LISTED(a_draft_and_a_private_house_are_not_found_by_their_words),
    LISTED(a_whole_code_leads_to_its_proposal_but_not_to_a_draft),
    LISTED(an_old_address_of_a_search_leads_to_the_one_search),
    LISTED(why_a_proposal_was_refused_stands_at_the_top_of_its_page),
    LISTED(the_first_page_shows_the_latest_decision_and_keeps_a_private_title),
    LISTED(the_first_page_opens_before_there_is_any_year),
    LISTED(attendance_and_ways_in_are_counted_once_and_folding_changes_nothing),
    LISTED(a_levels_time_runs_until_its_decision),
    LISTED(each_decision_of_a_public_proposal_is_an_entry_of_the_feed_of_decisions),
    LISTED(the_feed_is_the_public_list_of_a_year));
