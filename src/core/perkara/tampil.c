/* tampil.c: cases that are shown since a job last looked: for telling, and for what recurs. */
#include "core/perkara/perkara_dalam.h"

enum { TURN = 500 };

static const struct { const char *next, *done; } sql[] = {
#define COLUMNS "SELECT t.perkara, t.kelurahan, t.kategori, t.x, t.y, t.peka, p.lat_e6, p.lon_e6" \
    " FROM perkara_tampil t JOIN perkara p ON p.id = t.perkara WHERE t.jenis = $1"
    [TAMPIL_KABAR] = { COLUMNS " AND t.dikabarkan = 0 ORDER BY t.perkara LIMIT 500",
        "UPDATE perkara_tampil SET dikabarkan = 1 WHERE perkara = $1" },
    [TAMPIL_ULANG] = { COLUMNS " AND t.diulang = 0 ORDER BY t.perkara LIMIT 500",
        "UPDATE perkara_tampil SET diulang = 1 WHERE perkara = $1" },
};

enum outcome
tampil_next(struct db *db, str jenis, enum tampil_guna guna, struct tampil_list *list)
{
    *list = (struct tampil_list){ arena_array(db_arena_of(db), struct tampil, TURN), 0 };
    struct query q = query_of(db, sql[guna].next);
    query_bind(&q, jenis);
    while (list->count < TURN && query_next(&q)) {
        struct tampil *t = &list->items[list->count++];
        t->perkara   = query_int(&q);
        t->kelurahan = query_str(&q);
        t->kategori  = query_int(&q);
        t->x         = query_int(&q);
        t->y         = query_int(&q);
        t->peka      = query_bool(&q);
        t->lat_e6    = query_int(&q);
        t->lon_e6    = query_int(&q);
    }
    return query_end(&q);
}

enum outcome
tampil_done(struct db *db, enum tampil_guna guna, int64_t perkara)
{
    struct query q = query_of(db, sql[guna].done);
    query_bind(&q, perkara);
    return query_end(&q);
}
