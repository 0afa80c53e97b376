-- Rules of logging in: of the rows of one rule and office whose day has come, the newest holds. '' is everybody.
CREATE TABLE aturan_masuk (
    hal TEXT,                   -- dua_langkah, sesi_diam, sandi_huruf, ... (core/siapa/aturan.c)
    jabatan TEXT,
    mulai TEXT,
    nilai INT,
    dasar TEXT,                 -- legal source, or why the region chose so
    PRIMARY KEY (hal, jabatan, mulai)
);

ALTER TABLE sesi ADD COLUMN bukti INT DEFAULT 0;
ALTER TABLE akun ADD COLUMN sandi_sejak INT DEFAULT 0;

-- The second step: a secret that the person's own application holds too. langkah: the last one that was used.
CREATE TABLE dua_langkah (
    akun INT PRIMARY KEY REFERENCES akun (id),
    rahasia BYTES,              -- sealed with the region's secret
    sejak INT,                  -- 0 until its first code came
    langkah INT
);
CREATE TABLE kode_cadangan (
    akun INT REFERENCES akun (id),
    sidik TEXT,                 -- keyed hash; the code itself is nowhere
    dipakai INT,                -- moment, 0 while it still opens
    PRIMARY KEY (akun, sidik)
);

-- Whose password was right and whose second step has not come yet: nobody's session.
CREATE TABLE sesi_separuh (
    sidik TEXT PRIMARY KEY,
    akun INT REFERENCES akun (id),
    dibuat INT,
    habis INT,
    ke TEXT,
    kode BOOL                   -- came with a printed code: a password must be chosen next
);
CREATE INDEX separuh_habis ON sesi_separuh (habis);

-- Forms that wait until their sender has proved who they are; sealed with the region's secret.
CREATE TABLE kiriman_tertahan (
    id ID,
    sesi TEXT,
    dibuat INT,
    habis INT,
    isi BYTES
);
CREATE INDEX tertahan_sesi ON kiriman_tertahan (sesi, id);
CREATE INDEX tertahan_habis ON kiriman_tertahan (habis);
