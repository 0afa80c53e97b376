/* kategori.c: what may be asked for, and the questions of each category. */
#include "core/perkara/perkara_dalam.h"

#define COLUMNS "id, jenis, kode, nama, keterangan, kelompok, kata, ikon, opd, golongan, tampak, peka, urutan, aktif"

static struct kategori
read_kategori(struct query *q)          /* in the order of COLUMNS */
{
    struct kategori k = { .id = query_int(q) };
    k.jenis      = query_str(q);
    k.kode       = query_str(q);
    k.nama       = query_str(q);
    k.keterangan = query_str(q);
    k.kelompok   = query_str(q);
    k.kata       = query_str(q);
    k.ikon       = query_str(q);
    k.opd        = query_int(q);
    k.golongan   = query_str(q);
    k.tampak     = query_str(q);
    k.peka       = query_bool(q);
    k.urutan     = query_int(q);
    k.aktif      = query_bool(q);
    return k;
}

enum outcome
kategori_by_id(struct db *db, int64_t id, struct kategori *k)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM perkara_kategori WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *k = read_kategori(&q);
    return query_end_one(&q);
}

enum outcome
kategori_by_kode(struct db *db, str jenis, str kode, struct kategori *k)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM perkara_kategori WHERE jenis = $1 AND kode = $2");
    query_bind(&q, jenis);
    query_bind(&q, kode);
    if (query_next(&q))
        *k = read_kategori(&q);
    return query_end_one(&q);
}

enum outcome
kategori_list(struct db *db, str jenis, struct kategori_list *list)
{
    enum { MOST = 200 };
    *list = (struct kategori_list){ 0 };
    struct query q = query_of(db, "SELECT " COLUMNS " FROM perkara_kategori WHERE jenis = $1 AND aktif = 1"
        " ORDER BY kelompok, urutan, nama LIMIT 200");
    query_bind(&q, jenis);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_kategori(&q);
    return query_end(&q);
}

enum outcome
kategori_save(struct db *db, const struct kategori *k)
{
    struct query q = query_of(db, "INSERT INTO perkara_kategori (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
        " $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO UPDATE SET kode = excluded.kode, nama = excluded.nama,"
        " keterangan = excluded.keterangan, kelompok = excluded.kelompok, kata = excluded.kata, ikon = excluded.ikon,"
        " opd = excluded.opd, golongan = excluded.golongan, tampak = excluded.tampak, peka = excluded.peka,"
        " urutan = excluded.urutan, aktif = excluded.aktif");
    query_bind(&q, k->id);
    query_bind(&q, k->jenis);
    query_bind(&q, k->kode);
    query_bind(&q, k->nama);
    query_bind(&q, k->keterangan);
    query_bind(&q, k->kelompok);
    query_bind(&q, k->kata);
    query_bind(&q, k->ikon);
    query_bind(&q, k->opd);
    query_bind(&q, k->golongan);
    query_bind(&q, k->tampak);
    query_bind(&q, k->peka);
    query_bind(&q, k->urutan);
    query_bind(&q, k->aktif);
    return query_end(&q);
}

/* ---- questions ------------------------------------------------------------------------------------------ */

static enum outcome
choices_of(struct db *db, int64_t kategori, struct atribut *a)
{
    enum { MOST = 100 };
    a->pilihan = arena_array(db_arena_of(db), struct pilihan_atribut, MOST);
    struct query q = query_of(db, "SELECT kunci, nama FROM perkara_pilihan WHERE kategori = $1 AND kode = $2"
        " ORDER BY urutan, kunci LIMIT 100");
    query_bind(&q, kategori);
    query_bind(&q, a->kode);
    while (a->pilihan_count < MOST && query_next(&q)) {
        struct pilihan_atribut *p = &a->pilihan[a->pilihan_count++];
        p->kunci = query_str(&q);
        p->nama = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
atribut_of(struct db *db, int64_t kategori, struct atribut_list *list)
{
    return atribut_all(db, kategori, false, list);
}

enum outcome
atribut_all(struct db *db, int64_t kategori, bool retired, struct atribut_list *list)
{
    enum { MOST = 40 };
    *list = (struct atribut_list){ 0 };
    struct query q = query_of(db, "SELECT kode, urutan, tipe, tanya, petunjuk, wajib, variabel FROM perkara_atribut"
        " WHERE kategori = $1 AND ($2 = 1 OR aktif = 1) ORDER BY urutan, kode LIMIT 40");
    query_bind(&q, kategori);
    query_bind(&q, retired);
    while (list->count < MOST && query_next(&q)) {
        struct atribut *a = arena_next(db_arena_of(db), list);
        a->kode     = query_str(&q);
        a->urutan   = query_int(&q);
        a->tipe     = query_str(&q);
        a->tanya    = query_str(&q);
        a->petunjuk = query_str(&q);
        a->wajib    = query_bool(&q);
        a->variabel = query_bool(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < list->count; i++)
        if (str_ends(list->items[i].tipe, S("valuelist")))
            TRY(choices_of(db, kategori, &list->items[i]));
    return OK;
}

static enum outcome
save_choices(struct db *db, int64_t kategori, const struct atribut *a)
{
    struct query old = query_of(db, "DELETE FROM perkara_pilihan WHERE kategori = $1 AND kode = $2");
    query_bind(&old, kategori);
    query_bind(&old, a->kode);
    TRY(query_end(&old));
    for (size_t i = 0; i < a->pilihan_count; i++) {
        struct query q = query_of(db, "INSERT INTO perkara_pilihan (kategori, kode, kunci, nama, urutan)"
            " VALUES ($1, $2, $3, $4, $5)");
        query_bind(&q, kategori);
        query_bind(&q, a->kode);
        query_bind(&q, a->pilihan[i].kunci);
        query_bind(&q, a->pilihan[i].nama);
        query_bind(&q, (int64_t)i + 1);
        TRY(query_end(&q));
    }
    return OK;
}

enum outcome
atribut_save(struct db *db, int64_t kategori, const struct atribut *a)
{
    struct query q = query_of(db, "INSERT INTO perkara_atribut (kategori, kode, urutan, tipe, tanya, petunjuk, wajib,"
        " variabel, aktif) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (kategori, kode) DO UPDATE SET"
        " urutan = excluded.urutan, tipe = excluded.tipe, tanya = excluded.tanya, petunjuk = excluded.petunjuk,"
        " wajib = excluded.wajib, variabel = excluded.variabel");
    query_bind(&q, kategori);
    query_bind(&q, a->kode);
    query_bind(&q, a->urutan);
    query_bind(&q, a->tipe);
    query_bind(&q, a->tanya);
    query_bind(&q, a->petunjuk);
    query_bind(&q, a->wajib);
    query_bind(&q, a->variabel);
    TRY(query_end(&q));
    return save_choices(db, kategori, a);
}

/* ---- answers -------------------------------------------------------------------------------------------- */

enum outcome
jawaban_of(struct db *db, int64_t perkara, struct jawaban_list *list)
{
    enum { MOST = 200 };
    *list = (struct jawaban_list){ 0 };
    struct query q = query_of(db, "SELECT j.kode, COALESCE(p.nama, j.nilai), COALESCE(a.tanya, j.kode)"
        " FROM perkara_jawaban j JOIN perkara k ON k.id = j.perkara"
        " LEFT JOIN perkara_atribut a ON a.kategori = k.kategori AND a.kode = j.kode"
        " LEFT JOIN perkara_pilihan p ON p.kategori = k.kategori AND p.kode = j.kode AND p.kunci = j.nilai"
        " WHERE j.perkara = $1 ORDER BY a.urutan, j.kode, j.urut LIMIT 200");
    query_bind(&q, perkara);
    while (list->count < MOST && query_next(&q)) {
        struct jawaban *j = arena_next(db_arena_of(db), list);
        j->kode = query_str(&q);
        j->nilai = query_str(&q);
        j->tanya = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
jawaban_set(struct db *db, int64_t perkara, const struct jawaban_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct query q = query_of(db, "INSERT INTO perkara_jawaban (perkara, kode, urut, nilai)"
            " VALUES ($1, $2, $3, $4)");
        query_bind(&q, perkara);
        query_bind(&q, list->items[i].kode);
        query_bind(&q, (int64_t)i + 1);
        query_bind(&q, list->items[i].nilai);
        TRY(query_end(&q));
    }
    return OK;
}
