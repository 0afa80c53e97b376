/* luar.c: one HTTP request to a listed server of others, by libcurl, within its time and size; no redirects. */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "kirim/kirim.h"

/* Who gives less than SLOW bytes a second for SLOW_S seconds is cut off. */
enum { CONNECT_MS = 8000, WHOLE_MS = 20000, SLOW = 100, SLOW_S = 5 };

struct heard { struct buf b; size_t most; bool too_much, inside; struct curl_slist *headers; };

/* ---- where a name leads --------------------------------------------------------------------------------------- */

static bool
is_private_4(uint32_t ip)
{
    static const struct { uint32_t net; int bits; } nets[] = { { 0x00000000, 8 }, { 0x0A000000, 8 },
        { 0x64400000, 10 }, { 0x7F000000, 8 }, { 0xA9FE0000, 16 }, { 0xAC100000, 12 }, { 0xC0000000, 24 },
        { 0xC0A80000, 16 }, { 0xC6120000, 15 }, { 0xE0000000, 3 } };
    for (size_t i = 0; i < COUNT(nets); i++)
        if (ip >> (32 - nets[i].bits) == nets[i].net >> (32 - nets[i].bits))
            return true;
    return false;
}

/* Only what is routed for everybody (2000::/3) is not; of it, what carries an old address is looked into. */
static bool
is_private_6(const unsigned char *ip)
{
    static const unsigned char six_to_four[2] = { 0x20, 0x02 };
    if (ip[0] >> 5 != 1)
        return true;
    return memcmp(ip, six_to_four, 2) == 0
        && is_private_4((uint32_t)ip[2] << 24 | (uint32_t)ip[3] << 16 | (uint32_t)ip[4] << 8 | ip[5]);
}

bool
luar_is_private(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return is_private_4(ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr));
    return a->sa_family != AF_INET6
        || is_private_6(((const struct sockaddr_in6 *)(const void *)a)->sin6_addr.s6_addr);
}

/* An address that stands in the list itself is meant; a name may lead where nobody meant it to. */
static bool
is_named_address(str url)
{
    struct luar_asal to;
    unsigned char ip[sizeof(struct in6_addr)];
    char host[64] = "";
    if (!luar_asal_of(url, &to) || to.host.len >= sizeof host)
        return false;
    memcpy(host, to.host.ptr, to.host.len);
    return str_eqz(to.host, "localhost") || inet_pton(AF_INET, host, ip) == 1;
}

static curl_socket_t
open_socket(void *heard, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct heard *h = heard;
    h->inside = purpose == CURLSOCKTYPE_IPCXN && luar_is_private(&to->addr);
    return h->inside ? CURL_SOCKET_BAD : socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* ---- one request ---------------------------------------------------------------------------------------------- */

static size_t
hear(char *bytes, size_t size, size_t count, void *heard)
{
    struct heard *h = heard;
    size_t len = size * count;
    h->too_much = h->b.len + len > h->most;
    if (h->too_much)
        return 0;
    buf_put(&h->b, bytes, len);
    return len;
}

static void
set_up(CURL *curl, struct arena *arena, const struct luar_atur *a, struct heard *h)
{
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SLOW_S);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Pamong");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (a->akar.len)
        curl_easy_setopt(curl, CURLOPT_CAINFO, cstr(arena, a->akar));     /* beside CURLOPT_CAPATH, the system's */
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, h);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
}

static void
ask(CURL *curl, struct arena *arena, const struct luar_tanya *t, struct heard *h)
{
    curl_easy_setopt(curl, CURLOPT_URL, cstr(arena, t->url));
    if (!str_eqz(t->cara, "POST"))
        return;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, cstr(arena, t->isi));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)t->isi.len);
    h->headers = curl_slist_append(NULL, "Expect:");
    if (t->jenis.len)
        h->headers = curl_slist_append(h->headers, cstr(arena, str_format(arena, "Content-Type: " STR,
            STR_ARG(t->jenis))));
    must(h->headers);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, h->headers);
}

static str
why(struct arena *arena, CURLcode end, const struct heard *h)
{
    return h->too_much ? S("jawabannya terlalu besar")
        : h->inside ? S("namanya mengarah ke jaringan dalam; izinkan dengan sambungan.dalam bila memang begitu")
        : end == CURLE_OPERATION_TIMEDOUT ? S("jawabannya terlalu lambat")
        : end == CURLE_PEER_FAILED_VERIFICATION ? S("sertifikatnya tidak dipercaya")
        : arena_copy(arena, str_of(curl_easy_strerror(end)));
}

struct kiriman
luar_send(struct arena *arena, const struct luar_atur *a, const struct luar_tanya *t)
{
    struct heard h = { .b = { .arena = arena }, .most = t->foto ? LUAR_FOTO_MOST : LUAR_JAWAB_MOST };
    long code = 0;
    if (!luar_listed(a->hosts, t->url) || t->isi.len > LUAR_KIRIM_MOST)
        return (struct kiriman){ { S("ditolak"), S("0"), S("server itu tidak terdaftar di sambungan.host") }, 3 };
    CURL *curl = curl_easy_init();
    must(curl);
    set_up(curl, arena, a, &h);
    if (!a->dalam && !is_named_address(t->url)) {
        curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
        curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &h);
    }
    ask(curl, arena, t, &h);
    CURLcode end = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_cleanup(curl);
    curl_slist_free_all(h.headers);
    if (end != CURLE_OK)
        return (struct kiriman){ { S("putus"), S("0"), why(arena, end, &h) }, 3 };
    return (struct kiriman){ { S("dijawab"), str_format(arena, "%ld", code), buf_view(&h.b) }, 3 };
}
