/* route.c: the way of a request: route, session, permission, place, handler, reply. */
#include "http/http_internal.h"

#include "base/log.h"
#include "base/random.h"

enum { PAGE_ROOM = 32 * 1024, FRAME_ROOM = 16 * 1024 };        /* what most pages and their frames stay below */

/* ---- finding ------------------------------------------------------------------------------------------- */

/* How many {names} the pattern needed, or -1. */
static int
matches(const char *pattern, str path, struct pair *params)
{
    str p = str_from(str_of(pattern), 1), s = str_from(path, 1), want, have;
    int count = 0;
    if (p.len == 0 || s.len == 0)
        return p.len == s.len ? 0 : -1;
    while (str_cut(&p, '/', &want)) {
        if (!str_cut(&s, '/', &have) || have.len == 0)
            return -1;
        if (want.ptr[0] != '{') {
            if (!str_eq(want, have))
                return -1;
            continue;
        }
        must(count < 4);
        params[count++] = (struct pair){ str_head(str_from(want, 1), want.len - 2), have };
    }
    return s.ptr ? -1 : count;
}

/* Up to its first {name} a pattern is what it names; hundreds of routes are told apart here already. */
static bool
begins_like(const char *pattern, str path)
{
    size_t i = 0;
    while (i < path.len && pattern[i] == path.ptr[i])
        i++;
    return pattern[i] == '{' || (i == path.len && !pattern[i]);
}

/* The pattern with the fewest {names} wins: /aduan/baru before /aduan/{id}. */
static void
try_route(struct req *req, const struct route *r, int *best, bool *other_method)
{
    struct pair params[4] = { 0 };
    if (!begins_like(r->path, req->path))
        return;
    int count = matches(r->path, req->path, params);
    bool head = str_eqz(req->method, "HEAD") && strcmp(r->method, "GET") == 0;
    if (count < 0)
        return;
    if (!head && !str_eqz(req->method, r->method)) {
        *other_method = true;
        return;
    }
    if (*best >= 0 && count >= *best)
        return;
    *best = count;
    req->route = r;
    req->param_count = (size_t)count;
    memcpy(req->params, params, sizeof params);
}

enum outcome
route_find(const struct http_config *c, struct req *req)
{
    int best = -1;
    bool other_method = false;
    for (const struct module *const *m = c->modules; *m; m++)
        for (const struct route *const *list = (*m)->routes; list && *list; list++)
            for (const struct route *r = *list; r->method; r++)
                try_route(req, r, &best, &other_method);
    return best >= 0 ? OK : other_method ? INVALID : NOT_FOUND;
}

/* ---- replies that are not a handler's -------------------------------------------------------------------- */

static void
wrap(const struct http_config *c, struct req *req)
{
    if (req->bare || req->fragment || !c->hooks.layout)
        return;
    str content = html_view(&req->out);
    req->out.out = (struct buf){ .arena = req->arena };
    buf_room(&req->out.out, content.len + FRAME_ROOM);
    c->hooks.layout(req, (markup){ content });
}

int
status_shown(int status)
{
    return status == FORM_TOO_OLD || status == FORM_FOREIGN ? 403 : status == CRASHED_BEFORE ? 500 : status;
}

void
route_fail(const struct http_config *c, struct req *req, int status)
{
    req->out.out.len = 0;
    req->out.has_form = false;
    req->no_store = true;
    req->bare = false;
    req->file = -1;
    req->hears.count = 0;
    req->location = (str){ 0 };
    (void)page_status(req, status_shown(status), S("Galat"));
    if (c->hooks.error_page)
        c->hooks.error_page(req, status);
    else
        html_text_str(&req->out, str_format(req->arena, "Galat %d. Kode " STR ".", status, STR_ARG(req->number)));
    if (status == 503 || status == 507)
        reply_header(req, "Retry-After", status == 503 ? S("5") : S("60"));
    wrap(c, req);
}

static int
status_of(const struct req *req, enum outcome o)
{
    if (req->db)
        o = db_meaning(req->db, o);     /* nothing is broken on our side but the engine, and that for now */
    static const int status[] = { [OK] = 200, [NOT_FOUND] = 404, [INVALID] = 422, [CONFLICT] = 409,
        [FORBIDDEN] = 403, [FAILED] = 500, [UNAVAILABLE] = 503, [NO_ROOM] = 507 };
    if (o == UNAVAILABLE && req->region && folder_is_full(cstr(req->arena, req->region->folder)))
        return 507;                     /* not for a moment: somebody must make room */
    return status[o];
}

static void
finish(const struct http_config *c, struct req *req, enum outcome o)
{
    if (o != OK) {
        route_fail(c, req, status_of(req, o));
        return;
    }
    must(req->status);
    wrap(c, req);
    if (req->out.has_form) {
        req->no_store = true;
        if (!req->who.akun)
            cookie_set(req, "pamong_tamu", req->guest, DAY);
    }
    if (req->flash_text.len && req->flash_shown)
        cookie_set(req, "pamong_kabar", S(""), 0);
}

/* ---- admission ------------------------------------------------------------------------------------------- */

void
route_begin(const struct http_config *c, struct req *req)
{
    req->modules = c->modules;
    str lang = cookie_read(req, "pamong_bahasa");
    req->out = html_open(req->arena, req->region->zone, str_eqz(lang, "en") ? S("en") : S("id"));
    req->out.sebutan = req->region->sebutan;
    req->session = cookie_read(req, "pamong_sesi");
    str guest = cookie_read(req, "pamong_tamu");
    req->guest = guest_fits(guest) ? guest : (str){ 0 };
    req->number = random_code(req->arena, 6);
    req->new_id = id_new();
    req->args_read = arena_new(req->arena, uint64_t);
    req->file = -1;
    flash_read(req);
}

/* A stranger is sent to log in, whether or not the thing exists: the answer tells nothing. */
static void
send_to_login(const struct http_config *c, struct req *req)
{
    if (str_eqz(req->method, "POST")) {
        route_fail(c, req, 403);
        return;
    }
    str back = req->query.len ? str_format(req->arena, STR "?" STR, STR_ARG(req->path), STR_ARG(req->query))
        : req->path;
    (void)redirect(req, "/masuk?ke=" STR, STR_ARG(url_part(req->arena, back)));
    req->no_store = true;
}

static enum outcome
check_place(struct req *req)
{
    struct place place = { 0 };
    const struct route *r = req->route;
    enum outcome o = r->place(req, &place);
    db_close_open_queries(req->db);
    if (o != OK || r->may == &anyone || r->may == &signed_in)
        return o;
    if (!who_may(&req->who, r->may, NULL))
        return FORBIDDEN;
    bool here = r->place == no_place || who_may(&req->who, r->may, &place);
    req->scope = who_scope(req->arena, &req->who, r->may);
    return here ? OK : NOT_FOUND;
}

static enum outcome
read_session(const struct http_config *c, struct req *req)
{
    req->who = (struct who){ 0 };
    return req->session.len && c->hooks.who ? c->hooks.who(req, req->session) : OK;
}

static bool
wants_login(const struct req *req)
{
    return req->route->may != &anyone && !req->who.akun;
}

enum outcome
route_admit(const struct http_config *c, struct req *req)
{
    if (str_eqz(req->method, "POST") && !origin_holds(req)) {
        route_fail(c, req, FORM_FOREIGN);
        return FORBIDDEN;
    }
    enum outcome o = read_session(c, req);
    if (o != OK) {
        route_fail(c, req, status_of(req, o));
        return o;
    }
    if (wants_login(req)) {
        if (req->who.usai && req->route->read && !req->route->api && c->hooks.hold)
            return OK;                  /* read, to be put aside */
        send_to_login(c, req);
        return FORBIDDEN;
    }
    csrf_prepare(req);
    o = check_place(req);
    if (o != OK)
        route_fail(c, req, status_of(req, o));
    return o;
}

/* ---- GET and POST ------------------------------------------------------------------------------------------ */

/* The form that was put aside, as it was typed: nothing of it is done. Its place is checked for who asks now. */
static enum outcome
show_held(const struct http_config *c, struct req *req)
{
    const struct held *h = req->held;
    str method = req->method;
    req->held = NULL;
    req->path = h->path;
    req->query = h->query;
    req->form = h->form;
    req->method = S("POST");
    enum outcome o = pairs_decode(req->arena, h->query, &req->args, &req->arg_count) ? route_find(c, req) : INVALID;
    if (o == OK)
        o = check_place(req);
    if (o == OK)
        o = req->route->form ? req->route->form(req) : NOT_FOUND;
    req->method = method;
    req->no_store = true;
    return o == INVALID ? NOT_FOUND : o;
}

void
route_show(const struct http_config *c, struct req *req)
{
    buf_room(&req->out.out, PAGE_ROOM);
    enum outcome o = req->route->show(req);
    finish(c, req, o == OK && req->held ? show_held(c, req) : o);
}

static void
show_form_again(const struct http_config *c, struct req *req)
{
    req->out.out.len = 0;
    req->bare = false;
    req->location = (str){ 0 };
    enum outcome o = req->route->form ? req->route->form(req) : FAILED;
    if (o == OK && req->status == 200)
        req->status = 422;              /* a form may say 503 itself */
    req->no_store = true;
    finish(c, req, o);
}

/* Handlers cannot forget it: what is `strong` never reaches `read` without a proof that is new enough. */
static bool
needs_proof(const struct req *req)
{
    const char *strong = req->route->strong;
    if (!strong || req->who.proven_until > req->now)
        return false;
    str words = str_of(strong), word;
    while (str_cut(&words, ' ', &word))
        if (str_eqz(word, "*") || who_is(&req->who, cstr(req->arena, word)))
            return true;
    return false;
}

static bool resume(const struct http_config *, struct req *);

static bool
read_form(const struct http_config *c, struct req *req)
{
    enum outcome o = req->route->read ? req->route->read(req) : OK;
    db_close_open_queries(req->db);
    if (o == OK)
        return !req->held || resume(c, req);
    if (o == INVALID)
        show_form_again(c, req);
    else
        route_fail(c, req, status_of(req, o));
    return false;
}

/* The form that was put aside takes the place of the one that brought the proof; its place is checked anew. */
static bool
resume(const struct http_config *c, struct req *req)
{
    const struct held *h = req->held;
    req->held = NULL;
    req->kept = NULL;
    req->path = h->path;
    req->query = h->query;
    req->form = h->form;
    enum outcome o = pairs_decode(req->arena, h->query, &req->args, &req->arg_count) ? route_find(c, req) : INVALID;
    if (o == OK && req->route->strong)
        o = check_place(req);
    if (o == OK && !needs_proof(req))
        return read_form(c, req);
    route_fail(c, req, o == OK ? 403 : status_of(req, o));
    return false;
}

/* Who was signed out while writing loses nothing: the form waits for the same account. */
static void
hold_lapsed(const struct http_config *c, struct req *req)
{
    if (c->trust_forms || csrf_held(req))
        finish(c, req, c->hooks.hold(req));
    else
        route_fail(c, req, 403);
    req->no_store = true;
}

bool
route_read(const struct http_config *c, struct req *req)
{
    if (req->route->api)
        return read_form(c, req);
    if (wants_login(req)) {
        hold_lapsed(c, req);
        return false;
    }
    if (!c->trust_forms && !csrf_holds(req)) {
        route_fail(c, req, FORM_TOO_OLD);
        return false;
    }
    str key = form_value(&req->form, S("_kunci"));
    if (key.len != 32) {
        route_fail(c, req, 400);
        return false;
    }
    if (needs_proof(req)) {
        finish(c, req, c->hooks.hold ? c->hooks.hold(req) : FORBIDDEN);
        return false;
    }
    return read_form(c, req);
}

void
route_after(const struct http_config *c, struct req *req, enum outcome o)
{
    if (o == INVALID)
        show_form_again(c, req);
    else
        finish(c, req, o);
}
