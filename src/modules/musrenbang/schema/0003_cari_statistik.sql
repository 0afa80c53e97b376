-- Words of public proposals, for searching; and the counters of the statistics page.
CREATE TABLE usulan_kata (
    tahun INT,
    kata TEXT,                  -- small letters and digits; a private house has no words of its own
    usulan INT REFERENCES usulan (id),
    PRIMARY KEY (tahun, kata, usulan)
);
CREATE INDEX usulan_kata_usulan ON usulan_kata (usulan);

-- What is counted besides hitung, as differences that the same job folds.
CREATE TABLE ukuran_beda (
    id ID,
    tahun INT,
    ukuran TEXT,                -- kelompok, kanal, hadir, lama
    butir TEXT,                 -- infrastruktur ..., daring kertas, laki perempuan, lurah camat ...
    jumlah INT,
    nilai INT                   -- hadir: people; lama: seconds a level took
);
CREATE INDEX ukuran_beda_tahun ON ukuran_beda (tahun, id);
CREATE TABLE ukuran (
    tahun INT,
    ukuran TEXT,
    butir TEXT,
    jumlah INT,
    nilai INT,
    PRIMARY KEY (tahun, ukuran, butir)
);
