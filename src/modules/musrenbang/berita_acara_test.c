/* berita_acara_test.c: ranks, berita acara, privacy, the other lanes, downloads. */
#include <unistd.h>

#include "core/world.h"
#include "modules/musrenbang/musrenbang_ba.h"
#include "modules/musrenbang/musrenbang_uji.h"

/* ---- ranks and berita acara --- */

static const char *
ranks(struct world *w, int64_t a, int rank_a, int64_t b, int rank_b)
{
    return uji_text(w, str_format(w->arena, "nomor_%lld=%d&nomor_%lld=%d", (long long)a, rank_a, (long long)b, rank_b));
}

TEST(a_rank_stands_once_and_the_free_one_is_named)
{
    struct rencana r = open_year(w, 0);
    int64_t a = usulan_sent(&r, "10"), b = usulan_sent(&r, "20");
    CHECK_STATUS(uji_decide(&r, "lurah", a, "keputusan=setuju"), 303);
    CHECK_STATUS(uji_decide(&r, "lurah", b, "keputusan=setuju"), 303);
    struct req *reply = ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 1, b, 1));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "yang kosong: 2");
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 1, b, 3)), 422);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 2, b, 1)), 303);
}

#define MINUTES "tanggal=2026-03-02&tempat=Balai&hadir_laki=10&hadir_perempuan=9&penandatangan=Lurah"

TEST(a_berita_acara_waits_until_all_is_decided_and_ranked_and_then_freezes)
{
    struct rencana r = open_year(w, 0);
    int64_t a = usulan_sent(&r, "10"), b = usulan_sent(&r, "20");
    CHECK_STATUS(uji_decide(&r, "lurah", a, "keputusan=setuju"), 303);
    CHECK_HAS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), "belum diputuskan");
    CHECK_STATUS(uji_decide(&r, "lurah", b, "keputusan=tolak&kode_alasan=R10&penjelasan=Didahulukan+yang+lain"), 303);
    CHECK_HAS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), "belum punya nomor urut");
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat",
        uji_text(w, str_format(w->arena, "nomor_%lld=1", (long long)a))), 303);
    struct req *made = ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES);
    CHECK_STATUS(made, 303);
    struct req *page = ask(w, "lurah", "GET", uji_text(w, made->location), NULL);
    CHECK_HAS(page, "BA/001/MUSRENBANG-lurah/2028");
    CHECK_HAS(page, "Menunggu pindaian");
    struct req *pdf = ask(w, "lurah", "GET", uji_text(w, str_format(w->arena, STR "/pdf",
        STR_ARG(made->location))), NULL);
    CHECK(str_starts(body_of(pdf), S("%PDF-")));
    CHECK_STATUS(ask(w, "lurah2", "GET", uji_text(w, made->location), NULL), 404);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), 422);
}

TEST(minutes_of_the_years_before_are_found_under_the_ones_of_this_year)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R10&penjelasan=Didahulukan+yang+lain"), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), 303);
    CHECK_LACKS(ask(w, "lurah", "GET", "/verifikasi/berita-acara", NULL), "Tahun-tahun sebelumnya");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2029&dari=2028"), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2029/buka", "x=1"), 303);
    struct req *list = ask(w, "lurah", "GET", "/verifikasi/berita-acara", NULL);
    CHECK_HAS(list, "Tahun-tahun sebelumnya");
    CHECK_HAS(list, "BA/001/MUSRENBANG-lurah/2028");
    CHECK_LACKS(ask(w, "lurah2", "GET", "/verifikasi/berita-acara", NULL), "Tahun-tahun sebelumnya");
}

/* ---- privacy, doubles, numbers ----------------------------------------------------------------------------------- */

TEST(a_private_house_shows_neither_address_nor_title)
{
    struct rencana r = open_year(w, 0);
    const char *form = uji_text(w, str_format(w->arena, "%s&pribadi=1", uji_isian(&r, r.fisik, "10", "simpan")));
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", form), 303);
    int64_t id = uji_newest(w);
    CHECK(world_write(w, uji_attach, &(struct attaching){ id, true, true }) == OK);
    const char *again = uji_text(w, str_format(w->arena, "%s&pribadi=1", uji_isian(&r, r.fisik, "10", "kirim")));
    CHECK_STATUS(ask(w, "rw1", "POST", uji_text(w, str_format(w->arena, "/rw/%lld", (long long)id)), again), 303);
    struct usulan u = uji_usulan(w, id);
    struct req *page = ask(w, "", "GET", uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_STATUS(page, 200);
    CHECK_LACKS(page, "Gang Melati");
    CHECK_LACKS(page, "Air meluap");
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028", NULL), "Gang Melati");
}

TEST(a_double_click_makes_one_proposal)
{
    struct rencana r = open_year(w, 0);
    const char *form = uji_text(w, str_format(w->arena, "%s&_kunci=0123456789abcdef0123456789abcdef",
        uji_isian(&r, r.fisik, "10", "simpan")));
    struct req *first = ask(w, "rw1", "POST", "/rw/baru", form), *second = ask(w, "rw1", "POST", "/rw/baru", form);
    CHECK_STATUS(first, 303);
    CHECK_STATUS(second, 303);
    struct query q = query_of(world_db(w), "SELECT count(*) FROM usulan");
    CHECK(query_next(&q) && query_int(&q) == 1);
    CHECK(query_end(&q) == OK);
}

TEST(fifty_metres_are_near_and_sixty_are_not)
{
    CHECK_INT(metres_between(-5120400, 105318900, -5120400, 105318900), 0);
    CHECK(metres_between(-5120400, 105318900, -5120850, 105318900) <= 50);
    CHECK(metres_between(-5120400, 105318900, -5120950, 105318900) > 55);
    CHECK(metres_between(-5120400, 105318900, -5120400, 105319341) <= 50);
}

TEST(pokir_go_to_the_office_at_once_and_stay_their_members_own)
{
    struct rencana r = open_year(w, 0);
    world_person(w, "dprd2", "dprd", &(struct place){ 0 });
    const char *form = uji_text(w, str_format(w->arena, "%s&wilayah=" WORLD_KELURAHAN, uji_isian(&r, r.manusia,
        "10", "kirim")));
    CHECK_STATUS(ask(w, "dprd", "POST", "/pokir/baru", form), 303);
    int64_t id = uji_newest(w);
    CHECK_STR(uji_usulan(w, id).tingkat, "pd");
    CHECK_STATUS(ask(w, "dprd2", "GET", uji_text(w, str_format(w->arena, "/pokir/%lld", (long long)id)), NULL), 404);
    CHECK_STATUS(ask(w, "rw1", "GET", "/pokir", NULL), 403);
}

TEST(paper_is_entered_by_the_kelurahan_for_its_own_rw_only)
{
    struct rencana r = open_year(w, 0);
    const char *own = uji_text(w, str_format(w->arena, "%s&wilayah=" WORLD_RW, uji_isian(&r, r.fisik, "10", "simpan")));
    const char *other = uji_text(w, str_format(w->arena, "%s&wilayah=" WORLD_OTHER_RW, uji_isian(&r, r.fisik,
        "10", "simpan")));
    CHECK_STATUS(ask(w, "lurah", "POST", "/kertas/baru", own), 303);
    CHECK_STR(uji_usulan(w, uji_newest(w)).kanal, "kertas");
    CHECK_STATUS(ask(w, "lurah", "POST", "/kertas/baru", other), 422);
}

TEST(the_list_downloads_in_four_formats_by_its_filters)
{
    struct rencana r = open_year(w, 0);
    usulan_sent(&r, "10");
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/unduh/csv", NULL), "\"DIAJUKAN\"");
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028/unduh/csv?status=ditolak", NULL), "DIAJUKAN");
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/unduh/json", NULL), "\"estimasi_rupiah\":10000000.00");
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/unduh/geojson", NULL), "FeatureCollection");
    struct req *sheet = ask(w, "", "GET", "/musrenbang/2028/unduh/xlsx", NULL);
    CHECK(sheet->status == 200 && sheet->file >= 0 && sheet->file_size > 5000);
    close(sheet->file);
    CHECK_STATUS(ask(w, "", "GET", "/musrenbang/2028/unduh/exe", NULL), 404);
}

TEST(a_formula_in_a_title_reaches_no_spreadsheet)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_draft(&r, "rw1", "10");
    const char *again = uji_text(w, str_format(w->arena, "kamus=%lld&judul=%%3D1%%2B1&volume=10&masalah=Air&manfaat=3"
        "&alamat=Gang&rembuk_tanggal=2026-02-20&hadir_laki=2&hadir_perempuan=1&berbeda=1&aksi=kirim",
        (long long)r.fisik));
    CHECK_STATUS(ask(w, "rw1", "POST", uji_text(w, str_format(w->arena, "/rw/%lld", (long long)id)), again), 303);
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/unduh/csv", NULL), "\"'=1+1\"");
}

TEST(an_office_passes_on_what_is_not_its_own)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    uji_hand_on(&r);
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 303);
    uji_hand_on(&r);
    const char *form = uji_text(w, str_format(w->arena,
        "keputusan=alih&opd=%lld&kode_alasan=R01&penjelasan=Kewenangan+DLH+sepenuhnya",
        (long long)r.other));
    CHECK_STATUS(uji_decide(&r, "pd", id, form), 303);
    CHECK_STATUS(uji_decide(&r, "pd", id, "keputusan=setuju"), 404);
    CHECK_STATUS(uji_decide(&r, "pd2", id, "keputusan=setuju"), 303);
}

TEST(a_rank_outlives_a_refusal_further_up)
{
    struct rencana r = open_year(w, 0);
    int64_t a = usulan_sent(&r, "10"), b = usulan_sent(&r, "20");
    CHECK_STATUS(uji_decide(&r, "lurah", a, "keputusan=setuju"), 303);
    CHECK_STATUS(uji_decide(&r, "lurah", b, "keputusan=setuju"), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 1, b, 2)), 303);
    uji_hand_on(&r);
    CHECK_STATUS(uji_decide(&r, "camat", a, "keputusan=tolak&kode_alasan=R10&penjelasan=Didahulukan+yang+lain"), 303);
    struct peringkat_list list;
    CHECK(peringkat_of(world_db(w), YEAR, S("lurah"), S(WORLD_KELURAHAN), &list) == OK);
    CHECK_INT(list.count, 2);
    CHECK(list.items[0].usulan == a && list.items[0].nomor == 1 && list.items[1].nomor == 2);
}

TEST(a_decision_out_of_turn_leaves_a_trace)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 403);
    CHECK_INT(world_traces(w, "usulan.bukan_giliran"), 1);
}

TESTS(berita_acara_tests,
    LISTED(a_rank_outlives_a_refusal_further_up),
    LISTED(a_decision_out_of_turn_leaves_a_trace),
    LISTED(an_office_passes_on_what_is_not_its_own),
    LISTED(a_rank_stands_once_and_the_free_one_is_named),
    LISTED(a_berita_acara_waits_until_all_is_decided_and_ranked_and_then_freezes),
    LISTED(minutes_of_the_years_before_are_found_under_the_ones_of_this_year),
    LISTED(a_private_house_shows_neither_address_nor_title),
    LISTED(a_double_click_makes_one_proposal),
    LISTED(fifty_metres_are_near_and_sixty_are_not),
    LISTED(pokir_go_to_the_office_at_once_and_stay_their_members_own),
    LISTED(paper_is_entered_by_the_kelurahan_for_its_own_rw_only),
    LISTED(the_list_downloads_in_four_formats_by_its_filters),
    LISTED(a_formula_in_a_title_reaches_no_spreadsheet));
