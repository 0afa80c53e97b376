-- An office's queue is counted, up to a thousand, from this index alone.
DROP INDEX usulan_tunggu_opd;
CREATE INDEX usulan_tunggu_opd ON usulan (tahun, tingkat, opd, id, kelompok, kelurahan, biaya_kini_sen, status, siap)
    WHERE status = 'diajukan' AND siap = 1;
