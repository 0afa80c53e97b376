-- What people ask about their own data: a correction or an end of it; answered in three times 24 hours (UU 27/2022 Pasal 30-34, 43).
CREATE TABLE pribadi_permintaan (
    id ID,
    akun INT,
    macam TEXT,                 -- perbaikan, hapus
    isi TEXT,
    keadaan TEXT,               -- menunggu, dipenuhi, ditolak
    jawaban TEXT,
    dibuat INT,
    tenggat INT,
    dijawab INT,                -- moment, 0 while it waits
    oleh INT
);
CREATE INDEX permintaan_akun ON pribadi_permintaan (akun, id);
CREATE INDEX permintaan_menunggu ON pribadi_permintaan (tenggat, id) WHERE keadaan = 'menunggu';
