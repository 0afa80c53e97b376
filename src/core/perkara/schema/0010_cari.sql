-- What stands already can be searched from now on (perkara_model.c says what of it).
INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu)
    SELECT p.id, p.jenis, p.nomor, CASE WHEN p.induk IS NULL THEN p.tayang ELSE 0 END,
        CASE p.tampak WHEN 'rahasia' THEN 1 ELSE 0 END, p.kelurahan, p.opd, p.judul, p.isi,
        p.nomor || ' ' || k.nama || ' ' || COALESCE(w.nama, '') || CASE k.peka WHEN 1 THEN '' ELSE ' ' || p.alamat END,
        p.dibuat FROM perkara p JOIN perkara_kategori k ON k.id = p.kategori
        LEFT JOIN wilayah w ON w.kode = p.kelurahan AND w.selesai = '' ORDER BY p.id;
