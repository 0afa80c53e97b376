-- Installations that speak the standard without its extension of updates: their statuses are read from their requests.
ALTER TABLE sambungan ADD COLUMN tanpa_kabar INT DEFAULT 0;     -- since when; asked again after a day; 0: they tell

-- Of a case that is there: when its status is asked for next (0: never), and what was said last.
ALTER TABLE sambungan_kirim ADD COLUMN pantau INT DEFAULT 0;
ALTER TABLE sambungan_kirim ADD COLUMN kata TEXT DEFAULT '';
UPDATE sambungan_kirim SET pantau = 1 WHERE langkah = 0 AND status = 'terkirim';
CREATE INDEX sambungan_kirim_pantau ON sambungan_kirim (sambungan, pantau, perkara) WHERE pantau > 0;
