-- Files by what they hold; permission comes from what they belong to.
CREATE TABLE berkas (
    id ID,
    milik_jenis TEXT,           -- usulan, berita_acara
    milik_id INT,
    peran TEXT,                 -- foto, berita_acara, pindaian
    jenis TEXT,                 -- image/jpeg, application/pdf
    nama TEXT,                  -- as it was called where it came from
    sidik TEXT,                 -- sha256: the file, or the widest photo
    sidik_sedang TEXT,          -- 800 px, '' when it is no photo
    sidik_kecil TEXT,           -- 320 px
    ukuran INT,
    lebar INT,
    tinggi INT,
    publik BOOL,
    akun INT,
    waktu INT
);
CREATE INDEX berkas_milik ON berkas (milik_jenis, milik_id, id);
