-- What waits, counted by office, state, secrecy and due date: the figures on a desk's chips, as differences that a job folds.
CREATE TABLE perkara_antrean_beda (
    id ID,
    jenis TEXT,
    opd INT,
    keadaan TEXT,
    tampak TEXT,
    tenggat TEXT,
    jumlah INT
);
CREATE TABLE perkara_antrean (
    jenis TEXT,
    opd INT,
    keadaan TEXT,
    tampak TEXT,
    tenggat TEXT,
    jumlah INT,
    PRIMARY KEY (jenis, opd, keadaan, tampak, tenggat)
);
INSERT INTO perkara_antrean (jenis, opd, keadaan, tampak, tenggat, jumlah)
    SELECT jenis, opd, keadaan, tampak, tenggat, count(*) FROM perkara WHERE terbuka = 1
    GROUP BY jenis, opd, keadaan, tampak, tenggat;

-- The secret ones by themselves, and those that were joined to another.
CREATE INDEX perkara_antre_rahasia ON perkara (jenis, tenggat, id) WHERE terbuka = 1 AND tampak = 'rahasia';
CREATE INDEX perkara_antre_gabung ON perkara (jenis, id) WHERE induk IS NOT NULL;
