-- What officers answered for everybody can be searched from now on, of old cases too (perkara_cari.c says what of it).

-- engine sqlite
UPDATE cari SET lain = lain || (SELECT COALESCE(group_concat(' ' || COALESCE((SELECT s.baru FROM perkara_sunting s
        WHERE s.perkara = l.perkara AND s.langkah = l.id ORDER BY s.id DESC LIMIT 1), l.isi), ''), '')
        FROM perkara_langkah l WHERE l.perkara = cari.id AND l.publik = 1 AND l.oleh = 'petugas' AND l.isi <> '')
    WHERE EXISTS (SELECT 1 FROM perkara_langkah l WHERE l.perkara = cari.id AND l.publik = 1 AND l.oleh = 'petugas'
        AND l.isi <> '');

-- engine postgres
UPDATE cari SET lain = lain || (SELECT COALESCE(string_agg(' ' || COALESCE((SELECT s.baru FROM perkara_sunting s
        WHERE s.perkara = l.perkara AND s.langkah = l.id ORDER BY s.id DESC LIMIT 1), l.isi), ''), '')
        FROM perkara_langkah l WHERE l.perkara = cari.id AND l.publik = 1 AND l.oleh = 'petugas' AND l.isi <> '')
    WHERE EXISTS (SELECT 1 FROM perkara_langkah l WHERE l.perkara = cari.id AND l.publik = 1 AND l.oleh = 'petugas'
        AND l.isi <> '');
