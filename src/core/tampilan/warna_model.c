/* warna_model.c: the table tampilan_daerah, and nothing else. */
#include "core/tampilan/warna.h"

enum outcome
rupa_current(struct db *db, struct rupa *r)
{
    struct query q = query_of(db, "SELECT id, merek, merek_tua, merek_lembut, aksen, motto, lambang, css"
        " FROM tampilan_daerah ORDER BY id DESC LIMIT 1");
    if (query_next(&q)) {
        r->id = query_int(&q);
        r->tema.brand = query_str(&q);
        r->tema.brand_strong = query_str(&q);
        r->tema.brand_soft = query_str(&q);
        r->tema.accent = query_str(&q);
        r->motto = query_str(&q);
        r->lambang = query_str(&q);
        r->css = query_str(&q);
    }
    return query_end_one(&q);
}

enum outcome
rupa_frame(struct db *db, struct rupa_bingkai *b)
{
    struct query q = query_of(db, "SELECT id, merek_tua, motto, CASE WHEN lambang = '' THEN 0 ELSE 1 END"
        " FROM tampilan_daerah ORDER BY id DESC LIMIT 1");
    if (query_next(&q)) {
        b->id = query_int(&q);
        b->merek_tua = query_str(&q);
        b->motto = query_str(&q);
        b->lambang = query_bool(&q);
    }
    return query_end_one(&q);
}

enum outcome
rupa_insert(struct db *db, const struct rupa *r, int64_t akun, int64_t now)
{
    struct query q = query_of(db, "INSERT INTO tampilan_daerah (id, merek, merek_tua, merek_lembut, aksen, motto,"
        " lambang, css, akun, waktu) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    query_bind(&q, r->id);
    query_bind(&q, r->tema.brand);
    query_bind(&q, r->tema.brand_strong);
    query_bind(&q, r->tema.brand_soft);
    query_bind(&q, r->tema.accent);
    query_bind(&q, r->motto);
    query_bind(&q, r->lambang);
    query_bind(&q, r->css);
    query_bind(&q, akun);
    query_bind(&q, now);
    return query_end(&q);
}
