/* chart.h: charts drawn by the server: a picture beside a table, never instead of one; no script, prints well. */
#pragma once

#include "html/html.h"

/* The reader who does not see the picture hears `title`: let it say what the picture shows, with its figures.
   `width` is in units of the drawing, one pixel each when it is not scaled: about 340 for a telephone. */
enum { CHART_SHADES = 6 };                      /* the ramp of the stylesheet, t0 to t5 */

/* Bars from zero to the right, those below zero to the left of it. */
struct chart_bar { str label, text; int64_t value; };           /* text: the value as people read it */
struct chart_bars { const struct chart_bar *items; size_t count; str title; int width; };
markup chart_bar(struct html *, const struct chart_bars *);

/* Bars made of parts, all on one scale. A part below zero has no length and is left out. */
struct chart_pile { str label, text; const int64_t *parts; };   /* as many parts as there are keys */
struct chart_stacks {
    const struct chart_pile *items; size_t count;
    const str *keys;                size_t key_count;           /* what the parts are: 1 to CHART_SHADES */
    str title;
    int width;
};
markup chart_stack(struct html *, const struct chart_stacks *);

/* What came about (nyata) against what was planned (rencana, may be NULL): one value a step from the left.
   CHART_NOTHING where nothing was measured, and the line has a gap. */
#define CHART_NOTHING INT64_MIN
struct chart_tick { int64_t at; str text; };                    /* on x: a step, from 0; on y: a value */
struct chart_lines {
    const int64_t *nyata, *rencana; size_t steps;
    const struct chart_tick *x, *y; size_t x_count, y_count;    /* none at all: a small chart without axes */
    str title;
    int width, height;
    bool kritis;                                                /* drawn as a breach */
};
markup chart_line(struct html *, const struct chart_lines *);

/* A line as high as a word, beside a number that says the same; no title: hidden from who does not see it. */
struct chart_sparks { const int64_t *values; size_t count; str title; };
markup chart_spark(struct html *, const struct chart_sparks *);
