/* masuk_test.c: the second step of logging in, and the rules of logging in, by the day. */
#include "core/siapa/masuk_uji.h"
#include "core/wilayah/wilayah.h"

#define SANDI "perahu kertas biru"
static const char secret_bytes[] = "12345678901234567890";      /* RFC 6238, appendix B */
#define SECRET ((str){ secret_bytes, 20 })

TEST(the_codes_are_those_of_rfc_6238)
{
    static const struct { int64_t now; uint32_t code; } vectors[] = { { 59, 94287082 }, { 1111111109, 7081804 },
        { 1111111111, 14050471 }, { 1234567890, 89005924 }, { 2000000000, 69279037 }, { 20000000000, 65353130 } };
    for (size_t i = 0; i < COUNT(vectors); i++)
        CHECK_INT(totp_code(SECRET, totp_step(vectors[i].now), 8), vectors[i].code);
    CHECK_STR(base32(w->arena, SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    CHECK_STR(base32(w->arena, S("fo")), "MZXQ");
}

const char *
masuk_code(struct world *w, int64_t when)
{
    return cstr(w->arena, str_format(w->arena, "%06u", totp_code(SECRET, totp_step(when), TOTP_DIGITS)));
}

TEST(a_code_holds_one_step_before_and_after_and_never_twice)
{
    int64_t step = totp_step(w->now);
    CHECK_INT(totp_match(SECRET, str_of(masuk_code(w, w->now)), w->now, 0), step);
    CHECK_INT(totp_match(SECRET, str_of(masuk_code(w, w->now - 30)), w->now, 0), step - 1);
    CHECK_INT(totp_match(SECRET, str_of(masuk_code(w, w->now + 30)), w->now, 0), step + 1);
    CHECK_INT(totp_match(SECRET, str_of(masuk_code(w, w->now - 60)), w->now, 0), 0);
    CHECK_INT(totp_match(SECRET, str_of(masuk_code(w, w->now + 60)), w->now, 0), 0);
    CHECK_INT(totp_match(SECRET, str_of(masuk_code(w, w->now)), w->now, step), 0);
    CHECK_INT(totp_match(SECRET, S(""), w->now, 0), 0);
}

/* ---- somebody with a second step -------------------------------------------------------------------------------- */

struct setting { struct world *w; int64_t akun; str hash, sealed, codes[CADANGAN]; };

static enum outcome
set_up(struct db *db, void *context)
{
    struct setting *s = context;
    TRY(akun_set_sandi(db, s->akun, s->hash));
    if (!s->sealed.len)
        return OK;
    TRY(dua_begin(db, s->akun, s->sealed));
    TRY(dua_activate(db, s->akun, 1, s->w->now));
    return cadangan_put(db, &s->w->region, s->akun, s->codes);
}

int64_t
masuk_person(struct world *w, const char *masuk, const char *jabatan, bool second)
{
    static const struct place rw = { { WORLD_RW, sizeof WORLD_RW - 1 }, 0 }, all = { 0 };
    struct setting s = { .w = w, .akun = world_person(w, masuk, jabatan, strcmp(jabatan, "rw") == 0 ? &rw : &all) };
    struct req as = { .arena = w->arena, .region = &w->region, .who.akun = s.akun };
    CHECK(sandi_hash(w->arena, S(SANDI), &s.hash) == OK);
    if (second)
        s.sealed = dua_seal(&as, SECRET);
    for (size_t i = 0; i < CADANGAN; i++)
        s.codes[i] = str_format(w->arena, "CADANGAN%c%c", 'A' + (char)i, 'Z');
    CHECK(world_write(w, set_up, &s) == OK);
    return s.akun;
}

/* "=..." for ask(); empty when the reply sets no session. */
const char *
masuk_cookie(struct world *w, const struct req *r)
{
    for (size_t i = 0; i < r->header_count; i++) {
        str rest = r->headers[i].value, name, value;
        if (str_eqz(r->headers[i].name, "Set-Cookie") && str_find(rest, S("pamong_sesi=")) >= 0
            && str_cut(&rest, '=', &name) && str_cut(&rest, ';', &value))
            return cstr(w->arena, str_format(w->arena, "=" STR, STR_ARG(value)));
    }
    return "";
}

struct req *
masuk_first(struct world *w, const char *masuk)
{
    return ask(w, "", "POST", "/masuk", cstr(w->arena, str_format(w->arena,
        "masuk=%s&sandi=perahu+kertas+biru&ke=/kabar", masuk)));
}

static struct req *
second_step(struct world *w, const char *half, const char *kode)
{
    return ask(w, half, "POST", "/masuk/langkah-dua", cstr(w->arena, str_format(w->arena, "kode=%s", kode)));
}

TEST(a_right_password_alone_opens_nothing_when_there_is_a_second_step)
{
    masuk_person(w, "rw1", "rw", true);
    struct req *first = masuk_first(w, "rw1");
    const char *half = masuk_cookie(w, first);
    CHECK_STR(first->location, "/masuk/langkah-dua");
    CHECK_STATUS(ask(w, half, "GET", "/kabar", NULL), 303);
    CHECK_STATUS(ask(w, half, "GET", "/masuk/langkah-dua", NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", "/masuk/langkah-dua", NULL), 303);
    struct req *wrong = second_step(w, half, "000000"), *in = second_step(w, half, masuk_code(w, w->now));
    CHECK_STR(wrong->location, "/masuk/langkah-dua");
    CHECK(!*masuk_cookie(w, wrong));
    CHECK_STR(in->location, "/kabar");
    CHECK(strcmp(masuk_cookie(w, in), half) != 0);
    CHECK_STATUS(ask(w, masuk_cookie(w, in), "GET", "/kabar", NULL), 200);
    CHECK_STATUS(ask(w, half, "GET", "/masuk/langkah-dua", NULL), 303);
}

TEST(the_same_code_does_not_open_twice)
{
    masuk_person(w, "rw1", "rw", true);
    const char *code = masuk_code(w, w->now);
    CHECK_STR(second_step(w, masuk_cookie(w, masuk_first(w, "rw1")), code)->location, "/kabar");
    CHECK_STR(second_step(w, masuk_cookie(w, masuk_first(w, "rw1")), code)->location, "/masuk/langkah-dua");
    w->now += 30;
    CHECK_STR(second_step(w, masuk_cookie(w, masuk_first(w, "rw1")), masuk_code(w, w->now))->location, "/kabar");
}

TEST(who_is_half_way_in_has_five_minutes)
{
    masuk_person(w, "rw1", "rw", true);
    const char *half = masuk_cookie(w, masuk_first(w, "rw1"));
    w->now += SEPARUH_LASTS;
    CHECK_STR(second_step(w, half, masuk_code(w, w->now))->location, "/masuk");
}

TEST(guessing_the_second_step_has_to_wait_like_guessing_passwords)
{
    masuk_person(w, "rw1", "rw", true);
    const char *half = masuk_cookie(w, masuk_first(w, "rw1"));
    for (int i = 0; i < 6; i++)
        CHECK_STATUS(second_step(w, half, "000000"), 303);
    struct req *r = second_step(w, half, masuk_code(w, w->now));
    CHECK_STATUS(r, 422);
    CHECK_HAS(r, "Tunggu 4 detik");
}

TEST(a_code_in_reserve_opens_once)
{
    masuk_person(w, "rw1", "rw", true);
    CHECK_STR(second_step(w, masuk_cookie(w, masuk_first(w, "rw1")), "cadan-ganaz")->location, "/kabar");
    CHECK_STR(second_step(w, masuk_cookie(w, masuk_first(w, "rw1")), "cadan-ganaz")->location, "/masuk/langkah-dua");
    CHECK_STR(second_step(w, masuk_cookie(w, masuk_first(w, "rw1")), "CADANGANBZ")->location, "/kabar");
}

static str
secret_of(struct world *w, int64_t akun, struct dua *d)
{
    CHECK(dua_of(world_db(w), &w->region, akun, d) == OK);
    return d->rahasia;
}

TEST(a_person_sets_the_second_step_up_and_gets_ten_codes)
{
    struct dua d;
    int64_t akun = masuk_person(w, "rw1", "rw", false);
    CHECK_HAS(ask(w, "rw1", "GET", "/saya/dua-langkah", NULL), "Belum disiapkan");
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/dua-langkah/mulai", ""), 303);
    str secret = secret_of(w, akun, &d);
    CHECK(secret.len == RAHASIA_BYTES && d.sejak == 0);
    struct req *page = ask(w, "rw1", "GET", "/saya/dua-langkah", NULL);
    CHECK_HAS(page, "<svg class=\"qr\"");
    CHECK(str_find(body_of(page), in_fours(w->arena, base32(w->arena, secret))) > 0);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/dua-langkah", "kode=12"), 422);
    str kode = str_format(w->arena, "kode=%06u", totp_code(secret, totp_step(w->now), TOTP_DIGITS));
    struct req *done = ask(w, "rw1", "POST", "/saya/dua-langkah", cstr(w->arena, kode));
    CHECK_STATUS(done, 303);
    CHECK(str_starts(done->location, S("/saya/cadangan/")));
    secret_of(w, akun, &d);
    CHECK(d.sejak == w->now && d.cadangan == CADANGAN);
    const char *sheet = cstr(w->arena, done->location);
    CHECK_STATUS(ask(w, "rw1", "GET", sheet, NULL), 200);
    masuk_person(w, "rw2", "rw", false);
    CHECK_STATUS(ask(w, "rw2", "GET", sheet, NULL), 404);
    w->now += HOUR;
    CHECK_STATUS(ask(w, "rw1", "GET", sheet, NULL), 404);
    CHECK_HAS(ask(w, "rw1", "GET", "/kabar", NULL), "Masuk dua langkah aktif");
}

TEST(an_administrator_takes_a_lost_second_step_off_with_a_reason)
{
    struct dua d;
    int64_t akun = masuk_person(w, "rw1", "rw", true);
    world_person(w, "admin", "admin", NULL);
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    const char *path = cstr(w->arena, str_format(w->arena, "/admin/akun/%lld/dua-langkah", (long long)akun));
    CHECK_STATUS(ask(w, "lurah", "POST", path, "alasan=Telepon+hilang"), 403);
    CHECK_STATUS(ask(w, "admin", "POST", path, "alasan="), 422);
    CHECK_STATUS(ask(w, "rw1", "GET", "/kabar", NULL), 200);
    CHECK_STATUS(ask(w, "admin", "POST", path, "alasan=Telepon+hilang"), 303);
    secret_of(w, akun, &d);
    CHECK(!d.ada && d.cadangan == 0);
    CHECK_STATUS(ask(w, "rw1", "GET", "/kabar", NULL), 303);            /* put out */
    CHECK_HAS(ask(w, masuk_cookie(w, masuk_first(w, "rw1")), "GET", "/kabar", NULL), "Telepon hilang");
    CHECK_STATUS(ask(w, "admin", "POST", path, "alasan=Sekali+lagi"), 422);
}

/* ---- rules by the day ------------------------------------------------------------------------------------------- */

static enum outcome
put_rule(struct db *db, void *rule)
{
    return aturan_put(db, rule);
}

static void
rule(struct world *w, const char *hal, const char *jabatan, int64_t nilai, int day)
{
    struct aturan_baris b = { .hal = str_of(hal), .jabatan = str_of(jabatan), .nilai = nilai, .dasar = S("uji"),
        .mulai = date_from_number(date_number(date_of(w->now, &zone_wib)) + day) };
    CHECK(world_write(w, put_rule, &b) == OK);
}

TEST(an_office_that_must_have_a_second_step_holds_nothing_without_from_that_day)
{
    masuk_person(w, "admin1", "admin", false);
    masuk_person(w, "admin2", "admin", true);
    rule(w, "dua_langkah", "admin", 1, 1);
    CHECK_STATUS(ask(w, "admin1", "GET", "/admin", NULL), 200);
    w->now += DAY;
    const char *in = masuk_cookie(w, masuk_first(w, "admin1"));
    CHECK_STATUS(ask(w, in, "GET", "/admin", NULL), 403);
    CHECK_STR(ask(w, in, "GET", "/saya", NULL)->location, "/saya/dua-langkah");
    CHECK_HAS(ask(w, in, "GET", "/saya/dua-langkah", NULL), "wajib masuk dua langkah");
    const char *half = masuk_cookie(w, masuk_first(w, "admin2"));
    const char *both = masuk_cookie(w, second_step(w, half, masuk_code(w, w->now)));
    CHECK_STATUS(ask(w, both, "GET", "/admin", NULL), 200);
    CHECK_STATUS(ask(w, both, "POST", "/saya/dua-langkah/lepas", ""), 422);
}

TEST(the_strictest_office_and_the_newest_row_hold)
{
    struct aturan a;
    struct grant grants[] = { { .jabatan = S("rw") }, { .jabatan = S("lurah") }, { .jabatan = S("camat") } };
    struct who who = { .grants = grants, .grant_count = 1 };
    date today = date_of(w->now, &zone_wib);
    CHECK(aturan_of(world_db(w), today, &who, &a) == OK);
    CHECK_INT(a.sesi_diam, 8 * HOUR);
    who.grant_count = 3;
    CHECK(aturan_of(w->reader, today, &who, &a) == OK);
    CHECK_INT(a.sesi_diam, 30 * MINUTE);
    rule(w, "sesi_diam", "camat", 10 * MINUTE, 0);
    rule(w, "sesi_diam", "lurah", 5 * MINUTE, 1);
    CHECK(aturan_of(world_db(w), today, &who, &a) == OK);
    CHECK_INT(a.sesi_diam, 10 * MINUTE);
    CHECK(aturan_of(w->reader, date_from_number(date_number(today) + 1), &who, &a) == OK);
    CHECK_INT(a.sesi_diam, 5 * MINUTE);
}

TEST(staff_are_put_out_after_half_an_hour_and_rw_heads_are_not)
{
    masuk_person(w, "rw1", "rw", false);
    masuk_person(w, "mitra", "mitra", false);
    const char *rw = masuk_cookie(w, masuk_first(w, "rw1")), *staff = masuk_cookie(w, masuk_first(w, "mitra"));
    w->now += 29 * MINUTE;
    CHECK_STATUS(ask(w, staff, "GET", "/kabar", NULL), 200);
    w->now += 29 * MINUTE;
    CHECK_STATUS(ask(w, staff, "GET", "/kabar", NULL), 200);
    w->now += 31 * MINUTE;
    CHECK_STATUS(ask(w, staff, "GET", "/kabar", NULL), 303);
    CHECK_STATUS(ask(w, rw, "GET", "/kabar", NULL), 200);
}

TEST(an_auditors_rules_of_composition_and_age_can_be_switched_on)
{
    struct aturan a;
    rule(w, "sandi_macam", "", 3, 0);
    rule(w, "sandi_umur", "", 180, 0);
    CHECK(aturan_of(world_db(w), date_of(w->now, &zone_wib), NULL, &a) == OK);
    CHECK(sandi_weak(w->arena, &a, &(struct sandi_baru){ S("layang layang merah"), S("rw1"), S("Uji") }));
    CHECK(!sandi_weak(w->arena, &a, &(struct sandi_baru){ S("Layang layang merah 7"), S("rw1"), S("Uji") }));
    masuk_person(w, "rw1", "rw", false);
    CHECK_STATUS(ask(w, "rw1", "POST", "/sandi", "sandi=Layang+layang+merah+7&ulang=Layang+layang+merah+7"), 303);
    CHECK_STATUS(ask(w, "rw1", "GET", "/saya", NULL), 200);
    w->now += 180 * DAY;
    struct req *in = ask(w, "", "POST", "/masuk", "masuk=rw1&sandi=Layang+layang+merah+7");
    CHECK_STR(ask(w, masuk_cookie(w, in), "GET", "/saya", NULL)->location, "/sandi");
    CHECK_STATUS(ask(w, masuk_cookie(w, in), "GET", "/rw", NULL), 403);
}

TEST(only_an_administrator_sets_rules_and_never_for_yesterday)
{
    masuk_person(w, "admin", "admin", false);
    masuk_person(w, "rw1", "rw", false);
    CHECK_STATUS(ask(w, "rw1", "GET", "/admin/aturan-masuk", NULL), 403);
    CHECK_HAS(ask(w, "admin", "GET", "/admin/aturan-masuk", NULL), "Keluar sendiri setelah diam");
    CHECK_HAS(ask(w, "admin", "GET", "/admin/aturan-masuk", NULL), "Camat, Inspektorat, ");
    CHECK_LACKS(ask(w, "admin", "GET", "/admin/aturan-masuk", NULL), "Semua orang, ");
#define RULE(rest) "dasar=Perwal+1&jabatan=lurah&" rest
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/aturan-masuk", RULE("hal=sesi_diam&nilai=15&mulai=2026-03-02")), 422);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/aturan-masuk", RULE("hal=sesi_diam&nilai=1&mulai=2026-03-03")), 422);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/aturan-masuk", RULE("hal=tak_ada&nilai=1&mulai=2026-03-03")), 422);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/aturan-masuk", RULE("hal=sesi_diam&nilai=15&mulai=2026-03-03")), 303);
    struct req *self = ask(w, "admin", "POST", "/admin/aturan-masuk",
        "dasar=x&hal=dua_langkah&nilai=1&mulai=2026-03-03");
    CHECK_STATUS(self, 422);
    CHECK_HAS(self, "Siapkan dulu masuk dua langkah");
}

TEST(a_session_ends_when_the_clock_is_set_back_a_day_or_forward_a_year_and_lives_through_minutes)
{
    static const struct { int64_t by; int status; } jumps[] = { { 0, 200 }, { -10 * MINUTE, 200 }, { 10 * MINUTE, 200 },
        { -DAY, 303 }, { -365 * DAY, 303 }, { 365 * DAY, 303 }, { 0, 200 } };
    int64_t before = w->now;
    world_person(w, "kepala", "admin", NULL);
    for (size_t i = 0; i < COUNT(jumps); i++) {
        w->now = before + jumps[i].by;
        CHECK_STATUS(ask(w, "kepala", "GET", "/admin/akun", NULL), jumps[i].status);
    }
}

TEST(a_device_is_called_by_its_browser_and_system_or_as_it_calls_itself)
{
    static const struct { const char *agent, *name; } cases[] = {
        { "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36",
            "Chrome (Android)" },
        { "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
            "Edge (Windows)" },
        { "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1",
            "Safari (iPhone)" },
        { "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox (Linux)" },
        { "curl/8.0", "curl/8.0" }, { "", "" } };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK_STR(agen_name(w->arena, str_of(cases[i].agent)), cases[i].name);
}

TESTS(masuk_tests,
    LISTED(a_device_is_called_by_its_browser_and_system_or_as_it_calls_itself),
    LISTED(a_session_ends_when_the_clock_is_set_back_a_day_or_forward_a_year_and_lives_through_minutes),
    LISTED(the_codes_are_those_of_rfc_6238),
    LISTED(a_code_holds_one_step_before_and_after_and_never_twice),
    LISTED(a_right_password_alone_opens_nothing_when_there_is_a_second_step),
    LISTED(the_same_code_does_not_open_twice),
    LISTED(who_is_half_way_in_has_five_minutes),
    LISTED(guessing_the_second_step_has_to_wait_like_guessing_passwords),
    LISTED(a_code_in_reserve_opens_once),
    LISTED(a_person_sets_the_second_step_up_and_gets_ten_codes),
    LISTED(an_administrator_takes_a_lost_second_step_off_with_a_reason),
    LISTED(an_office_that_must_have_a_second_step_holds_nothing_without_from_that_day),
    LISTED(the_strictest_office_and_the_newest_row_hold),
    LISTED(staff_are_put_out_after_half_an_hour_and_rw_heads_are_not),
    LISTED(an_auditors_rules_of_composition_and_age_can_be_switched_on),
    LISTED(only_an_administrator_sets_rules_and_never_for_yesterday));
