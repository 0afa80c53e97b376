/* log_test.c: every line of the log is one JSON object, whatever was put into it. */
#include "base/log.h"
#include "base/test.h"

#include <jansson.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* What `speak` writes on standard error, said by a child so that it may also die of it. */
static str
said(struct arena *a, void (*speak)(void))
{
    int ends[2];
    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        speak();
        _exit(0);
    }
    close(ends[1]);
    char *bytes = arena_alloc(a, 65536);
    size_t len = 0;
    for (ssize_t n; len < 65536 && (n = read(ends[0], bytes + len, 65536 - len)) > 0;)
        len += (size_t)n;
    close(ends[0]);
    CHECK(waitpid(child, NULL, 0) == child);
    return (str){ bytes, len };
}

static json_t *
one_line(str text)
{
    json_error_t why;
    CHECK(str_find(text, S("\n")) == (ptrdiff_t)text.len - 1);
    json_t *line = json_loadb(text.ptr, text.len, 0, &why);
    if (!line)
        fail_msg("no JSON: %s in " STR, why.text, STR_ARG(text));
    return line;
}

static void
check_message(void (*speak)(void), const char *wanted)
{
    struct arena *a = arena_open();
    json_t *line = one_line(said(a, speak));
    CHECK_STR(str_of(json_string_value(json_object_get(line, "m"))), wanted);
    json_decref(line);
    arena_close(a);
}

static void speak_oddly(void) { log_event(LOG_ERROR, "uji", "a \"b\" \\ %s", "c\nd"); }

static void
speak_later(void)
{
    log_soon(LOG_ERROR, "uji", S("\"x\":1"));
    log_soon(LOG_DEBUG, "uji", S("\"x\":2"));
    log_event(LOG_ERROR, "uji", "after it");
}

static void
speak_often(void)
{
    for (int i = 0; i < 500; i++)
        log_soon(LOG_ERROR, "uji", S("\"x\":1"));
    log_flush();
}

static void speak_brokenly(void) { log_event(LOG_ERROR, "uji", "a\xFF" "b"); }

static void
speak_long(void)
{
    char controls[900];
    memset(controls, 1, sizeof controls);
    log_event(LOG_ERROR, "uji", "%.*s", (int)sizeof controls, controls);
}

static void
speak_past_the_end(void)
{
    static char text[1100];
    memset(text, 'a', sizeof text - 1);
    memcpy(text + 1022, "\xC3\x97\xC3\x97", 4);         /* the first letter is cut in two */
    log_event(LOG_ERROR, "uji", "%s", text);
}

static void
speak_fields_past_the_end(void)
{
    static char fields[5000] = "\"x\":\"";
    memset(fields + 5, 'a', sizeof fields - 6);
    fields[sizeof fields - 1] = '"';
    log_fields(LOG_ERROR, "uji", (str){ fields, sizeof fields });
}

static void
speak_below_the_threshold(void)
{
    log_threshold(LOG_ERROR);
    log_event(LOG_WARN, "uji", "not said");
    log_fields(LOG_WARN, "uji", S("\"x\":1"));
}

static void fail_by_a_bug(void) { must(!"a \"quoted\" \\ claim"); }

TEST(what_waits_in_the_log_comes_before_what_is_said_later)
{
    struct arena *a = arena_open();
    str text = said(a, speak_later), first;
    CHECK(str_cut(&text, '\n', &first));
    CHECK(str_ends(first, S(",\"l\":\"error\",\"a\":\"uji\",\"x\":1}")));
    CHECK(str_find(text, S("after it")) > 0 && str_find(text, S("\n")) == (ptrdiff_t)text.len - 1);
    arena_close(a);
}

TEST(many_lines_that_wait_are_written_whole_and_none_is_lost)
{
    struct arena *a = arena_open();
    str text = said(a, speak_often), line;
    int lines = 0;
    for (; text.len && str_cut(&text, '\n', &line); lines++)
        CHECK(str_starts(line, S("{\"t\":")) && str_ends(line, S(",\"x\":1}")));
    CHECK_INT(lines, 500);
    arena_close(a);
}

TEST(quotes_and_lines_stay_inside_their_text) { check_message(speak_oddly, "a \"b\" \\ c\nd"); }
TEST(bytes_that_are_no_letters_are_replaced) { check_message(speak_brokenly, "a\xEF\xBF\xBD" "b"); }

TEST(a_text_too_long_is_cut_and_the_line_still_ends)
{
    struct arena *a = arena_open();
    json_t *line = one_line(said(a, speak_long));
    CHECK(json_string_length(json_object_get(line, "m")) > 600);
    json_decref(line);
    line = one_line(said(a, speak_past_the_end));
    CHECK_INT(json_string_length(json_object_get(line, "m")), 1022);
    json_decref(line);
    line = one_line(said(a, speak_fields_past_the_end));
    CHECK(!json_object_get(line, "x") && json_object_get(line, "m"));
    json_decref(line);
    arena_close(a);
}

TEST(what_is_below_the_threshold_is_not_said)
{
    struct arena *a = arena_open();
    CHECK_INT(said(a, speak_below_the_threshold).len, 0);
    arena_close(a);
}

TEST(a_bug_ends_the_process_and_says_where)
{
    struct arena *a = arena_open();
    str text = said(a, fail_by_a_bug);
    size_t first = (size_t)str_find(text, S("\n")) + 1;
    json_t *line = one_line(str_head(text, first));
    CHECK(str_find(str_of(json_string_value(json_object_get(line, "m"))), S("log_test.c")) >= 0);
    json_decref(line);
    arena_close(a);
}

TESTS(log_tests,
    ALONE(quotes_and_lines_stay_inside_their_text),
    ALONE(bytes_that_are_no_letters_are_replaced),
    ALONE(a_text_too_long_is_cut_and_the_line_still_ends),
    ALONE(what_is_below_the_threshold_is_not_said),
    ALONE(what_waits_in_the_log_comes_before_what_is_said_later),
    ALONE(many_lines_that_wait_are_written_whole_and_none_is_lost),
    ALONE(a_bug_ends_the_process_and_says_where));
