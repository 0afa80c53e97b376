/* kunci.c: the pair of keys of backups: the public one locks on the server, the secret one stays away from it. */
#include "core/cadangan/cadangan_dalam.h"

#include "base/random.h"

enum { CHECK = 4 };
#define PUBLIC "pamong-kunci-"
#define SECRET "pamong-rahasia-"

/* A letter mistyped must not lock backups that nobody can open: the text ends in a sum of what stands before it. */
static str
sum_of(struct arena *arena, const char *kind, const unsigned char *bytes)
{
    unsigned char sum[crypto_generichash_BYTES_MIN];
    crypto_generichash(sum, sizeof sum, bytes, KUNCI_BYTES, (const unsigned char *)kind, strlen(kind));
    return hex_of(arena, sum, CHECK);
}

static str
text_of(struct arena *arena, const char *kind, const unsigned char *bytes)
{
    str hex = hex_of(arena, bytes, KUNCI_BYTES), sum = sum_of(arena, kind, bytes);
    return str_format(arena, "%s" STR STR, kind, STR_ARG(hex), STR_ARG(sum));
}

static bool
read_text(struct arena *arena, const char *kind, str text, unsigned char *bytes)
{
    size_t start = strlen(kind), len = 0;
    if (!str_starts(text, str_of(kind)) || text.len != start + 2 * (KUNCI_BYTES + CHECK))
        return false;
    return sodium_hex2bin(bytes, KUNCI_BYTES, text.ptr + start, 2 * KUNCI_BYTES, NULL, &len, NULL) == 0
        && len == KUNCI_BYTES && str_eq(str_from(text, start + 2 * KUNCI_BYTES), sum_of(arena, kind, bytes));
}

void
kunci_make(struct kunci_cadangan *k)
{
    crypto_box_keypair(k->publik, k->rahasia);
    k->punya_rahasia = true;
}

str kunci_public(struct arena *arena, const struct kunci_cadangan *k) { return text_of(arena, PUBLIC, k->publik); }
str kunci_secret(struct arena *arena, const struct kunci_cadangan *k) { return text_of(arena, SECRET, k->rahasia); }

str
kunci_id(struct arena *arena, const struct kunci_cadangan *k)
{
    unsigned char sum[crypto_generichash_BYTES_MIN];
    crypto_generichash(sum, sizeof sum, k->publik, KUNCI_BYTES, NULL, 0);
    return hex_of(arena, sum, KUNCI_ID / 2);
}

bool
kunci_read_public(struct arena *arena, str text, struct kunci_cadangan *k)
{
    *k = (struct kunci_cadangan){ 0 };
    return read_text(arena, PUBLIC, str_trim(text), k->publik);
}

bool
kunci_read_secret(struct arena *arena, str text, struct kunci_cadangan *k)
{
    str line;
    *k = (struct kunci_cadangan){ 0 };
    while (str_cut(&text, '\n', &line) && !k->punya_rahasia)
        k->punya_rahasia = read_text(arena, SECRET, str_trim(line), k->rahasia);
    return k->punya_rahasia && crypto_scalarmult_base(k->publik, k->rahasia) == 0;
}
