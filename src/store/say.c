/* say.c: what a transaction says to those who listen: told after its COMMIT, forgotten with its rollback. */
#include "store/store_internal.h"

/* PostgreSQL keeps it until the COMMIT and tells every node, this one too; SQLite's writer tells it itself. */
enum outcome
store_say(struct db *db, str text)
{
    must(db->writing && text.len > 0 && text.len <= STORE_SAY_MOST);
    if (db->engine == ENGINE_SQLITE) {
        struct word *w = arena_new(db->arena, struct word);
        *w = (struct word){ arena_copy(db->arena, text), NULL };
        struct word **end = &db->said;
        while (*end)
            end = &(*end)->next;
        *end = w;
        return OK;
    }
    struct query q = query_of(db, "SELECT pg_notify(current_schema(), $1)");
    query_bind(&q, text);
    while (query_next(&q))
        continue;
    return query_end(&q);
}

void
store_tell(struct store *s, str text)
{
    pthread_mutex_lock(&s->hear_lock);
    if (s->hear)
        s->hear(s->hear_context, text);
    pthread_mutex_unlock(&s->hear_lock);
}

void
store_hear(struct store *s, hear_fn *hear, void *context)
{
    pthread_mutex_lock(&s->hear_lock);
    s->hear = hear;
    s->hear_context = context;
    bool begin = hear && s->config.engine == ENGINE_POSTGRES && !s->hearing;
    s->hearing |= begin;
    pthread_mutex_unlock(&s->hear_lock);
    if (begin)
        pg_hear(s);
}
