-- The region's own areas, from the region itself down to each RW, and the national reference by version.
CREATE TABLE tingkat_wilayah (
    tingkat INT PRIMARY KEY,    -- 1 provinsi, 2 kabupaten or kota, 3 kecamatan, 4 kelurahan or desa, 5 RW
    nama TEXT,                  -- Kecamatan, or Distrik in Papua
    singkat TEXT,               -- Kec.
    kepala TEXT                 -- Camat, Kepala Distrik
);

CREATE TABLE wilayah (
    kode TEXT PRIMARY KEY,      -- 18.72.01.1001, an RW adds three digits: 18.72.01.1001.004
    induk TEXT,
    tingkat INT REFERENCES tingkat_wilayah (tingkat),
    jenis TEXT,                 -- kota, kabupaten, kecamatan, kelurahan, desa, rw
    nama TEXT,
    lat_e6 INT,                 -- its centre, degrees x 1,000,000; 0 when unknown
    lon_e6 INT,
    mulai TEXT,
    selesai TEXT                -- '' while it exists
);
CREATE INDEX wilayah_induk ON wilayah (induk, kode);
CREATE INDEX wilayah_tingkat ON wilayah (tingkat, kode);

CREATE TABLE wilayah_batas (
    kode TEXT PRIMARY KEY REFERENCES wilayah (kode),
    cincin TEXT,                -- lon,lat pairs x 1,000,000, rings parted by ';'
    sumber TEXT                 -- where it comes from; indicative, never a legal border
);

-- Every village of Indonesia, imported by version (npm idn-area-data or CSV); one row makes a version current.
CREATE TABLE acuan_versi (
    id ID,
    sumber TEXT,
    lisensi TEXT,
    dasar TEXT,                 -- the regulation
    baris INT,
    dibuat INT
);
CREATE TABLE acuan_wilayah (
    versi INT REFERENCES acuan_versi (id),
    kode TEXT,
    induk TEXT,
    nama TEXT,
    PRIMARY KEY (versi, kode)
);
CREATE INDEX acuan_induk ON acuan_wilayah (versi, induk, kode);
CREATE TABLE acuan_berlaku (
    satu INT PRIMARY KEY,       -- always 1
    versi INT REFERENCES acuan_versi (id)
);

CREATE TABLE pengaturan (
    kunci TEXT PRIMARY KEY,     -- daerah.nama, daerah.zona, uang.langkah_sen, ...
    nilai TEXT,
    dasar TEXT                  -- legal source, '' when it is a choice
);
