/* csv_test.c: CSV as spreadsheets write it, and broken in the ways that people break it. */
#include "base/test.h"
#include "core/impor/csv.h"

static const char *const columns[] = { "kode", "nama", NULL };

/* The second record's name, after a good heading; what is wrong when there is none. */
static str
name_in(struct arena *a, str text)
{
    size_t at[2];
    struct csv c = csv_open(a, text);
    if (csv_heading(&c, columns, at) && csv_next(&c))
        return c.cells[at[1]];
    return c.error;
}

/* All of it is read; what is wrong, or nothing. */
static str
error_in(struct arena *a, str text)
{
    size_t at[2];
    struct csv c = csv_open(a, text);
    if (csv_heading(&c, columns, at))
        while (csv_next(&c))
            continue;
    return c.error;
}

TEST(commas_semicolons_and_tabs_are_found_by_the_heading)
{
    struct arena *a = arena_open();
    CHECK_STR(name_in(a, S("kode,nama\n1,Melati; RW\n")), "Melati; RW");
    CHECK_STR(name_in(a, S("kode;nama\n1;Melati, RW\n")), "Melati, RW");
    CHECK_STR(name_in(a, S("kode\tnama\n1\tMelati, RW\n")), "Melati, RW");
    CHECK_STR(name_in(a, S("\"a;b;c\",kode,nama\nx,1,Melati")), "Melati");
    arena_close(a);
}

TEST(a_byte_order_mark_and_windows_line_ends_do_not_matter)
{
    struct arena *a = arena_open();
    CHECK_STR(name_in(a, S("\xEF\xBB\xBFKode;Nama\r\n1;Melati\r\n")), "Melati");
    CHECK_STR(error_in(a, S("\xEF\xBB\xBFKode;Nama\r\n1;Melati\r\n;\r\n\r\n")), "");
    arena_close(a);
}

TEST(a_quoted_cell_may_hold_separators_quotes_and_line_ends)
{
    struct arena *a = arena_open();
    CHECK_STR(name_in(a, S("kode,nama\n1,\"Gang \"\"Melati\"\",\nRT 02\"\n")), "Gang \"Melati\",\nRT 02");
    CHECK_STR(name_in(a, S("kode,nama\n1,\"\"\n")), "");
    CHECK_STR(name_in(a, S("kode,nama\n1,Soka\"an\n")), "Soka\"an");
    arena_close(a);
}

TEST(a_line_is_counted_as_an_editor_counts_it)
{
    struct arena *a = arena_open();
    size_t at[2];
    struct csv c = csv_open(a, S("kode,nama\n\n1,\"dua\nbaris\"\n2,x\n"));
    CHECK(csv_heading(&c, columns, at));
    CHECK(csv_next(&c) && c.line == 3);
    CHECK(csv_next(&c) && c.line == 5);
    CHECK_STR(csv_at(&c, at[1], "%s", "salah."), "Baris 5, kolom nama: salah.");
    CHECK(!csv_next(&c) && c.error.len == 0);
    arena_close(a);
}

TEST(columns_come_in_any_order_and_others_are_left_alone)
{
    struct arena *a = arena_open();
    CHECK_STR(name_in(a, S("NAMA,catatan,Kode\nMelati,x,1\n")), "Melati");
    arena_close(a);
}

TEST(a_broken_file_is_refused_with_its_line_and_column)
{
    static const struct { str text; const char *error; } broken[] = {
        { { "", 0 }, "Berkas ini kosong. Isi baris pertama dengan nama kolom." },
        { S("kode,nama\n1,\"Melati\n2,Kenanga\n"), "Baris 2, kolom nama: tanda kutip dibuka tetapi tidak ditutup." },
        { S("kode,nama\n1,\"Melati\"x\n"), "Baris 2, kolom nama: ada isi sesudah tanda kutip tutup." },
        { S("kode,nama\n1, \"Melati, RW\"\n"), "Baris 2: ada 3 kolom, padahal judulnya 2 kolom. Periksa pemisah"
            " kolom dan tanda kutip di baris itu." },
        { S("kode,nama\n1,Melati\n2,Kenanga,3\n"), "Baris 3: ada 3 kolom, padahal judulnya 2 kolom. Periksa pemisah"
            " kolom dan tanda kutip di baris itu." },
        { S("kode,nama,kode\n"), "Kolom kode ada dua kali di baris judul. Sisakan satu." },
        { S("kode,judul\n1,x\n"), "Kolom nama tidak ada di baris judul. Yang terbaca: kode dan lainnya." },
        { S("kode,nama\n1,Caf\xE9\n"), "Baris 2: ada huruf yang tidak terbaca. Simpan lagi sebagai CSV UTF-8." },
        { S("\xFF\xFEk\0o\0"), "Ini bukan CSV. Di Excel atau LibreOffice pilih Simpan sebagai, lalu CSV UTF-8." },
        { S("PK\x03\x04xlsx"), "Ini bukan CSV. Di Excel atau LibreOffice pilih Simpan sebagai, lalu CSV UTF-8." },
        { S("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,1,2,3,4,5,6,7\n"),
            "Baris 1: paling banyak 32 kolom." },
    };
    struct arena *a = arena_open();
    for (size_t i = 0; i < COUNT(broken); i++)
        CHECK_STR(error_in(a, broken[i].text), broken[i].error);
    arena_close(a);
}

TEST(a_cell_that_never_ends_is_not_kept_in_memory)
{
    struct arena *a = arena_open();
    struct buf b = { .arena = a };
    buf_str(&b, S("kode,nama\n1,\""));
    for (int i = 0; i < 100000; i++)
        buf_str(&b, S("isi\n"));
    size_t before = arena_used(a);
    CHECK(str_starts(error_in(a, buf_view(&b)), S("Baris 2, kolom nama: isinya terlalu panjang.")));
    CHECK(arena_used(a) - before < 3 * CSV_CELL_MOST);
    arena_close(a);
}

TESTS(csv_tests,
    ALONE(commas_semicolons_and_tabs_are_found_by_the_heading),
    ALONE(a_byte_order_mark_and_windows_line_ends_do_not_matter),
    ALONE(a_quoted_cell_may_hold_separators_quotes_and_line_ends),
    ALONE(a_line_is_counted_as_an_editor_counts_it),
    ALONE(columns_come_in_any_order_and_others_are_left_alone),
    ALONE(a_broken_file_is_refused_with_its_line_and_column),
    ALONE(a_cell_that_never_ends_is_not_kept_in_memory));
