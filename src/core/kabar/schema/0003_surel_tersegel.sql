-- Addresses of the outbox lie sealed, as those of accounts do; half an hour's codes are asked for anew.
INSERT INTO pribadi_polos (kolom, baris, isi) SELECT 'surel_keluar.kepada', id, kepada FROM surel_keluar
    WHERE kepada <> '';
ALTER TABLE surel_keluar DROP COLUMN kepada;
ALTER TABLE surel_keluar ADD COLUMN kepada BYTES NULL;  -- sealed; NULL: to the account's own address
UPDATE surel_ganti SET kode = '', habis = 0;
ALTER TABLE surel_ganti DROP COLUMN surel;
ALTER TABLE surel_ganti ADD COLUMN surel BYTES NULL;
