/* aduan_test.c: a complaint's way from report to answer: who may, what it asks for, what the clocks say. */
#include "core/perkara/alur_uji.h"
#include "modules/aduan/aduan_uji.h"

#define TEXT .isi = S("Petugas sudah ke lokasi hari ini.")
#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })
#define OFFICE(...) ((struct tindakan){ .oleh = KANTOR, .jabatan = S("Dinas"), __VA_ARGS__ })
#define REPORTER(...) ((struct tindakan){ .oleh = PELAPOR, .jabatan = S("Pelapor"), __VA_ARGS__ })

static int64_t
at(int year, int month, int day)
{
    return date_start((date){ (int16_t)year, (int8_t)month, (int8_t)day }, &zone_wib) + 9 * HOUR;
}

static void
clocks_of(struct world *w, int64_t id, struct jam_list *list)
{
    CHECK(jam_of(world_db(w), &zone_wib, id, w->now, list) == OK);
}

static const struct jam *
clock_named(const struct jam_list *list, const char *name)
{
    const struct jam *found = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (str_eqz(list->items[i].jam, name))
            found = &list->items[i];
    must(found);
    return found;
}

static void
hand_to_office(const struct meja_uji *m, int64_t id)
{
    CHECK(aduan_uji_act(m, id, DESK(.aksi = S("disposisi"), .opd = m->opd), NULL) == OK);
    CHECK(aduan_uji_act(m, id, OFFICE(.aksi = S("kerjakan")), NULL) == OK);
}

static void
answer(const struct meja_uji *m, int64_t id)
{
    hand_to_office(m, id);
    CHECK(aduan_uji_act(m, id, OFFICE(.aksi = S("tanggapi"), TEXT, .hasil = S("ditangani")), NULL) == OK);
}

/* ---- the way -------------------------------------------------------------------------------------------- */

TEST(the_tables_of_complaints_agree_with_one_another)
{
    alur_uji_whole(&aduan_alur);
}

TEST(a_complaint_goes_from_report_to_answer)
{
    struct meja_uji m = open_desk(w);
    str kode;
    int64_t id = aduan_sent(&m, "saluran", &kode);
    struct perkara p = perkara_uji_row(w, id);
    CHECK_STR(p.keadaan, "diterima");
    CHECK(!p.tayang && p.opd == 0 && str_starts(p.nomor, S("PMG-26-")));
    answer(&m, id);
    p = perkara_uji_row(w, id);
    CHECK_STR(p.keadaan, "ditanggapi");
    CHECK_STR(p.hasil, "ditangani");
    CHECK(p.tayang && p.terbuka && p.opd == m.opd);
    CHECK_STR(p.tenggat, "9999");
    CHECK(aduan_uji_act(&m, id, REPORTER(.aksi = S("nilai"), .nilai = 5), NULL) == OK);
    p = perkara_uji_row(w, id);
    CHECK(!p.terbuka && p.nilai == 5 && p.ujung == 1 && p.selesai == w->now);
}

TEST(an_office_cannot_answer_what_was_not_given_to_it)
{
    struct meja_uji m = open_desk(w);
    str why;
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("tanggapi"), TEXT, .hasil = S("ditangani")), &why) == INVALID);
    CHECK(str_find(why, S("Diterima")) >= 0);
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("disposisi"), .opd = m.opd), NULL) == INVALID);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("tidak_ada")), NULL) == INVALID);
}

TEST(an_act_says_what_it_is_missing)
{
    struct meja_uji m = open_desk(w);
    str why;
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi")), &why) == INVALID && str_find(why, S("perangkat")) >= 0);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("arsip"), TEXT), &why) == INVALID && str_find(why, S("alasan")) >= 0);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("arsip"), TEXT, .kode_alasan = S("A01")), NULL) == INVALID);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("arsip"), .isi = S("iklan"), .kode_alasan = S("A06")), NULL) == INVALID);
    hand_to_office(&m, id);
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("tanggapi"), TEXT), &why) == INVALID);
    CHECK(str_find(why, S("hasil")) >= 0);
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("tanggapi"), TEXT, .hasil = S("hilang")), NULL) == INVALID);
}

TEST(an_archived_complaint_is_not_shown)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("arsip"), TEXT, .kode_alasan = S("A06")), NULL) == OK);
    struct perkara p = perkara_uji_row(w, id);
    CHECK(!p.tayang && !p.terbuka);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("verifikasi")), NULL) == INVALID);
}

TEST(the_rail_of_a_complaint_that_is_not_ours_stops_there)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran");
    const char *url = cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(perkara_uji_row(w, id).nomor)));
    CHECK_HAS(ask(w, "", "GET", url, NULL), "<b>Dikerjakan</b>");
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("bukan_wewenang"), TEXT, .kode_alasan = S("A01")), NULL) == OK);
    struct req *page = ask(w, "", "GET", url, NULL);
    CHECK_HAS(page, "<b>Bukan wewenang daerah</b>");
    CHECK_LACKS(page, "<b>Dikerjakan</b>");
}

TEST(a_secret_complaint_is_never_shown)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "pungli", NULL);
    answer(&m, id);
    CHECK(!perkara_uji_row(w, id).tayang);
}

/* ---- clocks --------------------------------------------------------------------------------------------- */

TEST(deadlines_are_working_days_of_their_class)
{
    struct meja_uji m = open_desk(w);
    struct jam_list c;
    w->now = at(2026, 3, 16);           /* Monday before Nyepi and Idulfitri: 18, 19, 20, 23, 24 March are closed */
    int64_t id = aduan_sent(&m, "saluran", NULL), long_one = aduan_sent(&m, "limbah", NULL);
    clocks_of(w, id, &c);
    CHECK_STR(date_iso(w->arena, clock_named(&c, "verifikasi")->tenggat), "2026-03-26");
    CHECK_STR(date_iso(w->arena, clock_named(&c, "tanggapan")->tenggat), "2026-03-30");
    CHECK_INT(clock_named(&c, "selesai")->hari, 14);
    CHECK_STR(perkara_uji_row(w, id).tenggat, "2026-03-26");
    clocks_of(w, long_one, &c);
    CHECK_INT(clock_named(&c, "selesai")->hari, 60);
    int64_t question = aduan_sent(&m, "informasi", NULL);
    clocks_of(w, question, &c);
    CHECK_INT(clock_named(&c, "selesai")->hari, 5);
}

TEST(all_clocks_stand_still_while_the_reporter_is_asked)
{
    struct meja_uji m = open_desk(w);
    struct jam_list c;
    w->now = at(2026, 4, 13);           /* Monday; no closed day until 1 May */
    int64_t id = aduan_sent(&m, "saluran", NULL);
    w->now = at(2026, 4, 14);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("lengkapi"), TEXT), NULL) == OK);
    CHECK_STR(perkara_uji_row(w, id).tenggat, "9999");
    w->now = at(2026, 4, 20);
    clocks_of(w, id, &c);
    CHECK(c.jeda);
    CHECK_INT(clock_named(&c, "verifikasi")->pakai, 1);
    CHECK(aduan_uji_act(&m, id, REPORTER(.aksi = S("jawab"), TEXT), NULL) == OK);
    clocks_of(w, id, &c);
    CHECK(!c.jeda);
    CHECK_STR(date_iso(w->arena, clock_named(&c, "verifikasi")->tenggat), "2026-04-22");
    CHECK_STR(perkara_uji_row(w, id).tenggat, "2026-04-22");
}

static enum outcome
close_a_day(struct db *db, void *context)
{
    struct query q = query_of(db, "INSERT INTO libur (tanggal, jenis, nama, dasar, sementara)"
        " VALUES ($1, 'cuti_bersama', 'Uji', 'SKB uji', 0)");
    query_bind(&q, str_of(context));
    return query_end(&q);
}

TEST(a_new_decree_moves_due_dates_and_says_so)
{
    struct meja_uji m = open_desk(w);
    char day[] = "2026-04-15";
    w->now = at(2026, 4, 13);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(perkara_uji_job(w, jam_recompute) == OK);
    CHECK(perkara_uji_job(w, jam_recompute) == OK);
    CHECK_STR(perkara_uji_row(w, id).tenggat, "2026-04-16");
    CHECK(world_write(w, close_a_day, day) == OK);
    CHECK(perkara_uji_job(w, jam_recompute) == OK);
    CHECK_STR(perkara_uji_row(w, id).tenggat, "2026-04-17");
    struct query q = query_of(world_db(w), "SELECT count(*) FROM perkara_jam_hitung h"
        " JOIN perkara_jam j ON j.id = h.jam WHERE j.perkara = $1 AND h.sebab = 'kalender berubah'");
    query_bind(&q, id);
    CHECK(query_next(&q) && query_int(&q) == 3);
    CHECK(query_end(&q) == OK);
}

static enum outcome rise(struct job_run *run) { return jam_escalate(run, &aduan_alur); }

TEST(a_broken_deadline_goes_up_the_line_and_keeps_its_owner)
{
    struct meja_uji m = open_desk(w);
    w->now = at(2026, 4, 13);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    w->now = at(2026, 4, 20);           /* the fifth working day: not over yet */
    CHECK(perkara_uji_job(w, rise) == OK);
    CHECK_INT(perkara_uji_row(w, id).naik, 0);
    w->now = at(2026, 4, 21);
    CHECK(perkara_uji_job(w, rise) == OK);
    CHECK_INT(perkara_uji_row(w, id).naik, 1);
    CHECK(perkara_uji_row(w, id).opd == m.opd);
    CHECK(perkara_uji_job(w, rise) == OK);
    CHECK_INT(perkara_uji_row(w, id).naik, 1);
    w->now = at(2026, 4, 23);           /* nobody is kabid: the head of the office is next */
    CHECK(perkara_uji_job(w, rise) == OK);
    CHECK_INT(perkara_uji_row(w, id).naik, 3);
    w->now = at(2026, 5, 5);
    CHECK(perkara_uji_job(w, rise) == OK);
    CHECK_INT(perkara_uji_row(w, id).naik, 4);
}

static enum outcome
close_answered(struct job_run *run)
{
    return jam_close_silent(run, &aduan_alur, &(struct tutup){ "tutup", "ditanggapi", "tutup_otomatis", "" });
}

TEST(an_answer_that_nobody_contests_closes_after_ten_working_days)
{
    struct meja_uji m = open_desk(w);
    w->now = at(2026, 4, 13);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    answer(&m, id);
    w->now = at(2026, 4, 27);           /* ten have gone, the tenth is not over */
    CHECK(perkara_uji_job(w, close_answered) == OK);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "ditanggapi");
    w->now = at(2026, 4, 28);
    CHECK(perkara_uji_job(w, close_answered) == OK);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "selesai_otomatis");
    CHECK_INT(perkara_uji_row(w, id).ujung, 1);
}

TEST(a_reopened_complaint_gets_new_clocks_and_counts)
{
    struct meja_uji m = open_desk(w);
    struct jam_list c;
    w->now = at(2026, 4, 13);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    answer(&m, id);
    w->now = at(2026, 4, 20);
    CHECK(aduan_uji_act(&m, id, REPORTER(.aksi = S("buka"), TEXT), NULL) == OK);
    struct perkara p = perkara_uji_row(w, id);
    CHECK(p.terbuka && p.dibuka_kali == 1);
    clocks_of(w, id, &c);
    CHECK_STR(date_iso(w->arena, clock_named(&c, "tanggapan")->tenggat), "2026-04-27");
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("kerjakan")), NULL) == OK);
}

/* ---- offices, voices, words ----------------------------------------------------------------------------- */

TEST(several_offices_work_on_one_case_and_one_leads)
{
    struct meja_uji m = open_desk(w);
    struct penugasan_list list;
    str why;
    int64_t id = aduan_sent(&m, "saluran", NULL);
    hand_to_office(&m, id);
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("koordinasi"), .opd = m.other), NULL) == OK);
    CHECK(aduan_uji_act(&m, id, OFFICE(.aksi = S("koordinasi"), .opd = m.other), &why) == INVALID);
    CHECK(str_find(why, S("sudah ikut")) >= 0);
    CHECK(penugasan_of(world_db(w), id, &list) == OK);
    CHECK_INT(list.count, 2);
    CHECK(str_eqz(list.items[0].peran, "utama") && str_eqz(list.items[1].peran, "dukungan"));
    CHECK(perkara_uji_row(w, id).opd == m.opd);
}

TEST(a_merged_complaint_brings_its_voices_along)
{
    struct meja_uji m = open_desk(w);
    struct perkara_list merged;
    int64_t first = aduan_sent(&m, "saluran", NULL), second = aduan_sent(&m, "saluran", NULL), voices = 0;
    CHECK(aduan_uji_act(&m, second, DESK(.aksi = S("gabung"), .induk = second), NULL) == INVALID);
    CHECK(aduan_uji_act(&m, second, DESK(.aksi = S("gabung"), .induk = first), NULL) == OK);
    CHECK(aduan_uji_act(&m, first, DESK(.aksi = S("gabung"), .induk = second), NULL) == INVALID);
    CHECK(perkara_gabungan(world_db(w), first, &merged) == OK);
    CHECK(merged.count == 1 && merged.items[0].id == second);
    CHECK(pihak_count(world_db(w), first, S("pendukung"), &voices) == OK);
    CHECK_INT(voices, 0);
}

TEST(a_tracking_code_opens_its_case_however_it_is_typed)
{
    struct meja_uji m = open_desk(w);
    struct perkara p;
    str kode;
    int64_t id = aduan_sent(&m, "saluran", &kode);
    CHECK(perkara_by_kunci(world_db(w), w->region.secret, kode, &p) == OK && p.id == id);
    char *low = cstr(w->arena, kode);
    for (char *c = low; *c; c++)
        *c = *c == '-' ? ' ' : *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    CHECK(perkara_by_kunci(world_db(w), w->region.secret, str_of(low), &p) == OK && p.id == id);
    CHECK(perkara_by_kunci(world_db(w), w->region.secret, S("AAAA-BBBB-CCCC"), &p) == NOT_FOUND);
    CHECK(perkara_by_kunci(world_db(w), w->region.secret, S(""), &p) == NOT_FOUND);
}

TEST(filters_of_the_public_list_hold_together)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    struct perkara p = perkara_uji_row(w, id);
    for (int wrong = 0; wrong < 5; wrong++)
        for (int used = 1; used < 16; used++) {
            struct perkara_list list;
            struct perkara_saring s = { .jenis = S("aduan"),
                .kelurahan = !(used & 1) ? S("") : wrong == 1 ? S("18.72.01.1002") : p.kelurahan,
                .kategori = !(used & 2) ? 0 : wrong == 2 ? p.kategori + 1 : p.kategori,
                .opd = !(used & 4) ? 0 : wrong == 3 ? m.other : m.opd,
                .keadaan = !(used & 8) ? S("") : wrong == 4 ? S("selesai") : p.keadaan };
            CHECK(perkara_publik(world_db(w), &s, &list) == OK);
            CHECK_INT(list.count, wrong && (used & (1 << (wrong - 1))) ? 0 : 1);
        }
    struct perkara_list none;
    CHECK(perkara_publik(world_db(w), &(struct perkara_saring){ .jenis = S("aduan"), .sebelum = id }, &none) == OK);
    CHECK_INT(none.count, 0);
}

TEST(counts_by_state_and_month_are_the_same_before_and_after_folding)
{
    struct meja_uji m = open_desk(w);
    aduan_sent(&m, "saluran", NULL);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("verifikasi")), NULL) == OK);
    const str span[2] = { S("2026-01"), S("2026-12") };
    for (int round = 0; round < 2; round++) {
        struct perkara_hitung_list states, months;
        CHECK(perkara_counts(world_db(w), S("aduan"), PERKARA_KEADAAN, span, &states) == OK);
        CHECK(perkara_counts(world_db(w), S("aduan"), PERKARA_BULAN, span, &months) == OK);
        CHECK_INT(states.count, 2);
        CHECK_INT(states.items[0].jumlah + states.items[1].jumlah, 2);
        CHECK_INT(months.count, 2);
        CHECK_STR(months.items[0].bulan, "2026-03");
        CHECK(perkara_uji_job(w, perkara_fold) == OK);
    }
}

TESTS(aduan_tests,
    LISTED(filters_of_the_public_list_hold_together),
    LISTED(counts_by_state_and_month_are_the_same_before_and_after_folding),
    ALONE(the_tables_of_complaints_agree_with_one_another),
    LISTED(a_complaint_goes_from_report_to_answer),
    LISTED(an_office_cannot_answer_what_was_not_given_to_it),
    LISTED(an_act_says_what_it_is_missing),
    LISTED(an_archived_complaint_is_not_shown),
    LISTED(the_rail_of_a_complaint_that_is_not_ours_stops_there),
    LISTED(a_secret_complaint_is_never_shown),
    LISTED(deadlines_are_working_days_of_their_class),
    LISTED(all_clocks_stand_still_while_the_reporter_is_asked),
    LISTED(a_new_decree_moves_due_dates_and_says_so),
    LISTED(a_broken_deadline_goes_up_the_line_and_keeps_its_owner),
    LISTED(an_answer_that_nobody_contests_closes_after_ten_working_days),
    LISTED(a_reopened_complaint_gets_new_clocks_and_counts),
    LISTED(several_offices_work_on_one_case_and_one_leads),
    LISTED(a_merged_complaint_brings_its_voices_along),
    LISTED(a_tracking_code_opens_its_case_however_it_is_typed));
