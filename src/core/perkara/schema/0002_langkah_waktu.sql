-- Steps by their moment: what other programs ask for as "updates since".
CREATE INDEX langkah_waktu ON perkara_langkah (waktu, id);
