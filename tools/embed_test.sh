#!/bin/sh
# embed_test.sh EMBED: what embed writes runs on both engines and refuses what it must. Prints `N passed, N failed`.
# PostgreSQL is PAMONG_TEST_PG, or a throw-away one (packaging/pg-temp).
set -u
embed=$(readlink -f "${1:?which embed?}") root=$(cd "$(dirname "$0")/.." && pwd)
[ -n "${PAMONG_TEST_PG:-}" ] || exec "$root/packaging/pg-temp" run "$0" "$embed"
work=$(mktemp -d) || exit 1
schema=embed_test_$$
trap 'psql -qX "$PAMONG_TEST_PG" -c "DROP SCHEMA IF EXISTS $schema CASCADE" > /dev/null 2>&1; rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAILED %s\n' "$1"; }
is() { if [ "$2" = "$3" ]; then ok; else bad "$1: '$2' is not '$3'"; fi; }

# refuses MODE TEXT LINE WHY: with file and line, and without leaving an output behind
refuses() {
    printf '%b' "$2" > in.sql
    rm -f out.c out.h
    case $1 in
    schema) set -- "$@" schema uji out.c out.h in.sql ;;
    texts)  set -- "$@" texts out.c in.sql ;;
    icons)  set -- "$@" icons out.c icons in.sql ;;
    esac
    text=$2 line=$3 why=$4
    shift 4
    if said=$("$embed" "$@" 2>&1); then
        bad "accepts: $text"
        return
    fi
    case $said in *":$line: error: "*"$why"*) ok ;; *) bad "'$text' should say '$line: ... $why', and says '$said'" ;; esac
    if [ -e out.c ] || [ -e out.h ]; then bad "leaves a half-made file behind: $text"; else ok; fi
}

# The text of one engine: a program that includes what embed wrote prints it.
cat > show.c <<'C'
#include <stdio.h>
#include "out.h"
int main(int argc, char **argv)
{
    const char *engine = argc > 1 ? argv[1] : "";
    for (size_t i = 0; i < uji_schema.count; i++) {
        const struct migration *m = &uji_schema.items[i];
        if (!*engine)
            puts(m->name);
        else
            for (const char *p = *engine == 's' ? m->sqlite : m->postgres; *p; p++)
                fputs(*p == '\x1e' ? ";\n" : (char[]){ *p, 0 }, stdout);
        if (*engine)
            puts(";");
    }
}
C
compile() { cc -std=gnu17 -Wall -Wextra -Werror -I"$root/src" -I. "$@"; }

cat > lite.py <<'PY'
import sqlite3, sys
db = sqlite3.connect('db.sqlite', isolation_level=None)
db.execute('PRAGMA foreign_keys = ON')
if sys.argv[1] == '-f':
    db.executescript(open(sys.argv[2], encoding='utf-8').read())
else:
    for row in db.execute(sys.argv[1]):
        print('|'.join('' if value is None else str(value) for value in row))
PY
sqlite() { python3 lite.py "$@" 2>&1; }
postgres() { PGOPTIONS="-c search_path=$schema" psql -qXtA -v ON_ERROR_STOP=1 "$PAMONG_TEST_PG" -c "$1" 2>&1; }
on_both() { # SENTENCE SQL RESULT
    is "$1, on SQLite" "$(sqlite "$2")" "$3"
    is "$1, on PostgreSQL" "$(postgres "$2")" "$3"
}
neither() { # SENTENCE SQL
    if sqlite "$2" > /dev/null; then bad "$1, on SQLite"; else ok; fi
    if postgres "$2" > /dev/null; then bad "$1, on PostgreSQL"; else ok; fi
}

# ---- schemas ----------------------------------------------------------------------------------------------
cat > 0001_awal.sql <<'SQL'
-- It's a remark; with a semicolon and a ' quote
CREATE TABLE induk (
    id ID,                      -- 'quoted', too
    nama TEXT DEFAULT 'a,  b (c;',
    UNIQUE (nama, id)
);
CREATE TABLE coba (
    id ID,
    induk INT REFERENCES induk (id),
    isi BYTES NULL,
    benar BOOL,
    boleh BOOL NULL,
    nilai INT CHECK (nilai > 0 OR nilai IN (-1, -2)),
    kata TEXT NULL CHECK (kata IS NULL OR kata <> ');')
) APPEND ONLY;
CREATE UNIQUE INDEX coba_kata ON coba (kata) WHERE kata <> '-- bukan catatan';
INSERT INTO induk (id, nama) VALUES (1, 'NOW() suka ILIKE; "x"'), (9000000000, 'dua  blank');
SQL
cat > 0002_kolom.sql <<'SQL'
ALTER TABLE induk ADD COLUMN besar INT DEFAULT 9000000000;
ALTER TABLE induk ADD COLUMN aktif BOOL DEFAULT 1;
ALTER TABLE induk RENAME COLUMN besar TO sangat_besar;
CREATE TABLE induk_dua (kode TEXT PRIMARY KEY)
SQL
"$embed" schema uji out.c out.h 0001_awal.sql 0002_kolom.sql && compile out.c show.c -o show || { bad 'a good schema compiles'; }
is 'a migration is named by its schema and file' "$(./show | tr '\n' ' ')" 'uji/0001_awal uji/0002_kolom '
./show sqlite > lite.sql && ./show postgres > pg.sql
is 'SQLite takes its text' "$(sqlite -f lite.sql)" ''
is 'PostgreSQL takes its text' "$(psql -qX "$PAMONG_TEST_PG" -c "CREATE SCHEMA $schema" 2>&1
    PGOPTIONS="-c search_path=$schema" psql -qX -v ON_ERROR_STOP=1 "$PAMONG_TEST_PG" -f pg.sql 2>&1)" ''

on_both 'a literal is kept as it was written' "SELECT nama FROM induk ORDER BY id" "NOW() suka ILIKE; \"x\"
dua  blank"
on_both 'an INT holds 64 bits, in a later column as well' \
    "SELECT id, sangat_besar, aktif FROM induk WHERE id > 1" '9000000000|9000000000|1'
on_both 'a default keeps its comma, blanks and bracket' \
    "INSERT INTO induk (id) VALUES (3) RETURNING nama" 'a,  b (c;'
row='INSERT INTO coba (id, induk, isi, benar, boleh, nilai, kata) VALUES'
on_both 'a good row is taken' "$row (1, 1, NULL, 1, NULL, 5, NULL) RETURNING id" 1
on_both 'a condition is translated whole' "$row (2, 1, NULL, 0, 1, -2, 'a') RETURNING nilai" '-2'
neither 'a BOOL holds 0 and 1 only' "$row (3, 1, NULL, 2, NULL, 5, NULL)"
neither 'a BOOL that may be NULL holds 0 and 1 only' "$row (3, 1, NULL, 1, 2, 5, NULL)"
neither 'a BOOL added later holds 0 and 1 only' "UPDATE induk SET aktif = 2"
neither 'a reference must exist' "$row (3, 7, NULL, 1, NULL, 5, NULL)"
neither 'a column is NOT NULL unless it says so' "$row (3, NULL, NULL, 1, NULL, 5, NULL)"
neither 'a condition holds' "$row (3, 1, NULL, 1, NULL, 0, NULL)"
neither 'a key stands once' "$row (1, 1, NULL, 1, NULL, 5, NULL)"
neither 'an index that is unique in part is unique' "$row (3, 1, NULL, 1, NULL, 5, 'a')"
neither 'a type is a type' "INSERT INTO induk (id, nama) VALUES ('x', 'a')"
neither 'APPEND ONLY refuses an update' "UPDATE coba SET nilai = 6"
neither 'APPEND ONLY refuses a deletion' "DELETE FROM coba WHERE id = 1"
neither 'APPEND ONLY refuses TRUNCATE' "TRUNCATE coba"
on_both 'and all is as it was' "SELECT count(*), sum(nilai) FROM coba" '2|3'
on_both 'other tables change' "UPDATE induk SET nama = 'b' WHERE id = 3 RETURNING nama" b

# ---- what one engine alone gets
cat > 0003_mesin.sql <<'SQL'
CREATE TABLE kata (id ID, isi TEXT);
-- engine sqlite
CREATE VIRTUAL TABLE cari USING fts5(isi, content = '');
CREATE TRIGGER masuk AFTER INSERT ON kata BEGIN
    INSERT INTO cari (rowid, isi) VALUES (new.id, new.isi || ';');
    INSERT INTO induk (id, nama) VALUES (77, 'dari pemicu');
END;
CREATE VIEW mesin AS SELECT 'lite' AS nama;
-- engine postgres
ALTER TABLE kata ADD COLUMN kata tsvector GENERATED ALWAYS AS (to_tsvector('pg_catalog.simple', isi)) STORED;
CREATE VIEW mesin AS SELECT 'pg' AS nama;
-- engine both
CREATE TABLE sesudah (id ID);
SQL
"$embed" schema uji out.c out.h 0003_mesin.sql && compile out.c show.c -o show || { bad 'a schema for each engine compiles'; }
./show sqlite > lite.sql && ./show postgres > pg.sql
is 'SQLite takes its own part' "$(sqlite -f lite.sql)" ''
is 'PostgreSQL takes its own part' "$(PGOPTIONS="-c search_path=$schema" psql -qX -v ON_ERROR_STOP=1 "$PAMONG_TEST_PG" -f pg.sql 2>&1)" ''
on_both 'what stands behind the parts is for both' 'SELECT count(*) FROM sesudah' 0
is 'SQLite has its own' "$(sqlite 'SELECT nama FROM mesin')" lite
is 'PostgreSQL has its own' "$(postgres 'SELECT nama FROM mesin')" pg
sqlite "INSERT INTO kata (id, isi) VALUES (1, 'lampu')" > sent
is "a trigger keeps all of its statements" "$(sqlite "SELECT c.rowid, i.nama FROM cari c, induk i WHERE c.cari MATCH 'lampu' AND i.id = 77")" '1|dari pemicu'
refuses schema 'CREATE TABLE a (id ID);\n\n-- engine oracle\nDROP TABLE a;\n' 3 'sqlite, postgres or both'
refuses schema 'CREATE TABLE a (id ID);\n-- engine sqlite\nDROP TABLE a;\n-- engine both\n\nCREATE TABLE b (id NUMBER);\n' 6 "unknown column type 'NUMBER'"

refuses schema 'CREATE TABLE a (\n  id ID,\n  x VARCHAR(3)\n);\n' 3 'VARCHAR is not common'
refuses schema 'CREATE TABLE a (\n  id ID,\n  x INTEGER\n);\n' 3 "unknown column type 'INTEGER'"
refuses schema 'CREATE TABLE a (id ID,\n\n  x\n);\n' 3 'needs a name and a type'
refuses schema 'CREATE TABLE a (id ID,\n  x INT NOT NULL);\n' 2 'NOT NULL already'
refuses schema 'CREATE TABLE a (id ID,);\n' 1 'needs a name and a type'
refuses schema 'CREATE TABLE a (x INT DEFAULT now());\n' 1 'NOW is not common'
refuses schema '-- x\nCREATE TABLE a (x SERIAL);\n' 2 'SERIAL'
refuses schema 'CREATE TABLE a (x ID AUTOINCREMENT);\n' 1 'AUTOINCREMENT'
refuses schema "CREATE TABLE a (x INT);\n\nCREATE INDEX i ON a (x) WHERE x ilike 'a';\n" 3 'ILIKE'
refuses schema 'INSERT OR IGNORE INTO a VALUES (1);\n' 1 'INSERT OR'
refuses schema 'CREATE TABLE a (x INT) WITHOUT ROWID;\n' 1 'ROWID'
refuses schema 'CREATE TABLE a (x INT) TABLESPACE b;\n' 1 'only APPEND ONLY'
refuses schema 'CREATE TABLE a (x INT' 1 'CREATE TABLE name (columns)'
refuses schema 'CREATE TABLE IF NOT EXISTS a (x INT);\n' 1 'CREATE TABLE name (columns)'
refuses schema 'CREATE TABLE Besar (x INT);\n' 1 'CREATE TABLE name (columns)'
refuses schema 'create table a (x INT);\n' 1 'no statement of ours'
refuses schema 'CREATE TRIGGER t BEFORE UPDATE ON a BEGIN SELECT 1; END;\n' 1 'no statement of ours'
refuses schema 'ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0);\n' 1 'ADD COLUMN'
refuses schema 'ALTER TABLE a ADD COLUMN b BIGINT;\n' 1 "unknown column type 'BIGINT'"
refuses schema "CREATE TABLE a (x TEXT);\nINSERT INTO a VALUES ('b);\n" 2 'a quote is not closed'
refuses schema 'CREATE TABLE "a" (x INT);\n' 1 'without quotes'
refuses schema '/* x */ CREATE TABLE a (x INT);\n' 1 'begin with --'

# ---- translations -----------------------------------------------------------------------------------------
cat > en.po <<'PO'
# a remark
msgid ""
msgstr "Language: en\n"

#: somewhere.html
msgid "Kirim \"usulan\""
msgstr ""
"Send "
"\"proposal\"\\n\n"

msgid "Belum"
msgstr ""

#, fuzzy
msgid "Kira-kira"
msgstr "About"

msgid "Akhir"
msgstr "End"
PO
cat > texts.c <<'C'
#include <stdio.h>
#include "html/text.h"
int main(void)
{
    for (unsigned long i = 0; i < text_en_count; i++)
        printf("%s=%s|", text_en[i].id, text_en[i].en);
}
C
"$embed" texts out.c en.po && compile out.c texts.c -o texts || bad 'good translations compile'
is 'translations are sorted; the missing and the doubtful stay out' "$(./texts)" \
    'Akhir=End|Kirim "usulan"=Send "proposal"\n
|'
refuses texts 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr ""\n' 4 '"a" stands twice'
refuses texts 'msgid "a"\nmsgid_plural "b"\n' 2 'should stand msgid'
refuses texts 'msgid "%s dari %d"\nmsgstr "%d of %s"\n' 1 'asks for other values'
refuses texts 'msgid "%.*s ada"\nmsgstr "%s is there"\n' 1 'asks for other values'
refuses texts 'msgid "ada"\nmsgstr "%n"\n' 1 'asks for other values'
refuses texts 'msgctxt "a"\n' 1 'should stand msgid'
refuses texts 'msgid "a"\nmsgstr "b\n' 2 'between quotes'
refuses texts 'msgid "a"\nmsgstr b"\n' 2 'between quotes'
refuses texts 'msgid "a"\nmsgstr "b" c\n' 2 'between quotes'
refuses texts 'msgid "a"\nmsgstr "\\x41"\n' 2 'is not known here'
refuses texts 'msgstr "a"\n' 1 'should stand msgid'

# ---- icons ------------------------------------------------------------------------------------------------
mkdir icons
printf '<!-- licence -->\n<svg\n  class="x"\n>\n  <path d="M1 2" />\n  <circle r="1" />\n</svg>\n' > icons/zebra.svg
printf '<svg><path d="m0 0"/></svg>' > icons/a-b.svg
printf 'no svg' > icons/rusak.svg
: > icons/kosong.svg
cat > icons.c <<'C'
#include <stdio.h>
#include "html/icon.h"
int main(void)
{
    for (size_t i = 0; i < icon_symbol_count; i++)
        printf("%s=%s|", icon_symbols[i].name, icon_symbols[i].body);
}
C
printf '# a remark\nzebra\n\na-b' > list.txt
"$embed" icons out.c icons list.txt && compile out.c icons.c -o icons.out || bad 'good icons compile'
is 'icons are sorted, and only what is inside them is kept' "$(./icons.out)" \
    'a-b=<path d="m0 0"/>|zebra=<path d="M1 2" /><circle r="1" />|'
refuses icons 'a-b\nzebra\na-b\n' 3 'a-b stands twice'
refuses icons 'rusak\n' 1 'no SVG'
refuses icons 'kosong\n' 1 'no SVG'
rm -f out.c
printf 'tidak-ada\n' > list.txt
if said=$("$embed" icons out.c icons list.txt 2>&1); then bad 'an icon that does not exist stops the build'; else
    case $said in *tidak-ada.svg*) ok ;; *) bad "names the missing icon: $said" ;; esac
fi
if [ -e out.c ]; then bad 'leaves half a table of icons behind'; else ok; fi
seq -f 'i%.0f' 513 > many.txt
if "$embed" icons out.c icons many.txt 2> said.txt; then bad 'more icons than bits are refused'; else
    is 'more icons than bits are refused' "$(grep -c 'more than 512' said.txt)" 1
fi

# ---- assets -----------------------------------------------------------------------------------------------
mkdir assets
printf 'a { b: "c" }\000d' > assets/app.css
printf 'kecil' > assets/app.css.br
printf 'x' > assets/sw.js
cat > assets.c <<'C'
#include <stdio.h>
#include "html/asset.h"
static size_t size(struct asset_bytes b) { return (size_t)(b.to - b.from); }
int main(void)
{
    for (size_t i = 0; i < asset_count; i++) {
        const struct asset *a = &assets[i];
        printf("%s %s %s %zu %zu %zu\n", a->name, a->path, a->type, size(a->plain), size(a->br), size(a->gz));
    }
    fwrite(assets[0].plain.from, 1, size(assets[0].plain), stderr);
}
C
for compiler in cc clang; do
    command -v $compiler > /dev/null || continue
    "$embed" assets out.c assets && $compiler -std=gnu17 -Wall -Wextra -Werror -I"$root/src" out.c assets.c -o assets.out ||
        bad "assets compile with $compiler"
    path=$("$embed" asset-path assets/app.css)
    is "assets have their forms, $compiler" "$(./assets.out 2> bytes | head -n 1)" \
        "app.css $path text/css; charset=utf-8 14 5 0"
    if cmp -s bytes assets/app.css; then ok; else bad "an asset's bytes are its file's, $compiler"; fi
done
case $path in /aset/app.??????????.css) ok ;; *) bad "a path carries a fingerprint: $path" ;; esac
printf 'a { b: "d" }\000d' > assets/app.css
if [ "$("$embed" asset-path assets/app.css)" != "$path" ]; then ok; else bad 'another content is another path'; fi
printf 'a { b: "c" }\000d' > assets/app.css
is 'the same content is the same path' "$("$embed" asset-path assets/app.css)" "$path"
mkdir empty
if "$embed" assets out.c empty 2> /dev/null; then bad 'a folder without assets is refused'; else ok; fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
