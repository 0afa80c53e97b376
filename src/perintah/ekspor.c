/* ekspor.c: `export`: what `import` reads, and lists for others, as CSV of one snapshot beside a running server. */
#include "perintah/ekspor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/ekspor/ekspor.h"
#include "core/wilayah/acuan.h"
#include "core/wilayah/wilayah_dalam.h"
#include "perintah/perintah.h"

enum { ROWS_A_TURN = 500 };

/* One kind of file. `kolom`: a letter a column: t text, i number, d degrees (empty when 0), m sen, v volume, w moment.
   `bagi`: the first letters of the first column that name a file of its own; `most`: rows of one file, 0: no end. */
struct daftar { const char *jenis, *nama, *judul, *kolom, *sql; size_t bagi, most; };

#define ACUAN(nama, letters) { "acuan", nama, "code,name", "tt", "SELECT a.kode, a.nama FROM acuan_wilayah a" \
    " JOIN acuan_berlaku b ON b.versi = a.versi WHERE length(a.kode) = " #letters " ORDER BY a.kode", 0, 0 }

static const struct daftar lists[] = {
    ACUAN("provinces", 2), ACUAN("regencies", 5), ACUAN("districts", 8), ACUAN("villages", 13),
    { "rw", "rw", "kode,nama,lat,lon", "ttdd", "SELECT kode, nama, lat_e6, lon_e6 FROM wilayah WHERE tingkat = 5"
        " AND selesai = '' ORDER BY kode", 0, RW_MOST },
    { "kalender", "kalender", "tanggal,jenis,nama,dasar", "tttt", "SELECT tanggal, jenis, nama, dasar FROM libur"
        " WHERE sementara = 0 ORDER BY tanggal, jenis", 4, 0 },
    /* neither passwords nor codes, and no e-mail address */
    { "akun", "akun", "masuk,nama,aktif,dibuat,jabatan,wilayah,opd,mulai,selesai,penetapan,nomor_sk", "ttiw" "ttttttt",
        "SELECT a.masuk, a.nama, a.aktif, a.dibuat, p.jabatan, p.wilayah, o.nama, p.mulai, p.selesai, p.penetapan,"
        " p.nomor_sk FROM akun a LEFT JOIN peran p ON p.akun = a.id LEFT JOIN opd o ON o.id = p.opd"
        " ORDER BY a.masuk, p.id", 0, 0 },
    { "usulan", "usulan", "kode,tahun,asal,kanal,wilayah,judul,masalah,alamat,lat,lon,manfaat,volume,biaya,status,"
        "tingkat,dibuat,diajukan", "titttttt" "dd" "ivm" "ttww", "SELECT kode, tahun, asal, kanal, wilayah, judul,"
        " masalah, alamat, lat_e6, lon_e6, manfaat, volume_kini_e4, biaya_kini_sen, status, tingkat, dibuat, diajukan"
        " FROM usulan WHERE status <> 'draf' ORDER BY id", 0, 0 },
    { "aduan", "aduan", "nomor,jenis,kategori,judul,isi,kelurahan,alamat,lat,lon,kanal,tampak,opd,keadaan,hasil,dibuat,"
        "selesai,nilai", "ttttttt" "dd" "ttttt" "wwi", "SELECT p.nomor, p.jenis, k.kode, p.judul, p.isi, p.kelurahan,"
        " p.alamat, p.lat_e6, p.lon_e6, p.kanal, p.tampak, o.nama, p.keadaan, p.hasil, p.dibuat, p.selesai, p.nilai"
        " FROM perkara p JOIN perkara_kategori k ON k.id = p.kategori LEFT JOIN opd o ON o.id = p.opd ORDER BY p.id",
        0, 0 },
};

/* ---- one file after another ------------------------------------------------------------------------------------- */

struct writing { const struct daftar *d; struct ekspor_hasil *h; const char *folder; struct arena *arena; FILE *file;
    str part; size_t rows, number; };

static bool
close_file(struct writing *w)
{
    bool whole = !w->file || (fflush(w->file) == 0 && fsync(fileno(w->file)) == 0);
    whole &= !w->file || fclose(w->file) == 0;
    w->file = NULL;
    return whole;
}

/* kalender-2026.csv; rw.csv, rw-2.csv. Never over what is there. */
static enum outcome
next_file(struct writing *w, str part)
{
    w->number++;
    str more = part.len ? str_format(w->arena, "-" STR, STR_ARG(part))
        : w->number > 1 ? str_format(w->arena, "-%zu", w->number) : S("");
    str path = str_format(w->arena, "%s/%s" STR ".csv", w->folder, w->d->nama, STR_ARG(more));
    bool whole = close_file(w);
    int fd = whole ? open(path.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    w->file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!w->file || fprintf(w->file, "%s\r\n", w->d->judul) < 0) {
        w->h->salah = str_format(w->arena, STR ": %s", STR_ARG(path), strerror(errno));
        return FAILED;
    }
    w->part = part;
    w->rows = 0;
    w->h->berkas++;
    return OK;
}

/* RFC 4180 as it is: what `import` reads takes no guard off, and no spreadsheet is meant. */
static void
put_cell(struct buf *b, str cell)
{
    bool quoted = false;
    for (size_t i = 0; i < cell.len; i++)
        quoted |= strchr(",\"\r\n;", cell.ptr[i]) != NULL;
    if (!quoted) {
        buf_str(b, cell);
        return;
    }
    buf_char(b, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            buf_char(b, '"');
        buf_char(b, cell.ptr[i]);
    }
    buf_char(b, '"');
}

static str
cell_of(struct query *q, char kind)
{
    struct arena *a = db_arena_of(q->db);
    if (kind == 't')
        return query_str(q);
    int64_t n = query_int(q);
    if ((kind == 'd' || kind == 'w') && n == 0)
        return S("");
    return kind == 'd' ? ekspor_derajat(a, n) : kind == 'm' ? ekspor_desimal(a, n, 100, 2)
        : kind == 'v' ? ekspor_desimal(a, n, 10000, 4) : kind == 'w' ? fmt_moment_iso(a, n)
        : str_format(a, "%lld", (long long)n);
}

static enum outcome
put_row(struct writing *w, struct query *q)
{
    struct buf b = { .arena = db_arena_of(q->db) };
    str first = { 0 };
    for (const char *k = w->d->kolom; *k; k++) {
        str cell = cell_of(q, *k);
        if (k == w->d->kolom)
            first = cell;
        else
            buf_char(&b, ',');
        put_cell(&b, cell);
    }
    str part = arena_copy(w->arena, str_head(first, w->d->bagi));
    if (!w->file || !str_eq(part, w->part) || (w->d->most && w->rows == w->d->most))
        TRY(next_file(w, part));
    w->rows++;
    w->h->baris++;
    return fprintf(w->file, STR "\r\n", (int)b.len, b.ptr) > 0 ? OK : FAILED;
}

/* An empty list leaves no file: nothing could read it. */
static enum outcome
put_list(struct writing *w, struct db *db)
{
    struct arena *before = db_arena_of(db), *turn = arena_open();
    enum outcome o = OK;
    db_arena(db, turn);
    struct query q = query_of(db, w->d->sql);
    while (o == OK && query_next(&q)) {
        o = put_row(w, &q);
        if (q.row_count % ROWS_A_TURN == 0)
            arena_reset(turn);
    }
    enum outcome ended = query_end(&q);
    db_arena(db, before);
    arena_close(turn);
    return close_file(w) && o == OK ? ended : FAILED;
}

enum outcome
ekspor_tulis(struct db *db, str jenis, const char *folder, struct ekspor_hasil *h)
{
    bool known = false;
    *h = (struct ekspor_hasil){ 0 };
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        h->salah = str_format(db_arena_of(db), "%s: %s", folder, strerror(errno));
        return FAILED;
    }
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct writing w = { .d = &lists[i], .h = h, .folder = folder, .arena = db_arena_of(db) };
        if (!str_eqz(jenis, "semua") && !str_eqz(jenis, lists[i].jenis))
            continue;
        known = true;
        TRY(put_list(&w, db));
    }
    return known ? OK : NOT_FOUND;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static enum outcome
write_snapshot(struct arena *arena, const struct region *r, const struct opsi *o, struct ekspor_hasil *h)
{
    struct db *db = store_reader(r->store, arena);
    enum outcome done = db_begin_read(db);
    db_be_patient(db);                  /* all of it, however long it takes */
    if (done == OK)
        done = ekspor_tulis(db, str_of(o->words[0]), o->ke ? o->ke : ".", h);
    store_reader_done(r->store, db);
    return done;
}

int
export(struct arena *arena, struct opsi *o)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct region region;
    struct ekspor_hasil h = { 0 };
    if (konfigurasi_load(arena, o, k) != OK)
        return 2;
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d || daerah_as_owner(arena, k, d) != OK || daerah_open_beside(arena, d, &region) != OK)
        return 1;
    enum outcome done = write_snapshot(arena, &region, o, &h);
    store_close(region.store);
    if (done == OK) {
        printf("Diekspor dari satu saat: %lld baris dalam %lld berkas.\n", (long long)h.baris, (long long)h.berkas);
        return 0;
    }
    if (done == NOT_FOUND)
        fputs("Yang dapat diekspor: acuan, rw, kalender, akun, usulan, aduan, atau semua.\n", stderr);
    else
        fprintf(stderr, "TIDAK DIEKSPOR: " STR "\n", STR_ARG(h.salah.len ? h.salah : S("lihat log")));
    return done == NOT_FOUND ? 2 : 1;
}
