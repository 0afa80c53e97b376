/* luar_test.c: which servers of others are talked to: those that the configuration lists, and no other. */
#include <arpa/inet.h>
#include <netinet/in.h>

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
    struct luar_tanya t = { .cara = S("GET"), .url = S("http://127.0.0.1:9/") };
    struct luar_atur one = { S("https://lapor.example.go.id"), S(""), false }, here = { S("http://127.0.0.1:1"), S(""),
        false };
    struct kiriman k = luar_send(a, &one, &t);
    CHECK_STR(k.parts[0], "ditolak");
    k = luar_send(a, &here, &(struct luar_tanya){ .cara = S("GET"), .url = S("http://127.0.0.1:1/") });
    CHECK_STR(k.parts[0], "putus");
    arena_close(a);
}

static bool
private_4(const char *ip)
{
    struct sockaddr_in a = { .sin_family = AF_INET };
    CHECK(inet_pton(AF_INET, ip, &a.sin_addr) == 1);
    return luar_is_private((const struct sockaddr *)&a);
}

static bool
private_6(const char *ip)
{
    struct sockaddr_in6 a = { .sin6_family = AF_INET6 };
    CHECK(inet_pton(AF_INET6, ip, &a.sin6_addr) == 1);
    return luar_is_private((const struct sockaddr *)&a);
}

TEST(a_private_address_is_told_from_one_for_everybody)
{
    static const char *const within[] = { "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.254",
        "192.168.9.9", "169.254.169.254", "100.64.0.1", "198.19.0.1", "224.0.0.1", "255.255.255.255" };
    static const char *const outside[] = { "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.128.0.1",
        "11.0.0.1", "103.10.1.1" };
    static const char *const within_6[] = { "::", "::1", "fc00::1", "fd12::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1" };
    for (size_t i = 0; i < COUNT(within); i++)
        if (!private_4(within[i]))
            fail_msg("for everybody: %s", within[i]);
    for (size_t i = 0; i < COUNT(outside); i++)
        if (private_4(outside[i]))
            fail_msg("private: %s", outside[i]);
    for (size_t i = 0; i < COUNT(within_6); i++)
        if (!private_6(within_6[i]))
            fail_msg("for everybody: %s", within_6[i]);
    CHECK(!private_6("2001:4860:4860::8888") && !private_6("2002:808:808::1"));
}

TESTS(luar_tests,
    ALONE(only_a_listed_server_is_talked_to),
    ALONE(the_list_is_whole_addresses_and_a_key_never_travels_in_the_open),
    ALONE(a_private_address_is_told_from_one_for_everybody),
    ALONE(an_unlisted_server_is_refused_before_anything_is_sent));
