/* pribadi.c: sealing and opening personal columns, and their one spelling. */
#include "core/pribadi/pribadi.h"

#include <sodium.h>

#include "base/random.h"

enum { KEY_ID = 1, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };

static void
derive(str secret, const char *purpose, const char *kolom, unsigned char key[32])
{
    crypto_generichash_state s;
    crypto_generichash_init(&s, (const unsigned char *)secret.ptr, secret.len, 32);
    crypto_generichash_update(&s, (const unsigned char *)purpose, strlen(purpose) + 1);
    crypto_generichash_update(&s, (const unsigned char *)kolom, strlen(kolom));
    crypto_generichash_final(&s, key, 32);
}

static str
place_of(struct arena *arena, struct kolom_pribadi at)
{
    return str_format(arena, "%s:%lld", at.kolom, (long long)at.baris);
}

/* key id, nonce, cipher with its tag */
str
pribadi_seal(struct arena *arena, str secret, struct kolom_pribadi at, str plain)
{
    unsigned char key[32];
    unsigned long long len = 0;
    if (plain.len == 0)
        return (str){ 0 };
    unsigned char *out = arena_alloc(arena, 1 + NONCE + plain.len + TAG);
    str bound = place_of(arena, at);
    derive(secret, "pribadi", at.kolom, key);
    out[0] = KEY_ID;
    random_bytes(out + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + 1 + NONCE, &len, (const unsigned char *)plain.ptr, plain.len,
        (const unsigned char *)bound.ptr, bound.len, NULL, out + 1, key);
    sodium_memzero(key, sizeof key);
    return (str){ (const char *)out, 1 + NONCE + (size_t)len };
}

enum outcome
pribadi_open(struct arena *arena, str secret, struct kolom_pribadi at, str sealed, str *plain)
{
    unsigned char key[32];
    unsigned long long len = 0;
    const unsigned char *in = (const unsigned char *)sealed.ptr;
    *plain = (str){ 0 };
    if (sealed.len == 0)
        return OK;
    if (sealed.len < 1 + NONCE + TAG || in[0] != KEY_ID)
        return FAILED;
    unsigned char *out = arena_alloc(arena, sealed.len);
    str bound = place_of(arena, at);
    derive(secret, "pribadi", at.kolom, key);
    int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(out, &len, NULL, in + 1 + NONCE, sealed.len - 1 - NONCE,
        (const unsigned char *)bound.ptr, bound.len, in + 1, key);
    sodium_memzero(key, sizeof key);
    if (opened != 0)
        return FAILED;
    *plain = (str){ (const char *)out, (size_t)len };
    return OK;
}

str
pribadi_lookup(struct arena *arena, str secret, const char *kolom, str plain)
{
    unsigned char key[32], hash[16];
    if (plain.len == 0)
        return (str){ 0 };
    derive(secret, "cari", kolom, key);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)plain.ptr, plain.len, key, sizeof key);
    sodium_memzero(key, sizeof key);
    return hex_of(arena, hash, sizeof hash);
}

/* ---- spelling (external-services.md 5) ------------------------------------------------------------------- */

enum outcome
telepon_parse(struct arena *arena, str typed, str *e164)
{
    enum { FEWEST = 8, MOST = 13 };
    struct buf digits = { .arena = arena };
    str t = str_trim(typed);
    bool plus = t.len && t.ptr[0] == '+';
    for (size_t i = plus; i < t.len; i++) {
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9')
            buf_char(&digits, t.ptr[i]);
        else if (!strchr(" -.()", t.ptr[i]))
            return INVALID;
    }
    str d = buf_view(&digits);
    if (!plus && str_starts(d, S("0")))
        d = str_from(d, 1);
    else if (str_starts(d, S("62")))
        d = str_from(d, 2);
    else
        return INVALID;                 /* only Indonesian numbers: nothing else is ever called */
    if (d.len < FEWEST || d.len > MOST || d.ptr[0] == '0')
        return INVALID;
    *e164 = str_format(arena, "+62" STR, STR_ARG(d));
    return OK;
}

enum outcome
surel_parse(struct arena *arena, str typed, str *surel)
{
    enum { MOST = 254 };
    str t = str_trim(typed), rest = t, local;
    if (t.len > MOST || !str_cut(&rest, '@', &local) || local.len == 0 || rest.len < 3)
        return INVALID;
    char *out = cstr(arena, t);
    for (size_t i = 0; i < t.len; i++) {
        if (out[i] <= ' ' || out[i] >= 127 || strchr("\"(),:;<>[\\]", out[i]))
            return INVALID;
        if (out[i] >= 'A' && out[i] <= 'Z')
            out[i] = (char)(out[i] - 'A' + 'a');
    }
    if (str_find(rest, S("@")) >= 0 || str_find(rest, S(".")) < 1 || str_ends(rest, S("."))
        || str_find(rest, S("..")) >= 0)
        return INVALID;
    *surel = (str){ out, t.len };
    return OK;
}

str
telepon_mask(struct arena *arena, str e164)
{
    if (e164.len < 10)
        return e164.len ? S("****") : (str){ 0 };
    return str_format(arena, STR "****" STR, STR_ARG(str_head(e164, 6)), STR_ARG(str_from(e164, e164.len - 4)));
}

str
surel_mask(struct arena *arena, str surel)
{
    str rest = surel, local;
    if (!str_cut(&rest, '@', &local) || local.len == 0)
        return (str){ 0 };
    return str_format(arena, "%c***@" STR, local.ptr[0], STR_ARG(rest));
}
