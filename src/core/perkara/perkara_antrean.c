/* perkara_antrean.c: what waits at a desk, counted by differences that a job folds; no page counts rows. */
#include "base/random.h"
#include "core/perkara/perkara_dalam.h"

enum outcome
antrean_cell(struct db *db, int64_t perkara, struct antrean_sel *sel)
{
    struct query q = query_of(db, "SELECT jenis, opd, keadaan, tampak, tenggat, terbuka FROM perkara WHERE id = $1");
    query_bind(&q, perkara);
    *sel = (struct antrean_sel){ 0 };
    if (query_next(&q)) {
        sel->jenis   = query_str(&q);
        sel->opd     = query_int(&q);
        sel->keadaan = query_str(&q);
        sel->tampak  = query_str(&q);
        sel->tenggat = query_str(&q);
        sel->terbuka = query_bool(&q) && sel->keadaan.len;      /* a row that is being made has no state yet */
    }
    return query_end_one(&q);
}

static enum outcome
difference(struct db *db, const struct antrean_sel *c, int64_t sign)
{
    if (!c->terbuka)
        return OK;
    struct query q = query_of(db, "INSERT INTO perkara_antrean_beda (id, jenis, opd, keadaan, tampak, tenggat, jumlah)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)");
    query_bind(&q, id_new());
    query_bind(&q, c->jenis);
    query_bind(&q, c->opd);
    query_bind(&q, c->keadaan);
    query_bind(&q, c->tampak);
    query_bind(&q, c->tenggat);
    query_bind(&q, sign);
    return query_end(&q);
}

static bool
same(const struct antrean_sel *a, const struct antrean_sel *b)
{
    return a->terbuka == b->terbuka && a->opd == b->opd && str_eq(a->jenis, b->jenis) && str_eq(a->keadaan, b->keadaan)
        && str_eq(a->tampak, b->tampak) && str_eq(a->tenggat, b->tenggat);
}

enum outcome
antrean_move(struct db *db, const struct antrean_sel *was, const struct antrean_sel *is)
{
    if (same(was, is))
        return OK;
    TRY(difference(db, was, -1));
    return difference(db, is, 1);
}

#define TURN " FROM perkara_antrean_beda WHERE id IN (SELECT id FROM perkara_antrean_beda ORDER BY id LIMIT 500)"

static enum outcome
fold_into_counters(struct db *db)
{
    struct query state = query_of(db, "INSERT INTO perkara_antrean_keadaan (jenis, opd, keadaan, tampak, jumlah)"
        " SELECT jenis, opd, keadaan, tampak, CAST(sum(jumlah) AS BIGINT)" TURN " GROUP BY jenis, opd, keadaan, tampak"
        " ON CONFLICT (jenis, opd, keadaan, tampak) DO UPDATE SET"
        " jumlah = perkara_antrean_keadaan.jumlah + excluded.jumlah");
    TRY(query_end(&state));
    struct query due = query_of(db, "INSERT INTO perkara_antrean_tenggat (jenis, opd, tenggat, tampak, jumlah)"
        " SELECT b.jenis, CASE k.kota WHEN 1 THEN -1 ELSE b.opd END, b.tenggat, b.tampak,"
        " CAST(sum(b.jumlah) AS BIGINT) FROM (SELECT jenis, opd, tenggat, tampak, jumlah" TURN ") b"
        " CROSS JOIN (SELECT 0 AS kota UNION ALL SELECT 1) k"
        " GROUP BY 1, 2, 3, 4 ON CONFLICT (jenis, opd, tenggat, tampak) DO UPDATE SET"
        " jumlah = perkara_antrean_tenggat.jumlah + excluded.jumlah");
    return query_end(&due);
}

/* At most 500 differences a turn; a counter that is empty again goes. */
enum outcome
antrean_fold(struct job_run *run)
{
    TRY(fold_into_counters(run->db));
    struct query drop = query_of(run->db, "DELETE FROM perkara_antrean_beda"
        " WHERE id IN (SELECT id FROM perkara_antrean_beda ORDER BY id LIMIT 500)");
    TRY(query_end(&drop));
    run->done = drop.changed;
    if (run->done == 0)
        return OK;
    struct query state = query_of(run->db, "DELETE FROM perkara_antrean_keadaan WHERE jumlah = 0");
    TRY(query_end(&state));
    struct query due = query_of(run->db, "DELETE FROM perkara_antrean_tenggat WHERE jumlah = 0");
    return query_end(&due);
}

/* By state, and by due date with no state: together they would be as many cells as a year has days, states and offices.
   Of the whole city the days are added up already (opd -1); what is not folded yet is looked at as it is. */
#define MAY " AND ($4 = 1 OR tampak <> 'rahasia')"
#define WAITS(lewat) ", jumlah, " lewat " AS lewat," \
    " CASE WHEN tampak = 'rahasia' THEN jumlah ELSE 0 END AS rahasia FROM "
#define FIGURES(opd, by, late) "SELECT " opd ", h.keadaan, CAST(sum(h.jumlah) AS BIGINT)," \
    " CAST(sum(h.lewat) AS BIGINT), CAST(sum(h.rahasia) AS BIGINT) FROM (" \
    "SELECT opd, keadaan" WAITS("0") "perkara_antrean_keadaan WHERE jenis = $1 AND ($2 = -1 OR opd = $2)" MAY \
    " UNION ALL SELECT opd, '', 0, jumlah, 0 FROM perkara_antrean_tenggat WHERE jenis = $1 AND " late \
    " AND tenggat < $3" MAY " UNION ALL SELECT opd, keadaan" \
    WAITS("CASE WHEN tenggat < $3 THEN jumlah ELSE 0 END") "perkara_antrean_beda" \
    " WHERE jenis = $1 AND ($2 = -1 OR opd = $2)" MAY ") h GROUP BY " by " ORDER BY " by

static enum outcome
read_figures(struct query *q, const struct antrean_minta *a, size_t most, struct antrean_hitung_list *list)
{
    *list = (struct antrean_hitung_list){ 0 };
    query_bind(q, a->jenis);
    query_bind(q, a->opd);
    query_bind(q, a->hari_ini);
    query_bind(q, a->rahasia);
    while (list->count < most && query_next(q)) {
        struct antrean_hitung *h = arena_next(db_arena_of(q->db), list);
        h->opd     = query_int(q);
        h->keadaan = query_str(q);
        h->jumlah  = query_int(q);
        h->lewat   = query_int(q);
        h->rahasia = query_int(q);
        list->jumlah  += h->jumlah;
        list->lewat   += h->lewat;
        list->rahasia += h->rahasia;
    }
    return query_end(q);
}

enum outcome
antrean_counts(struct db *db, const struct antrean_minta *a, struct antrean_hitung_list *list)
{
    struct query q = query_of(db, FIGURES("0", "h.keadaan", "opd = $2"));
    return read_figures(&q, a, 60, list);
}

enum outcome
antrean_cells(struct db *db, const struct antrean_minta *a, struct antrean_hitung_list *list)
{
    struct query q = query_of(db, FIGURES("h.opd", "h.opd, h.keadaan", "opd > -1 AND ($2 = -1 OR opd = $2)"));
    return read_figures(&q, a, 2000, list);
}

/* The nearest due ones of that kind alone are looked at: what more there are says the list itself. */
enum outcome
antrean_near(struct db *db, const struct perkara_antre *a, struct antrean_kira *k)
{
    struct query q = query_of(db, "SELECT count(*), count(CASE WHEN ($3 = -1 OR p.opd = $3)"
        " AND ($4 = '' OR p.keadaan = $4) AND ($5 = '' OR p.tenggat < $5) AND ($6 = 0 OR p.tampak = 'rahasia')"
        " AND ($7 = 1 OR p.tampak <> 'rahasia') THEN 1 END) FROM (SELECT opd, keadaan, tenggat, tampak FROM perkara"
        " WHERE jenis = $1 AND kategori = $2 AND terbuka = 1 ORDER BY tenggat, id LIMIT 200) p");
    *k = (struct antrean_kira){ 0 };
    query_bind(&q, a->jenis);
    query_bind(&q, a->kategori);
    query_bind(&q, a->opd);
    query_bind(&q, a->keadaan);
    query_bind(&q, a->hingga);
    query_bind(&q, a->rahasia);
    query_bind(&q, a->boleh_rahasia);
    if (query_next(&q)) {
        k->lebih  = query_int(&q) == 200;
        k->jumlah = query_int(&q);
    }
    return query_end_one(&q);
}

/* The newest by their own ids first: no index would serve an office, a state and a moment together. */
static const char came_to_city[] = "SELECT count(*) FROM (SELECT 1 FROM"
    " (SELECT jenis, terbuka, tampak FROM perkara WHERE id > $1 ORDER BY id DESC LIMIT 500) p"
    " WHERE p.jenis = $2 AND p.terbuka = 1 AND ($3 = 1 OR p.tampak <> 'rahasia') LIMIT 100) k";
static const char came_to_office[] = "SELECT count(*) FROM (SELECT 1 FROM"
    " (SELECT perkara, opd, keadaan FROM perkara_tugas WHERE id > $1 ORDER BY id DESC LIMIT 500) t"
    " JOIN perkara p ON p.id = t.perkara WHERE t.opd = $4 AND t.keadaan = 'berjalan' AND p.jenis = $2"
    " AND p.terbuka = 1 AND ($3 = 1 OR p.tampak <> 'rahasia') LIMIT 100) k";

enum outcome
perkara_came(struct db *db, const struct perkara_antre *a, int64_t *count)
{
    struct query q = query_of(db, a->opd < 0 ? came_to_city : came_to_office);
    query_bind(&q, a->sejak_id);
    query_bind(&q, a->jenis);
    query_bind(&q, a->rahasia);
    if (a->opd >= 0)
        query_bind(&q, a->opd);
    if (query_next(&q))
        *count = query_int(&q);
    return query_end_one(&q);
}

/* A row for each office before anything is joined or sorted. */
#define OF_OFFICE(table) "SELECT opd, sum(jumlah) AS jumlah FROM " table \
    " WHERE jenis = $1 AND ($2 = 1 OR tampak <> 'rahasia') GROUP BY opd"

enum outcome
antrean_offices(struct db *db, const struct antrean_minta *a, struct antrean_opd_list *list)
{
    enum { MOST = 100 };
    *list = (struct antrean_opd_list){ arena_array(db_arena_of(db), struct antrean_opd, MOST), 0 };
    struct query q = query_of(db, "SELECT h.opd, o.singkatan, CAST(sum(h.jumlah) AS BIGINT) AS jumlah FROM ("
        OF_OFFICE("perkara_antrean_keadaan") " UNION ALL " OF_OFFICE("perkara_antrean_beda") ") h"
        " JOIN opd o ON o.id = h.opd GROUP BY h.opd, o.singkatan HAVING sum(h.jumlah) > 0"
        " ORDER BY 3 DESC, h.opd LIMIT 100");
    query_bind(&q, a->jenis);
    query_bind(&q, a->rahasia);
    while (list->count < MOST && query_next(&q)) {
        struct antrean_opd *o = &list->items[list->count++];
        o->opd    = query_int(&q);
        o->nama   = query_str(&q);
        o->jumlah = query_int(&q);
    }
    return query_end(&q);
}

/* One question for the whole page: ids that are not there stand as 0. Near ones lie in at most three bands of latitude
   (schema/0081), and in each the index goes along the longitude: the + keeps SQLite from going along the latitude.
   Farther ones are looked for by latitude alone. */
#define TWINS(bands) "SELECT p.id, (SELECT count(*) FROM (SELECT d.id FROM perkara d" \
    " WHERE d.jenis = p.jenis AND d.kelurahan = p.kelurahan AND d.id <> p.id AND d.terbuka = 1 AND d.induk IS NULL" \
    " AND d.tayang = 1 AND " bands "d.lat_e6 BETWEEN p.lat_e6 - $1 AND p.lat_e6 + $1" \
    " AND d.lon_e6 BETWEEN p.lon_e6 - $1 AND p.lon_e6 + $1 LIMIT 5) n) FROM perkara p" \
    " WHERE (p.lat_e6 <> 0 OR p.lon_e6 <> 0) AND p.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14," \
    " $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36," \
    " $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51)"

enum outcome
antrean_twins(struct db *db, const struct perkara_list *rows, int64_t meter, int64_t *counts)
{
    enum { BAND = 2000 };
    int64_t reach = meter * 9;          /* as perkara_near */
    struct query q = query_of(db, reach > BAND ? TWINS("") : TWINS("d.lat_e6 / 2000 IN"
        " ((p.lat_e6 - $1) / 2000, p.lat_e6 / 2000, (p.lat_e6 + $1) / 2000) AND +"));
    query_bind(&q, reach);
    for (size_t i = 0; i < PERKARA_PAGE; i++)
        query_bind(&q, i < rows->count ? rows->items[i].id : (int64_t)0);
    while (query_next(&q)) {
        int64_t id = query_int(&q), count = query_int(&q);
        for (size_t i = 0; i < rows->count && i < PERKARA_PAGE; i++)
            if (rows->items[i].id == id)
                counts[i] = count;
    }
    return query_end(&q);
}
