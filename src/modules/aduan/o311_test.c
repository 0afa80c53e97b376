/* o311_test.c: Open311 as clients meet it: forms, filters, codes of refusal, keys, once only, nothing private. */
#include "modules/aduan/aduan_uji.h"

#include "core/pribadi/pribadi.h"
#include "modules/aduan/o311_dalam.h"

#define KEY O311_UJI_KEY
#define TEST_KEY O311_UJI_TEST_KEY

static struct meja_uji
open_api(struct world *w)
{
    aduan_uji_keys(w);
    return open_desk(w);
}

static struct req *
get(struct world *w, const char *path)
{
    return ask(w, "", "GET", path, NULL);
}

static struct req *
post(struct world *w, const char *form)
{
    return ask(w, "", "POST", "/open311/v2/requests.json", form);
}

static int64_t
shown_case(const struct meja_uji *m, const char *kategori)
{
    int64_t id = aduan_sent(m, kategori, NULL);
    CHECK(aduan_uji_act(m, id, (struct tindakan){ .aksi = S("verifikasi"), .oleh = MEJA, .jabatan = S("Meja") }, NULL)
        == OK);
    return id;
}

TEST(discovery_has_two_endpoints_and_a_bare_content_type)
{
    open_api(w);
    struct req *xml = get(w, "/open311/discovery.xml"), *json = get(w, "/open311/discovery.json");
    CHECK_STATUS(xml, 200);
    CHECK_STR(xml->content_type, "text/xml");
    CHECK_STR(json->content_type, "application/json");
    CHECK_HAS(xml, "<type>production</type>");
    CHECK_HAS(xml, "<type>test</type>");
    CHECK_HAS(json, "\"formats\":[\"text/xml\",\"application/json\"]");
    CHECK_STATUS(get(w, "/open311/discovery.csv"), 404);
}

TEST(services_and_their_questions_are_listed)
{
    open_api(w);
    struct req *json = get(w, "/open311/v2/services.json");
    CHECK_STR(json->content_type, "application/json; charset=utf-8");
    CHECK_HAS(json, "\"service_code\":\"saluran\"");
    CHECK_HAS(get(w, "/open311/v2/services.xml?lat=-5.1&long=105.3"), "<service_code>saluran</service_code>");
    CHECK_HAS(get(w, "/open311/uji/v2/services/4ffa4c69601827691b000018.json"), "\"code\":\"HOWMANYD\"");
    struct req *unknown = get(w, "/open311/v2/services/tidak-ada.json");
    CHECK_STATUS(unknown, 404);
    CHECK_HAS(unknown, "[{\"code\":404,\"description\":");
    CHECK_LACKS(get(w, "/open311/v2/services.json"), "Abandoned Vehicle");
}

TEST(a_request_needs_key_service_and_place)
{
    open_api(w);
    CHECK_STATUS(post(w, "service_code=saluran&address_string=x"), 403);
    CHECK_STATUS(post(w, "api_key=salahsalahsalahsalah&service_code=saluran&address_string=x"), 403);
    CHECK_STATUS(post(w, "api_key=" TEST_KEY "&service_code=saluran&address_string=x"), 403);
    CHECK_STATUS(post(w, "api_key=" KEY "&address_string=x"), 400);
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=tidak-ada&address_string=x"), 404);
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=saluran"), 400);
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=saluran&lat=-5.1"), 400);
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=saluran&lat=utara&long=105.3"), 400);
    struct req *wrong = post(w, "api_key=" KEY "&service_code=saluran&lat=&long=&address_string=");
    CHECK_STATUS(wrong, 400);
    CHECK_HAS(wrong, "[{\"code\":400,");
}

TEST(a_request_sent_twice_is_one_case)
{
    open_api(w);
    const char *form = "api_key=" KEY "&service_code=saluran&address_string=Jl.+Kenanga&description=Got+<b>mampet</b>"
        "&email=siti%40contoh.id&first_name=Siti";
    struct req *first = post(w, form), *again = post(w, form);
    CHECK_STATUS(first, 200);
    CHECK_HAS(first, "\"service_request_id\":\"PMG-26-");
    CHECK(str_eq(body_of(first), body_of(again)));
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=saluran&address_string=Jl.+Lain"), 200);
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=saluran&address_string=Jl.+Lain+lagi"), 200);
    CHECK_STATUS(post(w, "api_key=" KEY "&service_code=saluran&address_string=Keempat"), 429);
}

TEST(the_test_jurisdiction_asks_its_questions_and_gives_a_token)
{
    open_api(w);
    const char *url = "/open311/uji/v2/requests.json";
#define CAR "api_key=" TEST_KEY "&service_code=4ffa4c69601827691b000018&lat=41.9&long=-87.6"
    struct req *missing = ask(w, "", "POST", url, CAR);
    CHECK_STATUS(missing, 400);
    CHECK_HAS(missing, "HOWMANYD required");
    CHECK_STATUS(ask(w, "", "POST", url, CAR "&attribute[HOWMANYD]=2&attribute[FQSKA3]=PINK"), 400);
    struct req *taken = ask(w, "", "POST", url, CAR "&attribute[HOWMANYD]=2&attribute[FQSKA3]=BLK&attribute[X]=1");
    CHECK_STATUS(taken, 200);
    str body = body_of(taken);
    ptrdiff_t at = str_find(body, S("\"token\":\""));
    CHECK(at > 0);
    str token = str_head(str_from(body, (size_t)at + 9), 14);
    struct req *found = get(w, cstr(w->arena, str_format(w->arena, "/open311/uji/v2/tokens/" STR ".json",
        STR_ARG(token))));
    CHECK_STATUS(found, 200);
    CHECK_HAS(found, "service_request_id");
    CHECK_STATUS(get(w, "/open311/uji/v2/tokens/AAAA-BBBB-CCCC.json"), 404);
    CHECK_LACKS(get(w, "/open311/v2/requests.json"), "Abandoned");
    CHECK_LACKS(get(w, "/aduan"), "Abandoned");
}

TEST(only_shown_cases_leave_and_nobody_is_named)
{
    struct meja_uji m = open_api(w);
    int64_t shown = shown_case(&m, "saluran"), hidden = aduan_sent(&m, "saluran", NULL),
        secret = shown_case(&m, "pungli");
    const char *all = "/open311/v2/requests.json";
    CHECK_HAS(get(w, all), cstr(w->arena, perkara_uji_row(w, shown).nomor));
    CHECK_LACKS(get(w, all), cstr(w->arena, perkara_uji_row(w, hidden).nomor));
    CHECK_LACKS(get(w, all), cstr(w->arena, perkara_uji_row(w, secret).nomor));
    int64_t closed[] = { hidden, secret };
    for (size_t i = 0; i < COUNT(closed); i++) {
        str nomor = perkara_uji_row(w, closed[i]).nomor;
        str one = str_format(w->arena, "/open311/v2/requests/" STR ".xml", STR_ARG(nomor));
        CHECK_STATUS(get(w, cstr(w->arena, one)), 404);
        CHECK_LACKS(get(w, cstr(w->arena, str_format(w->arena, "%s?service_request_id=" STR, all, STR_ARG(nomor)))),
            cstr(w->arena, nomor));
    }
    CHECK_LACKS(get(w, all), "email");
    CHECK_LACKS(get(w, all), "phone");
}

TEST(filters_are_those_of_the_specification)
{
    struct meja_uji m = open_api(w);
    shown_case(&m, "saluran");
    CHECK_HAS(get(w, "/open311/v2/requests.json?status=open&service_code=sampah,saluran"), "saluran");
    CHECK_LACKS(get(w, "/open311/v2/requests.json?status=closed"), "saluran");
    CHECK_LACKS(get(w, "/open311/v2/requests.json?service_code=sampah"), "saluran");
    CHECK_HAS(get(w, "/open311/v2/requests.json?start_date=2026-03-01T00:00:00Z&end_date=2026-03-31T00:00:00%2B07:00"),
        "saluran");
    CHECK_LACKS(get(w, "/open311/v2/requests.json?end_date=2026-03-01T00:00:00Z"), "saluran");
    CHECK_STATUS(get(w, "/open311/v2/requests.json?start_date=2026-03-01T00:00:00"), 400);
    CHECK_STATUS(get(w, "/open311/v2/requests.json?start_date=2026-01-01T00:00:00Z"
        "&end_date=2026-05-01T00:00:00Z"), 400);
    CHECK_STATUS(get(w, "/open311/v2/requests.json?start_date=kemarin"), 400);
    CHECK_LACKS(get(w, "/open311/v2/requests.json?page=2&page_size=1"), "saluran");
    CHECK_HAS(get(w, "/open311/v2/requests.json?extensions=true"), "extended_attributes");
}

TEST(markup_in_a_description_is_text_in_both_forms)
{
    struct meja_uji m = open_api(w);
    struct req *sent = post(w, "api_key=" KEY "&service_code=saluran&address_string=x"
        "&description=<b>\"Got\"</b>+%26+air");
    CHECK_STATUS(sent, 200);
    struct query q = query_of(world_db(w), "SELECT max(id) FROM perkara");
    int64_t id = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end(&q) == OK);
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("verifikasi"), .oleh = MEJA, .jabatan = S("Meja") }, NULL)
        == OK);
    CHECK_HAS(get(w, "/open311/v2/requests.xml"), "&lt;b&gt;&quot;Got&quot;&lt;/b&gt; &amp; air");
    CHECK_HAS(get(w, "/open311/v2/requests.json"), "<b>\\\"Got\\\"</b> & air");
}

/* Sent with the key and shown. */
static int64_t
sent_with_key(const struct meja_uji *m)
{
    CHECK_STATUS(post(m->w, "api_key=" KEY "&service_code=saluran&address_string=Jl.+Kenanga&description=Got+mampet"),
        200);
    struct query q = query_of(world_db(m->w), "SELECT max(id) FROM perkara");
    int64_t id = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end(&q) == OK);
    CHECK(aduan_uji_act(m, id, (struct tindakan){ .aksi = S("verifikasi"), .oleh = MEJA, .jabatan = S("Meja") }, NULL)
        == OK);
    return id;
}

static const char *
word_about(struct world *w, int64_t id, const char *more)
{
    return cstr(w->arena, str_format(w->arena, "api_key=" KEY "&service_request_id=" STR "&updated_datetime="
        "2026-03-03T09:00:00%%2B07:00&description=Masih+mampet+pagi+ini&%s", STR_ARG(perkara_uji_row(w, id).nomor),
        more));
}

#define UPDATES "/open311/v2/servicerequestupdates.json"

TEST(updates_go_both_ways_and_once)
{
    struct meja_uji m = open_api(w);
    int64_t id = sent_with_key(&m);
    CHECK_HAS(get(w, "/open311/v2/servicerequestupdates.xml"), "<status>FOR_TRIAGE</status>");
    CHECK_STATUS(get(w, "/open311/v2/servicerequestupdates.xml?start_date=2026-03-01T00:00:00Z"), 400);
    const char *form = word_about(w, id, "update_id=7&status=OPEN");
    struct req *first = ask(w, "", "POST", UPDATES, form), *again = ask(w, "", "POST", UPDATES, form);
    CHECK_STATUS(first, 200);
    CHECK(str_eq(body_of(first), body_of(again)));
    struct langkah_list steps;
    CHECK(langkah_of(world_db(w), id, false, &steps) == OK);
    CHECK_INT(steps.count, 3);
    CHECK_HAS(first, cstr(w->arena, str_format(w->arena, "\"%lld\"", (long long)steps.items[2].id)));
    CHECK_STATUS(ask(w, "", "POST", UPDATES, "api_key=" KEY "&update_id=8"), 400);
    CHECK_LACKS(get(w, "/open311/v2/servicerequestupdates.xml"), "Masih mampet");
}

TEST(only_who_sent_a_case_speaks_for_its_reporter)
{
    struct meja_uji m = open_api(w);
    int64_t other = shown_case(&m, "saluran"), hidden = aduan_sent(&m, "saluran", NULL);
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, other, "update_id=1&status=OPEN")), 403);
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, hidden, "update_id=2&status=OPEN")), 404);
}

TEST(an_answer_that_was_asked_for_a_rating_and_a_reopening_come_as_such)
{
    struct meja_uji m = open_api(w);
    int64_t id = sent_with_key(&m);
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("lengkapi"), .oleh = MEJA, .jabatan = S("Meja"),
        .isi = S("Di depan rumah nomor berapa?") }, NULL) == OK);
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, id, "update_id=1&status=OPEN")), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "diterima");
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .jabatan = S("Meja"),
        .opd = m.opd }, NULL) == OK);
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("tanggapi"), .oleh = KANTOR, .jabatan = S("PUTR"),
        .isi = S("Sudah dikeruk pagi ini."), .hasil = S("ditangani") }, NULL) == OK);
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, id, "update_id=2&status=reopen")), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "dibuka_kembali");
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, id, "update_id=3&status=CLOSED&rating=6")), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "dibuka_kembali");  /* no rating: a word */
    CHECK(aduan_uji_act(&m, id, (struct tindakan){ .aksi = S("tanggapi"), .oleh = KANTOR, .jabatan = S("PUTR"),
        .isi = S("Dikeruk sekali lagi."), .hasil = S("ditangani") }, NULL) == OK);
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, id, "update_id=4&status=CLOSED&rating=4")), 200);
    CHECK_STR(perkara_uji_row(w, id).keadaan, "selesai");
    CHECK_INT(perkara_uji_row(w, id).nilai, 4);
    CHECK_STATUS(ask(w, "", "POST", UPDATES, word_about(w, id, "update_id=5&status=CLOSED&rating=1")), 400);
}

TEST(what_changed_since_comes_in_that_order_and_by_pages)
{
    struct meja_uji m = open_api(w);
    const char *feed = "/open311/v2/requests.json?extensions=true&updated_after=2026-03-03T00:00:00Z";
    int64_t first = shown_case(&m, "saluran");
    w->now += MINUTE;
    int64_t second = shown_case(&m, "saluran");
    w->now += MINUTE;
    CHECK(aduan_uji_act(&m, first, (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .jabatan = S("Meja"),
        .opd = m.opd }, NULL) == OK);
    str a = perkara_uji_row(w, first).nomor, b = perkara_uji_row(w, second).nomor, all = body_of(get(w, feed));
    CHECK(str_find(all, b) > 0 && str_find(all, b) < str_find(all, a));
    const char *page = cstr(w->arena, str_format(w->arena, "%s&page_size=1&page=2", feed));
    CHECK_HAS(get(w, page), cstr(w->arena, a));
    CHECK_LACKS(get(w, page), cstr(w->arena, b));
    CHECK_STATUS(get(w, "/open311/v2/requests.json?updated_after=kemarin"), 400);
    CHECK_LACKS(get(w, "/open311/v2/requests.json?updated_after=2026-03-04T00:00:00Z"), "saluran");
    const char *updates = "/open311/v2/servicerequestupdates.json?page_size=1&page=3";
    CHECK_HAS(get(w, updates), "INTERNAL_REFERRAL");
    CHECK_LACKS(get(w, updates), "FOR_TRIAGE");
}

TEST(each_refusal_has_its_code_in_both_forms)
{
    open_api(w);
    static const struct { const char *path; int code; } asked[] = { { "requests/TIDAK-ADA", 404 },
        { "services/tidak-ada", 404 }, { "tokens/AAAA-BBBB-CCCC", 404 } };
    for (size_t i = 0; i < COUNT(asked); i++) {
        struct req *json = get(w, cstr(w->arena, str_format(w->arena, "/open311/v2/%s.json", asked[i].path)));
        struct req *xml = get(w, cstr(w->arena, str_format(w->arena, "/open311/v2/%s.xml", asked[i].path)));
        CHECK_STATUS(json, asked[i].code);
        CHECK_STATUS(xml, asked[i].code);
        CHECK_HAS(json, "[{\"code\":404,\"description\":\"");
        CHECK_HAS(xml, "<errors><error>");
        CHECK_HAS(xml, "<code>404</code>");
        CHECK_STR(xml->content_type, "text/xml; charset=utf-8");
    }
    CHECK_STATUS(get(w, "/open311/v2/requests"), 404);
    CHECK_STATUS(get(w, "/open311/v2/lain.json"), 404);
    CHECK_STATUS(ask(w, "", "POST", "/open311/v2/services.json", "api_key=" KEY), 404);
    struct req *xml = ask(w, "", "POST", "/open311/v2/requests.xml", "service_code=saluran");
    CHECK_STATUS(xml, 403);
    CHECK_HAS(xml, "<code>403</code>");
}

TEST(ids_are_texts_unknown_is_null_and_every_element_is_written)
{
    struct meja_uji m = open_api(w);
    str nomor = perkara_uji_row(w, shown_case(&m, "saluran")).nomor;
    struct req *json = get(w, "/open311/v2/requests.json"), *xml = get(w, "/open311/v2/requests.xml");
    CHECK_HAS(json, cstr(w->arena, str_format(w->arena, "\"service_request_id\":\"" STR "\"", STR_ARG(nomor))));
    static const char *const unknown[] = { "address_id", "zipcode", "media_url", "service_notice" };
    for (size_t i = 0; i < COUNT(unknown); i++) {
        CHECK_HAS(json, cstr(w->arena, str_format(w->arena, "\"%s\":null", unknown[i])));
        CHECK_HAS(xml, cstr(w->arena, str_format(w->arena, "<%s/>", unknown[i])));
    }
    CHECK_HAS(json, "\"lat\":-5.113000,\"long\":105.307000");
    CHECK_HAS(json, "+07:00\"");
    CHECK_HAS(xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    CHECK_HAS(get(w, "/open311/v2/services.json?jurisdiction_id="), "\"metadata\":");
}

TEST(named_requests_override_every_other_argument_and_one_bound_means_ninety_days)
{
    struct meja_uji m = open_api(w);
    const char *a = cstr(w->arena, perkara_uji_row(w, shown_case(&m, "saluran")).nomor);
    const char *b = cstr(w->arena, perkara_uji_row(w, shown_case(&m, "saluran")).nomor);
    struct req *both = get(w, cstr(w->arena, str_format(w->arena, "/open311/v2/requests.json?service_request_id=%s,%s"
        "&status=closed&service_code=sampah&start_date=kemarin", a, b)));
    CHECK_HAS(both, a);
    CHECK_HAS(both, b);
    str all = body_of(get(w, "/open311/v2/requests.json"));
    CHECK(str_find(all, str_of(b)) < str_find(all, str_of(a)));         /* newest first */
    CHECK_LACKS(get(w, "/open311/v2/requests.json?start_date=2025-11-01T00:00:00Z"), a);
    CHECK_HAS(get(w, "/open311/v2/requests.json?start_date=2026-01-01T00:00:00Z"), a);
    CHECK_HAS(get(w, "/open311/v2/requests.json?end_date=2026-05-01T00:00:00Z"), a);
    w->now += 91 * DAY;
    CHECK_LACKS(get(w, "/open311/v2/requests.json"), a);
}

TEST(a_list_question_takes_several_values_of_its_list_only)
{
    open_api(w);
    const char *url = "/open311/uji/v2/requests.xml";
#define DAYS "api_key=" TEST_KEY "&service_code=4ffa4c69601827691b000018&address_id=7&attribute[HOWMANYD]=3"
    CHECK_STATUS(ask(w, "", "POST", url, DAYS "&attribute[FQSKA3][]=BLK&attribute[FQSKA3][]=BLU"), 200);
    CHECK_STATUS(ask(w, "", "POST", url, DAYS "&attribute[FQSKA3][]=BLK&attribute[FQSKA3][]=PINK"), 400);
    CHECK_STATUS(ask(w, "", "POST", url, DAYS "&attribute[FQSKA3]="), 200);
}

TEST(a_moment_is_read_in_one_spelling_only)
{
    static const char *const bad[] = { "", "2026-11-21", "2026-11-21T08:15:30", "2026-11-21 08:15:30Z",
        "2026-11-21T08x15x30Z", "2026-11-21T08:-5:30Z", "2026-11-21T-8:15:30Z", "2026-11-21T24:00:00Z",
        "2026-11-21T08:15:30+0700", "2026-11-21T08:15:30+07x00", "2026-11-21T08:15:30+99:00",
        "2026-11-21T08:15:30+-7:00",
        "2026-11-21T08:15:30+07:-5", "2026-02-30T08:15:30Z" };
    int64_t here, utc;
    for (size_t i = 0; i < COUNT(bad); i++)
        if (o311_moment_parse(str_of(bad[i]), &here) == OK)
            fail_msg("\"%s\" is taken", bad[i]);
    CHECK(o311_moment_parse(S("2026-11-21T08:15:30+07:00"), &here) == OK);
    CHECK(o311_moment_parse(S("2026-11-21T01:15:30Z"), &utc) == OK && here == utc);
}

TESTS(o311_tests,
    LISTED(a_moment_is_read_in_one_spelling_only),
    LISTED(discovery_has_two_endpoints_and_a_bare_content_type),
    LISTED(services_and_their_questions_are_listed),
    LISTED(a_request_needs_key_service_and_place),
    LISTED(a_request_sent_twice_is_one_case),
    LISTED(the_test_jurisdiction_asks_its_questions_and_gives_a_token),
    LISTED(only_shown_cases_leave_and_nobody_is_named),
    LISTED(filters_are_those_of_the_specification),
    LISTED(markup_in_a_description_is_text_in_both_forms),
    LISTED(each_refusal_has_its_code_in_both_forms),
    LISTED(ids_are_texts_unknown_is_null_and_every_element_is_written),
    LISTED(named_requests_override_every_other_argument_and_one_bound_means_ninety_days),
    LISTED(a_list_question_takes_several_values_of_its_list_only),
    LISTED(updates_go_both_ways_and_once),
    LISTED(only_who_sent_a_case_speaks_for_its_reporter),
    LISTED(an_answer_that_was_asked_for_a_rating_and_a_reopening_come_as_such),
    LISTED(what_changed_since_comes_in_that_order_and_by_pages));
