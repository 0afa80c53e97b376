/* klien_test.c: the requests that published clients of Open311 make, in their spelling (docs/open311.md). */
#include "modules/aduan/aduan_uji.h"

#define V2 "/open311/v2"
#define TRYING "/open311/uji/v2"

static struct req *
get(struct world *w, const char *path)
{
    return ask(w, "", "GET", path, NULL);
}

/* A shown case, with its number behind the path and before the rest. */
static struct req *
get_case(const struct meja_uji *m, const char *before, const char *after)
{
    struct world *w = m->w;
    str nomor = perkara_uji_row(w, aduan_published(m, "saluran")).nomor;
    return get(w, cstr(w->arena, str_format(w->arena, "%s" STR "%s", before, STR_ARG(nomor), after)));
}

/* What stands between these in an answer. */
static str
between(const struct req *answer, const char *before, const char *after)
{
    str body = body_of(answer);
    ptrdiff_t at = str_find(body, str_of(before));
    CHECK(at >= 0);
    str rest = str_from(body, (size_t)at + strlen(before));
    ptrdiff_t end = str_find(rest, str_of(after));
    CHECK(end > 0);
    return str_head(rest, (size_t)end);
}

/* Points in Chicago: the test jurisdiction asks nobody where the region ends. */
TEST(the_chicago_suite_gets_its_token_and_finds_its_request_by_it)
{
    aduan_uji_keys(w);
    CHECK_HAS(get(w, TRYING "/services.json"), "[{\"service_code\":\"4ffa4c69601827691b000018\"");
    CHECK_HAS(get(w, TRYING "/services/4ffa4c69601827691b000018.json"), "HOWMANYD");
    const char *place = "service_code=4ffa4c69601827691b000018&lat=41.8836379&long=-87.6302312&api_key="
        O311_UJI_TEST_KEY;
    struct req *bare = ask(w, "", "POST", TRYING "/requests.json", place);
    CHECK_STATUS(bare, 400);
    CHECK_HAS(bare, "[{\"code\":400,\"description\":\"");
    struct req *sent = ask(w, "", "POST", TRYING "/requests.json", cstr(w->arena, str_format(w->arena, "%s"
        "&attribute%%5BHOWMANYD%%5D=7&attribute%%5BFQSKA3%%5D=BLU&attribute%%5BFQSKA4%%5D=123456"
        "&attribute%%5BFQSKA11%%5D=4D", place)));
    CHECK_STATUS(sent, 200);
    str token = between(sent, "\"token\":\"", "\"");
    struct req *found = get(w, cstr(w->arena, str_format(w->arena, TRYING "/tokens/" STR ".json", STR_ARG(token))));
    str id = between(found, "\"service_request_id\":\"", "\"");
    CHECK_HAS(get(w, cstr(w->arena, str_format(w->arena, TRYING "/requests/" STR ".json", STR_ARG(id)))),
        "\"service_code\":\"4ffa4c69601827691b000018\"");
}

TEST(the_validator_of_seeclickfix_sends_an_empty_jurisdiction_and_an_address)
{
    aduan_uji_keys(w);
    open_desk(w);
    CHECK_STR(get(w, "/open311/discovery.json")->content_type, "application/json");
    CHECK_STR(get(w, "/open311/discovery.xml")->content_type, "text/xml");
    CHECK_STATUS(get(w, V2 "/services.json?jurisdiction_id="), 200);
    CHECK_STATUS(get(w, TRYING "/services/4ffa4c69601827691b000018.xml?jurisdiction_id="), 200);
    struct req *sent = ask(w, "", "POST", V2 "/requests.xml", "api_key=" O311_UJI_KEY "&jurisdiction_id=&service_code="
        "saluran&address_string=Jl.+Kenanga+4&email=foo%40bar.com&description=I+know");
    CHECK_STATUS(sent, 200);
    CHECK(between(sent, "<service_request_id>", "</service_request_id>").len > 5);
}

TEST(fixmystreet_speaks_xml_with_an_empty_last_name)
{
    aduan_uji_keys(w);
    struct meja_uji m = open_desk(w);
    CHECK_STATUS(get(w, V2 "/services.xml?jurisdiction_id="), 200);
    CHECK_STATUS(get(w, V2 "/services/saluran.xml?jurisdiction_id="), 200);
    struct req *sent = ask(w, "", "POST", V2 "/requests.xml", "jurisdiction_id=&api_key=" O311_UJI_KEY "&service_code="
        "saluran&lat=-5.113&long=105.307&email=siti%40contoh.id&first_name=Siti&last_name=&description=title%3A++Got%0A"
        "%0Adetail%3A+Mampet%0A%0Aurl%3A+http%3A%2F%2Fcontoh.id%2F1%0A%0ASubmitted+via+FixMyStreet%0A");
    CHECK_STATUS(sent, 200);
    CHECK(between(sent, "<service_request_id>", "</service_request_id>").len > 5);
    CHECK_HAS(get_case(&m, V2 "/requests.xml?service_request_id=", "&jurisdiction_id="), "<status>open</status>");
    CHECK_HAS(get(w, V2 "/servicerequestupdates.xml?jurisdiction_id="), "<service_request_updates>");
}

/* The Python client finds its way by `discovery` below the endpoint, and counts in page_size. */
TEST(three_asks_in_json_for_pages_and_single_requests)
{
    aduan_uji_keys(w);
    struct meja_uji m = open_desk(w);
    CHECK_HAS(get_case(&m, V2 "/requests/", ".json"), "\"service_request_id\":\"");
    CHECK_STATUS(get(w, V2 "/requests.json?service_code=saluran&page_size=5&start_date=2026-01-01T00%3A00%3A00Z"
        "&end_date=2026-03-01T00%3A00%3A00Z"), 200);
    CHECK_STATUS(get(w, V2 "/discovery.json"), 200);
    CHECK_STATUS(get(w, V2 "/tokens/tidak-ada.json"), 404);
    struct req *sent = ask(w, "", "POST", V2 "/requests.json", "service_code=saluran&address_string=Jl.+Kenanga"
        "&first_name=Zach&last_name=Williams&phone=555-5555&description=My+issue&api_key=" O311_UJI_KEY);
    CHECK_STATUS(sent, 200);
}

TESTS(klien_tests,
    LISTED(the_chicago_suite_gets_its_token_and_finds_its_request_by_it),
    LISTED(the_validator_of_seeclickfix_sends_an_empty_jurisdiction_and_an_address),
    LISTED(fixmystreet_speaks_xml_with_an_empty_last_name),
    LISTED(three_asks_in_json_for_pages_and_single_requests));
