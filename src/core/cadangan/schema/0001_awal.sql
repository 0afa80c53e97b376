-- Good backups only: a row is written after the backup was read back. The newest tells how old it is.
CREATE TABLE cadangan (
    id ID,
    waktu INT,                  -- the moment of its snapshot
    selesai INT,
    tujuan TEXT,
    titik INT,                  -- leaves under its checkpoint
    tabel INT,
    baris INT,
    berkas INT,
    bytes INT,
    rusak INT                   -- files left out: their content was not their name's
);
CREATE INDEX cadangan_waktu ON cadangan (waktu);
