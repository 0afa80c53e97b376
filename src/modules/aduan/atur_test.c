/* atur_test.c: the settings of complaints through the router: what is kept, what is refused, what stays of old. */
#include "core/perkara/atur.h"
#include "modules/aduan/aduan_uji.h"

#define ATUR "/meja/aduan/atur"
#define LAMP "nama=Lampu+taman&kelompok=Jalan&ikon=lamp&golongan=biasa&tampak=publik&urutan=9"

static int64_t
number(struct world *w, const char *sql)
{
    struct query q = query_of(world_db(w), sql);
    int64_t n = query_next(&q) ? query_int(&q) : -1;
    CHECK(query_end(&q) == OK);
    return n;
}

TEST(only_who_sets_complaints_gets_to_their_settings)
{
    open_desk(w);
    CHECK_STATUS(ask(w, "meja", "GET", ATUR, NULL), 200);
    CHECK_STATUS(ask(w, "dinas", "GET", ATUR, NULL), 403);
    CHECK_STATUS(ask(w, "dinas", "POST", ATUR "/jam", "jam=selesai&hari=1&mulai=2026-04-01&dasar=X"), 403);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan/kunci", NULL), ATUR);
}

/* ---- categories -------------------------------------------------------------------------------------------- */

TEST(a_category_is_added_chosen_by_residents_and_retired_without_losing_its_reports)
{
    struct meja_uji m = open_desk(w);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/kategori/baru", "kode=lampu-taman&" LAMP "&aktif=1"), 303);
    CHECK_HAS(ask(w, "", "GET", "/lapor", NULL), "Lampu taman");
    int64_t id = aduan_sent(&m, "lampu-taman", NULL);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/kategori/lampu-taman", "kode=lain&" LAMP), 303);
    CHECK_LACKS(ask(w, "", "GET", "/lapor", NULL), "Lampu taman");
    CHECK_HAS(ask(w, "meja", "GET", ATUR, NULL), "Dipensiunkan");
    CHECK_STR(perkara_uji_row(w, id).kategori_nama, "Lampu taman");
    CHECK_INT(number(w, "SELECT count(*) FROM peristiwa WHERE jenis = 'perkara.kategori'"), 2);
}

TEST(a_wrong_or_a_second_category_of_one_code_is_refused)
{
    open_desk(w);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/kategori/baru", "kode=Lampu+Taman&" LAMP),
        "Kode ditulis dengan huruf kecil");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/kategori/baru", "kode=saluran&" LAMP), "sudah dipakai: Saluran");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/kategori/baru", "kode=uji&nama=U&kelompok=U&ikon=tidak-ada&golongan=biasa"
        "&tampak=publik"), "Pilih satu gambar");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/kategori/baru", "kode=uji&nama=U&kelompok=U&ikon=lamp&golongan=kilat"
        "&tampak=terbuka"), "Pilih golongan dari daftar");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/kategori/baru", "kode=uji&" LAMP "&opd=77"), "Pilih perangkat daerah");
    CHECK_STATUS(ask(w, "meja", "GET", ATUR "/kategori/uji", NULL), 404);
}

static enum outcome
retire_all_but_one(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE perkara_kategori SET aktif = 0 WHERE jenis = 'aduan' AND kode <> 'saluran'");
    return query_end(&q);
}

TEST(the_last_category_cannot_be_retired)
{
    open_desk(w);
    CHECK(world_write(w, retire_all_but_one, NULL) == OK);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/kategori/saluran", "kode=saluran&" LAMP), "Ini kategori terakhir");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/kategori/saluran", "kode=saluran&" LAMP "&aktif=1"), 303);
}

TEST(a_question_is_asked_of_residents_until_it_is_retired)
{
    open_desk(w);
    const char *path = ATUR "/kategori/saluran/tanya/baru";
    CHECK_HAS(ask(w, "meja",
        "POST", path, "kode=dalam&tanya=Sedalam+apa&tipe=singlevaluelist&pilihan=Mata+kaki&aktif=1"),
        "paling sedikit dua pilihan");
    CHECK_HAS(ask(w, "meja", "POST", path, "kode=dalam&tanya=Sedalam+apa&tipe=singlevaluelist&aktif=1"
        "&pilihan=Mata+kaki%0AMATA+KAKI"), "tertulis dua kali");
    CHECK_HAS(ask(w, "meja", "POST", path, "kode=dalam&tanya=Sedalam+apa&tipe=video&aktif=1"), "Pilih bentuk");
    CHECK_STATUS(ask(w, "meja", "POST", path, "kode=dalam&tanya=Sedalam+apa&tipe=singlevaluelist&wajib=1&aktif=1"
        "&pilihan=Mata+kaki%0ALutut"), 303);
    CHECK_HAS(ask(w, "meja", "POST", path, "kode=dalam&tanya=Lagi&tipe=string&aktif=1"), "sudah dipakai pertanyaan");
    CHECK_HAS(ask(w, "", "GET", "/lapor/saluran", NULL), "Sedalam apa");
    CHECK_HAS(ask(w, "", "GET", "/open311/v2/services/saluran.json", NULL), "mata-kaki");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/kategori/saluran/tanya/dalam",
        "kode=x&tanya=Sedalam+apa&tipe=singlevaluelist&pilihan=Mata+kaki%0ALutut"), 303);
    CHECK_LACKS(ask(w, "", "GET", "/lapor/saluran", NULL), "Sedalam apa");
    CHECK_HAS(ask(w, "meja", "GET", ATUR "/kategori/saluran", NULL), "Sedalam apa");
    CHECK_STATUS(ask(w, "meja", "GET", ATUR "/kategori/saluran/tanya/tidak", NULL), 404);
}

static enum outcome
answer_question(struct db *db, void *context)
{
    struct jawaban one = { .kode = S("dalam"), .nilai = S("mata-kaki") };
    return jawaban_set(db, *(const int64_t *)context, &(struct jawaban_list){ &one, 1 });
}

TEST(what_the_reporter_answered_is_read_by_officers_and_the_reporter_alone)
{
    struct meja_uji m = open_desk(w);
    str kode;
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/kategori/saluran/tanya/baru", "kode=dalam&tanya=Sedalam+apa"
        "&tipe=singlevaluelist&aktif=1&pilihan=Mata+kaki%0ALutut"), 303);
    int64_t id = aduan_sent(&m, "saluran", &kode);
    CHECK(world_write(w, answer_question, &id) == OK);
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), .aksi = S("verifikasi") },
        NULL) == OK);
    static const char shown[] = "<dt>Sedalam apa</dt><dd>Mata kaki</dd>";
    CHECK_HAS(ask(w, "meja", "GET", cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)id)), NULL),
        shown);
    CHECK_HAS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/lacak/" STR, STR_ARG(kode))), NULL), shown);
    CHECK_LACKS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/" STR,
        STR_ARG(perkara_uji_row(w, id).nomor))), NULL), "Sedalam apa");
}

/* ---- deadlines and the line up ----------------------------------------------------------------------------- */

static int64_t
days_of(struct world *w, date on)
{
    struct aturan_jam a = { 0 };
    CHECK(aturan_jam(world_db(w), &(struct perkara){ .jenis = S("aduan"), .golongan = S("biasa") }, "selesai", on,
        &a) == OK);
    return a.hari;
}

TEST(a_deadline_is_a_new_row_from_a_day_on_and_reports_before_it_keep_theirs)
{
    open_desk(w);
    int64_t rows = number(w, "SELECT count(*) FROM aturan_jam");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jam",
        "jam=selesai&golongan=biasa&hari=10&mulai=2026-04-01&dasar=Perwal+5/2026"), 303);
    CHECK_INT(number(w, "SELECT count(*) FROM aturan_jam"), rows + 1);
    CHECK_INT(days_of(w, (date){ 2026, 3, 31 }), 14);
    CHECK_INT(days_of(w, (date){ 2026, 4, 1 }), 10);
    CHECK_HAS(ask(w, "meja", "GET", ATUR "/jam", NULL), "Akan berlaku");
    CHECK_LACKS(ask(w, "meja", "GET", ATUR "/jam?pada=2026-04-02", NULL), "Akan berlaku");
    CHECK_STATUS(ask(w, "meja", "GET", ATUR "/jam?pada=besok", NULL), 404);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jam", "jam=selesai&golongan=biasa&hari=9&mulai=2026-04-01&dasar=X"),
        "Sudah ada aturan yang mulai");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jam", "jam=selesai&golongan=biasa&hari=9&mulai=2026-03-02&dasar=X"),
        "tidak berlaku surut");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jam", "jam=makan&golongan=siang&hari=9&mulai=2026-04-02&dasar=X"),
        "Pilih batas waktu yang diatur");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jam", "jam=selesai&hari=9&mulai=2026-04-02"), 422);
}

TEST(a_deadline_that_has_not_begun_is_withdrawn_one_that_holds_is_not)
{
    open_desk(w);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jam",
        "jam=selesai&golongan=biasa&hari=10&mulai=2026-04-01&dasar=Perwal+5/2026"), 303);
    int64_t id = number(w, "SELECT max(id) FROM aturan_jam");
    const char *path = cstr(w->arena, str_format(w->arena, ATUR "/jam/%lld/batal", (long long)id));
    CHECK_STATUS(ask(w, "meja", "POST", path, ""), 303);
    CHECK_INT(days_of(w, (date){ 2026, 4, 1 }), 14);
    CHECK_HAS(ask(w, "meja", "GET", ATUR "/jam", NULL), "Dibatalkan");
    CHECK_HAS(ask(w, "meja", "POST", path, ""), "belum berlaku dapat dibatalkan");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jam/4/batal", ""), "belum berlaku dapat dibatalkan");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jam/404/batal", ""), 404);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jam",
        "jam=selesai&golongan=biasa&hari=8&mulai=2026-04-01&dasar=Perwal+6/2026"), 303);
    CHECK_INT(days_of(w, (date){ 2026, 4, 1 }), 8);
}

TEST(the_line_up_is_kept_as_a_whole_and_never_empty)
{
    open_desk(w);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jenjang", "jabatan=&nama=&hari=&mulai=2026-03-03&dasar=Perwal"),
        "paling sedikit satu jabatan");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jenjang",
        "jabatan=kasi&nama=&hari=2&jabatan=kasi&nama=&hari=3&mulai=2026-03-03&dasar=Perwal"),
        "menyebut jabatan yang sama");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jenjang", "jabatan=raja&nama=&hari=2&mulai=2026-03-03&dasar=Perwal"),
        "pilih jabatan dari");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jenjang", "jabatan=kasi&nama=&hari=0&mulai=2026-03-03&dasar=Perwal"),
        "diisi 1 sampai 60");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jenjang",
        "jabatan=kepala_pd&nama=kepala+dinas&hari=2&jabatan=sekda&nama="
        "&hari=4&jabatan=&nama=&hari=&mulai=2026-03-03&dasar=Perwal+5/2026"), 303);
    CHECK_INT(number(w, "SELECT count(*) FROM perkara_jenjang WHERE jenis = 'aduan' AND mulai = '2026-03-03'"), 2);
    CHECK_INT(number(w,
        "SELECT count(*) FROM perkara_jenjang WHERE jabatan = 'sekda' AND daerah = 1 AND urutan = 2"
        " AND mulai = '2026-03-03'"), 1);
    CHECK_INT(number(w, "SELECT count(*) FROM perkara_jenjang WHERE jabatan = 'kepala_pd' AND daerah = 0"
        " AND mulai = '2026-03-03'"), 1);
}

TEST(a_line_holds_from_its_first_day_on_and_never_before)
{
    struct jenjang_list now;
    open_desk(w);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/jenjang", "jabatan=kasi&nama=&hari=2&mulai=2026-03-02&dasar=Perwal"),
        "tidak berlaku surut");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jenjang", "jabatan=sekda&nama=&hari=7&mulai=2026-04-01&dasar=Perwal"),
        303);
    CHECK(jenjang_rows(world_db(w), S("aduan"), (date){ 2026, 3, 31 }, &now) == OK);
    CHECK(now.count > 1 && now.items[0].hari != 7 && now.berikut.month == 4);
    CHECK_HAS(ask(w, "meja", "GET", ATUR "/jenjang", NULL), "diganti mulai");
    CHECK(jenjang_rows(world_db(w), S("aduan"), (date){ 2026, 4, 1 }, &now) == OK);
    CHECK(now.count == 1 && now.items[0].hari == 7 && date_is_none(now.berikut));
}

/* ---- reasons and templates --------------------------------------------------------------------------------- */

TEST(a_reason_is_added_and_the_last_one_of_an_act_stays)
{
    open_desk(w);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/alasan/baru", "kode=A12&nama=Sudah+ditangani&untuk=arsip&aktif=1"), 303);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/alasan/baru", "kode=A12&nama=Lain&untuk=arsip&aktif=1"), "sudah dipakai");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/alasan/baru", "kode=R1&nama=Lain&untuk=arsip&aktif=1"), "Kode ditulis A");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/alasan/baru", "kode=A13&nama=Lain&aktif=1"),
        "paling sedikit satu tindakan");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/alasan/A01", "kode=A01&nama=Bukan+kewenangan&untuk=bukan_wewenang"),
        "Ini alasan terakhir");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/alasan/A08", "kode=A08&nama=Tidak+lengkap&untuk=arsip"),
        "diarsipkan sendiri");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/alasan/A08", "kode=A08&nama=Tidak+lengkap&untuk=arsip&aktif=1"), 303);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/alasan/A12", "kode=A12&nama=Sudah+ditangani&untuk=arsip"), 303);
    CHECK_INT(number(w, "SELECT aktif FROM perkara_alasan WHERE kode = 'A01'"), 1);
}

TEST(a_template_says_the_reports_own_words_on_the_desk_and_refuses_unknown_ones)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/templat/baru", "judul=Jadwal&isi=Halo+{nama}&aktif=1"),
        "{nama} tidak dikenal");
    CHECK_HAS(ask(w, "meja", "POST", ATUR "/templat/baru", "judul=Jadwal&isi=Laporan+{nomor}&aktif=1&lihat=1"),
        "Laporan MTR-26-CONTOH");
    CHECK_INT(number(w, "SELECT count(*) FROM perkara_templat"), 0);
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/templat/baru",
        "judul=Jadwal&isi=Laporan+{nomor}+tentang+{judul}+dijadwalkan&aksi=kabari&aktif=1"), 303);
    const char *desk = cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)id));
    str says = str_format(w->arena, "Laporan " STR " tentang Saluran tersumbat dijadwalkan",
        STR_ARG(perkara_uji_row(w, id).nomor));
    CHECK_HAS(ask(w, "meja", "GET", desk, NULL), cstr(w->arena, says));
    int64_t t = number(w, "SELECT max(id) FROM perkara_templat");
    const char *path = cstr(w->arena, str_format(w->arena, ATUR "/templat/%lld", (long long)t));
    CHECK_STATUS(ask(w, "meja", "GET", path, NULL), 200);
    CHECK_STATUS(ask(w, "meja", "POST", path, "judul=Jadwal&isi=Laporan+{nomor}"), 303);
    CHECK_LACKS(ask(w, "meja", "GET", desk, NULL), cstr(w->arena, says));
}

/* ---- how near ----------------------------------------------------------------------------------------------- */

static enum outcome
move_north(struct db *db, void *context)
{
    struct query q = query_of(db, "UPDATE perkara SET lat_e6 = lat_e6 + 2000 WHERE id = $1");
    query_bind(&q, *(const int64_t *)context);
    return query_end_changed(&q);
}

TEST(how_near_is_near_is_a_row_from_a_day_on_and_the_desk_offers_by_it)
{
    struct meja_uji m = open_desk(w);
    aduan_published(&m, "saluran");
    int64_t id = aduan_published(&m, "saluran");
    CHECK(world_write(w, move_north, &id) == OK);               /* some 220 m away */
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), "mungkin sama:");
    CHECK_STATUS(ask(w, "meja", "POST", ATUR "/jarak", "guna=gabung&meter=300&mulai=2026-03-10&dasar=Perwal+7/2026"),
        303);
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan", NULL), "mungkin sama:");
    CHECK_HAS(ask(w, "meja", "GET", ATUR "/jarak", NULL), "Akan berlaku");
    w->now += 8 * DAY;
    world_sign_in(w, "meja");
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "mungkin sama: 1");
}

TEST(radii_to_follow_and_what_recurs_are_set_and_what_makes_no_sense_is_refused)
{
    open_desk(w);
    const char *path = ATUR "/jarak";
    CHECK_STATUS(ask(w, "dinas", "POST", path, "guna=gabung&meter=50&mulai=2026-03-03&dasar=X"), 403);
    CHECK_STATUS(ask(w, "meja", "POST", path, "guna=ikuti&meter=300+900&mulai=2026-03-03&dasar=Perwal+7"), 303);
    struct req *follow = ask(w, "", "GET", "/aduan/langganan", NULL);
    CHECK_HAS(follow, "900 meter di sekitar titik");
    CHECK_LACKS(follow, "2000 meter di sekitar titik");
    CHECK_HAS(ask(w, "meja", "POST", path, "guna=ikuti&meter=300&mulai=2026-03-03&dasar=X"), "Sudah ada aturan");
    CHECK_HAS(ask(w, "meja", "POST", path, "guna=gabung&meter=100+200&mulai=2026-03-03&dasar=X"), "boleh beberapa");
    CHECK_HAS(ask(w, "meja", "POST", path, "guna=gabung&meter=5&mulai=2026-03-03&dasar=X"), "Tulis jarak dalam meter");
    CHECK_HAS(ask(w, "meja", "POST", path, "guna=gabung&meter=50&mulai=2026-03-02&dasar=X"), "tidak berlaku surut");
    CHECK_HAS(ask(w, "meja", "POST", path, "guna=ulang&meter=50&mulai=2026-03-03&dasar=X"), "paling sedikit 2");
    CHECK_HAS(ask(w, "meja", "POST", path, "guna=lain&meter=50&mulai=2026-03-03&dasar=X"), "Pilih jarak ini");
    CHECK_STATUS(ask(w, "meja", "POST", path, "guna=ulang&meter=50&kali=5&bulan=6&mulai=2026-04-01&dasar=Perwal+8"),
        303);
    CHECK_HAS(ask(w, "meja", "GET", path, NULL), "5 laporan dalam 6 bulan");
    int64_t id = number(w, "SELECT id FROM aturan_ulang WHERE kali = 5");
    CHECK_STATUS(ask(w, "meja", "POST", cstr(w->arena, str_format(w->arena, ATUR "/jarak/%lld/batal", (long long)id)),
        ""), 303);
    CHECK_HAS(ask(w, "meja", "GET", path, NULL), "Dibatalkan");
    id = number(w, "SELECT id FROM aturan_jarak WHERE meter = '300 900'");
    CHECK_HAS(ask(w, "meja", "POST", cstr(w->arena, str_format(w->arena, ATUR "/jarak/%lld/batal", (long long)id)), ""),
        "belum berlaku dapat dibatalkan");
    CHECK_INT(number(w, "SELECT count(*) FROM peristiwa WHERE jenis IN ('perkara.jarak', 'perkara.jarak_batal')"), 3);
}

TESTS(atur_tests,
    LISTED(how_near_is_near_is_a_row_from_a_day_on_and_the_desk_offers_by_it),
    LISTED(radii_to_follow_and_what_recurs_are_set_and_what_makes_no_sense_is_refused),
    LISTED(only_who_sets_complaints_gets_to_their_settings),
    LISTED(a_category_is_added_chosen_by_residents_and_retired_without_losing_its_reports),
    LISTED(a_wrong_or_a_second_category_of_one_code_is_refused),
    LISTED(the_last_category_cannot_be_retired),
    LISTED(what_the_reporter_answered_is_read_by_officers_and_the_reporter_alone),
    LISTED(a_question_is_asked_of_residents_until_it_is_retired),
    LISTED(a_deadline_is_a_new_row_from_a_day_on_and_reports_before_it_keep_theirs),
    LISTED(a_deadline_that_has_not_begun_is_withdrawn_one_that_holds_is_not),
    LISTED(the_line_up_is_kept_as_a_whole_and_never_empty),
    LISTED(a_line_holds_from_its_first_day_on_and_never_before),
    LISTED(a_reason_is_added_and_the_last_one_of_an_act_stays),
    LISTED(a_template_says_the_reports_own_words_on_the_desk_and_refuses_unknown_ones));
