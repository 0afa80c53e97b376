/* petak.c: where cases that everybody may read stand: one row each, and counts by cell in every zoom. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

enum { LON_MOST = 180000000, LAT_MOST = 90000000, ROUNDED = 16, TURN = 500 };

/* What a case counts as on the map. */
struct letak { int64_t x, y; str kelurahan; int64_t kategori; str keadaan; bool peka; };

int64_t
petak_side(int64_t zoom)
{
    must(zoom >= 0 && zoom <= PETAK_ZOOM);
    return (int64_t)PETAK_SISI << (PETAK_ZOOM - zoom);
}

int64_t petak_x(int64_t lon_e6, int64_t zoom) { return (lon_e6 + LON_MOST) / petak_side(zoom); }
int64_t petak_y(int64_t lat_e6, int64_t zoom) { return (lat_e6 + LAT_MOST) / petak_side(zoom); }
int64_t petak_lon(int64_t x, int64_t zoom) { return x * petak_side(zoom) - LON_MOST; }
int64_t petak_lat(int64_t y, int64_t zoom) { return y * petak_side(zoom) - LAT_MOST; }

/* ---- keeping --------------------------------------------------------------------------------------------- */

static enum outcome
counted_as(struct db *db, int64_t perkara, struct letak *l)
{
    struct query q = query_of(db, "SELECT x, y, kelurahan, kategori, keadaan, peka FROM perkara_tampil"
        " WHERE perkara = $1");
    query_bind(&q, perkara);
    if (query_next(&q)) {
        l->x = query_int(&q);
        l->y = query_int(&q);
        l->kelurahan = query_str(&q);
        l->kategori  = query_int(&q);
        l->keadaan   = query_str(&q);
        l->peka      = query_bool(&q);
    }
    return query_end_one(&q);
}

static enum outcome
is_sensitive(struct db *db, int64_t kategori, bool *peka)
{
    struct query q = query_of(db, "SELECT peka FROM perkara_kategori WHERE id = $1");
    query_bind(&q, kategori);
    if (query_next(&q))
        *peka = query_bool(&q);
    return query_end_one(&q);
}

/* The point of a sensitive kind is the middle of a square of ROUNDED cells: about 900 m wide. */
static enum outcome
letak_of(struct db *db, const struct perkara *p, struct letak *l)
{
    *l = (struct letak){ -1, -1, p->kelurahan, p->kategori, p->keadaan, false };
    TRY(is_sensitive(db, p->kategori, &l->peka));
    if (p->lat_e6 == 0 && p->lon_e6 == 0)
        return OK;
    l->x = petak_x(p->lon_e6, PETAK_ZOOM);
    l->y = petak_y(p->lat_e6, PETAK_ZOOM);
    if (l->peka) {
        l->x = l->x / ROUNDED * ROUNDED + ROUNDED / 2;
        l->y = l->y / ROUNDED * ROUNDED + ROUNDED / 2;
    }
    return OK;
}

static bool
same(const struct letak *a, const struct letak *b)
{
    return a->x == b->x && a->y == b->y && a->kategori == b->kategori && a->peka == b->peka
        && str_eq(a->kelurahan, b->kelurahan) && str_eq(a->keadaan, b->keadaan);
}

static enum outcome
difference(struct db *db, str jenis, const struct letak *l, int64_t sign)
{
    if (l->x < 0)
        return OK;
    struct query q = query_of(db, "INSERT INTO perkara_petak_beda (id, jenis, x, y, kelurahan, kategori, keadaan,"
        " jumlah) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    query_bind(&q, id_new());
    query_bind(&q, jenis);
    query_bind(&q, l->x);
    query_bind(&q, l->y);
    query_bind(&q, l->kelurahan);
    query_bind(&q, l->kategori);
    query_bind(&q, l->keadaan);
    query_bind(&q, sign);
    return query_end(&q);
}

static enum outcome
hide(struct db *db, const struct perkara *p)
{
    struct query q = query_of(db, "DELETE FROM perkara_tampil WHERE perkara = $1");
    query_bind(&q, p->id);
    return query_end(&q);
}

/* Shown now, or moved on: the moment it was shown first stays. */
static enum outcome
show(struct db *db, const struct perkara *p, const struct letak *l)
{
    struct query q = query_of(db, "INSERT INTO perkara_tampil (perkara, jenis, x, y, kelurahan, kategori, keadaan,"
        " peka, terbit, dikabarkan, diulang) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0)"
        " ON CONFLICT (perkara) DO UPDATE SET jenis = excluded.jenis, x = excluded.x, y = excluded.y,"
        " kelurahan = excluded.kelurahan, kategori = excluded.kategori, keadaan = excluded.keadaan,"
        " peka = excluded.peka");
    query_bind(&q, p->id);
    query_bind(&q, p->jenis);
    query_bind(&q, l->x);
    query_bind(&q, l->y);
    query_bind(&q, l->kelurahan);
    query_bind(&q, l->kategori);
    query_bind(&q, l->keadaan);
    query_bind(&q, l->peka);
    query_bind(&q, p->berubah);
    return query_end(&q);
}

enum outcome
petak_move(struct db *db, const struct perkara *p)
{
    struct letak was = { 0 }, is = { 0 };
    enum outcome o = counted_as(db, p->id, &was);
    if (o != OK && o != NOT_FOUND)
        return o;
    if (p->tayang)
        TRY(letak_of(db, p, &is));
    if (p->tayang ? o == OK && same(&was, &is) : o == NOT_FOUND)
        return OK;
    if (o == OK)
        TRY(difference(db, p->jenis, &was, -1));
    if (!p->tayang)
        return hide(db, p);
    TRY(difference(db, p->jenis, &is, 1));
    return show(db, p, &is);
}

/* ---- jobs ------------------------------------------------------------------------------------------------ */

static enum outcome
fold_into(struct db *db, int64_t zoom)
{
    struct query q = query_of(db, "INSERT INTO perkara_petak (jenis, zoom, x, y, kelurahan, kategori, keadaan, jumlah)"
        " SELECT b.jenis, $1, b.x / $2, b.y / $2, b.kelurahan, b.kategori, b.keadaan, CAST(sum(b.jumlah) AS BIGINT)"
        " FROM (SELECT * FROM perkara_petak_beda ORDER BY id LIMIT 500) b"
        " GROUP BY b.jenis, b.x / $2, b.y / $2, b.kelurahan, b.kategori, b.keadaan"
        " ON CONFLICT (jenis, zoom, x, y, kelurahan, kategori, keadaan) DO UPDATE SET"
        " jumlah = perkara_petak.jumlah + excluded.jumlah");
    query_bind(&q, zoom);
    query_bind(&q, petak_side(zoom) / PETAK_SISI);
    return query_end(&q);
}

/* The same without states: for its kind, and for all kinds together. */
static enum outcome
fold_kinds(struct db *db, int64_t zoom)
{
    struct query q = query_of(db, "INSERT INTO perkara_petak_kategori (jenis, zoom, kategori, x, y, kelurahan, jumlah)"
        " SELECT b.jenis, $1, b.kategori, b.x / $2, b.y / $2, b.kelurahan, CAST(sum(b.jumlah) AS BIGINT) FROM ("
        "SELECT jenis, kategori, x, y, kelurahan, jumlah"
        " FROM (SELECT * FROM perkara_petak_beda ORDER BY id LIMIT 500) k"
        " UNION ALL SELECT jenis, 0, x, y, kelurahan, jumlah"
        " FROM (SELECT * FROM perkara_petak_beda ORDER BY id LIMIT 500) s) b"
        " WHERE b.jumlah <> 0 GROUP BY b.jenis, b.kategori, b.x / $2, b.y / $2, b.kelurahan"
        " ON CONFLICT (jenis, zoom, kategori, x, y, kelurahan) DO UPDATE SET"
        " jumlah = perkara_petak_kategori.jumlah + excluded.jumlah");
    query_bind(&q, zoom);
    query_bind(&q, petak_side(zoom) / PETAK_SISI);
    return query_end(&q);
}

/* At most 500 differences a turn go into every zoom; all in one transaction. */
enum outcome
petak_fold(struct job_run *run)
{
    struct query any = query_of(run->db, "SELECT 1 FROM perkara_petak_beda LIMIT 1");
    bool work = query_next(&any);
    TRY(query_end(&any));
    for (int64_t zoom = 0; work && zoom <= PETAK_ZOOM; zoom++) {
        TRY(fold_into(run->db, zoom));
        TRY(fold_kinds(run->db, zoom));
    }
    struct query drop = query_of(run->db,
        "DELETE FROM perkara_petak_beda WHERE id IN (SELECT id FROM perkara_petak_beda ORDER BY id LIMIT 500)");
    TRY(query_end(&drop));
    run->done = drop.changed;
    return OK;
}

/* A kind became sensitive, or is no more: its cases move to where they stand now. Kinds come first (CROSS JOIN): they
   are few. */
enum outcome
petak_regroup(struct job_run *run)
{
    int64_t *ids = arena_array(run->arena, int64_t, TURN);
    size_t count = 0;
    struct query q = query_of(run->db, "SELECT t.perkara FROM perkara_kategori k CROSS JOIN perkara_tampil t"
        " WHERE t.kategori = k.id AND t.peka = 1 - k.peka LIMIT 500");
    while (count < TURN && query_next(&q))
        ids[count++] = query_int(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        struct perkara p;
        TRY(perkara_by_id(run->db, ids[i], &p));
        TRY(petak_move(run->db, &p));
    }
    run->done = (int64_t)count;
    return OK;
}

/* ---- reading --------------------------------------------------------------------------------------------- */

/* Counters and what is not folded yet, as one table; where no state is asked for, the smaller one. */
#define VIEW "SELECT h.x, h.y, h.kelurahan, CAST(sum(h.jumlah) AS BIGINT) FROM (SELECT x, y, kelurahan, "
#define IN_VIEW " WHERE jenis = $1 AND zoom = $2 AND x BETWEEN $3 AND $4 AND y BETWEEN $5 AND $6"
#define FRESH " UNION ALL SELECT x / $7, y / $7, kelurahan, kategori, keadaan, jumlah FROM perkara_petak_beda" \
    " WHERE jenis = $1 AND x / $7 BETWEEN $3 AND $4 AND y / $7 BETWEEN $5 AND $6 AND ($9 = 0 OR kategori = $9)) h" \
    " WHERE ($8 = '' OR h.kelurahan = $8) AND ($10 = '' OR h.keadaan = $10)" \
    " GROUP BY h.x, h.y, h.kelurahan HAVING sum(h.jumlah) > 0 ORDER BY h.y DESC, h.x, h.kelurahan LIMIT 4000"
static const char by_state[] = VIEW "kategori, keadaan, jumlah FROM perkara_petak" IN_VIEW
    " AND ($9 = 0 OR kategori = $9)" FRESH;
static const char by_kind[] = VIEW "kategori, '' AS keadaan, jumlah FROM perkara_petak_kategori" IN_VIEW
    " AND kategori = $9" FRESH;

enum outcome
petak_counts(struct db *db, const struct petak_tanya *t, struct petak_list *list)
{
    enum { MOST = 4000 };
    int64_t side = petak_side(t->zoom) / PETAK_SISI;
    *list = (struct petak_list){ 0 };
    struct query q = query_of(db, t->keadaan.len ? by_state : by_kind);
    query_bind(&q, t->jenis);
    query_bind(&q, t->zoom);
    query_bind(&q, t->barat);
    query_bind(&q, t->timur);
    query_bind(&q, t->selatan);
    query_bind(&q, t->utara);
    query_bind(&q, side);
    query_bind(&q, t->kelurahan);
    query_bind(&q, t->kategori);
    query_bind(&q, t->keadaan);
    while (list->count < MOST && query_next(&q)) {
        struct petak *p = arena_next(db_arena_of(db), list);
        p->x = query_int(&q);
        p->y = query_int(&q);
        p->kelurahan = query_str(&q);
        p->jumlah    = query_int(&q);
    }
    return query_end(&q);
}
