-- What can be searched: one row for each row of a module that says so. Each engine keeps its own index of it, by itself.
CREATE TABLE cari (
    id ID,                      -- the row's own: ids are unique over all kinds, and rise with time
    jenis TEXT,                 -- aduan, usulan
    kode TEXT,                  -- what its address ends in
    publik BOOL,                -- everybody may find it
    rahasia BOOL,               -- only who may read secret ones finds it
    wilayah TEXT,               -- kelurahan, '' when it was not told
    opd INT,
    judul TEXT,
    isi TEXT,
    lain TEXT,                  -- searched but not shown: its code, the names of its place and of what it is about
    waktu INT
);

-- engine sqlite
-- Words that narrow, apart from those that people type.
ALTER TABLE cari ADD COLUMN tanda TEXT GENERATED ALWAYS AS (jenis || ' o' || CAST(opd AS TEXT)
    || ' w' || replace(wilayah, '.', '') || ' r' || CAST(rahasia AS TEXT)) VIRTUAL;
-- What is not public is not in the public index at all.
CREATE VIRTUAL TABLE cari_umum USING fts5(judul, isi, lain, tanda, content = '', columnsize = 0, detail = 'column',
    prefix = '3 4', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE cari_dalam USING fts5(judul, isi, lain, tanda, content = '', columnsize = 0, detail = 'column',
    prefix = '3 4', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER cari_masuk AFTER INSERT ON cari BEGIN
    INSERT INTO cari_umum (rowid, judul, isi, lain, tanda)
        SELECT new.id, new.judul, new.isi, new.lain, new.tanda WHERE new.publik = 1;
    INSERT INTO cari_dalam (rowid, judul, isi, lain, tanda)
        SELECT new.id, new.judul, new.isi, new.lain, new.tanda WHERE new.publik = 0;
END;
CREATE TRIGGER cari_keluar AFTER DELETE ON cari BEGIN
    INSERT INTO cari_umum (cari_umum, rowid, judul, isi, lain, tanda)
        SELECT 'delete', old.id, old.judul, old.isi, old.lain, old.tanda WHERE old.publik = 1;
    INSERT INTO cari_dalam (cari_dalam, rowid, judul, isi, lain, tanda)
        SELECT 'delete', old.id, old.judul, old.isi, old.lain, old.tanda WHERE old.publik = 0;
END;
CREATE TRIGGER cari_ubah AFTER UPDATE ON cari BEGIN
    INSERT INTO cari_umum (cari_umum, rowid, judul, isi, lain, tanda)
        SELECT 'delete', old.id, old.judul, old.isi, old.lain, old.tanda WHERE old.publik = 1;
    INSERT INTO cari_dalam (cari_dalam, rowid, judul, isi, lain, tanda)
        SELECT 'delete', old.id, old.judul, old.isi, old.lain, old.tanda WHERE old.publik = 0;
    INSERT INTO cari_umum (rowid, judul, isi, lain, tanda)
        SELECT new.id, new.judul, new.isi, new.lain, new.tanda WHERE new.publik = 1;
    INSERT INTO cari_dalam (rowid, judul, isi, lain, tanda)
        SELECT new.id, new.judul, new.isi, new.lain, new.tanda WHERE new.publik = 0;
END;

-- engine postgres
-- Letters and digits alone reach the parser, or it would read 12.5 and jalan-raya in its own way; words that narrow have
-- a sign before them that no word of a text can have.
ALTER TABLE cari ADD COLUMN kata tsvector GENERATED ALWAYS AS (strip(to_tsvector('pg_catalog.simple', regexp_replace(
    translate(lower(judul || ' ' || isi || ' ' || lain),
        'àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ',
        'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuy'),
    '[^a-z0-9]+', ' ', 'g')))
    || array_to_tsvector(ARRAY['/' || jenis, '/o' || CAST(opd AS TEXT), '/w' || replace(wilayah, '.', ''),
        '/r' || CAST(rahasia AS TEXT)])) STORED;
CREATE INDEX cari_umum ON cari USING gin (kata) WHERE publik = 1;
CREATE INDEX cari_dalam ON cari USING gin (kata) WHERE publik = 0;
