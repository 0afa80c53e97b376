/* langganan_model.c: the tables of subscriptions to a place; addresses and words lie sealed. */
#include "modules/aduan/langganan.h"

#include "base/random.h"
#include "core/perkara/atur.h"
#include "core/pribadi/pribadi.h"

enum { MOST = 20 };                     /* of one account or address */

#define COLUMNS "id, akun, surel, wilayah, lat_e6, lon_e6, meter, kategori, cara, kata, keadaan, dibuat"

static struct langganan
read_langganan(struct query *q)         /* in the order of COLUMNS */
{
    struct langganan l = { .id = query_int(q) };
    l.akun     = query_int(q);
    l.surel    = query_bytes(q);
    l.wilayah  = query_str(q);
    l.lat_e6   = query_int(q);
    l.lon_e6   = query_int(q);
    l.meter    = query_int(q);
    l.kategori = query_int(q);
    l.cara     = query_str(q);
    l.kata     = query_bytes(q);
    l.keadaan  = query_str(q);
    l.dibuat   = query_int(q);
    return l;
}

static enum outcome
open_sealed(struct arena *arena, str secret, struct langganan *l)
{
    TRY(pribadi_open(arena, secret, (struct kolom_pribadi){ "aduan_langganan.surel", l->id }, l->surel, &l->surel));
    return pribadi_open(arena, secret, (struct kolom_pribadi){ "aduan_langganan.kata", l->id }, l->kata, &l->kata);
}

enum outcome
langganan_add(struct req *req, struct langganan *l)
{
    struct arena *arena = req->arena;
    str secret = req->region->secret;
    l->id = req->new_id;
    l->kata = random_hex(arena, 16);
    l->keadaan = l->akun ? S("aktif") : S("menunggu");
    struct query q = query_of(req->db, "INSERT INTO aduan_langganan (" COLUMNS ", surel_cari, sidik) VALUES ($1, $2,"
        " $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
    query_bind(&q, l->id);
    query_bind(&q, l->akun);
    query_bind_bytes(&q, pribadi_seal(arena, secret, (struct kolom_pribadi){ "aduan_langganan.surel", l->id },
        l->surel));
    query_bind(&q, l->wilayah);
    query_bind(&q, l->lat_e6);
    query_bind(&q, l->lon_e6);
    query_bind(&q, l->meter);
    query_bind(&q, l->kategori);
    query_bind(&q, l->cara);
    query_bind_bytes(&q, pribadi_seal(arena, secret, (struct kolom_pribadi){ "aduan_langganan.kata", l->id }, l->kata));
    query_bind(&q, l->keadaan);
    query_bind(&q, req->now);
    query_bind(&q, pribadi_lookup(arena, secret, "aduan_langganan.surel", l->surel));
    query_bind(&q, pribadi_lookup(arena, secret, "aduan_langganan.kata", l->kata));
    return query_end(&q);
}

enum outcome
langganan_by_kata(struct db *db, str secret, str kata, struct langganan *l)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM aduan_langganan WHERE sidik = $1");
    query_bind(&q, pribadi_lookup(db_arena_of(db), secret, "aduan_langganan.kata", kata));
    if (query_next(&q))
        *l = read_langganan(&q);
    TRY(query_end_one(&q));
    return open_sealed(db_arena_of(db), secret, l);
}

enum outcome
langganan_by_id(struct db *db, str secret, int64_t id, struct langganan *l)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM aduan_langganan WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *l = read_langganan(&q);
    TRY(query_end_one(&q));
    return open_sealed(db_arena_of(db), secret, l);
}

enum outcome
langganan_of_akun(struct db *db, str secret, int64_t akun, struct langganan_list *list)
{
    *list = (struct langganan_list){ arena_array(db_arena_of(db), struct langganan, MOST), 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM aduan_langganan WHERE akun = $1 AND akun <> 0 ORDER BY id"
        " LIMIT 20");
    query_bind(&q, akun);
    while (list->count < MOST && query_next(&q))
        list->items[list->count++] = read_langganan(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < list->count; i++)
        TRY(open_sealed(db_arena_of(db), secret, &list->items[i]));
    return OK;
}

enum outcome
langganan_say_yes(struct db *db, int64_t id)
{
    struct query q = query_of(db, "UPDATE aduan_langganan SET keadaan = 'aktif' WHERE id = $1");
    query_bind(&q, id);
    return query_end_changed(&q);
}

enum outcome
langganan_end(struct db *db, int64_t id)
{
    struct query waiting = query_of(db, "DELETE FROM aduan_langganan_isi WHERE langganan = $1");
    query_bind(&waiting, id);
    TRY(query_end(&waiting));
    struct query q = query_of(db, "DELETE FROM aduan_langganan WHERE id = $1");
    query_bind(&q, id);
    return query_end_changed(&q);
}

/* An address that did not say yes is asked three times at most before it is forgotten. */
enum outcome
langganan_room(struct req *req, const struct langganan *l, bool *room)
{
    enum { ASKED_MOST = 3 };
    int64_t all = 0, waiting = 0;
    struct query q = query_of(req->db, l->akun ? "SELECT count(*), 0 FROM aduan_langganan WHERE akun = $1 AND akun <> 0"
        : "SELECT count(*), count(*) FILTER (WHERE keadaan = 'menunggu') FROM aduan_langganan WHERE surel_cari = $2"
        " AND surel_cari <> ''");
    query_bind(&q, l->akun);
    query_bind(&q, pribadi_lookup(req->arena, req->region->secret, "aduan_langganan.surel", l->surel));
    if (query_next(&q)) {
        all = query_int(&q);
        waiting = query_int(&q);
    }
    *room = all < MOST && waiting < ASKED_MOST;
    return query_end(&q);
}

enum outcome
langganan_label(struct db *db, const struct langganan *l, str *label)
{
    struct kategori k = { .nama = S("") };
    struct arena *arena = db_arena_of(db);
    str place = S("daerah ini");
    if (l->wilayah.len)
        TRY(wilayah_label(db, l->wilayah, &place));
    if (l->kategori)
        TRY(kategori_by_id(db, l->kategori, &k));
    *label = l->meter ? str_format(arena, "%lld m di sekitar titik Anda di " STR, (long long)l->meter, STR_ARG(place))
        : place;
    if (k.nama.len)
        *label = str_format(arena, STR " (" STR ")", STR_ARG(*label), STR_ARG(k.nama));
    return OK;
}

enum outcome
radius_list(struct db *db, date on, struct pilihan_list *list)
{
    enum { RADII = 10 };
    *list = (struct pilihan_list){ arena_array(db_arena_of(db), struct pilihan, RADII + 1), 0 };
    list->items[list->count++] = (struct pilihan){ .kode = S("0"), .nama = S("Seluruh kelurahan") };
    struct jarak j;
    enum outcome o = jarak_of(db, S("aduan"), "ikuti", on, &j);
    for (size_t i = 0; o == OK && i < j.count; i++) {
        str meter = str_format(db_arena_of(db), "%lld", (long long)j.meter[i]);
        list->items[list->count++] = (struct pilihan){ .kode = meter, .nama = meter };
    }
    return o == NOT_FOUND ? OK : o;
}

/* A region's own rows stay as they are. */
enum outcome
langganan_seed(struct db *db)
{
    TRY(jarak_seed(db));
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('aduan.langganan_jam', '6', '')"
        " ON CONFLICT (kunci) DO NOTHING");
    return query_end(&q);
}
