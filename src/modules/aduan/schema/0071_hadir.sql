-- Which officers have a case open now; forgotten some minutes after they were heard of last.
CREATE TABLE aduan_hadir (
    perkara INT,
    akun INT,
    opd INT,                    -- of whom, 0: the city's desk
    menulis BOOL,               -- the form of an act is open or being filled
    terakhir INT,
    PRIMARY KEY (perkara, akun)
);
CREATE INDEX aduan_hadir_terakhir ON aduan_hadir (terakhir);
