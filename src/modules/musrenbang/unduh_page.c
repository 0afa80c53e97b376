/* unduh_page.c: the public list as CSV, XLSX, JSON and GeoJSON, by the same filters as the page. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "modules/musrenbang/musrenbang_lihat.h"

enum { ROWS_MOST = 20000 };

/* One column: its name in every format, and what stands in it. */
struct kolom { const char *nama; str (*text)(struct arena *, const struct usulan *); bool angka; };

static str kode(struct arena *a, const struct usulan *u) { (void)a; return u->kode; }
static str judul(struct arena *a, const struct usulan *u) { (void)a; return u->judul; }
static str asal(struct arena *a, const struct usulan *u) { (void)a; return u->asal; }
static str kanal(struct arena *a, const struct usulan *u) { (void)a; return u->kanal; }
static str pengusul(struct arena *a, const struct usulan *u) { (void)a; return u->pengusul_teks; }
static str wilayah(struct arena *a, const struct usulan *u) { (void)a; return u->wilayah; }
static str kelurahan(struct arena *a, const struct usulan *u) { (void)a; return u->kelurahan_nama; }
static str kecamatan(struct arena *a, const struct usulan *u) { (void)a; return u->kecamatan_nama; }
static str kamus(struct arena *a, const struct usulan *u) { (void)a; return u->kamus_nama; }
static str kelompok(struct arena *a, const struct usulan *u) { (void)a; return u->kelompok; }
static str opd(struct arena *a, const struct usulan *u) { (void)a; return u->opd_nama; }
static str satuan(struct arena *a, const struct usulan *u) { (void)a; return u->satuan; }
static str keadaan(struct arena *a, const struct usulan *u) { (void)a; return status_label(u); }

/* A decimal point for machines, whatever people read. */
static str
decimal(struct arena *a, int64_t n, int64_t scale, int digits)
{
    return str_format(a, "%lld.%0*lld", (long long)(n / scale), digits, (long long)llabs(n % scale));
}

static str volume_awal(struct arena *a, const struct usulan *u) { return decimal(a, u->volume_awal.e4, 10000, 4); }
static str estimasi(struct arena *a, const struct usulan *u) { return decimal(a, u->estimasi.sen, 100, 2); }
static str volume_kini(struct arena *a, const struct usulan *u) { return decimal(a, u->volume_kini.e4, 10000, 4); }
static str biaya_kini(struct arena *a, const struct usulan *u) { return decimal(a, u->biaya_kini.sen, 100, 2); }
static str manfaat(struct arena *a, const struct usulan *u) { return str_format(a, "%lld", (long long)u->manfaat); }
static str diajukan(struct arena *a, const struct usulan *u) { return fmt_moment_iso(a, u->diajukan); }

/* The state as planning.md 1.3 names it: DIAJUKAN, V_LURAH, V_CAMAT ... */
static str
status_baku(struct arena *a, const struct usulan *u)
{
    str name = str_eqz(u->status, "diajukan") && u->lolos.len
        ? str_format(a, "V_" STR, STR_ARG(u->lolos)) : arena_copy(a, u->status);
    char *p = (char *)(uintptr_t)name.ptr;
    for (size_t i = 0; i < name.len; i++)
        if (p[i] >= 'a' && p[i] <= 'z')
            p[i] = (char)(p[i] - 'a' + 'A');
    return name;
}

static const struct kolom columns[] = {
    { "kode", kode, false }, { "judul", judul, false }, { "status", status_baku, false }, { "keadaan", keadaan, false },
    { "asal", asal, false }, { "kanal", kanal, false }, { "pengusul", pengusul, false },
    { "kode_wilayah", wilayah, false }, { "kelurahan", kelurahan, false }, { "kecamatan", kecamatan, false },
    { "kamus", kamus, false }, { "kelompok", kelompok, false }, { "perangkat_daerah", opd, false },
    { "volume_usulan", volume_awal, true }, { "estimasi_rupiah", estimasi, true },
    { "volume_kini", volume_kini, true }, { "biaya_kini_rupiah", biaya_kini, true }, { "satuan", satuan, false },
    { "penerima_manfaat", manfaat, true }, { "diajukan", diajukan, false },
};

/* ---- rows: page by page, as the list reads them ----------------------------------------------------------------- */

typedef enum outcome each_row(struct req *, void *context, const struct usulan *);

static enum outcome
for_each(struct req *req, each_row *each, void *context)
{
    struct tahun t;
    TRY(tahun_of(req, &t));
    struct usulan_saring s = saring_of(req, t.tahun);
    s.sebelum = 0;
    for (size_t rows = 0; rows < ROWS_MOST;) {
        struct usulan_list list;
        TRY(usulan_public(req->db, &s, &list));
        size_t count = list.count > USULAN_PAGE ? USULAN_PAGE : list.count;
        for (size_t i = 0; i < count; i++, rows++) {
            TRY(hide_private(req->db, &list.items[i]));
            TRY(each(req, context, &list.items[i]));
        }
        if (list.count <= USULAN_PAGE)
            break;
        s.sebelum = list.items[count - 1].id;
    }
    return OK;
}

/* ---- CSV: RFC 4180; what a spreadsheet would run as a formula gets a quote before it --- */

static void
put_csv(struct buf *b, str text)
{
    bool formula = text.len && strchr("=+-@\t\r", text.ptr[0]) && !(text.ptr[0] == '-' && text.len > 1
        && text.ptr[1] >= '0' && text.ptr[1] <= '9');
    buf_char(b, '"');
    if (formula)
        buf_char(b, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            buf_char(b, '"');
        buf_char(b, text.ptr[i]);
    }
    buf_char(b, '"');
}

static enum outcome
csv_row(struct req *req, void *out, const struct usulan *u)
{
    struct buf *b = out;
    for (size_t i = 0; i < COUNT(columns); i++) {
        if (i)
            buf_char(b, ',');
        put_csv(b, columns[i].text(req->arena, u));
    }
    buf_str(b, S("\r\n"));
    return OK;
}

static enum outcome
csv(struct req *req)
{
    struct buf b = { .arena = req->arena };
    for (size_t i = 0; i < COUNT(columns); i++)
        buf_format(&b, "%s%s", i ? "," : "", columns[i].nama);
    buf_str(&b, S("\r\n"));
    TRY(for_each(req, csv_row, &b));
    reply_as(req, S("usulan.csv"));
    return reply_bytes(req, S("text/csv; charset=utf-8"), buf_view(&b));
}

/* ---- JSON and GeoJSON --- */

static void
put_json(struct buf *b, str text)
{
    buf_char(b, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\')
            buf_char(b, '\\');
        if (c < 0x20)
            buf_format(b, "\\u%04x", c);
        else
            buf_char(b, (char)c);
    }
    buf_char(b, '"');
}

static void
put_members(struct req *req, struct buf *b, const struct usulan *u)
{
    for (size_t i = 0; i < COUNT(columns); i++) {
        str text = columns[i].text(req->arena, u);
        buf_format(b, "%s\"%s\":", i ? "," : "", columns[i].nama);
        if (columns[i].angka)
            buf_str(b, text);
        else
            put_json(b, text);
    }
}

static enum outcome
json_row(struct req *req, void *out, const struct usulan *u)
{
    struct buf *b = out;
    buf_str(b, b->ptr[b->len - 1] == '[' ? S("\n{") : S(",\n{"));
    put_members(req, b, u);
    buf_char(b, '}');
    return OK;
}

static enum outcome
json(struct req *req)
{
    struct buf b = { .arena = req->arena };
    buf_str(&b, S("["));
    TRY(for_each(req, json_row, &b));
    buf_str(&b, S("\n]\n"));
    return reply_bytes(req, S("application/json; charset=utf-8"), buf_view(&b));
}

static void
put_degrees(struct buf *b, int64_t e6)
{
    buf_format(b, "%s%lld.%06lld", e6 < 0 ? "-" : "", (long long)(llabs(e6) / 1000000),
        (long long)(llabs(e6) % 1000000));
}

static enum outcome
geojson_row(struct req *req, void *out, const struct usulan *u)
{
    struct buf *b = out;
    if (u->lat_e6 == 0 && u->lon_e6 == 0)
        return OK;
    buf_str(b, b->ptr[b->len - 1] == '[' ? S("\n") : S(",\n"));
    buf_str(b, S("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":["));
    put_degrees(b, u->lon_e6);
    buf_char(b, ',');
    put_degrees(b, u->lat_e6);
    buf_str(b, S("]},\"properties\":{"));
    put_members(req, b, u);
    buf_str(b, S("}}"));
    return OK;
}

static enum outcome
geojson(struct req *req)
{
    struct buf b = { .arena = req->arena };
    buf_str(&b, S("{\"type\":\"FeatureCollection\",\"features\":["));
    TRY(for_each(req, geojson_row, &b));
    buf_str(&b, S("\n]}\n"));
    return reply_bytes(req, S("application/geo+json; charset=utf-8"), buf_view(&b));
}

/* ---- XLSX: rows go to a temporary file as they come (4 MiB whatever the count, measurements.md G) --- */

struct sheet { lxw_worksheet *sheet; lxw_row_t row; };

static enum outcome
xlsx_row(struct req *req, void *context, const struct usulan *u)
{
    struct sheet *s = context;
    s->row++;
    for (size_t i = 0; i < COUNT(columns); i++) {
        const char *text = cstr(req->arena, columns[i].text(req->arena, u));
        if (columns[i].angka)
            worksheet_write_number(s->sheet, s->row, (lxw_col_t)i, strtod(text, NULL), NULL);
        else
            worksheet_write_string(s->sheet, s->row, (lxw_col_t)i, text, NULL);
    }
    return OK;
}

/* The file has no name any more when it is sent: it ends with its descriptor. */
static enum outcome
send_file(struct req *req, const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    unlink(path);
    if (fd < 0 || fstat(fd, &about) != 0)
        return FAILED;
    reply_as(req, S("usulan.xlsx"));
    return reply_file(req, S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), fd, about.st_size);
}

static enum outcome
xlsx(struct req *req)
{
    char *path = cstr(req->arena, str_format(req->arena, STR "/unduh-XXXXXX", STR_ARG(req->region->folder)));
    int fd = mkstemp(path);
    if (fd < 0)
        return FAILED;
    close(fd);
    lxw_workbook_options options = { .constant_memory = LXW_TRUE,
        .tmpdir = cstr(req->arena, req->region->folder) };
    lxw_workbook *book = workbook_new_opt(path, &options);
    struct sheet s = { workbook_add_worksheet(book, "Usulan"), 0 };
    for (size_t i = 0; i < COUNT(columns); i++)
        worksheet_write_string(s.sheet, 0, (lxw_col_t)i, columns[i].nama, NULL);
    enum outcome o = for_each(req, xlsx_row, &s);
    bool closed = workbook_close(book) == LXW_NO_ERROR;
    if (o == OK && closed)
        return send_file(req, path);
    unlink(path);
    return o == OK ? FAILED : o;
}

static enum outcome
download(struct req *req)
{
    static const struct { const char *nama; handler *make; } formats[] = { { "csv", csv }, { "xlsx", xlsx },
        { "json", json }, { "geojson", geojson } };
    for (size_t i = 0; i < COUNT(formats); i++)
        if (str_eqz(req_param(req, "format"), formats[i].nama))
            return formats[i].make(req);
    return NOT_FOUND;
}

const struct route musrenbang_unduh[] = {
    GET("/musrenbang/{tahun}/unduh/{format}", download, &anyone, no_place),
    { 0 }
};
