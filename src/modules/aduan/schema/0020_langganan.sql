-- Who wants to hear of new complaints at a place: a kelurahan, or around a point; by e-mail without an account, or by inbox.

CREATE TABLE aduan_radius (     -- how far around a point may be chosen
    meter INT PRIMARY KEY,
    aktif BOOL
);

CREATE TABLE aduan_langganan (
    id ID,
    akun INT,                   -- 0: by e-mail
    surel BYTES,                -- sealed, empty for an account
    surel_cari TEXT,
    wilayah TEXT,               -- kelurahan
    lat_e6 INT,                 -- of the smallest cell of the map, not of a house
    lon_e6 INT,
    meter INT,                  -- 0: the whole kelurahan
    kategori INT,               -- 0: every kind
    cara TEXT,                  -- langsung, harian
    sidik TEXT,                 -- keyed hash of the word in its addresses
    kata BYTES,                 -- that word, sealed: each e-mail names it
    keadaan TEXT,               -- menunggu (until the address says yes), aktif
    dibuat INT
);
CREATE UNIQUE INDEX langganan_sidik ON aduan_langganan (sidik);
CREATE INDEX langganan_wilayah ON aduan_langganan (wilayah, id) WHERE keadaan = 'aktif' AND meter = 0;
CREATE INDEX langganan_titik ON aduan_langganan (lat_e6, id) WHERE keadaan = 'aktif' AND meter > 0;
CREATE INDEX langganan_surel ON aduan_langganan (surel_cari, id) WHERE surel_cari <> '';
CREATE INDEX langganan_akun ON aduan_langganan (akun, id) WHERE akun <> 0;
CREATE INDEX langganan_menunggu ON aduan_langganan (dibuat) WHERE keadaan = 'menunggu';

-- What is still to be told: at once, or with the day's bundle.
CREATE TABLE aduan_langganan_isi (
    langganan INT REFERENCES aduan_langganan (id),
    perkara INT,
    siap INT,                   -- moment from which it may go
    PRIMARY KEY (langganan, perkara)
);
CREATE INDEX langganan_isi_siap ON aduan_langganan_isi (siap, langganan);
