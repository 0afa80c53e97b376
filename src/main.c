/* main.c: configuration in, store open, modules listed, command line. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/random.h"
#include "contoh/contoh.h"
#include "core/berkas/berkas.h"
#include "core/pembantu/pembantu.h"
#include "core/peristiwa/peristiwa.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "core/tugas/tugas.h"
#include "core/wilayah/acuan.h"
#include "core/wilayah/wilayah.h"
#include "modules/modules.h"
#include "modules/musrenbang/musrenbang_dalam.h"

static const struct nav_entry public_nav[] = {
    { "musrenbang", "Musrenbang", "map",          "/musrenbang", &anyone },
    { "wilayah",    "Wilayah",      "map-pin",      "/wilayah",    &anyone },
    { "segel",      "Catatan",    "shield-check", "/segel",      &anyone },
    { 0 }
};

static const struct nav_entry work_nav[] = {
    { "rw",          "Usulan RW",        "file-plus",    "/rw",                       &usulan_ajukan },
    { "pokir",       "Pokok pikiran",    "landmark",     "/pokir",                    &usulan_pokir },
    { "verifikasi",  "Verifikasi usulan", "badge-check", "/verifikasi",               &usulan_putus },
    { "peringkat",   "Peringkat",        "list-ordered", "/verifikasi/peringkat",     &usulan_putus },
    { "ba",          "Berita acara",     "scroll-text",  "/verifikasi/berita-acara",  &usulan_putus },
    { "kertas",      "Usulan kertas",    "clipboard-list", "/kertas",                 &usulan_kertas },
    { "akun",        "Akun",             "users",        "/admin/akun",               &akun_rw_kelola },
    { "admin",       "Pengaturan",       "settings",     "/admin",                    &akun_kelola },
    { "kabar",       "Pemberitahuan",    "bell",         "/kabar",                    &signed_in },
    { "saya",        "Akun saya",        "circle-user-round", "/saya",                &signed_in },
    { 0 }
};

static const struct berkas_owner file_owners[] = {
    { "usulan", bukti_may },
    { "berita_acara", pindaian_may },
    { 0 }
};

struct options { const char *command, *folder, *postgres, *schema, *checkpoint, *kind, *from; int port; bool sample; };

static _Noreturn void
usage(void)
{
    fputs("pamong serve|demo|verify [--data FOLDER] [--port N] [--postgres CONNINFO] [--schema NAME]\n"
        "       [--titik \"pamong-segel ...\"]\n"
        "pamong import acuan FOLDER [--data FOLDER] [--postgres CONNINFO] [--schema NAME]\n", stderr);
    exit(2);
}

static struct options
read_options(int argc, char **argv)
{
    struct options o = { .command = argc > 1 ? argv[1] : "", .folder = "data", .schema = "pamong", .port = 8080 };
    int first = 2;
    if (strcmp(o.command, "import") == 0 && argc > 3) {
        o.kind = argv[2];
        o.from = argv[3];
        first = 4;
    }
    for (int i = first; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--data") == 0)
            o.folder = argv[i + 1];
        else if (strcmp(argv[i], "--port") == 0)
            o.port = (int)strtol(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--postgres") == 0)
            o.postgres = argv[i + 1];
        else if (strcmp(argv[i], "--schema") == 0)
            o.schema = argv[i + 1];
        else if (strcmp(argv[i], "--titik") == 0)
            o.checkpoint = argv[i + 1];
        else
            usage();
    }
    return o;
}

/* ---- the region ------------------------------------------------------------------------------------------ */

/* 32 bytes made at the first start; in production a systemd credential (issue 3) takes their place. */
static str
secret_of(struct arena *arena, str folder)
{
    unsigned char bytes[32];
    str path = str_format(arena, STR "/rahasia", STR_ARG(folder));
    FILE *f = fopen(path.ptr, "rb");
    size_t got = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    if (f)
        fclose(f);
    if (got != sizeof bytes) {
        random_bytes(bytes, sizeof bytes);
        f = fopen(path.ptr, "wb");
        must(f && chmod(path.ptr, 0600) == 0 && fwrite(bytes, sizeof bytes, 1, f) == 1 && fclose(f) == 0);
    }
    return arena_copy(arena, (str){ (const char *)bytes, sizeof bytes });
}

struct seeding { const struct region *region; bool sample; str kode; };

static enum outcome
seed(struct db *db, void *context)
{
    struct seeding *s = context;
    TRY(wilayah_seed_levels(db, s->region->jenis));
    TRY(siapa_seed(db, all_modules));
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->seed)
            TRY((*m)->seed(db, clock_now()));
    if (s->sample)
        return OK;
    enum outcome o = siapa_first_admin(db, db_arena_of(db), clock_now(), &s->kode);
    return o == NOT_FOUND ? OK : o;
}

static enum outcome
migrate(struct store *store)
{
    const struct schema *schemas[64];
    size_t count = 0;
    for (const struct module *const *m = all_modules; *m; m++)
        if ((*m)->schema)
            schemas[count++] = (*m)->schema;
    return store_migrate(store, schemas, count);
}

static enum outcome
open_region(struct arena *arena, const struct options *o, struct region *r)
{
    static const str hosts[] = { { "127.0.0.1", 9 }, { "localhost", 9 } };
    str folder = arena_copy(arena, str_of(o->folder));
    mkdir(folder.ptr, 0750);
    *r = (struct region){ .kode = S("18.72"), .nama = S("Kota Metro"), .jenis = S("kota"), .provinsi = S("Lampung"),
        .motto = S("Bumi Sai Wawai"), .hosts = hosts, .host_count = COUNT(hosts), .zone = &zone_wib, .folder = folder,
        .secret = secret_of(arena, folder), .sample = o->sample };
    struct store_config c = { .engine = o->postgres ? ENGINE_POSTGRES : ENGINE_SQLITE, .folder = folder,
        .conninfo = str_of(o->postgres), .schema = str_of(o->schema) };
    TRY(store_open(&c, &r->store));
    return migrate(r->store);
}

/* ---- commands --------------------------------------------------------------------------------------------- */

static const char *
helper_beside(struct arena *arena)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    must(n > 0);
    str path = { self, (size_t)n };
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return cstr(arena, str_format(arena, STR "pamong-ubah", STR_ARG(path)));
}

static void
wait_for_signal(void)
{
    sigset_t set;
    int got;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigwait(&set, &got);
}

static void
block_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static int
serve(struct arena *arena, const struct options *o)
{
    struct region region;
    struct http *http;
    const struct region *const regions[] = { &region, NULL };
    if (pembantu_start(helper_beside(arena)) != OK)
        return 1;
    block_signals();
    if (open_region(arena, o, &region) != OK)
        return 1;
    struct seeding s = { &region, o->sample, { 0 } };
    if (store_write_wait(region.store, seed, &s, arena) != OK || (o->sample && contoh_fill(&region) != OK))
        return 1;
    if (s.kode.len)
        printf("Akun pertama: admin, kode sekali pakai " STR " (berlaku 7 hari)\n", STR_ARG(s.kode));
    struct http_config c = { .regions = regions, .modules = all_modules, .port = o->port, .behind_proxy = true,
        .hooks = { siapa_who, tampilan_layout, tampilan_error } };
    tampilan_nav((struct nav){ public_nav, work_nav });
    berkas_owners(file_owners);
    if (http_start(&c, &http) != OK)
        return 1;
    struct tugas *tugas = tugas_start(regions, all_modules);
    if (o->sample)
        contoh_print_accounts();
    printf("Pamong melayani di http://127.0.0.1:%d (Ctrl C untuk berhenti)\n", http_port(http));
    fflush(stdout);
    wait_for_signal();
    tugas_stop(tugas);
    http_stop(http);
    store_close(region.store);
    pembantu_stop();
    return 0;
}

static bool
read_checkpoint(const char *text, struct titik_segel *t)
{
    str rest = str_of(text), words[6];
    size_t n = 0;
    while (n < 6 && str_cut(&rest, ' ', &words[n]))
        n++;
    t->akar = words[2];
    t->tanda = words[4];
    t->kunci = words[5];
    return n == 6 && str_eqz(words[0], "pamong-segel") && str_int(words[1], &t->ukuran)
        && str_int(words[3], &t->waktu);
}

static int
verify(struct arena *arena, const struct options *o)
{
    struct region region;
    struct titik_segel outside;
    int64_t events = 0;
    str at = { 0 };
    if (o->checkpoint && !read_checkpoint(o->checkpoint, &outside))
        usage();
    if (open_region(arena, o, &region) != OK)
        return 1;
    struct db *db = store_reader(region.store, arena);
    enum outcome result = db_begin_read(db);
    if (result == OK)
        result = peristiwa_verify(db, o->checkpoint ? &outside : NULL, region.secret, &events, &at);
    store_reader_done(region.store, db);
    if (result == OK)
        printf("Utuh: %lld peristiwa, semua titik segel cocok.\n", (long long)events);
    else
        printf("RUSAK setelah %lld peristiwa: " STR "\n", (long long)events, STR_ARG(at));
    store_close(region.store);
    return result == OK ? 0 : 1;
}

/* The national reference, with no server running on this data folder. */
static int
import_reference(struct arena *arena, const struct options *o)
{
    struct region region;
    struct acuan_hasil h = { 0 };
    if (!o->kind || strcmp(o->kind, "acuan") != 0)
        usage();
    if (open_region(arena, o, &region) != OK)
        return 1;
    enum outcome result = acuan_import_folder(region.store, o->from, clock_now(), arena, &h);
    if (result == OK)
        printf("%lld wilayah dimuat dan berlaku sekarang.\n", (long long)h.baris);
    else
        fprintf(stderr, "Tidak dimuat; acuan yang lama tetap berlaku. " STR "\n", STR_ARG(h.galat));
    store_close(region.store);
    return result == OK ? 0 : 1;
}

int
main(int argc, char **argv)
{
    struct options o = read_options(argc, argv);
    /* requests' arenas go back to the system when they end, instead of staying with each thread */
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 64 * 1024);
    struct arena *arena = arena_open();
    must(sodium_init() >= 0);
    int code = 2;
    o.sample = strcmp(o.command, "demo") == 0;
    if (o.sample || strcmp(o.command, "serve") == 0)
        code = serve(arena, &o);
    else if (strcmp(o.command, "verify") == 0)
        code = verify(arena, &o);
    else if (strcmp(o.command, "import") == 0)
        code = import_reference(arena, &o);
    else
        usage();
    arena_close(arena);
    return code;
}
