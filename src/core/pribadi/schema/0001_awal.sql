-- What lay in plain before its column was sealed: migrations put it here, the next start seals it. Empty after that.
CREATE TABLE pribadi_polos (
    kolom TEXT,                 -- akun.surel
    baris INT,
    isi TEXT,
    PRIMARY KEY (kolom, baris)
);
