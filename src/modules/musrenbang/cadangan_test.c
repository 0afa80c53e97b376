/* cadangan_test.c: reserves carried over, what a closing year ends, the columns of SIPD. */
#include "core/tugas/tugas.h"
#include "modules/modules.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_uji.h"

/* The third of 200 and 190 million lies 90 million over the RW's 300. */
static int64_t
make_reserve(const struct rencana *r)
{
    usulan_sent(r, "200");
    int64_t id = usulan_sent(r, "190");
    CHECK_STR(uji_usulan(r->w, id).status, "cadangan");
    return id;
}

static void
open_next(struct world *w)
{
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2029&dari=2028"), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2029/buka", "x=1"), 303);
}

static struct req *
carry(struct world *w, const char *user, const char *format, int64_t id)
{
    struct buf b = { .arena = w->arena };
    buf_format(&b, "%s/%lld/salin", format, (long long)id);
    return ask(w, user, "POST", uji_text(w, buf_view(&b)), "x=1");
}

/* ---- carrying over ----------------------------------------------------------------------------------------- */

TEST(a_reserve_becomes_a_draft_of_the_next_year_and_the_trail_joins_both)
{
    struct rencana r = open_year(w, 0);
    int64_t id = make_reserve(&r);
    open_next(w);
    CHECK_HAS(ask(w, "rw1", "GET", "/rw", NULL), "Salin ke tahun 2029");
    CHECK_STATUS(carry(w, "rw1", "/rw", id), 303);
    struct usulan old = uji_usulan(w, id), draft = uji_usulan(w, uji_newest(w));
    CHECK_INT(draft.tahun, 2029);
    CHECK_STR(draft.status, "draf");
    CHECK(draft.asal_usulan == id && !draft.publik && draft.kamus != old.kamus && draft.hadir_laki == 0);
    CHECK_STR(draft.judul, "Drainase Gang Melati");
    struct bukti kept;
    CHECK(bukti_of(world_db(w), draft.id, &kept) == OK && kept.foto == 1 && kept.berita_acara == 0);
    const char *old_page = uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(old.kode)));
    CHECK_LACKS(ask(w, "", "GET", old_page, NULL), uji_text(w, draft.kode));
    const char *form = uji_text(w, str_format(w->arena, "%s&rembuk_tempat=Balai", uji_isian(&r, draft.kamus, "90",
        "kirim")));
    CHECK(world_write(w, uji_attach, &(struct attaching){ draft.id, false, true }) == OK);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2029/jadwal/usulan", "mulai=2026-03-01&selesai=2026-03-05"), 303);
    CHECK_STATUS(ask(w, "rw1", "POST", uji_text(w, str_format(w->arena, "/rw/%lld", (long long)draft.id)), form), 303);
    CHECK_HAS(ask(w, "", "GET", old_page, NULL), "Diusulkan lagi untuk tahun 2029");
    struct req *fresh = ask(w, "", "GET", uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(draft.kode))), NULL);
    CHECK_HAS(fresh, "Lanjutan cadangan tahun 2028");
    CHECK_HAS(fresh, uji_text(w, old.kode));
    struct simpul_list trail;
    CHECK(jejak_of(world_db(w), draft.id, false, &trail) == OK && trail.count == 2);
    CHECK(jejak_of(w->reader, id, false, &trail) == OK && trail.count == 2);
}

TEST(a_second_copy_is_refused_with_the_code_of_the_first)
{
    struct rencana r = open_year(w, 0);
    int64_t id = make_reserve(&r);
    open_next(w);
    CHECK_STATUS(carry(w, "mitra", "/rencana/2028/cadangan", id), 303);
    struct usulan draft = uji_usulan(w, uji_newest(w));
    CHECK_HAS(ask(w, "rw1", "GET", "/kabar", NULL), "Disalin ke 2029");
    struct req *reply = carry(w, "rw1", "/rw", id);
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, uji_text(w, str_format(w->arena, "sudah disalin ke tahun 2029 sebagai"
        " " STR, STR_ARG(draft.kode))));
    CHECK_HAS(ask(w, "mitra", "GET", "/rencana/2028/cadangan", NULL), uji_text(w, draft.kode));
}

TEST(a_reserve_that_goes_on_in_the_next_year_is_not_lifted_in_its_old_one)
{
    struct rencana r = open_year(w, 0);
    int64_t id = make_reserve(&r);
    open_next(w);
    CHECK_STATUS(carry(w, "mitra", "/rencana/2028/cadangan", id), 303);
    struct usulan draft = uji_usulan(w, uji_newest(w));
    struct req *reply = uji_decide(&r, "mitra", id, "keputusan=lanjut&penjelasan=Pagu+bertambah");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "batalkan dulu supaya cadangan ini dapat diangkat");
    CHECK_STATUS(ask(w, "rw1", "POST", uji_text(w, str_format(w->arena, "/rw/%lld/batal", (long long)draft.id)),
        "x=1"), 303);
    CHECK_STATUS(uji_decide(&r, "mitra", id, "keputusan=lanjut&penjelasan=Pagu+bertambah"), 303);
}

TEST(only_a_reserve_is_carried_over_and_only_by_its_own_rw)
{
    struct rencana r = open_year(w, 0);
    int64_t reserve = make_reserve(&r), sent = usulan_sent(&r, "10");
    struct req *early = carry(w, "rw1", "/rw", reserve);
    CHECK_STATUS(early, 422);
    CHECK_HAS(early, "Tahun 2029 belum disiapkan");
    open_next(w);
    CHECK_HAS(carry(w, "rw1", "/rw", sent), "Hanya cadangan yang dapat disalin");
    CHECK_STATUS(carry(w, "rw2", "/rw", reserve), 404);
    CHECK_STATUS(carry(w, "tapd", "/rencana/2028/cadangan", reserve), 403);
    CHECK_STATUS(carry(w, "mitra", "/rencana/2029/cadangan", reserve), 404);
}

static enum outcome
retire_works(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE kamus SET aktif = 0 WHERE tahun = 2029");
    return query_end(&q);
}

TEST(a_reserve_whose_work_left_the_dictionary_is_told_so)
{
    struct rencana r = open_year(w, 0);
    int64_t id = make_reserve(&r);
    open_next(w);
    CHECK(world_write(w, retire_works, NULL) == OK);
    struct req *reply = carry(w, "rw1", "/rw", id);
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "(F1) tidak ada lagi di kamus usulan 2029");
}

/* ---- the end of a year ------------------------------------------------------------------------------------- */

TEST(a_closed_year_ends_reserves_and_drafts_and_a_former_reserve_still_goes_over)
{
    struct rencana r = open_year(w, 0);
    int64_t reserve = make_reserve(&r), returned = usulan_sent(&r, "10");
    struct query q = query_of(world_db(w), "SELECT id FROM usulan WHERE status = 'diajukan' AND id <> $1");
    query_bind(&q, returned);
    int64_t first = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end(&q) == OK);
    CHECK_STATUS(uji_decide(&r, "lurah", first,
        "keputusan=tolak&kode_alasan=R09&penjelasan=Tahun+sudah+berakhir"), 303);
    CHECK_STATUS(uji_decide(&r, "lurah", returned,
        "keputusan=kembali&kode_alasan=R06&penjelasan=Foto+tidak+jelas"), 303);
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana/2028/tutup", "x=1"), 303);
    CHECK(tugas_run_all(&w->region, all_modules, w->now) == OK);
    CHECK_STR(uji_usulan(w, reserve).status, "kedaluwarsa");
    CHECK_STR(uji_usulan(w, returned).status, "kedaluwarsa");
    struct usulan u = uji_usulan(w, reserve);
    CHECK_HAS(ask(w, "", "GET", uji_text(w, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL),
        "Tahun ditutup");
    CHECK_STATUS(ask(w, "mitra", "POST", "/rencana", "tahun=2029&dari=2028"), 303);
    CHECK_HAS(carry(w, "mitra", "/rencana/2028/cadangan", returned), "Hanya cadangan");
    CHECK_STATUS(carry(w, "mitra", "/rencana/2028/cadangan", reserve), 303);
}

/* ---- SIPD -------------------------------------------------------------------------------------------------- */

TEST(the_columns_of_sipd_hold_the_word_of_each_level_and_both_offices)
{
    struct rencana r = open_year(w, 0);
    int64_t id = usulan_sent(&r, "120");
    CHECK_STATUS(uji_decide(&r, "lurah", id,
        "keputusan=ubah&volume=108&kode_alasan=R06&penjelasan=Diukur+ulang+bersama"), 303);
    uji_hand_on(&r);
    CHECK_STATUS(uji_decide(&r, "camat", id, "keputusan=setuju"), 303);
    uji_hand_on(&r);
    CHECK_STATUS(uji_decide(&r, "pd", id, uji_text(w, str_format(w->arena,
        "keputusan=alih&kode_alasan=R01&penjelasan=Kewenangan+dinas+lain&opd=%lld", (long long)r.other))), 303);
    struct req *csv = ask(w, "mitra", "GET", "/musrenbang/2028/unduh/sipd", NULL);
    CHECK_STATUS(csv, 200);
    CHECK_HAS(csv, "rekom_lurah_rekomendasi,rekom_lurah_koefisien,rekom_lurah_anggaran");
    CHECK_HAS(csv, "\"Setuju, diubah: Diukur ulang bersama\",\"108 meter\",\"108000000.00\"");
    CHECK_HAS(csv, "\"2\",\"DLH\",\"1\",\"Dinas PUTR\"");
    CHECK_HAS(csv, "\"120 meter\",\"meter\",\"120000000.00\"");
    CHECK_STATUS(ask(w, "mitra", "GET", "/musrenbang/2028/unduh/sipd?format=xlsx", NULL), 200);
    CHECK_STATUS(ask(w, "mitra", "GET", "/musrenbang/2028/unduh/sipd?format=pdf", NULL), 404);
    CHECK_STATUS(ask(w, "lurah", "GET", "/musrenbang/2028/unduh/sipd", NULL), 403);
    CHECK_INT(world_traces(w, "usulan.unduh_sipd"), 2);
}

TESTS(cadangan_tests,
    LISTED(a_reserve_becomes_a_draft_of_the_next_year_and_the_trail_joins_both),
    LISTED(a_second_copy_is_refused_with_the_code_of_the_first),
    LISTED(a_reserve_that_goes_on_in_the_next_year_is_not_lifted_in_its_old_one),
    LISTED(only_a_reserve_is_carried_over_and_only_by_its_own_rw),
    LISTED(a_reserve_whose_work_left_the_dictionary_is_told_so),
    LISTED(a_closed_year_ends_reserves_and_drafts_and_a_former_reserve_still_goes_over),
    LISTED(the_columns_of_sipd_hold_the_word_of_each_level_and_both_offices));
