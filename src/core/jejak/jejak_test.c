/* jejak_test.c: a trail is found whole from any of its nodes, and hides what is not public. */
#include "core/jejak/jejak.h"
#include "core/world.h"

#include "base/test.h"

static int64_t
node(struct db *db, const char *jenis, bool publik, int64_t waktu)
{
    struct simpul s = { .id = id_new(), .jenis = str_of(jenis), .judul = str_of(jenis),
        .publik = publik, .keadaan = S("selesai"), .waktu = waktu, .jumlah = { 100 * waktu } };
    CHECK(simpul_add(db, &s) == OK);
    return s.id;
}

static void
link_nodes(struct db *db, int64_t dari, int64_t ke)
{
    struct tautan t = { .dari = dari, .ke = ke, .jumlah = { 500 }, .bagian_e4 = 10000, .waktu = 1 };
    CHECK(tautan_add(db, &t) == OK);
}

struct trail { int64_t usulan, kelurahan, rka, other; };

static enum outcome
make_trail(struct db *db, void *context)
{
    struct trail *t = context;
    t->usulan = node(db, "usulan", true, 1);
    t->kelurahan = node(db, "kelurahan", true, 2);
    t->rka = node(db, "rka", false, 3);
    t->other = node(db, "usulan", true, 4);
    link_nodes(db, t->usulan, t->kelurahan);
    link_nodes(db, t->kelurahan, t->rka);
    return OK;
}

TEST(a_trail_is_whole_from_each_of_its_nodes)
{
    struct trail t;
    CHECK(world_write(w, make_trail, &t) == OK);
    struct db *db = world_db(w);
    int64_t from[] = { t.usulan, t.kelurahan, t.rka };
    for (size_t i = 0; i < COUNT(from); i++) {
        struct simpul_list list;
        CHECK(jejak_of(db, from[i], true, &list) == OK);
        CHECK_INT(list.count, 3);
        CHECK(list.items[0].id == t.usulan && list.items[2].id == t.rka);
    }
}

TEST(the_public_trail_leaves_out_what_is_not_public)
{
    struct trail t;
    CHECK(world_write(w, make_trail, &t) == OK);
    struct simpul_list list;
    CHECK(jejak_of(world_db(w), t.usulan, false, &list) == OK);
    CHECK_INT(list.count, 2);
}

TEST(the_last_node_is_where_the_next_link_starts)
{
    struct trail t;
    CHECK(world_write(w, make_trail, &t) == OK);
    int64_t last = 0;
    CHECK(jejak_last(world_db(w), t.usulan, &last) == OK);
    CHECK(last == t.rka);
    CHECK(jejak_last(world_db(w), t.other, &last) == OK);
    CHECK(last == t.other);
}

static enum outcome
make_ring(struct db *db, void *context)
{
    struct trail *t = context;
    TRY(make_trail(db, t));
    link_nodes(db, t->rka, t->usulan);
    return OK;
}

TEST(a_ring_of_links_ends)
{
    struct trail t;
    CHECK(world_write(w, make_ring, &t) == OK);
    struct simpul_list list;
    CHECK(jejak_of(world_db(w), t.kelurahan, true, &list) == OK);
    CHECK_INT(list.count, 3);
}

TESTS(jejak_tests,
    LISTED(a_trail_is_whole_from_each_of_its_nodes),
    LISTED(the_public_trail_leaves_out_what_is_not_public),
    LISTED(the_last_node_is_where_the_next_link_starts),
    LISTED(a_ring_of_links_ends));
