/* rencana_test.c: years, windows, the path, criteria and reasons: who keeps them, and what is refused. */
#include "core/tugas/tugas.h"
#include "modules/modules.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_uji.h"

#define WINDOW(from, to) "mulai=" from "&selesai=" to "&dasar=SE+12%2F2026"

static int64_t
number(struct world *w, const char *sql)
{
    struct query q = query_of(world_db(w), sql);
    int64_t n = query_next(&q) ? query_int(&q) : -1;
    CHECK(query_end(&q) == OK);
    return n;
}

/* ---- years ------------------------------------------------------------------------------------------------- */

TEST(only_bappeda_and_the_administrator_keep_the_years)
{
    open_year(w, 0);
    world_person(w, "admin", "admin", NULL);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana", NULL), "Musrenbang RKPD 2028");
    CHECK_STATUS(ask(w, "admin", "GET", "/rencana/2028", NULL), 200);
    CHECK_STATUS(ask(w, "tapd", "GET", "/rencana", NULL), 403);
    CHECK_STATUS(ask(w, "lurah", "POST", "/rencana", "tahun=2029&dari=2028"), 403);
    CHECK_STATUS(ask(w, "mitra", "GET", "/rencana/2031", NULL), 404);
}

TEST(a_year_is_copied_with_its_windows_path_criteria_dictionary_and_ceilings_a_year_later)
{
    open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2029&dari=2028"), 303);
    struct tahapan t;
    struct pagu p;
    CHECK(tahapan_get(world_db(w), 2029, S("usulan"), &t) == OK);
    CHECK_STR(date_iso(w->arena, t.mulai), "2027-02-26");
    CHECK(pagu_wilayah(w->reader, 2029, S(WORLD_RW), &p) == OK && p.kuota == 4 && p.jumlah.sen == 30000000000);
    CHECK_INT(number(w, "SELECT count(*) FROM kamus WHERE tahun = 2029 AND harga_sen = 100000000"), 2);
    CHECK_INT(number(w, "SELECT count(*) FROM tingkat_putus WHERE tahun = 2029"), 5);
    CHECK_INT(number(w, "SELECT CAST(sum(bobot_bp) AS BIGINT) FROM kriteria WHERE tahun = 2029"), 10000);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2029", NULL), "Disiapkan");
    CHECK_HAS(ask(w, "rw1", "GET", "/rw", NULL), "Pagu indikatif");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana", "tahun=2029&dari=2028"), "Tahun 2029 sudah ada");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana", "tahun=2030&dari=2011"), "Tahun 2011 tidak ada");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=1999"), 422);
}

TEST(a_year_that_lacks_its_windows_or_dictionary_is_not_opened)
{
    struct tahun t;
    open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2030"), 303);
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2030/buka", "x=1");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Jadwal tahap &#34;Usulan RW&#34; belum ada");
    CHECK_HAS(reply, "Kamus usulan 2030 masih kosong");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2029&dari=2028"), 303);
    CHECK(tahun_current(world_db(w), &t) == OK && t.tahun == 2028);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2029/buka", "x=1"), 303);
    CHECK(tahun_current(world_db(w), &t) == OK && t.tahun == 2029);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2029/buka", "x=1"), 422);
}

TEST(a_year_is_not_closed_while_proposals_wait_for_a_decision)
{
    struct rencana r = open_year(w, 0);
    int64_t sent = usulan_sent(&r, "10"), draft = usulan_draft(&r, "rw1", "10");
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/tutup", "x=1");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Masih 1 usulan menunggu keputusan");
    CHECK_STATUS(uji_decide(&r, "lurah", sent, "keputusan=tolak&kode_alasan=R09&penjelasan=Tahun+sudah+berakhir"), 303);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/tutup", NULL), "1 usulan yang masih draf");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/tutup", "x=1"), 303);
    CHECK(tugas_run_all(&w->region, all_modules, w->now) == OK);
    CHECK_STR(uji_usulan(w, draft).status, "kedaluwarsa");
    CHECK_STR(uji_usulan(w, sent).status, "ditolak");
    CHECK_HAS(ask(w, "rw1", "GET", "/kabar", NULL), "Kedaluwarsa");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/tutup", "x=1"), 422);
}

TEST(what_runs_is_not_ended_by_the_job_of_closed_years)
{
    struct rencana r = open_year(w, 0);
    int64_t draft = usulan_draft(&r, "rw1", "10");
    CHECK(tugas_run_all(&w->region, all_modules, w->now) == OK);
    CHECK_STR(uji_usulan(w, draft).status, "draf");
}

/* ---- windows: today is 3 March 2026, every window of the test's year runs from 26 February to 8 March ------ */

static void
set_apart(struct world *w)
{
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2030"), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/usulan", WINDOW("2026-02-01", "2026-03-10")), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/camat", WINDOW("2026-04-01", "2026-04-20")), 303);
}

TEST(windows_that_overlap_or_end_before_they_begin_are_refused_with_the_reason)
{
    open_year(w, 0);
    set_apart(w);
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-03-05", "2026-03-20"));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "dimulai sebelum tahap &#34;Usulan RW&#34; selesai (1 Februari 2026 sampai 10 Maret 2026)");
    CHECK_HAS(reply, "Mulailah paling awal 11 Maret 2026");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-03-11", "2026-04-02")),
        "paling lambat 31 Maret 2026");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-03-20", "2026-03-11")),
        "berakhir sebelum dimulai");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-03-11", "2026-03-31")), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/tidak", WINDOW("2026-03-11", "2026-03-31")), 404);
}

TEST(pokir_run_beside_the_rws_own_window)
{
    open_year(w, 0);
    set_apart(w);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/pokir", WINDOW("2026-02-01", "2026-04-10")), 303);
}

TEST(a_region_may_let_its_steps_run_beside_one_another_but_not_turn_round)
{
    open_year(w, 0);
    set_apart(w);
    CHECK_STATUS(ask(w, "lurah", "POST", "/rencana/tumpang", "boleh=1&dasar=Perwali+uji"), 403);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/tumpang", "boleh=1&dasar="), 422);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-03-05", "2026-04-15")),
        "Mulailah paling awal");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/tumpang", "boleh=1&dasar=Perwali+uji"), 303);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/tumpang", NULL), "Perwali uji");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-03-05", "2026-04-15")), 303);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/lurah", WINDOW("2026-01-05", "2026-04-15")),
        "Mulailah paling awal 1 Februari 2026");
}

TEST(a_window_that_runs_moves_only_with_a_new_basis)
{
    open_year(w, 0);
    set_apart(w);
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2030/jadwal/usulan", WINDOW("2026-02-01", "2026-03-15"));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Tahap ini sedang berjalan. Tulis dasar perubahannya");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/usulan",
        "mulai=2026-02-01&selesai=2026-03-15&dasar=SE+99%2F2026"), 303);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2030", NULL), "SE 99/2026");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2030/jadwal/camat", "mulai=2026-04-02&selesai=2026-04-20"), 303);
}

/* ---- the path ---------------------------------------------------------------------------------------------- */

TEST(a_path_without_the_kelurahan_sends_the_first_proposal_to_the_kecamatan)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/jalur", "pakai=camat&pakai=tapd&ba=camat"), 303);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STR(uji_usulan(w, id).tingkat, "camat");
    CHECK_LACKS(ask(w, "mitra", "GET", "/rencana/2028/jalur", NULL), "Simpan jalur");
}

TEST(the_path_of_a_year_with_sent_proposals_stays)
{
    struct rencana r = open_year(w, 0);
    usulan_draft(&r, "rw1", "10");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/jalur", "pakai=lurah&pakai=camat&pakai=tapd&ba=camat"), 303);
    usulan_sent(&r, "10");
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/jalur", "pakai=camat");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Sudah 1 usulan dikirim untuk RKPD 2028");
    CHECK_INT(number(w, "SELECT count(*) FROM tingkat_putus WHERE tahun = 2028"), 5);
}

TEST(a_level_that_owes_no_berita_acara_hands_on_at_once)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/jalur", "pakai=lurah&pakai=camat&pakai=tapd"), 303);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    CHECK(uji_usulan(w, id).siap);
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 303);
}

/* ---- criteria ---------------------------------------------------------------------------------------------- */

TEST(weights_must_sum_to_a_hundred_percent)
{
    open_year(w, 0);
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/kriteria",
        "kode=mendesak&nama=Mendesak&petunjuk=5&bobot=60&kode=&nama=Manfaat&petunjuk=&bobot=30");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Jumlah bobot 90%, kurang 10% dari 100%");
    CHECK_HAS(reply, "value=\"Manfaat\"");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/kriteria", "kode=mendesak&nama=Mendesak&petunjuk=&bobot=banyak"),
        "diisi angka di atas 0");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/kriteria",
        "kode=mendesak&nama=Mendesak&petunjuk=5&bobot=62,5&kode=&nama=Manfaat&petunjuk=&bobot=37,5&nama=&bobot="), 303);
    CHECK_INT(number(w, "SELECT count(*) FROM kriteria WHERE tahun = 2028"), 2);
    CHECK_INT(number(w, "SELECT bobot_bp FROM kriteria WHERE tahun = 2028 AND kode = 'mendesak'"), 6250);
}

static enum outcome
score(struct db *db, void *usulan)
{
    struct query q = query_of(db, "INSERT INTO skor (usulan, tingkat, kriteria, nilai)"
        " VALUES ($1, 'lurah', 'mendesak', 4)");
    query_bind(&q, *(const int64_t *)usulan);
    return query_end(&q);
}

TEST(after_the_first_score_only_names_and_hints_are_mended)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/kriteria", "kode=mendesak&nama=Mendesak&bobot=100"), 303);
    CHECK(world_write(w, score, &id) == OK);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/kriteria",
        "kode=mendesak&nama=Mendesak&bobot=50&kode=&nama=Lain&bobot=50"), "Sudah 1 usulan dinilai");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/kriteria",
        "kode=mendesak&nama=Sangat+mendesak&bobot=100"), 303);
}

/* ---- reasons ----------------------------------------------------------------------------------------------- */

TEST(a_reason_is_added_and_a_retired_one_can_no_longer_be_chosen)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/alasan/baru",
        "kode=R12&nama=Menunggu+pembebasan+lahan&untuk=tolak&aktif=1"), 303);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/alasan/baru", "kode=R12&nama=Lain&untuk=tolak&aktif=1"),
        "Kode R12 sudah dipakai: Menunggu pembebasan lahan");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/alasan/baru", "kode=12&nama=Lain&untuk=tolak"), "Kode ditulis R");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/alasan/baru", "kode=R13&nama=Lain"), "Pilih paling sedikit satu");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/alasan/R02", "kode=R02&nama=Lahan+swasta&untuk=tolak"), 303);
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"),
        "Pilih alasannya");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R12&penjelasan=Lahan+milik+pribadi"), 303);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/alasan", NULL), "Dipensiunkan");
}

TEST(a_retired_reason_keeps_its_name_where_refusals_are_counted)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/alasan/R02", "kode=R02&nama=Lahan+swasta&untuk=tolak"), 303);
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/penolakan", NULL), "<b>R02</b> Lahan swasta");
}

TEST(reasons_of_decisions_and_of_complaints_do_not_meet)
{
    open_year(w, 0);
    CHECK_LACKS(ask(w, "mitra", "GET", "/rencana/2028/alasan", NULL), "A06");
    CHECK_STATUS(ask(w, "mitra", "GET", "/rencana/2028/alasan/A06", NULL), 404);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/alasan/baru", "kode=A30&nama=Lain&untuk=tolak&aktif=1"),
        "Kode ditulis R");
}

static enum outcome
keep_one_reason(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE perkara_alasan SET untuk = 'ubah kembali tolak alih cadangan',"
        " aktif = CASE WHEN kode = 'R01' THEN 1 ELSE 0 END WHERE jenis = 'usulan'");
    return query_end(&q);
}

TEST(the_last_reason_of_a_kind_of_decision_cannot_be_retired)
{
    open_year(w, 0);
    const char *all = "kode=R01&nama=Lain&untuk=ubah&untuk=kembali&untuk=tolak&untuk=alih&untuk=cadangan";
    CHECK(world_write(w, keep_one_reason, NULL) == OK);
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/alasan/R01", all), "Ini alasan terakhir");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/alasan/R01", "kode=R01&nama=Lain&untuk=tolak&aktif=1"),
        "Ini alasan terakhir");
    CHECK_INT(number(w, "SELECT aktif FROM perkara_alasan WHERE kode = 'R01'"), 1);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/alasan/R01", cstr(w->arena, str_format(w->arena, "%s&aktif=1",
        all))), 303);
}

TESTS(rencana_tests,
    LISTED(only_bappeda_and_the_administrator_keep_the_years),
    LISTED(a_year_is_copied_with_its_windows_path_criteria_dictionary_and_ceilings_a_year_later),
    LISTED(a_year_that_lacks_its_windows_or_dictionary_is_not_opened),
    LISTED(a_year_is_not_closed_while_proposals_wait_for_a_decision),
    LISTED(what_runs_is_not_ended_by_the_job_of_closed_years),
    LISTED(windows_that_overlap_or_end_before_they_begin_are_refused_with_the_reason),
    LISTED(pokir_run_beside_the_rws_own_window),
    LISTED(a_region_may_let_its_steps_run_beside_one_another_but_not_turn_round),
    LISTED(a_window_that_runs_moves_only_with_a_new_basis),
    LISTED(a_path_without_the_kelurahan_sends_the_first_proposal_to_the_kecamatan),
    LISTED(the_path_of_a_year_with_sent_proposals_stays),
    LISTED(a_level_that_owes_no_berita_acara_hands_on_at_once),
    LISTED(weights_must_sum_to_a_hundred_percent),
    LISTED(after_the_first_score_only_names_and_hints_are_mended),
    LISTED(a_reason_is_added_and_a_retired_one_can_no_longer_be_chosen),
    LISTED(a_retired_reason_keeps_its_name_where_refusals_are_counted),
    LISTED(reasons_of_decisions_and_of_complaints_do_not_meet),
    LISTED(the_last_reason_of_a_kind_of_decision_cannot_be_retired));
