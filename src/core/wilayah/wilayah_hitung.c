/* wilayah_hitung.c: how many areas there are, and of what: for the pages. */
#include "core/wilayah/wilayah_dalam.h"

enum { ROWS_MOST = 2000 };

enum outcome
wilayah_counts(struct db *db, struct wilayah_hitung_list *list)
{
    enum { LEVELS = 8 };
    *list = (struct wilayah_hitung_list){ arena_array(db_arena_of(db), struct wilayah_hitung, LEVELS), 0 };
    struct query q = query_of(db, "SELECT t.nama, t.tingkat, count(w.kode), count(b.kode) FROM tingkat_wilayah t"
        " LEFT JOIN wilayah w ON w.tingkat = t.tingkat AND w.selesai = ''"
        " LEFT JOIN wilayah_batas b ON b.kode = w.kode WHERE t.tingkat > 1"
        " GROUP BY t.tingkat, t.nama ORDER BY t.tingkat LIMIT 8");
    while (list->count < LEVELS && query_next(&q)) {
        struct wilayah_hitung *h = &list->items[list->count++];
        h->nama = query_str(&q);
        h->tingkat = query_int(&q);
        h->jumlah = query_int(&q);
        h->batas = query_int(&q);
    }
    return query_end(&q);
}

static enum outcome
read_rows(struct query *q, struct wilayah_baris_list *list)
{
    struct arena *arena = db_arena_of(q->db);
    *list = (struct wilayah_baris_list){ arena_array(arena, struct wilayah_baris, ROWS_MOST), 0 };
    while (list->count < ROWS_MOST && query_next(q)) {
        struct wilayah_baris *b = &list->items[list->count++];
        b->kode = query_str(q);
        b->nama = query_str(q);
        str short_level = query_str(q);
        b->label = str_format(arena, STR "%s" STR, STR_ARG(short_level), short_level.len ? " " : "", STR_ARG(b->nama));
        b->bawahan = query_int(q);
        b->rw = query_int(q);
    }
    return query_end(q);
}

/* '.' sorts before '/': all codes that lie in this one. */
#define ROWS "SELECT w.kode, w.nama, t.singkat," \
    " (SELECT count(*) FROM wilayah c WHERE c.induk = w.kode AND c.selesai = '')," \
    " (SELECT count(*) FROM wilayah r WHERE r.tingkat = 5 AND r.kode > w.kode || '.' AND r.kode < w.kode || '/'" \
    " AND r.selesai = '') FROM wilayah w JOIN tingkat_wilayah t ON t.tingkat = w.tingkat WHERE w.selesai = ''"

enum outcome
wilayah_rows(struct db *db, str induk, struct wilayah_baris_list *list)
{
    struct query q = query_of(db, ROWS " AND w.induk = $1 ORDER BY w.kode LIMIT 2000");
    query_bind(&q, induk);
    return read_rows(&q, list);
}

enum outcome
wilayah_tree(struct db *db, struct wilayah_baris_list *list)
{
    struct query q = query_of(db, ROWS " AND w.tingkat IN (3, 4) ORDER BY w.kode LIMIT 2000");
    return read_rows(&q, list);
}

enum outcome
tingkat_names(struct db *db, int64_t tingkat, str *nama, str *kepala)
{
    struct query q = query_of(db, "SELECT nama, kepala FROM tingkat_wilayah WHERE tingkat = $1");
    query_bind(&q, tingkat);
    if (query_next(&q)) {
        *nama = query_str(&q);
        *kepala = query_str(&q);
    }
    return query_end_one(&q);
}

enum outcome
batas_source(struct db *db, str within, str *sumber)
{
    struct query q = query_of(db, "SELECT sumber FROM wilayah_batas WHERE kode >= $1 AND kode < $1 || '/'"
        " ORDER BY kode LIMIT 1");
    query_bind(&q, within);
    if (query_next(&q))
        *sumber = query_str(&q);
    return query_end_one(&q);
}
