-- Similar proposals are looked for around a point and in an RW, not in the whole kelurahan.
DROP INDEX usulan_mirip;
CREATE INDEX usulan_mirip_titik ON usulan (kamus, kelurahan, lat_e6) WHERE publik = 1;
CREATE INDEX usulan_mirip_rw ON usulan (kamus, wilayah) WHERE publik = 1;
