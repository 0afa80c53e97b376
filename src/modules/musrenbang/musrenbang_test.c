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
    struct kamus k = { .id = id_new(), .tahun = YEAR, .kode = str_of(kode), .nama = fisik ? S("Drainase") : S("Pelatihan"),
        .kelompok = fisik ? S("infrastruktur") : S("manusia"), .fisik = fisik, .opd = r->opd,
        .sub_kegiatan = S("1.03.06.2.01.0012"), .satuan = fisik ? S("meter") : S("orang"),
        .harga = money_of_rupiah(1000000), .maks = { 2000000 }, .pengguna = S("rw dprd"), .aktif = true };
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

static const char *
text(struct world *w, str s)
{
    return cstr(w->arena, s);
}

static const char *
isian(const struct rencana *r, int64_t kamus, const char *banyak, const char *aksi)
{
    return text(r->w, str_format(r->w->arena, "kamus=%lld&judul=Drainase+Gang+Melati&volume=%s&masalah=Air+meluap&manfaat=34"
        "&alamat=Gang+Melati&rembuk_tanggal=2026-02-20&hadir_laki=20&hadir_perempuan=21&aksi=%s", (long long)kamus,
        banyak, aksi));
}

struct attaching { int64_t usulan; bool photo, minutes; };

static enum outcome
attach(struct db *db, void *context)
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

static int64_t
newest(struct world *w)
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
    CHECK_STATUS(ask(r->w, user, "POST", "/rw/baru", isian(r, r->fisik, banyak, "simpan")), 303);
    int64_t id = newest(r->w);
    CHECK(world_write(r->w, attach, &(struct attaching){ id, true, true }) == OK);
    return id;
}

static struct req *
send(const struct rencana *r, const char *user, int64_t id, const char *banyak)
{
    return ask(r->w, user, "POST", text(r->w, str_format(r->w->arena, "/rw/%lld", (long long)id)),
        isian(r, r->fisik, banyak, "kirim"));
}

int64_t
usulan_sent(const struct rencana *r, const char *banyak)
{
    int64_t id = usulan_draft(r, "rw1", banyak);
    CHECK_STATUS(send(r, "rw1", id, banyak), 303);
    return id;
}

static struct usulan
usulan_now(struct world *w, int64_t id)
{
    struct usulan u = { 0 };
    CHECK(usulan_by_id(world_db(w), id, &u) == OK);
    return u;
}

static struct req *
decide(const struct rencana *r, const char *user, int64_t id, const char *form)
{
    struct usulan u = usulan_now(r->w, id);
    return ask(r->w, user, "POST", text(r->w, str_format(r->w->arena, "/verifikasi/%lld", (long long)id)),
        text(r->w, str_format(r->w->arena, "langkah=%lld&%s", (long long)u.langkah, form)));
}

/* The level's ranks and its signed berita acara, as its meeting would leave them. */
static enum outcome
sign_all(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE usulan SET siap = 1");
    return query_end(&q);
}

static void
hand_on(const struct rencana *r)
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
        CHECK_STATUS(decide(&r, path[i], id, "keputusan=setuju"), 303);
        hand_on(&r);
    }
    struct usulan u = usulan_now(w, id);
    CHECK_STR(u.status, "diterima");
    struct req *page = ask(w, "", "GET", text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_STATUS(page, 200);
    CHECK_HAS(page, "Diterima");
    CHECK_HAS(page, "Rp100.000.000");
    CHECK_HAS(page, "TAPD");
}

TEST(a_draft_is_nobodys_business_but_its_rws)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_draft(&r, "rw1", "100");
    struct usulan u = usulan_now(w, id);
    const char *public = text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode)));
    const char *own = text(w, str_format(w->arena, "/rw/%lld", (long long)id));
    CHECK_STATUS(ask(w, "", "GET", public, NULL), 404);
    CHECK_STATUS(ask(w, "lurah", "GET", public, NULL), 404);
    CHECK_STATUS(ask(w, "rw2", "GET", own, NULL), 404);
    CHECK_STATUS(ask(w, "rw1", "GET", own, NULL), 200);
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028", NULL), text(w, u.kode));
}

TEST(a_closed_window_is_refused_with_its_dates_and_the_draft_stays)
{
    struct rencana r = open_year(w, 30);
    int64_t id = usulan_draft(&r, "rw1", "10");
    struct req *reply = send(&r, "rw1", id, "10");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "dibuka 28 Maret 2026 sampai 7 April 2026");
    CHECK_STR(usulan_now(w, id).status, "draf");
}

TEST(work_on_the_ground_needs_a_photo_and_every_rw_proposal_its_minutes)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", isian(&r, r.fisik, "10", "simpan")), 303);
    int64_t id = newest(w);
    struct req *reply = send(&r, "rw1", id, "10");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "paling sedikit satu foto");
    CHECK_HAS(reply, "berita acara rembuk");
    CHECK(world_write(w, attach, &(struct attaching){ id, false, true }) == OK);
    CHECK_STATUS(send(&r, "rw1", id, "10"), 422);
    CHECK(world_write(w, attach, &(struct attaching){ id, true, false }) == OK);
    CHECK_STATUS(send(&r, "rw1", id, "10"), 303);
}

TEST(what_was_typed_is_kept_when_something_is_wrong)
{
    struct rencana r = open_year(w, 0);
    struct req *reply = ask(w, "rw1", "POST", "/rw/baru", isian(&r, r.fisik, "banyak", "simpan"));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "value=\"banyak\"");
    CHECK_HAS(reply, "Volume diisi angka, misalnya 120 atau 12,5.");
    CHECK_HAS(reply, "Air meluap</textarea>");
}

TEST(a_volume_over_the_dictionary_is_refused)
{
    struct rencana r = open_year(w, 0);
    CHECK_HAS(ask(w, "rw1", "POST", "/rw/baru", isian(&r, r.fisik, "201", "simpan")), "Paling banyak 200 meter");
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", isian(&r, r.fisik, "200", "simpan")), 303);
}

TEST(an_rw_cannot_propose_for_another_rw)
{
    struct rencana r = open_year(w, 0);
    const char *form = text(w, str_format(w->arena, "%s&wilayah=" WORLD_OTHER_RW, isian(&r, r.fisik, "10", "simpan")));
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
    struct usulan u = usulan_now(w, third);
    CHECK_STR(u.status, "cadangan");
    CHECK_INT(u.lewat_pagu.sen, 2000000000);
    CHECK_STATUS(send(&r, "rw1", third, "70"), 303);
    CHECK_STR(usulan_now(w, third).status, "diajukan");
}

TEST(over_the_quota_is_refused_with_the_count)
{
    struct rencana r = open_year(w, 0);
    for (int i = 0; i < 4; i++)
        usulan_sent(&r, "10");
    int64_t fifth = usulan_draft(&r, "rw1", "10");
    struct req *reply = send(&r, "rw1", fifth, "10");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "sudah mengirim 4 dari 4 usulan");
}

/* ---- deciding --------------------------------------------------------------------------------------------------- */

TEST(nobody_skips_a_level)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(decide(&r, "camat", id, "keputusan=setuju"), 403);
    CHECK_STATUS(decide(&r, "tapd", id, "keputusan=setuju"), 403);
    CHECK_STATUS(decide(&r, "lurah2", id, "keputusan=setuju"), 404);
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=setuju"), 303);
    CHECK_STR(usulan_now(w, id).tingkat, "camat");
}

TEST(the_next_level_waits_for_the_signed_berita_acara)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=setuju"), 303);
    struct req *reply = decide(&r, "camat", id, "keputusan=setuju");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Berita acara Kelurahan untuk usulan ini belum sah");
}

TEST(a_refusal_needs_a_code_and_a_sentence_and_both_are_public)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_HAS(decide(&r, "lurah", id, "keputusan=tolak"), "Pilih alasan keputusan ini");
    CHECK_HAS(decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R99&penjelasan=Lahan+milik+pribadi"), "Pilih alasan");
    CHECK_HAS(decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=pendek"), "paling sedikit 10");
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=tolak&kode_alasan=R02&penjelasan=Lahan+milik+pribadi"), 303);
    struct usulan u = usulan_now(w, id);
    CHECK_STR(u.status, "ditolak");
    struct req *page = ask(w, "", "GET", text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_HAS(page, "R02 Lahan bukan aset pemerintah daerah.");
    CHECK_HAS(page, "Lahan milik pribadi");
    CHECK_HAS(ask(w, "", "GET", "/musrenbang/2028/penolakan", NULL), "R02");
}

TEST(a_changed_volume_is_computed_anew_and_the_old_one_stays_to_be_read)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "120");
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=ubah&volume=120&kode_alasan=R06&penjelasan=Diukur+ulang+bersama"), 422);
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=ubah&volume=108&kode_alasan=R06&penjelasan=Diukur+ulang+bersama"), 303);
    struct usulan u = usulan_now(w, id);
    CHECK_INT(u.biaya_kini.sen, 10800000000);
    CHECK_INT(u.estimasi.sen, 12000000000);
    CHECK_HAS(ask(w, "", "GET", text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL), "<s>120 meter</s>");
}

TEST(a_stale_page_is_told_apart)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    struct req *reply = ask(w, "lurah", "POST", text(w, str_format(w->arena, "/verifikasi/%lld", (long long)id)),
        "langkah=0&keputusan=setuju");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "sudah berubah sejak halaman ini dibuka");
}

TEST(a_returned_proposal_comes_back_to_the_level_that_returned_it)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=kembali&kode_alasan=R06&penjelasan=Foto+tidak+jelas"), 303);
    CHECK_HAS(ask(w, "rw1", "GET", text(w, str_format(w->arena, "/rw/%lld", (long long)id)), NULL), "Foto tidak jelas");
    CHECK_HAS(ask(w, "rw1", "GET", "/kabar", NULL), "Dikembalikan");
    CHECK_STATUS(send(&r, "rw1", id, "12"), 303);
    struct usulan u = usulan_now(w, id);
    CHECK_STR(u.status, "diajukan");
    CHECK_STR(u.tingkat, "lurah");
}

TEST(an_office_passes_on_what_is_not_its_own)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "10");
    CHECK_STATUS(decide(&r, "lurah", id, "keputusan=setuju"), 303);
    hand_on(&r);
    CHECK_STATUS(decide(&r, "camat", id, "keputusan=setuju"), 303);
    hand_on(&r);
    const char *form = text(w, str_format(w->arena, "keputusan=alih&opd=%lld&kode_alasan=R01&penjelasan=Kewenangan+DLH+sepenuhnya",
        (long long)r.other));
    CHECK_STATUS(decide(&r, "pd", id, form), 303);
    CHECK_STATUS(decide(&r, "pd", id, "keputusan=setuju"), 404);
    CHECK_STATUS(decide(&r, "pd2", id, "keputusan=setuju"), 303);
}

TEST(the_last_level_refuses_what_the_offices_ceiling_does_not_hold)
{
    struct rencana r = open_year(w, 0);
    int64_t ids[3] = { usulan_sent(&r, "120"), usulan_sent(&r, "110"), usulan_sent(&r, "60") };
    static const char *const path[] = { "lurah", "camat", "pd", "mitra" };
    CHECK(world_write(w, sign_all, NULL) == OK);
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < COUNT(path); j++) {
            CHECK_STATUS(decide(&r, path[j], ids[i], "keputusan=setuju"), 303);
            hand_on(&r);
        }
        CHECK_STATUS(decide(&r, "tapd", ids[i], "keputusan=setuju"), 303);
    }
    CHECK_STR(usulan_now(w, ids[2]).status, "diajukan");
    for (size_t j = 0; j < COUNT(path); j++) {
        CHECK_STATUS(decide(&r, path[j], ids[2], "keputusan=setuju"), 303);
        hand_on(&r);
    }
    struct req *reply = decide(&r, "tapd", ids[2], "keputusan=setuju");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "lebih Rp40.000.000");
    CHECK_STATUS(decide(&r, "tapd", ids[2], "keputusan=ubah&volume=20&kode_alasan=R07&penjelasan=Menyesuaikan+sisa+pagu"), 303);
    CHECK_STR(usulan_now(w, ids[2]).status, "diterima");
}

/* ---- ranks and berita acara --------------------------------------------------------------------------------------- */

static const char *
ranks(struct world *w, int64_t a, int rank_a, int64_t b, int rank_b)
{
    return text(w, str_format(w->arena, "nomor_%lld=%d&nomor_%lld=%d", (long long)a, rank_a, (long long)b, rank_b));
}

TEST(a_rank_stands_once_and_the_free_one_is_named)
{
    struct rencana r = open_year(w, 0);
    int64_t a = usulan_sent(&r, "10"), b = usulan_sent(&r, "20");
    CHECK_STATUS(decide(&r, "lurah", a, "keputusan=setuju"), 303);
    CHECK_STATUS(decide(&r, "lurah", b, "keputusan=setuju"), 303);
    struct req *reply = ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 1, b, 1));
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "yang kosong: 2");
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 1, b, 3)), 422);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", ranks(w, a, 2, b, 1)), 303);
}

#define MINUTES "tanggal=2026-03-02&tempat=Balai&hadir_laki=10&hadir_perempuan=9&penandatangan=Lurah"

TEST(a_berita_acara_waits_until_all_is_decided_and_ranked_and_then_freezes)
{
    struct rencana r = open_year(w, 0);
    int64_t a = usulan_sent(&r, "10"), b = usulan_sent(&r, "20");
    CHECK_STATUS(decide(&r, "lurah", a, "keputusan=setuju"), 303);
    CHECK_HAS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), "belum diputuskan");
    CHECK_STATUS(decide(&r, "lurah", b, "keputusan=tolak&kode_alasan=R10&penjelasan=Didahulukan+yang+lain"), 303);
    CHECK_HAS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), "belum punya nomor urut");
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat",
        text(w, str_format(w->arena, "nomor_%lld=1", (long long)a))), 303);
    struct req *made = ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES);
    CHECK_STATUS(made, 303);
    struct req *page = ask(w, "lurah", "GET", text(w, made->location), NULL);
    CHECK_HAS(page, "BA/001/MUSRENBANG-lurah/2028");
    CHECK_HAS(page, "Menunggu pindaian");
    struct req *pdf = ask(w, "lurah", "GET", text(w, str_format(w->arena, STR "/pdf", STR_ARG(made->location))), NULL);
    CHECK(str_starts(body_of(pdf), S("%PDF-")));
    CHECK_STATUS(ask(w, "lurah2", "GET", text(w, made->location), NULL), 404);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", MINUTES), 422);
}

/* ---- privacy, doubles, numbers ----------------------------------------------------------------------------------- */

TEST(a_private_house_shows_neither_address_nor_title)
{
    struct rencana r = open_year(w, 0);
    const char *form = text(w, str_format(w->arena, "%s&pribadi=1", isian(&r, r.fisik, "10", "simpan")));
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", form), 303);
    int64_t id = newest(w);
    CHECK(world_write(w, attach, &(struct attaching){ id, true, true }) == OK);
    const char *again = text(w, str_format(w->arena, "%s&pribadi=1", isian(&r, r.fisik, "10", "kirim")));
    CHECK_STATUS(ask(w, "rw1", "POST", text(w, str_format(w->arena, "/rw/%lld", (long long)id)), again), 303);
    struct usulan u = usulan_now(w, id);
    struct req *page = ask(w, "", "GET", text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_STATUS(page, 200);
    CHECK_LACKS(page, "Gang Melati");
    CHECK_LACKS(page, "Air meluap");
    CHECK_LACKS(ask(w, "", "GET", "/musrenbang/2028", NULL), "Gang Melati");
}

TEST(a_double_click_makes_one_proposal)
{
    struct rencana r = open_year(w, 0);
    const char *form = text(w, str_format(w->arena, "%s&_kunci=0123456789abcdef0123456789abcdef",
        isian(&r, r.fisik, "10", "simpan")));
    struct req *first = ask(w, "rw1", "POST", "/rw/baru", form), *second = ask(w, "rw1", "POST", "/rw/baru", form);
    CHECK_STATUS(first, 303);
    CHECK_STATUS(second, 303);
    struct query q = query_of(world_db(w), "SELECT count(*) FROM usulan");
    CHECK(query_next(&q) && query_int(&q) == 1);
    CHECK(query_end(&q) == OK);
}

TEST(fifty_metres_are_near_and_sixty_are_not)
{
    CHECK_INT(metres_between(-5120400, 105318900, -5120400, 105318900), 0);
    CHECK(metres_between(-5120400, 105318900, -5120850, 105318900) <= 50);
    CHECK(metres_between(-5120400, 105318900, -5120950, 105318900) > 55);
    CHECK(metres_between(-5120400, 105318900, -5120400, 105319341) <= 50);
}

TEST(pokir_go_to_the_office_at_once_and_stay_their_members_own)
{
    struct rencana r = open_year(w, 0);
    world_person(w, "dprd2", "dprd", &(struct place){ 0 });
    const char *form = text(w, str_format(w->arena, "%s&wilayah=" WORLD_KELURAHAN, isian(&r, r.manusia, "10", "kirim")));
    CHECK_STATUS(ask(w, "dprd", "POST", "/pokir/baru", form), 303);
    int64_t id = newest(w);
    CHECK_STR(usulan_now(w, id).tingkat, "pd");
    CHECK_STATUS(ask(w, "dprd2", "GET", text(w, str_format(w->arena, "/pokir/%lld", (long long)id)), NULL), 404);
    CHECK_STATUS(ask(w, "rw1", "GET", "/pokir", NULL), 403);
}

TEST(paper_is_entered_by_the_kelurahan_for_its_own_rw_only)
{
    struct rencana r = open_year(w, 0);
    const char *own = text(w, str_format(w->arena, "%s&wilayah=" WORLD_RW, isian(&r, r.fisik, "10", "simpan")));
    const char *other = text(w, str_format(w->arena, "%s&wilayah=" WORLD_OTHER_RW, isian(&r, r.fisik, "10", "simpan")));
    CHECK_STATUS(ask(w, "lurah", "POST", "/kertas/baru", own), 303);
    CHECK_STR(usulan_now(w, newest(w)).kanal, "kertas");
    CHECK_STATUS(ask(w, "lurah", "POST", "/kertas/baru", other), 422);
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
    LISTED(an_office_passes_on_what_is_not_its_own),
    LISTED(the_last_level_refuses_what_the_offices_ceiling_does_not_hold),
    LISTED(a_rank_stands_once_and_the_free_one_is_named),
    LISTED(a_berita_acara_waits_until_all_is_decided_and_ranked_and_then_freezes),
    LISTED(a_private_house_shows_neither_address_nor_title),
    LISTED(a_double_click_makes_one_proposal),
    LISTED(fifty_metres_are_near_and_sixty_are_not),
    LISTED(pokir_go_to_the_office_at_once_and_stay_their_members_own),
    LISTED(paper_is_entered_by_the_kelurahan_for_its_own_rw_only));
