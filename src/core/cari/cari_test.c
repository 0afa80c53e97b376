/* cari_test.c: what is found by which words, and that nothing is told of what is not public. */
#include "base/random.h"
#include "core/cari/cari.h"
#include "core/world.h"

struct dokumen { int64_t id; const char *jenis, *judul, *isi; bool dalam, rahasia; int64_t opd; };

static enum outcome
put(struct db *db, void *context)
{
    const struct dokumen *d = context;
    struct query q = query_of(db, "INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain,"
        " waktu) VALUES ($1, $2, 'K' || $3, $4, $5, '18.72.01.1001', $6, $7, $8, 'Melati', 7) ON CONFLICT (id)"
        " DO UPDATE SET publik = excluded.publik, judul = excluded.judul, isi = excluded.isi, opd = excluded.opd");
    query_bind(&q, d->id);
    query_bind(&q, str_of(d->jenis ? d->jenis : "aduan"));
    query_bind(&q, str_format(db_arena_of(db), "%lld", (long long)d->id));
    query_bind(&q, !d->dalam);
    query_bind(&q, d->rahasia);
    query_bind(&q, d->opd);
    query_bind(&q, str_of(d->judul));
    query_bind(&q, str_of(d->isi ? d->isi : ""));
    return query_end(&q);
}

static enum outcome
forget(struct db *db, void *context)
{
    return cari_forget(db, *(int64_t *)context);
}

#define PUT(...) CHECK(world_write(w, put, &(struct dokumen){ __VA_ARGS__ }) == OK)

static struct cari_list
ask_index(struct world *w, struct cari_tanya t, const char *typed)
{
    struct cari_list list;
    t.kata = cari_words(w->arena, str_of(typed));
    t.opd = t.opd ? t.opd : -1;
    CHECK(cari_find(world_db(w), &t, &list) == OK);
    return list;
}
#define FOUND(typed, ...) ask_index(w, (struct cari_tanya){ __VA_ARGS__ }, typed)
#define COUNT_OF(typed, n, ...) CHECK_INT(FOUND(typed, __VA_ARGS__).count, n)

TEST(words_are_found_in_any_order_and_case_and_other_words_are_not)
{
    PUT(.id = 1, .judul = "Lampu jalan padam", .isi = "Sejak Senin gelap sekali.");
    COUNT_OF("LAMPU", 1, 0);
    COUNT_OF("gelap lampu", 1, 0);
    COUNT_OF("melati", 1, 0);
    COUNT_OF("lampu terang", 0, 0);
    COUNT_OF("ampu", 0, 0);
}

TEST(the_last_word_may_be_a_beginning_and_the_others_may_not)
{
    PUT(.id = 1, .judul = "Lampu jalan padam");
    COUNT_OF("lampu jal", 1, 0);
    COUNT_OF("lam jalan", 0, 0);
    COUNT_OF("ja", 0, 0);
}

TEST(signs_are_no_syntax)
{
    static const char *const typed[] = { "\"", "lampu\" OR \"x", "lampu AND", "NEAR(lampu, 2)", "lampu*", "-lampu",
        "judul:lampu", "{tanda} : r1", "lampu & !x", "':*", "(((", "lampu'; DROP TABLE cari", "^lampu + x", "\\", "%" };
    PUT(.id = 1, .judul = "Lampu padam");
    for (size_t i = 0; i < COUNT(typed); i++)
        (void)FOUND(typed[i], 0);
    COUNT_OF("lampu*", 1, 0);
    COUNT_OF("-lampu", 1, 0);
    COUNT_OF("r1", 0, 0);
    COUNT_OF("aduan", 0, 0);
    COUNT_OF("", 0, 0);
    COUNT_OF("!!!", 0, 0);
}

TEST(a_letter_with_a_mark_is_found_without_it_and_the_other_way_round)
{
    PUT(.id = 1, .judul = "Kafé É di “Jalan-raya” 12.5");
    COUNT_OF("kafe", 1, 0);
    COUNT_OF("KAFÉ", 1, 0);
    COUNT_OF("jalan raya", 1, 0);
    COUNT_OF("12.5", 1, 0);             /* a single figure is no word */
    COUNT_OF("13.5", 0, 0);
}

TEST(what_is_not_public_is_found_inside_only_and_a_secret_by_who_may)
{
    PUT(.id = 1, .judul = "Lampu umum");
    PUT(.id = 2, .judul = "Lampu tertutup", .dalam = true);
    PUT(.id = 3, .judul = "Lampu rahasia", .dalam = true, .rahasia = true);
    COUNT_OF("lampu", 1, 0);
    COUNT_OF("tertutup", 0, 0);
    COUNT_OF("rahasia", 0, .rahasia = true);
    COUNT_OF("lampu", 2, .dalam = true);
    COUNT_OF("lampu", 3, .dalam = true, .rahasia = true);
    CHECK_INT(FOUND("lampu", .dalam = true, .rahasia = true).items[0].id, 3);
    PUT(.id = 4, .judul = "Tiang rahasia", .rahasia = true);    /* nobody makes such a row: it is not shown either */
    COUNT_OF("tiang", 0, 0);
    COUNT_OF("tiang", 1, .rahasia = true);
}

TEST(what_is_hidden_is_not_found_any_more_nor_by_its_old_words)
{
    PUT(.id = 1, .judul = "Lampu padam");
    PUT(.id = 1, .judul = "Tiang roboh");
    COUNT_OF("lampu", 0, 0);
    COUNT_OF("tiang", 1, 0);
    PUT(.id = 1, .judul = "Tiang roboh", .dalam = true);
    COUNT_OF("tiang", 0, 0);
    COUNT_OF("tiang", 1, .dalam = true);
    PUT(.id = 1, .judul = "Tiang roboh");
    COUNT_OF("tiang", 1, 0);
    int64_t id = 1;
    CHECK(world_write(w, forget, &id) == OK);
    COUNT_OF("tiang", 0, .dalam = true);
}

TEST(kind_office_and_place_narrow)
{
    PUT(.id = 1, .judul = "Lampu satu", .opd = 7);
    PUT(.id = 2, .judul = "Lampu dua", .jenis = "usulan", .opd = 77);
    COUNT_OF("lampu", 1, .jenis = S("usulan"));
    COUNT_OF("lampu", 1, .opd = 7);
    COUNT_OF("lampu", 2, .wilayah = S("18.72.01.1001"));
    COUNT_OF("lampu", 0, .wilayah = S("18.72.01.1002"));
}

TEST(pages_follow_one_another_and_the_newest_comes_first)
{
    for (int64_t id = 1; id <= 25; id++)
        PUT(.id = id, .judul = "Lampu");
    struct cari_list first = FOUND("lampu", 0);
    CHECK_INT(first.count, CARI_PAGE + 1);
    CHECK_INT(first.items[0].id, 25);
    struct cari_list rest = FOUND("lampu", .sebelum = first.items[CARI_PAGE - 1].id);
    CHECK_INT(rest.count, 5);
    CHECK_INT(rest.items[0].id, 5);
}

TEST(of_few_the_best_comes_first_and_inside_the_newest_does)
{
    PUT(.id = 1, .judul = "Lampu jalan padam");
    PUT(.id = 2, .judul = "Jalan rusak", .isi = "Dekat tiang lampu.");
    PUT(.id = 3, .judul = "Lampunya jalan terus");
    PUT(.id = 4, .judul = "Taman gelap", .isi = "Lampunya di jalan mati.");
    struct cari_list best = FOUND("jalan lampu", .peringkat = true);
    CHECK(best.berperingkat);
    static const int64_t order[] = { 1, 3, 2, 4 };
    CHECK_INT(best.count, COUNT(order));
    for (size_t i = 0; i < COUNT(order); i++)
        CHECK_INT(best.items[i].id, order[i]);
    CHECK_INT(FOUND("jalan lampu", 0).items[0].id, 4);
    CHECK(!FOUND("jalan lampu", .dalam = true, .peringkat = true).berperingkat);
    CHECK_INT(FOUND("jalan lampu", .peringkat = true, .mulai = 3).items[0].id, 4);
}

/* 2,300 rows: 30 old ones of one word, 250 less old ones of another, the rest of a third. */
static enum outcome
put_many(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2300)"
        " INSERT INTO cari (id, jenis, kode, publik, rahasia, wilayah, opd, judul, isi, lain, waktu)"
        " SELECT i, 'aduan', 'K', 1, 0, '18.72.01.1001', 0, CASE WHEN i <= 30 THEN 'Gapura'"
        " WHEN i <= 280 THEN 'Tiang' ELSE 'Saluran' END, CASE WHEN i = 7 THEN '' ELSE 'umum' END, '', 7 FROM n");
    return query_end(&q);
}

TEST(many_are_shown_newest_first_whether_they_are_new_or_old_and_few_old_ones_by_rank)
{
    CHECK(world_write(w, put_many, NULL) == OK);
    struct cari_list many = FOUND("saluran umum", .peringkat = true), old = FOUND("tiang", .peringkat = true);
    struct cari_list few = FOUND("gapura", .peringkat = true);
    CHECK(!many.berperingkat && many.count == CARI_PAGE + 1 && many.items[0].id == 2300);
    CHECK(!old.berperingkat && old.count == CARI_PAGE + 1 && old.items[0].id == 280);
    CHECK(few.berperingkat && few.count == CARI_PAGE + 1 && few.items[0].id == 30);
    CHECK_INT(FOUND("gapura", .peringkat = true, .mulai = 20).count, 10);
    CHECK_INT(FOUND("tiang", .sebelum = 41, .peringkat = true).count, 10);
    CHECK_INT(FOUND("tiang", .sebelum = 41).items[9].id, 31);
    COUNT_OF("saluran gapura", 0, .peringkat = true);
}

TEST(an_excerpt_shows_where_the_word_stands)
{
    struct buf b = { .arena = w->arena };
    for (int i = 0; i < 60; i++)
        buf_str(&b, S("kata pengantar "));
    buf_str(&b, S("lampunya padam. Selesai"));
    struct cari_kata k = cari_words(w->arena, S("lampu"));
    str piece = cari_excerpt(w->arena, &k, buf_view(&b));
    CHECK(str_find(piece, S("lampunya padam")) > 0 && piece.len < 260 && str_starts(piece, S("… ")));
    CHECK_STR(cari_excerpt(w->arena, &k, S("pendek")), "pendek");
    k = cari_words(w->arena, S("tiada"));
    CHECK(str_starts(cari_excerpt(w->arena, &k, buf_view(&b)), S("kata pengantar")));
}

TESTS(cari_tests,
    LISTED(words_are_found_in_any_order_and_case_and_other_words_are_not),
    LISTED(the_last_word_may_be_a_beginning_and_the_others_may_not),
    LISTED(signs_are_no_syntax),
    LISTED(a_letter_with_a_mark_is_found_without_it_and_the_other_way_round),
    LISTED(what_is_not_public_is_found_inside_only_and_a_secret_by_who_may),
    LISTED(what_is_hidden_is_not_found_any_more_nor_by_its_old_words),
    LISTED(kind_office_and_place_narrow),
    LISTED(pages_follow_one_another_and_the_newest_comes_first),
    LISTED(of_few_the_best_comes_first_and_inside_the_newest_does),
    LISTED(many_are_shown_newest_first_whether_they_are_new_or_old_and_few_old_ones_by_rank),
    LISTED(an_excerpt_shows_where_the_word_stands));
