-- Minutes of the years before, of one level and place.
CREATE INDEX berita_acara_tempat ON berita_acara (tingkat, wilayah, tahun, ke);
