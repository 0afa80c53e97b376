/* bukti_test.c: proofs before weighty acts, the form that waits meanwhile, and sessions when roles change. */
#include "core/siapa/masuk_uji.h"
#include "core/wilayah/wilayah.h"

/* ---- proofs ----------------------------------------------------------------------------------------------------- */

static enum outcome
forget_proof(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE sesi SET bukti = 0");
    return query_end(&q);
}

/* An administrator whose last proof is old, and an account to give a role to. */
static const char *
old_proof(struct world *w, bool second, const char **path)
{
    int64_t other = masuk_person(w, "rw1", "rw", false);
    masuk_person(w, "admin", "admin", second);
    CHECK_STATUS(ask(w, "admin", "GET", "/kabar", NULL), 200);
    CHECK(world_write(w, forget_proof, NULL) == OK);
    *path = cstr(w->arena, str_format(w->arena, "/admin/akun/%lld/peran", (long long)other));
    return "jabatan=lurah&wilayah=" WORLD_KELURAHAN "&mulai=2026-03-01&penetapan=definitif&nomor_sk=SK%0D%0A2"
        "&_kunci=00112233445566778899aabbccddeeff";
}

static int64_t
roles_of(struct world *w, const char *jabatan)
{
    struct query q = query_of(world_db(w), "SELECT count(*) FROM peran WHERE jabatan = $1");
    query_bind(&q, str_of(jabatan));
    int64_t n = query_next(&q) ? query_int(&q) : -1;
    CHECK(query_end_one(&q) == OK);
    return n;
}

TEST(a_weighty_act_waits_for_the_password_and_then_goes_on_by_itself)
{
    const char *path, *form = old_proof(w, false, &path);
    form = "jabatan=lurah&wilayah=" WORLD_KELURAHAN "&mulai=2026-03-01&penetapan=definitif&nomor_sk=SK+2"
        "&_kunci=00112233445566778899aabbccddeeff";
    struct req *held = ask(w, "admin", "POST", path, form);
    CHECK_STATUS(held, 303);
    CHECK(str_starts(held->location, S("/bukti/")));
    CHECK_INT(roles_of(w, "lurah"), 0);
    const char *bukti = cstr(w->arena, held->location);
    struct req *page = ask(w, "admin", "GET", bukti, NULL);
    CHECK_HAS(page, "Buktikan bahwa ini Anda");
    CHECK_LACKS(page, "SK 2");
    CHECK_STATUS(ask(w, "admin", "POST", bukti, "sandi=salah+sekali+ini"), 422);
    CHECK_STATUS(ask(w, "admin", "POST", bukti, "sandi="), 422);
    CHECK_INT(roles_of(w, "lurah"), 0);
    struct req *done = ask(w, "admin", "POST", bukti, "sandi=perahu+kertas+biru");
    CHECK_STATUS(done, 303);
    CHECK(str_starts(done->location, S("/admin/akun/")));
    CHECK_INT(roles_of(w, "lurah"), 1);
    CHECK_STATUS(ask(w, "admin", "POST", bukti, "sandi=perahu+kertas+biru"), 303);      /* a second click */
    CHECK_INT(roles_of(w, "lurah"), 1);
}

TEST(after_a_proof_the_next_acts_need_none_for_five_minutes)
{
    const char *path, *form = old_proof(w, false, &path);
    struct req *held = ask(w, "admin", "POST", path, form);
    struct req *shown = ask(w, "admin", "POST", cstr(w->arena, held->location), "sandi=perahu+kertas+biru");
    CHECK_STATUS(shown, 422);           /* what is wrong with the form itself is said after the proof, as typed */
    CHECK_HAS(shown, "tidak boleh lebih dari satu baris");
    CHECK_HAS(shown, WORLD_KELURAHAN);
    w->now += 5 * MINUTE - 1;
    CHECK_STATUS(ask(w, "admin", "POST", path, "jabatan="), 422);
    w->now += 1;
    CHECK_STATUS(ask(w, "admin", "POST", path, "jabatan="), 303);
}

TEST(who_has_a_second_step_proves_with_a_code_and_not_with_the_password)
{
    const char *path, *form = old_proof(w, true, &path);
    const char *bukti = cstr(w->arena, ask(w, "admin", "POST", path, form)->location);
    CHECK_STATUS(ask(w, "admin", "POST", bukti, "sandi=perahu+kertas+biru"), 422);
    CHECK_STATUS(ask(w, "admin", "POST", bukti, "kode=000000"), 422);
    const char *code = cstr(w->arena, str_format(w->arena, "kode=%s", masuk_code(w, w->now)));
    CHECK_HAS(ask(w, "admin", "POST", bukti, code), "tidak boleh lebih dari satu baris");
    CHECK(world_write(w, forget_proof, NULL) == OK);
    CHECK_HAS(ask(w, "admin", "POST", bukti, code), "sudah dipakai");
}

TEST(a_form_that_waits_is_its_senders_only_and_not_for_long)
{
    const char *path, *form = old_proof(w, false, &path);
    const char *bukti = cstr(w->arena, ask(w, "admin", "POST", path, form)->location);
    CHECK_STATUS(ask(w, "rw1", "GET", bukti, NULL), 404);
    CHECK_STATUS(ask(w, "rw1", "POST", bukti, "sandi=perahu+kertas+biru"), 404);
    CHECK_STATUS(ask(w, "", "GET", bukti, NULL), 303);
    w->now += 15 * MINUTE;
    CHECK_STATUS(ask(w, "admin", "GET", bukti, NULL), 404);
}

TEST(guessing_proofs_has_to_wait)
{
    const char *path, *form = old_proof(w, false, &path);
    const char *bukti = cstr(w->arena, ask(w, "admin", "POST", path, form)->location);
    for (int i = 0; i < 6; i++)
        CHECK_STATUS(ask(w, "admin", "POST", bukti, "sandi=salah+sekali+ini"), 422);
    CHECK_HAS(ask(w, "admin", "POST", bukti, "sandi=perahu+kertas+biru"), "Tunggu 4 detik");
    w->now += 5;
    CHECK_HAS(ask(w, "admin", "POST", bukti, "sandi=perahu+kertas+biru"), "tidak boleh lebih dari satu baris");
}

/* ---- sessions --------------------------------------------------------------------------------------------------- */

TEST(when_the_roles_of_an_account_change_its_sessions_end_and_ones_own_goes_on_under_a_new_cookie)
{
    const char *path, *form = old_proof(w, false, &path);
    (void)form;
    const char *rw = masuk_cookie(w, masuk_first(w, "rw1")), *admin = masuk_cookie(w, masuk_first(w, "admin"));
    CHECK_STATUS(ask(w, rw, "GET", "/kabar", NULL), 200);
    CHECK_STATUS(ask(w, admin, "POST", path, "jabatan=lpmk&wilayah=" WORLD_KELURAHAN "&mulai=2026-03-01"
        "&penetapan=definitif"), 303);
    CHECK_STATUS(ask(w, rw, "GET", "/kabar", NULL), 303);
    struct akun self;
    CHECK(akun_by_masuk(world_db(w), S("admin"), &self) == OK);
    struct req *own = ask(w, admin, "POST", cstr(w->arena, str_format(w->arena, "/admin/akun/%lld/peran",
        (long long)self.id)), "jabatan=tapd&mulai=2026-03-01&penetapan=definitif");
    CHECK_STATUS(own, 303);
    CHECK(*masuk_cookie(w, own) && strcmp(masuk_cookie(w, own), admin) != 0);
    CHECK_STATUS(ask(w, admin, "GET", "/kabar", NULL), 303);
    CHECK_STATUS(ask(w, masuk_cookie(w, own), "GET", "/kabar", NULL), 200);
}

/* ---- signed out while writing ------------------------------------------------------------------------------------ */

TEST(who_is_signed_out_while_writing_finds_the_form_filled_after_the_login)
{
    masuk_person(w, "admin", "admin", false);
    const char *gone = masuk_cookie(w, masuk_first(w, "admin"));
    w->now += 9 * HOUR;
    struct req *held = ask(w, gone, "POST", "/admin/opd/baru", "kode=1.03&nama=Dinas+Lama+Ditulis&singkatan=DLD");
    CHECK_STATUS(held, 303);
    CHECK(str_starts(held->location, S("/masuk?ke=/lanjut/")));
    const char *back = cstr(w->arena, str_from(held->location, strlen("/masuk?ke=")));
    const char *again = masuk_cookie(w, masuk_first(w, "admin"));
    struct req *shown = ask(w, again, "GET", back, NULL);
    CHECK_STATUS(shown, 200);
    CHECK_HAS(shown, "Dinas Lama Ditulis");
    CHECK_HAS(shown, "action=\"/admin/opd/baru\"");
    CHECK_HAS(shown, "Isian Anda kembali");
    struct query q = query_of(world_db(w), "SELECT count(*) FROM opd WHERE nama = 'Dinas Lama Ditulis'");
    CHECK(query_next(&q) && query_int(&q) == 0 && query_end(&q) == OK);
    w->now += 15 * MINUTE;
    CHECK_STATUS(ask(w, again, "GET", back, NULL), 303);
}

TEST(a_form_of_an_ended_session_is_for_its_own_account_and_place_only)
{
    masuk_person(w, "admin", "admin", false);
    masuk_person(w, "rw1", "rw", false);
    const char *gone = masuk_cookie(w, masuk_first(w, "admin"));
    w->now += 9 * HOUR;
    const char *back = cstr(w->arena, str_from(ask(w, gone, "POST", "/admin/opd/baru", "nama=Rahasia+Dinas")->location,
        strlen("/masuk?ke=")));
    struct req *other = ask(w, masuk_cookie(w, masuk_first(w, "rw1")), "GET", back, NULL);
    CHECK_STATUS(other, 303);
    CHECK_STR(other->location, "/kerja");
    CHECK_STATUS(ask(w, "", "POST", "/admin/opd/baru", "nama=Rahasia+Dinas"), 403);
    CHECK_STATUS(ask(w, "=tidak-pernah-ada", "POST", "/admin/opd/baru", "nama=Rahasia+Dinas"), 403);
    CHECK_STATUS(ask(w, gone, "GET", "/admin/opd/baru", NULL), 303);
}

TEST(a_person_leaves_all_devices_at_once)
{
    masuk_person(w, "rw1", "rw", false);
    const char *one = masuk_cookie(w, masuk_first(w, "rw1")), *two = masuk_cookie(w, masuk_first(w, "rw1"));
    CHECK_STATUS(ask(w, one, "POST", "/saya/keluar-semua", ""), 303);
    CHECK_STATUS(ask(w, one, "GET", "/kabar", NULL), 303);
    CHECK_STATUS(ask(w, two, "GET", "/kabar", NULL), 303);
}

TESTS(bukti_tests,
    LISTED(a_weighty_act_waits_for_the_password_and_then_goes_on_by_itself),
    LISTED(after_a_proof_the_next_acts_need_none_for_five_minutes),
    LISTED(who_has_a_second_step_proves_with_a_code_and_not_with_the_password),
    LISTED(a_form_that_waits_is_its_senders_only_and_not_for_long),
    LISTED(guessing_proofs_has_to_wait),
    LISTED(when_the_roles_of_an_account_change_its_sessions_end_and_ones_own_goes_on_under_a_new_cookie),
    LISTED(who_is_signed_out_while_writing_finds_the_form_filled_after_the_login),
    LISTED(a_form_of_an_ended_session_is_for_its_own_account_and_place_only),
    LISTED(a_person_leaves_all_devices_at_once));
