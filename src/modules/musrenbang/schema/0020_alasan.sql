-- Reasons of every kind stand in one table (core/perkara): those of decisions go there, as the region has them.
INSERT INTO perkara_alasan (jenis, kode, nama, untuk, aktif)
    SELECT 'usulan', kode, nama, untuk, aktif FROM alasan;
DROP TABLE alasan;
