/* tests.c: runs every table of tests on SQLite, then on PostgreSQL when PAMONG_TEST_PG names one; with --postgres as
   its first word only on that. */
#include <stdio.h>
#include <stdlib.h>

#include <sodium.h>

#include "base/log.h"
#include "base/test.h"
#include "core/siapa/siapa.h"
#include "core/tampilan/tampilan.h"
#include "core/world.h"
#include "modules/modules.h"

/* TEST_LISTS comes from the build: every x_test.c brings a table x_tests. */
struct listed { const char *folder; const struct test_list *list; };
#define DECLARED(folder, list) extern const struct test_list list;
#define ADDRESS(folder, list) { #folder, &list },
TEST_LISTS(DECLARED)
static const struct listed lists[] = { TEST_LISTS(ADDRESS) };

struct tally { size_t passed, failed; };

enum { TESTS_MOST = 256 };      /* of one table */

/* The second engine concerns only what stands in a world. */
static size_t
choose(const struct test_list *list, struct CMUnitTest *chosen)
{
    size_t count = 0;
    must(list->count <= TESTS_MOST);
    for (size_t i = 0; i < list->count; i++)
        if (world_engine == ENGINE_SQLITE || list->tests[i].setup_func)
            chosen[count++] = list->tests[i];
    return count;
}

static void
run_list(const struct test_list *list, struct tally *tally)
{
    struct CMUnitTest chosen[TESTS_MOST];
    size_t count = choose(list, chosen);
    if (!count)
        return;
    int failed = _cmocka_run_group_tests(list->name, chosen, count, NULL, NULL);
    size_t bad = failed < 0 ? count : (size_t)failed;
    tally->failed += bad;
    tally->passed += count - bad;
}

/* A word of the command line names a folder or a table; without words all run. */
static bool
wanted(const struct listed *l, char **words)
{
    if (!*words)
        return true;
    for (; *words; words++)
        if (strcmp(*words, l->folder) == 0 || strcmp(*words, l->list->name) == 0)
            return true;
    return false;
}

static void
run_engine(enum engine engine, char **words, struct tally *tally)
{
    world_engine = engine;
    printf("== %s\n", engine == ENGINE_SQLITE ? "SQLite" : "PostgreSQL");
    fflush(stdout);
    for (size_t i = 0; i < COUNT(lists); i++)
        if (wanted(&lists[i], words))
            run_list(lists[i].list, tally);
}

int
main(int argc, char **argv)
{
    struct tally tally = { 0 };
    const char *postgres = getenv("PAMONG_TEST_PG");
    char **words = argv + (argc > 0);
    bool only_postgres = *words && strcmp(*words, "--postgres") == 0;
    words += only_postgres;
    must(!only_postgres || (postgres && *postgres));
    must(sodium_init() >= 0);
    log_threshold(LOG_ERROR);
    modules_assemble();
    world_assemble((struct world_parts){ all_modules, { siapa_who, tampilan_layout, tampilan_error, siapa_hold } });
    if (!only_postgres)
        run_engine(ENGINE_SQLITE, words, &tally);
    if (postgres && *postgres)
        run_engine(ENGINE_POSTGRES, words, &tally);
    world_forget();
    printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
    return tally.failed || !tally.passed;
}
