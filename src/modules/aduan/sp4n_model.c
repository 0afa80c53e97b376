/* sp4n_model.c: how the files and words of SP4N-LAPOR! look: rows, with an assumption where there is none. */
#include "base/letters.h"
#include "modules/aduan/sp4n_dalam.h"

/* Assumed until the region has seen its own file (docs/panduan/sp4n.md). */
static const struct sp4n_kolom assumed[SP4N_BIDANG] = {
    [SP4N_ID]        = { "id", "Nomor laporan LAPOR!", { "tracking_id", 11 } },
    [SP4N_ISI]       = { "isi", "Isi laporan", { "isi", 3 } },
    [SP4N_TOPIK]     = { "topik", "Topik", { "kategori", 8 } },
    [SP4N_JUDUL]     = { "judul", "Judul", { "judul", 5 } },
    [SP4N_INSTANSI]  = { "instansi", "Instansi", { "instansi", 8 } },
    [SP4N_LOKASI]    = { "lokasi", "Lokasi", { "lokasi", 6 } },
    [SP4N_KELURAHAN] = { "kelurahan", "Kode kelurahan", { "kode_wilayah", 12 } },
    [SP4N_SIFAT]     = { "sifat", "Sifat (rahasia)", { "sifat", 5 } },
    [SP4N_STATUS]    = { "status", "Status", { "status", 6 } },
    [SP4N_JAWABAN]   = { "jawaban", "Jawaban, dalam berkas jawaban", { "tindak_lanjut", 13 } },
    [SP4N_WAKTU]     = { "waktu", "Waktu jawaban", { "tanggal_tindak_lanjut", 21 } },
    [SP4N_DAFTAR]    = { "daftar", "Nama daftar dalam JSON", { "data", 4 } },
};

enum outcome
sp4n_kolom(struct db *db, struct sp4n_kolom *all)
{
    memcpy(all, assumed, sizeof assumed);
    struct query q = query_of(db, "SELECT bidang, kolom FROM sp4n_kolom");
    while (query_next(&q)) {
        str bidang = query_str(&q), kolom = query_str(&q);
        for (size_t i = 0; i < SP4N_BIDANG; i++)
            if (str_eqz(bidang, all[i].bidang))
                all[i].kolom = kolom;
    }
    return query_end(&q);
}

enum outcome
sp4n_kolom_put(struct db *db, const char *bidang, str kolom)
{
    struct query q = query_of(db, "INSERT INTO sp4n_kolom (bidang, kolom) VALUES ($1, $2)"
        " ON CONFLICT (bidang) DO UPDATE SET kolom = excluded.kolom");
    query_bind(&q, str_of(bidang));
    query_bind(&q, kolom);
    return query_end(&q);
}

enum outcome
sp4n_padanan(struct db *db, struct sp4n_padanan_list *list)
{
    enum { MOST = 500 };
    *list = (struct sp4n_padanan_list){ arena_array(db_arena_of(db), struct sp4n_padanan, MOST), 0 };
    struct query q = query_of(db, "SELECT macam, kata, tujuan FROM sp4n_padanan ORDER BY macam DESC, kata LIMIT 500");
    while (list->count < MOST && query_next(&q)) {
        struct sp4n_padanan *p = &list->items[list->count++];
        p->macam  = query_str(&q);
        p->kata   = query_str(&q);
        p->tujuan = query_str(&q);
    }
    return query_end(&q);
}

enum outcome
sp4n_padanan_put(struct db *db, const struct sp4n_padanan *p)
{
    struct query q = query_of(db, "INSERT INTO sp4n_padanan (macam, kata, tujuan) VALUES ($1, $2, $3)"
        " ON CONFLICT (macam, kata) DO UPDATE SET tujuan = excluded.tujuan");
    query_bind(&q, p->macam);
    query_bind(&q, p->kata);
    query_bind(&q, p->tujuan);
    return query_end(&q);
}

enum outcome
sp4n_padanan_drop(struct db *db, str macam, str kata)
{
    struct query q = query_of(db, "DELETE FROM sp4n_padanan WHERE macam = $1 AND kata = $2");
    query_bind(&q, macam);
    query_bind(&q, kata);
    return query_end_changed(&q);
}

str
sp4n_tujuan(const struct sp4n_padanan_list *list, const char *macam, str kata)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eqz(list->items[i].macam, macam) && str_eq(list->items[i].kata, kata))
            return list->items[i].tujuan;
    return S("");
}

str
sp4n_kata(const struct sp4n_padanan_list *list, const char *macam, str tujuan)
{
    for (size_t i = 0; i < list->count && tujuan.len; i++)
        if (str_eqz(list->items[i].macam, macam) && str_eq(list->items[i].tujuan, tujuan))
            return list->items[i].kata;
    return S("");
}

enum outcome
sp4n_known(struct db *db, str luar, struct sp4n_punya *have)
{
    *have = (struct sp4n_punya){ 0 };
    struct query q = query_of(db, "SELECT perkara, status FROM sp4n_laporan WHERE luar = $1");
    query_bind(&q, luar);
    if (query_next(&q)) {
        have->perkara = query_int(&q);
        have->status  = query_str(&q);
    }
    return query_end(&q);
}

/* Nobody confirmed it within a day. */
enum outcome
sp4n_berkas_prune(struct job_run *run)
{
    struct query q = query_of(run->db, "DELETE FROM sp4n_berkas WHERE id IN (SELECT id FROM sp4n_berkas"
        " WHERE dibuat < $1 ORDER BY dibuat LIMIT 500)");
    query_bind(&q, run->now - DAY);
    TRY(query_end(&q));
    run->done = q.changed;
    return OK;
}

str
sp4n_short(str s)
{
    enum { MOST = 160 };
    return letters_head(s, MOST);
}
