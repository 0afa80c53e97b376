/* saya.c: all that is kept about one person, gathered for that person; and the same as JSON to take along. */
#include <jansson.h>

#include "core/pribadi/saya_lihat.h"

/* Reporters who were signed in when they reported count as owners of what was opened there. */
static enum outcome
openings(struct db *db, int64_t akun, struct pembukaan_list *list)
{
    enum { MOST = 50 };
    *list = (struct pembukaan_list){ arena_array(db_arena_of(db), struct pembukaan, MOST), 0 };
    struct query q = query_of(db, "SELECT p.waktu, COALESCE(a.nama, ''), p.jabatan, p.jenis, COALESCE(i.isi, '')"
        " FROM peristiwa p LEFT JOIN akun a ON a.id = p.akun LEFT JOIN peristiwa_isi i ON i.peristiwa = p.id"
        " WHERE p.id IN (SELECT id FROM peristiwa WHERE subjek_jenis = 'akun' AND subjek = $1"
        " AND jenis = 'akun.surel_dibuka' UNION ALL SELECT e.id FROM perkara_pihak h JOIN peristiwa e"
        " ON e.subjek_jenis = 'perkara' AND e.subjek = h.perkara AND e.jenis = 'perkara.kontak_dibuka'"
        " WHERE h.akun = $1 AND h.akun <> 0 AND h.peran = 'pelapor') ORDER BY p.id DESC LIMIT 50");
    query_bind(&q, akun);
    while (list->count < MOST && query_next(&q)) {
        struct pembukaan *p = &list->items[list->count++];
        p->waktu = query_int(&q);
        p->nama = query_str(&q);
        p->jabatan = query_str(&q);
        p->apa = str_eqz(query_str(&q), "akun.surel_dibuka") ? S("Alamat surel") : S("Kontak pelapor");
        str isi = query_str(&q);
        p->sebab = str_starts(isi, S("sebab=")) ? str_from(isi, 6) : isi;
    }
    return query_end(&q);
}

static enum outcome
own_part(struct db *db, const struct milik *m, int64_t akun, struct milik_bagian *b)
{
    size_t most = b->count;
    *b = (struct milik_bagian){ str_of(m->nama), arena_array(db_arena_of(db), struct milik_baris, most), 0 };
    struct query q = query_of(db, m->sql);
    query_bind(&q, akun);
    while (b->count < most && query_next(&q)) {
        struct milik_baris *r = &b->items[b->count++];
        r->judul  = query_str(&q);
        r->tautan = query_str(&q);
        r->waktu  = query_int(&q);
    }
    return query_end(&q);
}

static enum outcome
own_things(struct req *req, size_t most, struct milik_list *list)
{
    enum { PARTS = 16 };
    *list = (struct milik_list){ arena_array(req->arena, struct milik_bagian, PARTS), 0 };
    for (const struct module *const *m = req->modules; m && *m; m++)
        for (const struct milik *own = (*m)->milik; own && own->nama; own++) {
            must(list->count < PARTS);
            struct milik_bagian *b = &list->items[list->count++];
            b->count = most;
            TRY(own_part(req->db, own, req->who.akun, b));
        }
    return OK;
}

/* What the register says of columns that every account has. */
static enum outcome
own_register(struct db *db, struct daftar_list *list)
{
    static const char *const tables[] = { "akun.", "sesi.", "peran.", "kabar.", "surel_", "dua_", "perkara_pihak." };
    struct daftar_list all;
    TRY(daftar_all(db, &all));
    *list = (struct daftar_list){ arena_array(db_arena_of(db), struct daftar_baris, all.count + 1), 0 };
    for (size_t i = 0; i < all.count; i++)
        for (size_t t = 0; t < COUNT(tables); t++)
            if (str_starts(all.items[i].kolom, str_of(tables[t])))
                list->items[list->count++] = all.items[i];
    return OK;
}

enum outcome
data_saya_of(struct req *req, size_t most, struct data_saya *d)
{
    int64_t akun = req->who.akun;
    TRY(akun_by_id(req->db, akun, &d->akun));
    TRY(akun_surel(req->db, req->region->secret, akun, &d->surel));
    TRY(peran_of(req->db, akun, &d->peran));
    TRY(sesi_of(req->db, akun, req->now, &d->sesi));
    TRY(openings(req->db, akun, &d->pembukaan));
    TRY(own_things(req, most, &d->milik));
    TRY(permintaan_of(req->db, akun, &d->permintaan));
    return own_register(req->db, &d->daftar);
}

/* ---- as JSON ------------------------------------------------------------------------------------------------- */

static void
put(json_t *object, const char *nama, str value)
{
    json_t *text = json_stringn(value.len ? value.ptr : "", value.len);
    must(json_object_set_new(object, nama, text ? text : json_string("")) == 0);     /* NULL: it is no text */
}

static void
put_moment(struct req *req, json_t *object, const char *nama, int64_t moment)
{
    put(object, nama, moment ? fmt_moment_iso(req->arena, moment) : S(""));
}

static json_t *
put_list(json_t *object, const char *nama)
{
    json_t *list = json_array();
    must(json_object_set_new(object, nama, list) == 0);
    return list;
}

static json_t *
put_row(json_t *list)
{
    json_t *row = json_object();
    must(json_array_append_new(list, row) == 0);
    return row;
}

static void
put_account(struct req *req, json_t *all, const struct data_saya *d)
{
    json_t *akun = json_object(), *peran = put_list(all, "peran"), *sesi = put_list(all, "perangkat");
    put(akun, "nama", d->akun.nama);
    put(akun, "nama_masuk", d->akun.masuk);
    put(akun, "surel", d->surel);
    must(json_object_set_new(all, "akun", akun) == 0);
    for (size_t i = 0; i < d->peran.count; i++) {
        const struct peran_lihat *p = &d->peran.items[i];
        json_t *row = put_row(peran);
        put(row, "jabatan", p->jabatan);
        put(row, "wilayah", p->wilayah);
        put(row, "perangkat_daerah", p->opd);
        put(row, "mulai", date_iso(req->arena, p->mulai));
        put(row, "selesai", date_is_none(p->selesai) ? S("") : date_iso(req->arena, p->selesai));
        put(row, "penetapan", p->penetapan);
        put(row, "nomor_sk", p->nomor_sk);
    }
    for (size_t i = 0; i < d->sesi.count; i++) {
        json_t *row = put_row(sesi);
        put(row, "peramban", d->sesi.items[i].agen);
        put_moment(req, row, "masuk", d->sesi.items[i].dibuat);
        put_moment(req, row, "terakhir", d->sesi.items[i].terakhir);
    }
}

static void
put_things(struct req *req, json_t *all, const struct milik_list *milik)
{
    json_t *own = json_object();
    must(json_object_set_new(all, "milik", own) == 0);
    for (size_t i = 0; i < milik->count; i++) {
        json_t *part = put_list(own, cstr(req->arena, milik->items[i].nama));
        for (size_t j = 0; j < milik->items[i].count; j++) {
            const struct milik_baris *r = &milik->items[i].items[j];
            json_t *row = put_row(part);
            put_moment(req, row, "waktu", r->waktu);
            put(row, "judul", r->judul);
            put(row, "alamat", r->tautan);
        }
    }
}

static void
put_openings(struct req *req, json_t *all, const struct data_saya *d)
{
    json_t *openings = put_list(all, "pembukaan_data"), *asked = put_list(all, "permintaan");
    for (size_t i = 0; i < d->pembukaan.count; i++) {
        const struct pembukaan *p = &d->pembukaan.items[i];
        json_t *row = put_row(openings);
        put_moment(req, row, "waktu", p->waktu);
        put(row, "oleh", p->nama);
        put(row, "jabatan", p->jabatan);
        put(row, "apa", p->apa);
        put(row, "sebab", p->sebab);
    }
    for (size_t i = 0; i < d->permintaan.count; i++) {
        const struct permintaan *p = &d->permintaan.items[i];
        json_t *row = put_row(asked);
        put_moment(req, row, "dibuat", p->dibuat);
        put(row, "macam", p->macam);
        put(row, "isi", p->isi);
        put(row, "keadaan", p->keadaan);
        put(row, "jawaban", p->jawaban);
    }
}

str
data_saya_json(struct req *req, const struct data_saya *d)
{
    json_t *all = json_object();
    put(all, "daerah", req->region->nama);
    put_moment(req, all, "dibuat", req->now);
    put_account(req, all, d);
    put_things(req, all, &d->milik);
    put_openings(req, all, d);
    size_t len = json_dumpb(all, NULL, 0, JSON_COMPACT);
    char *text = arena_array(req->arena, char, len + 1);
    must(len && json_dumpb(all, text, len, JSON_COMPACT) == len);
    json_decref(all);
    return (str){ text, len };
}
