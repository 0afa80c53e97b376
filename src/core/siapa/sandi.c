/* sandi.c: passwords and tokens: hashing, checking, and what is too weak. */
#include <pthread.h>
#include <sodium.h>

#include "core/siapa/siapa_dalam.h"
#include "base/random.h"

/* At most two at once, 16 MiB and 50 ms each; one more login may wait. The page pool has four threads: a flood of
   logins leaves one for residents, and who comes too many is told to come back (issue 3.5). */
enum { MEMORY = 16 * 1024 * 1024, PASSES = 3, AT_ONCE = 2, INSIDE_MOST = 3 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int inside, running;

bool
sandi_queue(void)
{
    pthread_mutex_lock(&lock);
    bool room = inside < INSIDE_MOST;
    inside += room;
    pthread_mutex_unlock(&lock);
    return room;
}

void
sandi_unqueue(void)
{
    pthread_mutex_lock(&lock);
    inside--;
    pthread_mutex_unlock(&lock);
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

static bool
one_letter_or_row(str s)
{
    bool same = true, row = true;
    for (size_t i = 1; i < s.len; i++) {
        same &= s.ptr[i] == s.ptr[0];
        row &= s.ptr[i] == s.ptr[i - 1] + 1;
    }
    return same || row;
}

const char *
sandi_weak(str typed, str masuk)
{
    static const char *const common[] = { "password", "kata sandi", "katasandi", "indonesia", "bismillah", "qwerty",
        "rahasia", "admin", "pamong" };
    if (str_letters(typed) < 10)
        return "Kata sandi paling sedikit 10 huruf. Kalimat pendek yang hanya Anda tahu paling mudah diingat.";
    if (str_letters(typed) > 200)
        return "Kata sandi paling panjang 200 huruf.";
    if (str_find(typed, masuk) >= 0 && masuk.len > 3)
        return "Kata sandi tidak boleh memuat nama masuk Anda.";
    if (one_letter_or_row(typed))
        return "Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak berurutan.";
    for (size_t i = 0; i < COUNT(common); i++)
        if (str_find(typed, str_of(common[i])) >= 0 && str_letters(typed) < 16)
            return "Kata sandi ini memuat kata yang sering ditebak. Pakai kata lain, atau tambah panjangnya.";
    return NULL;
}
