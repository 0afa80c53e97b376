/* jalan_test.c: the authorisation walk: every route as a stranger, as the right role elsewhere, as the right one. */
#include "jalan_uji.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "core/berkas/berkas.h"
#include "core/kabar/kabar.h"
#include "core/kalender/kalender.h"
#include "core/pribadi/pribadi.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/warna.h"
#include "core/wilayah/wilayah.h"
#include "modules/aduan/aduan_uji.h"
#include "modules/aduan/sambungan_dalam.h"
#include "modules/modules.h"
#include "modules/musrenbang/musrenbang_dalam.h"

static enum outcome
add_minutes(struct db *db, void *context)
{
    struct things *t = context;
    t->minutes = 4242;
    struct query q = query_of(db, "INSERT INTO berita_acara (id, tahun, tingkat, wilayah, nomor, ke, sebab, tanggal,"
        " tempat, hadir_laki, hadir_perempuan, penandatangan, catatan, sidik_daftar, jumlah, biaya_sen, keadaan, pdf,"
        " pindaian, akun, dibuat, disahkan) VALUES ($1, 2028, 'lurah', $2, 'BA', 1, '', '2026-03-01', 'Balai', 1, 1,"
        " 'Lurah', '', '', 0, 0, 'menunggu', '', NULL, 0, 0, 0)");
    query_bind(&q, t->minutes);
    query_bind(&q, S(WORLD_KELURAHAN));
    return query_end(&q);
}

/* Files that wait, as the one who keeps the year brought them. */
static enum outcome
add_files(struct db *db, void *context)
{
    struct things *t = context;
    static const struct { const char *jenis, *isi; } files[] = { { "kamus", "kode,nama,kelompok,fisik,perangkat_daerah,"
        "sub_kegiatan,sub_kegiatan_nama,satuan,harga,maks,pengguna,pembayar,aktif\nN1,Sumur,infrastruktur,ya,DLH,"
        ",,titik,1000,0,rw,opd,ya\n" }, { "pagu", "jenis,kode,jumlah,kuota\nwilayah,18.72.01.1001.002,1000,2\n" } };
    t->kamus_file = 5151;
    t->pagu_file = 5252;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct query q = query_of(db, "INSERT INTO rencana_berkas (id, tahun, jenis, nama, isi, akun, dibuat)"
            " VALUES ($1, 2028, $2, 'uji.csv', $3, $4, $5)");
        query_bind(&q, i ? t->pagu_file : t->kamus_file);
        query_bind(&q, str_of(files[i].jenis));
        query_bind(&q, str_of(files[i].isi));
        query_bind(&q, t->mitra);
        query_bind(&q, t->w->now);
        TRY(query_end(&q));
    }
    return OK;
}

static enum outcome
add_failed_mail(struct db *db, void *context)
{
    struct things *t = context;
    t->surel = 4343;
    struct query q = query_of(db, "INSERT INTO surel_keluar (id, akun, judul, isi, tautan, waktu, coba,"
        " berikut, status, galat, sekali) VALUES ($1, 0, 'Uji', '', '', 0, 1, 0, 'gagal', '550', 0)");
    query_bind(&q, t->surel);
    return query_end(&q);
}

/* A photo of the complaint, and one that was covered; there are no bytes behind them. */
static enum outcome
add_photos(struct db *db, void *context)
{
    const struct things *t = context;
    struct berkas b = { .id = 6161, .milik_jenis = S("perkara"), .milik_id = t->aduan, .peran = S("foto"),
        .jenis = S("image/jpeg"), .sidik = S("00"), .sidik_sedang = S("00"), .sidik_kecil = S("00") };
    TRY(berkas_insert(db, &b));
    b.id = 6262;
    b.peran = S("asli");
    return berkas_insert(db, &b);
}

static enum outcome
add_connection(struct db *db, void *context)
{
    struct things *t = context;
    t->sambungan = 6363;
    struct sambungan s = { .id = t->sambungan, .nama = S("Provinsi"), .alamat = S("https://uji.test/open311/v2"),
        .kunci = S("k"), .arah = S("serah"), .dibuat = t->w->now };
    return sambungan_insert(db, t->w->region.secret, &s);
}

static enum outcome
add_offer(struct db *db, void *context)
{
    ((struct things *)context)->tawaran = 4444;
    struct query q = query_of(db, "INSERT INTO tawaran (id, jenis, kategori, wilayah, kelurahan, jumlah, aturan,"
        " keadaan, tujuan, sebab, akun, dibuat, berubah) VALUES (4444, 'aduan', 111, '" WORLD_RW "', '" WORLD_KELURAHAN
        "', 3, 1, 'terbuka', 0, '', 0, 0, 0)");
    return query_end(&q);
}

static int64_t
newest_of(struct world *w, const char *asal, const char *kanal)
{
    int64_t id = 0;
    struct query q = query_of(world_db(w), "SELECT max(id) FROM usulan WHERE asal = $1 AND kanal = $2");
    query_bind(&q, str_of(asal));
    query_bind(&q, str_of(kanal));
    if (query_next(&q))
        id = query_int(&q);
    CHECK(query_end(&q) == OK);
    return id;
}

static int64_t
role_of(struct world *w, int64_t akun)
{
    struct query q = query_of(world_db(w), "SELECT id FROM peran WHERE akun = $1");
    query_bind(&q, akun);
    int64_t id = query_next(&q) ? query_int(&q) : 0;
    CHECK(query_end_one(&q) == OK);
    return id;
}

struct things
jalan_things(struct world *w)
{
    struct things t = { .w = w, .r = open_year(w, 0) };
    const char *form = cstr(w->arena, str_format(w->arena, "kamus=%lld&judul=Pelatihan+warga&volume=10&masalah=Perlu"
        "+keterampilan&manfaat=12&alamat=Balai&aksi=simpan&wilayah=", (long long)t.r.manusia));
    t.sent = usulan_sent(&t.r, "10");
    t.draft = usulan_draft(&t.r, "rw1", "10");
    CHECK_STATUS(ask(w, "dprd", "POST", "/pokir/baru", cstr(w->arena, str_format(w->arena,
        "%s" WORLD_KELURAHAN, form))), 303);
    CHECK_STATUS(ask(w, "lurah", "POST", "/kertas/baru", cstr(w->arena, str_format(w->arena, "%s" WORLD_RW,
        form))), 303);
    t.pokir = newest_of(w, "pokir", "daring");
    t.paper = newest_of(w, "rw", "kertas");
    CHECK(world_write(w, add_minutes, &t) == OK);
    t.mitra = world_person(w, "mitra.rencana", "mitra", &(struct place){ 0 });
    CHECK(world_write(w, add_files, &t) == OK);
    CHECK(world_write(w, add_failed_mail, &t) == OK);
    CHECK(world_write(w, add_connection, &t) == OK);
    CHECK(world_write(w, add_offer, &t) == OK);
    struct meja_uji desk = open_desk(w);
    t.aduan = aduan_sent(&desk, "saluran", NULL);
    CHECK(aduan_uji_act(&desk, t.aduan, (struct tindakan){ .oleh = MEJA, .jabatan = S("Meja"), .aksi = S("disposisi"),
        .opd = t.r.opd }, NULL) == OK);
    CHECK(world_write(w, add_photos, &t) == OK);
    t.akun = world_person(w, "rw1.lain", "rw", &(struct place){ S(WORLD_RW), 0 });
    t.peran = role_of(w, t.akun);
    world_person(w, "admin", "admin", &(struct place){ 0 });
    return t;
}

/* Every {name} of every route, by the way it begins with; the first that fits. A route that is not here fails. */
static const struct { const char *path, *piece, *is; size_t id; } known[] = {
#define ID(path, member) { path, "{id}", NULL, offsetof(struct things, member) }
    ID("/admin/peran/", peran), ID("/admin/lembar/", none), ID("/admin/akun/", akun), ID("/admin/opd/", r.opd),
    ID("/admin/surel/", surel), ID("/rencana/{tahun}/kamus", kamus_file), ID("/rencana/{tahun}/pagu", pagu_file),
    ID("/rencana/{tahun}/cadangan", sent), ID("/berita-acara/", minutes), ID("/pokir/", pokir),
    ID("/rw/tawaran/", tawaran), ID("/kertas/tawaran/", tawaran), ID("/kertas/", paper),
    ID("/rw/", draft), ID("/verifikasi/", sent), ID("/berkas/", none), ID("/bukti/", none),
    ID("/lanjut/", none), ID("/saya/cadangan/", none), ID("/admin/permintaan-data/", none),
    ID("/meja/aduan/kunci/", none), ID("/meja/aduan/atur/jam/", none), ID("/meja/aduan/atur/jarak/", none),
    ID("/meja/aduan/atur/templat/", none), ID("/meja/aduan/sambungan/", sambungan), ID("/meja/aduan/sp4n/", none),
    ID("/meja/aduan/tampilan/", none), ID("/meja/aduan/", aduan), { "/meja/aduan/atur/", "{kategori}", "saluran", 0 },
    { "/meja/aduan/atur/", "{tanya}", "tidak", 0 }, { "/meja/aduan/atur/", "{alasan}", "A01", 0 },
    { "/rencana/", "{tahun}", "2028", 0 }, { "/musrenbang/", "{tahun}", "2028", 0 },
    { "/rencana/", "{tahap}", "usulan", 0 }, { "/rencana/", "{alasan}", "R01", 0 }, { "/rencana/", "{butir}", "F1", 0 },
    { "/musrenbang/", "{kode}", WORLD_KELURAHAN, 0 }, { "/", "{format}", "csv", 0 }, { "/bahasa/", "{kode}", "id", 0 },
    { "/usulan/", "{kode}", "USL-28-TIDAK", 0 }, { "/wilayah/", "{kode}", WORLD_KELURAHAN, 0 },
    { "/admin/data-pribadi/", "{kolom}", "akun.surel", 0 }, { "/lacak/", "{lebar}", "800", 0 },
    { "/berkas/", "{lebar}", "480", 0 }, { "/saya/sesi/", "{sidik}", "00", 0 }, { "/lacak/", "{foto}", "1", 0 },
    { "/meja/aduan/{id}/foto/{foto}/asli", "{foto}", "6262", 0 }, { "/meja/aduan/", "{foto}", "6161", 0 },
    { "/meja/aduan/", "{tanda}", "1.tidak", 0 }, { "/sitemap/", "{berkas}", "umum.xml", 0 },
    { "/peta/", "{versi}", "0", 0 }, { "/", "{z}", "5", 0 }, { "/", "{x}", "25", 0 }, { "/", "{y}", "15", 0 },
    { "/aduan/", "{nomor}", "PMG-26-X", 0 }, { "/lacak/", "{kode}", "X", 0 }, { "/berhenti/", "{kata}", "tidak", 0 },
    { "/lapor/", "{kata}", "tidak", 0 }, { "/aduan/langganan/", "{kata}", "tidak", 0 },
    { "/open311/", "{berkas}", "services.json", 0 }, { "/open311/", "{apa}", "services.json", 0 },
    { "/open311/", "{kode}", "saluran.json", 0 }, { "/open311/", "{id}", "PMG-26-TIDAK.json", 0 },
    { "/open311/", "{token}", "tidak.json", 0 }, { "/lapor/", "{kategori}", "saluran", 0 },
};

static void
put_piece(const struct things *t, struct buf *b, const struct route *r, str piece)
{
    for (size_t i = 0; i < COUNT(known); i++) {
        if (!str_eqz(piece, known[i].piece) || !str_starts(str_of(r->path), str_of(known[i].path)))
            continue;
        if (known[i].is)
            buf_str(b, str_of(known[i].is));
        else
            buf_int(b, *(const int64_t *)(const void *)((const char *)t + known[i].id));
        return;
    }
    fail_msg("teach the walk what stands for " STR " in %s", STR_ARG(piece), r->path);
}

const char *
jalan_path(const struct things *t, const struct route *r)
{
    struct buf b = { .arena = t->w->arena };
    str rest = str_of(r->path), piece;
    str_cut(&rest, '/', &piece);
    while (str_cut(&rest, '/', &piece)) {
        buf_char(&b, '/');
        if (str_starts(piece, S("{")))
            put_piece(t, &b, r, piece);
        else
            buf_str(&b, piece);
    }
    return b.len ? cstr(t->w->arena, buf_view(&b)) : "/";
}

static int
status_for(const struct things *t, const struct route *r, const char *user)
{
    bool post = strcmp(r->method, "POST") == 0;
    struct req *reply = ask(t->w, user, r->method, jalan_path(t, r), post ? "langkah=0" : NULL);
    if (reply->status >= 500)
        fail_msg("%s %s as \"%s\": %d", r->method, r->path, user, reply->status);
    return reply->status;
}

void
jalan_walk(const struct things *t, visit *each)
{
    for (const struct module *const *m = all_modules; *m; m++)
        for (const struct route *const *list = (*m)->routes; list && *list; list++)
            for (const struct route *r = *list; r->method; r++)
                each(t, r);
}

static void
as_stranger(const struct things *t, const struct route *r)
{
    int status = status_for(t, r, "");
    bool post = strcmp(r->method, "POST") == 0;
    if (r->may == &anyone || status == (post ? 403 : 303))
        return;
    fail_msg("a stranger at %s %s: %d", r->method, r->path, status);
}

TEST(a_stranger_gets_nothing_that_is_not_for_everybody)
{
    struct things t = jalan_things(w);
    jalan_walk(&t, as_stranger);
}

/* The first role that holds the permission, over a place where nothing of ours lies. */
static void
as_wrong_place(const struct things *t, const struct route *r)
{
    if (r->place == no_place || r->may == &anyone || r->may == &signed_in)
        return;
    static const struct { const char *jabatan; struct place place; } elsewhere[] = {
        { "rw", { { "18.72.02.1001.001", 17 }, 0 } }, { "lurah", { { "18.72.02.1001", 13 }, 0 } },
        { "camat", { { "18.72.02", 8 }, 0 } }, { "verifikator_pd", { { 0 }, 999 } } };
    str words = str_of(r->may->jabatan), word;
    while (str_cut(&words, ' ', &word))
        for (size_t i = 0; i < COUNT(elsewhere); i++) {
            if (!str_eqz(word, elsewhere[i].jabatan))
                continue;
            const char *user = cstr(t->w->arena, str_format(t->w->arena, "lain.%s", elsewhere[i].jabatan));
            world_person(t->w, user, elsewhere[i].jabatan, &elsewhere[i].place);
            int status = status_for(t, r, user);
            if (status != 404)
                fail_msg("%s elsewhere at %s %s: %d", user, r->method, r->path, status);
        }
}

TEST(the_right_role_in_the_wrong_place_finds_nothing)
{
    struct things t = jalan_things(w);
    jalan_walk(&t, as_wrong_place);
}

static void
as_without_role(const struct things *t, const struct route *r)
{
    if (r->may == &anyone || r->may == &signed_in)
        return;
    int status = status_for(t, r, "tamu.masuk");
    if (status != 403 && status != 404)
        fail_msg("somebody without a role at %s %s: %d", r->method, r->path, status);
}

TEST(who_is_signed_in_without_the_role_is_told_so)
{
    struct things t = jalan_things(w);
    world_person(w, "tamu.masuk", "kdh", &(struct place){ 0 });
    jalan_walk(&t, as_without_role);
}

static void
as_right(const struct things *t, const struct route *r)
{
    static const struct { const struct permission *may; const char *user; } right[] = { { &usulan_ajukan, "rw1" },
        { &usulan_pokir, "dprd" }, { &usulan_kertas, "lurah" }, { &usulan_putus, "lurah" },
        { &akun_rw_kelola, "lurah" }, { &akun_kelola, "admin" }, { &peran_kelola, "admin" },
        { &rencana_kelola, "mitra.rencana" }, { &wilayah_kelola, "admin" }, { &opd_kelola, "admin" },
        { &kalender_kelola, "admin" }, { &aturan_masuk_kelola, "admin" }, { &pribadi_kelola, "admin" },
        { &tampilan_kelola, "admin" }, { &surel_kelola, "admin" }, { &aduan_tangani, "meja" },
        { &aduan_meja, "meja" }, { &aduan_rahasia, "meja" }, { &aduan_atur, "admin" }, { &signed_in, "rw1" } };
    /* two end the session that the others still need; the others are of what one made oneself a moment ago */
    static const char *const own[] = { "/keluar", "/saya/keluar-semua", "/admin/lembar/{id}", "/saya/cadangan/{id}",
        "/bukti/{id}", "/lanjut/{id}", "/saya/sesi/{sidik}/akhiri", "/meja/aduan/kunci/{id}/akhiri",
        "/meja/aduan/sp4n/berkas/{id}", "/meja/aduan/atur/jam/{id}/batal", "/meja/aduan/atur/jarak/{id}/batal",
        "/meja/aduan/tampilan/{id}", "/meja/aduan/tampilan/{id}/hapus",
        "/meja/aduan/atur/templat/{id}", "/meja/aduan/atur/kategori/{kategori}/tanya/{tanya}" };
    for (size_t i = 0; i < COUNT(own); i++)
        if (strcmp(r->path, own[i]) == 0)
            return;
    bool listed = r->may == &anyone;
    for (size_t i = 0; i < COUNT(right); i++) {
        if (r->may != right[i].may)
            continue;
        listed = true;
        int status = status_for(t, r, right[i].user);
        if (status == 403 || status == 404)
            fail_msg("%s at %s %s: %d", right[i].user, r->method, r->path, status);
    }
    if (!listed)
        fail_msg("teach the walk who may %s: %s", r->may->name, r->path);
}

TEST(the_right_one_gets_in)
{
    struct things t = jalan_things(w);
    jalan_walk(&t, as_right);
}

/* ---- what every answer says to browsers, over a real socket --------------------------------------------------- */

static int port;
static size_t pages;                    /* answered 200 */

/* The status line and the headers. */
static str
headers_of(struct world *w, const char *path, const char *user)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0);
    str said = str_format(w->arena, "GET %s HTTP/1.1\r\nHost: uji.test\r\nCookie: " STR
        "\r\nConnection: close\r\n\r\n", path, STR_ARG(world_cookie(w, user)));
    CHECK(send(fd, said.ptr, said.len, MSG_NOSIGNAL) == (ssize_t)said.len);
    struct buf b = { .arena = w->arena };
    char bytes[4096];
    for (ssize_t got; (got = recv(fd, bytes, sizeof bytes, 0)) > 0;)
        buf_put(&b, bytes, (size_t)got);
    close(fd);
    ptrdiff_t end = str_find(buf_view(&b), S("\r\n\r\n"));
    return str_head(buf_view(&b), end < 0 ? 0 : (size_t)end + 2);
}

static void
says_how_to_treat_it(const struct things *t, const struct route *r)
{
    static const char *const lines[] = { "\r\nContent-Security-Policy: default-src 'none';", "frame-ancestors 'none'",
        "object-src 'none'", "base-uri 'none'", "form-action '", "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nReferrer-Policy: same-origin\r\n", "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nPermissions-Policy: " };
    static const char *const users[] = { "", "rw1", "lurah", "admin", "mitra.rencana" };
    for (size_t u = 0; r->show && u < COUNT(users); u++) {
        str got = headers_of(t->w, jalan_path(t, r), users[u]);
        pages += str_starts(got, S("HTTP/1.1 200"));
        for (size_t i = 0; i < COUNT(lines); i++)
            if (str_find(got, str_of(lines[i])) < 0)
                fail_msg("GET %s as \"%s\" lacks %s: " STR, r->path, users[u], lines[i], STR_ARG(got));
        CHECK(str_find(got, S("script-src 'self' ")) < 0 && str_find(got, S("\r\nServer:")) < 0);
    }
}

TEST(every_page_says_how_a_browser_may_treat_it)
{
    struct things t = jalan_things(w);
    struct http *http;
    struct http_config c = w->http;
    w->now = clock_now();               /* by its clock the server tells who is signed in */
    c.threads = 1;
    c.pool = 2;
    CHECK(http_start(&c, &http) == OK);
    port = http_port(http);
    pages = 0;
    for (size_t i = 0; i < 4; i++)
        world_sign_in(w, ((const char *const[]){ "rw1", "lurah", "admin", "mitra.rencana" })[i]);
    jalan_walk(&t, says_how_to_treat_it);
    http_stop(http);
    CHECK(pages > 100);
}

TESTS(jalan_tests,
    LISTED(every_page_says_how_a_browser_may_treat_it),
    LISTED(a_stranger_gets_nothing_that_is_not_for_everybody),
    LISTED(the_right_role_in_the_wrong_place_finds_nothing),
    LISTED(who_is_signed_in_without_the_role_is_told_so),
    LISTED(the_right_one_gets_in));
