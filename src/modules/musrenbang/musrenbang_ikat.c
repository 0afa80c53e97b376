/* musrenbang_ikat.c: which rows of this module have legal weight: bound to events, looked at by `pamong verify`. */
#include "modules/musrenbang/musrenbang_dalam.h"

/* A draft, or what was given back, is its proposer's; `siap` and `publik` follow from berita acara and status. */
#define HELD "NOT IN ('draf', 'dikembalikan')"

const struct bound ikat_usulan = { "usulan",
    "SELECT id, kode, tahun, asal, kanal, pengusul, pengusul_teks, wilayah, kelurahan, kecamatan, kamus, kelompok,"
    " opd, judul, masalah, rt, alamat, lat_e6, lon_e6, pribadi, manfaat, prioritas, volume_e4, harga_sen, estimasi_sen,"
    " volume_kini_e4, biaya_kini_sen, status, tingkat, lolos, lewat_pagu_sen, rembuk_tanggal, rembuk_tempat,"
    " hadir_laki,"
    " hadir_perempuan, asal_usulan, langkah, dibuat, diajukan, berubah FROM usulan WHERE id = $1 AND status " HELD,
    "SELECT id FROM usulan WHERE id > $1 AND status " HELD " ORDER BY id LIMIT 500" };

const struct bound ikat_keputusan = { "keputusan",
    "SELECT id, urut, tingkat, keputusan, volume_lama_e4, biaya_lama_sen, volume_e4, harga_sen, biaya_sen, kode_alasan,"
    " penjelasan, opd_lama, opd_baru, akun, jabatan, waktu FROM usulan_keputusan WHERE usulan = $1 ORDER BY urut",
    "SELECT DISTINCT usulan FROM usulan_keputusan WHERE usulan > $1 ORDER BY usulan LIMIT 500" };

const struct bound ikat_bukti = { "berkas usulan",
    "SELECT b.id, b.peran, b.jenis, b.sidik, b.sidik_sedang, b.sidik_kecil, b.ukuran FROM berkas b"
    " JOIN usulan u ON u.id = b.milik_id AND u.status " HELD " WHERE b.milik_jenis = 'usulan' AND b.milik_id = $1"
    " ORDER BY b.id",
    "SELECT id FROM usulan WHERE id > $1 AND status " HELD " ORDER BY id LIMIT 500" };

const struct bound ikat_ba = { "berita acara",
    "SELECT id, tahun, tingkat, wilayah, nomor, ke, sebab, tanggal, tempat, hadir_laki, hadir_perempuan, penandatangan,"
    " catatan, sidik_daftar, jumlah, biaya_sen, keadaan, pdf, pindaian, akun, dibuat, disahkan FROM berita_acara"
    " WHERE id = $1",
    "SELECT id FROM berita_acara WHERE id > $1 ORDER BY id LIMIT 500" };

const struct bound ikat_ba_baris = { "baris berita acara",
    "SELECT usulan, nomor, keputusan, volume_e4, biaya_sen FROM berita_acara_baris WHERE berita_acara = $1"
    " ORDER BY usulan",
    "SELECT DISTINCT berita_acara FROM berita_acara_baris WHERE berita_acara > $1 ORDER BY berita_acara LIMIT 500" };

const struct bound ikat_pindaian = { "berkas berita acara",
    "SELECT id, peran, jenis, sidik, sidik_sedang, sidik_kecil, ukuran FROM berkas"
    " WHERE milik_jenis = 'berita_acara' AND milik_id = $1 ORDER BY id",
    "SELECT id FROM berita_acara WHERE id > $1 ORDER BY id LIMIT 500" };
