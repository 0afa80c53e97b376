/* sandi.c: passwords and tokens: hashing, checking, and what is too weak. */
#include <pthread.h>
#include <sodium.h>

#include "core/siapa/siapa_dalam.h"
#include "base/random.h"

/* At most two at once, 16 MiB and 50 ms each. Logins wait in a pool of their own (route.slow), never
   on a page's thread. */
enum { MEMORY = 16 * 1024 * 1024, PASSES = 3, AT_ONCE = 2 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int running;

enum outcome
sandi_crowded(struct req *req)
{
    reply_header(req, "Retry-After", S("5"));
    req->status = 503;
    return req_error(req, NULL, "Sedang banyak yang masuk bersamaan. Coba lagi dalam 5 detik.");
}

static void
begin(void)
{
    pthread_mutex_lock(&lock);
    while (running == AT_ONCE)
        pthread_cond_wait(&freed, &lock);
    running++;
    pthread_mutex_unlock(&lock);
}

static void
end(void)
{
    pthread_mutex_lock(&lock);
    running--;
    pthread_cond_signal(&freed);
    pthread_mutex_unlock(&lock);
}

enum outcome
sandi_hash(struct arena *arena, str sandi, str *hash)
{
    char *out = arena_alloc(arena, crypto_pwhash_STRBYTES);
    begin();
    int failed = crypto_pwhash_str(out, sandi.ptr ? sandi.ptr : "", sandi.len, PASSES, MEMORY);
    end();
    *hash = str_of(out);
    return failed ? FAILED : OK;
}

/* A name that nobody has is checked against this, so that the answer takes as long. */
static const char *
nobodys_hash(void)
{
    static char hash[crypto_pwhash_STRBYTES];
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&once);
    if (!hash[0])
        must(crypto_pwhash_str(hash, "-", 1, PASSES, MEMORY) == 0);
    pthread_mutex_unlock(&once);
    return hash;
}

bool
sandi_fits(str hash, str typed)
{
    char known[crypto_pwhash_STRBYTES] = "";
    bool real = hash.len > 0 && hash.len < sizeof known;
    if (real)
        memcpy(known, hash.ptr, hash.len);
    const char *against = real ? known : nobodys_hash();
    begin();
    bool fits = crypto_pwhash_str_verify(against, typed.ptr ? typed.ptr : "", typed.len) == 0;
    end();
    return fits && real;
}

str
token_hash(struct arena *arena, str token)
{
    unsigned char hash[32];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)(token.ptr ? token.ptr : ""), token.len, NULL, 0);
    return hex_of(arena, hash, sizeof hash);
}

/* How many of: small letters, capitals, digits, others. */
static int64_t
kinds_of(str s)
{
    bool kind[4] = { 0 };
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        kind[c >= 'a' && c <= 'z' ? 0 : c >= 'A' && c <= 'Z' ? 1 : c >= '0' && c <= '9' ? 2 : 3] = true;
    }
    return (int64_t)kind[0] + kind[1] + kind[2] + kind[3];
}

const char *
sandi_weak(struct arena *arena, const struct aturan *rules, const struct sandi_baru *s)
{
    int64_t letters = (int64_t)str_letters(s->typed);
    if (letters < rules->sandi_huruf)
        return cstr(arena, str_format(arena, "Kata sandi paling sedikit %lld huruf. Kalimat pendek yang hanya Anda tahu"
            " paling mudah diingat.", (long long)rules->sandi_huruf));
    if (letters > 200)
        return "Kata sandi paling panjang 200 huruf.";
    if (s->masuk.len > 3 && str_find(s->typed, s->masuk) >= 0)
        return "Kata sandi tidak boleh memuat nama masuk Anda.";
    if (kinds_of(s->typed) < rules->sandi_macam)
        return cstr(arena, str_format(arena, "Pakai %lld macam huruf: huruf kecil, huruf besar, angka, dan tanda baca.",
            (long long)rules->sandi_macam));
    if (sandi_is_common(s->typed, s->daerah))
        return "Kata sandi ini termasuk yang paling dulu dicoba orang. Pakai beberapa kata yang tidak berhubungan.";
    return NULL;
}
