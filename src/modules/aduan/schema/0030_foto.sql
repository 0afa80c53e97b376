-- Photos that officers took, by the step they came with.
CREATE TABLE aduan_langkah_foto (
    berkas ID,
    perkara INT REFERENCES perkara (id),
    langkah INT
);
CREATE INDEX aduan_langkah_foto_perkara ON aduan_langkah_foto (perkara, berkas);

-- Parts of a photo that were covered for good: `asli` is kept shut, `hasil` stands in its place.
CREATE TABLE aduan_sensor (
    id ID,
    perkara INT REFERENCES perkara (id),
    asli INT,
    hasil INT,
    kotak TEXT,                 -- "left top wide high;" per mille
    jumlah INT,
    akun INT,
    waktu INT
) APPEND ONLY;
CREATE INDEX aduan_sensor_perkara ON aduan_sensor (perkara, id);
