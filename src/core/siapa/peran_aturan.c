/* peran_aturan.c: who may hold what, where, and for how long; and that somebody is always left to administer. */
#include "core/opd/opd.h"
#include "core/siapa/akun_dalam.h"
#include "core/wilayah/wilayah.h"

/* An office over an area has its level; `one`: only one person holds it for good at a time. */
static const struct { const char *jabatan; int64_t tingkat; bool one; } known[] = { { "rw", TINGKAT_RW, true },
    { "lurah", TINGKAT_KELURAHAN, true }, { "lpmk", TINGKAT_KELURAHAN, true }, { "camat", TINGKAT_KECAMATAN, true },
    { "kepala_pd", 0, true }, { "kdh", 0, true } };

/* In a list: what stands before the name of a place elsewhere ("Ketua RW 04") says by itself what it is. */
static str
name_alone(str kode, str nama)
{
    return str_eqz(kode, "rw") ? S("Ketua RW") : str_eqz(kode, "kepala_pd") ? S("Kepala perangkat daerah")
        : str_eqz(kode, "verifikator_pd") ? S("Verifikator perangkat daerah") : nama;
}

enum outcome
jabatan_all(struct db *db, struct jabatan_list *list)
{
    enum { MOST = 100 };
    *list = (struct jabatan_list){ 0 };
    struct query q = query_of(db, "SELECT kode, nama, lingkup FROM jabatan ORDER BY urutan, kode LIMIT 100");
    while (list->count < MOST && query_next(&q)) {
        struct jabatan *j = arena_next(db_arena_of(db), list);
        j->kode = query_str(&q);
        j->nama = name_alone(j->kode, query_str(&q));
        j->lingkup = query_str(&q);
    }
    return query_end(&q);
}

static enum outcome
jabatan_by_kode(struct db *db, str kode, struct jabatan *j)
{
    struct query q = query_of(db, "SELECT kode, nama, lingkup FROM jabatan WHERE kode = $1");
    query_bind(&q, kode);
    if (query_next(&q)) {
        j->kode = query_str(&q);
        j->nama = query_str(&q);
        j->lingkup = query_str(&q);
    }
    return query_end_one(&q);
}

enum outcome
peran_by_id(struct db *db, int64_t id, struct peran *p)
{
    struct query q = query_of(db, "SELECT id, akun, jabatan, wilayah, opd, mulai, selesai, penetapan, nomor_sk"
        " FROM peran WHERE id = $1");
    query_bind(&q, id);
    if (query_next(&q)) {
        p->id = query_int(&q);
        p->akun = query_int(&q);
        p->jabatan = query_str(&q);
        p->wilayah = query_str(&q);
        p->opd = query_int(&q);
        p->mulai = query_date(&q);
        p->selesai = query_date(&q);
        p->penetapan = query_str(&q);
        p->nomor_sk = query_str(&q);
    }
    return query_end_one(&q);
}

/* ---- where -------------------------------------------------------------------------------------------------- */

static enum outcome
check_area(struct req *req, const struct jabatan *j, struct peran *p)
{
    struct wilayah w;
    str level = { 0 }, unused;
    if (!p->wilayah.len)
        return req_error(req, "wilayah", "Isi kode wilayah tempat " STR " bertugas.", STR_ARG(j->nama));
    enum outcome o = wilayah_by_kode(req->db, p->wilayah, &w);
    if (o == NOT_FOUND)
        return req_error(req, "wilayah", "Kode wilayah " STR " tidak ada. Contoh: 18.72.01.1001.", STR_ARG(p->wilayah));
    TRY(o);
    for (size_t i = 0; i < COUNT(known); i++)
        if (str_eqz(p->jabatan, known[i].jabatan) && known[i].tingkat && known[i].tingkat != w.tingkat) {
            enum outcome named = tingkat_names(req->db, known[i].tingkat, &level, &unused);
            TRY(named);
            return req_error(req, "wilayah", STR " bertugas di tingkat " STR ". Kode ini milik " STR ".",
                STR_ARG(j->nama), STR_ARG(level), STR_ARG(w.nama));
        }
    p->opd = 0;
    return OK;
}

static enum outcome
check_office(struct req *req, struct peran *p)
{
    struct opd o;
    enum outcome found = p->opd ? opd_by_id(req->db, p->opd, &o) : NOT_FOUND;
    if (found == NOT_FOUND)
        return req_error(req, "opd", "Pilih perangkat daerah tempat jabatan ini dipegang.");
    p->wilayah = S("");
    return found;
}

static enum outcome
check_where(struct req *req, struct peran *p)
{
    struct jabatan j = { 0 };
    enum outcome o = jabatan_by_kode(req->db, p->jabatan, &j);
    if (o == NOT_FOUND)
        return req_error(req, "jabatan", "Pilih jabatan dari daftar.");
    TRY(o);
    if (str_eqz(j.lingkup, "wilayah"))
        return check_area(req, &j, p);
    if (str_eqz(j.lingkup, "opd"))
        return check_office(req, p);
    p->wilayah = S("");
    p->opd = 0;
    return OK;
}

/* ---- how long, and by what decree --------------------------------------------------------------------------- */

static enum outcome
check_span(struct req *req, const struct peran *p)
{
    bool acting = str_eqz(p->penetapan, "plt") || str_eqz(p->penetapan, "plh");
    bool open = date_is_none(p->selesai);
    if (!acting && !str_eqz(p->penetapan, "definitif"))
        (void)req_error(req, "penetapan", "Pilih definitif, Plt, atau Plh.");
    if (!open && date_number(p->selesai) < date_number(p->mulai))
        (void)req_error(req, "selesai", "Tanggal selesai mendahului tanggal mulai. Periksa keduanya.");
    if (acting && open)
        (void)req_error(req, "selesai", "Plt dan Plh selalu sementara. Isi sampai tanggal berapa.");
    if (acting && !p->nomor_sk.len)
        (void)req_error(req, "nomor_sk", "Plt dan Plh ditetapkan dengan surat. Isi nomornya.");
    return req->form.error_count ? INVALID : OK;
}

enum outcome
peran_holder(struct db *db, const struct peran *p, str *nama)
{
    struct query q = query_of(db, "SELECT a.nama FROM peran p JOIN akun a ON a.id = p.akun WHERE p.jabatan = $1"
        " AND p.wilayah = $2 AND COALESCE(p.opd, 0) = $3 AND p.penetapan = 'definitif' AND a.aktif = 1"
        " AND (p.selesai = '' OR p.selesai >= $4) AND ($5 = '' OR p.mulai <= $5) ORDER BY p.id LIMIT 1");
    query_bind(&q, p->jabatan);
    query_bind(&q, p->wilayah);
    query_bind(&q, p->opd);
    query_bind(&q, p->mulai);
    query_bind(&q, p->selesai);
    if (query_next(&q))
        *nama = query_str(&q);
    return query_end_one(&q);
}

static enum outcome
check_free(struct req *req, const struct peran *p)
{
    bool one = false;
    str nama;
    for (size_t i = 0; i < COUNT(known); i++)
        one |= known[i].one && str_eqz(p->jabatan, known[i].jabatan);
    if (!one || !str_eqz(p->penetapan, "definitif"))
        return OK;
    enum outcome o = peran_holder(req->db, p, &nama);
    if (o == OK)
        return req_error(req, "jabatan", "Jabatan ini masih dipegang " STR ". Akhiri dulu perannya, atau tetapkan"
            " sebagai Plt atau Plh.", STR_ARG(nama));
    return o == NOT_FOUND ? OK : o;
}

enum outcome
peran_checked(struct req *req, const struct peran_isian *typed, struct peran *p)
{
    p->jabatan = typed->jabatan;
    p->wilayah = typed->wilayah;
    p->opd = typed->opd;
    p->mulai = typed->mulai;
    p->selesai = typed->selesai;
    p->penetapan = typed->penetapan;
    p->nomor_sk = typed->nomor_sk;
    TRY(check_where(req, p));
    TRY(check_span(req, p));
    return check_free(req, p);
}

/* ---- never without an administrator ------------------------------------------------------------------------- */

enum outcome
keep_an_admin(struct req *req, struct ending e)
{
    struct query q = query_of(req->db, "SELECT count(*) FROM peran p JOIN akun a ON a.id = p.akun"
        " WHERE p.jabatan = 'admin' AND a.aktif = 1 AND p.mulai <= $1"
        " AND (p.selesai = '' OR p.selesai > $1) AND p.id <> $2 AND a.id <> $3");
    query_bind(&q, date_of(req->now, req->region->zone));
    query_bind(&q, e.peran);
    query_bind(&q, e.akun);
    int64_t left = query_next(&q) ? query_int(&q) : 0;
    TRY(query_end_one(&q));
    if (left == 0)
        return req_error(req, NULL, "Ini administrator terakhir. Beri dulu peran administrator kepada akun lain.");
    return OK;
}
