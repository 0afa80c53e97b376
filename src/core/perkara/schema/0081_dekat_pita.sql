-- Neighbours of a page of cases: bands of 2,000 millionths of a degree (222 m), and in each along its longitude.
CREATE INDEX perkara_dekat_pita ON perkara (jenis, kelurahan, (lat_e6 / 2000), lon_e6, lat_e6)
    WHERE terbuka = 1 AND induk IS NULL AND tayang = 1;
