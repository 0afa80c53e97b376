/* wilayah_impor.c: RW from a CSV and borders from GeoJSON: read without the database, saved whole or not at all. */
#include <jansson.h>

#include "core/impor/csv.h"
#include "core/wilayah/wilayah_dalam.h"

/* Indonesia, in millionths of a degree: what lies outside has its two numbers the wrong way round. */
enum { WEST = 94000000, EAST = 142000000, SOUTH = -12000000, NORTH = 7000000 };
enum { FEATURES_MOST = 2000, POINTS_MOST = 20000 };

enum outcome
derajat_parse(str typed, int64_t *e6)
{
    int64_t n = 0, digits = 0, decimals = -1;
    bool minus = typed.len && typed.ptr[0] == '-';
    for (size_t i = minus; i < typed.len; i++) {
        char c = typed.ptr[i];
        if ((c == '.' || c == ',') && decimals < 0 && digits) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 60 || (decimals < 0 && n > 180))
            return INVALID;
        if (decimals >= 6)
            continue;
        n = n * 10 + (c - '0');
        decimals += decimals >= 0;
    }
    for (int64_t d = decimals < 0 ? 0 : decimals; d < 6; d++)
        n *= 10;
    *e6 = minus ? -n : n;
    return digits && decimals != 0 && n <= 180000000 ? OK : INVALID;
}

/* ---- RW ----------------------------------------------------------------------------------------------------- */

static bool
is_rw_code(str kode)
{
    static const char shape[] = "dd.dd.dd.dddd.ddd";
    bool good = kode.len == sizeof shape - 1;
    for (size_t i = 0; good && i < kode.len; i++)
        good = shape[i] == '.' ? kode.ptr[i] == '.' : kode.ptr[i] >= '0' && kode.ptr[i] <= '9';
    return good;
}

/* Both or neither. */
static bool
read_centre(struct csv *c, const size_t *at, struct rw_baris_list *l, struct wilayah *w)
{
    str lat = c->cells[at[2]], lon = c->cells[at[3]];
    if (!lat.len && !lon.len)
        return true;
    if (derajat_parse(lat, &w->lat_e6) != OK || w->lat_e6 < SOUTH || w->lat_e6 > NORTH)
        l->galat = csv_at(c, at[2], "lintang diisi derajat seperti -5,1131.");
    else if (derajat_parse(lon, &w->lon_e6) != OK || w->lon_e6 < WEST || w->lon_e6 > EAST)
        l->galat = csv_at(c, at[3], "bujur diisi derajat seperti 105,3067.");
    return l->galat.len == 0;
}

static bool
read_rw(struct csv *c, const size_t *at, struct rw_baris_list *l)
{
    struct wilayah w = { .kode = c->cells[at[0]], .nama = c->cells[at[1]], .tingkat = TINGKAT_RW, .jenis = S("rw") };
    if (!is_rw_code(w.kode))
        l->galat = csv_at(c, at[0], "kode RW ditulis seperti 18.72.01.1001.004: kode kelurahan, titik, tiga angka.");
    else if (!w.nama.len || str_letters(w.nama) > 60)
        l->galat = csv_at(c, at[1], "nama diisi, paling panjang 60 huruf, misalnya RW 04.");
    else if (l->count == RW_MOST)
        l->galat = str_format(c->arena, "Satu berkas paling banyak %d RW. Bagi menjadi beberapa berkas.", RW_MOST);
    for (size_t i = 0; !l->galat.len && i < l->count; i++)
        if (str_eq(l->items[i].w.kode, w.kode))
            l->galat = csv_at(c, at[0], "kode ini sudah ada di baris %lld.", (long long)l->items[i].baris);
    if (l->galat.len || !read_centre(c, at, l, &w))
        return false;
    w.induk = wilayah_at(w.kode, TINGKAT_KELURAHAN);
    l->items[l->count++] = (struct rw_baris){ c->line, w };
    return true;
}

enum outcome
rw_read(struct arena *arena, str text, struct rw_baris_list *l)
{
    static const char *const columns[] = { "kode", "nama", "lat", "lon", NULL };
    size_t at[4];
    *l = (struct rw_baris_list){ .items = arena_array(arena, struct rw_baris, RW_MOST) };
    struct csv c = csv_open(arena, text);
    bool good = csv_heading(&c, columns, at);
    while (good && csv_next(&c))
        good = read_rw(&c, at, l);
    if (c.error.len)
        l->galat = c.error;
    else if (!l->galat.len && !l->count)
        l->galat = S("Berkas ini hanya berisi judul. Tambahkan satu baris untuk setiap RW.");
    return l->galat.len ? INVALID : OK;
}

static enum outcome
save_rw(struct db *db, const struct rw_baris *r, date mulai, str *galat)
{
    struct wilayah parent, there;
    enum outcome o = wilayah_by_kode(db, r->w.induk, &parent);
    if (o == NOT_FOUND)
        *galat = str_format(db_arena_of(db), "Baris %lld, kolom kode: kelurahan " STR " belum ada di daerah ini.",
            (long long)r->baris, STR_ARG(r->w.induk));
    TRY(o == NOT_FOUND ? INVALID : o);
    o = wilayah_by_kode(db, r->w.kode, &there);
    if (o == NOT_FOUND)
        return wilayah_insert(db, &r->w, mulai);
    TRY(o);
    struct query q = query_of(db, "UPDATE wilayah SET nama = $2, lat_e6 = $3, lon_e6 = $4 WHERE kode = $1");
    query_bind(&q, r->w.kode);
    query_bind(&q, r->w.nama);
    query_bind(&q, r->w.lat_e6 ? r->w.lat_e6 : there.lat_e6);
    query_bind(&q, r->w.lon_e6 ? r->w.lon_e6 : there.lon_e6);
    return query_end_changed(&q);
}

enum outcome
rw_save(struct db *db, struct rw_baris_list *l, date mulai)
{
    for (size_t i = 0; i < l->count; i++)
        TRY(save_rw(db, &l->items[i], mulai, &l->galat));
    return OK;
}

/* ---- borders ------------------------------------------------------------------------------------------------ */

static void drop_json(void *json) { json_decref(json); }

struct reading { struct arena *arena; struct buf rings; str name, galat; size_t points; };

static bool
stop(struct reading *r, const char *what)
{
    if (!r->galat.len)
        r->galat = str_format(r->arena, "Wilayah " STR ": %s", STR_ARG(r->name), what);
    return false;
}

static long long
nearest(double e6)
{
    return (long long)(e6 < 0 ? e6 - 0.5 : e6 + 0.5);
}

/* [lon, lat]: RFC 7946. */
static bool
put_point(struct reading *r, const json_t *pair, bool first)
{
    const json_t *x = json_array_get(pair, 0), *y = json_array_get(pair, 1);
    if (!json_is_number(x) || !json_is_number(y))
        return stop(r, "ada titik yang bukan sepasang angka.");
    double lon = json_number_value(x) * 1e6, lat = json_number_value(y) * 1e6;
    if (!(lon >= WEST && lon <= EAST && lat >= SOUTH && lat <= NORTH))
        return stop(r, "ada titik di luar Indonesia. Urutannya bujur dulu, lalu lintang, dalam derajat (WGS 84).");
    if (++r->points > POINTS_MOST)
        return stop(r, "titiknya lebih dari 20.000. Sederhanakan dulu bentuknya.");
    buf_format(&r->rings, "%s%lld,%lld", first ? "" : " ", nearest(lon), nearest(lat));
    return true;
}

static bool
put_ring(struct reading *r, const json_t *ring)
{
    size_t count = json_array_size(ring);
    if (count < 4)
        return stop(r, "cincin batasnya kurang dari empat titik.");
    if (r->rings.len)
        buf_char(&r->rings, ';');
    for (size_t i = 0; i + 1 < count; i++)      /* the last repeats the first */
        if (!put_point(r, json_array_get(ring, i), i == 0))
            return false;
    return true;
}

static bool
put_polygon(struct reading *r, const json_t *rings)
{
    if (json_array_size(rings) == 0)
        return stop(r, "poligonnya kosong.");
    for (size_t i = 0; i < json_array_size(rings); i++)
        if (!put_ring(r, json_array_get(rings, i)))
            return false;
    return true;
}

static bool
put_geometry(struct reading *r, const json_t *geometry)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *all = json_object_get(geometry, "coordinates");
    if (type && strcmp(type, "Polygon") == 0)
        return put_polygon(r, all);
    if (!type || strcmp(type, "MultiPolygon") != 0 || json_array_size(all) == 0)
        return stop(r, "bentuknya bukan Polygon atau MultiPolygon.");
    for (size_t i = 0; i < json_array_size(all); i++)
        if (!put_polygon(r, json_array_get(all, i)))
            return false;
    return true;
}

static bool
is_area_code(str kode)
{
    for (size_t i = 0; i < kode.len; i++)
        if (kode.ptr[i] != '.' && (kode.ptr[i] < '0' || kode.ptr[i] > '9'))
            return false;
    return kode.len >= 2 && kode.len <= 17;
}

static bool
read_feature(struct reading *r, const json_t *feature, const char *properti, struct batas *b)
{
    const char *kode = json_string_value(json_object_get(json_object_get(feature, "properties"), properti));
    if (!kode || !*kode) {
        r->galat = str_format(r->arena, "Ada wilayah tanpa properti \"%s\". Tulis nama properti yang berisi kode"
            " wilayah.", properti);
        return false;
    }
    r->name = is_area_code(str_of(kode)) ? arena_copy(r->arena, str_of(kode)) : S("");
    if (!r->name.len) {
        r->galat = str_format(r->arena, "Properti \"%s\" tidak berisi kode wilayah seperti 18.72.01.1001.", properti);
        return false;
    }
    r->rings = (struct buf){ .arena = r->arena };
    r->points = 0;
    if (!put_geometry(r, json_object_get(feature, "geometry")))
        return false;
    *b = (struct batas){ .kode = r->name, .cincin = buf_view(&r->rings) };
    return true;
}

static bool
same_twice(struct reading *r, const struct batas_list *l)
{
    for (size_t i = 0; i + 1 < l->count; i++)
        if (str_eq(l->items[i].kode, l->items[l->count - 1].kode))
            return !stop(r, "ada dua kali. Gabungkan menjadi satu MultiPolygon.");
    return false;
}

enum outcome
batas_read(struct arena *arena, str json, str properti, struct batas_baca *b)
{
    json_error_t e;
    json_t *root = json_loadb(json.len ? json.ptr : "", json.len, JSON_REJECT_DUPLICATES, &e);
    const json_t *features = json_object_get(root, "features");
    const char *name = cstr(arena, properti);
    struct reading r = { .arena = arena };
    *b = (struct batas_baca){ 0 };
    if (root)
        arena_on_reset(arena, drop_json, root);
    if (!root)
        b->galat = str_format(arena, "Berkas ini bukan JSON yang utuh: salah di baris %d, huruf ke-%d.", e.line,
            e.column);
    else if (json_array_size(features) == 0 || json_array_size(features) > FEATURES_MOST)
        b->galat = S("GeoJSON ini bukan FeatureCollection dengan 1 sampai 2.000 wilayah.");
    TRY(b->galat.len ? INVALID : OK);
    b->list.items = arena_array(arena, struct batas, json_array_size(features));
    for (size_t i = 0; i < json_array_size(features) && !r.galat.len; i++) {
        b->list.count += read_feature(&r, json_array_get(features, i), name, &b->list.items[b->list.count]);
        if (!r.galat.len && same_twice(&r, &b->list))
            break;
    }
    b->galat = r.galat;
    return r.galat.len ? INVALID : OK;
}

enum outcome
batas_save(struct db *db, struct batas_baca *b, str sumber)
{
    for (size_t i = 0; i < b->list.count; i++) {
        struct wilayah w;
        enum outcome o = wilayah_by_kode(db, b->list.items[i].kode, &w);
        if (o == NOT_FOUND)
            b->galat = str_format(db_arena_of(db), "Wilayah " STR " tidak ada di daerah ini.",
                STR_ARG(b->list.items[i].kode));
        TRY(o == NOT_FOUND ? INVALID : o);
        TRY(wilayah_set_border(db, w.kode, b->list.items[i].cincin, sumber));
    }
    return OK;
}
