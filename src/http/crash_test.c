/* crash_test.c: a form that ended the program is not worked on again for an hour; its neighbours are. */
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/world.h"
#include "http/http_internal.h"

#define GUILTY_KEY "00000000000000000000000000000001"
#define OTHER_KEY  "00000000000000000000000000000002"

/* A program that begins on a form and ends in that way, the signal 0 being no end at all. */
static void
die_on(const struct world *w, const char *key, int number)
{
    fflush(NULL);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
        for (int i = 1; i < NSIG; i++)
            signal(i, SIG_DFL);         /* no sanitizer's report: this end is meant */
        crash_open(w->region.folder, w->now);
        crash_begin(str_of(key));
        if (number)
            raise(number);
        crash_end();
        _exit(0);
    }
    int status;
    must(waitpid(child, &status, 0) == child);
    CHECK(number ? WIFSIGNALED(status) && WTERMSIG(status) == number : WIFEXITED(status));
}

static bool
remembers(const struct world *w, const char *key, int64_t after)
{
    crash_open(w->region.folder, w->now + after);
    bool so = crash_remembers(str_of(key), w->now + after);
    crash_close();
    return so;
}

TEST(a_form_that_ended_the_program_is_remembered_for_an_hour_and_others_are_not)
{
    die_on(w, OTHER_KEY, 0);
    die_on(w, GUILTY_KEY, SIGSEGV);
    CHECK(remembers(w, GUILTY_KEY, 1));
    CHECK(remembers(w, GUILTY_KEY, HOUR - 1));
    CHECK(!remembers(w, OTHER_KEY, 1));
    CHECK(!remembers(w, GUILTY_KEY, HOUR + 1));
}

TEST(an_assertion_counts_as_a_crash)
{
    die_on(w, GUILTY_KEY, SIGABRT);
    CHECK(remembers(w, GUILTY_KEY, 1));
}

TEST(a_form_in_work_when_the_program_was_killed_is_tried_once_more)
{
    die_on(w, GUILTY_KEY, SIGKILL);
    CHECK(!remembers(w, GUILTY_KEY, 1));
    die_on(w, GUILTY_KEY, SIGKILL);
    CHECK(remembers(w, GUILTY_KEY, 1));
}

TEST(a_memory_that_was_damaged_begins_anew)
{
    die_on(w, GUILTY_KEY, SIGSEGV);
    str path = str_format(w->arena, STR "/jatuh", STR_ARG(w->region.folder));
    FILE *f = fopen(path.ptr, "wb");
    CHECK(f && fputs("xxxxxxxxxxxxxxxx", f) >= 0 && fclose(f) == 0);
    CHECK(!remembers(w, GUILTY_KEY, 1));
    die_on(w, GUILTY_KEY, SIGSEGV);
    CHECK(remembers(w, GUILTY_KEY, 1));
}

/* The limit stands for a disk: no byte more may be written into a file that is long already, and empty. */
TEST(a_memory_for_which_the_disk_has_no_room_is_none_and_ends_nothing)
{
    struct rlimit before, none;
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    none = (struct rlimit){ 0, before.rlim_max };
    str path = str_format(w->arena, STR "/jatuh", STR_ARG(w->region.folder));
    FILE *f = fopen(path.ptr, "wb");
    CHECK(f && ftruncate(fileno(f), 1 << 16) == 0 && fclose(f) == 0);
    signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &none) == 0);
    crash_open(w->region.folder, w->now);
    CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
    crash_begin(S(GUILTY_KEY));
    crash_end();
    f = fopen(path.ptr, "rb");
    CHECK(f && fgetc(f) == 0 && fclose(f) == 0);
    die_on(w, GUILTY_KEY, SIGSEGV);
    CHECK(remembers(w, GUILTY_KEY, 1));
}

TESTS(crash_tests,
    LISTED(a_form_that_ended_the_program_is_remembered_for_an_hour_and_others_are_not),
    LISTED(an_assertion_counts_as_a_crash),
    LISTED(a_form_in_work_when_the_program_was_killed_is_tried_once_more),
    LISTED(a_memory_that_was_damaged_begins_anew),
    LISTED(a_memory_for_which_the_disk_has_no_room_is_none_and_ends_nothing));
