/* kalender.c: working days, counted over the days that decrees close. */
#include "core/kalender/kalender.h"
#include "core/kalender/kalender_schema.h"

const struct permission kalender_kelola = { "kalender.kelola", "Mengatur hari libur", "admin" };

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
        closed[k->closed_count++] = date_number(query_date(&q));
        k->lengkap &= !query_bool(&q);
    }
    return query_end(&q);
}

bool
hari_kerja(const struct kalender *k, date d)
{
    int weekday = date_weekday(d);
    if (weekday == 0 || weekday == 6)
        return false;
    int64_t number = date_number(d);
    for (size_t i = 0; i < k->closed_count; i++)
        if (k->closed[i] == number)
            return false;
    return true;
}

date
hari_kerja_after(const struct kalender *k, date from, int64_t days)
{
    int64_t number = date_number(from);
    while (days > 0)
        days -= hari_kerja(k, date_from_number(++number));
    return date_from_number(number);
}

int64_t
hari_kerja_between(const struct kalender *k, date from, date to)
{
    int64_t a = date_number(from), b = date_number(to), low = a < b ? a : b, high = a < b ? b : a, n = 0;
    for (int64_t day = low + 1; day <= high; day++)
        n += hari_kerja(k, date_from_number(day));
    return a < b ? n : -n;
}

const struct module kalender_module = {
    .name        = "kalender",
    .title       = "Kalender",
    .schema      = &kalender_schema,
    .permissions = LIST(struct permission, &kalender_kelola),
    .seed        = kalender_seed,
};
