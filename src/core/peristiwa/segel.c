/* segel.c: hashes, the growing edge of the tree, signatures; no database. */
#include "core/peristiwa/segel.h"

#include <sodium.h>

#include "base/random.h"

str
segel_commitment(struct arena *arena, str salt, str text)
{
    unsigned char hash[SEGEL_HASH];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)salt.ptr, salt.len);
    if (text.len)
        crypto_hash_sha256_update(&state, (const unsigned char *)text.ptr, text.len);
    crypto_hash_sha256_final(&state, hash);
    return hex_of(arena, hash, sizeof hash);
}

/* Each text with its length before it, so that no two leaves share their bytes. */
str
segel_leaf(struct arena *arena, const struct daun *d)
{
    struct buf b = { .arena = arena };
    buf_char(&b, 0);
    buf_format(&b, "%lld,%lld,%lld,%lld,%d,", (long long)d->id, (long long)d->waktu,
        (long long)d->akun, (long long)d->subjek, d->publik);
    const str texts[] = { d->jabatan, d->jenis, d->subjek_jenis, d->komitmen, d->ikatan };
    for (size_t i = 0; i < COUNT(texts) - (d->ikatan.len == 0); i++) {
        buf_format(&b, "%zu:", texts[i].len);
        buf_str(&b, texts[i]);
        buf_char(&b, ',');
    }
    unsigned char hash[SEGEL_HASH];
    crypto_hash_sha256(hash, (const unsigned char *)b.ptr, b.len);
    return hex_of(arena, hash, sizeof hash);
}

static bool
from_hex(str hex, unsigned char *out, size_t len)
{
    size_t got = 0;
    return hex.len == 2 * len
        && sodium_hex2bin(out, len, hex.ptr, hex.len, NULL, &got, NULL) == 0 && got == len;
}

static void
join(unsigned char *left_and_out, const unsigned char *left, const unsigned char *right)
{
    unsigned char bytes[1 + 2 * SEGEL_HASH] = { 1 };
    memcpy(bytes + 1, left, SEGEL_HASH);
    memcpy(bytes + 1 + SEGEL_HASH, right, SEGEL_HASH);
    crypto_hash_sha256(left_and_out, bytes, sizeof bytes);
}

bool
tepi_append(struct tepi *t, str leaf_hex)
{
    unsigned char carry[SEGEL_HASH];
    if (!from_hex(leaf_hex, carry, sizeof carry))
        return false;
    int bit = 0;
    for (; t->count >> bit & 1; bit++)
        join(carry, t->roots[bit], carry);
    must(bit < SEGEL_HEIGHT);
    memcpy(t->roots[bit], carry, SEGEL_HASH);
    t->count++;
    return true;
}

str
tepi_root(struct arena *arena, const struct tepi *t)
{
    unsigned char root[SEGEL_HASH];
    bool any = false;
    for (int bit = 0; bit < SEGEL_HEIGHT; bit++) {
        if (!(t->count >> bit & 1))
            continue;
        if (any)
            join(root, t->roots[bit], root);
        else
            memcpy(root, t->roots[bit], SEGEL_HASH);
        any = true;
    }
    if (!any)
        crypto_hash_sha256(root, NULL, 0);
    return hex_of(arena, root, sizeof root);
}

str
tepi_text(struct arena *arena, const struct tepi *t)
{
    struct buf b = { .arena = arena };
    for (int bit = 0; bit < SEGEL_HEIGHT; bit++)
        if (t->count >> bit & 1)
            buf_str(&b, hex_of(arena, t->roots[bit], SEGEL_HASH));
    return buf_view(&b);
}

bool
tepi_read(str text, int64_t count, struct tepi *t)
{
    *t = (struct tepi){ .count = count };
    for (int bit = 0; bit < SEGEL_HEIGHT; bit++) {
        if (!(count >> bit & 1))
            continue;
        if (!from_hex(str_head(text, 2 * SEGEL_HASH), t->roots[bit], SEGEL_HASH))
            return false;
        text = str_from(text, 2 * SEGEL_HASH);
    }
    return text.len == 0;
}

/* The region's secret is not the signing key itself: a key of its own is derived from it. */
static void
signing_keys(str seed, unsigned char *public_key, unsigned char *secret_key)
{
    static const char purpose[] = "pamong-segel";
    unsigned char own[crypto_sign_SEEDBYTES];
    must(seed.len >= crypto_generichash_KEYBYTES_MIN);
    crypto_generichash(own, sizeof own, (const unsigned char *)purpose, sizeof purpose - 1,
        (const unsigned char *)seed.ptr, seed.len);
    crypto_sign_seed_keypair(public_key, secret_key, own);
    sodium_memzero(own, sizeof own);
}

void
segel_sign(struct arena *arena, str seed, str what, str *signature, str *public_key)
{
    unsigned char open[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    unsigned char made[crypto_sign_BYTES];
    signing_keys(seed, open, secret);
    crypto_sign_detached(made, NULL, (const unsigned char *)what.ptr, what.len, secret);
    sodium_memzero(secret, sizeof secret);
    *signature = hex_of(arena, made, sizeof made);
    *public_key = hex_of(arena, open, sizeof open);
}

str
segel_public_key(struct arena *arena, str seed)
{
    unsigned char open[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    signing_keys(seed, open, secret);
    sodium_memzero(secret, sizeof secret);
    return hex_of(arena, open, sizeof open);
}

bool
segel_signed(str what, str signature, str public_key)
{
    unsigned char made[crypto_sign_BYTES], open[crypto_sign_PUBLICKEYBYTES];
    return from_hex(signature, made, sizeof made) && from_hex(public_key, open, sizeof open)
        && crypto_sign_verify_detached(made, (const unsigned char *)what.ptr, what.len, open) == 0;
}
