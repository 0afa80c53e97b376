/* musrenbang_test.c: every rule of e-Musrenbang, for yes and for no, through the real router. */
#include "base/random.h"
#include "core/berkas/berkas.h"
#include "core/world.h"
#include "modules/musrenbang/musrenbang_ba.h"
#include "modules/musrenbang/musrenbang_uji.h"

/* ---- a small year: open windows, two works, a ceiling of 300 million and a quota of 4 for the first RW --------- */

static enum outcome
add_office(struct db *db, const char *kode, const char *singkat, int64_t *id)
{
    struct opd o = { .id = id_new(), .kode = str_of(kode), .nama = str_of(singkat), .singkatan = str_of(singkat),
        .jenis = S("dinas") };
    *id = o.id;
    return opd_insert(db, &o, (date){ 2020, 1, 1 });
}

static enum outcome
add_work(struct db *db, struct rencana *r, const char *kode, bool fisik, int64_t *id)
{
    struct kamus k = { .id = id_new(), .tahun = YEAR, .kode = str_of(kode), .nama = fisik ? S("Drainase")
        : S("Pelatihan"),
        .kelompok = fisik ? S("infrastruktur") : S("manusia"), .fisik = fisik, .opd = r->opd,
        .sub_kegiatan = S("1.03.06.2.01.0012"), .satuan = fisik ? S("meter") : S("orang"),
        .harga = money_of_rupiah(1000000), .maks = { 2000000 }, .pengguna = S("rw dprd"), .pembayar = S("opd"),
        .aktif = true };
    *id = k.id;
    return kamus_insert(db, &k);
}

static enum outcome
make_year(struct db *db, void *context)
{
    static const char *const windows[] = { "usulan", "pokir", "lurah", "camat", "pd", "mitra", "tapd" };
    struct rencana *r = context;
    int64_t today = date_number(date_of(r->w->now, &zone_wib)) + r->offset;
    TRY(tahun_insert(db, &(struct tahun){ YEAR, S("Musrenbang RKPD 2028"), S("berjalan"), false }));
    TRY(path_insert(db, YEAR, true));
    TRY(criteria_insert(db, YEAR));
    for (size_t i = 0; i < COUNT(windows); i++)
        TRY(tahapan_set(db, YEAR, &(struct tahapan){ str_of(windows[i]), str_of(windows[i]), (int64_t)i,
            date_from_number(today - 5), date_from_number(today + 5) }, S("uji")));
    TRY(add_office(db, "1", "Dinas PUTR", &r->opd));
    TRY(add_office(db, "2", "DLH", &r->other));
    TRY(add_work(db, r, "F1", true, &r->fisik));
    TRY(add_work(db, r, "M1", false, &r->manusia));
    TRY(pagu_set(db, YEAR, S(WORLD_RW), &(struct pagu){ money_of_rupiah(300000000), 4 }));
    return pagu_opd_set(db, YEAR, r->opd, money_of_rupiah(250000000));
}

struct rencana
open_year(struct world *w, int offset)
{
    struct rencana r = { .w = w, .offset = offset };
    CHECK(world_write(w, make_year, &r) == OK);
    world_person(w, "rw1", "rw", &(struct place){ .wilayah = S(WORLD_RW) });
    world_person(w, "rw2", "rw", &(struct place){ .wilayah = S(WORLD_OTHER_RW) });
    world_person(w, "lurah", "lurah", &(struct place){ .wilayah = S(WORLD_KELURAHAN) });
    world_person(w, "lurah2", "lurah", &(struct place){ .wilayah = S("18.72.01.1002") });
    world_person(w, "camat", "camat", &(struct place){ .wilayah = S(WORLD_KECAMATAN) });
    world_person(w, "pd", "verifikator_pd", &(struct place){ .opd = r.opd });
    world_person(w, "pd2", "verifikator_pd", &(struct place){ .opd = r.other });
    world_person(w, "mitra", "mitra", &(struct place){ 0 });
    world_person(w, "tapd", "tapd", &(struct place){ 0 });
    world_person(w, "dprd", "dprd", &(struct place){ 0 });
    return r;
}

const char *
uji_text(struct world *w, str s)
{
    return cstr(w->arena, s);
}

const char *
uji_isian(const struct rencana *r, int64_t kamus, const char *banyak, const char *aksi)
{
    return uji_text(r->w, str_format(r->w->arena,
        "kamus=%lld&judul=Drainase+Gang+Melati&volume=%s&masalah=Air+meluap&manfaat=34"
        "&alamat=Gang+Melati&rembuk_tanggal=2026-02-20&hadir_laki=20&hadir_perempuan=21&berbeda=1&aksi=%s",
        (long long)kamus, banyak, aksi));
}

enum outcome
uji_attach(struct db *db, void *context)
{
    const struct attaching *a = context;
    struct berkas b = { .id = id_new(), .milik_jenis = S("usulan"), .milik_id = a->usulan, .jenis = S("image/jpeg") };
    b.peran = S("foto");
    if (a->photo)
        TRY(berkas_insert(db, &b));
    b.id = id_new();
    b.peran = S("berita_acara");
    return a->minutes ? berkas_insert(db, &b) : OK;
}

int64_t
uji_newest(struct world *w)
{
    int64_t id = 0;
    struct query q = query_of(world_db(w), "SELECT id FROM usulan ORDER BY id DESC LIMIT 1");
    if (query_next(&q))
        id = query_int(&q);
    CHECK(query_end(&q) == OK);
    return id;
}

int64_t
usulan_draft(const struct rencana *r, const char *user, const char *banyak)
{
    CHECK_STATUS(ask(r->w, user, "POST", "/rw/baru", uji_isian(r, r->fisik, banyak, "simpan")), 303);
    int64_t id = uji_newest(r->w);
    CHECK(world_write(r->w, uji_attach, &(struct attaching){ id, true, true }) == OK);
    return id;
}

struct req *
uji_send(const struct rencana *r, const char *user, int64_t id, const char *banyak)
{
    return ask(r->w, user, "POST", uji_text(r->w, str_format(r->w->arena, "/rw/%lld", (long long)id)),
        uji_isian(r, r->fisik, banyak, "kirim"));
}

int64_t
usulan_sent(const struct rencana *r, const char *banyak)
{
    int64_t id = usulan_draft(r, "rw1", banyak);
    CHECK_STATUS(uji_send(r, "rw1", id, banyak), 303);
    return id;
}

struct usulan
uji_usulan(struct world *w, int64_t id)
{
    struct usulan u = { 0 };
    CHECK(usulan_by_id(world_db(w), id, &u) == OK);
    return u;
}

struct req *
uji_decide(const struct rencana *r, const char *user, int64_t id, const char *form)
{
    struct usulan u = uji_usulan(r->w, id);
    return ask(r->w, user, "POST", uji_text(r->w, str_format(r->w->arena, "/verifikasi/%lld", (long long)id)),
        uji_text(r->w, str_format(r->w->arena, "langkah=%lld&%s", (long long)u.langkah, form)));
}

/* The level's ranks and its signed berita acara, as its meeting would leave them. */
static enum outcome
sign_all(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE usulan SET siap = 1");
    return query_end(&q);
}

void
uji_hand_on(const struct rencana *r)
{
    CHECK(world_write(r->w, sign_all, NULL) == OK);
}

/* ---- proposing -------------------------------------------------------------------------------------------------- */

TEST(a_proposal_travels_from_the_rw_to_accepted_and_everybody_can_read_it)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "100");
    static const char *const path[] = { "lurah", "camat", "pd", "mitra", "tapd" };
    for (size_t i = 0; i < COUNT(path); i++) {
        CHECK_STATUS(uji_decide(&r, path[i], id, "keputusan=setuju"), 303);
        uji_hand_on(&r);
    }
    struct usulan u = uji_usulan(w, id);
    CHECK_STR(u.status, "diterima");
    struct req *page = ask(w, "", "GET", uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_STATUS(page, 200);
    CHECK_HAS(page, "Diterima");
    CHECK_HAS(page, "Rp100.000.000");
    CHECK_HAS(page, "TAPD");
}

TEST(a_draft_is_nobodys_business_but_its_rws)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_draft(&r, "rw1", "100");
    struct usulan u = uji_usulan(w, id);
    const char *public = uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode)));
    const char *own = uji_text(w, str_format(w->arena, "/rw/%lld", (long long)id));
    CHECK_STATUS(ask(w, "", "GET", public, NULL), 404);
    CHECK_STATUS(ask(w, "lurah", "GET", public, NULL), 404);
    CHECK_STATUS(ask(w, "rw2", "GET", own, NULL), 404);
    CHECK_STATUS(ask(w, "rw1", "GET", own, NULL), 200);
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028", NULL), uji_text(w, u.kode));
}

TEST(a_closed_window_is_refused_with_its_dates_and_the_draft_stays)
{
    struct rencana r = open_year(w, 30);
    int64_t id = usulan_draft(&r, "rw1", "10");
    struct req *reply = uji_send(&r, "rw1", id, "10");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "dibuka 28 Maret 2026 sampai 7 April 2026");
    CHECK_STR(uji_usulan(w, id).status, "draf");
}

TEST(work_on_the_ground_needs_a_photo_and_every_rw_proposal_its_minutes)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", uji_isian(&r, r.fisik, "10", "simpan")), 303);
    int64_t id = uji_newest(w);
    struct req *reply = uji_send(&r, "rw1", id, "10");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "paling sedikit satu foto");
    CHECK_HAS(reply, "berita acara rembuk");
    CHECK(world_write(w, uji_attach, &(struct attaching){ id, false, true }) == OK);
    CHECK_STATUS(uji_send(&r, "rw1", id, "10"), 422);
    CHECK(world_write(w, uji_attach, &(struct attaching){ id, true, false }) == OK);
    CHECK_STATUS(uji_send(&r, "rw1", id, "10"), 303);
}

TEST(what_was_typed_is_kept_when_something_is_wrong)
{
    struct rencana r = open_year(w, 0);
    struct req *reply = ask(w, "rw1", "POST", "/rw/baru", uji_isian(&r, r.fisik, "banyak", "simpan"));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "value=\"banyak\"");
    CHECK_HAS(reply, "Volume diisi angka, misalnya 120 atau 12,5.");
    CHECK_HAS(reply, "Air meluap</textarea>");
}

TEST(a_volume_over_the_dictionary_is_refused)
{
    struct rencana r = open_year(w, 0);
    CHECK_HAS(ask(w, "rw1", "POST", "/rw/baru", uji_isian(&r, r.fisik, "201", "simpan")), "Paling banyak 200 meter");
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", uji_isian(&r, r.fisik, "200", "simpan")), 303);
}

TEST(an_rw_cannot_propose_for_another_rw)
{
    struct rencana r = open_year(w, 0);
    const char *form = uji_text(w, str_format(w->arena, "%s&wilayah=" WORLD_OTHER_RW, uji_isian(&r, r.fisik,
        "10", "simpan")));
    struct req *reply = ask(w, "rw1", "POST", "/rw/baru", form);
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Anda tidak bertugas di");
}

/* Worked number J of planning.md 7: 120 and 110 fit into 300 million, 90 makes 320. */
TEST(the_third_of_120_110_and_90_million_becomes_a_reserve_20_million_over)
{
    struct rencana r = open_year(w, 0);
    usulan_sent(&r, "120");
    usulan_sent(&r, "110");
    int64_t third = usulan_sent(&r, "90");
    struct usulan u = uji_usulan(w, third);
    CHECK_STR(u.status, "cadangan");
    CHECK_INT(u.lewat_pagu.sen, 2000000000);
    CHECK_STATUS(uji_send(&r, "rw1", third, "70"), 303);
    CHECK_STR(uji_usulan(w, third).status, "diajukan");
}

TEST(over_the_quota_is_refused_with_the_count)
{
    struct rencana r = open_year(w, 0);
    for (int i = 0; i < 4; i++)
        usulan_sent(&r, "10");
    int64_t fifth = usulan_draft(&r, "rw1", "10");
    struct req *reply = uji_send(&r, "rw1", fifth, "10");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "sudah mengirim 4 dari 4 usulan");
}

/* ---- deciding --------------------------------------------------------------------------------------------------- */

TEST(nobody_skips_a_level)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 403);
    CHECK_STATUS(uji_decide(&r, "tapd", id, "keputusan=setuju"), 403);
    CHECK_STATUS(uji_decide(&r, "lurah2", id, "keputusan=setuju"), 404);
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    CHECK_STR(uji_usulan(w, id).tingkat, "camat");
}

TEST(the_next_level_waits_for_the_signed_berita_acara)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
    struct req *reply = uji_decide(&r, "camat", id, "keputusan=setuju");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Berita acara Kelurahan untuk usulan ini belum sah");
}

TEST(a_refusal_needs_a_code_and_a_sentence_and_both_are_public)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=tolak"), "Pilih alasannya");
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R99&penjelasan=Lahan+milik+pribadi"),
        "Pilih alasan");
    CHECK_HAS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=pendek"), "paling sedikit 10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"), 303);
    struct usulan u = uji_usulan(w, id);
    CHECK_STR(u.status, "ditolak");
    struct req *page = ask(w, "", "GET", uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_HAS(page, "R02 Lahan bukan aset pemerintah daerah.");
    CHECK_HAS(page, "Lahan milik pribadi");
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/penolakan", NULL), "R02");
}

TEST(a_changed_volume_is_computed_anew_and_the_old_one_stays_to_be_read)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "120");
    CHECK_STATUS(uji_decide(&r, "lurah", id,
        "keputusan=ubah&volume=120&kode_alasan=R06&penjelasan=Diukur+ulang+bersama"), 422);
    CHECK_STATUS(uji_decide(&r, "lurah", id,
        "keputusan=ubah&volume=108&kode_alasan=R06&penjelasan=Diukur+ulang+bersama"), 303);
    struct usulan u = uji_usulan(w, id);
    CHECK_INT(u.biaya_kini.sen, 10800000000);
    CHECK_INT(u.estimasi.sen, 12000000000);
    CHECK_HAS(ask(w, "", "GET", uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL),
        "<s>120 meter</s>");
}

TEST(a_stale_page_is_told_apart)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    struct req *reply = ask(w, "lurah", "POST", uji_text(w, str_format(w->arena, "/verifikasi/%lld", (long long)id)),
        "langkah=0&keputusan=setuju");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "sudah berubah sejak halaman ini dibuka");
}

TEST(a_returned_proposal_comes_back_to_the_level_that_returned_it)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=kembali&kode_alasan=R06&penjelasan=Foto+tidak+jelas"), 303);
    CHECK_HAS(ask(w, "rw1", "GET", uji_text(w, str_format(w->arena, "/rw/%lld", (long long)id)), NULL),
        "Foto tidak jelas");
    CHECK_HAS(ask(w, "rw1", "GET", "/kabar", NULL), "Dikembalikan");
    CHECK_STATUS(uji_send(&r, "rw1", id, "12"), 303);
    struct usulan u = uji_usulan(w, id);
    CHECK_STR(u.status, "diajukan");
    CHECK_STR(u.tingkat, "lurah");
}

TEST(the_last_level_refuses_what_the_offices_ceiling_does_not_hold)
{
    struct rencana r = open_year(w, 0);
    int64_t ids[3] = { usulan_sent(&r, "120"), usulan_sent(&r, "110"), usulan_sent(&r, "60") };
    static const char *const path[] = { "lurah", "camat", "pd", "mitra" };
    CHECK(world_write(w, sign_all, NULL) == OK);
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < COUNT(path); j++) {
            CHECK_STATUS(uji_decide(&r, path[j], ids[i], "keputusan=setuju"), 303);
            uji_hand_on(&r);
        }
        CHECK_STATUS(uji_decide(&r, "tapd", ids[i], "keputusan=setuju"), 303);
    }
    CHECK_STR(uji_usulan(w, ids[2]).status, "diajukan");
    for (size_t j = 0; j < COUNT(path); j++) {
        CHECK_STATUS(uji_decide(&r, path[j], ids[2], "keputusan=setuju"), 303);
        uji_hand_on(&r);
    }
    struct req *reply = uji_decide(&r, "tapd", ids[2], "keputusan=setuju");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "lebih Rp40.000.000");
    CHECK_STATUS(uji_decide(&r, "tapd", ids[2],
        "keputusan=ubah&volume=20&kode_alasan=R07&penjelasan=Menyesuaikan+sisa+pagu"), 303);
    CHECK_STR(uji_usulan(w, ids[2]).status, "diterima");
}

TESTS(musrenbang_tests,
    LISTED(a_proposal_travels_from_the_rw_to_accepted_and_everybody_can_read_it),
    LISTED(a_draft_is_nobodys_business_but_its_rws),
    LISTED(a_closed_window_is_refused_with_its_dates_and_the_draft_stays),
    LISTED(work_on_the_ground_needs_a_photo_and_every_rw_proposal_its_minutes),
    LISTED(what_was_typed_is_kept_when_something_is_wrong),
    LISTED(a_volume_over_the_dictionary_is_refused),
    LISTED(an_rw_cannot_propose_for_another_rw),
    LISTED(the_third_of_120_110_and_90_million_becomes_a_reserve_20_million_over),
    LISTED(over_the_quota_is_refused_with_the_count),
    LISTED(nobody_skips_a_level),
    LISTED(the_next_level_waits_for_the_signed_berita_acara),
    LISTED(a_refusal_needs_a_code_and_a_sentence_and_both_are_public),
    LISTED(a_changed_volume_is_computed_anew_and_the_old_one_stays_to_be_read),
    LISTED(a_stale_page_is_told_apart),
    LISTED(a_returned_proposal_comes_back_to_the_level_that_returned_it),
    LISTED(the_last_level_refuses_what_the_offices_ceiling_does_not_hold));
