/* sasaran.c: the place that a restore fills: marked before its first byte, so that a killed one is begun anew. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/random.h"
#include "core/cadangan/cadangan_dalam.h"

enum { TOKEN = 32 };

bool
cadangan_unfinished(str folder, struct arena *arena)
{
    return access(str_format(arena, STR "/" SASARAN_MARK, STR_ARG(folder)).ptr, F_OK) == 0;
}

static bool
is_empty(const char *folder)
{
    DIR *d = opendir(folder);
    bool empty = true;
    if (!d)
        return false;
    errno = 0;
    for (struct dirent *e; empty && (e = readdir(d));)
        empty = e->d_name[0] == '.' || strcmp(e->d_name, "rahasia") == 0;
    empty = empty && errno == 0;        /* what could not be read is not empty */
    closedir(d);
    return empty;
}

/* Only what a restore makes; the secret stays. */
static void
clear(const struct sasaran *s)
{
    static const char *const ours[] = { "pamong.db", "pamong.db-wal", "pamong.db-shm", "pamong.db-journal",
        "berkas" };
    for (size_t i = 0; i < COUNT(ours); i++)
        folder_remove(str_format(s->arena, STR "/%s", STR_ARG(s->folder), ours[i]).ptr);
}

static bool
read_token(struct sasaran *s)
{
    char text[TOKEN + 1];
    if (read(s->fd, text, sizeof text) != TOKEN)
        return false;
    s->token = arena_copy(s->arena, (str){ text, TOKEN });
    return true;
}

/* On the disk before anything else is. */
static bool
write_token(struct sasaran *s)
{
    s->token = random_hex(s->arena, TOKEN / 2);
    return ftruncate(s->fd, 0) == 0 && pwrite(s->fd, s->token.ptr, TOKEN, 0) == TOKEN && fsync(s->fd) == 0
        && folder_sync(s->folder.ptr) && folder_sync_above(s->folder.ptr);
}

static bool
begin(struct sasaran *s, bool empty)
{
    s->again = read_token(s);
    if (s->again) {
        clear(s);
        log_event(LOG_INFO, "cadangan", "the restore into " STR " did not come to its end: it is begun anew",
            STR_ARG(s->folder));
    }
    s->taken = s->again || (empty && write_token(s));
    return s->taken;
}

static enum outcome
refused(struct sasaran *s, struct cadangan *c, const char *what)
{
    return cadangan_wrong(c, s->arena, "folder " STR " %s: %s", STR_ARG(s->folder), what, strerror(errno));
}

/* An incomplete mark is of one that was killed before it began. */
enum outcome
sasaran_take(struct sasaran *s, const struct pemulihan *p, struct arena *arena, struct cadangan *c)
{
    *s = (struct sasaran){ .folder = arena_copy(arena, p->folder), .arena = arena, .fd = -1,
        .postgres = p->store.engine == ENGINE_POSTGRES, .schema = p->store.schema };
    s->mark = str_format(arena, STR "/" SASARAN_MARK, STR_ARG(s->folder));
    s->made = mkdir(s->folder.ptr, 0750) == 0;
    if (!s->made && errno != EEXIST)
        return refused(s, c, "tidak dapat dibuat");
    bool marked = access(s->mark.ptr, F_OK) == 0, empty = is_empty(s->folder.ptr);
    if (!marked && !empty)
        return cadangan_wrong(c, arena, STR " tidak kosong: pemulihan hanya ke folder kosong", STR_ARG(s->folder));
    s->fd = open(s->mark.ptr, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (s->fd < 0)
        return refused(s, c, "tidak dapat ditulisi");
    if (flock(s->fd, LOCK_EX | LOCK_NB) != 0) {
        close(s->fd);
        s->fd = -1;
        return cadangan_wrong(c, arena, "pemulihan lain ke " STR " sedang berjalan: tunggu sampai selesai",
            STR_ARG(s->folder));
    }
    return begin(s, empty) ? OK : refused(s, c, "tidak dapat ditandai");
}

/* ---- a schema of PostgreSQL: the same mark as its comment --------------------------------------------------- */

static enum outcome
run_text(struct db *db, str sql)
{
    struct query q = query_of(db, sql.ptr);
    q.once = true;
    return query_end(&q);
}

static enum outcome
drop_schema(struct db *db, void *context)
{
    const struct sasaran *s = context;
    return run_text(db, str_format(db_arena_of(db), "DROP SCHEMA IF EXISTS \"" STR "\" CASCADE", STR_ARG(s->schema)));
}

/* CONFLICT: somebody else's tables. Of a restore that was killed they are dropped. */
static enum outcome
take_schema(struct db *db, void *context)
{
    const struct sasaran *s = context;
    struct arena *arena = db_arena_of(db);
    str comment = str_format(arena, "pamong: pemulihan " STR, STR_ARG(s->token));
    db_be_patient(db);
    struct query ours = query_of(db, "SELECT 1 FROM pg_namespace WHERE nspname = current_schema()"
        " AND obj_description(oid, 'pg_namespace') = $1");
    query_bind(&ours, comment);
    enum outcome o = query_end_one(&ours);
    if (o == OK)
        TRY(drop_schema(db, context));
    else if (o != NOT_FOUND)
        return o;
    struct query q = query_of(db, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LIMIT 1");
    o = query_end_one(&q);
    if (o != NOT_FOUND)
        return o == OK ? CONFLICT : o;
    TRY(run_text(db, str_format(arena, "CREATE SCHEMA IF NOT EXISTS \"" STR "\"", STR_ARG(s->schema))));
    return run_text(db, str_format(arena, "COMMENT ON SCHEMA \"" STR "\" IS '" STR "'", STR_ARG(s->schema),
        STR_ARG(comment)));
}

enum outcome
sasaran_take_schema(struct sasaran *s, struct store *store, struct cadangan *c)
{
    enum outcome o = store_write_wait(store, take_schema, s, s->arena);
    s->schema_taken = o == OK;
    return o != CONFLICT ? o : cadangan_wrong(c, s->arena, "skema " STR " sudah berisi: pilih skema lain dengan"
        " --schema", STR_ARG(s->schema));
}

/* ---- the end ------------------------------------------------------------------------------------------------ */

/* All names on the disk, then the mark goes. Should a cut bring it back, nothing was served from here yet: opening the
   store syncs this folder before it answers anybody. */
enum outcome
sasaran_finish(struct sasaran *s, struct cadangan *c)
{
    str files = str_format(s->arena, STR "/berkas", STR_ARG(s->folder));
    if (!folder_sync(files.ptr) || !folder_sync(s->folder.ptr) || !folder_sync_above(s->folder.ptr)
        || unlink(s->mark.ptr) != 0)
        return refused(s, c, "tidak dapat diselesaikan");
    if (!folder_sync(s->folder.ptr))
        log_event(LOG_WARN, "cadangan", "the folder " STR " cannot be synced", STR_ARG(s->folder));
    close(s->fd);
    return OK;
}

/* Of a schema that could not even be asked for, a mark that was there before still speaks. */
static bool
schema_is_gone(struct sasaran *s, struct store *store)
{
    if (!s->postgres)
        return true;
    return s->schema_taken ? store_write_wait(store, drop_schema, s, s->arena) == OK : !s->again;
}

/* What did not come to its end goes again; the mark is the last to go: a next try finds an empty place, or it. */
void
sasaran_give_up(struct sasaran *s, struct store *store, struct cadangan *c)
{
    bool dropped = schema_is_gone(s, store);
    if (store)
        store_close(store);
    if (s->taken)
        clear(s);
    if (s->fd >= 0 && dropped && is_empty(s->folder.ptr))
        unlink(s->mark.ptr);
    if (s->fd >= 0)
        close(s->fd);
    if (s->made)
        rmdir(s->folder.ptr);           /* stays while something is in it */
    if (!c->salah.len)
        c->salah = S("pemulihan terhenti; lihat log");
    if (!dropped && s->schema_taken)
        c->salah = str_format(s->arena, STR "; skema " STR " masih terisi sebagian: ulangi perintah ini",
            STR_ARG(c->salah), STR_ARG(s->schema));
}
