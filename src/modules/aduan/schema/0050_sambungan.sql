-- Other installations that speak Open311: what leaves for them, what came from them, how theirs is called here.
CREATE TABLE sambungan (
    id ID,
    nama TEXT,
    alamat TEXT,                -- of their GeoReport v2, without a slash at its end
    kunci BYTES,                -- sealed
    yurisdiksi TEXT,            -- jurisdiction_id, '' when they have one only
    arah TEXT,                  -- serah: they handle it and their answers come back; salin: they are told, we handle it
    bernama BOOL,               -- names of reporters who are not anonymous go along; contacts never do
    aktif BOOL,
    sejak INT,                  -- cases from this moment on
    terkirim INT,               -- steps up to this moment are queued
    terbaca INT,                -- their updates up to this moment are read
    berhasil INT,               -- the last exchange that went well, 0: none yet
    gagal INT,                  -- failures since then
    berikut INT,                -- the next try; a lease moves it on
    galat TEXT,
    dibuat INT
);
CREATE INDEX sambungan_berikut ON sambungan (berikut, id) WHERE aktif = 1;

CREATE TABLE sambungan_kategori (
    sambungan INT REFERENCES sambungan (id),
    kategori INT REFERENCES perkara_kategori (id),
    kode TEXT,                  -- their service_code
    otomatis BOOL,              -- new cases leave by themselves once they are verified
    PRIMARY KEY (sambungan, kategori)
);

CREATE TABLE sambungan_keadaan (
    sambungan INT REFERENCES sambungan (id),
    status TEXT,                -- theirs, in capitals
    aksi TEXT,                  -- ours: an act of the flow, '' to leave it unheard
    hasil TEXT,
    PRIMARY KEY (sambungan, status)
);

-- The outbox: a case (langkah 0) or one step of it, each once.
CREATE TABLE sambungan_kirim (
    sambungan INT REFERENCES sambungan (id),
    perkara INT REFERENCES perkara (id),
    langkah INT,
    status TEXT,                -- menunggu, terkirim, gagal, batal
    isi BYTES,                  -- sealed: what was sent at the first try, so that a second one says the same
    luar TEXT,                  -- their number for it
    tanda TEXT,                 -- a token that stands for the number, for a while
    galat TEXT,
    waktu INT,
    PRIMARY KEY (sambungan, perkara, langkah)
);
CREATE INDEX sambungan_kirim_antre ON sambungan_kirim (sambungan, status, waktu);
CREATE INDEX sambungan_kirim_luar ON sambungan_kirim (sambungan, luar) WHERE langkah = 0;
CREATE INDEX sambungan_kirim_perkara ON sambungan_kirim (perkara);

CREATE TABLE sambungan_terima (
    sambungan INT REFERENCES sambungan (id),
    luar TEXT,                  -- their update_id
    perkara INT REFERENCES perkara (id),
    aksi TEXT,                  -- what it became here, '' when nothing
    waktu INT,
    PRIMARY KEY (sambungan, luar)
);
