/* saya.c: all that is kept about one person, gathered for that person; and the same as JSON to take along. */
#include "core/ekspor/ekspor.h"
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

struct tulis { struct buf b; bool comma; };

static void
open_with(struct tulis *t, const char *nama, char sign)
{
    if (t->comma)
        buf_char(&t->b, ',');
    if (nama) {
        ekspor_json(&t->b, str_of(nama));
        buf_char(&t->b, ':');
    }
    if (sign)
        buf_char(&t->b, sign);
    t->comma = sign == 0;
}

static void
close_with(struct tulis *t, char sign)
{
    buf_char(&t->b, sign);
    t->comma = true;
}

static void
put(struct tulis *t, const char *nama, str value)
{
    open_with(t, nama, 0);
    ekspor_json(&t->b, value);
}

static void
put_moment(struct req *req, struct tulis *t, const char *nama, int64_t moment)
{
    put(t, nama, moment ? fmt_moment_iso(req->arena, moment) : S(""));
}

static void
put_account(struct req *req, struct tulis *t, const struct data_saya *d)
{
    open_with(t, "akun", '{');
    put(t, "nama", d->akun.nama);
    put(t, "nama_masuk", d->akun.masuk);
    put(t, "surel", d->surel);
    close_with(t, '}');
    open_with(t, "peran", '[');
    for (size_t i = 0; i < d->peran.count; i++) {
        const struct peran_lihat *p = &d->peran.items[i];
        open_with(t, NULL, '{');
        put(t, "jabatan", p->jabatan);
        put(t, "wilayah", p->wilayah);
        put(t, "perangkat_daerah", p->opd);
        put(t, "mulai", date_iso(req->arena, p->mulai));
        put(t, "selesai", date_is_none(p->selesai) ? S("") : date_iso(req->arena, p->selesai));
        put(t, "penetapan", p->penetapan);
        put(t, "nomor_sk", p->nomor_sk);
        close_with(t, '}');
    }
    close_with(t, ']');
    open_with(t, "perangkat", '[');
    for (size_t i = 0; i < d->sesi.count; i++) {
        open_with(t, NULL, '{');
        put(t, "peramban", d->sesi.items[i].agen);
        put_moment(req, t, "masuk", d->sesi.items[i].dibuat);
        put_moment(req, t, "terakhir", d->sesi.items[i].terakhir);
        close_with(t, '}');
    }
    close_with(t, ']');
}

static void
put_openings(struct req *req, struct tulis *t, const struct data_saya *d)
{
    open_with(t, "pembukaan_data", '[');
    for (size_t i = 0; i < d->pembukaan.count; i++) {
        const struct pembukaan *p = &d->pembukaan.items[i];
        open_with(t, NULL, '{');
        put_moment(req, t, "waktu", p->waktu);
        put(t, "oleh", p->nama);
        put(t, "jabatan", p->jabatan);
        put(t, "apa", p->apa);
        put(t, "sebab", p->sebab);
        close_with(t, '}');
    }
    close_with(t, ']');
    open_with(t, "permintaan", '[');
    for (size_t i = 0; i < d->permintaan.count; i++) {
        const struct permintaan *p = &d->permintaan.items[i];
        open_with(t, NULL, '{');
        put_moment(req, t, "dibuat", p->dibuat);
        put(t, "macam", p->macam);
        put(t, "isi", p->isi);
        put(t, "keadaan", p->keadaan);
        put(t, "jawaban", p->jawaban);
        close_with(t, '}');
    }
    close_with(t, ']');
}

str
data_saya_json(struct req *req, const struct data_saya *d)
{
    struct tulis t = { .b = { .arena = req->arena } };
    open_with(&t, NULL, '{');
    put(&t, "daerah", req->region->nama);
    put_moment(req, &t, "dibuat", req->now);
    put_account(req, &t, d);
    open_with(&t, "milik", '{');
    for (size_t i = 0; i < d->milik.count; i++) {
        open_with(&t, d->milik.items[i].nama.ptr, '[');
        for (size_t j = 0; j < d->milik.items[i].count; j++) {
            const struct milik_baris *r = &d->milik.items[i].items[j];
            open_with(&t, NULL, '{');
            put_moment(req, &t, "waktu", r->waktu);
            put(&t, "judul", r->judul);
            put(&t, "alamat", r->tautan);
            close_with(&t, '}');
        }
        close_with(&t, ']');
    }
    close_with(&t, '}');
    put_openings(req, &t, d);
    close_with(&t, '}');
    return buf_view(&t.b);
}
