-- Steps by their moment: what other programs ask for as "updates since".
CREATE INDEX langkah_waktu ON perkara_langkah (waktu, id);

-- The word that ends a party's e-mails is looked up by itself.
CREATE INDEX pihak_berhenti ON perkara_pihak (berhenti) WHERE berhenti <> '';
