/* tanda.c: the signature of a backup: the region's own secret made it, and nobody who merely writes to its folder. */
#include "core/cadangan/cadangan_dalam.h"

#include "core/peristiwa/segel.h"

#define SIGNED "tanda "

/* Of the whole manifest before the line, which has the hash of every part; by the key that signs checkpoints. */
static str
signed_text(struct arena *arena, const unsigned char *sum)
{
    str hash = hex_of(arena, sum, crypto_hash_sha256_BYTES);
    return str_format(arena, "pamong-cadangan:" STR, STR_ARG(hash));
}

str
tanda_line(struct arena *arena, str secret, const unsigned char *sum)
{
    str signature, key;
    segel_sign(arena, secret, signed_text(arena, sum), &signature, &key);
    return str_format(arena, SIGNED STR "\n", STR_ARG(signature));
}

/* Nothing may stand behind it: `luar` is without its sum. */
enum outcome
tanda_check(const struct arsip *a, str secret, struct arena *arena, struct cadangan *c)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    size_t line = sizeof SIGNED - 1 + 2 * crypto_sign_BYTES + 1;
    str last = a->luar.len > line ? str_from(a->luar, a->luar.len - line) : (str){ 0 };
    if (!str_starts(last, S(SIGNED)) || !str_ends(last, S("\n")))
        return cadangan_wrong(c, arena, "cadangan ini tidak bertanda tangan, jadi tidak terbukti buatan daerah ini."
            " Bila memang dibuat Pamong versi lama: pindahkan rahasia dari folder tujuan, pulihkan, lalu kembalikan");
    crypto_hash_sha256(sum, (const unsigned char *)a->luar.ptr, a->luar.len - line);
    str signature = str_head(str_from(last, sizeof SIGNED - 1), 2 * crypto_sign_BYTES);
    if (segel_signed(signed_text(arena, sum), signature, segel_public_key(arena, secret)))
        return OK;
    return cadangan_wrong(c, arena, "tanda tangan cadangan ini bukan dari rahasia daerah ini: isinya diubah, dibuat"
        " pihak lain, atau rahasianya bukan yang dulu. Pakai cadangan lain, atau salinan rahasia yang benar");
}
