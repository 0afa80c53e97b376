/* doctor_test.c: what `doctor` says of a region and of the kernel, when all is well and when it is not. */
#include "core/cadangan/cadangan.h"
#include "core/world.h"
#include "perintah/kendali.h"
#include "perintah/perintah.h"

struct note { int64_t waktu; };

static enum outcome
note(struct db *db, void *context)
{
    const struct note *n = context;
    return cadangan_note(db, &(struct cadangan){ .folder = S("/x"), .waktu = n->waktu }, n->waktu);
}

static struct kerja
examined(struct world *w, int64_t now)
{
    struct kerja k = { .arena = w->arena, .region = &w->region, .now = now, .out = { .arena = w->arena } };
    (void)doctor_work(&k);
    return k;
}

static bool
says(const struct kerja *k, const char *words)
{
    return str_find(buf_view(&k->out), str_of(words)) >= 0;
}

TEST(a_region_that_was_never_backed_up_is_told_how)
{
    struct kerja k = examined(w, w->now);
    CHECK(says(&k, "PERLU  [Kota Uji] belum ada cadangan"));
    CHECK(says(&k, "jadwalkan tiap malam: pamong backup TUJUAN"));
    CHECK_INT(doctor_work(&k), 1);
}

TEST(a_backup_within_its_limit_is_well)
{
    struct note n = { w->now };
    CHECK(world_write(w, note, &n) == OK);
    struct kerja k = examined(w, w->now + 26 * HOUR);
    CHECK(says(&k, "baik   [Kota Uji] cadangan terakhir 26 jam lalu, batasnya 26 jam"));
    CHECK(!says(&k, "pamong backup"));
}

TEST(a_backup_older_than_its_limit_is_not_well)
{
    struct note n = { w->now };
    CHECK(world_write(w, note, &n) == OK);
    struct kerja k = examined(w, w->now + 27 * HOUR);
    CHECK(says(&k, "PERLU  [Kota Uji] cadangan terakhir 27 jam lalu, batasnya 26 jam"));
    CHECK(says(&k, "Periksa jadwal pamong backup"));
}

TEST(a_sample_city_needs_no_backup)
{
    w->region.sample = true;
    struct kerja k = examined(w, w->now);
    CHECK(!says(&k, "cadangan"));
}

TEST(a_cage_that_is_only_logged_is_told)
{
    CHECK_STR(doctor_cage(w->arena, 4, true, false), "");
    CHECK_STR(doctor_cage(w->arena, 1, true, true), "");
    str loose = doctor_cage(w->arena, 0, true, false);
    CHECK(str_find(loose, S("tidak punya Landlock: kurung = boleh")) >= 0);
    CHECK(str_find(loose, S("hanya tercatat di log")) >= 0);
    CHECK(str_find(doctor_cage(w->arena, 0, false, false), S("Landlock dan seccomp:")) >= 0);
    CHECK(str_find(doctor_cage(w->arena, 3, false, true), S("tidak punya seccomp: kurung = wajib")) >= 0);
}

TESTS(doctor_tests,
    LISTED(a_region_that_was_never_backed_up_is_told_how),
    LISTED(a_backup_within_its_limit_is_well),
    LISTED(a_backup_older_than_its_limit_is_not_well),
    LISTED(a_sample_city_needs_no_backup),
    LISTED(a_cage_that_is_only_logged_is_told));
