-- Words that an officer has begun to write on a case: one draft for each officer and case, gone once an act is done.
CREATE TABLE aduan_draf_balasan (
    perkara INT REFERENCES perkara (id),
    akun INT,
    aksi TEXT,
    isi TEXT,
    waktu INT,
    PRIMARY KEY (perkara, akun)
);
CREATE INDEX aduan_draf_balasan_waktu ON aduan_draf_balasan (waktu);
