/* titik_test.c: a proposal's point against the borders of its own kelurahan. */
#include "modules/musrenbang/musrenbang_uji.h"

/* Two kelurahan side by side, parted at 105.31 E; what lies south of 5.12 S is outside the region. */
static enum outcome
draw_borders(struct db *db, void *context)
{
    (void)context;
    TRY(wilayah_set_border(db, S(WORLD_KELURAHAN),
        S("105300000,-5120000 105310000,-5120000 105310000,-5100000 105300000,-5100000"), S("uji")));
    return wilayah_set_border(db, S("18.72.01.1002"),
        S("105310000,-5120000 105320000,-5120000 105320000,-5100000 105310000,-5100000"), S("uji"));
}

static struct req *
place_at(const struct rencana *r, const char *lat, const char *lon)
{
    return ask(r->w, "rw1", "POST", "/rw/baru", uji_text(r->w, str_format(r->w->arena, "%s&lat=%s&lon=%s",
        uji_isian(r, r->fisik, "10", "simpan"), lat, lon)));
}

TEST(a_point_in_another_kelurahan_or_outside_is_refused_by_name)
{
    struct rencana r = open_year(w, 0);
    CHECK_STATUS(place_at(&r, "-5.2", "105.9"), 303);           /* no border known yet: nothing to hold it against */
    CHECK(world_write(w, draw_borders, NULL) == OK);
    struct req *reply = place_at(&r, "-5,1131", "105,3150");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "Titik ini berada di Kel. Kenanga, Kec. Uji Timur, bukan di Kel. Melati");
    CHECK_HAS(place_at(&r, "-5.1300", "105.3050"), "Titik ini di luar daerah");
    CHECK_HAS(place_at(&r, "lima", "105"), "Tulis titik dalam derajat");
    CHECK_STATUS(place_at(&r, "-5.1131", "105.3050"), 303);
    CHECK_INT(uji_usulan(w, uji_newest(w)).lat_e6, -5113100);
}

TESTS(titik_tests,
    LISTED(a_point_in_another_kelurahan_or_outside_is_refused_by_name));
