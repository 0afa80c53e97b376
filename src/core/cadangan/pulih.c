/* pulih.c: a backup into a place where nothing is, on either engine; a backup counts only after this. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/random.h"
#include "core/cadangan/cadangan_dalam.h"
#include "core/peristiwa/peristiwa.h"
#include "store/dump.h"

enum { SCHEMAS_MOST = 64, TURN = 500 };

struct restoring { const struct pemulihan *p; struct cadangan *c; struct arena *arena; struct store *store;
    struct dump_tables tables; struct db *db; struct sasaran place; struct arsip *from; };

/* ---- the same steps of the schema as the backup had, no more ------------------------------------------------ */

static bool
had(const struct cadangan *c, const char *name)
{
    for (size_t i = 0; i < c->migrasi_count; i++)
        if (str_eqz(c->migrasi[i], name))
            return true;
    return false;
}

static enum outcome
migrate_as(struct restoring *r)
{
    const struct schema *list[SCHEMAS_MOST];
    size_t count = 0, found = 0;
    for (const struct module *const *m = r->p->modules; *m; m++) {
        const struct schema *whole = (*m)->schema;
        if (!whole)
            continue;
        must(count < SCHEMAS_MOST);
        struct migration *items = arena_array(r->arena, struct migration, whole->count + 1);
        struct schema *part = arena_new(r->arena, struct schema);
        size_t n = 0;
        for (size_t i = 0; i < whole->count; i++)
            if (had(r->c, whole->items[i].name))
                items[n++] = whole->items[i];
        *part = (struct schema){ items, n };
        list[count++] = part;
        found += n;
    }
    if (found < r->c->migrasi_count)
        return cadangan_wrong(r->c, r->arena, "cadangan ini dibuat oleh Pamong yang lebih baru: pasang versi itu dulu");
    return store_migrate(r->store, list, count);
}

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static struct dump_table *
table_named(struct dump_tables *all, str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->items[i].name, name))
            return &all->items[i];
    return NULL;
}

static enum outcome
load_lines(struct restoring *r, FILE *file, const struct dump_table *t)
{
    const char *sql = load_sql(r->arena, t);
    struct arena *before = db_arena_of(r->db), *turn = arena_open();
    char *line = NULL;
    size_t room = 0;
    int64_t rows = 0;
    enum outcome o = OK;
    db_arena(r->db, turn);
    for (ssize_t n; o == OK && (n = getline(&line, &room, file)) > 0;) {
        o = load_row(r->db, t, sql, (str){ line, (size_t)n - (line[n - 1] == '\n') });
        if (++rows % TURN == 0)
            arena_reset(turn);
    }
    free(line);
    db_arena(r->db, before);
    arena_close(turn);
    if (o != OK && o != FAILED)
        return cadangan_wrong(r->c, r->arena, "baris %lld dari tabel " STR " tidak dapat dimuat", (long long)rows,
            STR_ARG(t->name));
    return o;
}

static enum outcome
load_table_from(struct restoring *r, FILE *file, const struct dump_table *t)
{
    TRY(load_clear(r->db, t));
    return load_lines(r, file, t);
}

static enum outcome
load_table(void *context, const struct manifes_baris *b)
{
    struct restoring *r = context;
    if (!str_eqz(b->jenis, "tabel"))
        return OK;
    struct dump_table *t = table_named(&r->tables, b->nama);
    struct arena *own = arena_open();
    struct baca *text = baca_open(arsip_part(r->from, b, own), own);
    FILE *file = baca_file(text);
    char *head = NULL;
    size_t room = 0;
    ssize_t n = file ? getline(&head, &room, file) : -1;
    enum outcome o;
    if (t && n > 0 && str_eq((str){ head, (size_t)n }, dump_head(own, t)))
        o = load_table_from(r, file, t);
    else
        o = cadangan_wrong(r->c, r->arena, "tabel " STR " berbeda bentuknya di program ini", STR_ARG(b->nama));
    free(head);
    if (file)
        fclose(file);
    if (baca_wrong(text).len)
        o = cadangan_wrong(r->c, r->arena, STR, STR_ARG(baca_wrong(text)));
    arena_close(own);
    return o;
}

static enum outcome
load_all(struct db *db, void *context)
{
    struct restoring *r = context;
    struct cadangan again = { 0 };
    r->db = db;
    TRY(load_begin(db));
    TRY(dump_tables(db, &r->tables));
    enum outcome o = arsip_each(r->from, r->arena, &again, load_table, r);
    return o == OK ? load_end(db) : o;
}

/* ---- files --------------------------------------------------------------------------------------------------- */

/* What was locked is written anew, and is what its name says when it is closed. */
static bool
unlock_file(struct baca *b, str hash, const char *to, struct arena *own)
{
    struct tercap *t = arena_new(own, struct tercap);
    struct cara plain = { 0 };
    char part[16 * 1024];
    str again, on_disk;
    ssize_t n;
    if (!tercap_create(t, to, &plain))
        return false;
    while ((n = baca_read(b, part, sizeof part)) > 0)
        tercap_put(t, (str){ part, (size_t)n });
    return tercap_close(t, own, &again, &on_disk) && n == 0 && str_eq(again, hash);
}

static enum outcome
copy_file(void *context, const struct manifes_baris *b)
{
    struct restoring *r = context;
    if (!str_eqz(b->jenis, "berkas"))
        return OK;
    struct arena *own = arena_open();
    struct bagian *part = arsip_part(r->from, b, own);
    str inner = str_format(own, STR "/berkas/" STR, STR_ARG(r->p->folder), STR_ARG(str_head(b->hash, 2)));
    str to = str_format(own, STR "/" STR, STR_ARG(inner), STR_ARG(str_from(b->hash, 2)));
    bool made = mkdir(inner.ptr, 0750) == 0 || errno == EEXIST;
    made = made && (part->terkunci ? unlock_file(baca_open(part, own), b->hash, to.ptr, own)
        : file_copy(part->jalur.ptr, to.ptr));
    made = made && folder_sync(inner.ptr);
    enum outcome o = made ? OK
        : cadangan_wrong(r->c, r->arena, "berkas tidak dapat disalin ke " STR ": %s", STR_ARG(to), strerror(errno));
    arena_close(own);
    return o;
}

/* ---- proof: the same text comes out again -------------------------------------------------------------------- */

static bool
hash_line(void *context, str line)
{
    crypto_hash_sha256_update(context, (const unsigned char *)line.ptr, line.len);
    return true;
}

static enum outcome
same_table(void *context, const struct manifes_baris *b)
{
    struct restoring *r = context;
    if (!str_eqz(b->jenis, "tabel"))
        return OK;
    struct dump_table *t = table_named(&r->tables, b->nama);
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    int64_t rows = 0;
    must(t);
    crypto_hash_sha256_init(&state);
    hash_line(&state, dump_head(r->arena, t));
    TRY(dump_rows(r->db, t, hash_line, &state, &rows));
    crypto_hash_sha256_final(&state, sum);
    return str_eq(hex_of(r->arena, sum, sizeof sum), b->hash) ? OK : cadangan_wrong(r->c, r->arena,
        "tabel " STR " tidak sama setelah dimuat", STR_ARG(b->nama));
}

static enum outcome
prove_in(struct restoring *r)
{
    struct titik_segel titik;
    struct cadangan again = { 0 };
    struct pembuktian proof = { .modules = r->p->modules, .folder = r->p->folder, .secret = r->p->secret };
    str wrong;
    TRY(dump_tables(r->db, &r->tables));
    TRY(arsip_each(r->from, r->arena, &again, same_table, r));
    enum outcome o = store_check(r->db, &wrong);
    if (o == OK && segel_read(r->c->titik, &titik))
        proof.outside = &titik;
    if (o == OK)
        o = peristiwa_verify(r->db, &proof);
    if (o != CONFLICT)
        return o;
    return cadangan_wrong(r->c, r->arena, STR, STR_ARG(proof.at.len ? proof.at : wrong));
}

static enum outcome
prove(struct restoring *r)
{
    r->db = store_reader(r->store, r->arena);
    enum outcome o = db_begin_read(r->db);
    db_be_patient(r->db);              /* all of it, however long it takes */
    if (o == OK)
        o = prove_in(r);
    store_reader_done(r->store, r->db);
    return o;
}

/* ---- the whole ----------------------------------------------------------------------------------------------- */

static enum outcome
fill(struct restoring *r)
{
    struct cadangan again = { 0 };
    str files = str_format(r->arena, STR "/berkas", STR_ARG(r->p->folder));
    if (store_engine(r->store) == ENGINE_POSTGRES)
        TRY(sasaran_take_schema(&r->place, r->store, r->c));
    TRY(migrate_as(r));
    TRY(store_write_wait(r->store, load_all, r, r->arena));
    if (mkdir(files.ptr, 0750) != 0)
        return cadangan_wrong(r->c, r->arena, STR " tidak dapat dibuat: %s", STR_ARG(files), strerror(errno));
    TRY(arsip_each(r->from, r->arena, &again, copy_file, r));
    TRY(prove(r));
    return sasaran_finish(&r->place, r->c);
}

enum outcome
cadangan_restore(const struct pemulihan *p, struct arena *arena, struct cadangan *c)
{
    struct arsip from = { .pembuka = { .kunci = p->kunci } };
    struct restoring r = { .p = p, .c = c, .arena = arena, .from = &from };
    TRY(arsip_open(&from, p->from, arena, c));
    if (p->secret.len)
        TRY(tanda_check(&from, p->secret, arena, c));
    TRY(arsip_read(&from, arena, c));           /* without its key nothing is restored */
    TRY(arsip_check(&from, arena, c));
    enum outcome o = sasaran_take(&r.place, p, arena, c);
    if (o == OK && store_open(&p->store, &r.store) != OK)
        o = cadangan_wrong(c, arena, "basis data tujuan tidak dapat dibuka");
    if (o == OK)
        o = fill(&r);
    if (o == OK)
        store_close(r.store);
    else
        sasaran_give_up(&r.place, r.store, c);
    return o;
}
