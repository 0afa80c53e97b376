-- The administration of planning: files that wait to be applied, reserves carried over, what a closing year ends.
CREATE TABLE rencana_berkas (
    id ID,
    tahun INT REFERENCES tahun_rencana (tahun),
    jenis TEXT,                 -- kamus, pagu
    nama TEXT,
    isi TEXT,                   -- the CSV as it came, shown before it is applied
    akun INT,
    dibuat INT
);
CREATE INDEX rencana_berkas_dibuat ON rencana_berkas (dibuat);

CREATE UNIQUE INDEX usulan_salinan ON usulan (asal_usulan) WHERE asal_usulan IS NOT NULL AND status <> 'dibatalkan';
CREATE INDEX usulan_belum_selesai ON usulan (tahun, id) WHERE status IN ('draf', 'dikembalikan', 'cadangan');
CREATE INDEX usulan_cadangan ON usulan (tahun, id) WHERE status IN ('cadangan', 'kedaluwarsa');
CREATE INDEX kamus_nama ON kamus (tahun, nama);
CREATE INDEX keputusan_alasan ON usulan_keputusan (kode_alasan) WHERE kode_alasan <> '';
CREATE INDEX usulan_terkirim ON usulan (tahun, id) WHERE diajukan > 0;
