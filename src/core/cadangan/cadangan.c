/* cadangan.c: making a backup while the region is written to, and keeping only the newest ones. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "core/cadangan/cadangan_dalam.h"
#include "core/peristiwa/peristiwa.h"
#include "store/dump.h"

struct making { const struct region *region; struct cadangan *c; struct arena *arena, *turn; str temporary;
    struct tercap manifes; };

static void
note(struct making *m, const char *format, ...) PRINTF(2);

static void
note(struct making *m, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    tercap_put(&m->manifes, str_formatv(m->turn, format, ap));
    va_end(ap);
}

static bool
make_folder(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static bool
put_line(void *context, str line)
{
    struct tercap *t = context;
    tercap_put(t, line);
    return !t->failed;
}

static enum outcome
write_table(struct making *m, struct db *db, const struct dump_table *t)
{
    struct tercap file;
    str hash;
    int64_t rows = 0;
    if (!tercap_create(&file, str_format(m->arena, STR "/tabel/" STR, STR_ARG(m->temporary), STR_ARG(t->name)).ptr))
        return FAILED;
    tercap_put(&file, dump_head(m->arena, t));
    enum outcome o = dump_rows(db, t, put_line, &file, &rows);
    if (!tercap_close(&file, m->arena, &hash) && o == OK)
        o = FAILED;
    note(m, "tabel " STR " %lld %lld " STR "\n", STR_ARG(hash), (long long)file.bytes, (long long)rows,
        STR_ARG(t->name));
    return o;
}

static enum outcome
write_head(struct making *m, struct db *db)
{
    struct titik_segel t;
    note(m, "pamong-cadangan 1\ndaerah " STR " " STR "\nwaktu %lld\n", STR_ARG(m->region->kode),
        STR_ARG(m->region->nama), (long long)m->c->waktu);
    enum outcome o = segel_latest(db, &t);
    if (o == OK)
        note(m, "titik " STR "\n", STR_ARG(segel_line(m->arena, &t)));
    else if (o != NOT_FOUND)
        return o;
    struct query q = query_of(db, "SELECT nama FROM migrasi ORDER BY nama");
    while (query_next(&q)) {
        str name = query_str(&q);       /* STR_ARG looks at its argument twice */
        note(m, "migrasi " STR "\n", STR_ARG(name));
    }
    return query_end(&q);
}

/* Everything that one snapshot shows. */
static enum outcome
write_tables(struct making *m)
{
    struct db *db = store_reader(m->region->store, m->arena);
    struct dump_tables all = { 0 };
    enum outcome o = db_begin_read(db);
    db_be_patient(db);              /* all of it, however long it takes */
    if (o == OK)
        o = write_head(m, db);
    if (o == OK)
        o = dump_tables(db, &all);
    for (size_t i = 0; i < all.count && o == OK; i++)
        o = write_table(m, db, &all.items[i]);
    store_reader_done(m->region->store, db);
    return o;
}

/* Named by its hash: what does not fit its name any more is told and left out, the rest is still worth keeping. */
static enum outcome
take_one(struct making *m, const char *folder, const char *first, const char *rest)
{
    str hash, name = str_format(m->turn, "%s%s", first, rest);
    str from = str_format(m->turn, "%s/%s/%s", folder, first, rest);
    str to = str_format(m->turn, STR "/berkas/%s/%s", STR_ARG(m->temporary), first, rest);
    int64_t bytes;
    if (access(from.ptr, F_OK) != 0 && errno == ENOENT)
        return OK;                      /* swept since the folder was read: no row named it */
    if (!tercap_hash(from.ptr, m->turn, &hash, &bytes) || !str_eq(hash, name)) {
        log_event(LOG_ERROR, "cadangan", "the file " STR " is not what its name says", STR_ARG(name));
        m->c->rusak++;
        note(m, "rusak " STR "\n", STR_ARG(name));
        return OK;
    }
    if (!file_copy(from.ptr, to.ptr))
        return FAILED;
    note(m, "berkas " STR " %lld\n", STR_ARG(hash), (long long)bytes);
    return OK;
}

static enum outcome
take_file(struct making *m, const char *folder, const char *first, const char *rest)
{
    enum outcome o = take_one(m, folder, first, rest);
    arena_reset(m->turn);
    return o;
}

static enum outcome
take_files_of(struct making *m, const char *folder, const char *first)
{
    enum outcome o = OK;
    DIR *inner = opendir(str_format(m->arena, "%s/%s", folder, first).ptr);
    str to = str_format(m->arena, STR "/berkas/%s", STR_ARG(m->temporary), first);
    if (!inner)
        return FAILED;
    if (!make_folder(to.ptr))
        o = FAILED;
    for (struct dirent *e; o == OK && (e = readdir(inner));)
        if (strlen(e->d_name) == 62 && e->d_name[0] != '.')
            o = take_file(m, folder, first, e->d_name);
    closedir(inner);
    return o == OK && !folder_sync(to.ptr) ? FAILED : o;
}

/* After the tables: a file is always there before its row is. */
static enum outcome
take_files(struct making *m)
{
    str folder = str_format(m->arena, STR "/berkas", STR_ARG(m->region->folder));
    DIR *outer = opendir(folder.ptr);
    enum outcome o = OK;
    if (!outer)
        return errno == ENOENT ? OK : FAILED;
    for (struct dirent *e; o == OK && (e = readdir(outer));)
        if (strlen(e->d_name) == 2 && e->d_name[0] != '.')
            o = take_files_of(m, folder.ptr, e->d_name);
    closedir(outer);
    return o;
}

static enum outcome
write_all(struct making *m)
{
    str hash;
    const char *folder = m->temporary.ptr;
    str tables = str_format(m->arena, "%s/tabel", folder), files = str_format(m->arena, "%s/berkas", folder);
    if (!make_folder(folder) || !make_folder(tables.ptr) || !make_folder(files.ptr)
        || !tercap_create(&m->manifes, str_format(m->arena, "%s/manifes", folder).ptr))
        return FAILED;
    enum outcome o = write_tables(m);
    if (o == OK)
        o = take_files(m);
    crypto_hash_sha256_state before = m->manifes.state;
    unsigned char bytes[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&before, bytes);
    note(m, "selesai " STR "\n", STR_ARG(hex_of(m->arena, bytes, sizeof bytes)));
    if (!tercap_close(&m->manifes, m->arena, &hash) && o == OK)
        o = FAILED;
    return o == OK && folder_sync(tables.ptr) && folder_sync(files.ptr) && folder_sync(folder) ? OK : FAILED;
}

static str
stamp(struct arena *arena, int64_t now)
{
    char text[32];
    struct tm tm;
    time_t t = (time_t)now;
    gmtime_r(&t, &tm);
    strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &tm);
    return arena_copy(arena, str_of(text));
}

enum outcome
cadangan_make(const struct region *r, str into, int64_t now, struct arena *arena, struct cadangan *c)
{
    str name = str_format(arena, STR "-" STR, STR_ARG(r->kode), STR_ARG(stamp(arena, now)));
    str folder = str_format(arena, STR "/pamong-" STR, STR_ARG(into), STR_ARG(name));
    *c = (struct cadangan){ .waktu = now };
    struct making m = { .region = r, .c = c, .arena = arena, .turn = arena_open(),
        .temporary = str_format(arena, STR "/.sedang-" STR, STR_ARG(into), STR_ARG(name)) };
    errno = 0;
    if (!make_folder(cstr(arena, into)) || access(m.temporary.ptr, F_OK) == 0 || access(folder.ptr, F_OK) == 0) {
        c->salah = str_format(arena, "tidak dapat ditulis ke " STR ": %s", STR_ARG(into),
            strerror(errno == 0 || errno == ENOENT ? EEXIST : errno));
        arena_close(m.turn);
        return FAILED;
    }
    enum outcome o = write_all(&m);
    int why = errno;
    arena_close(m.turn);
    if (o == OK)
        o = cadangan_check(m.temporary, arena, c);
    else
        c->salah = str_format(arena, "penulisan terhenti: %s", strerror(why));
    if (o == OK && (rename(m.temporary.ptr, folder.ptr) != 0 || !folder_sync(cstr(arena, into))
        || !folder_sync_above(cstr(arena, into))))
        o = FAILED;
    if (o != OK)
        folder_remove(m.temporary.ptr);
    c->folder = folder;
    return o;
}

static int
newest_first(const void *a, const void *b)
{
    return -strcmp(*(char *const *)a, *(char *const *)b);
}

void
cadangan_trim(str into, str kode, int64_t most, struct arena *arena)
{
    enum { MOST = 4096 };
    char **names = arena_array(arena, char *, MOST);
    str start = str_format(arena, "pamong-" STR "-", STR_ARG(kode));
    size_t count = 0;
    DIR *folder = opendir(cstr(arena, into));
    if (!folder)
        return;
    for (struct dirent *e; count < MOST && (e = readdir(folder));)
        if (str_starts(str_of(e->d_name), start) && strlen(e->d_name) == start.len + 16)
            names[count++] = cstr(arena, str_of(e->d_name));
    closedir(folder);
    qsort(names, count, sizeof *names, newest_first);
    for (size_t i = (size_t)(most > 0 ? most : 1); i < count; i++)
        folder_remove(str_format(arena, STR "/%s", STR_ARG(into), names[i]).ptr);
}
