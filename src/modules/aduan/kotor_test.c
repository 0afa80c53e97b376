/* kotor_test.c: what strangers send that is no report: each door says so, nothing of it is kept or runs. */
#include "core/pribadi/pribadi.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/o311_dalam.h"

#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))
#define KEY "0123456789abcdef0123"
#define MEGABYTES 10

static enum outcome
prepare(struct db *db, void *context)
{
    const struct world *w = context;
    TRY(wilayah_set_border(db, S("18.72.01.1001"), S("105300000,-5120000 105310000,-5120000 105310000,-5110000"
        " 105300000,-5110000 105300000,-5120000"), S("uji")));
    struct query q = query_of(db, "INSERT INTO o311_kunci (id, nama, sidik, uji, per_jam, aktif, dibuat)"
        " VALUES (1, 'Uji', $1, 0, 100, 1, 0)");
    query_bind(&q, pribadi_lookup(db_arena_of(db), w->region.secret, "o311", S(KEY)));
    return query_end(&q);
}

static void
opened(struct world *w)
{
    open_desk(w);
    CHECK(world_write(w, prepare, w) == OK);
}

/* The form of a resident, as it is sent ten seconds after it was shown. */
static struct req *
reported(struct world *w, const char *more)
{
    str page = body_of(ask(w, "", "GET", "/lapor/saluran", NULL)), stamp = str_from(page,
        (size_t)str_find(page, S("name=\"cap\" value=\"")) + 18);
    stamp = str_head(stamp, (size_t)str_find(stamp, S("\"")));
    w->now += 10;
    return ask(w, "", "POST", "/lapor/saluran", SAID("alamat=Gang+1&kelurahan=" WORLD_KELURAHAN "&cap=" STR "&%s",
        STR_ARG(stamp), more));
}

static struct req *
sent(struct world *w, const char *more)
{
    return ask(w, "", "POST", "/open311/v2/requests.json", SAID("api_key=" KEY "&service_code=saluran&%s", more));
}

static int64_t
kept(struct world *w)
{
    int64_t count = 0;
    struct query q = query_of(world_db(w), "SELECT (SELECT count(*) FROM perkara) + (SELECT count(*)"
        " FROM aduan_draf)");
    if (query_next(&q))
        count = query_int(&q);
    CHECK(query_end(&q) == OK);
    return count;
}

TEST(markup_in_a_report_is_text_wherever_it_is_shown)
{
    opened(w);
    struct req *next = reported(w, "isi=<script>alert(1)</script>+%22><img+src=x+onerror=alert(1)>+air+masuk");
    CHECK_STATUS(next, 303);
    CHECK_STATUS(ask(w, "", "POST", cstr(w->arena, next->location), "tampak=publik"), 303);
    struct req *desk = ask(w, "meja", "GET", "/meja/aduan", NULL);
    CHECK_HAS(desk, "&lt;script&gt;");
    CHECK_LACKS(desk, "<script>alert");
    CHECK_LACKS(desk, "<img src=x");
}

TEST(ten_megabytes_of_text_are_refused_at_both_doors)
{
    opened(w);
    struct buf b = { .arena = w->arena };
    for (int i = 0; i < MEGABYTES * 1024 * 16; i++)
        buf_str(&b, S("air masuk ke rumah setiap hujan turun di kota ini, sejak lama. "));
    CHECK(b.len > MEGABYTES * 1000 * 1000);
    CHECK_STATUS(reported(w, SAID("isi=" STR, STR_ARG(buf_view(&b)))), 422);
    struct req *answer = sent(w, SAID("address_string=x&description=" STR, STR_ARG(buf_view(&b))));
    CHECK_STATUS(answer, 400);
    CHECK_HAS(answer, "longer than 4000");
    CHECK_INT(kept(w), 0);
}

TEST(a_point_outside_the_region_is_refused_with_the_way_out)
{
    opened(w);
    struct req *page = reported(w, "isi=Air+masuk+ke+rumah+setiap+hujan&lat=-6,2&lon=106,8");
    CHECK_STATUS(page, 422);
    CHECK_HAS(page, "di luar Kota Uji");
    CHECK_HAS(page, "kosongkan dan pilih");
    CHECK_STATUS(reported(w, "isi=Air+masuk+ke+rumah+setiap+hujan&lat=91&lon=105,3"), 422);
    CHECK_HAS(sent(w, "lat=-6.2&long=106.8"), "outside the jurisdiction");
    CHECK_STATUS(sent(w, "lat=-6.2&long=106.8"), 400);
    CHECK_STATUS(sent(w, "lat=NaN&long=Infinity"), 400);
    CHECK_INT(kept(w), 0);
    CHECK_STATUS(sent(w, "lat=-5.115000000000000001&long=105.305"), 200);
    CHECK_INT(kept(w), 1);
}

TESTS(kotor_tests,
    LISTED(markup_in_a_report_is_text_wherever_it_is_shown),
    LISTED(ten_megabytes_of_text_are_refused_at_both_doors),
    LISTED(a_point_outside_the_region_is_refused_with_the_way_out));
