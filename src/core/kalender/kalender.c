/* kalender.c: working days, counted over the days that decrees close. */
#include "core/kalender/kalender_dalam.h"
#include "core/kalender/kalender_schema.h"

const struct permission kalender_kelola = { "kalender.kelola", "Mengatur hari libur", "admin" };

static bool
is_weekday(date d)
{
    int weekday = date_weekday(d);
    return weekday != 0 && weekday != 6;
}

enum outcome
kalender_read(struct db *db, date first, date last, struct kalender *k)
{
    enum { MOST = 1000 };
    int64_t *closed = arena_array(db_arena_of(db), int64_t, MOST);
    *k = (struct kalender){ .first = first, .last = last, .closed = closed, .lengkap = true };
    struct query q = query_of(db, "SELECT tanggal, max(sementara) FROM libur WHERE tanggal >= $1 AND tanggal <= $2"
        " GROUP BY tanggal ORDER BY tanggal LIMIT 1000");
    query_bind(&q, first);
    query_bind(&q, last);
    while (k->closed_count < MOST && query_next(&q)) {
        date d = query_date(&q);
        if (is_weekday(d))
            closed[k->closed_count++] = date_number(d);
        k->lengkap &= !query_bool(&q);
    }
    return query_end(&q);
}

/* How many closed days lie before this one. */
static size_t
closed_before(const struct kalender *k, int64_t number)
{
    size_t low = 0, high = k->closed_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (k->closed[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
hari_kerja(const struct kalender *k, date d)
{
    size_t at = closed_before(k, date_number(d));
    return is_weekday(d) && (at == k->closed_count || k->closed[at] != date_number(d));
}

date
hari_kerja_after(const struct kalender *k, date from, int64_t days)
{
    int64_t number = date_number(from);
    while (days > 0)
        days -= hari_kerja(k, date_from_number(++number));
    return date_from_number(number);
}

/* By arithmetic, not day by day: a queue asks twice for each row, over months. */
int64_t
hari_kerja_between(const struct kalender *k, date from, date to)
{
    size_t closed[] = { closed_before(k, date_number(from) + 1), closed_before(k, date_number(to) + 1) };
    return date_weekdays(from, to) - ((int64_t)closed[1] - (int64_t)closed[0]);
}

/* ---- years -------------------------------------------------------------------------------------------------- */

static enum outcome
count_working_days(struct db *db, struct kalender_tahun *t)
{
    struct kalender k;
    date last = { (int16_t)t->tahun, 12, 31 };
    TRY(kalender_read(db, (date){ (int16_t)t->tahun, 1, 1 }, last, &k));
    t->hari_kerja = hari_kerja_between(&k, (date){ (int16_t)(t->tahun - 1), 12, 31 }, last);
    return OK;
}

enum outcome
kalender_years(struct db *db, struct kalender_tahun_list *list)
{
    enum { MOST = 30 };
    *list = (struct kalender_tahun_list){ arena_array(db_arena_of(db), struct kalender_tahun, MOST), 0 };
    struct query q = query_of(db, "SELECT substr(tanggal, 1, 4) AS tahun,"
        " CAST(sum(CASE WHEN jenis = 'nasional' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN jenis = 'cuti_bersama' THEN 1 ELSE 0 END) AS BIGINT),"
        " CAST(sum(CASE WHEN jenis NOT IN ('nasional', 'cuti_bersama') THEN 1 ELSE 0 END) AS BIGINT), max(sementara)"
        " FROM libur GROUP BY substr(tanggal, 1, 4) ORDER BY tahun DESC LIMIT 30");
    while (list->count < MOST && query_next(&q)) {
        struct kalender_tahun *t = &list->items[list->count++];
        if (!str_int(query_str(&q), &t->tahun))
            return FAILED;
        t->nasional = query_int(&q);
        t->cuti = query_int(&q);
        t->lain = query_int(&q);
        t->sementara = query_bool(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < list->count; i++)
        TRY(count_working_days(db, &list->items[i]));
    return OK;
}

/* The decree of a year comes out in the autumn before it. */
enum outcome
kalender_missing(struct db *db, date today, int64_t *tahun)
{
    enum { DECREE_MONTH = 10 };
    struct kalender_tahun_list years;
    int64_t last = today.year + (today.month >= DECREE_MONTH);
    *tahun = 0;
    TRY(kalender_years(db, &years));
    for (int64_t year = today.year; year <= last && !*tahun; year++) {
        bool there = false;
        for (size_t i = 0; i < years.count; i++)
            there |= years.items[i].tahun == year && !years.items[i].sementara && years.items[i].nasional;
        *tahun = there ? 0 : year;
    }
    return OK;
}

const struct module kalender_module = {
    .name        = "kalender",
    .title       = "Kalender",
    .schema      = &kalender_schema,
    .permissions = LIST(struct permission, &kalender_kelola),
    .routes      = LIST(struct route, kalender_pages),
    .seed        = kalender_seed,
};
