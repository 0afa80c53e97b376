-- Open311: who may send, how often, and what a client sent already.
CREATE TABLE o311_kunci (
    id ID,
    nama TEXT,                  -- whose program it is
    sidik TEXT,                 -- keyed hash of the key; the key itself is told once
    uji BOOL,                   -- only for the test jurisdiction
    per_jam INT,
    aktif BOOL,
    dibuat INT
);
CREATE UNIQUE INDEX o311_kunci_sidik ON o311_kunci (sidik);

CREATE TABLE o311_kirim (
    kunci INT REFERENCES o311_kunci (id),
    sidik TEXT,                 -- hash of what was sent: the same twice is one case
    perkara INT REFERENCES perkara (id),
    waktu INT,
    PRIMARY KEY (kunci, sidik)
);
CREATE INDEX o311_kirim_waktu ON o311_kirim (kunci, waktu);

CREATE TABLE o311_kabar (
    kunci INT REFERENCES o311_kunci (id),
    luar TEXT,                  -- update_id of the sender
    langkah INT,                -- what it became
    PRIMARY KEY (kunci, luar)
);
