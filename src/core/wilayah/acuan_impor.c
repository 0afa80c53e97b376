/* acuan_impor.c: filling a new version of the national reference, turn by turn, while others go on writing. */
#include <stdio.h>

#include "base/random.h"
#include "core/impor/csv.h"
#include "core/wilayah/acuan.h"
#include "core/wilayah/wilayah.h"

enum { TURN = 500, AT_ONCE = 13, FILE_MOST = 32 * 1024 * 1024 };

struct baris { str kode, induk, nama; };
struct turn { int64_t versi; struct baris rows[TURN]; size_t count; };

/* ---- codes -------------------------------------------------------------------------------------------------- */

/* 18, 18.72, 18.72.01, 18.72.01.1001 */
static bool
is_code(str kode)
{
    static const char shape[] = "dd.dd.dd.dddd";
    if (kode.len != 2 && kode.len != 5 && kode.len != 8 && kode.len != 13)
        return false;
    for (size_t i = 0; i < kode.len; i++)
        if (shape[i] == '.' ? kode.ptr[i] != '.' : kode.ptr[i] < '0' || kode.ptr[i] > '9')
            return false;
    return true;
}

/* ---- one turn ----------------------------------------------------------------------------------------------- */

#define ROW(a, b, c) "($1, $" #a ", $" #b ", $" #c ")"
#define INTO "INSERT INTO acuan_wilayah (versi, kode, induk, nama) VALUES "
static const char one_row[] = INTO ROW(2, 3, 4);
static const char many_rows[] = INTO ROW(2, 3, 4) "," ROW(5, 6, 7) "," ROW(8, 9, 10) "," ROW(11, 12, 13) ","
    ROW(14, 15, 16) "," ROW(17, 18, 19) "," ROW(20, 21, 22) "," ROW(23, 24, 25) "," ROW(26, 27, 28) ","
    ROW(29, 30, 31) "," ROW(32, 33, 34) "," ROW(35, 36, 37) "," ROW(38, 39, 40);

static enum outcome
insert_turn(struct db *db, void *context)
{
    const struct turn *t = context;
    for (size_t i = 0; i < t->count;) {
        size_t n = t->count - i >= AT_ONCE ? AT_ONCE : 1;
        struct query q = query_of(db, n == 1 ? one_row : many_rows);
        query_bind(&q, t->versi);
        for (size_t last = i + n; i < last; i++) {
            query_bind(&q, t->rows[i].kode);
            query_bind(&q, t->rows[i].induk);
            query_bind(&q, t->rows[i].nama);
        }
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
end_turn(struct store *store, struct turn *t, struct acuan_hasil *h)
{
    struct arena *arena = arena_open();
    enum outcome o = t->count ? store_write_wait(store, insert_turn, t, arena) : OK;
    arena_close(arena);
    if (o == CONFLICT)
        h->galat = S("Ada kode yang tertulis dua kali. Bandingkan berkasnya dengan yang asli.");
    h->baris += (int64_t)t->count;
    t->count = 0;
    return o == CONFLICT ? INVALID : o;
}

/* The texts stay where they are; only the row's views are kept until its turn is written. */
static enum outcome
import_text(struct store *store, str text, struct arena *arena, struct turn *t, struct acuan_hasil *h)
{
    static const char *const columns[] = { "code", "name", NULL };
    size_t at[2];
    struct csv c = csv_open(arena, text);
    bool good = csv_heading(&c, columns, at);
    while (good && csv_next(&c)) {
        str kode = c.cells[at[0]], nama = c.cells[at[1]];
        int64_t level = wilayah_level(kode);
        if (!is_code(kode) || !nama.len) {
            h->galat = csv_at(&c, is_code(kode) ? at[1] : at[0], "%s", is_code(kode) ? "nama wajib diisi."
                : "bukan kode wilayah seperti 18, 18.72, 18.72.01, atau 18.72.01.1001.");
            return INVALID;
        }
        t->rows[t->count++] = (struct baris){ kode, level > 1 ? wilayah_at(kode, level - 1) : S(""), nama };
        if (t->count == TURN)
            TRY(end_turn(store, t, h));
    }
    h->galat = c.error;
    return c.error.len ? INVALID : end_turn(store, t, h);
}

/* ---- before and after --------------------------------------------------------------------------------------- */

struct starting { const struct acuan_sumber *s; int64_t id, now; };

static enum outcome
start_version(struct db *db, void *context)
{
    const struct starting *s = context;
    struct query q = query_of(db, "INSERT INTO acuan_versi (id, sumber, lisensi, dasar, baris, dibuat)"
        " VALUES ($1, $2, $3, $4, 0, $5)");
    query_bind(&q, s->id);
    query_bind(&q, s->s->sumber);
    query_bind(&q, s->s->lisensi);
    query_bind(&q, s->s->dasar);
    query_bind(&q, s->now);
    return query_end(&q);
}

/* On a reader: the writer has better things to do. OK when every area's parent is there too. */
static enum outcome
check_parents(struct store *store, struct arena *arena, struct acuan_hasil *h)
{
    struct db *db = store_reader(store, arena);
    enum outcome o = db_begin_read(db);
    if (o == OK) {
        struct query q = query_of(db, "SELECT a.kode FROM acuan_wilayah a WHERE a.versi = $1 AND a.induk <> ''"
            " AND NOT EXISTS (SELECT 1 FROM acuan_wilayah b WHERE b.versi = $1 AND b.kode = a.induk)"
            " ORDER BY a.kode LIMIT 1");
        query_bind(&q, h->versi);
        str orphan = query_next(&q) ? query_str(&q) : S("");
        if (orphan.len)
            h->galat = str_format(arena, "Kode " STR " tidak punya induk di berkas lainnya.", STR_ARG(orphan));
        o = query_end(&q);
    }
    store_reader_done(store, db);
    return o == OK && h->galat.len ? INVALID : o;
}

static enum outcome
make_current(struct db *db, void *context)
{
    const struct acuan_hasil *h = context;
    struct query rows = query_of(db, "UPDATE acuan_versi SET baris = $2 WHERE id = $1");
    query_bind(&rows, h->versi);
    query_bind(&rows, h->baris);
    TRY(query_end_changed(&rows));
    struct query q = query_of(db, "INSERT INTO acuan_berlaku (satu, versi) VALUES (1, $1)"
        " ON CONFLICT (satu) DO UPDATE SET versi = excluded.versi");
    query_bind(&q, h->versi);
    return query_end(&q);
}

enum outcome
acuan_import(struct store *store, const struct acuan_sumber *s, int64_t now, struct arena *arena,
    struct acuan_hasil *h)
{
    *h = (struct acuan_hasil){ .versi = id_new() };
    struct starting starting = { s, h->versi, now };
    struct turn *t = arena_new(arena, struct turn);
    t->versi = h->versi;
    TRY(store_write_wait(store, start_version, &starting, arena));
    for (size_t i = 0; i < s->count; i++)
        TRY(import_text(store, s->texts[i], arena, t, h));
    if (!h->baris)
        h->galat = S("Tidak ada satu wilayah pun di berkas itu.");
    TRY(h->baris ? OK : INVALID);
    TRY(check_parents(store, arena, h));
    return store_write_wait(store, make_current, h, arena);
}

/* ---- npm idn-area-data -------------------------------------------------------------------------------------- */

static bool
read_whole(const char *path, struct arena *arena, str *text)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    bool fits = size > 0 && size <= FILE_MOST && fseek(f, 0, SEEK_SET) == 0;
    char *bytes = fits ? arena_alloc(arena, (size_t)size) : NULL;
    fits = fits && fread(bytes, 1, (size_t)size, f) == (size_t)size;
    fclose(f);
    if (fits)
        *text = (str){ bytes, (size_t)size };
    return fits;
}

const char *const acuan_files[ACUAN_FILES] = { "provinces", "regencies", "districts", "villages" };

enum outcome
acuan_import_idn(struct store *store, const str *texts, int64_t now, struct arena *arena, struct acuan_hasil *h)
{
    struct acuan_sumber s = { texts, ACUAN_FILES,
        S("idn-area-data 3.1.2, https://github.com/fityannugroho/idn-area-data"), S("Open Database License (ODbL) 1.0"),
        S("Kepmendagri tentang kode dan data wilayah administrasi pemerintahan") };
    return acuan_import(store, &s, now, arena, h);
}

enum outcome
acuan_import_folder(struct store *store, const char *folder, int64_t now, struct arena *arena,
    struct acuan_hasil *h)
{
    str texts[ACUAN_FILES];
    for (size_t i = 0; i < ACUAN_FILES; i++) {
        str path = str_format(arena, "%s/%s.csv", folder, acuan_files[i]);
        if (!read_whole(path.ptr, arena, &texts[i])) {
            h->galat = str_format(arena, "Berkas " STR " tidak ada, kosong, atau lebih besar dari 32 MB.",
                STR_ARG(path));
            return INVALID;
        }
    }
    return acuan_import_idn(store, texts, now, arena, h);
}
