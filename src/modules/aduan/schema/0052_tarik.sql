-- Requests of another installation that are ours to handle, and installations that handle some of ours.
CREATE TABLE sambungan_tarik (
    sambungan INT PRIMARY KEY REFERENCES sambungan (id),
    aktif BOOL,
    per_jam INT,                -- new cases from there in an hour, at most
    tanda INT                   -- their newest change that was read, by their clock
);

-- A reading that is not at its end: the moment it asks from, the newest it saw, the page it wants next.
CREATE TABLE sambungan_bacaan (
    sambungan INT REFERENCES sambungan (id),
    apa TEXT,                   -- laporan, kabar
    dari INT,                   -- 0: none under way
    puncak INT,
    halaman INT,
    PRIMARY KEY (sambungan, apa)
);

-- Their services as they are seen; kategori 0: not ours. '*': any other, when its point lies in our area.
CREATE TABLE sambungan_layanan (
    sambungan INT REFERENCES sambungan (id),
    kode TEXT,
    nama TEXT,
    kategori INT,
    PRIMARY KEY (sambungan, kode)
);

-- Up to where their updates were read when it was queued: what they said of it comes after that, by their clock.
ALTER TABLE sambungan_kirim ADD COLUMN terbaca INT DEFAULT 0;

-- In sambungan_kirim a case that came from there stands with status 'asal' and its number there: once.
CREATE UNIQUE INDEX sambungan_kirim_asal ON sambungan_kirim (sambungan, luar) WHERE status = 'asal';
CREATE INDEX sambungan_kirim_asal_waktu ON sambungan_kirim (sambungan, waktu) WHERE status = 'asal';
CREATE INDEX sambungan_kirim_kabar ON sambungan_kirim (sambungan, luar) WHERE langkah <> 0;

-- Keys of installations that may take cases of ours and answer them.
CREATE TABLE o311_mitra (
    kunci INT PRIMARY KEY REFERENCES o311_kunci (id)
);
CREATE TABLE o311_mitra_perkara (
    kunci INT REFERENCES o311_kunci (id),
    perkara INT REFERENCES perkara (id),
    sejak INT,
    PRIMARY KEY (kunci, perkara)
);
CREATE INDEX o311_kirim_perkara ON o311_kirim (perkara);
