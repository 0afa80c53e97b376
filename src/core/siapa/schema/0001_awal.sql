-- Accounts, sessions, and roles as rows: person, role, place, from, to, how appointed, decree.
CREATE TABLE akun (
    id ID,
    masuk TEXT,                 -- login name: NIP, e-mail or phone, lower case
    nama TEXT,
    surel TEXT,                 -- '' when none
    sandi TEXT,                 -- argon2id string; '' until the first password
    kode_sekali TEXT,           -- hash of a printed one-time code; '' when none
    kode_habis INT,
    wajib_ganti BOOL,           -- must choose a password before anything else
    aktif BOOL,
    contoh BOOL,                -- sample account
    dibuat INT
);
CREATE UNIQUE INDEX akun_masuk ON akun (masuk);

CREATE TABLE sesi (
    sidik TEXT PRIMARY KEY,     -- hash of the cookie; the cookie itself is nowhere
    akun INT REFERENCES akun (id),
    dibuat INT,
    terakhir INT,
    habis INT,
    agen TEXT
);
CREATE INDEX sesi_akun ON sesi (akun);
CREATE INDEX sesi_habis ON sesi (habis);

CREATE TABLE jabatan (
    kode TEXT PRIMARY KEY,      -- rw, lurah, camat, verifikator_pd, ...
    nama TEXT,
    lingkup TEXT,               -- wilayah, opd, daerah: what its place is
    urutan INT
);

CREATE TABLE jabatan_izin (
    jabatan TEXT REFERENCES jabatan (kode),
    izin TEXT,
    PRIMARY KEY (jabatan, izin)
);

CREATE TABLE peran (
    id ID,
    akun INT REFERENCES akun (id),
    jabatan TEXT REFERENCES jabatan (kode),
    wilayah TEXT,               -- '' for the whole region
    opd INT NULL,
    mulai TEXT,
    selesai TEXT,               -- '' while open
    penetapan TEXT,             -- definitif, plt, plh
    nomor_sk TEXT
);
CREATE INDEX peran_akun ON peran (akun);
CREATE INDEX peran_tempat ON peran (jabatan, wilayah, opd);

-- Failed logins, by account and by address: the wait grows, people are never locked out for good.
CREATE TABLE masuk_gagal (
    kunci TEXT PRIMARY KEY,
    kali INT,
    terakhir INT,
    tunggu_sampai INT
);
