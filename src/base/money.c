/* money.c: exact arithmetic on sen, volumes and shares, and the numbers people type and read. */
#include "base/money.h"

enum { RUPIAH = 100, E4 = 10000, FULL_BP = 10000 };

/* a * b / divisor, rounded half away from zero to a multiple of `step`; the product is exact in 128 bits. */
static bool
scaled(int64_t a, int64_t b, int64_t divisor, int64_t step, int64_t *out)
{
    must(divisor > 0 && step > 0 && step <= INT64_MAX / divisor);
    __int128 product = (__int128)a * b, unit = (__int128)divisor * step;
    bool negative = product < 0;
    __int128 size = negative ? -product : product;
    __int128 steps = (size + unit / 2) / unit;
    __int128 result = steps * step;
    if (steps > INT64_MAX || result > INT64_MAX)
        return false;
    *out = (int64_t)(negative ? -result : result);
    return true;
}

enum outcome
money_times(money price, volume v, money step, money *out)
{
    return scaled(price.sen, v.e4, E4, step.sen, &out->sen) ? OK : INVALID;
}

enum outcome
money_share(money amount, share s, money step, money *out)
{
    return scaled(amount.sen, s.bp, FULL_BP, step.sen, &out->sen) ? OK : INVALID;
}

enum outcome
money_add(money a, money b, money *out)
{
    int64_t sum;
    if (__builtin_add_overflow(a.sen, b.sen, &sum))
        return INVALID;
    out->sen = sum;
    return OK;
}

/* Zeros at a factor's end are dropped first: four coefficients of four decimals would fill 128 bits at once. */
enum outcome
volume_product(const volume *factors, size_t count, volume *out)
{
    __int128 product = 1;
    unsigned __int128 unit = 1;
    int decimals = 0;
    must(count <= 8);
    for (size_t i = 0; i < count; i++) {
        int64_t n = factors[i].e4;
        int own = 4;
        for (; own > 0 && n % 10 == 0; own--)
            n /= 10;
        decimals += own;
        if (__builtin_mul_overflow(product, n, &product))
            return INVALID;
    }
    for (; decimals < 4; decimals++)
        if (__builtin_mul_overflow(product, 10, &product))
            return INVALID;
    for (; decimals > 4; decimals--)
        unit *= 10;
    unsigned __int128 size = product < 0 ? 0 - (unsigned __int128)product : (unsigned __int128)product;
    unsigned __int128 whole = size / unit, rest = size % unit;
    whole += rest != 0 && rest >= unit / 2;
    if (whole > INT64_MAX)
        return INVALID;
    out->e4 = product < 0 ? -(int64_t)whole : (int64_t)whole;
    return OK;
}

money money_of_rupiah(int64_t rupiah) { return (money){ rupiah * RUPIAH }; }

/* ---- what people type ------------------------------------------------------------------------------- */

/* Dots part thousands, as groups of three; a comma begins the decimals. */
static bool
grouped_well(str whole)
{
    if (str_find(whole, S(".")) < 0)
        return true;
    str rest = whole, piece;
    for (size_t n = 0; str_cut(&rest, '.', &piece); n++)
        if (n == 0 ? piece.len < 1 || piece.len > 3 : piece.len != 3)
            return false;
    return true;
}

static bool
take_digits(str digits, int64_t *n)
{
    for (size_t i = 0; i < digits.len; i++) {
        int digit = digits.ptr[i] - '0';
        if (digits.ptr[i] == '.')
            continue;
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(*n, 10, n) || __builtin_add_overflow(*n, digit, n))
            return false;
    }
    return true;
}

/* A number with at most `decimals` of them, times ten to that power. */
static bool
parse_number(str typed, size_t decimals, int64_t *out)
{
    str s = str_trim(typed), whole;
    bool negative = str_starts(s, S("-"));
    if (negative)
        s = str_from(s, 1);
    bool comma = str_find(s, S(",")) >= 0;
    if (s.len == 0 || !str_cut(&s, ',', &whole) || whole.len == 0 || !grouped_well(whole))
        return false;
    str fraction = s;
    int64_t n = 0;
    if ((comma && fraction.len == 0) || fraction.len > decimals || str_find(fraction, S(".")) >= 0
        || !take_digits(whole, &n) || !take_digits(fraction, &n))
        return false;
    for (size_t i = fraction.len; i < decimals; i++)
        if (__builtin_mul_overflow(n, 10, &n))
            return false;
    *out = negative ? -n : n;
    return true;
}

enum outcome
money_parse(str typed, money *out)
{
    str s = str_trim(typed);
    if (str_starts(s, S("Rp")) || str_starts(s, S("rp")) || str_starts(s, S("RP")))
        s = str_from(s, 2);
    return parse_number(s, 2, &out->sen) ? OK : INVALID;
}

enum outcome volume_parse(str typed, volume *out) { return parse_number(typed, 4, &out->e4) ? OK : INVALID; }
enum outcome int_parse(str typed, int64_t *out) { return parse_number(typed, 0, out) ? OK : INVALID; }

/* ---- what people read ------------------------------------------------------------------------------- */

#define MINUS "\xE2\x88\x92"            /* U+2212 */

static void
put_grouped(struct buf *b, uint64_t n)
{
    char digits[32];
    size_t len = 0;
    do {
        if (len % 4 == 3)
            digits[len++] = '.';
        digits[len++] = (char)('0' + n % 10);
    } while (n /= 10);
    while (len--)
        buf_char(b, digits[len]);
}

/* `fraction` of `scale`, without the zeros at its end. */
static void
put_decimals(struct buf *b, uint64_t fraction, uint64_t scale)
{
    if (fraction == 0)
        return;
    buf_char(b, ',');
    for (scale /= 10; fraction; fraction %= scale, scale /= 10)
        buf_char(b, (char)('0' + fraction / scale));
}

static uint64_t
magnitude(int64_t n)
{
    return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

str
fmt_int(struct arena *a, int64_t n)
{
    struct buf b = { .arena = a };
    if (n < 0)
        buf_str(&b, S(MINUS));
    put_grouped(&b, magnitude(n));
    return buf_view(&b);
}

str
fmt_rupiah(struct arena *a, money m)
{
    struct buf b = { .arena = a };
    uint64_t sen = magnitude(m.sen);
    if (m.sen < 0)
        buf_str(&b, S(MINUS));
    buf_str(&b, S("Rp"));
    put_grouped(&b, sen / RUPIAH);
    if (sen % RUPIAH)
        buf_format(&b, ",%02d", (int)(sen % RUPIAH));
    return buf_view(&b);
}

/* Three figures that matter: Rp1,04 triliun, Rp148,3 miliar, Rp25 juta. What rounds to a thousand of one unit
   is one of the next: Rp1 miliar, not Rp1.000 juta. */
str
fmt_rupiah_short(struct arena *a, money m)
{
    static const struct { uint64_t unit; const char *name; } scales[] = {
        { 1000000000000u, "triliun" }, { 1000000000u, "miliar" }, { 1000000u, "juta" } };
    uint64_t rupiah = magnitude(m.sen) / RUPIAH;
    for (size_t i = 0; i < COUNT(scales); i++) {
        uint64_t unit = scales[i].unit, least = i + 1 < COUNT(scales) ? unit / 100000 * 99995 : unit;
        if (rupiah < least)
            continue;
        uint64_t scale = rupiah / unit >= 100 ? 10 : 100;
        uint64_t parts = (rupiah / (unit / 1000) * scale + 500) / 1000;
        struct buf b = { .arena = a };
        buf_str(&b, m.sen < 0 ? S(MINUS "Rp") : S("Rp"));
        put_grouped(&b, parts / scale);
        put_decimals(&b, parts % scale, scale);
        buf_format(&b, " %s", scales[i].name);
        return buf_view(&b);
    }
    return fmt_rupiah(a, m);
}

str
fmt_volume(struct arena *a, volume v)
{
    struct buf b = { .arena = a };
    if (v.e4 < 0)
        buf_str(&b, S(MINUS));
    put_grouped(&b, magnitude(v.e4) / E4);
    put_decimals(&b, magnitude(v.e4) % E4, E4);
    return buf_view(&b);
}

str
fmt_share(struct arena *a, share s)
{
    struct buf b = { .arena = a };
    uint64_t tenths = (magnitude(s.bp) + 5) / 10;
    if (s.bp < 0 && tenths)
        buf_str(&b, S(MINUS));
    put_grouped(&b, tenths / 10);
    put_decimals(&b, tenths % 10, 10);
    buf_char(&b, '%');
    return buf_view(&b);
}

str
fmt_bytes(struct arena *a, int64_t bytes)
{
    struct buf b = { .arena = a };
    uint64_t n = magnitude(bytes);
    if (n < 1000) {
        buf_format(&b, "%d B", (int)n);
    } else if (n < 999500) {
        buf_format(&b, "%d KB", (int)((n + 500) / 1000));
    } else {
        uint64_t tenths = (n + 50000) / 100000;
        put_grouped(&b, tenths / 10);
        put_decimals(&b, tenths % 10, 10);
        buf_str(&b, S(" MB"));
    }
    return buf_view(&b);
}

str
money_input(struct arena *a, money m)
{
    uint64_t sen = magnitude(m.sen);
    const char *sign = m.sen < 0 ? "-" : "";
    if (sen % RUPIAH)
        return str_format(a, "%s%llu,%02d", sign, (unsigned long long)(sen / RUPIAH), (int)(sen % RUPIAH));
    return str_format(a, "%s%llu", sign, (unsigned long long)(sen / RUPIAH));
}

str
volume_input(struct arena *a, volume v)
{
    struct buf b = { .arena = a };
    buf_format(&b, "%s%llu", v.e4 < 0 ? "-" : "", (unsigned long long)(magnitude(v.e4) / E4));
    put_decimals(&b, magnitude(v.e4) % E4, E4);
    return buf_view(&b);
}
