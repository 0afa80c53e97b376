/* yatim_test.c: files of forms that were never sent go after their days; what a row names or a form holds stays. */
#include <fcntl.h>
#include <sys/stat.h>

#include "core/berkas/berkas.h"
#include "core/world.h"
#include "store/blob.h"
#include "store/dump.h"

static str
folder_of(const struct world *w)
{
    return str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder));
}

/* A file put `days` ago. */
static str
put_old(struct world *w, const char *words, int64_t days)
{
    str hash;
    CHECK(blob_put(folder_of(w), str_of(words), w->arena, &hash) == OK);
    str path = str_format(w->arena, STR "/%.2s/" STR, STR_ARG(folder_of(w)), hash.ptr, STR_ARG(str_from(hash, 2)));
    struct timespec then[2] = { { .tv_sec = w->now - days * DAY }, { .tv_sec = w->now - days * DAY } };
    CHECK(utimensat(AT_FDCWD, path.ptr, then, 0) == 0);
    return hash;
}

/* A whole day of sweeping: every part once. */
static void
sweep(struct world *w)
{
    for (int hour = 0; hour < 24; hour++) {
        struct job_run run = { .store = w->region.store, .arena = w->arena, .region = &w->region,
            .now = w->now + hour * HOUR };
        CHECK(berkas_sweep(&run) == OK);
    }
}

TEST(a_file_that_no_row_names_goes_after_its_days_and_not_before)
{
    str old = put_old(w, "tidak pernah dikirim", 9), young = put_old(w, "baru dipilih", 5);
    sweep(w);
    CHECK(!blob_exists(folder_of(w), old));
    CHECK(blob_exists(folder_of(w), young));
}

static enum outcome
name_it(struct db *db, void *berkas)
{
    return berkas_insert(db, berkas);
}

TEST(a_file_that_a_row_names_stays_whatever_its_age)
{
    struct berkas b = { .id = 77, .milik_jenis = S("uji"), .milik_id = 1, .peran = S("foto"), .jenis = S("image/jpeg"),
        .sidik = put_old(w, "lebar", 900), .sidik_sedang = put_old(w, "sedang", 900),
        .sidik_kecil = put_old(w, "kecil", 900) };
    CHECK(world_write(w, name_it, &b) == OK);
    sweep(w);
    CHECK(blob_exists(folder_of(w), b.sidik) && blob_exists(folder_of(w), b.sidik_sedang)
        && blob_exists(folder_of(w), b.sidik_kecil));
}

TEST(a_form_that_comes_back_after_days_keeps_its_file_or_is_told_that_it_is_gone)
{
    struct req req = { .arena = w->arena, .region = &w->region, .now = w->now };
    struct berkas kept = { .sidik = put_old(w, "masih terbuka", 9), .jenis = S("application/pdf") }, again;
    struct berkas lost = { .sidik = put_old(w, "terlambat", 9), .jenis = S("application/pdf") };
    str token = berkas_token(&req, &kept), late = berkas_token(&req, &lost);
    CHECK(berkas_from_token(&req, token, &again));
    sweep(w);
    CHECK(blob_exists(folder_of(w), kept.sidik));
    CHECK(!berkas_from_token(&req, late, &again));
}

TEST(the_same_file_chosen_anew_waits_for_its_row_anew)
{
    str hash = put_old(w, "foto yang sama", 9), again;
    CHECK(blob_put(folder_of(w), S("foto yang sama"), w->arena, &again) == OK);
    sweep(w);
    CHECK(str_eq(hash, again) && blob_exists(folder_of(w), hash));
}

static enum outcome
never(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE pengaturan SET nilai = '0' WHERE kunci = 'berkas.yatim_hari'");
    return query_end_changed(&q);
}

TEST(a_region_that_sweeps_nothing_keeps_everything)
{
    str hash = put_old(w, "disimpan", 900);
    CHECK(world_write(w, never, NULL) == OK);
    sweep(w);
    CHECK(blob_exists(folder_of(w), hash));
}

static bool
is_declared(struct world *w, str kolom)
{
    for (const struct module *const *m = w->http.modules; *m; m++)
        for (const struct pemakai_berkas *p = (*m)->pemakai_berkas; p && p->kolom; p++)
            if (str_eqz(kolom, p->kolom))
                return true;
    return false;
}

/* Hashes of other things: cookies, keys, texts, events. */
static bool
names_no_file(str kolom)
{
    static const char *const those[] = { "peristiwa.sidik", "segel_daun.sidik", "peristiwa_ikat.sidik", "sesi.sidik",
        "kode_cadangan.sidik", "sesi_separuh.sidik", "kunci_kirim.sidik", "aduan_draf.sidik", "o311_kunci.sidik",
        "o311_kirim.sidik", "aduan_langganan.sidik", "berita_acara.sidik_daftar" };
    for (size_t i = 0; i < COUNT(those); i++)
        if (str_eqz(kolom, those[i]))
            return true;
    return false;
}

/* A new table that names files and is not asked would lose them after a week. */
TEST(every_column_that_names_files_is_asked_before_one_is_swept)
{
    struct dump_tables all;
    CHECK(dump_tables(world_db(w), &all) == OK);
    for (size_t i = 0; i < all.count; i++)
        for (size_t j = 0; j < all.items[i].count; j++) {
            str name = all.items[i].columns[j].name;
            str kolom = str_format(w->arena, STR "." STR, STR_ARG(all.items[i].name), STR_ARG(name));
            bool hash = str_starts(name, S("sidik")) || str_eqz(name, "pdf") || str_starts(name, S("sha256"));
            if (hash && !is_declared(w, kolom) && !names_no_file(kolom))
                fail_msg("neither in a module's .pemakai_berkas nor in names_no_file: " STR, STR_ARG(kolom));
        }
}

TESTS(yatim_tests,
    LISTED(a_file_that_no_row_names_goes_after_its_days_and_not_before),
    LISTED(a_file_that_a_row_names_stays_whatever_its_age),
    LISTED(a_form_that_comes_back_after_days_keeps_its_file_or_is_told_that_it_is_gone),
    LISTED(the_same_file_chosen_anew_waits_for_its_row_anew),
    LISTED(a_region_that_sweeps_nothing_keeps_everything),
    LISTED(every_column_that_names_files_is_asked_before_one_is_swept));
