/* pintu_test.c: secrets are planted, and every door that the program has is asked for them; none may tell. */
#include "jalan_uji.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/siapa/siapa.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/musrenbang/musrenbang_dalam.h"
#include "modules/modules.h"

/* Words that stand nowhere else. The house is public without its owner; the rest is nobody's business. */
static const char *const planted[] = { "rumahbusurti", "gangdelima", "airmasukkamar", "pompabelakang", "sumurtua",
    "lorongkenari", "pegawaiminta", "amplopcoklat",
    "5123457", "5,1234", "5.1234", "105312345", "105.3123", "105,3123" };
struct secret { str kode, nomor, lacak; int64_t house, draft, report, photo; };
struct asked { const struct things *t; const struct secret *s; const char *user; };
static struct asked door;
static size_t doors;
static struct arena *scratch;

/* ---- planting ------------------------------------------------------------------------------------------------- */

/* The index hears of it as it does of every act. */
static enum outcome
index_words(struct db *db, const struct secret *s)
{
    struct usulan house, draft;
    struct perkara report;
    TRY(usulan_by_id(db, s->house, &house));
    TRY(usulan_by_id(db, s->draft, &draft));
    TRY(perkara_by_id(db, s->report, &report));
    TRY(usulan_update(db, &house));
    TRY(usulan_update(db, &draft));
    return perkara_update(db, &report);
}

static enum outcome
write_words(struct db *db, void *context)
{
    struct secret *s = context;
    struct query house = query_of(db, "UPDATE usulan SET judul = 'Rumahbusurti', alamat = 'Gangdelima 7',"
        " masalah = 'Airmasukkamar', rt = '009', lat_e6 = -5123457, lon_e6 = 105312345 WHERE id = $1");
    query_bind(&house, s->house);
    TRY(query_end_changed(&house));
    struct query draft = query_of(db, "UPDATE usulan SET judul = 'Pompabelakang', alamat = 'Lorongkenari 3',"
        " masalah = 'Sumurtua kering' WHERE id = $1");
    query_bind(&draft, s->draft);
    TRY(query_end_changed(&draft));
    struct query report = query_of(db, "UPDATE perkara SET judul = 'Pegawaiminta uang', isi = 'Amplopcoklat di meja',"
        " lat_e6 = -5123457, lon_e6 = 105312345 WHERE id = $1");
    query_bind(&report, s->report);
    TRY(query_end_changed(&report));
    return index_words(db, s);
}

static str
text_of(struct world *w, const char *sql, int64_t id)
{
    struct query q = query_of(world_db(w), sql);
    query_bind(&q, id);
    str s = query_next(&q) ? query_str(&q) : S("");
    CHECK(query_end(&q) == OK);
    return s;
}

static int64_t
private_house(struct world *w, const struct rencana *r)
{
    const char *form = uji_isian(r, r->fisik, "10", "simpan");
    CHECK_STATUS(ask(w, "rw1", "POST", "/rw/baru", cstr(w->arena, str_format(w->arena, "%s&pribadi=1", form))), 303);
    int64_t id = uji_newest(w);
    CHECK(world_write(w, uji_attach, &(struct attaching){ id, true, true }) == OK);
    form = uji_isian(r, r->fisik, "10", "kirim");
    CHECK_STATUS(ask(w, "rw1", "POST", cstr(w->arena, str_format(w->arena, "/rw/%lld", (long long)id)),
        cstr(w->arena, str_format(w->arena, "%s&pribadi=1&judul=Rumahbusurti", form))), 303);
    return id;
}

static struct secret
plant(struct world *w, const struct things *t)
{
    struct secret s = { .house = private_house(w, &t->r), .draft = t->draft };
    struct meja_uji desk = { .w = w };
    s.report = aduan_sent(&desk, "pungli", &s.lacak);
    CHECK(world_write(w, write_words, &s) == OK);
    s.kode = text_of(w, "SELECT kode FROM usulan WHERE id = $1", s.draft);
    s.nomor = text_of(w, "SELECT nomor FROM perkara WHERE id = $1", s.report);
    struct query q = query_of(world_db(w), "SELECT max(id) FROM berkas WHERE milik_id = $1");
    query_bind(&q, s.house);
    s.photo = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end(&q) == OK && s.photo && s.kode.len && s.nomor.len);
    return s;
}

/* ---- looking -------------------------------------------------------------------------------------------------- */

static uint32_t
little(const char *p, int bytes)
{
    uint32_t n = 0;
    for (int i = bytes - 1; i >= 0; i--)
        n = (n << 8) | (unsigned char)p[i];
    return n;
}

/* An XLSX is a ZIP: its parts are unpacked one behind the other, by the list at its end. */
static str
unzipped(struct arena *arena, str zip)
{
    struct buf b = { .arena = arena };
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    for (size_t i = 0; i + 46 < zip.len; i++) {
        const char *entry = zip.ptr + i;
        if (memcmp(entry, "PK\1\2", 4) != 0)
            continue;
        uint32_t packed = little(entry + 20, 4), plain = little(entry + 24, 4), at = little(entry + 42, 4);
        must(at + 30 < zip.len);
        const char *from = zip.ptr + at + 30 + little(zip.ptr + at + 26, 2) + little(zip.ptr + at + 28, 2);
        must(from + packed <= zip.ptr + zip.len);
        char *to = arena_alloc(arena, plain + 1);
        if (little(entry + 10, 2) == 0)
            memcpy(to, from, plain);
        else
            must(libdeflate_deflate_decompress(d, from, packed, to, plain, NULL) == LIBDEFLATE_SUCCESS);
        buf_put(&b, to, plain);
    }
    libdeflate_free_decompressor(d);
    return buf_view(&b);
}

/* What the asker wrote comes back to the asker: only that is let through. */
static bool
was_typed(const char *path, const char *form, const char *word)
{
    return strstr(path, word) || (form && strstr(form, word));
}

/* What goes out as a file; a photo itself must not go out at all. */
static str
file_of(const struct req *reply, const char *path)
{
    if (reply->file < 0)
        return body_of(reply);
    if (strncmp(path, "/berkas/", 8) == 0)
        fail_msg("%s gives a file to \"%s\"", path, door.user);
    char *bytes = arena_alloc(scratch, (size_t)reply->file_size + 1);
    must(pread(reply->file, bytes, (size_t)reply->file_size, 0) == reply->file_size);
    must(close(reply->file) == 0);
    return (str){ bytes, (size_t)reply->file_size };
}

static void
look(const struct req *reply, const char *path, const char *form)
{
    str body = file_of(reply, path);
    if (str_starts(body, S("PK\3\4")))
        body = unzipped(scratch, body);
    struct buf all = { .arena = scratch };
    buf_str(&all, body);
    buf_str(&all, reply->location);
    buf_str(&all, reply->disposition);
    for (size_t i = 0; i < reply->header_count; i++)
        buf_str(&all, reply->headers[i].value);
    str seen = str_lower(scratch, buf_view(&all));
    for (size_t i = 0; i < COUNT(planted); i++)
        if (!was_typed(path, form, planted[i]) && str_find(seen, str_of(planted[i])) >= 0)
            fail_msg("%s tells \"%s\" to \"%s\" (%d)", path, planted[i], door.user, reply->status);
    if (!was_typed(path, form, cstr(scratch, door.s->kode)) && str_find(seen, str_lower(scratch, door.s->kode)) >= 0)
        fail_msg("%s tells the draft's code to \"%s\"", path, door.user);
    if (!was_typed(path, form, cstr(scratch, door.s->nomor)) && str_find(seen, str_lower(scratch, door.s->nomor)) >= 0)
        fail_msg("%s tells the secret report's number to \"%s\"", path, door.user);
}

static void
knock(const char *method, const char *path, const char *form)
{
    struct world *w = door.t->w;
    struct arena *kept = w->arena;
    w->arena = scratch;
    look(ask(w, door.user, method, path, form), path, form);
    w->arena = kept;
    arena_reset(scratch);
    doors++;
}

/* ---- the doors: every route, with everything that its names may stand for ---------------------------------------- */

/* The sitemap of what was made just now: ids go by the real clock. */
static const char *
month_file(struct arena *a, const char *module)
{
    date d = date_of(clock_now(), &zone_wib);
    return cstr(a, str_format(a, "%s-%04d-%02d.xml", module, d.year, d.month));
}

/* The next value of {name}; NULL when there is none left. */
static const char *
value_of(str piece, size_t nth)
{
    const struct secret *s = door.s;
    struct arena *a = door.t->w->arena;
    if (str_eqz(piece, "{id}")) {
        const int64_t ids[] = { s->house, s->draft, s->report, s->photo, s->photo - 1, door.t->minutes, door.t->akun };
        if (nth >= COUNT(ids))
            return nth == COUNT(ids) ? cstr(a, str_format(a, STR ".json", STR_ARG(s->nomor))) : NULL;
        return cstr(a, str_format(a, "%lld", (long long)ids[nth]));
    }
    if (str_eqz(piece, "{kode}") || str_eqz(piece, "{nomor}")) {
        const str kodes[] = { s->kode, text_of(door.t->w, "SELECT kode FROM usulan WHERE id = $1", s->house), s->nomor,
            S(WORLD_KELURAHAN), S(WORLD_RW) };
        return nth < COUNT(kodes) ? cstr(a, kodes[nth]) : NULL;
    }
    if (str_eqz(piece, "{format}")) {
        static const char *const formats[] = { "csv", "xlsx", "json", "geojson", "sipd" };
        return nth < COUNT(formats) ? formats[nth] : NULL;
    }
    if (str_eqz(piece, "{lebar}")) {
        static const char *const widths[] = { "240", "480", "960", "1600" };
        return nth < COUNT(widths) ? widths[nth] : NULL;
    }
    if (str_eqz(piece, "{berkas}") || str_eqz(piece, "{apa}")) {
        const char *const files[] = { "services.json", "services.xml", "requests.json", "requests.xml",
            "discovery.json", cstr(a, str_format(a, STR ".json", STR_ARG(s->nomor))), "153.json", "pungli.json",
            "umum.xml", month_file(a, "aduan"), month_file(a, "usulan") };
        return nth < COUNT(files) ? files[nth] : NULL;
    }
    if (str_eqz(piece, "{versi}") || str_eqz(piece, "{z}") || str_eqz(piece, "{x}") || str_eqz(piece, "{y}"))
        return nth ? NULL : "5";
    static const char *const rest[] = { "2028", "saluran", "pungli" };
    return nth < COUNT(rest) ? rest[nth] : NULL;
}

/* SQLite is asked everything; PostgreSQL, which has the same pages before it, every fifth question of a path, another
 * fifth at the next one, and everything in `make soak`. */
static bool
is_asked_here(size_t nth)
{
    return world_engine != ENGINE_POSTGRES || getenv("PAMONG_ALL_DOORS") || nth % 5 == 0;
}

static void
open_doors(const struct route *r, const char *path)
{
    static const char *const queries[] = { "?cari=rumahbusurti", "?cari=pompabelakang", "?cari=pegawaiminta",
        "?cari=gangdelima", "?q=rumahbusurti", "?q=gangdelima", "?q=airmasuk",
        "?q=pompabelakang", "?q=pegawaiminta", "?q=amplopcoklat&jenis=aduan", "?q=pungli",
        "?status=draf", "?status=diajukan", "?kelurahan=" WORLD_KELURAHAN, "?keadaan=diterima",
        "?format=csv", "?sebelum=9223372036854775807", "?asal=rw", "?kelompok=infrastruktur", "?tahun=2028",
        "?tahun=2028&cari=drainase", "?kategori=153", "?induk=" WORLD_RW,
        "?z=8&kotak=570620,169750,570629,169757" };         /* where both stand */
    struct arena *a = door.t->w->arena;
    if (strcmp(r->method, "POST") == 0) {
        knock("POST", path, "langkah=0");
        knock("POST", path, "langkah=1&keputusan=tolak&kode_alasan=R02&penjelasan=coba&aksi=tanggapi&isi=coba&kode=x");
        return;
    }
    knock("GET", path, NULL);
    knock("HEAD", path, NULL);
    for (size_t i = 0, first = doors; i < COUNT(queries); i++)
        if (is_asked_here(first + i))
            knock("GET", cstr(a, str_format(a, "%s%s", path, queries[i])), NULL);
}

static void
fill(const struct route *r, str rest, str before)
{
    struct arena *a = door.t->w->arena;
    str piece;
    if (!str_cut(&rest, '/', &piece)) {
        open_doors(r, before.len ? cstr(a, before) : "/");
        return;
    }
    if (!str_starts(piece, S("{"))) {
        fill(r, rest, str_format(a, STR "/" STR, STR_ARG(before), STR_ARG(piece)));
        return;
    }
    const char *value;
    if (str_eqz(piece, "{tahun}"))
        fill(r, rest, str_format(a, STR "/2028", STR_ARG(before)));
    else
        for (size_t i = 0; (value = value_of(piece, i)); i++)
            fill(r, rest, str_format(a, STR "/%s", STR_ARG(before), value));
}

static void
each_route(const struct things *t, const struct route *r)
{
    bool ends = strcmp(r->path, "/keluar") == 0 || strcmp(r->path, "/saya/keluar-semua") == 0;
    str rest = str_of(r->path), piece;
    (void)t;
    str_cut(&rest, '/', &piece);
    if (!ends)
        fill(r, str_eqz(rest, "") ? (str){ 0 } : rest, (str){ 0 });
}

static void
ask_everywhere(struct world *w, const struct things *t, const struct secret *s, const char *user)
{
    door = (struct asked){ t, s, user };
    if (*user)
        CHECK_STATUS(ask(w, user, "GET", "/saya", NULL), 200);
    jalan_walk(t, each_route);
}

TEST(no_door_tells_a_planted_secret_to_a_stranger_or_in_the_wrong_place)
{
    static const struct { const char *user, *jabatan; struct place place; } elsewhere[] = {
        { "", NULL, { { 0 }, 0 } }, { "jauh.rw", "rw", { { "18.72.02.1001.001", 17 }, 0 } },
        { "jauh.lurah", "lurah", { { "18.72.02.1001", 13 }, 0 } }, { "jauh.camat", "camat", { { "18.72.02", 8 }, 0 } },
        { "jauh.pd", "verifikator_pd", { { 0 }, 999 } }, { "jauh.penghubung", "penghubung", { { 0 }, 999 } } };
    struct things t = jalan_things(w);
    struct secret s = plant(w, &t);
    scratch = arena_open();
    doors = 0;
    for (size_t i = 0; i < COUNT(elsewhere); i++) {
        if (elsewhere[i].jabatan)
            world_person(w, elsewhere[i].user, elsewhere[i].jabatan, &elsewhere[i].place);
        ask_everywhere(w, &t, &s, elsewhere[i].user);
    }
    (void)world_db(w);
    printf("planted secrets: %zu doors\n", doors);
    CHECK(doors > 5000);
    arena_close(scratch);
}

/* The test itself sees: who may read the words finds them where they stand. */
TEST(who_may_reads_what_was_planted)
{
    struct things t = jalan_things(w);
    struct secret s = plant(w, &t);
    struct arena *a = w->arena;
    CHECK_HAS(ask(w, "rw1", "GET", cstr(a, str_format(a, "/rw/%lld", (long long)s.draft)), NULL), "Pompabelakang");
    CHECK_HAS(ask(w, "lurah", "GET", cstr(a, str_format(a, "/verifikasi/%lld", (long long)s.house)), NULL),
        "Rumahbusurti");
    CHECK_HAS(ask(w, "meja", "GET", cstr(a, str_format(a, "/meja/aduan/%lld", (long long)s.report)), NULL),
        "Pegawaiminta");
}

/* The quickest of many: other programs only ever make one slower. */
static int64_t
quickest(struct world *w, const char *path)
{
    enum { TRIES = 41 };
    int64_t best = INT64_MAX;
    for (int i = 0; i < TRIES; i++) {
        int64_t began = clock_steady_us();
        CHECK_STATUS(ask(w, "", "GET", path, NULL), 404);
        int64_t took = clock_steady_us() - began;
        best = took < best ? took : best;
    }
    return best;
}

/* So are its count and its ETag, which is a hash of the bytes. */
TEST(a_search_for_a_secret_word_is_byte_for_byte_one_for_a_word_that_stands_nowhere)
{
    struct things t = jalan_things(w);
    (void)plant(w, &t);
    static const char *const words[] = { "amplopcoklat", "pompabelakang", "airmasukkamar", "pegawaiminta" };
    for (size_t i = 0; i < COUNT(words); i++) {
        str secret = body_of(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/cari?q=%s", words[i])), NULL));
        str nothing = body_of(ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/cari?q=%cx%s", words[i][0],
            words[i] + 2)), NULL));
        CHECK_INT(secret.len, nothing.len);
        for (size_t at = 0; at < secret.len; at++)
            CHECK(secret.ptr[at] == nothing.ptr[at] || (secret.ptr[at] == words[i][1] && nothing.ptr[at] == 'x'));
    }
}

TEST(a_secret_is_answered_like_what_there_is_not_and_as_fast)
{
    struct things t = jalan_things(w);
    struct secret s = plant(w, &t);
    struct arena *a = w->arena;
    const char *pairs[][2] = { { cstr(a, str_format(a, "/usulan/" STR, STR_ARG(s.kode))), "/usulan/USL-28-TIDAK9" },
        { cstr(a, str_format(a, "/aduan/" STR, STR_ARG(s.nomor))), "/aduan/PMG-26-TIDAK9" },
        { cstr(a, str_format(a, "/berkas/%lld", (long long)s.photo)), "/berkas/123456789" } };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        int64_t secret = quickest(w, pairs[i][0]), nothing = quickest(w, pairs[i][1]);
        if (secret > nothing * 2 + 500)
            fail_msg("%s: %lld us, %lld us for nothing", pairs[i][0], (long long)secret, (long long)nothing);
    }
}

TESTS(pintu_tests,
    LISTED(no_door_tells_a_planted_secret_to_a_stranger_or_in_the_wrong_place),
    LISTED(who_may_reads_what_was_planted),
    LISTED(a_search_for_a_secret_word_is_byte_for_byte_one_for_a_word_that_stands_nowhere),
    LISTED(a_secret_is_answered_like_what_there_is_not_and_as_fast));
