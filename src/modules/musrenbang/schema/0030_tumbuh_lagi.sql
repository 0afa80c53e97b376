-- Found by a million proposals on a database without statistics: drafts were looked for in the whole year, neighbours along their
-- latitude alone. What an office has been promised is added up from the year's counters.
DROP INDEX usulan_draf;
CREATE INDEX usulan_draf ON usulan (tahun, status) WHERE status = 'draf';
DROP INDEX usulan_mirip_titik;
CREATE INDEX usulan_mirip_titik ON usulan (kamus, kelurahan, lat_e6, lon_e6) WHERE publik = 1;
CREATE INDEX hitung_status ON hitung (tahun, status, opd, biaya_sen);
