-- What a page asks for stays small while a year grows: queues by place, every filter of the public list, the newest decisions.
DROP INDEX usulan_antre_wilayah;
DROP INDEX usulan_antre_opd;
DROP INDEX usulan_antre;
CREATE INDEX usulan_tunggu ON usulan (tahun, tingkat, id) WHERE status = 'diajukan' AND siap = 1;
CREATE INDEX usulan_tunggu_kelurahan ON usulan (tahun, tingkat, kelurahan, id) WHERE status = 'diajukan' AND siap = 1;
CREATE INDEX usulan_tunggu_kecamatan ON usulan (tahun, tingkat, kecamatan, id) WHERE status = 'diajukan' AND siap = 1;
CREATE INDEX usulan_tunggu_opd ON usulan (tahun, tingkat, opd, id) WHERE status = 'diajukan' AND siap = 1;
CREATE INDEX usulan_publik_kecamatan ON usulan (tahun, kecamatan, id) WHERE publik = 1;
CREATE INDEX usulan_publik_rw ON usulan (tahun, wilayah, id) WHERE publik = 1;
CREATE INDEX usulan_publik_kamus ON usulan (tahun, kamus, id) WHERE publik = 1;
CREATE INDEX usulan_publik_asal ON usulan (tahun, asal, id) WHERE publik = 1;
CREATE INDEX usulan_draf ON usulan (tahun) WHERE status = 'draf';
CREATE INDEX usulan_pagu_opd ON usulan (tahun, opd, biaya_kini_sen) WHERE publik = 1 AND status = 'diterima';

-- The decisions of a year in their order.
CREATE TABLE keputusan_tahun (
    tahun INT REFERENCES tahun_rencana (tahun),
    keputusan INT REFERENCES usulan_keputusan (id),
    PRIMARY KEY (tahun, keputusan)
);
INSERT INTO keputusan_tahun (tahun, keputusan)
    SELECT u.tahun, k.id FROM usulan_keputusan k JOIN usulan u ON u.id = k.usulan;
