-- Offices (organisasi perangkat daerah).
CREATE TABLE opd (
    id ID,
    kode TEXT,                  -- 1.03.0.00.0.00.01.0000
    nama TEXT,
    singkatan TEXT,
    jenis TEXT,                 -- dinas, badan, bagian, lembaga, kecamatan, kelurahan
    wilayah TEXT,               -- '' for the whole region
    induk INT NULL REFERENCES opd (id),
    mulai TEXT,
    selesai TEXT
);
CREATE UNIQUE INDEX opd_kode ON opd (kode);
CREATE INDEX opd_jenis ON opd (jenis, nama);
