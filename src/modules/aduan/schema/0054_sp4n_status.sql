-- What SP4N-LAPOR! said last of a report that came from there: a change is told to the desk once.
ALTER TABLE sp4n_laporan ADD COLUMN status TEXT DEFAULT '';
