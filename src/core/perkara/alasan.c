/* alasan.c: the table of coded reasons: chosen, added, renamed and retired, never the last one of an act. */
#include "core/perkara/perkara_dalam.h"

static struct alasan
read_alasan(struct query *q)            /* kode, nama, untuk, aktif, dipakai */
{
    struct alasan a = { .kode = query_str(q) };
    a.nama    = query_str(q);
    a.untuk   = query_str(q);
    a.aktif   = query_bool(q);
    a.dipakai = query_int(q);
    return a;
}

/* Those of a kind, as far as an act may use them ('' for any). */
static enum outcome
read_list(struct query *q, str jenis, str aksi, struct alasan_list *list)
{
    enum { MOST = 100 };
    *list = (struct alasan_list){ arena_array(db_arena_of(q->db), struct alasan, MOST), 0 };
    query_bind(q, jenis);
    while (list->count < MOST && query_next(q)) {
        struct alasan a = read_alasan(q);
        if (aksi.len == 0 || str_has_word(a.untuk, aksi))
            list->items[list->count++] = a;
    }
    return query_end(q);
}

enum outcome
alasan_list(struct db *db, str jenis, str aksi, struct alasan_list *list)
{
    struct query q = query_of(db, "SELECT kode, nama, untuk, aktif, 0 FROM perkara_alasan WHERE jenis = $1"
        " AND aktif = 1 ORDER BY kode LIMIT 100");
    return read_list(&q, jenis, aksi, list);
}

enum outcome
alasan_all(struct db *db, str jenis, struct alasan_list *list)
{
    struct query q = query_of(db, "SELECT kode, nama, untuk, aktif, 0 FROM perkara_alasan WHERE jenis = $1"
        " ORDER BY kode LIMIT 100");
    return read_list(&q, jenis, S(""), list);
}

enum outcome
alasan_rows(struct db *db, const struct alasan_jenis *j, struct alasan_list *list)
{
    struct query q = query_of(db, j->rows);
    return read_list(&q, str_of(j->alur->jenis), S(""), list);
}

enum outcome
alasan_row(struct db *db, str jenis, str kode, struct alasan *a)
{
    struct query q = query_of(db, "SELECT kode, nama, untuk, aktif, 0 FROM perkara_alasan WHERE jenis = $1"
        " AND kode = $2");
    query_bind(&q, jenis);
    query_bind(&q, kode);
    if (query_next(&q))
        *a = read_alasan(&q);
    return query_end_one(&q);
}

enum outcome
alasan_seed(struct db *db, const char *jenis, const struct alasan_awal *rows)
{
    for (size_t i = 0; rows[i].kode; i++) {
        struct query q = query_of(db, "INSERT INTO perkara_alasan (jenis, kode, nama, untuk, aktif)"
            " VALUES ($1, $2, $3, $4, 1) ON CONFLICT (jenis, kode) DO NOTHING");
        query_bind(&q, str_of(jenis));
        query_bind(&q, str_of(rows[i].kode));
        query_bind(&q, str_of(rows[i].nama));
        query_bind(&q, str_of(rows[i].untuk));
        TRY(query_end(&q));
    }
    return OK;
}

/* ---- saving --------------------------------------------------------------------------------------------- */

/* The letter and two or three digits: short enough for a column. */
static bool
is_code(str kode, char letter)
{
    bool good = kode.len >= 3 && kode.len <= 4 && kode.ptr[0] == letter;
    for (size_t i = 1; good && i < kode.len; i++)
        good = kode.ptr[i] >= '0' && kode.ptr[i] <= '9';
    return good;
}

static enum outcome
require_right(struct req *req, const struct alasan_jenis *j, const struct alasan *a, bool fresh)
{
    struct alasan there = { 0 };
    bool right = true;
    enum outcome o = fresh ? alasan_row(req->db, str_of(j->alur->jenis), a->kode, &there) : NOT_FOUND;
    TRY(o == NOT_FOUND ? OK : o);
    if (fresh && !is_code(a->kode, j->huruf))
        right = req_error(req, "kode", "Kode ditulis %c dan dua atau tiga angka, misalnya %c12.", j->huruf,
            j->huruf) == OK;
    else if (o == OK)
        right = req_error(req, "kode", "Kode " STR " sudah dipakai: " STR ". Pilih nomor lain.", STR_ARG(a->kode),
            STR_ARG(there.nama)) == OK;
    if (a->untuk.len == 0)
        right = req_error(req, "untuk", "Pilih paling sedikit satu tindakan yang boleh memakai alasan ini.") == OK;
    return right ? OK : INVALID;
}

/* Every act that asks for a reason must keep one that may be chosen. */
static enum outcome
require_one_left(struct req *req, const struct alur *alur)
{
    for (const struct langkah_alur *l = alur->langkah; l->aksi; l++) {
        struct alasan_list left;
        if (!(l->efek & PERLU_ALASAN))
            continue;
        TRY(alasan_list(req->db, str_of(alur->jenis), str_of(l->aksi), &left));
        if (left.count == 0)
            return req_error(req, "aktif", "Ini alasan terakhir yang dapat dipilih untuk \"%s\". Buat atau aktifkan"
                " alasan lain dulu, supaya tindakan itu tetap dapat dilakukan.", l->nama);
    }
    return OK;
}

static enum outcome
write_row(struct db *db, str jenis, const struct alasan *a)
{
    struct query q = query_of(db, "INSERT INTO perkara_alasan (jenis, kode, nama, untuk, aktif)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (jenis, kode) DO UPDATE SET nama = excluded.nama,"
        " untuk = excluded.untuk, aktif = excluded.aktif");
    query_bind(&q, jenis);
    query_bind(&q, a->kode);
    query_bind(&q, a->nama);
    query_bind(&q, a->untuk);
    query_bind(&q, a->aktif);
    return query_end(&q);
}

enum outcome
alasan_save(struct req *req, const struct alasan_jenis *j, str kode)
{
    struct alasan was = { 0 }, a = *(const struct alasan *)req->kept;
    str jenis = str_of(j->alur->jenis);
    if (kode.len) {
        TRY(alasan_row(req->db, jenis, kode, &was));
        a.kode = was.kode;
    }
    TRY(require_right(req, j, &a, kode.len == 0));
    TRY(write_row(req->db, jenis, &a));
    TRY(require_one_left(req, j->alur));
    TRY(j->catat(req, j->peristiwa, 0, str_format(req->arena, "kode=" STR "\nnama_lama=" STR "\nnama=" STR
        "\nuntuk_lama=" STR "\nuntuk=" STR "\naktif=%d", STR_ARG(a.kode), STR_ARG(was.nama), STR_ARG(a.nama),
        STR_ARG(was.untuk), STR_ARG(a.untuk), a.aktif)));
    flash(req, "Alasan " STR " tersimpan.", STR_ARG(a.kode));
    return OK;
}
