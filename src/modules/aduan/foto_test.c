/* foto_test.c: whose photos are whose: of officers with a step, kept over an error, covered, and the original shut. */
#include "core/berkas/berkas.h"
#include "modules/aduan/aduan_dalam.h"
#include "modules/aduan/aduan_uji.h"
#include "store/blob.h"

#include "base/random.h"

#define SAID(...) cstr(w->arena, str_format(w->arena, __VA_ARGS__))
#define DESK(...) ((struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), __VA_ARGS__ })

/* Bytes that are there, as a photo would be. */
static struct berkas
photo_bytes(struct world *w, const char *bytes)
{
    struct berkas b = { .id = id_new(), .jenis = S("image/jpeg"), .ukuran = 4, .lebar = 8, .tinggi = 6 };
    str folder = str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder));
    CHECK(blob_put(folder, str_of(bytes), w->arena, &b.sidik) == OK);
    b.sidik_sedang = b.sidik_kecil = b.sidik;
    return b;
}

/* What a form that came back holds of a photo, for this account. */
static const char *
token(struct world *w, const char *bytes, int64_t akun)
{
    struct req req = { .arena = w->arena, .region = &w->region, .who = { .akun = akun } };
    struct berkas b = photo_bytes(w, bytes);
    struct buf out = { .arena = w->arena };
    str text = berkas_token(&req, &b);
    for (size_t i = 0; i < text.len; i++)
        buf_format(&out, "%%%02X", (unsigned char)text.ptr[i]);
    return cstr(w->arena, buf_view(&out));
}

/* As main.c says it. */
static void
tell_whose(void)
{
    static const struct berkas_owner owners[] = { { "perkara", aduan_foto_may }, { 0 } };
    berkas_owners(owners);
}

static struct berkas
only_one(struct world *w, int64_t perkara, const char *peran)
{
    struct berkas_list list;
    CHECK(berkas_of(world_db(w), "perkara", perkara, peran, &list) == OK);
    CHECK_INT(list.count, 1);
    return list.items[0];
}

static struct req *
act(struct world *w, const char *user, int64_t id, const char *form)
{
    return ask(w, user, "POST", SAID("/meja/aduan/%lld", (long long)id), SAID("%s&langkah=%lld", form,
        (long long)perkara_uji_row(w, id).langkah));
}

TEST(officers_add_photos_to_a_step_and_everybody_sees_before_and_after)
{
    struct meja_uji m = open_desk(w);
    str kode;
    int64_t id = aduan_sent(&m, "saluran", &kode);
    int64_t dinas = world_person(w, "dinas", "penghubung", &m.opd_place);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_STATUS(act(w, "dinas", id, SAID("aksi=kerjakan&saat=sebelum&foto_ada=%s", token(w, "AAAA", dinas))), 303);
    CHECK_STATUS(act(w, "dinas", id, SAID("aksi=tanggapi&isi=Saluran+sudah+dikeruk.&hasil=ditangani&saat=sesudah"
        "&foto_ada=%s", token(w, "BBBB", dinas))), 303);
    struct berkas before = only_one(w, id, "sebelum"), after = only_one(w, id, "sesudah");
    CHECK(before.publik && after.publik);
    struct req *page = ask(w, "", "GET", SAID("/aduan/" STR, STR_ARG(perkara_uji_row(w, id).nomor)), NULL);
    CHECK_HAS(page, "Sebelum dan sesudah");
    CHECK_HAS(page, SAID("/berkas/%lld/800", (long long)after.id));
    CHECK_STATUS(ask(w, "", "GET", SAID("/berkas/%lld/800", (long long)before.id), NULL), 200);
    const char *own = SAID("/lacak/" STR "/foto/%lld/800", STR_ARG(kode), (long long)after.id);
    CHECK_HAS(ask(w, "", "GET", SAID("/lacak/" STR, STR_ARG(kode)), NULL), own);
    CHECK_STATUS(ask(w, "", "GET", own, NULL), 200);
    CHECK_STATUS(ask(w, "", "GET", SAID("/lacak/AAAABBBBCCCC/foto/%lld/800", (long long)after.id), NULL), 404);
}

TEST(a_photo_with_an_internal_note_stays_inside)
{
    struct meja_uji m = open_desk(w);
    str kode;
    tell_whose();
    int64_t id = aduan_sent(&m, "saluran", &kode), meja = world_person(w, "meja", "admin_aduan", NULL);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("verifikasi")), NULL) == OK);
    CHECK_STATUS(act(w, "meja", id, SAID("aksi=catat&isi=Regu+keliru+alamat.&saat=sesudah&foto_ada=%s",
        token(w, "CCCC", meja))), 303);
    struct berkas b = only_one(w, id, "intern");
    CHECK(!b.publik);
    CHECK_STATUS(ask(w, "", "GET", SAID("/berkas/%lld/320", (long long)b.id), NULL), 404);
    CHECK_STATUS(ask(w, "", "GET", SAID("/lacak/" STR "/foto/%lld/320", STR_ARG(kode), (long long)b.id), NULL), 404);
    CHECK_STATUS(ask(w, "meja", "GET", SAID("/berkas/%lld/320", (long long)b.id), NULL), 200);
}

TEST(chosen_photos_are_kept_when_the_form_comes_back_and_only_ours_are_taken)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL), meja = world_person(w, "meja", "admin_aduan", NULL);
    struct req *back = act(w, "meja", id, SAID("aksi=disposisi&foto_ada=%s", token(w, "DDDD", meja)));
    CHECK_STATUS(back, 422);
    CHECK_HAS(back, "name=\"foto_ada\"");
    CHECK_LACKS(act(w, "meja", id, SAID("aksi=disposisi&foto_ada=%s", token(w, "DDDD", meja + 1))), "\"foto_ada\"");
    CHECK_LACKS(act(w, "meja", id, "aksi=disposisi&foto_ada=00|00|00|image/jpeg|1|1|1|palsu"), "\"foto_ada\"");
    back = ask(w, "", "POST", "/lapor/saluran", SAID("isi=pendek&foto_ada=%s", token(w, "EEEE", 0)));
    CHECK_STATUS(back, 422);
    CHECK_HAS(back, "name=\"foto_ada\"");
}

/* ---- covered -------------------------------------------------------------------------------------------- */

struct putting { struct berkas b; bool shut; };

static enum outcome
put(struct db *db, void *context)
{
    const struct putting *p = context;
    TRY(berkas_insert(db, &p->b));
    return p->shut ? berkas_shut(db, p->b.id) : OK;
}

static int64_t
put_photo(struct world *w, int64_t perkara, bool shut)
{
    struct putting p = { photo_bytes(w, "FFFF"), shut };
    p.b.milik_jenis = S("perkara");
    p.b.milik_id = perkara;
    p.b.peran = S("foto");
    p.b.publik = true;
    CHECK(world_write(w, put, &p) == OK);
    return p.b.id;
}

TEST(the_original_of_a_covered_photo_answers_nobody_under_its_address)
{
    struct meja_uji m = open_desk(w);
    str kode;
    int64_t id = aduan_sent(&m, "saluran", &kode);
    tell_whose();
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    int64_t open = put_photo(w, id, false), shut = put_photo(w, id, true);
    static const char *const widths[] = { "", "/800", "/320", "/1600" };
    static const char *const users[] = { "", "dinas", "meja", "sekda" };
    for (size_t i = 0; i < COUNT(widths); i++) {
        CHECK_STATUS(ask(w, "", "GET", SAID("/berkas/%lld%s", (long long)open, widths[i]), NULL), 200);
        for (size_t j = 0; j < COUNT(users); j++)
            CHECK_STATUS(ask(w, users[j], "GET", SAID("/berkas/%lld%s", (long long)shut, widths[i]), NULL), 404);
    }
    CHECK_STATUS(ask(w, "", "GET", SAID("/lacak/" STR "/foto/%lld/800", STR_ARG(kode), (long long)shut), NULL), 404);
    aduan_uji_act(&m, id, DESK(.aksi = S("catat"), .isi = S("Foto sudah ditutup.")), NULL);
    CHECK_STATUS(ask(w, "", "GET", SAID("/berkas/%lld", (long long)shut), NULL), 404);
}

TEST(the_original_is_opened_with_a_reason_for_five_minutes_by_that_account)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL), shut = put_photo(w, id, true), open = put_photo(w, id, false);
    world_person(w, "meja2", "admin_aduan", NULL);
    const char *form = SAID("/meja/aduan/%lld/foto/%lld/asli", (long long)id, (long long)shut);
    CHECK_STATUS(ask(w, "meja", "GET", form, NULL), 200);
    CHECK_STATUS(ask(w, "dinas", "GET", form, NULL), 404);
    CHECK_STATUS(ask(w, "meja", "GET", SAID("/meja/aduan/%lld/foto/%lld/asli", (long long)id, (long long)open), NULL),
        404);
    CHECK_STATUS(ask(w, "meja", "POST", form, "sebab=ingin"), 422);
    struct req *reply = ask(w, "meja", "POST", form, "sebab=Diminta+Inspektorat+untuk+bukti.");
    CHECK_STATUS(reply, 303);
    const char *link = cstr(w->arena, reply->location);
    CHECK_STATUS(ask(w, "meja", "GET", link, NULL), 200);
    CHECK_STATUS(ask(w, "meja2", "GET", link, NULL), 303);
    CHECK_STATUS(ask(w, "meja", "GET", SAID("%s0", link), NULL), 303);
    w->now += 301;
    CHECK_STATUS(ask(w, "meja", "GET", link, NULL), 303);
    struct query q = query_of(world_db(w), "SELECT i.isi FROM peristiwa e JOIN peristiwa_isi i ON i.peristiwa = e.id"
        " WHERE e.jenis = 'perkara.foto_asli_dibuka'");
    CHECK(query_next(&q) && str_find(query_str(&q), S("Inspektorat")) >= 0);
    CHECK(query_end(&q) == OK);
}

TEST(boxes_lie_inside_the_photo_and_only_the_desk_draws_them)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_sent(&m, "saluran", NULL), other = aduan_sent(&m, "saluran", NULL);
    int64_t foto = put_photo(w, id, false);
    const char *url = SAID("/meja/aduan/%lld/foto/%lld", (long long)id, (long long)foto);
    CHECK_HAS(ask(w, "meja", "GET", url, NULL), "kiri_1");
    CHECK_HAS(ask(w, "meja", "POST", url, "x=1"), "Belum ada bagian yang ditutup");
    CHECK_HAS(ask(w, "meja", "POST", url, "kiri_1=10&atas_1=a&lebar_1=5&tinggi_1=5"), "Kotak 1: tulis keempat");
    CHECK_HAS(ask(w, "meja", "POST", url, "kiri_2=900&atas_2=0&lebar_2=200&tinggi_2=5"), "Kotak 2 keluar dari foto");
    CHECK_HAS(ask(w, "meja", "POST", url, "kiri_1=1&atas_1=1&lebar_1=0&tinggi_1=5"), "Kotak 1 keluar");
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    CHECK_STATUS(ask(w, "dinas", "GET", url, NULL), 403);
    CHECK_STATUS(ask(w, "meja", "GET", SAID("/meja/aduan/%lld/foto/%lld", (long long)other, (long long)foto), NULL),
        404);
}

static bool
sent_with(struct req *page)
{
    return str_find(body_of(page), S("name=\"foto_ada\"")) >= 0;
}

static int64_t
kept_photos(struct world *w, int64_t perkara)
{
    struct berkas_list list;
    CHECK(berkas_of(world_db(w), "aduan_draf_balasan", perkara, "foto", &list) == OK);
    return (int64_t)list.count;
}

TEST(a_draft_keeps_its_photos_for_its_officer_until_it_is_sent_given_up_or_a_month_old)
{
    struct meja_uji m = open_desk(w);
    int64_t id = aduan_published(&m, "saluran");
    int64_t dinas = world_person(w, "dinas", "penghubung", &m.opd_place);
    CHECK(aduan_uji_act(&m, id, DESK(.aksi = S("disposisi"), .opd = m.opd), NULL) == OK);
    const char *path = SAID("/meja/aduan/%lld?aksi=kabari", (long long)id), *photo = token(w, "FFFF", dinas);
    CHECK_STATUS(act(w, "dinas", id, SAID("aksi=kabari&isi=&foto_ada=%s&simpan=draf", photo)), 303);
    CHECK_INT(kept_photos(w, id), 1);
    CHECK(sent_with(ask(w, "dinas", "GET", path, NULL)));
    CHECK(!sent_with(ask(w, "dinas", "GET", SAID("/meja/aduan/%lld?aksi=catat", (long long)id), NULL)));
    CHECK(!sent_with(ask(w, "meja", "GET", path, NULL)));
    CHECK_STATUS(act(w, "dinas", id, "aksi=kabari&isi=Regu+datang&simpan=draf"), 303);
    CHECK_INT(kept_photos(w, id), 0);
    CHECK_STATUS(act(w, "dinas", id, SAID("aksi=kabari&isi=Regu+datang&foto_ada=%s&simpan=draf", photo)), 303);
    CHECK_STATUS(act(w, "dinas", id, SAID("aksi=kabari&isi=Regu+datang+pagi.&foto_ada=%s", photo)), 303);
    CHECK_INT(kept_photos(w, id), 0);
    CHECK(only_one(w, id, "sesudah").publik);
    CHECK_STATUS(act(w, "dinas", id, SAID("aksi=kabari&isi=&foto_ada=%s&simpan=draf", photo)), 303);
    w->now += 31 * DAY;
    CHECK(perkara_uji_job(w, draf_balasan_prune) == OK);
    CHECK_INT(kept_photos(w, id), 0);
}

TESTS(foto_tests,
    LISTED(officers_add_photos_to_a_step_and_everybody_sees_before_and_after),
    LISTED(a_photo_with_an_internal_note_stays_inside),
    LISTED(chosen_photos_are_kept_when_the_form_comes_back_and_only_ours_are_taken),
    LISTED(the_original_of_a_covered_photo_answers_nobody_under_its_address),
    LISTED(the_original_is_opened_with_a_reason_for_five_minutes_by_that_account),
    LISTED(boxes_lie_inside_the_photo_and_only_the_desk_draws_them),
    LISTED(a_draft_keeps_its_photos_for_its_officer_until_it_is_sent_given_up_or_a_month_old));
