/* rusak_test.c: edits of the database file behind the program's back, as root would make them: all are found. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "core/peristiwa/peristiwa.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/modules.h"
#include "modules/musrenbang/musrenbang_uji.h"
#include "store/dump.h"

enum { EDITS = 60, PROPOSALS = 3 };     /* PAMONG_EDITS raises the first: tools/soak makes 1,000 */

#define ANY(table) " LIMIT 1 OFFSET %1$d %% (SELECT count(*) FROM " table ")"
/* A hash in hexadecimal becomes another one, whatever it begins with. */
#define OTHER(hash) "CASE substr(" hash ", 1, 1) WHEN 'a' THEN 'b' ELSE 'a' END || substr(" hash ", 2)"
#define ONE_OF(table, key) "(SELECT " key " FROM " table ANY(table) ")"

/* One kind of edit: SQL in which %1$d is a random number. Triggers and foreign keys are off by then. */
static const struct edit { const char *what, *sql; } edits[] = {
    { "event's time",     "UPDATE peristiwa SET waktu = waktu + 1 WHERE id = " ONE_OF("peristiwa", "id") },
    { "event's account",  "UPDATE peristiwa SET akun = 7 WHERE id = " ONE_OF("peristiwa", "id") },
    { "event's office",   "UPDATE peristiwa SET jabatan = jabatan || 'x' WHERE id = " ONE_OF("peristiwa", "id") },
    { "event's subject",  "UPDATE peristiwa SET subjek = subjek + 1 WHERE id = " ONE_OF("peristiwa", "id") },
    { "event's hash",     "UPDATE peristiwa SET sidik = komitmen WHERE id = " ONE_OF("peristiwa", "id") },
    { "event's text",     "UPDATE peristiwa_isi SET isi = isi || 'x'"
        " WHERE peristiwa = " ONE_OF("peristiwa_isi", "peristiwa") },
    { "event's salt",     "UPDATE peristiwa_isi SET garam = '', isi = 'palsu'"
        " WHERE peristiwa = " ONE_OF("peristiwa_isi", "peristiwa") },
    { "event gone",       "DELETE FROM peristiwa WHERE id = " ONE_OF("peristiwa", "id") },
    { "event slipped in", "INSERT INTO peristiwa SELECT id + 1, waktu, akun, jabatan, jenis, subjek_jenis,"
        " subjek, publik, komitmen, sidik FROM peristiwa" ANY("peristiwa") },
    { "leaf's hash",      "UPDATE segel_daun SET sidik = " OTHER("sidik") ""
        " WHERE urut = %1$d %% (SELECT count(*) FROM segel_daun)" },
    { "leaf gone",        "DELETE FROM segel_daun WHERE urut = %1$d %% (SELECT count(*) FROM segel_daun)" },
    { "two leaves swapped", "UPDATE segel_daun SET urut = CASE urut WHEN 0 THEN -1 ELSE 0 END WHERE urut IN (0, 1)" },
    { "last leaves and checkpoint gone", "DELETE FROM segel_titik"
        " WHERE ukuran = (SELECT max(ukuran) FROM segel_titik)" },
    { "checkpoint's root", "UPDATE segel_titik SET akar = " OTHER("akar") ""
        " WHERE ukuran = " ONE_OF("segel_titik", "ukuran") },
    { "checkpoint's time", "UPDATE segel_titik SET waktu = waktu + 1 WHERE ukuran = " ONE_OF("segel_titik", "ukuran") },
    { "checkpoint's edge", "UPDATE segel_titik SET tepi = " OTHER("tepi") ""
        " WHERE ukuran = " ONE_OF("segel_titik", "ukuran") },
    { "binding's hash",   "UPDATE peristiwa_ikat SET sidik = " OTHER("sidik") ""
        " WHERE rowid = " ONE_OF("peristiwa_ikat", "rowid") },
    { "binding gone",     "DELETE FROM peristiwa_ikat WHERE rowid = " ONE_OF("peristiwa_ikat", "rowid") },
    { "proposal's cost",  "UPDATE usulan SET biaya_kini_sen = biaya_kini_sen + 100"
        " WHERE id = " ONE_OF("usulan", "id") },
    { "proposal's state", "UPDATE usulan SET status = 'diterima', tingkat = '' WHERE id = " ONE_OF("usulan", "id") },
    { "proposal's text",  "UPDATE usulan SET judul = judul || '.' WHERE id = " ONE_OF("usulan", "id") },
    { "proposal given back", "UPDATE usulan SET status = 'dikembalikan' WHERE id = " ONE_OF("usulan", "id") },
    { "proposal gone",    "DELETE FROM usulan WHERE id = " ONE_OF("usulan", "id") },
    { "decision's volume", "UPDATE usulan_keputusan SET volume_e4 = volume_e4 + 1"
        " WHERE id = " ONE_OF("usulan_keputusan", "id") },
    { "decision's reason", "UPDATE usulan_keputusan SET penjelasan = 'lain'"
        " WHERE id = " ONE_OF("usulan_keputusan", "id") },
    { "decision gone",    "DELETE FROM usulan_keputusan WHERE id = " ONE_OF("usulan_keputusan", "id") },
    { "decision slipped in", "INSERT INTO usulan_keputusan SELECT id + 1, usulan, urut + 50, tingkat, keputusan,"
        " volume_lama_e4, biaya_lama_sen, volume_e4, harga_sen, biaya_sen, kode_alasan, penjelasan,"
        " opd_lama, opd_baru, akun, jabatan, waktu FROM usulan_keputusan" ANY("usulan_keputusan") },
    { "line's rank",      "UPDATE berita_acara_baris SET nomor = nomor + 1"
        " WHERE usulan = " ONE_OF("berita_acara_baris", "usulan") },
    { "line gone",        "DELETE FROM berita_acara_baris WHERE usulan = " ONE_OF("berita_acara_baris", "usulan") },
    { "minutes",          "UPDATE berita_acara SET hadir_laki = hadir_laki + 1" },
    { "photo exchanged",  "UPDATE berkas SET sidik = " OTHER("sidik") " WHERE id = " ONE_OF("berkas", "id") },
    { "photo gone",       "DELETE FROM berkas WHERE id = " ONE_OF("berkas", "id") },
    { "case's text",      "UPDATE perkara SET isi = isi || '.' WHERE id = " ONE_OF("perkara", "id") },
    { "case closed",      "UPDATE perkara SET keadaan = 'selesai', terbuka = 0 WHERE id = " ONE_OF("perkara", "id") },
    { "case hidden",      "UPDATE perkara SET tampak = 'rahasia', tayang = 0 WHERE id = " ONE_OF("perkara", "id") },
    { "case on time",     "UPDATE perkara SET ujung = 1, hari = 1 WHERE id = " ONE_OF("perkara", "id") },
    { "case gone",        "DELETE FROM perkara WHERE id = " ONE_OF("perkara", "id") },
    { "case with all its steps gone", "DELETE FROM perkara_langkah WHERE perkara = " ONE_OF("perkara", "id") },
    { "step's words",     "UPDATE perkara_langkah SET isi = isi || '.' WHERE id = " ONE_OF("perkara_langkah", "id") },
    { "step's time",      "UPDATE perkara_langkah SET waktu = waktu - 86400"
        " WHERE id = " ONE_OF("perkara_langkah", "id") },
    { "step's person",    "UPDATE perkara_langkah SET akun = akun + 1 WHERE id = " ONE_OF("perkara_langkah", "id") },
    { "step gone",        "DELETE FROM perkara_langkah WHERE id = " ONE_OF("perkara_langkah", "id") },
    { "step slipped in",  "INSERT INTO perkara_langkah SELECT id + 1, perkara, urut + 50, aksi, dari, ke, hasil,"
        " kode_alasan, isi, publik, oleh, akun, jabatan, opd, waktu FROM perkara_langkah" ANY("perkara_langkah") },
    { "account renamed",  "UPDATE akun SET masuk = masuk || 'x' WHERE id = " ONE_OF("akun", "id") },
    { "account put to sleep", "UPDATE akun SET aktif = 1 - aktif WHERE id = " ONE_OF("akun", "id") },
    { "account slipped in", "INSERT INTO akun (id, masuk, nama, sandi, kode_sekali, kode_habis, wajib_ganti,"
        " aktif, contoh, dibuat) VALUES (%1$d + 7, 'palsu', 'Palsu', '', '', 0, 0, 1, 1, 0)" },
    { "account gone",     "DELETE FROM akun WHERE id = " ONE_OF("akun", "id") },
    { "role raised",      "UPDATE peran SET jabatan = jabatan || 'x' WHERE id = " ONE_OF("peran", "id") },
    { "role elsewhere",   "UPDATE peran SET wilayah = wilayah || '9' WHERE id = " ONE_OF("peran", "id") },
    { "role prolonged",   "UPDATE peran SET selesai = '2099-12-31' WHERE id = " ONE_OF("peran", "id") },
    { "role slipped in",  "INSERT INTO peran (id, akun, jabatan, wilayah, opd, mulai, selesai, penetapan, nomor_sk)"
        " SELECT id + 1, akun, 'admin', '', NULL, mulai, '', penetapan, '' FROM peran" ANY("peran") },
    { "role gone",        "DELETE FROM peran WHERE id = " ONE_OF("peran", "id") },
};

/* ---- a city worth forging ------------------------------------------------------------------------------------- */

static enum outcome
seal(struct db *db, void *context)
{
    struct world *w = context;
    int64_t sealed;
    return peristiwa_seal(db, w->region.secret, w->now, 512, &sealed);
}

static struct rencana
build(struct world *w)
{
    struct rencana r = open_year(w, 0);
    str form = { 0 };
    for (int i = 0; i < PROPOSALS; i++) {
        int64_t id = usulan_sent(&r, "10");
        CHECK(world_write(w, seal, w) == OK);
        CHECK_STATUS(uji_decide(&r, "lurah", id, "keputusan=setuju"), 303);
        form = str_format(w->arena, STR "%snomor_%lld=%d", STR_ARG(form), i ? "&" : "", (long long)id, i + 1);
    }
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/peringkat", form.ptr), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/verifikasi/berita-acara", "tanggal=2026-03-02&tempat=Balai&hadir_laki=8"
        "&hadir_perempuan=7&penandatangan=Ketua+LPM&catatan=Berjalan+baik"), 303);
    struct meja_uji desk = open_desk(w);
    for (int i = 0; i < 2; i++)
        CHECK(aduan_published(&desk, "saluran"));
    CHECK(world_write(w, seal, w) == OK);
    return r;
}

/* ---- a copy of it, edited and looked at ----------------------------------------------------------------------- */

struct forging { struct world *w; str folder; struct titik_segel outside; unsigned seed; };

static unsigned
chance(struct forging *f, unsigned most)
{
    f->seed = f->seed * 1103515245u + 12345u;
    return (f->seed >> 8) % most;
}

static void
edit_rows(const char *path, const struct edit *e, int number)
{
    char sql[1024];
    sqlite3 *lite;
    must(sqlite3_open(path, &lite) == SQLITE_OK);
    sqlite3_exec(lite, "PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON;"
        " DELETE FROM sqlite_schema WHERE type = 'trigger'; PRAGMA writable_schema = RESET", NULL, NULL, NULL);
    snprintf(sql, sizeof sql, e->sql, number);
    if (sqlite3_exec(lite, sql, NULL, NULL, NULL) != SQLITE_OK || sqlite3_total_changes(lite) == 0)
        fail_msg("%s changed nothing: %s", e->what, sqlite3_errmsg(lite));
    sqlite3_close(lite);
}

/* OK: it looks untouched. */
static enum outcome
look(struct forging *f, str *at)
{
    struct store *store;
    struct world *w = f->w;
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = f->folder, .readers = 1 };
    *at = S("tidak dapat dibuka");
    if (store_open(&c, &store) != OK)
        return FAILED;
    struct pembuktian p = { .modules = all_modules, .outside = &f->outside, .secret = w->region.secret };
    struct db *db = store_reader(store, w->arena);
    enum outcome o = db_begin_read(db);
    if (o == OK)
        o = store_check(db, &p.at);
    if (o == OK)
        o = peristiwa_verify(db, &p);
    *at = p.at;
    store_reader_done(store, db);
    store_close(store);
    return o;
}

static str
fresh_copy(struct forging *f, const char *original)
{
    str path = str_format(f->w->arena, STR "/pamong.db", STR_ARG(f->folder));
    must(file_duplicate(original, path.ptr));
    unlink(str_format(f->w->arena, STR "-wal", STR_ARG(path)).ptr);
    unlink(str_format(f->w->arena, STR "-shm", STR_ARG(path)).ptr);
    return path;
}

static enum outcome
snapshot(struct world *w, const char *to)
{
    sqlite3 *lite;
    char sql[256];
    must(sqlite3_open(str_format(w->arena, STR "/pamong.db", STR_ARG(w->region.folder)).ptr, &lite) == SQLITE_OK);
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", to);
    int code = sqlite3_exec(lite, sql, NULL, NULL, NULL);
    sqlite3_db_config(lite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    sqlite3_close(lite);
    return code == SQLITE_OK ? OK : FAILED;
}

static struct forging
begin(struct world *w, const char *original)
{
    struct forging f = { .w = w, .folder = str_format(w->arena, STR "/palsu", STR_ARG(w->region.folder)), .seed = 28 };
    str at;
    log_threshold(LOG_ERROR + 1);       /* what is wrong with broken files is known */
    CHECK(mkdir(f.folder.ptr, 0700) == 0);
    CHECK(snapshot(w, original) == OK);
    CHECK(segel_latest(world_db(w), &f.outside) == OK);
    fresh_copy(&f, original);
    if (look(&f, &at) != OK)
        fail_msg("untouched, yet: " STR, STR_ARG(at));
    return f;
}

TEST(every_edit_of_the_rows_is_found)
{
    const char *raised = getenv("PAMONG_EDITS");
    int most = raised ? (int)strtol(raised, NULL, 10) : EDITS;
    if (world_engine != ENGINE_SQLITE)
        return;
    build(w);
    const char *original = str_format(w->arena, STR "/asli.db", STR_ARG(w->region.folder)).ptr;
    struct forging f = begin(w, original);
    for (int i = 0; i < most; i++) {
        const struct edit *e = &edits[(size_t)i % COUNT(edits)];
        str at, path = fresh_copy(&f, original);
        edit_rows(path.ptr, e, (int)chance(&f, 1000));
        enum outcome o = look(&f, &at);
        if (o == OK || at.len == 0)
            fail_msg("edit %d was not found: %s", i, e->what);
    }
    log_threshold(LOG_ERROR);
}

/* All that is bound and sealed, as text: what an edit that nobody found must have left alone. Not peristiwa_ikat:
   the salt of a binding that a later one replaced proves nothing any more, its other columns stand in the leaf. */
static bool
add_line(void *context, str line)
{
    buf_str(context, line);
    return true;
}

static str
legal_text(struct forging *f)
{
    static const char *const names[] = { "berita_acara", "berita_acara_baris", "peran", "peristiwa", "perkara_langkah",
        "segel_daun", "segel_titik", "usulan", "usulan_keputusan" };
    struct store *store;
    struct buf b = { .arena = f->w->arena };
    struct dump_tables all;
    int64_t rows;
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = f->folder, .readers = 1 };
    CHECK(store_open(&c, &store) == OK);
    struct db *db = store_reader(store, f->w->arena);
    CHECK(db_begin_read(db) == OK && dump_tables(db, &all) == OK);
    for (size_t i = 0; i < all.count; i++)
        for (size_t j = 0; j < COUNT(names); j++)
            if (str_eqz(all.items[i].name, names[j]))
                CHECK(dump_rows(db, &all.items[i], add_line, &b, &rows) == OK);
    store_reader_done(store, db);
    store_close(store);
    return buf_view(&b);
}

static void
same_text(off_t where, str was, str is)
{
    size_t at = 0;
    if (str_eq(was, is))
        return;
    while (at < was.len && at < is.len && was.ptr[at] == is.ptr[at])
        at++;
    size_t from = at > 120 ? at - 120 : 0;
    fail_msg("the flip at byte %lld was not found: " STR "\n -> " STR, (long long)where,
        STR_ARG(str_head(str_from(was, from), 200)), STR_ARG(str_head(str_from(is, from), 200)));
}

TEST(a_flipped_byte_is_found_or_touches_nothing_that_counts)
{
    const char *raised = getenv("PAMONG_EDITS");
    int most = raised ? (int)strtol(raised, NULL, 10) : EDITS, found = 0;
    struct stat s;
    if (world_engine != ENGINE_SQLITE)
        return;
    build(w);
    const char *original = str_format(w->arena, STR "/asli.db", STR_ARG(w->region.folder)).ptr;
    struct forging f = begin(w, original);
    str whole = legal_text(&f);
    CHECK(stat(original, &s) == 0);
    for (int i = 0; i < most; i++) {
        char byte = 0;
        str at, path = fresh_copy(&f, original);
        off_t where = (off_t)chance(&f, (unsigned)s.st_size);
        int fd = open(path.ptr, O_RDWR | O_CLOEXEC);
        CHECK(pread(fd, &byte, 1, where) == 1);
        byte = (char)(byte ^ (1 << chance(&f, 8)));
        CHECK(pwrite(fd, &byte, 1, where) == 1 && close(fd) == 0);
        if (look(&f, &at) != OK)
            found++;
        else
            same_text(where, whole, legal_text(&f));
    }
    CHECK(found > 0);
    log_threshold(LOG_ERROR);
}

TEST(a_cut_file_and_an_old_one_are_found)
{
    str at;
    if (world_engine != ENGINE_SQLITE)
        return;
    struct rencana r = build(w);
    const char *old = str_format(w->arena, STR "/lama.db", STR_ARG(w->region.folder)).ptr;
    CHECK(snapshot(w, old) == OK);
    usulan_sent(&r, "12");
    CHECK(world_write(w, seal, w) == OK);
    struct forging f = begin(w, str_format(w->arena, STR "/asli.db", STR_ARG(w->region.folder)).ptr);
    fresh_copy(&f, old);
    CHECK(look(&f, &at) == CONFLICT && at.len);
    for (int i = 1; i < 8; i++) {
        struct stat s;
        str path = fresh_copy(&f, old);
        CHECK(stat(path.ptr, &s) == 0);
        CHECK(truncate(path.ptr, s.st_size * i / 8) == 0);
        CHECK(look(&f, &at) != OK);
    }
    log_threshold(LOG_ERROR);
}

TESTS(rusak_tests,
    LISTED(every_edit_of_the_rows_is_found),
    LISTED(a_flipped_byte_is_found_or_touches_nothing_that_counts),
    LISTED(a_cut_file_and_an_old_one_are_found));
