-- E-mail addresses of accounts lie sealed. What stood here in plain waits in pribadi_polos for the program, which has the key.
INSERT INTO pribadi_polos (kolom, baris, isi) SELECT 'akun.surel', id, surel FROM akun WHERE surel <> '';
ALTER TABLE akun DROP COLUMN surel;
ALTER TABLE akun ADD COLUMN surel BYTES NULL;           -- sealed for { akun.surel, id }; NULL when none
ALTER TABLE akun ADD COLUMN surel_cari TEXT DEFAULT ''; -- keyed hash of it
CREATE INDEX akun_surel ON akun (surel_cari) WHERE surel_cari <> '';
