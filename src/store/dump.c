/* dump.c: tables to text, in one snapshot; the catalogue is all that differs between the engines. */
#include "store/dump.h"

#include "base/random.h"
#include "store/store_internal.h"

enum { TABLES_MOST = 512, COLUMNS_MOST = QUERY_ARGS, ROWS_A_TURN = 500 };

static char
kind_of(str type)
{
    if (str_eqz(type, "INTEGER") || str_eqz(type, "bigint"))
        return 'i';
    return str_eqz(type, "TEXT") || str_eqz(type, "text") ? 't'
        : str_eqz(type, "BLOB") || str_eqz(type, "bytea") ? 'b' : 0;
}

static const char lite_columns[] = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
static const char pg_columns[] =
    "SELECT a.attname::text, format_type(a.atttypid, NULL),"
    " COALESCE(array_position(i.indkey::int2[], a.attnum), -1) + 1 FROM pg_attribute a"
    " LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary"
    " WHERE a.attrelid = CAST($1 AS TEXT)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
    " ORDER BY a.attnum";

/* The primary key's columns in their order: at[n] is the n-th, counted from 1. */
static str
order_of(struct arena *arena, const str *keys)
{
    struct buf b = { .arena = arena };
    for (size_t i = 1; i < COLUMNS_MOST && keys[i].len; i++)
        buf_format(&b, i > 1 ? ", " STR : STR, STR_ARG(keys[i]));
    return buf_view(&b);
}

static enum outcome
read_columns(struct db *db, struct dump_table *t)
{
    struct arena *arena = db_arena_of(db);
    str keys[COLUMNS_MOST] = { 0 };
    t->columns = arena_array(arena, struct dump_column, COLUMNS_MOST);
    struct query q = query_of(db, db->engine == ENGINE_SQLITE ? lite_columns : pg_columns);
    query_bind(&q, t->name);
    while (query_next(&q)) {
        struct dump_column c = { .name = query_str(&q) };
        c.kind = kind_of(query_str(&q));
        int64_t key = query_int(&q);
        if (!c.kind)
            continue;                   /* an engine's own: a search vector */
        must(t->count < COLUMNS_MOST && key < COLUMNS_MOST);
        t->columns[t->count++] = c;
        if (key > 0)
            keys[key] = c.name;
    }
    t->order = order_of(arena, keys);
    return query_end(&q);
}

enum outcome
dump_tables(struct db *db, struct dump_tables *all)
{
    *all = (struct dump_tables){ arena_array(db_arena_of(db), struct dump_table, TABLES_MOST), 0 };
    struct query q = query_of(db, db->engine == ENGINE_SQLITE
        ? "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'migrasi'"
          " AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
        : "SELECT relname::text FROM pg_class WHERE relnamespace ="
          " (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relkind = 'r'"
          " AND relname <> 'migrasi' ORDER BY relname::text");
    while (query_next(&q)) {
        must(all->count < TABLES_MOST);
        all->items[all->count++].name = query_str(&q);
    }
    TRY(query_end(&q));
    for (size_t i = 0; i < all->count; i++)
        TRY(read_columns(db, &all->items[i]));
    return OK;
}

str
dump_head(struct arena *arena, const struct dump_table *t)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < t->count; i++)
        buf_format(&b, STR ":%c%c", STR_ARG(t->columns[i].name), t->columns[i].kind, i + 1 < t->count ? '\t' : '\n');
    return buf_view(&b);
}

static str
names_of(struct arena *arena, const struct dump_table *t)
{
    struct buf b = { .arena = arena };
    for (size_t i = 0; i < t->count; i++)
        buf_format(&b, i ? ", " STR : STR, STR_ARG(t->columns[i].name));
    return buf_view(&b);
}

/* The letter that stands behind the backslash; 0: it stands as it is. */
static char
escape_of(char c)
{
    return c == '\\' ? '\\' : c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : 0;
}

static void
put_text(struct buf *b, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char letter = escape_of(s.ptr[i]);
        if (letter)
            buf_char(b, '\\');
        buf_char(b, letter ? letter : s.ptr[i]);
    }
}

static str
line_of(struct query *q, const struct dump_table *t)
{
    struct buf b = { .arena = db_arena_of(q->db) };
    for (size_t i = 0; i < t->count; i++) {
        if (i)
            buf_char(&b, '\t');
        if (query_skip_null(q)) {
            buf_str(&b, S("\\N"));
        } else if (t->columns[i].kind == 'b') {
            str bytes = query_bytes(q);
            buf_str(&b, hex_of(b.arena, bytes.ptr, bytes.len));
        } else {
            put_text(&b, query_str(q));
        }
    }
    buf_char(&b, '\n');
    return buf_view(&b);
}

struct giving { const struct dump_table *table; dump_sink *sink; void *context; int64_t *rows; };

/* One answer's rows; the arena is emptied now and then. */
static enum outcome
give_rows(struct query *q, const struct giving *g)
{
    bool taken = true;
    while (taken && query_next(q)) {
        taken = g->sink(g->context, line_of(q, g->table));
        if (q->row_count % ROWS_A_TURN == 0)
            arena_reset(db_arena_of(q->db));
    }
    *g->rows += q->row_count;
    enum outcome o = query_end(q);
    return taken ? o : FAILED;
}

static enum outcome
run_text(struct db *db, const char *sql)
{
    struct query q = query_of(db, sql);
    q.once = true;
    return query_end(&q);
}

/* libpq holds a whole answer in memory: a cursor brings it in turns. */
static enum outcome
rows_by_cursor(struct db *db, str select, const struct giving *g)
{
    struct arena *own = arena_open();
    enum outcome o = run_text(db, str_format(own, "DECLARE salinan CURSOR FOR " STR, STR_ARG(select)).ptr);
    for (int64_t got = 1; got > 0 && o == OK;) {
        struct query q = query_of(db, "FETCH 500 FROM salinan");
        q.once = true;
        o = give_rows(&q, g);
        got = q.row_count;
        arena_reset(db_arena_of(db));
    }
    arena_close(own);
    return o == OK ? run_text(db, "CLOSE salinan") : o;
}

enum outcome
dump_rows(struct db *db, const struct dump_table *t, dump_sink *sink, void *context, int64_t *rows)
{
    struct arena *before = db_arena_of(db), *own = arena_open(), *turn = arena_open();
    str names = names_of(own, t), select = str_format(own, "SELECT " STR " FROM " STR "%s" STR, STR_ARG(names),
        STR_ARG(t->name), t->order.len ? " ORDER BY " : "", STR_ARG(t->order));
    struct giving g = { t, sink, context, rows };
    enum outcome o;
    *rows = 0;
    db_arena(db, turn);
    if (db->engine == ENGINE_POSTGRES) {
        o = rows_by_cursor(db, select, &g);
    } else {
        struct query q = query_of(db, select.ptr);
        q.once = true;
        o = give_rows(&q, &g);
    }
    db_arena(db, before);
    arena_close(turn);
    arena_close(own);
    return o;
}

enum outcome
store_check(struct db *db, str *wrong)
{
    *wrong = (str){ 0 };
    if (db->engine == ENGINE_POSTGRES)
        return OK;                      /* data checksums and foreign keys are the server's own */
    struct query pages = query_of(db, "SELECT integrity_check FROM pragma_integrity_check LIMIT 1");
    str said = query_next(&pages) ? query_str(&pages) : S("tidak terbaca");
    TRY(query_end(&pages));
    if (!str_eqz(said, "ok")) {
        *wrong = str_format(db_arena_of(db), "basis data rusak: " STR, STR_ARG(str_head(said, 200)));
        return CONFLICT;
    }
    struct query keys = query_of(db, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1");
    if (query_next(&keys)) {
        str table = query_str(&keys);
        int64_t row = query_int(&keys);
        str parent = query_str(&keys);
        *wrong = str_format(db_arena_of(db), "baris %lld dari " STR " menunjuk ke " STR " yang tidak ada",
            (long long)row, STR_ARG(table), STR_ARG(parent));
    }
    TRY(query_end(&keys));
    return wrong->len ? CONFLICT : OK;
}
