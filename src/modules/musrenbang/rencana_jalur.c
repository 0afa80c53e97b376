/* rencana_jalur.c: which levels a year's proposals pass, and which of them owe a berita acara. */
#include "modules/musrenbang/rencana.h"

/* Reserves wait for Bappeda and pokir begin at the office, so these two stay. */
static bool
is_needed(str kode)
{
    return str_eqz(kode, "pd") || str_eqz(kode, "mitra");
}

/* A berita acara is of a meeting over an area. */
static bool
may_owe(str kode)
{
    return str_eqz(kode, "lurah") || str_eqz(kode, "camat");
}

enum outcome
jalur_list(struct db *db, int64_t tahun, struct jalur_list *l)
{
    struct tingkat_list used;
    static const struct { const char *kode, *nama; } usual[] = { { "lurah", "Kelurahan" }, { "camat", "Kecamatan" },
        { "pd", "Perangkat daerah" }, { "mitra", "Bappeda" }, { "tapd", "TAPD" } };
    TRY(tingkat_list(db, tahun, &used));
    *l = (struct jalur_list){ arena_array(db_arena_of(db), struct jalur, COUNT(usual)), COUNT(usual) };
    for (size_t i = 0; i < COUNT(usual); i++) {
        struct jalur *j = &l->items[i];
        str kode = str_of(usual[i].kode);
        *j = (struct jalur){ .kode = kode, .nama = str_of(usual[i].nama), .urutan = (int64_t)i + 1,
            .wajib = is_needed(kode), .boleh_ba = may_owe(kode) };
        for (size_t k = 0; k < used.count; k++) {
            if (!str_eq(used.items[k].kode, kode))
                continue;
            j->dipakai = true;
            j->perlu_ba = used.items[k].perlu_ba;
        }
    }
    return OK;
}

/* What has been sent was promised its way. */
static enum outcome
refuse_when_sent(struct req *req, int64_t tahun)
{
    struct tahun_jumlah j;
    TRY(tahun_counts(req->db, tahun, &j));
    if (j.usulan == 0)
        return OK;
    return req_error(req, NULL, "Sudah %lld usulan dikirim untuk RKPD %lld, jadi jalur pemeriksaannya tidak dapat"
        " diubah lagi. Ubah jalur tahun berikutnya.", (long long)j.usulan, (long long)tahun);
}

static enum outcome
drop_level(struct db *db, int64_t tahun, str kode)
{
    struct query q = query_of(db, "DELETE FROM tingkat_putus WHERE tahun = $1 AND kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, kode);
    return query_end(&q);
}

static enum outcome
set_owing(struct db *db, int64_t tahun, const struct jalur *j)
{
    struct query q = query_of(db, "UPDATE tingkat_putus SET perlu_ba = $3 WHERE tahun = $1 AND kode = $2");
    query_bind(&q, tahun);
    query_bind(&q, j->kode);
    query_bind(&q, j->perlu_ba && j->boleh_ba);
    return query_end_changed(&q);
}

/* The usual path once more, then without what is left out: roles and scope of a level stand in one place. */
enum outcome
jalur_change(struct req *req, int64_t tahun, const struct jalur_list *l)
{
    struct buf said = { .arena = req->arena };
    struct query q = query_of(req->db, "DELETE FROM tingkat_putus WHERE tahun = $1");
    TRY(refuse_when_sent(req, tahun));
    query_bind(&q, tahun);
    TRY(query_end(&q));
    TRY(path_insert(req->db, tahun, true));
    for (size_t i = 0; i < l->count; i++) {
        const struct jalur *j = &l->items[i];
        bool kept = j->dipakai || j->wajib;
        TRY(kept ? set_owing(req->db, tahun, j) : drop_level(req->db, tahun, j->kode));
        buf_format(&said, STR "=%s\n", STR_ARG(j->kode), !kept ? "tidak" : j->perlu_ba && j->boleh_ba ? "ya, berita"
            " acara" : "ya");
    }
    return rencana_event(req, "rencana.jalur", tahun, str_trim(buf_view(&said)));
}
