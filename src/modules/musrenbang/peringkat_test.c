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

TESTS(peringkat_tests,
    LISTED(a_ranking_of_more_than_a_page_says_so_and_is_saved_page_by_page),
    LISTED(a_ranking_of_one_page_has_no_pages_and_misses_no_number),
    LISTED(a_berita_acara_that_would_leave_some_out_is_refused_with_their_number),
    LISTED(a_long_berita_acara_is_frozen_whole_and_read_page_by_page));
