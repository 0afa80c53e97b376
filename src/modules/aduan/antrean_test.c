/* antrean_test.c: open pages of the desk and of offices hear what comes into their queues, and ask how much. */
#include "http/http_internal.h"
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })

static struct stream *
open_page(struct world *w, struct streams *all, const char *user)
{
    return aduan_uji_listen(w, all, user, "kanal=aduan&kanal=aduan.rahasia");
}

TEST(a_queue_hears_what_comes_into_it_and_no_other_does)
{
    struct meja_uji m = open_desk(w);
    struct streams *all = streams_open(&w->http);
    struct stream *desk = open_page(w, all, "meja"), *office = open_page(w, all, "dinas");
    struct stream *other = open_page(w, all, "dinas2");
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK_STR(aduan_uji_heard(w, desk, 200), "event: aduan\ndata: masuk \n\n");
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_STR(aduan_uji_heard(w, office, 200), "event: aduan\ndata: masuk \n\n");
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("catat"), .isi = S("Sudah ditelepon tadi pagi.")), NULL) == OK);
    CHECK(aduan_uji_heard(w, office, 3).len == 0 && aduan_uji_heard(w, other, 0).len == 0);
    stream_leave(desk);
    stream_leave(office);
    stream_leave(other);
    streams_close(all);
}

TEST(a_secret_report_is_heard_only_by_who_may_read_it)
{
    struct meja_uji m = open_desk(w);
    struct streams *all = streams_open(&w->http);
    struct stream *head = open_page(w, all, "kadis"), *section = open_page(w, all, "kasi");
    int64_t id = aduan_sent(&m, "pungli", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_STR(aduan_uji_heard(w, head, 200), "event: aduan.rahasia\ndata: masuk \n\n");
    CHECK(aduan_uji_heard(w, section, 3).len == 0);
    stream_leave(head);
    stream_leave(section);
    streams_close(all);
}

TEST(a_page_asks_how_many_came_and_gets_only_its_own)
{
    struct meja_uji m = open_desk(w);
    CHECK(body_of(ask(w, "meja", "GET", "/meja/aduan/masuk?sejak=0", NULL)).len == 0);
    int64_t id = aduan_sent(&m, "saluran", NULL), secret = aduan_sent(&m, "pungli", NULL);
    struct req *reply = ask(w, "meja", "GET", "/meja/aduan/masuk?sejak=0&keadaan=diterima", NULL);
    CHECK_HAS(reply, "<span>2 laporan baru masuk</span>");
    CHECK_HAS(reply, "href=\"/meja/aduan?keadaan=diterima\"");
    CHECK(body_of(ask(w, "dinas", "GET", "/meja/aduan/masuk?sejak=0", NULL)).len == 0);
    const char *since = cstr(w->arena, str_format(w->arena, "/meja/aduan/masuk?sejak=%lld", (long long)id));
    CHECK_HAS(ask(w, "meja", "GET", since, NULL), "<span>1 laporan");
    CHECK(body_of(ask(w, "meja", "GET", "/meja/aduan/masuk", NULL)).len == 0);
    CHECK(aduan_uji_act(&m, secret, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_HAS(ask(w, "dinas", "GET", "/meja/aduan/masuk?sejak=0", NULL), "<span>1 laporan");
    CHECK(body_of(ask(w, "kasi", "GET", "/meja/aduan/masuk?sejak=0", NULL)).len == 0);
    CHECK(body_of(ask(w, "dinas2", "GET", "/meja/aduan/masuk?sejak=0", NULL)).len == 0);
}

TEST(the_desk_names_what_it_hears_and_where_it_asks)
{
    open_desk(w);
    struct req *reply = ask(w, "meja", "GET", "/meja/aduan", NULL);
    CHECK_HAS(reply, "data-langsung=\"aduan aduan.rahasia\" data-tanya=\"/meja/aduan/masuk?sejak=");
    CHECK_HAS(ask(w, "meja", "GET", "/kabar/belum", NULL), "aria-label=\"0 pemberitahuan belum dibaca\"");
}

TEST(a_narrowed_queue_stays_narrow_in_all_that_it_leads_to)
{
    struct meja_uji m = open_desk(w);
    long long id = aduan_sent(&m, "saluran", NULL);
    struct req *queue = ask(w, "meja", "GET", "/meja/aduan?keadaan=diterima", NULL);
    CHECK_HAS(queue, cstr(w->arena, str_format(w->arena, "href=\"/meja/aduan/%lld?keadaan=diterima\"", id)));
    CHECK_HAS(queue, "href=\"/meja/aduan/unduh/csv?keadaan=diterima\"");
}

TESTS(antrean_tests,
    LISTED(a_narrowed_queue_stays_narrow_in_all_that_it_leads_to),
    LISTED(a_queue_hears_what_comes_into_it_and_no_other_does),
    LISTED(a_secret_report_is_heard_only_by_who_may_read_it),
    LISTED(a_page_asks_how_many_came_and_gets_only_its_own),
    LISTED(the_desk_names_what_it_hears_and_where_it_asks));
