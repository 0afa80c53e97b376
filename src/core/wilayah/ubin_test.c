/* ubin_test.c: tiles of a region's own map: those that are there, under the file's own version, and nothing else. */
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "core/wilayah/ubin.h"
#include "core/world.h"

#define PNG "\x89PNG\r\n\x1a\nsatu"

static const char *
path_of(struct world *w)
{
    return cstr(w->arena, str_format(w->arena, STR "/peta.mbtiles", STR_ARG(w->region.folder)));
}

static void
put_map(struct world *w, const char *sql)
{
    sqlite3 *lite;
    must(sqlite3_open(path_of(w), &lite) == SQLITE_OK);
    must(sqlite3_exec(lite, sql, NULL, NULL, NULL) == SQLITE_OK);
    must(sqlite3_close(lite) == SQLITE_OK);
}

#define TABLES "CREATE TABLE metadata (name text, value text); CREATE TABLE tiles (zoom_level integer," \
    " tile_column integer, tile_row integer, tile_data blob);"

static str
version(struct world *w)
{
    str body = body_of(ask(w, "", "GET", "/wilayah/batas", NULL)), v = S("");
    int64_t at = str_find(body, S("/peta/"));
    CHECK(at > 0);
    body = str_from(body, (size_t)at + 6);
    CHECK(str_cut(&body, '/', &v));
    return v;
}

static struct req *
tile(struct world *w, str versi, const char *rest)
{
    return ask(w, "", "GET", cstr(w->arena, str_format(w->arena, "/peta/" STR "/%s", STR_ARG(versi), rest)), NULL);
}

TEST(a_region_without_a_map_of_its_own_has_no_tiles)
{
    CHECK_LACKS(ask(w, "", "GET", "/wilayah/batas", NULL), "\"ubin\"");
    CHECK_STATUS(tile(w, S("1-2"), "5/25/15"), 404);
    int fd = creat(path_of(w), 0644);
    must(fd >= 0 && write(fd, "bukan basis data, hanya tulisan", 31) == 31 && close(fd) == 0);
    CHECK_LACKS(ask(w, "", "GET", "/wilayah/batas", NULL), "\"ubin\"");
}

TEST(a_tile_comes_as_it_lies_there_counted_from_the_north_and_may_be_kept_for_ever)
{
    put_map(w, TABLES "INSERT INTO metadata VALUES ('attribution', '&copy; <a href=\"x\">Dinas <b>PUTR</b></a>'),"
        " ('minzoom', '3'), ('maxzoom', '14'), ('name', 'uji');"
        " INSERT INTO tiles VALUES (5, 25, 16, x'89504E470D0A1A0A73617475'), (5, 26, 16, x'3C73766700000000');");
    struct req *list = ask(w, "", "GET", "/wilayah/batas", NULL);
    CHECK_HAS(list, "\"terjauh\":3,\"terdekat\":14,\"kredit\":\"© Dinas PUTR\"");
    str versi = version(w);
    struct req *there = tile(w, versi, "5/25/15");
    CHECK_STATUS(there, 200);
    CHECK_STR(there->content_type, "image/png");
    CHECK(body_of(there).len == sizeof PNG - 1 && memcmp(body_of(there).ptr, PNG, sizeof PNG - 1) == 0);
    CHECK(there->header_count == 2 && str_find(there->headers[0].value, S("immutable")) > 0);
    static const char *const none[] = { "5/25/16", "5/26/15", "5/32/15", "5/-1/15", "23/0/0", "5/25/x",
        "5/25/9223372036854775808" };
    for (size_t i = 0; i < COUNT(none); i++)
        CHECK_STATUS(tile(w, versi, none[i]), 404);
    CHECK_STATUS(tile(w, S("0-0"), "5/25/15"), 404);
}

TEST(a_file_without_the_tables_of_a_map_is_no_map)
{
    put_map(w, "CREATE TABLE lain (x integer)");
    CHECK_LACKS(ask(w, "", "GET", "/wilayah/batas", NULL), "\"ubin\"");
}

TESTS(ubin_tests,
    LISTED(a_region_without_a_map_of_its_own_has_no_tiles),
    LISTED(a_tile_comes_as_it_lies_there_counted_from_the_north_and_may_be_kept_for_ever),
    LISTED(a_file_without_the_tables_of_a_map_is_no_map));
