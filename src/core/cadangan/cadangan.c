/* cadangan.c: making a backup while the region is written to, and keeping only the newest ones. */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "core/cadangan/cadangan_dalam.h"
#include "core/peristiwa/peristiwa.h"
#include "store/dump.h"

enum { LEVEL = 3 };

/* `luar` is the manifest that anybody may read, `isi` the list of what is inside; `sesi`: the key of this backup. */
struct making { const struct pencadangan *p; struct cadangan *c; struct arena *arena, *turn; str temporary;
    struct tercap *luar, *isi, *file; struct kunci_sesi *sesi; struct terdahulu *earlier; };

static void note(struct tercap *, struct arena *, const char *format, ...) PRINTF(3);

static void
note(struct tercap *list, struct arena *arena, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    tercap_put(list, str_formatv(arena, format, ap));
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

static bool
create(struct making *m, struct tercap *t, str name, int level)
{
    struct cara how = { level, m->sesi, name };
    return tercap_create(t, str_format(m->turn, STR "/" STR, STR_ARG(m->temporary), STR_ARG(name)).ptr, &how);
}

/* Told outside how it stands on the disk. */
static bool
finish(struct making *m, struct tercap *t, str *hash)
{
    str on_disk;
    bool closed = tercap_close(t, m->turn, hash, &on_disk);
    note(m->luar, m->turn, "bagian " STR " %lld " STR "\n", STR_ARG(on_disk), (long long)t->on_disk, STR_ARG(t->name));
    return closed;
}

static str
packed_name(struct making *m, const char *folder, str name)
{
    return str_format(m->turn, "%s" STR ".zst%s", folder, STR_ARG(name), m->sesi ? ".kunci" : "");
}

static enum outcome
write_table(struct making *m, struct db *db, const struct dump_table *t)
{
    str hash;
    int64_t rows = 0;
    if (!create(m, m->file, packed_name(m, "tabel/", t->name), m->p->tingkat ? m->p->tingkat : LEVEL))
        return FAILED;
    tercap_put(m->file, dump_head(m->turn, t));
    enum outcome o = dump_rows(db, t, put_line, m->file, &rows);
    if (!finish(m, m->file, &hash) && o == OK)
        o = FAILED;
    note(m->isi, m->turn, "tabel " STR " %lld %lld " STR "\n", STR_ARG(hash), (long long)m->file->bytes,
        (long long)rows, STR_ARG(t->name));
    return o;
}

static void
note_both(struct making *m, str line)
{
    tercap_put(m->luar, line);
    tercap_put(m->isi, line);
}

static void
note_titik(struct making *m, str line)
{
    note_both(m, str_format(m->turn, "titik " STR "\n", STR_ARG(line)));
}

static enum outcome
write_head(struct making *m, struct db *db)
{
    struct titik_segel t;
    const struct region *r = m->p->region;
    note_both(m, str_format(m->turn, "pamong-cadangan 2\ndaerah " STR " " STR "\nwaktu %lld\n", STR_ARG(r->kode),
        STR_ARG(r->nama), (long long)m->c->waktu));
    if (m->sesi)
        note(m->luar, m->turn, "kunci %.*s\n", KUNCI_ID, (const char *)m->sesi->id);
    enum outcome o = segel_latest(db, &t);
    if (o == OK)
        note_titik(m, segel_line(m->turn, &t));
    else if (o != NOT_FOUND)
        return o;
    struct query q = query_of(db, "SELECT nama FROM migrasi ORDER BY nama");
    while (query_next(&q)) {
        str name = query_str(&q);       /* STR_ARG looks at its argument twice */
        note(m->isi, m->turn, "migrasi " STR "\n", STR_ARG(name));
    }
    return query_end(&q);
}

/* Everything that one snapshot shows. */
static enum outcome
write_tables(struct making *m)
{
    struct store *store = m->p->region->store;
    struct db *db = store_reader(store, m->arena);
    struct dump_tables all = { 0 };
    enum outcome o = db_begin_read(db);
    db_be_patient(db);              /* all of it, however long it takes */
    if (o == OK)
        o = write_head(m, db);
    if (o == OK)
        o = dump_tables(db, &all);
    for (size_t i = 0; i < all.count && o == OK; i++)
        o = write_table(m, db, &all.items[i]);
    store_reader_done(store, db);
    return o;
}

static bool
write_locked(struct making *m, const char *from, str file, str hash)
{
    str again;
    if (!create(m, m->file, file, 0))
        return false;
    bool taken = tercap_take(m->file, from);
    return finish(m, m->file, &again) && taken && str_eq(again, hash);
}

/* Locked once: its name there is known to who has the region's secret only, and the next backup links it. */
static enum outcome
lock_file(struct making *m, const char *from, str hash, int64_t bytes)
{
    str name = terdahulu_name(m->turn, m->p->region->secret, hash);
    str file = str_format(m->turn, "berkas/" STR, STR_ARG(name));
    str to = str_format(m->turn, STR "/" STR, STR_ARG(m->temporary), STR_ARG(file));
    if (!make_folder(cstr(m->turn, str_head(to, to.len - (name.len - 2)))))
        return FAILED;
    const struct manifes_baris *known = terdahulu_link(m->earlier, file, to, m->turn);
    if (known)
        note(m->luar, m->turn, "bagian " STR " %lld " STR "\n", STR_ARG(known->hash), (long long)known->bytes,
            STR_ARG(file));
    else if (!write_locked(m, from, file, hash))
        return FAILED;
    note(m->isi, m->turn, "berkas " STR " %lld " STR "\n", STR_ARG(hash), (long long)bytes, STR_ARG(name));
    return OK;
}

/* Named by its hash: what does not fit its name any more is told and left out, the rest is still worth keeping. */
static enum outcome
take_one(struct making *m, const char *folder, const char *first, const char *rest)
{
    str hash, name = str_format(m->turn, "%s%s", first, rest);
    str from = str_format(m->turn, "%s/%s/%s", folder, first, rest);
    str inner = str_format(m->turn, STR "/berkas/%s", STR_ARG(m->temporary), first);
    int64_t bytes;
    if (access(from.ptr, F_OK) != 0 && errno == ENOENT)
        return OK;                      /* swept since the folder was read: no row named it */
    if (!tercap_hash(from.ptr, m->turn, &hash, &bytes) || !str_eq(hash, name)) {
        log_event(LOG_ERROR, "cadangan", "the file " STR " is not what its name says", STR_ARG(name));
        m->c->rusak++;
        note(m->isi, m->turn, "rusak " STR "\n", STR_ARG(name));
        return OK;
    }
    if (m->sesi)
        return lock_file(m, from.ptr, hash, bytes);
    if (!make_folder(inner.ptr) || !file_copy(from.ptr, str_format(m->turn, STR "/%s", STR_ARG(inner), rest).ptr))
        return FAILED;
    note(m->isi, m->turn, "berkas " STR " %lld\n", STR_ARG(hash), (long long)bytes);
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
    if (!inner)
        return FAILED;
    for (struct dirent *e; o == OK && (e = readdir(inner));)
        if (strlen(e->d_name) == 62 && e->d_name[0] != '.')
            o = take_file(m, folder, first, e->d_name);
    closedir(inner);
    return o;
}

/* The names of the files, each in a folder of two letters. */
static bool
sync_files(struct making *m, const char *folder)
{
    bool synced = true;
    DIR *outer = opendir(folder);
    if (!outer)
        return false;
    for (struct dirent *e; synced && (e = readdir(outer));)
        if (e->d_name[0] != '.')
            synced = folder_sync(str_format(m->turn, "%s/%s", folder, e->d_name).ptr);
    closedir(outer);
    return synced && folder_sync(folder);
}

/* After the tables: a file is always there before its row is. */
static enum outcome
take_files(struct making *m)
{
    str folder = str_format(m->arena, STR "/berkas", STR_ARG(m->p->region->folder));
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

static void
sum_so_far(const struct tercap *t, unsigned char *sum)
{
    crypto_hash_sha256_state before = t->state;
    crypto_hash_sha256_final(&before, sum);
}

/* Its last lines are the signature and the hash of all before them. */
static bool
close_manifest(struct making *m)
{
    str hash, on_disk, secret = m->p->region->secret;
    unsigned char bytes[crypto_hash_sha256_BYTES];
    sum_so_far(m->luar, bytes);
    if (secret.len)
        tercap_put(m->luar, tanda_line(m->turn, secret, bytes));
    sum_so_far(m->luar, bytes);
    str sum = hex_of(m->turn, bytes, sizeof bytes);
    note(m->luar, m->turn, "selesai " STR "\n", STR_ARG(sum));
    return tercap_close(m->luar, m->turn, &hash, &on_disk);
}

static enum outcome
write_all(struct making *m)
{
    str hash;
    const char *folder = m->temporary.ptr;
    str tables = str_format(m->arena, "%s/tabel", folder), files = str_format(m->arena, "%s/berkas", folder);
    str list = arena_copy(m->arena, packed_name(m, "", S("isi")));
    struct cara plain = { .nama = S("manifes") };
    if (!make_folder(folder) || !make_folder(tables.ptr) || !make_folder(files.ptr)
        || !tercap_create(m->luar, str_format(m->arena, "%s/manifes", folder).ptr, &plain))
        return FAILED;
    enum outcome o = create(m, m->isi, list, LEVEL) ? write_tables(m) : FAILED;
    if (o == OK)
        o = take_files(m);
    if (m->isi->fd >= 0 && !finish(m, m->isi, &hash) && o == OK)
        o = FAILED;
    if (!close_manifest(m) && o == OK)
        o = FAILED;
    return o == OK && folder_sync(tables.ptr) && sync_files(m, files.ptr) && folder_sync(folder) ? OK : FAILED;
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

/* A key for this backup alone, sealed for the region's public key: who made it cannot open it any more. */
static struct kunci_sesi *
new_session(struct arena *arena, const struct kunci_cadangan *k)
{
    struct kunci_sesi *s = arena_new(arena, struct kunci_sesi);
    crypto_secretstream_xchacha20poly1305_keygen(s->kunci);
    memcpy(s->id, kunci_id(arena, k).ptr, KUNCI_ID);
    must(crypto_box_seal(s->terkunci, s->kunci, KUNCI_BYTES, k->publik) == 0);
    return s;
}

/* Written, read back, and only then named. */
static enum outcome
make(struct making *m, str folder)
{
    struct arsip a = { 0 };
    enum outcome o = write_all(m);
    int why = errno;
    if (o != OK) {
        m->c->salah = str_format(m->arena, "penulisan terhenti: %s", strerror(why));
        return o;
    }
    if (m->sesi) {
        a.pembuka = (struct pembuka){ .dikenal = true, .sesi = *m->sesi };
        sodium_memzero(m->sesi->kunci, sizeof m->sesi->kunci);
    }
    o = arsip_open(&a, m->temporary, m->arena, m->c);
    if (o == OK)
        o = arsip_check(&a, m->arena, m->c);
    sodium_memzero(&a.pembuka, sizeof a.pembuka);
    char *into = cstr(m->arena, m->p->ke);
    if (o == OK && (rename(m->temporary.ptr, folder.ptr) != 0 || !folder_sync(into) || !folder_sync_above(into)))
        o = FAILED;
    return o;
}

enum outcome
cadangan_make(const struct pencadangan *p, struct arena *arena, struct cadangan *c)
{
    str name = str_format(arena, STR "-" STR, STR_ARG(p->region->kode), STR_ARG(stamp(arena, p->waktu)));
    str folder = str_format(arena, STR "/pamong-" STR, STR_ARG(p->ke), STR_ARG(name));
    *c = (struct cadangan){ .waktu = p->waktu };
    struct making m = { .p = p, .c = c, .arena = arena, .luar = arena_new(arena, struct tercap),
        .isi = arena_new(arena, struct tercap), .file = arena_new(arena, struct tercap),
        .temporary = str_format(arena, STR "/.sedang-" STR, STR_ARG(p->ke), STR_ARG(name)) };
    must(!p->kunci || p->region->secret.len);
    m.sesi = p->kunci ? new_session(arena, p->kunci) : NULL;
    errno = 0;
    if (!make_folder(cstr(arena, p->ke)) || access(m.temporary.ptr, F_OK) == 0 || access(folder.ptr, F_OK) == 0) {
        c->salah = str_format(arena, "tidak dapat ditulis ke " STR ": %s", STR_ARG(p->ke),
            strerror(errno == 0 || errno == ENOENT ? EEXIST : errno));
        return FAILED;
    }
    m.turn = arena_open();
    m.earlier = m.sesi ? terdahulu_find(p, m.sesi, arena) : NULL;
    enum outcome o = make(&m, folder);
    arena_close(m.turn);
    if (o != OK)
        folder_remove(m.temporary.ptr);
    c->folder = folder;
    return o;
}
