/* formulir_test.c: what a page lets somebody send is taken or answered with a reason; no form leads nowhere. */
#include "jalan_uji.h"

#include <ctype.h>

#include "modules/modules.h"

enum { FORMS_MOST = 400 };
struct formulir { str action, page, fields; };
static struct formulir forms[FORMS_MOST];       /* of one person, in the order of their finding */
static size_t count;
static const char *user;

/* ---- reading a form as a browser does ---------------------------------------------------------------------------- */

/* What stands between them, and the rest behind; false when it is not there. */
static bool
cut_out(str *rest, const char *from, const char *to, str *found)
{
    ptrdiff_t at = str_find(*rest, str_of(from));
    if (at < 0)
        return false;
    str tail = str_from(*rest, (size_t)at + strlen(from));
    ptrdiff_t end = str_find(tail, str_of(to));
    must(end >= 0);
    *found = str_head(tail, (size_t)end);
    *rest = str_from(tail, (size_t)end + strlen(to));
    return true;
}

static str
attribute(struct arena *a, str tag, const char *name)
{
    str value;
    return cut_out(&tag, cstr(a, str_format(a, " %s=\"", name)), "\"", &value) ? jalan_plain(a, value) : S("");
}

static bool
has_word(struct arena *a, str tag, const char *word)
{
    return str_find(str_format(a, STR " ", STR_ARG(tag)), str_format(a, " %s ", word)) >= 0;
}

/* Its key and token come from `ask`, as with every form of a test. */
static void
put(struct arena *a, struct buf *b, str name, str value)
{
    if (!name.len || name.ptr[0] == '_')
        return;
    if (b->len)
        buf_char(b, '&');
    buf_str(b, url_part(a, name));
    buf_char(b, '=');
    buf_str(b, url_part(a, value));
}

/* The chosen option, or the first. */
static void
put_select(struct arena *a, struct buf *b, str tag, str options)
{
    str option, value = { 0 };
    for (bool first = true; cut_out(&options, "<option", ">", &option); first = false)
        if (first || has_word(a, option, "selected"))
            value = attribute(a, option, "value");
    put(a, b, attribute(a, tag, "name"), value);
}

static void
put_input(struct arena *a, struct buf *b, str tag)
{
    str type = attribute(a, tag, "type");
    bool choice = str_eqz(type, "checkbox") || str_eqz(type, "radio");
    if (!str_eqz(type, "file") && (!choice || has_word(a, tag, "checked")))
        put(a, b, attribute(a, tag, "name"), attribute(a, tag, "value"));
}

/* Untouched, sent by its first button. */
static str
fields_of(struct arena *a, str form)
{
    struct buf b = { .arena = a };
    bool sent = false;
    str tag, within;
    while (cut_out(&form, "<", ">", &tag))
        if (str_starts(tag, S("input ")))
            put_input(a, &b, tag);
        else if (str_starts(tag, S("select ")) && cut_out(&form, "", "</select>", &within))
            put_select(a, &b, tag, within);
        else if (str_starts(tag, S("textarea ")) && cut_out(&form, "", "</textarea>", &within))
            put(a, &b, attribute(a, tag, "name"), jalan_plain(a, within));
        else if (str_starts(tag, S("button ")) && !sent && !str_eqz(attribute(a, tag, "type"), "button")) {
            put(a, &b, attribute(a, tag, "name"), attribute(a, tag, "value"));
            sent = true;
        }
    return buf_view(&b);
}

/* ---- sending ------------------------------------------------------------------------------------------------- */

static str
shape_of(struct arena *a, str url)
{
    struct buf b = { .arena = a };
    for (size_t i = 0; i < url.len; i++)
        if (!isdigit((unsigned char)url.ptr[i]))
            buf_char(&b, url.ptr[i]);
    return buf_view(&b);
}

static void
note(struct arena *a, str page, str head, str form)
{
    str action = attribute(a, head, "action");
    if (!str_eqz(attribute(a, head, "method"), "post") || str_eqz(action, "/keluar"))
        return;
    if (!action.len)
        action = page;
    for (size_t i = 0; i < count; i++)
        if (str_eq(shape_of(a, forms[i].action), shape_of(a, action)))
            return;
    must(count < FORMS_MOST);
    forms[count++] = (struct formulir){ action, page, fields_of(a, form) };
}

static void
forms_of(const struct things *t, const struct route *r)
{
    struct arena *a = t->w->arena;
    if (!r->show || str_starts(str_of(r->path), S("/gaya")))        /* samples of components send nothing */
        return;
    str head, form, page = str_of(jalan_path(t, r)), rest = body_of(ask(t->w, user, "GET", cstr(a, page), NULL));
    while (cut_out(&rest, "<form", ">", &head))
        if (cut_out(&rest, "", "</form>", &form))
            note(a, page, head, form);
}

/* No form leads where there is nothing, or nothing for this person. */
static void
send_all(const struct things *t)
{
    struct world *w = t->w;
    count = 0;
    jalan_walk(t, forms_of);
    for (size_t i = 0; i < count; i++) {
        struct formulir *f = &forms[i];
        if (*user)
            world_sign_in(w, user);
        struct req *reply = ask(w, user, "POST", cstr(w->arena, f->action), cstr(w->arena, f->fields));
        if (reply->status >= 400 && reply->status != 422 && reply->status != 409)
            fail_msg("\"%s\" sends " STR " from " STR " with " STR ": %d", user, STR_ARG(f->action), STR_ARG(f->page),
                STR_ARG(f->fields), reply->status);
    }
    CHECK(count > 3);
}

TEST(every_form_that_somebody_is_shown_is_taken_or_answered_with_a_reason)
{
    static const char *const users[] = { "", "rw1", "lurah", "camat", "dinas", "kadis", "mitra.rencana", "dprd", "meja",
        "admin" };
    struct things t = jalan_things(w);
    for (size_t i = 0; i < COUNT(users); i++) {
        user = users[i];
        send_all(&t);
    }
}

TESTS(formulir_tests,
    LISTED(every_form_that_somebody_is_shown_is_taken_or_answered_with_a_reason));
