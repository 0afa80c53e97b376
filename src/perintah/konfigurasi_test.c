/* konfigurasi_test.c: what pamong.conf may say, and what is said of what it may not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/test.h"
#include "perintah/konfigurasi.h"
#include "perintah/perintah.h"

#define METRO "[region metro]\nkode = 18.72\nnama = Kota Metro\njenis = kota\nprovinsi = Lampung\nzona = WIB\n" \
    "hosts = metro.test www.metro.test\n"

struct read { struct arena *arena; struct konfigurasi k; struct konfigurasi_salah_list wrong; enum outcome outcome; };

static struct read *
read_text(const char *text)
{
    struct arena *arena = arena_open();
    struct read *r = arena_new(arena, struct read);
    r->arena = arena;
    r->outcome = konfigurasi_parse(arena, str_of(text), &r->k, &r->wrong);
    return r;
}

/* One complaint about that line, with these words in it. */
static void
check_wrong(const char *text, int64_t line, const char *words)
{
    struct read *r = read_text(text);
    CHECK(r->outcome == INVALID);
    bool told = false;
    for (size_t i = 0; i < r->wrong.count; i++)
        told |= r->wrong.items[i].baris == line && str_find(r->wrong.items[i].isi, str_of(words)) >= 0;
    if (!told)
        fail_msg("line %d: \"%s\" is not told, but \"" STR "\"", (int)line, words, STR_ARG(r->wrong.items[0].isi));
    arena_close(r->arena);
}

TEST(a_file_with_one_region_gets_every_default)
{
    struct read *r = read_text("port = 9090\n# note\n\n" METRO);
    CHECK(r->outcome == OK);
    CHECK_INT(r->k.port, 9090);
    CHECK_STR(r->k.data, "/var/lib/pamong");
    CHECK_INT(r->k.count, 1);
    CHECK_STR(r->k.items[0].folder, "/var/lib/pamong/metro");
    CHECK_STR(r->k.items[0].base_url, "https://metro.test");
    CHECK_INT(r->k.items[0].hosts.count, 2);
    CHECK(r->k.items[0].tema_css.len > 0);
    arena_close(r->arena);
}

TEST(pamong_listens_where_only_a_proxy_is_heard)
{
    check_wrong("port = 80\nlisten = 0.0.0.0\n" METRO, 2, "tulis juga proksi");
    check_wrong("listen = ::\n" METRO, 1, "tulis juga proksi");
    check_wrong("listen = nginx.metro.test\n" METRO, 1, "alamat IP");
    check_wrong("listen = 10.0.0.5\nproksi = 10.0.0.4 semua\n" METRO, 2, "alamat IP");
    static const char *const good[] = { "", "listen = ::1\n", "listen = /run/pamong/pamong.sock\n",
        "listen = 10.0.0.5\nproksi = 10.0.0.4 fd00::4\n" };
    for (size_t i = 0; i < COUNT(good); i++) {
        struct arena *a = arena_open();
        struct read *r = read_text(cstr(a, str_format(a, "%s%s", good[i], METRO)));
        if (r->outcome != OK)
            fail_msg("%s: " STR, good[i], STR_ARG(r->wrong.items[0].isi));
        arena_close(r->arena);
        arena_close(a);
    }
}

TEST(a_mail_server_needs_a_sender_and_a_safe_way)
{
    check_wrong("surel.server = smtp.metro.test\n" METRO, 1, "alamat pengirim");
    check_wrong("surel.server = smtp metro\nsurel.dari = a@metro.test\n" METRO, 2, "surel.server");
    check_wrong("surel.dari = a@metro.test\nsurel.server = smtp.metro.test\nsurel.tls = tidak\nsurel.masuk = a\n"
        METRO, 4, "starttls");
    struct read *r = read_text("surel.server = smtp.metro.test\nsurel.dari = a@metro.test\nsurel.masuk = a\n" METRO);
    CHECK(r->outcome == OK && r->k.surel.port == 587);
    arena_close(r->arena);
}

/* strspn went on past the end, where a file in memory has no zero byte. */
TEST(a_colour_that_ends_the_file_is_read_to_its_end_and_no_further)
{
    static const char text[] = METRO "warna.merek_lembut = #e2f0ed";
    size_t len = sizeof text - 1;
    char *exact = malloc(len);
    must(exact);
    memcpy(exact, text, len);
    struct arena *arena = arena_open();
    struct konfigurasi *k = arena_new(arena, struct konfigurasi);
    struct konfigurasi_salah_list wrong = { 0 };
    CHECK(konfigurasi_parse(arena, (str){ exact, len }, k, &wrong) == OK);
    free(exact);
    arena_close(arena);
    check_wrong(METRO "warna.merek_lembut = #e2f0e", 8, "warna.merek_lembut");
    check_wrong(METRO "warna.merek_lembut = #e2f0eg", 8, "warna.merek_lembut");
}

TEST(the_shipped_example_is_right_and_names_every_key)
{
    char text[16384];
    FILE *f = fopen(SOURCE_ROOT "/packaging/pamong.conf", "rb");
    CHECK(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    struct read *r = read_text(text);
    CHECK(r->outcome == OK);
    for (const struct kunci *k = konfigurasi_kunci; k->name; k++) {
        char line[64];
        snprintf(line, sizeof line, "%s =", k->name);
        if (!strstr(text, line))
            fail_msg("packaging/pamong.conf does not name %s", k->name);
    }
    arena_close(r->arena);
}

TEST(everything_that_is_wrong_is_told_at_once_and_in_order)
{
    struct read *r = read_text("prot = 1\nport = 70000\n[region metro]\nkode = 18.7\nzona = GMT\n");
    CHECK(r->outcome == INVALID);
    CHECK_INT(r->wrong.count, 8);
    for (size_t i = 1; i < r->wrong.count; i++)
        CHECK(r->wrong.items[i - 1].baris <= r->wrong.items[i].baris);
    arena_close(r->arena);
}

TEST(an_unknown_key_is_refused_and_one_in_the_wrong_section_is_sent_there)
{
    check_wrong("prot = 8080\n" METRO, 1, "tidak dikenal");
    check_wrong(METRO "port = 8080\n", 8, "seluruh program");
    check_wrong("kode = 18.72\n" METRO, 1, "bawah [region NAMA]");
    check_wrong("port 8080\n" METRO, 1, "kunci = nilai");
}

TEST(a_bad_value_is_refused_with_what_would_do)
{
    check_wrong("port = delapan\n" METRO, 1, "0 sampai 65535");
    check_wrong("data = var\n" METRO, 1, "garis miring");
    check_wrong(METRO "base_url = metro.test\n", 8, "https://");
    check_wrong(METRO "warna.merek = teal\n", 8, "#rrggbb");
    check_wrong(METRO "warna.merek = #3fb8ab\n", 1, "coba #");
    check_wrong("[region a]\nkode = 18\nnama = A\njenis = kota\nprovinsi = L\nzona = WIB\nhosts = a.test\n", 1,
        "bukan kode kabupaten");
    check_wrong("[region a]\nkode = 18.72\nnama = A\njenis = desa\nprovinsi = L\nzona = WIT\nhosts = a.test\n", 4,
        "kota kabupaten");
    check_wrong("[region a]\nkode = 18.72\nnama = A\njenis = kota\nprovinsi = L\nzona = WIB\nhosts = https://a.test\n",
        7, "tanpa https://");
}

TEST(a_key_written_twice_is_refused_with_the_first_line)
{
    check_wrong("port = 1\nport = 2\n" METRO, 2, "baris 1");
}

TEST(a_host_of_two_regions_is_refused)
{
    check_wrong(METRO "[region lain]\nkode = 18.71\nnama = Kota Lain\njenis = kota\nprovinsi = Lampung\nzona = WIB\n"
        "hosts = www.metro.test\n", 8, "sudah dipakai [region metro]");
    check_wrong("[region a]\nkode = 18.72\nnama = A\njenis = kota\nprovinsi = L\nzona = WIB\nhosts = a.id a.id\n", 1,
        "sudah dipakai");
}

TEST(two_regions_never_share_a_place_to_store)
{
    check_wrong(METRO "[region lain]\nkode = 18.71\nnama = Kota Lain\njenis = kota\nprovinsi = Lampung\nzona = WIB\n"
        "hosts = lain.test\nfolder = /var/lib/pamong/metro\n", 8, "penyimpanan yang sama");
    check_wrong("[region a-b]\nkode = 18.72\nnama = A\njenis = kota\nprovinsi = L\nzona = WIB\nhosts = a.test\n"
        "postgres = dbname=x\n", 1, "schema =");
}

TEST(a_section_without_what_it_needs_or_with_a_bad_name_is_refused)
{
    check_wrong("[region metro]\n", 1, "belum punya kode");
    check_wrong("[region Kota Metro]\nkode = 18.72\n", 1, "[region NAMA]");
    check_wrong(METRO METRO, 8, "sudah ada di baris 1");
    check_wrong("port = 8080\n", 2, "belum ada daerah");
    check_wrong(METRO "motto = \xff\n", 8, "UTF-8");
}

TEST(options_without_a_value_or_unknown_are_refused)
{
    struct opsi o = { .port = -1 };
    char *good[] = { "acuan", "folder", "--port", "81", NULL };
    CHECK(opsi_read(good, &o) == OK);
    CHECK_INT(o.port, 81);
    CHECK_INT(o.word_count, 2);
    char *many[] = { "a", "b", "c", "d", "e", "f", "g", NULL };
    CHECK(opsi_read(many, &(struct opsi){ 0 }) == INVALID);
}

TEST(without_a_file_nothing_is_made_up_but_for_the_sample_city)
{
    struct konfigurasi k = { 0 };
    struct arena *a = arena_open();
    if (access("/etc/pamong/pamong.conf", F_OK) != 0)
        CHECK(konfigurasi_load(a, &(struct opsi){ .port = -1 }, &k) == INVALID && k.count == 0);
    CHECK(konfigurasi_load(a, &(struct opsi){ .port = -1, .data = "contoh" }, &k) == OK && k.count == 1);
    arena_close(a);
}

TESTS(konfigurasi_tests,
    ALONE(without_a_file_nothing_is_made_up_but_for_the_sample_city),
    ALONE(a_file_with_one_region_gets_every_default),
    ALONE(pamong_listens_where_only_a_proxy_is_heard),
    ALONE(a_mail_server_needs_a_sender_and_a_safe_way),
    ALONE(a_colour_that_ends_the_file_is_read_to_its_end_and_no_further),
    ALONE(the_shipped_example_is_right_and_names_every_key),
    ALONE(everything_that_is_wrong_is_told_at_once_and_in_order),
    ALONE(an_unknown_key_is_refused_and_one_in_the_wrong_section_is_sent_there),
    ALONE(a_bad_value_is_refused_with_what_would_do),
    ALONE(a_key_written_twice_is_refused_with_the_first_line),
    ALONE(a_host_of_two_regions_is_refused),
    ALONE(two_regions_never_share_a_place_to_store),
    ALONE(a_section_without_what_it_needs_or_with_a_bad_name_is_refused),
    ALONE(options_without_a_value_or_unknown_are_refused));
