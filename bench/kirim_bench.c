/* kirim_bench.c: kirim-bench FOLDER BATCH: how many durable writes a second 64 waiting clients get. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/random.h"
#include "store/store.h"

enum { CLIENTS = 64, WRITES = 100 };

static enum outcome
make_table(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "CREATE TABLE kiriman (id INTEGER PRIMARY KEY, isi TEXT NOT NULL) STRICT");
    return query_end(&q);
}

static enum outcome
send_one(struct db *db, void *context)
{
    struct query q = query_of(db, "INSERT INTO kiriman (id, isi) VALUES ($1, $2)");
    query_bind(&q, *(int64_t *)context);
    query_bind(&q, S("Saluran di RT 03 tersumbat sejak banjir bulan lalu dan meluap setiap hujan."));
    return query_end(&q);
}

static void *
client(void *store)
{
    struct arena *arena = arena_open();
    for (int i = 0; i < WRITES; i++) {
        int64_t id = id_new();
        must(store_write_wait(store, send_one, &id, arena) == OK);
        arena_reset(arena);
    }
    arena_close(arena);
    return NULL;
}

int
main(int argc, char **argv)
{
    must(argc == 3);
    struct store *store;
    struct store_config c = { .engine = ENGINE_SQLITE, .folder = str_of(argv[1]),
        .batch = (int)strtol(argv[2], NULL, 10) };
    struct arena *arena = arena_open();
    pthread_t threads[CLIENTS];
    must(store_open(&c, &store) == OK);
    must(store_write_wait(store, make_table, NULL, arena) == OK);
    int64_t began = clock_steady_us();
    for (size_t i = 0; i < CLIENTS; i++)
        must(pthread_create(&threads[i], NULL, client, store) == 0);
    for (size_t i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    printf("%lld\n", (long long)CLIENTS * WRITES * 1000000 / (clock_steady_us() - began));
    store_close(store);
    arena_close(arena);
}
