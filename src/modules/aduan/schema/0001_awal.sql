-- What a resident has written so far, before it is sent; and how often an address sends.
CREATE TABLE aduan_draf (
    id ID,
    sidik TEXT,                 -- keyed hash of the word in the address; the word itself is nowhere
    tamu TEXT,                  -- keyed hash of the guest's cookie, or 'akun:N'
    kategori INT,
    isi TEXT,
    kelurahan TEXT,
    alamat TEXT,
    lat_e6 INT,
    lon_e6 INT,
    jawaban TEXT,               -- the category's questions, as code=value lines
    perkara INT,                -- what it became, 0 until it is sent
    kode BYTES,                 -- the tracking code, sealed, for the page that tells it once
    dibuat INT
);
CREATE UNIQUE INDEX aduan_draf_sidik ON aduan_draf (sidik);
CREATE INDEX aduan_draf_dibuat ON aduan_draf (dibuat);

CREATE TABLE aduan_laju (
    kunci TEXT,                 -- keyed hash of an address, or of one and a purpose
    jendela INT,                -- the hour since 1970
    kali INT,
    PRIMARY KEY (kunci, jendela)
);
