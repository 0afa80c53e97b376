-- Cases: complaints, applications and requests for information in one number space, with steps, clocks, assignments, parties.

-- What may be asked for: the service of Open311, the category of a complaint.
CREATE TABLE perkara_kategori (
    id ID,
    jenis TEXT,                 -- aduan, layanan, ppid
    kode TEXT,                  -- service_code
    nama TEXT,
    keterangan TEXT,
    kelompok TEXT,
    kata TEXT,                  -- words people search by, parted by blanks
    ikon TEXT,
    opd INT,                    -- who handles it as a rule, 0: the desk decides
    golongan TEXT,              -- class that sets the deadlines: biasa, pengawasan, informasi
    tampak TEXT,                -- what a report is at first: publik, tertutup, rahasia
    peka BOOL,                  -- its place is never shown exactly
    urutan INT,
    aktif BOOL
);
CREATE UNIQUE INDEX kategori_kode ON perkara_kategori (jenis, kode);

-- Questions of one category, as Open311 knows them.
CREATE TABLE perkara_atribut (
    kategori INT REFERENCES perkara_kategori (id),
    kode TEXT,
    urutan INT,
    tipe TEXT,                  -- string, number, datetime, text, singlevaluelist, multivaluelist
    tanya TEXT,
    petunjuk TEXT,
    wajib BOOL,
    variabel BOOL,              -- 0: a text to read, no question
    PRIMARY KEY (kategori, kode)
);
CREATE TABLE perkara_pilihan (
    kategori INT REFERENCES perkara_kategori (id),
    kode TEXT,
    kunci TEXT,
    nama TEXT,
    urutan INT,
    PRIMARY KEY (kategori, kode, kunci)
);

CREATE TABLE perkara (
    id ID,
    jenis TEXT,                 -- aduan, layanan, ppid; may change, the number stays
    nomor TEXT,                 -- MTR-26-K7PXMQ
    kunci TEXT,                 -- keyed hash of the secret tracking code; the code itself is nowhere
    golongan TEXT,
    kategori INT REFERENCES perkara_kategori (id),
    judul TEXT,
    isi TEXT,
    wilayah TEXT,               -- kelurahan or RW, '' when it was not told
    kelurahan TEXT,
    alamat TEXT,
    lat_e6 INT,
    lon_e6 INT,                 -- 0,0: no point
    kanal TEXT,                 -- web, loket, telepon, wa, surat, open311, sp4n
    luar TEXT,                  -- its number in the system it came from, '' when it is ours
    tampak TEXT,                -- publik, tertutup (reporter and officers), rahasia (who handles it alone)
    anonim BOOL,                -- nobody is told who reported
    tayang BOOL,                -- everybody may read it: publik, and looked at by the desk
    opd INT,                    -- the lead office, 0: still at the desk
    keadaan TEXT,
    terbuka BOOL,               -- its state is not a last one
    hasil TEXT,                 -- ditangani, dijadwalkan, tidak_dapat, bukan_wewenang, tidak_terbukti, ''
    induk INT NULL REFERENCES perkara (id),     -- merged into that one
    nilai INT,                  -- the reporter's rating 1..5, 0: none
    dibuka_kali INT,            -- how often it was opened again
    dukungan INT,               -- folded count of "saya juga"
    tenggat TEXT,               -- the nearest due date of its running clocks, '9999' when none runs
    naik INT,                   -- how far up the line it went
    langkah INT,                -- rises with every act: a stale page is told apart by it
    akun INT,                   -- the reporter's account, 0: none
    dibuat INT,
    berubah INT,
    selesai INT,                -- moment it was closed, 0 while it is open
    ujung INT,                  -- how it ended: 0 none, 1 within its deadline, 2 after it
    hari INT                    -- working days it took, 0 while it is open
);
CREATE UNIQUE INDEX perkara_nomor ON perkara (nomor);
CREATE UNIQUE INDEX perkara_kunci ON perkara (kunci);
CREATE INDEX perkara_antre ON perkara (jenis, tenggat, id) WHERE terbuka = 1;
CREATE INDEX perkara_antre_keadaan ON perkara (jenis, keadaan, tenggat, id);
CREATE INDEX perkara_antre_opd ON perkara (jenis, opd, tenggat, id) WHERE terbuka = 1;
CREATE INDEX perkara_publik ON perkara (jenis, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_kelurahan ON perkara (jenis, kelurahan, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_keadaan ON perkara (jenis, keadaan, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_kategori ON perkara (jenis, kategori, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_opd ON perkara (jenis, opd, id) WHERE tayang = 1;
CREATE INDEX perkara_berubah ON perkara (jenis, berubah, id) WHERE tayang = 1;
CREATE INDEX perkara_dekat ON perkara (jenis, kelurahan, kategori, id);
CREATE INDEX perkara_induk ON perkara (induk);
CREATE INDEX perkara_akun ON perkara (akun, id);
CREATE INDEX perkara_luar ON perkara (luar);

CREATE TABLE perkara_jawaban (
    perkara INT REFERENCES perkara (id),
    kode TEXT,
    urut INT,                   -- 1, 2, ... of a question that takes several
    nilai TEXT,
    PRIMARY KEY (perkara, kode, urut)
);

-- Every act, and every word between reporter and officers. What is shown may be moderated; what was written stays.
CREATE TABLE perkara_langkah (
    id ID,
    perkara INT REFERENCES perkara (id),
    urut INT,
    aksi TEXT,
    dari TEXT,
    ke TEXT,
    hasil TEXT,
    kode_alasan TEXT,
    isi TEXT,
    publik BOOL,                -- for the reporter, and for everybody when the case is shown; else for officers
    oleh TEXT,                  -- pelapor, petugas, sistem
    akun INT,
    jabatan TEXT,
    opd INT,
    waktu INT
) APPEND ONLY;
CREATE UNIQUE INDEX langkah_perkara ON perkara_langkah (perkara, urut);

-- Moderation: the words that stand in place of the written ones; langkah 0 is the report itself.
CREATE TABLE perkara_sunting (
    id ID,
    perkara INT REFERENCES perkara (id),
    langkah INT,
    bidang TEXT,                -- judul, isi
    asli TEXT,
    baru TEXT,
    sebab TEXT,
    akun INT,
    waktu INT
) APPEND ONLY;
CREATE INDEX sunting_perkara ON perkara_sunting (perkara, id);

-- Offices at work on a case: one leads, others support.
CREATE TABLE perkara_tugas (
    id ID,
    perkara INT REFERENCES perkara (id),
    opd INT,
    peran TEXT,                 -- utama, dukungan
    petugas INT,                -- account, 0: the office as a whole
    perintah TEXT,
    keadaan TEXT,               -- berjalan, selesai, dikembalikan
    sejak INT,
    sampai INT
);
CREATE INDEX tugas_perkara ON perkara_tugas (perkara, id);
CREATE INDEX tugas_opd ON perkara_tugas (opd, keadaan, perkara);

-- Who has to do with it: the reporter, those who see the same, those who follow. Their data are sealed (core/pribadi).
CREATE TABLE perkara_pihak (
    id ID,
    perkara INT REFERENCES perkara (id),
    peran TEXT,                 -- pelapor, pendukung, pengikut
    akun INT,
    tamu TEXT,                  -- keyed hash of a guest's cookie: one voice each
    nama BYTES,
    surel BYTES,
    surel_cari TEXT,
    telepon BYTES,
    telepon_cari TEXT,
    kabari BOOL,
    berhenti TEXT,              -- the word that ends the notices, '' when there are none
    waktu INT
);
CREATE INDEX pihak_perkara ON perkara_pihak (perkara, id);
CREATE UNIQUE INDEX pihak_tamu ON perkara_pihak (perkara, peran, akun, tamu);
CREATE INDEX pihak_surel ON perkara_pihak (surel_cari) WHERE surel_cari <> '';

-- Deadlines in working days, by law and from a day on.
CREATE TABLE aturan_jam (
    id ID,
    jenis TEXT,                 -- of the case
    jam TEXT,                   -- verifikasi, tanggapan, selesai, tutup (closes by itself), buka (may be opened again)
    golongan TEXT,              -- '' for every class
    hari INT,
    dasar TEXT,
    mulai TEXT,
    selesai TEXT                -- '' while it holds
);
CREATE INDEX aturan_jam_jenis ON aturan_jam (jenis, jam, mulai);

CREATE TABLE perkara_jam (
    id ID,
    perkara INT REFERENCES perkara (id),
    jam TEXT,
    aturan INT REFERENCES aturan_jam (id),
    mulai TEXT,                 -- day 1 is the working day after it
    hari INT,
    tenggat TEXT,               -- the last day on which it is kept
    tercapai INT,               -- moment it was met or fell away, 0 while it runs
    gugur BOOL,                 -- fell away: it is neither kept nor broken
    naik INT,                   -- levels it went up
    naik_tenggat TEXT           -- goes up when this day is over; '' above the last level
);
CREATE UNIQUE INDEX jam_perkara ON perkara_jam (perkara, jam, id);
CREATE INDEX jam_lewat ON perkara_jam (naik_tenggat, id) WHERE tercapai = 0 AND naik_tenggat <> '';
CREATE INDEX jam_berjalan ON perkara_jam (id) WHERE tercapai = 0;

-- While the reporter is asked for more, all clocks of the case stand still.
CREATE TABLE perkara_jeda (
    id ID,
    perkara INT REFERENCES perkara (id),
    mulai TEXT,
    selesai TEXT,               -- '' while it stands still
    sebab TEXT
);
CREATE INDEX jeda_perkara ON perkara_jeda (perkara, id);

-- A due date that moved, and why: a decree on holidays, a pause, another class.
CREATE TABLE perkara_jam_hitung (
    id ID,
    jam INT REFERENCES perkara_jam (id),
    lama TEXT,
    baru TEXT,
    sebab TEXT,
    waktu INT
) APPEND ONLY;
CREATE INDEX jam_hitung_jam ON perkara_jam_hitung (jam, id);

-- The line up which a broken deadline goes.
CREATE TABLE perkara_jenjang (
    jenis TEXT,
    urutan INT,                 -- 1 ...
    jabatan TEXT,               -- kasi, kabid, kepala_pd, sekda
    nama TEXT,
    daerah BOOL,                -- over the whole region instead of the office
    hari INT,                   -- working days until the next one
    dasar TEXT,
    PRIMARY KEY (jenis, urutan)
);

CREATE TABLE perkara_alasan (
    jenis TEXT,
    kode TEXT,
    nama TEXT,
    untuk TEXT,                 -- acts it may explain
    aktif BOOL,
    PRIMARY KEY (jenis, kode)
);

CREATE TABLE perkara_templat (
    id ID,
    jenis TEXT,
    opd INT,                    -- 0: for every office
    aksi TEXT,                  -- the act it is written for, '' for any
    judul TEXT,
    isi TEXT,
    aktif BOOL
);
CREATE INDEX templat_jenis ON perkara_templat (jenis, opd);

-- Counters as differences; a job folds them.
CREATE TABLE perkara_beda (
    id ID,
    jenis TEXT,
    bulan TEXT,                 -- YYYY-MM of the day it came in
    kelurahan TEXT,
    opd INT,
    kategori INT,
    keadaan TEXT,
    jumlah INT,
    tepat INT,                  -- settled within its deadline
    lambat INT,                 -- settled after it
    hari INT                    -- working days it took, of those settled
);
CREATE TABLE perkara_hitung (
    jenis TEXT,
    bulan TEXT,
    kelurahan TEXT,
    opd INT,
    kategori INT,
    keadaan TEXT,
    jumlah INT,
    tepat INT,
    lambat INT,
    hari INT,
    PRIMARY KEY (jenis, bulan, kelurahan, opd, kategori, keadaan)
);
