-- What an account may call its own: the cases that it is a party of.
CREATE INDEX pihak_akun ON perkara_pihak (akun, perkara) WHERE akun <> 0;
