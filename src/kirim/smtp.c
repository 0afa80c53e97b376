/* smtp.c: one conversation with the mail server, by libcurl, within its time. */
#include <curl/curl.h>

#include "kirim/kirim.h"

/* Up to the server's greeting and log-in, and the whole. */
enum { CONNECT_MS = 10000, WHOLE_MS = 30000 };

/* What curl's callbacks share. */
struct talk { str left; char answer[SUREL_JAWABAN_MOST]; size_t answered; };

static size_t
give(char *into, size_t size, size_t count, void *talk)
{
    struct talk *t = talk;
    size_t n = size * count < t->left.len ? size * count : t->left.len;
    if (n)
        memcpy(into, t->left.ptr, n);
    t->left = str_from(t->left, n);
    return n;
}

/* The newest refusal of the server, or what is printable of it; its good-bye is none. */
static size_t
hear(char *line, size_t size, size_t count, void *talk)
{
    struct talk *t = talk;
    size_t len = size * count;
    if (len == 0 || (line[0] != '4' && line[0] != '5'))
        return len;
    t->answered = 0;
    for (size_t i = 0; i < len && t->answered < sizeof t->answer; i++)
        if (line[i] != '\r' && line[i] != '\n')
            t->answer[t->answered++] = line[i] >= ' ' && line[i] < 0x7F ? line[i] : '?';
    return len;
}

const char *
smtp_word(bool sent, int64_t code)
{
    if (sent)
        return "dikirim";
    /* a password that is wanted or wrong is no fault of the e-mail: somebody mends the configuration, and it goes */
    if (code == 530 || code == 534 || code == 535)
        return "putus";
    if (code >= 500 && code < 600)
        return "gagal";
    return code >= 400 && code < 500 ? "nanti" : "putus";
}

static str
url_of(struct arena *arena, const struct kirim_config *c)
{
    str domain = c->dari, local;
    bool six = str_find(c->server, S(":")) >= 0;
    str_cut(&domain, '@', &local);
    return str_format(arena, "%s://%s" STR "%s:%lld/" STR, str_eqz(c->tls, "smtps") ? "smtps" : "smtp", six ? "[" : "",
        STR_ARG(c->server), six ? "]" : "", (long long)c->port, STR_ARG(domain));
}

static void
set_up(CURL *curl, struct arena *arena, const struct kirim_config *c, struct talk *t)
{
    curl_easy_setopt(curl, CURLOPT_URL, cstr(arena, url_of(arena, c)));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (c->akar.len)
        curl_easy_setopt(curl, CURLOPT_CAINFO, cstr(arena, c->akar));     /* beside CURLOPT_CAPATH, the system's */
    curl_easy_setopt(curl, CURLOPT_USE_SSL, str_eqz(c->tls, "starttls") ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
    if (c->masuk.len) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, cstr(arena, c->masuk));
        curl_easy_setopt(curl, CURLOPT_PASSWORD, cstr(arena, c->sandi));
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, cstr(arena, c->dari));
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, t);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
}

/* What the administrator reads when it is the set-up that is to be mended, with the key to look at. */
static const char *
advice(CURLcode end, long code)
{
    switch (end) {
    case CURLE_USE_SSL_FAILED:
        return "server surel tidak menawarkan STARTTLS, jadi tidak ada yang dikirim; periksa surel.port dan surel.tls";
    case CURLE_PEER_FAILED_VERIFICATION:
        return "sertifikat server surel tidak dipercaya (nama, masa berlaku, atau penerbitnya); bila penerbitnya milik"
            " sendiri, isi sertifikat.akar";
    case CURLE_SSL_CACERT_BADFILE:
        return "berkas sertifikat.akar tidak terbaca sebagai PEM";
    case CURLE_SSL_CONNECT_ERROR:
        return "TLS dengan server surel gagal; cocokkan surel.tls dengan surel.port (587 starttls, 465 smtps)";
    case CURLE_LOGIN_DENIED:
        return "server surel menolak surel.masuk atau surel.sandi";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "nama server surel tidak ditemukan; periksa surel.server dan DNS";
    case CURLE_COULDNT_CONNECT:
        return "server surel tidak dapat dihubungi; periksa surel.server, surel.port, dan tembok api";
    case CURLE_OPERATION_TIMEDOUT:
        return "server surel tidak menjawab pada waktunya";
    default:
        return code == 530 ? "server surel meminta nama masuk; isi surel.masuk dan surel.sandi" : NULL;
    }
}

/* Our advice, the server's own words, or both: "server surel menolak ... (535 5.7.8 ...)". */
static str
explained(struct arena *arena, const struct talk *t, CURLcode end, long code)
{
    const char *known = advice(end, code);
    str said = t->answered && code >= 400 ? (str){ t->answer, t->answered } : (str){ 0 };
    if (known && said.len)
        return str_format(arena, "%s (" STR ")", known, STR_ARG(str_head(said, SUREL_JAWABAN_MOST / 2)));
    return known ? str_of(known) : arena_copy(arena, said.len ? said : str_of(curl_easy_strerror(end)));
}

struct smtp_hasil
smtp_send(struct arena *arena, const struct kirim_config *c, str kepada, str pesan)
{
    struct talk t = { .left = pesan };
    long code = 0;
    CURL *curl = curl_easy_init();
    must(curl);
    set_up(curl, arena, c, &t);
    struct curl_slist *to = curl_slist_append(NULL, cstr(arena, kepada));
    must(to);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    CURLcode end = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
    /* what is said before the sender's name is about the server; a time-out or a cut line says nothing at all */
    bool about_it = end == CURLE_SEND_ERROR || (t.left.len == 0 && end != CURLE_OPERATION_TIMEDOUT);
    return (struct smtp_hasil){ smtp_word(end == CURLE_OK, about_it ? code : 0), explained(arena, &t, end, code) };
}
