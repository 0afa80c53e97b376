/* musrenbang_tahun.c: a year's windows, its path of levels, the coded reasons and the ceilings. */
#include "modules/musrenbang/musrenbang_dalam.h"

/* ---- years and windows --------------------------------------------------------------------------- */

static struct tahun
read_tahun(struct query *q)             /* tahun, nama, keadaan, contoh */
{
    struct tahun t = { .tahun = query_int(q) };
    t.nama    = query_str(q);
    t.keadaan = query_str(q);
    t.contoh  = query_bool(q);
    return t;
}

enum outcome
tahun_get(struct db *db, int64_t tahun, struct tahun *t)
{
    struct query q = query_of(db,
        "SELECT tahun, nama, keadaan, contoh FROM tahun_rencana WHERE tahun = $1");
    query_bind(&q, tahun);
    if (query_next(&q))
        *t = read_tahun(&q);
    return query_end_one(&q);
}

enum outcome
tahun_current(struct db *db, struct tahun *t)
{
    struct query q = query_of(db,
        "SELECT tahun, nama, keadaan, contoh FROM tahun_rencana WHERE keadaan = 'berjalan'"
        " ORDER BY tahun DESC LIMIT 1");
    if (query_next(&q))
        *t = read_tahun(&q);
    return query_end_one(&q);
}

enum outcome
tahun_list(struct db *db, struct tahun_list *list)
{
    enum { MOST = 40 };
    *list = (struct tahun_list){ 0 };
    struct query q = query_of(db,
        "SELECT tahun, nama, keadaan, contoh FROM tahun_rencana ORDER BY tahun DESC LIMIT 40");
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_tahun(&q);
    return query_end(&q);
}

static struct tahapan
read_tahapan(struct query *q)           /* kode, nama, urutan, mulai, selesai */
{
    struct tahapan t = { .kode = query_str(q) };
    t.nama    = query_str(q);
    t.urutan  = query_int(q);
    t.mulai   = query_date(q);
    t.selesai = query_date(q);
    return t;
}

enum outcome
tahapan_list(struct db *db, int64_t tahun, struct tahapan_list *list)
{
    enum { MOST = 20 };
    *list = (struct tahapan_list){ 0 };
    struct query q = query_of(db,
        "SELECT kode, nama, urutan, mulai, selesai FROM tahapan WHERE tahun = $1"
        " ORDER BY urutan LIMIT 20");
    query_bind(&q, tahun);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_tahapan(&q);
    return query_end(&q);
}

enum outcome
tahapan_get(struct db *db, int64_t tahun, str kode, struct tahapan *t)
{
    struct query q = query_of(db,
        "SELECT kode, nama, urutan, mulai, selesai FROM tahapan WHERE tahun = $1 AND kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, kode);
    if (query_next(&q))
        *t = read_tahapan(&q);
    return query_end_one(&q);
}

bool
tahapan_open(const struct tahapan *t, date today)
{
    int64_t now = date_number(today);
    return date_number(t->mulai) <= now && now <= date_number(t->selesai);
}

/* ---- the path of levels -------------------------------------------------------------------------- */

#define TINGKAT "kode, nama, jabatan, urutan, lingkup, perlu_ba"

static struct tingkat
read_tingkat(struct query *q)           /* in the order of TINGKAT */
{
    struct tingkat t = { .kode = query_str(q) };
    t.nama     = query_str(q);
    t.jabatan  = query_str(q);
    t.urutan   = query_int(q);
    t.lingkup  = query_int(q);
    t.perlu_ba = query_bool(q);
    return t;
}

enum outcome
tingkat_list(struct db *db, int64_t tahun, struct tingkat_list *list)
{
    enum { MOST = 12 };
    *list = (struct tingkat_list){ 0 };
    struct query q = query_of(db,
        "SELECT " TINGKAT " FROM tingkat_putus WHERE tahun = $1 ORDER BY urutan LIMIT 12");
    query_bind(&q, tahun);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_tingkat(&q);
    return query_end(&q);
}

enum outcome
tingkat_get(struct db *db, int64_t tahun, str kode, struct tingkat *t)
{
    struct query q = query_of(db,
        "SELECT " TINGKAT " FROM tingkat_putus WHERE tahun = $1 AND kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, kode);
    if (query_next(&q))
        *t = read_tingkat(&q);
    return query_end_one(&q);
}

enum outcome
tingkat_after(struct db *db, int64_t tahun, str kode, struct tingkat *t)
{
    struct query q = query_of(db,
        "SELECT " TINGKAT " FROM tingkat_putus WHERE tahun = $1 AND urutan > COALESCE("
        "(SELECT p.urutan FROM tingkat_putus p WHERE p.tahun = $1 AND p.kode = $2), 0)"
        " ORDER BY urutan LIMIT 1");
    query_bind(&q, tahun);
    query_bind(&q, kode);
    if (query_next(&q))
        *t = read_tingkat(&q);
    return query_end_one(&q);
}

struct place
tingkat_place(const struct tingkat *t, const struct usulan *u)
{
    if (t->lingkup == 0)
        return (struct place){ .opd = u->opd };
    return (struct place){ .wilayah = wilayah_at(u->wilayah, t->lingkup) };
}

/* A level over the office asks for that office; a role over the whole region has neither place. */
static bool
grant_covers(const struct grant *g, const struct tingkat *t, const struct place *p)
{
    if (t->lingkup == 0)
        return g->opd != 0 && g->opd == p->opd;
    struct place held = { g->wilayah, g->opd }, asked = { p->wilayah, 0 };
    return g->opd == 0 && place_within(&held, &asked);
}

const struct grant *
seat_of(const struct who *who, const struct tingkat *t, const struct place *p)
{
    for (size_t i = 0; i < who->grant_count; i++) {
        const struct grant *g = &who->grants[i];
        if (str_has_word(t->jabatan, g->jabatan) && grant_covers(g, t, p))
            return g;
    }
    return NULL;
}
