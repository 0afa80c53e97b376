-- E-mail: whether a person wants it, an address that waits for its code, and what the outbox keeps of each row.
CREATE TABLE surel_pilihan (
    akun ID,
    kabar BOOL                  -- notices also by e-mail; no row: yes
);

CREATE TABLE surel_ganti (
    akun ID,
    surel TEXT,                 -- not the account's until the code comes back
    kode TEXT,                  -- keyed hash
    habis INT,
    salah INT,                  -- wrong codes so far
    dikirim INT,
    sejak INT,                  -- the day in which `kali` codes went out
    kali INT
);

ALTER TABLE surel_keluar ADD COLUMN tautan TEXT DEFAULT '';
ALTER TABLE surel_keluar ADD COLUMN sekali BOOL DEFAULT 0;      -- holds a code: its text goes with its end, no second try by hand
DROP INDEX surel_menunggu;
-- status: menunggu (sent when `berikut` comes; a lease moves it on), dikirim, gagal, batal (no longer wanted)
CREATE INDEX surel_menunggu ON surel_keluar (berikut, id) WHERE status = 'menunggu';
CREATE INDEX surel_gagal ON surel_keluar (id) WHERE status = 'gagal';
CREATE INDEX surel_selesai ON surel_keluar (berikut) WHERE status <> 'menunggu';
