/* rencana_alasan.c: coded reasons: added, renamed and retired, and where they are chosen from. */
#include "core/perkara/atur.h"
#include "modules/musrenbang/rencana.h"

static struct alasan_baris
read_row(struct query *q)               /* kode, nama, untuk, aktif, how often */
{
    struct alasan_baris a = { .kode = query_str(q) };
    a.nama    = query_str(q);
    a.untuk   = query_str(q);
    a.aktif   = query_bool(q);
    a.dipakai = query_int(q);
    return a;
}

enum outcome
alasan_rows(struct db *db, struct alasan_baris_list *l)
{
    enum { MOST = 100 };
    *l = (struct alasan_baris_list){ arena_array(db_arena_of(db), struct alasan_baris, MOST), 0 };
    struct query q = query_of(db, "SELECT a.kode, a.nama, a.untuk, a.aktif, (SELECT count(*) FROM (SELECT 1"
        " FROM usulan_keputusan k WHERE k.kode_alasan <> '' AND k.kode_alasan = a.kode LIMIT 1000) u) FROM alasan a"
        " ORDER BY a.kode LIMIT 100");
    while (l->count < MOST && query_next(&q))
        l->items[l->count++] = read_row(&q);
    return query_end(&q);
}

enum outcome
alasan_row(struct db *db, str kode, struct alasan_baris *a)
{
    struct query q = query_of(db, "SELECT kode, nama, untuk, aktif, 0 FROM alasan WHERE kode = $1");
    query_bind(&q, kode);
    if (query_next(&q))
        *a = read_row(&q);
    return query_end_one(&q);
}

/* Every kind of decision that a reason explains must keep one that may be chosen. */
static enum outcome
require_one_left(struct req *req)
{
    static const char *const decisions[][2] = { { "ubah", "Ubah" }, { "kembali", "Kembalikan" }, { "tolak", "Tolak" },
        { "alih", "Alihkan" }, { "cadangan", "Cadangan" } };
    struct alasan_baris_list rows;
    TRY(alasan_rows(req->db, &rows));
    for (size_t i = 0; i < COUNT(decisions); i++) {
        bool left = false;
        for (size_t j = 0; j < rows.count; j++)
            left |= rows.items[j].aktif && str_has_word(rows.items[j].untuk, str_of(decisions[i][0]));
        if (!left)
            return req_error(req, "aktif", "Ini alasan terakhir yang dapat dipilih untuk \"%s\". Buat atau aktifkan"
                " alasan lain dulu, supaya tindakan itu tetap dapat dilakukan.", decisions[i][1]);
    }
    return OK;
}

enum outcome
alasan_save(struct req *req, const struct alasan_baris *a, bool fresh)
{
    struct alasan_baris there = { 0 };
    bool right = true;
    enum outcome o = alasan_row(req->db, a->kode, &there);
    TRY(o == NOT_FOUND ? OK : o);
    if (fresh && !alasan_is_code(a->kode, 'R'))
        right = req_error(req, "kode", "Kode ditulis R dan dua atau tiga angka, misalnya R12.") == OK;
    else if (fresh && o == OK)
        right = req_error(req, "kode", "Kode " STR " sudah dipakai: " STR ". Pilih nomor lain.", STR_ARG(a->kode),
            STR_ARG(there.nama)) == OK;
    if (a->untuk.len == 0)
        right = req_error(req, "untuk", "Pilih paling sedikit satu keputusan yang boleh memakai alasan ini.") == OK;
    if (!right)
        return INVALID;
    struct query q = query_of(req->db, "INSERT INTO alasan (kode, nama, untuk, aktif) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (kode) DO UPDATE SET nama = excluded.nama, untuk = excluded.untuk, aktif = excluded.aktif");
    query_bind(&q, a->kode);
    query_bind(&q, a->nama);
    query_bind(&q, a->untuk);
    query_bind(&q, a->aktif);
    TRY(query_end(&q));
    TRY(require_one_left(req));
    return rencana_event(req, "rencana.alasan", 0, str_format(req->arena, "kode=" STR "\nnama_lama=" STR "\nnama=" STR
        "\nuntuk=" STR "\naktif=%d", STR_ARG(a->kode), STR_ARG(o == OK ? there.nama : S("")), STR_ARG(a->nama),
        STR_ARG(a->untuk), a->aktif));
}
