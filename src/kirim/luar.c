/* luar.c: one HTTP request to a listed server of others, by libcurl, within its time and size; no redirects. */
#include <curl/curl.h>

#include "kirim/kirim.h"

enum { CONNECT_MS = 8000, WHOLE_MS = 20000 };

struct heard { struct buf b; bool too_much; str akar; };

static size_t
hear(char *bytes, size_t size, size_t count, void *heard)
{
    struct heard *h = heard;
    size_t len = size * count;
    h->too_much = h->b.len + len > LUAR_JAWAB_MOST;
    if (h->too_much)
        return 0;
    buf_put(&h->b, bytes, len);
    return len;
}

static void
set_up(CURL *curl, struct arena *arena, const struct luar_tanya *t, struct heard *h)
{
    curl_easy_setopt(curl, CURLOPT_URL, cstr(arena, t->url));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Pamong");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (h->akar.len)
        curl_easy_setopt(curl, CURLOPT_CAINFO, cstr(arena, h->akar));     /* beside CURLOPT_CAPATH, the system's */
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, h);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    if (!str_eqz(t->cara, "POST"))
        return;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, cstr(arena, t->isi));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)t->isi.len);
}

struct kiriman
luar_send(struct arena *arena, str hosts, str akar, const struct luar_tanya *t)
{
    struct heard h = { .b = { .arena = arena }, .akar = akar };
    long code = 0;
    if (!luar_listed(hosts, t->url) || t->isi.len > LUAR_KIRIM_MOST)
        return (struct kiriman){ { S("ditolak"), S("0"), S("server itu tidak terdaftar di sambungan.host") }, 3 };
    CURL *curl = curl_easy_init();
    must(curl);
    set_up(curl, arena, t, &h);
    CURLcode end = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_cleanup(curl);
    if (end != CURLE_OK)
        return (struct kiriman){ { S("putus"), S("0"), h.too_much ? S("jawabannya terlalu besar")
            : arena_copy(arena, str_of(curl_easy_strerror(end))) }, 3 };
    return (struct kiriman){ { S("dijawab"), str_format(arena, "%ld", code), buf_view(&h.b) }, 3 };
}
