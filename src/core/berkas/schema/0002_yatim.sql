-- Files that no row names are swept: each column that names one is asked.
CREATE INDEX berkas_sidik ON berkas (sidik);
CREATE INDEX berkas_sidik_sedang ON berkas (sidik_sedang) WHERE sidik_sedang <> '';
CREATE INDEX berkas_sidik_kecil ON berkas (sidik_kecil) WHERE sidik_kecil <> '';
