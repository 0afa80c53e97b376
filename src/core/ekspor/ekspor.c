/* ekspor.c: one row after the other into the format that was asked for. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/ekspor/ekspor.h"

/* Where the rows of one download go: `out`, or `sheet`. */
struct ekspor {
    struct arena *arena;
    const struct ekspor_isi *isi;
    void (*put)(struct ekspor *, const void *row);
    struct buf out;
    lxw_worksheet *sheet;
    lxw_row_t row;
};

enum outcome
ekspor_row(struct ekspor *e, const void *row)
{
    e->put(e, row);
    return OK;
}

str
ekspor_desimal(struct arena *a, int64_t n, int64_t scale, int digits)
{
    return str_format(a, "%s%lld.%0*lld", n < 0 ? "-" : "", llabs(n / scale), digits, llabs(n % scale));
}

str
ekspor_derajat(struct arena *a, int64_t e6)
{
    return ekspor_desimal(a, e6, 1000000, 6);
}

/* ---- CSV: RFC 4180; what a spreadsheet would run as a formula gets a quote before it ----------------------- */

static bool
is_formula(str text)
{
    bool number = text.len > 1 && text.ptr[0] == '-' && text.ptr[1] >= '0' && text.ptr[1] <= '9';
    return text.len && text.ptr[0] && strchr("=+-@\t\r", text.ptr[0]) && !number;
}

static void
put_cell(struct buf *b, str text)
{
    buf_char(b, '"');
    if (is_formula(text))
        buf_char(b, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            buf_char(b, '"');
        buf_char(b, text.ptr[i]);
    }
    buf_char(b, '"');
}

static void
csv_row(struct ekspor *e, const void *row)
{
    for (size_t i = 0; i < e->isi->kolom_count; i++) {
        if (i)
            buf_char(&e->out, ',');
        put_cell(&e->out, e->isi->kolom[i].text(e->arena, row));
    }
    buf_str(&e->out, S("\r\n"));
}

static enum outcome
csv(struct req *req, struct ekspor *e)
{
    e->put = csv_row;
    for (size_t i = 0; i < e->isi->kolom_count; i++)
        buf_format(&e->out, "%s%s", i ? "," : "", e->isi->kolom[i].nama);
    buf_str(&e->out, S("\r\n"));
    TRY(e->isi->rows(req, e));
    reply_as(req, str_format(req->arena, STR ".csv", STR_ARG(e->isi->nama)));
    return reply_bytes(req, S("text/csv; charset=utf-8"), buf_view(&e->out));
}

/* ---- JSON and GeoJSON -------------------------------------------------------------------------------------- */

void
ekspor_json(struct buf *b, str text)
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
put_members(struct ekspor *e, const void *row)
{
    for (size_t i = 0; i < e->isi->kolom_count; i++) {
        const struct ekspor_kolom *k = &e->isi->kolom[i];
        str text = k->text(e->arena, row);
        buf_format(&e->out, "%s\"%s\":", i ? "," : "", k->nama);
        if (k->angka)
            buf_str(&e->out, text.len ? text : S("null"));
        else
            ekspor_json(&e->out, text);
    }
}

static void
next_line(struct buf *b)
{
    buf_str(b, b->ptr[b->len - 1] == '[' ? S("\n") : S(",\n"));
}

static void
json_row(struct ekspor *e, const void *row)
{
    next_line(&e->out);
    buf_char(&e->out, '{');
    put_members(e, row);
    buf_char(&e->out, '}');
}

static enum outcome
json(struct req *req, struct ekspor *e)
{
    e->put = json_row;
    buf_str(&e->out, S("["));
    TRY(e->isi->rows(req, e));
    buf_str(&e->out, S("\n]\n"));
    return reply_bytes(req, S("application/json; charset=utf-8"), buf_view(&e->out));
}

static void
geojson_row(struct ekspor *e, const void *row)
{
    int64_t lat, lon;
    if (!e->isi->titik(row, &lat, &lon))
        return;
    next_line(&e->out);
    buf_format(&e->out, "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[" STR "," STR
        "]},\"properties\":{", STR_ARG(ekspor_derajat(e->arena, lon)), STR_ARG(ekspor_derajat(e->arena, lat)));
    put_members(e, row);
    buf_str(&e->out, S("}}"));
}

static enum outcome
geojson(struct req *req, struct ekspor *e)
{
    if (!e->isi->titik)
        return NOT_FOUND;
    e->put = geojson_row;
    buf_str(&e->out, S("{\"type\":\"FeatureCollection\",\"features\":["));
    TRY(e->isi->rows(req, e));
    buf_str(&e->out, S("\n]}\n"));
    return reply_bytes(req, S("application/geo+json; charset=utf-8"), buf_view(&e->out));
}

/* ---- XLSX: rows go to a temporary file as they come (4 MiB whatever the count, measurements.md G) ---------- */

static void
xlsx_row(struct ekspor *e, const void *row)
{
    e->row++;
    for (size_t i = 0; i < e->isi->kolom_count; i++) {
        const char *text = cstr(e->arena, e->isi->kolom[i].text(e->arena, row));
        if (!*text)
            continue;
        if (e->isi->kolom[i].angka)
            worksheet_write_number(e->sheet, e->row, (lxw_col_t)i, strtod(text, NULL), NULL);
        else
            worksheet_write_string(e->sheet, e->row, (lxw_col_t)i, text, NULL);
    }
}

/* The file has no name any more when it is sent: it ends with its descriptor. */
static enum outcome
send_file(struct req *req, const struct ekspor *e, const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    unlink(path);
    if (fd < 0 || fstat(fd, &about) != 0)
        return FAILED;
    reply_as(req, str_format(req->arena, STR ".xlsx", STR_ARG(e->isi->nama)));
    return reply_file(req, S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), fd, about.st_size);
}

static enum outcome
xlsx(struct req *req, struct ekspor *e)
{
    char *path = cstr(req->arena, str_format(req->arena, STR "/unduh-XXXXXX", STR_ARG(req->region->folder)));
    int fd = mkstemp(path);
    if (fd < 0)
        return FAILED;
    close(fd);
    lxw_workbook_options options = { .constant_memory = LXW_TRUE,
        .tmpdir = cstr(req->arena, req->region->folder) };
    lxw_workbook *book = workbook_new_opt(path, &options);
    e->put = xlsx_row;
    e->sheet = workbook_add_worksheet(book, e->isi->lembar);
    for (size_t i = 0; i < e->isi->kolom_count; i++)
        worksheet_write_string(e->sheet, 0, (lxw_col_t)i, e->isi->kolom[i].nama, NULL);
    enum outcome o = e->isi->rows(req, e);
    bool closed = workbook_close(book) == LXW_NO_ERROR;
    if (o == OK && closed)
        return send_file(req, e, path);
    unlink(path);
    return o == OK ? FAILED : o;
}

enum outcome
ekspor_reply(struct req *req, const struct ekspor_isi *isi)
{
    static const struct { const char *nama; enum outcome (*make)(struct req *, struct ekspor *); } formats[] = {
        { "csv", csv }, { "xlsx", xlsx }, { "json", json }, { "geojson", geojson } };
    struct ekspor e = { .arena = req->arena, .isi = isi, .out = { .arena = req->arena } };
    for (size_t i = 0; i < COUNT(formats); i++)
        if (str_eqz(isi->format, formats[i].nama))
            return formats[i].make(req, &e);
    return NOT_FOUND;
}
