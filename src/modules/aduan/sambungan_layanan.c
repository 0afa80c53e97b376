/* sambungan_layanan.c: what another installation offers, which of it is ours to handle, and since when it is asked. */
#include "base/letters.h"
#include "modules/aduan/sambungan_dalam.h"

enum outcome
tarik_of(struct db *db, int64_t sambungan, struct tarik *t)
{
    *t = (struct tarik){ 0 };
    struct query q = query_of(db, "SELECT aktif, per_jam, tanda FROM sambungan_tarik WHERE sambungan = $1");
    query_bind(&q, sambungan);
    if (query_next(&q)) {
        t->aktif   = query_bool(&q);
        t->per_jam = query_int(&q);
        t->tanda   = query_int(&q);
    }
    return query_end(&q);
}

enum outcome
tarik_put(struct db *db, int64_t sambungan, const struct tarik *t)
{
    struct query q = query_of(db, "INSERT INTO sambungan_tarik (sambungan, aktif, per_jam, tanda)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (sambungan) DO UPDATE SET aktif = excluded.aktif,"
        " per_jam = excluded.per_jam, tanda = excluded.tanda");
    query_bind(&q, sambungan);
    query_bind(&q, t->aktif);
    query_bind(&q, t->per_jam);
    query_bind(&q, t->tanda);
    return query_end(&q);
}

enum outcome
layanan_luar(struct db *db, int64_t sambungan, struct layanan_luar_list *list)
{
    *list = (struct layanan_luar_list){ arena_array(db_arena_of(db), struct layanan_luar, LAYANAN_MOST + 1), 0 };
    struct query q = query_of(db, "SELECT kode, nama, kategori FROM sambungan_layanan WHERE sambungan = $1"
        " ORDER BY kode LIMIT 201");
    query_bind(&q, sambungan);
    while (list->count <= LAYANAN_MOST && query_next(&q)) {
        struct layanan_luar *l = &list->items[list->count++];
        l->kode     = query_str(&q);
        l->nama     = query_str(&q);
        l->kategori = query_int(&q);
    }
    return query_end(&q);
}

enum outcome
layanan_luar_put(struct db *db, int64_t sambungan, const struct layanan_luar *l)
{
    struct query q = query_of(db, "INSERT INTO sambungan_layanan (sambungan, kode, nama, kategori)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (sambungan, kode) DO UPDATE SET kategori = excluded.kategori");
    query_bind(&q, sambungan);
    query_bind(&q, l->kode);
    query_bind(&q, l->nama);
    query_bind(&q, l->kategori);
    return query_end(&q);
}

enum outcome
layanan_luar_seen(struct db *db, int64_t sambungan, str kode, str nama)
{
    if (kode.len == 0 || kode.len > 100 || str_eqz(kode, "*"))
        return OK;
    struct query q = query_of(db, "INSERT INTO sambungan_layanan (sambungan, kode, nama, kategori)"
        " SELECT $1, $2, $3, 0 FROM sambungan WHERE id = $1 AND (SELECT count(*) FROM sambungan_layanan"
        " WHERE sambungan = $1) < 200 ON CONFLICT (sambungan, kode) DO NOTHING");
    query_bind(&q, sambungan);
    query_bind(&q, kode);
    query_bind(&q, letters_head(nama, 200));
    return query_end(&q);
}

struct luar_tanya
layanan_luar_question(struct arena *arena, const struct sambungan *s)
{
    struct buf b = { .arena = arena };
    sambungan_pair(&b, "jurisdiction_id", s->yurisdiksi);
    return (struct luar_tanya){ .cara = S("GET"), .url = str_format(arena, STR "/services.json%s" STR,
        STR_ARG(s->alamat), b.len ? "?" : "", STR_ARG(buf_view(&b))) };
}

enum outcome
layanan_luar_take(struct req *req, const struct sambungan *s, str json)
{
    json_t *all = json_loadb(json.ptr, json.len, 0, NULL);
    const json_t *rows = json_daftar(all, "services");
    enum outcome o = rows ? OK : INVALID;
    for (size_t i = 0; o == OK && i < json_array_size(rows) && i < LAYANAN_MOST; i++) {
        const json_t *one = json_array_get(rows, i);
        o = layanan_luar_seen(req->db, s->id, json_teks(req->arena, one, "service_code"),
            json_teks(req->arena, one, "service_name"));
    }
    json_decref(all);
    return o;
}
