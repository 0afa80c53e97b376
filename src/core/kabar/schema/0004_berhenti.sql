-- Where one click ends what an e-mail came for (RFC 8058): a path of ours with its word, forgotten when the e-mail has gone.
ALTER TABLE surel_keluar ADD COLUMN berhenti TEXT DEFAULT '';
