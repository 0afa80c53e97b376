-- What happened, for ever. The event's row holds only a salted commitment to its text, so that the
-- text can be erased (UU PDP) while the tree still proves that nothing else was changed.
CREATE TABLE peristiwa (
    id ID,
    waktu INT,
    akun INT NULL,
    jabatan TEXT,               -- the office held, "Lurah Iring Mulyo"; never a person's name
    jenis TEXT,                 -- musrenbang.diajukan
    subjek_jenis TEXT,
    subjek INT,
    publik BOOL,
    komitmen TEXT,              -- sha256(garam || isi)
    sidik TEXT                  -- leaf hash over all columns above
) APPEND ONLY;
CREATE INDEX peristiwa_subjek ON peristiwa (subjek_jenis, subjek, id);

CREATE TABLE peristiwa_isi (
    peristiwa INT PRIMARY KEY REFERENCES peristiwa (id),
    garam TEXT,
    isi TEXT
);

-- The Merkle tree's leaves in the order the sealer took them, and its signed checkpoints.
CREATE TABLE segel_daun (
    urut INT PRIMARY KEY,       -- 0, 1, 2, ... without gaps
    peristiwa INT REFERENCES peristiwa (id),
    sidik TEXT
) APPEND ONLY;
CREATE UNIQUE INDEX segel_daun_peristiwa ON segel_daun (peristiwa);

CREATE TABLE segel_titik (
    ukuran INT PRIMARY KEY,     -- number of leaves under this root
    akar TEXT,
    tepi TEXT,                  -- roots of the perfect subtrees, so that the next leaf needs no old one
    waktu INT,
    tanda TEXT,                 -- Ed25519 over "pamong-segel:ukuran:akar:waktu"
    kunci TEXT                  -- the public key it verifies with
) APPEND ONLY;

-- Events not yet in the tree; a row goes when its leaf is there.
CREATE TABLE segel_antre (
    peristiwa INT PRIMARY KEY REFERENCES peristiwa (id)
);
