/* daftar_test.c: no column that tells of a person is missing in the register; who may word it, and what stays. */
#include "core/pribadi/daftar_lihat.h"
#include "core/world.h"
#include "store/dump.h"

#define ONE "/admin/data-pribadi/akun.surel"
#define WORDS "tujuan=Menghubungi+pejabat&dasar=Perwali+1/2026&penerima=Administrator&simpan=Selama+menjabat"

/* What a column is called when it tells of a person; bytes are sealed or secret, so they always do. */
static bool
is_personal(const struct dump_column *c)
{
    static const char *const names[] = { "nama", "masuk", "surel", "telepon", "kepada", "alamat", "lat_e6", "agen",
        "tamu", "nik", "nomor_sk", "penandatangan", "pengusul_teks", "isi", "asli", "sandi" };
    bool personal = c->kind == 'b';
    for (size_t i = 0; i < COUNT(names); i++)
        personal |= str_eqz(c->name, names[i]);
    return personal;
}

/* Columns that sound so and tell of things, areas and offices only. */
static bool
tells_of_nobody(str kolom)
{
    static const char *const those[] = { "wilayah.nama", "wilayah.lat_e6", "tingkat_wilayah.nama", "opd.nama",
        "jabatan.nama", "libur.nama", "acuan_wilayah.nama", "perkara_kategori.nama", "perkara_pilihan.nama",
        "perkara_jenjang.nama", "perkara_alasan.nama", "perkara_templat.isi", "o311_kunci.nama", "alasan.nama",
        "kamus.nama", "kriteria.nama", "tahun_rencana.nama", "tahapan.nama", "tingkat_putus.nama",
        "rencana_berkas.nama", "rencana_berkas.isi", "sp4n_berkas.nama", "sambungan.nama", "sambungan.alamat",
        "sambungan.kunci", "sambungan_layanan.nama", "pribadi_polos.isi", "pribadi_daftar.isi", "pagu_wilayah.nama",
        "peristiwa_ikat.nama", "kode_alasan.nama", "aduan_sensor.asli" };
    for (size_t i = 0; i < COUNT(those); i++)
        if (str_eqz(kolom, those[i]))
            return true;
    return false;
}

TEST(every_column_that_tells_of_a_person_stands_in_the_register)
{
    struct dump_tables all;
    struct daftar_baris b;
    struct db *db = world_db(w);
    struct buf missing = { .arena = w->arena };
    CHECK(dump_tables(db, &all) == OK);
    for (size_t i = 0; i < all.count; i++)
        for (size_t j = 0; j < all.items[i].count; j++) {
            const struct dump_column *c = &all.items[i].columns[j];
            str kolom = str_format(w->arena, STR "." STR, STR_ARG(all.items[i].name), STR_ARG(c->name));
            if (is_personal(c) && !tells_of_nobody(kolom) && daftar_of(db, kolom, &b) != OK)
                buf_format(&missing, STR " ", STR_ARG(kolom));
        }
    if (missing.len)
        fail_msg("neither in a module's .pribadi nor in tells_of_nobody: " STR, STR_ARG(buf_view(&missing)));
}

/* A row whose column is gone or misspelt registers nothing. */
TEST(every_row_of_the_register_is_a_column_and_says_all_of_it)
{
    struct dump_tables all;
    struct daftar_list list;
    struct db *db = world_db(w);
    CHECK(dump_tables(db, &all) == OK);
    CHECK(daftar_all(db, &list) == OK && list.count > 30);
    for (size_t i = 0; i < list.count; i++) {
        const struct daftar_baris *b = &list.items[i];
        bool there = false;
        for (size_t t = 0; t < all.count; t++)
            for (size_t c = 0; c < all.items[t].count; c++)
                there |= str_eq(b->kolom, str_format(w->arena, STR "." STR, STR_ARG(all.items[t].name),
                    STR_ARG(all.items[t].columns[c].name)));
        if (!there || !b->isi.len || !b->tujuan.len || !b->dasar.len || !b->penerima.len || !b->simpan.len
            || !b->samar.len)
            fail_msg("register: " STR, STR_ARG(b->kolom));
    }
}

static enum outcome
seed(struct db *db, void *world)
{
    const struct world *w = world;
    return pribadi_seed(db, w->http.modules);
}

TEST(a_region_words_a_row_with_an_event_and_keeps_its_words_at_the_next_start)
{
    int64_t events = 0;
    world_person(w, "admin", "admin", NULL);
    CHECK_HAS(ask(w, "admin", "GET", "/admin/data-pribadi", NULL), "akun.surel");
    CHECK_STATUS(ask(w, "admin", "POST", ONE, WORDS), 303);
    CHECK(world_write(w, seed, w) == OK);
    CHECK_HAS(ask(w, "admin", "GET", ONE, NULL), "Perwali 1/2026");
    struct query q = query_of(world_db(w), "SELECT count(*) FROM peristiwa WHERE jenis = 'pribadi.daftar_diubah'");
    events = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end(&q) == OK);
    CHECK_INT(events, 1);
}

TEST(the_register_is_not_changed_by_others_nor_left_without_a_legal_basis)
{
    world_person(w, "admin", "admin", NULL);
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    CHECK_STATUS(ask(w, "lurah", "GET", "/admin/data-pribadi", NULL), 403);
    CHECK_STATUS(ask(w, "lurah", "POST", ONE, WORDS), 403);
    CHECK_HAS(ask(w, "admin", "POST", ONE, "tujuan=x&dasar=&penerima=x&simpan=x"), "Dasar hukum wajib diisi.");
    CHECK_STATUS(ask(w, "admin", "GET", "/admin/data-pribadi/akun.tidak", NULL), 404);
}

TESTS(daftar_tests,
    LISTED(every_column_that_tells_of_a_person_stands_in_the_register),
    LISTED(every_row_of_the_register_is_a_column_and_says_all_of_it),
    LISTED(a_region_words_a_row_with_an_event_and_keeps_its_words_at_the_next_start),
    LISTED(the_register_is_not_changed_by_others_nor_left_without_a_legal_basis));
