/* world.c: opens and closes the worlds that tests stand in, and asks the real router for them. */
#include "core/world.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"
#include "http/http_internal.h"

enum { SCHEMAS_MOST = 64 };

struct world_login { const char *user; str cookie; struct world_login *next; };

static const str hosts[] = { { "uji.test", 8 } };
static const int64_t stopped_at = 1772503200;           /* 2026-03-03T02:00:00Z */

enum engine world_engine = ENGINE_SQLITE;
static struct world_parts parts;
static char template_folder[64];                        /* of SQLite: migrated and seeded once, then copied */
static str template_base;                               /* the same of PostgreSQL, as a database */

void
world_assemble(struct world_parts p)
{
    parts = p;
}

/* ---- what every world starts with ------------------------------------------------------------------ */

static enum outcome
area(struct db *db, const char *kode, const char *jenis, const char *nama)
{
    str k = str_of(kode);
    struct wilayah w = { .kode = k, .tingkat = wilayah_level(k), .jenis = str_of(jenis), .nama = str_of(nama),
        .lat_e6 = -5113000, .lon_e6 = 105307000 };
    w.induk = w.tingkat > TINGKAT_PROVINSI ? wilayah_at(k, w.tingkat - 1) : (str){ 0 };
    return wilayah_insert(db, &w, (date){ 2020, 1, 1 });
}

static enum outcome
seed_areas(struct db *db)
{
    static const struct { const char *kode, *jenis, *nama; } areas[] = {
        { "18.72", "kota", "Uji" },
        { "18.72.01", "kecamatan", "Uji Timur" },
        { "18.72.01.1001", "kelurahan", "Melati" },
        { "18.72.01.1001.001", "rw", "001" },
        { "18.72.01.1001.002", "rw", "002" },
        { "18.72.01.1002", "kelurahan", "Kenanga" },
        { "18.72.01.1002.001", "rw", "001" },
        { "18.72.01.1002.002", "rw", "002" },
        { "18.72.02", "kecamatan", "Uji Barat" },
        { "18.72.02.1001", "kelurahan", "Cempaka" },
        { "18.72.02.1001.001", "rw", "001" },
        { "18.72.02.1001.002", "rw", "002" },
    };
    for (size_t i = 0; i < COUNT(areas); i++)
        TRY(area(db, areas[i].kode, areas[i].jenis, areas[i].nama));
    return OK;
}

static enum outcome
seed(struct db *db, void *context)
{
    (void)context;
    TRY(wilayah_seed_levels(db, S("kota")));
    TRY(siapa_seed(db, parts.modules));
    TRY(pribadi_seed(db, parts.modules));
    for (const struct module *const *m = parts.modules; *m; m++)
        if ((*m)->seed)
            TRY((*m)->seed(db, stopped_at));
    return seed_areas(db);
}

static void
prepare(struct store *store)
{
    const struct schema *schemas[SCHEMAS_MOST];
    size_t count = 0;
    for (const struct module *const *m = parts.modules; *m; m++)
        if ((*m)->schema) {
            must(count < SCHEMAS_MOST);
            schemas[count++] = (*m)->schema;
        }
    must(store_migrate(store, schemas, count) == OK);
    struct arena *arena = arena_open();
    must(store_write_wait(store, seed, NULL, arena) == OK);
    arena_close(arena);
}

/* ---- folders --------------------------------------------------------------------------------------- */

static void
new_folder(char *path, size_t size)
{
    const char *above = getenv("TMPDIR");
    int n = snprintf(path, size, "%s/pamong-uji-XXXXXX", above && *above && strlen(above) < 40 ? above : "/tmp");
    must(n > 0 && (size_t)n < size && mkdtemp(path));
}

/* What no transaction may hold: CREATE and DROP DATABASE. */
static void
pg_command(struct arena *arena, const char *before, str name, const char *after)
{
    PGconn *c = PQconnectdb(getenv("PAMONG_TEST_PG"));
    PGresult *r = PQexec(c, cstr(arena, str_format(arena, "%s" STR "%s", before, STR_ARG(name), after)));
    must(PQresultStatus(r) == PGRES_COMMAND_OK);
    PQclear(r);
    PQfinish(c);
}

void
world_forget(void)
{
    struct arena *arena = arena_open();
    if (template_folder[0])
        folder_remove(template_folder);
    template_folder[0] = '\0';
    if (template_base.len)
        pg_command(arena, "DROP DATABASE ", template_base, "");
    template_base = (str){ 0 };
    arena_close(arena);
}

static void
copy_template(const char *folder)
{
    char from[128], to[128];
    if (!template_folder[0]) {
        struct store *store;
        new_folder(template_folder, sizeof template_folder);
        struct store_config c = { .engine = ENGINE_SQLITE, .folder = str_of(template_folder) };
        must(store_open(&c, &store) == OK);
        prepare(store);
        store_close(store);
    }
    snprintf(from, sizeof from, "%s/pamong.db", template_folder);
    snprintf(to, sizeof to, "%s/pamong.db", folder);
    must(file_duplicate(from, to));
}

static struct store_config
in_base(struct arena *arena, str name, str folder)
{
    str conninfo = str_format(arena, "%s dbname=" STR, getenv("PAMONG_TEST_PG"), STR_ARG(name));
    return (struct store_config){ .engine = ENGINE_POSTGRES, .folder = folder, .readers = 3, .writers = 3,
        .conninfo = conninfo, .schema = S("uji") };
}

static str
new_base(struct arena *arena)
{
    return str_format(arena, "uji_" STR, STR_ARG(random_hex(arena, 6)));
}

static void
copy_template_base(struct arena *arena, str name)
{
    static char kept[32];
    if (!template_base.len) {
        struct store *store;
        snprintf(kept, sizeof kept, STR, STR_ARG(new_base(arena)));
        template_base = str_of(kept);
        pg_command(arena, "CREATE DATABASE ", template_base, "");
        struct store_config c = in_base(arena, template_base, S("/tmp"));
        must(store_open(&c, &store) == OK);
        prepare(store);
        store_close(store);
    }
    str like = str_format(arena, " TEMPLATE " STR "", STR_ARG(template_base));
    pg_command(arena, "CREATE DATABASE ", name, cstr(arena, like));
}

/* ---- open and close -------------------------------------------------------------------------------- */

static struct store *
open_store(struct world *w)
{
    struct store *store;
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = w->region.folder, .readers = 3, .writers = 3 };
    if (world_engine == ENGINE_SQLITE)
        copy_template(w->region.folder.ptr);
    else {
        w->base = new_base(w->arena);
        copy_template_base(w->arena, w->base);
        c = in_base(w->arena, w->base, w->region.folder);
        w->conninfo = c.conninfo;
    }
    must(store_open(&c, &store) == OK);
    return store;
}

int
world_open(void **state)
{
    char folder[64];
    struct arena *arena = arena_open();
    struct world *w = arena_new(arena, struct world);
    new_folder(folder, sizeof folder);
    *w = (struct world){ .arena = arena, .now = stopped_at };
    w->region = (struct region){ .kode = S("18.72"), .nama = S("Kota Uji"), .jenis = S("kota"),
        .provinsi = S("Lampung"), .hosts = hosts, .host_count = COUNT(hosts), .zone = &zone_wib,
        .folder = arena_copy(arena, str_of(folder)), .secret = S("0123456789abcdef0123456789abcdef") };
    w->region.store = open_store(w);
    const struct region **regions = arena_array(arena, const struct region *, 2);
    regions[0] = &w->region;
    w->http = (struct http_config){ .regions = regions, .modules = parts.modules, .hooks = parts.hooks,
        .trust_forms = true };
    *state = w;
    return 0;
}

int
world_close(void **state)
{
    struct world *w = *state;
    struct arena *arena = w->arena;
    if (w->reader)
        store_reader_done(w->region.store, w->reader);
    store_close(w->region.store);
    if (w->base.len)
        pg_command(arena, "DROP DATABASE ", w->base, " WITH (FORCE)");
    folder_remove(w->region.folder.ptr);
    arena_close(arena);
    return 0;
}

/* ---- the database beside the router ------------------------------------------------------------------ */

struct db *
world_db(struct world *w)
{
    if (w->reader)
        store_reader_done(w->region.store, w->reader);
    w->reader = store_reader(w->region.store, w->arena);
    must(db_begin_read(w->reader) == OK);
    return w->reader;
}

void
world_scratch(str path, off_t at)
{
    char byte = 0;
    int fd = open(path.ptr, O_RDWR | O_CLOEXEC);
    must(fd >= 0 && pread(fd, &byte, 1, at) == 1);
    byte ^= 1;
    must(pwrite(fd, &byte, 1, at) == 1 && close(fd) == 0);
}

enum outcome
world_write(struct world *w, apply_fn *apply, void *context)
{
    return store_write_wait(w->region.store, apply, context, w->arena);
}

struct hiring { const struct world *world; const char *masuk, *jabatan; const struct place *place; int64_t akun; };

static enum outcome
hire(struct db *db, void *context)
{
    struct hiring *h = context;
    struct akun a;
    date from = date_from_number(date_number(date_of(h->world->now, &zone_wib)) - 365);
    enum outcome o = akun_by_masuk(db, str_of(h->masuk), &a);
    if (o == NOT_FOUND) {
        a = (struct akun){ .id = id_new(), .masuk = str_of(h->masuk), .nama = str_of(h->masuk), .aktif = true };
        o = akun_insert(db, &a, h->world->now);
    }
    TRY(o);
    h->akun = a.id;
    struct peran p = { .id = id_new(), .akun = a.id, .jabatan = str_of(h->jabatan), .wilayah = h->place->wilayah,
        .opd = h->place->opd, .mulai = from, .penetapan = S("definitif"), .nomor_sk = S("SK/UJI/1") };
    TRY(peran_insert(db, &p));
    return akun_note(db, a.id, &(struct peristiwa){ .waktu = h->world->now, .jabatan = S("uji"),
        .jenis = S("akun.dibuat") });
}

int64_t
world_person(struct world *w, const char *masuk, const char *jabatan, const struct place *place)
{
    static const struct place everywhere = { 0 };
    struct hiring h = { w, masuk, jabatan, place ? place : &everywhere, 0 };
    must(world_write(w, hire, &h) == OK);
    return h.akun;
}

/* ---- asking ------------------------------------------------------------------------------------------ */

struct opening { struct world *world; const char *user; str cookie; };

static enum outcome
open_session(struct db *db, void *context)
{
    struct opening *o = context;
    return siapa_test_session(db, str_of(o->user), o->world->now, o->world->arena, &o->cookie);
}

int64_t
world_traces(struct world *w, const char *jenis)
{
    struct query q = query_of(world_db(w), "SELECT count(*) FROM jejak_tolak WHERE jenis = $1");
    query_bind(&q, str_of(jenis));
    int64_t count = query_next(&q) ? query_int(&q) : -1;
    CHECK(query_end(&q) == OK);
    return count;
}

/* One session an account and world: as a browser that stays signed in. */
str
world_cookie(struct world *w, const char *user)
{
    if (!*user)
        return S("pamong_tamu=00112233445566778899aabbccddeeff");
    if (*user == '=')
        return str_format(w->arena, "pamong_sesi=%s", user + 1);
    for (const struct world_login *l = w->logins; l; l = l->next)
        if (strcmp(l->user, user) == 0)
            return l->cookie;
    struct opening o = { w, user, { 0 } };
    must(world_write(w, open_session, &o) == OK);
    struct world_login *l = arena_new(w->arena, struct world_login);
    *l = (struct world_login){ arena_copy(w->arena, str_of(user)).ptr,
        str_format(w->arena, "pamong_sesi=" STR, STR_ARG(o.cookie)), w->logins };
    w->logins = l;
    return l->cookie;
}

void
world_sign_in(struct world *w, const char *user)
{
    for (struct world_login **l = &w->logins; *l; l = &(*l)->next)
        if (strcmp((*l)->user, user) == 0) {
            *l = (*l)->next;
            break;
        }
    must(world_cookie(w, user).len);
}

/* What the hidden fields of the form would have brought. */
static void
fill_form(struct req *req, const struct sent *s)
{
    struct form *f = &req->form;
    struct pair *pairs = NULL;
    must(pairs_decode(req->arena, str_of(s->form), &pairs, &f->pair_count));
    f->pairs = arena_array(req->arena, struct pair, f->pair_count + 1);
    for (size_t i = 0; i < f->pair_count; i++)
        f->pairs[i] = pairs[i];
    if (!form_value(f, S("_kunci")).len)
        f->pairs[f->pair_count++] = (struct pair){ S("_kunci"), random_hex(req->arena, 16) };
    f->upload_count = s->upload_count;
    f->uploads = arena_array(req->arena, struct upload, s->upload_count);
    for (size_t i = 0; i < s->upload_count; i++)
        f->uploads[i] = s->uploads[i];
}

static struct req *
serve(struct world *w, const char *method, const struct sent *s)
{
    struct req *req = arena_new(w->arena, struct req);
    str path, query = str_of(s->path);
    must(str_cut(&query, '?', &path));
    *req = (struct req){ .arena = w->arena, .region = &w->region, .now = w->now, .method = str_of(method),
        .query = query, .host = hosts[0], .peer = S("127.0.0.1"), .user_agent = S("uji"),
        .cookie = world_cookie(w, s->user), .crowded = w->crowded };
    must(path_decode(req->arena, path, &req->path));
    must(pairs_decode(req->arena, query, &req->args, &req->arg_count));
    if (strcmp(method, "POST") == 0)
        fill_form(req, s);
    http_serve(&w->http, req);
    return req;
}

struct req *
ask(struct world *w, const char *user, const char *method, const char *path, const char *form)
{
    return serve(w, method, &(struct sent){ .user = user, .path = path, .form = form });
}

struct req *
ask_files(struct world *w, const struct sent *s)
{
    return serve(w, "POST", s);
}

str
body_of(const struct req *req)
{
    return html_view(&req->out);
}
