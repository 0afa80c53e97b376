-- A form that was sent twice is done once: the first answer is kept and given again.
CREATE TABLE kunci_kirim (
    pemilik TEXT,               -- the account, or the guest's cookie hashed
    rute TEXT,
    kunci TEXT,
    sidik TEXT,                 -- hash of the body: another body under the same key is refused
    status INT,
    lokasi TEXT,
    waktu INT,
    PRIMARY KEY (pemilik, rute, kunci)
);
CREATE INDEX kunci_kirim_waktu ON kunci_kirim (waktu);

-- What must be kept of an act that was refused or rolled back.
CREATE TABLE jejak_tolak (
    id ID,
    waktu INT,
    akun INT,
    rute TEXT,
    jenis TEXT,
    isi TEXT
) APPEND ONLY;
