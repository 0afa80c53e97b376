/* store.c: one region's database as a whole: its readers, its writers, its end. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/blob.h"
#include "store/store_internal.h"

enum { EXIT_IO = 70 };

static struct db *
open_one(struct store *s, bool writing)
{
    if (s->config.engine == ENGINE_POSTGRES)
        return db_open_pg(s, writing);
    return db_open_lite(str_format(s->arena, STR "/pamong.db", STR_ARG(s->config.folder)).ptr, writing);
}

static bool
open_connections(struct store *s)
{
    for (int i = 0; i < s->writers; i++)
        if (!(s->writer_dbs[i] = open_one(s, true)))
            return false;
    for (int i = 0; i < s->readers; i++) {
        struct db *db = open_one(s, false);
        if (!db)
            return false;
        db->next = s->free_readers;
        s->free_readers = db;
    }
    return true;
}

/* SQLite makes its log with the first question and passes over whether that name became durable: a cut then loses
   every commit of the log with it. So the names are synced here, where a refusal is heard. */
static bool
log_is_named(const struct store *s)
{
    if (s->config.engine != ENGINE_SQLITE)
        return true;
    if (db_run(s->writer_dbs[0], "SELECT count(*) FROM sqlite_master") && folder_sync(s->config.folder.ptr))
        return true;
    log_event(LOG_ERROR, "store", "the folder " STR " cannot be synced", STR_ARG(s->config.folder));
    return false;
}

static void
start_writers(struct store *s)
{
    for (int i = 0; i < s->writers; i++) {
        struct pg_writer *w = arena_new(s->arena, struct pg_writer);
        *w = (struct pg_writer){ s, s->writer_dbs[i] };
        bool lite = s->config.engine == ENGINE_SQLITE;
        must(pthread_create(&s->threads[i], NULL, lite ? lite_writer : pg_writer,
            lite ? (void *)s : (void *)w) == 0);
    }
}

static void
close_connections(struct store *s)
{
    for (struct db *db = s->free_readers, *next; db; db = next) {
        next = db->next;
        db_close(db);
    }
    for (int i = 0; i < s->writers; i++)
        if (s->writer_dbs[i])
            db_close(s->writer_dbs[i]);
    arena_close(s->arena);
    free(s);
}

/* Its name must outlive a power cut, or all that is written in it is lost with it. Whoever made it before has seen to
   that; serve could not any more, since what lies above is outside its cage. */
static bool
have_folder(const struct store *s)
{
    if (s->config.engine != ENGINE_SQLITE)
        return true;
    bool made = mkdir(s->config.folder.ptr, 0750) == 0;
    if (!made || folder_sync_above(s->config.folder.ptr))
        return true;
    log_event(LOG_ERROR, "store", "the folder above " STR " cannot be synced", STR_ARG(s->config.folder));
    return false;
}

enum outcome
store_open(const struct store_config *c, struct store **out)
{
    struct store *s = calloc(1, sizeof *s);
    must(s);
    s->arena = arena_open();
    s->config = *c;
    s->config.folder = arena_copy(s->arena, c->folder);
    s->config.conninfo = arena_copy(s->arena, c->conninfo);
    s->config.schema = str_format(s->arena, "\"" STR "\"", STR_ARG(c->schema));
    s->readers = c->readers ? c->readers : 4;
    s->writers = c->engine == ENGINE_SQLITE ? 1 : c->writers ? c->writers : 8;
    s->writer_dbs = arena_array(s->arena, struct db *, (size_t)s->writers);
    s->threads = arena_array(s->arena, pthread_t, (size_t)s->writers);
    pthread_mutex_init(&s->pool_lock, NULL);
    pthread_cond_init(&s->pool_freed, NULL);
    pthread_mutex_init(&s->hear_lock, NULL);
    queue_open(&s->queue);
    if (!have_folder(s) || !open_connections(s) || !log_is_named(s)) {
        close_connections(s);
        return FAILED;
    }
    start_writers(s);
    *out = s;
    return OK;
}

void
store_close(struct store *s)
{
    watch_end(s);
    queue_close(&s->queue);
    for (int i = 0; i < s->writers; i++)
        pthread_join(s->threads[i], NULL);
    s->closing = true;
    if (s->hearing)
        pg_hear_no_more(s);
    close_connections(s);
}

void
store_stop_at(bool io_error, const char *where)
{
    if (!io_error)
        return;
    log_event(LOG_ERROR, "store", "input/output error in %s: stopping", where);
    _exit(EXIT_IO);
}

enum engine store_engine(const struct store *s) { return s->config.engine; }
uint64_t store_generation(const struct store *s) { return s->generation; }

struct db *
store_reader(struct store *s, struct arena *arena)
{
    pthread_mutex_lock(&s->pool_lock);
    while (!s->free_readers)
        pthread_cond_wait(&s->pool_freed, &s->pool_lock);
    struct db *db = s->free_readers;
    s->free_readers = db->next;
    pthread_mutex_unlock(&s->pool_lock);
    db->arena = arena;
    return db;
}

void
store_reader_done(struct store *s, struct db *db)
{
    db_close_open_queries(db);
    db_end_read(db);
    db->arena = NULL;
    pthread_mutex_lock(&s->pool_lock);
    db->next = s->free_readers;
    s->free_readers = db;
    pthread_mutex_unlock(&s->pool_lock);
    pthread_cond_signal(&s->pool_freed);
}

bool store_write(struct store *s, struct write *w) { return queue_put(&s->queue, w); }

struct waiter { struct write write; pthread_mutex_t lock; pthread_cond_t ended; bool done; enum outcome outcome; };

static void
wake(struct write *w, enum outcome o)
{
    struct waiter *waiter = (struct waiter *)w;
    pthread_mutex_lock(&waiter->lock);
    waiter->outcome = o;
    waiter->done = true;
    pthread_cond_signal(&waiter->ended);
    pthread_mutex_unlock(&waiter->lock);
}

enum outcome
store_write_traced(struct store *s, apply_fn *apply, apply_fn *traced, void *context, struct arena *arena)
{
    struct waiter w = { .write = { .apply = apply, .traced = traced, .done = wake, .context = context,
        .arena = arena } };
    pthread_mutex_init(&w.lock, NULL);
    pthread_cond_init(&w.ended, NULL);
    if (!store_write(s, &w.write))
        return FAILED;
    pthread_mutex_lock(&w.lock);
    while (!w.done)
        pthread_cond_wait(&w.ended, &w.lock);
    pthread_mutex_unlock(&w.lock);
    return w.outcome;
}

enum outcome
store_write_wait(struct store *s, apply_fn *apply, void *context, struct arena *arena)
{
    return store_write_traced(s, apply, NULL, context, arena);
}

struct later { struct write write; struct arena *arena; };

static void
forget(struct write *w, enum outcome o)
{
    (void)o;
    arena_close(((struct later *)w)->arena);
}

bool
store_write_later(struct store *s, apply_fn *apply, const void *context, size_t len)
{
    struct arena *arena = arena_open();
    struct later *l = arena_new(arena, struct later);
    void *copy = arena_alloc(arena, len);
    memcpy(copy, context, len);
    l->write = (struct write){ .apply = apply, .done = forget, .context = copy, .arena = arena, .repeatable = true };
    l->arena = arena;
    if (store_write(s, &l->write))
        return true;
    arena_close(arena);
    return false;
}

static void
close_file(void *db)
{
    db_close(db);
}

struct db *
store_file(struct arena *arena, str path)
{
    struct db *db = db_open_lite(cstr(arena, path), false);
    if (!db)
        return NULL;
    db_arena(db, arena);
    arena_on_reset(arena, close_file, db);
    return db;
}
