/* titles.c: titles FOLDER [CONNINFO SCHEMA]: the titles of all proposals as the store holds them now, one a line. */
#include <stdio.h>

#include <sodium.h>

#include "base/log.h"
#include "store/store.h"

int
main(int argc, char **argv)
{
    struct store *store;
    struct store_config c = { .engine = argc == 4 ? ENGINE_POSTGRES : ENGINE_SQLITE, .readers = 1, .writers = 1 };
    struct arena *arena = arena_open();
    must((argc == 2 || argc == 4) && sodium_init() >= 0);
    log_threshold(LOG_ERROR);
    c.folder = str_of(argv[1]);
    c.conninfo = str_of(argc == 4 ? argv[2] : NULL);
    c.schema = str_of(argc == 4 ? argv[3] : NULL);
    must(store_open(&c, &store) == OK);
    struct db *db = store_reader(store, arena);
    must(db_begin_read(db) == OK);
    struct query q = query_of(db, "SELECT judul FROM usulan ORDER BY id");
    while (query_next(&q)) {
        str title = query_str(&q);
        printf(STR "\n", STR_ARG(title));
    }
    must(query_end(&q) == OK);
    store_reader_done(store, db);
    store_close(store);
    arena_close(arena);
    return 0;
}
