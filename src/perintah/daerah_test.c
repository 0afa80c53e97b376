/* daerah_test.c: several regions in one process: who is asked, who is known, what is called how, what is refused. */
#include "perintah/daerah.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "core/wilayah/wilayah.h"
#include "core/world.h"
#include "modules/modules.h"

/* ---- a second region beside the world's own --------------------------------------------------------------------- */

static struct konfigurasi_daerah
neighbour(struct world *w, const char *jenis)
{
    static const str hosts[] = { { "lain.test", 9 } };
    struct konfigurasi_daerah d = { .bagian = S("lain"), .kode = S("18.71"), .nama = S("Daerah Lain"),
        .jenis = str_of(jenis), .provinsi = S("Lampung"), .zona = S("WIT"), .hosts = { hosts, 1 } };
    str number = random_hex(w->arena, 6);
    d.folder = str_format(w->arena, STR "/lain" STR, STR_ARG(w->region.folder), STR_ARG(number));
    if (world_engine == ENGINE_POSTGRES)
        d.postgres = w->conninfo;
    d.schema = str_format(w->arena, "lain_" STR, STR_ARG(number));
    return d;
}

static enum outcome
drop(struct db *db, void *context)
{
    const struct konfigurasi_daerah *d = context;
    struct query q = query_of(db, str_format(db_arena_of(db), "DROP SCHEMA \"" STR "\" CASCADE",
        STR_ARG(d->schema)).ptr);
    q.once = true;
    return query_end(&q);
}

static void
forget(struct world *w, struct konfigurasi_daerah *d, struct region *r)
{
    if (world_engine == ENGINE_POSTGRES)
        CHECK(store_write_wait(r->store, drop, d, w->arena) == OK);
    store_close(r->store);
}

struct areas { const char *kecamatan, *desa; };

static enum outcome
add_areas(struct db *db, void *context)
{
    const struct areas *a = context;
    struct wilayah district = { .kode = S("18.71.01"), .induk = S("18.71"), .tingkat = TINGKAT_KECAMATAN,
        .jenis = S("kecamatan"), .nama = str_of(a->kecamatan) };
    struct wilayah village = { .kode = S("18.71.01.2001"), .induk = S("18.71.01"), .tingkat = TINGKAT_KELURAHAN,
        .jenis = S("desa"), .nama = str_of(a->desa) };
    TRY(wilayah_insert(db, &district, (date){ 2020, 1, 1 }));
    return wilayah_insert(db, &village, (date){ 2020, 1, 1 });
}

/* ---- over a real socket ----------------------------------------------------------------------------------------- */

static str
told(struct world *w, int port, const char *host, const char *rest)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0);
    str line = str_format(w->arena, "GET %s\r\nHost: %s\r\nConnection: close\r\n\r\n", rest, host);
    CHECK(send(fd, line.ptr, line.len, MSG_NOSIGNAL) == (ssize_t)line.len);
    struct buf b = { .arena = w->arena };
    char bytes[4096];
    for (ssize_t got; (got = recv(fd, bytes, sizeof bytes, 0)) > 0;)
        buf_put(&b, bytes, (size_t)got);
    close(fd);
    return buf_view(&b);
}

static bool
says(str reply, const char *words)
{
    return str_find(reply, str_of(words)) >= 0;
}

struct opening { str cookie; struct arena *arena; };

static enum outcome
open_session(struct db *db, void *context)
{
    struct opening *o = context;
    return siapa_test_session(db, S("bu.ani"), clock_now(), o->arena, &o->cookie);
}

/* Both regions behind one port. */
struct two {
    struct region other;
    struct konfigurasi_daerah d;
    struct http *http;
    int port;
    const struct region *list[3];
};

static void
serve_two(struct world *w, struct two *t)
{
    str kode;
    t->d = neighbour(w, "kota");
    CHECK(daerah_open(w->arena, &t->d, false, &t->other) == OK);
    CHECK(daerah_seed(&t->other, w->arena, &kode) == OK);
    t->list[0] = &w->region;
    t->list[1] = &t->other;
    t->list[2] = NULL;
    struct http_config c = { .regions = t->list, .modules = all_modules, .threads = 1, .pool = 2,
        .hooks = { siapa_who, tampilan_layout, tampilan_error, siapa_hold } };
    CHECK(http_start(&c, &t->http) == OK);
    t->port = http_port(t->http);
}

static void
stop_two(struct world *w, struct two *t)
{
    http_stop(t->http);
    forget(w, &t->d, &t->other);
}

TEST(a_host_that_no_region_has_is_told_421_and_nothing_else)
{
    struct two t = { 0 };
    serve_two(w, &t);
    str stranger = told(w, t.port, "bukan.test", "/ HTTP/1.1");
    CHECK(says(stranger, "HTTP/1.1 421") && !says(stranger, "Kota Uji") && !says(stranger, "Daerah Lain"));
    CHECK(says(told(w, t.port, "uji.test", "/wilayah HTTP/1.1"), "Kota Uji"));
    CHECK(says(told(w, t.port, "LAIN.test:8080", "/wilayah HTTP/1.1"), "Daerah Lain"));
    stop_two(w, &t);
}

TEST(a_session_of_one_region_is_nobody_in_another)
{
    struct two t = { 0 };
    serve_two(w, &t);
    world_person(w, "bu.ani", "admin", NULL);
    struct opening o = { .arena = w->arena };
    CHECK(world_write(w, open_session, &o) == OK);
    const char *ask_for_me = cstr(w->arena, str_format(w->arena, "/saya HTTP/1.1\r\nCookie: pamong_sesi=" STR,
        STR_ARG(o.cookie)));
    CHECK(says(told(w, t.port, "uji.test", ask_for_me), "bu.ani"));
    str elsewhere = told(w, t.port, "lain.test", ask_for_me);
    CHECK(says(elsewhere, "HTTP/1.1 303") && says(elsewhere, "/masuk?ke=") && !says(elsewhere, "bu.ani"));
    stop_two(w, &t);
}

TEST(nothing_of_one_region_is_seen_in_another_not_even_from_the_cache)
{
    struct two t = { 0 };
    serve_two(w, &t);
    for (int i = 0; i < 2; i++) {
        CHECK(says(told(w, t.port, "uji.test", "/wilayah/18.72.01 HTTP/1.1"), "Melati"));
        CHECK(says(told(w, t.port, "lain.test", "/wilayah/18.72.01 HTTP/1.1"), "HTTP/1.1 404"));
    }
    CHECK(!bytes_equal(w->region.secret, t.other.secret));
    stop_two(w, &t);
}

/* ---- names by kind ---------------------------------------------------------------------------------------------- */

static void
check_names(struct world *w, const char *jenis, struct areas areas, const char *const names[3])
{
    struct konfigurasi_daerah d = neighbour(w, jenis);
    struct region r, mine = w->region;
    str kode;
    CHECK(daerah_open(w->arena, &d, false, &r) == OK);
    CHECK(daerah_seed(&r, w->arena, &kode) == OK);
    CHECK(store_write_wait(r.store, add_areas, &areas, w->arena) == OK);
    w->region = r;
    struct req *village = ask(w, "", "GET", "/wilayah/18.71.01.2001", NULL);
    struct req *district = ask(w, "", "GET", "/wilayah/18.71.01", NULL);
    CHECK_STATUS(village, 200);
    CHECK_HAS(village, names[0]);
    CHECK_HAS(village, names[1]);
    CHECK_HAS(district, names[2]);
    CHECK_HAS(district, names[0]);
    w->region = mine;
    forget(w, &d, &r);
}

TEST(a_kabupaten_has_desa_under_kecamatan)
{
    check_names(w, "kabupaten", (struct areas){ "Sumbawa", "Labuhan" },
        (const char *const[]){ "Desa", "Kepala Desa", "Kecamatan" });
}

TEST(papua_has_kampung_under_distrik)
{
    check_names(w, "distrik", (struct areas){ "Aimas", "Malawili" },
        (const char *const[]){ "Kampung", "Kepala Kampung", "Distrik" });
}

TEST(a_city_of_papua_has_kelurahan_under_distrik_and_a_province_both)
{
    check_names(w, "kota-distrik", (struct areas){ "Sorong Timur", "Klamana" },
        (const char *const[]){ "Kelurahan", "Lurah", "Kepala Distrik" });
    check_names(w, "provinsi", (struct areas){ "Natar", "Merak Batin" },
        (const char *const[]){ "Desa/Kelurahan", "Kepala Desa/Lurah", "Camat" });
}

TEST(page_texts_and_errors_speak_the_regions_words)
{
    static const struct sebutan papua = { { "kampung", 7 }, { "kepala kampung", 14 }, { "distrik", 7 },
        { "kepala distrik", 14 } };
    CHECK_STR(text_named(w->arena, &papua, S("Usulan per kelurahan, Kecamatan, dan Lurah.")),
        "Usulan per kampung, Distrik, dan Kepala Kampung.");
    CHECK_STR(text_named(w->arena, &papua, S("di kelurahannya; sekelurahan dan camatan tetap")),
        "di kampungnya; sekelurahan dan camatan tetap");
    CHECK_STR(text_named(w->arena, NULL, S("kelurahan")), "kelurahan");
}

/* ---- what is refused -------------------------------------------------------------------------------------------- */

TEST(a_region_that_cannot_be_opened_does_not_stop_the_others)
{
    struct konfigurasi_daerah both[] = { neighbour(w, "kota"), neighbour(w, "kota") };
    struct konfigurasi k = { .data = w->region.folder, .items = both, .count = 2 };
    struct daerah_list all;
    both[0].folder = S("/proc/tidak-dapat");
    CHECK(daerah_open_all(w->arena, &k, &all) == OK);
    CHECK(all.count == 1 && all.open[0] == &all.items[0] && !all.open[1]);
    forget(w, &both[1], &all.items[0]);
    k.count = 1;
    CHECK(daerah_open_all(w->arena, &k, &all) == FAILED);
}

TEST(a_database_is_never_opened_with_another_secret_nor_without_its_own)
{
    struct konfigurasi_daerah d = neighbour(w, "kota");
    struct region r;
    str path = str_format(w->arena, STR "/rahasia", STR_ARG(d.folder));
    CHECK(daerah_open(w->arena, &d, false, &r) == OK);
    store_close(r.store);
    CHECK(unlink(path.ptr) == 0);
    if (world_engine == ENGINE_SQLITE)
        CHECK(daerah_open(w->arena, &d, false, &r) == FAILED);          /* none is made over a database */
    int fd = open(path.ptr, O_WRONLY | O_CREAT, 0600);
    CHECK(fd >= 0 && write(fd, "0123456789abcdef0123456789abcdef", 32) == 32 && close(fd) == 0);
    CHECK(daerah_open(w->arena, &d, false, &r) == INVALID);
    CHECK(truncate(path.ptr, 7) == 0);
    CHECK(daerah_open(w->arena, &d, false, &r) == FAILED);
    if (world_engine == ENGINE_POSTGRES)
        CHECK(store_write_wait(w->region.store, drop, &d, w->arena) == OK);
}

/* The limit stands for a disk: no byte more may be written. */
TEST(a_secret_for_which_the_disk_has_no_room_leaves_nothing_and_the_next_start_makes_one)
{
    struct konfigurasi_daerah d = neighbour(w, "kota");
    struct rlimit before, none;
    str path = str_format(w->arena, STR "/rahasia", STR_ARG(d.folder)), secret;
    CHECK(mkdir(d.folder.ptr, 0700) == 0 && getrlimit(RLIMIT_FSIZE, &before) == 0);
    none = (struct rlimit){ 0, before.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &none) == 0);
    enum outcome o = rahasia_of(w->arena, &d, &secret);
    CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(o == FAILED && rmdir(d.folder.ptr) == 0);
    CHECK(mkdir(d.folder.ptr, 0700) == 0);
    CHECK(rahasia_of(w->arena, &d, &secret) == OK && secret.len == 32);
    CHECK(access(path.ptr, F_OK) == 0);
}

TEST(a_region_whose_restore_was_killed_is_not_opened)
{
    struct konfigurasi_daerah d = neighbour(w, "kota");
    struct region r;
    str mark = str_format(w->arena, STR "/.pemulihan", STR_ARG(d.folder));
    CHECK(mkdir(d.folder.ptr, 0700) == 0);
    CHECK(close(open(mark.ptr, O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) == 0);
    CHECK(daerah_open(w->arena, &d, false, &r) == FAILED);
    CHECK(daerah_open_beside(w->arena, &d, &r) == FAILED);
    CHECK(unlink(mark.ptr) == 0);
    CHECK(daerah_open(w->arena, &d, false, &r) == OK);
    forget(w, &d, &r);
}

TESTS(daerah_tests,
    LISTED(a_secret_for_which_the_disk_has_no_room_leaves_nothing_and_the_next_start_makes_one),
    LISTED(a_region_whose_restore_was_killed_is_not_opened),
    LISTED(a_host_that_no_region_has_is_told_421_and_nothing_else),
    LISTED(a_session_of_one_region_is_nobody_in_another),
    LISTED(nothing_of_one_region_is_seen_in_another_not_even_from_the_cache),
    LISTED(a_kabupaten_has_desa_under_kecamatan),
    LISTED(papua_has_kampung_under_distrik),
    LISTED(a_city_of_papua_has_kelurahan_under_distrik_and_a_province_both),
    LISTED(page_texts_and_errors_speak_the_regions_words),
    LISTED(a_region_that_cannot_be_opened_does_not_stop_the_others),
    LISTED(a_database_is_never_opened_with_another_secret_nor_without_its_own));
