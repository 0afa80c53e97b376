/* musrenbang_alur_test.c: a proposal moves by its table: what a level is offered, and what it is refused. */
#include "core/perkara/alur_uji.h"
#include "modules/musrenbang/musrenbang_uji.h"

TEST(the_tables_of_proposals_agree_with_one_another)
{
    alur_uji_whole(&usulan_alur);
}

static struct req *
desk_of(struct world *w, const char *user, int64_t id)
{
    return ask(w, user, "GET", uji_text(w, str_format(w->arena, "/verifikasi/%lld", (long long)id)), NULL);
}

TEST(a_level_is_offered_what_it_may_decide_and_the_office_to_reroute_too)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    struct req *page = desk_of(w, "lurah", id);
    CHECK_HAS(page, "value=\"cadangan\"");
    CHECK_LACKS(page, "value=\"alih\"");
    CHECK_LACKS(page, "value=\"lanjut\"");
    CHECK_LACKS(page, "value=\"batal\"");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    uji_hand_on(&r);
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 303);
    uji_hand_on(&r);
    CHECK_HAS(desk_of(w, "pd", id), "value=\"alih\"");
}

TEST(a_level_that_sits_over_an_area_does_not_reroute)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=alih&kode_alasan=R01&penjelasan=Kewenangan+dinas+lain"),
        "Hanya perangkat daerah");
    CHECK_STR(uji_usulan(w, id).tingkat, "lurah");
}

TEST(what_belongs_to_the_proposer_or_to_nobody_is_no_decision)
{
    static const char *const acts[] = { "batal", "kirim", "kedaluwarsa", "terima", "simpan", "apa" };
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    for (size_t i = 0; i < COUNT(acts); i++)
        CHECK_HAS(uji_decide(&r, "lurah", id, uji_text(w, str_format(w->arena, "keputusan=%s", acts[i]))),
            "Pilih salah satu keputusan");
    CHECK_STR(uji_usulan(w, id).status, "diajukan");
}

TEST(a_decision_from_another_state_is_told_apart)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=lanjut"), "sudah berubah sejak halaman ini dibuka");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"), 303);
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=setuju"), "keadaannya sekarang: Ditolak");
}

TEST(the_first_of_a_queue_stands_open_and_filters_narrow_it)
{
    struct rencana r = open_year(w, 0);
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi", NULL), "Tidak ada yang menunggu keputusan Anda");
    int64_t id = usulan_sent(&r, "10");
    struct usulan u = uji_usulan(w, id);
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi", NULL), "name=\"keputusan\" value=\"setuju\"");
    static const char *const narrow[] = { "jenis=" STR, "daerah=" STR };
    const str *const own[] = { &u.kelompok, &u.wilayah };
    for (size_t i = 0; i < COUNT(narrow); i++) {
        str filter = str_format(w->arena, narrow[i], STR_ARG(*own[i]));
        CHECK_HAS(ask(w, "lurah", "GET", uji_text(w, str_format(w->arena, "/verifikasi?" STR, STR_ARG(filter))), NULL),
            uji_text(w, str_format(w->arena, "judul-tautan\" href=\"/verifikasi/%lld?" STR "\"", (long long)id,
                STR_ARG(filter))));
    }
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi?jenis=ekonomi", NULL), "Tidak ada usulan pada saringan ini");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi?daerah=18.72.99", NULL), "Tidak ada usulan pada saringan ini");
}

TESTS(musrenbang_alur_tests,
    LISTED(the_first_of_a_queue_stands_open_and_filters_narrow_it),
    ALONE(the_tables_of_proposals_agree_with_one_another),
    LISTED(a_level_is_offered_what_it_may_decide_and_the_office_to_reroute_too),
    LISTED(a_level_that_sits_over_an_area_does_not_reroute),
    LISTED(what_belongs_to_the_proposer_or_to_nobody_is_no_decision),
    LISTED(a_decision_from_another_state_is_told_apart));
