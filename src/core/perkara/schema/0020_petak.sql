-- What everybody may read, where it stands on the map: counted by cells, found by place, told by its day.

-- One row a case that is shown; it goes when the case is put out of sight.
CREATE TABLE perkara_tampil (
    perkara ID REFERENCES perkara (id),
    jenis TEXT,
    x INT,                      -- its smallest cell (petak.c), west to east and south to north; -1: no point
    y INT,
    kelurahan TEXT,
    kategori INT,
    keadaan TEXT,
    peka BOOL,                  -- its point was rounded
    terbit INT,                 -- moment it was shown first
    dikabarkan BOOL,            -- those who follow the place were told
    diulang BOOL                -- was looked at for what recurs (tawaran.c)
);
CREATE INDEX tampil_petak ON perkara_tampil (jenis, x, y);
CREATE INDEX tampil_kabar ON perkara_tampil (jenis, perkara) WHERE dikabarkan = 0;
CREATE INDEX tampil_ulang ON perkara_tampil (jenis, perkara) WHERE diulang = 0;
CREATE INDEX tampil_peka ON perkara_tampil (kategori, peka);

-- Counters as differences; a job folds them into every zoom.
CREATE TABLE perkara_petak_beda (
    id ID,
    jenis TEXT,
    x INT,
    y INT,
    kelurahan TEXT,
    kategori INT,
    keadaan TEXT,
    jumlah INT
);
CREATE TABLE perkara_petak (
    jenis TEXT,
    zoom INT,                   -- 0 the coarsest; each next one has half the side
    x INT,
    y INT,
    kelurahan TEXT,
    kategori INT,
    keadaan TEXT,
    jumlah INT,
    PRIMARY KEY (jenis, zoom, x, y, kelurahan, kategori, keadaan)
);

-- What is shown already.
INSERT INTO perkara_tampil (perkara, jenis, x, y, kelurahan, kategori, keadaan, peka, terbit, dikabarkan, diulang)
    SELECT p.id, p.jenis,
        CASE WHEN p.lat_e6 = 0 AND p.lon_e6 = 0 THEN -1 WHEN k.peka = 1 THEN (p.lon_e6 + 180000000) / 8000 * 16 + 8
            ELSE (p.lon_e6 + 180000000) / 500 END,
        CASE WHEN p.lat_e6 = 0 AND p.lon_e6 = 0 THEN -1 WHEN k.peka = 1 THEN (p.lat_e6 + 90000000) / 8000 * 16 + 8
            ELSE (p.lat_e6 + 90000000) / 500 END,
        p.kelurahan, p.kategori, p.keadaan, k.peka, p.dibuat, 1, 0
    FROM perkara p JOIN perkara_kategori k ON k.id = p.kategori WHERE p.tayang = 1;
INSERT INTO perkara_petak_beda (id, jenis, x, y, kelurahan, kategori, keadaan, jumlah)
    SELECT perkara, jenis, x, y, kelurahan, kategori, keadaan, 1 FROM perkara_tampil WHERE x >= 0;
