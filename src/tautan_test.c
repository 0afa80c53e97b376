/* tautan_test.c: what a page offers somebody opens for them: each link is followed, filters and all. */
#include "jalan_uji.h"

#include <ctype.h>

#include "modules/modules.h"

enum { LINKS_MOST = 4000, ALIKE = 2 };
struct link { str url, shape, from; };
static struct link found[LINKS_MOST];           /* offered to one person, in the order of their finding */
static size_t count, shut;                      /* shut: what did not open, of all */
static const char *user;

/* Numbers and values of filters tell no page from another one. */
static str
shape_of(struct arena *arena, str url)
{
    struct buf b = { .arena = arena };
    bool value = false;
    for (size_t i = 0; i < url.len; i++) {
        char c = url.ptr[i];
        if (c == '?' || c == '&' || c == '=')
            value = c == '=';
        else if (value || isdigit((unsigned char)c) || c == '.')
            continue;
        buf_char(&b, c);
    }
    return buf_view(&b);
}

static void
add(struct arena *arena, str url, str from)
{
    struct link l = { url, shape_of(arena, url), from };
    size_t alike = 0;
    for (size_t i = 0; i < count; i++) {
        if (str_eq(found[i].url, url))
            return;
        alike += str_eq(found[i].shape, l.shape);
    }
    must(count < LINKS_MOST);
    if (alike < ALIKE)
        found[count++] = l;
}

/* Files have no bytes behind them in a test, and assets are answered before the router. */
static bool
is_followed(str url)
{
    static const char *const not[] = { "//", "/aset/", "/berkas/", "/bahasa/" };
    for (size_t i = 0; i < COUNT(not); i++)
        if (str_starts(url, str_of(not[i])))
            return false;
    return str_starts(url, S("/"));
}

str
jalan_plain(struct arena *a, str s)
{
    static const char *const entities[][2] = { { "&lt;", "<" }, { "&gt;", ">" }, { "&#34;", "\"" }, { "&#39;", "'" },
        { "&amp;", "&" } };
    struct buf b = { .arena = a };
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        for (size_t e = 0; e < COUNT(entities) && c == '&'; e++)
            if (str_starts(str_from(s, i), str_of(entities[e][0]))) {
                c = entities[e][1][0];
                i += strlen(entities[e][0]) - 1;
                break;
            }
        buf_char(&b, c);
    }
    return buf_view(&b);
}

static void
links_of(struct world *w, str from, str body)
{
    static const char mark[] = " href=\"";
    for (ptrdiff_t at; (at = str_find(body, S(" href=\""))) >= 0;) {
        body = str_from(body, (size_t)at + sizeof mark - 1);
        ptrdiff_t end = str_find(body, S("\"")), hash = str_find(body, S("#"));
        str url = str_head(body, (size_t)(hash >= 0 && hash < end ? hash : end));
        if (is_followed(url))
            add(w->arena, jalan_plain(w->arena, url), from);
    }
}

static void
start(const struct things *t, const struct route *r)
{
    if (r->show && strcmp(r->path, "/luring") != 0)    /* the service worker alone shows it, on an RW's device */
        links_of(t->w, str_of(r->path), body_of(ask(t->w, user, "GET", jalan_path(t, r), NULL)));
}

/* From one page, or from all of them. */
static void
follow(const struct things *t, const char *from)
{
    struct world *w = t->w;
    count = 0;
    if (from)
        add(w->arena, str_of(from), S("the test"));
    else
        jalan_walk(t, start);
    for (size_t i = 0; i < count; i++) {
        struct req *reply = ask(w, user, "GET", cstr(w->arena, found[i].url), NULL);
        if (reply->status >= 400)
            print_error("\"%s\" is offered " STR " on " STR ": %d\n", user, STR_ARG(found[i].url),
                STR_ARG(found[i].from), reply->status);
        shut += reply->status >= 400;
        links_of(w, found[i].url, body_of(reply));
    }
    CHECK(from || count > 100);
}

TEST(every_link_that_somebody_is_offered_opens_for_them)
{
    static const char *const users[] = { "", "rw1", "lurah", "camat", "dinas", "kadis", "mitra.rencana", "dprd",
        "admin", "meja" };
    modules_assemble();                 /* with the navigation, which other tests change */
    struct things t = jalan_things(w);
    shut = 0;
    for (size_t i = 0; i < COUNT(users); i++) {
        user = users[i];
        follow(&t, NULL);
    }
    CHECK_INT(shut, 0);
}

TEST(every_link_opens_before_there_is_anything)
{
    struct things t = { .w = w };
    shut = 0;
    user = "";
    follow(&t, "/");
    world_person(w, "lurah", "lurah", &(struct place){ S(WORLD_KELURAHAN), 0 });
    world_person(w, "rw1", "rw", &(struct place){ S(WORLD_RW), 0 });
    static const char *const offices[] = { "admin", "mitra", "dprd", "tapd", "rw1", "lurah" };
    for (size_t i = 0; i < COUNT(offices); i++) {
        user = offices[i];
        if (i < 4)
            world_person(w, user, user, &(struct place){ 0 });
        follow(&t, "/kerja");
    }
    CHECK_INT(shut, 0);
}

TESTS(tautan_tests,
    LISTED(every_link_opens_before_there_is_anything),
    LISTED(every_link_that_somebody_is_offered_opens_for_them));
