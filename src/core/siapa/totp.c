/* totp.c: codes that change every half minute (RFC 6238, SHA-1, six digits), and the text their secret is typed in. */
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/siapa/siapa_dalam.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int64_t
totp_step(int64_t now)
{
    return now / TOTP_PERIOD;
}

/* RFC 4226, 5.3: where to cut is in the last four bits. */
uint32_t
totp_code(str secret, int64_t step, int digits)
{
    unsigned char counter[8], mac[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    uint32_t most = 1;
    for (int i = 0; i < 8; i++)
        counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
    must(HMAC(EVP_sha1(), secret.ptr, (int)secret.len, counter, sizeof counter, mac, &len) && len == 20);
    unsigned at = mac[19] & 15u;
    uint32_t cut = ((uint32_t)(mac[at] & 0x7f) << 24) | ((uint32_t)mac[at + 1] << 16) | ((uint32_t)mac[at + 2] << 8)
        | mac[at + 3];
    while (digits-- > 0)
        most *= 10;
    return cut % most;
}

/* The step that this code belongs to: now, the one before or the one after, but none up to `used`; 0 when none. */
int64_t
totp_match(str secret, str typed, int64_t now, int64_t used)
{
    int64_t n, found = 0;
    if (typed.len != TOTP_DIGITS || !str_int(typed, &n) || n < 0)
        return 0;
    for (int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; step++)
        if (step > used && (int64_t)totp_code(secret, step, TOTP_DIGITS) == n && !found)
            found = step;
    return found;
}

str
base32(struct arena *arena, str bytes)
{
    struct buf b = { .arena = arena };
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        bits = (bits << 8) | (unsigned char)bytes.ptr[i];
        for (have += 8; have >= 5; have -= 5)
            buf_char(&b, letters[(bits >> (have - 5)) & 31]);
        bits &= 0xff;
    }
    if (have)
        buf_char(&b, letters[(bits << (5 - have)) & 31]);
    return buf_view(&b);
}

/* In fours, as people copy them. */
str
in_fours(struct arena *arena, str text)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < text.len; i++) {
        if (i && i % 4 == 0)
            buf_char(&b, ' ');
        buf_char(&b, text.ptr[i]);
    }
    return buf_view(&b);
}

str
totp_url(struct arena *arena, str secret, str region, str masuk)
{
    str issuer = url_part(arena, str_format(arena, "Pamong " STR, STR_ARG(region)));
    return str_format(arena, "otpauth://totp/" STR ":" STR "?secret=" STR "&issuer=" STR "&algorithm=SHA1&digits=%d"
        "&period=%d", STR_ARG(issuer), STR_ARG(url_part(arena, masuk)), STR_ARG(base32(arena, secret)),
        STR_ARG(issuer), TOTP_DIGITS, TOTP_PERIOD);
}
