/* sp4n_test.c: reports of SP4N-LAPOR! come once each, with a verdict for every row; answers go back in its words. */
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/sp4n_dalam.h"

#define PAGE "/meja/aduan/sp4n"

static const char csv[] = "Tracking_ID;Isi;Kategori;Nama Pelapor;Instansi;Sifat;kode_wilayah\n"
    "1916449;Got mampet di depan sekolah;Drainase;Siti Rahma;Dinas PU;;18.72.01.1001\n"
    "1916450;Ada pungutan di loket kelurahan;Drainase;Budi;;Rahasia;\n"
    "1916451;Harga beras naik terus di pasar;Pangan;Ani;;;\n"
    "1916449;Got mampet di depan sekolah;Drainase;Siti Rahma;;;\n"
    ";Tanpa nomor sama sekali;Drainase;;;;\n";

static struct req *
bring(struct world *w, const char *bytes)
{
    struct upload u = { S("berkas"), S("lapor.csv"), str_of(bytes) };
    return ask_files(w, &(struct sent){ "meja", PAGE, "", &u, 1 });
}

static struct req *
topic(struct world *w, const char *form)
{
    return ask(w, "meja", "POST", PAGE "/padanan", form);
}

/* The preview's address, after the file was taken. */
static const char *
brought(struct world *w, const char *bytes)
{
    struct req *r = bring(w, bytes);
    CHECK_STATUS(r, 303);
    return cstr(w->arena, r->location);
}

static int64_t
came(struct world *w)
{
    int64_t count = 0;
    struct query q = query_of(world_db(w), "SELECT count(*) FROM perkara WHERE kanal = 'sp4n'");
    if (query_next(&q))
        count = query_int(&q);
    CHECK(query_end(&q) == OK);
    return count;
}

static int64_t
id_of(struct world *w, const char *luar)
{
    int64_t id = 0;
    struct query q = query_of(world_db(w), "SELECT perkara FROM sp4n_laporan WHERE luar = $1");
    query_bind(&q, str_of(luar));
    if (query_next(&q))
        id = query_int(&q);
    CHECK(query_end(&q) == OK);
    return id;
}

TEST(every_row_gets_its_verdict_before_anything_is_kept)
{
    open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
    struct req *seen = ask(w, "meja", "GET", brought(w, csv), NULL);
    CHECK_HAS(seen, "Saluran tersumbat");
    CHECK_HAS(seen, "Pangan");
    CHECK_HAS(seen, "belum punya padanan");
    CHECK_HAS(seen, "sudah ada di baris 2; hapus salah satunya");
    CHECK_HAS(seen, "nomor laporannya kosong atau lebih dari 60 huruf; isi kolom tracking_id");
    CHECK_LACKS(seen, "Siti Rahma");
    CHECK_INT(came(w), 0);
}

TEST(a_report_comes_once_however_often_its_file_is_brought)
{
    struct meja_uji m = open_desk(w);
    (void)m;
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
    const char *at = brought(w, csv);
    CHECK_STATUS(ask(w, "meja", "POST", at, ""), 303);
    CHECK_INT(came(w), 2);
    CHECK_STATUS(ask(w, "meja", "POST", at, "lagi=1"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", brought(w, csv), ""), 303);
    CHECK_INT(came(w), 2);
    struct perkara open = perkara_uji_row(w, id_of(w, "1916449")), secret = perkara_uji_row(w, id_of(w, "1916450"));
    CHECK_STR(open.luar, "1916449");
    CHECK_STR(open.kelurahan, "18.72.01.1001");
    CHECK_STR(open.keadaan, "diterima");
    CHECK(!open.tayang && open.anonim);
    CHECK_STR(secret.tampak, "rahasia");
    CHECK_STATUS(topic(w, "macam=topik&kata=Pangan&tujuan=sampah"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", at, "lagi=2"), 303);
    CHECK_INT(came(w), 3);
}

TEST(a_report_that_says_no_place_opens_at_the_desk_and_in_public)
{
    struct meja_uji m = open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
    const char *at = brought(w, "tracking_id;isi;kategori\n5;Got mampet di sana;Drainase\n");
    CHECK_STATUS(ask(w, "meja", "POST", at, ""), 303);
    int64_t id = id_of(w, "5");
    CHECK_HAS(ask(w, "meja", "GET", cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)id)), NULL),
        "kelurahannya belum diketahui");
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("verifikasi"), .oleh = MEJA, .jabatan = S("Meja") }, NULL)
        == OK);
    str number = perkara_uji_row(w, id).nomor;
    CHECK_STATUS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(number))), NULL), 200);
}

TEST(json_is_read_by_the_same_names_which_may_be_changed)
{
    open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
    const char *json = "{\"hasil\": [{\"nomor\": 77, \"isi\": \"Got mampet di depan sekolah\", \"kategori\":"
        " \"Drainase\"}]}";
    CHECK_STATUS(bring(w, json), 422);
    const char *form = "kolom_id=Nomor&kolom_isi=isi&kolom_topik=kategori&kolom_judul=judul&kolom_instansi=instansi"
        "&kolom_lokasi=lokasi&kolom_kelurahan=kode_wilayah&kolom_sifat=sifat&kolom_status=status"
        "&kolom_jawaban=jawab&kolom_waktu=waktu&kolom_daftar=hasil";
    CHECK_STATUS(ask(w, "meja", "POST", PAGE "/kolom", "kolom_id=nomor&kolom_isi=nomor"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE "/kolom", form), 303);
    CHECK_STATUS(ask(w, "meja", "POST", brought(w, json), ""), 303);
    CHECK(id_of(w, "77") != 0);
}

TEST(a_file_that_is_none_is_refused_with_the_way_out)
{
    open_desk(w);
    CHECK_HAS(bring(w, "nomor;teks\n1;x\n"), "Kolom tracking_id tidak ada");
    CHECK_HAS(bring(w, "{\"x\": 1}"), "harus berupa daftar");
    CHECK_HAS(bring(w, "tracking_id;isi;kategori\n"), "tidak memuat satu laporan pun");
    CHECK_STATUS(bring(w, "\xff\xfe"), 422);
    CHECK_STATUS(ask(w, "meja", "GET", PAGE "/berkas/5", NULL), 404);
}

TEST(words_lead_to_something_that_is_here_only)
{
    open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=tidak-ada"), 422);
    CHECK_STATUS(topic(w, "macam=instansi&kata=Dinas+PU&tujuan=9.99"), 422);
    CHECK_STATUS(topic(w, "macam=status&kata=Selesai&tujuan=beres"), 422);
    CHECK_STATUS(topic(w, "macam=lain&kata=x&tujuan=y"), 422);
    CHECK_STATUS(topic(w, "macam=instansi&kata=Dinas+PU&tujuan=1.03"), 303);
    CHECK_HAS(ask(w, "meja", "GET", PAGE, NULL), "Dinas PU");
    CHECK_STATUS(ask(w, "meja", "POST", PAGE "/padanan/hapus", "macam=instansi&kata=Dinas+PU"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE "/padanan/hapus", "macam=instansi&kata=Dinas+PU&x=1"), 422);
    CHECK_STATUS(ask(w, "dinas", "GET", PAGE, NULL), 403);
}

TEST(whoever_changes_a_word_or_a_connection_leaves_an_event)
{
    open_desk(w);
    CHECK_STATUS(topic(w, "macam=instansi&kata=Dinas+PU&tujuan=1.03"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE "/padanan/hapus", "macam=instansi&kata=Dinas+PU"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/kunci", "nama=Aplikasi&per_jam=10"), 303);
    struct query q = query_of(world_db(w), "SELECT count(*) FROM peristiwa p JOIN peristiwa_isi i ON i.peristiwa = p.id"
        " WHERE p.jenis IN ('sp4n.padanan', 'sp4n.padanan_dihapus', 'o311.kunci_dibuat')");
    CHECK_INT(query_next(&q) ? query_int(&q) : 0, 3);
    CHECK(query_end(&q) == OK);
}

TEST(answers_go_back_in_their_words_and_notes_do_not)
{
    struct meja_uji m = open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
    CHECK_STATUS(topic(w, "macam=status&kata=Proses&tujuan=didisposisikan"), 303);
    CHECK_STATUS(topic(w, "macam=instansi&kata=Dinas+PU&tujuan=1.03"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", brought(w, csv), ""), 303);
    const char *url = PAGE "/jawaban/csv";
    CHECK_LACKS(ask(w, "meja", "GET", url, NULL), "1916449");
    int64_t id = id_of(w, "1916449");
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .jabatan = S("Meja"),
        .opd = m.opd }, NULL) == OK);
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("kabari"), .oleh = KANTOR, .jabatan = S("PUTR"),
        .isi = S("Petugas datang besok.") }, NULL) == OK);
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("catat"), .oleh = KANTOR, .jabatan = S("PUTR"),
        .isi = S("Catatan antarpetugas.") }, NULL) == OK);
    struct req *file = ask(w, "meja", "GET", url, NULL);
    CHECK_HAS(file, "tracking_id");
    CHECK_HAS(file, "\"1916449\",\"Proses\",\"Dinas PU\",\"Petugas datang besok.\"");
    CHECK_LACKS(file, "antarpetugas");
    CHECK_LACKS(file, "1916450");
    CHECK_HAS(ask(w, "meja", "GET", PAGE "/jawaban/json", NULL), "\"status\":\"Proses\"");
    CHECK_STATUS(ask(w, "meja", "GET", PAGE "/jawaban/exe", NULL), 404);
}

/* As Excel of an office saves it: other names, semicolons, Windows-1252 or UTF-16. */
static const char *
saved_by_excel(struct world *w, bool wide)
{
    static const char text[] = "Nomor Tiket;Uraian;Bidang;Keadaan\r\n"
        "T-1;Caf\xE9 \x93Ria\x94 membuang limbah;Drainase;Proses\r\nT-2;pendek;Drainase;Proses\r\n";
    struct buf b = { .arena = w->arena };
    if (!wide)
        return text;
    buf_str(&b, S("\xFF\xFE"));
    for (size_t i = 0; i < sizeof text - 1; i++) {
        unsigned char c = (unsigned char)text[i];
        uint16_t letter = c == 0x93 ? 0x201C : c == 0x94 ? 0x201D : c;
        buf_char(&b, (char)(letter & 0xFF));
        buf_char(&b, (char)(letter >> 8));
    }
    return buf_view(&b).ptr;
}

static const char *
brought_bytes(struct world *w, str bytes)
{
    struct upload u = { S("berkas"), S("lapor.csv"), bytes };
    struct req *r = ask_files(w, &(struct sent){ "meja", PAGE, "", &u, 1 });
    CHECK_STATUS(r, 303);
    return cstr(w->arena, r->location);
}

TEST(a_file_of_excel_with_other_names_is_read_and_goes_back_by_them)
{
    struct meja_uji m = open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
    CHECK_STATUS(topic(w, "macam=status&kata=Dikerjakan&tujuan=didisposisikan"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", PAGE "/kolom", "kolom_id=Nomor+Tiket&kolom_isi=Uraian&kolom_topik=Bidang"
        "&kolom_judul=judul&kolom_instansi=instansi&kolom_lokasi=lokasi&kolom_kelurahan=kode_wilayah&kolom_sifat=sifat"
        "&kolom_status=Keadaan&kolom_jawaban=Jawaban&kolom_waktu=Waktu&kolom_daftar=data"), 303);
    const char *narrow = saved_by_excel(w, false), *wide = saved_by_excel(w, true);
    str seen = body_of(ask(w, "meja", "GET", brought_bytes(w, str_of(narrow)), NULL));
    CHECK(str_find(seen, S("Caf\xC3\xA9 \xE2\x80\x9CRia\xE2\x80\x9D membuang")) > 0);
    CHECK(str_find(seen, S("kurang dari 10 huruf; lengkapi kolom uraian")) > 0);
    const char *at = brought_bytes(w, (str){ wide, 2 + 2 * strlen(narrow) });
    CHECK(str_find(body_of(ask(w, "meja", "GET", at, NULL)), S("Caf\xC3\xA9 \xE2\x80\x9CRia\xE2\x80\x9D")) > 0);
    CHECK_STATUS(ask(w, "meja", "POST", at, ""), 303);
    CHECK_STATUS(ask(w, "meja", "POST", brought_bytes(w, str_of(narrow)), ""), 303);
    CHECK_INT(came(w), 1);
    CHECK(aduan_uji_act(&m, id_of(w, "T-1"), (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA,
        .jabatan = S("Meja"), .opd = m.opd, .isi = S("Diteruskan ke dinas.") }, NULL) == OK);
    struct req *back = ask(w, "meja", "GET", PAGE "/jawaban/csv", NULL);
    CHECK_HAS(back, "nomor tiket");
    CHECK_HAS(back, "\"T-1\",\"Dikerjakan\"");
}

TEST(a_status_that_changed_there_is_noted_here_once)
{
    open_desk(w);
    CHECK_STATUS(topic(w, "macam=topik&kata=Drainase&tujuan=saluran"), 303);
#define ROW(status) "tracking_id;isi;kategori;status\n5;Got mampet di sana;Drainase;" status "\n"
    CHECK_STATUS(ask(w, "meja", "POST", brought(w, ROW("Belum terverifikasi")), ""), 303);
    int64_t id = id_of(w, "5"), steps = perkara_uji_row(w, id).langkah;
    const char *at = brought(w, ROW("Selesai"));
    CHECK_HAS(ask(w, "meja", "GET", at, NULL), "statusnya di sana sekarang");
    CHECK_STATUS(ask(w, "meja", "POST", at, ""), 303);
    CHECK_INT(perkara_uji_row(w, id).langkah, steps + 1);
    CHECK_STATUS(ask(w, "meja", "POST", brought(w, ROW("Selesai")), "lagi=1"), 303);
    CHECK_INT(perkara_uji_row(w, id).langkah, steps + 1);
    CHECK_HAS(ask(w, "meja", "GET", cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)id)), NULL),
        "Statusnya di SP4N-LAPOR! sekarang: Selesai.");
    CHECK_INT(came(w), 1);
}

TESTS(sp4n_tests,
    LISTED(every_row_gets_its_verdict_before_anything_is_kept),
    LISTED(a_report_comes_once_however_often_its_file_is_brought),
    LISTED(a_report_that_says_no_place_opens_at_the_desk_and_in_public),
    LISTED(json_is_read_by_the_same_names_which_may_be_changed),
    LISTED(a_file_that_is_none_is_refused_with_the_way_out),
    LISTED(words_lead_to_something_that_is_here_only),
    LISTED(whoever_changes_a_word_or_a_connection_leaves_an_event),
    LISTED(answers_go_back_in_their_words_and_notes_do_not),
    LISTED(a_file_of_excel_with_other_names_is_read_and_goes_back_by_them),
    LISTED(a_status_that_changed_there_is_noted_here_once));
