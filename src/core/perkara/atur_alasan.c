/* atur_alasan.c: coded reasons of acts: added, renamed and retired, never the last one of an act. */
#include "core/perkara/atur.h"
#include "core/perkara/perkara_dalam.h"

static struct alasan_atur
read_row(struct query *q)               /* kode, nama, untuk, aktif, how often (up to 1,000) */
{
    struct alasan_atur a = { .kode = query_str(q) };
    a.nama    = query_str(q);
    a.untuk   = query_str(q);
    a.aktif   = query_bool(q);
    a.dipakai = query_int(q);
    return a;
}

enum outcome
alasan_atur_rows(struct db *db, str jenis, struct alasan_atur_list *list)
{
    enum { MOST = 100 };
    *list = (struct alasan_atur_list){ arena_array(db_arena_of(db), struct alasan_atur, MOST), 0 };
    struct query q = query_of(db, "SELECT a.kode, a.nama, a.untuk, a.aktif, (SELECT count(*) FROM (SELECT 1"
        " FROM perkara_langkah l WHERE l.kode_alasan <> '' AND l.kode_alasan = a.kode LIMIT 1000) u)"
        " FROM perkara_alasan a WHERE a.jenis = $1 ORDER BY a.kode LIMIT 100");
    query_bind(&q, jenis);
    while (list->count < MOST && query_next(&q))
        list->items[list->count++] = read_row(&q);
    return query_end(&q);
}

enum outcome
alasan_atur_row(struct db *db, str jenis, str kode, struct alasan_atur *a)
{
    struct query q = query_of(db, "SELECT kode, nama, untuk, aktif, 0 FROM perkara_alasan WHERE jenis = $1"
        " AND kode = $2");
    query_bind(&q, jenis);
    query_bind(&q, kode);
    if (query_next(&q))
        *a = read_row(&q);
    return query_end_one(&q);
}

bool
alasan_is_code(str kode, char letter)
{
    bool good = kode.len >= 3 && kode.len <= 4 && kode.ptr[0] == letter;
    for (size_t i = 1; good && i < kode.len; i++)
        good = kode.ptr[i] >= '0' && kode.ptr[i] <= '9';
    return good;
}

/* Every act that asks for a reason must keep one that may be chosen. */
static enum outcome
require_one_left(struct req *req, const struct alur *alur)
{
    for (const struct langkah_alur *l = alur->langkah; l->aksi; l++) {
        struct alasan_perkara_list left;
        if (!(l->efek & PERLU_ALASAN))
            continue;
        TRY(alasan_perkara(req->db, str_of(alur->jenis), str_of(l->aksi), &left));
        if (left.count == 0)
            return req_error(req, "aktif", "Ini alasan terakhir yang dapat dipilih untuk \"%s\". Buat atau aktifkan"
                " alasan lain dulu, supaya tindakan itu tetap dapat dilakukan.", l->nama);
    }
    return OK;
}

enum outcome
alasan_atur_save(struct req *req, const struct alur *alur, const struct alasan_atur *a, bool fresh)
{
    struct alasan_atur there = { 0 };
    str jenis = str_of(alur->jenis);
    bool right = true;
    enum outcome o = alasan_atur_row(req->db, jenis, a->kode, &there);
    TRY(o == NOT_FOUND ? OK : o);
    if (fresh && !alasan_is_code(a->kode, 'A'))
        right = req_error(req, "kode", "Kode ditulis A dan dua atau tiga angka, misalnya A12.") == OK;
    else if (fresh && o == OK)
        right = req_error(req, "kode", "Kode " STR " sudah dipakai: " STR ". Pilih nomor lain.", STR_ARG(a->kode),
            STR_ARG(there.nama)) == OK;
    if (a->untuk.len == 0)
        right = req_error(req, "untuk", "Pilih paling sedikit satu tindakan yang boleh memakai alasan ini.") == OK;
    if (!right)
        return INVALID;
    struct query q = query_of(req->db, "INSERT INTO perkara_alasan (jenis, kode, nama, untuk, aktif)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (jenis, kode) DO UPDATE SET nama = excluded.nama,"
        " untuk = excluded.untuk, aktif = excluded.aktif");
    query_bind(&q, jenis);
    query_bind(&q, a->kode);
    query_bind(&q, a->nama);
    query_bind(&q, a->untuk);
    query_bind(&q, a->aktif);
    TRY(query_end(&q));
    TRY(require_one_left(req, alur));
    return atur_event(req, "perkara.alasan", 0, str_format(req->arena, "kode=" STR "\nnama_lama=" STR "\nnama=" STR
        "\nuntuk_lama=" STR "\nuntuk=" STR "\naktif=%d", STR_ARG(a->kode), STR_ARG(there.nama), STR_ARG(a->nama),
        STR_ARG(there.untuk), STR_ARG(a->untuk), a->aktif));
}
