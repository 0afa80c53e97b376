/* tampilan_test.c: the frame, its own routes, and the parts that pages are made of. */
#include "core/tampilan/komponen.h"
#include "core/tampilan/komponen_html.h"
#include "core/world.h"

/* ---- the frame ------------------------------------------------------------------------------------------------ */

TEST(sample_data_is_said_on_every_page)
{
    CHECK_LACKS(ask(w, "", "GET", "/gaya", NULL), "data-contoh");
    w->region.sample = true;
    CHECK_HAS(ask(w, "", "GET", "/gaya", NULL), "class=\"data-contoh\"");
    CHECK_HAS(ask(w, "", "GET", "/tidak/ada", NULL), "class=\"data-contoh\"");
}

TEST(a_region_without_colours_of_its_own_asks_for_one_stylesheet_less)
{
    CHECK_LACKS(ask(w, "", "GET", "/gaya", NULL), "/tema.css");
    CHECK_STATUS(ask(w, "", "GET", "/tema.css", NULL), 404);
    w->region.theme_css = S("@layer token{:root{--brand-strong:#5c0f14;}}");
    CHECK_HAS(ask(w, "", "GET", "/gaya", NULL), "<link rel=\"stylesheet\" href=\"/tema.css\">");
    CHECK_HAS(ask(w, "", "GET", "/gaya", NULL), "content=\"#5c0f14\"");
    CHECK_STR(body_of(ask(w, "", "GET", "/tema.css", NULL)), "@layer token{:root{--brand-strong:#5c0f14;}}");
}

TEST(an_error_page_tells_the_way_out_and_the_code_to_name)
{
    struct req *r = ask(w, "", "GET", "/tidak/ada", NULL);
    CHECK_STATUS(r, 404);
    CHECK_HAS(r, "Halaman tidak ditemukan");
    CHECK_HAS(r, cstr(w->arena, str_format(w->arena, "<b>" STR "</b>", STR_ARG(r->number))));
    CHECK_HAS(r, "href=\"/\"");
}

TEST(initials_are_letters)
{
    static const struct nav_entry own[] = { { "saya", "Akun saya", "circle-user-round", "/saya", &signed_in }, { 0 } };
    world_person(w, "Budi (uji) Santoso", "admin", NULL);
    tampilan_nav((struct nav){ .kerja = own });
    CHECK_HAS(ask(w, "Budi (uji) Santoso", "GET", "/saya", NULL), "aria-hidden=\"true\">BS</span>");
    tampilan_nav((struct nav){ 0 });
}

static void
seven_wait(struct req *req, struct nav_angka_list *list)
{
    (void)req;
    list->items[list->count++] = (struct nav_angka){ "saya", 7, true };
}

TEST(the_navigation_says_how_many_wait)
{
    static const struct nav_entry own[] = { { "saya", "Akun saya", "circle-user-round", "/saya", &signed_in }, { 0 } };
    world_person(w, "budi", "admin", NULL);
    tampilan_nav((struct nav){ .kerja = own });
    CHECK_LACKS(ask(w, "budi", "GET", "/saya", NULL), "class=\"jml");
    tampilan_nav((struct nav){ .kerja = own, .angka = seven_wait });
    CHECK_HAS(ask(w, "budi", "GET", "/saya", NULL), "<span class=\"jml penting\">7<span class=\"sr\"> menunggu");
    tampilan_nav((struct nav){ 0 });
}

TEST(each_status_has_words_of_its_own)
{
    static const int all[] = { 400, 403, 404, 405, 409, 413, 421, 422, 429, FORM_TOO_OLD, 500, 503 };
    struct req *r = ask(w, "", "GET", "/gaya", NULL);
    for (size_t i = 0; i < COUNT(all); i++)
        for (size_t k = 0; k < i; k++)
            CHECK(!str_eq(galat_of(r, all[i]).judul, galat_of(r, all[k]).judul));
    CHECK_STR(galat_of(r, 418).judul, "Halaman tidak ditemukan");
    CHECK_INT(galat_of(r, FORM_TOO_OLD).status, 403);
}

TEST(every_error_page_is_there_in_english)
{
    static const int all[] = { 400, 403, 404, 405, 409, 413, 421, 422, 429, FORM_TOO_OLD, 500, 503 };
    struct req *r = ask(w, "", "GET", "/gaya", NULL);
    for (size_t i = 0; i < COUNT(all); i++) {
        r->out.lang = S("id");
        struct galat_lihat id = galat_of(r, all[i]);
        r->out.lang = S("en");
        struct galat_lihat en = galat_of(r, all[i]);
        if (str_eq(id.judul, en.judul) || str_eq(id.isi, en.isi))
            fail_msg("status %d is not translated", all[i]);
    }
}

/* ---- routes --------------------------------------------------------------------------------------------------- */

TEST(the_language_is_kept_and_one_stays_on_the_page)
{
    struct req *r = ask(w, "", "GET", "/bahasa/en?ke=%2Fgaya%3Fhal%3D2", NULL);
    CHECK_STATUS(r, 303);
    CHECK_STR(r->location, "/gaya?hal=2");
    CHECK_INT(r->header_count, 1);
    CHECK(str_starts(r->headers[0].value, S("pamong_bahasa=en;")));
    CHECK_STATUS(ask(w, "", "GET", "/bahasa/fr", NULL), 404);
}

TEST(a_language_link_never_leads_to_another_site)
{
    static const char *const odd[] = { "https://jahat.test", "//jahat.test", "/\\jahat.test", "/\t/jahat.test",
        "/\n/jahat.test", "/\x7f/jahat.test", "jahat", "" };
    for (size_t i = 0; i < COUNT(odd); i++)
        if (tampilan_is_local(str_of(odd[i])))
            fail_msg("%s counts as local", odd[i]);
    CHECK(tampilan_is_local(S("/")) && tampilan_is_local(S("/usulan/USL-28-0417?a=//b")));
    CHECK_STR(ask(w, "", "GET", "/bahasa/id?ke=%2F%2Fjahat.test", NULL)->location, "/");
    CHECK_STR(ask(w, "", "GET", "/bahasa/id?ke=https%3A%2F%2Fjahat.test", NULL)->location, "/");
}

TEST(the_service_worker_is_a_bare_script_that_browsers_ask_for_anew)
{
    struct req *r = ask(w, "", "GET", "/sw.js", NULL);
    CHECK_STATUS(r, 200);
    CHECK_LACKS(r, "<!DOCTYPE");
    CHECK_HAS(r, "addEventListener(\"install\"");
    CHECK(str_find(r->content_type, S("javascript")) >= 0);
    CHECK_STR(r->headers[0].value, "no-cache");
}

TEST(the_manifest_is_json_whatever_the_region_is_called)
{
    w->region.nama = S("Kota \"Uji\" \\ Coba\n");
    CHECK_HAS(ask(w, "", "GET", "/manifest.webmanifest", NULL), "{\"name\":\"Pamong Kota \\\"Uji\\\" \\\\ Coba\",");
}

TEST(the_page_without_a_signal_needs_no_database_and_says_what_is_safe)
{
    CHECK_HAS(ask(w, "", "GET", "/luring", NULL), "tetap aman di perangkat ini");
}

/* ---- parts ---------------------------------------------------------------------------------------------------- */

TEST(a_wrong_field_keeps_what_was_typed_as_text_and_names_its_error_and_hint)
{
    struct req *r = ask(w, "", "GET", "/gaya/salah", NULL);
    CHECK_HAS(r, "value=\"Drainase &lt;b&gt;Gang Melati&lt;/b&gt;\" required aria-invalid=\"true\""
        " aria-describedby=\"g-judul b-judul\"");
    CHECK_HAS(r, "<p class=\"galat-teks\" id=\"g-judul\">");
    CHECK_HAS(r, "<p class=\"bantu\" id=\"b-judul\">");
    CHECK_HAS(r, "value=\"ubah\" checked");
    CHECK_HAS(r, "type=\"date\" value=\"2026-11-14\"");
}

TEST(the_summary_links_to_a_control_for_every_error)
{
    static const char *const fields[] = { "judul", "volume", "kamus", "masalah", "putusan", "foto" };
    struct req *r = ask(w, "", "GET", "/gaya/salah", NULL);
    CHECK_HAS(r, "<div role=\"alert\"><h2>7 hal perlu diperbaiki</h2>");
    for (size_t i = 0; i < COUNT(fields); i++) {
        CHECK_HAS(r, cstr(w->arena, str_format(w->arena, "<a href=\"#i-%s\">", fields[i])));
        CHECK_HAS(r, cstr(w->arena, str_format(w->arena, "id=\"i-%s\"", fields[i])));
    }
    CHECK_HAS(r, "<li>Pagu RW tinggal");
}

TEST(a_question_is_a_form_with_its_guard_and_names_the_act)
{
    struct req *r = ask(w, "", "GET", "/gaya/konfirmasi", NULL);
    CHECK_HAS(r, "name=\"_token\"");
    CHECK_HAS(r, ">Tolak 3 usulan</button>");
    CHECK(r->no_store);
}

TEST(pages_show_their_neighbours_and_the_ends)
{
    struct arena *a = arena_open();
    static const struct { int64_t kini, isi, jumlah; const char *shown; } cases[] = {
        { 1, 50, 0, "[1]" }, { 1, 50, 50, "[1]" }, { 1, 50, 51, "[1] 2" }, { 2, 50, 4821, "1 [2] 3 .. 97" },
        { 50, 50, 4821, "1 .. 49 [50] 51 .. 97" }, { 99, 50, 4821, "1 .. 96 [97]" }, { -3, 10, 30, "[1] 2 3" },
        { 1, 10, 31, "[1] 2 .. 4" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct halaman h = halaman_of(a, S("?hal="), cases[i].kini, cases[i].isi, cases[i].jumlah);
        struct buf b = { .arena = a };
        for (size_t k = 0; k < h.nomor.count; k++) {
            const struct nomor_halaman *n = &h.nomor.items[k];
            buf_format(&b, k ? " " : "");
            if (n->nomor)
                buf_format(&b, n->kini ? "[%lld]" : "%lld", (long long)n->nomor);
            else
                buf_str(&b, S(".."));
        }
        CHECK_STR(buf_view(&b), cases[i].shown);
    }
    struct halaman h = halaman_of(a, S("?hal="), 97, 50, 4821);
    CHECK_INT(h.dari, 4801);
    CHECK_INT(h.sampai, 4821);
    CHECK_STR(h.sebelum, "?hal=96");
    CHECK_INT(h.berikut.len, 0);
    arena_close(a);
}

TEST(the_ribbon_is_on_one_scale_and_gold_where_the_value_fell)
{
    struct jejak_langkah steps[] = { { .jumlah = { 14040000000 } }, { .jumlah = { 11700000000 } }, { .jumlah = { 0 } },
        { .jumlah = { 11700000000 } }, { .jumlah = { -5 } } };
    struct jejak_langkah_list list = { steps, COUNT(steps) };
    jejak_scale(&list);
    CHECK_INT(steps[0].bagian, 100);
    CHECK_INT(steps[1].bagian, 83);
    CHECK(!steps[0].turun && steps[1].turun && !steps[2].turun && !steps[3].turun && !steps[4].turun);
    CHECK_INT(steps[4].bagian, 0);
    jejak_scale(&(struct jejak_langkah_list){ NULL, 0 });
}

TEST(a_ceiling_is_never_drawn_beyond_its_bar_and_says_by_how_much_it_is_exceeded)
{
    struct pagu_lihat p = { .jumlah = { 35000000000 }, .terpakai = { 29140000000 }, .rencana = { 8500000000 } };
    CHECK_INT(pagu_used_value(&p), 83);
    CHECK_INT(pagu_plan_value(&p), 17);
    CHECK_INT(pagu_over_value(&p).sen, 2640000000);
    p.rencana.sen = 5100000000;
    CHECK_INT(pagu_plan_value(&p), 14);
    CHECK_INT(pagu_over_value(&p).sen, 0);
    p = (struct pagu_lihat){ .terpakai = { 1 } };
    CHECK_INT(pagu_used_value(&p), 100);
    CHECK_HAS(ask(w, "", "GET", "/gaya", NULL),
        "aria-label=\"83% terpakai, 17% rencana, melebihi pagu sebesar Rp26.400.000\"");
}

/* What the next page is told, as a browser brings it along. */
static const char *
told(struct world *w, const struct req *r)
{
    for (size_t i = 0; i < r->header_count; i++) {
        str value = r->headers[i].value, line;
        if (str_find(value, S("pamong_kabar=")) == 0 && str_cut(&value, ';', &line))
            return cstr(w->arena, str_format(w->arena, "=0; " STR, STR_ARG(line)));
    }
    return "";
}

TEST(a_refused_login_is_told_as_a_failure_on_the_next_page)
{
    struct req *refused = ask(w, "", "POST", "/masuk", "masuk=siapa&sandi=salah+sekali");
    struct req *next = ask(w, told(w, refused), "GET", "/masuk", NULL);
    CHECK_HAS(next, "pesan galat");
    CHECK_HAS(next, "tidak cocok");
    CHECK_LACKS(next, "pesan baik");
    CHECK_LACKS(ask(w, "", "GET", "/masuk", NULL), "pesan galat");
}

TESTS(tampilan_tests,
    LISTED(a_refused_login_is_told_as_a_failure_on_the_next_page),
    LISTED(sample_data_is_said_on_every_page),
    LISTED(a_region_without_colours_of_its_own_asks_for_one_stylesheet_less),
    LISTED(an_error_page_tells_the_way_out_and_the_code_to_name),
    LISTED(initials_are_letters), LISTED(the_navigation_says_how_many_wait),
    LISTED(each_status_has_words_of_its_own),
    LISTED(every_error_page_is_there_in_english),
    LISTED(the_language_is_kept_and_one_stays_on_the_page),
    LISTED(a_language_link_never_leads_to_another_site),
    LISTED(the_service_worker_is_a_bare_script_that_browsers_ask_for_anew),
    LISTED(the_manifest_is_json_whatever_the_region_is_called),
    LISTED(the_page_without_a_signal_needs_no_database_and_says_what_is_safe),
    LISTED(a_wrong_field_keeps_what_was_typed_as_text_and_names_its_error_and_hint),
    LISTED(the_summary_links_to_a_control_for_every_error),
    LISTED(a_question_is_a_form_with_its_guard_and_names_the_act),
    ALONE(pages_show_their_neighbours_and_the_ends),
    ALONE(the_ribbon_is_on_one_scale_and_gold_where_the_value_fell),
    LISTED(a_ceiling_is_never_drawn_beyond_its_bar_and_says_by_how_much_it_is_exceeded));
