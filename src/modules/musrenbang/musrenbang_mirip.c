/* musrenbang_mirip.c: proposals of the same item of the kamus nearby, of the last three years. */
#include <stdlib.h>

#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

static int64_t
square_root(int64_t n)
{
    int64_t root = 0;
    for (int64_t bit = (int64_t)1 << 31; bit; bit >>= 1)
        if ((root + bit) * (root + bit) <= n)
            root += bit;
    return root;
}

/* Cosine of a latitude x 1,000, by steps of a degree: exact to 2 % anywhere in Indonesia (6 N to 11 S). */
static int64_t
cosine_e3(int64_t lat_e6)
{
    static const int64_t cosine[] = { 1000, 1000, 999, 999, 998, 996, 995, 993, 990, 988, 985, 982 };
    int64_t degrees = (lat_e6 < 0 ? -lat_e6 : lat_e6) / 1000000;
    return cosine[degrees < (int64_t)COUNT(cosine) ? (size_t)degrees : COUNT(cosine) - 1];
}

/* On the plane: right to a few centimetres over the distances that are asked for (0.111195 m a micro-degree). */
int64_t
metres_between(int64_t lat1_e6, int64_t lon1_e6, int64_t lat2_e6, int64_t lon2_e6)
{
    enum { FAR_E6 = 5000000, FAR_METRES = 1000000 };
    int64_t north = lat1_e6 - lat2_e6, east = lon1_e6 - lon2_e6;
    if (north > FAR_E6 || north < -FAR_E6 || east > FAR_E6 || east < -FAR_E6)
        return FAR_METRES;
    int64_t y = north * 111195 / 10000, x = east * 111195 / 10000 * cosine_e3(lat1_e6) / 1000;
    return square_root(y * y + x * x) / 100;
}

/* NEAR_E6 of a degree is more than 50 m anywhere in Indonesia. */
enum { NEAR_METRES = 50, NEAR_E6 = 1000, LOOKED_AT = 500 };

#define SIMILAR "SELECT u.id, u.lat_e6, u.lon_e6 FROM usulan u WHERE u.publik = 1 AND u.kamus IN" \
    " (SELECT b.id FROM kamus a JOIN kamus b ON b.kode = a.kode WHERE a.id = $1) AND u.id <> $2 AND u.diajukan > $3" \
    " AND u.status <> 'dibatalkan'"

struct titik_usulan { int64_t id, lat_e6, lon_e6; };

static enum outcome
read_points(struct query *q, struct titik_usulan *found, size_t *count)
{
    while (*count < LOOKED_AT && query_next(q)) {
        struct titik_usulan *t = &found[(*count)++];
        t->id     = query_int(q);
        t->lat_e6 = query_int(q);
        t->lon_e6 = query_int(q);
    }
    return query_end(q);
}

static enum outcome
similar_around(struct db *db, const struct usulan *u, int64_t since, struct titik_usulan *found, size_t *count)
{
    struct query q = query_of(db, SIMILAR " AND u.kelurahan = $4 AND u.lat_e6 BETWEEN $5 - $7 AND $5 + $7"
        " AND u.lon_e6 BETWEEN $6 - $7 AND $6 + $7 ORDER BY u.id DESC LIMIT 500");
    query_bind(&q, u->kamus);
    query_bind(&q, u->id);
    query_bind(&q, since);
    query_bind(&q, u->kelurahan);
    query_bind(&q, u->lat_e6);
    query_bind(&q, u->lon_e6);
    query_bind(&q, (int64_t)NEAR_E6);
    return read_points(&q, found, count);
}

/* Where one of the two has no point, the same RW is near. */
static enum outcome
similar_in_rw(struct db *db, const struct usulan *u, int64_t since, struct titik_usulan *found, size_t *count)
{
    struct query q = query_of(db, SIMILAR " AND u.wilayah = $4 AND ($5 = 0 OR (u.lat_e6 = 0 AND u.lon_e6 = 0))"
        " ORDER BY u.id DESC LIMIT 500");
    query_bind(&q, u->kamus);
    query_bind(&q, u->id);
    query_bind(&q, since);
    query_bind(&q, u->wilayah);
    query_bind(&q, u->lat_e6 || u->lon_e6);
    return read_points(&q, found, count);
}

static int
newest_first(const void *a, const void *b)
{
    const struct titik_usulan *x = a, *y = b;
    return (x->id < y->id) - (x->id > y->id);
}

enum outcome
usulan_similar(struct db *db, const struct usulan *u, int64_t now, struct usulan_list *list)
{
    struct titik_usulan *found = arena_array(db_arena_of(db), struct titik_usulan, LOOKED_AT);
    bool placed = u->lat_e6 || u->lon_e6;
    int64_t since = now - 3 * 366 * (int64_t)DAY;
    size_t count = 0;
    if (placed)
        TRY(similar_around(db, u, since, found, &count));
    TRY(similar_in_rw(db, u, since, found, &count));
    qsort(found, count, sizeof *found, newest_first);
    *list = (struct usulan_list){ 0 };
    for (size_t i = 0; i < count && list->count < SIMILAR_MOST; i++) {
        if (found[i].id == u->asal_usulan)              /* the reserve that it was copied from */
            continue;
        bool both = placed && (found[i].lat_e6 || found[i].lon_e6);
        if (both && metres_between(u->lat_e6, u->lon_e6, found[i].lat_e6, found[i].lon_e6) > NEAR_METRES)
            continue;
        TRY(usulan_by_id(db, found[i].id, arena_next(db_arena_of(db), list)));
    }
    return OK;
}
