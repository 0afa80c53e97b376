-- A desk's queue by what it is about.
CREATE INDEX perkara_antre_kategori ON perkara (jenis, kategori, tenggat, id) WHERE terbuka = 1;
