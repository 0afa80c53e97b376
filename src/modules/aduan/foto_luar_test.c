/* foto_luar_test.c: photos between installations: ours only while everybody may see them, theirs from theirs only. */
#include "base/random.h"
#include "core/berkas/berkas.h"
#include "modules/aduan/aduan_dalam.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/sambungan_dalam.h"
#include "store/blob.h"

#define THERE "http://127.0.0.1:8099/open311/v2"

struct foto_uji { struct meja_uji m; struct sambungan s; int64_t id, langkah; struct berkas photo; struct berangkat row;
    struct buf words; struct luar_tanya ask; str url; };

static enum outcome
connect_there(struct db *db, void *context)
{
    struct foto_uji *t = context;
    struct kategori k;
    t->s = (struct sambungan){ .id = 7001, .nama = S("Kota Sebelah"), .alamat = S(THERE), .kunci = S("kunci-mereka"),
        .arah = S("serah"), .foto = t->s.foto, .dibuat = t->m.w->now };
    TRY(sambungan_insert(db, t->m.w->region.secret, &t->s));
    TRY(kategori_by_kode(db, S("aduan"), S("saluran"), &k));
    return peta_kategori_put(db, 7001, &(struct peta_kategori){ .kategori = k.id, .kode = S("drain") });
}

static enum outcome
add_photo(struct db *db, void *context)
{
    const struct foto_uji *t = context;
    struct berkas b = t->photo;
    b.milik_jenis = S("perkara");
    b.milik_id = t->id;
    TRY(berkas_insert(db, &b));
    if (!t->langkah)
        return OK;
    struct query q = query_of(db, "INSERT INTO aduan_langkah_foto (berkas, perkara, langkah) VALUES ($1, $2, $3)");
    query_bind(&q, b.id);
    query_bind(&q, t->id);
    query_bind(&q, t->langkah);
    return query_end(&q);
}

static void
photo(struct foto_uji *t, const char *peran, const char *bytes, bool publik)
{
    struct world *w = t->m.w;
    str folder = str_format(w->arena, STR "/berkas", STR_ARG(w->region.folder));
    t->photo = (struct berkas){ .id = id_new(), .peran = str_of(peran), .jenis = S("image/jpeg"), .publik = publik };
    CHECK(blob_put(folder, str_of(bytes), w->arena, &t->photo.sidik) == OK);
    t->photo.sidik_sedang = t->photo.sidik_kecil = t->photo.sidik;
    CHECK(world_write(w, add_photo, t) == OK);
}

static struct foto_uji
opened(struct world *w, const char *how)
{
    struct foto_uji t = { .m = open_desk(w), .s.foto = str_of(how) };
    w->region.sambungan = S("http://127.0.0.1:8099");
    w->region.alamat = S("https://kota.test");
    CHECK(world_write(w, connect_there, &t) == OK);
    t.id = aduan_published(&t.m, "saluran");
    photo(&t, "foto", "JPEG-umum", true);
    return t;
}

static enum outcome
write_words(struct db *db, void *context)
{
    struct foto_uji *t = context;
    struct req req = { .arena = t->m.w->arena, .region = &t->m.w->region, .db = db, .now = t->m.w->now };
    struct perkara p;
    TRY(perkara_by_id(db, t->id, &p));
    t->words = (struct buf){ .arena = req.arena };
    sambungan_pair(&t->words, "description", S("Got & <air>\n50%"));
    TRY(foto_luar_words(&req, &t->s, &p, t->langkah, &t->words));
    t->row = (struct berangkat){ .perkara = t->id, .langkah = t->langkah, .isi = buf_view(&t->words) };
    t->ask = sambungan_question(req.arena, &t->s, &t->row);
    return foto_luar_attach(&req, &t->s, &t->row, &t->ask);
}

static bool
says(struct foto_uji *t, const char *text)
{
    CHECK(world_write(t->m.w, write_words, t) == OK);
    return str_find(t->ask.isi, str_of(text)) >= 0;
}

TEST(a_public_photo_goes_by_its_address_or_with_its_bytes_or_not)
{
    struct foto_uji t = opened(w, "alamat");
    CHECK(says(&t, "media_url=https%3A%2F%2Fkota.test%2Fberkas%2F"));
    CHECK(t.ask.jenis.len == 0);
    t.s.foto = S("tidak");
    CHECK(!says(&t, "media_url") && !says(&t, "JPEG-umum"));
    t.s.foto = S("berkas");
    CHECK(says(&t, "\r\n\r\nJPEG-umum\r\n"));
    CHECK(str_starts(t.ask.jenis, S("multipart/form-data; boundary=")));
    CHECK(says(&t, "name=\"description\"\r\n\r\nGot & <air>\n50%\r\n"));
    CHECK(says(&t, "name=\"api_key\"\r\n\r\nkunci-mereka\r\n"));
    CHECK(says(&t, "name=\"media[]\"; filename=\"1.jpg\"\r\nContent-Type: image/jpeg\r\n"));
}

static enum outcome
cover(struct db *db, void *context)
{
    const struct foto_uji *t = context;
    return berkas_shut(db, t->photo.id);
}

TEST(what_is_for_officers_or_was_covered_never_leaves)
{
    struct foto_uji t = opened(w, "berkas");
    CHECK(world_write(w, cover, &t) == OK);
    CHECK(!says(&t, "JPEG-umum"));
    photo(&t, "foto", "JPEG-belum-tayang", false);
    photo(&t, "intern", "JPEG-intern", false);
    photo(&t, "foto", "JPEG-ditutupi", true);
    CHECK(says(&t, "JPEG-ditutupi"));
    CHECK(!says(&t, "JPEG-belum-tayang") && !says(&t, "JPEG-intern"));
    t.s.foto = S("alamat");
    CHECK(says(&t, cstr(w->arena, str_format(w->arena, "berkas%%2F%lld", (long long)t.photo.id))));
}

TEST(of_a_secret_or_unverified_case_no_photo_leaves)
{
    struct foto_uji t = opened(w, "berkas");
    t.id = aduan_published(&t.m, "pungli");
    photo(&t, "foto", "JPEG-rahasia", true);
    CHECK(!says(&t, "JPEG-rahasia"));
    t.id = aduan_sent(&t.m, "saluran", NULL);
    photo(&t, "foto", "JPEG-awal", true);
    CHECK(!says(&t, "JPEG-awal"));
    t.s.foto = S("alamat");
    CHECK(!says(&t, "media_url"));
}

/* The newest public step of it, as gather_steps would send it. */
static int64_t
newest_step(struct foto_uji *t)
{
    struct langkah_list steps;
    CHECK(langkah_of(world_db(t->m.w), t->id, true, &steps) == OK && steps.count);
    return steps.items[steps.count - 1].id;
}

TEST(an_update_goes_with_its_own_public_photos_and_no_others)
{
    struct foto_uji t = opened(w, "berkas");
    t.langkah = newest_step(&t);
    CHECK(!says(&t, "JPEG") && t.ask.jenis.len == 0);                   /* the report's own stays with the report */
    photo(&t, "intern", "JPEG-intern", false);
    photo(&t, "sebelum", "JPEG-sebelum", true);
    photo(&t, "sesudah", "JPEG-sesudah", true);
    CHECK(says(&t, "JPEG-sebelum") && says(&t, "JPEG-sesudah") && !says(&t, "JPEG-intern") && !says(&t, "JPEG-umum"));
    CHECK(str_ends(t.ask.url, S("/servicerequestupdates.json")));
    t.s.foto = S("alamat");
    CHECK(says(&t, "media_url=") && str_find(str_from(t.ask.isi, (size_t)str_find(t.ask.isi, S("media_url=")) + 1),
        S("media_url=")) > 0);
    t.s.foto = S("tidak");
    CHECK(!says(&t, "media_url"));
    t.langkah = 0;
    t.s.foto = S("berkas");
    CHECK(says(&t, "JPEG-umum") && !says(&t, "JPEG-sesudah"));
    t.langkah = newest_step(&t);
    CHECK(world_write(w, cover, &t) == OK);
    CHECK(says(&t, "JPEG-sebelum") && !says(&t, "JPEG-sesudah"));
}

/* ---- theirs ------------------------------------------------------------------------------------------------------ */

static enum outcome
take_request(struct db *db, void *context)
{
    struct foto_uji *t = context;
    struct req req = { .arena = t->m.w->arena, .region = &t->m.w->region, .db = db, .now = t->m.w->now };
    struct kategori k;
    struct minta_luar_list list;
    struct lembar page = { 0 };
    TRY(kategori_by_kode(db, S("aduan"), S("saluran"), &k));
    TRY(layanan_luar_put(db, 7001, &(struct layanan_luar){ S("drain"), S(""), k.id }));
    TRY(tarik_put(db, 7001, &(struct tarik){ true, 50, req.now - DAY }));
    TRY(sambungan_by_id(db, req.region->secret, 7001, &t->s));
    str one = str_format(req.arena, "[{\"service_request_id\":\"" STR "\",\"status\":\"open\",\"service_code\":"
        "\"drain\",\"description\":\"Got mampet\",\"media_url\":\"" STR "\"}]", STR_ARG(t->url), STR_ARG(t->url));
    TRY(minta_luar_read(req.arena, one, &list));
    return sambungan_take_requests(&req, &t->s, &list, &page);
}

static int64_t
waiting(struct world *w)
{
    int64_t count = 0;
    struct query q = query_of(world_db(w), "SELECT count(*) FROM sambungan_foto WHERE coba < 6");
    if (query_next(&q))
        count = query_int(&q);
    CHECK(query_end(&q) == OK);
    return count;
}

TEST(a_photo_of_theirs_is_fetched_from_their_own_server_only)
{
    struct foto_uji t = opened(w, "tidak");
    static const char *const strange[] = { "http://127.0.0.1:8098/berkas/1", "http://jahat.test/1.jpg", "/berkas/1",
        "http://127.0.0.1:8099@jahat.test/1", "file:///etc/passwd", "http://127.0.0.1:8099.jahat.test/1" };
    for (size_t i = 0; i < COUNT(strange); i++) {
        t.url = str_of(strange[i]);
        CHECK(world_write(w, take_request, &t) == OK);
        CHECK_INT(waiting(w), 0);
    }
    t.url = S("http://127.0.0.1:8099/berkas/77");
    CHECK(world_write(w, take_request, &t) == OK);
    CHECK(world_write(w, take_request, &t) == OK);
    CHECK_INT(waiting(w), 1);
}

static enum outcome
keep_one(struct db *db, void *context)
{
    struct foto_uji *t = context;
    struct perkara p;
    TRY(perkara_by_id(db, t->id, &p));
    return foto_luar_keep(db, &p, 0, &t->photo);
}

TEST(a_photo_of_theirs_is_shown_only_once_the_desk_has_looked)
{
    struct foto_uji t = opened(w, "tidak");
    struct berkas_list list;
    t.id = aduan_sent(&t.m, "saluran", NULL);
    CHECK(world_write(w, keep_one, &t) == OK);
    CHECK(berkas_of(world_db(w), "perkara", t.id, "foto", &list) == OK);
    CHECK(list.count == 1 && !list.items[0].publik);
    t.id = aduan_published(&t.m, "saluran");
    CHECK(world_write(w, keep_one, &t) == OK);
    CHECK(berkas_of(world_db(w), "perkara", t.id, "foto", &list) == OK);
    CHECK(list.count == 1 && list.items[0].publik);
}

TESTS(foto_luar_tests,
    LISTED(a_public_photo_goes_by_its_address_or_with_its_bytes_or_not),
    LISTED(what_is_for_officers_or_was_covered_never_leaves),
    LISTED(of_a_secret_or_unverified_case_no_photo_leaves),
    LISTED(an_update_goes_with_its_own_public_photos_and_no_others),
    LISTED(a_photo_of_theirs_is_fetched_from_their_own_server_only),
    LISTED(a_photo_of_theirs_is_shown_only_once_the_desk_has_looked));
