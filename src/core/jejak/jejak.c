/* jejak.c: nodes, links, and the one query behind every strip and timeline. */
#include "core/jejak/jejak.h"
#include "core/jejak/jejak_schema.h"

enum { STRIP_MOST = 64 };

#define COLUMNS "s.id, s.jenis, s.judul, s.keterangan, s.wilayah, s.opd, s.publik, s.tautan," \
    " s.keadaan, s.waktu, s.jumlah_sen"

static struct simpul
read_simpul(struct query *q)            /* in the order of COLUMNS */
{
    struct simpul s = { .id = query_int(q) };
    s.jenis      = query_str(q);
    s.judul      = query_str(q);
    s.keterangan = query_str(q);
    s.wilayah    = query_str(q);
    s.opd        = query_int(q);
    s.publik     = query_bool(q);
    s.tautan     = query_str(q);
    s.keadaan    = query_str(q);
    s.waktu      = query_int(q);
    s.jumlah     = query_money(q);
    return s;
}

enum outcome
simpul_add(struct db *db, const struct simpul *s)
{
    struct query q = query_of(db,
        "INSERT INTO simpul (id, jenis, judul, keterangan, wilayah, opd, publik, tautan, keadaan,"
        " waktu, jumlah_sen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    query_bind(&q, s->id);
    query_bind(&q, s->jenis);
    query_bind(&q, s->judul);
    query_bind(&q, s->keterangan);
    query_bind(&q, s->wilayah);
    query_bind_id(&q, s->opd);
    query_bind(&q, s->publik);
    query_bind(&q, s->tautan);
    query_bind(&q, s->keadaan);
    query_bind(&q, s->waktu);
    query_bind(&q, s->jumlah);
    return query_end(&q);
}

enum outcome
tautan_add(struct db *db, const struct tautan *t)
{
    struct query q = query_of(db,
        "INSERT INTO tautan (id, dari, ke, jumlah_sen, bagian_e4, waktu, peristiwa)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)");
    query_bind(&q, id_new());
    query_bind(&q, t->dari);
    query_bind(&q, t->ke);
    query_bind(&q, t->jumlah);
    query_bind(&q, t->bagian_e4);
    query_bind(&q, t->waktu);
    query_bind_id(&q, t->peristiwa);
    return query_end(&q);
}

/* Up to the sources and down again to all they became; the depth stops a ring of links. */
#define WHOLE_TRAIL \
    "WITH RECURSIVE naik (id, dalam) AS (" \
    "   SELECT CAST($1 AS BIGINT), CAST(0 AS BIGINT)" \
    "   UNION SELECT t.dari, n.dalam + 1 FROM tautan t JOIN naik n ON t.ke = n.id WHERE n.dalam < 24)," \
    " turun (id, dalam) AS (" \
    "   SELECT id, CAST(0 AS BIGINT) FROM naik" \
    "   UNION SELECT t.ke, d.dalam + 1 FROM tautan t JOIN turun d ON t.dari = d.id WHERE d.dalam < 24)"

enum outcome
jejak_of(struct db *db, int64_t simpul, bool all, struct simpul_list *list)
{
    struct simpul_list found = { arena_array(db_arena_of(db), struct simpul, STRIP_MOST), 0 };
    struct query q = query_of(db, WHOLE_TRAIL
        " SELECT " COLUMNS " FROM simpul s WHERE s.id IN (SELECT id FROM turun)"
        " AND ($2 = 1 OR s.publik = 1) ORDER BY s.waktu, s.id LIMIT 64");
    query_bind(&q, simpul);
    query_bind(&q, all);
    while (found.count < STRIP_MOST && query_next(&q))
        found.items[found.count++] = read_simpul(&q);
    TRY(query_end(&q));
    *list = found;
    return OK;
}

enum outcome
jejak_last(struct db *db, int64_t simpul, int64_t *last)
{
    struct query q = query_of(db, WHOLE_TRAIL
        " SELECT s.id FROM simpul s WHERE s.id IN (SELECT id FROM turun)"
        " AND NOT EXISTS (SELECT 1 FROM tautan t WHERE t.dari = s.id)"
        " ORDER BY s.waktu DESC, s.id DESC LIMIT 1");
    query_bind(&q, simpul);
    if (query_next(&q))
        *last = query_int(&q);
    return query_end_one(&q);
}

const struct module jejak_module = {
    .name   = "jejak",
    .title  = "Jejak",
    .schema = &jejak_schema,
};
