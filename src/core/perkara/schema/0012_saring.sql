-- Filters together, and neighbours by their place: measured with a million complaints (bench/aduan.mjs).
CREATE INDEX perkara_publik_kelurahan_keadaan ON perkara (jenis, kelurahan, keadaan, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_kelurahan_kategori ON perkara (jenis, kelurahan, kategori, keadaan, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_opd_keadaan ON perkara (jenis, opd, keadaan, id) WHERE tayang = 1;
CREATE INDEX perkara_publik_kategori_keadaan ON perkara (jenis, kategori, keadaan, id) WHERE tayang = 1;
CREATE INDEX perkara_dekat_titik ON perkara (jenis, kelurahan, lat_e6, lon_e6) WHERE terbuka = 1;
