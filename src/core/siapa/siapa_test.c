/* siapa_test.c: passwords, codes, waits, sessions, and what a role gives on which day. */
#include "core/siapa/siapa_dalam.h"
#include "core/wilayah/wilayah.h"
#include "core/world.h"

#define SANDI "perahu kertas biru"

struct giving { int64_t akun; str hash, kode; };

static enum outcome
give_secret(struct db *db, void *context)
{
    const struct giving *g = context;
    if (g->kode.len)
        return akun_set_kode(db, g->akun, g->kode, 1772503200 + DAY);
    return akun_set_sandi(db, g->akun, g->hash);
}

/* An RW head with that password. */
static int64_t
person(struct world *w, const char *masuk)
{
    struct giving g = { .akun = world_person(w, masuk, "rw", &(struct place){ S(WORLD_RW), 0 }) };
    CHECK(sandi_hash(w->arena, S(SANDI), &g.hash) == OK);
    CHECK(world_write(w, give_secret, &g) == OK);
    return g.akun;
}

static struct req *
try(struct world *w, const char *masuk, const char *sandi)
{
    return ask(w, "", "POST", "/masuk", cstr(w->arena, str_format(w->arena, "masuk=%s&sandi=%s&ke=/rw", masuk, sandi)));
}

/* The session cookie that a reply sets; empty when it sets none. */
static str
cookie_in(const struct req *r)
{
    for (size_t i = 0; i < r->header_count; i++) {
        str rest = r->headers[i].value, value;
        if (str_eqz(r->headers[i].name, "Set-Cookie") && str_starts(rest, S("pamong_sesi="))) {
            rest = str_from(rest, sizeof "pamong_sesi=" - 1);
            str_cut(&rest, ';', &value);
            return value;
        }
    }
    return (str){ 0 };
}

/* Whom a cookie stands for, now. */
static struct who
who_of(struct world *w, str cookie)
{
    struct req *r = arena_new(w->arena, struct req);
    *r = (struct req){ .arena = w->arena, .region = &w->region, .now = w->now, .db = world_db(w) };
    CHECK(siapa_who(r, cookie) == OK);
    return r->who;
}

/* ---- passwords ---------------------------------------------------------------------------------------------- */

TEST(a_password_fits_its_own_hash_only)
{
    struct arena *a = arena_open();
    str hash = { 0 }, again = { 0 };
    CHECK(sandi_hash(a, S(SANDI), &hash) == OK && sandi_hash(a, S(SANDI), &again) == OK);
    CHECK(str_starts(hash, S("$argon2id$")));
    CHECK(!str_eq(hash, again));
    CHECK(sandi_fits(hash, S(SANDI)) && sandi_fits(again, S(SANDI)));
    CHECK(!sandi_fits(hash, S("perahu kertas birU")));
    CHECK(!sandi_fits(hash, S("")));
    CHECK(!sandi_fits(S(""), S("-")));          /* what an unknown name is checked against */
    arena_close(a);
}

static const char *
weak(struct world *w, str typed, const char *masuk)
{
    struct aturan rules;
    CHECK(aturan_of(world_db(w), date_of(w->now, &zone_wib), NULL, &rules) == OK);
    return sandi_weak(w->arena, &rules, &(struct sandi_baru){ typed, str_of(masuk), w->region.nama });
}

TEST(a_weak_password_is_refused_with_the_way_to_a_better_one)
{
    static const char *const common[] = { "indonesia123", "Admin12345678", "P@ssw0rd2026", "pamongpamong",
        "kotauji12345",
        "bismillah 2024", "qwertyuiop123", "123456789012", "987654321098", "abcabcabcabc", "adminPemkot1",
        "Rah4s1a-admin" };
    CHECK(str_find(str_of(weak(w, S("pendek"), "rw1")), S("12 huruf")) > 0);
    CHECK(weak(w, S("aaaaaaaaaaaa"), "rw1") && weak(w, S("abcdefghijkl"), "rw1"));
    CHECK(weak(w, S("saya lurah.melati"), "lurah.melati"));
    for (size_t i = 0; i < COUNT(common); i++)
        if (!weak(w, str_of(common[i]), "rw1"))
            fail_msg("%s is taken", common[i]);
    CHECK(!weak(w, S(SANDI), "rw1") && !weak(w, S("layang layang merah"), "rw1"));
    CHECK(sandi_common_count(S("uji")) > 3000);
}

/* ---- logging in --------------------------------------------------------------------------------------------- */

TEST(the_right_password_opens_a_session_and_a_wrong_one_does_not)
{
    int64_t akun = person(w, "rw1");
    struct req *right = try(w, "RW1", "perahu+kertas+biru"), *wrong = try(w, "rw1", "perahu+kertas"),
        *nobody = try(w, "tak.ada", "perahu+kertas");
    CHECK_STATUS(right, 303);
    CHECK_STR(right->location, "/rw");
    CHECK_INT(cookie_in(right).len, 64);
    CHECK_INT(who_of(w, cookie_in(right)).akun, akun);
    CHECK_STATUS(wrong, 303);
    CHECK(cookie_in(wrong).len == 0);
    CHECK(str_eq(wrong->location, nobody->location));
    CHECK_INT(who_of(w, S("00")).akun, 0);
}

TEST(after_five_wrong_passwords_even_the_right_one_waits)
{
    person(w, "rw1");
    person(w, "rw2");
    for (int i = 0; i < 6; i++)
        CHECK_STATUS(try(w, "rw1", "salah+sekali"), 303);
    struct req *early = try(w, "rw1", "perahu+kertas+biru");
    CHECK_STATUS(early, 422);
    CHECK_HAS(early, "Tunggu 4 detik");
    CHECK(cookie_in(early).len == 0);
    CHECK(cookie_in(try(w, "rw2", "perahu+kertas+biru")).len);
    w->now += 5;
    CHECK(cookie_in(try(w, "rw1", "perahu+kertas+biru")).len);
    for (int i = 0; i < 5; i++)         /* a success forgets what was before */
        CHECK_STATUS(try(w, "rw1", "salah+sekali"), 303);
    CHECK(cookie_in(try(w, "rw1", "perahu+kertas+biru")).len);
}

TEST(many_names_from_one_address_are_slowed_too)
{
    person(w, "rw1");
    for (int i = 0; i < 31; i++)
        CHECK_STATUS(try(w, cstr(w->arena, str_format(w->arena, "orang%d", i)), "salah+sekali"), 303);
    CHECK_STATUS(try(w, "rw1", "perahu+kertas+biru"), 422);
}

TEST(only_a_path_of_our_own_is_gone_to_after_logging_in)
{
    static const char *const elsewhere[] = { "//jahat.test", "https://jahat.test", "/%09/jahat.test", "/%5Cjahat.test",
        "jahat" };
    person(w, "rw1");
    for (size_t i = 0; i < COUNT(elsewhere); i++) {
        struct req *r = ask(w, "", "POST", "/masuk", cstr(w->arena, str_format(w->arena,
            "masuk=rw1&sandi=perahu+kertas+biru&ke=%s", elsewhere[i])));
        CHECK_STATUS(r, 303);
        CHECK_STR(r->location, "/kerja");
    }
}

TEST(too_many_logins_at_once_are_told_when_to_come_back)
{
    person(w, "rw1");
    w->crowded = true;
    struct req *r = try(w, "rw1", "perahu+kertas+biru");
    CHECK_STATUS(r, 503);
    CHECK_HAS(r, "Coba lagi dalam 5 detik");
    CHECK_HAS(r, "value=\"rw1\"");
    CHECK(r->header_count && str_eqz(r->headers[0].name, "Retry-After"));
    w->crowded = false;
    CHECK_STATUS(try(w, "rw1", "perahu+kertas+biru"), 303);
}

/* ---- codes -------------------------------------------------------------------------------------------------- */

TEST(a_printed_code_opens_once_and_only_to_choose_a_password)
{
    struct giving g = { .akun = person(w, "rw1"), .kode = S("K7PXMQ2WER") };
    CHECK(world_write(w, give_secret, &g) == OK);
    CHECK(cookie_in(try(w, "rw1", "perahu+kertas+biru")).len == 0);         /* the code took its place */
    struct req *in = try(w, "rw1", "k7pxm-q2wer");
    CHECK_STR(in->location, "/sandi");
    struct who who = who_of(w, cookie_in(in));
    CHECK(who.akun == g.akun && who.grant_count == 0);
    CHECK(cookie_in(try(w, "rw1", "K7PXMQ2WER")).len == 0);
    CHECK_STR(ask(w, "rw1", "GET", "/saya", NULL)->location, "/sandi");
    CHECK_STATUS(ask(w, "rw1", "POST", "/sandi", "sandi=layang+layang+merah&ulang=layang+layang+putih"), 422);
    CHECK_STATUS(ask(w, "rw1", "POST", "/sandi", "sandi=layang+layang+merah&ulang=layang+layang+merah"), 303);
    CHECK_INT(who_of(w, cookie_in(in)).akun, 0);        /* the other device was put out */
    who = who_of(w, cookie_in(try(w, "rw1", "layang+layang+merah")));
    CHECK(who.akun == g.akun && who.grant_count == 1);
}

TEST(a_code_that_is_too_old_opens_nothing)
{
    struct giving g = { .akun = person(w, "rw1"), .kode = S("K7PXMQ2WER") };
    CHECK(world_write(w, give_secret, &g) == OK);
    w->now += DAY + 1;
    CHECK(cookie_in(try(w, "rw1", "K7PXMQ2WER")).len == 0);
}

static enum outcome
start_region(struct db *db, void *kode)
{
    str made;
    TRY(siapa_first_admin(db, db_arena_of(db), 1772503200, &made));
    memcpy(kode, made.ptr, made.len);
    return OK;
}

TEST(a_new_region_has_one_administrator_who_comes_by_code)
{
    char kode[16] = "", again[16] = "";
    CHECK(world_write(w, start_region, kode) == OK);
    CHECK(world_write(w, start_region, again) == NOT_FOUND && !again[0]);
    CHECK_STR(try(w, "admin", kode)->location, "/sandi");
    CHECK_STATUS(ask(w, "admin", "GET", "/admin", NULL), 403);
    CHECK_STATUS(ask(w, "admin", "POST", "/sandi", "sandi=layang+layang+merah&ulang=layang+layang+merah"), 303);
    CHECK_STATUS(ask(w, "admin", "GET", "/admin", NULL), 200);
}

/* ---- sessions ----------------------------------------------------------------------------------------------- */

static enum outcome
plant(struct db *db, void *world)
{
    const struct world *w = world;
    struct akun a;
    TRY(akun_by_masuk(db, S("rw1"), &a));
    struct sesi s = { .akun = a.id, .dibuat = w->now, .habis = w->now + DAY, .agen = S("lama") };
    return sesi_insert(db, &s, S("ditanam"));
}

TEST(logging_in_gives_a_new_cookie_and_ends_the_session_before)
{
    struct sesi_list before, after;
    int64_t akun = person(w, "rw1");
    CHECK(world_write(w, plant, w) == OK);
    CHECK(who_of(w, S("ditanam")).akun == akun);
    struct req *first = try(w, "rw1", "perahu+kertas+biru"), *second = try(w, "rw1", "perahu+kertas+biru");
    CHECK(!str_eq(cookie_in(first), cookie_in(second)) && !str_eqz(cookie_in(first), "ditanam"));
    CHECK_STATUS(ask(w, "rw1", "GET", "/saya", NULL), 200);
    CHECK(sesi_of(world_db(w), akun, w->now, &before) == OK);
    CHECK_STATUS(ask(w, "rw1", "POST", "/masuk", "masuk=rw1&sandi=perahu+kertas+biru"), 303);
    CHECK(sesi_of(world_db(w), akun, w->now, &after) == OK);
    CHECK_INT(after.count, before.count);
    CHECK_STATUS(ask(w, "rw1", "GET", "/saya", NULL), 303);     /* the cookie that asked is worth nothing now */
}

TEST(a_planted_cookie_opens_nothing_before_and_after_its_bearer_logs_in)
{
    static const char *const form = "masuk=rw1&sandi=perahu+kertas+biru";
    person(w, "rw1");
    CHECK_STATUS(ask(w, "=ditanam", "GET", "/saya", NULL), 303);
    struct req *wrong = ask(w, "=ditanam", "POST", "/masuk", "masuk=rw1&sandi=salah");
    CHECK_STR(cookie_in(wrong), "");
    CHECK_INT(who_of(w, S("ditanam")).akun, 0);
    struct req *right = ask(w, "=ditanam", "POST", "/masuk", form);
    CHECK_STATUS(right, 303);
    CHECK(cookie_in(right).len == 64 && who_of(w, cookie_in(right)).akun);
    CHECK_INT(who_of(w, S("ditanam")).akun, 0);
    CHECK_STATUS(ask(w, "=ditanam", "GET", "/saya", NULL), 303);
}

TEST(a_session_ends_after_eight_idle_hours_and_after_seven_days)
{
    person(w, "rw1");
    str idle = cookie_in(try(w, "rw1", "perahu+kertas+biru")), busy = cookie_in(try(w, "rw1", "perahu+kertas+biru"));
    int64_t began = w->now;
    for (int i = 0; i < 27; i++) {      /* one comes back every six hours, the other does not */
        w->now += 6 * HOUR;
        CHECK(who_of(w, busy).akun);
    }
    CHECK_INT(who_of(w, idle).akun, 0);
    w->now = began + 7 * DAY;
    CHECK_INT(who_of(w, busy).akun, 0);
    w->now = began;
    CHECK(who_of(w, idle).akun);
    w->now = began + 8 * HOUR;
    CHECK_INT(who_of(w, idle).akun, 0);
}

TEST(a_person_ends_own_devices_and_nobody_elses)
{
    struct sesi_list own;
    person(w, "rw1");
    person(w, "rw2");
    str other = cookie_in(try(w, "rw1", "perahu+kertas+biru"));
    int64_t akun = who_of(w, other).akun;
    CHECK(sesi_of(world_db(w), akun, w->now, &own) == OK && own.count == 1);
    const char *path = cstr(w->arena, str_format(w->arena, "/saya/sesi/" STR "/akhiri", STR_ARG(own.items[0].sidik)));
    CHECK_STATUS(ask(w, "rw2", "POST", path, "x=1"), 404);
    CHECK(who_of(w, other).akun == akun);
    CHECK_STATUS(ask(w, "rw1", "POST", path, "x=1"), 303);
    CHECK_INT(who_of(w, other).akun, 0);
}

/* ---- roles by the day --------------------------------------------------------------------------------------- */

static enum outcome
add_akun(struct db *db, void *context)
{
    return akun_insert(db, context, 0);
}

static enum outcome
add_role(struct db *db, void *context)
{
    return peran_insert(db, context);
}

/* Grants on a day, counted from today; notices go to the same persons. */
static size_t
grants_on(struct world *w, str cookie, int day)
{
    int64_t before = w->now;
    w->now += day * DAY;
    size_t n = who_of(w, cookie).grant_count;
    struct akun_ids holders;
    CHECK(siapa_holders(w->reader, S("lurah"), &(struct place){ S(WORLD_KELURAHAN), 0 }, date_of(w->now, &zone_wib),
        &holders) == OK);
    CHECK_INT(holders.count, n);
    w->now = before;
    return n;
}

/* One a day: hari0, hari1, ... */
static enum outcome
daily_sessions(struct db *db, void *world)
{
    const struct world *w = world;
    struct akun a;
    TRY(akun_by_masuk(db, S("plt"), &a));
    for (int day = 0; day < 4; day++) {
        struct sesi s = { .akun = a.id, .dibuat = w->now + day * DAY, .habis = w->now + 9 * DAY, .agen = S("uji") };
        TRY(sesi_insert(db, &s, str_format(db_arena_of(db), "hari%d", day)));
    }
    return OK;
}

TEST(an_acting_role_gives_nothing_before_its_first_day_nor_after_its_last)
{
    struct akun a = { .id = 77, .masuk = S("plt"), .nama = S("Plt Lurah"), .aktif = true };
    date today = date_of(w->now, &zone_wib);
    struct peran p = { .id = 78, .akun = 77, .jabatan = S("lurah"), .wilayah = S(WORLD_KELURAHAN),
        .mulai = date_from_number(date_number(today) + 1), .selesai = date_from_number(date_number(today) + 2),
        .penetapan = S("plt"), .nomor_sk = S("SK/1") };
    world_person(w, "lain", "rw", &(struct place){ S(WORLD_RW), 0 });
    CHECK(world_write(w, add_akun, &a) == OK);
    CHECK(world_write(w, add_role, &p) == OK);
    CHECK(world_write(w, daily_sessions, w) == OK);
    CHECK_INT(grants_on(w, S("hari0"), 0), 0);
    CHECK_INT(grants_on(w, S("hari1"), 1), 1);
    CHECK_INT(grants_on(w, S("hari2"), 2), 1);
    CHECK_INT(grants_on(w, S("hari3"), 3), 0);
}

TEST(holders_are_found_by_place_and_not_by_the_area_around_it)
{
    struct akun_ids ids;
    int64_t one = world_person(w, "l1", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    world_person(w, "l2", "lurah", &(struct place){ S("18.72.01.1002"), 0 });
    world_person(w, "c1", "camat", &(struct place){ S(WORLD_KECAMATAN), 0 });
    date today = date_of(w->now, &zone_wib);
    CHECK(siapa_holders(world_db(w), S("lurah"), &(struct place){ S(WORLD_KELURAHAN), 0 }, today, &ids) == OK);
    CHECK(ids.count == 1 && ids.items[0] == one);
    CHECK(siapa_holders(w->reader, S("lurah"), &(struct place){ S(WORLD_KECAMATAN), 0 }, today, &ids) == OK);
    CHECK_INT(ids.count, 0);
}

/* A name that a cookie may hold; others are left out rather than bent. */
TEST(a_wrong_password_keeps_the_typed_name_for_the_next_try_but_not_in_the_address)
{
    (void)person(w, "rw1");
    struct req *odd = try(w, "rw1;x", "salah+sekali"), *plain = try(w, "RW1", "salah+sekali");
    CHECK_STATUS(plain, 303);
    CHECK(str_find(plain->location, S("rw1")) < 0);
    bool kept = false, bent = false;
    for (size_t i = 0; i < plain->header_count; i++)
        kept |= str_find(plain->headers[i].value, S("pamong_nama=rw1;")) >= 0;
    for (size_t i = 0; i < odd->header_count; i++)
        bent |= str_find(odd->headers[i].value, S("pamong_nama")) >= 0;
    CHECK(kept && !bent);
}

TESTS(siapa_tests,
    LISTED(a_wrong_password_keeps_the_typed_name_for_the_next_try_but_not_in_the_address),
    ALONE(a_password_fits_its_own_hash_only),
    LISTED(a_weak_password_is_refused_with_the_way_to_a_better_one),
    LISTED(the_right_password_opens_a_session_and_a_wrong_one_does_not),
    LISTED(after_five_wrong_passwords_even_the_right_one_waits),
    LISTED(many_names_from_one_address_are_slowed_too),
    LISTED(only_a_path_of_our_own_is_gone_to_after_logging_in),
    LISTED(too_many_logins_at_once_are_told_when_to_come_back),
    LISTED(a_printed_code_opens_once_and_only_to_choose_a_password),
    LISTED(a_code_that_is_too_old_opens_nothing),
    LISTED(a_new_region_has_one_administrator_who_comes_by_code),
    LISTED(logging_in_gives_a_new_cookie_and_ends_the_session_before),
    LISTED(a_planted_cookie_opens_nothing_before_and_after_its_bearer_logs_in),
    LISTED(a_session_ends_after_eight_idle_hours_and_after_seven_days),
    LISTED(a_person_ends_own_devices_and_nobody_elses),
    LISTED(an_acting_role_gives_nothing_before_its_first_day_nor_after_its_last),
    LISTED(holders_are_found_by_place_and_not_by_the_area_around_it));
