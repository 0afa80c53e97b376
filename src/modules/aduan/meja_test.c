/* meja_test.c: the desk's queue: what its chips count, what is open beside it, and one act on many. */
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })

#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

static struct antrean_hitung_list
counted(struct world *w, int64_t opd, bool secret)
{
    struct antrean_hitung_list list;
    struct antrean_minta a = { .jenis = S("aduan"), .opd = opd, .hari_ini = date_of(w->now, &zone_wib),
        .rahasia = secret };
    CHECK(antrean_counts(world_db(w), &a, &list) == OK);
    return list;
}

TEST(the_chips_count_what_waits_before_and_after_the_fold)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    aduan_sent(&m, "pungli", NULL);
    CHECK_INT(counted(w, -1, true).jumlah, 2);
    CHECK_INT(counted(w, -1, true).rahasia, 1);
    CHECK_INT(counted(w, -1, false).jumlah, 1);
    CHECK(perkara_uji_job(w, antrean_fold) == OK);
    CHECK_INT(counted(w, -1, true).jumlah, 2);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_INT(counted(w, m.opd, false).jumlah, 1);
    CHECK_INT(counted(w, m.other, true).jumlah, 0);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("catat"), .isi = S("Sudah ditelepon tadi pagi.")), NULL) == OK);
    CHECK_INT(counted(w, -1, true).jumlah, 2);
    CHECK(perkara_uji_job(w, antrean_fold) == OK);
    CHECK_INT(counted(w, -1, true).jumlah, 2);
}

TEST(what_is_closed_is_counted_no_more_and_what_is_late_is_counted_as_late)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK_INT(counted(w, -1, true).lewat, 0);
    w->now += 20 * DAY;
    CHECK_INT(counted(w, -1, true).lewat, 1);
    CHECK(perkara_uji_job(w, antrean_fold) == OK);
    CHECK_INT(counted(w, -1, true).lewat, 1);
    CHECK_INT(counted(w, perkara_uji_row(w, id).opd, true).lewat, 1);
    CHECK_INT(counted(w, m.other, true).lewat, 0);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("arsip"), .isi = S("Ini bukan laporan warga."),
        .kode_alasan = S("A06")), NULL) == OK);
    CHECK_INT(counted(w, -1, true).jumlah, 0);
    CHECK_INT(counted(w, -1, true).lewat, 0);
    CHECK(perkara_uji_job(w, antrean_fold) == OK);
    CHECK_INT(counted(w, -1, true).lewat, 0);
}

TEST(the_first_case_is_open_beside_the_queue_and_its_filter_travels_along)
{
    struct meja_uji m = open_desk(w);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Tidak ada laporan yang menunggu");
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Air masuk ke rumah setiap hujan.");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?keadaan=diterima", NULL),
        SAID("/meja/aduan/%lld?keadaan=diterima", (long long)id));
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan?keadaan=diproses", NULL), "Air masuk ke rumah");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?keadaan=ditanggapi", NULL), "Tidak ada laporan pada saringan ini");
    const char *form = SAID("aksi=verifikasi&langkah=%lld", (long long)perkara_uji_row(w, id).langkah);
    struct req *reply = ask(w, "meja", "POST", SAID("/meja/aduan/%lld?keadaan=diterima", (long long)id), form);
    CHECK_STR(reply->location, SAID("/meja/aduan/%lld?keadaan=diterima", (long long)id));
}

TEST(who_reads_along_is_not_offered_what_only_the_desk_may_do)
{
    static const char *const offers[] = { "/sunting\"", "/meja/aduan/baru\"", "data-massal" };
    struct meja_uji m = open_desk(w);
    aduan_sent(&m, "saluran", NULL);
    for (size_t i = 0; i < COUNT(offers); i++) {
        CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), offers[i]);
        CHECK_LACKS(ask(w, "sekda", "GET", "/meja/aduan", NULL), offers[i]);
    }
    CHECK_HAS(ask(w, "sekda", "GET", "/meja/aduan/baru", NULL), "href=\"/kerja\">Ke ruang kerja");
}

TEST(the_chip_of_secret_ones_is_only_for_whoever_may_read_them)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "pungli", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_HAS(ask(w, "dinas", "GET", "/meja/aduan?keadaan=rahasia", NULL), nomor);
    CHECK_LACKS(ask(w, "dinas2", "GET", "/meja/aduan?keadaan=rahasia", NULL), nomor);
    CHECK_LACKS(ask(w, "kasi", "GET", "/meja/aduan?keadaan=rahasia", NULL), nomor);
    CHECK_LACKS(ask(w, "kasi", "GET", "/meja/aduan", NULL), "keadaan=rahasia");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "keadaan=rahasia");
}

TEST(the_queue_is_narrowed_by_office_and_by_what_it_is_about_and_both_stay_in_the_address)
{
    struct meja_uji m = open_desk(w);
    int64_t a = aduan_sent(&m, "saluran", NULL), b = aduan_sent(&m, "pungli", NULL);
    const char *one = cstr(w->arena, perkara_uji_row(w, a).nomor), *two = cstr(w->arena, perkara_uji_row(w, b).nomor);
    long long kind = (long long)perkara_uji_row(w, b).kategori;
    CHECK(aduan_uji_act(&m, a, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), SAID("/meja/aduan?opd=%lld\"", (long long)m.opd));
    struct req *office = ask(w, "meja", "GET", SAID("/meja/aduan?opd=%lld", (long long)m.opd), NULL);
    CHECK_HAS(office, one);
    CHECK_LACKS(office, two);
    CHECK_HAS(office, SAID("Terbuka <b>1</b>"));
    CHECK_HAS(office, SAID("?opd=%lld&amp;kategori=%lld", (long long)m.opd, kind));
    struct req *about = ask(w, "meja", "GET", SAID("/meja/aduan?kategori=%lld", kind), NULL);
    CHECK_HAS(about, two);
    CHECK_LACKS(about, one);
    CHECK_LACKS(ask(w, "meja", "GET", SAID("/meja/aduan?kategori=%lld&opd=%lld", kind, (long long)m.opd), NULL), two);
    CHECK_LACKS(ask(w, "dinas2", "GET", SAID("/meja/aduan?opd=%lld", (long long)m.opd), NULL), one);
}

TEST(the_queue_is_downloaded_as_it_is_filtered_and_secret_ones_only_by_who_may_read_them)
{
    struct meja_uji m = open_desk(w);
    int64_t a = aduan_sent(&m, "saluran", NULL), b = aduan_sent(&m, "pungli", NULL);
    const char *one = cstr(w->arena, perkara_uji_row(w, a).nomor), *two = cstr(w->arena, perkara_uji_row(w, b).nomor);
    CHECK(aduan_uji_act(&m, b, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    struct req *all = ask(w, "meja", "GET", "/meja/aduan/unduh/csv", NULL);
    CHECK_INT(world_traces(w, "aduan.unduh_antrean"), 1);
    CHECK_HAS(all, one);
    CHECK_HAS(all, two);
    CHECK_LACKS(all, "Air masuk ke rumah");
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan/unduh/csv?keadaan=diterima", NULL), two);
    CHECK_HAS(ask(w, "dinas", "GET", "/meja/aduan/unduh/csv", NULL), two);
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan/unduh/csv", NULL), one);
    CHECK_LACKS(ask(w, "kasi", "GET", "/meja/aduan/unduh/csv", NULL), two);
    CHECK_LACKS(ask(w, "sekda", "GET", "/meja/aduan/unduh/csv", NULL), two);
}

TEST(a_row_says_how_many_reports_beside_it_may_be_the_same)
{
    struct meja_uji m = open_desk(w);
    int64_t one = aduan_published(&m, "saluran");
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), "mungkin sama:");
    aduan_published(&m, "saluran");
    struct req *queue = ask(w, "meja", "GET", "/meja/aduan", NULL);
    CHECK_HAS(queue, "mungkin sama: 1");
    CHECK_HAS(queue, SAID("/meja/aduan/%lld?aksi=gabung#tulis", (long long)one));
}

/* ---- searching ------------------------------------------------------------------------------------------- */

TEST(a_desk_finds_its_reports_open_and_closed_and_an_office_those_it_leads)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?q=tersumbat", NULL), nomor);
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan?q=kenari", NULL), nomor);
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan?q=tersumbat", NULL), nomor);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_HAS(ask(w, "dinas", "GET", SAID("/meja/aduan?q=%s", nomor), NULL), "Saluran tersumbat");
    CHECK_LACKS(ask(w, "dinas2", "GET", "/meja/aduan?q=tersumbat", NULL), nomor);
    int64_t closed = aduan_sent(&m, "saluran", NULL);
    nomor = cstr(w->arena, perkara_uji_row(w, closed).nomor);
    CHECK(aduan_uji_act(&m, closed, DESK(.aksi = S("arsip"), .kode_alasan = S("A08"),
        .isi = S("Pelapor tidak menjawab.")), NULL) == OK);
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), nomor);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?q=tersumbat", NULL), nomor);
}

TEST(a_secret_report_is_found_by_whoever_may_read_it_alone)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "pungli", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?q=hujan", NULL), nomor);
    CHECK_HAS(ask(w, "dinas", "GET", "/meja/aduan?q=hujan", NULL), nomor);
    CHECK_LACKS(ask(w, "kasi", "GET", "/meja/aduan?q=hujan", NULL), nomor);
    CHECK_LACKS(ask(w, "sekda", "GET", "/meja/aduan?q=hujan", NULL), nomor);
    CHECK_LACKS(ask(w, "dinas2", "GET", "/meja/aduan?q=hujan", NULL), nomor);
    CHECK_LACKS(ask(w, "meja", "GET", "/cari?q=hujan", NULL), nomor);
}

/* ---- one act on many ------------------------------------------------------------------------------------ */

static const char *
both(struct world *w, const char *more, int64_t a, int64_t b)
{
    return cstr(w->arena, str_format(w->arena, "%s&laporan=%lld&langkah_%lld=%lld&laporan=%lld&langkah_%lld=%lld",
        more, (long long)a, (long long)a, (long long)perkara_uji_row(w, a).langkah, (long long)b, (long long)b,
        (long long)perkara_uji_row(w, b).langkah));
}

static enum outcome
place_north(struct db *db, void *context)
{
    const int64_t *of = context;
    struct query q = query_of(db, "UPDATE perkara SET lat_e6 = $2 WHERE id = $1");
    query_bind(&q, of[0]);
    query_bind(&q, of[1]);
    return query_end_changed(&q);
}

TEST(a_neighbour_counts_across_the_edge_of_a_band_and_one_too_far_does_not)
{
    struct meja_uji m = open_desk(w);
    int64_t here[2] = { aduan_published(&m, "saluran"), -5112100 };
    int64_t there[2] = { aduan_published(&m, "saluran"), -5111300 };
    CHECK(world_write(w, place_north, here) == OK);            /* -5112000 is an edge */
    CHECK(world_write(w, place_north, there) == OK);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "mungkin sama: 1");
    there[1] = -5111100;
    CHECK(world_write(w, place_north, there) == OK);
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), "mungkin sama:");
}

TEST(many_are_verified_at_once_after_they_were_shown)
{
    struct meja_uji m = open_desk(w);
    int64_t a = aduan_sent(&m, "saluran", NULL), b = aduan_sent(&m, "saluran", NULL);
    struct req *list = ask(w, "meja", "POST", "/meja/aduan/massal", both(w, "aksi=verifikasi", a, b));
    CHECK_STATUS(list, 422);
    CHECK_HAS(list, "Verifikasi: 2 laporan");
    CHECK_STR(perkara_uji_row(w, a).keadaan, "diterima");
    struct req *reply = ask(w, "meja", "POST", "/meja/aduan/massal/simpan", both(w, "aksi=verifikasi", a, b));
    CHECK_STATUS(reply, 200);
    CHECK_HAS(reply, "2 dari 2 tersimpan");
    CHECK_STR(perkara_uji_row(w, a).keadaan, "terverifikasi");
    CHECK(perkara_uji_row(w, b).tayang);
}

TEST(each_of_many_has_its_own_verdict)
{
    struct meja_uji m = open_desk(w);
    int64_t a = aduan_sent(&m, "saluran", NULL), b = aduan_sent(&m, "saluran", NULL);
    const char *form = both(w, SAID("aksi=disposisi&opd=%lld&perintah=Keruk", (long long)m.opd), a, b);
    CHECK(aduan_uji_act(&m, b, DESK(.aksi = S("verifikasi")), NULL) == OK);
    struct req *reply = ask(w, "meja", "POST", "/meja/aduan/massal/simpan", form);
    CHECK_STATUS(reply, 200);
    CHECK_HAS(reply, "1 dari 2 tersimpan");
    CHECK_HAS(reply, "sudah berubah sejak halaman ini dibuka");
    CHECK_STR(perkara_uji_row(w, a).keadaan, "didisposisikan");
    CHECK(perkara_uji_row(w, a).opd == m.opd);
    CHECK_STR(perkara_uji_row(w, b).keadaan, "terverifikasi");
}

TEST(what_all_of_many_lack_is_asked_for_and_nothing_is_saved)
{
    struct meja_uji m = open_desk(w);
    int64_t a = aduan_sent(&m, "saluran", NULL), b = aduan_sent(&m, "saluran", NULL);
    struct req *reply = ask(w, "meja", "POST", "/meja/aduan/massal/simpan", both(w, "aksi=disposisi", a, b));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Pilih perangkat daerah");
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/massal/simpan", both(w, "aksi=arsip", a, b)), 422);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/massal/simpan", both(w, "aksi=bukan_wewenang", a, b)), 422);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/massal/simpan", "aksi=verifikasi"), 422);
    CHECK_HAS(ask(w, "meja", "POST", "/meja/aduan/massal", "aksi=verifikasi"), "Belum ada laporan yang dipilih");
    CHECK_STR(perkara_uji_row(w, a).keadaan, "diterima");
    reply = ask(w, "meja", "POST", "/meja/aduan/massal/simpan", both(w, "aksi=arsip&kode_alasan=A06&isi=Bukan+laporan"
        "+warga", a, b));
    CHECK_HAS(reply, "2 dari 2 tersimpan");
    CHECK_STR(perkara_uji_row(w, b).keadaan, "diarsipkan");
}

TEST(only_the_desk_acts_on_many)
{
    struct meja_uji m = open_desk(w);
    int64_t a = aduan_sent(&m, "saluran", NULL), b = aduan_sent(&m, "saluran", NULL);
    CHECK_STATUS(ask(w, "dinas", "POST", "/meja/aduan/massal/simpan", both(w, "aksi=verifikasi", a, b)), 403);
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan", NULL), "data-massal");
    CHECK_STR(perkara_uji_row(w, a).keadaan, "diterima");
}

/* ---- a reply, a note, an act ------------------------------------------------------------------------------ */

static struct req *
form_of(struct world *w, const char *user, int64_t id, const char *aksi)
{
    return ask(w, user, "GET", SAID("/meja/aduan/%lld?aksi=%s", (long long)id, aksi), NULL);
}

TEST(a_reply_and_an_internal_note_are_two_forms_that_say_who_will_read_them)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran");
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    struct req *reply = form_of(w, "dinas", id, "kabari"), *note = form_of(w, "dinas", id, "catat");
    CHECK_HAS(reply, "Terbaca pelapor, tampil untuk umum");
    CHECK_HAS(reply, "Isi balasan");
    CHECK_HAS(reply, "<option value=\"tanggapi\"");
    CHECK_HAS(reply, "name=\"hasil\"");
    CHECK_HAS(note, "Internal, tidak pernah terlihat pelapor dan umum");
    CHECK_HAS(note, "Isi catatan");
    CHECK_LACKS(note, "name=\"hasil\"");
    CHECK_LACKS(note, "Isi balasan");
}

TEST(each_act_has_a_form_of_its_own_fields_and_one_that_is_not_possible_has_none)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK_HAS(form_of(w, "meja", id, ""), "<h4 class=\"sub-judul\" id=\"ta\">Verifikasi</h4>");
    struct req *hand = form_of(w, "meja", id, "disposisi"), *refuse = form_of(w, "meja", id, "arsip");
    CHECK_HAS(hand, "name=\"opd\"");
    CHECK_LACKS(hand, "name=\"kode_alasan\"");
    CHECK_HAS(refuse, "name=\"kode_alasan\"");
    CHECK_LACKS(refuse, "name=\"opd\"");
    CHECK_HAS(form_of(w, "meja", id, "lengkapi"), "Menunggu pelapor melengkapi; jam berhenti");
    CHECK_HAS(form_of(w, "meja", id, "tanggapi"), "<h4 class=\"sub-judul\" id=\"ta\">Verifikasi</h4>");
    CHECK_LACKS(form_of(w, "meja", id, "disposisi"), "aksi=kerjakan");
}

TEST(what_is_wrong_with_an_act_brings_its_own_form_back)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    struct req *back = ask(w, "meja", "POST", SAID("/meja/aduan/%lld", (long long)id),
        SAID("aksi=arsip&isi=Bukan+laporan+warga.&langkah=%lld", (long long)perkara_uji_row(w, id).langkah));
    CHECK_STATUS(back, 422);
    CHECK_HAS(back, "Pilih alasannya");
    CHECK_HAS(back, "Bukan laporan warga.");
    CHECK_LACKS(back, "name=\"opd\"");
}

/* ---- joined and parted ---------------------------------------------------------------------------------- */

static int64_t
voices_of(struct world *w, int64_t id)
{
    int64_t count = 0;
    CHECK(pihak_count(world_db(w), id, S("pendukung"), &count) == OK);
    return count;
}

static enum outcome
add_reporter(struct db *db, void *context)
{
    const int64_t *id = context;
    struct pihak p = { .perkara = *id, .peran = S("pelapor"), .tamu = S("tamu-uji"), .surel = S("siti@uji.test") };
    return pihak_add(db, S("0123456789abcdef0123456789abcdef"), &p);
}

TEST(what_was_joined_is_parted_and_goes_on_where_it_was)
{
    struct meja_uji m = open_desk(w);
    int64_t one = aduan_sent(&m, "saluran", NULL), other = aduan_sent(&m, "saluran", NULL);
    w->region.secret = S("0123456789abcdef0123456789abcdef");
    CHECK(world_write(w, add_reporter, &one) == OK);
    CHECK(aduan_uji_act(&m, one, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    str due = perkara_uji_row(w, one).tenggat;
    w->now += DAY;
    CHECK(aduan_uji_act(&m, one, DESK(.aksi = S("gabung"), .induk = other), NULL) == OK);
    CHECK_INT(voices_of(w, other), 1);
    CHECK_STR(perkara_uji_row(w, one).tenggat, "9999");
    w->now += DAY;
    CHECK(aduan_uji_act(&m, one, DESK(.aksi = S("pisah"), .isi = S("Ternyata saluran yang berbeda.")), NULL) == OK);
    struct perkara p = perkara_uji_row(w, one);
    CHECK_STR(p.keadaan, "didisposisikan");
    CHECK(p.terbuka && p.induk == 0 && p.selesai == 0 && p.opd == m.opd && str_eq(p.tenggat, due));
    CHECK_INT(voices_of(w, other), 0);
    CHECK_INT(counted(w, -1, true).jumlah, 2);
    const char *there = SAID("/meja/aduan/%lld", (long long)other), *here = SAID("/meja/aduan/%lld", (long long)one);
    CHECK_HAS(ask(w, "meja", "GET", there, NULL), "Ternyata saluran yang berbeda.");
    CHECK_HAS(ask(w, "meja", "GET", here, NULL), "Dipisahkan dari laporan lain");
}

TEST(only_the_desk_parts_only_what_was_joined_and_only_with_a_reason)
{
    struct meja_uji m = open_desk(w);
    str why;
    int64_t one = aduan_sent(&m, "saluran", NULL), other = aduan_sent(&m, "saluran", NULL);
    struct tindakan part = DESK(.aksi = S("pisah"), .isi = S("Ternyata saluran yang berbeda."));
    CHECK(aduan_uji_act(&m, one, part, &why) == INVALID && str_find(why, S("Diterima")) >= 0);
    CHECK(aduan_uji_act(&m, one, DESK(.aksi = S("gabung"), .induk = other), NULL) == OK);
    CHECK(aduan_uji_act(&m, one, DESK(.aksi = S("pisah"), .isi = S("salah")), NULL) == INVALID);
    part.oleh = KANTOR;
    CHECK(aduan_uji_act(&m, one, part, NULL) == INVALID);
    CHECK_STR(perkara_uji_row(w, one).keadaan, "duplikat");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?keadaan=digabung", NULL), SAID("/meja/aduan/%lld", (long long)one));
    CHECK_HAS(ask(w, "meja", "GET", SAID("/meja/aduan/%lld", (long long)other), NULL), "?aksi=pisah#tulis");
}

TESTS(meja_tests,
    LISTED(who_reads_along_is_not_offered_what_only_the_desk_may_do),
    LISTED(a_desk_finds_its_reports_open_and_closed_and_an_office_those_it_leads),
    LISTED(a_secret_report_is_found_by_whoever_may_read_it_alone),
    LISTED(the_chips_count_what_waits_before_and_after_the_fold),
    LISTED(what_is_closed_is_counted_no_more_and_what_is_late_is_counted_as_late),
    LISTED(the_first_case_is_open_beside_the_queue_and_its_filter_travels_along),
    LISTED(the_chip_of_secret_ones_is_only_for_whoever_may_read_them),
    LISTED(the_queue_is_narrowed_by_office_and_by_what_it_is_about_and_both_stay_in_the_address),
    LISTED(the_queue_is_downloaded_as_it_is_filtered_and_secret_ones_only_by_who_may_read_them),
    LISTED(a_row_says_how_many_reports_beside_it_may_be_the_same),
    LISTED(a_neighbour_counts_across_the_edge_of_a_band_and_one_too_far_does_not),
    LISTED(many_are_verified_at_once_after_they_were_shown),
    LISTED(each_of_many_has_its_own_verdict),
    LISTED(what_all_of_many_lack_is_asked_for_and_nothing_is_saved),
    LISTED(only_the_desk_acts_on_many),
    LISTED(a_reply_and_an_internal_note_are_two_forms_that_say_who_will_read_them),
    LISTED(each_act_has_a_form_of_its_own_fields_and_one_that_is_not_possible_has_none),
    LISTED(what_is_wrong_with_an_act_brings_its_own_form_back),
    LISTED(what_was_joined_is_parted_and_goes_on_where_it_was),
    LISTED(only_the_desk_parts_only_what_was_joined_and_only_with_a_reason));
