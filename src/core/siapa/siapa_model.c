/* siapa_model.c: accounts and roles in the database. */
#include "core/langsung/langsung.h"
#include "core/siapa/siapa_dalam.h"

#define COLUMNS "id, masuk, nama, aktif, contoh, wajib_ganti"

static struct akun
read_akun(struct query *q)              /* in the order of COLUMNS */
{
    struct akun a = { .id = query_int(q) };
    a.masuk  = query_str(q);
    a.nama   = query_str(q);
    a.aktif  = query_bool(q);
    a.contoh = query_bool(q);
    a.wajib_ganti = query_bool(q);
    return a;
}

enum outcome
akun_by_id(struct db *db, int64_t id, struct akun *a)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM akun WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *a = read_akun(&q);
    return query_end_one(&q);
}

enum outcome
akun_by_masuk(struct db *db, str masuk, struct akun *a)
{
    struct query q = query_of(db, "SELECT " COLUMNS " FROM akun WHERE masuk = $1");
    query_bind(&q, masuk);
    if (query_next(&q))
        *a = read_akun(&q);
    return query_end_one(&q);
}

enum outcome
akun_insert(struct db *db, const struct akun *a, int64_t now)
{
    struct query q = query_of(db,
        "INSERT INTO akun (id, masuk, nama, sandi, kode_sekali, kode_habis, wajib_ganti, aktif,"
        " contoh, dibuat) VALUES ($1, $2, $3, '', '', 0, 0, $4, $5, $6)");
    query_bind(&q, a->id);
    query_bind(&q, a->masuk);
    query_bind(&q, a->nama);
    query_bind(&q, a->aktif);
    query_bind(&q, a->contoh);
    query_bind(&q, now);
    return query_end(&q);
}

enum outcome
akun_set_sandi(struct db *db, int64_t akun, str hash)
{
    struct query q = query_of(db, "UPDATE akun SET sandi = $2, kode_sekali = '', kode_habis = 0,"
        " wajib_ganti = 0 WHERE id = $1");
    query_bind(&q, akun);
    query_bind(&q, hash);
    return query_end_changed(&q);
}

enum outcome
akun_set_since(struct db *db, int64_t akun, int64_t now)
{
    struct query q = query_of(db, "UPDATE akun SET sandi_sejak = $2 WHERE id = $1");
    query_bind(&q, akun);
    query_bind(&q, now);
    return query_end_changed(&q);
}

/* A code is long and short-lived, so a fast hash does; the account's id is its salt. */
str
kode_hash(struct arena *arena, int64_t akun, str kode)
{
    return token_hash(arena, str_format(arena, "%lld:" STR, (long long)akun, STR_ARG(kode)));
}

enum outcome
akun_set_kode(struct db *db, int64_t akun, str kode, int64_t habis)
{
    struct query q = query_of(db, "UPDATE akun SET sandi = '', kode_sekali = $2, kode_habis = $3, wajib_ganti = 1"
        " WHERE id = $1");
    query_bind(&q, akun);
    query_bind(&q, kode_hash(db_arena_of(db), akun, kode));
    query_bind(&q, habis);
    return query_end_changed(&q);
}

/* What was printed as K7PXM-Q2WER comes back in small letters, with blanks, without the dash. */
str
kode_typed(struct arena *arena, str typed)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        if (c != ' ' && c != '-' && c != '\t')
            buf_char(&b, (char)(c >= 'a' && c <= 'z' ? c & ~0x20 : c));
    }
    return buf_view(&b);
}

/* Only once: NOT_FOUND when somebody was faster. */
enum outcome
akun_use_kode(struct db *db, int64_t akun, str hash)
{
    struct query q = query_of(db, "UPDATE akun SET kode_sekali = '', kode_habis = 0"
        " WHERE id = $1 AND kode_sekali = $2");
    query_bind(&q, akun);
    query_bind(&q, hash);
    return query_end_changed(&q);
}

enum outcome
kunci_masuk_of(struct db *db, str masuk, struct kunci_masuk *k)
{
    struct query q = query_of(db,
        "SELECT id, nama, sandi, kode_sekali, kode_habis, aktif FROM akun WHERE masuk = $1");
    query_bind(&q, masuk);
    if (query_next(&q)) {
        k->akun = query_int(&q);
        k->nama = query_str(&q);
        k->sandi = query_str(&q);
        k->kode = query_str(&q);
        k->kode_habis = query_int(&q);
        k->aktif = query_bool(&q);
    }
    return query_end_one(&q);
}

/* ---- roles -------------------------------------------------------------------------------------------------- */

enum outcome
peran_insert(struct db *db, const struct peran *p)
{
    struct query q = query_of(db,
        "INSERT INTO peran (id, akun, jabatan, wilayah, opd, mulai, selesai, penetapan, nomor_sk)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    query_bind(&q, p->id);
    query_bind(&q, p->akun);
    query_bind(&q, p->jabatan);
    query_bind(&q, p->wilayah);
    query_bind_id(&q, p->opd);
    query_bind(&q, p->mulai);
    query_bind(&q, p->selesai);
    query_bind(&q, p->penetapan);
    query_bind(&q, p->nomor_sk);
    return query_end(&q);
}

enum outcome
peran_end(struct db *db, int64_t id, date selesai)
{
    int64_t akun = 0;
    struct query q = query_of(db, "UPDATE peran SET selesai = $2 WHERE id = $1 RETURNING akun");
    query_bind(&q, id);
    query_bind(&q, selesai);
    if (query_next(&q))
        akun = query_int(&q);
    TRY(query_end_one(&q));
    return langsung_end(db, akun, S(""));
}

enum outcome
peran_of(struct db *db, int64_t akun, struct peran_list *list)
{
    enum { MOST = 100 };
    *list = (struct peran_list){ 0 };
    struct query q = query_of(db,
        "SELECT p.id, j.nama, COALESCE(w.nama, ''), COALESCE(o.nama, ''), p.mulai, p.selesai, p.penetapan,"
        " p.nomor_sk FROM peran p JOIN jabatan j ON j.kode = p.jabatan"
        " LEFT JOIN wilayah w ON w.kode = p.wilayah LEFT JOIN opd o ON o.id = p.opd"
        " WHERE p.akun = $1 ORDER BY p.mulai DESC, p.id LIMIT 100");
    query_bind(&q, akun);
    while (list->count < MOST && query_next(&q)) {
        struct peran_lihat *p = arena_next(db_arena_of(db), list);
        p->id = query_int(&q);
        p->jabatan = query_str(&q);
        p->wilayah = query_str(&q);
        p->opd = query_str(&q);
        p->mulai = query_date(&q);
        p->selesai = query_date(&q);
        p->penetapan = query_str(&q);
        p->nomor_sk = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
siapa_holders(struct db *db, str jabatan, const struct place *place, date today, struct akun_ids *ids)
{
    enum { MOST = 50 };
    *ids = (struct akun_ids){ arena_array(db_arena_of(db), int64_t, MOST), 0 };
    struct query q = query_of(db,
        "SELECT p.akun FROM peran p JOIN akun a ON a.id = p.akun WHERE p.jabatan = $1 AND p.wilayah = $2"
        " AND COALESCE(p.opd, 0) = $3 AND p.mulai <= $4 AND (p.selesai = '' OR p.selesai >= $4)"
        " AND a.aktif = 1 ORDER BY p.akun LIMIT 50");
    query_bind(&q, jabatan);
    query_bind(&q, place->wilayah);
    query_bind(&q, place->opd);
    query_bind(&q, today);
    while (ids->count < MOST && query_next(&q))
        ids->items[ids->count++] = query_int(&q);
    return query_end(&q);
}
