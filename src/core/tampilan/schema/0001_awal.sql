-- How the region looks, as its administrator chose; the newest row holds, the others tell what stood before.
CREATE TABLE tampilan_daerah (
    id ID,
    merek TEXT,                 -- #rrggbb
    merek_tua TEXT,
    merek_lembut TEXT,
    aksen TEXT,
    motto TEXT,
    lambang TEXT,               -- SVG of the allow-list in logo.c; '' for none
    css TEXT,                   -- what tema.c made of the colours
    akun INT,
    waktu INT
) APPEND ONLY;
