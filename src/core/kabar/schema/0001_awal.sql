-- Notices to one account, and the e-mails that go out for them.
CREATE TABLE kabar (
    id ID,
    akun INT,
    jenis TEXT,
    judul TEXT,
    isi TEXT,
    tautan TEXT,
    waktu INT,
    dibaca INT                  -- moment, 0 while unread
);
CREATE INDEX kabar_akun ON kabar (akun, id);
CREATE INDEX kabar_belum ON kabar (akun) WHERE dibaca = 0;

CREATE TABLE surel_keluar (
    id ID,
    akun INT,
    kepada TEXT,
    judul TEXT,
    isi TEXT,
    waktu INT,
    coba INT,
    berikut INT,
    status TEXT,                -- menunggu, dikirim, gagal
    galat TEXT
);
CREATE INDEX surel_menunggu ON surel_keluar (berikut) WHERE status = 'menunggu';
