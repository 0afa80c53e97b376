/* test.h: a test is a sentence; a file's tests are one table, and tests.c lists the tables. */
#pragma once

#include "base/base.h"

#include <setjmp.h>
#include <stdio.h>
/* cmocka wants these four before it */
#include <cmocka.h>

/* What a test stands in: its own arena and its own copy of the database. Floors above fill it (core/world.h). */
struct world;
int world_open(void **state);
int world_close(void **state);

/* TEST(a_closed_window_is_refused) { ... w ... }: static, so one missing from its table does not compile. */
#define TEST(name) \
    static void name##_in(struct world *); \
    static void name(void **state) { name##_in(*state); } \
    static void name##_in(__attribute__((unused)) struct world *w)

#define LISTED(name) cmocka_unit_test_setup_teardown(name, world_open, world_close)
#define ALONE(name)  cmocka_unit_test(name)             /* needs no world: w is NULL */

struct test_list { const char *name; const struct CMUnitTest *tests; size_t count; };
#define TESTS(list, ...) \
    static const struct CMUnitTest list##_table[] = { __VA_ARGS__ }; \
    const struct test_list list = { #list, list##_table, COUNT(list##_table) }

#define CHECK(truth) do { if (!(truth)) fail_msg("%s:%d: not so: %s", __FILE__, __LINE__, #truth); } while (0)
#define CHECK_STR(is, z) do { str is_ = (is); if (!str_eqz(is_, z)) \
    fail_msg("%s:%d: \"" STR "\" is not \"%s\"", __FILE__, __LINE__, STR_ARG(is_), z); } while (0)
#define CHECK_INT(is, n) do { long long is_ = (long long)(is), n_ = (long long)(n); if (is_ != n_) \
    fail_msg("%s:%d: %s is %lld, not %lld", __FILE__, __LINE__, #is, is_, n_); } while (0)
