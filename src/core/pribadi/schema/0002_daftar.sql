-- The register of processing (UU 27/2022 Pasal 31): every column that tells of a person. The program brings the rows, a region words them.
CREATE TABLE pribadi_daftar (
    kolom TEXT PRIMARY KEY,     -- akun.surel
    urutan INT,
    isi TEXT,                   -- what it is, in words
    tujuan TEXT,
    dasar TEXT,                 -- legal basis
    penerima TEXT,              -- who may see it
    simpan TEXT,                -- how long
    samar TEXT,                 -- how it is masked or sealed: what the program does, nobody's choice
    diubah INT                  -- moment of the region's last change, 0: as the program brought it
);
