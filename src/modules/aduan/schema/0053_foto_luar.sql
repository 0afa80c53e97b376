-- Photos of other installations that are still to be fetched, of a case (langkah 0) or of one step of it.
CREATE TABLE sambungan_foto (
    id ID,
    perkara INT REFERENCES perkara (id),
    langkah INT,
    url TEXT,                   -- of a server in sambungan.host
    coba INT,                   -- tries so far; after six it is given up
    berikut INT,
    galat TEXT
);
CREATE UNIQUE INDEX sambungan_foto_sekali ON sambungan_foto (perkara, langkah, url);
CREATE INDEX sambungan_foto_berikut ON sambungan_foto (berikut, id) WHERE coba < 6;

-- alamat: their program fetches our public photos from here; berkas: they are uploaded with the report; tidak: neither.
ALTER TABLE sambungan ADD COLUMN foto TEXT DEFAULT 'alamat';
