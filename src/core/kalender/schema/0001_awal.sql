-- Days on which offices are closed, each with its decree; Saturdays and Sundays are not stored.
CREATE TABLE libur (
    tanggal TEXT,
    jenis TEXT,                 -- nasional, cuti_bersama, daerah, pemilu
    nama TEXT,
    dasar TEXT,                 -- number of the SKB or Keppres
    sementara BOOL,             -- provisional: the year's decree is not out yet
    PRIMARY KEY (tanggal, jenis)
);
