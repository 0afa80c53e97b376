/* kirim_bench.c: kirim-bench FOLDER BATCH CLIENTS SECONDS [CONNINFO]: durable writes a second of clients that wait for
   each, on SQLite, or on PostgreSQL where no schema `kirim` is yet. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/random.h"
#include "store/store.h"

enum { CLIENTS_MOST = 512 };

struct crowd { struct store *store; int64_t ends_us; atomic_llong writes; };

static enum outcome
make_table(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "CREATE TABLE kiriman (id BIGINT PRIMARY KEY, isi TEXT NOT NULL)");
    return query_end(&q);
}

static enum outcome
make_schema(struct db *db, void *context)
{
    (void)context;
    struct query q = query_of(db, "CREATE SCHEMA kirim");
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
client(void *context)
{
    struct crowd *crowd = context;
    struct arena *arena = arena_open();
    while (clock_steady_us() < crowd->ends_us) {
        int64_t id = id_new();
        must(store_write_wait(crowd->store, send_one, &id, arena) == OK);
        atomic_fetch_add(&crowd->writes, 1);
        arena_reset(arena);
    }
    arena_close(arena);
    return NULL;
}

int
main(int argc, char **argv)
{
    must(argc == 5 || argc == 6);
    int clients = (int)strtol(argv[3], NULL, 10), seconds = (int)strtol(argv[4], NULL, 10);
    struct store_config c = { .engine = argc == 6 ? ENGINE_POSTGRES : ENGINE_SQLITE, .folder = str_of(argv[1]),
        .batch = (int)strtol(argv[2], NULL, 10), .schema = S("kirim") };
    struct crowd crowd = { 0 };
    struct arena *arena = arena_open();
    pthread_t threads[CLIENTS_MOST];
    if (argc == 6)
        c.conninfo = str_of(argv[5]);
    must(clients > 0 && clients <= CLIENTS_MOST && store_open(&c, &crowd.store) == OK);
    must(argc == 5 || store_write_wait(crowd.store, make_schema, NULL, arena) == OK);
    must(store_write_wait(crowd.store, make_table, NULL, arena) == OK);
    int64_t began = clock_steady_us();
    crowd.ends_us = began + seconds * INT64_C(1000000);
    for (int i = 0; i < clients; i++)
        must(pthread_create(&threads[i], NULL, client, &crowd) == 0);
    for (int i = 0; i < clients; i++)
        pthread_join(threads[i], NULL);
    printf("%lld\n", atomic_load(&crowd.writes) * 1000000 / (clock_steady_us() - began));
    store_close(crowd.store);
    arena_close(arena);
}
