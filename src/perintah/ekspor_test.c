/* ekspor_test.c: what is exported can be imported into a region that lacks it, and is exported the same again. */
#include "perintah/ekspor.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/kalender/kalender_dalam.h"
#include "core/wilayah/wilayah_dalam.h"
#include "core/world.h"

static str
text_of(struct world *w, const char *folder, const char *name)
{
    char bytes[32768];
    int fd = open(str_format(w->arena, STR "/%s/%s", STR_ARG(w->region.folder), folder, name).ptr, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, bytes, sizeof bytes);
    if (fd >= 0)
        close(fd);
    CHECK(n >= 0 && n < (ssize_t)sizeof bytes);
    return arena_copy(w->arena, (str){ bytes, (size_t)n });
}

static void
exported(struct world *w, const char *what, const char *folder)
{
    struct ekspor_hasil h;
    if (ekspor_tulis(world_db(w), str_of(what), str_format(w->arena, STR "/%s", STR_ARG(w->region.folder), folder).ptr,
        &h) != OK)
        fail_msg(STR, STR_ARG(h.salah));
}

struct saving { struct rw_baris_list rw; struct libur_baca libur; };

static enum outcome
save_rw(struct db *db, void *context)
{
    return rw_save(db, &((struct saving *)context)->rw, (date){ 2026, 3, 3 });
}

static enum outcome
save_days(struct db *db, void *context)
{
    return libur_replace(db, &((struct saving *)context)->libur);
}

static void
imported(struct world *w, str rw, str days, const str *acuan)
{
    struct saving s;
    struct acuan_hasil h;
    CHECK(rw_read(w->arena, rw, &s.rw) == OK && world_write(w, save_rw, &s) == OK);
    CHECK(libur_read(w->arena, days, &s.libur) == OK && world_write(w, save_days, &s) == OK);
    CHECK(acuan_import_idn(w->region.store, acuan, w->now, w->arena, &h) == OK);
}

static enum outcome
forget(struct db *db, void *context)
{
    static const char *const all[] = { "DELETE FROM wilayah WHERE tingkat = 5", "DELETE FROM libur",
        "DELETE FROM acuan_berlaku" };
    (void)context;
    for (size_t i = 0; i < COUNT(all); i++) {
        struct query q = query_of(db, all[i]);
        TRY(query_end(&q));
    }
    return OK;
}

TEST(what_is_exported_comes_back_the_same_in_an_empty_region)
{
    static const char *const names[] = { "rw.csv", "kalender-2026.csv", "provinces.csv", "regencies.csv",
        "districts.csv", "villages.csv" };
    str acuan[ACUAN_FILES] = { S("code,name\n18,LAMPUNG\n"), S("code,name\n18.72,KOTA METRO\n"),
        S("code,name\n18.72.01,Metro Pusat\n"), S("code,name\n18.72.01.1001,\"Metro, \"\"Lama\"\"\"\n") };
    CHECK(world_write(w, forget, NULL) == OK);
    imported(w, S("kode,nama,lat,lon\n18.72.01.1001.001,\"=RW \"\"01\"\", -\",-5.1131,105.3067\n"
        "18.72.01.1001.002,@RW 02,,\n"), S("tanggal,jenis,nama,dasar\n2026-01-01,nasional,\"Tahun Baru; 2026\",SKB 1\n"
        "2026-05-01,nasional,-Buruh,SKB 1\n"), acuan);
    exported(w, "semua", "satu");
    for (size_t i = 0; i < ACUAN_FILES; i++)
        acuan[i] = text_of(w, "satu", names[2 + i]);
    CHECK(world_write(w, forget, NULL) == OK);
    imported(w, text_of(w, "satu", "rw.csv"), text_of(w, "satu", "kalender-2026.csv"), acuan);
    exported(w, "semua", "dua");
    for (size_t i = 0; i < COUNT(names); i++) {
        CHECK(text_of(w, "satu", names[i]).len > 10);
        CHECK_STR(text_of(w, "dua", names[i]), text_of(w, "satu", names[i]).ptr);
    }
}

TEST(an_export_of_accounts_holds_neither_passwords_nor_codes_and_never_writes_over_a_file)
{
    struct ekspor_hasil h;
    world_person(w, "kepala", "admin", NULL);
    exported(w, "akun", "akun");
    str text = text_of(w, "akun", "akun.csv");
    CHECK(str_find(text, S("kepala,kepala,1,")) > 0 && str_find(text, S(",admin,")) > 0);
    CHECK(str_find(text, S("argon2")) < 0 && str_find(text, S("kode")) < 0);
    str folder = str_format(w->arena, STR "/akun", STR_ARG(w->region.folder));
    CHECK(ekspor_tulis(world_db(w), S("akun"), folder.ptr, &h) == FAILED);
    CHECK(str_find(h.salah, S("akun.csv")) > 0);
    CHECK(ekspor_tulis(world_db(w), S("rahasia"), folder.ptr, &h) == NOT_FOUND);
}

static enum outcome
many_rws(struct db *db, void *context)
{
    (void)context;
    for (int i = 100; i < 700; i++) {
        struct wilayah rw = { .kode = str_format(db_arena_of(db), "18.72.01.1001.%d", i), .induk = S("18.72.01.1001"),
            .tingkat = TINGKAT_RW, .jenis = S("rw"), .nama = str_format(db_arena_of(db), "RW %d", i) };
        TRY(wilayah_insert(db, &rw, (date){ 2020, 1, 1 }));
    }
    return OK;
}

TEST(each_file_of_rw_is_small_enough_to_be_imported)
{
    struct rw_baris_list rw;
    CHECK(world_write(w, many_rws, NULL) == OK);
    exported(w, "rw", "rw");
    CHECK(rw_read(w->arena, text_of(w, "rw", "rw.csv"), &rw) == OK && rw.count == RW_MOST);
    CHECK(rw_read(w->arena, text_of(w, "rw", "rw-2.csv"), &rw) == OK && rw.count == 106);
}

TESTS(ekspor_tests,
    LISTED(what_is_exported_comes_back_the_same_in_an_empty_region),
    LISTED(an_export_of_accounts_holds_neither_passwords_nor_codes_and_never_writes_over_a_file),
    LISTED(each_file_of_rw_is_small_enough_to_be_imported));
