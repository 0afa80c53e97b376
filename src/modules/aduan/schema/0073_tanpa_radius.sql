-- Radii are rows with a day and a source now (core/perkara: aturan_jarak).
DROP TABLE aduan_radius;
