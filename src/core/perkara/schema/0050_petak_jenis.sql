-- The map's counts without states, for views that ask for none: where all squares are full each has a row for each kind in
-- each state, and a view would add up hundreds of thousands. `kategori` 0 stands for every kind together.
CREATE TABLE perkara_petak_kategori (
    jenis TEXT,
    zoom INT,
    kategori INT,
    x INT,
    y INT,
    kelurahan TEXT,
    jumlah INT,
    PRIMARY KEY (jenis, zoom, kategori, x, y, kelurahan)
);
INSERT INTO perkara_petak_kategori (jenis, zoom, kategori, x, y, kelurahan, jumlah)
    SELECT jenis, zoom, kategori, x, y, kelurahan, CAST(sum(jumlah) AS BIGINT) FROM perkara_petak
    GROUP BY jenis, zoom, kategori, x, y, kelurahan;
INSERT INTO perkara_petak_kategori (jenis, zoom, kategori, x, y, kelurahan, jumlah)
    SELECT jenis, zoom, 0, x, y, kelurahan, CAST(sum(jumlah) AS BIGINT) FROM perkara_petak
    GROUP BY jenis, zoom, x, y, kelurahan;
