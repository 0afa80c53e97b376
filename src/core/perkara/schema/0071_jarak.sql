-- How far "near" is, by what it is for: each with its first day and source, none ever changed.
CREATE TABLE aturan_jarak (
    id ID,
    jenis TEXT,
    guna TEXT,                  -- gabung: joining; dekat: shown before sending; ikuti: around a followed point
    meter TEXT,                 -- "100"; of ikuti a choice: "250 500 1000"
    dasar TEXT,
    mulai TEXT,
    selesai TEXT                -- '' while it holds
);
CREATE INDEX aturan_jarak_guna ON aturan_jarak (jenis, guna, mulai);
CREATE INDEX aturan_ulang_jenis ON aturan_ulang (jenis, kategori, mulai);
