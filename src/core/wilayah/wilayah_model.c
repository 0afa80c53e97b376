/* wilayah_model.c: areas, borders and settings in the database. */
#include "core/wilayah/wilayah.h"

enum { LIST_MOST = 2000 };

#define COLUMNS "kode, induk, tingkat, jenis, nama, lat_e6, lon_e6"

static struct wilayah
read_wilayah(struct query *q)           /* in the order of COLUMNS */
{
    struct wilayah w = { .kode = query_str(q) };
    w.induk   = query_str(q);
    w.tingkat = query_int(q);
    w.jenis   = query_str(q);
    w.nama    = query_str(q);
    w.lat_e6  = query_int(q);
    w.lon_e6  = query_int(q);
    return w;
}

static enum outcome
read_list(struct query *q, struct wilayah_list *list)
{
    *list = (struct wilayah_list){ 0 };
    while (list->count < LIST_MOST && query_next(q))
        *arena_next(db_arena_of(q->db), list) = read_wilayah(q);
    return query_end(q);
}

enum outcome
wilayah_by_kode(struct db *db, str kode, struct wilayah *w)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM wilayah WHERE kode = $1");
    query_bind(&q, kode);
    if (query_next(&q))
        *w = read_wilayah(&q);
    return query_end_one(&q);
}

enum outcome
wilayah_children(struct db *db, str induk, struct wilayah_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM wilayah WHERE induk = $1 AND selesai = ''"
        " ORDER BY kode LIMIT 2000");
    query_bind(&q, induk);
    return read_list(&q, list);
}

/* '.' sorts before '/': from the code itself to all that begins with it and a dot. */
enum outcome
wilayah_of_level(struct db *db, int64_t tingkat, str within, struct wilayah_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM wilayah WHERE tingkat = $1 AND kode >= $2"
        " AND kode < $3 AND selesai = '' ORDER BY kode LIMIT 2000");
    query_bind(&q, tingkat);
    query_bind(&q, within);
    query_bind(&q, within.len ? str_format(db_arena_of(db), STR "/", STR_ARG(within)) : S("~"));
    return read_list(&q, list);
}

enum outcome
wilayah_insert(struct db *db, const struct wilayah *w, date mulai)
{
    struct query q = query_of(db,
        "INSERT INTO wilayah (kode, induk, tingkat, jenis, nama, lat_e6, lon_e6, mulai, selesai)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')");
    query_bind(&q, w->kode);
    query_bind(&q, w->induk);
    query_bind(&q, w->tingkat);
    query_bind(&q, w->jenis);
    query_bind(&q, w->nama);
    query_bind(&q, w->lat_e6);
    query_bind(&q, w->lon_e6);
    query_bind(&q, mulai);
    return query_end(&q);
}

/* ---- codes: 18 | 18.72 | 18.72.01 | 18.72.01.1001 | 18.72.01.1001.004 --------------------------------------- */

int64_t
wilayah_level(str kode)
{
    int64_t level = kode.len > 0;
    for (size_t i = 0; i < kode.len; i++)
        level += kode.ptr[i] == '.';
    return level;
}

str
wilayah_at(str kode, int64_t tingkat)
{
    int64_t level = 1;
    for (size_t i = 0; i < kode.len; i++)
        if (kode.ptr[i] == '.' && level++ == tingkat)
            return str_head(kode, i);
    return kode;
}

enum outcome
wilayah_label(struct db *db, str kode, str *label)
{
    struct buf b = { .arena = db_arena_of(db) };
    struct query q = query_of(db,
        "SELECT w.nama, t.singkat FROM wilayah w JOIN tingkat_wilayah t ON t.tingkat = w.tingkat"
        " WHERE w.kode IN ($1, $2, $3) AND w.tingkat >= $4 ORDER BY w.tingkat DESC");
    query_bind(&q, kode);
    query_bind(&q, wilayah_at(kode, TINGKAT_KELURAHAN));
    query_bind(&q, wilayah_at(kode, TINGKAT_KECAMATAN));
    query_bind(&q, wilayah_level(kode) > TINGKAT_DAERAH ? TINGKAT_KECAMATAN : TINGKAT_PROVINSI);
    while (query_next(&q)) {
        str nama = query_str(&q), singkat = query_str(&q);
        buf_format(&b, "%s" STR "%s" STR, b.len ? ", " : "", STR_ARG(singkat), singkat.len ? " " : "",
            STR_ARG(nama));
    }
    TRY(query_end_one(&q));
    *label = buf_view(&b);
    return OK;
}

/* ---- borders ------------------------------------------------------------------------------------------------ */

enum outcome
wilayah_borders(struct db *db, int64_t tingkat, str within, struct batas_list *list)
{
    *list = (struct batas_list){ 0 };
    struct query q = query_of(db, "SELECT w.kode, w.nama, b.cincin FROM wilayah w JOIN wilayah_batas b"
        " ON b.kode = w.kode WHERE w.tingkat = $1 AND w.kode >= $2 AND w.kode < $3 AND w.selesai = ''"
        " ORDER BY w.kode LIMIT 2000");
    query_bind(&q, tingkat);
    query_bind(&q, within);
    query_bind(&q, within.len ? str_format(db_arena_of(db), STR "/", STR_ARG(within)) : S("~"));
    while (list->count < LIST_MOST && query_next(&q)) {
        struct batas *b = arena_next(db_arena_of(db), list);
        b->kode = query_str(&q);
        b->nama = query_str(&q);
        b->cincin = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
wilayah_set_border(struct db *db, str kode, str cincin, str sumber)
{
    struct query q = query_of(db, "INSERT INTO wilayah_batas (kode, cincin, sumber) VALUES ($1, $2, $3)"
        " ON CONFLICT (kode) DO UPDATE SET cincin = excluded.cincin, sumber = excluded.sumber");
    query_bind(&q, kode);
    query_bind(&q, cincin);
    query_bind(&q, sumber);
    return query_end(&q);
}

struct point { int64_t lon, lat; };

static bool
next_point(str *ring, struct point *p)
{
    str pair, lon;
    return str_cut(ring, ' ', &pair) && str_cut(&pair, ',', &lon) && str_int(lon, &p->lon)
        && str_int(pair, &p->lat);
}

/* Even-odd over all rings, in 128 bits where the product needs them. */
static bool
holds_point(str cincin, struct point at)
{
    bool inside = false;
    str ring;
    while (str_cut(&cincin, ';', &ring)) {
        struct point first, a, b;
        if (!next_point(&ring, &first))
            continue;
        for (a = first;; a = b) {
            bool last = !next_point(&ring, &b);
            if (last)
                b = first;
            if ((a.lat > at.lat) != (b.lat > at.lat)) {
                __int128 left = (__int128)(at.lon - a.lon) * (b.lat - a.lat);
                __int128 right = (__int128)(b.lon - a.lon) * (at.lat - a.lat);
                inside ^= b.lat > a.lat ? left < right : left > right;
            }
            if (last)
                break;
        }
    }
    return inside;
}

enum outcome
wilayah_at_point(struct db *db, int64_t lat_e6, int64_t lon_e6, str *kode)
{
    struct batas_list borders;
    TRY(wilayah_borders(db, TINGKAT_KELURAHAN, S(""), &borders));
    for (size_t i = 0; i < borders.count; i++)
        if (holds_point(borders.items[i].cincin, (struct point){ lon_e6, lat_e6 })) {
            *kode = borders.items[i].kode;
            return OK;
        }
    return NOT_FOUND;
}

/* ---- settings ----------------------------------------------------------------------------------------------- */

enum outcome
pengaturan_get(struct db *db, const char *kunci, str *nilai)
{
    struct query q = query_of(db, "SELECT nilai FROM pengaturan WHERE kunci = $1");
    query_bind(&q, str_of(kunci));
    if (query_next(&q))
        *nilai = query_str(&q);
    return query_end_one(&q);
}
