/* clock.c: the time now, civil dates by day number, and how Indonesia writes both. */
#include "base/clock.h"

#include <time.h>

const struct zone zone_wib = { 7 * HOUR, "WIB" }, zone_wita = { 8 * HOUR, "WITA" },
    zone_wit = { 9 * HOUR, "WIT" };

const struct zone *
zone_named(str name)
{
    const struct zone *const zones[] = { &zone_wib, &zone_wita, &zone_wit };
    for (size_t i = 0; i < COUNT(zones); i++)
        if (str_eqz(name, zones[i]->name))
            return zones[i];
    return NULL;
}

static int64_t
read_clock(clockid_t which, int64_t per_second)
{
    struct timespec t;
    must(clock_gettime(which, &t) == 0);
    return (int64_t)t.tv_sec * per_second + (int64_t)t.tv_nsec / (1000000000 / per_second);
}

int64_t clock_now(void) { return read_clock(CLOCK_REALTIME, 1); }
int64_t clock_ms(void) { return read_clock(CLOCK_REALTIME, 1000); }
int64_t clock_steady_us(void) { return read_clock(CLOCK_MONOTONIC, 1000000); }

/* ---- civil dates: years of March, so that the leap day is a year's last ------------------------------- */

static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t
date_number(date d)
{
    int64_t y = d.year - (d.month <= 2), era = floor_div(y, 400), year = y - era * 400;
    int64_t day = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + year * 365 + year / 4 - year / 100 + day - 719468;
}

date
date_from_number(int64_t number)
{
    int64_t n = number + 719468, era = floor_div(n, 146097), day = n - era * 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    date d = { .day = (int8_t)(of_year - (153 * month + 2) / 5 + 1),
        .month = (int8_t)(month < 10 ? month + 3 : month - 9) };
    d.year = (int16_t)(year + era * 400 + (d.month <= 2));
    return d;
}

date
date_of(int64_t moment, const struct zone *zone)
{
    return date_from_number(floor_div(moment + zone->offset, DAY));
}

int64_t date_start(date d, const struct zone *zone) { return date_number(d) * DAY - zone->offset; }
bool date_is_none(date d) { return d.month == 0; }

int
date_weekday(date d)
{
    int64_t n = date_number(d) + 4;     /* 1970-01-01 was a Thursday */
    return (int)(n - floor_div(n, 7) * 7);
}

/* Of all days up to this one, counted from a Monday long ago. */
static int64_t
weekdays_until(date d)
{
    int64_t n = date_number(d) + 3, weeks = floor_div(n, 7), rest = n - weeks * 7;
    return weeks * 5 + (rest < 5 ? rest + 1 : 5);
}

int64_t date_weekdays(date from, date to) { return weekdays_until(to) - weekdays_until(from); }

enum outcome
date_parse(str text, date *out)
{
    int64_t year, month, day;
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-'
        || !str_int(str_head(text, 4), &year) || !str_int((str){ text.ptr + 5, 2 }, &month)
        || !str_int((str){ text.ptr + 8, 2 }, &day))
        return INVALID;
    if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31)
        return INVALID;
    date d = { (int16_t)year, (int8_t)month, (int8_t)day }, same = date_from_number(date_number(d));
    if (same.month != d.month)
        return INVALID;                 /* 31 April, 29 February of a common year */
    *out = d;
    return OK;
}

/* ---- writing ---------------------------------------------------------------------------------------- */

static const char *const months[] = { "", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
    "Agustus", "September", "Oktober", "November", "Desember" };
static const char *const short_months[] = { "", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep",
    "Okt", "Nov", "Des" };
static const char *const weekdays[] = { "Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu" };

str
date_iso(struct arena *a, date d)
{
    return date_is_none(d) ? (str){ 0 } : str_format(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* Not by a format: a list has one in each row. */
static str
day_month_year(struct arena *a, date d, const char *const *names)
{
    enum { LONGEST = sizeof "31 September -32768" };
    struct buf b = { .arena = a };
    if (date_is_none(d))
        return (str){ 0 };
    buf_room(&b, LONGEST);
    buf_int(&b, d.day);
    buf_char(&b, ' ');
    buf_str(&b, str_of(names[d.month]));
    buf_char(&b, ' ');
    buf_int(&b, d.year);
    return buf_view(&b);
}

str fmt_date(struct arena *a, date d) { return day_month_year(a, d, months); }
str fmt_date_short(struct arena *a, date d) { return day_month_year(a, d, short_months); }

str
fmt_date_long(struct arena *a, date d)
{
    return date_is_none(d) ? (str){ 0 }
        : str_format(a, "%s, %d %s %d", weekdays[date_weekday(d)], d.day, months[d.month], d.year);
}

struct time_of_day { int hour, minute, second; };

static struct time_of_day
time_of(int64_t moment, int offset)
{
    int64_t s = moment + offset - floor_div(moment + offset, DAY) * DAY;
    return (struct time_of_day){ (int)(s / HOUR), (int)(s / MINUTE % 60), (int)(s % 60) };
}

static str
with_time(struct arena *a, str day, int64_t moment, const struct zone *zone)
{
    struct time_of_day t = time_of(moment, zone->offset);
    return str_format(a, STR ", %02d.%02d %s", STR_ARG(day), t.hour, t.minute, zone->name);
}

str
fmt_moment(struct arena *a, int64_t moment, const struct zone *zone)
{
    return with_time(a, fmt_date(a, date_of(moment, zone)), moment, zone);
}

str
fmt_moment_long(struct arena *a, int64_t moment, const struct zone *zone)
{
    return with_time(a, fmt_date_long(a, date_of(moment, zone)), moment, zone);
}

static const struct zone utc = { 0, "UTC" };

str
fmt_moment_iso(struct arena *a, int64_t moment)
{
    date d = date_of(moment, &utc);
    struct time_of_day t = time_of(moment, 0);
    return str_format(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, t.hour, t.minute, t.second);
}

str
fmt_moment_http(struct arena *a, int64_t moment)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const names[] = { "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec" };
    date d = date_of(moment, &utc);
    struct time_of_day t = time_of(moment, 0);
    return str_format(a, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[date_weekday(d)], d.day, names[d.month],
        d.year, t.hour, t.minute, t.second);
}
