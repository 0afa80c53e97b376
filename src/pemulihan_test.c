/* pemulihan_test.c: what a backup holds, what it refuses, and when somebody is told that it is old. */
#include "core/cadangan/cadangan_dalam.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "base/random.h"
#include "core/peristiwa/peristiwa.h"
#include "core/siapa/siapa.h"
#include "core/tugas/tugas.h"
#include "core/world.h"
#include "http/http_internal.h"
#include "modules/modules.h"
#include "store/dump.h"

/* Texts that a careless format would break, and an event under a checkpoint. */
static enum outcome
fill(struct db *db, void *context)
{
    struct world *w = context;
    int64_t sealed;
    struct query q = query_of(db, "INSERT INTO pengaturan (kunci, nilai, dasar) VALUES ('uji.aneh', $1, '')");
    query_bind(&q, S("tab\tbaris\nkembali\rgaris\\N akhir \xC3\xA9"));
    TRY(query_end(&q));
    struct query sheet = query_of(db, "INSERT INTO lembar_kode (id, pembuat, dibuat, habis, isi) SELECT 1, id, 0, 0, $1"
        " FROM akun WHERE masuk = 'kepala'");
    query_bind_bytes(&sheet, (str){ "\0\x01\xff\n\t", 5 });
    TRY(query_end(&sheet));
    struct peristiwa p = { .waktu = w->now, .jenis = S("uji.cadangan"), .subjek_jenis = S("uji"), .subjek = 1,
        .isi = S("a=1\nb=2") };
    TRY(peristiwa_add(db, &p));
    return peristiwa_seal(db, w->region.secret, w->now, 512, &sealed);
}

static struct cadangan
backed_up_at(struct world *w, int64_t now)
{
    struct cadangan c;
    struct pencadangan p = { .region = &w->region, .waktu = now,
        .ke = str_format(w->arena, STR "/cadangan", STR_ARG(w->region.folder)) };
    CHECK(cadangan_make(&p, w->arena, &c) == OK);
    return c;
}

static struct cadangan
backed_up(struct world *w)
{
    str hash;
    world_person(w, "kepala", "admin", NULL);
    CHECK(world_write(w, fill, w) == OK);
    str folder = str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder));
    CHECK(blob_put(folder, S("sebuah berkas"), w->arena, &hash) == OK);
    return backed_up_at(w, w->now);
}

static struct pemulihan
onto(struct world *w, const struct cadangan *c, enum engine engine, const char *name)
{
    str folder = str_format(w->arena, STR "/%s", STR_ARG(w->region.folder), name);
    str schema = str_format(w->arena, "pulih_" STR, STR_ARG(str_from(w->region.folder, w->region.folder.len - 6)));
    return (struct pemulihan){ .from = c->folder, .folder = folder, .modules = all_modules,
        .store = { .engine = engine, .folder = folder, .conninfo = str_of(getenv("PAMONG_TEST_PG")), .schema = schema,
            .readers = 1, .writers = 1 } };
}

static enum outcome
drop(struct db *db, void *schema)
{
    struct query q = query_of(db, str_format(db_arena_of(db), "DROP SCHEMA \"" STR "\" CASCADE",
        STR_ARG(*(str *)schema)).ptr);
    q.once = true;
    return query_end(&q);
}

static void
drop_restored(struct world *w, const struct pemulihan *p)
{
    struct store *store;
    str schema = p->store.schema;
    if (p->store.engine != ENGINE_POSTGRES)
        return;
    CHECK(store_open(&p->store, &store) == OK);
    CHECK(store_write_wait(store, drop, &schema, w->arena) == OK);
    store_close(store);
}

TEST(a_backup_comes_back_the_same_on_sqlite)
{
    struct cadangan c = backed_up(w), again;
    struct pemulihan p = onto(w, &c, ENGINE_SQLITE, "lite");
    CHECK(c.berkas == 1 && c.baris > 10 && c.titik.len > 0);
    CHECK(cadangan_restore(&p, w->arena, &again) == OK);
    CHECK_INT(again.baris, c.baris);
}

TEST(a_backup_moves_to_the_other_engine)
{
    if (!getenv("PAMONG_TEST_PG"))
        return;
    struct cadangan c = backed_up(w), again;
    struct pemulihan p = onto(w, &c, world_engine == ENGINE_SQLITE ? ENGINE_POSTGRES : ENGINE_SQLITE, "lain");
    enum outcome o = cadangan_restore(&p, w->arena, &again);
    if (o != OK)
        fail_msg(STR, STR_ARG(again.salah));
    drop_restored(w, &p);
}

TEST(a_folder_that_holds_something_is_refused)
{
    struct cadangan c = backed_up(w), again;
    struct pemulihan p = onto(w, &c, ENGINE_SQLITE, "penuh");
    CHECK(mkdir(p.folder.ptr, 0700) == 0);
    CHECK(mkdir(str_format(w->arena, STR "/isi", STR_ARG(p.folder)).ptr, 0700) == 0);
    CHECK(cadangan_restore(&p, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("tidak kosong")) >= 0);
}

/* ---- as backups were before they were packed ---- */

static void
put_file(str path, str text)
{
    int fd = open(path.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    CHECK(fd >= 0 && write(fd, text.ptr, text.len) == (ssize_t)text.len && close(fd) == 0);
}

struct ageing { struct arsip a; struct world *w; };

static enum outcome
unpack_table(void *context, const struct manifes_baris *b)
{
    struct ageing *g = context;
    struct buf text = { .arena = g->w->arena };
    char part[4096];
    if (!str_eqz(b->jenis, "tabel"))
        return OK;
    struct bagian *p = arsip_part(&g->a, b, g->w->arena);
    struct baca *r = baca_open(p, g->w->arena);
    for (ssize_t n; (n = baca_read(r, part, sizeof part)) != 0;) {
        CHECK(n > 0);
        buf_put(&text, part, (size_t)n);
    }
    put_file(arena_copy(g->w->arena, str_head(p->jalur, p->jalur.len - 4)), buf_view(&text));
    return unlink(p->jalur.ptr) == 0 ? OK : FAILED;
}

static void
write_old_manifest(struct world *w, const struct cadangan *c, str text)
{
    unsigned char sum[32];
    crypto_hash_sha256(sum, (const unsigned char *)text.ptr, text.len);
    str hex = hex_of(w->arena, sum, sizeof sum);
    put_file(str_format(w->arena, STR "/manifes", STR_ARG(c->folder)),
        str_format(w->arena, STR "selesai " STR "\n", STR_ARG(text), STR_ARG(hex)));
}

static void
make_old(struct world *w, const struct cadangan *c)
{
    struct ageing g = { .w = w };
    struct cadangan again;
    CHECK(arsip_open(&g.a, c->folder, w->arena, &again) == OK && arsip_read(&g.a, w->arena, &again) == OK);
    CHECK(arsip_each(&g.a, w->arena, &again, unpack_table, &g) == OK);
    write_old_manifest(w, c, str_format(w->arena, "pamong-cadangan 1" STR, STR_ARG(str_from(g.a.isi, 17))));
    CHECK(unlink(str_format(w->arena, STR "/isi.zst", STR_ARG(c->folder)).ptr) == 0);
}

TEST(a_plain_backup_of_an_earlier_pamong_comes_back)
{
    struct cadangan c = backed_up(w), again;
    struct pemulihan p = onto(w, &c, world_engine, "lama");
    make_old(w, &c);
    CHECK(access(str_format(w->arena, STR "/tabel/akun", STR_ARG(c.folder)).ptr, F_OK) == 0);
    CHECK(cadangan_restore(&p, w->arena, &again) == OK);
    CHECK_INT(again.baris, c.baris);
    drop_restored(w, &p);
}

/* A table that no longer fits, behind a manifest that says it does. */
static void
forge_table(struct world *w, const struct cadangan *c)
{
    unsigned char sum[32];
    str table = S("id:i\n1\n"), line;
    struct buf b = { .arena = w->arena };
    struct arsip a = { 0 };
    struct cadangan again;
    make_old(w, c);
    CHECK(arsip_open(&a, c->folder, w->arena, &again) == OK);
    crypto_hash_sha256(sum, (const unsigned char *)table.ptr, table.len);
    str hex = hex_of(w->arena, sum, sizeof sum);
    while (str_cut(&a.luar, '\n', &line) && line.len)
        if (str_starts(line, S("tabel ")) && str_ends(line, S(" wilayah")))
            buf_format(&b, "tabel " STR " %zu 1 wilayah\n", STR_ARG(hex), table.len);
        else
            buf_format(&b, STR "\n", STR_ARG(line));
    write_old_manifest(w, c, buf_view(&b));
    put_file(str_format(w->arena, STR "/tabel/wilayah", STR_ARG(c->folder)), table);
}

TEST(a_restore_that_fails_leaves_a_place_where_the_next_one_succeeds)
{
    struct cadangan c = backed_up(w), again, good = backed_up_at(w, w->now + 1);
    struct pemulihan p = onto(w, &c, world_engine, "gagal"), then = onto(w, &good, world_engine, "gagal");
    CHECK(mkdir(p.folder.ptr, 0700) == 0);
    str secret = str_format(w->arena, STR "/rahasia", STR_ARG(p.folder));
    CHECK(close(open(secret.ptr, O_WRONLY | O_CREAT, 0600)) == 0);
    forge_table(w, &c);
    CHECK(cadangan_check(c.folder, NULL, w->arena, &again) == OK);
    CHECK(cadangan_restore(&p, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("wilayah")) >= 0);
    CHECK(access(secret.ptr, F_OK) == 0);
    CHECK(access(str_format(w->arena, STR "/pamong.db", STR_ARG(p.folder)).ptr, F_OK) != 0);
    CHECK(cadangan_restore(&then, w->arena, &again) == OK);
    drop_restored(w, &then);
}

/* In a process of its own, ended without a word after so many microseconds of computing (0: never). */
static int
status_of_restore(struct world *w, const struct pemulihan *p, long most)
{
    int status;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        setitimer(ITIMER_PROF, &(struct itimerval){ .it_value = { 0, most } }, NULL);
        enum outcome o = cadangan_restore(p, w->arena, &(struct cadangan){ 0 });
        _exit(o == CONFLICT ? 2 : o != OK);
    }
    CHECK(waitpid(child, &status, 0) == child);
    return status;
}

/* PostgreSQL sees a killed one's connection end a moment later, and refuses the next one until then. */
static bool
restored_until(struct world *w, const struct pemulihan *p, long most)
{
    int status = status_of_restore(w, p, most), tries = 100;
    while (WIFEXITED(status) && WEXITSTATUS(status) == 2 && tries-- && usleep(50000) == 0)
        status = status_of_restore(w, p, most);
    CHECK(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF));
    return status == 0;
}

static long
computed(void)
{
    struct rusage u;
    must(getrusage(RUSAGE_CHILDREN, &u) == 0);
    return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

TEST(a_restore_that_was_killed_is_begun_anew_and_ends_whole)
{
    enum { KILLS = 5 };
    struct cadangan c = backed_up(w), again;
    struct pemulihan first = onto(w, &c, world_engine, "utuh"), p = onto(w, &c, world_engine, "mati");
    long before = computed();
    CHECK(restored_until(w, &first, 0));
    long whole = computed() - before;
    drop_restored(w, &first);
    bool ended = false, left_half = false;
    for (int i = 1; i <= KILLS && !ended; i++) {
        ended = restored_until(w, &p, whole * i / (KILLS + 1));
        left_half |= cadangan_unfinished(p.folder, w->arena);
    }
    CHECK(ended || left_half);
    CHECK(ended || cadangan_restore(&p, w->arena, &again) == OK);
    CHECK(ended || again.baris == c.baris);
    CHECK(!cadangan_unfinished(p.folder, w->arena));
    CHECK(cadangan_restore(&p, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("tidak kosong")) >= 0);
    drop_restored(w, &p);
}

TEST(what_another_restore_is_still_filling_is_refused)
{
    struct cadangan c = backed_up(w), again;
    struct pemulihan p = onto(w, &c, ENGINE_SQLITE, "bersama");
    str mark = str_format(w->arena, STR "/.pemulihan", STR_ARG(p.folder));
    CHECK(mkdir(p.folder.ptr, 0700) == 0);
    int fd = open(mark.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    CHECK(fd >= 0 && flock(fd, LOCK_EX) == 0);
    CHECK(cadangan_restore(&p, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("sedang berjalan")) >= 0);
    CHECK(close(fd) == 0);
    CHECK(cadangan_restore(&p, w->arena, &again) == OK);
}

TEST(a_schema_that_somebody_else_fills_is_never_taken)
{
    if (world_engine != ENGINE_POSTGRES)
        return;
    struct cadangan c = backed_up(w), again;
    struct pemulihan p = onto(w, &c, world_engine, "satu"), other = onto(w, &c, world_engine, "dua");
    CHECK(cadangan_restore(&p, w->arena, &again) == OK);
    CHECK(cadangan_restore(&other, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("sudah berisi")) >= 0);
    CHECK(access(other.folder.ptr, F_OK) != 0);
    drop_restored(w, &p);
}

TEST(every_changed_byte_of_a_backup_is_found)
{
    struct cadangan c = backed_up(w), again;
    static const char *const names[] = { "tabel/pengaturan.zst", "tabel/peristiwa.zst", "isi.zst", "manifes" };
    for (size_t i = 0; i < COUNT(names); i++) {
        str path = str_format(w->arena, STR "/%s", STR_ARG(c.folder), names[i]);
        struct stat about;
        CHECK(stat(path.ptr, &about) == 0);
        for (off_t at = 0; at < about.st_size; at += about.st_size / 40 + 1) {
            world_scratch(path, at);
            CHECK(cadangan_check(c.folder, NULL, w->arena, &again) == CONFLICT);
            world_scratch(path, at);
        }
    }
    CHECK(cadangan_check(c.folder, NULL, w->arena, &again) == OK);
    CHECK(unlink(str_format(w->arena, STR "/tabel/peristiwa.zst", STR_ARG(c.folder)).ptr) == 0);
    CHECK(cadangan_check(c.folder, NULL, w->arena, &again) == CONFLICT);
}

TEST(a_file_that_rotted_is_told_and_the_rest_is_kept)
{
    str hash;
    str folder = str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder));
    CHECK(blob_put(folder, S("akan rusak"), w->arena, &hash) == OK);
    world_scratch(str_format(w->arena, STR "/%.2s/" STR, STR_ARG(folder), hash.ptr, STR_ARG(str_from(hash, 2))), 3);
    struct cadangan c = backed_up_at(w, w->now);
    CHECK_INT(c.rusak, 1);
    CHECK_INT(c.berkas, 0);
}

TEST(only_the_newest_are_kept)
{
    struct cadangan c[3], again;
    str into = str_format(w->arena, STR "/cadangan", STR_ARG(w->region.folder));
    for (int i = 0; i < 3; i++)
        c[i] = backed_up_at(w, w->now + i);
    cadangan_trim(into, w->region.kode, 2, w->arena);
    CHECK(cadangan_check(c[0].folder, NULL, w->arena, &again) == CONFLICT);
    CHECK(cadangan_check(c[1].folder, NULL, w->arena, &again) == OK);
    CHECK(cadangan_check(c[2].folder, NULL, w->arena, &again) == OK);
}

static enum outcome
note(struct db *db, void *context)
{
    const struct world *w = context;
    return cadangan_note(db, &(struct cadangan){ .folder = S("/x"), .waktu = w->now }, w->now);
}

TEST(a_backup_older_than_its_limit_is_told)
{
    struct cadangan_keadaan k;
    CHECK(cadangan_state(world_db(w), w->now, &k) == OK && k.lama);
    CHECK(world_write(w, note, w) == OK);
    CHECK(cadangan_state(world_db(w), w->now + 26 * HOUR, &k) == OK && !k.lama);
    CHECK(cadangan_state(world_db(w), w->now + 26 * HOUR + 1, &k) == OK && k.lama);
}

static str
told(struct world *w, int64_t now)
{
    struct buf b = { .arena = w->arena };
    metrics_of_region(&b, &w->region, now);
    return buf_view(&b);
}

TEST(the_age_of_the_last_backup_is_measured_and_without_one_it_is_infinite)
{
    _Atomic int64_t moment = 0;
    w->region.dicadangkan = &moment;
    CHECK_INT(told(w, w->now).len, 0);
    CHECK(tugas_run_all(&w->region, LIST(struct module, &cadangan_module), w->now) == OK);
    CHECK_STR(told(w, w->now), "pamong_backup_age_seconds{daerah=\"18.72\"} +Inf\n");
    CHECK(world_write(w, note, w) == OK);
    CHECK(tugas_run_all(&w->region, LIST(struct module, &cadangan_module), w->now) == OK);
    CHECK_STR(told(w, w->now + 90), "pamong_backup_age_seconds{daerah=\"18.72\"} 90\n");
    CHECK_STR(told(w, w->now - DAY), "pamong_backup_age_seconds{daerah=\"18.72\"} 0\n");
}

TESTS(pemulihan_tests,
    LISTED(the_age_of_the_last_backup_is_measured_and_without_one_it_is_infinite),
    LISTED(a_restore_that_fails_leaves_a_place_where_the_next_one_succeeds),
    LISTED(a_restore_that_was_killed_is_begun_anew_and_ends_whole),
    LISTED(what_another_restore_is_still_filling_is_refused),
    LISTED(a_schema_that_somebody_else_fills_is_never_taken), LISTED(a_backup_comes_back_the_same_on_sqlite),
    LISTED(a_backup_moves_to_the_other_engine), LISTED(a_plain_backup_of_an_earlier_pamong_comes_back),
    LISTED(a_folder_that_holds_something_is_refused), LISTED(every_changed_byte_of_a_backup_is_found),
    LISTED(a_file_that_rotted_is_told_and_the_rest_is_kept), LISTED(only_the_newest_are_kept),
    LISTED(a_backup_older_than_its_limit_is_told));
