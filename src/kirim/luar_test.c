/* luar_test.c: which servers of others are talked to: those that the configuration lists, and no other. */
#include "base/test.h"
#include "kirim/kirim.h"

TEST(only_a_listed_server_is_talked_to)
{
    str hosts = S("https://lapor.example.go.id http://127.0.0.1:8081");
    static const char *const good[] = { "https://lapor.example.go.id/open311/v2/requests.json",
        "https://lapor.example.go.id:443/x", "http://127.0.0.1:8081/open311/v2/services.json?a=b%20c" };
    static const char *const bad[] = { "", "lapor.example.go.id", "http://lapor.example.go.id/", "https://lain.id/",
        "https://lapor.example.go.id:8443/", "https://lapor.example.go.id.jahat.test/", "http://127.0.0.1:80/",
        "https://x@lapor.example.go.id/", "https://lapor.example.go.id@jahat.test/", "file:///etc/passwd",
        "https://lapor.example.go.id\\@jahat.test/", "https://lapor.example.go.id/\r\nX: 1" };
    for (size_t i = 0; i < COUNT(good); i++)
        if (!luar_listed(hosts, str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (luar_listed(hosts, str_of(bad[i])))
            fail_msg("taken: %s", bad[i]);
    CHECK(!luar_listed(S(""), S("https://lapor.example.go.id/")));
}

TEST(the_list_is_whole_addresses_and_a_key_never_travels_in_the_open)
{
    int ports[LUAR_HOST_MOST + 1];
    str hosts = S("https://lapor.example.go.id http://127.0.0.1:8081");
    CHECK(!luar_hosts_wrong(hosts) && !luar_hosts_wrong(S("")));
    CHECK(luar_hosts_wrong(S("lapor.example.go.id")));
    CHECK(luar_hosts_wrong(S("http://lapor.example.go.id")));
    CHECK(luar_hosts_wrong(S("https://lapor.example.go.id:0")));
    luar_ports(hosts, ports);
    CHECK_INT(ports[0], 443);
    CHECK_INT(ports[1], 8081);
    CHECK_INT(ports[2], 0);
}

TEST(an_unlisted_server_is_refused_before_anything_is_sent)
{
    struct arena *a = arena_open();
    struct luar_tanya t = { S("GET"), S("http://127.0.0.1:9/"), S("") };
    struct kiriman k = luar_send(a, S("https://lapor.example.go.id"), S(""), &t);
    CHECK_STR(k.parts[0], "ditolak");
    k = luar_send(a, S("http://127.0.0.1:1"), S(""), &(struct luar_tanya){ S("GET"), S("http://127.0.0.1:1/"), S("") });
    CHECK_STR(k.parts[0], "putus");
    arena_close(a);
}

TESTS(luar_tests,
    ALONE(only_a_listed_server_is_talked_to),
    ALONE(the_list_is_whole_addresses_and_a_key_never_travels_in_the_open),
    ALONE(an_unlisted_server_is_refused_before_anything_is_sent));
