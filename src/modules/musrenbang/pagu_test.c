/* pagu_test.c: ceilings and quotas: parts within their whole, by form, at once, by file; offices. */
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_uji.h"

static struct pagu
ceiling(struct world *w, const char *wilayah)
{
    struct pagu p = { { -1 }, -1 };
    enum outcome o = pagu_wilayah(world_db(w), YEAR, str_of(wilayah), &p);
    CHECK(o == OK || o == NOT_FOUND);
    return p;
}

static struct req *
bring(struct world *w, str bytes)
{
    struct upload u = { S("berkas"), S("pagu.csv"), bytes };
    return ask_files(w, &(struct sent){ .user = "mitra", .path = "/rencana/2028/pagu/impor", .form = "x=1",
        .uploads = &u, .upload_count = 1 });
}

TEST(parts_over_their_whole_are_refused_with_the_amounts)
{
    open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72&kode=18.72.01&jumlah=1.000.000.000&kuota=&kode=18.72&jumlah=1500000000&kuota="), 303);
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01&kode=18.72.01.1001&jumlah=700000000&kuota=&kode=18.72.01.1002&jumlah=400000000&kuota=");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Rp1.000.000.000, sedangkan jumlah pagu di bawahnya Rp1.100.000.000: lebih Rp100.000.000");
    CHECK_HAS(reply, "value=\"400000000\"");
    CHECK_INT(ceiling(w, WORLD_KELURAHAN).jumlah.sen, -1);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01&kode=18.72.01.1001&jumlah=700000000&kuota=&kode=18.72.01.1002&jumlah=300000000&kuota="), 303);
    CHECK_INT(ceiling(w, WORLD_KELURAHAN).jumlah.sen, 70000000000);
}

TEST(a_whole_below_its_parts_is_refused_also_when_a_level_between_has_none)
{
    open_year(w, 0);            /* the first RW has 300 million */
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/pagu", "di=18.72&kode=18.72.01&jumlah=200000000&kuota=");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "lebih Rp100.000.000");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu", "di=18.72&kode=18.72.01&jumlah=300000000&kuota="), 303);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/pagu", NULL), "Rp300.000.000");
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/pagu?di=18.72.01", NULL), "Jumlah di bawahnya");
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/pagu", NULL), "value=\"300.000.000\"");
}

TEST(a_form_reaches_only_the_parts_of_its_own_area)
{
    open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01.1001&kode=18.72.01.1002.001&jumlah=1000&kuota=1"), 404);
    CHECK_STATUS(ask(w, "mitra", "GET", "/rencana/2028/pagu?di=" WORLD_RW, NULL), 404);
    CHECK_STATUS(ask(w, "mitra", "GET", "/rencana/2028/pagu?di=99.99", NULL), 404);
    CHECK_STATUS(ask(w, "camat", "GET", "/rencana/2028/pagu", NULL), 403);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01.1001&kode=18.72.01.1001.001&jumlah=banyak&kuota=1"), "pagu diisi jumlah rupiah");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01.1001&kode=18.72.01.1001.001&jumlah=&kuota=3"), "kuota hanya berlaku bersama pagu");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01.1001&kode=18.72.01.1001.001&jumlah=&kuota="), 303);
    CHECK_INT(ceiling(w, WORLD_RW).jumlah.sen, -1);
}

TEST(every_rw_of_a_kelurahan_is_given_the_same_at_once)
{
    open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu/rata",
        "di=18.72.01.1001&rata_jumlah=350.000.000&rata_kuota=6"), 303);
    CHECK_INT(ceiling(w, WORLD_RW).jumlah.sen, 35000000000);
    CHECK_INT(ceiling(w, "18.72.01.1001.002").kuota, 6);
    CHECK_INT(ceiling(w, WORLD_OTHER_RW).jumlah.sen, -1);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu",
        "di=18.72.01&kode=18.72.01.1001&jumlah=700000000&kuota="), 303);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/pagu/rata", "di=18.72.01.1001&rata_jumlah=400000000"),
        "lebih Rp100.000.000");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu/rata", "di=18.72.01&rata_jumlah=1000"), 404);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu/rata", "di=18.72.01.1001&rata_jumlah="), 422);
}

TEST(an_office_keeps_at_least_what_was_accepted)
{
    struct rencana r = open_year(w, 0);
    static const char *const path[] = { "lurah", "camat", "pd", "mitra", "tapd" };
    int64_t id = usulan_sent(&r, "100");
    for (size_t i = 0; i < COUNT(path); i++) {
        CHECK_STATUS(uji_decide(&r, path[i], id, "keputusan=setuju"), 303);
        uji_hand_on(&r);
    }
    const char *low = uji_text(w, str_format(w->arena, "kode=%lld&jumlah=90000000", (long long)r.opd));
    const char *high = uji_text(w, str_format(w->arena, "kode=%lld&jumlah=100000000", (long long)r.opd));
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/pagu/opd", low);
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "yang sudah diterima Rp100.000.000: lebih Rp10.000.000");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/pagu/opd", high), 303);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/pagu/opd", NULL), "Dinas PUTR");
}

TEST(ceilings_go_out_and_come_back_as_one_file)
{
    open_year(w, 0);
    str before = arena_copy(w->arena, body_of(ask(w, "mitra", "GET", "/rencana/2028/pagu/unduh", NULL)));
    CHECK(str_find(before, S("\"wilayah\",\"18.72.01.1001.001\",\"001\",\"300000000\",\"4\"")) > 0);
    struct req *same = bring(w, before);
    CHECK_STATUS(same, 303);
    CHECK_HAS(ask(w, "mitra", "GET", uji_text(w, same->location), NULL), "tidak ada yang perlu disimpan");
    struct req *brought = bring(w, S("jenis;kode;nama;jumlah;kuota\nwilayah;18.72.01.1001.002;;250.000.000;5\n"
        "perangkat_daerah;2;;1.000.000.000;\nwilayah;18.72.01.1001.001;;;\n"));
    CHECK_STATUS(brought, 303);
    CHECK_INT(ceiling(w, "18.72.01.1001.002").jumlah.sen, -1);
    CHECK_HAS(ask(w, "mitra", "GET", uji_text(w, brought->location), NULL), "Rp250.000.000");
    CHECK_STATUS(ask(w, "mitra", "POST", uji_text(w, brought->location), "x=1"), 303);
    CHECK_INT(ceiling(w, "18.72.01.1001.002").kuota, 5);
    CHECK_INT(ceiling(w, WORLD_RW).jumlah.sen, -1);
}

TEST(a_file_that_breaks_a_whole_or_names_nothing_changes_nothing)
{
    open_year(w, 0);
    CHECK_HAS(bring(w, S("jenis,kode,jumlah,kuota\nwilayah,18.72.09,1000,\n")), "Baris 2, kolom kode: wilayah"
        " ini tidak ada");
    CHECK_HAS(bring(w, S("jenis,kode,jumlah,kuota\nkota,18.72,1000,\n")), "kolom jenis: isi wilayah atau");
    CHECK_HAS(bring(w, S("jenis,kode,jumlah,kuota\nperangkat_daerah,2,1000,5\n")), "tidak punya kuota");
    CHECK_HAS(bring(w, S("jenis,kode,jumlah,kuota\nwilayah,18.72.01,seribu,\n")), "kolom jumlah: pagu diisi");
    struct req *brought = bring(w, S("jenis,kode,jumlah,kuota\nwilayah,18.72.01,100000000,\n"
        "wilayah,18.72.02,100000000,\n"));
    CHECK_STATUS(brought, 303);
    struct req *reply = ask(w, "mitra", "POST", uji_text(w, brought->location), "x=1");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "lebih Rp200.000.000");
    CHECK_INT(ceiling(w, "18.72.02").jumlah.sen, -1);
}

TESTS(pagu_tests,
    LISTED(parts_over_their_whole_are_refused_with_the_amounts),
    LISTED(a_whole_below_its_parts_is_refused_also_when_a_level_between_has_none),
    LISTED(a_form_reaches_only_the_parts_of_its_own_area),
    LISTED(every_rw_of_a_kelurahan_is_given_the_same_at_once),
    LISTED(an_office_keeps_at_least_what_was_accepted),
    LISTED(ceilings_go_out_and_come_back_as_one_file),
    LISTED(a_file_that_breaks_a_whole_or_names_nothing_changes_nothing));
