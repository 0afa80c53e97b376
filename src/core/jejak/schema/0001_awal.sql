-- The trail: what a proposal, a budget line, a contract, a hand-over became, as nodes and links.
CREATE TABLE simpul (
    id ID,
    jenis TEXT,                 -- usulan, kelurahan, kecamatan, opd, bappeda, tapd, rka, dpa, kontrak, ...
    judul TEXT,
    keterangan TEXT,
    wilayah TEXT,
    opd INT NULL,
    publik BOOL,
    tautan TEXT,                -- the page of it, '' when the strip's own page says all
    keadaan TEXT,               -- selesai, ubah, tunggu, tolak
    jumlah_sen INT,             -- what it was worth at this step
    waktu INT
);

CREATE TABLE tautan (
    id ID,
    dari INT REFERENCES simpul (id),
    ke INT REFERENCES simpul (id),
    jumlah_sen INT,
    bagian_e4 INT,              -- share of the source that went this way, 10,000 = all
    waktu INT,
    peristiwa INT NULL
) APPEND ONLY;
CREATE INDEX tautan_dari ON tautan (dari);
CREATE INDEX tautan_ke ON tautan (ke);
