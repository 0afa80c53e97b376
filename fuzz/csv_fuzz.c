/* csv_fuzz.c: CSV: what is read is text, fits its bounds, and reads the same when it is written again. */
#include "core/impor/csv.h"
#include "fuzz.h"

static void
put_cell(struct buf *b, str cell)
{
    buf_char(b, '"');
    for (size_t i = 0; i < cell.len; i++)
        buf_str(b, cell.ptr[i] == '"' ? S("\"\"") : (str){ cell.ptr + i, 1 });
    buf_char(b, '"');
}

/* Every record quoted whole, on a line of its own. */
static str
write_record(const struct csv *c)
{
    struct buf b = { .arena = c->arena };
    for (size_t i = 0; i < c->count; i++) {
        if (i)
            buf_char(&b, c->separator);
        put_cell(&b, c->cells[i]);
    }
    return buf_view(&b);
}

static void
check_again(const struct csv *c)
{
    struct csv again = csv_open(c->arena, write_record(c));
    again.separator = c->separator;
    must(csv_next(&again) && again.count == c->count);
    for (size_t i = 0; i < c->count; i++)
        must(str_eq(again.cells[i], c->cells[i]));
    must(!csv_next(&again) && again.error.len == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const names[] = { "kode", NULL };
    struct arena *arena = arena_open();
    struct csv c = csv_open(arena, (str){ (const char *)bytes, len });
    size_t at, rows = 0;
    bool heading = len % 2 && csv_heading(&c, names, &at);
    for (; csv_next(&c) && rows < 50; rows++) {
        must(c.count > 0 && c.count <= CSV_COLUMNS && (!heading || c.count == c.width));
        for (size_t i = 0; i < c.count; i++)
            must(c.cells[i].len <= CSV_CELL_MOST && str_is_text(c.cells[i]));
        check_again(&c);
    }
    must(str_is_text(c.error));
    arena_close(arena);
    return 0;
}
