-- SP4N-LAPOR!: reports by file, both ways. How its files and words look is rows, since no wire format is published.
CREATE TABLE sp4n_kolom (
    bidang TEXT PRIMARY KEY,    -- ours: id, judul, isi, ...
    kolom TEXT                  -- the column or key in their file, lower case
);

CREATE TABLE sp4n_padanan (
    macam TEXT,                 -- topik (a category's code), instansi (an office's code), status (a state of ours)
    kata TEXT,                  -- theirs
    tujuan TEXT,                -- ours
    PRIMARY KEY (macam, kata)
);

-- A file that waits for its preview to be confirmed.
CREATE TABLE sp4n_berkas (
    id ID,
    nama TEXT,
    isi BYTES,                  -- sealed: such files hold names
    akun INT,
    dibuat INT
);
CREATE INDEX sp4n_berkas_dibuat ON sp4n_berkas (dibuat);

CREATE TABLE sp4n_laporan (
    luar TEXT PRIMARY KEY,      -- their tracking id
    perkara INT REFERENCES perkara (id),
    waktu INT
);
CREATE INDEX sp4n_laporan_perkara ON sp4n_laporan (perkara);
