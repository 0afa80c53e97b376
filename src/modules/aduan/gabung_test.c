/* gabung_test.c: what may be joined: what is near, what a reason is written for, and only what one may read. */
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })
#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

static enum outcome
move_away(struct db *db, void *context)
{
    struct query q = query_of(db, "UPDATE perkara SET lat_e6 = lat_e6 + 2700 WHERE id = $1");
    query_bind(&q, *(const int64_t *)context);
    return query_end_changed(&q);
}

TEST(what_is_farther_than_the_rule_is_joined_only_with_a_reason)
{
    struct meja_uji m = open_desk(w);
    str why;
    int64_t one = aduan_sent(&m, "saluran", NULL), other = aduan_sent(&m, "saluran", NULL);
    CHECK(world_write(w, move_away, &other) == OK);
    struct tindakan join = DESK(.aksi = S("gabung"), .induk = other);
    CHECK(aduan_uji_act(&m, one, join, &why) == INVALID);
    CHECK(str_find(why, S("300 meter")) > 0 && str_find(why, S("100 meter")) > 0);
    const char *form = SAID("aksi=gabung&nomor_induk=%.*s&langkah=%lld", STR_ARG(perkara_uji_row(w, other).nomor),
        (long long)perkara_uji_row(w, one).langkah);
    struct req *back = ask(w, "meja", "POST", SAID("/meja/aduan/%lld?aksi=gabung", (long long)one), form);
    CHECK_STATUS(back, 422);
    CHECK_HAS(back, "berjarak sekitar 300 meter");
    CHECK_HAS(back, "<textarea class=\"masuk\" id=\"i-isi\"");
    CHECK_STR(perkara_uji_row(w, one).keadaan, "diterima");
    CHECK_STATUS(ask(w, "meja", "POST", SAID("/meja/aduan/%lld", (long long)one), "aksi=gabung&nomor_induk=X-1"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", SAID("/meja/aduan/%lld", (long long)one), SAID("%s&isi=Satu+saluran+yang+sama"
        "+dari+hulu+ke+hilir.", form)), 303);
    CHECK_STR(perkara_uji_row(w, one).keadaan, "duplikat");
    CHECK_INT(perkara_uji_row(w, one).induk, other);
}

TEST(a_report_that_an_office_may_not_read_is_to_it_one_that_there_is_not)
{
    struct meja_uji m = open_desk(w);
    int64_t mine = aduan_published(&m, "saluran"), other = aduan_sent(&m, "saluran", NULL);
    CHECK(aduan_uji_act(&m, mine, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    struct req *back = ask(w, "dinas", "POST", SAID("/meja/aduan/%lld", (long long)mine),
        SAID("aksi=gabung&isi=Satu+saluran+yang+sama.&nomor_induk=" STR, STR_ARG(perkara_uji_row(w, other).nomor)));
    CHECK_STATUS(back, 422);
    CHECK_HAS(back, "Tidak ada laporan bernomor");
}

TESTS(gabung_tests,
    LISTED(what_is_farther_than_the_rule_is_joined_only_with_a_reason),
    LISTED(a_report_that_an_office_may_not_read_is_to_it_one_that_there_is_not));
