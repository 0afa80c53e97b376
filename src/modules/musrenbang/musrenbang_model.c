/* musrenbang_model.c: reading proposals: one, the public list, an RW's own, a level's queue. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

#define COLUMNS \
    "u.id, u.kode, u.tahun, u.asal, u.kanal, u.pengusul, u.pengusul_teks, u.wilayah, u.kelurahan," \
    " u.kecamatan, u.kamus, u.kelompok, u.opd, u.judul, u.masalah, u.rt, u.alamat, u.lat_e6, u.lon_e6," \
    " u.pribadi, u.manfaat, u.prioritas, u.volume_e4, u.harga_sen, u.estimasi_sen, u.volume_kini_e4," \
    " u.biaya_kini_sen, u.status, u.tingkat, u.lolos, u.siap, u.lewat_pagu_sen, u.rembuk_tanggal," \
    " u.rembuk_tempat, u.hadir_laki, u.hadir_perempuan, u.ba_berkas, u.asal_usulan, u.langkah, u.publik," \
    " u.dibuat, u.diajukan, u.berubah, k.nama, k.satuan, o.singkatan, kel.nama, kec.nama"
#define FROM \
    " FROM usulan u JOIN kamus k ON k.id = u.kamus JOIN opd o ON o.id = u.opd" \
    " LEFT JOIN wilayah kel ON kel.kode = u.kelurahan LEFT JOIN wilayah kec ON kec.kode = u.kecamatan"

static void
read_what(struct query *q, struct usulan *u)    /* the first part of COLUMNS: who, where, what */
{
    u->id            = query_int(q);
    u->kode          = query_str(q);
    u->tahun         = query_int(q);
    u->asal          = query_str(q);
    u->kanal         = query_str(q);
    u->pengusul      = query_int(q);
    u->pengusul_teks = query_str(q);
    u->wilayah       = query_str(q);
    u->kelurahan     = query_str(q);
    u->kecamatan     = query_str(q);
    u->kamus         = query_int(q);
    u->kelompok      = query_str(q);
    u->opd           = query_int(q);
    u->judul         = query_str(q);
    u->masalah       = query_str(q);
    u->rt            = query_str(q);
    u->alamat        = query_str(q);
    u->lat_e6        = query_int(q);
    u->lon_e6        = query_int(q);
    u->pribadi       = query_bool(q);
    u->manfaat       = query_int(q);
    u->prioritas     = query_int(q);
}

static void
read_state(struct query *q, struct usulan *u)   /* the second: how much, how far, and the joined names */
{
    u->volume_awal     = query_volume(q);
    u->harga           = query_money(q);
    u->estimasi        = query_money(q);
    u->volume_kini     = query_volume(q);
    u->biaya_kini      = query_money(q);
    u->status          = query_str(q);
    u->tingkat         = query_str(q);
    u->lolos           = query_str(q);
    u->siap            = query_bool(q);
    u->lewat_pagu      = query_money(q);
    u->rembuk_tanggal  = query_date(q);
    u->rembuk_tempat   = query_str(q);
    u->hadir_laki      = query_int(q);
    u->hadir_perempuan = query_int(q);
    u->ba_berkas       = query_int(q);
    u->asal_usulan     = query_int(q);
    u->langkah         = query_int(q);
    u->publik          = query_bool(q);
    u->dibuat          = query_int(q);
    u->diajukan        = query_int(q);
    u->berubah         = query_int(q);
    u->kamus_nama      = query_str(q);
    u->satuan          = query_str(q);
    u->opd_nama        = query_str(q);
    u->kelurahan_nama  = query_str(q);
    u->kecamatan_nama  = query_str(q);
}

/* What a closed year ended as expired was a reserve when it lay over the ceiling, or when its last decision said so. */
#define WAS_RESERVE "(u.lewat_pagu_sen > 0 OR EXISTS (SELECT 1 FROM usulan_keputusan p WHERE p.usulan = u.id" \
    " AND p.keputusan = 'cadangan' AND p.urut = (SELECT max(urut) FROM usulan_keputusan WHERE usulan = u.id)))"

static struct usulan
read_usulan(struct query *q)            /* in the order of COLUMNS */
{
    struct usulan u = { 0 };
    read_what(q, &u);
    read_state(q, &u);
    return u;
}

enum outcome
usulan_by_id(struct db *db, int64_t id, struct usulan *u)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE u.id = $1");
    query_bind(&q, id);
    if (query_next(&q))
        *u = read_usulan(&q);
    return query_end_one(&q);
}

enum outcome
usulan_by_kode(struct db *db, str kode, struct usulan *u)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM " WHERE u.kode = $1");
    query_bind(&q, kode);
    if (query_next(&q))
        *u = read_usulan(&q);
    return query_end_one(&q);
}

static enum outcome
read_list(struct query *q, size_t most, struct usulan_list *list)
{
    *list = (struct usulan_list){ 0 };
    while (list->count < most && query_next(q))
        *arena_next(db_arena_of(q->db), list) = read_usulan(q);
    return query_end(q);
}

/* ---- the public list: one question, and for each filter a way into the table, so that none reads it all ---------- */

#define PUBLIC "SELECT " COLUMNS FROM " WHERE u.publik = 1 AND u.tahun = $1 AND u.id < $2" \
    " AND ($5 = '' OR u.kelompok = $5)"
#define ANY_DISTRICT " AND ($3 = '' OR u.kecamatan = $3)"
#define ANY_ORIGIN " AND ($6 = '' OR u.asal = $6)"
#define ANY_ITEM " AND ($7 = 0 OR u.kamus = $7)"
#define ANY_AREA " AND ($8 = '' OR u.kelurahan = $8)"
#define ANY_STATE " AND ($9 = '' OR u.status = $9)"
#define ANY_OFFICE " AND ($10 = 0 OR u.opd = $10)"
#define NEWEST " ORDER BY u.id DESC LIMIT 51"

/* The filter that leaves the fewest leads. Those above it are not set: they stand nowhere, or PostgreSQL would think
   that they narrow and read the whole year. */
static const char *
public_sql(const struct usulan_saring *s)
{
    if (s->wilayah.len)
        return PUBLIC " AND u.wilayah = $4" ANY_ITEM ANY_AREA ANY_OFFICE ANY_DISTRICT ANY_ORIGIN ANY_STATE NEWEST;
    if (s->kamus)
        return PUBLIC " AND u.kamus = $7" ANY_AREA ANY_OFFICE ANY_DISTRICT ANY_ORIGIN ANY_STATE NEWEST;
    if (s->kelurahan.len)
        return PUBLIC " AND u.kelurahan = $8" ANY_OFFICE ANY_DISTRICT ANY_ORIGIN ANY_STATE NEWEST;
    if (s->opd)
        return PUBLIC " AND u.opd = $10" ANY_DISTRICT ANY_ORIGIN ANY_STATE NEWEST;
    if (s->kecamatan.len)
        return PUBLIC " AND u.kecamatan = $3" ANY_ORIGIN ANY_STATE NEWEST;
    if (s->asal.len)
        return PUBLIC " AND u.asal = $6" ANY_STATE NEWEST;
    return s->status.len ? PUBLIC " AND u.status = $9" NEWEST : PUBLIC NEWEST;
}

enum outcome
usulan_public(struct db *db, const struct usulan_saring *s, struct usulan_list *list)
{
    struct query q = query_of(db, public_sql(s));
    query_bind(&q, s->tahun);
    query_bind(&q, s->sebelum ? s->sebelum : INT64_MAX);
    query_bind(&q, s->kecamatan);
    query_bind(&q, s->wilayah);
    query_bind(&q, s->kelompok);
    query_bind(&q, s->asal);
    query_bind(&q, s->kamus);
    query_bind(&q, s->kelurahan);
    query_bind(&q, s->status);
    query_bind(&q, s->opd);
    return read_list(&q, USULAN_PAGE + 1, list);
}

enum outcome
usulan_ever_sent(struct db *db, int64_t tahun, int64_t sebelum, struct usulan_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM
        " WHERE u.tahun = $1 AND u.diajukan > 0 AND u.id < $2" NEWEST);
    query_bind(&q, tahun);
    query_bind(&q, sebelum ? sebelum : INT64_MAX);
    return read_list(&q, USULAN_PAGE + 1, list);
}

enum outcome
usulan_of_rw(struct db *db, int64_t tahun, str wilayah, struct usulan_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM
        " WHERE u.tahun = $1 AND u.wilayah = $2 AND u.status <> 'dibatalkan' AND u.asal = 'rw'"
        " ORDER BY u.prioritas, u.id LIMIT 200");
    query_bind(&q, tahun);
    query_bind(&q, wilayah);
    return read_list(&q, 200, list);
}

enum outcome
usulan_of_pengusul(struct db *db, int64_t tahun, int64_t akun, struct usulan_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM
        " WHERE u.pengusul = $1 AND u.tahun = $2 ORDER BY u.id DESC LIMIT 200");
    query_bind(&q, akun);
    query_bind(&q, tahun);
    return read_list(&q, 200, list);
}

enum outcome
usulan_unfinished(struct db *db, struct usulan_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM
        " WHERE u.status IN ('draf', 'dikembalikan', 'cadangan')"
        " AND u.tahun IN (SELECT tahun FROM tahun_rencana WHERE keadaan = 'selesai') ORDER BY u.id LIMIT 500");
    return read_list(&q, UNFINISHED_TURN, list);
}

enum outcome
usulan_reserves(struct db *db, const struct cadangan_ask *ask, struct usulan_list *list)
{
    struct query q = query_of(db, "SELECT " COLUMNS FROM
        " WHERE u.tahun = $1 AND u.id > $2 AND u.status IN ('cadangan', 'kedaluwarsa') AND u.publik = 1"
        " AND ($3 = '' OR u.wilayah = $3) AND ($4 = 0 OR u.pengusul = $4)"
        " AND (u.status = 'cadangan' OR " WAS_RESERVE ") ORDER BY u.id LIMIT 51");
    query_bind(&q, ask->tahun);
    query_bind(&q, ask->sesudah);
    query_bind(&q, ask->wilayah);
    query_bind(&q, ask->pengusul);
    return read_list(&q, USULAN_PAGE + 1, list);
}

enum outcome
usulan_was_reserve(struct db *db, const struct usulan *u, bool *was)
{
    struct query q = query_of(db, "SELECT 1 FROM usulan u WHERE u.id = $1 AND (u.status = 'cadangan'"
        " OR (u.status = 'kedaluwarsa' AND " WAS_RESERVE "))");
    query_bind(&q, u->id);
    *was = query_next(&q);
    return query_end(&q);
}

/* ---- queues ---------------------------------------------------------------------------------------- */

#define WAITING "SELECT " COLUMNS FROM " WHERE u.tahun = $1 AND u.tingkat = $2 AND u.id > $3" \
    " AND u.status = 'diajukan' AND u.siap = 1 AND ($4 = '' OR u.kelompok = $4)" \
    " AND ($5 = '' OR u.kelurahan = $5 OR u.wilayah = $5)"
#define OLDEST " ORDER BY u.id LIMIT 51"

enum outcome
usulan_queue(struct db *db, const struct sidang *s, int64_t sesudah, struct usulan_list *list)
{
    const struct tingkat *t = &s->tingkat;
    const char *sql = t->lingkup == 0 ? WAITING " AND u.opd = $6" OLDEST
        : t->lingkup == TINGKAT_KELURAHAN ? WAITING " AND u.kelurahan = $6" OLDEST
        : t->lingkup == TINGKAT_KECAMATAN ? WAITING " AND u.kecamatan = $6" OLDEST
        : WAITING OLDEST;
    struct query q = query_of(db, sql);
    query_bind(&q, s->tahun);
    query_bind(&q, t->kode);
    query_bind(&q, sesudah);
    query_bind(&q, s->kelompok);
    query_bind(&q, s->daerah);
    if (t->lingkup == 0)
        query_bind(&q, s->tempat.opd);
    else if (t->lingkup >= TINGKAT_KECAMATAN)
        query_bind(&q, s->tempat.wilayah);
    return read_list(&q, USULAN_PAGE + 1, list);
}

/* ---- decisions ----------------------------------------------------------------------------------- */

static struct keputusan
read_keputusan(struct query *q)
{
    struct keputusan k = { .id = query_int(q) };
    k.usulan      = query_int(q);
    k.urut        = query_int(q);
    k.tingkat     = query_str(q);
    k.keputusan   = query_str(q);
    k.volume_lama = query_volume(q);
    k.biaya_lama  = query_money(q);
    k.volume      = query_volume(q);
    k.harga       = query_money(q);
    k.biaya       = query_money(q);
    k.kode_alasan = query_str(q);
    k.alasan_nama = query_str(q);
    k.penjelasan  = query_str(q);
    k.opd_lama    = query_int(q);
    k.opd_baru    = query_int(q);
    k.akun        = query_int(q);
    k.jabatan     = query_str(q);
    k.waktu       = query_int(q);
    return k;
}

enum outcome
keputusan_of(struct db *db, int64_t usulan, struct keputusan_list *list)
{
    enum { MOST = 100 };
    *list = (struct keputusan_list){ 0 };
    struct query q = query_of(db,
        "SELECT p.id, p.usulan, p.urut, p.tingkat, p.keputusan, p.volume_lama_e4, p.biaya_lama_sen,"
        " p.volume_e4, p.harga_sen, p.biaya_sen, p.kode_alasan, a.nama, p.penjelasan, p.opd_lama,"
        " p.opd_baru, p.akun, p.jabatan, p.waktu FROM usulan_keputusan p"
        " LEFT JOIN perkara_alasan a ON a.jenis = 'usulan' AND a.kode = p.kode_alasan"
        " WHERE p.usulan = $1 ORDER BY p.urut LIMIT 100");
    query_bind(&q, usulan);
    while (list->count < MOST && query_next(&q))
        *arena_next(db_arena_of(db), list) = read_keputusan(&q);
    return query_end(&q);
}

/* The RW or the deciding office that {id} or {kode} belongs to; a draft is its proposer's alone. */
enum outcome
usulan_place(struct req *req, struct place *place)
{
    struct query q = query_of(req->db, "SELECT wilayah, opd FROM usulan WHERE id = $1 OR kode = $2");
    int64_t id = 0;
    str kode = req_param(req, "kode");
    if (kode.len == 0)
        TRY(req_id(req, &id));
    query_bind(&q, id);
    query_bind(&q, kode);
    if (query_next(&q)) {
        place->wilayah = query_str(&q);
        place->opd = query_int(&q);
    }
    return query_end_one(&q);
}
