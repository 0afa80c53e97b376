-- Rows of legal weight, bound to the event that last changed them: the event's leaf covers nama, kunci, ke and sidik.
CREATE TABLE peristiwa_ikat (
    peristiwa INT REFERENCES peristiwa (id),
    urut INT,
    nama TEXT,                  -- usulan, keputusan, berita_acara, ... (struct bound)
    kunci INT,
    ke INT,                     -- 1, 2, ... of this nama and kunci; the last one holds
    garam TEXT,                 -- so that erased rows cannot be guessed from their hash
    sidik TEXT,
    PRIMARY KEY (peristiwa, urut)
);
CREATE UNIQUE INDEX peristiwa_ikat_ke ON peristiwa_ikat (nama, kunci, ke);
