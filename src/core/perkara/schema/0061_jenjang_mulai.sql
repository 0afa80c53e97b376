-- The line has a first day as the clocks have: of the lines whose day has come the newest holds, whole.
CREATE TABLE perkara_jenjang_kini (
    jenis TEXT,
    mulai TEXT,
    urutan INT,                 -- 1 ...
    jabatan TEXT,
    nama TEXT,
    daerah BOOL,                -- over the whole region instead of the office
    hari INT,                   -- working days until the next one
    dasar TEXT,
    PRIMARY KEY (jenis, mulai, urutan)
);
INSERT INTO perkara_jenjang_kini (jenis, mulai, urutan, jabatan, nama, daerah, hari, dasar)
    SELECT jenis, '2020-01-01', urutan, jabatan, nama, daerah, hari, dasar FROM perkara_jenjang;
DROP TABLE perkara_jenjang;
ALTER TABLE perkara_jenjang_kini RENAME TO perkara_jenjang;
