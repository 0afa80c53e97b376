/* perkara_model.c: the perkara table: one case, lists, queues, neighbours. */
#include "core/perkara/perkara_dalam.h"
#include "core/perkara/tawaran.h"

#define COLUMNS "p.id, p.jenis, p.nomor, p.kunci, p.golongan, p.kategori, p.judul, p.isi, p.wilayah, p.kelurahan," \
    " p.alamat, p.lat_e6, p.lon_e6, p.kanal, p.luar, p.tampak, p.anonim, p.tayang, p.opd, p.keadaan, p.terbuka," \
    " p.hasil, p.induk, p.nilai, p.dibuka_kali, p.dukungan, p.tenggat, p.naik, p.langkah, p.akun, p.dibuat," \
    " p.berubah, p.selesai, p.ujung, p.hari, k.nama, k.kode, k.ikon, k.peka, o.singkatan, w.nama"
#define FROM " FROM perkara p JOIN perkara_kategori k ON k.id = p.kategori LEFT JOIN opd o ON o.id = p.opd" \
    " LEFT JOIN wilayah w ON w.kode = p.kelurahan"

static void
read_where_and_how(struct query *q, struct perkara *p)
{
    p->wilayah   = query_str(q);
    p->kelurahan = query_str(q);
    p->alamat    = query_str(q);
    p->lat_e6    = query_int(q);
    p->lon_e6    = query_int(q);
    p->kanal     = query_str(q);
    p->luar      = query_str(q);
    p->tampak    = query_str(q);
    p->anonim    = query_bool(q);
    p->tayang    = query_bool(q);
}

static void
read_state(struct query *q, struct perkara *p)
{
    p->opd         = query_int(q);
    p->keadaan     = query_str(q);
    p->terbuka     = query_bool(q);
    p->hasil       = query_str(q);
    p->induk       = query_int(q);
    p->nilai       = query_int(q);
    p->dibuka_kali = query_int(q);
    p->dukungan    = query_int(q);
    p->tenggat     = query_str(q);
    p->naik        = query_int(q);
    p->langkah     = query_int(q);
    p->akun        = query_int(q);
    p->dibuat      = query_int(q);
    p->berubah     = query_int(q);
    p->selesai     = query_int(q);
    p->ujung       = query_int(q);
    p->hari        = query_int(q);
}

static struct perkara
read_perkara(struct query *q)           /* in the order of COLUMNS */
{
    struct perkara p = { .id = query_int(q) };
    p.jenis    = query_str(q);
    p.nomor    = query_str(q);
    p.kunci    = query_str(q);
    p.golongan = query_str(q);
    p.kategori = query_int(q);
    p.judul    = query_str(q);
    p.isi      = query_str(q);
    read_where_and_how(q, &p);
    read_state(q, &p);
    p.kategori_nama  = query_str(q);
    p.kategori_kode  = query_str(q);
    p.kategori_ikon  = query_str(q);
    p.peka           = query_bool(q);
    p.opd_nama       = query_str(q);
    p.kelurahan_nama = query_str(q);
    return p;
}

static enum outcome
read_list(struct query *q, size_t most, struct perkara_list *list)
{
    *list = (struct perkara_list){ arena_array(db_arena_of(q->db), struct perkara, most), 0 };
    while (list->count < most && query_next(q))
        list->items[list->count++] = read_perkara(q);
    return query_end(q);
}

enum outcome
perkara_by_id(struct db *db, int64_t id, struct perkara *p)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *p = read_perkara(&q);
    return query_end_one(&q);
}

enum outcome
perkara_by_nomor(struct db *db, str nomor, struct perkara *p)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.nomor = $1");
    query_bind(&q, nomor);
    if (query_next(&q))
        *p = read_perkara(&q);
    return query_end_one(&q);
}

/* A code as people type it: lower case, with blanks or hyphens. */
static str
plain_code(struct arena *arena, str kode)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < kode.len && b.len < 40; i++) {
        char c = kode.ptr[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            buf_char(&b, c);
    }
    return buf_view(&b);
}

str
perkara_kunci(struct arena *arena, str secret, str kode)
{
    return pribadi_lookup(arena, secret, "perkara.kunci", plain_code(arena, kode));
}

enum outcome
perkara_by_kunci(struct db *db, str secret, str kode, struct perkara *p)
{
    str kunci = perkara_kunci(db_arena_of(db), secret, kode);
    if (kunci.len == 0)
        return NOT_FOUND;
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.kunci = $1");
    query_bind(&q, kunci);
    if (query_next(&q))
        *p = read_perkara(&q);
    return query_end_one(&q);
}

enum outcome
perkara_gabungan(struct db *db, int64_t induk, struct perkara_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.induk = $1 ORDER BY p.id LIMIT 50");
    query_bind(&q, induk);
    return read_list(&q, 50, list);
}

/* ---- writing -------------------------------------------------------------------------------------------- */

/* $1 to $23: what an act may change. */
static void
bind_state(struct query *q, const struct perkara *p)
{
    query_bind(q, p->id);
    query_bind(q, p->jenis);
    query_bind(q, p->golongan);
    query_bind(q, p->kategori);
    query_bind(q, p->judul);
    query_bind(q, p->isi);
    query_bind(q, p->tampak);
    query_bind(q, p->tayang);
    query_bind(q, p->opd);
    query_bind(q, p->keadaan);
    query_bind(q, p->terbuka);
    query_bind(q, p->hasil);
    query_bind_id(q, p->induk);
    query_bind(q, p->nilai);
    query_bind(q, p->dibuka_kali);
    query_bind(q, p->tenggat);
    query_bind(q, p->naik);
    query_bind(q, p->langkah);
    query_bind(q, p->berubah);
    query_bind(q, p->selesai);
    query_bind(q, p->luar);
    query_bind(q, p->ujung);
    query_bind(q, p->hari);
}

enum outcome
perkara_update(struct db *db, const struct perkara *p)
{
    struct antrean_sel was, is = { p->jenis, p->keadaan, p->tampak, p->tenggat, p->opd, p->terbuka };
    TRY(antrean_cell(db, p->id, &was));
    TRY(antrean_move(db, &was, &is));
    struct query q = query_of(db, "UPDATE perkara SET jenis = $2, golongan = $3, kategori = $4, judul = $5, isi = $6,"
        " tampak = $7, tayang = $8, opd = $9, keadaan = $10, terbuka = $11, hasil = $12, induk = $13, nilai = $14,"
        " dibuka_kali = $15, tenggat = $16, naik = $17, langkah = $18, berubah = $19, selesai = $20, luar = $21,"
        " ujung = $22, hari = $23"
        " WHERE id = $1");
    bind_state(&q, p);
    TRY(query_end_changed(&q));
    TRY(petak_move(db, p));
    return perkara_index(db, p->id);
}

/* The row as it is made: what never changes afterwards; perkara_update writes the rest. */
enum outcome
perkara_insert(struct db *db, const struct perkara *p)
{
    struct query q = query_of(db,
        "INSERT INTO perkara (id, jenis, nomor, kunci, golongan, kategori, judul, isi, wilayah, kelurahan, alamat,"
        " lat_e6, lon_e6, kanal, luar, tampak, anonim, tayang, opd, keadaan, terbuka, hasil, induk, nilai, dibuka_kali,"
        " dukungan, tenggat, naik, langkah, akun, dibuat, berubah, selesai, ujung, hari)"
        " VALUES ($1, $2, $3, $4, '', $5, '', '', $6, $7, $8, $9, $10, $11, '', '', $12, 0, 0, '', 1, '', NULL, 0, 0,"
        " 0, '9999', 0, 0, $13, $14, $14, 0, 0, 0)");
    query_bind(&q, p->id);
    query_bind(&q, p->jenis);
    query_bind(&q, p->nomor);
    query_bind(&q, p->kunci);
    query_bind(&q, p->kategori);
    query_bind(&q, p->wilayah);
    query_bind(&q, p->kelurahan);
    query_bind(&q, p->alamat);
    query_bind(&q, p->lat_e6);
    query_bind(&q, p->lon_e6);
    query_bind(&q, p->kanal);
    query_bind(&q, p->anonim);
    query_bind(&q, p->akun);
    query_bind(&q, p->dibuat);
    TRY(query_end(&q));
    return perkara_update(db, p);
}

/* ---- the public list: one index for each filter that narrows -------------------------------------------- */

#define SHOWN "SELECT " COLUMNS FROM " WHERE p.tayang = 1 AND p.jenis = $1 AND p.id < $2" \
    " AND ($7 = 0 OR p.dibuat >= $7) AND ($8 = 0 OR p.dibuat <= $8)"
#define AREA " AND p.kelurahan = $3"
#define STATE " AND p.keadaan = $4"
#define KIND " AND p.kategori = $5"
#define OFFICE " AND p.opd = $6"
#define NEWEST " ORDER BY p.id DESC LIMIT 51"

static const char *
shown_sql(const struct perkara_saring *s)
{
    static const char *const sql[2][2][2][2] = {            /* area, kind, office, state */
        { { { SHOWN NEWEST, SHOWN STATE NEWEST }, { SHOWN OFFICE NEWEST, SHOWN OFFICE STATE NEWEST } },
          { { SHOWN KIND NEWEST, SHOWN KIND STATE NEWEST },
            { SHOWN KIND OFFICE NEWEST, SHOWN KIND OFFICE STATE NEWEST } } },
        { { { SHOWN AREA NEWEST, SHOWN AREA STATE NEWEST },
            { SHOWN AREA OFFICE NEWEST, SHOWN AREA OFFICE STATE NEWEST } },
          { { SHOWN AREA KIND NEWEST, SHOWN AREA KIND STATE NEWEST },
            { SHOWN AREA KIND OFFICE NEWEST, SHOWN AREA KIND OFFICE STATE NEWEST } } } };
    return sql[s->kelurahan.len > 0][s->kategori != 0][s->opd != 0][s->keadaan.len > 0];
}

enum outcome
perkara_publik(struct db *db, const struct perkara_saring *s, struct perkara_list *list)
{
    struct query q = query_of(db, shown_sql(s));
    query_bind(&q, s->jenis);
    query_bind(&q, s->sebelum ? s->sebelum : INT64_MAX);
    query_bind(&q, s->kelurahan);
    query_bind(&q, s->keadaan);
    query_bind(&q, s->kategori);
    query_bind(&q, s->opd);
    query_bind(&q, s->dari);
    query_bind(&q, s->sampai);
    return read_list(&q, PERKARA_PAGE + 1, list);
}

enum outcome
perkara_changed(struct db *db, const struct perkara_ubah *u, struct perkara_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.tayang = 1 AND p.jenis = $1"
        " AND (p.berubah, p.id) > ($2, $3) ORDER BY p.berubah, p.id LIMIT 51");
    query_bind(&q, u->jenis);
    query_bind(&q, u->sejak);
    query_bind(&q, u->sejak_id);
    return read_list(&q, PERKARA_PAGE + 1, list);
}

enum outcome
tawaran_cases(struct db *db, int64_t tawaran, struct perkara_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " JOIN tawaran_perkara i ON i.perkara = p.id"
        " WHERE i.tawaran = $1 AND p.tayang = 1 ORDER BY p.id DESC LIMIT 50");
    query_bind(&q, tawaran);
    return read_list(&q, PERKARA_PAGE, list);
}

/* By place: the smallest cells, whatever the zoom of the view. */
enum outcome
perkara_in_petak(struct db *db, const struct petak_tanya *t, int64_t sebelum, struct perkara_list *list)
{
    int64_t side = petak_side(t->zoom) / PETAK_SISI;
    struct query q = query_of(db, "SELECT " COLUMNS FROM " JOIN perkara_tampil t ON t.perkara = p.id"
        " WHERE t.jenis = $1 AND t.x BETWEEN $2 AND $3 AND t.y BETWEEN $4 AND $5 AND ($6 = '' OR t.kelurahan = $6)"
        " AND ($7 = 0 OR t.kategori = $7) AND ($8 = '' OR t.keadaan = $8) AND ($9 = 0 OR t.perkara < $9)" NEWEST);
    query_bind(&q, t->jenis);
    query_bind(&q, t->barat * side);
    query_bind(&q, (t->timur + 1) * side - 1);
    query_bind(&q, t->selatan * side);
    query_bind(&q, (t->utara + 1) * side - 1);
    query_bind(&q, t->kelurahan);
    query_bind(&q, t->kategori);
    query_bind(&q, t->keadaan);
    query_bind(&q, sebelum);
    return read_list(&q, PERKARA_PAGE + 1, list);
}

#define OPEN "SELECT " COLUMNS FROM " WHERE p.terbuka = 1 AND p.jenis = $1 AND (p.tenggat, p.id) > ($2, $3)" \
    " AND p.tenggat < $6"
#define AT_OFFICE " AND p.opd = $4"
#define IN_STATE " AND p.keadaan = $5"
#define OF_KIND " AND p.kategori = $7"
#define SECRET " AND p.tampak = 'rahasia'"
#define DUE " ORDER BY p.tenggat, p.id LIMIT 51"

/* Each narrows by an index of its own; whatever the state, secret ones are few. */
static const char *
queue_sql(const struct perkara_antre *a)
{
    static const char *const sql[2][2][3] = {               /* kind, office, state or secret */
        { { OPEN DUE, OPEN IN_STATE DUE, OPEN SECRET DUE },
          { OPEN AT_OFFICE DUE, OPEN AT_OFFICE IN_STATE DUE, OPEN AT_OFFICE SECRET DUE } },
        { { OPEN OF_KIND DUE, OPEN OF_KIND IN_STATE DUE, OPEN OF_KIND SECRET DUE },
          { OPEN OF_KIND AT_OFFICE DUE, OPEN OF_KIND AT_OFFICE IN_STATE DUE, OPEN OF_KIND AT_OFFICE SECRET DUE } } };
    return sql[a->kategori != 0][a->opd >= 0][a->rahasia ? 2 : a->keadaan.len > 0];
}

enum outcome
perkara_queue(struct db *db, const struct perkara_antre *a, struct perkara_list *list)
{
    struct query q = query_of(db, queue_sql(a));
    query_bind(&q, a->jenis);
    query_bind(&q, a->sejak_tenggat);
    query_bind(&q, a->sejak_id);
    query_bind(&q, a->opd);
    query_bind(&q, a->keadaan);
    query_bind(&q, a->hingga.len ? a->hingga : S("99999"));
    query_bind(&q, a->kategori);
    return read_list(&q, PERKARA_PAGE + 1, list);
}

enum outcome
perkara_joined(struct db *db, str jenis, int64_t opd, int64_t sebelum, struct perkara_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.induk IS NOT NULL AND p.jenis = $1"
        " AND ($2 = -1 OR p.opd = $2) AND ($3 = 0 OR p.id < $3) ORDER BY p.id DESC LIMIT 51");
    query_bind(&q, jenis);
    query_bind(&q, opd);
    query_bind(&q, sebelum);
    return read_list(&q, PERKARA_PAGE + 1, list);
}

/* A box of whole micro-degrees around a point: a little wide east to west, which the page's words allow. */
enum outcome
perkara_near(struct db *db, const struct perkara_dekat *d, struct perkara_list *list)
{
    int64_t reach = d->meter * 9;       /* 1 m is 9 micro-degrees */
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE p.jenis = $1 AND p.kelurahan = $2 AND p.id <> $3"
        " AND p.terbuka = 1 AND p.induk IS NULL AND ($4 = 1 OR p.tayang = 1)"
        " AND p.lat_e6 BETWEEN $5 AND $6 AND p.lon_e6 BETWEEN $7 AND $8 ORDER BY p.id DESC LIMIT 5");
    query_bind(&q, d->jenis);
    query_bind(&q, d->kelurahan);
    query_bind(&q, d->kecuali);
    query_bind(&q, d->semua);
    query_bind(&q, d->lat_e6 - reach);
    query_bind(&q, d->lat_e6 + reach);
    query_bind(&q, d->lon_e6 - reach);
    query_bind(&q, d->lon_e6 + reach);
    return read_list(&q, 5, list);
}
