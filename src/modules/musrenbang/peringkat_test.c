/* peringkat_test.c: long rankings, what a berita acara has no place for, and where the ceiling is used up. */
#include "core/world.h"
#include "modules/musrenbang/musrenbang_ba.h"
#include "modules/musrenbang/musrenbang_uji.h"

/* One decided proposal many times over, with ids from 1 on. */
struct filling { int64_t usulan, count; };

static enum outcome
fill(struct db *db, void *context)
{
    const struct filling *f = context;
    struct query q = query_of(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)"
        " INSERT INTO usulan (id, kode, tahun, asal, kanal, pengusul, pengusul_teks, wilayah, kelurahan, kecamatan,"
        " kamus, kelompok, opd, judul, masalah, rt, alamat, lat_e6, lon_e6, pribadi, manfaat, prioritas, volume_e4,"
        " harga_sen, estimasi_sen, volume_kini_e4, biaya_kini_sen, status, tingkat, lolos, siap, lewat_pagu_sen,"
        " rembuk_tanggal, rembuk_tempat, hadir_laki, hadir_perempuan, ba_berkas, asal_usulan, langkah, publik, dibuat,"
        " diajukan, berubah) SELECT n.i, 'X' || n.i, tahun, asal, kanal, pengusul, pengusul_teks, wilayah, kelurahan,"
        " kecamatan, kamus, kelompok, opd, 'Salinan ' || n.i || '.', masalah, rt, alamat, lat_e6, lon_e6, pribadi,"
        " manfaat, prioritas, volume_e4, harga_sen, estimasi_sen, volume_kini_e4, biaya_kini_sen, status, tingkat,"
        " lolos, siap, lewat_pagu_sen, rembuk_tanggal, rembuk_tempat, hadir_laki, hadir_perempuan, ba_berkas,"
        " asal_usulan, langkah, publik, dibuat, diajukan, berubah FROM usulan u, n WHERE u.id = $1");
    query_bind(&q, f->usulan);
    query_bind(&q, f->count);
    TRY(query_end(&q));
    struct query d = query_of(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)"
        " INSERT INTO usulan_keputusan (id, usulan, urut, tingkat, keputusan, volume_lama_e4, biaya_lama_sen,"
        " volume_e4, harga_sen, biaya_sen, kode_alasan, penjelasan, opd_lama, opd_baru, akun, jabatan, waktu)"
        " SELECT n.i, n.i, urut, tingkat, keputusan, volume_lama_e4, biaya_lama_sen, volume_e4, harga_sen, biaya_sen,"
        " kode_alasan, penjelasan, opd_lama, opd_baru, akun, jabatan, waktu"
        " FROM usulan_keputusan k, n WHERE k.usulan = $1");
    query_bind(&d, f->usulan);
    query_bind(&d, f->count);
    return query_end(&d);
}

/* So many of 10 million that the lurah agreed to. */
static struct rencana
agreed(struct world *w, int64_t count)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    CHECK(count == 1 || world_write(w, fill, &(struct filling){ id, count - 1 }) == OK);
    return r;
}

/* The numbers of a page as it offers them, from `from` on. */
static const char *
numbers(struct world *w, int64_t first, int64_t last)
{
    struct buf b = { .arena = w->arena };
    for (int64_t i = first; i <= last; i++)
        buf_format(&b, "%snomor_%lld=%lld", i > first ? "&" : "", (long long)i, (long long)i);
    return uji_text(w, buf_view(&b));
}

TEST(a_ranking_of_more_than_a_page_says_so_and_is_saved_page_by_page)
{
    agreed(w, 251);
    struct req *first = ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL);
    CHECK_HAS(first, "251 usulan, 200 tiap halaman.");
    CHECK_HAS(first, "Salinan 200.");
    CHECK_LACKS(first, "Salinan 201.");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi/peringkat?hal=2", NULL), "Salinan 201.");
    struct req *saved = ask(w, "lurah", "POST", "/verifikasi/peringkat", numbers(w, 1, 200));
    CHECK_STATUS(saved, 303);
    CHECK_STR(saved->location, "/verifikasi/peringkat?hal=2");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi/peringkat?hal=2", NULL), "51 usulan belum bernomor");
    struct req *twin = ask(w, "lurah", "POST", "/verifikasi/peringkat?hal=2", "nomor_201=7");
    CHECK_STATUS(twin, 422);
    CHECK_STR(twin->form.errors[0].message, "Nomor 7 sudah dipakai \"Salinan 7.\"."
        " Pilih nomor lain, yang kosong: 201.");
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat?hal=1", "nomor_7="), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat?hal=2", "nomor_201=7"), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat?hal=2", "nomor_202=252"), 422);
}

TEST(a_ranking_of_one_page_has_no_pages_and_misses_no_number)
{
    agreed(w, 3);
    struct req *page = ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL);
    CHECK_LACKS(page, "tiap halaman");
    CHECK_LACKS(page, "tidak termuat");
    CHECK_HAS(ask(w, "lurah", "POST", "/verifikasi/peringkat", "nomor_1=1"), "Beri nomor untuk semua 3 usulan");
}

#define MINUTES "tanggal=2026-03-02&tempat=Balai&hadir_laki=10&hadir_perempuan=9&penandatangan=Lurah"

TEST(a_berita_acara_that_would_leave_some_out_is_refused_with_their_number)
{
    agreed(w, BA_LINES_MOST + 7);
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi/berita-acara", NULL), "7 usulan akan tertinggal");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL), "7 usulan tidak termuat di sini");
    struct req *made = ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES);
    CHECK_STATUS(made, 422);
    CHECK_HAS(made, "paling banyak 5000 usulan, di sini ada 5007 yang sudah diputuskan: 7 akan tertinggal");
}

TEST(a_long_berita_acara_is_frozen_whole_and_read_page_by_page)
{
    struct rencana r = agreed(w, 201);
    int64_t original = uji_newest(w);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", numbers(w, 1, 200)), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat?hal=2", uji_text(w, str_format(w->arena,
        "nomor_%lld=201", (long long)original))), 303);
    struct req *made = ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES);
    CHECK_STATUS(made, 303);
    struct req *one = ask(w, "lurah", "GET", uji_text(w, made->location), NULL);
    CHECK_HAS(one, "201 usulan disepakati, Rp2.010.000.000");
    CHECK_LACKS(one, "Drainase Gang Melati");
    CHECK_HAS(ask(w, "lurah", "GET", uji_text(w, str_format(w->arena, STR "?hal=2", STR_ARG(made->location))), NULL),
        "Drainase Gang Melati");
    (void)r;
}

TEST(the_order_of_the_scores_is_shown_again_before_it_is_saved)
{
    agreed(w, 2);
    int64_t first = uji_newest(w);
    CHECK_STATUS(ask(w, "lurah", "POST", uji_text(w, str_format(w->arena, "/verifikasi/%lld/skor", (long long)first)),
        "skor_mendesak=5"), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", uji_text(w, str_format(w->arena,
        "nomor_1=1&alasan_1=Lebih+mendesak+bagi+warga&nomor_%lld=2", (long long)first))), 303);
    str kept = body_of(ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL));
    CHECK(str_find(kept, S("Salinan 1.")) < str_find(kept, S("Drainase Gang Melati")));
    str scored = body_of(ask(w, "lurah", "GET", "/verifikasi/peringkat?urut=skor", NULL));
    CHECK(str_find(scored, S("Salinan 1.")) > str_find(scored, S("Drainase Gang Melati")));
}

TEST(a_level_without_a_berita_acara_ranks_nothing_and_offers_no_ranking)
{
    open_year(w, 0);
    CHECK_STATUS(ask(w, "pd", "GET", "/verifikasi/peringkat", NULL), 303);
    CHECK_LACKS(ask(w, "pd", "GET", "/verifikasi", NULL), "btn garis kecil\" href=\"/verifikasi/peringkat");
    CHECK_STATUS(ask(w, "camat", "GET", "/verifikasi/peringkat", NULL), 200);
    CHECK_HAS(ask(w, "camat", "GET", "/verifikasi", NULL), "btn garis kecil\" href=\"/verifikasi/peringkat");
}

/* ---- the ceiling ---------------------------------------------------------------------------------------------- */

static enum outcome
set_ceiling(struct db *db, void *context)
{
    return pagu_set(db, YEAR, S(WORLD_KELURAHAN), context);
}

/* Five of 10 million in a kelurahan that may spend so many rupiah. */
static void
five_of(struct world *w, int64_t rupiah)
{
    agreed(w, 5);
    CHECK(world_write(w, set_ceiling, &(struct pagu){ money_of_rupiah(rupiah), 0 }) == OK);
}

TEST(the_ranking_draws_a_line_where_the_ceiling_is_used_up)
{
    five_of(w, 35000000);
    struct req *page = ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL);
    CHECK_HAS(page, "Terpakai Rp30.000.000 dari pagu Rp35.000.000");
    str body = body_of(page);
    int64_t line = str_find(body, S("class=\"batas\"")), third = str_find(body, S("Salinan 3.")),
        fourth = str_find(body, S("Salinan 4."));
    CHECK(third < line && line < fourth);
}

TEST(a_rupiah_decides_on_which_side_of_the_line_a_proposal_stands)
{
    five_of(w, 50000000);
    struct req *page = ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL);
    CHECK_LACKS(page, "class=\"batas\"");
    CHECK_HAS(page, "Rp50.000.000 dari pagu Rp50.000.000");
    CHECK(world_write(w, set_ceiling, &(struct pagu){ money_of_rupiah(49999999), 0 }) == OK);
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi/peringkat", NULL), "Terpakai Rp40.000.000 dari pagu Rp49.999.999");
}

TEST(the_head_of_a_desk_says_what_is_recommended_and_what_is_left)
{
    struct rencana r = open_year(w, 0);
    int64_t a = usulan_sent(&r, "10"), b = usulan_sent(&r, "20");
    struct req *page = ask(w, "lurah", "GET", "/verifikasi", NULL);
    CHECK_HAS(page, "<dt>Disetujui</dt><dd >0 <small>Rp0</small>");
    CHECK_HAS(page, "<dt>Pagu indikatif</dt><dd >Rp300.000.000");
    CHECK_STATUS(uji_decide(&r, "lurah", a, "keputusan=setuju"), 303);
    CHECK_STATUS(uji_decide(&r, "lurah", b,
        "keputusan=ubah&volume=15&kode_alasan=R06&penjelasan=Diukur+bersama+ketua+RT"), 303);
    page = ask(w, "lurah", "GET", "/verifikasi", NULL);
    CHECK_HAS(page, "<dt>Disetujui</dt><dd >2 <small>Rp25.000.000</small>");
    CHECK_HAS(page, "<dt>Sisa pagu</dt><dd >Rp275.000.000");
    CHECK_HAS(ask(w, "lurah2", "GET", "/verifikasi", NULL), "<dt>Disetujui</dt><dd >0");
}

TEST(a_return_recommends_nothing_and_the_yes_after_it_counts_once)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    uji_hand_on(&r);
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=kembali&kode_alasan=R06&penjelasan=Foto+kurang+jelas"), 303);
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi", NULL), "<dt>Disetujui</dt><dd >1 <small>Rp10.000.000</small>");
    CHECK_HAS(ask(w, "camat", "GET", "/verifikasi", NULL), "<dt>Disetujui</dt><dd >0 <small>Rp0</small>");
    CHECK_STATUS(uji_send(&r, "rw1", id, "8"), 303);
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 303);
    CHECK_HAS(ask(w, "camat", "GET", "/verifikasi", NULL), "<dt>Disetujui</dt><dd >1 <small>Rp8.000.000</small>");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi", NULL), "<dt>Disetujui</dt><dd >1 <small>Rp10.000.000</small>");
}

TEST(each_that_waits_is_due_at_the_end_of_the_window)
{
    struct rencana r = open_year(w, 0);
    usulan_sent(&r, "10");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi", NULL), "sisa 3 hari kerja");
    w->now += 3 * DAY;
    world_sign_in(w, "lurah");
    CHECK_HAS(ask(w, "lurah", "GET", "/verifikasi", NULL), "class=\"sla dekat\"");
    w->now += 10 * DAY;
    world_sign_in(w, "lurah");
    struct req *late = ask(w, "lurah", "GET", "/verifikasi", NULL);
    CHECK_HAS(late, "class=\"sla lewat\"");
    CHECK_HAS(late, "Ditutup sejak 8 Maret 2026");
}

TESTS(peringkat_tests,
    LISTED(a_ranking_of_more_than_a_page_says_so_and_is_saved_page_by_page),
    LISTED(a_ranking_of_one_page_has_no_pages_and_misses_no_number),
    LISTED(a_berita_acara_that_would_leave_some_out_is_refused_with_their_number),
    LISTED(a_long_berita_acara_is_frozen_whole_and_read_page_by_page),
    LISTED(a_level_without_a_berita_acara_ranks_nothing_and_offers_no_ranking),
    LISTED(the_order_of_the_scores_is_shown_again_before_it_is_saved),
    LISTED(the_ranking_draws_a_line_where_the_ceiling_is_used_up),
    LISTED(a_rupiah_decides_on_which_side_of_the_line_a_proposal_stands),
    LISTED(the_head_of_a_desk_says_what_is_recommended_and_what_is_left),
    LISTED(a_return_recommends_nothing_and_the_yes_after_it_counts_once),
    LISTED(each_that_waits_is_due_at_the_end_of_the_window));
