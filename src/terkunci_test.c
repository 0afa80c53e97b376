/* terkunci_test.c: backups that are locked for a key: who opens them, what they show, what is refused. */
#include "core/cadangan/cadangan_dalam.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "core/world.h"
#include "modules/modules.h"

/* ---- a whole backup --------------------------------------------------------------------------------------------- */

static struct cadangan
locked_at(struct world *w, const struct kunci_cadangan *k, int64_t now)
{
    struct cadangan c;
    struct pencadangan p = { .region = &w->region, .waktu = now, .kunci = k,
        .ke = str_format(w->arena, STR "/cadangan", STR_ARG(w->region.folder)) };
    CHECK(cadangan_make(&p, w->arena, &c) == OK);
    return c;
}

static struct cadangan
locked(struct world *w, struct kunci_cadangan *k)
{
    str hash;
    CHECK(blob_put(str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder)), S("sebuah berkas"), w->arena, &hash)
        == OK);
    kunci_make(k);
    return locked_at(w, k, w->now);
}

static struct pemulihan
onto(struct world *w, const struct cadangan *c, const struct kunci_cadangan *k)
{
    str folder = str_format(w->arena, STR "/pulih", STR_ARG(w->region.folder));
    return (struct pemulihan){ .from = c->folder, .folder = folder, .modules = all_modules, .kunci = k,
        .store = { .engine = ENGINE_SQLITE, .folder = folder, .readers = 1 } };
}

/* The one file of the region, as it stands in the backup. */
struct finding { struct arsip a; struct arena *arena; struct bagian *found; };

static enum outcome
find_file(void *context, const struct manifes_baris *b)
{
    struct finding *f = context;
    if (str_eqz(b->jenis, "berkas"))
        f->found = arsip_part(&f->a, b, f->arena);
    return OK;
}

static str
file_in(struct world *w, const struct cadangan *c, const struct kunci_cadangan *k)
{
    struct finding f = { .a.pembuka.kunci = k, .arena = w->arena };
    struct cadangan again;
    CHECK(arsip_open(&f.a, c->folder, w->arena, &again) == OK && arsip_read(&f.a, w->arena, &again) == OK);
    CHECK(arsip_each(&f.a, w->arena, &again, find_file, &f) == OK && f.found);
    return f.found->jalur;
}

TEST(a_locked_backup_comes_back_with_its_key_and_with_no_other)
{
    struct kunci_cadangan k, other;
    struct cadangan c = locked(w, &k), again;
    struct pemulihan with = onto(w, &c, &k), without = onto(w, &c, NULL), wrong = onto(w, &c, &other);
    kunci_make(&other);
    CHECK_STR(c.kunci, kunci_id(w->arena, &k).ptr);
    CHECK(cadangan_restore(&without, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("berikan kunci rahasianya dengan --kunci")) >= 0);
    CHECK(cadangan_restore(&wrong, w->arena, &again) == CONFLICT);
    CHECK(str_find(again.salah, S("bukan untuk kunci Anda")) >= 0);
    CHECK(access(with.folder.ptr, F_OK) != 0);
    CHECK(cadangan_restore(&with, w->arena, &again) == OK);
    CHECK(again.baris == c.baris && again.berkas == 1);
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(sum, (const unsigned char *)"sebuah berkas", 13);
    CHECK(blob_exists(str_format(w->arena, STR "/berkas", STR_ARG(with.folder)), hex_of(w->arena, sum, sizeof sum)));
}

TEST(a_locked_backup_is_checked_without_its_key_and_shows_nothing)
{
    struct kunci_cadangan k;
    struct cadangan c = locked(w, &k), again;
    char bytes[4096];
    int fd = open(file_in(w, &c, &k).ptr, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, bytes, sizeof bytes) : -1;
    CHECK(n > 13 && close(fd) == 0);
    CHECK(str_find((str){ bytes, (size_t)n }, S("sebuah")) < 0);
    CHECK(cadangan_check(c.folder, NULL, w->arena, &again) == OK);
    CHECK(access(str_format(w->arena, STR "/tabel/akun.zst", STR_ARG(c.folder)).ptr, F_OK) != 0);
    CHECK(access(str_format(w->arena, STR "/tabel/akun.zst.kunci", STR_ARG(c.folder)).ptr, F_OK) == 0);
}

static ino_t
number_of(str path)
{
    struct stat s;
    CHECK(stat(path.ptr, &s) == 0);
    return s.st_ino;
}

TEST(the_next_backup_links_what_is_locked_already_but_never_what_rotted)
{
    struct kunci_cadangan k, other;
    struct cadangan first = locked(w, &k), second = locked_at(w, &k, w->now + 1), again;
    str one = file_in(w, &first, &k), two = file_in(w, &second, &k);
    CHECK(number_of(one) == number_of(two));
    CHECK(cadangan_check(second.folder, &k, w->arena, &again) == OK);
    world_scratch(two, 130);
    struct cadangan third = locked_at(w, &k, w->now + 2);
    CHECK(number_of(file_in(w, &third, &k)) != number_of(two));
    CHECK(cadangan_check(third.folder, &k, w->arena, &again) == OK);
    CHECK(cadangan_check(second.folder, NULL, w->arena, &again) == CONFLICT);
    kunci_make(&other);
    struct cadangan fourth = locked_at(w, &other, w->now + 3);
    CHECK(cadangan_check(fourth.folder, &other, w->arena, &again) == OK);
}

TEST(every_changed_or_missing_byte_of_a_locked_backup_is_found)
{
    static const char *const names[] = { "tabel/pengaturan.zst.kunci", "isi.zst.kunci", "manifes" };
    struct kunci_cadangan k;
    struct cadangan c = locked(w, &k), again;
    for (size_t i = 0; i < COUNT(names); i++) {
        str path = str_format(w->arena, STR "/%s", STR_ARG(c.folder), names[i]);
        struct stat about;
        CHECK(stat(path.ptr, &about) == 0);
        for (off_t at = 0; at < about.st_size; at += about.st_size / 20 + 1) {
            world_scratch(path, at);
            CHECK(cadangan_check(c.folder, NULL, w->arena, &again) == CONFLICT);
            CHECK(str_find(again.salah, str_of(names[i])) >= 0);
            world_scratch(path, at);
        }
    }
    CHECK(cadangan_check(c.folder, &k, w->arena, &again) == OK);
    str table = str_format(w->arena, STR "/%s", STR_ARG(c.folder), names[0]);
    CHECK(truncate(table.ptr, 150) == 0 && cadangan_check(c.folder, &k, w->arena, &again) == CONFLICT);
}

/* ---- one file of it --------------------------------------------------------------------------------------------- */

struct single { struct kunci_cadangan k; struct kunci_sesi sesi; struct pembuka p; struct bagian b; str path, bytes; };

/* Three pieces, the last one not full. */
static void
write_single(struct world *w, struct single *s, int level, bool lock)
{
    struct tercap *t = arena_new(w->arena, struct tercap);
    enum { LONG = 2 * PIECE + 1000 };
    str hash, on_disk;
    char *noise = arena_alloc(w->arena, LONG);
    random_bytes(noise, LONG);
    s->bytes = (str){ noise, LONG };
    s->path = str_format(w->arena, STR "/satu%d", STR_ARG(w->region.folder), level);
    kunci_make(&s->k);
    random_bytes(s->sesi.kunci, sizeof s->sesi.kunci);
    memcpy(s->sesi.id, kunci_id(w->arena, &s->k).ptr, KUNCI_ID);
    CHECK(crypto_box_seal(s->sesi.terkunci, s->sesi.kunci, KUNCI_BYTES, s->k.publik) == 0);
    struct cara how = { level, lock ? &s->sesi : NULL, S("satu") };
    CHECK(tercap_create(t, s->path.ptr, &how));
    tercap_put(t, s->bytes);
    CHECK(tercap_close(t, w->arena, &hash, &on_disk));
    s->p = (struct pembuka){ .kunci = &s->k };
    s->b = (struct bagian){ .nama = S("satu"), .jalur = s->path, .terkunci = lock, .padat = level > 0,
        .pembuka = &s->p };
}

/* Why it could not be read; '' when it was, and is the same. */
static str
why(struct world *w, const struct single *s)
{
    struct arena *own = arena_open();
    struct buf all = { .arena = own };
    char part[5000];
    ssize_t n;
    struct baca *b = baca_open(&s->b, own);
    while ((n = baca_read(b, part, sizeof part)) > 0)
        buf_put(&all, part, (size_t)n);
    CHECK(n < 0 || str_eq(buf_view(&all), s->bytes));
    str said = arena_copy(w->arena, baca_wrong(b));
    CHECK((n < 0) == (said.len > 0));
    arena_close(own);
    return said;
}

TEST(what_is_wrong_with_a_locked_file_is_told_with_its_place)
{
    enum { HEAD = 15 + KUNCI_ID + KUNCI_SEALED + 24, STEP = PIECE + PIECE_MORE };
    struct single s;
    write_single(w, &s, 0, true);
    CHECK_STR(why(w, &s), "");
    world_scratch(s.path, HEAD + STEP + 5);
    CHECK_STR(why(w, &s), "satu: berubah atau terpotong pada bagian ke-2");
    world_scratch(s.path, HEAD + STEP + 5);
    world_scratch(s.path, 40);
    s.p.dikenal = false;
    CHECK_STR(why(w, &s), "satu: berubah pada kepalanya");
    world_scratch(s.path, 40);
    s.b.nama = S("dua");
    CHECK_STR(why(w, &s), "dua: berubah atau terpotong pada bagian ke-1");
    s.b.nama = S("satu");
    int fd = open(s.path.ptr, O_WRONLY | O_APPEND | O_CLOEXEC);
    CHECK(write(fd, "x", 1) == 1 && close(fd) == 0);
    CHECK(why(w, &s).len > 0);
    CHECK(truncate(s.path.ptr, HEAD + 2 * STEP) == 0);
    CHECK_STR(why(w, &s), "satu: terpotong setelah bagian ke-2");
    CHECK(truncate(s.path.ptr, HEAD - 1) == 0);
    CHECK_STR(why(w, &s), "satu: terpotong");
}

TEST(a_packed_file_comes_back_and_one_that_ends_too_early_is_refused)
{
    struct single s;
    struct stat about;
    write_single(w, &s, 19, true);
    CHECK_STR(why(w, &s), "");
    write_single(w, &s, 3, false);
    CHECK_STR(why(w, &s), "");
    CHECK(stat(s.path.ptr, &about) == 0);
    for (off_t len = about.st_size - 1; len > 0; len = len * 3 / 4) {
        CHECK(truncate(s.path.ptr, len) == 0);
        CHECK_STR(why(w, &s), "satu: terpotong");
    }
    CHECK(truncate(s.path.ptr, 0) == 0);
    CHECK_STR(why(w, &s), "satu: terpotong");
}

TEST(a_key_that_was_mistyped_is_refused)
{
    struct kunci_cadangan k, again;
    kunci_make(&k);
    str publik = kunci_public(w->arena, &k), rahasia = kunci_secret(w->arena, &k);
    CHECK(kunci_read_public(w->arena, publik, &again) && memcmp(again.publik, k.publik, KUNCI_BYTES) == 0);
    CHECK(kunci_read_secret(w->arena, str_format(w->arena, "# kata\n" STR "\n", STR_ARG(rahasia)), &again));
    CHECK(memcmp(again.publik, k.publik, KUNCI_BYTES) == 0);
    char *letter = (char *)publik.ptr + 20;
    *letter = *letter == 'a' ? 'b' : 'a';
    CHECK(!kunci_read_public(w->arena, publik, &again));
    CHECK(!kunci_read_public(w->arena, rahasia, &again));
    CHECK(!kunci_read_secret(w->arena, publik, &again));
    CHECK(!kunci_read_public(w->arena, S(""), &again));
}

TESTS(terkunci_tests,
    LISTED(a_locked_backup_comes_back_with_its_key_and_with_no_other),
    LISTED(a_locked_backup_is_checked_without_its_key_and_shows_nothing),
    LISTED(the_next_backup_links_what_is_locked_already_but_never_what_rotted),
    LISTED(every_changed_or_missing_byte_of_a_locked_backup_is_found),
    LISTED(what_is_wrong_with_a_locked_file_is_told_with_its_place),
    LISTED(a_packed_file_comes_back_and_one_that_ends_too_early_is_refused),
    LISTED(a_key_that_was_mistyped_is_refused));
