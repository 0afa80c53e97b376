-- Sheets of printed one-time codes: sealed with the region's secret, for their maker only, gone after an hour.
CREATE TABLE lembar_kode (
    id ID,
    pembuat INT REFERENCES akun (id),
    dibuat INT,
    habis INT,
    isi BYTES
);
CREATE INDEX lembar_habis ON lembar_kode (habis);
