/* load.c: text back into the tables of either engine, with foreign keys looked at when all is there. */
#include "store/dump.h"

#include <sodium.h>

#include "store/store_internal.h"

/* Its constraints in this schema are made to wait, or not, for the end; `how` follows the constraint's name. */
static enum outcome
alter_foreign_keys(struct db *db, const char *how)
{
    enum { MOST = 1024 };
    struct arena *arena = db_arena_of(db);
    str *statements = arena_array(arena, str, MOST);
    size_t count = 0;
    struct query q = query_of(db, "SELECT 'ALTER TABLE ' || conrelid::regclass::text || ' ALTER CONSTRAINT '"
        " || quote_ident(conname) FROM pg_constraint WHERE contype = 'f' AND connamespace ="
        " (SELECT oid FROM pg_namespace WHERE nspname = current_schema())");
    while (count < MOST && query_next(&q))
        statements[count++] = query_str(&q);
    TRY(query_end(&q));
    for (size_t i = 0; i < count; i++) {
        struct query alter = query_of(db, str_format(arena, STR " %s", STR_ARG(statements[i]), how).ptr);
        alter.once = true;
        TRY(query_end(&alter));
    }
    return OK;
}

enum outcome
load_begin(struct db *db)
{
    if (db->engine == ENGINE_POSTGRES)
        return alter_foreign_keys(db, "DEFERRABLE INITIALLY DEFERRED");
    return db_run(db, "PRAGMA defer_foreign_keys = ON") ? OK : FAILED;
}

/* SQLite looks at COMMIT; store_check tells which row it was. */
enum outcome
load_end(struct db *db)
{
    if (db->engine == ENGINE_SQLITE)
        return OK;
    struct query now = query_of(db, "SET CONSTRAINTS ALL IMMEDIATE");
    now.once = true;
    TRY(query_end(&now));
    return alter_foreign_keys(db, "NOT DEFERRABLE");
}

/* What the migrations themselves put there is in the text, too. An append-only table refuses even to lose nothing. */
enum outcome
load_clear(struct db *db, const struct dump_table *t)
{
    struct query any = query_of(db, str_format(db_arena_of(db), "SELECT 1 FROM " STR " LIMIT 1", STR_ARG(t->name)).ptr);
    any.once = true;
    enum outcome o = query_end_one(&any);
    if (o != OK)
        return o == NOT_FOUND ? OK : o;
    struct query q = query_of(db, str_format(db_arena_of(db), "DELETE FROM " STR, STR_ARG(t->name)).ptr);
    q.once = true;
    return query_end(&q);
}

const char *
load_sql(struct arena *arena, const struct dump_table *t)
{
    struct buf b = { .arena = arena };
    buf_format(&b, "INSERT INTO " STR " (", STR_ARG(t->name));
    for (size_t i = 0; i < t->count; i++)
        buf_format(&b, i ? ", " STR : STR, STR_ARG(t->columns[i].name));
    for (size_t i = 0; i < t->count; i++)
        buf_format(&b, "%s$%zu", i ? ", " : ") VALUES (", i + 1);
    buf_char(&b, ')');
    return b.ptr;
}

/* False when a backslash stands before what it cannot. */
static bool
unescape(struct arena *arena, str s, str *plain)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '\\') {
            if (++i == s.len || !strchr("\\tnr", s.ptr[i]))
                return false;
            c = s.ptr[i] == 't' ? '\t' : s.ptr[i] == 'n' ? '\n' : s.ptr[i] == 'r' ? '\r' : '\\';
        }
        out[len++] = c;
    }
    *plain = (str){ out, len };
    return true;
}

static bool
bind_field(struct query *q, char kind, str field)
{
    struct arena *arena = db_arena_of(q->db);
    int64_t n;
    str plain;
    if (str_eqz(field, "\\N")) {
        query_bind_null_kind(q, kind);
        return true;
    }
    if (kind == 'i') {
        bool number = str_int(field, &n);
        query_bind(q, number ? n : 0);
        return number;
    }
    if (kind == 't') {
        bool whole = unescape(arena, field, &plain);
        query_bind(q, whole ? plain : S(""));
        return whole;
    }
    size_t len = 0;
    unsigned char *bytes = arena_alloc(arena, field.len / 2 + 1);
    bool hex = sodium_hex2bin(bytes, field.len / 2, field.ptr, field.len, NULL, &len, NULL) == 0
        && len * 2 == field.len;
    query_bind_bytes(q, (str){ (const char *)bytes, len });
    return hex;
}

enum outcome
load_row(struct db *db, const struct dump_table *t, const char *sql, str line)
{
    struct query q = query_of(db, sql);
    for (size_t i = 0; i < t->count; i++) {
        str field;
        if (!str_cut(&line, '\t', &field) || !bind_field(&q, t->columns[i].kind, field))
            return INVALID;
    }
    return line.ptr ? INVALID : query_end(&q);
}
