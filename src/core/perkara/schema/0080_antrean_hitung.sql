-- What waits by office, state and secrecy, and apart from it by due date: figures of a desk add up a row for each state and each late
-- day, where cells of office, state and day together were thousands. opd -1: the whole city's days.
CREATE TABLE perkara_antrean_keadaan (
    jenis TEXT,
    opd INT,
    keadaan TEXT,
    tampak TEXT,
    jumlah INT,
    PRIMARY KEY (jenis, opd, keadaan, tampak)
);
CREATE TABLE perkara_antrean_tenggat (
    jenis TEXT,
    opd INT,
    tenggat TEXT,
    tampak TEXT,
    jumlah INT,
    PRIMARY KEY (jenis, opd, tenggat, tampak)
);
INSERT INTO perkara_antrean_keadaan (jenis, opd, keadaan, tampak, jumlah)
    SELECT jenis, opd, keadaan, tampak, CAST(sum(jumlah) AS BIGINT) FROM perkara_antrean GROUP BY jenis, opd, keadaan, tampak;
INSERT INTO perkara_antrean_tenggat (jenis, opd, tenggat, tampak, jumlah)
    SELECT jenis, opd, tenggat, tampak, CAST(sum(jumlah) AS BIGINT) FROM perkara_antrean GROUP BY jenis, opd, tenggat, tampak;
INSERT INTO perkara_antrean_tenggat (jenis, opd, tenggat, tampak, jumlah)
    SELECT jenis, -1, tenggat, tampak, CAST(sum(jumlah) AS BIGINT) FROM perkara_antrean GROUP BY jenis, tenggat, tampak;
DROP TABLE perkara_antrean;
