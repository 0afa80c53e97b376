/* cari_page_test.c: the one search through the router: what everybody finds, and what nobody is told. */
#include "modules/aduan/aduan_uji.h"
#include "modules/musrenbang/musrenbang_uji.h"

#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })
#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))

static int64_t
shown_complaint(const struct meja_uji *m)
{
    int64_t id = aduan_sent(m, "saluran", NULL);
    CHECK(aduan_uji_act(m, id, DESK(.aksi = S("verifikasi")), NULL) == OK);
    return id;
}

TEST(a_complaint_is_found_when_it_is_shown_and_not_before)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=tersumbat", NULL), nomor);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("verifikasi")), NULL) == OK);
    struct req *page = ask(w, "", "GET", "/cari?q=SALUR", NULL);
    CHECK_HAS(page, nomor);
    CHECK_HAS(page, "<mark>Saluran</mark> tersumbat");
    CHECK_HAS(ask(w, "", "GET", "/cari?q=hujan+melati&jenis=aduan", NULL), nomor);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=hujan&jenis=usulan", NULL), nomor);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=hujan&kelurahan=18.72.01.1002", NULL), nomor);
}

static struct req *
edit(const struct meja_uji *m, int64_t id, const char *form)
{
    struct world *w = m->w;
    return ask(w, "meja", "POST", SAID("/meja/aduan/%lld/sunting", (long long)id), form);
}

TEST(moderated_words_are_found_and_the_written_ones_are_not)
{
    struct meja_uji m = open_desk(w);
    int64_t id = shown_complaint(&m);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_STATUS(edit(&m, id, "bidang=isi&baru=Halaman+tergenang.&sebab=Menyebut+nama+orang.&tampak=publik"), 303);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=hujan", NULL), nomor);
    CHECK_HAS(ask(w, "", "GET", "/cari?q=tergenang", NULL), nomor);
}

TEST(what_goes_out_of_sight_is_found_by_nobody_outside)
{
    struct meja_uji m = open_desk(w);
    int64_t id = shown_complaint(&m);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK_HAS(ask(w, "", "GET", "/cari?q=tersumbat", NULL), nomor);
    CHECK_STATUS(edit(&m, id, "bidang=isi&baru=&sebab=Diminta+pelapornya.&tampak=tertutup"), 303);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=tersumbat", NULL), nomor);
    CHECK_LACKS(ask(w, "dinas2", "GET", "/cari?q=tersumbat", NULL), nomor);
    CHECK_STATUS(edit(&m, id, "bidang=isi&baru=&sebab=Diminta+pelapornya.&tampak=publik"), 303);
    CHECK_HAS(ask(w, "", "GET", "/cari?q=tersumbat", NULL), nomor);
}

/* An officer's words on a case, as they are typed at the desk. */
static void
say(const struct meja_uji *m, int64_t id, const char *aksi, const char *words)
{
    struct world *w = m->w;
    CHECK_STATUS(ask(w, "dinas", "POST", SAID("/meja/aduan/%lld", (long long)id), SAID("aksi=%s&isi=%s&langkah=%lld",
        aksi, words, (long long)perkara_uji_row(w, id).langkah)), 303);
}

static enum outcome
moderate_answer(struct db *db, void *context)
{
    struct req *req = context;
    struct perkara p;
    struct langkah_list steps;
    req->db = db;
    TRY(aduan_by_id(db, req->new_id, &p));
    TRY(langkah_of(db, p.id, true, &steps));
    return perkara_moderate(req, &p, &(struct sunting){ .langkah = steps.items[steps.count - 1].id, .bidang = S("isi"),
        .baru = S("Regu datang besok."), .sebab = S("Menyebut nama petugas.") });
}

TEST(what_officers_answered_for_everybody_is_found_and_a_note_or_what_was_taken_back_is_not)
{
    struct meja_uji m = open_desk(w);
    int64_t id = shown_complaint(&m);
    const char *nomor = cstr(w->arena, perkara_uji_row(w, id).nomor);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    say(&m, id, "catat", "Rahasia+planteks+untuk+petugas.");
    say(&m, id, "kabari", "Ekskavator+Bramantyo+datang+Senin.");
    struct req *found = ask(w, "", "GET", "/cari?q=saluran+ekskavator", NULL);
    CHECK_HAS(found, nomor);
    CHECK_HAS(found, "Jawaban petugas:</b> <mark>Ekskavator</mark> Bramantyo datang Senin.");
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=saluran", NULL), "Jawaban petugas:");
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=planteks", NULL), nomor);
    CHECK_LACKS(ask(w, "dinas", "GET", "/meja/aduan?q=planteks", NULL), nomor);
    struct req *act = ask(w, "meja", "GET", "/meja/aduan", NULL);
    act->new_id = id;
    CHECK(world_write(w, moderate_answer, act) == OK);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=bramantyo", NULL), nomor);
    CHECK_HAS(ask(w, "", "GET", "/cari?q=regu", NULL), "<mark>Regu</mark> datang besok.");
    CHECK_STATUS(edit(&m, id, "bidang=isi&baru=&sebab=Diminta+pelapornya.&tampak=tertutup"), 303);
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=regu", NULL), nomor);
    CHECK_HAS(ask(w, "dinas", "GET", "/meja/aduan?q=regu", NULL), nomor);
    CHECK_LACKS(ask(w, "dinas2", "GET", "/meja/aduan?q=regu", NULL), nomor);
}

TEST(what_was_merged_leaves_its_place_to_the_one_it_went_into)
{
    struct meja_uji m = open_desk(w);
    int64_t first = shown_complaint(&m), second = shown_complaint(&m);
    CHECK(aduan_uji_act(&m, second, DESK(.aksi = S("gabung"), .induk = first), NULL) == OK);
    struct req *page = ask(w, "", "GET", "/cari?q=tersumbat", NULL);
    CHECK_HAS(page, cstr(w->arena, perkara_uji_row(w, first).nomor));
    CHECK_LACKS(page, cstr(w->arena, perkara_uji_row(w, second).nomor));
}

TEST(a_whole_number_or_tracking_code_leads_to_what_is_public_only)
{
    struct meja_uji m = open_desk(w);
    str kode, secret;
    int64_t id = aduan_sent(&m, "saluran", &kode), hidden = aduan_sent(&m, "pungli", &secret);
    str nomor = perkara_uji_row(w, id).nomor;
    CHECK_STATUS(ask(w, "", "GET", SAID("/cari?q=" STR, STR_ARG(nomor)), NULL), 200);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("verifikasi")), NULL) == OK);
    CHECK(aduan_uji_act(&m, hidden, DESK(.aksi = S("verifikasi")), NULL) == OK);
    struct req *reply = ask(w, "", "GET", SAID("/cari?q=" STR, STR_ARG(str_lower(w->arena, nomor))), NULL);
    CHECK_STATUS(reply, 303);
    CHECK(str_ends(reply->location, nomor));
    CHECK(str_ends(ask(w, "", "GET", SAID("/cari?q=" STR, STR_ARG(kode)), NULL)->location, nomor));
    CHECK_STATUS(ask(w, "", "GET", SAID("/cari?q=" STR, STR_ARG(secret)), NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", SAID("/cari?q=" STR, STR_ARG(perkara_uji_row(w, hidden).nomor)), NULL), 200);
}

TEST(one_page_finds_proposals_and_complaints_and_ends)
{
    struct rencana r = open_year(w, 0);
    struct meja_uji m = { .w = w };
    world_person(w, "meja", "admin_aduan", NULL);
    struct usulan u = uji_usulan(w, usulan_sent(&r, "10"));
    for (int i = 0; i < 21; i++)
        shown_complaint(&m);
    struct req *page = ask(w, "", "GET", "/cari?q=melati", NULL);
    CHECK_HAS(page, cstr(w->arena, u.kode));                    /* its own text has the word: before the newer ones */
    CHECK_HAS(page, "Yang paling cocok di atas");
    CHECK_HAS(page, "/cari?q=melati&amp;mulai=20");
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=melati&mulai=20", NULL), cstr(w->arena, u.kode));
    CHECK_LACKS(ask(w, "", "GET", "/cari?q=melati&mulai=20", NULL), "rel=\"next\"");
    struct query q = query_of(world_db(w), "SELECT min(id) FROM perkara");
    (void)query_next(&q);
    int64_t oldest = query_int(&q);
    CHECK(query_end(&q) == OK);
    CHECK_HAS(ask(w, "", "GET", SAID("/cari?q=melati&sebelum=%lld", (long long)oldest), NULL), cstr(w->arena, u.kode));
}

TEST(what_was_typed_is_written_as_text)
{
    struct req *page = ask(w, "", "GET", "/cari?q=%3Cscript%3Ealert(1)%3C/script%3E", NULL);
    CHECK_STATUS(page, 200);
    CHECK_LACKS(page, "<script>alert");
    CHECK_STATUS(ask(w, "", "GET", "/cari", NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", "/cari?q=a&jenis=tiada&kelurahan=9&sebelum=x", NULL), 200);
}

TESTS(cari_page_tests,
    LISTED(a_complaint_is_found_when_it_is_shown_and_not_before),
    LISTED(moderated_words_are_found_and_the_written_ones_are_not),
    LISTED(what_goes_out_of_sight_is_found_by_nobody_outside),
    LISTED(what_officers_answered_for_everybody_is_found_and_a_note_or_what_was_taken_back_is_not),
    LISTED(what_was_merged_leaves_its_place_to_the_one_it_went_into),
    LISTED(a_whole_number_or_tracking_code_leads_to_what_is_public_only),
    LISTED(one_page_finds_proposals_and_complaints_and_ends),
    LISTED(what_was_typed_is_written_as_text));
