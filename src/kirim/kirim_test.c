/* kirim_test.c: what an e-mail looks like on its way, and what can never become a header of it. */
#include "base/test.h"
#include "kirim/kirim.h"

static const struct kirim_config config = { .server = { "127.0.0.1", 9 }, .port = 25, .tls = { "tidak", 5 },
    .dari = { "pamong@uji.test", 15 } };

static struct surel
letter(void)
{
    return (struct surel){ .nomor = S("18.72.42"), .kepada = S("rw@contoh.example"),
        .nama_pengirim = S("Pamong Kota Uji"), .judul = S("Dikembalikan: Got"), .isi = S("Lengkapi fotonya."),
        .waktu = 1772503200 };
}

static str
written(struct arena *arena, const struct surel *s)
{
    str pesan = { 0 };
    CHECK(pesan_of(arena, &config, s, &pesan) == OK);
    return pesan;
}

static void
check_has(str pesan, const char *z)
{
    if (str_find(pesan, str_of(z)) < 0)
        fail_msg("\"%s\" is missing in: " STR, z, STR_ARG(pesan));
}

/* The lines before the first empty one. */
static size_t
header_lines(str pesan)
{
    size_t count = 0;
    str line;
    while (str_cut(&pesan, '\n', &line) && !str_eqz(line, "\r"))
        count++;
    return count;
}

TEST(a_message_carries_what_every_mail_program_expects)
{
    struct arena *a = arena_open();
    struct surel s = letter();
    str m = written(a, &s);
    check_has(m, "Date: Tue, 03 Mar 2026 02:00:00 +0000\r\n");
    check_has(m, "From: Pamong Kota Uji <pamong@uji.test>\r\nTo: <rw@contoh.example>\r\n");
    check_has(m, "Message-ID: <18.72.42@uji.test>\r\n");
    check_has(m, "Auto-Submitted: auto-generated\r\n");
    check_has(m, "Content-Type: text/plain; charset=utf-8\r\n");
    check_has(m, "\r\n\r\nLengkapi fotonya.\r\n");
    CHECK(str_eq(m, written(a, &s)));           /* sent twice it is the same */
    arena_close(a);
}

TEST(what_a_person_follows_can_be_stopped_with_one_click_of_the_mail_program)
{
    struct arena *a = arena_open();
    struct surel s = letter();
    str plain = written(a, &s);
    CHECK(str_find(plain, S("List-Unsubscribe")) < 0);
    s.berhenti = S("https://uji.test/aduan/langganan/0a1b/berhenti");
    str m = written(a, &s), pesan;
    check_has(m, "List-Unsubscribe:\r\n <https://uji.test/aduan/langganan/0a1b/berhenti>\r\n");
    check_has(m, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    CHECK_INT(header_lines(m), header_lines(plain) + 3);
    static const char *const wrong[] = { "https://uji.test/a>\r\nBcc: <b@c.id", "javascript:alert",
        "https://uji.test/a b", "/aduan", "https://uji.test/\xC3\xA9" };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        s.berhenti = str_of(wrong[i]);
        CHECK(pesan_of(a, &config, &s, &pesan) == INVALID);
    }
    arena_close(a);
}

TEST(a_subject_beyond_ascii_becomes_encoded_words_that_break_between_letters)
{
    struct arena *a = arena_open();
    struct surel s = letter();
    s.judul = S("Dikembalikan: é");
    check_has(written(a, &s), "Subject: =?UTF-8?B?RGlrZW1iYWxpa2FuOiDDqQ==?=\r\n");
    s.judul = S("ééééééééééééééééééééééééééééééééééééééé");      /* 39 letters, 78 bytes */
    check_has(written(a, &s), "Subject: =?UTF-8?B?w6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOp?=\r\n"
        " =?UTF-8?B?w6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOp?=\r\n =?UTF-8?B?w6nDqcOp?=\r\n");
    arena_close(a);
}

TEST(no_line_is_longer_than_seventy_six_signs_and_blanks_at_its_end_survive)
{
    struct arena *a = arena_open();
    struct surel s = letter();
    char *isi = arena_alloc(a, 5001);
    for (size_t i = 0; i < 5000; i++)
        isi[i] = i % 997 == 996 ? '\n' : i % 7 == 0 ? ' ' : '=';
    s.isi = (str){ isi, 5000 };
    s.judul = (str){ isi, SUREL_JUDUL_MOST };
    str rest = written(a, &s), line;
    while (str_cut(&rest, '\n', &line)) {
        CHECK(line.len <= 77 && (!line.len || str_ends(line, S("\r"))));
        CHECK(!str_ends(line, S(" \r")));
    }
    s.isi = S("akhir \nbaris\rlagi\r\nsama = dengan");
    check_has(written(a, &s), "\r\n\r\nakhir=20\r\nbaris\r\nlagi\r\nsama =3D dengan\r\n");
    arena_close(a);
}

TEST(what_a_person_typed_never_becomes_a_header)
{
    struct arena *a = arena_open();
    struct surel plain = letter(), s = letter();
    s.judul = S("Got\r\nBcc: semua@jahat.test\r\n\r\nIsi palsu");
    s.nama_pengirim = S("Kota\nX-Palsu: 1");
    str m = written(a, &s);
    CHECK(str_find(m, S("\nBcc")) < 0 && str_find(m, S("\nX-Palsu")) < 0);
    CHECK_INT(header_lines(m), header_lines(written(a, &plain)) + 1);   /* one encoded subject takes two lines */
    s.isi = S(".\r\nQUIT\r\n");
    check_has(written(a, &s), "\r\n\r\n.\r\nQUIT\r\n");         /* the dot is doubled by curl, on the wire */
    arena_close(a);
}

TEST(an_address_is_one_address_and_nothing_else)
{
    static const char *const good[] = { "a@b", "rw04.iring+mulyo@contoh.example", "o'neil@contoh.go.id" };
    static const char *const bad[] = { "", "@", "a@", "@b", "a b@c", "a@b>\r\nRCPT TO:<c@d", "a@b,c@d", "a@b@c",
        "<a@b>", "a@b.", "a@-b", "-a@b", "\"a\"@b", "a@b\n", "é@b.id", "a@[127.0.0.1]" };
    for (size_t i = 0; i < COUNT(good); i++)
        if (!alamat_fits(str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (alamat_fits(str_of(bad[i])))
            fail_msg("taken: %s", bad[i]);
}

TEST(a_message_to_no_address_or_of_no_text_is_not_built)
{
    struct arena *a = arena_open();
    struct surel s = letter();
    str m;
    s.kepada = S("a@b>\r\nDATA");
    CHECK(pesan_of(a, &config, &s, &m) == INVALID);
    s = letter();
    s.isi = S("\xff\xfe");
    CHECK(pesan_of(a, &config, &s, &m) == INVALID);
    s = letter();
    s.nomor = S("1>\r\nX: 1");
    CHECK(pesan_of(a, &config, &s, &m) == INVALID);
    arena_close(a);
}

TEST(a_frame_that_is_not_what_it_should_be_is_refused)
{
    struct arena *a = arena_open();
    struct surel s = letter(), back;
    struct kirim_config c;
    struct kiriman k = surel_frame(a, &s);
    CHECK(surel_of(&k, &back) && str_eq(back.judul, s.judul) && back.waktu == s.waktu);
    k.parts[5] = S("kemarin");
    CHECK(!surel_of(&k, &back));
    k.count = 5;
    CHECK(!surel_of(&k, &back));
    s.isi = (str){ arena_alloc(a, SUREL_ISI_MOST + 1), SUREL_ISI_MOST + 1 };
    k = surel_frame(a, &s);
    CHECK(!surel_of(&k, &back));
    k = kirim_config_frame(a, &config);
    CHECK(kirim_config_of(&k, &c) && c.port == 25 && str_eq(c.dari, config.dari));
    k.count = 6;
    CHECK(!kirim_config_of(&k, &c));
    arena_close(a);
}

TEST(a_configuration_that_would_send_a_password_in_the_open_is_refused)
{
    struct kirim_config c = config;
    c.masuk = S("pamong");
    CHECK(!kirim_config_wrong(&c));             /* this machine */
    c.server = S("smtp.uji.test");
    CHECK(kirim_config_wrong(&c));
    c.tls = S("starttls");
    CHECK(!kirim_config_wrong(&c));
    c.server = S("smtp.uji.test/../x");
    CHECK(kirim_config_wrong(&c));
    c.server = S("smtp.uji.test");
    c.dari = S("Pamong <a@b>");
    CHECK(kirim_config_wrong(&c));
}

TEST(only_what_the_server_said_of_this_email_ends_it_for_good)
{
    CHECK_STR(str_of(smtp_word(true, 250)), "dikirim");
    CHECK_STR(str_of(smtp_word(false, 550)), "gagal");
    CHECK_STR(str_of(smtp_word(false, 451)), "nanti");
    CHECK_STR(str_of(smtp_word(false, 535)), "putus");
    CHECK_STR(str_of(smtp_word(false, 0)), "putus");
    CHECK_STR(str_of(smtp_word(false, 354)), "putus");
}

TESTS(kirim_tests,
    ALONE(a_message_carries_what_every_mail_program_expects),
    ALONE(what_a_person_follows_can_be_stopped_with_one_click_of_the_mail_program),
    ALONE(a_subject_beyond_ascii_becomes_encoded_words_that_break_between_letters),
    ALONE(no_line_is_longer_than_seventy_six_signs_and_blanks_at_its_end_survive),
    ALONE(what_a_person_typed_never_becomes_a_header),
    ALONE(an_address_is_one_address_and_nothing_else),
    ALONE(a_message_to_no_address_or_of_no_text_is_not_built),
    ALONE(a_frame_that_is_not_what_it_should_be_is_refused),
    ALONE(a_configuration_that_would_send_a_password_in_the_open_is_refused),
    ALONE(only_what_the_server_said_of_this_email_ends_it_for_good));
