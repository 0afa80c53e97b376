/* chart.c: values onto paper in tenths of a unit; classes and colours are those of the stylesheet. */
#include "html/chart.h"

enum { TENTHS = 10, LETTER = 7, ROW = 38, BAR = 12, KEY = 20, SPARK_WIDTH = 120, SPARK_HEIGHT = 32 };

/* Where `value` stands between two values, as a length of 0 to `whole`. */
static int
part_of(int64_t value, int64_t low, int64_t high, int whole)
{
    if (high <= low || value <= low)
        return 0;
    return value >= high ? whole : (int)((__int128)whole * ((__int128)value - low) / ((__int128)high - low));
}

static void
put_tenths(struct html *h, int n)
{
    must(n >= 0);
    buf_format(&h->out, n % TENTHS ? "%d.%d" : "%d", n / TENTHS, n % TENTHS);
}

static void
put_number(struct html *h, const char *before, int tenths)
{
    buf_str(&h->out, str_of(before));
    put_tenths(h, tenths);
}

static void
open_svg(struct html *h, const char *class, int width, int height)
{
    must(width > 0 && height > 0);
    buf_format(&h->out, "<svg class=\"%s\" viewBox=\"0 0 %d %d\"", class, width, height);
}

static void
put_title(struct html *h, str title)
{
    html_put(h, " role=\"img\"><title>");
    html_text_str(h, title);
    html_put(h, "</title>");
}

/* As many letters as fit, the last one an ellipsis when there are more. */
static void
put_fitting(struct html *h, str text, int width)
{
    size_t most = width > 2 * LETTER ? (size_t)(width / LETTER) : 2;
    if (str_letters(text) <= most) {
        html_text_str(h, text);
        return;
    }
    size_t letters = 0, bytes = 0;
    for (; letters < most || (bytes < text.len && ((unsigned char)text.ptr[bytes] & 0xC0) == 0x80); bytes++)
        letters += ((unsigned char)text.ptr[bytes] & 0xC0) != 0x80;
    while (bytes > 0 && ((unsigned char)text.ptr[--bytes] & 0xC0) == 0x80)
        ;
    html_text_str(h, str_trim(str_head(text, bytes)));
    html_put(h, "\xE2\x80\xA6");
}

/* ---- bars ------------------------------------------------------------------------------------------- */

static void
put_bar(struct html *h, int shade, int from, int to, int y)
{
    if (to <= from)
        return;
    buf_format(&h->out, "<rect class=\"kel t%d\" y=\"%d\" height=\"%d\" x=\"", shade, y, BAR);
    put_tenths(h, from);
    put_number(h, "\" width=\"", to - from);
    html_put(h, "\"/>");
}

/* The words of a row stand above its bar, so that long names of offices have the whole width. */
static void
put_words(struct html *h, str label, str text, int width, int y)
{
    int taken = (int)str_letters(str_head(text, 40)) * LETTER + 2 * LETTER;
    buf_format(&h->out, "<text y=\"%d\">", y);
    put_fitting(h, label, width - taken);
    buf_format(&h->out, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">", width, y);
    html_text_str(h, text);
    html_put(h, "</text>");
}

markup
chart_bar(struct html *page, const struct chart_bars *c)
{
    struct html h = html_open(page->out.arena, page->zone, page->lang);
    int64_t low = 0, high = 0;
    int whole = c->width * TENTHS;
    if (c->count == 0)
        return (markup){ S("") };
    for (size_t i = 0; i < c->count; i++) {
        low = c->items[i].value < low ? c->items[i].value : low;
        high = c->items[i].value > high ? c->items[i].value : high;
    }
    open_svg(&h, "kurva", c->width, (int)c->count * ROW);
    put_title(&h, c->title);
    int zero = part_of(0, low, high, whole);
    for (size_t i = 0; i < c->count; i++) {
        const struct chart_bar *b = &c->items[i];
        int end = part_of(b->value, low, high, whole), y = (int)i * ROW;
        put_words(&h, b->label, b->text, c->width, y + 14);
        put_bar(&h, b->value < 0 ? 3 : 5, b->value < 0 ? end : zero, b->value < 0 ? zero : end, y + 20);
        if (low < 0) {
            put_number(&h, "<path class=\"alas\" d=\"M", zero);
            buf_format(&h.out, " %dv%d\"/>", y + 18, BAR + 4);
        }
    }
    html_put(&h, "</svg>");
    return (markup){ html_view(&h) };
}

/* ---- stacks ------------------------------------------------------------------------------------------ */

static int64_t
pile_sum(const struct chart_pile *p, size_t parts)
{
    int64_t sum = 0;
    for (size_t i = 0; i < parts; i++)
        if (p->parts[i] > 0 && __builtin_add_overflow(sum, p->parts[i], &sum))
            return INT64_MAX;
    return sum;
}

/* The first key is the darkest; the steps between are as wide as the ramp allows. Its palest one is almost paper
   and serves only when there are as many keys as shades. */
static int
shade_of(size_t key, size_t keys)
{
    size_t span = keys < CHART_SHADES ? CHART_SHADES - 2 : CHART_SHADES - 1;
    return CHART_SHADES - 1 - (int)(key * span / (keys > 1 ? keys - 1 : 1));
}

static void
put_pile(struct html *h, const struct chart_stacks *c, size_t item, int64_t highest)
{
    const struct chart_pile *p = &c->items[item];
    int64_t sum = 0;
    int from = 0, y = (int)item * ROW;
    put_words(h, p->label, p->text, c->width, y + 14);
    for (size_t i = 0; i < c->key_count; i++) {
        if (p->parts[i] <= 0)
            continue;
        if (__builtin_add_overflow(sum, p->parts[i], &sum))
            sum = INT64_MAX;
        int to = part_of(sum, 0, highest, c->width * TENTHS);
        /* a line of paper between two parts, for eyes that see no difference between two shades */
        put_bar(h, shade_of(i, c->key_count), from, to - from > 3 * TENTHS ? to - TENTHS : to, y + 20);
        from = to;
    }
}

static void
put_keys(struct html *h, const struct chart_stacks *c)
{
    for (size_t i = 0; i < c->key_count; i++) {
        int y = (int)c->count * ROW + (int)i * KEY;
        put_bar(h, shade_of(i, c->key_count), 0, BAR * TENTHS, y + 4);
        buf_format(&h->out, "<text x=\"%d\" y=\"%d\">", BAR + 6, y + 14);
        put_fitting(h, c->keys[i], c->width - BAR - 6);
        html_put(h, "</text>");
    }
}

markup
chart_stack(struct html *page, const struct chart_stacks *c)
{
    struct html h = html_open(page->out.arena, page->zone, page->lang);
    int64_t highest = 0;
    if (c->count == 0)
        return (markup){ S("") };
    must(c->key_count > 0 && c->key_count <= CHART_SHADES);
    for (size_t i = 0; i < c->count; i++) {
        int64_t sum = pile_sum(&c->items[i], c->key_count);
        highest = sum > highest ? sum : highest;
    }
    open_svg(&h, "kurva", c->width, (int)c->count * ROW + (int)c->key_count * KEY);
    put_title(&h, c->title);
    for (size_t i = 0; i < c->count; i++)
        put_pile(&h, c, i, highest);
    put_keys(&h, c);
    html_put(&h, "</svg>");
    return (markup){ html_view(&h) };
}

/* ---- lines ------------------------------------------------------------------------------------------- */

/* The part of the paper that carries the lines, in tenths, and the values at its foot and head. */
struct plot { int left, top, width, height; size_t steps; int64_t low, high; };

static int
x_of(const struct plot *p, int64_t step)
{
    return p->left + part_of(step, 0, p->steps > 1 ? (int64_t)p->steps - 1 : 1, p->width);
}

static int
y_of(const struct plot *p, int64_t value)
{
    return p->top + p->height - part_of(value, p->low, p->high, p->height);
}

static void
put_point(struct html *h, const struct plot *p, char move, size_t step, int64_t value)
{
    buf_char(&h->out, move);
    put_tenths(h, x_of(p, (int64_t)step));
    buf_char(&h->out, ' ');
    put_tenths(h, y_of(p, value));
}

static void
reach(struct plot *p, const int64_t *values, size_t count)
{
    for (size_t i = 0; values && i < count; i++) {
        if (values[i] == CHART_NOTHING)
            continue;
        p->low = values[i] < p->low ? values[i] : p->low;
        p->high = values[i] > p->high ? values[i] : p->high;
    }
}

static void
put_line(struct html *h, const struct plot *p, const char *class, const int64_t *values)
{
    bool down = false;
    buf_format(&h->out, "<path class=\"%s\" d=\"", class);
    for (size_t i = 0; i < p->steps; i++) {
        bool here = values[i] != CHART_NOTHING;
        if (here)
            put_point(h, p, down ? 'L' : 'M', i, values[i]);
        down = here;
    }
    html_put(h, "\"/>");
}

/* Between plan and fact, from the left up to where one of them ends. */
static void
put_difference(struct html *h, const struct plot *p, const struct chart_lines *c)
{
    size_t both = 0;
    while (both < c->steps && c->nyata[both] != CHART_NOTHING && c->rencana[both] != CHART_NOTHING)
        both++;
    if (both < 2)
        return;
    html_put(h, "<path class=\"selisih\" d=\"");
    for (size_t i = 0; i < both; i++)
        put_point(h, p, i ? 'L' : 'M', i, c->nyata[i]);
    for (size_t i = both; i-- > 0;)
        put_point(h, p, 'L', i, c->rencana[i]);
    html_put(h, "z\"/>");
}

static void
put_axes(struct html *h, const struct plot *p, const struct chart_lines *c)
{
    for (size_t i = 0; i < c->y_count; i++) {
        int y = y_of(p, c->y[i].at);
        put_number(h, c->y[i].at == p->low ? "<path class=\"alas\" d=\"M" : "<path class=\"kisi\" d=\"M", p->left);
        put_number(h, " ", y);
        put_number(h, "H", p->left + p->width);
        put_number(h, "\"/><text text-anchor=\"end\" x=\"", p->left - 8 * TENTHS);
        put_number(h, "\" y=\"", y + 4 * TENTHS);
        html_put(h, "\">");
        html_text_str(h, c->y[i].text);
        html_put(h, "</text>");
    }
    for (size_t i = 0; i < c->x_count; i++) {
        put_number(h, "<text text-anchor=\"middle\" x=\"", x_of(p, c->x[i].at));
        put_number(h, "\" y=\"", p->top + p->height + 22 * TENTHS);
        html_put(h, "\">");
        html_text_str(h, c->x[i].text);
        html_put(h, "</text>");
    }
}

static struct plot
plot_of(const struct chart_lines *c, bool small)
{
    size_t letters = 0;
    for (size_t i = 0; i < c->y_count; i++)
        letters = str_letters(c->y[i].text) > letters ? str_letters(c->y[i].text) : letters;
    int left = small ? 4 : 14 + (int)letters * LETTER, right = small ? 4 : 30, foot = small ? 4 : 30;
    int top = small ? 6 : 16;
    must(c->width > left + right && c->height > top + foot);
    struct plot p = { left * TENTHS, top * TENTHS, (c->width - left - right) * TENTHS,
        (c->height - top - foot) * TENTHS, c->steps, 0, 0 };
    reach(&p, c->nyata, c->steps);
    reach(&p, c->rencana, c->steps);
    for (size_t i = 0; i < c->y_count; i++)
        reach(&p, &c->y[i].at, 1);
    return p;
}

static void
put_last(struct html *h, const struct plot *p, const int64_t *values)
{
    for (size_t i = p->steps; i-- > 0;) {
        if (values[i] == CHART_NOTHING)
            continue;
        put_number(h, "<circle class=\"ujung\" r=\"4\" cx=\"", x_of(p, (int64_t)i));
        put_number(h, "\" cy=\"", y_of(p, values[i]));
        html_put(h, "\"/>");
        return;
    }
}

markup
chart_line(struct html *page, const struct chart_lines *c)
{
    static const char *const classes[2][2] = { { "kurva", "kurva kritis" }, { "kurva mini", "kurva mini kritis" } };
    struct html h = html_open(page->out.arena, page->zone, page->lang);
    bool small = c->x_count + c->y_count == 0;
    if (c->steps == 0)
        return (markup){ S("") };
    struct plot p = plot_of(c, small);
    open_svg(&h, classes[small][c->kritis], c->width, c->height);
    put_title(&h, c->title);
    if (small) {
        put_number(&h, "<path class=\"alas\" d=\"M", p.left);
        put_number(&h, " ", p.top + p.height);
        put_number(&h, "H", p.left + p.width);
        html_put(&h, "\"/>");
    }
    put_axes(&h, &p, c);
    if (c->rencana) {
        put_difference(&h, &p, c);
        put_line(&h, &p, "rencana", c->rencana);
    }
    put_line(&h, &p, "nyata", c->nyata);
    put_last(&h, &p, c->nyata);
    html_put(&h, "</svg>");
    return (markup){ html_view(&h) };
}

markup
chart_spark(struct html *page, const struct chart_sparks *c)
{
    struct html h = html_open(page->out.arena, page->zone, page->lang);
    struct plot p = { 2 * TENTHS, 3 * TENTHS, (SPARK_WIDTH - 4) * TENTHS, (SPARK_HEIGHT - 6) * TENTHS, c->count,
        INT64_MAX, INT64_MIN };
    reach(&p, c->values, c->count);
    if (p.low > p.high)
        return (markup){ S("") };       /* nothing, or nothing measured */
    open_svg(&h, "kurva mini spark", SPARK_WIDTH, SPARK_HEIGHT);
    html_put(&h, " preserveAspectRatio=\"none\"");
    if (c->title.len)
        put_title(&h, c->title);
    else
        html_put(&h, " aria-hidden=\"true\">");
    put_line(&h, &p, "nyata", c->values);
    html_put(&h, "</svg>");
    return (markup){ html_view(&h) };
}
