/* halaman_test.c: the pages of complaints through the router: desk, office, reporter, stranger. */
#include <unistd.h>

#include "base/log.h"
#include "modules/aduan/aduan_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })
#define OFFICE(...) ((struct tindakan){ .oleh = KANTOR, .jabatan = S("Dinas"), __VA_ARGS__ })

static void
answer(const struct meja_uji *m, int64_t id)
{
    CHECK(aduan_uji_act(m, id, DESK(.aksi = S("disposisi"), .opd = m->opd), NULL) == OK);
    CHECK(aduan_uji_act(m, id, OFFICE(.aksi = S("tanggapi"), .isi = S("Petugas sudah ke lokasi hari ini."),
        .hasil = S("ditangani")), NULL) == OK);
}

static const char *
case_url(struct world *w, int64_t id)
{
    return cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)id));
}

static const char *
public_url(struct world *w, int64_t id)
{
    return cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(perkara_uji_row(w, id).nomor)));
}

static struct req *
write_act(const struct meja_uji *m, const char *user, int64_t id, const char *form)
{
    struct world *w = m->w;
    str body = str_format(w->arena, "%s&langkah=%lld", form, (long long)perkara_uji_row(w, id).langkah);
    return ask(w, user, "POST", case_url(w, id), cstr(w->arena, body));
}

TEST(the_desk_hands_over_and_the_office_answers_on_their_pages)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Air masuk ke rumah");
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan", NULL), "Air masuk ke rumah");
    CHECK_STATUS(ask(w, "dinas", "GET", case_url(w, id), NULL), 404);
    const char *form = cstr(w->arena, str_format(w->arena, "aksi=disposisi&opd=%lld&perintah=Keruk+60+m",
        (long long)m.opd));
    CHECK_STATUS(write_act(&m, "meja", id, form), 303);
    CHECK_HAS(ask(w, "dinas", "GET", "/meja/aduan", NULL), "Air masuk ke rumah");
    CHECK_STATUS(ask(w, "dinas2", "GET", case_url(w, id), NULL), 404);
    CHECK_HAS(ask(w, "dinas", "GET", case_url(w, id), NULL), "Keruk 60 m");
    CHECK_STATUS(write_act(&m, "dinas2", id, "aksi=kerjakan"), 404);
    CHECK_STATUS(write_act(&m, "dinas", id, "aksi=kerjakan"), 303);
    CHECK_STATUS(write_act(&m, "dinas", id, "aksi=tanggapi&isi=Saluran+sudah+dikeruk."), 422);
    CHECK_STATUS(write_act(&m, "dinas", id, "aksi=tanggapi&isi=Saluran+sudah+dikeruk.&hasil=ditangani"), 303);
    CHECK_HAS(ask(w, "", "GET", public_url(w, id), NULL), "Saluran sudah dikeruk.");
}

static size_t
times(str body, const char *words)
{
    size_t n = 0;
    for (ptrdiff_t at; (at = str_find(body, str_of(words))) >= 0; n++)
        body = str_from(body, (size_t)at + 1);
    return n;
}

TEST(a_page_says_who_handed_it_on_and_who_has_it_now)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    const char *form = cstr(w->arena, str_format(w->arena, "aksi=disposisi&opd=%lld", (long long)m.opd));
    CHECK_STATUS(write_act(&m, "meja", id, form), 303);
    CHECK_HAS(ask(w, "", "GET", public_url(w, id), NULL), "oleh meja pengaduan</span>");
    CHECK_LACKS(ask(w, "", "GET", public_url(w, id), NULL), "oleh Dinas");
    struct req *given_back = write_act(&m, "dinas", id, "aksi=kembalikan&kode_alasan=A03&isi=Bukan+kewenangan+kami.");
    CHECK_STR(given_back->location, "/meja/aduan");
    CHECK_INT(times(body_of(ask(w, "", "GET", public_url(w, id), NULL)), "Penanggung jawab"), 0);
    CHECK_STATUS(write_act(&m, "meja", id, form), 303);
    CHECK_INT(times(body_of(ask(w, "", "GET", public_url(w, id), NULL)), "Penanggung jawab"), 1);
    str notes = body_of(ask(w, "meja", "GET", case_url(w, id), NULL));
    CHECK_INT(times(notes, "class=\"bantu\">Meja pengaduan kota</p>"), 2);
}

TEST(the_desk_sees_what_is_late_by_itself)
{
    struct meja_uji m = open_desk(w);
    aduan_sent(&m, "saluran", NULL);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Air masuk ke rumah");
    CHECK_LACKS(ask(w, "meja", "GET", "/meja/aduan?keadaan=lewat", NULL), "Air masuk ke rumah");
    w->now -= 20 * DAY;
    aduan_sent(&m, "saluran", NULL);
    w->now += 20 * DAY;
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan?keadaan=lewat", NULL), "Air masuk ke rumah");
}

TEST(a_stale_page_is_refused)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    struct req *reply = ask(w, "meja", "POST", case_url(w, id), "aksi=verifikasi&langkah=0");
    CHECK_STATUS(reply, 422);
    CHECK_HAS(reply, "sudah berubah sejak halaman ini dibuka");
}

TEST(an_internal_note_stays_inside)
{
    struct meja_uji m = open_desk(w);
    str kode;
    int64_t id = aduan_sent(&m, "saluran", &kode);
    CHECK_STATUS(write_act(&m, "meja", id, "aksi=verifikasi"), 303);
    CHECK_STATUS(write_act(&m, "meja", id, "aksi=catat&isi=Regu+keliru+alamat+kemarin."), 303);
    CHECK_HAS(ask(w, "meja", "GET", case_url(w, id), NULL), "Regu keliru alamat");
    CHECK_LACKS(ask(w, "", "GET", public_url(w, id), NULL), "Regu keliru");
    const char *own = cstr(w->arena, str_format(w->arena, "/lacak/" STR, STR_ARG(kode)));
    CHECK_LACKS(ask(w, "", "GET", own, NULL), "Regu keliru");
}

TEST(a_secret_complaint_is_not_there_for_whoever_may_not_read_it)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "pungli", NULL);
    const char *form = cstr(w->arena, str_format(w->arena, "aksi=disposisi&opd=%lld", (long long)m.opd));
    CHECK_STATUS(write_act(&m, "meja", id, form), 303);
    CHECK_STATUS(ask(w, "", "GET", public_url(w, id), NULL), 404);
    CHECK_STATUS(ask(w, "kasi", "GET", case_url(w, id), NULL), 404);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_LACKS(ask(w, "kasi", "GET", "/meja/aduan", NULL), nomor);
    CHECK_LACKS(ask(w, "", "GET", "/aduan", NULL), nomor);
    CHECK_STATUS(ask(w, "dinas", "GET", case_url(w, id), NULL), 200);
}

TEST(the_reporter_answers_and_rates_by_the_code_alone)
{
    struct meja_uji m = open_desk(w);
    str kode;
    int64_t id = aduan_sent(&m, "saluran", &kode);
    const char *own = cstr(w->arena, str_format(w->arena, "/lacak/" STR, STR_ARG(kode)));
    CHECK_STATUS(ask(w, "", "GET", "/lacak/AAAABBBBCCCC", NULL), 404);
    CHECK_LACKS(ask(w, "", "GET", own, NULL), "boleh kosong");
    CHECK_STATUS(write_act(&m, "meja", id, "aksi=lengkapi&isi=Mohon+sebutkan+nomor+rumahnya."), 303);
    CHECK_HAS(ask(w, "", "GET", own, NULL), "Mohon sebutkan nomor rumahnya.");
    CHECK_STATUS(ask(w, "", "POST", own, "aksi=jawab&isi=Depan+rumah+nomor+12."), 303);
    CHECK_STATUS(ask(w, "", "POST", own, "aksi=nilai&nilai=5"), 422);
    CHECK_STATUS(ask(w, "", "POST", own, "aksi=tanggapi&isi=Sudah+selesai+semuanya.&nilai=5"), 422);
    answer(&m, id);
    CHECK_HAS(ask(w, "", "GET", own, NULL), "Wajib bila laporan dibuka lagi");
    CHECK_STATUS(ask(w, "", "POST", own, "aksi=nilai&nilai=9"), 422);
    CHECK_STATUS(ask(w, "", "POST", own, "aksi=nilai&nilai=4"), 303);
    CHECK_INT(perkara_uji_row(w, id).nilai, 4);
}

TEST(guessing_codes_is_slowed_for_the_address)
{
    struct meja_uji m = open_desk(w);
    str kode;
    aduan_sent(&m, "saluran", &kode);
    for (int i = 0; i < 10; i++)
        CHECK_STR(ask(w, "", "POST", "/lacak", "kode=AAAABBBBCCCC")->location, "/lacak?gagal=1");
    const char *right = cstr(w->arena, str_format(w->arena, "kode=" STR, STR_ARG(kode)));
    CHECK_STR(ask(w, "", "POST", "/lacak", right)->location, "/lacak?gagal=tunggu");
    w->now += HOUR;
    CHECK(str_starts(ask(w, "", "POST", "/lacak", right)->location, S("/lacak/")));
}

static const char *
own_page(struct world *w, str kode)
{
    return cstr(w->arena, str_format(w->arena, "/lacak/" STR, STR_ARG(kode)));
}

TEST(guessing_by_addresses_is_slowed_as_by_the_form)
{
    struct meja_uji m = open_desk(w);
    str kode;
    aduan_sent(&m, "saluran", &kode);
    const char *own = own_page(w, kode);
    for (int i = 0; i < 8; i++)
        CHECK_STATUS(ask(w, "", "GET", "/lacak/AAAABBBBCCCC", NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", "/lacak/AAAABBBBCCCC/foto/1/800", NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", own, NULL), 200);            /* nine: nobody waits yet */
    CHECK_STATUS(ask(w, "", "POST", "/lacak/AAAABBBBCCCC", "aksi=balas&isi=Halo."), 404);
    struct req *wait = ask(w, "", "GET", own, NULL);
    CHECK_STR(wait->location, "/lacak?gagal=tunggu");
    CHECK(wait->no_store);
    CHECK_STR(ask(w, "", "POST", own, "aksi=balas&isi=Halo.")->location, "/lacak?gagal=tunggu");
    CHECK_STR(ask(w, "", "POST", "/lacak", "kode=AAAABBBBCCCC")->location, "/lacak?gagal=tunggu");
    w->now += HOUR;
    CHECK_STATUS(ask(w, "", "GET", own, NULL), 200);
}

TEST(right_codes_never_count_as_guesses)
{
    struct meja_uji m = open_desk(w);
    str kode;
    aduan_sent(&m, "saluran", &kode);
    const char *own = own_page(w, kode);
    for (int i = 0; i < 12; i++)
        CHECK_STATUS(ask(w, "", "GET", own, NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "%s/foto/1/800", own)), NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", own, NULL), 200);
}

/* What is written to standard error meanwhile. */
static str
logged(struct world *w, const char *method, const char *url, const char *form)
{
    char *bytes = arena_alloc(w->arena, 4096);
    FILE *into = tmpfile();
    int before = dup(STDERR_FILENO);
    CHECK(into && before >= 0 && dup2(fileno(into), STDERR_FILENO) >= 0);
    log_threshold(LOG_WARN);
    ask(w, "", method, url, form);
    log_threshold(LOG_ERROR);
    CHECK(dup2(before, STDERR_FILENO) >= 0);
    close(before);
    rewind(into);
    size_t len = fread(bytes, 1, 4096, into);
    fclose(into);
    return (str){ bytes, len };
}

TEST(a_guessed_code_leaves_a_line_in_the_log_without_the_code)
{
    struct meja_uji m = open_desk(w);
    str kode;
    aduan_sent(&m, "saluran", &kode);
    str first = logged(w, "GET", "/lacak/AAAABBBBCCCC", NULL), next = logged(w, "POST", "/lacak", "kode=AAAABBBBCCCC");
    CHECK(str_find(first, S("an unknown tracking code, 1 of one address")) > 0);
    CHECK(str_find(next, S("an unknown tracking code, 2 of one address")) > 0);
    CHECK(str_find(first, S("AAAABBBBCCCC")) < 0 && str_find(next, S("AAAABBBBCCCC")) < 0);
    CHECK(str_find(logged(w, "GET", own_page(w, kode), NULL), S("tracking code")) < 0);
}

TEST(one_guest_has_one_voice)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL), voices = 0;
    const char *url = cstr(w->arena, str_format(w->arena, "%s/dukung", public_url(w, id)));
    CHECK_STATUS(ask(w, "", "POST", url, ""), 404);     /* not shown yet */
    CHECK_STATUS(write_act(&m, "meja", id, "aksi=verifikasi"), 303);
    CHECK_STATUS(ask(w, "", "POST", url, ""), 303);
    CHECK_STATUS(ask(w, "", "POST", url, ""), 303);
    CHECK_STATUS(ask(w, "kasi", "POST", url, ""), 303);
    CHECK(pihak_count(world_db(w), id, S("pendukung"), &voices) == OK);
    CHECK_INT(voices, 2);
}

static int
mails_to(struct world *w, const char *kepada)
{
    int n;
    (void)aduan_uji_mail(w, kepada, &n);
    return n;
}

struct joining { int64_t perkara; str secret, berhenti; };

static enum outcome
join(struct db *db, void *context)
{
    struct joining *j = context;
    struct pihak_list list;
    struct pihak p = { .perkara = j->perkara, .peran = S("pelapor"), .tamu = S("x"), .surel = S("siti@contoh.example"),
        .kabari = true };
    TRY(pihak_add(db, j->secret, &p));
    TRY(pihak_of(db, j->secret, j->perkara, S("pelapor"), &list));
    j->berhenti = list.items[0].berhenti;
    return OK;
}

TEST(a_reporter_without_an_account_is_told_by_e_mail_until_they_say_stop)
{
    struct meja_uji m = open_desk(w);
    struct joining j = { aduan_sent(&m, "saluran", NULL), w->region.secret, { 0 } };
    CHECK(world_write(w, join, &j) == OK);
    CHECK_STATUS(write_act(&m, "meja", j.perkara, "aksi=verifikasi"), 303);
    CHECK_INT(mails_to(w, "siti@contoh.example"), 1);
    CHECK_STATUS(write_act(&m, "meja", j.perkara, "aksi=catat&isi=Hanya+untuk+petugas."), 303);
    CHECK_INT(mails_to(w, "siti@contoh.example"), 1);
    const char *stop = cstr(w->arena, str_format(w->arena, "/berhenti/" STR, STR_ARG(j.berhenti)));
    CHECK_STATUS(ask(w, "", "GET", "/berhenti/00000000000000000000000000000000", NULL), 404);
    CHECK_STATUS(ask(w, "", "POST", "/berhenti/00000000000000000000000000000000", ""), 404);
    CHECK_STATUS(ask(w, "", "POST", "/berhenti/00000000000000000000000000000000/langsung", "x=1"), 200);
    CHECK_STATUS(ask(w, "", "GET", stop, NULL), 200);
    CHECK_STATUS(ask(w, "", "POST", stop, ""), 303);
    CHECK_STATUS(write_act(&m, "meja", j.perkara, "aksi=kabari&isi=Regu+datang+besok+pagi."), 422);
    answer(&m, j.perkara);
    CHECK_INT(mails_to(w, "siti@contoh.example"), 1);
}

TEST(the_desk_writes_down_what_was_told_to_it)
{
    struct meja_uji m = open_desk(w);
    struct kategori k;
    CHECK(kategori_by_kode(world_db(w), S("aduan"), S("saluran"), &k) == OK);
#define TOLD "isi=Got+mampet+di+depan+rumah.&alamat=Jl.+Kenanga&tampak=publik&kelurahan=18.72.01.1001" \
    "&telepon=0812-3456-7890"
    const char *form = cstr(w->arena, str_format(w->arena, TOLD "&kanal=telepon&kategori=%lld", (long long)k.id));
    CHECK_STATUS(ask(w, "dinas", "POST", "/meja/aduan/baru", form), 403);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/baru", TOLD "&kanal=merpati&kategori=1"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", "/meja/aduan/baru", form), 303);
    CHECK_HAS(ask(w, "meja", "GET", "/meja/aduan", NULL), "Got mampet di depan rumah");
    (void)m;
}

TEST(moderation_shows_other_words_and_keeps_the_written_ones)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    const char *url = cstr(w->arena, str_format(w->arena, "%s/sunting", case_url(w, id)));
    CHECK_STATUS(write_act(&m, "meja", id, "aksi=verifikasi"), 303);
    CHECK_STATUS(ask(w, "dinas", "POST", url, "bidang=isi&baru=Lain&sebab=menyebut+nama+orang"), 403);
    CHECK_STATUS(ask(w, "meja", "POST", url, "bidang=isi&baru=Air+masuk+rumah.&sebab=kasar"), 422);
    CHECK_STATUS(ask(w, "meja", "POST", url, "bidang=isi&baru=Air+masuk+rumah.&sebab=menyebut+nama+orang"), 303);
    CHECK_HAS(ask(w, "", "GET", public_url(w, id), NULL), "Air masuk rumah.");
    struct query q = query_of(world_db(w), "SELECT asli FROM perkara_sunting WHERE perkara = $1");
    query_bind(&q, id);
    CHECK(query_next(&q));
    CHECK_STR(query_str(&q), "Air masuk ke rumah setiap hujan.");
    CHECK(query_end(&q) == OK);
}

TEST(what_is_made_secret_is_gone_from_the_public)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    const char *url = cstr(w->arena, str_format(w->arena, "%s/sunting", case_url(w, id)));
    CHECK_STATUS(write_act(&m, "meja", id, "aksi=verifikasi"), 303);
    CHECK_STATUS(ask(w, "", "GET", public_url(w, id), NULL), 200);
    CHECK_STATUS(ask(w, "meja", "POST", url, "tampak=rahasia&sebab=pelapor+takut+dikenali"), 303);
    CHECK_STATUS(ask(w, "", "GET", public_url(w, id), NULL), 404);
}

TEST(a_contact_is_opened_with_a_reason_and_leaves_an_event)
{
    struct meja_uji m = open_desk(w);
    struct joining j = { aduan_sent(&m, "saluran", NULL), w->region.secret, { 0 } };
    CHECK(world_write(w, join, &j) == OK);
    const char *url = cstr(w->arena, str_format(w->arena, "%s/kontak", case_url(w, j.perkara)));
    CHECK_HAS(ask(w, "meja", "GET", case_url(w, j.perkara), NULL), "s***@contoh.example");
    CHECK_LACKS(ask(w, "meja", "GET", case_url(w, j.perkara), NULL), "siti@contoh.example");
    CHECK_STATUS(ask(w, "meja", "POST", url, "sebab=perlu"), 422);
    CHECK_HAS(ask(w, "meja", "POST", url, "sebab=menanyakan+nomor+rumah"), "siti@contoh.example");
    struct query q = query_of(world_db(w), "SELECT count(*) FROM peristiwa WHERE jenis = 'perkara.kontak_dibuka'");
    CHECK(query_next(&q) && query_int(&q) == 1);
    CHECK(query_end(&q) == OK);
}

static enum outcome
make_another_kind(struct db *db, void *context)
{
    struct query q = query_of(db, "UPDATE perkara SET jenis = 'layanan', keadaan = 'pemeriksaan_berkas' WHERE id = $1");
    query_bind(&q, *(const int64_t *)context);
    return query_end(&q);
}

/* An application shares numbers and codes with complaints; its states mean nothing to their pages. */
TEST(a_case_of_another_kind_is_not_there_for_complaints)
{
    struct meja_uji m = open_desk(w);
    str code;
    int64_t id = aduan_sent(&m, "saluran", &code);
    const char *desk = cstr(w->arena, str_format(w->arena, "/meja/aduan/%lld", (long long)id));
    const char *public = cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(perkara_uji_row(w, id).nomor)));
    const char *own = cstr(w->arena, str_format(w->arena, "/lacak/" STR, STR_ARG(code)));
    CHECK_STATUS(ask(w, "meja", "GET", desk, NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", own, NULL), 200);
    CHECK(world_write(w, make_another_kind, &id) == OK);
    CHECK_STATUS(ask(w, "meja", "GET", desk, NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", own, NULL), 404);
    CHECK_STATUS(ask(w, "meja", "GET", public, NULL), 404);
    CHECK_STATUS(ask(w, "meja", "POST", desk, "aksi=verifikasi&langkah=1"), 404);
}

TESTS(halaman_tests,
    LISTED(a_case_of_another_kind_is_not_there_for_complaints),
    LISTED(the_desk_writes_down_what_was_told_to_it),
    LISTED(moderation_shows_other_words_and_keeps_the_written_ones),
    LISTED(what_is_made_secret_is_gone_from_the_public),
    LISTED(a_contact_is_opened_with_a_reason_and_leaves_an_event),
    LISTED(a_reporter_without_an_account_is_told_by_e_mail_until_they_say_stop),
    LISTED(the_desk_hands_over_and_the_office_answers_on_their_pages),
    LISTED(a_page_says_who_handed_it_on_and_who_has_it_now),
    LISTED(the_desk_sees_what_is_late_by_itself),
    LISTED(a_stale_page_is_refused),
    LISTED(an_internal_note_stays_inside),
    LISTED(a_secret_complaint_is_not_there_for_whoever_may_not_read_it),
    LISTED(the_reporter_answers_and_rates_by_the_code_alone),
    LISTED(guessing_codes_is_slowed_for_the_address),
    LISTED(guessing_by_addresses_is_slowed_as_by_the_form),
    LISTED(right_codes_never_count_as_guesses),
    LISTED(a_guessed_code_leaves_a_line_in_the_log_without_the_code),
    LISTED(one_guest_has_one_voice));
