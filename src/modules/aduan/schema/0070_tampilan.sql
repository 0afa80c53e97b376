-- Filters of the desk's queue that an officer keeps under a name, for themselves alone.
CREATE TABLE aduan_tampilan (
    id ID,
    akun INT,
    nama TEXT,
    keadaan TEXT,               -- as in the queue's address: a state, lewat, rahasia, digabung; '' all that is open
    opd INT,                    -- 0: any
    kategori INT,               -- 0: any
    pertama BOOL,               -- the queue opens with it
    dibuat INT
);
CREATE UNIQUE INDEX aduan_tampilan_nama ON aduan_tampilan (akun, nama);
