/* csv.c: reads CSV strictly: what is not plainly one record is refused with its line and column. */
#include "core/impor/csv.h"

enum { BOM = 3, NAME_MOST = 80 };

static bool
fail(struct csv *c, str message)
{
    c->error = message;
    c->rest = (str){ 0 };
    c->count = 0;
    return false;
}

/* ---- opening ------------------------------------------------------------------------------------------------ */

/* What the heading has most of, outside quotes; a comma when it has none. */
static char
separator_of(str text)
{
    static const char marks[] = ",;\t";
    size_t seen[3] = { 0 }, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len && (quoted || text.ptr[i] != '\n'); i++) {
        const char *mark = text.ptr[i] ? strchr(marks, text.ptr[i]) : NULL;
        quoted ^= text.ptr[i] == '"';
        if (mark && !quoted)
            seen[mark - marks]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (seen[i] > seen[best])
            best = i;
    return marks[best];
}

/* The first line whose bytes are not text, for the person to look at. */
static int64_t
line_of_bad_text(str text)
{
    int64_t line = 1;
    str piece;
    for (; str_cut(&text, '\n', &piece); line++)
        if (!str_is_text(piece))
            break;
    return line;
}

static bool
is_utf16(str text)
{
    return text.len >= 2 && ((text.ptr[0] == '\xFF' && text.ptr[1] == '\xFE')
        || (text.ptr[0] == '\xFE' && text.ptr[1] == '\xFF'));
}

struct csv
csv_open(struct arena *arena, str text)
{
    struct csv c = { .arena = arena, .line = 1, .next_line = 1 };
    if (str_starts(text, S("\xEF\xBB\xBF")))
        text = str_from(text, BOM);
    c.rest = text;
    c.separator = separator_of(text);
    if (is_utf16(text) || str_starts(text, S("PK\x03\x04")))
        (void)fail(&c, S("Ini bukan CSV. Di Excel atau LibreOffice pilih Simpan sebagai, lalu CSV UTF-8."));
    else if (!str_is_text(text))
        (void)fail(&c, str_format(arena, "Baris %lld: ada huruf yang tidak terbaca. Simpan lagi sebagai CSV UTF-8.",
            (long long)line_of_bad_text(text)));
    else if (str_trim(text).len == 0)
        (void)fail(&c, S("Berkas ini kosong. Isi baris pertama dengan nama kolom."));
    return c;
}

/* ---- one record --------------------------------------------------------------------------------------------- */

static bool
wrong_cell(struct csv *c, size_t column, const char *what)
{
    return fail(c, csv_at(c, column, "%s", what));
}

/* "" is one quote. */
static str
without_doubled_quotes(struct arena *arena, str raw)
{
    char *copy = arena_alloc(arena, raw.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        copy[n++] = raw.ptr[i];
        i += raw.ptr[i] == '"';
    }
    return (str){ copy, n };
}

/* After the opening quote, up to the closing one. */
static bool
take_quoted(struct csv *c, str *cell)
{
    size_t i = 0, doubled = 0;
    for (;; i++) {
        if (i == c->rest.len)
            return wrong_cell(c, c->count, "tanda kutip dibuka tetapi tidak ditutup.");
        if (i - doubled > CSV_CELL_MOST)
            return wrong_cell(c, c->count, "isinya terlalu panjang. Mungkin ada tanda kutip yang lupa ditutup.");
        bool quote = c->rest.ptr[i] == '"';
        if (quote && !(i + 1 < c->rest.len && c->rest.ptr[i + 1] == '"'))
            break;
        doubled += quote;
        i += quote;
        c->next_line += c->rest.ptr[i] == '\n';
    }
    *cell = str_head(c->rest, i);
    if (doubled)
        *cell = without_doubled_quotes(c->arena, *cell);
    c->rest = str_from(c->rest, i + 1);
    return true;
}

/* A quote inside is a letter like any other: there is a village Soka"an. */
static bool
take_plain(struct csv *c, str *cell)
{
    size_t i = 0;
    while (i < c->rest.len && c->rest.ptr[i] != c->separator && c->rest.ptr[i] != '\n')
        i++;
    if (i > CSV_CELL_MOST)
        return wrong_cell(c, c->count, "isinya terlalu panjang.");
    *cell = str_head(c->rest, i);
    c->rest = str_from(c->rest, i);
    return true;
}

/* What follows a cell: another one, the record's end, or a mistake. */
static bool
take_end(struct csv *c, bool *more)
{
    if (str_starts(c->rest, S("\r\n")))
        c->rest = str_from(c->rest, 1);
    *more = c->rest.len && c->rest.ptr[0] == c->separator;
    if (c->rest.len == 0)
        return true;
    if (!*more && c->rest.ptr[0] != '\n')
        return wrong_cell(c, c->count, "ada isi sesudah tanda kutip tutup.");
    c->next_line += !*more;
    c->rest = str_from(c->rest, 1);
    return true;
}

static str
without_blanks(str cell)
{
    cell = str_trim(cell);
    return cell.len ? cell : (str){ "", 0 };
}

static bool
take_record(struct csv *c)
{
    bool more = true;
    c->line = c->next_line;
    for (c->count = 0; more; c->count++) {
        str cell;
        if (c->count == CSV_COLUMNS)
            return fail(c, str_format(c->arena, "Baris %lld: paling banyak %d kolom.", (long long)c->line,
                CSV_COLUMNS));
        bool quoted = c->rest.len && c->rest.ptr[0] == '"';
        if (quoted)
            c->rest = str_from(c->rest, 1);
        if (!(quoted ? take_quoted(c, &cell) : take_plain(c, &cell)) || !take_end(c, &more))
            return false;
        c->cells[c->count] = without_blanks(cell);
    }
    return true;
}

/* Spreadsheets leave rows of separators behind. */
static bool
is_blank(const struct csv *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->cells[i].len)
            return false;
    return true;
}

bool
csv_next(struct csv *c)
{
    do {
        if (c->rest.len == 0 || !take_record(c))
            return false;
    } while (is_blank(c));
    if (c->width && c->count != c->width)
        return fail(c, str_format(c->arena, "Baris %lld: ada %zu kolom, padahal judulnya %zu kolom. Periksa pemisah"
            " kolom dan tanda kutip di baris itu.", (long long)c->line, c->count, c->width));
    return true;
}

/* ---- the heading -------------------------------------------------------------------------------------------- */

static bool
names_are_distinct(struct csv *c)
{
    for (size_t i = 0; i < c->width; i++)
        for (size_t j = 0; j < i; j++)
            if (c->names[i].len && str_eq(c->names[i], c->names[j]))
                return fail(c, str_format(c->arena, "Kolom " STR " ada dua kali di baris judul. Sisakan satu.",
                    STR_ARG(c->names[i])));
    return true;
}

static bool
find_name(const struct csv *c, const char *name, size_t *at)
{
    for (*at = 0; *at < c->width; (*at)++)
        if (str_eqz(c->names[*at], name))
            return true;
    return false;
}

bool
csv_heading(struct csv *c, const char *const *names, size_t *at)
{
    if (!csv_next(c))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        if (c->cells[i].len > NAME_MOST)
            return wrong_cell(c, i, "judul kolom terlalu panjang. Baris pertama harus berisi nama kolom.");
        c->names[i] = str_lower(c->arena, c->cells[i]);
    }
    c->width = c->count;
    if (!names_are_distinct(c))
        return false;
    for (size_t i = 0; names[i]; i++)
        if (!find_name(c, names[i], &at[i]))
            return fail(c, str_format(c->arena, "Kolom %s tidak ada di baris judul. Yang terbaca: " STR "%s.", names[i],
                STR_ARG(c->names[0]), c->width > 1 ? " dan lainnya" : ""));
    return true;
}

str
csv_at(const struct csv *c, size_t column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = str_formatv(c->arena, format, args);
    va_end(args);
    if (column < c->width && c->names[column].len)
        return str_format(c->arena, "Baris %lld, kolom " STR ": " STR, (long long)c->line, STR_ARG(c->names[column]),
            STR_ARG(message));
    return str_format(c->arena, "Baris %lld, kolom ke-%zu: " STR, (long long)c->line, column + 1, STR_ARG(message));
}

str
csv_unguarded(str cell)
{
    bool guarded = cell.len > 1 && cell.ptr[0] == '\'' && cell.ptr[1] && strchr("=+-@", cell.ptr[1]);
    return guarded ? str_from(cell, 1) : cell;
}
