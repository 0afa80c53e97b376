-- The same counters by month and state alone: what the public list tells must not be added up from every area and office.
CREATE TABLE perkara_bulan (
    jenis TEXT,
    bulan TEXT,
    keadaan TEXT,
    jumlah INT,
    tepat INT,
    lambat INT,
    hari INT,
    PRIMARY KEY (jenis, bulan, keadaan)
);
INSERT INTO perkara_bulan (jenis, bulan, keadaan, jumlah, tepat, lambat, hari)
    SELECT jenis, bulan, keadaan, CAST(sum(jumlah) AS BIGINT), CAST(sum(tepat) AS BIGINT), CAST(sum(lambat) AS BIGINT),
        CAST(sum(hari) AS BIGINT) FROM perkara_hitung GROUP BY jenis, bulan, keadaan;
