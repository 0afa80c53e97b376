/* sambungan_test.c: what leaves for another installation and what never does; what comes back, once. */
#include "base/random.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/sambungan_dalam.h"

#define THERE "http://127.0.0.1:8099/open311/v2"

/* One step of the exchange, in a transaction as the job runs it. */
struct langkah_uji { struct meja_uji *m; struct sambungan s; int64_t id; str teks; struct berangkat_list list;
    struct berangkat row; struct luar_jawab jawab; enum sambungan_akhir akhir; };

static struct req
request_of(const struct langkah_uji *l, struct db *db)
{
    return (struct req){ .arena = l->m->w->arena, .region = &l->m->w->region, .db = db, .now = l->m->w->now };
}

static enum outcome
connect_there(struct db *db, void *context)
{
    struct langkah_uji *l = context;
    struct kategori k;
    l->s = (struct sambungan){ .id = 7001, .nama = S("Provinsi Uji"), .alamat = S(THERE), .kunci = S("kunci-mereka"),
        .arah = l->s.arah, .bernama = true, .dibuat = l->m->w->now - DAY };
    TRY(sambungan_insert(db, l->m->w->region.secret, &l->s));
    TRY(kategori_by_kode(db, S("aduan"), S("saluran"), &k));
    TRY(peta_kategori_put(db, 7001, &(struct peta_kategori){ .kategori = k.id, .kode = S("drain"), .otomatis = true }));
    TRY(kategori_by_kode(db, S("aduan"), S("pungli"), &k));
    return peta_kategori_put(db, 7001, &(struct peta_kategori){ .kategori = k.id, .kode = S("bribe"),
        .otomatis = true });
}

static enum outcome
gather(struct db *db, void *context)
{
    struct langkah_uji *l = context;
    struct req req = request_of(l, db);
    TRY(sambungan_by_id(db, req.region->secret, 7001, &l->s));
    TRY(sambungan_gather(&req, &l->s));
    return sambungan_lease(&req, &l->s, &l->list);
}

static enum outcome
note(struct db *db, void *context)
{
    struct langkah_uji *l = context;
    struct req req = request_of(l, db);
    TRY(sambungan_note(&req, &l->s, &l->row, &l->jawab, &l->akhir));
    return sambungan_by_id(db, req.region->secret, 7001, &l->s);
}

static enum outcome
take(struct db *db, void *context)
{
    struct langkah_uji *l = context;
    struct req req = request_of(l, db);
    TRY(sambungan_by_id(db, req.region->secret, 7001, &l->s));
    return sambungan_take(&req, &l->s, l->teks, &(struct lembar){ 0 });
}

static enum outcome
add_reporter(struct db *db, void *context)
{
    const struct langkah_uji *l = context;
    struct pihak p = { .perkara = l->id, .peran = S("pelapor"), .tamu = S("x"), .nama = S("Siti Rahma"),
        .surel = S("siti@contoh.id"), .telepon = S("+6281234567890"), .waktu = l->m->w->now };
    return pihak_add(db, l->m->w->region.secret, &p);
}

/* Anonymous, and come by Open311 itself when `teks` says so. */
static enum outcome
make_anonymous(struct db *db, void *context)
{
    const struct langkah_uji *l = context;
    struct query q = query_of(db, "UPDATE perkara SET anonim = 1, kanal = $2 WHERE id = $1");
    query_bind(&q, l->id);
    query_bind(&q, l->teks.len ? l->teks : S("web"));
    return query_end_changed(&q);
}

static struct langkah_uji
connected(struct world *w, const char *arah)
{
    struct langkah_uji l = { .m = arena_new(w->arena, struct meja_uji), .s.arah = str_of(arah) };
    w->region.sambungan = S("http://127.0.0.1:8099");
    *l.m = open_desk(w);
    CHECK(world_write(w, connect_there, &l) == OK);
    return l;
}

static void
verify(struct langkah_uji *l, int64_t id)
{
    CHECK(aduan_uji_act(l->m, id, (struct tindakan){ .aksi = S("verifikasi"), .oleh = MEJA, .jabatan = S("Meja") },
        NULL) == OK);
}

static size_t
leaving(struct langkah_uji *l)
{
    CHECK(world_write(l->m->w, gather, l) == OK);
    if (l->list.count)
        l->row = l->list.items[0];
    return l->list.count;
}

static void
answered(struct langkah_uji *l, int64_t status, const char *body)
{
    l->jawab = (struct luar_jawab){ status ? LUAR_DIJAWAB : LUAR_PUTUS, status, str_of(body) };
    CHECK(world_write(l->m->w, note, l) == OK);
}

/* A verified one of Siti's; it is there and has the number L-1. */
static void
handed(struct langkah_uji *l)
{
    l->id = aduan_sent(l->m, "saluran", NULL);
    verify(l, l->id);
    CHECK_INT(leaving(l), 1);
    answered(l, 200, "[{\"service_request_id\":\"L-1\",\"service_notice\":null}]");
}

static void
told(struct langkah_uji *l, const char *id, const char *number, const char *status)
{
    l->teks = str_format(l->m->w->arena, "[{\"update_id\":\"%s\",\"service_request_id\":\"%s\",\"status\":\"%s\","
        "\"updated_datetime\":\"2026-03-03T09:30:00+07:00\",\"description\":\"Kata mereka %s\",\"media_url\":null}]",
        id, number, status, id);
    CHECK(world_write(l->m->w, take, l) == OK);
}

static size_t
steps(struct langkah_uji *l)
{
    struct langkah_list list;
    CHECK(langkah_of(world_db(l->m->w), l->id, false, &list) == OK);
    return list.count;
}

TEST(only_what_everybody_may_read_leaves)
{
    struct langkah_uji l = connected(w, "serah");
    int64_t waits = aduan_sent(l.m, "saluran", NULL), secret = aduan_sent(l.m, "pungli", NULL),
        unmapped = aduan_sent(l.m, "sampah", NULL), shown = aduan_sent(l.m, "saluran", NULL);
    verify(&l, secret);
    verify(&l, unmapped);
    verify(&l, shown);
    CHECK_INT(leaving(&l), 1);
    CHECK(l.row.perkara == shown);
    CHECK_STR(perkara_uji_row(w, shown).keadaan, "didisposisikan");
    CHECK_STR(perkara_uji_row(w, secret).keadaan, "terverifikasi");
    CHECK_STR(perkara_uji_row(w, waits).keadaan, "diterima");
}

TEST(a_name_leaves_only_with_consent_of_both_and_a_contact_never)
{
    struct langkah_uji l = connected(w, "serah");
    l.id = aduan_sent(l.m, "saluran", NULL);
    CHECK(world_write(w, add_reporter, &l) == OK);
    verify(&l, l.id);
    CHECK_INT(leaving(&l), 1);
    CHECK(str_find(l.row.isi, S("first_name=Siti%20Rahma")) > 0);
    CHECK(str_find(l.row.isi, S("contoh.id")) < 0 && str_find(l.row.isi, S("81234567890")) < 0);
    CHECK(str_find(l.row.isi, S("service_code=drain")) >= 0 && str_find(l.row.isi, S("lat=-5.113")) > 0);
    l.id = aduan_sent(l.m, "saluran", NULL);
    CHECK(world_write(w, add_reporter, &l) == OK && world_write(w, make_anonymous, &l) == OK);
    verify(&l, l.id);
    CHECK_INT(leaving(&l), 2);
    CHECK(l.list.items[1].perkara == l.id && str_find(l.list.items[1].isi, S("Siti")) < 0);
}

TEST(what_came_from_elsewhere_is_not_passed_on_by_itself)
{
    struct langkah_uji l = connected(w, "serah");
    l.id = aduan_sent(l.m, "saluran", NULL);
    l.teks = S("open311");
    CHECK(world_write(w, make_anonymous, &l) == OK);
    verify(&l, l.id);
    CHECK_INT(leaving(&l), 0);
}

TEST(a_second_try_says_the_same_and_a_number_ends_it)
{
    struct langkah_uji l = connected(w, "serah");
    l.id = aduan_sent(l.m, "saluran", NULL);
    verify(&l, l.id);
    CHECK_INT(leaving(&l), 1);
    str first = l.row.isi;
    answered(&l, 0, "Couldn't connect");
    CHECK_INT(l.akhir, BERHENTI);
    CHECK(ask(w, "meja", "POST", cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld/sunting", (long long)l.id)),
        "bidang=isi&baru=Kata+yang+lain+sekali&tampak=publik&sebab=Nama+orang+disebut")->status == 303);
    CHECK_INT(leaving(&l), 1);
    CHECK(str_eq(l.row.isi, first));
    answered(&l, 302, "");
    CHECK_INT(l.akhir, BERHENTI);
    CHECK(str_find(jawaban_galat(w->arena, &l.jawab), S("dialihkan")) > 0);
    answered(&l, 503, "");
    CHECK_INT(l.akhir, BERHENTI);
    CHECK_INT(leaving(&l), 1);
    answered(&l, 200, "[{\"service_request_id\":\"L-1\"}]");
    CHECK_INT(l.akhir, LANJUT);
    CHECK_INT(leaving(&l), 0);
}

TEST(a_token_is_asked_for_its_number)
{
    struct langkah_uji l = connected(w, "serah");
    l.id = aduan_sent(l.m, "saluran", NULL);
    verify(&l, l.id);
    CHECK_INT(leaving(&l), 1);
    struct luar_tanya q = sambungan_question(w->arena, &l.s, &l.row);
    CHECK_STR(q.url, THERE "/requests.json");
    CHECK(str_starts(q.isi, S("api_key=kunci-mereka&")));
    answered(&l, 200, "[{\"token\":\"T-9\"}]");
    CHECK_INT(leaving(&l), 1);
    q = sambungan_question(w->arena, &l.s, &l.row);
    CHECK_STR(q.url, THERE "/tokens/T-9.json");
    CHECK_STR(q.cara, "GET");
    answered(&l, 200, "[{\"token\":\"T-9\",\"service_request_id\":null}]");
    CHECK_INT(leaving(&l), 1);
    answered(&l, 200, "[{\"token\":\"T-9\",\"service_request_id\":\"L-1\"}]");
    CHECK_INT(leaving(&l), 0);
}

TEST(what_they_refuse_stands_on_the_page_and_is_sent_again_by_hand)
{
    struct langkah_uji l = connected(w, "serah");
    l.id = aduan_sent(l.m, "saluran", NULL);
    verify(&l, l.id);
    CHECK_INT(leaving(&l), 1);
    answered(&l, 404, "[{\"code\":404,\"description\":\"service_code is <unknown>\"}]");
    CHECK_INT(l.akhir, LANJUT);
    CHECK_INT(leaving(&l), 0);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan/sambungan/7001", NULL), "404 service_code is &lt;unknown&gt;");
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/sambungan/7001/ulang", ""), 303);
    CHECK_INT(leaving(&l), 1);
}

TEST(what_the_reporter_says_goes_after_it_and_what_officers_write_does_not)
{
    struct langkah_uji l = connected(w, "serah");
    handed(&l);
    CHECK(aduan_uji_act(l.m, l.id, (struct tindakan){ .aksi = S("balas"), .oleh = PELAPOR,
        .isi = S("Masih mampet pagi ini.") }, NULL) == OK);
    CHECK(aduan_uji_act(l.m, l.id, (struct tindakan){ .aksi = S("kabari"), .oleh = MEJA, .jabatan = S("Meja"),
        .isi = S("Kami pantau terus.") }, NULL) == OK);
    CHECK(aduan_uji_act(l.m, l.id, (struct tindakan){ .aksi = S("catat"), .oleh = MEJA, .jabatan = S("Meja"),
        .isi = S("Catatan antarpetugas.") }, NULL) == OK);
    CHECK_INT(leaving(&l), 1);
    CHECK(str_find(l.row.isi, S("service_request_id=L-1&")) >= 0);
    CHECK(str_find(l.row.isi, S("description=Masih%20mampet")) > 0);
    CHECK_STR(sambungan_question(w->arena, &l.s, &l.row).url, THERE "/servicerequestupdates.json");
    answered(&l, 200, "[{\"update_id\":\"1\"}]");
    CHECK_INT(leaving(&l), 0);
}

TEST(a_copy_is_followed_by_our_answers_but_never_by_internal_notes)
{
    struct langkah_uji l = connected(w, "salin");
    handed(&l);
    CHECK_STR(perkara_uji_row(w, l.id).keadaan, "terverifikasi");
    CHECK(aduan_uji_act(l.m, l.id, (struct tindakan){ .aksi = S("disposisi"), .oleh = MEJA, .jabatan = S("Meja"),
        .opd = l.m->opd }, NULL) == OK);
    CHECK(aduan_uji_act(l.m, l.id, (struct tindakan){ .aksi = S("kabari"), .oleh = MEJA, .jabatan = S("Meja"),
        .isi = S("Petugas datang besok.") }, NULL) == OK);
    CHECK(aduan_uji_act(l.m, l.id, (struct tindakan){ .aksi = S("catat"), .oleh = MEJA, .jabatan = S("Meja"),
        .isi = S("Catatan antarpetugas.") }, NULL) == OK);
    size_t count = leaving(&l);
    bool told_it = false;
    for (size_t i = 0; i < count; i++) {
        told_it |= str_find(l.list.items[i].isi, S("Petugas%20datang")) > 0;
        CHECK(str_find(l.list.items[i].isi, S("antarpetugas")) < 0);
    }
    CHECK(told_it);
}

TEST(their_updates_move_the_case_and_each_counts_once)
{
    struct langkah_uji l = connected(w, "serah");
    handed(&l);
    told(&l, "51", "L-1", "in progress");
    CHECK_STR(perkara_uji_row(w, l.id).keadaan, "diproses");
    size_t before = steps(&l);
    told(&l, "51", "L-1", "IN_PROGRESS");
    CHECK_INT(steps(&l), before);
    told(&l, "52", "L-1", "FIXED");
    struct perkara p = perkara_uji_row(w, l.id);
    CHECK_STR(p.keadaan, "ditanggapi");
    CHECK_STR(p.hasil, "ditangani");
    told(&l, "53", "L-1", "IN_PROGRESS");       /* does not fit any more: neither moves it nor stops the others */
    CHECK_STR(perkara_uji_row(w, l.id).keadaan, "ditanggapi");
    CHECK_INT(leaving(&l), 0);                  /* their words are not sent back to them */
    CHECK_HAS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(p.nomor))), NULL),
        "Kata mereka 52");
}

TEST(of_foreign_numbers_and_of_what_is_no_list_nothing_is_taken)
{
    struct langkah_uji l = connected(w, "serah");
    handed(&l);
    size_t before = steps(&l);
    told(&l, "61", "L-2", "FIXED");
    CHECK_INT(steps(&l), before);
    l.teks = S("<html>masuk dulu</html>");
    CHECK(world_write(w, take, &l) == INVALID);
    l.teks = S("[7, null, {\"update_id\": 5}, {}]");
    CHECK(world_write(w, take, &l) == OK);
    CHECK_INT(steps(&l), before);
}

TEST(what_is_not_theirs_comes_back_to_the_desk)
{
    struct langkah_uji l = connected(w, "serah");
    handed(&l);
    told(&l, "71", "L-1", "NOT_COUNCILS_RESPONSIBILITY");
    CHECK_STR(perkara_uji_row(w, l.id).keadaan, "dikembalikan");
}

TEST(a_connection_leads_to_a_listed_server_only)
{
    struct langkah_uji l = connected(w, "serah");
    (void)l;
    const char *url = "/meja/aduan/sambungan";
    struct req *wrong = ask(w, "meja", "POST", url, "nama=Jahat&alamat=http://127.0.0.1:9/x&kunci=k&arah=serah"
        "&foto=alamat");
    CHECK_STATUS(wrong, 422);
    CHECK_HAS(wrong, "belum boleh dihubungi");
    CHECK_STATUS(ask(w, "meja", "POST", url, "nama=Jahat&alamat=ftp://x&kunci=k&arah=serah&foto=alamat"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", url, "nama=Dua&alamat=" THERE "/&kunci=rahasia-mereka&arah=salin"
        "&foto=tidak"), 303);
    struct req *all = ask(w, "meja", "GET", url, NULL);
    CHECK_HAS(all, "Provinsi Uji");
    CHECK_HAS(all, ">Dua<");
    CHECK_LACKS(all, "rahasia-mereka");
    CHECK_STATUS(ask(w, "dinas", "GET", url, NULL), 403);
}

TEST(what_is_sent_by_itself_needs_a_code_there)
{
    struct langkah_uji l = connected(w, "serah");
    struct kategori k;
    CHECK(kategori_by_kode(world_db(l.m->w), S("aduan"), S("sampah"), &k) == OK);
    const char *url = "/meja/aduan/sambungan/7001";
    struct buf b = { .arena = w->arena };
    struct peta_keadaan list[STATUS_COUNT];
    CHECK(peta_keadaan(world_db(w), 7001, list) == OK);
    for (size_t i = 0; i < STATUS_COUNT; i++)
        buf_format(&b, "&status_" STR "=kabar_luar", STR_ARG(list[i].status));
    str bad = str_format(w->arena, "otomatis_%lld=1" STR, (long long)k.id, STR_ARG(buf_view(&b)));
    str good = str_format(w->arena, "otomatis_%lld=1&kode_%lld=waste" STR, (long long)k.id, (long long)k.id,
        STR_ARG(buf_view(&b)));
    CHECK_STATUS(ask(w, "meja", "POST", url, cstr(w->arena, bad)), 422);
    CHECK_STATUS(ask(w, "meja", "POST", url, cstr(w->arena, good)), 303);
    CHECK_HAS(ask(w, "meja", "GET", url, NULL), "value=\"waste\"");
    CHECK_STATUS(ask(w, "meja", "POST", url, "status_OPEN=hapus"), 422);
}

TEST(the_desk_hands_a_case_over_once)
{
    struct langkah_uji l = connected(w, "serah");
    l.id = aduan_sent(l.m, "saluran", NULL);
    const char *page = cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)l.id));
    const char *url = cstr(w->arena, str_format(w->arena, "%s/serah", page));
    CHECK_STATUS(ask(w, "meja", "POST", url, "sambungan=7001"), 303);
    CHECK_STR(perkara_uji_row(w, l.id).keadaan, "diterima");      /* not verified yet: it stays */
    verify(&l, l.id);
    CHECK_HAS(ask(w, "meja", "GET", page, NULL), "Teruskan ke luar");
    CHECK_STATUS(ask(w, "meja", "POST", url, "sambungan=7001"), 303);
    CHECK_STR(perkara_uji_row(w, l.id).keadaan, "didisposisikan");
    CHECK_LACKS(ask(w, "meja", "GET", page, NULL), "Teruskan ke luar");
    size_t before = steps(&l);
    CHECK_STATUS(ask(w, "meja", "POST", url, "sambungan=7001"), 303);
    CHECK_INT(steps(&l), before);
    CHECK_INT(leaving(&l), 1);
}

TESTS(sambungan_tests,
    LISTED(only_what_everybody_may_read_leaves),
    LISTED(a_name_leaves_only_with_consent_of_both_and_a_contact_never),
    LISTED(what_came_from_elsewhere_is_not_passed_on_by_itself),
    LISTED(a_second_try_says_the_same_and_a_number_ends_it),
    LISTED(a_token_is_asked_for_its_number),
    LISTED(what_they_refuse_stands_on_the_page_and_is_sent_again_by_hand),
    LISTED(what_the_reporter_says_goes_after_it_and_what_officers_write_does_not),
    LISTED(a_copy_is_followed_by_our_answers_but_never_by_internal_notes),
    LISTED(their_updates_move_the_case_and_each_counts_once),
    LISTED(of_foreign_numbers_and_of_what_is_no_list_nothing_is_taken),
    LISTED(what_is_not_theirs_comes_back_to_the_desk),
    LISTED(a_connection_leads_to_a_listed_server_only),
    LISTED(what_is_sent_by_itself_needs_a_code_there),
    LISTED(the_desk_hands_a_case_over_once));
