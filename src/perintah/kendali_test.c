/* kendali_test.c: one writer of files: commands work alone, or through the server that holds the folder. */
#include "perintah/kendali.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "core/siapa/siapa.h"
#include "core/world.h"
#include "perintah/kawat.h"
#include "perintah/perintah.h"

struct site { struct opsi o; struct konfigurasi k; struct daerah_list all; struct kendali *control; str data; };

static struct site
new_site(struct world *w)
{
    struct site s = { .o = { .port = -1 } };
    str path = str_format(w->arena, STR "/pamong.conf", STR_ARG(w->region.folder));
    const char *pg = world_engine == ENGINE_POSTGRES ? cstr(w->arena, w->conninfo) : NULL;
    str number = random_hex(w->arena, 6);
    s.data = str_format(w->arena, STR "/data", STR_ARG(w->region.folder));
    FILE *f = fopen(path.ptr, "wb");
    CHECK(f);
    fprintf(f, "data = " STR "\n[region lain]\nkode = 18.71\nnama = Kota Lain\njenis = kota\nprovinsi = Lampung\n"
        "zona = WIB\nhosts = lain.test\npostgres = %s\nschema = kendali_" STR "\n", STR_ARG(s.data), pg ? pg : "",
        STR_ARG(number));
    CHECK(fclose(f) == 0);
    s.o.config = path.ptr;
    CHECK(konfigurasi_load(w->arena, &s.o, &s.k) == OK);
    return s;
}

static enum outcome
drop(struct db *db, void *context)
{
    struct query q = query_of(db, str_format(db_arena_of(db), "DROP SCHEMA \"" STR "\" CASCADE",
        STR_ARG(((const struct site *)context)->k.items[0].schema)).ptr);
    q.once = true;
    return query_end(&q);
}

static void
forget(struct world *w, struct site *s)
{
    if (world_engine == ENGINE_POSTGRES)
        CHECK(store_write_wait(w->region.store, drop, s, w->arena) == OK);
}

static int
ask_to(struct world *w, struct site *s, const char *const *words)
{
    str list[8];
    size_t count = 0;
    for (; words[count]; count++)
        list[count] = str_of(words[count]);
    return kendali_ask(w->arena, &s->o, list, count);
}

#define ASK(...) ask_to(w, &s, (const char *const[]){ __VA_ARGS__, NULL })

TEST(without_a_server_a_command_takes_the_folder_itself)
{
    struct site s = new_site(w);
    struct region r;
    struct akun a = { 0 };
    CHECK_INT(ASK("user", "add", "Budi.S", "Budi", "tapd"), 0);
    CHECK_INT(ASK("user", "add", "budi.s", "Budi", "tapd"), 1);         /* taken */
    CHECK_INT(ASK("user", "add", "siti", "Siti", "raja"), 1);           /* no such role */
    CHECK_INT(ASK("user", "add", "siti", "Siti", "lurah"), 1);          /* over no area */
    CHECK_INT(ASK("user", "reset", "budi.s"), 0);
    CHECK_INT(ASK("user", "reset", "siti"), 1);
    CHECK_INT(ASK("nyanyi"), 2);
    CHECK_INT(ASK("doctor"), 1);                                        /* no areas yet, and it says so */
    CHECK(daerah_open(w->arena, &s.k.items[0], false, &r) == OK);
    struct db *db = store_reader(r.store, w->arena);
    CHECK(db_begin_read(db) == OK);
    CHECK(akun_by_masuk(db, S("budi.s"), &a) == OK && a.wajib_ganti);
    CHECK(akun_by_masuk(db, S("siti"), &a) == NOT_FOUND);
    store_reader_done(r.store, db);
    store_close(r.store);
    forget(w, &s);
}

TEST(the_server_does_the_work_while_it_holds_the_folder)
{
    struct site s = new_site(w);
    struct kendali *second;
    struct stat socket;
    CHECK(kendali_hold(w->arena, &s.k, &s.control) == OK);
    CHECK(daerah_open_all(w->arena, &s.k, &s.all) == OK);
    kendali_serve(s.control, &s.all);
    CHECK(kendali_hold(w->arena, &s.k, &second) == FAILED);
    CHECK(stat(str_format(w->arena, STR "/kendali.sock", STR_ARG(s.data)).ptr, &socket) == 0);
    CHECK((socket.st_mode & 0777) == 0600);
    uint64_t before = store_generation(s.all.items[0].store);
    CHECK_INT(ASK("user", "add", "budi", "Budi", "tapd"), 0);
    CHECK(store_generation(s.all.items[0].store) > before);             /* its own writer did it */
    CHECK_INT(ASK("import", "wilayah"), 1);                             /* no reference yet */
    kendali_stop(s.control);
    daerah_close_all(&s.all);
    CHECK_INT(ASK("user", "list"), 0);                                  /* the folder is free again */
    forget(w, &s);
}

TEST(nonsense_on_the_socket_stops_nobody)
{
    struct site s = new_site(w);
    CHECK(kendali_hold(w->arena, &s.k, &s.control) == OK);
    CHECK(daerah_open_all(w->arena, &s.k, &s.all) == OK);
    kendali_serve(s.control, &s.all);
    const char *path = cstr(w->arena, str_format(w->arena, STR "/kendali.sock", STR_ARG(s.data)));
    uint32_t huge[17] = { 16, UINT32_MAX, UINT32_MAX };
    int a = kawat_connect(path), b = kawat_connect(path);
    CHECK(a >= 0 && b >= 0);
    CHECK(write(a, huge, sizeof huge) == (ssize_t)sizeof huge && close(a) == 0);
    CHECK(write(b, "x", 1) == 1 && close(b) == 0);
    CHECK_INT(ASK("user", "list"), 0);
    kendali_stop(s.control);
    daerah_close_all(&s.all);
    forget(w, &s);
}

TESTS(kendali_tests,
    LISTED(without_a_server_a_command_takes_the_folder_itself),
    LISTED(the_server_does_the_work_while_it_holds_the_folder),
    LISTED(nonsense_on_the_socket_stops_nobody));
