/* jenis_test.c: other kinds than complaints are only declared: an application and a request for public information. */
#include "core/perkara/alur_uji.h"
#include "core/perkara/perkara_uji.h"

/* ---- an application for a service (external-services.md 3.3) --------------------------------------------- */

static const struct keadaan_alur service_states[] = {
    { "diajukan",           "Diajukan",           "tunggu",  "inbox",        true },
    { "pemeriksaan_berkas", "Berkas diperiksa",   "kerja",   "file-check",   true },
    { "perbaikan",          "Perlu Anda perbaiki", "ulang",  "undo-2",       true },
    { "lengkap",            "Berkas lengkap",     "kerja",   "badge-check",  true },
    { "pemeriksaan_teknis", "Diperiksa di tempat", "kerja",  "wrench",       true },
    { "menunggu_bayar",     "Menunggu pembayaran", "ulang",  "hourglass",    true },
    { "persetujuan",        "Menunggu persetujuan", "kerja", "clock",        true },
    { "terbit",             "Terbit",             "selesai", "circle-check", false },
    { "ditolak",            "Ditolak",            "tolak",   "circle-x",     false },
    { "dibatalkan",         "Dibatalkan",         "tolak",   "ban",          false },
    { 0 }
};

enum { BERKAS = 1, LAYANAN = 2 };
static const struct kata_alur service_clocks[] = { { "berkas", "Pemeriksaan berkas", true },
    { "layanan", "Waktu layanan", true }, { 0 } };
static const struct kata_alur service_results[] = { { "terbit", "Terbit", false }, { "ditolak", "Ditolak", false },
    { 0 } };

static const struct langkah_alur service_acts[] = {
    { "ajukan", "Ajukan", "Permohonan diterima", "", "diajukan", PELAPOR | MEJA, 0, .mulai = BERKAS },
    { "periksa", "Periksa berkas", "Berkas diperiksa", "diajukan", "pemeriksaan_berkas", MEJA, 0,
        .ikon = "file-check" },
    { "minta_perbaikan", "Minta perbaikan", "Pemohon diminta memperbaiki", "pemeriksaan_berkas", "perbaikan", MEJA,
        PERLU_ISI | JAM_JEDA, .ikon = "undo-2" },
    { "perbaiki", "Kirim perbaikan", "Pemohon memperbaiki", "perbaikan", "pemeriksaan_berkas", PELAPOR, JAM_LANJUT,
        .ikon = "user-round" },
    { "lengkap", "Nyatakan lengkap", "Berkas lengkap", "pemeriksaan_berkas", "lengkap", MEJA, 0, .temui = BERKAS,
        .mulai = LAYANAN },
    { "teknis", "Minta pemeriksaan teknis", "Diperiksa oleh", "lengkap", "pemeriksaan_teknis", MEJA,
        PERLU_OPD | BAGI_TUGAS, .ikon = "wrench" },
    { "libatkan", "Libatkan perangkat daerah lain", "Perangkat daerah lain ikut memeriksa", "pemeriksaan_teknis", "",
        MEJA | KANTOR, PERLU_OPD | DUKUNG_TUGAS, .ikon = "users-round" },
    { "tagih", "Tagih retribusi", "Menunggu pembayaran", "pemeriksaan_teknis", "menunggu_bayar", KANTOR, JAM_JEDA,
        .ikon = "hourglass" },
    { "lunas", "Catat pembayaran", "Pembayaran diterima", "menunggu_bayar", "persetujuan", SISTEM, JAM_LANJUT,
        .ikon = "check" },
    { "terbitkan", "Terbitkan", "Izin terbit", "persetujuan", "terbit", KANTOR, 0, .temui = LAYANAN,
        .hasil = "terbit" },
    { "tolak", "Tolak", "Ditolak", "pemeriksaan_berkas lengkap pemeriksaan_teknis persetujuan", "ditolak",
        MEJA | KANTOR, PERLU_ISI | PERLU_ALASAN, .temui = BERKAS | LAYANAN, .hasil = "ditolak" },
    { "batal", "Batalkan permohonan", "Dibatalkan pemohon", "*", "dibatalkan", PELAPOR, JAM_GUGUR, .ikon = "ban" },
    { 0 }
};

static const struct alur service = { .jenis = "layanan", .buka = "ajukan", .utama = "layanan", .langkah = service_acts,
    .keadaan = service_states, .jam = service_clocks, .hasil = service_results, .sebutan = "Permohonan",
    .ini = "Permohonan ini", .pembaca = "Pemohon", .meja = "loket layanan", .isian = "isi" };

static const struct perkara_awal service_rows = {
    (const struct aturan_awal[]){ { 901, "berkas", "", 2, "Perwal uji" }, { 902, "layanan", "izin", 14, "Perwal uji" },
        { 903, "layanan", "surat", 1, "Perwal uji" }, { 0 } },
    (const struct jenjang_awal[]){ { "kepala_pd", "kepala dinas", false, 2 }, { 0 } },
    (const struct alasan_awal[]){ { "L01", "Tidak sesuai rencana tata ruang", "tolak" }, { 0 } } };

/* ---- a request for public information (external-services.md 4.3) ----------------------------------------- */

static const struct keadaan_alur ppid_states[] = {
    { "diterima",          "Diterima",            "tunggu",  "inbox",          true },
    { "perlu_kelengkapan", "Perlu dilengkapi",  "ulang",   "undo-2",         true },
    { "diproses",          "Diproses",            "kerja",   "clock",          true },
    { "diperpanjang",      "Waktu diperpanjang",  "kerja",   "clock",          true },
    { "dijawab",           "Dijawab",             "selesai", "message-square", true },
    { "keberatan",         "Keberatan",           "ulang",   "gavel",          true },
    { "ditanggapi_atasan", "Ditanggapi atasan",   "selesai", "message-square", true },
    { "selesai",           "Selesai",             "selesai", "circle-check",   false },
    { "dicabut",           "Dicabut pemohon",     "tolak",   "ban",            false },
    { 0 }
};

enum { JAWAB = 1, KEBERATAN = 2 };
static const struct kata_alur ppid_clocks[] = { { "jawab", "Pemberitahuan tertulis", true },
    { "keberatan", "Tanggapan atasan PPID", true }, { "perpanjangan", "Perpanjangan", true },
    { "tutup", "Masa mengajukan keberatan", true }, { 0 } };
static const struct kata_alur ppid_results[] = { { "dikabulkan", "Dikabulkan", true },
    { "sebagian", "Dikabulkan sebagian", true }, { "tidak_dikuasai", "Tidak dikuasai", true },
    { "ditolak", "Ditolak", false }, { 0 } };

#define WORKING "diproses diperpanjang"
static const struct langkah_alur ppid_acts[] = {
    { "minta", "Minta informasi", "Permohonan diterima", "", "diterima", PELAPOR | MEJA, 0, .mulai = JAWAB },
    { "lengkapi", "Minta kelengkapan", "Pemohon diminta melengkapi", "diterima", "perlu_kelengkapan", MEJA,
        PERLU_ISI | JAM_JEDA, .ikon = "undo-2" },
    { "susulkan", "Lengkapi", "Pemohon melengkapi", "perlu_kelengkapan", "diterima", PELAPOR, PERLU_ISI | JAM_LANJUT,
        .ikon = "user-round" },
    { "proses", "Proses", "Diteruskan ke", "diterima", "diproses", MEJA, PERLU_OPD | BAGI_TUGAS, .ikon = "forward" },
    { "perpanjang", "Perpanjang", "Waktu diperpanjang", "diproses", "diperpanjang", MEJA | KANTOR,
        PERLU_ISI | JAM_TAMBAH, .ikon = "clock" },
    { "jawab", "Jawab", "Dijawab", WORKING, "dijawab", MEJA | KANTOR, PERLU_ISI | PERLU_HASIL, .temui = JAWAB },
    { "tolak", "Tolak", "Ditolak", WORKING, "dijawab", MEJA, PERLU_ISI | PERLU_ALASAN, .temui = JAWAB,
        .hasil = "ditolak" },
    { "keberatan", "Ajukan keberatan", "Pemohon keberatan", "dijawab " WORKING, "keberatan", PELAPOR, PERLU_ISI,
        .mulai = KEBERATAN },
    { "tanggapi_atasan", "Tanggapi keberatan", "Ditanggapi atasan PPID", "keberatan", "ditanggapi_atasan", MEJA,
        PERLU_ISI | PERLU_HASIL, .temui = KEBERATAN },
    { "tutup", "Tutup otomatis", "Ditutup otomatis", "dijawab ditanggapi_atasan", "selesai", SISTEM, 0,
        .ikon = "clock" },
    { "cabut", "Cabut permohonan", "Dicabut pemohon", "*", "dicabut", PELAPOR, JAM_GUGUR, .ikon = "ban" },
    { 0 }
};

static const struct alur ppid = { .jenis = "ppid", .buka = "minta", .utama = "jawab", .langkah = ppid_acts,
    .keadaan = ppid_states, .jam = ppid_clocks, .hasil = ppid_results, .sebutan = "Permohonan informasi",
    .ini = "Permohonan informasi ini", .pembaca = "Pemohon", .meja = "PPID", .isian = "isi" };

static const struct perkara_awal ppid_rows = {
    (const struct aturan_awal[]){ { 911, "jawab", "", 10, "UU 14/2008 pasal 22(7)" },
        { 912, "perpanjangan", "", 7, "UU 14/2008 pasal 22(8)" }, { 913, "keberatan", "", 30, "UU 14/2008 pasal 36" },
        { 914, "tutup", "", 30, "UU 14/2008 pasal 36" },
        { 915, "jawab", "segera", 5, "Perwal uji" }, { 0 } },
    (const struct jenjang_awal[]){ { "kepala_pd", "kepala dinas", false, 2 }, { 0 } },
    (const struct alasan_awal[]){ { "P01", "Dikecualikan", "tolak" }, { 0 } } };

/* ---- a desk for them -------------------------------------------------------------------------------------- */

struct loket { struct world *w; int64_t opd, other; };

static enum outcome
set_up(struct db *db, void *context)
{
    struct loket *l = context;
    struct opd o = { .id = 501, .kode = S("2.18"), .nama = S("DPMPTSP"), .singkatan = S("DPMPTSP"),
        .jenis = S("dinas") };
    l->opd = o.id;
    TRY(opd_insert(db, &o, (date){ 2020, 1, 1 }));
    l->other = o.id = 502;
    o.kode = S("1.03");
    o.nama = o.singkatan = S("DPUTR");
    TRY(opd_insert(db, &o, (date){ 2020, 1, 1 }));
    TRY(kategori_save(db, &(struct kategori){ .id = 801, .jenis = S("layanan"), .kode = S("pbg"), .nama = S("PBG"),
        .golongan = S("izin"), .tampak = S("tertutup"), .aktif = true }));
    TRY(kategori_save(db, &(struct kategori){ .id = 811, .jenis = S("ppid"), .kode = S("dokumen"),
        .nama = S("Dokumen"), .tampak = S("tertutup"), .aktif = true }));
    TRY(perkara_seed_kind(db, service.jenis, &service_rows));
    return perkara_seed_kind(db, ppid.jenis, &ppid_rows);
}

static struct loket
open_desk(struct world *w)
{
    struct loket l = { .w = w };
    must(world_write(w, set_up, &l) == OK);
    world_person(w, "pemohon", "rw", &(struct place){ .wilayah = S(WORLD_RW) });
    return l;
}

static struct perkara
sent(const struct loket *l, const struct alur *a, str *kode)
{
    bool permit = a == &service;
    struct perkara p = { .kategori = permit ? 801 : 811, .golongan = permit ? S("izin") : S(""),
        .judul = permit ? S("Izin rumah dua lantai") : S("Dokumen kontrak jalan"), .isi = S("Terlampir berkasnya."),
        .wilayah = S(WORLD_KELURAHAN), .kelurahan = S(WORLD_KELURAHAN), .kanal = S("web"), .tampak = S("tertutup") };
    perkara_uji_open(l->w, a, &p, kode);
    return perkara_uji_row(l->w, p.id);
}

#define TEXT .isi = S("Dijelaskan dalam satu kalimat.")
#define DO(who, aksi_, ...) perkara_uji_act(w, a, id, (struct tindakan){ .oleh = (who), .jabatan = S("uji"), \
    .aksi = S(aksi_), __VA_ARGS__ }, &why)

static struct jam
clock_named(struct world *w, int64_t id, const char *name)
{
    struct jam_list list;
    struct jam found = { 0 };
    CHECK(jam_of(world_db(w), &zone_wib, id, w->now, &list) == OK);
    for (size_t i = 0; i < list.count; i++)
        if (str_eqz(list.items[i].jam, name))
            found = list.items[i];
    return found;
}

/* ---- tests ------------------------------------------------------------------------------------------------ */

TEST(the_tables_of_both_agree_with_one_another)
{
    alur_uji_whole(&service);
    alur_uji_whole(&ppid);
}

TEST(an_application_goes_from_its_papers_over_two_offices_and_a_fee_to_its_permit)
{
    const struct alur *a = &service;
    struct loket l = open_desk(w);
    str why;
    int64_t id = sent(&l, a, NULL).id;
    CHECK_INT(clock_named(w, id, "berkas").hari, 2);
    CHECK_INT(clock_named(w, id, "layanan").id, 0);             /* it begins when the papers are complete */
    CHECK(DO(MEJA, "periksa") == OK);
    CHECK(DO(MEJA, "minta_perbaikan", TEXT) == OK);
    CHECK_STR(perkara_uji_row(w, id).tenggat, "9999");
    w->now += 14 * DAY;
    CHECK(DO(PELAPOR, "perbaiki") == OK);
    CHECK_INT(clock_named(w, id, "berkas").pakai, 0);           /* what the applicant took does not count */
    CHECK(DO(MEJA, "lengkap") == OK);
    CHECK(clock_named(w, id, "berkas").tercapai != 0);
    CHECK_INT(clock_named(w, id, "layanan").hari, 14);
    CHECK(DO(MEJA, "teknis", .opd = l.opd) == OK);
    CHECK(DO(KANTOR, "libatkan", .opd = l.other, .kantor = l.opd) == OK);
    struct penugasan_list offices;
    CHECK(penugasan_of(world_db(w), id, &offices) == OK && offices.count == 2);
    CHECK(DO(KANTOR, "tagih", .kantor = l.opd) == OK);
    w->now += 30 * DAY;
    CHECK(DO(SISTEM, "lunas") == OK);
    CHECK(DO(KANTOR, "terbitkan", .kantor = l.opd) == OK);
    struct perkara p = perkara_uji_row(w, id);
    CHECK_STR(p.keadaan, "terbit");
    CHECK_STR(p.hasil, "terbit");
    CHECK(!p.terbuka && p.ujung == 1 && p.hari == 0 && p.selesai == w->now);
}

TEST(a_refused_application_wants_its_kinds_own_reason)
{
    const struct alur *a = &service;
    struct loket l = open_desk(w);
    str why;
    int64_t id = sent(&l, a, NULL).id;
    CHECK(DO(MEJA, "tolak", TEXT, .kode_alasan = S("L01")) == INVALID);         /* nobody looked at it yet */
    CHECK(str_find(why, S("permohonan ini")) >= 0 && str_find(why, S("laporan")) < 0);
    CHECK(DO(MEJA, "periksa") == OK);
    CHECK(DO(MEJA, "tolak", TEXT, .kode_alasan = S("A01")) == INVALID);
    CHECK(str_find(why, S("Pemohon akan membacanya")) >= 0);
    CHECK(DO(MEJA, "tolak", TEXT, .kode_alasan = S("L01")) == OK);
    CHECK_STR(perkara_uji_row(w, id).hasil, "ditolak");
    struct langkah_list steps;
    CHECK(langkah_of(world_db(w), id, true, &steps) == OK);
    CHECK_STR(steps.items[steps.count - 1].alasan_nama, "Tidak sesuai rencana tata ruang");
    CHECK_STR(langkah_judul(w->arena, a, &steps.items[0]), "Permohonan diterima");
}

TEST(a_request_for_information_is_extended_once_by_the_rules_days_and_answered_in_time)
{
    const struct alur *a = &ppid;
    struct loket l = open_desk(w);
    str why;
    int64_t id = sent(&l, a, NULL).id;
    CHECK_INT(clock_named(w, id, "jawab").hari, 10);
    CHECK(DO(MEJA, "proses", .opd = l.opd) == OK);
    date before = clock_named(w, id, "jawab").tenggat;
    CHECK(DO(KANTOR, "perpanjang", TEXT, .kantor = l.opd) == OK);
    struct jam extended = clock_named(w, id, "jawab");
    CHECK_INT(extended.hari, 17);
    CHECK(date_number(before) < date_number(extended.tenggat));
    CHECK_STR(perkara_uji_row(w, id).tenggat, cstr(w->arena, date_iso(w->arena, extended.tenggat)));
    CHECK(DO(KANTOR, "perpanjang", TEXT, .kantor = l.opd) == INVALID);
    CHECK(DO(KANTOR, "jawab", TEXT, .kantor = l.opd) == INVALID && str_find(why, S("Dikabulkan sebagian")) >= 0);
    /* to refuse is an act of its own, with a coded reason */
    CHECK(DO(KANTOR, "jawab", TEXT, .hasil = S("ditolak"), .kantor = l.opd) == INVALID);
    CHECK(DO(KANTOR, "jawab", TEXT, .hasil = S("sebagian"), .kantor = l.opd) == OK);
    CHECK_STR(perkara_uji_row(w, id).hasil, "sebagian");
}

static enum outcome
without_extension(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE aturan_jam SET selesai = '2025-12-31' WHERE id = 912");
    return query_end(&q);
}

TEST(days_that_were_added_stay_when_the_class_changes_and_without_a_rule_there_are_none)
{
    const struct alur *a = &ppid;
    struct loket l = open_desk(w);
    str why;
    int64_t id = sent(&l, a, NULL).id, late = sent(&l, a, NULL).id;
    CHECK(DO(MEJA, "proses", .opd = l.opd) == OK);
    CHECK(DO(MEJA, "perpanjang", TEXT, .golongan = S("segera")) == OK);
    CHECK_INT(clock_named(w, id, "jawab").hari, 5 + 7);
    id = late;
    CHECK(DO(MEJA, "proses", .opd = l.opd) == OK);
    CHECK(world_write(w, without_extension, NULL) == OK);
    CHECK(DO(MEJA, "perpanjang", TEXT) == INVALID && str_find(why, S("Aturan perpanjangan belum")) >= 0);
    CHECK_INT(clock_named(w, id, "jawab").hari, 10);
}

static enum outcome
close_answered(struct job_run *run)
{
    return jam_close_silent(run, &ppid, &(struct tutup){ "tutup", "dijawab", "tutup", "" });
}

TEST(an_objection_has_a_clock_of_its_own_and_an_answer_that_nobody_contests_closes)
{
    const struct alur *a = &ppid;
    struct loket l = open_desk(w);
    str why;
    int64_t id = sent(&l, a, NULL).id, quiet = sent(&l, a, NULL).id;
    CHECK(DO(MEJA, "proses", .opd = l.opd) == OK);
    CHECK(DO(MEJA, "tolak", TEXT, .kode_alasan = S("P01")) == OK);
    CHECK(DO(PELAPOR, "keberatan", TEXT) == OK);
    CHECK_INT(clock_named(w, id, "keberatan").hari, 30);
    CHECK(DO(MEJA, "tanggapi_atasan", TEXT, .hasil = S("dikabulkan")) == OK);
    id = quiet;
    CHECK(DO(MEJA, "proses", .opd = l.opd) == OK);
    CHECK(DO(MEJA, "jawab", TEXT, .hasil = S("dikabulkan")) == OK);
    CHECK(perkara_uji_job(w, close_answered) == OK);
    CHECK(perkara_uji_row(w, quiet).terbuka);
    w->now += 60 * DAY;
    CHECK(perkara_uji_job(w, close_answered) == OK);
    CHECK_STR(perkara_uji_row(w, quiet).keadaan, "selesai");
}

static enum outcome
escalate(struct job_run *run)
{
    return jam_escalate(run, &ppid);
}

TEST(a_request_that_is_late_goes_up_its_kinds_own_line)
{
    const struct alur *a = &ppid;
    struct loket l = open_desk(w);
    str why;
    world_person(w, "kadis", "kepala_pd", &(struct place){ .opd = l.opd });
    int64_t id = sent(&l, a, NULL).id;
    CHECK(DO(MEJA, "proses", .opd = l.opd) == OK);
    w->now += 40 * DAY;
    CHECK(perkara_uji_job(w, escalate) == OK);
    CHECK_INT(perkara_uji_row(w, id).naik, 1);
    world_sign_in(w, "kadis");
    CHECK_HAS(ask(w, "kadis", "GET", "/kabar", NULL),
        "Permohonan informasi &#34;Dokumen kontrak jalan&#34; lewat tenggat dan naik ke kepala dinas");
}

/* One series of numbers and codes for every kind; lists, counters and reasons keep them apart. */
TEST(kinds_share_numbers_and_codes_and_nothing_else)
{
    struct loket l = open_desk(w);
    str code, other;
    struct perkara permit = sent(&l, &service, &code), request = sent(&l, &ppid, &other), found;
    CHECK(str_starts(permit.nomor, S("PMG-26-")) && str_starts(request.nomor, S("PMG-26-")));
    CHECK(perkara_by_nomor(world_db(w), request.nomor, &found) == OK && found.id == request.id);
    CHECK(perkara_by_kunci(w->reader, w->region.secret, code, &found) == OK && found.id == permit.id);
    CHECK(!str_eq(code, other));
    struct perkara_list queue;
    struct perkara_antre ask = { .jenis = S("layanan"), .opd = -1 };
    CHECK(perkara_queue(w->reader, &ask, &queue) == OK && queue.count == 1 && queue.items[0].id == permit.id);
    ask.jenis = S("aduan");
    CHECK(perkara_queue(w->reader, &ask, &queue) == OK && queue.count == 0);
    struct alasan_list reasons;
    CHECK(alasan_list(w->reader, S("ppid"), S("tolak"), &reasons) == OK && reasons.count == 1);
    str months[2] = { S("2026-01"), S("2026-12") };
    struct perkara_hitung_list counts;
    CHECK(perkara_counts(w->reader, S("ppid"), PERKARA_KEADAAN, months, &counts) == OK && counts.count == 1);
    CHECK_STR(counts.items[0].keadaan, "diterima");
}

TESTS(jenis_tests,
    ALONE(the_tables_of_both_agree_with_one_another),
    LISTED(an_application_goes_from_its_papers_over_two_offices_and_a_fee_to_its_permit),
    LISTED(a_refused_application_wants_its_kinds_own_reason),
    LISTED(a_request_for_information_is_extended_once_by_the_rules_days_and_answered_in_time),
    LISTED(days_that_were_added_stay_when_the_class_changes_and_without_a_rule_there_are_none),
    LISTED(an_objection_has_a_clock_of_its_own_and_an_answer_that_nobody_contests_closes),
    LISTED(a_request_that_is_late_goes_up_its_kinds_own_line),
    LISTED(kinds_share_numbers_and_codes_and_nothing_else));
