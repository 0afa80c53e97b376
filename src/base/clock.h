/* clock.h: moments (seconds UTC) and civil dates, and how Indonesia writes them. */
#pragma once

#include "base/base.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR };

typedef struct { int16_t year; int8_t month, day; } date;      /* all 0: no date */
/* A region's clock: WIB (UTC+7), WITA (+8) or WIT (+9). */
struct zone { int offset; const char *name; };
extern const struct zone zone_wib, zone_wita, zone_wit;
const struct zone *zone_named(str);             /* "WIB", "WITA", "WIT"; NULL otherwise */

int64_t clock_now(void);                        /* seconds UTC */
int64_t clock_ms(void);                         /* milliseconds UTC */
int64_t clock_steady_us(void);                  /* for measuring, never for records */

date    date_of(int64_t moment, const struct zone *);
int64_t date_start(date, const struct zone *);  /* its midnight, seconds UTC */
int64_t date_number(date);                      /* days since 1970-01-01 */
date    date_from_number(int64_t);
int     date_weekday(date);                     /* 0 Sunday .. 6 Saturday */
int64_t date_weekdays(date from, date to);      /* Mondays to Fridays after `from` up to `to`; negative backwards */
bool    date_is_none(date);
enum outcome date_parse(str, date *) MUST_CHECK;        /* YYYY-MM-DD and existing, as <input type=date> sends it */
str     date_iso(struct arena *, date);                 /* YYYY-MM-DD */

str fmt_date(struct arena *, date);                     /* 21 November 2026 */
str fmt_date_short(struct arena *, date);               /* 21 Nov 2026 */
str fmt_date_long(struct arena *, date);                /* Sabtu, 21 November 2026 */
str fmt_moment(struct arena *, int64_t, const struct zone *);      /* 21 November 2026, 14.32 WIB */
str fmt_moment_long(struct arena *, int64_t, const struct zone *); /* Sabtu, 21 November 2026, 14.32 WIB */
str fmt_moment_iso(struct arena *, int64_t);            /* 2026-11-21T07:32:00Z */
str fmt_moment_http(struct arena *, int64_t);           /* Sat, 21 Nov 2026 07:32:00 GMT */
