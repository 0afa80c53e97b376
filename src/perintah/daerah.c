/* daerah.c: opens a region: folder, secret, database, migrations; and refuses one that belongs to another secret. */
#include "perintah/daerah.h"

#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/random.h"
#include "core/cadangan/cadangan.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/wilayah/wilayah.h"
#include "http/http_internal.h"
#include "modules/modules.h"
#include "perintah/perintah.h"

enum { READERS = 4 };

enum { SCHEMAS_MOST = 64 };

static enum outcome
migrate(struct store *store)
{
    const struct schema *schemas[SCHEMAS_MOST];
    size_t count = 0;
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->schema) {
            must(count < SCHEMAS_MOST);
            schemas[count++] = (*m)->schema;
        }
    return store_migrate(store, schemas, count);
}

/* A row keeps a fingerprint of the secret: with another one, sealed columns and checkpoints would be lost quietly. */
static enum outcome
check_secret(struct db *db, void *context)
{
    const struct region *r = context;
    str own = keyed_hash(db_arena_of(db), r->secret, "sidik rahasia", S("")), kept;
    enum outcome o = pengaturan_get(db, "rahasia.sidik", &kept);
    if (o == OK)
        return str_eq(own, kept) ? OK : INVALID;
    if (o != NOT_FOUND)
        return o;
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('rahasia.sidik', $1, '')");
    query_bind(&q, own);
    return query_end(&q);
}

static enum outcome
adopt(struct db *db, void *context)
{
    const struct region *r = context;
    db_be_patient(db);
    return pribadi_adopt(db, r->secret, all_modules);
}

static enum outcome
folder_made(str folder)                 /* ends in NUL */
{
    if (mkdir(folder.ptr, 0750) == 0 || errno == EEXIST)
        return OK;
    log_event(LOG_ERROR, "perintah", "cannot make the folder " STR ": %s", STR_ARG(folder), strerror(errno));
    return FAILED;
}

static void
describe(const struct konfigurasi_daerah *d, bool sample, struct region *r)
{
    r->kode = d->kode;
    r->nama = d->nama;
    r->jenis = d->jenis;
    r->provinsi = d->provinsi;
    r->motto = d->motto;
    r->hosts = d->hosts.items;
    r->host_count = d->hosts.count;
    r->zone = zone_named(d->zona);
    r->folder = d->folder;
    r->theme_css = d->tema_css;
    r->alamat = d->base_url;
    r->sample = sample;
}

/* A restore that was killed leaves a place that holds a part of the region. */
static enum outcome
is_finished(struct arena *arena, const struct konfigurasi_daerah *d)
{
    if (!cadangan_unfinished(d->folder, arena))
        return OK;
    log_event(LOG_ERROR, "perintah", "the restore into " STR " did not come to its end: run pamong restore again",
        STR_ARG(d->folder));
    return FAILED;
}

/* All regions that this process serves know it by one number, which its ids carry. Begun anywhere, so that nodes which
   serve other regions seldom want the same one. */
static enum outcome
join(struct store *store)
{
    enum { NODES = 64 };
    static int number = -1;
    unsigned char first;
    enum outcome o = number < 0 ? CONFLICT : store_join(store, number);
    random_bytes(&first, sizeof first);
    for (int i = 0; i < NODES && number < 0; i++) {
        int tried = (first + i) % NODES;
        o = store_join(store, tried);
        if (o == FAILED)
            return o;
        number = o == OK ? tried : -1;
    }
    if (o != OK)
        log_event(LOG_ERROR, "perintah", "no node number is free: at most %d processes share one PostgreSQL", NODES);
    else if (store_engine(store) == ENGINE_POSTGRES)
        id_node(number);
    return o;
}

enum outcome
daerah_told_full(struct arena *arena, const struct konfigurasi_daerah *d, enum outcome o)
{
    bool full = folder_is_full(cstr(arena, d->folder));
    if (o != OK && (full || o == NO_ROOM))
        log_event(LOG_ERROR, "perintah", "the disk of " STR " is full: make room there and start again; nothing is"
            " lost", STR_ARG(full ? d->folder : S("PostgreSQL")));
    return o;
}

static enum outcome
open_region(struct arena *arena, const struct konfigurasi_daerah *d, bool sample, struct region *r)
{
    *r = (struct region){ 0 };
    describe(d, sample, r);
    r->folder = arena_copy(arena, r->folder);
    TRY(folder_made(r->folder));
    TRY(is_finished(arena, d));
    TRY(rahasia_of(arena, d, &r->secret));
    struct store_config c = { .engine = d->postgres.len ? ENGINE_POSTGRES : ENGINE_SQLITE, .folder = r->folder,
        .conninfo = d->postgres, .schema = d->schema, .readers = READERS + BULK_THREADS };
    TRY(store_open(&c, &r->store));
    enum outcome o = join(r->store);
    if (o == OK)
        o = migrate(r->store);
    if (o == OK)
        o = store_write_wait(r->store, check_secret, r, arena);
    if (o == OK)
        o = store_write_wait(r->store, adopt, r, arena);
    if (o == OK)
        return OK;
    log_event(LOG_ERROR, "perintah", o == INVALID ? "region " STR ": the secret is not the one this database was begun"
        " with, or a migration was changed" : "region " STR " cannot be opened", STR_ARG(d->bagian));
    store_close(r->store);
    return o;
}

enum outcome
daerah_open(struct arena *arena, const struct konfigurasi_daerah *d, bool sample, struct region *r)
{
    return daerah_told_full(arena, d, open_region(arena, d, sample, r));
}

enum outcome
daerah_open_beside(struct arena *arena, const struct konfigurasi_daerah *d, struct region *r)
{
    TRY(is_finished(arena, d));
    *r = (struct region){ .kode = d->kode, .nama = d->nama, .folder = d->folder };
    struct store_config c = { .engine = d->postgres.len ? ENGINE_POSTGRES : ENGINE_SQLITE, .folder = d->folder,
        .conninfo = d->postgres, .schema = d->schema, .readers = 1, .writers = 1, .guest = true };
    return store_open(&c, &r->store);
}

struct seeding { const struct region *region; struct arena *arena; str kode; struct sebutan sebutan; bool usual; };

static enum outcome
seed(struct db *db, void *context)
{
    struct seeding *s = context;
    TRY(wilayah_seed_levels(db, s->region->jenis));
    TRY(siapa_seed(db, all_modules));
    TRY(pribadi_seed(db, all_modules));
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->seed)
            TRY((*m)->seed(db, clock_now()));
    TRY(wilayah_sebutan(db, s->arena, &s->sebutan, &s->usual));
    if (s->region->sample)
        return OK;
    enum outcome o = siapa_first_admin(db, db_arena_of(db), clock_now(), &s->kode);
    return o == NOT_FOUND ? OK : o;
}

enum outcome
daerah_seed(struct region *r, struct arena *arena, str *kode)
{
    struct seeding s = { .region = r, .arena = arena };
    TRY(store_write_wait(r->store, seed, &s, arena));
    *kode = s.kode;
    if (!s.usual) {
        struct sebutan *own = arena_new(arena, struct sebutan);
        *own = s.sebutan;
        r->sebutan = own;
    }
    return OK;
}

void
daerah_said_first(const struct region *r, str kode)
{
    if (kode.len)
        printf("Akun pertama " STR ": admin, kode sekali pakai " STR " (berlaku 7 hari)\n", STR_ARG(r->nama),
            STR_ARG(kode));
}

static enum outcome
begin(struct arena *arena, const struct konfigurasi *k, size_t at, struct region *r)
{
    str kode = { 0 };
    TRY(daerah_open(arena, &k->items[at], k->sample, r));
    r->surel = k->surel.server.len > 0;
    r->sambungan = k->sambungan;
    r->dicadangkan = arena_alloc(arena, sizeof *r->dicadangkan);
    enum outcome o = daerah_told_full(arena, &k->items[at], daerah_seed(r, arena, &kode));
    if (o != OK)
        store_close(r->store);
    else
        daerah_said_first(r, kode);
    return o;
}

enum outcome
daerah_open_all(struct arena *arena, const struct konfigurasi *k, struct daerah_list *all)
{
    *all = (struct daerah_list){ arena_array(arena, struct region, k->count),
        arena_array(arena, const struct region *, k->count + 1), 0 };
    TRY(folder_made(arena_copy(arena, k->data)));
    for (size_t i = 0; i < k->count; i++)
        if (begin(arena, k, i, &all->items[all->count]) == OK) {
            all->open[all->count] = &all->items[all->count];
            all->count++;
        }
    if (all->count < k->count)
        log_event(LOG_ERROR, "perintah", "%zu of %zu regions are not served: pamong doctor tells why",
            k->count - all->count, k->count);
    return all->count ? OK : FAILED;
}

void
daerah_close_all(const struct daerah_list *all)
{
    for (size_t i = 0; i < all->count; i++)
        store_close(all->items[i].store);
}

enum outcome
daerah_as_owner(struct arena *arena, const struct konfigurasi *k, struct konfigurasi_daerah *d)
{
    struct stat data;
    if (geteuid() != 0 || stat(cstr(arena, k->data), &data) != 0 || data.st_uid == 0)
        return OK;
    rahasia_preload(arena, d);
    if (setgroups(0, NULL) == 0 && setgid(data.st_gid) == 0 && setuid(data.st_uid) == 0)
        return OK;
    log_event(LOG_ERROR, "perintah", "cannot become the owner of " STR, STR_ARG(k->data));
    return FAILED;
}

enum outcome
daerah_of(struct arena *arena, const struct opsi *o, struct region *r)
{
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    TRY(konfigurasi_load(arena, o, k));
    struct konfigurasi_daerah *d = konfigurasi_region(k, o);
    if (!d)
        return INVALID;
    TRY(daerah_as_owner(arena, k, d));
    return daerah_open(arena, d, k->sample, r);
}
