/* unduh_test.c: what leaves in public as a table, on a map or in a feed is what the public list shows, and no more. */
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })

struct naming { int64_t id; const char *judul; };

static enum outcome
rename_case(struct db *db, void *context)
{
    const struct naming *n = context;
    struct perkara p;
    TRY(perkara_by_id(db, n->id, &p));
    p.judul = str_of(n->judul);
    return perkara_update(db, &p);
}

/* In public, with other words for its title. */
static int64_t
published(const struct meja_uji *m, const char *kategori, const char *judul)
{
    struct naming n = { aduan_sent(m, kategori, NULL), judul };
    must(world_write(m->w, rename_case, &n) == OK);
    must(aduan_uji_act(m, n.id, DESK(.aksi = S("verifikasi")), NULL) == OK);
    return n.id;
}

static enum outcome
make_sensitive(struct db *db, void *context)
{
    struct kategori k;
    TRY(kategori_by_kode(db, S("aduan"), str_of(context), &k));
    k.peka = true;
    return kategori_save(db, &k);
}

TEST(complaints_download_by_the_filters_of_their_list)
{
    struct meja_uji m = open_desk(w);
    published(&m, "saluran", "Saluran di Jalan Merpati");
    CHECK_HAS(ask(w, "", "GET", "/aduan/unduh/csv", NULL), "\"Saluran di Jalan Merpati\"");
    CHECK_HAS(ask(w, "", "GET", "/aduan/unduh/csv?keadaan=terverifikasi", NULL), "Merpati");
    CHECK_LACKS(ask(w, "", "GET", "/aduan/unduh/csv?keadaan=selesai", NULL), "Merpati");
    CHECK_HAS(ask(w, "", "GET", "/aduan/unduh/geojson", NULL), "\"coordinates\":[105.307000,-5.113000]");
    CHECK_HAS(ask(w, "", "GET", "/aduan/unduh/json", NULL), "\"warga_mengalami\":0");
    CHECK_STATUS(ask(w, "", "GET", "/aduan/unduh/exe", NULL), 404);
}

TEST(the_list_and_the_map_hand_their_filters_on)
{
    open_desk(w);
    struct req *list = ask(w, "", "GET", "/aduan?keadaan=selesai&opd=7", NULL);
    CHECK_HAS(list, "href=\"/aduan/unduh/csv?keadaan=selesai&amp;opd=7\"");
    CHECK_HAS(list, "href=\"/aduan/peta?keadaan=selesai&amp;opd=7\"");
    CHECK_HAS(ask(w, "", "GET", "/aduan/peta?keadaan=selesai", NULL), "href=\"/aduan/unduh/geojson?keadaan=selesai\"");
}

TEST(what_is_not_shown_is_in_no_download_and_no_feed)
{
    static const char *const urls[] = { "/aduan/unduh/csv", "/aduan/unduh/json", "/aduan/unduh/geojson",
        "/aduan/umpan" };
    struct meja_uji m = open_desk(w);
    aduan_sent(&m, "saluran", NULL);                            /* not verified yet */
    published(&m, "pungli", "Pungutan di loket");              /* secret by its category */
    for (size_t i = 0; i < COUNT(urls); i++) {
        CHECK_STATUS(ask(w, "", "GET", urls[i], NULL), 200);
        CHECK_LACKS(ask(w, "", "GET", urls[i], NULL), "Saluran tersumbat");
        CHECK_LACKS(ask(w, "", "GET", urls[i], NULL), "Pungutan di loket");
    }
}

TEST(a_sensitive_kind_has_no_point_on_the_map)
{
    struct meja_uji m = open_desk(w);
    published(&m, "saluran", "Saluran di Jalan Merpati");
    char kode[] = "saluran";
    CHECK(world_write(w, make_sensitive, kode) == OK);
    CHECK_LACKS(ask(w, "", "GET", "/aduan/unduh/geojson", NULL), "coordinates");
    CHECK_HAS(ask(w, "", "GET", "/aduan/unduh/csv", NULL), "Merpati");
}

TEST(a_formula_in_a_complaint_reaches_no_spreadsheet)
{
    struct meja_uji m = open_desk(w);
    published(&m, "saluran", "=1+1");
    CHECK_HAS(ask(w, "", "GET", "/aduan/unduh/csv", NULL), "\"'=1+1\"");
}

TEST(the_feed_is_the_list_as_atom)
{
    struct meja_uji m = open_desk(w);
    published(&m, "saluran", "Air & \"lumpur\" <dalam>\x01");
    struct req *feed = ask(w, "", "GET", "/aduan/umpan?kelurahan=18.72.01.1001&keadaan=terverifikasi", NULL);
    CHECK_STATUS(feed, 200);
    CHECK(str_starts(feed->content_type, S("application/atom+xml")));
    CHECK_HAS(feed, "<title>Air &amp; &quot;lumpur&quot; &lt;dalam&gt;</title>");
    CHECK_HAS(feed, "/aduan?kelurahan=18.72.01.1001&amp;keadaan=terverifikasi\"/>");
    CHECK_LACKS(ask(w, "", "GET", "/aduan/umpan?keadaan=selesai", NULL), "<entry>");
}

TESTS(unduh_tests,
    LISTED(the_list_and_the_map_hand_their_filters_on),
    LISTED(complaints_download_by_the_filters_of_their_list),
    LISTED(what_is_not_shown_is_in_no_download_and_no_feed),
    LISTED(a_sensitive_kind_has_no_point_on_the_map),
    LISTED(a_formula_in_a_complaint_reaches_no_spreadsheet),
    LISTED(the_feed_is_the_list_as_atom));
