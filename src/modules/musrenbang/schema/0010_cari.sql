-- One search for everything (core/cari): what stands can be found there from now on.
DROP TABLE usulan_kata;
INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu)
    SELECT u.id, 'usulan', u.kode, u.publik, 0, u.kelurahan, u.opd,
        CASE u.pribadi WHEN 1 THEN k.nama ELSE u.judul END, CASE u.pribadi WHEN 1 THEN '' ELSE u.masalah END,
        u.kode || ' ' || k.nama || ' ' || COALESCE(w.nama, '') || CASE u.pribadi WHEN 1 THEN '' ELSE ' ' || u.alamat END,
        u.diajukan FROM usulan u JOIN kamus k ON k.id = u.kamus
        LEFT JOIN wilayah w ON w.kode = u.kelurahan AND w.selesai = '' WHERE u.publik = 1 ORDER BY u.id;
