-- A desk's figures are added up from this index alone, in its order.
CREATE INDEX antrean_sel ON perkara_antrean (jenis, opd, keadaan, tampak, tenggat, jumlah);
