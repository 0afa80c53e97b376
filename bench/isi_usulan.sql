-- isi_usulan.sql: so many proposals in the sample's year, on either engine; tumbuh.mjs puts :count and :base in. The first 10,000 lie where
-- the sample's lie, all others in one kelurahan: a region that grows has more areas, not more proposals in each.
CREATE TEMP TABLE asal AS SELECT row_number() OVER (ORDER BY id) - 1 AS ke, id FROM usulan
    WHERE tahun = 2028 AND diajukan > 0;
CREATE TEMP TABLE isi (ke BIGINT PRIMARY KEY, id BIGINT NOT NULL, asal BIGINT NOT NULL);
INSERT INTO isi (ke, id, asal) WITH RECURSIVE n(ke) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT ke + 1 FROM n WHERE ke < :count)
    SELECT n.ke, :base + n.ke * 32, a.id FROM n JOIN asal a ON a.ke = n.ke * 7919 % (SELECT count(*) FROM asal);

INSERT INTO usulan (id, kode, tahun, asal, kanal, pengusul, pengusul_teks, wilayah, kelurahan, kecamatan, kamus, kelompok, opd,
        judul, masalah, rt, alamat, lat_e6, lon_e6, pribadi, manfaat, prioritas, volume_e4, harga_sen, estimasi_sen, volume_kini_e4,
        biaya_kini_sen, status, tingkat, lolos, siap, lewat_pagu_sen, rembuk_tanggal, rembuk_tempat, hadir_laki, hadir_perempuan,
        langkah, publik, dibuat, diajukan, berubah)
    SELECT i.id, 'UJI-' || CAST(i.ke AS TEXT), u.tahun, u.asal, u.kanal, u.pengusul, u.pengusul_teks,
        CASE WHEN i.ke <= 10000 THEN u.wilayah ELSE '18.72.01.1001.001' END,
        CASE WHEN i.ke <= 10000 THEN u.kelurahan ELSE '18.72.01.1001' END,
        CASE WHEN i.ke <= 10000 THEN u.kecamatan ELSE '18.72.01' END, u.kamus, u.kelompok, u.opd,
        u.judul, u.masalah, u.rt, u.alamat,
        CASE WHEN u.lat_e6 = 0 THEN 0 ELSE u.lat_e6 + i.ke * 7919 % 20000 - 10000 END,
        CASE WHEN u.lat_e6 = 0 THEN 0 ELSE u.lon_e6 + i.ke * 104729 % 20000 - 10000 END, u.pribadi, u.manfaat, u.prioritas, u.volume_e4, u.harga_sen,
        u.estimasi_sen, u.volume_kini_e4, u.biaya_kini_sen, u.status, u.tingkat, u.lolos, u.siap, u.lewat_pagu_sen, u.rembuk_tanggal,
        u.rembuk_tempat, u.hadir_laki, u.hadir_perempuan, u.langkah, u.publik, u.dibuat, u.diajukan, u.berubah
    FROM isi i JOIN usulan u ON u.id = i.asal;
INSERT INTO usulan_keputusan (id, usulan, urut, tingkat, keputusan, volume_lama_e4, biaya_lama_sen, volume_e4, harga_sen, biaya_sen,
        kode_alasan, penjelasan, opd_lama, opd_baru, akun, jabatan, waktu)
    SELECT i.id + k.urut, i.id, k.urut, k.tingkat, k.keputusan, k.volume_lama_e4, k.biaya_lama_sen, k.volume_e4, k.harga_sen, k.biaya_sen,
        k.kode_alasan, k.penjelasan, k.opd_lama, k.opd_baru, k.akun, k.jabatan, k.waktu
    FROM isi i JOIN usulan_keputusan k ON k.usulan = i.asal;
INSERT INTO keputusan_tahun (tahun, keputusan)
    SELECT 2028, i.id + k.urut FROM isi i JOIN usulan_keputusan k ON k.usulan = i.asal;
INSERT INTO skor (usulan, tingkat, kriteria, nilai)
    SELECT i.id, s.tingkat, s.kriteria, s.nilai FROM isi i JOIN skor s ON s.usulan = i.asal;
INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu)
    SELECT i.id, c.jenis, u.kode, c.publik, c.rahasia, u.kelurahan, c.opd, c.judul, c.isi, c.lain, c.waktu
    FROM isi i JOIN usulan u ON u.id = i.id JOIN cari c ON c.id = i.asal;
INSERT INTO hitung_beda (id, tahun, kelurahan, wilayah, opd, status, alasan, jumlah, biaya_sen)
    SELECT :base + row_number() OVER (ORDER BY u.kelurahan, u.wilayah, u.opd, u.status), 2028, u.kelurahan, u.wilayah, u.opd, u.status, '',
        count(*), CAST(sum(u.biaya_kini_sen) AS BIGINT) FROM isi i JOIN usulan u ON u.id = i.id WHERE u.publik = 1
    GROUP BY u.kelurahan, u.wilayah, u.opd, u.status;
DROP TABLE isi;
DROP TABLE asal;
