/* naik_test.c: a database of an older Pamong comes up with all that it held, and what is sealed today lies sealed. */
#include <sys/stat.h>

#include "base/random.h"
#include "core/kabar/surel_dalam.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/world.h"
#include "modules/modules.h"
#include "store/dump.h"

struct lama { struct world *w; struct store *store; struct db *db; str schema; bool found; };

/* ---- what came later than the database ---------------------------------------------------------------------- */

static bool
is_new(const char *name)
{
    static const char *const later[] = { "pribadi/0001_awal", "siapa/0004_surel_tersegel",
        "kabar/0003_surel_tersegel" };
    for (size_t i = 0; i < COUNT(later); i++)
        if (strcmp(name, later[i]) == 0)
            return true;
    return false;
}

static void
migrate(struct lama *l, bool whole)
{
    enum { MOST = 64 };
    const struct schema *list[MOST];
    size_t count = 0;
    for (const struct module *const *m = all_modules; *m; m++) {
        if (!(*m)->schema)
            continue;
        struct migration *items = arena_array(l->w->arena, struct migration, (*m)->schema->count);
        struct schema *part = arena_new(l->w->arena, struct schema);
        size_t n = 0;
        for (size_t i = 0; i < (*m)->schema->count; i++)
            if (whole || !is_new((*m)->schema->items[i].name))
                items[n++] = (*m)->schema->items[i];
        *part = (struct schema){ items, n };
        list[count++] = part;
    }
    CHECK(store_migrate(l->store, list, count) == OK);
}

static struct lama
old_database(struct world *w)
{
    struct lama l = { .w = w, .schema = str_format(w->arena, "naik_" STR, STR_ARG(random_hex(w->arena, 6))) };
    str folder = str_format(w->arena, STR "/naik", STR_ARG(w->region.folder));
    struct store_config c = { .engine = world_engine, .folder = folder, .schema = l.schema, .readers = 1,
        .writers = 1 };
    c.conninfo = w->conninfo;
    CHECK(mkdir(cstr(w->arena, folder), 0750) == 0);
    CHECK(store_open(&c, &l.store) == OK);
    migrate(&l, false);
    return l;
}

static enum outcome
drop(struct db *db, void *lama)
{
    const struct lama *l = lama;
    struct query q = query_of(db, cstr(db_arena_of(db), str_format(db_arena_of(db), "DROP SCHEMA \"" STR "\" CASCADE",
        STR_ARG(l->schema))));
    q.once = true;
    return query_end(&q);
}

static void
end(struct lama *l)
{
    if (world_engine == ENGINE_POSTGRES)
        CHECK(store_write_wait(l->store, drop, l, l->w->arena) == OK);
    store_close(l->store);
}

/* ---- addresses ---------------------------------------------------------------------------------------------- */

#define OLD_ACCOUNTS "INSERT INTO akun (id, masuk, nama, surel, sandi, kode_sekali, kode_habis, wajib_ganti, aktif," \
    " contoh, dibuat) VALUES (7, 'siti', 'Siti', 'Ibu.Siti@Contoh.id', '', '', 0, 0, 1, 0, 0)," \
    " (8, 'budi', 'Budi', '', '', '', 0, 0, 1, 0, 0), (9, 'lama', 'Lama', 'lama(at)contoh.id', '', '', 0, 0, 1, 0, 0)"
#define OLD_OUTBOX "INSERT INTO surel_keluar (id, akun, kepada, judul, isi, waktu, coba, berikut, status, galat)" \
    " VALUES (70, 0, 'warga@contoh.id', 'Kabar', '', 0, 0, 0, 'menunggu', '')," \
    " (71, 7, '', 'Kabar', '', 0, 0, 0, 'menunggu', '')"
#define OLD_CHANGE "INSERT INTO surel_ganti (akun, surel, kode, habis, salah, dikirim, sejak, kali)" \
    " VALUES (7, 'baru@contoh.id', 'abc', 9999999999, 0, 0, 0, 1)"

static enum outcome
put_plain(struct db *db, void *lama)
{
    static const char *const old[] = { OLD_ACCOUNTS, OLD_OUTBOX, OLD_CHANGE };
    (void)lama;
    for (size_t i = 0; i < COUNT(old); i++) {
        struct query q = query_of(db, old[i]);
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
adopt(struct db *db, void *lama)
{
    const struct lama *l = lama;
    return pribadi_adopt(db, l->w->region.secret, all_modules);
}

static bool
look(void *lama, str line)
{
    struct lama *l = lama;
    l->found |= str_find(line, S("contoh.id")) >= 0;
    return true;
}

/* Does any row of any table tell an address in plain? */
static bool
tells(struct lama *l)
{
    struct dump_tables all;
    int64_t rows;
    l->found = false;
    CHECK(dump_tables(l->db, &all) == OK);
    for (size_t i = 0; i < all.count; i++)
        CHECK(dump_rows(l->db, &all.items[i], look, l, &rows) == OK);
    return l->found;
}

/* On PostgreSQL a table that somebody still reads cannot be changed. */
static void
read_no_more(struct lama *l)
{
    if (l->db)
        store_reader_done(l->store, l->db);
    l->db = NULL;
}

static void
read_now(struct lama *l)
{
    read_no_more(l);
    l->db = store_reader(l->store, l->w->arena);
    CHECK(db_begin_read(l->db) == OK);
}

TEST(addresses_that_lay_in_plain_are_sealed_and_none_is_lost)
{
    struct lama l = old_database(w);
    struct surel_baris_list due;
    struct akun_ids ids;
    str surel, secret = w->region.secret;
    CHECK(store_write_wait(l.store, put_plain, &l, w->arena) == OK);
    read_now(&l);
    CHECK(tells(&l));
    read_no_more(&l);
    migrate(&l, true);
    for (int again = 0; again < 2; again++)
        CHECK(store_write_wait(l.store, adopt, &l, w->arena) == OK);
    read_now(&l);
    CHECK(!tells(&l));
    CHECK(akun_surel(l.db, secret, 7, &surel) == OK);
    CHECK_STR(surel, "ibu.siti@contoh.id");
    CHECK(akun_surel(l.db, secret, 8, &surel) == OK && surel.len == 0);
    CHECK(akun_surel(l.db, secret, 9, &surel) == OK);
    CHECK_STR(surel, "lama(at)contoh.id");
    CHECK(akun_by_surel(l.db, secret, S("ibu.siti@contoh.id"), &ids) == OK);
    CHECK(ids.count == 1 && ids.items[0] == 7);
    CHECK(surel_failed(l.db, 0, &due) == OK && due.count == 0);
    read_no_more(&l);
    end(&l);
}

static enum outcome
lease(struct db *db, void *list)
{
    TRY(kabar_module.seed(db, 0));
    return surel_lease(db, 10, list);
}

TEST(what_waited_in_the_outbox_goes_where_it_was_to_go)
{
    struct lama l = old_database(w);
    struct surel_baris_list due;
    str kepada;
    CHECK(store_write_wait(l.store, put_plain, &l, w->arena) == OK);
    migrate(&l, true);
    CHECK(store_write_wait(l.store, adopt, &l, w->arena) == OK);
    CHECK(store_write_wait(l.store, lease, &due, w->arena) == OK);
    read_now(&l);
    CHECK_INT(due.count, 2);
    for (size_t i = 0; i < 2; i++) {
        CHECK(surel_address(l.db, w->region.secret, &due.items[i], &kepada) == OK);
        CHECK_STR(kepada, due.items[i].id == 70 ? "warga@contoh.id" : "ibu.siti@contoh.id");
    }
    read_no_more(&l);
    end(&l);
}

TESTS(naik_tests,
    LISTED(addresses_that_lay_in_plain_are_sealed_and_none_is_lost),
    LISTED(what_waited_in_the_outbox_goes_where_it_was_to_go));
