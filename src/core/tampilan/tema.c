/* tema.c: colours of a region: the WCAG formula, the derived tokens, and what is proposed instead. */
#include "core/tampilan/tema.h"

enum { WHITE = 0xffffff, PAPER = 0xfaf8f3, SUNKEN = 0xf1ede4, TEXT_E2 = 450, SHAPE_E2 = 300 };
enum colour { BRAND, BRAND_STRONG, BRAND_SOFT, ACCENT, ON_STRONG, FIXED, COLOURS = FIXED };

/* `of` is darkened until every pair of its own holds. */
static const struct pairing { enum colour of, on; uint32_t fixed; const char *di_atas; int least; } pairings[] = {
    { BRAND,        FIXED,      WHITE,  "putih",             TEXT_E2 },
    { BRAND,        FIXED,      PAPER,  "kertas",            TEXT_E2 },
    { BRAND,        FIXED,      SUNKEN, "kertas tenggelam",  TEXT_E2 },
    { BRAND,        BRAND_SOFT, 0,      "merek lembut",      TEXT_E2 },
    { BRAND_STRONG, FIXED,      WHITE,  "putih",             TEXT_E2 },
    { BRAND_STRONG, ON_STRONG,  0,      "teks merek tua",    TEXT_E2 },
    { BRAND_STRONG, ACCENT,     0,      "aksen",             SHAPE_E2 },
};
static const char *const names[] = { "merek", "merek tua", "merek lembut", "aksen" };

/* ---- light ---------------------------------------------------------------------------------------------------- */

/* The fifth root by Newton's steps: a^2.4 = a^2 times the fifth root of a^2. */
static double
to_2_4(double a)
{
    double x = 1, square = a * a;
    for (int i = 0; i < 40; i++)
        x = (4 * x + square / (x * x * x * x)) / 5;
    return square * x;
}

static double
linear(uint32_t channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : to_2_4((c + 0.055) / 1.055);
}

static double
luminance(uint32_t c)
{
    return 0.2126 * linear(c >> 16 & 255) + 0.7152 * linear(c >> 8 & 255) + 0.0722 * linear(c & 255);
}

int
tema_kontras_e2(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b), light = x > y ? x : y, dark = x > y ? y : x;
    return (int)(100 * (light + 0.05) / (dark + 0.05));         /* cut, never rounded up to a pass */
}

/* `percent` of one colour, the rest of the other. */
static uint32_t
mix(uint32_t a, uint32_t b, uint32_t percent)
{
    uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8)
        out = out << 8 | ((a >> shift & 255) * percent + (b >> shift & 255) * (100 - percent) + 50) / 100;
    return out;
}

/* ---- checking ------------------------------------------------------------------------------------------------- */

static bool
holds(const struct pairing *p, const uint32_t *c, uint32_t mine)
{
    return tema_kontras_e2(mine, p->on == FIXED ? p->fixed : c[p->on]) >= p->least;
}

static bool
all_hold(enum colour of, const uint32_t *c, uint32_t mine)
{
    for (size_t i = 0; i < COUNT(pairings); i++)
        if (pairings[i].of == of && !holds(&pairings[i], c, mine))
            return false;
    return true;
}

static str
hex(struct arena *arena, uint32_t c)
{
    return str_format(arena, "#%06x", (unsigned)c);
}

static str
nearest_darker(struct arena *arena, enum colour of, const uint32_t *c)
{
    for (uint32_t percent = 99; percent > 0; percent--)
        if (all_hold(of, c, mix(c[of], 0, percent)))
            return hex(arena, mix(c[of], 0, percent));
    return S("");
}

static bool
read_colour(str text, uint32_t *out)
{
    uint32_t c = 0;
    if (text.len != 7 || text.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++) {
        char d = text.ptr[i];
        bool letter = (d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F');
        if (!letter && !(d >= '0' && d <= '9'))
            return false;
        c = c << 4 | (uint32_t)(letter ? (d | 0x20) - 'a' + 10 : d - '0');
    }
    *out = c;
    return true;
}

static bool
read_all(const struct tema *t, uint32_t *c, struct tema_salah_list *wrong)
{
    const str given[] = { t->brand, t->brand_strong, t->brand_soft, t->accent };
    for (size_t i = 0; i < COUNT(given); i++)
        if (!read_colour(given[i], &c[i]))
            wrong->items[wrong->count++] = (struct tema_salah){ .warna = names[i], .di_atas = "", .usul = S("") };
    if (!wrong->count)
        c[ON_STRONG] = mix(c[BRAND], WHITE, 16);
    return !wrong->count;
}

/* ---- writing -------------------------------------------------------------------------------------------------- */

/* After Lampung tapis (pucuk rebung), as in app.css, with the region's accent for the thread. */
#define MOTIF "--motif:url(\"data:image/svg+xml,%%3Csvg xmlns='http://www.w3.org/2000/svg' width='24' height='14'%%3E" \
    "%%3Cpath d='M0 14 6 2l6 12M12 14 18 2l6 12' fill='none' stroke='%%23%06x' stroke-width='1.3'/%%3E" \
    "%%3Cpath d='m3.2 14 2.8-6 2.8 6zm12 0 2.8-6 2.8 6z' fill='%%23%06x'/%%3E" \
    "%%3Cpath d='m12 0 2 3-2 3-2-3zM0 0l2 3-2 3zm24 0-2 3 2 3z' fill='%%23%06x' opacity='.55'/%%3E%%3C/svg%%3E\")"

/* In app.css's own layer; the dark theme keeps its colours. */
static str
write_css(struct arena *arena, const uint32_t *c)
{
    static const uint32_t ramp[] = { 7, 15, 34, 55, 77, 100 };
    struct buf b = { .arena = arena };
    unsigned thread = (unsigned)c[ACCENT];
    buf_format(&b, "@layer token{:root:not([data-tema=\"gelap\"]){--brand:#%06x;--brand-strong:#%06x;"
        "--brand-soft:#%06x;--accent:#%06x;--brand-hover:#%06x;--on-strong:#%06x;",
        (unsigned)c[BRAND], (unsigned)c[BRAND_STRONG], (unsigned)c[BRAND_SOFT], thread,
        (unsigned)mix(c[BRAND], 0, 84), (unsigned)c[ON_STRONG]);
    for (size_t i = 0; i < COUNT(ramp); i++)
        buf_format(&b, "--t%zu:#%06x;", i, (unsigned)mix(c[BRAND], WHITE, ramp[i]));
    buf_format(&b, MOTIF "}}\n", thread, thread, thread);
    return buf_view(&b);
}

enum outcome
tema_css(struct arena *arena, const struct tema *t, str *css, struct tema_salah_list *wrong)
{
    uint32_t c[COLOURS] = { 0 };
    wrong->count = 0;
    if (!read_all(t, c, wrong))
        return INVALID;
    for (size_t i = 0; i < COUNT(pairings); i++) {
        const struct pairing *p = &pairings[i];
        if (holds(p, c, c[p->of]))
            continue;
        uint32_t on = p->on == FIXED ? p->fixed : c[p->on];
        wrong->items[wrong->count++] = (struct tema_salah){ names[p->of], p->di_atas, tema_kontras_e2(c[p->of], on),
            p->least, nearest_darker(arena, p->of, c) };
    }
    if (wrong->count)
        return INVALID;
    *css = write_css(arena, c);
    return OK;
}
