-- What recurs at a place, offered to whoever plans there: taken as a draft proposal, or refused with a reason.

CREATE TABLE aturan_ulang (     -- from how many on, how near, in how many months
    id ID,
    jenis TEXT,
    kategori INT,               -- 0: every kind
    kali INT,
    meter INT,
    bulan INT,
    dasar TEXT,
    mulai TEXT,
    selesai TEXT                -- '' while it holds
);

CREATE TABLE tawaran (
    id ID,
    jenis TEXT,                 -- of the cases
    kategori INT REFERENCES perkara_kategori (id),
    wilayah TEXT,               -- the nearest RW, or the kelurahan where no RW has a place
    kelurahan TEXT,
    jumlah INT,
    aturan INT REFERENCES aturan_ulang (id),
    keadaan TEXT,               -- terbuka, diambil, ditolak
    tujuan INT,                 -- what it became, 0: nothing
    sebab TEXT,
    akun INT,                   -- who took or refused it
    dibuat INT,
    berubah INT
);
CREATE INDEX tawaran_wilayah ON tawaran (wilayah, id) WHERE keadaan = 'terbuka';
CREATE INDEX tawaran_tujuan ON tawaran (tujuan) WHERE tujuan <> 0;

-- A case is in one offer only: what was refused is not offered again with the same cases.
CREATE TABLE tawaran_perkara (
    perkara ID REFERENCES perkara (id),
    tawaran INT REFERENCES tawaran (id)
);
CREATE INDEX tawaran_isi ON tawaran_perkara (tawaran, perkara);
