/* opd.c: the region's offices, in the database and as the rest of the program knows them. */
#include "core/opd/opd_lihat.h"
#include "core/opd/opd_schema.h"

const struct permission opd_kelola = { "opd.kelola", "Mengatur perangkat daerah", "admin" };

#define COLUMNS "id, kode, nama, singkatan, jenis, wilayah, induk"

static struct opd
read_opd(struct query *q)               /* in the order of COLUMNS */
{
    struct opd o = { .id = query_int(q) };
    o.kode      = query_str(q);
    o.nama      = query_str(q);
    o.singkatan = query_str(q);
    o.jenis     = query_str(q);
    o.wilayah   = query_str(q);
    o.induk     = query_int(q);
    return o;
}

enum outcome
opd_by_id(struct db *db, int64_t id, struct opd *o)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM opd WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *o = read_opd(&q);
    return query_end_one(&q);
}

enum outcome
opd_all(struct db *db, str jenis, struct opd_list *list)
{
    enum { MOST = 500 };
    *list = (struct opd_list){ 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM opd WHERE ($1 = '' OR jenis = $1)"
        " AND selesai = '' ORDER BY nama LIMIT 500");
    query_bind(&q, jenis);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_opd(&q);
    return query_end(&q);
}

enum outcome
opd_closed(struct db *db, struct opd_tutup_list *list)
{
    enum { MOST = 100 };
    *list = (struct opd_tutup_list){ 0 };
    struct query q = query_of(db, "SELECT id, nama, kode, selesai FROM opd WHERE selesai <> ''"
        " ORDER BY selesai DESC, nama LIMIT 100");
    while (list->count < MOST && query_next(&q)) {
        struct opd_tutup *t = arena_next(db_arena_of(db), list);
        t->id      = query_int(&q);
        t->nama    = query_str(&q);
        t->kode    = query_str(&q);
        t->selesai = query_date(&q);
    }
    return query_end(&q);
}

enum outcome
opd_insert(struct db *db, const struct opd *o, date mulai)
{
    struct query q = query_of(db,
        "INSERT INTO opd (id, kode, nama, singkatan, jenis, wilayah, induk, mulai, selesai)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')");
    query_bind(&q, o->id);
    query_bind(&q, o->kode);
    query_bind(&q, o->nama);
    query_bind(&q, o->singkatan);
    query_bind(&q, o->jenis);
    query_bind(&q, o->wilayah);
    query_bind_id(&q, o->induk);
    query_bind(&q, mulai);
    return query_end(&q);
}

enum outcome
opd_row(struct db *db, int64_t id, struct opd_isian *o)
{
    struct query q = query_of(db, "SELECT kode, nama, singkatan, jenis, mulai, selesai FROM opd WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q)) {
        o->kode      = query_str(&q);
        o->nama      = query_str(&q);
        o->singkatan = query_str(&q);
        o->jenis     = query_str(&q);
        o->mulai     = query_date(&q);
        o->selesai   = query_date(&q);
    }
    return query_end_one(&q);
}

enum outcome
opd_named(struct db *db, str kode, str *nama)
{
    struct query q = query_of(db, "SELECT nama FROM opd WHERE kode = $1");
    query_bind(&q, kode);
    if (query_next(&q))
        *nama = query_str(&q);
    return query_end_one(&q);
}

enum outcome
opd_change(struct db *db, int64_t id, const struct opd_isian *o)
{
    struct query q = query_of(db, "UPDATE opd SET nama = $2, singkatan = $3, jenis = $4, mulai = $5, selesai = $6"
        " WHERE id = $1");
    query_bind(&q, id);
    query_bind(&q, o->nama);
    query_bind(&q, o->singkatan);
    query_bind(&q, o->jenis);
    query_bind(&q, o->mulai);
    query_bind(&q, o->selesai);
    return query_end_changed(&q);
}

const struct module opd_module = {
    .name        = "opd",
    .title       = "Perangkat daerah",
    .schema      = &opd_schema,
    .permissions = LIST(struct permission, &opd_kelola),
    .routes      = LIST(struct route, opd_pages, opd_kelola_pages),
};
