/* contoh_waktu.c: when things happened: offices act on weekdays in their hours, residents by day. */
#include "contoh/contoh_dalam.h"

enum { OPENS = 8 * HOUR, CLOSES = 16 * HOUR, WAKES = 6 * HOUR, SLEEPS = 21 * HOUR };

static int64_t
midnight(const struct isi *isi, int64_t at)
{
    return date_start(date_of(at, isi->region->zone), isi->region->zone);
}

/* 0 on a weekday, 1 on a Saturday, 2 on a Sunday. */
static int
past_friday(const struct isi *isi, int64_t at)
{
    int weekday = date_weekday(date_of(at, isi->region->zone));
    return weekday == 6 ? 1 : weekday == 0 ? 2 : 0;
}

int64_t
hari_kantor(const struct isi *isi, int64_t at)
{
    return midnight(isi, at) - past_friday(isi, at) * (int64_t)DAY;
}

int64_t
jam_kantor(const struct isi *isi, int64_t at)
{
    int64_t day = midnight(isi, at), within = at - day;
    if (within >= CLOSES)
        day += DAY;
    if (within < OPENS || within >= CLOSES)
        within = OPENS + within % HOUR;
    int late = past_friday(isi, day);
    return day + within + (late ? 3 - late : 0) * (int64_t)DAY;
}

int64_t
jam_warga(const struct isi *isi, int64_t at)
{
    int64_t day = midnight(isi, at), within = at - day;
    return within < WAKES ? day + WAKES + within % HOUR
        : within >= SLEEPS ? day + DAY + WAKES + within % HOUR : at;
}
