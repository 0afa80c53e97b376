/* kamus_test.c: the dictionary and the ceilings as their keepers change them, by form and by file. */
#include "modules/musrenbang/kamus.h"
#include "modules/musrenbang/musrenbang_uji.h"

#define HEADING "kode,nama,kelompok,fisik,perangkat_daerah,sub_kegiatan,sub_kegiatan_nama,satuan,harga,maks,pengguna," \
    "pembayar,aktif\n"

/* The answer of the last page asked, when it was a bare one: a file. */
static str
download(struct world *w, const char *path)
{
    struct req *r = ask(w, "mitra", "GET", path, NULL);
    CHECK_STATUS(r, 200);
    return body_of(r);
}

static struct req *
bring(struct world *w, const char *path, str bytes)
{
    struct upload u = { S("berkas"), S("uji.csv"), bytes };
    return ask_files(w, &(struct sent){ .user = "mitra", .path = path, .form = "x=1", .uploads = &u,
        .upload_count = 1 });
}

/* What a preview's own button would send. */
static struct req *
apply(struct world *w, const struct req *brought, const char *form)
{
    CHECK_STATUS(brought, 303);
    return ask(w, "mitra", "POST", uji_text(w, brought->location), form);
}

static struct kamus
item(struct world *w, const char *kode)
{
    struct kamus k = { 0 };
    CHECK(kamus_by_kode(world_db(w), YEAR, str_of(kode), &k) == OK);
    return k;
}

static const char *
typed(const struct rencana *r, const char *kode, const char *sub, const char *rest)
{
    return uji_text(r->w, str_format(r->w->arena, "kode=%s&nama=Sumur+resapan&kelompok=infrastruktur&opd=%lld"
        "&sub_kegiatan=%s&satuan=titik&maks=30&pembayar=opd&%s", kode, (long long)r->opd, sub, rest));
}

/* ---- one item ---------------------------------------------------------------------------------------------- */

TEST(a_sub_kegiatan_is_seventeen_letters_with_one_letter_of_authority)
{
    (void)w;
    CHECK(!sub_kegiatan_wrong(S("1.03.10.2.01.0053")));
    CHECK(sub_kegiatan_wrong(S("1.01.01.02.01.0001")));
    CHECK(sub_kegiatan_wrong(S("1.03.10.2.01")));
    CHECK(sub_kegiatan_wrong(S("1.03.10.2.01.005A")));
    CHECK(sub_kegiatan_wrong(S("")));
}

TEST(an_item_is_added_with_a_right_sub_kegiatan_and_refused_with_a_wrong_one)
{
    struct rencana r = open_year(w, 30);        /* proposing is still to begin: not locked */
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/kamus/baru",
        typed(&r, "I08", "1.01.01.02.01.0001", "harga=3600000&rw=1&aktif=1"));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "kode sub kegiatan 17 letak");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/kamus/baru", typed(&r, "I08", "", "harga=0&rw=1")),
        "lebih dari nol");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/kamus/baru", typed(&r, "I08", "", "harga=1000")),
        "Pilih siapa yang boleh mengusulkan");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/kamus/baru",
        typed(&r, "I08", "7.01.03.2.02.0002", "harga=3600000&rw=1&aktif=1")), 303);
    CHECK_STR(item(w, "I08").pengguna, "rw");
    CHECK_HAS(ask(w, "mitra", "POST", "/rencana/2028/kamus/baru", typed(&r, "F1", "", "harga=1000&rw=1")),
        "Kode F1 sudah dipakai");
    CHECK_STATUS(ask(w, "lurah", "GET", "/rencana/2028/kamus", NULL), 403);
}

TEST(once_proposing_has_begun_a_change_needs_its_reason)
{
    struct rencana r = open_year(w, 0);
    struct req *reply = ask(w, "mitra", "POST", "/rencana/2028/kamus/butir/F1",
        typed(&r, "F1", "", "harga=2000000&rw=1"));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Masa usulan 2028 sudah dibuka, jadi kamusnya terkunci");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/kamus/butir/F1",
        typed(&r, "F1", "", "harga=2000000&rw=1&aktif=1&sebab=Survei+harga+Maret")), 303);
    CHECK_INT(item(w, "F1").harga.sen, 200000000);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/kamus/butir/F1", NULL), "Survei harga Maret");
}

TEST(a_new_price_never_touches_what_was_sent)
{
    struct rencana r = open_year(w, 0);
    int64_t sent = usulan_sent(&r, "120"), reserve = usulan_sent(&r, "190");
    CHECK_STR(uji_usulan(w, reserve).status, "cadangan");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/kamus/butir/F1",
        typed(&r, "F1", "1.03.06.2.01.0012", "harga=2000000&rw=1&aktif=1&maks=200&sebab=Survei+harga+Maret")), 303);
    CHECK_INT(uji_usulan(w, sent).biaya_kini.sen, 12000000000);
    CHECK_STATUS(uji_decide(&r, "lurah", sent, "keputusan=kembali&kode_alasan=R06&penjelasan=Foto+tidak+jelas"), 303);
    CHECK_STATUS(uji_send(&r, "rw1", sent, "20"), 303);
    CHECK_INT(uji_usulan(w, sent).biaya_kini.sen, 2000000000);
    CHECK_STATUS(uji_send(&r, "rw1", reserve, "30"), 303);
    CHECK_INT(uji_usulan(w, reserve).biaya_kini.sen, 3000000000);
    int64_t fresh = usulan_draft(&r, "rw1", "10");
    CHECK_INT(uji_usulan(w, fresh).biaya_kini.sen, 2000000000);
}

TEST(the_list_is_filtered_and_goes_on_by_code)
{
    struct rencana r = open_year(w, 30);
    struct buf b = { .arena = w->arena };
    buf_str(&b, S(HEADING));
    for (int i = 0; i < 60; i++)
        buf_format(&b, "Z%02d,Pekerjaan %02d,ekonomi,tidak,DLH,,,unit,1000,0,rw,opd,ya\n", i, i);
    CHECK_STATUS(apply(w, bring(w, "/rencana/2028/kamus/impor", buf_view(&b)), "x=1"), 303);
    struct req *first = ask(w, "mitra", "GET", "/rencana/2028/kamus?kelompok=ekonomi", NULL);
    CHECK_HAS(first, "Z49");
    CHECK_LACKS(first, "Z50");
    CHECK_LACKS(first, ">F1<");
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/kamus?kelompok=ekonomi&sesudah=Z49", NULL), "Z59");
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/kamus?cari=tidak+ada", NULL), "Tidak ada butir yang cocok");
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/kamus?keadaan=belum", NULL), "Z00");
    (void)r;
}

/* ---- files ------------------------------------------------------------------------------------------------- */

TEST(what_is_downloaded_comes_back_unchanged)
{
    open_year(w, 30);
    CHECK_STATUS(apply(w, bring(w, "/rencana/2028/kamus/impor", S(HEADING
        "I09,\"'=Sumur, \"\"bor\"\"\",infrastruktur,ya,DLH,1.03.03.2.01.0022,Nama,unit,\"118.000.000,50\",\"1,5\","
        "rw dprd,kelurahan,tidak\n")), "x=1"), 303);
    CHECK_STR(item(w, "I09").nama, "=Sumur, \"bor\"");
    str before = arena_copy(w->arena, download(w, "/rencana/2028/kamus/unduh"));
    struct req *brought = bring(w, "/rencana/2028/kamus/impor", before);
    CHECK_STATUS(brought, 303);
    CHECK_HAS(ask(w, "mitra", "GET", uji_text(w, brought->location), NULL), "tidak ada yang perlu disimpan");
    CHECK_STATUS(apply(w, brought, "x=1"), 303);
    CHECK(str_eq(before, download(w, "/rencana/2028/kamus/unduh")));
}

TEST(a_file_is_shown_first_and_only_then_applied)
{
    struct kamus k;
    open_year(w, 30);
    struct req *brought = bring(w, "/rencana/2028/kamus/impor", S(HEADING
        "F1,Drainase,infrastruktur,ya,Dinas PUTR,1.03.06.2.01.0012,,meter,1200000,200,rw dprd,opd,ya\n"
        "I08,Sumur,infrastruktur,ya,2,,,titik,3600000,,rw,opd,ya\n"));
    CHECK_STATUS(brought, 303);
    struct req *shown = ask(w, "mitra", "GET", uji_text(w, brought->location), NULL);
    CHECK_HAS(shown, "Rp1.200.000");
    CHECK_INT(item(w, "F1").harga.sen, 100000000);
    CHECK(kamus_by_kode(w->reader, YEAR, S("I08"), &k) == NOT_FOUND);
    world_person(w, "admin", "admin", NULL);
    CHECK_STATUS(ask(w, "admin", "GET", uji_text(w, brought->location), NULL), 404);
    CHECK_STATUS(apply(w, brought, "x=1"), 303);
    CHECK_INT(item(w, "F1").harga.sen, 120000000);
    CHECK_INT(item(w, "I08").harga.sen, 360000000);
    CHECK_STATUS(ask(w, "mitra", "POST", uji_text(w, brought->location), "x=2"), 404);
}

TEST(one_wrong_line_keeps_the_whole_file_out_and_is_named)
{
    static const struct { str text; const char *said; } broken[] = {
        { S(HEADING "I08,Sumur,infrastruktur,ya,DLH,,,titik,1000,0,rw,opd,ya\nI09,Sumur,infrastruktur,ya,DLH,"
            "1.01.01.02.01.0001,,titik,1000,0,rw,opd,ya\n"), "Baris 3, kolom sub_kegiatan: kode sub kegiatan 17" },
        { S(HEADING "I08,Sumur,lain,ya,DLH,,,titik,1000,0,rw,opd,ya\n"), "Baris 2, kolom kelompok: isi infrastruktur" },
        { S(HEADING "I08,Sumur,ekonomi,ya,Dinas X,,,titik,1000,0,rw,opd,ya\n"), "kolom perangkat_daerah: isi"
            " perangkat" },
        { S(HEADING "I08,Sumur,ekonomi,mungkin,DLH,,,titik,1000,0,rw,opd,ya\n"), "kolom fisik: isi ya atau tidak" },
        { S(HEADING "I08,Sumur,ekonomi,ya,DLH,,,titik,murah,0,rw,opd,ya\n"), "kolom harga: harga diisi angka" },
        { S(HEADING "I08,Sumur,ekonomi,ya,DLH,,,titik,1000,0,warga,opd,ya\n"), "kolom pengguna: isi rw, dprd" },
        { S(HEADING "I08,Sumur,ekonomi,ya,DLH,,,titik,1000,0,rw,opd,ya\nI08,Sumur,ekonomi,ya,DLH,,,titik,1000,0,rw,opd,"
            "ya\n"), "Baris 3, kolom kode: kode ini sudah ada di baris 2" },
        { S(HEADING), "hanya berisi judul" },
        { S("kode,nama\nI08,Sumur\n"), "Kolom kelompok tidak ada" },
    };
    struct kamus k;
    open_year(w, 30);
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = bring(w, "/rencana/2028/kamus/impor", broken[i].text);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
    }
    CHECK(kamus_by_kode(world_db(w), YEAR, S("I08"), &k) == NOT_FOUND);
}

static enum outcome
prepare_again(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE tahun_rencana SET keadaan = 'disiapkan' WHERE tahun = 2028");
    return query_end(&q);
}

TEST(a_year_that_is_being_prepared_is_not_locked_by_its_windows)
{
    open_year(w, 0);
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/kamus", NULL), "Kamus ini terkunci");
    CHECK(world_write(w, prepare_again, NULL) == OK);
    CHECK_LACKS(ask(w, "mitra", "GET", "/rencana/2028/kamus", NULL), "Kamus ini terkunci");
}

TEST(a_file_into_a_locked_dictionary_needs_a_reason)
{
    open_year(w, 0);
    struct req *brought = bring(w, "/rencana/2028/kamus/impor", S(HEADING
        "I08,Sumur,infrastruktur,ya,DLH,,,titik,3600000,0,rw,opd,ya\n"));
    struct req *reply = apply(w, brought, "x=1");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "kamusnya terkunci");
    CHECK_STATUS(ask(w, "mitra", "POST", uji_text(w, brought->location), "sebab=Usulan+banyak+warga"), 303);
}

TESTS(kamus_tests,
    ALONE(a_sub_kegiatan_is_seventeen_letters_with_one_letter_of_authority),
    LISTED(an_item_is_added_with_a_right_sub_kegiatan_and_refused_with_a_wrong_one),
    LISTED(once_proposing_has_begun_a_change_needs_its_reason),
    LISTED(a_new_price_never_touches_what_was_sent),
    LISTED(the_list_is_filtered_and_goes_on_by_code),
    LISTED(what_is_downloaded_comes_back_unchanged),
    LISTED(a_file_is_shown_first_and_only_then_applied),
    LISTED(one_wrong_line_keeps_the_whole_file_out_and_is_named),
    LISTED(a_year_that_is_being_prepared_is_not_locked_by_its_windows),
    LISTED(a_file_into_a_locked_dictionary_needs_a_reason));
