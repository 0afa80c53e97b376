/* akun_test.c: administering accounts and roles: who may, where, and what broken input leaves behind. */
#include "core/siapa/akun_dalam.h"
#include "core/world.h"

#define OTHER_KELURAHAN "18.72.01.1002"

/* An administrator, two lurah, and an RW head in the first one's kelurahan. */
static int64_t
staff(struct world *w)
{
    world_person(w, "admin", "admin", NULL);
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    world_person(w, "lurah.lain", "lurah", &(struct place){ S(OTHER_KELURAHAN), 0 });
    return world_person(w, "rw1", "rw", &(struct place){ S(WORLD_RW), 0 });
}

static const char *
path_of(struct world *w, const char *before, int64_t id, const char *after)
{
    return cstr(w->arena, str_format(w->arena, "%s%lld%s", before, (long long)id, after));
}

static int64_t
number_of(struct world *w, const char *sql)
{
    struct query q = query_of(world_db(w), sql);
    int64_t n = query_next(&q) ? query_int(&q) : -1;
    CHECK(query_end(&q) == OK);
    return n;
}

static int64_t accounts(struct world *w) { return number_of(w, "SELECT count(*) FROM akun"); }
static int64_t roles(struct world *w) { return number_of(w, "SELECT count(*) FROM peran"); }

/* ---- the list ----------------------------------------------------------------------------------------------- */

TEST(a_lurah_sees_the_rw_heads_of_the_own_kelurahan_and_an_administrator_everybody)
{
    staff(w);
    world_person(w, "rw9", "rw", &(struct place){ S(WORLD_OTHER_RW), 0 });
    struct req *own = ask(w, "lurah", "GET", "/admin/akun", NULL), *all = ask(w, "admin", "GET", "/admin/akun", NULL);
    CHECK_HAS(own, ">rw1<");
    CHECK_LACKS(own, ">rw9<");
    CHECK_LACKS(own, ">admin<");
    CHECK_LACKS(own, ">lurah.lain<");
    CHECK_HAS(all, ">rw1<");
    CHECK_HAS(all, ">rw9<");
    CHECK_HAS(all, ">admin<");
    CHECK_STATUS(ask(w, "rw1", "GET", "/admin/akun", NULL), 403);
    CHECK_LACKS(ask(w, "admin", "GET", "/admin/akun?jabatan=lurah", NULL), ">rw1<");
    CHECK_HAS(ask(w, "admin", "GET", "/admin/akun?cari=rw", NULL), ">rw9<");
    CHECK_LACKS(ask(w, "admin", "GET", "/admin/akun?cari=rw1", NULL), ">rw9<");
    CHECK_HAS(ask(w, "admin", "GET", "/admin/akun?keadaan=nonaktif", NULL), "Tidak ada akun yang cocok");
}

TEST(a_long_list_goes_on_where_it_stopped)
{
    staff(w);
    for (int i = 0; i < 60; i++)
        world_person(w, cstr(w->arena, str_format(w->arena, "warga%02d", i)), "dprd", NULL);
    struct req *first = ask(w, "admin", "GET", "/admin/akun?jabatan=dprd", NULL);
    CHECK_HAS(first, ">warga49<");
    CHECK_LACKS(first, ">warga50<");
    CHECK_HAS(first, "sesudah=warga49");
    struct req *second = ask(w, "admin", "GET", "/admin/akun?jabatan=dprd&sesudah=warga49", NULL);
    CHECK_LACKS(second, ">warga49<");
    CHECK_HAS(second, ">warga59<");
    CHECK_LACKS(second, "sesudah=");
}

/* ---- codes -------------------------------------------------------------------------------------------------- */

TEST(a_lurah_resets_the_rw_heads_of_the_own_kelurahan_and_nobody_else)
{
    int64_t rw = staff(w);
    const char *path = path_of(w, "/admin/akun/", rw, "/kode");
    CHECK_STATUS(ask(w, "lurah.lain", "POST", path, "x=1"), 404);
    CHECK_STATUS(ask(w, "rw1", "POST", path, "x=1"), 403);
    struct req *r = ask(w, "lurah", "POST", path, "x=1");
    CHECK_STATUS(r, 303);
    CHECK_STATUS(ask(w, "rw1", "GET", "/saya", NULL), 303);             /* the old session has ended */
    int64_t camat = world_person(w, "camat", "camat", &(struct place){ S(WORLD_KECAMATAN), 0 });
    CHECK_STATUS(ask(w, "lurah", "POST", path_of(w, "/admin/akun/", camat, "/kode"), "x=1"), 404);
    world_person(w, "rw1", "dprd", NULL);                               /* now more than an RW head */
    CHECK_STATUS(ask(w, "lurah", "POST", path, "x=1"), 404);
    CHECK_STATUS(ask(w, "admin", "POST", path, "x=1"), 303);
}

/* The code on a sheet: five letters, a dash, five letters. */
static str
code_on(const struct req *sheet)
{
    static const char before[] = "class=\"besar kode\">";
    ptrdiff_t at = str_find(body_of(sheet), S("class=\"besar kode\">"));
    CHECK(at > 0);
    return str_head(str_from(body_of(sheet), (size_t)at + sizeof before - 1), KODE_LETTERS + 1);
}

TEST(a_sheet_shows_codes_to_its_maker_for_an_hour_and_they_open_the_account)
{
    staff(w);
    struct req *made = ask(w, "admin", "POST", "/admin/akun/baru", "masuk=Bidan.Desa&nama=Bidan+Contoh&surel=");
    CHECK_STATUS(made, 303);
    const char *path = cstr(w->arena, made->location);
    struct req *sheet = ask(w, "admin", "GET", path, NULL);
    CHECK_HAS(sheet, "bidan.desa");
    str kode = code_on(sheet);
    CHECK(kode.ptr[5] == '-');
    CHECK_STATUS(ask(w, "lurah", "GET", path, NULL), 404);
    struct req *in = ask(w, "", "POST", "/masuk", cstr(w->arena, str_format(w->arena, "masuk=bidan.desa&sandi=" STR,
        STR_ARG(kode))));
    CHECK_STR(in->location, "/sandi");
    CHECK_INT(number_of(w, "SELECT count(*) FROM akun WHERE kode_sekali <> ''"), 0);
    w->now += HOUR;
    CHECK_STATUS(ask(w, "admin", "GET", path, NULL), 404);
}

TEST(a_double_click_makes_one_account)
{
    staff(w);
    const char *form = "masuk=ganda&nama=Ganda&surel=&_kunci=00112233445566778899aabbccddeeff";
    struct req *first = ask(w, "admin", "POST", "/admin/akun/baru", form),
        *again = ask(w, "admin", "POST", "/admin/akun/baru", form);
    CHECK_STATUS(again, 303);
    CHECK(str_eq(first->location, again->location));
    CHECK_INT(number_of(w, "SELECT count(*) FROM akun WHERE masuk = 'ganda'"), 1);
}

TEST(an_account_that_cannot_be_made_says_why_and_keeps_what_was_typed)
{
    static const struct { const char *form, *said; } broken[] = {
        { "masuk=&nama=Contoh&surel=", "Nama masuk wajib diisi." },
        { "masuk=ada+spasi&nama=Contoh&surel=", "tanpa spasi" },
        { "masuk=baru&nama=&surel=", "Nama lengkap wajib diisi." },
        { "masuk=baru&nama=Contoh&surel=bukan+surel", "Email ditulis seperti" },
        { "masuk=RW1&nama=Contoh&surel=", "sudah dipakai" },
    };
    staff(w);
    int64_t before = accounts(w);
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = ask(w, "admin", "POST", "/admin/akun/baru", broken[i].form);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
    }
    CHECK_HAS(ask(w, "admin", "POST", "/admin/akun/baru", broken[4].form), "value=\"Contoh\"");
    CHECK_STATUS(ask(w, "lurah", "POST", "/admin/akun/baru", "masuk=baru&nama=Contoh"), 403);
    CHECK_INT(accounts(w), before);
}

/* ---- roles -------------------------------------------------------------------------------------------------- */

TEST(a_role_is_given_with_its_place_and_ended_by_a_day)
{
    staff(w);
    int64_t akun = world_person(w, "baru", "dprd", NULL);
    CHECK_STATUS(ask(w, "baru", "GET", "/admin/akun", NULL), 403);
    CHECK_STATUS(ask(w, "admin", "POST", path_of(w, "/admin/akun/", akun, "/peran"), "jabatan=lurah&wilayah="
        WORLD_KELURAHAN "&mulai=2026-03-03&selesai=2026-03-31&penetapan=plt&nomor_sk=SK/7"), 303);
    CHECK_STATUS(ask(w, "baru", "GET", "/admin/akun", NULL), 303);      /* whose roles change is signed out */
    world_sign_in(w, "baru");
    CHECK_STATUS(ask(w, "baru", "GET", "/admin/akun", NULL), 200);
    int64_t id = number_of(w, "SELECT id FROM peran WHERE penetapan = 'plt'");
    const char *path = path_of(w, "/admin/peran/", id, "/akhiri");
    CHECK_STATUS(ask(w, "lurah", "POST", path, "sampai=2026-03-02"), 403);
    CHECK_HAS(ask(w, "admin", "POST", path, "sampai=besok"), "Isi tanggal terakhir");
    CHECK_HAS(ask(w, "admin", "POST", path, "sampai=2026-03-01"), "tidak dapat mendahuluinya");
    CHECK_STATUS(ask(w, "admin", "POST", path, "sampai=2026-03-02"), 303);
    world_sign_in(w, "baru");
    CHECK_STATUS(ask(w, "baru", "GET", "/admin/akun", NULL), 403);
    CHECK_INT(number_of(w, "SELECT count(*) FROM peristiwa WHERE jenis IN ('peran.diberi', 'peran.diakhiri')"), 2);
}

TEST(a_role_against_the_rules_is_refused_beside_its_field)
{
    static const struct { const char *form, *said; } broken[] = {
        { "jabatan=raja&mulai=2026-03-03&penetapan=definitif", "Pilih jabatan dari daftar." },
        { "jabatan=lurah&mulai=2026-03-03&penetapan=definitif", "Isi kode wilayah" },
        { "jabatan=lurah&wilayah=18.72.77&mulai=2026-03-03&penetapan=definitif", "Kode wilayah 18.72.77 tidak ada." },
        { "jabatan=lurah&wilayah=18.72.01&mulai=2026-03-03&penetapan=definitif", "bertugas di tingkat Kelurahan" },
        { "jabatan=kepala_pd&mulai=2026-03-03&penetapan=definitif", "Pilih perangkat daerah" },
        { "jabatan=kepala_pd&opd=99&mulai=2026-03-03&penetapan=definitif", "Pilih perangkat daerah" },
        { "jabatan=tapd&mulai=2026-03-03&penetapan=selamanya", "Pilih definitif, Plt, atau Plh." },
        { "jabatan=tapd&mulai=2026-03-03&selesai=2026-03-02&penetapan=definitif", "mendahului tanggal mulai" },
        { "jabatan=tapd&mulai=2026-03-03&penetapan=plt&nomor_sk=1", "Plt dan Plh selalu sementara" },
        { "jabatan=tapd&mulai=2026-03-03&selesai=2026-04-01&penetapan=plh", "Isi nomornya" },
        { "jabatan=tapd&mulai=31+Maret&penetapan=definitif", "Mulai diisi tanggal" },
        { "jabatan=lurah&wilayah=" WORLD_KELURAHAN "&mulai=2026-03-03&penetapan=definitif", "masih dipegang lurah" },
    };
    int64_t akun = staff(w), before = roles(w);
    const char *path = path_of(w, "/admin/akun/", akun, "/peran");
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = ask(w, "admin", "POST", path, broken[i].form);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
    }
    CHECK_INT(roles(w), before);
    CHECK_STATUS(ask(w, "lurah", "POST", path, "jabatan=admin&mulai=2026-03-03&penetapan=definitif"), 403);
    CHECK_INT(roles(w), before);
}

TEST(the_last_administrator_stays)
{
    int64_t rw = staff(w), admin = number_of(w, "SELECT id FROM akun WHERE masuk = 'admin'");
    int64_t role = number_of(w, "SELECT id FROM peran WHERE jabatan = 'admin'");
    const char *off = path_of(w, "/admin/akun/", admin, "/aktif"), *end = path_of(w, "/admin/peran/", role, "/akhiri");
    CHECK_HAS(ask(w, "admin", "POST", off, "aktif=0"), "Ini administrator terakhir.");
    CHECK_HAS(ask(w, "admin", "POST", end, "sampai=2026-03-03"), "Ini administrator terakhir.");
    world_person(w, "admin2", "admin", NULL);
    CHECK_STATUS(ask(w, "admin2", "POST", off, "aktif=0"), 303);
    CHECK_STATUS(ask(w, "admin", "GET", "/saya", NULL), 303);           /* its session has ended */
    CHECK_STATUS(ask(w, "admin2", "POST", path_of(w, "/admin/akun/", rw, "/aktif"), "aktif=0"), 303);
    CHECK_STATUS(ask(w, "admin2", "POST", path_of(w, "/admin/akun/", rw, "/aktif"), "aktif=1"), 303);
}

/* ---- from a CSV --------------------------------------------------------------------------------------------- */

static struct req *
bring(struct world *w, const char *user, str bytes)
{
    struct upload u = { S("berkas"), S("rw.csv"), bytes };
    return ask_files(w, &(struct sent){ .user = user, .path = "/admin/akun/impor", .form = "x=1", .uploads = &u,
        .upload_count = 1 });
}

TEST(rw_accounts_of_a_csv_are_made_with_a_slip_each)
{
    staff(w);
    struct req *r = bring(w, "lurah", S("\xEF\xBB\xBFwilayah;nama;masuk;surel\r\n"
        WORLD_KELURAHAN ".002;Siti Contoh;0812000001;siti@contoh.id\r\n"));
    CHECK_STATUS(r, 303);
    struct req *sheet = ask(w, "lurah", "GET", cstr(w->arena, r->location), NULL);
    CHECK_HAS(sheet, "Siti Contoh");
    CHECK_HAS(sheet, "002, Kel. Melati");
    struct req *in = ask(w, "", "POST", "/masuk", cstr(w->arena, str_format(w->arena, "masuk=0812000001&sandi=" STR,
        STR_ARG(code_on(sheet)))));
    CHECK_STR(in->location, "/sandi");
}

TEST(a_broken_csv_of_accounts_makes_none)
{
    static const struct { str text; const char *said; } broken[] = {
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,Siti,0812,\n18.72.01,Budi,0813,\n"),
            "Baris 3, kolom wilayah: isi kode RW" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,,0812,\n"), "Baris 2, kolom nama: nama diisi" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,Siti,nama saya,\n"),
            "Baris 2, kolom masuk: hanya boleh" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,Siti,0812,siti\n"), "Baris 2, kolom surel: ditulis" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,Siti,0812,\n" WORLD_KELURAHAN ".003,Budi,0812,\n"),
            "Baris 3, kolom masuk: nama masuk ini sudah ada di baris lain" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,Siti,RW1,\n"),
            "Baris 2, kolom masuk: nama masuk ini sudah" },
        { S("wilayah,nama,masuk,surel\n" WORLD_RW ",Siti,0812,\n"),
            "Baris 2, kolom wilayah: RW ini masih dipegang rw1" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,Siti,0812,\n" WORLD_OTHER_RW ",Asing,0813,\n"),
            "Baris 3, kolom wilayah: RW ini tidak ada di wilayah Anda." },
        { S("wilayah,nama,masuk\n"), "Kolom surel tidak ada di baris judul" },
        { S("wilayah,nama,masuk,surel\n" WORLD_KELURAHAN ".002,\"Siti,0812,\n"), "tidak ditutup" },
        { S("wilayah,nama,masuk,surel\n"), "Berkas ini hanya berisi judul" },
    };
    staff(w);
    int64_t before = accounts(w);
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct req *r = bring(w, "lurah", broken[i].text);
        CHECK_STATUS(r, 422);
        CHECK_HAS(r, broken[i].said);
        CHECK_INT(accounts(w), before);
    }
    CHECK_STATUS(bring(w, "rw1", broken[0].text), 403);
}

TEST(all_mistakes_of_a_csv_are_told_at_once)
{
    staff(w);
    struct req *r = bring(w, "lurah", S("wilayah,nama,masuk,surel\n18,,x,y\n" WORLD_KELURAHAN ".002,Siti,a b,\n"));
    CHECK_STATUS(r, 422);
    CHECK_INT(r->form.error_count, 5);
    CHECK_HAS(r, "5 hal perlu diperbaiki");
}

/* ---- e-mail addresses ---------------------------------------------------------------------------------------- */

TEST(an_address_is_shown_masked_and_found_only_when_it_is_written_whole)
{
    staff(w);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/akun/baru", "masuk=bidan&nama=Bidan&surel=Bidan.Desa%40Contoh.id"),
        303);
    struct req *found = ask(w, "admin", "POST", "/admin/akun/surel", "surel=bidan.desa%40contoh.id");
    CHECK_STATUS(found, 303);
    CHECK(str_starts(found->location, S("/admin/akun/")));
    struct req *shown = ask(w, "admin", "GET", cstr(w->arena, found->location), NULL);
    CHECK_HAS(shown, "b***@contoh.id");
    CHECK_LACKS(shown, "bidan.desa@");
    CHECK_HAS(ask(w, "admin", "POST", "/admin/akun/surel", "surel=desa%40contoh.id"),
        "Tidak ada akun dengan alamat itu");
    CHECK_HAS(ask(w, "admin", "POST", "/admin/akun/surel", "surel=bidan"), "Tulis alamat yang lengkap");
}

TEST(an_address_of_somebody_elsewhere_is_not_known_to_a_lurah)
{
    staff(w);
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/akun/baru", "masuk=bidan&nama=Bidan&surel=bidan%40contoh.id"), 303);
    CHECK_HAS(ask(w, "lurah", "POST", "/admin/akun/surel", "surel=bidan%40contoh.id"),
        "Tidak ada akun dengan alamat itu");
    CHECK_STATUS(ask(w, "rw1", "POST", "/admin/akun/surel", "surel=bidan%40contoh.id"), 403);
}

static const char *
with_address(struct world *w, const char *form)
{
    CHECK_STATUS(ask(w, "admin", "POST", "/admin/akun/baru", form), 303);
    struct req *found = ask(w, "admin", "POST", "/admin/akun/surel", "surel=bidan%40contoh.id");
    CHECK_STATUS(found, 303);
    return cstr(w->arena, str_format(w->arena, STR "/buka", STR_ARG(found->location)));
}

TEST(an_address_opens_with_a_reason_that_stays_and_that_its_owner_hears)
{
    staff(w);
    const char *url = with_address(w, "masuk=bidan&nama=Bidan&surel=bidan%40contoh.id");
    CHECK_LACKS(ask(w, "admin", "GET", url, NULL), "bidan@contoh.id");
    struct req *opened = ask(w, "admin", "POST", url, "sebab=Memastikan+undangan+sampai");
    CHECK_STATUS(opened, 200);
    CHECK_HAS(opened, "bidan@contoh.id");
    CHECK(opened->no_store);
    CHECK_INT(number_of(w, "SELECT count(*) FROM peristiwa p JOIN peristiwa_isi i ON i.peristiwa = p.id"
        " WHERE p.jenis = 'akun.surel_dibuka' AND i.isi = 'sebab=Memastikan undangan sampai'"), 1);
    CHECK_INT(number_of(w, "SELECT count(*) FROM kabar k JOIN akun a ON a.id = k.akun WHERE a.masuk = 'bidan'"), 1);
}

TEST(an_address_stays_shut_without_a_reason_and_to_others)
{
    staff(w);
    const char *url = with_address(w, "masuk=bidan&nama=Bidan&surel=bidan%40contoh.id");
    struct req *refused = ask(w, "admin", "POST", url, "sebab=ya");
    CHECK_STATUS(refused, 422);
    CHECK_LACKS(refused, "bidan@contoh.id");
    CHECK_LACKS(ask(w, "lurah", "POST", url, "sebab=Memastikan+undangan+sampai"), "bidan@contoh.id");
    CHECK_INT(number_of(w, "SELECT count(*) FROM peristiwa WHERE jenis = 'akun.surel_dibuka'"), 0);
}

TESTS(akun_tests,
    LISTED(a_lurah_sees_the_rw_heads_of_the_own_kelurahan_and_an_administrator_everybody),
    LISTED(a_long_list_goes_on_where_it_stopped),
    LISTED(a_lurah_resets_the_rw_heads_of_the_own_kelurahan_and_nobody_else),
    LISTED(a_sheet_shows_codes_to_its_maker_for_an_hour_and_they_open_the_account),
    LISTED(a_double_click_makes_one_account),
    LISTED(an_account_that_cannot_be_made_says_why_and_keeps_what_was_typed),
    LISTED(a_role_is_given_with_its_place_and_ended_by_a_day),
    LISTED(a_role_against_the_rules_is_refused_beside_its_field),
    LISTED(the_last_administrator_stays),
    LISTED(rw_accounts_of_a_csv_are_made_with_a_slip_each),
    LISTED(a_broken_csv_of_accounts_makes_none),
    LISTED(all_mistakes_of_a_csv_are_told_at_once),
    LISTED(an_address_is_shown_masked_and_found_only_when_it_is_written_whole),
    LISTED(an_address_of_somebody_elsewhere_is_not_known_to_a_lurah),
    LISTED(an_address_opens_with_a_reason_that_stays_and_that_its_owner_hears),
    LISTED(an_address_stays_shut_without_a_reason_and_to_others));
