-- What a level over an area recommends there, by its last word on each proposal: the head of its desk reads one row.
CREATE TABLE rekomendasi (
    tahun INT,
    tingkat TEXT,
    wilayah TEXT,
    jumlah INT,
    biaya_sen INT,
    PRIMARY KEY (tahun, tingkat, wilayah)
);
INSERT INTO rekomendasi (tahun, tingkat, wilayah, jumlah, biaya_sen)
    SELECT u.tahun, t.kode, CASE t.lingkup WHEN 4 THEN u.kelurahan ELSE u.kecamatan END, count(*),
        CAST(sum(k.biaya_sen) AS BIGINT)
    FROM usulan_keputusan k JOIN usulan u ON u.id = k.usulan
    JOIN tingkat_putus t ON t.tahun = u.tahun AND t.kode = k.tingkat AND t.lingkup >= 3
    WHERE k.keputusan IN ('setuju', 'ubah', 'terima') AND k.urut = (SELECT max(e.urut) FROM usulan_keputusan e
        WHERE e.usulan = k.usulan AND e.tingkat = k.tingkat)
    GROUP BY u.tahun, t.kode, CASE t.lingkup WHEN 4 THEN u.kelurahan ELSE u.kecamatan END;
