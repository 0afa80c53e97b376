/* pribadi_test.c: a sealed value opens at its own place only, is found by its hash, and is written one way. */
#include "core/pribadi/pribadi.h"
#include "core/world.h"

static const struct kolom_pribadi here = { "uji.surel", 7 };

TEST(a_sealed_value_opens_where_it_was_sealed)
{
    str plain, sealed = pribadi_seal(w->arena, w->region.secret, here, S("siti@contoh.id"));
    CHECK(str_find(sealed, S("siti")) < 0);
    CHECK(pribadi_open(w->arena, w->region.secret, here, sealed, &plain) == OK);
    CHECK_STR(plain, "siti@contoh.id");
    CHECK(pribadi_open(w->arena, w->region.secret, here, (str){ 0 }, &plain) == OK && plain.len == 0);
}

TEST(a_sealed_value_opens_nowhere_else)
{
    str plain, sealed = pribadi_seal(w->arena, w->region.secret, here, S("siti@contoh.id"));
    struct kolom_pribadi row = { "uji.surel", 8 }, column = { "uji.telepon", 7 };
    CHECK(pribadi_open(w->arena, w->region.secret, row, sealed, &plain) == FAILED);
    CHECK(pribadi_open(w->arena, w->region.secret, column, sealed, &plain) == FAILED);
    CHECK(pribadi_open(w->arena, S("abcdefghijklmnopqrstuvwxyz012345"), here, sealed, &plain) == FAILED);
    CHECK(pribadi_open(w->arena, w->region.secret, here, str_head(sealed, 20), &plain) == FAILED);
    char *changed = cstr(w->arena, sealed);
    changed[sealed.len - 1] ^= 1;
    CHECK(pribadi_open(w->arena, w->region.secret, here, (str){ changed, sealed.len }, &plain) == FAILED);
}

TEST(the_same_value_is_found_by_one_hash_and_sealed_differently)
{
    str a = pribadi_lookup(w->arena, w->region.secret, "uji.surel", S("siti@contoh.id"));
    CHECK(a.len == 32 && str_eq(a, pribadi_lookup(w->arena, w->region.secret, "uji.surel", S("siti@contoh.id"))));
    CHECK(!str_eq(a, pribadi_lookup(w->arena, w->region.secret, "uji.telepon", S("siti@contoh.id"))));
    CHECK(!str_eq(pribadi_seal(w->arena, w->region.secret, here, S("x")),
        pribadi_seal(w->arena, w->region.secret, here, S("x"))));
}

TEST(a_telephone_number_has_one_spelling)
{
    static const char *const same[] = { "0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 34567890" };
    static const char *const wrong[] = { "", "0812", "+1 202 555 0100", "0812x4567890", "00812345678",
        "081234567890123456" };
    str t;
    for (size_t i = 0; i < COUNT(same); i++) {
        CHECK(telepon_parse(w->arena, str_of(same[i]), &t) == OK);
        CHECK_STR(t, "+6281234567890");
    }
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (telepon_parse(w->arena, str_of(wrong[i]), &t) == OK)
            fail_msg("%s is taken", wrong[i]);
    CHECK_STR(telepon_mask(w->arena, S("+6281234567890")), "+62812****7890");
}

TEST(an_e_mail_address_has_one_spelling)
{
    static const char *const wrong[] = { "", "siti", "siti@", "@contoh.id", "siti@contoh", "a b@contoh.id", "a@b@c.id",
        "a@.id", "a@contoh.", "a@contoh..id", "a@contoh.id\nBcc: b@c.id" };
    str s;
    CHECK(surel_parse(w->arena, S(" Siti.R@Contoh.ID "), &s) == OK);
    CHECK_STR(s, "siti.r@contoh.id");
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (surel_parse(w->arena, str_of(wrong[i]), &s) == OK)
            fail_msg("%s is taken", wrong[i]);
    CHECK_STR(surel_mask(w->arena, S("siti.r@contoh.id")), "s***@contoh.id");
}

TESTS(pribadi_tests,
    LISTED(a_sealed_value_opens_where_it_was_sealed),
    LISTED(a_sealed_value_opens_nowhere_else),
    LISTED(the_same_value_is_found_by_one_hash_and_sealed_differently),
    LISTED(a_telephone_number_has_one_spelling),
    LISTED(an_e_mail_address_has_one_spelling));
