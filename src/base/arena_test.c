/* arena_test.c: what arenas hand out, what they keep for the next request, and what the sanitizer sees of it. */
#include "base/test.h"

#include <pthread.h>

static int closed;
static void note_closing(void *n) { closed = closed * 10 + *(int *)n; }

TEST(an_arena_closes_what_it_was_given_last_first)
{
    struct arena *a = arena_open();
    int one = 1, two = 2;
    closed = 0;
    arena_on_reset(a, note_closing, &one);
    arena_on_reset(a, note_closing, &two);
    arena_reset(a);
    CHECK_INT(closed, 21);
    for (int i = 0; i < 100; i++)
        memset(arena_alloc(a, 5000), 1, 5000);
    struct buf b = { .arena = a };
    for (int i = 0; i < 1000; i++)
        buf_format(&b, "%d,", i);
    CHECK(str_ends(buf_view(&b), S("998,999,")));
    arena_close(a);
}

TEST(an_arena_hands_out_zeros_in_step_and_counts_them)
{
    struct arena *a = arena_open();
    for (int round = 0; round < 3; round++) {
        for (size_t n = 1; n < 3000; n += 7) {
            char *p = arena_alloc(a, n);
            CHECK((uintptr_t)p % 16 == 0 && p[0] == 0 && p[n - 1] == 0);
            memset(p, 0xAA, n);
        }
        CHECK(arena_used(a) > 600000 && arena_used(a) < 700000);
        CHECK(arena_alloc(a, 3 << 20) && arena_used(a) > 3 << 20);
        arena_reset(a);
        CHECK_INT(arena_used(a), 0);
    }
    str copy = arena_copy(a, str_head(S("abc"), 2));
    CHECK(copy.len == 2 && copy.ptr[2] == 0 && strcmp(cstr(a, str_head(S("abc"), 1)), "a") == 0);
    CHECK_STR(str_format(a, "%05d|%s", 42, "x"), "00042|x");
    arena_close(a);
    arena_close(NULL);
}

#if defined(__SANITIZE_ADDRESS__)
#define SEES_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEES_POISON 1
#endif
#endif

TEST(the_sanitizer_sees_a_step_past_a_thing_and_a_use_after_reset)
{
#ifdef SEES_POISON
    extern int __asan_address_is_poisoned(const volatile void *);
    struct arena *a = arena_open();
    char *p = arena_alloc(a, 32), *q = arena_alloc(a, 5);
    CHECK(!__asan_address_is_poisoned(p + 31) && __asan_address_is_poisoned(p + 32));
    CHECK(!__asan_address_is_poisoned(q + 4) && __asan_address_is_poisoned(q + 5));
    arena_reset(a);
    CHECK(__asan_address_is_poisoned(p) && __asan_address_is_poisoned(q));
    arena_close(a);
#else
    skip();
#endif
}

/* More than a first block holds, written full. */
static char *
use_much(struct arena *a)
{
    arena_alloc(a, 1);
    return memset(arena_alloc(a, 100000), 0xAA, 100000);
}

static void *
use_and_close(void *warm)
{
    struct arena *a = arena_open();
    *(char **)warm = use_much(a);
    arena_close(a);
    return NULL;
}

TEST(the_next_request_has_the_memory_of_the_one_before_and_finds_zeros_in_it)
{
    struct arena *a = arena_open();
    char *first = use_much(a), *other = NULL;
    size_t kept = arena_kept();
    arena_reset(a);
    CHECK(arena_kept() == kept + 1);
    char *again = arena_alloc(a, 100000);
    CHECK(again == first && arena_kept() == kept);
    for (size_t i = 0; i < 100000; i++)
        if (again[i])
            fail_msg("byte %zu is not zero", i);
    arena_close(a);
    pthread_t thread;                   /* pages are made on one thread and forgotten on another */
    CHECK(pthread_create(&thread, NULL, use_and_close, &other) == 0 && pthread_join(thread, NULL) == 0);
    CHECK(other == first);
}

TEST(many_requests_at_once_leave_no_more_than_eight_blocks)
{
    struct arena *many[20];
    for (size_t i = 0; i < COUNT(many); i++) {
        many[i] = arena_open();
        use_much(many[i]);
    }
    CHECK_INT(arena_kept(), 0);
    for (size_t i = 0; i < COUNT(many); i++)
        arena_close(many[i]);
    CHECK_INT(arena_kept(), 8);
}

TEST(what_is_far_larger_than_a_page_is_not_kept)
{
    struct arena *a = arena_open();
    size_t kept = arena_kept();
    memset(arena_alloc(a, 3 << 20), 1, 3 << 20);
    arena_close(a);
    CHECK_INT(arena_kept(), kept);
}

struct number { int64_t n, zero; };
struct numbers { struct number *items; size_t count; };

TEST(a_list_grows_item_by_item_and_each_begins_as_zeros)
{
    struct arena *a = arena_open();
    struct numbers list = { 0 };
    for (int64_t n = 0; n < 1000; n++) {
        struct number *next = arena_next(a, &list);
        CHECK(next->n == 0 && next->zero == 0);
        *next = (struct number){ n, -1 };
    }
    CHECK_INT(list.count, 1000);
    for (size_t i = 0; i < list.count; i++)
        CHECK_INT(list.items[i].n, i);
    arena_close(a);
}

TEST(a_text_that_is_longer_than_a_guess_is_formatted_whole)
{
    struct arena *a = arena_open();
    struct buf b = { .arena = a };
    for (int n = 250; n < 260; n++) {
        CHECK_INT(str_format(a, "%0*d", n, 1).len, n);
        b.len = 0;
        for (int i = 0; i < 300; i++)
            buf_format(&b, "%0*d", n % 70, 1);
        CHECK(b.len == 300 * (size_t)(n % 70) && b.ptr[b.len - 1] == '1' && b.ptr[b.len] == 0);
    }
    arena_close(a);
}

TESTS(arena_tests,
    ALONE(an_arena_closes_what_it_was_given_last_first),
    ALONE(an_arena_hands_out_zeros_in_step_and_counts_them),
    ALONE(the_sanitizer_sees_a_step_past_a_thing_and_a_use_after_reset),
    ALONE(the_next_request_has_the_memory_of_the_one_before_and_finds_zeros_in_it),
    ALONE(many_requests_at_once_leave_no_more_than_eight_blocks),
    ALONE(what_is_far_larger_than_a_page_is_not_kept),
    ALONE(a_list_grows_item_by_item_and_each_begins_as_zeros),
    ALONE(a_text_that_is_longer_than_a_guess_is_formatted_whole));
