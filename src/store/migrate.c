/* migrate.c: a region's tables: numbered files in order, each once, none ever changed after it ran. */
#include <sodium.h>

#include "base/random.h"
#include "store/store_internal.h"

struct migrating { const struct migration *m; enum engine engine; str schema; };

static str
fingerprint(struct arena *arena, const char *text)
{
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
    return hex_of(arena, hash, sizeof hash);
}

static enum outcome
run_statements(struct db *db, const char *text)
{
    str rest = str_of(text), piece;
    while (str_cut(&rest, '\x1e', &piece)) {
        if (str_trim(piece).len == 0)
            continue;
        struct query q = query_of(db, cstr(db_arena_of(db), piece));
        q.once = true;
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
prepare(struct db *db, void *context)
{
    const struct migrating *m = context;
    db_be_patient(db);
    if (m->engine == ENGINE_POSTGRES) {
        struct query schema = query_of(db,
            str_format(db_arena_of(db), "CREATE SCHEMA IF NOT EXISTS " STR, STR_ARG(m->schema)).ptr);
        schema.once = true;
        TRY(query_end(&schema));
    }
    struct query q = query_of(db, "CREATE TABLE IF NOT EXISTS migrasi (nama TEXT PRIMARY KEY,"
        " sidik TEXT NOT NULL, waktu BIGINT NOT NULL)");
    return query_end(&q);
}

static enum outcome
migrate_one(struct db *db, void *context)
{
    const struct migrating *m = context;
    const char *text = m->engine == ENGINE_SQLITE ? m->m->sqlite : m->m->postgres;
    str own = fingerprint(db_arena_of(db), text), kept = { 0 };
    db_be_patient(db);
    struct query done = query_of(db, "SELECT sidik FROM migrasi WHERE nama = $1");
    query_bind(&done, str_of(m->m->name));
    if (query_next(&done))
        kept = query_str(&done);
    TRY(query_end(&done));
    if (kept.len && !str_eq(kept, own)) {
        log_event(LOG_ERROR, "store", "migration %s was changed after it ran", m->m->name);
        return INVALID;
    }
    if (kept.len)
        return OK;
    TRY(run_statements(db, text));
    struct query note = query_of(db, "INSERT INTO migrasi (nama, sidik, waktu) VALUES ($1, $2, $3)");
    query_bind(&note, str_of(m->m->name));
    query_bind(&note, own);
    query_bind(&note, clock_now());
    return query_end(&note);
}

/* Two nodes may start at once: the second waits here and finds the work done. The lock belongs to a connection of its
   own and goes with it: one within a migration's transaction would be had after its snapshot, which then lacks what
   the first did. */
static enum outcome
wait_for_turn(struct store *s, struct arena *arena, struct db **holder)
{
    *holder = NULL;
    if (s->config.engine != ENGINE_POSTGRES)
        return OK;
    *holder = db_open_pg(s, false);
    if (!*holder)
        return FAILED;
    db_arena(*holder, arena);
    enum outcome o = db_begin_read(*holder);
    if (o == OK) {
        db_be_patient(*holder);
        struct query q = query_of(*holder, "SELECT pg_advisory_lock(7026)");
        o = query_end(&q);
    }
    db_close_open_queries(*holder);
    db_end_read(*holder);
    return o;
}

enum outcome
store_migrate(struct store *s, const struct schema *const *schemas, size_t count)
{
    struct arena *arena = arena_open();
    struct migrating m = { NULL, s->config.engine, s->config.schema };
    struct db *holder;
    enum outcome o = wait_for_turn(s, arena, &holder);
    if (o == OK)
        o = store_write_wait(s, prepare, &m, arena);
    for (size_t i = 0; i < count && o == OK; i++)
        for (size_t j = 0; j < schemas[i]->count && o == OK; j++) {
            m.m = &schemas[i]->items[j];
            o = store_write_wait(s, migrate_one, &m, arena);
            arena_reset(arena);
        }
    if (holder)
        db_close(holder);
    arena_close(arena);
    return o;
}
