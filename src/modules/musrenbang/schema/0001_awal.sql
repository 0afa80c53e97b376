-- e-Musrenbang: years and windows, the dictionary, ceilings, proposals and what each level decided.
CREATE TABLE tahun_rencana (
    tahun INT PRIMARY KEY,      -- the year that is planned for (RKPD)
    nama TEXT,
    keadaan TEXT,               -- berjalan, selesai
    contoh BOOL
);

CREATE TABLE tahapan (
    tahun INT REFERENCES tahun_rencana (tahun),
    kode TEXT,                  -- usulan, lurah, camat, pd, mitra, tapd, penetapan
    urutan INT,
    nama TEXT,
    mulai TEXT,
    selesai TEXT,
    dasar TEXT,
    PRIMARY KEY (tahun, kode)
);

-- The verification path of a year: who decides in which order; a region may leave the kelurahan out.
CREATE TABLE tingkat_putus (
    tahun INT REFERENCES tahun_rencana (tahun),
    kode TEXT,                  -- lurah, camat, pd, mitra, tapd
    urutan INT,
    nama TEXT,                  -- Kelurahan, Kecamatan, Perangkat daerah, Bappeda, TAPD
    jabatan TEXT,               -- roles that may decide, "verifikator_pd kepala_pd"
    lingkup INT,                -- level of the wilayah it sits over (3, 4), 0 for the office, 2 for the region
    perlu_ba BOOL,              -- its decisions go on only when its berita acara is signed
    PRIMARY KEY (tahun, kode)
);

CREATE TABLE alasan (
    kode TEXT PRIMARY KEY,      -- R01 ...
    nama TEXT,
    untuk TEXT,                 -- decisions it may explain: "ubah kembali tolak alih cadangan"
    aktif BOOL
);

CREATE TABLE kamus (
    id ID,
    tahun INT REFERENCES tahun_rencana (tahun),
    kode TEXT,
    nama TEXT,
    kelompok TEXT,              -- infrastruktur, manusia, ekonomi
    fisik BOOL,
    opd INT,                    -- the responsible office
    sub_kegiatan TEXT,          -- 1.03.10.2.01.0053
    sub_kegiatan_nama TEXT,
    satuan TEXT,
    harga_sen INT,
    maks_e4 INT,                -- largest volume of one proposal; 0: none
    pengguna TEXT,              -- rw dprd
    pembayar TEXT,              -- kelurahan, opd
    aktif BOOL
);
CREATE UNIQUE INDEX kamus_kode ON kamus (tahun, kode);

CREATE TABLE pagu_wilayah (
    tahun INT REFERENCES tahun_rencana (tahun),
    wilayah TEXT,
    jumlah_sen INT,
    kuota INT,                  -- proposals an RW may send; 0: no limit
    PRIMARY KEY (tahun, wilayah)
);
CREATE TABLE pagu_opd (
    tahun INT REFERENCES tahun_rencana (tahun),
    opd INT,
    jumlah_sen INT,
    PRIMARY KEY (tahun, opd)
);

CREATE TABLE usulan (
    id ID,
    kode TEXT,                  -- USL-28-K7PXM, given when it is first saved
    tahun INT REFERENCES tahun_rencana (tahun),
    asal TEXT,                  -- rw, pokir
    kanal TEXT,                 -- daring, kertas
    pengusul INT,               -- the account that entered it
    pengusul_teks TEXT,         -- the office: "Ketua RW 04", "Anggota DPRD, Fraksi ..."
    wilayah TEXT,               -- the RW, or the kelurahan of a pokir
    kelurahan TEXT,
    kecamatan TEXT,
    kamus INT REFERENCES kamus (id),
    kelompok TEXT,
    opd INT,                    -- where it is headed; changes when it is re-routed
    judul TEXT,
    masalah TEXT,
    rt TEXT,
    alamat TEXT,
    lat_e6 INT,
    lon_e6 INT,                 -- 0,0: no point, the address tells
    pribadi BOOL,               -- a private house: the public sees the RW's centre and no address
    manfaat INT,                -- households that benefit
    prioritas INT,              -- the RW's own order
    volume_e4 INT,              -- as proposed
    harga_sen INT,              -- as computed with
    estimasi_sen INT,
    volume_kini_e4 INT,         -- after the last decision
    biaya_kini_sen INT,
    status TEXT,                -- draf, diajukan, dikembalikan, ditolak, cadangan, diterima, dibatalkan, kedaluwarsa
    tingkat TEXT,               -- the level whose turn it is, '' when nobody's
    lolos TEXT,                 -- the last level that said yes, ''
    siap BOOL,                  -- handed on: the berita acara of the level before is signed, where it owes one
    lewat_pagu_sen INT,         -- by how much it was over the RW's ceiling
    rembuk_tanggal TEXT,
    rembuk_tempat TEXT,
    hadir_laki INT,
    hadir_perempuan INT,
    ba_berkas INT NULL,
    asal_usulan INT NULL REFERENCES usulan (id),        -- copied from a reserve of an earlier year
    langkah INT,                -- rises with every act: a stale page is told apart by it
    publik BOOL,
    dibuat INT,
    diajukan INT,               -- moment it was first sent, 0 for a draft
    berubah INT
);
CREATE UNIQUE INDEX usulan_kode ON usulan (kode);
CREATE INDEX usulan_rw ON usulan (tahun, wilayah, status);
CREATE INDEX usulan_publik ON usulan (tahun, id) WHERE publik = 1;
CREATE INDEX usulan_publik_kelurahan ON usulan (tahun, kelurahan, id) WHERE publik = 1;
CREATE INDEX usulan_publik_status ON usulan (tahun, status, id) WHERE publik = 1;
CREATE INDEX usulan_publik_opd ON usulan (tahun, opd, id) WHERE publik = 1;
CREATE INDEX usulan_antre_wilayah ON usulan (tahun, tingkat, kelurahan, id);
CREATE INDEX usulan_antre_opd ON usulan (tahun, tingkat, opd, id);
CREATE INDEX usulan_antre ON usulan (tahun, tingkat, id);
CREATE INDEX usulan_mirip ON usulan (kamus, kelurahan, id);
CREATE INDEX usulan_pengusul ON usulan (pengusul, tahun, id);

CREATE TABLE usulan_keputusan (
    id ID,
    usulan INT REFERENCES usulan (id),
    urut INT,                   -- 1, 2, ... of this usulan
    tingkat TEXT,
    keputusan TEXT,             -- setuju, ubah, kembali, tolak, alih, cadangan, terima
    volume_lama_e4 INT,
    biaya_lama_sen INT,
    volume_e4 INT,
    harga_sen INT,
    biaya_sen INT,
    kode_alasan TEXT,
    penjelasan TEXT,
    opd_lama INT,
    opd_baru INT,
    akun INT,
    jabatan TEXT,
    waktu INT
) APPEND ONLY;
CREATE UNIQUE INDEX keputusan_usulan ON usulan_keputusan (usulan, urut);

CREATE TABLE kriteria (
    tahun INT REFERENCES tahun_rencana (tahun),
    kode TEXT,
    nama TEXT,
    petunjuk TEXT,
    bobot_bp INT,               -- of 10,000
    urutan INT,
    PRIMARY KEY (tahun, kode)
);
CREATE TABLE skor (
    usulan INT REFERENCES usulan (id),
    tingkat TEXT,
    kriteria TEXT,
    nilai INT,                  -- 1..5
    PRIMARY KEY (usulan, tingkat, kriteria)
);

CREATE TABLE peringkat (
    tahun INT,
    tingkat TEXT,
    wilayah TEXT,
    usulan INT REFERENCES usulan (id),
    nomor INT,
    alasan TEXT,                -- why it is not where the score put it
    PRIMARY KEY (tahun, tingkat, wilayah, usulan)
);
CREATE UNIQUE INDEX peringkat_nomor ON peringkat (tahun, tingkat, wilayah, nomor);

CREATE TABLE berita_acara (
    id ID,
    tahun INT,
    tingkat TEXT,
    wilayah TEXT,
    nomor TEXT,
    ke INT,                     -- 1, and 2, 3, ... for a berita acara perubahan
    sebab TEXT,                 -- why it changes the one before, '' for the first
    tanggal TEXT,
    tempat TEXT,
    hadir_laki INT,
    hadir_perempuan INT,
    penandatangan TEXT,
    catatan TEXT,               -- minutes
    sidik_daftar TEXT,          -- sha256 of the frozen list
    jumlah INT,
    biaya_sen INT,
    keadaan TEXT,               -- menunggu (waits for the signed scan), sah
    pdf TEXT,                   -- blob hash of the frozen document
    pindaian INT NULL,          -- berkas of the signed scan
    akun INT,
    dibuat INT,
    disahkan INT
);
CREATE UNIQUE INDEX berita_acara_ke ON berita_acara (tahun, tingkat, wilayah, ke);

CREATE TABLE berita_acara_baris (
    berita_acara INT REFERENCES berita_acara (id),
    usulan INT REFERENCES usulan (id),
    nomor INT,                  -- rank; 0 in the list of what was not agreed
    keputusan TEXT,
    volume_e4 INT,
    biaya_sen INT,
    PRIMARY KEY (berita_acara, usulan)
) APPEND ONLY;
CREATE INDEX berita_acara_usulan ON berita_acara_baris (usulan);

CREATE TABLE penomoran (
    seri TEXT PRIMARY KEY,
    terakhir INT
);

-- Counters as differences; a job folds them, so that no row is written by everybody.
CREATE TABLE hitung_beda (
    id ID,
    tahun INT,
    kelurahan TEXT,
    wilayah TEXT,
    opd INT,
    status TEXT,
    alasan TEXT,
    jumlah INT,
    biaya_sen INT
);
CREATE INDEX hitung_beda_tahun ON hitung_beda (tahun, id);
CREATE TABLE hitung (
    tahun INT,
    kelurahan TEXT,
    wilayah TEXT,
    opd INT,
    status TEXT,
    alasan TEXT,
    jumlah INT,
    biaya_sen INT,
    PRIMARY KEY (tahun, kelurahan, wilayah, opd, status, alasan)
);
