-- A question is retired, never deleted: answers of old cases name it.
ALTER TABLE perkara_atribut ADD COLUMN aktif BOOL DEFAULT 1;

-- How often a reason was given.
CREATE INDEX langkah_alasan ON perkara_langkah (kode_alasan) WHERE kode_alasan <> '';
