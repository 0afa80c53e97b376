/* musrenbang_tulis.c: writing proposals, decisions, and the counters that the statistics are read from. */
#include "modules/musrenbang/musrenbang.h"
#include "modules/musrenbang/musrenbang_dalam.h"

/* $1 to $19: what a proposer may still change while it is theirs. */
static void
bind_what(struct query *q, const struct usulan *u)
{
    query_bind(q, u->id);
    query_bind(q, u->wilayah);
    query_bind(q, u->kelurahan);
    query_bind(q, u->kecamatan);
    query_bind(q, u->kamus);
    query_bind(q, u->kelompok);
    query_bind(q, u->opd);
    query_bind(q, u->judul);
    query_bind(q, u->masalah);
    query_bind(q, u->rt);
    query_bind(q, u->alamat);
    query_bind(q, u->lat_e6);
    query_bind(q, u->lon_e6);
    query_bind(q, u->pribadi);
    query_bind(q, u->manfaat);
    query_bind(q, u->prioritas);
    query_bind(q, u->volume_awal);
    query_bind(q, u->harga);
    query_bind(q, u->estimasi);
}

/* $20 to $33: how far it is. */
static void
bind_state(struct query *q, const struct usulan *u)
{
    query_bind(q, u->volume_kini);
    query_bind(q, u->biaya_kini);
    query_bind(q, u->status);
    query_bind(q, u->tingkat);
    query_bind(q, u->lolos);
    query_bind(q, u->lewat_pagu);
    query_bind(q, u->rembuk_tanggal);
    query_bind(q, u->rembuk_tempat);
    query_bind(q, u->hadir_laki);
    query_bind(q, u->hadir_perempuan);
    query_bind_id(q, u->ba_berkas);
    query_bind(q, u->langkah);
    query_bind(q, u->publik);
    query_bind(q, u->siap);
}

enum outcome
usulan_update(struct db *db, const struct usulan *u)
{
    struct query q = query_of(db,
        "UPDATE usulan SET wilayah = $2, kelurahan = $3, kecamatan = $4, kamus = $5, kelompok = $6,"
        " opd = $7, judul = $8, masalah = $9, rt = $10, alamat = $11, lat_e6 = $12, lon_e6 = $13,"
        " pribadi = $14, manfaat = $15, prioritas = $16, volume_e4 = $17, harga_sen = $18,"
        " estimasi_sen = $19, volume_kini_e4 = $20, biaya_kini_sen = $21, status = $22, tingkat = $23,"
        " lolos = $24, lewat_pagu_sen = $25, rembuk_tanggal = $26, rembuk_tempat = $27,"
        " hadir_laki = $28, hadir_perempuan = $29, ba_berkas = $30, langkah = $31, publik = $32, siap = $33"
        " WHERE id = $1");
    bind_what(&q, u);
    bind_state(&q, u);
    TRY(query_end_changed(&q));
    struct query when = query_of(db,
        "UPDATE usulan SET diajukan = $2, berubah = $3 WHERE id = $1");
    query_bind(&when, u->id);
    query_bind(&when, u->diajukan);
    query_bind(&when, u->berubah);
    TRY(query_end_changed(&when));
    return usulan_searchable(db, u);
}

/* The row as it is made: what never changes afterwards; usulan_update writes the rest. */
enum outcome
usulan_insert(struct db *db, const struct usulan *u)
{
    struct query q = query_of(db,
        "INSERT INTO usulan (id, kode, tahun, asal, kanal, pengusul, pengusul_teks, wilayah, kelurahan,"
        " kecamatan, kamus, kelompok, opd, judul, masalah, rt, alamat, lat_e6, lon_e6, pribadi, manfaat,"
        " prioritas, volume_e4, harga_sen, estimasi_sen, volume_kini_e4, biaya_kini_sen, status, tingkat,"
        " lolos, siap, lewat_pagu_sen, rembuk_tanggal, rembuk_tempat, hadir_laki, hadir_perempuan,"
        " asal_usulan, langkah, publik, dibuat, diajukan, berubah)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', '', '', 0, 0, 0, 0,"
        " 0, 0, 0, 0, 0, 0, 'draf', '', '', 0, 0, '', '', 0, 0, $14, 0, 0, $15, 0, $15)");
    query_bind(&q, u->id);
    query_bind(&q, u->kode);
    query_bind(&q, u->tahun);
    query_bind(&q, u->asal);
    query_bind(&q, u->kanal);
    query_bind(&q, u->pengusul);
    query_bind(&q, u->pengusul_teks);
    query_bind(&q, u->wilayah);
    query_bind(&q, u->kelurahan);
    query_bind(&q, u->kecamatan);
    query_bind(&q, u->kamus);
    query_bind(&q, u->kelompok);
    query_bind(&q, u->opd);
    query_bind_id(&q, u->asal_usulan);
    query_bind(&q, u->dibuat);
    TRY(query_end(&q));
    return usulan_update(db, u);
}

enum outcome
keputusan_insert(struct db *db, const struct keputusan *k)
{
    struct query q = query_of(db,
        "INSERT INTO usulan_keputusan (id, usulan, urut, tingkat, keputusan, volume_lama_e4,"
        " biaya_lama_sen, volume_e4, harga_sen, biaya_sen, kode_alasan, penjelasan, opd_lama, opd_baru,"
        " akun, jabatan, waktu)"
        " SELECT $1, $2, COALESCE(max(urut), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
        " $14, $15, $16 FROM usulan_keputusan WHERE usulan = $2");
    query_bind(&q, k->id);
    query_bind(&q, k->usulan);
    query_bind(&q, k->tingkat);
    query_bind(&q, k->keputusan);
    query_bind(&q, k->volume_lama);
    query_bind(&q, k->biaya_lama);
    query_bind(&q, k->volume);
    query_bind(&q, k->harga);
    query_bind(&q, k->biaya);
    query_bind(&q, k->kode_alasan);
    query_bind(&q, k->penjelasan);
    query_bind(&q, k->opd_lama);
    query_bind(&q, k->opd_baru);
    query_bind(&q, k->akun);
    query_bind(&q, k->jabatan);
    query_bind(&q, k->waktu);
    TRY(query_end_changed(&q));
    struct query of_year = query_of(db, "INSERT INTO keputusan_tahun (tahun, keputusan)"
        " SELECT tahun, $2 FROM usulan WHERE id = $1");
    query_bind(&of_year, k->usulan);
    query_bind(&of_year, k->id);
    TRY(query_end_changed(&of_year));
    return rekomendasi_move(db, k);
}
