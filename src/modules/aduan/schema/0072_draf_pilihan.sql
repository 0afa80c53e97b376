-- What was chosen in a draft's form, beside its words: name=value lines.
ALTER TABLE aduan_draf_balasan ADD COLUMN pilihan TEXT DEFAULT '';
