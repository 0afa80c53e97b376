/* surel_test.c: which e-mails wait, when they are tried again, when it is given up; and whose address it is. */
#include "core/kabar/surel_dalam.h"
#include "core/siapa/siapa.h"
#include "core/world.h"

struct acting { struct world *w; int64_t akun; str surel; struct surel_baris_list list; const struct surel_baris *row;
    struct surel_akhir end; };

static enum outcome
give_address(struct db *db, void *acting)
{
    const struct acting *a = acting;
    return akun_set_surel(db, a->w->region.secret, a->akun, a->surel);
}

static enum outcome
tell(struct db *db, void *acting)
{
    const struct acting *a = acting;
    static int64_t id = 1000;
    struct kabar k = { .id = ++id, .akun = a->akun, .jenis = S("uji"), .judul = S("Diterima: Got"), .isi = S("Sudah."),
        .tautan = S("/usulan/USL-1"), .waktu = a->w->now };
    return kabar_send(db, &k);
}

static enum outcome
lease(struct db *db, void *acting)
{
    struct acting *a = acting;
    return surel_lease(db, a->w->now, &a->list);
}

static enum outcome
note(struct db *db, void *acting)
{
    const struct acting *a = acting;
    return surel_note(db, a->row, &a->end, a->w->now);
}

static enum outcome
give_back(struct db *db, void *acting)
{
    const struct acting *a = acting;
    return surel_give_back(db, a->row, S("Couldn't connect"), a->w->now);
}

/* rw1 has the address rw1@contoh.example, and one notice waits for it. */
static struct acting
one_waits(struct world *w)
{
    struct acting a = { .w = w, .surel = S("rw1@contoh.example") };
    a.akun = world_person(w, "rw1", "rw", &(struct place){ S(WORLD_RW), 0 });
    world_person(w, "admin", "admin", &(struct place){ 0 });
    w->region.surel = true;
    w->region.alamat = S("https://uji.test");
    CHECK(world_write(w, give_address, &a) == OK);
    CHECK(world_write(w, tell, &a) == OK);
    return a;
}

static size_t
leased(struct acting *a)
{
    CHECK(world_write(a->w, lease, a) == OK);
    a->row = a->list.items;
    return a->list.count;
}

/* One try that ends so; the outcome of noting it. */
static enum outcome
try(struct acting *a, enum surel_hasil hasil)
{
    CHECK_INT(leased(a), 1);
    a->end = (struct surel_akhir){ hasil, S("450 nanti saja") };
    return world_write(a->w, note, a);
}

static str
status_of(struct acting *a, str *galat)
{
    str status = { 0 };
    struct query q = query_of(world_db(a->w), "SELECT status, galat FROM surel_keluar WHERE sekali = 0"
        " ORDER BY id DESC LIMIT 1");
    if (query_next(&q)) {
        status = query_str(&q);
        *galat = query_str(&q);
    }
    CHECK(query_end(&q) == OK);
    return status;
}

/* ---- the outbox ------------------------------------------------------------------------------------------------- */

TEST(a_row_is_leased_to_one_and_is_due_again_when_that_one_died)
{
    struct acting a = one_waits(w), other = { .w = w };
    CHECK_INT(leased(&a), 1);
    CHECK_INT(leased(&other), 0);
    w->now += SUREL_LEASE;
    CHECK_INT(leased(&other), 1);
    a.end = (struct surel_akhir){ SUREL_GAGAL, S("terlambat") };
    CHECK(world_write(w, note, &a) == NOT_FOUND);       /* the lease was lost */
    other.end = (struct surel_akhir){ SUREL_DIKIRIM, S("") };
    CHECK(world_write(w, note, &other) == OK);
    str galat;
    CHECK_STR(status_of(&a, &galat), "dikirim");
    w->now += DAY;
    CHECK_INT(leased(&a), 0);
}

TEST(pauses_grow_by_the_setting_and_end)
{
    CHECK_INT(surel_wait(S("60 300 1800"), 1), 60);
    CHECK_INT(surel_wait(S("60 300 1800"), 3), 1800);
    CHECK_INT(surel_wait(S("60 300 1800"), 4), 0);
    CHECK_INT(surel_wait(S(""), 1), 0);
    CHECK_INT(surel_wait(S("sebentar"), 1), 0);
}

TEST(a_server_that_says_later_is_asked_less_and_less_often_and_given_up_after_a_day)
{
    static const int64_t pauses[] = { 60, 300, 1800, 7200, 21600, 54000 };
    struct acting a = one_waits(w), early = { .w = w };
    str galat;
    for (size_t i = 0; i < COUNT(pauses); i++) {
        CHECK(try(&a, SUREL_NANTI) == OK);
        CHECK_STR(status_of(&a, &galat), "menunggu");
        w->now += pauses[i] - 1;
        CHECK_INT(leased(&early), 0);
        w->now += 1;
    }
    CHECK(try(&a, SUREL_NANTI) == OK);
    CHECK_STR(status_of(&a, &galat), "gagal");
    CHECK_STR(galat, "450 nanti saja");
}

TEST(a_final_no_ends_it_at_once_with_the_answer_and_the_administrator_may_try_again)
{
    struct acting a = one_waits(w);
    str galat;
    CHECK(try(&a, SUREL_GAGAL) == OK);
    CHECK_STR(status_of(&a, &galat), "gagal");
    CHECK_HAS(ask(w, "admin", "GET", "/admin", NULL), "1 surel gagal dikirim");
    struct req *r = ask(w, "admin", "GET", "/admin/surel", NULL);
    CHECK_HAS(r, "450 nanti saja");
    CHECK_HAS(r, "r***@contoh.example");
    CHECK_LACKS(r, "rw1@contoh.example");
    const char *again = cstr(w->arena, str_format(w->arena, "/admin/surel/%lld/kirim", (long long)a.row->id));
    CHECK_STATUS(ask(w, "rw1", "POST", again, ""), 403);
    CHECK_STATUS(ask(w, "admin", "POST", again, ""), 303);
    CHECK_STATUS(ask(w, "admin", "POST", again, ""), 404);      /* it waits already */
    CHECK_INT(leased(&a), 1);
    CHECK_INT(a.row->coba, 1);
}

TEST(while_the_server_is_away_the_others_are_given_back_uncounted_and_may_be_tried_at_once)
{
    struct acting a = one_waits(w);
    CHECK_INT(leased(&a), 1);
    CHECK(world_write(w, give_back, &a) == OK);
    CHECK_INT(leased(&a), 0);
    CHECK_HAS(ask(w, "admin", "GET", "/admin/surel", NULL), "Couldn&#39;t connect");
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/surel/coba", ""), 303);
    CHECK_INT(leased(&a), 1);
    CHECK_INT(a.row->coba, 1);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/surel/coba", ""), 303);
    CHECK_INT(leased(&a), 0);                   /* what is under way stays whose it is */
}

TEST(without_a_mail_server_rows_wait_and_the_administrator_is_told_how_many)
{
    struct acting a = one_waits(w);
    w->region.surel = false;
    CHECK_HAS(ask(w, "admin", "GET", "/admin", NULL), "Server surel belum diatur; 1 surel menunggu.");
    CHECK_HAS(ask(w, "admin", "GET", "/admin/surel", NULL), "surel.server");
    CHECK_HAS(ask(w, "rw1", "GET", "/kabar", NULL), "Diterima: Got");
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=baru@contoh.example"), 422);
    w->now += 8 * DAY;                          /* set up at last: what is old is no news any more */
    CHECK_INT(leased(&a), 0);
    str galat;
    CHECK_STR(status_of(&a, &galat), "gagal");
}

static enum outcome
prune(struct db *db, void *acting)
{
    const struct acting *a = acting;
    struct job_run run = { .db = db, .region = &a->w->region, .now = a->w->now };
    return surel_prune(&run);
}

static int64_t
kept(struct acting *a)
{
    struct query q = query_of(world_db(a->w), "SELECT count(*) FROM surel_keluar");
    int64_t count = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end_one(&q) == OK);
    return count;
}

TEST(what_ended_is_forgotten_after_its_time_and_what_waits_is_not)
{
    struct acting a = one_waits(w);
    CHECK(try(&a, SUREL_DIKIRIM) == OK);
    CHECK(world_write(w, tell, &a) == OK);
    w->now += 29 * DAY;
    CHECK(world_write(w, prune, &a) == OK);
    CHECK_INT(kept(&a), 2);
    w->now += 2 * DAY;
    CHECK(world_write(w, prune, &a) == OK);
    CHECK_INT(kept(&a), 1);
    str galat;
    CHECK_STR(status_of(&a, &galat), "menunggu");
}

TEST(the_text_carries_a_link_of_this_region_and_a_way_to_stop_it)
{
    struct acting a = one_waits(w);
    CHECK_INT(leased(&a), 1);
    struct surel s = surel_written(w->arena, &w->region, a.row, S("rw1@contoh.example"));
    CHECK(str_find(s.isi, S("Selengkapnya: https://uji.test/usulan/USL-1\n")) > 0);
    CHECK(str_find(s.isi, S("https://uji.test/saya/surel\n")) > 0);
    CHECK_STR(s.nama_pengirim, "Pamong Kota Uji");
    CHECK(str_starts(s.nomor, S("18.72.")));
}

/* ---- a person's choice ------------------------------------------------------------------------------------------ */

static bool
has_address(struct acting *a)
{
    str kepada;
    CHECK_INT(leased(a), 1);
    enum outcome o = surel_address(world_db(a->w), a->w->region.secret, a->row, &kepada);
    CHECK(o == OK || o == NOT_FOUND);
    return o == OK;
}

TEST(who_wants_no_email_gets_none_not_even_what_waits_already)
{
    struct acting a = one_waits(w), later = { .w = w };
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel/kabar", "kabar=0"), 303);
    CHECK(!has_address(&a));
    CHECK(world_write(w, tell, &a) == OK);
    CHECK_INT(leased(&later), 0);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel/kabar", "kabar=1"), 303);
    CHECK(world_write(w, tell, &a) == OK);
    CHECK(has_address(&later));
}

/* The code that the newest e-mail carries. */
static str
code_sent(struct acting *a)
{
    str isi = { 0 };
    struct query q = query_of(world_db(a->w), "SELECT isi FROM surel_keluar WHERE sekali = 1"
        " ORDER BY waktu DESC, id DESC LIMIT 1");
    if (query_next(&q))
        isi = query_str(&q);
    CHECK(query_end_one(&q) == OK);
    return str_head(str_from(isi, sizeof "Kode Anda: " - 1), 8);
}

static struct req *
answer(struct acting *a, str kode)
{
    return ask(a->w, "rw1", "POST", "/saya/surel/kode", cstr(a->w->arena, str_format(a->w->arena, "kode=" STR,
        STR_ARG(kode))));
}

static str
address_now(struct acting *a)
{
    str surel;
    CHECK(akun_surel(world_db(a->w), a->w->region.secret, a->akun, &surel) == OK);
    return surel;
}

TEST(a_new_address_counts_when_its_code_comes_back_and_the_old_one_is_told)
{
    struct acting a = one_waits(w);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=Baru%40Contoh.example"), 303);
    CHECK_STR(address_now(&a), "rw1@contoh.example");
    CHECK_HAS(ask(w, "rw1", "GET", "/saya/surel", NULL), "baru@contoh.example");
    CHECK_STATUS(answer(&a, S("AAAAAAAA")), 303);
    CHECK_STR(address_now(&a), "rw1@contoh.example");
    CHECK_STATUS(answer(&a, code_sent(&a)), 303);
    CHECK_STR(address_now(&a), "baru@contoh.example");
    CHECK_INT(leased(&a), 3);                   /* the notice, the code, the word to the old address */
    bool told = false;
    for (size_t i = 0; i < 3; i++) {
        str kepada;
        CHECK(surel_address(world_db(w), w->region.secret, &a.list.items[i], &kepada) == OK);
        told |= str_eqz(kepada, "rw1@contoh.example")
            && str_eqz(a.list.items[i].judul, "Alamat surel akun Anda diganti");
    }
    CHECK(told);
    CHECK_STATUS(answer(&a, S("AAAAAAAA")), 422);
}

TEST(a_code_ends_after_five_wrong_ones_and_after_its_time)
{
    struct acting a = one_waits(w);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=baru@contoh.example"), 303);
    for (int i = 0; i < KODE_SALAH_MOST; i++)
        CHECK_STATUS(answer(&a, S("AAAAAAAA")), 303);
    CHECK_STATUS(answer(&a, code_sent(&a)), 422);
    w->now += KODE_JEDA;
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=baru@contoh.example"), 303);
    w->now += 1801;
    CHECK_STATUS(answer(&a, code_sent(&a)), 422);
    CHECK_STR(address_now(&a), "rw1@contoh.example");
}

static enum outcome
a_day_ago(struct db *db, void *acting)
{
    const struct acting *a = acting;
    struct query q = query_of(db, "UPDATE surel_ganti SET sejak = sejak - 86400 WHERE akun = $1");
    query_bind(&q, a->akun);
    return query_end_changed(&q);
}

TEST(nobody_floods_an_address_with_codes)
{
    struct acting a = one_waits(w);
    for (int i = 0; i < KODE_SEHARI_MOST; i++) {
        CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=korban@contoh.example"), 303);
        CHECK_HAS(ask(w, "rw1", "POST", "/saya/surel", "surel=korban@contoh.example"), "Tunggu 60 detik");
        w->now += KODE_JEDA;
    }
    CHECK_HAS(ask(w, "rw1", "POST", "/saya/surel", "surel=korban@contoh.example"), "Coba lagi besok");
    CHECK(world_write(w, a_day_ago, &a) == OK);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=korban@contoh.example"), 303);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=bukan+alamat"), 422);
}

TEST(the_text_of_a_code_goes_with_its_end_and_no_hand_sends_it_again)
{
    struct acting a = one_waits(w);
    CHECK(try(&a, SUREL_DIKIRIM) == OK);
    CHECK_STATUS(ask(w, "rw1", "POST", "/saya/surel", "surel=baru@contoh.example"), 303);
    CHECK(try(&a, SUREL_GAGAL) == OK);
    CHECK_INT(code_sent(&a).len, 0);
    CHECK_STATUS(ask(w, "admin", "POST", cstr(w->arena, str_format(w->arena, "/admin/surel/%lld/kirim",
        (long long)a.row->id)), ""), 404);
}

TESTS(surel_tests,
    LISTED(a_row_is_leased_to_one_and_is_due_again_when_that_one_died),
    ALONE(pauses_grow_by_the_setting_and_end),
    LISTED(a_server_that_says_later_is_asked_less_and_less_often_and_given_up_after_a_day),
    LISTED(a_final_no_ends_it_at_once_with_the_answer_and_the_administrator_may_try_again),
    LISTED(while_the_server_is_away_the_others_are_given_back_uncounted_and_may_be_tried_at_once),
    LISTED(without_a_mail_server_rows_wait_and_the_administrator_is_told_how_many),
    LISTED(what_ended_is_forgotten_after_its_time_and_what_waits_is_not),
    LISTED(the_text_carries_a_link_of_this_region_and_a_way_to_stop_it),
    LISTED(who_wants_no_email_gets_none_not_even_what_waits_already),
    LISTED(a_new_address_counts_when_its_code_comes_back_and_the_old_one_is_told),
    LISTED(a_code_ends_after_five_wrong_ones_and_after_its_time),
    LISTED(nobody_floods_an_address_with_codes),
    LISTED(the_text_of_a_code_goes_with_its_end_and_no_hand_sends_it_again));
