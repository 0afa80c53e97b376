/* tawaran_test.c: what is reported again and again becomes a proposal in one step, on one trail, or a written no. */
#include "core/perkara/tawaran.h"

#include "base/random.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/musrenbang/musrenbang_uji.h"

/* A case of the kind "saluran" as if the desk had verified it, `east` metres from the first one. */
struct aduan_uji { int64_t id, east, dibuat; const char *keadaan; bool rahasia; };

static enum outcome
add_case(struct db *db, void *context)
{
    struct aduan_uji *a = context;
    str nomor = str_format(db_arena_of(db), "PMG-26-%06lld", (long long)(a->id % 1000000));
    struct query q = query_of(db,
        "INSERT INTO perkara (id, jenis, nomor, kunci, golongan, kategori, judul, isi, wilayah, kelurahan, alamat,"
        " lat_e6, lon_e6, kanal, luar, tampak, anonim, tayang, opd, keadaan, terbuka, hasil, induk, nilai, dibuka_kali,"
        " dukungan, tenggat, naik, langkah, akun, dibuat, berubah, selesai, ujung, hari)"
        " VALUES ($1, 'aduan', $2, $2, 'biasa', 111, 'Saluran meluap di Gang Melati', 'Air masuk rumah.', $3, $3,"
        " 'Gang Melati', -5113000, $4, 'web', '', $5, 0, 0, 0, $6, 1, '', NULL, 0, 0, 0, '9999', 0, 0, 0, $7, $7, 0, 0,"
        " 0)");
    query_bind(&q, a->id);
    query_bind(&q, nomor);
    query_bind(&q, S(WORLD_KELURAHAN));
    query_bind(&q, 105307000 + a->east * 9);
    query_bind(&q, a->rahasia ? S("rahasia") : S("publik"));
    query_bind(&q, str_of(a->keadaan ? a->keadaan : "terverifikasi"));
    query_bind(&q, a->dibuat);
    TRY(query_end(&q));
    struct perkara p;
    TRY(perkara_by_id(db, a->id, &p));
    p.tayang = !a->rahasia;
    return perkara_update(db, &p);
}

static int64_t
reported(struct world *w, struct aduan_uji a)
{
    a.id = id_new();
    a.dibuat = a.dibuat ? a.dibuat : w->now;
    must(world_write(w, add_case, &a) == OK);
    return a.id;
}

static enum outcome
find(struct db *db, void *context)
{
    struct world *w = context;
    struct job_run run = { .store = w->region.store, .db = db, .arena = db_arena_of(db), .region = &w->region,
        .now = w->now };
    return tawaran_find(&run, &(struct ulang){ "aduan", "duplikat dicabut" });
}

/* The one open offer of the first kelurahan; 0: none. */
static struct tawaran
offered(struct world *w)
{
    struct tawaran_list list;
    must(world_write(w, find, w) == OK);
    must(tawaran_open(world_db(w), S(WORLD_KELURAHAN), &list) == OK && list.count <= 1);
    return list.count ? list.items[0] : (struct tawaran){ 0 };
}

static enum outcome
place_rw(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "UPDATE wilayah SET lat_e6 = -5113000, lon_e6 = 105307000 WHERE kode = $1");
    query_bind(&q, S(WORLD_RW));
    return query_end_changed(&q);
}

static const char *
offer_url(struct world *w, const char *act)
{
    struct tawaran t = offered(w);
    CHECK(t.id != 0);
    return cstr(w->arena, str_format(w->arena, "/rw/tawaran/%lld/%s", (long long)t.id, act));
}

/* Three at one place, near the first RW. */
static struct rencana
recurring(struct world *w, int64_t *newest)
{
    struct rencana r = open_year(w, 0);
    CHECK(world_write(w, place_rw, NULL) == OK);
    reported(w, (struct aduan_uji){ .east = 0 });
    reported(w, (struct aduan_uji){ .east = 40 });
    *newest = reported(w, (struct aduan_uji){ .east = 80 });
    return r;
}

TEST(three_of_a_kind_at_a_place_are_offered_and_two_are_not)
{
    open_year(w, 0);
    reported(w, (struct aduan_uji){ .east = 0 });
    reported(w, (struct aduan_uji){ .east = 60 });
    reported(w, (struct aduan_uji){ .east = 900 });                             /* too far */
    reported(w, (struct aduan_uji){ .east = 20, .dibuat = w->now - 400 * DAY });  /* too long ago */
    reported(w, (struct aduan_uji){ .east = 20, .keadaan = "dicabut" });
    reported(w, (struct aduan_uji){ .east = 20, .rahasia = true });
    CHECK_INT(offered(w).id, 0);
    reported(w, (struct aduan_uji){ .east = 30 });
    CHECK_INT(offered(w).jumlah, 3);
    reported(w, (struct aduan_uji){ .east = 10 });
    CHECK_INT(offered(w).jumlah, 4);                                            /* the same offer grows */
}

TEST(an_offer_becomes_a_draft_and_one_trail_for_both)
{
    int64_t newest;
    struct rencana r = recurring(w, &newest);
    const char *url = offer_url(w, "ambil");
    CHECK_HAS(ask(w, "rw1", "GET", "/rw", NULL), "3 aduan berulang");
    CHECK_LACKS(ask(w, "rw2", "GET", "/rw", NULL), "aduan berulang");
    CHECK_STATUS(ask(w, "rw2", "POST", url, ""), 404);
    CHECK_STATUS(ask(w, "rw1", "POST", url, ""), 303);
    struct usulan u = uji_usulan(w, uji_newest(w));
    CHECK(str_eqz(u.status, "draf") && str_eqz(u.judul, "Saluran meluap di Gang Melati"));
    CHECK(str_find(u.masalah, S("3 laporan warga tentang")) == 0);
    CHECK_LACKS(ask(w, "rw1", "GET", "/rw", NULL), "aduan berulang");
    CHECK_HAS(ask(w, "rw1", "POST", url, ""), "sudah diambil");
    struct perkara p;
    CHECK(perkara_by_id(world_db(w), newest, &p) == OK);
    const char *complaint = cstr(w->arena, str_format(w->arena, "/aduan/" STR, STR_ARG(p.nomor)));
    CHECK_LACKS(ask(w, "", "GET", complaint, NULL), "diusulkan ke musrenbang");   /* a draft is nobody's business */
    CHECK(world_write(w, uji_attach, &(struct attaching){ u.id, true, true }) == OK);
    CHECK_STATUS(uji_send(&r, "rw1", u.id, "10"), 303);
    CHECK_HAS(ask(w, "", "GET", complaint, NULL), cstr(w->arena, str_format(w->arena, "href=\"/usulan/" STR "\"",
        STR_ARG(u.kode))));
    struct req *page = ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/usulan/" STR, STR_ARG(u.kode))), NULL);
    CHECK_HAS(page, "Berasal dari aduan berulang");
    CHECK_HAS(page, complaint);
    CHECK_HAS(page, "Aduan berulang");
}

TEST(a_refused_offer_does_not_come_back_and_needs_a_reason)
{
    int64_t newest;
    recurring(w, &newest);
    const char *url = offer_url(w, "tolak");
    CHECK_HAS(ask(w, "rw1", "POST", url, "sebab=tidak"), "Tulis alasannya");
    CHECK_STATUS(ask(w, "rw1", "POST", url, "sebab=Sudah+dikerjakan+tahun+ini"), 303);
    CHECK_INT(offered(w).id, 0);
    reported(w, (struct aduan_uji){ .east = 50 });
    CHECK_INT(offered(w).id, 0);                /* one new one is not three */
}

TEST(a_draft_that_is_given_up_leaves_its_offer_open)
{
    int64_t newest;
    recurring(w, &newest);
    const char *url = offer_url(w, "ambil");
    CHECK_STATUS(ask(w, "rw1", "POST", url, ""), 303);
    CHECK_INT(offered(w).id, 0);
    CHECK_STATUS(ask(w, "rw1", "POST", cstr(w->arena, str_format(w->arena, "/rw/%lld/batal",
        (long long)uji_newest(w))), ""), 303);
    CHECK_INT(offered(w).jumlah, 3);
}

TESTS(tawaran_tests,
    LISTED(three_of_a_kind_at_a_place_are_offered_and_two_are_not),
    LISTED(an_offer_becomes_a_draft_and_one_trail_for_both),
    LISTED(a_refused_offer_does_not_come_back_and_needs_a_reason),
    LISTED(a_draft_that_is_given_up_leaves_its_offer_open));
